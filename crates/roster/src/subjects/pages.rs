//! Subjects and the names under which files know them.

use access::{Cx, May, Routes, Sent};
use axum::extract::Path;
use axum::response::IntoResponse;
use ledger::{Artefact, Happening};
use web::{OrMissing, Page, Reply, Stage, filters, see_other};

use super::edit_pages;
use super::queries::{self, Subject};
use crate::labels;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("/school/subjects", May::ReadRoster, list)
        .action("/school/subjects/{id}/aliases", May::EditRoster, add_alias)
        .and(edit_pages::routes())
}

#[derive(askama::Template)]
#[template(path = "subjects/list.html")]
struct ListPage {
    subjects: Vec<SubjectLine>,
    may_edit: bool,
}

struct SubjectLine {
    subject: Subject,
    aliases: String,
}

async fn list(cx: Cx) -> Reply {
    let mut db = cx.store();
    let aliases = queries::aliases(&mut db).await?;
    let line = |subject: Subject| {
        let own = aliases.iter().filter(|alias| alias.subject_id == subject.id);
        let aliases = own.map(|alias| alias.alias.as_str()).collect::<Vec<_>>().join("; ");
        SubjectLine { subject, aliases }
    };
    let subjects = queries::subjects(&mut db).await?.into_iter().map(line).collect();
    let page = Page::new(labels::SUBJECTS).stage(Stage::School);
    cx.page(page.body(ListPage { subjects, may_edit: cx.may(May::EditRoster) })).await
}

async fn add_alias(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let Some(alias) = fields.text("alias", labels::ALIAS_EMPTY) else {
        return Ok(see_other("/school/subjects").refused(labels::ALIAS_EMPTY).into_response());
    };
    let mut change = cx.begin().await?;
    let subject = queries::subject(&mut change, id).await?.or_missing()?;
    let key = school::name_key(&alias);
    let is_name = queries::subjects(&mut change).await?.iter().any(|one| one.name_key == key);
    if is_name || !queries::add_alias(&mut change, id, &alias).await? {
        return Ok(see_other("/school/subjects").refused(labels::ALIAS_TAKEN).into_response());
    }
    change.commit(&SubjectChanged { id, sentence: labels::alias_added(&alias, &subject.name) }).await?;
    Ok(see_other("/school/subjects").done(labels::SAVED).into_response())
}

pub(super) struct SubjectChanged {
    pub(super) id: i64,
    pub(super) sentence: String,
}

impl Happening for SubjectChanged {
    fn kind(&self) -> &'static str {
        "subject.changed"
    }
    fn subject(&self) -> Artefact {
        Artefact { kind: "subject", id: self.id }
    }
    fn sentence(&self) -> String {
        self.sentence.clone()
    }
}
