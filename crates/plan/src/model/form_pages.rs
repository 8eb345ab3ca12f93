//! The form of an element with its links.

use access::{Cx, Sent};
use axum::extract::{Path, RawQuery};
use axum::response::IntoResponse;
use ledger::Change;
use school::name_key;
use store::Reads;
use web::forms::Fields;
use web::ui::Choice;
use web::{OrMissing, Page, Reply, Stage, filters, see_other};

use super::labels::{self, kind_name, part_name};
use super::{Element, ElementKind, Part, Target, artefact, known_indicators, queries, typical};
use crate::calendar::queries::procedures;
use crate::editing::{Differing, differing, is_stale};
use crate::happened::PlanHappened;

#[derive(askama::Template)]
#[template(path = "model/edit.html")]
struct EditPage {
    action: String,
    version: i64,
    fields: Fields,
    theirs: Vec<Differing>,
    kinds: Vec<Choice>,
    parts: Vec<Choice>,
    groups: Vec<Group>,
    removal: String,
}

/// Things of one sort that an element may be linked with; folded unless some are picked.
struct Group {
    field: &'static str,
    name: String,
    choices: Vec<Choice>,
    picked: usize,
}

impl Group {
    fn new(fields: &Fields, field: &'static str, name: impl Into<String>, choices: Vec<Choice>) -> Self {
        let picked = choices.iter().filter(|choice| fields.has(field, &choice.value)).count();
        Self { field, name: name.into(), choices, picked }
    }
}

pub(super) async fn new(cx: Cx, RawQuery(query): RawQuery) -> Reply {
    let asked = Fields::parse(query.unwrap_or_default().as_bytes());
    form(&cx, None, Fields::empty().with("kind", asked.get("kind")), Vec::new()).await
}

pub(super) async fn edit(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut db = cx.store();
    let element = queries::element(&mut db, id).await?.or_missing()?;
    let fields = filled(&mut db, &element).await?;
    form(&cx, Some(&element), fields, Vec::new()).await
}

/// The form as the element is stored.
async fn filled(db: &mut impl Reads, element: &Element) -> store::Result<Fields> {
    let mut fields = Fields::empty()
        .with("kind", element.kind.code())
        .with("part", element.part.map_or("", Part::code))
        .with("name", &element.name)
        .with("note", &element.note);
    for link in queries::links(db).await?.into_iter().filter(|link| link.element_id == element.id) {
        fields = match link.to {
            Target::Element(id) => fields.with("element", id),
            Target::Procedure(id) => fields.with("procedure", id),
            Target::LocalAct(id) => fields.with("act", id),
            Target::Body(id) => fields.with("body", id),
            Target::Indicator(code) => fields.with("indicator", code),
        };
    }
    Ok(fields)
}

async fn form(cx: &Cx, known: Option<&Element>, fields: Fields, theirs: Vec<Differing>) -> Reply {
    let own = known.map_or(0, |element| element.id);
    let groups = groups(cx, &fields, own).await?;
    let title = if known.is_some() { labels::ELEMENT } else { labels::NEW_ELEMENT };
    let page = Page::new(title).stage(Stage::Plan).crumb(labels::MODEL, "/plan/model").with_errors_of(&fields);
    let body = EditPage {
        action: known.map_or_else(|| "/plan/model/elements".to_owned(), |_| format!("/plan/model/elements/{own}")),
        version: known.map_or(0, |element| element.version),
        theirs,
        kinds: ElementKind::ALL.into_iter().map(|kind| Choice::new(kind.code(), kind_name(kind))).collect(),
        parts: Part::ALL.into_iter().map(|part| Choice::new(part.code(), part_name(part))).collect(),
        groups,
        removal: known.map_or_else(String::new, |_| format!("/plan/model/elements/{own}/removal")),
        fields,
    };
    cx.page(page.body(body)).await
}

/// Everything that the element with id `own` may be linked with.
async fn groups(cx: &Cx, fields: &Fields, own: i64) -> store::Result<Vec<Group>> {
    let mut db = cx.store();
    let elements = queries::elements(&mut db).await?;
    let mut groups = Vec::new();
    for kind in ElementKind::ALL {
        let others = elements.iter().filter(|element| element.kind == kind && element.id != own);
        let choices = others.map(|one| Choice::new(one.id, one.name.clone())).collect();
        groups.push(Group::new(fields, "element", kind_name(kind), choices));
    }
    let procedures = procedures(&mut db, cx.year().await?).await?;
    let choices = procedures.into_iter().map(|one| Choice::new(one.id, one.name)).collect();
    groups.push(Group::new(fields, "procedure", labels::PROCEDURES_OF_YEAR, choices));
    let acts = crate::local_acts::queries::act_facts(&mut db, cx.today()).await?;
    let choices = acts.into_iter().map(|one| Choice::new(one.id, one.title)).collect();
    groups.push(Group::new(fields, "act", labels::ACTS, choices));
    let bodies = crate::bodies::queries::bodies(&mut db).await?;
    let choices = bodies.into_iter().map(|one| Choice::new(one.id, one.name)).collect();
    groups.push(Group::new(fields, "body", labels::BODIES, choices));
    let mut packs: Vec<(&str, Vec<Choice>)> = Vec::new();
    for one in known_indicators() {
        if packs.last().is_none_or(|(pack, _)| *pack != one.pack) {
            packs.push((&one.pack, Vec::new()));
        }
        if let Some((_, choices)) = packs.last_mut() {
            choices.push(Choice::new(&one.code, one.name.clone()));
        }
    }
    groups.extend(
        packs.into_iter().map(|(pack, choices)| Group::new(fields, "indicator", labels::indicators_of(pack), choices)),
    );
    groups.retain(|group| !group.choices.is_empty());
    Ok(groups)
}

