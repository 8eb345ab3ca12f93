//! The inbox of proposals, and the answers to them.

use access::{Cx, May, Sent};
use axum::extract::Path;
use axum::response::IntoResponse;
use ledger::Change;
use roster::staff::queries::{StaffMember, staff};
use store::new_id;
use web::forms::Fields;
use web::ui::{ChainLink, Choice};
use web::{OrMissing, OrRefused, Page, Reply, Stage, filters, see_other};

use super::proposal::{Act, Proposal, State};
use super::{PLANNED_AS, ProposalHappened, artefact, labels, queries};
use crate::calendar::{self, Area, Procedure, ProcedureKind};

const LIST: &str = "/plan/proposals";

#[derive(askama::Template)]
#[template(path = "proposals/list.html")]
struct ListPage {
    open: Vec<Proposal>,
    answered: Vec<Proposal>,
}

pub(super) async fn list(cx: Cx) -> Reply {
    let all = queries::proposals(&mut cx.store()).await?;
    let (open, answered) = all.into_iter().partition(|one| one.state == State::Open);
    let page = Page::new(labels::PROPOSALS).stage(Stage::Plan).lead(labels::LEAD);
    cx.page(page.body(ListPage { open, answered })).await
}

#[derive(askama::Template)]
#[template(path = "proposals/show.html")]
struct ShowPage {
    proposal: Proposal,
    source_href: String,
    procedure_href: String,
    may_answer: bool,
    areas: Vec<Choice>,
    kinds: Vec<Choice>,
    people: Vec<Choice>,
    chain: Vec<ChainLink>,
    fields: Fields,
}

pub(super) async fn show(cx: Cx, Path(id): Path<i64>) -> Reply {
    let proposal = queries::proposal(&mut cx.store(), id).await?.or_missing()?;
    let fields = Fields::empty()
        .with("name", &proposal.words)
        .with("area", Area::Results.code())
        .with("kind", ProcedureKind::Monitoring.code())
        .with("classes", &proposal.classes);
    page_of(&cx, proposal, fields).await
}

async fn page_of(cx: &Cx, proposal: Proposal, fields: Fields) -> Reply {
    let may_answer = proposal.state == State::Open && cx.may(May::EditPlan);
    let people = if may_answer { staff(&mut cx.store()).await? } else { Vec::new() };
    let href = |kind: &str, id: i64| {
        let known = cx.artefact_kind(kind).filter(|known| cx.may(known.may));
        known.map_or_else(String::new, |known| format!("{}{id}", known.href))
    };
    let body = ShowPage {
        source_href: href(&proposal.source_kind, proposal.source_id),
        procedure_href: proposal.procedure_id.map_or_else(String::new, |id| href(calendar::KIND, id)),
        may_answer,
        areas: Area::ALL.iter().map(|area| Choice::new(area.code(), labels::area(*area))).collect(),
        kinds: ProcedureKind::ALL.iter().map(|kind| Choice::new(kind.code(), labels::procedure_kind(*kind))).collect(),
        people: people
            .iter()
            .filter(|one| one.left_on.is_none())
            .map(|one| Choice::new(one.id, one.with_position()))
            .collect(),
        chain: cx.chain(artefact(proposal.id)).await?,
        proposal,
        fields,
    };
    let page = Page::new(labels::PROPOSAL).stage(Stage::Plan).crumb(labels::PROPOSALS, LIST);
    let page = page.with_errors_of(&body.fields);
    cx.page(page.body(body)).await
}

/// Takes a proposal into the plan: a row of the cyclogram of its year, in the same change; the year is opened with it.
pub(super) async fn accept(cx: Cx, Path(id): Path<i64>, Sent(fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let proposal = queries::proposal(&mut change, id).await?.or_missing()?;
    let state = proposal.answer(Act::Accept).or_refused()?;
    let people = staff(&mut change).await?;
    let procedure = match read(fields, &proposal, &people) {
        Ok(procedure) => procedure,
        Err(fields) => return page_of(&cx, proposal, fields).await,
    };
    crate::years::open(&mut change, procedure.school_year).await?;
    let place = calendar::queries::next_place(&mut change, procedure.school_year).await?;
    let procedure = calendar::queries::save(&mut change, &Procedure { place, version: 0, ..procedure }).await?;
    change.link(artefact(id), calendar::artefact(procedure.id), PLANNED_AS).await?;
    answer(&mut change, &proposal, state, (&procedure.name, Some(procedure.id))).await?;
    let sentence = labels::accepted(&proposal, &procedure.name);
    change.commit(&ProposalHappened { id, kind: "proposal.accepted", sentence }).await?;
    Ok(see_other(format!("{LIST}/{id}")).done(labels::ACCEPTED).into_response())
}

async fn answer(
    change: &mut Change,
    proposal: &Proposal,
    state: State,
    said: (&str, Option<i64>),
) -> store::Result<()> {
    let today = change.today();
    queries::answer(change, proposal.id, state, said).await?;
    change.describe(artefact(proposal.id), (&proposal.words, state.label()), Some(today)).await
}

/// The procedure that the form describes, or the form again.
fn read(mut fields: Fields, proposal: &Proposal, people: &[StaffMember]) -> Result<Procedure, Fields> {
    let name = fields.text("name", labels::NAME_MISSING);
    let area = fields.choice("area", labels::AREA_MISSING, Area::from_code);
    let kind = fields.choice("kind", labels::KIND_MISSING, ProcedureKind::from_code);
    let classes = fields.text_if_any("classes").unwrap_or_default();
    let (starts_on, due_on) = (fields.date_if_any("starts_on"), fields.date_if_any("due_on"));
    if let (Some(from), Some(until)) = (starts_on, due_on)
        && until < from
    {
        fields.refuse("due_on", labels::DATES_TURNED);
    }
    let staff_id = fields.id_if_any("staff");
    let responsible = people.iter().find(|member| Some(member.id) == staff_id);
    let (Some(name), Some(area), Some(kind), false) = (name, area, kind, fields.has_errors()) else {
        return Err(fields);
    };
    Ok(Procedure {
        id: new_id(),
        school_year: proposal.school_year,
        place: 0,
        area,
        object: String::new(),
        name,
        kind,
        method: String::new(),
        instrument: String::new(),
        indicators: proposal.indicators.clone(),
        periodicity: String::new(),
        starts_on,
        due_on,
        classes,
        subject_id: None,
        responsible_staff_id: responsible.map(|member| member.id),
        responsible: responsible.map(StaffMember::with_position).unwrap_or_default(),
        performers: String::new(),
        local_act: String::new(),
        result_form: String::new(),
        considered_at: String::new(),
        decision_form: String::new(),
        version: 1,
    })
}

pub(super) async fn decline(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let proposal = queries::proposal(&mut change, id).await?.or_missing()?;
    let state = proposal.answer(Act::Decline).or_refused()?;
    let Some(note) = fields.long_text("note", labels::REASON_MISSING) else {
        return page_of(&cx, proposal, fields).await;
    };
    answer(&mut change, &proposal, state, (&note, None)).await?;
    let sentence = labels::declined(&proposal, &note);
    change.commit(&ProposalHappened { id, kind: "proposal.declined", sentence }).await?;
    Ok(see_other(format!("{LIST}/{id}")).done(labels::DECLINED).into_response())
}
