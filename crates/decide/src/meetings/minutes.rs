//! Writing the minutes, question by question.

use access::{Cx, Sent};
use axum::extract::Path;
use axum::response::IntoResponse;
use roster::staff::queries::{StaffMember, staff};
use store::Reads;
use web::forms::Fields;
use web::ui::Choice;
use web::{OrMissing, OrRefused, Page, Refusal, Reply, Stage, filters, see_other};

use super::meeting::{AgendaPoint, Meeting};
use super::queries::{self, write};
use super::state::Act;
use super::voting::Votes;
use super::{MeetingHappened, labels, matters, recorded_by};
use crate::method::Method;
use crate::orders::Clause;
use crate::people::{self, Named};
use crate::rival::{self, Rival};
use crate::rows;

const MOST_CLAUSES: usize = 40;
const MOST_VOTES: i64 = 100_000;

#[derive(askama::Template)]
#[template(path = "meetings/point.html")]
struct PointPage {
    meeting: Meeting,
    point: AgendaPoint,
    fields: Fields,
    rows: Vec<usize>,
    people: Vec<Choice>,
    methods: Vec<Choice>,
    rival: Option<Rival>,
}

pub(super) async fn point(cx: Cx, Path((id, point)): Path<(i64, i64)>) -> Reply {
    let mut db = cx.store();
    let meeting = recorded_by(&mut db, &cx, id).await?;
    meeting.admits(Act::Record).or_refused()?;
    let point = meeting.points.iter().find(|one| one.id == point).cloned().or_missing()?;
    let fields = if point.is_recorded() { filled(&point) } else { suggested(&mut db, &cx, &point).await? };
    form(&cx, meeting, point, fields, None).await
}

/// What is known already: the findings that were put before the meeting, and the tasks that they suggest.
async fn suggested(db: &mut impl Reads, cx: &Cx, point: &AgendaPoint) -> store::Result<Fields> {
    let zones = matters::zones_of(db, cx, point).await?;
    let seen: Vec<String> = zones.iter().map(crate::labels::seen).collect();
    let fields = Fields::empty().with("heard", seen.join("\n")).with("method", point.method.code());
    let tasks = if zones.is_empty() { Vec::new() } else { crate::labels::tasks_for(&zones) };
    let rows = tasks.into_iter().enumerate();
    Ok(rows.fold(fields, |fields, (row, task)| fields.with(&format!("task_{row}"), task)))
}

/// The minutes of a question as they are saved.
fn filled(point: &AgendaPoint) -> Fields {
    let mut fields =
        Fields::empty().with("heard", &point.heard).with("spoke", &point.spoke).with("method", point.method.code());
    if let Some(votes) = point.votes {
        fields = fields
            .with("votes_for", votes.in_favour)
            .with("votes_against", votes.against)
            .with("votes_abstained", votes.abstained);
    }
    for (row, clause) in point.clauses.iter().enumerate() {
        let who = Named { staff_id: clause.responsible_staff_id, name: clause.responsible.clone() };
        fields = fields.with(&format!("task_{row}"), &clause.task).with_date(&format!("due_{row}"), clause.due_on);
        fields = people::with_chosen(fields, (&format!("staff_{row}"), &format!("who_{row}")), &who);
    }
    fields
}

async fn form(cx: &Cx, meeting: Meeting, point: AgendaPoint, fields: Fields, rival: Option<Rival>) -> Reply {
    let people = staff(&mut cx.store()).await?;
    let page = Page::new(labels::point_title(point.place))
        .stage(Stage::Decide)
        .lead(point.topic.clone())
        .crumb(labels::MEETINGS, "/decide/meetings")
        .crumb(labels::title(&meeting), format!("/decide/meetings/{}", meeting.id))
        .with_errors_of(&fields);
    let body = PointPage {
        rows: (0..rows::shown(&fields, clause_rows(&fields), MOST_CLAUSES)).collect(),
        people: people::choices(&people),
        methods: crate::labels::methods(),
        meeting,
        point,
        fields,
        rival,
    };
    cx.page(page.body(body)).await
}

fn clause_rows(fields: &Fields) -> usize {
    let used = |row: &usize| !fields.get(&format!("task_{row}")).is_empty();
    (0..MOST_CLAUSES).filter(used).max().map_or(0, |last| last + 1)
}

pub(super) async fn record(cx: Cx, Path((id, point)): Path<(i64, i64)>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let meeting = recorded_by(&mut change, &cx, id).await?;
    meeting.admits(Act::Record).or_refused()?;
    let known = meeting.points.iter().find(|one| one.id == point).cloned().or_missing()?;
    if rows::wants_more(&fields) {
        let shown = AgendaPoint { version: rows::version(&fields), ..known };
        return form(&cx, meeting, shown, fields, None).await;
    }
    let people = staff(&mut change).await?;
    if rival::is_stale(&fields, known.version) {
        let shown = |field: &str, value: &str| {
            Some((labels::minutes_field(field)?, crate::labels::field_value(field, value, &people)))
        };
        let differences = rival::differences(&filled(&known), &fields, shown);
        let (by, at) = queries::last_change_of_point(&mut change, known.id).await?.unwrap_or_default();
        fields.refuse_all(crate::labels::CHANGED_MEANWHILE);
        return form(&cx, meeting, known, fields, Some(Rival { by, at, differences })).await;
    }
    let Some(written) = read(&mut fields, &known, &people) else {
        return form(&cx, meeting, known, fields, None).await;
    };
    if let Err(refusal) = meeting.record(&written) {
        fields.refuse("votes_for", refusal.say());
        return form(&cx, meeting, known, fields, None).await;
    }
    write::save_minutes(&mut change, &written).await?;
    change.commit(&MeetingHappened::recorded(&meeting, known.place)).await?;
    if fields.is_ticked("autosave") {
        // The script finds the new version in the form.
        return Ok(see_other(format!("/decide/meetings/{id}/points/{point}")).into_response());
    }
    Ok(see_other(format!("/decide/meetings/{id}")).done(labels::RECORDED).into_response())
}

fn read(fields: &mut Fields, known: &AgendaPoint, people: &[StaffMember]) -> Option<AgendaPoint> {
    let (heard, spoke) = (fields.long_text_if_any("heard"), fields.long_text_if_any("spoke"));
    let votes =
        ["votes_for", "votes_against", "votes_abstained"].map(|name| fields.whole_number_if_any(name, 0..=MOST_VOTES));
    let method = fields.choice_if_any("method", Method::from_code).unwrap_or(known.method);
    let mut clauses = Vec::new();
    for row in 0..clause_rows(fields) {
        let task = fields.long_text_if_any(&format!("task_{row}"))?;
        let who = people::chosen(fields, (&format!("staff_{row}"), &format!("who_{row}")), people);
        let due_on = fields.date_if_any(&format!("due_{row}"));
        if !task.is_empty() {
            clauses.push(Clause {
                id: 0,
                place: 0,
                task,
                responsible_staff_id: who.staff_id,
                responsible: who.name,
                due_on,
            });
        }
    }
    // A column left empty beside a number is a zero; no number at all is no vote.
    let [in_favour, against, abstained] = votes.map(Option::unwrap_or_default);
    let votes = votes.iter().any(Option::is_some).then_some(Votes { in_favour, against, abstained });
    let (heard, spoke, false) = (heard?, spoke?, fields.has_errors()) else { return None };
    Some(AgendaPoint { heard, spoke, votes, method, clauses, ..known.clone() })
}
