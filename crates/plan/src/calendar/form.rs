//! The form of one procedure: adding, changing, removing. Two people who change one row at the same time are brought
//! together: what only one of them touched is kept, about the rest the second decides.

use access::{Cx, Sent};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use ledger::links_from;
use store::{Reads, new_id};
use web::forms::Fields;
use web::ui::Choice;
use web::{OrMissing, OrRefused, Page, Refusal, Reply, Stage, filters, see_other};

use super::entry::Known;
use super::queries::SavedVersion;
use super::{Area, CalendarHappened, Column, Procedure, ProcedureKind, artefact, labels, queries};
use crate::grid::{Merged, differences, merge, seen};
use crate::indicators::CatalogueOf;

#[derive(askama::Template)]
#[template(path = "calendar/edit.html")]
struct EditPage {
    action: String,
    fields: Fields,
    areas: Vec<Choice>,
    kinds: Vec<Choice>,
    subjects: Vec<Choice>,
    people: Vec<Choice>,
    packs: Vec<PackChoices>,
}

/// The indicators of one pack.
struct PackChoices {
    name: String,
    choices: Vec<Choice>,
    picked: usize,
}

pub(super) async fn new(cx: Cx, catalogue: CatalogueOf) -> Reply {
    let known = Known::load(&mut cx.store(), catalogue).await?;
    page(&cx, &known, None, Fields::empty()).await
}

pub(super) async fn edit(cx: Cx, Path(id): Path<i64>, catalogue: CatalogueOf) -> Reply {
    let mut db = cx.store();
    let row = queries::procedure(&mut db, id).await?.or_missing()?;
    let known = Known::load(&mut db, catalogue).await?;
    page(&cx, &known, Some(id), filled(&row)).await
}

/// The fields of a row as this form sends them: choices by code, a member of staff by id.
fn filled(row: &Procedure) -> Fields {
    let fields = Column::ALL.into_iter().fold(Fields::empty().with("version", row.version), |fields, column| {
        match column.words(row) {
            Some(text) if column != Column::Responsible => fields.with(column.code(), text),
            _ => fields,
        }
    });
    let fields = fields
        .with("area", row.area.code())
        .with("kind", row.kind.code())
        .with_date("starts_on", row.starts_on)
        .with_date("due_on", row.due_on)
        .with("subject", row.subject_id.map_or_else(String::new, |id| id.to_string()))
        .with("staff", row.responsible_staff_id.map_or_else(String::new, |id| id.to_string()))
        .with("responsible", if row.responsible_staff_id.is_none() { row.responsible.as_str() } else { "" });
    row.indicators.iter().fold(fields, |fields, code| fields.with("indicators", code))
}

async fn page(cx: &Cx, known: &Known, id: Option<i64>, fields: Fields) -> Reply {
    let title = if id.is_some() { labels::EDIT } else { labels::NEW };
    let page = Page::new(title).stage(Stage::Plan).crumb(labels::PAGE, "/plan/calendar").with_errors_of(&fields);
    let body = EditPage {
        action: id.map_or_else(|| "/plan/calendar".to_owned(), |id| format!("/plan/calendar/{id}")),
        areas: Area::ALL.into_iter().map(|area| Choice::new(area.code(), labels::area(area))).collect(),
        kinds: ProcedureKind::ALL.into_iter().map(|kind| Choice::new(kind.code(), labels::kind(kind))).collect(),
        subjects: known.subjects.iter().map(|subject| Choice::new(subject.id, subject.name.clone())).collect(),
        people: people(known, &fields),
        packs: packs(known, &fields),
        fields,
    };
    cx.page(page.body(body)).await
}

/// Those who work here, and whoever is responsible already.
fn people(known: &Known, fields: &Fields) -> Vec<Choice> {
    let is_offered = |id: i64, has_left: bool| !has_left || fields.has("staff", &id.to_string());
    let offered = known.people.iter().filter(|member| is_offered(member.id, member.left_on.is_some()));
    offered.map(|member| Choice::new(member.id, member.with_position())).collect()
}

fn packs(known: &Known, fields: &Fields) -> Vec<PackChoices> {
    let shown = known.catalogue.packs().iter().filter(|pack| !pack.indicators.is_empty());
    shown
        .map(|pack| PackChoices {
            name: pack.name.clone(),
            picked: pack.indicators.iter().filter(|one| fields.has("indicators", &one.code)).count(),
            choices: pack
                .indicators
                .iter()
                .map(|one| Choice::new(&one.code, one.name.clone()).hint(&one.code))
                .collect(),
        })
        .collect()
}

/// A person picked from the list counts before words in the other field.
fn read(known: &Known, fields: &mut Fields, before: &Procedure) -> Procedure {
    let mut row = known.read(fields, "", before);
    let picked = fields.id_if_any("staff");
    if let Some(member) = known.people.iter().find(|member| Some(member.id) == picked) {
        row.responsible_staff_id = picked;
        row.responsible = member.with_position();
    } else if fields.get("responsible").is_empty() {
        row.responsible_staff_id = None;
        row.responsible = String::new();
    }
    row
}

