//! The model on a page: the picture, the registers, one element.

use access::{Cx, May, Sent};
use axum::extract::Path;
use axum::response::IntoResponse;
use charts::Look;
use web::ui::{ChainLink, Link};
use web::{OrMissing, Page, Reply, Stage, filters, see_other};

use super::labels::{self, kind_name, part_name};
use super::picture::picture;
use super::{Element, ElementKind, ModelFacts, Severity, Target, artefact, check, facts_of, queries, typical};
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
    linked: Vec<(&'static str, Link)>,
    may_edit: bool,
    chain: Vec<ChainLink>,
}

pub(super) async fn element(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut db = cx.store();
    let element = queries::element(&mut db, id).await?.or_missing()?;
    let facts = facts_of(&mut db, cx.year().await?, cx.today()).await?;
    let bodies = crate::bodies::queries::bodies(&mut db).await?;
    let name_of = |to: &Target| -> Option<(&'static str, String, String)> {
        let named = |name: Option<String>, kind, base: &str, id: &i64| Some((kind, name?, format!("{base}{id}")));
        match to {
            Target::Element(id) => {
                let other = facts.elements.iter().find(|one| one.id == *id)?;
                named(Some(other.name.clone()), kind_name(other.kind), "/plan/model/elements/", id)
            }
            Target::Procedure(id) => {
                let name = facts.procedures.iter().find(|one| one.id == *id).map(|one| one.name.clone());
                let base = cx.artefact_kind(crate::calendar::KIND).map_or("", |kind| kind.href);
                let (kind, name, href) = named(name, labels::PROCEDURES, base, id)?;
                Some((kind, name, if base.is_empty() { String::new() } else { href }))
            }
            Target::LocalAct(id) => {
                let name = facts.acts.iter().find(|one| one.id == *id).map(|one| one.title.clone());
                named(name, labels::ACTS, "/plan/local-acts/", id)
            }
            Target::Body(id) => {
                let name = bodies.iter().find(|one| one.id == *id).map(|one| one.name.clone());
                named(name, labels::BODIES, "/plan/bodies/", id)
            }
            Target::Indicator(code) => {
                let known = facts.indicators.iter().find(|one| one.code == *code)?;
                Some((labels::INDICATORS, known.name.clone(), String::new()))
            }
        }
    };
    let from = facts.links.iter().filter(|link| link.element_id == id).map(|link| link.to.clone());
    let to = facts.links.iter().filter(|link| link.to == Target::Element(id));
    let all: Vec<Target> = from.chain(to.map(|link| Target::Element(link.element_id))).collect();
    let linked = all.iter().filter_map(name_of).map(|(kind, name, href)| (kind, Link::new(name, href))).collect();
    let page = Page::new(element.name.clone()).stage(Stage::Plan).crumb(labels::MODEL, "/plan/model");
    let body = ElementPage {
        kind: kind_name(element.kind),
        part: element.part.map_or("", part_name),
        linked,
        may_edit: cx.may(May::EditPlan),
        chain: cx.chain(artefact(id)).await?,
        element,
    };
    cx.page(page.body(body)).await
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
