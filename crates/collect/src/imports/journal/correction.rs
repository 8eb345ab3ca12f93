use chrono::NaiveDate;
use ledger::{Artefact, Change, Happening};
use school::Mark;

use super::queries::{JournalMark, add_to_tally, insert_correction, journal_mark, remove_tally_if_empty, update};
use super::tallies::one;

/// The place of one mark in the gradebook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MarkPlace {
    /// school year
    pub school_year: i64,
    /// whose
    pub student_id: i64,
    /// in what
    pub subject_id: i64,
    /// given when
    pub given_on: NaiveDate,
    /// which of the day's marks, from 1
    pub ordinal: i64,
}

/// Why a mark cannot be corrected.
#[derive(Debug, thiserror::Error)]
pub enum CannotCorrect {
    /// there is none at this place
    #[error("такой отметки в журнале нет")]
    NoSuchMark,
    /// the database refused
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// History: a mark was corrected by hand.
#[derive(Debug, Clone)]
pub struct MarkCorrected {
    place: MarkPlace,
    before: i64,
    after: i64,
}

impl Happening for MarkCorrected {
    fn kind(&self) -> &'static str {
        "journal_mark.corrected"
    }

    fn subject(&self) -> Artefact {
        Artefact { kind: "student", id: self.place.student_id }
    }

    fn sentence(&self) -> String {
        format!(
            "Исправлена отметка за {}: была {}, стала {}",
            school::ru::date_short(self.place.given_on),
            self.before,
            self.after
        )
    }
}

/// Corrects one mark by hand, and its counters with it. The mark no longer belongs to an import: a later one asks before
/// it writes over it, and undoing leaves it.
///
/// # Errors
/// [`CannotCorrect`].
pub async fn correct_mark(change: &mut Change, place: &MarkPlace, mark: Mark) -> Result<MarkCorrected, CannotCorrect> {
    let before = journal_mark(change, place).await?.ok_or(CannotCorrect::NoSuchMark)?;
    let after = JournalMark { mark: mark.number(), batch_id: None, ..before.clone() };
    update(change, &after).await?;
    let mut taken = one(&before);
    taken.mark_count = -1;
    taken.weight_sum = -before.weight;
    add_to_tally(change, place.school_year, &taken).await?;
    add_to_tally(change, place.school_year, &one(&after)).await?;
    remove_tally_if_empty(change, place.school_year, &taken).await?;
    insert_correction(change, &before, after.mark).await?;
    Ok(MarkCorrected { place: *place, before: before.mark, after: after.mark })
}
