//! The model on a page: the picture, the registers, one element.

use access::{Cx, May, Sent};
use axum::extract::Path;
use axum::response::IntoResponse;
use charts::Look;
use web::ui::ChainLink;
use web::{OrMissing, Page, Reply, Stage, filters, see_other};

use super::element_links::{Linked, Names};
use super::labels::{self, kind_name, part_name};
use super::picture::{picture, star};
use super::{
    Element, ElementKind, ModelFacts, ModelLink, Severity, Target, artefact, check, facts_of, queries, typical,
};
use crate::happened::PlanHappened;

#[derive(askama::Template)]
#[template(path = "model/show.html")]
struct ShowPage {
    year: i64,
    svg: String,
    registers: Vec<RegisterView>,
    errors: usize,
    warnings: usize,
    may_edit: bool,
    is_empty: bool,
}

struct RegisterView {
    kind: &'static str,
    name: &'static str,
    elements: Vec<ElementView>,
}

struct ElementView {
    id: i64,
    name: String,
    note: String,
    part: &'static str,
    links: usize,
}

pub(super) async fn show(cx: Cx) -> Reply {
    let mut db = cx.store();
    let year = cx.year().await?;
    let facts = facts_of(&mut db, year, cx.today()).await?;
    let findings = check(&mut db, year, cx.today()).await?;
    let open = |severity| findings.iter().filter(|one| one.accepted.is_none() && one.severity == severity).count();
    let register = |kind: ElementKind| RegisterView {
        kind: kind.code(),
        name: kind_name(kind),
        elements: facts.elements.iter().filter(|one| one.kind == kind).map(|one| view(one, &facts)).collect(),
    };
    let body = ShowPage {
        year,
        svg: picture(&facts.elements, &facts.links, &facts.procedures).draw(Look::page()).svg,
        registers: ElementKind::ALL.into_iter().map(register).collect(),
        errors: open(Severity::Error),
        warnings: open(Severity::Warning),
        may_edit: cx.may(May::EditPlan),
        is_empty: facts.elements.is_empty(),
    };
    cx.page(Page::new(labels::MODEL).stage(Stage::Plan).wide().body(body)).await
}

fn view(element: &Element, facts: &ModelFacts) -> ElementView {
    let is_about = |id: i64, to: &Target| id == element.id || *to == Target::Element(element.id);
    ElementView {
        id: element.id,
        name: element.name.clone(),
        note: element.note.clone(),
        part: element.part.map_or("", part_name),
        links: facts.links.iter().filter(|link| is_about(link.element_id, &link.to)).count(),
    }
}

/// Adds what the typical model has and the school's model has not.
pub(super) async fn add_typical(cx: Cx, Sent(_): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let added = typical::add(&mut change).await?;
    if added == 0 {
        return Ok(see_other("/plan/model").caution(labels::NOTHING_ADDED).into_response());
    }
    let sentence = labels::typical_added(added);
    change.commit(&PlanHappened { kind: "model.typical_added", subject: artefact(0), sentence }).await?;
    Ok(see_other("/plan/model").done(labels::SAVED).into_response())
}

#[derive(askama::Template)]
#[template(path = "model/element.html")]
struct ElementPage {
    element: Element,
    kind: &'static str,
    part: &'static str,
    svg: String,
    linked: Vec<Linked>,
    may_edit: bool,
    chain: Vec<ChainLink>,
}

pub(super) async fn element(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut db = cx.store();
    let element = queries::element(&mut db, id).await?.or_missing()?;
    let facts = facts_of(&mut db, cx.year().await?, cx.today()).await?;
    let linked = Names::load(&mut db).await?.linked(&facts, id);
    let side = |is_from: bool| -> Vec<(String, String)> {
        let own = linked.iter().filter(|one| one.is_from == is_from);
        own.map(|one| (one.link.label.clone(), one.link.href.clone())).collect()
    };
    let page = Page::new(element.name.clone()).stage(Stage::Plan).crumb(labels::MODEL, "/plan/model");
    let body = ElementPage {
        kind: kind_name(element.kind),
        part: element.part.map_or("", part_name),
        svg: star(&element, &side(true), &side(false)).draw(Look::page()).svg,
        linked,
        may_edit: cx.may(May::EditPlan),
        chain: cx.chain(artefact(id)).await?,
        element,
    };
    cx.page(page.body(body)).await
}

#[derive(askama::Template)]
#[template(path = "model/removal.html")]
struct RemovalPage {
    element: Element,
    linked: Vec<Linked>,
    /// components that would be linked with nothing
    alone: Vec<String>,
}

/// Asks before an element is removed, and says what hangs on it.
pub(super) async fn confirm_removal(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut db = cx.store();
    let element = queries::element(&mut db, id).await?.or_missing()?;
    let facts = facts_of(&mut db, cx.year().await?, cx.today()).await?;
    let linked = Names::load(&mut db).await?.linked(&facts, id);
    let is_about = |link: &ModelLink, one: i64| link.element_id == one || link.to == Target::Element(one);
    let stays_alone = |one: i64| facts.links.iter().filter(|link| is_about(link, one)).all(|link| is_about(link, id));
    let mut alone: Vec<String> =
        linked.iter().filter(|one| one.element.is_some_and(stays_alone)).map(|one| one.link.label.clone()).collect();
    alone.dedup();
    let page = Page::new(labels::REMOVE).stage(Stage::Plan).crumb(labels::MODEL, "/plan/model");
    let page = page.crumb(element.name.clone(), format!("/plan/model/elements/{id}"));
    cx.page(page.body(RemovalPage { element, linked, alone })).await
}

pub(super) async fn remove(cx: Cx, Path(id): Path<i64>, Sent(_): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let element = queries::element(&mut change, id).await?.or_missing()?;
    queries::remove_element(&mut change, id).await?;
    change.unlink(artefact(id)).await?;
    let sentence = labels::removed(&element.name);
    change.commit(&PlanHappened { kind: "model.element_removed", subject: artefact(id), sentence }).await?;
    Ok(see_other("/plan/model").done(labels::REMOVED).into_response())
}
