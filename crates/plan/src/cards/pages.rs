//! The pages that show cards.

use access::{Cx, May};
use axum::extract::Path;
use axum::response::IntoResponse;
use formula::Catalogue;
use roster::setup::queries::school;
use web::ui::{ChainLink, Link};
use web::{OrMissing, Page, Reply, Stage, filters, see_other};

use super::queries::{self, CardLine};
use super::{Card, CardHappened, InspectionKind, KIND, TypicalCard, artefact, labels, paper, typical_cards};
use crate::calendar::{Procedure, queries::procedure};
use crate::indicators::CatalogueOf;

pub(super) const LIST: &str = "/plan/cards";

struct Line {
    id: i64,
    name: String,
    kind: &'static str,
    step_count: i64,
    days: i64,
    procedure: String,
}

#[derive(askama::Template)]
#[template(path = "cards/list.html")]
struct ListPage {
    cards: Vec<Line>,
    typical: &'static [TypicalCard],
    may_edit: bool,
}

pub(super) async fn list(cx: Cx) -> Reply {
    let mut db = cx.store();
    let mut cards = Vec::new();
    for line in queries::cards(&mut db).await? {
        let procedure = match line.procedure_id {
            Some(id) => procedure(&mut db, id).await?,
            None => None,
        };
        cards.push(shown(line, procedure));
    }
    let body = ListPage { cards, typical: typical_cards(), may_edit: cx.may(May::EditPlan) };
    cx.page(Page::new(labels::CARDS).stage(Stage::Plan).lead(labels::LEAD).body(body)).await
}

fn shown(line: CardLine, procedure: Option<Procedure>) -> Line {
    Line {
        id: line.id,
        name: line.name,
        kind: InspectionKind::from_code(&line.kind).map_or("", InspectionKind::label),
        step_count: line.step_count,
        days: line.last_day + 1,
        procedure: procedure.map(|procedure| procedure.name).unwrap_or_default(),
    }
}

/// An indicator of a card as it is shown.
pub(super) struct IndicatorLine {
    pub(super) name: String,
    pub(super) norm: String,
    pub(super) href: String,
}

pub(super) fn indicators(card: &Card, catalogue: &Catalogue) -> Vec<IndicatorLine> {
    let line = |one: &super::CardIndicator| IndicatorLine {
        name: catalogue.indicator(&one.code).map_or_else(|| one.code.clone(), |known| known.name.clone()),
        norm: one.norm.clone(),
        href: format!("/analyse/explain/{}", web::url::encode(&one.code)),
    };
    card.indicators.iter().map(line).collect()
}

#[derive(askama::Template)]
#[template(path = "cards/show.html")]
struct ShowPage {
    card: Card,
    procedure: String,
    facts: Vec<(&'static str, String)>,
    indicators: Vec<IndicatorLine>,
    days: Vec<String>,
    steps: Vec<Link>,
    chain: Vec<ChainLink>,
    may_edit: bool,
}

pub(super) async fn show(cx: Cx, Path(id): Path<i64>, catalogue: CatalogueOf) -> Reply {
    let mut db = cx.store();
    let card = queries::card(&mut db, id).await?.or_missing()?;
    let procedure = match card.procedure_id {
        Some(id) => procedure(&mut db, id).await?,
        None => None,
    };
    let body = ShowPage {
        procedure: procedure.map(|procedure| procedure.name).unwrap_or_default(),
        indicators: indicators(&card, catalogue()),
        facts: labels::passport(&card),
        days: card.steps.iter().map(|step| labels::day_words(step.days)).collect(),
        steps: cx.follow_ups(KIND).iter().map(|step| Link::new(step.label, format!("{}{id}", step.href))).collect(),
        chain: cx.chain(artefact(id)).await?,
        may_edit: cx.may(May::EditPlan),
        card,
    };
    let page = Page::new(body.card.name.clone()).stage(Stage::Plan).crumb(labels::CARDS, LIST);
    let lead = labels::lead(body.card.kind);
    cx.page(page.lead(lead).body(body)).await
}

#[derive(askama::Template)]
#[template(path = "cards/remove.html")]
struct RemovePage {
    card: Card,
}

pub(super) async fn confirm_removal(cx: Cx, Path(id): Path<i64>) -> Reply {
    let card = queries::card(&mut cx.store(), id).await?.or_missing()?;
    let page = Page::new(labels::REMOVE_CARD).stage(Stage::Plan).crumb(labels::CARDS, LIST);
    let page = page.crumb(card.name.clone(), format!("{LIST}/{id}"));
    cx.page(page.body(RemovePage { card })).await
}

pub(super) async fn remove(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut change = cx.begin().await?;
    let card = queries::card(&mut change, id).await?.or_missing()?;
    queries::remove_card(&mut change, id).await?;
    change.unlink(artefact(id)).await?;
    change.commit(&CardHappened::removed(&card)).await?;
    Ok(see_other(LIST).done(labels::REMOVED).into_response())
}

pub(super) async fn docx(cx: Cx, Path(id): Path<i64>, catalogue: CatalogueOf) -> Reply {
    let mut db = cx.store();
    let card = queries::card(&mut db, id).await?.or_missing()?;
    let school = school(&mut db).await?.unwrap_or_default();
    let document = paper::document(&card, &indicators(&card, catalogue()), &school, cx.today());
    let bytes = documents::docx::render(&document, &paper::FONTS)?;
    Ok(web::download("tehnologicheskaya-karta.docx", web::DOCX, bytes))
}
