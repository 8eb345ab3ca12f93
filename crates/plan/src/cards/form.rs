//! The form of a card: made anew, from a typical one, for a procedure, or changed.

use access::{Cx, Sent};
use axum::extract::{Path, RawQuery};
use axum::response::IntoResponse;
use formula::Catalogue;
use store::new_id;
use web::forms::Fields;
use web::ui::Choice;
use web::{OrMissing, Page, Reply, Stage, filters, see_other};

use super::pages::LIST;
use super::{Card, CardHappened, CardIndicator, CardStep, InspectionKind, artefact, labels, queries, typical_cards};
use crate::calendar::{Procedure, queries as calendar};
use crate::edited::{Theirs, of_version, rows, theirs};
use crate::indicators::CatalogueOf;

/// Rows that the form offers besides those in use.
const SPARE: usize = 2;

#[derive(askama::Template)]
#[template(path = "cards/edit.html")]
struct EditPage {
    action: String,
    fields: Fields,
    kinds: Vec<Choice>,
    procedures: Vec<Choice>,
    catalogue: Vec<Choice>,
    indicator_rows: Vec<usize>,
    step_rows: Vec<usize>,
    theirs: Vec<Theirs>,
}

/// An empty form, one from a typical card (`?typical=`), one for a procedure (`?procedure=`).
pub(super) async fn new(cx: Cx, RawQuery(query): RawQuery, catalogue: CatalogueOf) -> Reply {
    let asked = Fields::parse(query.unwrap_or_default().as_bytes());
    let typical = typical_cards().iter().find(|card| card.code == asked.get("typical"));
    let mut fields = typical.map_or_else(|| Fields::empty().with("version", 0), |card| fields_of(&card.own(0)));
    if let Some(id) = asked.ids("procedure").first() {
        let procedure = calendar::procedure(&mut cx.store(), *id).await?.or_missing()?;
        fields = of_procedure(&procedure);
    }
    form(&cx, None, (fields, None), catalogue()).await
}

pub(super) async fn edit(cx: Cx, Path(id): Path<i64>, catalogue: CatalogueOf) -> Reply {
    let card = queries::card(&mut cx.store(), id).await?.or_missing()?;
    form(&cx, Some(id), (fields_of(&card), None), catalogue()).await
}

fn of_procedure(procedure: &Procedure) -> Fields {
    let fields = Fields::empty()
        .with("version", 0)
        .with("procedure", procedure.id)
        .with("name", &procedure.name)
        .with("basis", &procedure.local_act)
        .with("object", &procedure.object)
        .with("methods", &procedure.method)
        .with("instruments", &procedure.instrument)
        .with("sample", &procedure.classes)
        .with("outputs", &procedure.result_form)
        .with("considered_at", &procedure.considered_at);
    let known = |code: &String| CardIndicator { code: code.clone(), norm: String::new() };
    with_rows(fields, &procedure.indicators.iter().map(known).collect::<Vec<_>>(), &[])
}

fn fields_of(card: &Card) -> Fields {
    let fields = Fields::empty()
        .with("version", card.version)
        .with("source", &card.source)
        .with("procedure", card.procedure_id.map_or(String::new(), |id| id.to_string()))
        .with("name", &card.name)
        .with("kind", card.kind.code())
        .with("basis", &card.basis)
        .with("purpose", &card.purpose)
        .with("object", &card.object)
        .with("matter", &card.matter)
        .with("methods", &card.methods)
        .with("instruments", &card.instruments)
        .with("sample", &card.sample)
        .with("outputs", &card.outputs)
        .with("considered_at", &card.considered_at)
        .with("recheck_days", card.recheck_days.map_or(String::new(), |days| days.to_string()));
    with_rows(fields, &card.indicators, &card.steps)
}

fn with_rows(fields: Fields, indicators: &[CardIndicator], steps: &[CardStep]) -> Fields {
    let fields = indicators.iter().enumerate().fold(fields, |fields, (row, indicator)| {
        fields.with(&format!("indicator_{row}"), &indicator.code).with(&format!("norm_{row}"), &indicator.norm)
    });
    steps.iter().enumerate().fold(fields, |fields, (row, step)| {
        fields
            .with(&format!("task_{row}"), &step.task)
            .with(&format!("sources_{row}"), &step.sources)
            .with(&format!("performer_{row}"), &step.performer)
            .with(&format!("days_{row}"), step.days)
    })
}

async fn form(cx: &Cx, id: Option<i64>, (fields, known): (Fields, Option<Card>), catalogue: &Catalogue) -> Reply {
    let mut db = cx.store();
    let year = cx.year().await?;
    let procedures = calendar::procedures(&mut db, year).await?;
    let mut choices: Vec<Choice> = procedures.iter().map(|one| Choice::new(one.id, one.name.clone())).collect();
    // A card may belong to a procedure of another year.
    if let Some(picked) = fields.ids("procedure").first().filter(|id| procedures.iter().all(|one| one.id != **id)) {
        let other = calendar::procedure(&mut db, *picked).await?;
        choices.extend(other.map(|one| Choice::new(one.id, one.name)));
    }
    let theirs = known.map(|card| theirs_of(&card, &fields, catalogue)).unwrap_or_default();
    let title = if id.is_some() { labels::EDIT_CARD } else { labels::NEW_CARD };
    let body = EditPage {
        action: id.map_or_else(|| LIST.to_owned(), |id| format!("{LIST}/{id}")),
        kinds: InspectionKind::ALL.iter().map(|kind| Choice::new(kind.code(), kind.label())).collect(),
        procedures: choices,
        catalogue: catalogue.indicators().map(|one| Choice::new(&one.code, one.name.clone())).collect(),
        indicator_rows: (0..rows(&fields, "indicator") + SPARE).collect(),
        step_rows: (0..rows(&fields, "task") + SPARE).collect(),
        theirs,
        fields,
    };
    let page = Page::new(title).stage(Stage::Plan).crumb(labels::CARDS, LIST).with_errors_of(&body.fields);
    cx.page(page.body(body)).await
}

