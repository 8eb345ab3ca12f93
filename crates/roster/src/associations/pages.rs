//! The list of methodological associations, and the form of one. Whoever heads an association sees the results of its
//! subjects in every class: the view `scope_cell` says so.

use access::{Cx, May, Routes, Sent};
use axum::extract::Path;
use axum::response::IntoResponse;
use ledger::{Artefact, Happening};
use school::name_key;
use web::forms::Fields;
use web::ui::Choice;
use web::{OrMissing, Page, Reply, Stage, filters, see_other};

use super::queries::{self, Association};
use crate::labels;
use crate::staff::queries::{staff, staff_member};
use crate::subjects::queries::subjects;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("/school/associations", May::ReadRoster, list)
        .page("/school/associations/new", May::EditRoster, new)
        .action("/school/associations", May::EditRoster, create)
        .page("/school/associations/{id}/edit", May::EditRoster, edit)
        .action("/school/associations/{id}", May::EditRoster, save)
        .action("/school/associations/{id}/removal", May::EditRoster, remove)
}

#[derive(askama::Template)]
#[template(path = "associations/list.html")]
struct ListPage {
    associations: Vec<Line>,
    may_edit: bool,
}

struct Line {
    id: i64,
    name: String,
    head: String,
    subjects: String,
}

async fn list(cx: Cx) -> Reply {
    let mut db = cx.store();
    let (people, known) = (staff(&mut db).await?, subjects(&mut db).await?);
    let pairs = queries::association_subjects(&mut db).await?;
    let line = |one: Association| {
        let is_own = |subject: i64| pairs.contains(&(one.id, subject));
        let names = known.iter().filter(|subject| is_own(subject.id)).map(|subject| subject.name.as_str());
        Line {
            id: one.id,
            head: people
                .iter()
                .find(|member| Some(member.id) == one.head_staff_id)
                .map(|member| member.name().full())
                .unwrap_or_default(),
            subjects: names.collect::<Vec<_>>().join(", "),
            name: one.name,
        }
    };
    let associations = queries::associations(&mut db).await?.into_iter().map(line).collect();
    let body = ListPage { associations, may_edit: cx.may(May::EditRoster) };
    cx.page(Page::new(labels::ASSOCIATIONS).stage(Stage::School).body(body)).await
}

#[derive(askama::Template)]
#[template(path = "associations/edit.html")]
struct EditPage {
    id: Option<i64>,
    fields: Fields,
    people: Vec<Choice>,
    subjects: Vec<Choice>,
}

async fn new(cx: Cx) -> Reply {
    form(&cx, None, Fields::empty()).await
}

async fn edit(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut db = cx.store();
    let known = queries::association(&mut db, id).await?.or_missing()?;
    let head = known.head_staff_id.map_or(String::new(), |id| id.to_string());
    let fields = Fields::empty().with("name", known.name).with("head", head);
    let own = queries::subjects_of_association(&mut db, id).await?;
    form(&cx, Some(id), own.iter().fold(fields, |fields, subject| fields.with("subject", subject))).await
}

async fn form(cx: &Cx, id: Option<i64>, fields: Fields) -> Reply {
    let mut db = cx.store();
    let here = |head: &str| fields.get("head") == head;
    let present = staff(&mut db).await?.into_iter();
    let present = present.filter(|one| one.left_on.is_none() || here(&one.id.to_string()));
    let people = present.map(|one| Choice::new(one.id, one.name().full())).collect();
    let subjects = subjects(&mut db).await?.iter().map(|one| Choice::new(one.id, one.name.clone())).collect();
    let title = if id.is_some() { labels::ASSOCIATION } else { labels::NEW_ASSOCIATION };
    let page = Page::new(title)
        .stage(Stage::School)
        .crumb(labels::ASSOCIATIONS, "/school/associations")
        .with_errors_of(&fields);
    cx.page(page.body(EditPage { id, fields, people, subjects })).await
}

async fn create(cx: Cx, Sent(fields): Sent) -> Reply {
    keep(&cx, None, fields).await
}

async fn save(cx: Cx, Path(id): Path<i64>, Sent(fields): Sent) -> Reply {
    keep(&cx, Some(id), fields).await
}

async fn keep(cx: &Cx, id: Option<i64>, mut fields: Fields) -> Reply {
    let mut change = cx.begin().await?;
    if let Some(id) = id {
        queries::association(&mut change, id).await?.or_missing()?;
    }
    let name = fields.text("name", labels::ASSOCIATION_NAMELESS);
    let others = queries::associations(&mut change).await?;
    let is_taken =
        |name: &String| others.iter().any(|other| Some(other.id) != id && name_key(&other.name) == name_key(name));
    if name.as_ref().is_some_and(is_taken) {
        fields.refuse("name", labels::ASSOCIATION_EXISTS);
    }
    let head_staff_id = fields.id_if_any("head");
    if let Some(head) = head_staff_id
        && staff_member(&mut change, head).await?.is_none()
    {
        fields.refuse("head", labels::PICK);
    }
    let known = subjects(&mut change).await?;
    let picked = fields.ids("subject");
    let picked: Vec<i64> = known.iter().map(|subject| subject.id).filter(|id| picked.contains(id)).collect();
    if picked.is_empty() {
        fields.refuse("subject", labels::ASSOCIATION_WITHOUT_SUBJECTS);
    }
    let (Some(name), false) = (name, fields.has_errors()) else {
        return form(cx, id, fields).await;
    };
    let wanted = Association { id: id.unwrap_or_default(), name: name.clone(), head_staff_id };
    let id = queries::save_association(&mut change, &wanted, &picked).await?;
    change.commit(&AssociationChanged { id, sentence: labels::association_saved(&name) }).await?;
    Ok(see_other("/school/associations").done(labels::SAVED).into_response())
}

async fn remove(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut change = cx.begin().await?;
    let known = queries::association(&mut change, id).await?.or_missing()?;
    queries::remove_association(&mut change, id).await?;
    change.commit(&AssociationChanged { id, sentence: labels::association_removed(&known.name) }).await?;
    Ok(see_other("/school/associations").done(labels::SAVED).into_response())
}

struct AssociationChanged {
    id: i64,
    sentence: String,
}

impl Happening for AssociationChanged {
    fn kind(&self) -> &'static str {
        "association.changed"
    }
    fn subject(&self) -> Artefact {
        Artefact { kind: "association", id: self.id }
    }
    fn sentence(&self) -> String {
        self.sentence.clone()
    }
}
