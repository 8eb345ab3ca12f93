//! Two groups and more: do their values differ, and by how much.

pub(crate) mod cohen_d;
pub(crate) mod kolmogorov_smirnov;
pub(crate) mod kruskal_wallis;
pub(crate) mod mann_whitney;
pub(crate) mod one_way_anova;
pub(crate) mod paired_t_test;
pub(crate) mod rank_sums;
pub(crate) mod welch_t_test;
pub(crate) mod wilcoxon_signed;

pub use cohen_d::{CohenD, cohen_d};
pub use kolmogorov_smirnov::{KolmogorovSmirnov, kolmogorov_smirnov};
pub use kruskal_wallis::{KruskalWallis, kruskal_wallis};
pub use mann_whitney::{MannWhitney, mann_whitney, mann_whitney_exact};
pub use one_way_anova::{OneWayAnova, one_way_anova};
pub use paired_t_test::paired_t_test;
pub(crate) use welch_t_test::from_moments as welch_from_moments;
pub use welch_t_test::{TTest, welch_t_test};
pub use wilcoxon_signed::{WilcoxonSigned, wilcoxon_signed, wilcoxon_signed_exact};
