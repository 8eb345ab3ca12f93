//! Signing the minutes: from here on they stay as they are, and what was adopted takes effect.

use access::{Cx, Sent};
use analyse::{inspections, problem_zones};
use axum::extract::Path;
use axum::response::IntoResponse;
use ledger::Change;
use store::Result;
use web::{OrRefused, Refusal, Reply, see_other};

use super::meeting::{Meeting, MinutesSignature, asks};
use super::pages::page_of;
use super::planning::chain;
use super::queries::{self, write};
use super::reading::read_otherwise;
use super::state::{Act, Cannot};
use super::{MeetingHappened, Watcher, artefact, labels, recorded_by};
use crate::action_items::{self, NewItem, Source};
use crate::rival;

pub(super) async fn sign(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let meeting = recorded_by(&mut change, &cx, id).await?;
    meeting.admits(Act::Sign).or_refused()?;
    if !Watcher::of(&cx).may_sign(&meeting) {
        fields.refuse_all(Cannot::NotASigner.say());
        return page_of(&cx, meeting, fields, None).await;
    }
    if rival::is_not_of(&fields, &meeting.stamp()) {
        let rival = read_otherwise(&mut change, &meeting, &fields).await?;
        fields.refuse_all(crate::labels::CHANGED_WHILE_READ);
        return page_of(&cx, meeting, fields, Some(rival)).await;
    }
    let Some(signed_on) = fields.date("signed_on", labels::DATE_MISSING) else {
        return page_of(&cx, meeting, fields, None).await;
    };
    let signature = MinutesSignature {
        number: fields.get("number").to_owned(),
        signed_on,
        chair: meeting.chair.name.clone(),
        secretary: meeting.secretary.name.clone(),
        signed_by: cx.viewer().name.clone(),
    };
    let taken = queries::numbers(&mut change, meeting.kind, meeting.school_year).await?;
    if taken.iter().any(|number| number.trim() == signature.number.trim()) {
        fields.refuse("number", labels::number_is_taken(&signature.number));
        return page_of(&cx, meeting, fields, None).await;
    }
    match meeting.sign(signature.clone()) {
        Ok(signed) => {
            take_effect(&mut change, &signed, &signature).await?;
            change.commit(&MeetingHappened::signed(&signed, &signature)).await?;
            let done = if signed.kind.is_guarded() { labels::GUARDED_SIGNED } else { labels::SIGNED };
            Ok(see_other(format!("/decide/meetings/{id}")).done(done).into_response())
        }
        Err(refusal) => {
            let field = if refusal == Cannot::NumberMissing { "number" } else { "" };
            fields.refuse(field, refusal.say());
            page_of(&cx, meeting, fields, None).await
        }
    }
}

/// Keeps the signature of a meeting that [`Meeting::sign`] has let through; opens the action items of what was adopted and
/// decides the problem zones and findings that it was about. A guarded meeting keeps all that to itself.
///
/// # Errors
/// When the database refuses.
pub async fn take_effect(change: &mut Change, meeting: &Meeting, signature: &MinutesSignature) -> Result<()> {
    let adopted: Vec<_> = meeting.points.iter().filter(|point| meeting.is_adopted(point)).collect();
    write::save_signature(change, meeting, signature, &adopted).await?;
    if meeting.kind.is_guarded() {
        return Ok(());
    }
    let title = labels::minutes_title(meeting, signature);
    let asked = adopted.iter().flat_map(|point| &point.clauses).filter(|clause| asks(clause));
    let item = |(place, clause): (i64, &crate::orders::Clause)| NewItem {
        place,
        task: clause.task.clone(),
        responsible_staff_id: clause.responsible_staff_id,
        responsible: clause.responsible.clone(),
        due_on: clause.due_on,
    };
    let items: Vec<NewItem> = (1_i64..).zip(asked).map(item).collect();
    let source = Source {
        artefact: artefact(meeting.id),
        title: title.clone(),
        school_year: meeting.school_year,
        opened_on: meeting.day(),
    };
    action_items::open(change, &source, &items).await?;
    chain(change, meeting, &meeting.points).await?;
    let mut zones: Vec<i64> = adopted
        .iter()
        .flat_map(|point| &point.matters)
        .filter(|matter| matter.kind == problem_zones::KIND)
        .map(|matter| matter.id)
        .collect();
    zones.sort_unstable();
    zones.dedup();
    for zone in zones {
        problem_zones::decided(change, zone, &title).await?;
    }
    for matter in adopted.iter().flat_map(|point| &point.matters).filter(|matter| matter.kind == inspections::KIND) {
        for finding in inspections::findings(change, matter.id).await? {
            inspections::decided(change, finding.id, &title).await?;
        }
    }
    Ok(())
}
