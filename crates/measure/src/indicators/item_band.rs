//! Whether an item of a test paper was mastered, by how much of it was completed.

use school::Exact;

use crate::registry::Measure;

/// The level of difficulty of an item («уровень сложности задания»).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemLevel {
    /// Base («Б»).
    Base,
    /// Raised («П»).
    Raised,
    /// High («В»).
    High,
}

/// What the completion of an item says («полоса выполнения задания»).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemBand {
    /// Insufficient: a deficit.
    Insufficient,
    /// Between the two borders: no conclusion.
    Uncertain,
    /// Sufficient: mastered.
    Sufficient,
}

/// The two borders of [`item_band`], as shares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ItemBandRule {
    sufficient_from: Exact,
    insufficient_below: Exact,
}

impl ItemLevel {
    /// All levels, the easiest first.
    pub const ALL: [ItemLevel; 3] = [ItemLevel::Base, ItemLevel::Raised, ItemLevel::High];

    /// The stable code: `base`, `raised` or `high`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            ItemLevel::Base => "base",
            ItemLevel::Raised => "raised",
            ItemLevel::High => "high",
        }
    }

    /// The level stored under this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<ItemLevel> {
        ItemLevel::ALL.into_iter().find(|level| level.code() == code)
    }
}

impl ItemBand {
    /// The stable code: `insufficient`, `uncertain` or `sufficient`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            ItemBand::Insufficient => "insufficient",
            ItemBand::Uncertain => "uncertain",
            ItemBand::Sufficient => "sufficient",
        }
    }
}

impl ItemBandRule {
    /// The rule for a level: 60 and 57 % for base items, 30 and 28.5 % for raised and high ones.
    #[must_use]
    pub fn of(level: ItemLevel) -> ItemBandRule {
        let (sufficient_from, insufficient_below) = match level {
            ItemLevel::Base => (Exact::new(60, 100), Exact::new(57, 100)),
            ItemLevel::Raised | ItemLevel::High => (Exact::new(30, 100), Exact::new(285, 1000)),
        };
        ItemBandRule { sufficient_from, insufficient_below }
    }

    /// A rule of one's own; `None` when the upper border lies below the lower one.
    #[must_use]
    pub fn new(sufficient_from: Exact, insufficient_below: Exact) -> Option<ItemBandRule> {
        (insufficient_below <= sufficient_from).then_some(ItemBandRule { sufficient_from, insufficient_below })
    }

    /// From which share an item is sufficient.
    #[must_use]
    pub fn sufficient_from(&self) -> Exact {
        self.sufficient_from
    }

    /// Below which share an item is insufficient.
    #[must_use]
    pub fn insufficient_below(&self) -> Exact {
        self.insufficient_below
    }

    /// The band of a completion by this rule.
    #[must_use]
    pub fn band(&self, completion: &Exact) -> ItemBand {
        if *completion >= self.sufficient_from {
            ItemBand::Sufficient
        } else if *completion < self.insufficient_below {
            ItemBand::Insufficient
        } else {
            ItemBand::Uncertain
        }
    }
}

/// The band of an item of this level, by the share of its points that was earned.
///
/// # Definition
/// Base items: sufficient from 60 %, insufficient below 57 %, between them uncertain. Raised and high
/// items: sufficient from 30 %, insufficient below 28.5 %. Both borders are compared exactly.
///
/// # Reads as
/// One of three bands; the uncertain one allows no conclusion either way.
///
/// # Undefined when
/// Never: a completion that is known has a band.
///
/// # Caution
/// Says nothing of the reason. With fewer than 10 participants one student moves an item by more than
/// the whole uncertain band: look at the [`SampleTier`](crate::SampleTier) first.
///
/// # Source
/// Recommendations of ФИОКО to schools on the use of ВПР results, 2026, second hand: 60 ± 3 and 30 ± 1.5.
///
/// # Example
/// ```
/// use measure::{ItemBand, ItemLevel, item_band};
/// use school::Exact;
///
/// // 57 points of 100 are exactly on the border, and the border is not below itself.
/// assert_eq!(item_band(&Exact::new(57, 100), ItemLevel::Base), ItemBand::Uncertain);
/// assert_eq!(item_band(&Exact::new(569, 1000), ItemLevel::Base), ItemBand::Insufficient);
/// assert_eq!(item_band(&Exact::new(57, 100), ItemLevel::High), ItemBand::Sufficient);
/// ```
#[must_use]
pub fn item_band(completion: &Exact, level: ItemLevel) -> ItemBand {
    ItemBandRule::of(level).band(completion)
}

pub(crate) const MEASURE: Measure = Measure {
    name: "item_band",
    title: "Полоса выполнения задания",
    method: "Задание базового уровня считают освоенным при выполнении от 60 % и не освоенным при выполнении ниже 57 %; \
             задание повышенного и высокого уровня — от 30 % и ниже 28,5 %. Между границами вывод не делают. \
             Границы сравнивают точно: ровно 57 % — ещё не дефицит.",
    source: "Рекомендации ФИОКО образовательным организациям по использованию результатов ВПР, 2026",
    quantities: &[],
};

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::at_sixty(ItemLevel::Base, (60, 100), ItemBand::Sufficient)]
    #[case::under_sixty(ItemLevel::Base, (59_999, 100_000), ItemBand::Uncertain)]
    #[case::at_fifty_seven(ItemLevel::Base, (57, 100), ItemBand::Uncertain)]
    #[case::under_fifty_seven(ItemLevel::Base, (56_999, 100_000), ItemBand::Insufficient)]
    #[case::at_thirty(ItemLevel::Raised, (3, 10), ItemBand::Sufficient)]
    #[case::at_the_lower(ItemLevel::Raised, (57, 200), ItemBand::Uncertain)]
    #[case::under_the_lower(ItemLevel::High, (28_499, 100_000), ItemBand::Insufficient)]
    fn borders_are_exact(#[case] level: ItemLevel, #[case] of: (i128, i128), #[case] band: ItemBand) {
        assert_eq!(item_band(&Exact::new(of.0, of.1), level), band);
    }

    #[test]
    fn crossed_borders_are_refused() {
        assert_eq!(ItemBandRule::new(Exact::new(1, 2), Exact::new(3, 5)), None);
    }

    #[test]
    fn levels_survive_storage() {
        for level in ItemLevel::ALL {
            assert_eq!(ItemLevel::from_code(level.code()), Some(level));
        }
        assert_eq!(ItemLevel::from_code("Б"), None);
    }
}
