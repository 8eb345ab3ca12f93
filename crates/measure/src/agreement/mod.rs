//! Agreement of marks with external results, by class and teacher, so that noise is not called a rating.

mod against_rest;
mod group_agreement;
mod rank_spread;
mod shrunken_shares;
mod signed_shift;
#[cfg(test)]
mod tests;
mod unit_effects;

pub use against_rest::{AgainstRest, against_rest};
pub use group_agreement::{GroupAgreement, agreement_by_group};
pub use rank_spread::{RankSpread, rank_spread};
pub use shrunken_shares::{ShrunkenShare, ShrunkenShares, shrunken_shares};
pub use signed_shift::{SignedShift, signed_shift};
pub use unit_effects::{Unit, UnitEffects, UnitGrouping, unit_effects};
