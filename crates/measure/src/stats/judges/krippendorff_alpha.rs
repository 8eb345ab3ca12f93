//! Any number of judges, with gaps: agreement beyond chance.

use crate::stats::sample::{check, finite, size, sorted, sum};
use crate::{Measured, Why};

/// What the values of judges are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum JudgedScale {
    /// Categories without order.
    Nominal,
    /// Ordered values, such as marks.
    Ordinal,
    /// Numbers whose differences count, such as points.
    Interval,
}

impl JudgedScale {
    /// All scales.
    pub const ALL: [JudgedScale; 3] = [JudgedScale::Nominal, JudgedScale::Ordinal, JudgedScale::Interval];

    /// The stable code: `nominal`, `ordinal` or `interval`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            JudgedScale::Nominal => "nominal",
            JudgedScale::Ordinal => "ordinal",
            JudgedScale::Interval => "interval",
        }
    }
}

/// Krippendorff's α: for each thing judged, the values it was given; a judge who gave none is simply not there.
///
/// # Definition
/// `α = 1 − D₀/Dₑ`: over things with m ≥ 2 values, D₀ is the mean of δ² over pairs within a thing (each thing
/// weighing m), Dₑ the mean over all pairs of the n values of such things. δ² nominal: 0 or 1; interval: (c − k)²;
/// ordinal: (values from c to k, those of c and of k by half)².
///
/// # Reads as
/// 1: full agreement, 0: what chance gives; 0.8 is asked for conclusions, 0.667 for tentative ones.
///
/// # Undefined when
/// No thing has two values: [`Why::TooFew`]; all values are the same: [`Why::NoSpread`]; no number:
/// [`Why::NotFinite`].
///
/// # Caution
/// Where all judges nearly always say the same one value, α is low although they agree.
///
/// # Source
/// Krippendorff K. (2019), Content Analysis, 4th edition, chapter 12.
///
/// # Example
/// ```
/// use measure::stats::{JudgedScale, krippendorff_alpha};
///
/// let marks: [&[f64]; 4] = [&[4.0, 4.0], &[3.0, 4.0, 3.0], &[5.0, 5.0], &[2.0]];
/// let alpha = krippendorff_alpha(&marks, JudgedScale::Ordinal).known().unwrap();
/// assert!(alpha > 0.7 && alpha < 1.0);
/// ```
pub fn krippendorff_alpha(things: &[&[f64]], scale: JudgedScale) -> Measured<f64> {
    compute(things, scale).into()
}

/// Different values in ascending order, with how many times each occurs and how many values lie below.
struct Values {
    counted: Vec<(f64, f64, f64)>,
}

impl Values {
    fn of(all: &[f64]) -> Values {
        let mut counted = Vec::new();
        let mut below = 0.0;
        for group in sorted(all).chunk_by(|a, b| a == b) {
            counted.push((group[0], size(group.len()), below));
            below += size(group.len());
        }
        Values { counted }
    }

    fn at(&self, value: f64) -> &(f64, f64, f64) {
        &self.counted[self.counted.partition_point(|(one, _, _)| *one < value)]
    }
}

/// δ² of two different values.
fn distance(one: &(f64, f64, f64), other: &(f64, f64, f64), scale: JudgedScale) -> f64 {
    match scale {
        JudgedScale::Nominal => 1.0,
        // From the middle of the one to the middle of the other.
        JudgedScale::Ordinal => ((one.2 + one.1 / 2.0) - (other.2 + other.1 / 2.0)).powi(2),
        JudgedScale::Interval => (one.0 - other.0).powi(2),
    }
}

fn compute(things: &[&[f64]], scale: JudgedScale) -> Result<f64, Why> {
    let paired: Vec<&[f64]> = things.iter().copied().filter(|thing| thing.len() > 1).collect();
    if paired.is_empty() {
        return Err(Why::TooFew { n: 0, needed: 1 });
    }
    let all = paired.concat();
    check(&all, 2)?;
    let values = Values::of(&all);
    let n = size(all.len());
    let observed = sum(paired.iter().map(|thing| {
        let pairs =
            thing.iter().enumerate().flat_map(|(at, one)| thing[at + 1..].iter().map(move |other| (one, other)));
        let apart = pairs.filter(|(one, other)| one != other);
        2.0 * sum(apart.map(|(one, other)| distance(values.at(*one), values.at(*other), scale))) / size(thing.len() - 1)
    }));
    let counted = &values.counted;
    let expected = sum(counted.iter().enumerate().flat_map(|(at, one)| {
        counted[at + 1..].iter().map(move |other| 2.0 * one.1 * other.1 * distance(one, other, scale))
    }));
    if expected <= 0.0 {
        return Err(Why::NoSpread);
    }
    finite(1.0 - (n - 1.0) * observed / expected)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn judgements_that_cannot_be_compared_say_why() {
        let of = |things: &[&[f64]]| krippendorff_alpha(things, JudgedScale::Interval).why();
        assert_eq!(of(&[]), Some(Why::TooFew { n: 0, needed: 1 }));
        assert_eq!(of(&[&[1.0], &[2.0]]), Some(Why::TooFew { n: 0, needed: 1 }));
        assert_eq!(of(&[&[2.0, 2.0], &[2.0, 2.0]]), Some(Why::NoSpread));
        assert_eq!(of(&[&[2.0, f64::NAN]]), Some(Why::NotFinite));
    }

    #[test]
    fn full_agreement_is_one() {
        for scale in JudgedScale::ALL {
            assert_eq!(krippendorff_alpha(&[&[2.0, 2.0], &[5.0, 5.0, 5.0], &[3.0]], scale).known(), Some(1.0));
        }
    }

    proptest! {
        #[test]
        fn order_of_things_and_judges_does_not_matter(marks in prop::collection::vec(prop::collection::vec(2_u8..6, 0..4), 1..12)) {
            let things: Vec<Vec<f64>> = marks.iter().map(|thing| thing.iter().map(|mark| f64::from(*mark)).collect()).collect();
            let turned: Vec<Vec<f64>> = things.iter().rev().map(|thing| thing.iter().rev().copied().collect()).collect();
            for scale in JudgedScale::ALL {
                let of = |things: &[Vec<f64>]| krippendorff_alpha(&things.iter().map(Vec::as_slice).collect::<Vec<_>>(), scale);
                match (of(&things), of(&turned)) {
                    (Measured::Known(one), Measured::Known(other)) => prop_assert!((one - other).abs() < 1e-12 && one <= 1.0),
                    (one, other) => prop_assert_eq!(one, other),
                }
            }
        }
    }
}
