//! Undoing an import: values go back to what they were, what it made goes away — unless something else stands on it.

use ledger::{Artefact, Change, Happening};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::achievements::queries::Achievement;
use super::exams::queries::ExamResult;
use super::journal::queries::JournalMark;
use super::journal::tallies::Deltas;
use super::labels;
use super::papers::ResultWithPoints;
use super::period_marks::queries::PeriodMark;
use super::queries::{Batch, Before, batch, befores_of, forget_names, mark_undone, overwritten_by};
use super::rolls::queries::StudentRow;
use super::rolls::students::StayBefore;
use super::{achievements, exams, journal, papers, period_marks, rolls};

mod entities;
mod queries;

/// Why an import cannot be undone.
#[derive(Debug, thiserror::Error)]
pub enum CannotUndo {
    /// there is none with this id
    #[error("такой загрузки нет")]
    NoSuchBatch,
    /// it has been undone
    #[error("эта загрузка уже отменена")]
    AlreadyUndone,
    /// later imports changed its values
    #[error("{}", labels::overwritten(.0))]
    Overwritten(Vec<String>),
    /// what it made is used
    #[error("{}", labels::in_use(.0))]
    InUse(Vec<String>),
    /// the database refused
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// What undoing did.
#[derive(Debug, Clone, Serialize)]
pub struct Undone {
    /// the import
    pub batch: Batch,
    /// values put back
    pub restored: u64,
    /// values removed
    pub removed: u64,
    /// what stays because others use it: «предмет Алгебра»
    pub kept: Vec<String>,
}

impl Happening for Undone {
    fn kind(&self) -> &'static str {
        "import.undone"
    }

    fn subject(&self) -> Artefact {
        Artefact { kind: "import_batch", id: self.batch.id }
    }

    fn sentence(&self) -> String {
        labels::undone(self)
    }
}

/// Undoes an import inside a change; the caller commits it by saying the answer.
///
/// # Errors
/// [`CannotUndo`]; the change must be dropped then.
pub async fn undo(change: &mut Change, batch_id: i64) -> Result<Undone, CannotUndo> {
    let batch = batch(change, batch_id).await?.ok_or(CannotUndo::NoSuchBatch)?;
    if batch.is_undone() {
        return Err(CannotUndo::AlreadyUndone);
    }
    let later = overwritten_by(change, batch_id).await?;
    if !later.is_empty() {
        return Err(CannotUndo::Overwritten(later.iter().map(labels::batch_name).collect()));
    }
    let mut undoing =
        Undoing { change, batch_id, deltas: Deltas::default(), restored: 0, removed: 0, kept: Vec::new() };
    let befores = befores_of(undoing.change, batch_id).await?;
    for before in &befores {
        undoing.restore(before).await?;
    }
    undoing.remove_facts(batch.school_year).await?;
    let made = entities::Made::read(&befores);
    undoing.kept = entities::remove(undoing.change, batch_id, &made).await?;
    let (restored, removed, kept) = (undoing.restored, undoing.removed, undoing.kept);
    forget_names(change, batch_id).await?;
    mark_undone(change, batch_id).await?;
    Ok(Undone { batch, restored, removed, kept })
}

struct Undoing<'c> {
    change: &'c mut Change,
    batch_id: i64,
    deltas: Deltas,
    restored: u64,
    removed: u64,
    kept: Vec<String>,
}

fn read<T: DeserializeOwned>(before: &Before) -> store::Result<T> {
    serde_json::from_str(&before.before_json)
        .map_err(|cause| store::Error::new(format!("before-image of {}", before.target), cause))
}

impl Undoing<'_> {
    /// Puts one value back, if this import still owns it: what was corrected by hand since stays corrected.
    async fn restore(&mut self, before: &Before) -> store::Result<()> {
        let (change, batch_id) = (&mut *self.change, self.batch_id);
        self.restored += match before.target.as_str() {
            "period_mark" => {
                let row: PeriodMark = read(before)?;
                period_marks::queries::restore(change, &row, batch_id).await?
            }
            "journal_mark" => {
                let row: JournalMark = read(before)?;
                match journal::queries::owned(change, &row, batch_id).await? {
                    Some(now) => {
                        self.deltas.replace(&now, &row);
                        journal::queries::update(change, &row).await?
                    }
                    None => 0,
                }
            }
            "paper_result" => {
                let row: ResultWithPoints = read(before)?;
                papers::restore(change, &row, batch_id).await?
            }
            "exam_result" => {
                let row: ExamResult = read(before)?;
                match exams::queries::owner(change, row.id).await? == Some(batch_id) {
                    true => exams::queries::update(change, &row).await?,
                    false => 0,
                }
            }
            "achievement" => {
                let row: Achievement = read(before)?;
                match achievements::queries::owner(change, row.id).await? == Some(batch_id) {
                    true => achievements::queries::update(change, &row).await?,
                    false => 0,
                }
            }
            _ => self.restore_person(before).await?,
        };
        Ok(())
    }

    async fn restore_person(&mut self, before: &Before) -> store::Result<u64> {
        let (change, batch_id) = (&mut *self.change, self.batch_id);
        match before.target.as_str() {
            "student" => {
                let row: StudentRow = read(before)?;
                if rolls::queries::owner_of_student(change, row.id).await? != Some(batch_id) {
                    return Ok(0);
                }
                roster::students::queries::save_student(change, &row.into_student()).await?;
                Ok(1)
            }
            "staff" => {
                let row: roster::staff::queries::StaffMember = read(before)?;
                if rolls::queries::owner_of_staff(change, row.id).await? != Some(batch_id) {
                    return Ok(0);
                }
                roster::staff::queries::save_staff_member(change, &row).await?;
                Ok(1)
            }
            "enrolment" => {
                let row: StayBefore = read(before)?;
                roster::students::queries::end_enrolment(change, row.id, row.until_on).await?;
                Ok(1)
            }
            _ => Ok(0),
        }
    }

    async fn remove_facts(&mut self, school_year: Option<i64>) -> store::Result<()> {
        let (change, batch_id) = (&mut *self.change, self.batch_id);
        self.removed += period_marks::queries::remove_of_batch(change, batch_id).await?;
        self.removed += papers::queries::remove_of_batch(change, batch_id).await?;
        self.removed += exams::queries::remove_of_batch(change, batch_id).await?;
        self.removed += achievements::queries::remove_of_batch(change, batch_id).await?;
        self.removed += rolls::queries::remove_courses_of_batch(change, batch_id).await?;
        let Some(year) = school_year else {
            return Ok(());
        };
        for row in journal::queries::count_of_batch(change, year, batch_id).await? {
            self.deltas.subtract(row);
        }
        self.removed += journal::queries::remove_of_batch(change, year, batch_id).await?;
        std::mem::take(&mut self.deltas).write(change, year).await
    }
}
