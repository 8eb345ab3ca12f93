//! From the cause to the end: the plan, its completion, the verification, closing and reopening.

use access::{Cx, Sent};
use axum::extract::Path;
use axum::response::IntoResponse;
use chrono::NaiveDate;
use decide::action_items::{NewItem, Source, open};
use ledger::Change;
use roster::staff::queries::StaffMember;
use store::new_id;
use web::forms::Fields;
use web::ui::Choice;
use web::{OrRefused, Page, Refusal, Reply, Stage, filters, see_other};

use super::pages::seen;
use super::queries::{self, Action, Nonconformity, Verification};
use super::state::{self, Act, ActionKind, CannotStep, Circumstances, PlannedAction, State};
use super::{NonconformityHappened, artefact, describe, labels, pages};
use crate::people::{choices, present};

const LIST: &str = "/act/nonconformities";
/// Rows for actions that the form offers besides those in use.
const SPARE_ROWS: usize = 2;
/// A plan of more actions is a programme.
const MOST_ACTIONS: usize = 30;

#[derive(askama::Template)]
#[template(path = "nonconformities/plan.html")]
struct PlanPage {
    one: Nonconformity,
    rows: Vec<usize>,
    kinds: Vec<Choice>,
    people: Vec<Choice>,
    fields: Fields,
}

pub(super) async fn plan_form(cx: Cx, Path(id): Path<i64>) -> Reply {
    let (one, part) = seen(&mut cx.store(), &cx, id).await?;
    one.state().after(Act::Plan).ok_or(CannotStep::NotFromHere(one.state())).or_refused()?;
    part.takes(Act::Plan).then_some(()).ok_or(CannotStep::NotYours).or_refused()?;
    let fields = Fields::empty()
        .with("kind_0", ActionKind::Correction.code())
        .with("kind_1", ActionKind::Corrective.code())
        .with("kind_2", ActionKind::Preventive.code());
    let fields = (0..3).fold(fields, |fields, row| fields.with(&format!("staff_{row}"), one.owner_staff_id));
    form(&cx, one, fields).await
}

fn used_rows(fields: &Fields) -> usize {
    let used = |row: &usize| !fields.get(&format!("task_{row}")).is_empty();
    (0..MOST_ACTIONS).filter(used).max().map_or(0, |last| last + 1)
}

async fn form(cx: &Cx, one: Nonconformity, fields: Fields) -> Reply {
    let count = (used_rows(&fields) + SPARE_ROWS).clamp(3, MOST_ACTIONS);
    let kind = |kind: ActionKind| Choice::new(kind.code(), format!("{} — {}", kind.label(), kind.hint()));
    let page = Page::new(labels::PLAN)
        .stage(Stage::Act)
        .crumb(labels::NONCONFORMITIES, LIST)
        .crumb(labels::title(&one), format!("{LIST}/{}", one.id))
        .with_errors_of(&fields);
    let body = PlanPage {
        one,
        rows: (0..count).collect(),
        kinds: ActionKind::ALL.map(kind).to_vec(),
        people: choices(&present(&mut cx.store()).await?),
        fields,
    };
    cx.page(page.body(body)).await
}

fn read(fields: &mut Fields, people: &[StaffMember]) -> Vec<PlannedAction> {
    let mut actions = Vec::new();
    for row in 0..used_rows(fields) {
        let task = fields.long_text_if_any(&format!("task_{row}")).unwrap_or_default();
        let staff_id = fields.id_if_any(&format!("staff_{row}"));
        let known = people.iter().find(|one| Some(one.id) == staff_id);
        let kind = fields.choice_if_any(&format!("kind_{row}"), ActionKind::from_code);
        let due_on = fields.date_if_any(&format!("due_{row}"));
        let expected = fields.long_text_if_any(&format!("expected_{row}")).unwrap_or_default();
        if !task.is_empty() {
            actions.push(PlannedAction {
                kind: kind.unwrap_or(ActionKind::Corrective),
                task,
                responsible_staff_id: known.map(|one| one.id),
                responsible: known.map(StaffMember::with_position).unwrap_or_default(),
                due_on,
                expected,
            });
        }
    }
    actions
}

/// The plan is made; each action is opened as an action item in the same change.
pub(super) async fn plan(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let (one, part) = seen(&mut change, &cx, id).await?;
    let is_outsider = !part.takes(Act::Plan);
    let at = Circumstances { has_cause: !one.root_cause.is_empty(), is_outsider, ..Circumstances::default() };
    let next = state::step(one.state(), Act::Plan, &at).or_refused()?;
    let people = present(&mut change).await?;
    let actions = read(&mut fields, &people);
    if !fields.has_errors()
        && let Err(refusal) = state::plan(&actions, cx.today())
    {
        fields.refuse_all(refusal.say());
    }
    if fields.has_errors() {
        return form(&cx, one, fields).await;
    }
    open_actions(&mut change, &one, &actions).await?;
    queries::take_step(&mut change, id, one.version, (Act::Plan, next), "").await?;
    describe(&mut change, &one, next).await?;
    let sentence = labels::planned(&one, actions.len());
    change.commit(&NonconformityHappened { id, kind: "nonconformity.planned", sentence }).await?;
    Ok(see_other(format!("{LIST}/{id}")).done(labels::PLAN_SAVED).into_response())
}

