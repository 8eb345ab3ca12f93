//! The papers of an audit, to be saved.

use access::Cx;
use axum::extract::Path;
use roster::setup::queries::school;
use web::{OrMissing, Reply};

use super::{labels, queries};
use crate::nonconformities::queries::{Action, Nonconformity, actions, of_audit};
use crate::{download, paper};

pub(super) async fn programme(cx: Cx) -> Reply {
    let mut db = cx.store();
    let year = cx.year().await?;
    let school = school(&mut db).await?.unwrap_or_default();
    let rows = queries::programme(&mut db, year).await?;
    let auditors = queries::auditors_of_year(&mut db, year).await?;
    download::docx(&paper::programme(&school, year, &rows, &auditors, cx.today()), "programma-auditov")
}

pub(super) async fn checklist(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut db = cx.store();
    let audit = queries::audit(&mut db, id).await?.or_missing()?;
    let school = school(&mut db).await?.unwrap_or_default();
    let lines = queries::lines(&mut db, id).await?;
    download::docx(&paper::checklist(&school, &audit, &lines), "chek-list")
}

pub(super) async fn protocol(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut db = cx.store();
    let audit = queries::audit(&mut db, id).await?.or_missing()?;
    let school = school(&mut db).await?.unwrap_or_default();
    let found = of_audit(&mut db, id).await?;
    download::docx(&paper::protocol(&school, &audit, &found), "protokol-nesootvetstvij")
}

pub(super) async fn corrective_plan(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut db = cx.store();
    let audit = queries::audit(&mut db, id).await?.or_missing()?;
    let school = school(&mut db).await?.unwrap_or_default();
    let mut planned: Vec<(Nonconformity, Vec<Action>)> = Vec::new();
    for one in of_audit(&mut db, id).await? {
        let own = actions(&mut db, one.id).await?;
        planned.push((one, own));
    }
    let title = labels::after_audit(&audit);
    download::docx(&paper::corrective_plan(&school, &title, &planned, cx.today()), "plan-korrektiruyushchih")
}

pub(super) async fn report(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut db = cx.store();
    let audit = queries::audit(&mut db, id).await?.or_missing()?;
    let school = school(&mut db).await?.unwrap_or_default();
    let lines = queries::lines(&mut db, id).await?;
    let found = of_audit(&mut db, id).await?;
    download::docx(&paper::report(&school, &audit, &lines, &found), "otchet-ob-audite")
}
