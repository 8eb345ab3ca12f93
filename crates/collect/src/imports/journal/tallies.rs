//! The counters of the gradebook, kept equal to its marks.

use std::collections::HashMap;

use ledger::Change;
use store::Result;

use super::queries::{JournalMark, TallyRow, add_to_tally, insert_tallies, remove_empty_tallies, tallies};

/// What is to be added to the counters.
#[derive(Debug, Default)]
pub(crate) struct Deltas(HashMap<(String, i64, i64, i64), (i64, i64)>);

impl Deltas {
    pub(crate) fn add(&mut self, row: TallyRow) {
        let key = (row.term, row.class_group_id, row.subject_id, row.mark);
        let (count, weight) = self.0.entry(key).or_default();
        *count += row.mark_count;
        *weight += row.weight_sum;
    }

    pub(crate) fn subtract(&mut self, mut row: TallyRow) {
        row.mark_count = -row.mark_count;
        row.weight_sum = -row.weight_sum;
        self.add(row);
    }

    pub(crate) fn replace(&mut self, before: &JournalMark, after: &JournalMark) {
        self.subtract(one(before));
        self.add(one(after));
    }

    fn into_rows(self) -> Vec<TallyRow> {
        let mut rows: Vec<TallyRow> = self
            .0
            .into_iter()
            .filter(|(_, (count, weight))| *count != 0 || *weight != 0)
            .map(|((term, class_group_id, subject_id, mark), (mark_count, weight_sum))| TallyRow {
                term,
                class_group_id,
                subject_id,
                mark,
                mark_count,
                weight_sum,
            })
            .collect();
        rows.sort_unstable();
        rows
    }

    /// Corrects the counters of a year; a counter of nothing is removed.
    pub(crate) async fn write(self, change: &mut Change, school_year: i64) -> Result<()> {
        let rows = self.into_rows();
        if rows.is_empty() {
            return Ok(());
        }
        if tallies(change, school_year).await?.is_empty() {
            insert_tallies(change, school_year, rows).await?;
            return Ok(());
        }
        let takes = rows.iter().any(|row| row.mark_count < 0);
        for row in &rows {
            add_to_tally(change, school_year, row).await?;
        }
        if takes {
            remove_empty_tallies(change, school_year).await?;
        }
        Ok(())
    }
}

/// A mark as a counter of one.
pub(crate) fn one(mark: &JournalMark) -> TallyRow {
    TallyRow {
        term: mark.term.clone(),
        class_group_id: mark.class_group_id,
        subject_id: mark.subject_id,
        mark: mark.mark,
        mark_count: 1,
        weight_sum: mark.weight,
    }
}
