//! Planning a meeting: the form of its plan, saving it, throwing it away.

use access::{Cx, Sent};
use analyse::inspections;
use axum::extract::{Path, RawQuery};
use axum::response::IntoResponse;
use chrono::NaiveDate;
use ledger::Change;
use roster::staff::queries::{StaffMember, staff};
use store::{Reads, new_id};
use web::forms::Fields;
use web::ui::{Choice, Link};
use web::{Failure, OrMissing, OrRefused, Page, Refusal, Reply, Stage, filters, see_other};

use super::kind::MeetingKind;
use super::matters::{self, Shown};
use super::meeting::{AgendaPoint, Meeting};
use super::queries::{self, write};
use super::state::{Act, State};
use super::{MeetingHappened, Watcher, artefact, labels, seating};
use crate::people;
use crate::rival::{self, Rival};
use crate::rows;

/// An agenda of more questions than this is not an agenda that anybody sits through.
const MOST_POINTS: usize = 30;
/// How a link says that something was put before a meeting.
const CONSIDERED_AT: &str = "considered_at";

#[derive(askama::Template)]
#[template(path = "meetings/edit.html")]
struct EditPage {
    action: String,
    /// the meeting, if there is one already; its kind stays
    known: Option<Meeting>,
    /// how often the plan was saved when the form was made
    version: i64,
    fields: Fields,
    rows: Vec<Row>,
    people: Vec<Choice>,
    kinds: Vec<Choice>,
    /// whether the members are chosen here
    has_members: bool,
    /// planned meetings to which the same could be added
    planned: Vec<Link>,
    rival: Option<Rival>,
}

/// One question in the form.
struct Row {
    number: usize,
    /// id of the question, if it is saved already
    id: String,
    matters: Vec<Choice>,
}

/// The form of a new meeting: what is asked for is on the agenda, people and place are as usual.
pub(super) async fn new(cx: Cx, RawQuery(query): RawQuery) -> Reply {
    let asked = Fields::parse(query.unwrap_or_default().as_bytes());
    let kind = MeetingKind::from_code(asked.get("kind")).filter(|kind| cx.may_plan(*kind));
    let kind = kind.unwrap_or(MeetingKind::PedagogicalCouncil);
    let mut db = cx.store();
    let mut fields = seating::as_usual(&mut db, &cx, kind).await?.with("kind", kind.code());
    let wanted = matters::asked(&asked);
    fields = matters::put_on_agenda(&mut db, &cx, fields, (0, &wanted)).await?;
    form(&cx, None, fields, None).await
}

/// Whether somebody may plan a meeting of a kind at all.
trait MayPlan {
    fn may_plan(&self, kind: MeetingKind) -> bool;
}

impl MayPlan for Cx {
    fn may_plan(&self, kind: MeetingKind) -> bool {
        !kind.is_guarded() || self.may(access::May::ReadConsilium)
    }
}

async fn form(cx: &Cx, known: Option<Meeting>, fields: Fields, rival: Option<Rival>) -> Reply {
    let mut db = cx.store();
    let people = staff(&mut db).await?;
    let mut rows = Vec::new();
    for number in 0..rows::shown(&fields, point_rows(&fields), MOST_POINTS) {
        let shown = matters::shown_of(&mut db, cx, &matters::sent(&fields, &format!("offered_{number}"))).await?;
        let choice = |one: Shown| Choice::new(one.matter.value(), format!("{}: {}", one.label, one.title));
        let id = fields.get(&format!("id_{number}")).to_owned();
        rows.push(Row { number, id, matters: shown.into_iter().map(choice).collect() });
    }
    let title = if known.is_some() { labels::EDIT_MEETING } else { labels::NEW_MEETING };
    let mut page = Page::new(title).stage(Stage::Decide).crumb(labels::MEETINGS, "/decide/meetings");
    if let Some(known) = &known {
        page = page.crumb(labels::title(known), format!("/decide/meetings/{}", known.id));
    }
    let body = EditPage {
        action: known
            .as_ref()
            .map_or_else(|| "/decide/meetings".to_owned(), |one| format!("/decide/meetings/{}", one.id)),
        people: people::choices(&people),
        kinds: labels::kinds(cx.may(access::May::ReadConsilium)),
        has_members: known.as_ref().is_none_or(|one| !one.kind.is_of_all_staff() && one.holding.is_none()),
        planned: if known.is_none() { planned(&mut db, cx, &fields).await? } else { Vec::new() },
        version: if rows::is_resent(&fields) {
            rows::version(&fields)
        } else {
            known.as_ref().map_or(0, |one| one.version)
        },
        known,
        rows,
        fields,
        rival,
    };
    cx.page(page.with_errors_of(&body.fields).body(body)).await
}

