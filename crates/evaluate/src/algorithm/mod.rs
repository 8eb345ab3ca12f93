//! The thirteen steps of the algorithm of management («алгоритм управленческих действий») for every problem: which are
//! done, by whom and when, what is missing and where to do it. Most is seen from the records; what leaves no record is
//! told in short notes.

mod gather;
mod labels;
mod outlook;
mod pages;
/// The questions this feature asks of the database, and its writes.
pub mod queries;
mod steps;

#[cfg(test)]
mod tests;

use access::{May, Routes};

pub use pages::panel;
pub use steps::{DecisionTrace, Lack, ReviewTrace, Standing, Step, Story, Trace, standings};

/// The addresses of this feature.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .page("/evaluate/algorithm/{zone}", May::ReadProblems, pages::show)
        .action("/evaluate/algorithm/{zone}/notes", May::EvaluateEffects, pages::note)
        .action("/evaluate/algorithm/{zone}/notes/{id}/removal", May::EvaluateEffects, pages::remove_note)
}
