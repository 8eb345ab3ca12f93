//! What happens to a report: handed in, sent back, signed, made known.

use access::{Cx, Sent};
use axum::extract::Path;
use axum::response::IntoResponse;
use ledger::Change;
use roster::staff::queries::{staff, staff_member};
use web::forms::Fields;
use web::{Failure, OrMissing, Refusal, Reply, see_other};

use super::figures::{self, Desk, Figure, Frozen};
use super::form::describe;
use super::happenings::InspectionHappened;
use super::inspection::Inspection;
use super::pages::{LIST, reader};
use super::queries::{self, Signature};
use super::report::{CannotAct, Days, Progress, Report, ReportState};
use super::told::told;
use super::{findings, labels, report_pages};

/// The inspection and its report, for a person who speaks for the group.
pub(super) async fn led(change: &mut Change, cx: &Cx, id: i64) -> Result<(Inspection, Report), Failure> {
    let one = queries::inspection(change, reader(cx), id).await?.filter(|one| one.is_led_by(reader(cx)));
    let report = queries::report(change, id).await?;
    one.zip(report).or_missing()
}

/// How far the work has got, with the figures as they are at this moment.
fn progress(one: &Inspection, figures: &[Figure], fields: &Fields) -> Progress {
    let is_confirmed = fields.is_ticked("without_steps");
    Progress { open_steps: one.open_steps(), is_confirmed, has_figures: figures.iter().any(Figure::is_known) }
}

async fn live(change: &mut Change, one: &Inspection) -> Result<Vec<Figure>, Failure> {
    let moment = (change.today(), change.now());
    figures::live(Desk::Within(change), one, moment).await
}

/// The page of the report again, with what the rule says.
pub(super) async fn refused(cx: &Cx, id: i64, mut fields: Fields, refusal: CannotAct) -> Reply {
    fields.refuse_all(refusal.say());
    report_pages::page_of(cx, id, fields).await
}

pub(super) fn done(id: i64, text: &str) -> Reply {
    Ok(see_other(format!("{LIST}/{id}/report")).done(text).into_response())
}

pub(super) async fn moved(
    change: &mut Change,
    one: &Inspection,
    state: ReportState,
    remark: &str,
) -> store::Result<()> {
    queries::set_state(change, one.id, state, remark).await?;
    describe(change, one, state).await
}