/// The planned meetings to which the matters of a new one could be added instead.
async fn planned(db: &mut impl Reads, cx: &Cx, fields: &Fields) -> store::Result<Vec<Link>> {
    let query = matters::as_query(&matters::sent(fields, "offered_0"));
    if query.is_empty() {
        return Ok(Vec::new());
    }
    let lines = queries::meetings(db, Watcher::of(cx), cx.year().await?).await?;
    let open = lines.into_iter().filter(|line| !line.is_held && line.day >= cx.today());
    let link = |line: queries::MeetingLine| {
        let kind = MeetingKind::from_code(&line.kind).filter(|kind| !kind.is_guarded())?;
        let label = labels::on_day(kind, line.day);
        Some(Link::new(label, format!("/decide/meetings/{}/edit?{query}", line.id)))
    };
    Ok(open.filter_map(link).collect())
}

/// How many questions a form has in use.
fn point_rows(fields: &Fields) -> usize {
    let used = |row: &usize| ["topic", "id"].iter().any(|name| !fields.get(&format!("{name}_{row}")).is_empty());
    (0..MOST_POINTS).filter(used).max().map_or(0, |last| last + 1)
}

pub(super) async fn create(cx: Cx, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let read = |code: &str| MeetingKind::from_code(code).filter(|kind| cx.may_plan(*kind));
    let Some(kind) = fields.choice("kind", labels::PICK_KIND, read) else {
        return form(&cx, None, fields, None).await;
    };
    if rows::is_resent(&fields) {
        let fields = resent(&mut change, fields, (kind, cx.today())).await?;
        return form(&cx, None, fields, None).await;
    }
    let blank = Meeting::blank(new_id(), cx.year().await?, kind, cx.today());
    match read_plan(&mut change, &cx, fields, &blank).await? {
        Ok(meeting) => keep(change, &meeting, &[]).await,
        Err(fields) => form(&cx, None, fields, None).await,
    }
}

/// The form again with what its button asked for: one more row, or the members of the body.
async fn resent(db: &mut impl Reads, fields: Fields, (kind, on): (MeetingKind, NaiveDate)) -> store::Result<Fields> {
    if !fields.is_ticked("fill") {
        return Ok(fields);
    }
    let on = school::ru::parse_date(fields.get("planned_on")).unwrap_or(on);
    seating::filled_in(db, fields, (kind, on)).await
}

/// The meeting that a form describes, or the form again with what is wrong.
async fn read_plan(
    change: &mut Change,
    cx: &Cx,
    mut fields: Fields,
    known: &Meeting,
) -> Result<Result<Meeting, Fields>, Failure> {
    let people = staff(change).await?;
    let planned_on = fields.date("planned_on", labels::DATE_MISSING);
    let place = fields.text_if_any("place");
    let starts_at = seating::read_time(fields.get("starts_at"));
    if starts_at.is_none() {
        fields.refuse("starts_at", labels::TIME_FORM);
    }
    let chair = people::chosen(&mut fields, ("chair_staff", "chair"), &people);
    let secretary = people::chosen(&mut fields, ("secretary_staff", "secretary"), &people);
    let points = read_agenda(change, cx, &mut fields, (known, &people)).await?;
    let mut meeting = Meeting {
        planned_on: planned_on.unwrap_or(known.planned_on),
        starts_at: starts_at.unwrap_or_default(),
        place: place.unwrap_or_default(),
        chair,
        secretary,
        points,
        ..known.clone()
    };
    if meeting.state() == State::Planned {
        let members = seating::read_members(&mut fields, &meeting, &people);
        meeting.members = if meeting.kind.is_of_all_staff() { Vec::new() } else { members };
    }
    complain(cx, &mut fields, known, &meeting);
    Ok(if fields.has_errors() { Err(fields) } else { Ok(meeting) })
}

