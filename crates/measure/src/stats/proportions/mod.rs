//! Shares: how far one may be off, and how two compare.

pub(crate) mod agresti_coull_interval;
pub(crate) mod binomial_test;
pub(crate) mod clopper_pearson_interval;
pub(crate) mod fisher_exact;
pub(crate) mod jeffreys_interval;
pub(crate) mod mcnemar_test;
pub(crate) mod newcombe_interval_at;
pub(crate) mod paired_newcombe_interval;
pub(crate) mod two_proportions;
pub(crate) mod wald_interval;
pub(crate) mod wilson_interval_at;

pub use agresti_coull_interval::agresti_coull_interval;
pub use binomial_test::{BinomialTest, binomial_test};
pub use clopper_pearson_interval::clopper_pearson_interval;
pub use fisher_exact::{FisherExact, fisher_exact};
pub use jeffreys_interval::jeffreys_interval;
pub use mcnemar_test::{McNemar, mcnemar_test};
pub use newcombe_interval_at::newcombe_interval_at;
pub use paired_newcombe_interval::{PairedShares, paired_newcombe_interval};
pub use two_proportions::{TwoProportions, two_proportions};
pub use wald_interval::wald_interval;
pub use wilson_interval_at::{wilson_corrected_interval, wilson_interval_at};
