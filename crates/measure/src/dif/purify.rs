//! Matching on items that do not differ themselves («очистка»).

use std::collections::BTreeSet;

/// The items that are left to match on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Purified {
    /// By item: whether it is an anchor.
    pub anchors: Vec<bool>,
    /// How many times the items were compared.
    pub rounds: usize,
    /// Whether the set came to rest. If not, it went round in a circle or stopped after twenty rounds.
    pub is_stable: bool,
}

/// After so many rounds the set is taken as it is.
const MOST_ROUNDS: usize = 20;

/// The fewest anchors a total can be made of.
const FEWEST_ANCHORS: usize = 2;

/// Takes differing items out of the total that persons are matched on, until nothing changes.
///
/// # Definition
/// All items are compared on the total of the anchors (at first all of them); those that differ leave the anchors and
/// those that do not come back; again until the same set returns. An item under comparison always counts in its own total.
/// A round that would leave fewer than two anchors is not followed.
///
/// # Reads as
/// The anchors, and how many rounds it took.
///
/// # Undefined when
/// Never; a set that does not come to rest is said to be so.
///
/// # Caution
/// When half of the items or more favour one group, the rest are taken for the ones that differ.
///
/// # Source
/// Holland P. W., Thayer D. T. (1988); Clauser B., Mazor K., Hambleton R. (1993), Applied Measurement in Education 6, 269–279.
///
/// # Example
/// ```
/// use measure::dif::purify;
///
/// // The first item differs whatever the anchors are.
/// let purified = purify(4, |_anchors| vec![true, false, false, false]);
/// assert_eq!(purified.anchors, [false, true, true, true]);
/// assert!(purified.is_stable);
/// ```
pub fn purify(items: usize, mut differs: impl FnMut(&[bool]) -> Vec<bool>) -> Purified {
    let mut anchors = vec![true; items];
    let mut seen = BTreeSet::new();
    for rounds in 1..=MOST_ROUNDS {
        let next: Vec<bool> = differs(&anchors).into_iter().map(|differs| !differs).collect();
        if next == anchors {
            return Purified { anchors, rounds, is_stable: true };
        }
        let is_circle = !seen.insert(anchors.clone());
        let left = next.iter().filter(|is_anchor| **is_anchor).count();
        if is_circle || left < FEWEST_ANCHORS || next.len() != items {
            return Purified { anchors, rounds, is_stable: false };
        }
        anchors = next;
    }
    Purified { anchors, rounds: MOST_ROUNDS, is_stable: false }
}