fn complain(cx: &Cx, fields: &mut Fields, known: &Meeting, meeting: &Meeting) {
    if meeting.points.is_empty() {
        fields.refuse("topic_0", labels::AGENDA_EMPTY);
    }
    if meeting.chair.is_empty() {
        fields.refuse("chair_staff", labels::CHAIR_UNNAMED);
    }
    if !meeting.kind.is_of_all_staff() && meeting.members.len() < 2 {
        fields.refuse("member", labels::MEMBERS_MISSING);
    }
    if let Err(refusal) = known.keeps_recorded(&meeting.points) {
        fields.refuse_all(refusal.say());
    }
    if !meeting.kind.is_guarded() {
        return;
    }
    if meeting.points.iter().any(|point| !point.matters.is_empty()) {
        fields.refuse("kind", labels::GUARDED_MATTERS);
    }
    let watcher = Watcher::of(cx);
    let takes_part = |id: i64| meeting.members.iter().any(|member| member.named.staff_id == Some(id));
    if !watcher.sees_all && !watcher.staff_id.is_some_and(takes_part) {
        fields.refuse("member", labels::NOT_A_PARTICIPANT);
    }
}

async fn read_agenda(
    change: &mut Change,
    cx: &Cx,
    fields: &mut Fields,
    (known, people): (&Meeting, &[StaffMember]),
) -> Result<Vec<AgendaPoint>, Failure> {
    let mut points = Vec::new();
    for row in 0..point_rows(fields) {
        let id: i64 = fields.get(&format!("id_{row}")).parse().unwrap_or(0);
        // A question that saved itself has no number in the form yet: it is known by its words.
        let topic = fields.get(&format!("topic_{row}"));
        let is_it = |point: &&AgendaPoint| if id == 0 { point.topic == topic } else { point.id == id };
        let is_taken = |point: &&AgendaPoint| points.iter().any(|taken: &AgendaPoint| taken.id == point.id);
        let before = known.points.iter().find(is_it).filter(|point| !is_taken(point));
        let speaker = people::chosen(fields, (&format!("speaker_staff_{row}"), &format!("speaker_{row}")), people);
        let Some(topic) = fields.text_if_any(&format!("topic_{row}")).filter(|topic| !topic.is_empty()) else {
            continue;
        };
        let wanted = matters::sent(fields, &format!("matter_{row}"));
        let mut matters: Vec<_> =
            matters::shown_of(change, cx, &wanted).await?.into_iter().map(|shown| shown.matter).collect();
        // What the one who saves may not see stays.
        for matter in before.into_iter().flat_map(|point| &point.matters) {
            if matters::shown(change, cx, matter).await?.is_none() {
                matters.push(matter.clone());
            }
        }
        let blank = AgendaPoint::blank(known.kind.usual_method());
        points.push(AgendaPoint { topic, speaker, matters, ..before.cloned().unwrap_or(blank) });
    }
    Ok(points)
}

/// Saves a plan, with its card and its links unless it is guarded.
async fn keep(mut change: Change, meeting: &Meeting, before: &[AgendaPoint]) -> Reply {
    write::save_plan(&mut change, meeting).await?;
    chain(&mut change, meeting, before).await?;
    change.commit(&MeetingHappened::planned(meeting)).await?;
    Ok(see_other(format!("/decide/meetings/{}", meeting.id)).done(labels::PLAN_SAVED).into_response())
}

/// Links a meeting with what it is about and describes it; a guarded one stays outside the chain. `before` is the agenda
/// that was linked until now.
///
/// # Errors
/// When the database refuses.
pub async fn chain(change: &mut Change, meeting: &Meeting, before: &[AgendaPoint]) -> store::Result<()> {
    if meeting.kind.is_guarded() {
        return Ok(());
    }
    let now: Vec<_> = meeting.points.iter().flat_map(|point| &point.matters).collect();
    if before.iter().flat_map(|point| &point.matters).any(|matter| !now.contains(&matter)) {
        change.unlink(artefact(meeting.id)).await?;
    }
    for matter in now.into_iter().filter_map(super::Matter::artefact) {
        change.link(matter, artefact(meeting.id), CONSIDERED_AT).await?;
        if matter.kind == super::INSPECTION {
            for finding in inspections::findings(change, matter.id).await? {
                change.link(finding, artefact(meeting.id), CONSIDERED_AT).await?;
            }
        }
    }
    let state = meeting.state().label();
    change.describe(artefact(meeting.id), (&labels::title(meeting), state), Some(meeting.day())).await
}

