//! Action items («поручения»): what decisions ask of people until a day. They are opened here, in the change by which a
//! decision takes effect; how they are carried out belongs to the next stage.

use chrono::NaiveDate;
use ledger::{Artefact, Change};
use store::{Result, args, new_id};

/// The word by which the ledger knows action items.
pub const KIND: &str = "action_item";

/// The action item as the ledger names it.
#[must_use]
pub fn artefact(id: i64) -> Artefact {
    Artefact { kind: KIND, id }
}

/// What asks for something to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// the decision
    pub artefact: Artefact,
    /// «Приказ от 15.01.2025 № 17»
    pub title: String,
    /// the school year it is about
    pub school_year: i64,
    /// from when on
    pub opened_on: NaiveDate,
}

/// Something to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewItem {
    /// its place in the decision, from 1
    pub place: i64,
    /// what
    pub task: String,
    /// the member of staff, if it is one of the list
    pub responsible_staff_id: Option<i64>,
    /// «Иванова А. П., учитель»
    pub responsible: String,
    /// until when
    pub due_on: Option<NaiveDate>,
}

/// How a link says that something is to be done because of a decision.
const ASKED_BY: &str = "asked_by";
const OPEN: &str = "новое";

/// Opens the items of a decision and links them to it; answers their ids.
///
/// # Errors
/// When the database refuses.
pub async fn open(change: &mut Change, source: &Source, items: &[NewItem]) -> Result<Vec<i64>> {
    let mut ids = Vec::new();
    for item in items {
        let id = new_id();
        change
            .execute(
                "INSERT INTO action_item (id, school_year, source_kind, source_id, source_title, place, task,
                    responsible_staff_id, responsible, due_on, opened_on)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                args![
                    id,
                    source.school_year,
                    source.artefact.kind,
                    source.artefact.id,
                    &source.title,
                    item.place,
                    &item.task,
                    item.responsible_staff_id,
                    &item.responsible,
                    item.due_on,
                    source.opened_on
                ],
            )
            .await?;
        change.link(source.artefact, artefact(id), ASKED_BY).await?;
        change.describe(artefact(id), (&item.task, OPEN), item.due_on).await?;
        ids.push(id);
    }
    Ok(ids)
}

/// Says how far an item is, under the word of its state, after so many steps. The steps are kept by the stage that looks
/// after items.
///
/// # Errors
/// When the database refuses.
pub async fn stand(change: &mut Change, id: i64, state: &str, step_count: i64) -> Result<()> {
    let sql = "UPDATE action_item SET state = $2, step_count = $3 WHERE id = $1";
    change.execute(sql, args![id, state, step_count]).await?;
    Ok(())
}

/// Moves the day by which an item is due. Why, and what it was before, is kept by the stage that looks after items.
///
/// # Errors
/// When the database refuses.
pub async fn postpone(change: &mut Change, id: i64, due_on: NaiveDate) -> Result<()> {
    change.execute("UPDATE action_item SET due_on = $2 WHERE id = $1", args![id, due_on]).await?;
    Ok(())
}

/// Gives an item to somebody else. Who had it before, and why, is kept by the stage that looks after items.
///
/// # Errors
/// When the database refuses.
pub async fn hand_over(change: &mut Change, id: i64, (staff_id, name): (i64, &str)) -> Result<()> {
    let sql = "UPDATE action_item SET responsible_staff_id = $2, responsible = $3 WHERE id = $1";
    change.execute(sql, args![id, staff_id, name]).await?;
    Ok(())
}
