//! Whether a share really changed, or only seems to have.

use school::{Exact, Share};

use super::newcombe_interval::newcombe_interval;
use super::sample_tier::{SampleTier, sample_tier};
use super::wilson_interval::Interval;
use crate::registry::{Computes, Measure, Quantity, Reads};
use crate::{Measured, Why};

/// A change of a share («изменение доли») with what chance alone could have made of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ShareChange {
    /// Current less previous, as a difference of shares: 0.1 is ten percentage points.
    pub difference: Exact,
    /// The 95 % interval of the difference, for display.
    pub interval: Interval,
    /// Whether the change is beyond noise.
    pub verdict: ChangeVerdict,
    /// The tier of the smaller of the two groups.
    pub tier: SampleTier,
}

/// Whether a change is beyond noise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChangeVerdict {
    /// Fell beyond noise.
    Fell,
    /// Chance alone may explain it.
    WithinNoise,
    /// Rose beyond noise.
    Rose,
}

impl ChangeVerdict {
    /// The stable code: `fell`, `within_noise` or `rose`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            ChangeVerdict::Fell => "fell",
            ChangeVerdict::WithinNoise => "within_noise",
            ChangeVerdict::Rose => "rose",
        }
    }

    /// Whether it changed, in either direction.
    #[must_use]
    pub fn is_beyond_noise(self) -> bool {
        self != ChangeVerdict::WithinNoise
    }
}

/// The change of a share from the previous period to the current one.
///
/// # Definition
/// Current less previous; beyond noise if the 95 % interval of Newcombe leaves out 0.
///
/// # Reads as
/// A difference from −1 to 1 with its interval and a verdict: fell, within noise, rose.
///
/// # Undefined when
/// One of the groups has fewer than 10: [`Why::TooFew`]. A current value that is unknown stays unknown
/// with its reason; a previous one becomes [`Why::NoPrevious`].
///
/// # Caution
/// «Within noise» is not «unchanged». The groups are taken as separate; see [`newcombe_interval`].
///
/// # Source
/// Newcombe R. G. (1998), method 10; the least size of a group: recommendations of ФИОКО, 2026.
///
/// # Example
/// ```
/// use measure::{ChangeVerdict, Measured, Why, share_change};
///
/// // Twelve percentage points in a class of 25 are noise …
/// let class = share_change(Measured::share(12, 25), Measured::share(15, 25)).known().unwrap();
/// assert_eq!(class.verdict, ChangeVerdict::WithinNoise);
/// // … and in a school of 500 they are not.
/// let school = share_change(Measured::share(240, 500), Measured::share(300, 500)).known().unwrap();
/// assert_eq!(school.verdict, ChangeVerdict::Fell);
/// assert_eq!(share_change(Measured::share(240, 500), Measured::share(0, 0)).why(), Some(Why::NoPrevious));
/// ```
pub fn share_change(current: Measured<Share>, previous: Measured<Share>) -> Measured<ShareChange> {
    compare(current, previous).into()
}

fn compare(current: Measured<Share>, previous: Measured<Share>) -> Result<ShareChange, Why> {
    let current = current.ok()?;
    let previous = previous.ok().map_err(|_| Why::NoPrevious)?;
    let n = current.whole().min(previous.whole());
    let tier = sample_tier(n);
    if tier == SampleTier::TooFew {
        return Err(Why::TooFew { n, needed: SampleTier::Limited.least() });
    }
    let interval = newcombe_interval(current, previous);
    let verdict = if interval.high < 0.0 {
        ChangeVerdict::Fell
    } else if interval.low > 0.0 {
        ChangeVerdict::Rose
    } else {
        ChangeVerdict::WithinNoise
    };
    Ok(ShareChange { difference: current.exact() - previous.exact(), interval, verdict, tier })
}

fn end(current: (i64, i64), previous: (i64, i64), of: fn(ShareChange) -> f64) -> Measured<f64> {
    share_change(Measured::share(current.0, current.1), Measured::share(previous.0, previous.1)).map(of)
}

pub(crate) const MEASURE: Measure = Measure {
    name: "share_change",
    title: "Изменение доли с учётом случайности",
    method: "Из текущей доли вычитают предыдущую и строят 95-процентный интервал разности по Ньюкому. Если ноль вне \
             интервала, изменение превышает случайные колебания; если внутри — вывод об изменении не делают. Группы \
             меньше 10 человек не сравнивают. Если предыдущего значения нет, изменения тоже нет: пусто, а не ноль.",
    source: "Newcombe (1998), метод 10; наименьшая численность — рекомендации ФИОКО, 2026",
    quantities: &[
        Quantity {
            name: "low",
            reads: Reads::DifferenceOfShares,
            computes: Computes::FromTwoCounts(|current, previous| end(current, previous, |change| change.interval.low)),
        },
        Quantity {
            name: "high",
            reads: Reads::DifferenceOfShares,
            computes: Computes::FromTwoCounts(|current, previous| {
                end(current, previous, |change| change.interval.high)
            }),
        },
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    fn share(part: i64, whole: i64) -> Measured<Share> {
        Measured::share(part, whole)
    }

    #[test]
    fn nine_students_are_too_few_on_either_side() {
        let why = Some(Why::TooFew { n: 9, needed: 10 });
        assert_eq!(share_change(share(9, 9), share(0, 100)).why(), why);
        assert_eq!(share_change(share(0, 100), share(9, 9)).why(), why);
        assert!(share_change(share(10, 10), share(0, 10)).is_known());
    }

    #[test]
    fn no_change_is_within_noise() {
        let change = share_change(share(5, 10), share(50, 100)).known().unwrap();
        assert_eq!(change.difference, Exact::from_integer(0));
        assert_eq!((change.verdict, change.tier), (ChangeVerdict::WithinNoise, SampleTier::Limited));
    }

    #[test]
    fn an_unknown_current_value_keeps_its_reason() {
        assert_eq!(share_change(Measured::Unknown(Why::NoData), share(1, 20)).why(), Some(Why::NoData));
    }
}
