//! Holding a meeting: who came, and whether they may decide.

use access::{Cx, Sent};
use axum::extract::Path;
use axum::response::IntoResponse;
use roster::staff::queries::{StaffMember, staff};
use store::Reads;
use web::forms::Fields;
use web::ui::Choice;
use web::{OrRefused, Page, Refusal, Reply, Stage, filters, see_other};

use super::meeting::{Holding, Meeting, Member};
use super::planning::chain;
use super::queries::{self, write};
use super::seating::with_officers;
use super::state::Act;
use super::voting::quorum_of;
use super::{MeetingHappened, labels, recorded_by};
use crate::people::Named;
use crate::rival::{self, Difference, Rival};

#[derive(askama::Template)]
#[template(path = "meetings/attendance.html")]
struct AttendancePage {
    meeting: Meeting,
    members: Vec<Choice>,
    /// how many must come; 0 where nobody is counted
    quorum: i64,
    fields: Fields,
    rival: Option<Rival>,
}

pub(super) async fn attendance(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut db = cx.store();
    let meeting = recorded_by(&mut db, &cx, id).await?;
    meeting.admits(Act::Hold).or_refused()?;
    let members = expected(&mut db, &meeting).await?;
    let is_held = meeting.holding.is_some();
    let held_on = if is_held { meeting.day() } else { meeting.planned_on.min(cx.today()) };
    let invited = meeting.holding.as_ref().map_or(String::new(), |holding| holding.invited.clone());
    let here = members.iter().filter(|member| member.is_present || !is_held);
    let fields = here.fold(Fields::empty(), |fields, member| fields.with("present", key(&member.named)));
    let fields = fields
        .with_date("held_on", Some(held_on))
        .with("invited", invited)
        .with("presided", key(&meeting.chair))
        .with("kept", key(&meeting.secretary));
    form(&cx, meeting, members, fields, None).await
}

/// Who is expected: everybody who teaches or leads, or those who were chosen.
async fn expected(db: &mut impl Reads, meeting: &Meeting) -> store::Result<Vec<Member>> {
    if meeting.holding.is_some() || !meeting.kind.is_of_all_staff() {
        return Ok(meeting.members.clone());
    }
    let teaches_or_leads =
        |one: &&StaffMember| one.left_on.is_none_or(|day| day > meeting.planned_on) && one.staff_kind != "other";
    let all = staff(db).await?;
    Ok(with_officers(all.iter().filter(teaches_or_leads).map(Named::of).collect(), meeting))
}

/// How the form names a member: by the number in the staff list, or by name.
fn key(named: &Named) -> String {
    named.staff_id.map_or_else(|| named.name.clone(), |id| id.to_string())
}

async fn form(cx: &Cx, meeting: Meeting, members: Vec<Member>, fields: Fields, rival: Option<Rival>) -> Reply {
    let count = i64::try_from(members.len()).unwrap_or(i64::MAX);
    let page = Page::new(labels::ATTENDANCE)
        .stage(Stage::Decide)
        .crumb(labels::MEETINGS, "/decide/meetings")
        .crumb(labels::title(&meeting), format!("/decide/meetings/{}", meeting.id))
        .with_errors_of(&fields);
    let body = AttendancePage {
        quorum: if meeting.kind.decides_by_vote() { quorum_of(count) } else { 0 },
        members: members.iter().map(|member| Choice::new(key(&member.named), &member.named.name)).collect(),
        meeting,
        fields,
        rival,
    };
    cx.page(page.body(body)).await
}

/// Notes who came; the minutes may be written from now on.
pub(super) async fn hold(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let meeting = recorded_by(&mut change, &cx, id).await?;
    meeting.admits(Act::Hold).or_refused()?;
    let mut members = expected(&mut change, &meeting).await?;
    for member in &mut members {
        member.is_present = fields.has("present", &key(&member.named));
    }
    if rival::is_stale(&fields, meeting.version) {
        let (by, at) = queries::last_change(&mut change, id).await?.unwrap_or_default();
        fields.refuse_all(crate::labels::CHANGED_MEANWHILE);
        let differences = differences(&meeting, &members, &fields);
        return form(&cx, meeting, members, fields, Some(Rival { by, at, differences })).await;
    }
    let officer = |field: &str, planned: &Named| {
        let chosen = members.iter().find(|member| key(&member.named) == fields.get(field));
        chosen.map_or_else(|| planned.clone(), |member| member.named.clone())
    };
    let meeting = Meeting {
        chair: officer("presided", &meeting.chair),
        secretary: officer("kept", &meeting.secretary),
        ..meeting
    };
    let held_on = fields.date("held_on", labels::DATE_MISSING);
    let invited = fields.long_text_if_any("invited");
    let (Some(held_on), Some(invited)) = (held_on, invited) else {
        return form(&cx, meeting, members, fields, None).await;
    };
    let holding = Holding { held_on, invited };
    let held = match meeting.hold(holding.clone(), members.clone(), cx.today()) {
        Ok(held) => held,
        Err(refusal) => {
            fields.refuse_all(refusal.say());
            return form(&cx, meeting, members, fields, None).await;
        }
    };
    write::save_holding(&mut change, id, &holding, &held.members).await?;
    write::save_officers(&mut change, &held).await?;
    chain(&mut change, &held, &held.points).await?;
    change.commit(&MeetingHappened::held(&held)).await?;
    Ok(see_other(format!("/decide/meetings/{id}")).done(labels::HELD).into_response())
}

/// Whose presence somebody else has noted otherwise, and whom else they have invited.
fn differences(saved: &Meeting, typed: &[Member], fields: &Fields) -> Vec<Difference> {
    let noted = |named: &Named| saved.members.iter().find(|member| member.named == *named && saved.holding.is_some());
    let otherwise = typed.iter().filter_map(|member| {
        let noted = noted(&member.named).filter(|noted| noted.is_present != member.is_present)?;
        let [saved, typed] = [noted, member].map(|one| labels::presence(one.is_present).to_owned());
        Some(Difference { label: member.named.name.clone(), saved, typed })
    });
    let invited = saved.holding.as_ref().map_or("", |holding| holding.invited.as_str());
    let typed = fields.get("invited").replace("\r\n", "\n");
    let guests = (invited != typed).then(|| Difference {
        label: labels::INVITED.to_owned(),
        saved: invited.to_owned(),
        typed: typed.clone(),
    });
    let officers = [(labels::PRESIDED, "presided", &saved.chair), (labels::KEPT, "kept", &saved.secretary)];
    let replaced = officers.into_iter().filter_map(|(label, field, noted)| {
        let chosen = saved.members.iter().find(|member| key(&member.named) == fields.get(field))?;
        (chosen.named != *noted).then(|| Difference {
            label: label.to_owned(),
            saved: noted.name.clone(),
            typed: chosen.named.name.clone(),
        })
    });
    otherwise.chain(guests).chain(replaced).collect()
}