/// What is written now where it differs from what this person has typed.
fn theirs_of(card: &Card, typed: &Fields, catalogue: &Catalogue) -> Vec<Theirs> {
    let say = |name: &str, value: &str| match name {
        "kind" => InspectionKind::from_code(value).map_or_else(|| value.to_owned(), |kind| kind.label().to_owned()),
        "indicator" => catalogue.indicator(value).map_or_else(|| value.to_owned(), |known| known.name.clone()),
        _ => value.to_owned(),
    };
    let tables: [(&'static str, &[&str]); 2] =
        [(labels::INDICATORS, &["indicator", "norm"]), (labels::STEPS, &["task", "sources", "performer", "days"])];
    theirs((&fields_of(card), typed), &labels::FIELDS, &tables, say)
}

pub(super) async fn create(cx: Cx, Sent(fields): Sent, catalogue: CatalogueOf) -> Reply {
    keep(&cx, None, fields, catalogue()).await
}

pub(super) async fn save(cx: Cx, Path(id): Path<i64>, Sent(fields): Sent, catalogue: CatalogueOf) -> Reply {
    keep(&cx, Some(id), fields, catalogue()).await
}

async fn keep(cx: &Cx, id: Option<i64>, mut fields: Fields, catalogue: &Catalogue) -> Reply {
    let mut change = cx.begin().await?;
    let known = match id {
        Some(id) => Some(queries::card(&mut change, id).await?.or_missing()?),
        None => None,
    };
    let version = known.as_ref().map_or(0, |card| card.version);
    let typed_over: i64 = fields.get("version").parse().unwrap_or(0);
    if let Some(card) = known.filter(|_| typed_over != version) {
        let mut typed = of_version(&fields, version);
        typed.refuse_all(labels::changed_by(&card.saved_by, &filters::local_moment(&card.saved_at)));
        return form(cx, id, (typed, Some(card)), catalogue).await;
    }
    if let Some(procedure) = fields.id_if_any("procedure")
        && calendar::procedure(&mut change, procedure).await?.is_none()
    {
        fields.refuse("procedure", labels::INDICATOR_UNKNOWN);
    }
    let Some(card) = read(&mut fields, id.unwrap_or_else(new_id), version, catalogue) else {
        return form(cx, id, (fields, None), catalogue).await;
    };
    let card = Card { saved_at: change.now(), saved_by: change.actor().name.clone(), ..card };
    queries::save_card(&mut change, &card).await?;
    change.describe(artefact(card.id), (&card.name, card.kind.label()), None).await?;
    change.commit(&CardHappened::saved(&card)).await?;
    Ok(see_other(format!("{LIST}/{}", card.id)).done(labels::SAVED).into_response())
}

fn read(fields: &mut Fields, id: i64, version: i64, catalogue: &Catalogue) -> Option<Card> {
    let name = fields.text("name", labels::NAME_MISSING);
    let kind = fields.choice("kind", labels::KIND_MISSING, InspectionKind::from_code);
    let purpose = fields.long_text("purpose", labels::PURPOSE_MISSING);
    let recheck_days = fields.whole_number_if_any("recheck_days", 1..=1000);
    let mut indicators = Vec::new();
    for row in 0..rows(fields, "indicator") {
        let field = format!("indicator_{row}");
        let code = fields.get(&field).to_owned();
        if code.is_empty() {
            continue;
        }
        if catalogue.indicator(&code).is_none() {
            fields.refuse(&field, labels::INDICATOR_UNKNOWN);
        }
        let norm = fields.text_if_any(&format!("norm_{row}")).unwrap_or_default();
        indicators.push(CardIndicator { code, norm });
    }
    let steps: Vec<CardStep> = (0..rows(fields, "task")).filter_map(|row| step(fields, row)).collect();
    if steps.is_empty() {
        fields.refuse("task_0", labels::STEPS_MISSING);
    }
    let mut long = |name: &str| fields.long_text_if_any(name);
    let texts = ["basis", "object", "matter", "methods", "instruments", "sample", "outputs", "considered_at", "source"]
        .map(&mut long);
    let procedure_id = fields.id_if_any("procedure");
    if fields.has_errors() {
        return None;
    }
    let [basis, object, matter, methods, instruments, sample, outputs, considered_at, source] =
        texts.map(Option::unwrap_or_default);
    Some(Card {
        id,
        name: name?,
        kind: kind?,
        basis,
        purpose: purpose?,
        object,
        matter,
        methods,
        indicators,
        instruments,
        sample,
        steps,
        outputs,
        considered_at,
        recheck_days,
        procedure_id,
        source,
        version,
        saved_at: chrono::DateTime::default(),
        saved_by: String::new(),
    })
}

fn step(fields: &mut Fields, row: usize) -> Option<CardStep> {
    let task = fields.long_text_if_any(&format!("task_{row}")).filter(|task| !task.is_empty())?;
    let performer = fields.text(&format!("performer_{row}"), labels::STEP_WITHOUT_PERFORMER);
    let days = fields.whole_number(&format!("days_{row}"), 0..=400, labels::STEP_WITHOUT_DAY);
    let sources = fields.text_if_any(&format!("sources_{row}")).unwrap_or_default();
    Some(CardStep { task, sources, performer: performer.unwrap_or_default(), days: days.unwrap_or_default() })
}
