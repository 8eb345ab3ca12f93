//! Saves that were made together, and their undoing: each row becomes what it was before, as far as nobody has touched it
//! since.

use access::{Cx, Sent};
use axum::extract::Path;
use axum::response::IntoResponse;
use ledger::Change;
use web::{OrMissing, Reply, see_other};

use super::queries::{self, SavedVersion};
use super::{artefact, labels};
use crate::grid::GridRow;
use crate::happened::PlanHappened;

/// What was done to many rows at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// a table was taken over
    Import,
    /// undone rows of the year before were taken over
    RollOver,
    /// the table was saved
    Table,
}

impl Origin {
    /// The stored word.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Origin::Import => "import",
            Origin::RollOver => "roll_over",
            Origin::Table => "table",
        }
    }

    pub(super) fn from_code(code: &str) -> Origin {
        let all = [Origin::Import, Origin::RollOver, Origin::Table];
        all.into_iter().find(|origin| origin.code() == code).unwrap_or(Origin::Table)
    }
}

/// Undoes an act.
pub(super) async fn undo(cx: Cx, Path(id): Path<i64>, Sent(_): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let batch = queries::batch(&mut change, id).await?.or_missing()?;
    let untouched = queries::untouched(&mut change, id).await?;
    if untouched.is_empty() {
        drop(change);
        return Ok(see_other("/plan/roadmap").caution(labels::NOTHING_TO_UNDO).into_response());
    }
    for row in &untouched {
        let versions = queries::versions(&mut change, *row).await?;
        step_back(&mut change, &versions).await?;
    }
    queries::note_undone(&mut change, id).await?;
    let sentence = labels::undone(batch.school_year, untouched.len());
    change.commit(&PlanHappened { kind: "action_plan.undone", subject: artefact(0), sentence }).await?;
    Ok(see_other("/plan/roadmap").done(labels::UNDONE).into_response())
}

/// Makes a row what it was before its last save.
async fn step_back(change: &mut Change, versions: &[SavedVersion]) -> store::Result<()> {
    let Some((last, earlier)) = versions.split_last() else { return Ok(()) };
    let Some(now) = &last.row else { return Ok(()) };
    if last.is_removal {
        queries::save_row(change, now).await?;
        return Ok(());
    }
    let before = earlier.last();
    match before.filter(|before| !before.is_removal).and_then(|before| before.row.clone()) {
        Some(mut before) => {
            let place = before.place;
            before.stand_as(now);
            before.place = place;
            queries::save_row(change, &before).await?;
        }
        // It came with this act. (What an older program saved has no version to go back to, and stays.)
        None if last.version == 1 || before.is_some() => queries::remove_row(change, now, None).await?,
        None => {}
    }
    Ok(())
}

/// Brings a removed row back as it was last.
pub(super) async fn bring_back(cx: Cx, Path(id): Path<i64>, Sent(_): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let versions = queries::versions(&mut change, id).await?;
    let last = versions.last().filter(|last| last.is_removal).or_missing()?;
    let row = last.row.as_ref().or_missing()?;
    queries::save_row(&mut change, row).await?;
    let sentence = labels::returned(&row.activity);
    change.commit(&PlanHappened { kind: "action_plan.row_returned", subject: artefact(id), sentence }).await?;
    Ok(see_other("/plan/roadmap").done(labels::RETURNED).into_response())
}
