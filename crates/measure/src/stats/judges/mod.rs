//! Judges of one thing: how far they agree.

pub(crate) mod cohen_kappa;
pub(crate) mod fleiss_kappa;
pub(crate) mod intraclass_correlation;
pub(crate) mod krippendorff_alpha;

pub use cohen_kappa::{Kappa, KappaWeights, cohen_kappa};
pub use fleiss_kappa::{FleissKappa, fleiss_kappa};
pub use intraclass_correlation::{Intraclass, IntraclassCorrelations, intraclass_correlation};
pub use krippendorff_alpha::{JudgedScale, krippendorff_alpha};
