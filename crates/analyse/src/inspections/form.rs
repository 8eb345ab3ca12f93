//! The form of an inspection: begun from a card, a procedure or problem zones, or changed.

use access::{Cx, Sent};
use axum::extract::{Path, RawQuery};
use axum::response::IntoResponse;
use ledger::Change;
use plan::calendar::queries::procedure;
use plan::cards::{InspectionKind, queries as cards};
use plan::edited::{Theirs, of_version, rows, theirs};
use roster::classes::queries::class_groups;
use roster::staff::queries::{StaffMember, staff};
use roster::subjects::queries::subjects;
use store::new_id;
use web::forms::Fields;
use web::ui::Choice;
use web::{OrMissing, OrRefused, Page, Reply, Stage, filters, see_other};

use super::happenings::InspectionHappened;
use super::inspection::{Comparison, Inspection};
use super::pages::{LIST, reader};
use super::report::{Report, ReportState};
use super::{CARRIED_OUT_AS, STUDIED_BY, artefact, labels, prefill, queries, sent};
use crate::{choices, engine, problem_zones};

/// Rows that the form offers besides those in use.
const SPARE: usize = 2;

#[derive(askama::Template)]
#[template(path = "inspections/edit.html")]
struct EditPage {
    action: String,
    fields: Fields,
    theirs: Vec<Theirs>,
    zones: Vec<(i64, String)>,
    kinds: Vec<Choice>,
    classes: Vec<Choice>,
    subjects: Vec<Choice>,
    terms: Vec<Choice>,
    comparisons: Vec<Choice>,
    people: Vec<Choice>,
    catalogue: Vec<Choice>,
    expert_rows: Vec<usize>,
    indicator_rows: Vec<usize>,
    step_rows: Vec<usize>,
}

/// A form filled from what it is begun with: `?card=`, `?procedure=`, `?zone=` (several).
pub(super) async fn new(cx: Cx, RawQuery(query): RawQuery) -> Reply {
    let asked = Fields::parse(query.unwrap_or_default().as_bytes());
    let fields = prefill::fields(&cx, &asked).await?;
    let year = year_of(&cx, &fields).await?;
    form(&cx, (None, year), fields, None).await
}

/// The year of the procedure that is carried out, otherwise the picked one.
async fn year_of(cx: &Cx, fields: &Fields) -> store::Result<i64> {
    if let Some(id) = fields.ids("procedure").first()
        && let Some(known) = procedure(&mut cx.store(), *id).await?
    {
        return Ok(known.school_year);
    }
    cx.year().await
}

pub(super) async fn edit(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut db = cx.store();
    let one = queries::inspection(&mut db, reader(&cx), id).await?.or_missing()?;
    queries::report(&mut db, id).await?.or_missing()?.editable().or_refused()?;
    form(&cx, (Some(id), one.school_year), prefill::of_inspection(&one), None).await
}

async fn form(cx: &Cx, (id, year): (Option<i64>, i64), fields: Fields, known: Option<Inspection>) -> Reply {
    let mut db = cx.store();
    let people = staff(&mut db).await?;
    let present = people.iter().filter(|one| one.left_on.is_none());
    let subjects = subjects(&mut db).await?;
    let mut zones = Vec::new();
    for id in fields.ids("zone") {
        let zone = problem_zones::zone(&mut db, cx.scope(), id).await?.or_missing()?;
        zones.push((zone.id, zone.heading));
    }
    let classes: Vec<String> = class_groups(&mut db, year).await?.into_iter().map(|class| class.name).collect();
    let body = EditPage {
        action: id.map_or_else(|| LIST.to_owned(), |id| format!("{LIST}/{id}")),
        theirs: known.map(|one| theirs_of(&one, &fields, &people, &subjects)).unwrap_or_default(),
        zones,
        kinds: InspectionKind::ALL.iter().map(|kind| Choice::new(kind.code(), kind.label())).collect(),
        classes: choices::named(&classes),
        subjects: subjects.iter().map(|one| Choice::new(one.id, one.name.clone())).collect(),
        terms: choices::term_choices(&choices::of_year(cx, year).await?.terms),
        comparisons: Comparison::ALL.iter().map(|one| Choice::new(one.code(), one.label())).collect(),
        people: present.map(|one| Choice::new(one.id, one.with_position())).collect(),
        catalogue: engine::catalogue().indicators().map(|one| Choice::new(&one.code, one.name.clone())).collect(),
        expert_rows: (0..rows(&fields, "expert") + SPARE).collect(),
        indicator_rows: (0..rows(&fields, "indicator") + SPARE).collect(),
        step_rows: (0..rows(&fields, "task") + SPARE).collect(),
        fields,
    };
    let title = if id.is_some() { labels::EDIT } else { labels::NEW };
    let page = Page::new(title).stage(Stage::Analyse).crumb(labels::INSPECTIONS, LIST).with_errors_of(&body.fields);
    cx.page(page.body(body)).await
}

