//! Screens of objectivity: what asks for a check. None of them accuses.
//!
//! Each screen compares a class with what neighbouring scores, a reference group or other classes let one expect, and
//! gives a [`Sign`]: a statistic, its interval, the chance of such a value when nothing is unusual, and the counts it rests
//! on. A [`dossier`] lays the signs of many classes together and keeps the share of false alarms among them.

mod bunching;
mod chance;
mod cohort_break;
mod dossier;
mod generalised_binomial;
mod item_profile;
mod mark_border;
mod narrow_spread;
mod no_twos_many_fives;
mod perfect_agreement;
mod polynomial;
mod predictive;
mod score_counts;
mod sign;
mod similarity;
mod words;

#[cfg(test)]
mod tests;

pub use bunching::{Bunching, BunchingPlan, STIFFEST, border_masses, bunching};
pub use chance::Draws;
pub use cohort_break::{Year, cohort_break};
pub use dossier::{ClassDossier, Dossier, Examined, JudgedSign, dossier};
pub use item_profile::item_profile;
pub use mark_border::{BorderWindow, border_window};
pub use narrow_spread::narrow_spread;
pub use no_twos_many_fives::no_twos_many_fives;
pub use perfect_agreement::perfect_agreement;
pub use score_counts::ScoreCounts;
pub use sign::{Evidence, NotScreened, Screen, Sign};
pub use similarity::{AnswerSheets, Pair, Similarity, SimilarityPlan, similarity};
pub use words::Asks;
