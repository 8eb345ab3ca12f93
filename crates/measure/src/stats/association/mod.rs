//! How two values of the same students go together.

pub(crate) mod bowker_test;
pub(crate) mod chi_square_test;
pub(crate) mod cross_table;
pub(crate) mod kendall_tau;
pub(crate) mod ordinal_association;
pub(crate) mod pair_counts;
pub(crate) mod pearson;
pub(crate) mod spearman;
pub(crate) mod stuart_maxwell_test;

pub use bowker_test::bowker_test;
pub use chi_square_test::{ChiSquare, Independence, chi_square_test};
pub use cross_table::{CrossTable, NotCrossTable};
pub use kendall_tau::{KendallTau, kendall_tau};
pub use ordinal_association::{OrdinalAssociation, ordinal_association};
pub use pair_counts::{PairCounts, pair_counts};
pub use pearson::{Correlation, pearson};
pub use spearman::{Spearman, spearman};
pub use stuart_maxwell_test::stuart_maxwell_test;