pub(super) async fn create(cx: Cx, Sent(fields): Sent) -> Reply {
    let change = cx.begin().await?;
    receive(&cx, change, None, fields).await
}

pub(super) async fn save(cx: Cx, Path(id): Path<i64>, Sent(fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let known = queries::element(&mut change, id).await?.or_missing()?;
    receive(&cx, change, Some(known), fields).await
}

async fn receive(cx: &Cx, mut change: Change, known: Option<Element>, mut fields: Fields) -> Reply {
    let mut theirs = Vec::new();
    if let Some(element) = &known
        && is_stale(&fields, element.version)
    {
        fields.refuse_all(labels::STALE);
        theirs = differing(&fields, &filled(&mut change, element).await?, labels::FIELDS);
    }
    let others = queries::elements(&mut change).await?;
    let indicators = indicators(&mut fields);
    let Some(element) = read(&mut fields, known.as_ref(), &others) else {
        return form(cx, known.as_ref(), fields, theirs).await;
    };
    let mut links: Vec<Target> = fields.ids("element").into_iter().map(Target::Element).collect();
    links.retain(|to| *to != Target::Element(element.id));
    links.extend(fields.ids("procedure").into_iter().map(Target::Procedure));
    links.extend(fields.ids("act").into_iter().map(Target::LocalAct));
    links.extend(fields.ids("body").into_iter().map(Target::Body));
    links.extend(indicators.into_iter().map(Target::Indicator));
    let id = typical::keep(&mut change, &element).await?;
    links.extend(links_of_other_years(&mut change, id, cx.year().await?).await?);
    queries::save_links(&mut change, id, &links).await?;
    let sentence = labels::saved(&element.name);
    change.commit(&PlanHappened { kind: "model.element_saved", subject: artefact(id), sentence }).await?;
    Ok(see_other(format!("/plan/model/elements/{id}")).done(labels::SAVED).into_response())
}

/// The form offers the procedures of one year; links with those of other years stay.
async fn links_of_other_years(change: &mut Change, id: i64, year: i64) -> store::Result<Vec<Target>> {
    let mut kept = Vec::new();
    for link in queries::links(change).await?.into_iter().filter(|link| link.element_id == id) {
        if let Target::Procedure(procedure) = link.to
            && let Some(found) = crate::calendar::queries::procedure(change, procedure).await?
            && found.school_year != year
        {
            kept.push(Target::Procedure(procedure));
        }
    }
    Ok(kept)
}

/// The indicators that are picked; one that no pack has is a complaint.
fn indicators(fields: &mut Fields) -> Vec<String> {
    let codes: Vec<String> = fields.all("indicator").into_iter().map(str::to_owned).collect();
    if codes.iter().any(|code| known_indicators().iter().all(|known| known.code != *code)) {
        fields.refuse("indicator", labels::NO_SUCH_INDICATOR);
    }
    codes
}

fn read(fields: &mut Fields, known: Option<&Element>, others: &[Element]) -> Option<Element> {
    let kind = fields.choice("kind", labels::PICK_KIND, ElementKind::from_code);
    let part = fields.choice_if_any("part", Part::from_code);
    let name = fields.text("name", labels::NAMELESS);
    let note = fields.long_text_if_any("note");
    let id = known.map_or(0, |element| element.id);
    let is_same = |other: &Element, name: &String| {
        other.id != id && Some(other.kind) == kind && name_key(&other.name) == name_key(name)
    };
    if name.as_ref().is_some_and(|name| others.iter().any(|other| is_same(other, name))) {
        fields.refuse("name", labels::TAKEN);
    }
    if fields.has_errors() {
        return None;
    }
    let kind = kind?;
    Some(Element {
        id,
        kind,
        part: part.filter(|_| kind == ElementKind::Object),
        name: name?,
        note: note?,
        version: known.map_or(0, |element| element.version),
    })
}