pub(super) async fn create(cx: Cx, Sent(mut fields): Sent, catalogue: CatalogueOf) -> Reply {
    let year = cx.year().await?;
    let mut change = cx.begin().await?;
    let known = Known::load(&mut change, catalogue).await?;
    let place = queries::next_place(&mut change, year).await?;
    let row = read(&known, &mut fields, &Procedure::blank(new_id(), year, place));
    if fields.has_errors() {
        drop(change);
        return page(&cx, &known, None, fields).await;
    }
    crate::years::open(&mut change, year).await?;
    let row = queries::save(&mut change, &row).await?;
    change.commit(&CalendarHappened::added(&row)).await?;
    Ok(see_other(format!("/plan/calendar/{}", row.id)).done(labels::SAVED).into_response())
}

pub(super) async fn save(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent, catalogue: CatalogueOf) -> Reply {
    let mut change = cx.begin().await?;
    let known = Known::load(&mut change, catalogue).await?;
    let versions = queries::versions(&mut change, id).await?;
    let Some(saved) = queries::procedure(&mut change, id).await? else {
        drop(change);
        return gone(&cx, &known, &versions, fields).await;
    };
    let seen = seen(&versions, &fields, "").unwrap_or_else(|| saved.clone());
    let own = read(&known, &mut fields, &seen);
    if fields.has_errors() {
        drop(change);
        return page(&cx, &known, Some(id), fields).await;
    }
    let merged = merge(&seen, &saved, &own);
    let other = versions.last();
    if !merged.disputed.is_empty() {
        drop(change);
        return page(&cx, &known, Some(id), disputed(&known, &merged, &saved, other)).await;
    }
    let columns = differences(&saved, &merged.row);
    let back = see_other(format!("/plan/calendar/{id}"));
    if columns.is_empty() {
        drop(change);
        return Ok(back.caution(labels::NOTHING_CHANGED).into_response());
    }
    let row = queries::save(&mut change, &merged.row).await?;
    let said = labels::changed(&row.name, row.school_year, &columns);
    change.commit(&CalendarHappened::of_row(id, "procedure.changed", said)).await?;
    Ok(match other.filter(|_| !merged.taken.is_empty()) {
        Some(other) => back.caution(labels::merged(&other.saved_by, &merged.taken)).into_response(),
        None => back.done(labels::SAVED).into_response(),
    })
}

/// The form again: what only the other changed is in it already, at what both changed stands the other's word.
fn disputed(known: &Known, merged: &Merged<Procedure>, saved: &Procedure, other: Option<&SavedVersion>) -> Fields {
    let mut fields = filled(&merged.row);
    let (who, at) = other.map(SavedVersion::author).unwrap_or_default();
    for column in &merged.disputed {
        let name = if *column == Column::Responsible { "staff" } else { column.code() };
        fields.refuse(name, labels::disputed(&who, &at, &known.read_out(*column, saved)));
    }
    fields
}

/// Somebody has removed the row meanwhile: what was typed stands in the form of a new one.
async fn gone(cx: &Cx, known: &Known, versions: &[SavedVersion], mut fields: Fields) -> Reply {
    versions.last().or_missing()?;
    fields.refuse_all(labels::GONE);
    page(cx, known, None, fields).await
}

#[derive(askama::Template)]
#[template(path = "calendar/remove.html")]
struct RemovePage {
    row: Procedure,
}

/// Why a row stays in the cyclogram.
pub(super) struct CannotRemove {
    /// how many papers followed from it
    followers: i64,
}

impl Refusal for CannotRemove {
    fn say(&self) -> String {
        labels::removal_refused(self.followers)
    }
}

/// A row from which something followed stays: its chain would be torn.
pub(super) async fn removable(db: &mut impl Reads, id: i64) -> store::Result<Result<(), CannotRemove>> {
    let followers = i64::try_from(links_from(db, artefact(id)).await?.len()).unwrap_or(i64::MAX);
    Ok(if followers == 0 { Ok(()) } else { Err(CannotRemove { followers }) })
}

pub(super) async fn confirm_removal(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut db = cx.store();
    let row = queries::procedure(&mut db, id).await?.or_missing()?;
    removable(&mut db, id).await?.or_refused()?;
    let page = Page::new(labels::REMOVE).stage(Stage::Plan).crumb(labels::PAGE, "/plan/calendar");
    let page = page.crumb(row.name.clone(), format!("/plan/calendar/{id}"));
    cx.page(page.status(StatusCode::OK).body(RemovePage { row })).await
}

pub(super) async fn remove(cx: Cx, Path(id): Path<i64>, Sent(_): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let row = queries::procedure(&mut change, id).await?.or_missing()?;
    removable(&mut change, id).await?.or_refused()?;
    queries::remove(&mut change, &row).await?;
    let said = labels::removed(&row.name, row.school_year);
    change.commit(&CalendarHappened::of_row(id, "procedure.removed", said)).await?;
    Ok(see_other("/plan/calendar").done(labels::REMOVED).into_response())
}

/// Brings a removed row back as it was last.
pub(super) async fn bring_back(cx: Cx, Path(id): Path<i64>, Sent(_): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let versions = queries::versions(&mut change, id).await?;
    let last = versions.last().filter(|last| last.is_removal).or_missing()?;
    let row = queries::save(&mut change, last.row.as_ref().or_missing()?).await?;
    let said = labels::returned(&row.name, row.school_year);
    change.commit(&CalendarHappened::of_row(id, "procedure.returned", said)).await?;
    Ok(see_other("/plan/calendar").done(labels::RETURNED).into_response())
}
