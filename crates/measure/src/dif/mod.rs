//! Items that work differently in two groups of equal ability (differential item functioning, «различное
//! функционирование заданий»): easier for the one group than for the other among students with the same result.
//!
//! A finding asks experts to read the item. It does not say that the item is unfair: the groups may really differ in
//! just what this item asks for.

mod logistic_dif;
mod mantel;
mod mantel_haenszel;
mod matched;
mod purify;
mod rasch_dif;
#[cfg(test)]
mod tests;

pub use logistic_dif::{LogisticDif, logistic_dif};
pub use mantel::{Mantel, mantel};
pub use mantel_haenszel::{EtsClass, MantelHaenszel, mantel_haenszel};
pub use matched::{Matched, Member, NoDif, match_on_total};
pub use purify::{Purified, purify};
pub use rasch_dif::{NoRaschDif, RaschDif, RaschGroups};
