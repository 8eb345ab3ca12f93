//! The papers of an audit, to be saved.

use access::Cx;
use axum::extract::Path;
use roster::setup::queries::school;
use web::Reply;

use super::pages::seen;
use super::{labels, queries};
use crate::nonconformities::paper::corrective_plan as actions_paper;
use crate::nonconformities::planned;
use crate::nonconformities::queries::of_audit;
use crate::people::Watcher;
use crate::{download, paper};

pub(super) async fn programme(cx: Cx) -> Reply {
    let mut db = cx.store();
    let year = cx.year().await?;
    let school = school(&mut db).await?.unwrap_or_default();
    let rows = queries::programme(&mut db, &Watcher::of(&cx), year).await?;
    let auditors = queries::auditors_of_year(&mut db, year).await?;
    download::docx(&paper::programme(&school, year, &rows, &auditors, cx.today()), "programma-auditov")
}

pub(super) async fn audit_plan(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut db = cx.store();
    let (audit, _) = seen(&mut db, &cx, id).await?;
    let school = school(&mut db).await?.unwrap_or_default();
    let lines = queries::lines(&mut db, id).await?;
    download::docx(&paper::audit_plan(&school, &audit, &lines, cx.today()), "plan-audita")
}

pub(super) async fn checklist(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut db = cx.store();
    let (audit, _) = seen(&mut db, &cx, id).await?;
    let school = school(&mut db).await?.unwrap_or_default();
    let lines = queries::lines(&mut db, id).await?;
    download::docx(&paper::checklist(&school, &audit, &lines), "chek-list")
}

pub(super) async fn protocol(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut db = cx.store();
    let (audit, _) = seen(&mut db, &cx, id).await?;
    let school = school(&mut db).await?.unwrap_or_default();
    let found = of_audit(&mut db, id).await?;
    let number = queries::protocol(&mut db, id).await?;
    let agreement = queries::agreement(&mut db, id).await?;
    download::docx(&paper::protocol(&school, &audit, &found, (number, agreement.as_ref())), "protokol-nesootvetstvij")
}

pub(super) async fn corrective_plan(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut db = cx.store();
    let (audit, _) = seen(&mut db, &cx, id).await?;
    let school = school(&mut db).await?.unwrap_or_default();
    let mut found = Vec::new();
    for one in of_audit(&mut db, id).await? {
        found.push(planned(&mut db, one).await?);
    }
    let title = labels::after_audit(&audit);
    let made_by = audit.auditors.first().map_or("", |one| one.name.as_str());
    download::docx(&actions_paper(&school, &title, &found, (made_by, cx.today())), "plan-korrektiruyushchih")
}

pub(super) async fn report(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut db = cx.store();
    let (audit, _) = seen(&mut db, &cx, id).await?;
    let school = school(&mut db).await?.unwrap_or_default();
    let lines = queries::lines(&mut db, id).await?;
    let found = of_audit(&mut db, id).await?;
    download::docx(&paper::report(&school, &audit, &lines, &found), "otchet-ob-audite")
}
