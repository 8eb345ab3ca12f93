//! Linear mixed models by (restricted) maximum likelihood: one grouping or several, nested or crossed, with slopes.

mod cross_products;
mod dense;
mod design;
mod draws;
mod fit;
mod formula;
mod levels;
mod minimise;
mod mixed_fit;
mod not_mixed;
mod orthogonal;
mod plausible;
mod profile;
mod read_formula;
mod slope;
mod small;
mod start;
#[cfg(test)]
mod tests;

pub use draws::Draws;
pub use fit::{MOST_EFFECTS_TOGETHER, fit_mixed};
pub use formula::{Formula, NotFormula, RandomTerm, Term, Variable};
pub use levels::Column;
pub use mixed_fit::{Correlation, FixedEffect, GroupEffect, MixedFit, RandomPart};
pub use not_mixed::NotMixed;
pub(crate) use plausible::{Doubtful, fit_with_doubt};
pub use profile::Criterion;
