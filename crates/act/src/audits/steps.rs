//! What is done with an audit as a whole: taken out of the programme, concluded, agreed with, reopened.

use access::{Cx, Sent};
use axum::extract::Path;
use axum::response::IntoResponse;
use web::{OrRefused, Page, Refusal, Reply, Stage, filters, see_other};

use super::pages::{page_of, seen};
use super::queries::{self, Agreement};
use super::rules::{CannotFill, State};
use super::{AuditHappened, artefact, describe, labels};
use crate::nonconformities::queries::of_audit;

const LIST: &str = "/act/audits";

#[derive(askama::Template)]
#[template(path = "audits/remove.html")]
struct RemovePage {
    id: i64,
    object: String,
    filled: usize,
}

pub(super) async fn confirm_removal(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut db = cx.store();
    let (audit, part) = seen(&mut db, &cx, id).await?;
    audit.remove(part).or_refused()?;
    let filled = queries::lines(&mut db, id).await?.iter().filter(|line| line.result.is_some()).count();
    let page = Page::new(labels::REMOVE).stage(Stage::Act).crumb(labels::PROGRAMME, LIST);
    let page = page.crumb(audit.object.clone(), format!("{LIST}/{id}"));
    cx.page(page.body(RemovePage { id, object: audit.object, filled })).await
}

pub(super) async fn remove(cx: Cx, Path(id): Path<i64>, Sent(_): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let (audit, part) = seen(&mut change, &cx, id).await?;
    audit.remove(part).or_refused()?;
    if !of_audit(&mut change, id).await?.is_empty() {
        return Err(web::Failure::refused(&CannotFill::HasNonconformity));
    }
    queries::remove_audit(&mut change, id).await?;
    change.unlink(artefact(id)).await?;
    change.commit(&AuditHappened { id, kind: "audit.removed", sentence: labels::removed(&audit) }).await?;
    Ok(see_other(LIST).done(labels::AUDIT_REMOVED).into_response())
}

pub(super) async fn conclude(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let (audit, part) = seen(&mut change, &cx, id).await?;
    let words = fields.long_text("words", labels::WORDS_MISSING);
    let lines = queries::lines(&mut change, id).await?;
    if let Err(refusal) = audit.conclude(&lines, part, change.today()) {
        fields.refuse("words", refusal.say());
    }
    let (Some(words), false) = (words, fields.has_errors()) else {
        return page_of(&cx, audit, fields).await;
    };
    queries::conclude(&mut change, &audit, &words).await?;
    describe(&mut change, &audit, State::Concluded).await?;
    change.commit(&AuditHappened { id, kind: "audit.concluded", sentence: labels::concluded(&audit) }).await?;
    Ok(see_other(format!("{LIST}/{id}")).done(labels::AUDIT_CONCLUDED).into_response())
}

/// Who answers for the object says whether they agree with what was found.
pub(super) async fn agree(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let (audit, part) = seen(&mut change, &cx, id).await?;
    audit.agree(part).or_refused()?;
    let is_agreed = fields.choice("is_agreed", labels::AGREEMENT_MISSING, |value| match value {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    });
    let words = fields.long_text_if_any("agreement_words").unwrap_or_default();
    if is_agreed == Some(false) && words.is_empty() {
        fields.refuse("agreement_words", labels::OBJECTIONS_MISSING);
    }
    let (Some(is_agreed), false) = (is_agreed, fields.has_errors()) else {
        return page_of(&cx, audit, fields).await;
    };
    queries::agree(&mut change, id, is_agreed, &words).await?;
    let said = Agreement { is_agreed, words, said_on: change.today(), said_by: change.actor().name.clone() };
    change.commit(&AuditHappened { id, kind: "audit.agreed", sentence: labels::agreed(&audit, &said) }).await?;
    Ok(see_other(format!("{LIST}/{id}")).done(labels::AGREEMENT_SAVED).into_response())
}

/// The conclusion is taken back, for a reason.
pub(super) async fn reopen(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let (audit, part) = seen(&mut change, &cx, id).await?;
    audit.reopen(part).or_refused()?;
    let Some(reason) = fields.long_text("reason", labels::REASON_MISSING) else {
        return page_of(&cx, audit, fields).await;
    };
    queries::reopen(&mut change, id, &reason).await?;
    describe(&mut change, &audit, State::UnderWay).await?;
    let sentence = labels::reopened(&audit, &reason);
    change.commit(&AuditHappened { id, kind: "audit.reopened", sentence }).await?;
    Ok(see_other(format!("{LIST}/{id}")).done(labels::AUDIT_REOPENED).into_response())
}
