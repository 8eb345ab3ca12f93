//! The self-evaluation report («отчёт о самообследовании»): made of the data of a calendar year by the structure of
//! order 462 with the table of order 1324, completed by what people write, kept as editions that never change.
//!
//! ```text
//! engine, counts ─ gather ─→ Gathered ─ compose ─→ Content ─ make_edition ─→ Edition ─ render ─→ DOCX, PDF, HTML
//!                          report_paragraph ──┘              (kept as JSON)    └ states: considered, approved, published
//! ```

mod compose;
mod content;
mod drawing;
mod edition;
mod edition_pages;
mod figures;
mod file;
mod gather;
mod gather_queries;
mod pages;
mod paper;
mod placeholders;
mod published;
mod queries;
mod words;

use access::{May, Routes};
use analyse::engine::NoAnswer;
use analyse::problem_zones;
use chrono::NaiveDate;
use ledger::{Artefact, Change, Happening};
use store::Reads;

pub use content::{
    Chart, Content, Drawing, IndicatorLine, LineState, MarkSharesRow, PackVersion, Part, Point, Question, Reading,
    Scale, SchoolCard, Section, SectionContent, Table, TableRow,
};
pub use edition::{CannotMove, Edition, EditionState, Standing};
pub use file::{CannotRender, Format, render};
pub use queries::{EditionLine, Paragraph, editions};

use crate::labels;

/// The word by which the ledger knows editions.
pub const KIND: &str = "report_edition";
/// How a link says that an edition tells of a problem zone or of an order.
const REPORTED_IN: &str = "reported_in";

/// The addresses of this feature.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .page("/publish/reports", May::ReadReports, pages::list)
        .page("/publish/reports/{year}", May::ReadReports, pages::show)
        .page("/publish/reports/{year}/{file}", May::ReadReports, pages::download)
        .page("/publish/reports/{year}/sections/{section}", May::EditReports, pages::section)
        .action("/publish/reports/{year}/sections/{section}", May::EditReports, pages::write)
        .action("/publish/reports/{year}/editions", May::EditReports, pages::make)
        .page("/publish/editions/{id}", May::ReadReports, edition_pages::show)
        .page("/publish/editions/{id}/{file}", May::ReadReports, edition_pages::download)
        .action("/publish/editions/{id}/consideration", May::EditReports, edition_pages::consider)
        .action("/publish/editions/{id}/approval", May::SignOrders, edition_pages::approve)
        .action("/publish/editions/{id}/publication", May::EditReports, edition_pages::publish)
        .action("/publish/editions/{id}/withdrawal", May::EditReports, edition_pages::withdraw)
        .page("/publish/published", May::ReadPublished, published::list)
        .page("/publish/published/{id}", May::ReadPublished, published::show)
        .page("/publish/published/{id}/{file}", May::ReadPublished, published::download)
}