/// The plan of a meeting as it is saved.
fn filled(meeting: &Meeting) -> Fields {
    let mut fields = seating::people_of(meeting)
        .with_date("planned_on", Some(meeting.planned_on))
        .with("starts_at", &meeting.starts_at)
        .with("place", &meeting.place);
    for (row, point) in meeting.points.iter().enumerate() {
        fields = fields.with(&format!("id_{row}"), point.id).with(&format!("topic_{row}"), &point.topic);
        fields =
            people::with_chosen(fields, (&format!("speaker_staff_{row}"), &format!("speaker_{row}")), &point.speaker);
        fields = point.matters.iter().map(super::Matter::value).fold(fields, |fields, value| {
            fields.with(&format!("matter_{row}"), &value).with(&format!("offered_{row}"), &value)
        });
    }
    fields
}

/// The form of a plan; what the address asks for is added to the agenda.
pub(super) async fn edit(cx: Cx, Path(id): Path<i64>, RawQuery(query): RawQuery) -> Reply {
    let mut db = cx.store();
    let meeting = queries::meeting(&mut db, Watcher::of(&cx), id).await?.or_missing()?;
    meeting.admits(Act::Edit).or_refused()?;
    let wanted = matters::asked(&Fields::parse(query.unwrap_or_default().as_bytes()));
    let fields = matters::put_on_agenda(&mut db, &cx, filled(&meeting), (meeting.points.len(), &wanted)).await?;
    form(&cx, Some(meeting), fields, None).await
}

pub(super) async fn save(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let known = queries::meeting(&mut change, Watcher::of(&cx), id).await?.or_missing()?;
    known.admits(Act::Edit).or_refused()?;
    if rows::is_resent(&fields) {
        let fields = resent(&mut change, fields, (known.kind, known.day())).await?;
        return form(&cx, Some(known), fields, None).await;
    }
    if rival::is_stale(&fields, known.version) {
        let people = staff(&mut change).await?;
        let shown = |field: &str, value: &str| {
            Some((labels::plan_field(field)?, crate::labels::field_value(field, value, &people)))
        };
        let differences = rival::differences(&filled(&known), &fields, shown);
        let (by, at) = queries::last_change(&mut change, id).await?.unwrap_or_default();
        fields.refuse_all(crate::labels::CHANGED_MEANWHILE);
        return form(&cx, Some(known), fields, Some(Rival { by, at, differences })).await;
    }
    let is_by_itself = fields.is_ticked("autosave");
    match read_plan(&mut change, &cx, fields, &known).await? {
        Ok(meeting) => {
            let answer = keep(change, &meeting, &known.points).await?;
            // The script finds the new version in the form.
            let to_form = || see_other(format!("/decide/meetings/{id}/edit")).into_response();
            Ok(if is_by_itself { to_form() } else { answer })
        }
        Err(fields) => form(&cx, Some(known), fields, None).await,
    }
}

#[derive(askama::Template)]
#[template(path = "meetings/remove.html")]
struct RemovePage {
    id: i64,
    title: String,
}

pub(super) async fn confirm_removal(cx: Cx, Path(id): Path<i64>) -> Reply {
    let meeting = queries::meeting(&mut cx.store(), Watcher::of(&cx), id).await?.or_missing()?;
    meeting.admits(Act::Remove).or_refused()?;
    let title = labels::title(&meeting);
    let page = Page::new(labels::REMOVE_MEETING).stage(Stage::Decide).crumb(labels::MEETINGS, "/decide/meetings");
    let page = page.crumb(title.clone(), format!("/decide/meetings/{id}"));
    cx.page(page.body(RemovePage { id, title })).await
}

/// Throws away the plan of a meeting that was not held.
pub(super) async fn remove(cx: Cx, Path(id): Path<i64>, Sent(_): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let meeting = queries::meeting(&mut change, Watcher::of(&cx), id).await?.or_missing()?;
    meeting.admits(Act::Remove).or_refused()?;
    write::remove(&mut change, &meeting).await?;
    change.unlink(artefact(id)).await?;
    change.commit(&MeetingHappened::removed(&meeting)).await?;
    Ok(see_other("/decide/meetings").done(labels::REMOVED).into_response())
}
