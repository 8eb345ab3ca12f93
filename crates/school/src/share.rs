//! A share that keeps its denominator.

use serde::{Deserialize, Serialize};

use crate::Exact;

/// A part of a whole («доля»), both kept as counts: a percentage is born where it is shown.
///
/// Holds by construction: `0 <= part <= whole` and `whole > 0`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "(i64, i64)", try_from = "(i64, i64)")]
pub struct Share {
    part: i64,
    whole: i64,
}

impl Share {
    /// The share, or nothing when the counts are not a share of anything.
    #[must_use]
    pub fn new(part: i64, whole: i64) -> Option<Share> {
        (0 <= part && part <= whole && whole > 0).then_some(Share { part, whole })
    }

    /// How many.
    #[must_use]
    pub fn part(self) -> i64 {
        self.part
    }

    /// Out of how many.
    #[must_use]
    pub fn whole(self) -> i64 {
        self.whole
    }

    /// The exact value, 0 to 1.
    #[must_use]
    pub fn exact(self) -> Exact {
        Exact::new(i128::from(self.part), i128::from(self.whole))
    }

    /// The rest of the whole.
    #[must_use]
    pub fn complement(self) -> Share {
        Share { part: self.whole - self.part, whole: self.whole }
    }
}

impl From<Share> for (i64, i64) {
    fn from(share: Share) -> (i64, i64) {
        (share.part, share.whole)
    }
}

impl TryFrom<(i64, i64)> for Share {
    type Error = &'static str;

    fn try_from((part, whole): (i64, i64)) -> Result<Share, Self::Error> {
        Share::new(part, whole).ok_or("часть не может быть больше целого, а целое пустым")
    }
}

#[cfg(test)]
mod tests {
    use num_traits::{One, Zero};
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_share_of_nothing_does_not_exist() {
        assert_eq!(Share::new(0, 0), None);
        assert_eq!(Share::new(3, 2), None);
        assert_eq!(Share::new(-1, 2), None);
        assert_eq!(Share::new(0, 2).unwrap().exact(), Exact::zero());
    }

    proptest! {
        #[test]
        fn a_share_lies_between_nought_and_one(part in any::<i64>(), whole in any::<i64>()) {
            if let Some(share) = Share::new(part, whole) {
                let exact = share.exact();
                prop_assert!(Exact::zero() <= exact && exact <= Exact::one());
                prop_assert_eq!(share.complement().part() + part, whole);
            }
        }
    }
}
