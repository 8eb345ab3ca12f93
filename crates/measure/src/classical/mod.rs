//! Classical test theory («классическая теория тестов»): what a test paper tells by counting alone.
//!
//! A paper is counted once ([`CountedPaper`]); the measures follow from its sums. [`analyse`] gives all of
//! them together with what should be looked at.

mod alpha;
mod analysis;
mod bit_planes;
mod booklets;
mod counted_paper;
mod discrimination;
mod distractors;
mod facility;
mod guttman_lambda;
mod key_rivals;
mod kuder_richardson;
mod measurement_error;
mod pair_sums;
mod picture;
mod score_ends;
mod spearman_brown;
mod split_half;
mod tetrachoric;
mod upper_lower_index;

#[cfg(test)]
mod tests;

pub use alpha::{alpha_if_deleted, alpha_interval, cronbach_alpha};
pub use analysis::{ItemNote, ItemRow, PaperAnalysis, analyse};
pub use booklets::{Booklet, booklet_rest_correlation, booklets};
pub use counted_paper::{CountedPaper, MissingAnswers, NoStatistic};
pub use discrimination::{item_rest_correlation, item_total_correlation};
pub use distractors::{ChosenOption, DistractorTable, NoDistractors, distractor_table};
pub use facility::{facility, item_sd};
pub use guttman_lambda::{lambda2, lambda6, lambda6_standardised};
pub use key_rivals::{KeyRival, key_rivals};
pub use kuder_richardson::{kr20, kr21};
pub use measurement_error::standard_error_of_measurement;
pub use picture::{ItemPersonPicture, item_person_picture};
pub use score_ends::{ScoreEnds, score_ends};
pub use spearman_brown::{length_for, spearman_brown};
pub use split_half::split_half;
pub use tetrachoric::{tetrachoric, tetrachoric_of_table};
pub use upper_lower_index::upper_lower_index;
