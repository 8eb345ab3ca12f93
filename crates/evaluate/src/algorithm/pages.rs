//! The page of the steps of a problem, and the panel on the page of its zone.

use std::future::Future;
use std::pin::Pin;

use access::{Cx, May, Sent};
use analyse::addresses;
use analyse::problem_zones::{self, Zone};
use askama::Template;
use axum::extract::{Path, Query};
use axum::response::IntoResponse;
use ledger::{Artefact, Happening};
use school::ru::is_telling;
use serde::Deserialize;
use web::forms::Fields;
use web::ui::Choice;
use web::{Failure, OrMissing, Page, Reply, Stage, filters, see_other};

use super::steps::{Standing, Step, Trace, standings};
use super::{gather, labels, outlook, queries};

struct Line {
    name: &'static str,
    lack: String,
    /// the last trace of a step that is done: by whom and when
    last: Option<Trace>,
    standing: Standing,
}

fn lines(standings: Vec<Standing>) -> Vec<Line> {
    let line = |standing: Standing| Line {
        name: labels::step(standing.step),
        lack: standing.lack.map(labels::lack).unwrap_or_default(),
        last: standing.traces.iter().filter(|_| standing.is_done()).max_by_key(|trace| trace.on).cloned(),
        standing,
    };
    standings.into_iter().map(line).collect()
}

#[derive(Template)]
#[template(path = "algorithm/panel.html")]
struct PanelPart {
    zone_id: i64,
    lines: Vec<Line>,
    done: usize,
}

/// The steps as the page of a problem zone shows them.
pub fn panel(cx: &Cx, id: i64) -> Pin<Box<dyn Future<Output = Result<String, Failure>> + Send + '_>> {
    Box::pin(async move {
        let mut db = cx.store();
        let zone = problem_zones::zone(&mut db, cx.scope(), id).await?.or_missing()?;
        let lines = lines(standings(&gather::story(&mut db, cx, &zone).await?));
        let done = lines.iter().filter(|line| line.standing.is_done()).count();
        Ok(PanelPart { zone_id: id, lines, done }.render()?)
    })
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    step: String,
}

#[derive(Template)]
#[template(path = "algorithm/show.html")]
struct ShowPage {
    zone: Zone,
    zone_href: String,
    lines: Vec<Line>,
    outlook: Option<String>,
    may_note: bool,
    steps: Vec<Choice>,
    fields: Fields,
}

pub(super) async fn show(cx: Cx, Path(id): Path<i64>, Query(asked): Query<Asked>) -> Reply {
    page_of(&cx, id, Fields::empty().with("step", asked.step)).await
}

async fn page_of(cx: &Cx, id: i64, fields: Fields) -> Reply {
    let mut db = cx.store();
    let zone = problem_zones::zone(&mut db, cx.scope(), id).await?.or_missing()?;
    let story = gather::story(&mut db, cx, &zone).await?;
    let told = Step::ALL.into_iter().filter(|step| step.takes_notes());
    let body = ShowPage {
        zone_href: addresses::zone(id),
        lines: lines(standings(&story)),
        outlook: outlook::outlook(&mut db, &zone, cx.today()).await?,
        may_note: cx.may(May::EvaluateEffects),
        steps: told
            .map(|step| Choice::new(step.code(), format!("{}: {}", labels::step(step), labels::asked(step))))
            .collect(),
        zone,
        fields,
    };
    let page = Page::new(labels::ALGORITHM).stage(Stage::Evaluate).crumb(labels::ZONES, "/analyse/problems");
    let page = page.crumb(body.zone.heading.clone(), body.zone_href.clone()).with_errors_of(&body.fields);
    cx.page(page.body(body)).await
}

pub(super) async fn note(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let zone = problem_zones::zone(&mut change, cx.scope(), id).await?.or_missing()?;
    let step =
        fields.choice("step", labels::STEP_MISSING, |code| Step::from_code(code).filter(|step| step.takes_notes()));
    let text = fields.long_text("words", labels::WORDS_MISSING);
    if text.as_ref().is_some_and(|text| !is_telling(text)) {
        fields.refuse("words", labels::WORDS_THIN);
    }
    let (Some(step), Some(text), false) = (step, text, fields.has_errors()) else {
        return page_of(&cx, id, fields).await;
    };
    queries::add_note(&mut change, id, step, &text).await?;
    let sentence = labels::noted(labels::step(step), &zone.heading);
    change.commit(&Noted { id, kind: "algorithm.noted", sentence }).await?;
    Ok(see_other(format!("/evaluate/algorithm/{id}")).done(labels::NOTED).into_response())
}

/// Takes a note away that was written by mistake; history keeps its words.
pub(super) async fn remove_note(cx: Cx, Path((id, note)): Path<(i64, i64)>, Sent(_): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let zone = problem_zones::zone(&mut change, cx.scope(), id).await?.or_missing()?;
    let known = queries::remove_note(&mut change, id, note).await?.or_missing()?;
    let step = Step::from_code(&known.step).map_or("", labels::step);
    let sentence = labels::removed(step, &zone.heading, &known.words);
    change.commit(&Noted { id, kind: "algorithm.note_removed", sentence }).await?;
    Ok(see_other(format!("/evaluate/algorithm/{id}")).done(labels::NOTE_REMOVED).into_response())
}

struct Noted {
    id: i64,
    kind: &'static str,
    sentence: String,
}

impl Happening for Noted {
    fn kind(&self) -> &'static str {
        self.kind
    }
    fn subject(&self) -> Artefact {
        problem_zones::artefact(self.id)
    }
    fn sentence(&self) -> String {
        self.sentence.clone()
    }
}