pub(super) async fn submit(cx: Cx, Path(id): Path<i64>, Sent(fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let (one, report) = led(&mut change, &cx, id).await?;
    let figures = live(&mut change, &one).await?;
    let state = match report.submit(progress(&one, &figures, &fields)) {
        Ok(state) => state,
        Err(refusal) => return refused(&cx, id, fields, refusal).await,
    };
    moved(&mut change, &one, state, "").await?;
    let said = InspectionHappened::report(&one, "inspection_report.submitted", labels::SUBMITTED_SENTENCE);
    change.commit(&said).await?;
    done(id, labels::SUBMITTED)
}

pub(super) async fn send_back(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let (one, report) = led(&mut change, &cx, id).await?;
    let remark = fields.long_text_if_any("remark").unwrap_or_default();
    let state = match report.send_back(&remark) {
        Ok(state) => state,
        Err(refusal) => return refused(&cx, id, fields, refusal).await,
    };
    moved(&mut change, &one, state, &remark).await?;
    let said = InspectionHappened::report(&one, "inspection_report.returned", &labels::returned(&remark));
    change.commit(&said).await?;
    done(id, labels::RETURNED)
}

/// Signs the report and freezes its figures, in one change: the figures are those of the moment of the signature.
pub(super) async fn sign(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let (one, report) = led(&mut change, &cx, id).await?;
    let signed_on = fields.date_if_any("signed_on").unwrap_or(cx.today());
    if fields.has_errors() {
        return report_pages::page_of(&cx, id, fields).await;
    }
    let figures = live(&mut change, &one).await?;
    let days = Days { starts_on: one.starts_on, ends_on: one.ends_on, signed_on, today: cx.today() };
    if let Err(refusal) = report.sign(progress(&one, &figures, &fields), days) {
        return refused(&cx, id, fields, refusal).await;
    }
    let signature = signature(&mut change, &cx, signed_on).await?;
    conclude(&mut change, &one, &report, &signature).await?;
    change.commit(&InspectionHappened::signed(&one)).await?;
    done(id, labels::SIGNED)
}

/// Makes a report that may be signed a signed one: its figures stay as they are now, those it concerns have to know it.
///
/// # Errors
/// When the figures cannot be computed or the database refuses.
pub async fn conclude(
    change: &mut Change,
    one: &Inspection,
    report: &Report,
    signature: &Signature,
) -> Result<(), Failure> {
    let live = live(change, one).await?;
    let frozen: Vec<Frozen> = live.iter().map(Figure::freeze).collect();
    let zones = report_pages::zones(change, one.id).await?;
    queries::save_told(change, one.id, &told(one, &frozen, zones)).await?;
    queries::save_figures(change, one.id, &live).await?;
    queries::save_signature(change, one.id, signature).await?;
    moved(change, one, ReportState::Signed, "").await?;
    findings::announce(change, one).await?;
    for person in concerned(one, report) {
        queries::acquaint(change, one.id, person).await?;
    }
    Ok(())
}

/// Who signs: by the staff list, otherwise by the account.
async fn signature(change: &mut Change, cx: &Cx, signed_on: chrono::NaiveDate) -> store::Result<Signature> {
    let member = match cx.viewer().staff_id {
        Some(id) => staff_member(change, id).await?,
        None => None,
    };
    let role = cx.viewer().roles.first().map_or("", |role| role.label());
    Ok(match member {
        Some(member) => Signature {
            signed_on,
            post: labels::capital(if member.position.is_empty() { role } else { &member.position }),
            signatory: member.name().initials_first(),
        },
        None => Signature { signed_on, post: labels::capital(role), signatory: cx.viewer().name.clone() },
    })
}

/// Who has to know the report in any case: the teacher it is about, and everybody it advises.
fn concerned(one: &Inspection, report: &Report) -> Vec<i64> {
    let advised = report.recommendations.iter().filter_map(|advice| advice.responsible_staff_id);
    one.coverage.teacher_staff_id.into_iter().chain(advised).collect()
}

pub(super) async fn acquaint(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let (one, _) = led(&mut change, &cx, id).await?;
    let person = fields.id("person", labels::PICK_PERSON);
    let known = staff(&mut change).await?;
    let Some(person) = person.filter(|person| known.iter().any(|one| one.id == *person)) else {
        if !fields.has_errors() {
            fields.refuse("person", labels::PICK_PERSON);
        }
        return report_pages::page_of(&cx, id, fields).await;
    };
    queries::acquaint(&mut change, id, person).await?;
    change.commit(&InspectionHappened::report(&one, "inspection_report.listed", labels::LISTED_SENTENCE)).await?;
    done(id, labels::LISTED)
}

pub(super) async fn remove_acquaintance(cx: Cx, Path(id): Path<i64>, Sent(fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let (one, _) = led(&mut change, &cx, id).await?;
    let person = fields.ids("person").first().copied().or_missing()?;
    if !queries::remove_acquaintance(&mut change, id, person).await? {
        let mut fields = fields;
        fields.refuse_all(labels::ALREADY_KNOWS);
        return report_pages::page_of(&cx, id, fields).await;
    }
    change.commit(&InspectionHappened::report(&one, "inspection_report.listed", labels::LISTED_SENTENCE)).await?;
    done(id, labels::UNLISTED)
}

/// «Ознакомлен(а)»: said by the person herself, once the report is signed.
pub(super) async fn acknowledge(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut change = cx.begin().await?;
    let viewer = reader(&cx);
    if !queries::is_listed(&mut change, viewer, id).await? {
        return Err(Failure::missing());
    }
    let (one, report, _) = report_pages::seen(&mut change, viewer, id).await?;
    if report.state != ReportState::Signed {
        return Err(Failure::refused(&CannotAct::OutOfTurn(report.state)));
    }
    queries::acknowledge(&mut change, id, viewer.staff_id).await?;
    let who = labels::acknowledged(&cx.viewer().name);
    change.commit(&InspectionHappened::report(&one, "inspection_report.acknowledged", &who)).await?;
    done(id, labels::ACKNOWLEDGED)
}
