//! The functions behind the numbers a school argues about: indicators of marks, test papers and
//! examinations, and the statistics that say how far such a number may be trusted.
//!
//! Pure: no database, no clock, no files. Counts and plain values in, [`Measured`] out; every value is
//! exact until it is shown. The one exception is an [`Interval`], whose ends are irrational: it is made
//! for display, and no NaN leaves this crate.
//!
//! One measure is one file, one row of the [`registry`] (from which the page «Методика расчёта» is
//! made) and at least one row of `reference/values.csv`.

pub mod agreement;
/// Classical test theory: facility, discrimination, reliability.
pub mod classical;
/// Items that work differently in two groups of equal ability (differential item functioning).
pub mod dif;
/// Whether a decision helped: before and after, against the others, and what this n could have shown.
pub mod effect;
/// Forecasts of short series with their uncertainty, and trends.
pub mod forecast;
pub mod indicators;
/// Item response models by conditional and by marginal likelihood, abilities, fit, linking.
pub mod latent;
mod mark_counts;
mod measured;
pub mod mixed;
/// Screens of objectivity: what asks for a check. None of them accuses.
pub mod objectivity;
mod registry;
mod responses;
/// Groups at risk by a transparent model.
pub mod risk;
pub mod stats;

pub use indicators::*;
pub use mark_counts::MarkCounts;
pub use measured::{Measured, Why};
pub use registry::{Computes, MarkPair, Measure, PartOfWhole, Quantity, Reads, find, registry};
pub use responses::{GREATEST_POINTS, NotResponses, Response, Responses};
pub use stats::*;
