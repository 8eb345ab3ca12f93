//! Rows that come into the cyclogram together: from the year template or from the year before, looked through before they
//! are added; what nobody has touched since can be taken back.

mod pages;
/// The questions this feature asks of the database, and its writes.
pub mod queries;
mod template;
#[cfg(test)]
mod tests;

use ledger::Change;
use store::new_id;

pub(super) use pages::{roll_over, roll_over_preview, take_template, template_preview, undo};
pub use queries::Batch;
pub use template::{TEMPLATE, TemplateRow, YearTemplate, next_year};

use super::{Procedure, labels, queries as rows};

/// Where rows come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// the year template
    Template,
    /// the year before
    RollOver,
}

impl Origin {
    /// The word under which it is stored.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Origin::Template => "template",
            Origin::RollOver => "roll_over",
        }
    }
}

impl Batch {
    /// «Из типовой циклограммы добавлено»
    #[must_use]
    pub fn label(&self) -> &'static str {
        labels::batch_origin(self.origin == Origin::Template.code())
    }
}

/// Adds rows together, under new ids, after those that are there; answers the rows as saved.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    change: &mut Change,
    school_year: i64,
    origin: Origin,
    wanted: &[Procedure],
) -> store::Result<Vec<Procedure>> {
    let first = rows::next_place(change, school_year).await?;
    let mut saved = Vec::new();
    for (place, row) in (first..).zip(wanted) {
        let row = Procedure { id: new_id(), school_year, place, version: 0, ..row.clone() };
        saved.push(rows::save(change, &row).await?);
    }
    let ids: Vec<i64> = saved.iter().map(|row| row.id).collect();
    queries::save_batch(change, school_year, origin.code(), &ids).await?;
    Ok(saved)
}