/// Why there is no report.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// the database did not answer
    #[error("the database did not answer")]
    Store(#[from] store::Error),
    /// indicators could not be computed
    #[error("indicators could not be computed")]
    NoAnswer(#[from] NoAnswer),
    /// a kept edition cannot be read, or a new one cannot be written down
    #[error("an edition cannot be read or written down")]
    Json(#[from] serde_json::Error),
    /// it cannot be laid out
    #[error(transparent)]
    Render(#[from] CannotRender),
}

/// What the report of a calendar year shows now.
///
/// # Errors
/// When the database does not answer.
pub async fn current_content(db: &mut impl Reads, year: i64, today: NaiveDate) -> Result<Content, ReportError> {
    let gathered = gather::gather(db, year, today).await?;
    let paragraphs = queries::paragraphs(db, year).await?;
    Ok(compose::compose(&gathered, &paragraphs))
}

/// What asking for an edition came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Made {
    /// a new one was kept
    New(Edition),
    /// the latest one shows the same already; nothing was written
    Same(Edition),
}

impl Made {
    /// The edition that shows the report as it is.
    #[must_use]
    pub fn into_edition(self) -> Edition {
        match self {
            Made::New(edition) | Made::Same(edition) => edition,
        }
    }
}

/// Keeps what the report of a year shows now as an edition and joins it to the problem zones and orders it tells of,
/// unless the latest edition shows the same. The caller commits: with [`EditionMade`] if it is new.
///
/// # Errors
/// When the database refuses or the report cannot be laid out.
pub async fn make_edition(change: &mut Change, year: i64) -> Result<Made, ReportError> {
    let today = change.today();
    let content = current_content(change, year, today).await?;
    if let Some(latest) = edition_as_of(change, year, today).await?
        && latest.content == content
    {
        return Ok(Made::Same(latest));
    }
    let mut edition = Edition::draft(content, today);
    edition.heading_pages = file::heading_pages(&edition)?;
    let edition = queries::keep(change, edition).await?;
    let from = gather::first_day(year, edition.as_of);
    let (zones, orders) = gather_queries::told_of(change, year - 1, (from, edition.as_of)).await?;
    for zone in zones {
        change.link(problem_zones::artefact(zone), artefact(edition.id), REPORTED_IN).await?;
    }
    for order in orders {
        change.link(decide::orders::artefact(order), artefact(edition.id), REPORTED_IN).await?;
    }
    Ok(Made::New(edition))
}

/// The latest edition of a year that was made on a day or before, as it stood on that day: whatever happened later, it
/// is the same.
///
/// # Errors
/// When the database does not answer.
pub async fn edition_as_of(db: &mut impl Reads, year: i64, day: NaiveDate) -> Result<Option<Edition>, ReportError> {
    let Some(id) = queries::latest(db, year, day).await? else { return Ok(None) };
    Ok(queries::edition(db, id).await?.map(|edition| edition.as_it_stood(day)))
}

/// The report of a year on a day on which no edition was kept: made of today's data as of that day, and not kept.
///
/// # Errors
/// When the database does not answer or the report cannot be laid out.
pub async fn unkept(db: &mut impl Reads, year: i64, day: NaiveDate) -> Result<Edition, ReportError> {
    let mut edition = Edition::draft(current_content(db, year, day).await?, day);
    edition.heading_pages = file::heading_pages(&edition)?;
    Ok(edition)
}

/// The edition as the ledger names it.
#[must_use]
pub fn artefact(id: i64) -> Artefact {
    Artefact { kind: KIND, id }
}

/// An edition was made.
pub struct EditionMade {
    /// id
    pub id: i64,
    /// calendar year
    pub year: i64,
    /// number within the year
    pub number: i64,
}

impl EditionMade {
    /// Of this edition.
    #[must_use]
    pub fn of(edition: &Edition) -> Self {
        Self { id: edition.id, year: edition.year, number: edition.number }
    }
}

impl Happening for EditionMade {
    fn kind(&self) -> &'static str {
        "report_edition.made"
    }
    fn subject(&self) -> Artefact {
        artefact(self.id)
    }
    fn sentence(&self) -> String {
        labels::edition_made(self.year, self.number)
    }
}

/// A text of a section was written. Its subject is the report of the year, under the year itself.
struct ParagraphWritten {
    year: i64,
    section: Section,
}

impl Happening for ParagraphWritten {
    fn kind(&self) -> &'static str {
        "report_paragraph.written"
    }
    fn subject(&self) -> Artefact {
        Artefact { kind: REPORT_KIND, id: self.year }
    }
    fn sentence(&self) -> String {
        labels::paragraph_written(self.year, self.section)
    }
}

/// The word by which the ledger knows the report of a year, whatever its editions.
pub const REPORT_KIND: &str = "self_evaluation_report";

/// An edition took a step.
struct EditionMoved {
    id: i64,
    sentence: String,
    kind: &'static str,
}

impl Happening for EditionMoved {
    fn kind(&self) -> &'static str {
        self.kind
    }
    fn subject(&self) -> Artefact {
        artefact(self.id)
    }
    fn sentence(&self) -> String {
        self.sentence.clone()
    }
}

#[cfg(test)]
mod story;
#[cfg(test)]
mod tests;