async fn open_actions(change: &mut Change, one: &Nonconformity, actions: &[PlannedAction]) -> store::Result<()> {
    let before = queries::actions(change, one.id).await?;
    let first = before.iter().map(|action| action.place).max().unwrap_or(0) + 1;
    let known = queries::rounds(change, one.id).await?;
    let last = if before.is_empty() { 0 } else { known.iter().map(|(_, round)| *round).max().unwrap_or(1) };
    let source = Source {
        artefact: artefact(one.id),
        title: labels::source_title(one),
        school_year: one.school_year,
        opened_on: change.today(),
    };
    let item = |(place, action): (i64, &PlannedAction)| NewItem {
        place,
        task: action.task.clone(),
        responsible_staff_id: action.responsible_staff_id,
        responsible: action.responsible.clone(),
        due_on: action.due_on,
    };
    let items: Vec<NewItem> = (first..).zip(actions).map(item).collect();
    let ids = open(change, &source, &items).await?;
    for ((place, action), item_id) in (first..).zip(actions).zip(ids) {
        let (Some(responsible_staff_id), Some(due_on)) = (action.responsible_staff_id, action.due_on) else { continue };
        let action = Action {
            id: new_id(),
            nonconformity_id: one.id,
            place,
            kind: action.kind.code().to_owned(),
            task: action.task.clone(),
            responsible_staff_id,
            responsible: action.responsible.clone(),
            due_on,
            expected: action.expected.clone(),
            item_id,
            fulfilled_on: None,
            evidence: None,
        };
        queries::add_action(change, &action).await?;
        queries::set_round(change, action.id, last + 1).await?;
    }
    Ok(())
}

pub(super) async fn finish(cx: Cx, Path(id): Path<i64>, Sent(fields): Sent) -> Reply {
    take(&cx, id, Act::Finish, fields, labels::FINISHED).await
}

pub(super) async fn close(cx: Cx, Path(id): Path<i64>, Sent(fields): Sent) -> Reply {
    take(&cx, id, Act::Close, fields, labels::CLOSED).await
}

pub(super) async fn reopen(cx: Cx, Path(id): Path<i64>, Sent(fields): Sent) -> Reply {
    take(&cx, id, Act::Reopen, fields, labels::REOPENED).await
}

pub(super) async fn verify(cx: Cx, Path(id): Path<i64>, Sent(fields): Sent) -> Reply {
    take(&cx, id, Act::Verify, fields, labels::VERIFIED).await
}

/// The field at which a refusal is said.
fn field_of(act: Act) -> &'static str {
    match act {
        Act::Verify => "evidence",
        Act::Reopen => "reopen_words",
        _ => "",
    }
}

async fn take(cx: &Cx, id: i64, act: Act, mut fields: Fields, done: &str) -> Reply {
    let mut change = cx.begin().await?;
    let (one, part) = seen(&mut change, cx, id).await?;
    if fields.get("version").parse().is_ok_and(|seen: i64| seen != one.version) {
        fields.refuse_all(labels::CHANGED);
        return pages::page_of(cx, one, fields).await;
    }
    let actions = queries::actions(&mut change, id).await?;
    let open_items = actions.iter().filter(|action| action.fulfilled_on.is_none()).count();
    let said = queries::verifications(&mut change, id).await?;
    let words = fields.long_text_if_any(field_of(act)).unwrap_or_default();
    let at = Circumstances {
        has_cause: !one.root_cause.is_empty(),
        open_items: i64::try_from(open_items).unwrap_or(i64::MAX),
        is_own: part.is_own(),
        is_outsider: !part.takes(act),
        has_words: !words.is_empty(),
        is_effective: said.first().map(|last| last.is_effective),
    };
    let next = match state::step(one.state(), act, &at) {
        Ok(next) => next,
        Err(refusal) => {
            fields.refuse(field_of(act), refusal.say());
            return pages::page_of(cx, one, fields).await;
        }
    };
    let words = if act == Act::Verify {
        let done_on = actions.iter().filter_map(|action| action.fulfilled_on).max();
        let Some(said) = read_verification(cx, &mut fields, &words, done_on) else {
            return pages::page_of(cx, one, fields).await;
        };
        queries::add_verification(&mut change, id, &said, cx.viewer().staff_id).await?;
        labels::verification_words(said.is_effective, &said.evidence)
    } else {
        words
    };
    queries::take_step(&mut change, id, one.version, (act, next), &words).await?;
    describe(&mut change, &one, next).await?;
    let sentence = labels::stepped(act, &one, &words);
    change.commit(&NonconformityHappened { id, kind: kind_of(next), sentence }).await?;
    Ok(see_other(format!("{LIST}/{id}")).done(done).into_response())
}

fn read_verification(cx: &Cx, fields: &mut Fields, evidence: &str, done_on: Option<NaiveDate>) -> Option<Verification> {
    let verified_on = fields.date("verified_on", labels::VERIFIED_ON_MISSING);
    if verified_on.is_some_and(|day| day > cx.today()) {
        fields.refuse("verified_on", labels::FOUND_AHEAD);
    }
    if let Some(done_on) = done_on.filter(|done_on| verified_on.is_some_and(|day| day < *done_on)) {
        fields.refuse("verified_on", labels::verified_early(done_on));
    }
    let is_effective = fields.choice("is_effective", labels::EFFECTIVE_MISSING, |value| match value {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    });
    let (Some(verified_on), Some(is_effective), false) = (verified_on, is_effective, fields.has_errors()) else {
        return None;
    };
    let verified_by = cx.viewer().name.clone();
    Some(Verification { verified_on, evidence: evidence.to_owned(), is_effective, verified_by })
}

/// A stable word for programs.
fn kind_of(next: State) -> &'static str {
    match next {
        State::Open => "nonconformity.reopened",
        State::CauseFound => "nonconformity.cause_found",
        State::Planned => "nonconformity.planned",
        State::Done => "nonconformity.done",
        State::Verified => "nonconformity.verified",
        State::Closed => "nonconformity.closed",
    }
}
