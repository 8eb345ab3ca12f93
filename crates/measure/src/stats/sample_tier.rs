//! How much a group of this size allows one to say.

use crate::registry::Measure;

/// What a group of some size allows («достаточность численности»).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SampleTier {
    /// Fewer than 10: single students, no shares.
    TooFew,
    /// From 10: a share may be named with a caution.
    Limited,
    /// From 20: an approximate picture.
    Approximate,
    /// From 50: informative.
    Informative,
}

impl SampleTier {
    /// All tiers, the smallest first.
    pub const ALL: [SampleTier; 4] =
        [SampleTier::TooFew, SampleTier::Limited, SampleTier::Approximate, SampleTier::Informative];

    /// The smallest group of the tier.
    #[must_use]
    pub fn least(self) -> i64 {
        match self {
            SampleTier::TooFew => 0,
            SampleTier::Limited => 10,
            SampleTier::Approximate => 20,
            SampleTier::Informative => 50,
        }
    }

    /// The stable code: `too_few`, `limited`, `approximate` or `informative`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            SampleTier::TooFew => "too_few",
            SampleTier::Limited => "limited",
            SampleTier::Approximate => "approximate",
            SampleTier::Informative => "informative",
        }
    }

    /// The caution to print beside a number from such a group, in Russian; nothing for an informative one.
    #[must_use]
    pub fn caution(self) -> Option<&'static str> {
        match self {
            SampleTier::TooFew => Some("меньше 10 человек: смотрите на отдельных учеников, а не на доли"),
            SampleTier::Limited => Some("меньше 20 человек: выводы ограничены"),
            SampleTier::Approximate => Some("меньше 50 человек: картина приблизительная"),
            SampleTier::Informative => None,
        }
    }
}

/// The tier of a group of `n`.
///
/// # Definition
/// From 50 informative, from 20 approximate, from 10 limited, below that too few.
///
/// # Reads as
/// One of four tiers, in order; more allows more.
///
/// # Undefined when
/// Never; a negative size is too few.
///
/// # Caution
/// A large group alone proves nothing: an interval says how far a share may be off.
///
/// # Source
/// Recommendations of ФИОКО to schools, 2026, second hand: distributions from 50 (20–30 at the least),
/// groups from 10.
///
/// # Example
/// ```
/// use measure::{SampleTier, sample_tier};
///
/// assert_eq!(sample_tier(50), SampleTier::Informative);
/// assert_eq!(sample_tier(49), SampleTier::Approximate);
/// assert_eq!(sample_tier(9), SampleTier::TooFew);
/// ```
#[must_use]
pub fn sample_tier(n: i64) -> SampleTier {
    let reached = SampleTier::ALL.into_iter().rev().find(|tier| n >= tier.least());
    reached.unwrap_or(SampleTier::TooFew)
}

pub(crate) const MEASURE: Measure = Measure {
    name: "sample_tier",
    title: "Достаточность численности",
    method: "По группе от 50 человек распределение информативно, от 20 — приблизительно, от 10 — выводы ограничены; \
             по группе меньше 10 человек доли не обсуждают, а смотрят на отдельных учеников.",
    source: "Рекомендации ФИОКО образовательным организациям по использованию результатов ВПР, 2026",
    quantities: &[],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_tier_begins_at_its_least() {
        for tier in SampleTier::ALL {
            assert_eq!(sample_tier(tier.least()), tier);
            assert_eq!(tier.caution().is_none(), tier == SampleTier::Informative);
        }
        assert_eq!(sample_tier(-1), SampleTier::TooFew);
        assert_eq!(sample_tier(i64::MAX), SampleTier::Informative);
    }
}
