//! The functions behind the numbers a school argues about: indicators of marks, test papers and
//! examinations, and the statistics that say how far such a number may be trusted.
//!
//! Pure: no database, no clock, no files. Counts and plain values in, [`Measured`] out; every value is
//! exact until it is shown. The one exception is an [`Interval`], whose ends are irrational: it is made
//! for display, and no NaN leaves this crate.
//!
//! One measure is one file, one row of the [`registry`] (from which the page «Методика расчёта» is
//! made) and at least one row of `reference/values.csv`.

pub mod indicators;
mod mark_counts;
mod measured;
mod registry;
pub mod stats;

pub use indicators::*;
pub use mark_counts::MarkCounts;
pub use measured::{Measured, Why};
pub use registry::{Computes, MarkPair, Measure, PartOfWhole, Quantity, Reads, find, registry};
pub use stats::*;
