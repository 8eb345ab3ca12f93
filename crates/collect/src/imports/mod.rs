//! Files of journals and monitoring systems become facts.
//!
//! An upload is recognised, previewed (which writes nothing), applied in one transaction and can be undone. What is
//! not exactly known is asked, never guessed; what is odd is told with its place, never silently mended.

mod achievements;
mod exams;
mod finding;
mod journal;
mod labels;
mod made;
mod matching;
mod papers;
mod period_marks;
mod preview;
mod queries;
mod resolver;
mod rolls;
mod undo;
mod world;

pub use finding::{About, Answer, Choice, Decisions, Discrepancy, Place, Question, Severity};
pub use journal::queries::{TallyRow, recount, tallies};
pub use journal::{CannotCorrect, MarkCorrected, MarkPlace, correct_mark};
pub use labels::{achievement_level, achievement_result};
pub use preview::{Outcome, Preview, PreviewRow};
pub use queries::{Batch, KeptDiscrepancy, batch, batches, discrepancies_of};
pub use undo::{CannotUndo, Undone, undo};
