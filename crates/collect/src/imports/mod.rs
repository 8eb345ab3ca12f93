//! Files of journals and monitoring systems become facts.
//!
//! An upload is recognised, previewed (which writes nothing), applied in one transaction and can be undone. What is
//! not exactly known is asked, never guessed; what is odd is told with its place, never silently mended.

mod achievements;
mod budget;
mod cell;
mod class_year_sheet;
mod dirt;
mod disk;
mod drafts;
mod engine;
mod exams;
mod finding;
mod journal;
mod kind;
mod labels;
mod long_table;
mod made;
mod matching;
/// Pages of imports.
pub mod pages;
mod papers;
mod parse;
mod parsed;
mod period_marks;
mod preview;
mod queries;
mod recognise;
mod resolver;
mod rolls;
mod undo;
mod upload;
mod vpr_individual_results;
mod world;

#[cfg(test)]
mod cases;

pub use disk::DiskFile;
pub use drafts::KeptMappings;
pub use engine::{Applied, Original, apply, preview};
pub use finding::{About, Answer, Choice, Decisions, Discrepancy, Place, Question, Severity};
pub use journal::queries::{TallyRow, recount, tallies};
pub use journal::{CannotCorrect, MarkCorrected, MarkPlace, correct_mark};
pub use kind::Kind;
pub use labels::{achievement_level, achievement_result};
pub use long_table::{Field, Mapping, Proposal, Twice};
pub use parse::{Reading, Source, parse};
pub use parsed::Parsed;
pub use preview::{Outcome, Preview, PreviewRow};
pub use queries::{Batch, KeptDiscrepancy, batch, batches, discrepancies_of};
pub use undo::{CannotUndo, Undone, undo};
pub use upload::{ImportError, Options, Refusal};

#[cfg(test)]
mod asked_tests;
#[cfg(test)]
mod facts_tests;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
