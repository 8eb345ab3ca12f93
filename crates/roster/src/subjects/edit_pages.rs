//! The forms that add and correct a subject, and take its other names away.

use access::{Cx, May, Routes, Sent};
use axum::extract::Path;
use axum::response::IntoResponse;
use school::name_key;
use store::Reads;
use web::forms::Fields;
use web::{OrMissing, Page, Reply, Stage, filters, see_other};

use super::pages::SubjectChanged;
use super::queries::{self, Alias, Subject};
use crate::labels;

const LONGEST_SHORT_NAME: usize = 20;

pub(super) fn routes() -> Routes {
    Routes::new()
        .page("/school/subjects/new", May::EditRoster, new)
        .action("/school/subjects", May::EditRoster, create)
        .page("/school/subjects/{id}/edit", May::EditRoster, edit)
        .action("/school/subjects/{id}", May::EditRoster, save)
        .action("/school/subjects/{id}/aliases/removal", May::EditRoster, remove_alias)
}

#[derive(askama::Template)]
#[template(path = "subjects/edit.html")]
struct EditPage {
    id: Option<i64>,
    aliases: Vec<Alias>,
    fields: Fields,
}

async fn new(cx: Cx) -> Reply {
    form(&cx, None, Fields::empty().with("marked", "1")).await
}

async fn edit(cx: Cx, Path(id): Path<i64>) -> Reply {
    let known = queries::subject(&mut cx.store(), id).await?.or_missing()?;
    let fields = Fields::empty().with("name", known.name).with("short_name", known.short_name);
    form(&cx, Some(id), if known.is_marked { fields.with("marked", "1") } else { fields }).await
}

async fn form(cx: &Cx, id: Option<i64>, fields: Fields) -> Reply {
    let mut db = cx.store();
    let title = match id {
        Some(id) => queries::subject(&mut db, id).await?.or_missing()?.name,
        None => labels::NEW_SUBJECT.to_owned(),
    };
    let aliases = queries::aliases(&mut db).await?.into_iter().filter(|alias| Some(alias.subject_id) == id).collect();
    let page = Page::new(title).stage(Stage::School).crumb(labels::SUBJECTS, "/school/subjects");
    cx.page(page.with_errors_of(&fields).body(EditPage { id, aliases, fields })).await
}

/// What was typed about a subject.
struct Typed {
    name: String,
    short_name: String,
    is_marked: bool,
}

/// Reads the form; a name that another subject has or is known by is refused.
async fn read(db: &mut impl Reads, id: Option<i64>, fields: &mut Fields) -> store::Result<Option<Typed>> {
    let name = fields.text("name", labels::SUBJECT_NAMELESS);
    let short_name = fields.text_if_any("short_name").unwrap_or_default();
    if short_name.chars().count() > LONGEST_SHORT_NAME {
        fields.refuse("short_name", labels::SHORT_NAME_LONG);
    }
    let Some(name) = name else {
        return Ok(None);
    };
    let key = name_key(&name);
    let is_subjects = queries::subjects(db).await?.iter().any(|one| Some(one.id) != id && one.name_key == key);
    let is_alias = queries::aliases(db).await?.iter().any(|one| Some(one.subject_id) != id && one.alias_key == key);
    if is_subjects || is_alias {
        fields.refuse("name", labels::SUBJECT_EXISTS);
    }
    let short_name = if short_name.is_empty() { name.clone() } else { short_name };
    Ok((!fields.has_errors()).then(|| Typed { name, short_name, is_marked: fields.is_ticked("marked") }))
}

async fn create(cx: Cx, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let Some(typed) = read(&mut change, None, &mut fields).await? else {
        return form(&cx, None, fields).await;
    };
    let id = queries::create_subject(&mut change, &typed.name, &typed.short_name, typed.is_marked).await?;
    change.commit(&SubjectChanged { id, sentence: labels::subject_made(&typed.name) }).await?;
    Ok(see_other(format!("/school/subjects/{id}/edit")).done(labels::SAVED).into_response())
}

async fn save(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let known = queries::subject(&mut change, id).await?.or_missing()?;
    let Some(typed) = read(&mut change, Some(id), &mut fields).await? else {
        return form(&cx, Some(id), fields).await;
    };
    let former = known.name.clone();
    let subject = Subject { name: typed.name, short_name: typed.short_name, is_marked: typed.is_marked, ..known };
    queries::save_subject(&mut change, &subject).await?;
    if name_key(&former) != name_key(&subject.name) {
        // Files go on calling the subject as they did.
        queries::add_alias(&mut change, id, &former).await?;
    }
    change.commit(&SubjectChanged { id, sentence: labels::subject_saved(&subject.name) }).await?;
    Ok(see_other("/school/subjects").done(labels::SAVED).into_response())
}

async fn remove_alias(cx: Cx, Path(id): Path<i64>, Sent(fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let subject = queries::subject(&mut change, id).await?.or_missing()?;
    let aliases = queries::aliases(&mut change).await?;
    let is_picked = |one: &Alias| one.subject_id == id && one.alias_key == fields.get("alias");
    let alias = aliases.into_iter().find(is_picked).or_missing()?;
    queries::remove_alias(&mut change, &alias.alias_key).await?;
    change.commit(&SubjectChanged { id, sentence: labels::alias_removed(&alias.alias, &subject.name) }).await?;
    Ok(see_other(format!("/school/subjects/{id}/edit")).done(labels::SAVED).into_response())
}