fn theirs_of(
    one: &Inspection,
    typed: &Fields,
    people: &[StaffMember],
    subjects: &[roster::subjects::queries::Subject],
) -> Vec<Theirs> {
    let say = |name: &str, value: &str| {
        let id: Option<i64> = value.parse().ok();
        let told = match name {
            "kind" => InspectionKind::from_code(value).map(|kind| kind.label().to_owned()),
            "comparison" => Comparison::from_code(value).map(|one| one.label().to_owned()),
            "term" => school::Term::from_code(value).map(school::Term::name),
            "indicator" => engine::catalogue().indicator(value).map(|known| known.name.clone()),
            "subject" => subjects.iter().find(|one| Some(one.id) == id).map(|one| one.name.clone()),
            "lead" | "expert" | "staff" | "teacher" => {
                people.iter().find(|one| Some(one.id) == id).map(|one| one.name().with_initials())
            }
            _ => None,
        };
        told.unwrap_or_else(|| value.to_owned())
    };
    let tables: [(&'static str, &[&str]); 3] = [
        (labels::MEMBERS, &["expert"]),
        (labels::INDICATORS, &["indicator", "norm"]),
        (labels::STEPS, &["task", "sources", "performer", "staff", "due"]),
    ];
    theirs((&prefill::of_inspection(one), typed), &labels::FIELDS, &tables, say)
}

pub(super) async fn create(cx: Cx, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let mut zones = Vec::new();
    for id in fields.ids("zone") {
        zones.push(problem_zones::zone(&mut change, cx.scope(), id).await?.or_missing()?.id);
    }
    let (id, year) = (new_id(), year_of(&cx, &fields).await?);
    let Some(mut one) = sent::read(&mut change, &mut fields, (id, year), None).await? else {
        return form(&cx, (None, year), fields, None).await;
    };
    if let Some(card) = fields.ids("card").first() {
        one.card_id = cards::card(&mut change, *card).await?.map(|card| card.id);
    }
    if let Some(id) = fields.ids("procedure").first() {
        one.procedure_id = procedure(&mut change, *id).await?.map(|known| known.id);
    }
    begin(&mut change, &one, &zones).await?;
    change.commit(&InspectionHappened::started(&one)).await?;
    Ok(see_other(format!("{LIST}/{id}")).done(labels::CREATED).into_response())
}

/// Keeps a new inspection with an empty report, and joins it to its card, its procedure and the problem zones it studies.
///
/// # Errors
/// When the database refuses.
pub async fn begin(change: &mut Change, one: &Inspection, zones: &[i64]) -> store::Result<()> {
    queries::save_inspection(change, one).await?;
    let recheck_on = one.recheck_days.and_then(|days| one.ends_on.checked_add_signed(chrono::Duration::days(days)));
    queries::save_report(change, &Report { recheck_on, ..Report::empty(one.id) }).await?;
    queries::set_state(change, one.id, ReportState::Draft, "").await?;
    if let Some(card) = one.card_id {
        change.link(plan::cards::artefact(card), artefact(one.id), CARRIED_OUT_AS).await?;
    }
    if let Some(procedure) = one.procedure_id {
        change.link(plan::calendar::artefact(procedure), artefact(one.id), CARRIED_OUT_AS).await?;
    }
    for zone in zones {
        change.link(problem_zones::artefact(*zone), artefact(one.id), STUDIED_BY).await?;
        problem_zones::studied(change, *zone).await?;
    }
    describe(change, one, ReportState::Draft).await
}

/// Tells chains how the inspection stands.
pub(super) async fn describe(change: &mut Change, one: &Inspection, state: ReportState) -> store::Result<()> {
    change.describe(artefact(one.id), (&one.title, state.of_inspection()), Some(one.starts_on)).await
}

pub(super) async fn save(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let known = queries::inspection(&mut change, reader(&cx), id).await?.or_missing()?;
    queries::report(&mut change, id).await?.or_missing()?.editable().or_refused()?;
    if fields.get("version").parse() != Ok(known.version) {
        let mut typed = of_version(&fields, known.version);
        typed.refuse_all(labels::changed_by(&known.saved_by, &filters::local_moment(&known.saved_at)));
        return form(&cx, (Some(id), known.school_year), typed, Some(known)).await;
    }
    let Some(one) = sent::read(&mut change, &mut fields, (id, known.school_year), Some(&known)).await? else {
        return form(&cx, (Some(id), known.school_year), fields, None).await;
    };
    queries::save_inspection(&mut change, &one).await?;
    describe(&mut change, &one, ReportState::Draft).await?;
    change.commit(&InspectionHappened::changed(&one)).await?;
    Ok(see_other(format!("{LIST}/{id}")).done(labels::SAVED).into_response())
}
