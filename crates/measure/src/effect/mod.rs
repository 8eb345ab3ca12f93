//! Whether a decision helped: before and after, against the others, and what this n could have shown.

mod detectable_change;
mod difference_in_differences;
mod mean_effect;
mod ordinal_effect;
mod return_below_cut;
mod return_of_share;
mod return_to_mean;
mod share_effect;
#[cfg(test)]
mod tests;
mod verdict;

pub use detectable_change::{POWER, detectable_mean_change, detectable_paired_share_change, detectable_share_change};
pub use difference_in_differences::{AgainstOthers, difference_in_differences};
pub use mean_effect::{Group, mean_effect, paired_mean_effect};
pub use ordinal_effect::{ordinal_effect, paired_ordinal_effect};
pub use return_below_cut::return_below_cut;
pub use return_of_share::{ShareReturn, return_of_share, share_effect_of_chosen};
pub use return_to_mean::{ReturnToMean, return_to_mean};
pub use share_effect::{paired_share_effect, share_effect};
pub use verdict::{Better, Effect, Question, Verdict};
