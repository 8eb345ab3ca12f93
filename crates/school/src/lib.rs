//! The vocabulary of a Russian school: marks, school years, terms, classes, people's names, shares,
//! and Russian grammar for showing numbers and dates.
//!
//! Pure: no database, no clock, no files, and nothing of ours below it. Every function is total: any
//! input gives a value or a refusal, never a panic. Nothing is rounded except by [`ru`], on output.

mod class_name;
mod education_level;
mod lookalike;
mod mark;
mod person_name;
pub mod ru;
mod share;
mod term;
mod year;

pub use class_name::{CannotReadClassName, ClassName, Reading};
pub use education_level::EducationLevel;
pub use lookalike::{has_latin_lookalikes, name_key};
pub use mark::{Mark, MarkEntry};
pub use person_name::{CannotReadPersonName, PersonName};
pub use share::Share;
pub use term::{Term, TermScheme};
pub use year::SchoolYear;

/// An exact rational number: what every stored and passed quantity is until it is shown.
pub type Exact = num_rational::Ratio<i128>;
