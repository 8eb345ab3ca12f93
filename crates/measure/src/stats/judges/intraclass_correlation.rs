//! Several judges giving points to the same things: how much of the spread is the things' own.

use crate::stats::Confidence;
use crate::stats::distributions::{f_quantile, f_sf};
use crate::stats::sample::{average, check, finite, size, sum, too_few};
use crate::stats::wilson_interval::Interval;
use crate::{Measured, Why};

/// One intraclass correlation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Intraclass {
    /// The correlation, at most 1.
    pub icc: f64,
    /// Its F; unknown when judges agree fully.
    pub f: Measured<f64>,
    /// The probability of such an F by chance.
    pub p: f64,
    /// Its interval.
    pub interval: Interval,
}

/// The intraclass correlations of judges who all judged all things.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct IntraclassCorrelations {
    /// ICC(1,1): every thing judged by other people.
    pub one_way: Intraclass,
    /// ICC(2,1): judges are a sample; severity counts against agreement.
    pub agreement: Intraclass,
    /// ICC(3,1): these judges only; severity does not count.
    pub consistency: Intraclass,
    /// ICC(1,k), ICC(2,k), ICC(3,k): the same of the mean of the k judges.
    pub of_means: [f64; 3],
}

/// The intraclass correlations of Shrout and Fleiss: rows are things, columns judges.
///
/// # Definition
/// With the mean squares between things (R), between judges (C), of the rest (E) and within things (W), n things, k
/// judges: `ICC(1,1) = (R − W)/(R + (k−1)W)`, `ICC(2,1) = (R − E)/(R + (k−1)E + k(C − E)/n)`,
/// `ICC(3,1) = (R − E)/(R + (k−1)E)`; of means: `(R − W)/R`, `(R − E)/(R + (C − E)/n)`, `(R − E)/R`. Intervals from F,
/// that of ICC(2,1) with Satterthwaite's degrees of freedom.
///
/// # Reads as
/// 1: judges give the same points, 0: things differ no more than chance; below 0: chance.
///
/// # Undefined when
/// Fewer than 2 things or judges: [`Why::TooFew`]; rows of different length: [`Why::UnequalLengths`]; all points
/// the same: [`Why::NoSpread`].
///
/// # Caution
/// Name the form: (2,1) for «would another judge give these points», (3,1) only for the order. A narrow range of
/// things lowers all of them.
///
/// # Source
/// Shrout P. E., Fleiss J. L. (1979), Psychological Bulletin 86, 420–428; McGraw K. O., Wong S. P. (1996),
/// Psychological Methods 1, 30–46.
///
/// # Example
/// ```
/// use measure::stats::{Confidence, intraclass_correlation};
///
/// // The example of Shrout and Fleiss.
/// let points: [&[f64]; 6] = [
///     &[9.0, 2.0, 5.0, 8.0], &[6.0, 1.0, 3.0, 2.0], &[8.0, 4.0, 6.0, 8.0],
///     &[7.0, 1.0, 2.0, 6.0], &[10.0, 5.0, 6.0, 9.0], &[6.0, 2.0, 4.0, 7.0],
/// ];
/// let icc = intraclass_correlation(&points, Confidence::P95).known().unwrap();
/// assert!((icc.one_way.icc - 0.17).abs() < 0.005);
/// assert!((icc.agreement.icc - 0.29).abs() < 0.005);
/// assert!((icc.consistency.icc - 0.71).abs() < 0.005);
/// ```
pub fn intraclass_correlation(things: &[&[f64]], confidence: Confidence) -> Measured<IntraclassCorrelations> {
    compute(things, confidence).into()
}

/// The mean squares of a full table of things by judges.
struct MeanSquares {
    n: f64,
    k: f64,
    things: f64,
    judges: f64,
    rest: f64,
    within: f64,
}

impl MeanSquares {
    fn of(table: &[&[f64]]) -> Result<MeanSquares, Why> {
        let k = table.first().map_or(0, |row| row.len());
        if table.iter().any(|row| row.len() != k) {
            return Err(Why::UnequalLengths);
        }
        if table.len() < 2 || k < 2 {
            return Err(too_few(table.len().min(k), 2));
        }
        let all = table.concat();
        check(&all, 4)?;
        if crate::stats::sample::is_constant(&all) {
            return Err(Why::NoSpread);
        }
        let mean = average(&all);
        let row_means: Vec<f64> = table.iter().map(|row| average(row)).collect();
        let column_means: Vec<f64> =
            (0..k).map(|judge| average(&table.iter().map(|row| row[judge]).collect::<Vec<f64>>())).collect();
        let (n, judges) = (size(table.len()), size(k));
        let squares = |means: &[f64]| sum(means.iter().map(|one| (one - mean).powi(2)));
        let cells = || {
            table
                .iter()
                .zip(&row_means)
                .flat_map(|(row, own)| row.iter().zip(&column_means).map(move |cell| (own, cell)))
        };
        let within = sum(cells().map(|(own, (value, _))| (value - own).powi(2)));
        let rest = sum(cells().map(|(own, (value, judge))| (value - own - judge + mean).powi(2)));
        Ok(MeanSquares {
            n,
            k: judges,
            things: judges * squares(&row_means) / (n - 1.0),
            judges: n * squares(&column_means) / (judges - 1.0),
            rest: rest / ((n - 1.0) * (judges - 1.0)),
            within: within / (n * (judges - 1.0)),
        })
    }

    /// (R − x)/(R + (k−1)x) with its F test and interval.
    fn simple(&self, noise: f64, df: f64, confidence: Confidence) -> Intraclass {
        let df_things = self.n - 1.0;
        let ratio = |f: f64| (f - 1.0) / (f + self.k - 1.0);
        // Noise that is only rounding is no noise.
        if noise <= 1e-25 * self.things {
            return Intraclass {
                icc: 1.0,
                f: Measured::Unknown(Why::NoSpread),
                p: 0.0,
                interval: Interval { low: 1.0, high: 1.0 },
            };
        }
        let f = self.things / noise;
        let reach = 1.0 - confidence.outside() / 2.0;
        let interval = Interval {
            low: ratio(f / f_quantile(reach, df_things, df)),
            high: ratio(f * f_quantile(reach, df, df_things)),
        };
        Intraclass { icc: ratio(f), f: Measured::Known(f), p: f_sf(f, df_things, df), interval }
    }

    /// ICC(2,1) with the interval of McGraw and Wong.
    fn agreement(&self, consistency: &Intraclass, confidence: Confidence) -> Result<Intraclass, Why> {
        let (n, k) = (self.n, self.k);
        let icc = (self.things - self.rest) / (self.things + (k - 1.0) * self.rest + k * (self.judges - self.rest) / n);
        let reach = 1.0 - confidence.outside() / 2.0;
        // Multiplied through by the rest, so that full consistency does not divide by zero.
        let a = k * icc * self.judges;
        let b = (n * (1.0 + (k - 1.0) * icc) - k * icc) * self.rest;
        let below = a * a / (k - 1.0) + b * b / ((n - 1.0) * (k - 1.0));
        let interval = if below > 0.0 && (a + b).abs() > 0.0 {
            let df = finite((a + b).powi(2) / below)?;
            let (upper, lower) = (f_quantile(reach, n - 1.0, df), f_quantile(reach, df, n - 1.0));
            let others = k * self.judges + (k * n - k - n) * self.rest;
            Interval {
                low: n * (self.things - upper * self.rest) / (upper * others + n * self.things),
                high: n * (lower * self.things - self.rest) / (others + n * lower * self.things),
            }
        } else {
            Interval { low: icc, high: icc }
        };
        Ok(Intraclass { icc, f: consistency.f, p: consistency.p, interval })
    }
}

fn compute(things: &[&[f64]], confidence: Confidence) -> Result<IntraclassCorrelations, Why> {
    let squares = MeanSquares::of(things)?;
    let (n, k) = (squares.n, squares.k);
    if squares.things <= 0.0 {
        return Err(Why::NoSpread);
    }
    let one_way = squares.simple(squares.within, n * (k - 1.0), confidence);
    let consistency = squares.simple(squares.rest, (n - 1.0) * (k - 1.0), confidence);
    let agreement = squares.agreement(&consistency, confidence)?;
    let of_means = [
        1.0 - squares.within / squares.things,
        (squares.things - squares.rest) / (squares.things + (squares.judges - squares.rest) / n),
        1.0 - squares.rest / squares.things,
    ];
    let numbers = [one_way, agreement, consistency].map(|one| [one.icc, one.p, one.interval.low, one.interval.high]);
    if numbers.iter().flatten().chain(&of_means).any(|number| !number.is_finite()) {
        return Err(Why::NoSpread);
    }
    Ok(IntraclassCorrelations { one_way, agreement, consistency, of_means })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn points_that_say_nothing_are_refused() {
        let of = |things: &[&[f64]]| intraclass_correlation(things, Confidence::P95).why();
        assert_eq!(of(&[]), Some(Why::TooFew { n: 0, needed: 2 }));
        assert_eq!(of(&[&[1.0], &[2.0]]), Some(Why::TooFew { n: 1, needed: 2 }));
        assert_eq!(of(&[&[1.0, 2.0], &[2.0]]), Some(Why::UnequalLengths));
        assert_eq!(of(&[&[2.0, 2.0], &[2.0, 2.0]]), Some(Why::NoSpread));
    }

    #[test]
    fn full_agreement_is_one() {
        let icc = intraclass_correlation(&[&[1.0, 1.0], &[2.0, 2.0], &[4.0, 4.0]], Confidence::P95).known().unwrap();
        assert_eq!((icc.one_way.icc, icc.agreement.icc, icc.consistency.icc), (1.0, 1.0, 1.0));
        let severe = intraclass_correlation(&[&[1.0, 2.0], &[2.0, 3.0], &[4.0, 5.0]], Confidence::P95).known().unwrap();
        assert!((severe.consistency.icc - 1.0).abs() < 1e-12 && severe.agreement.icc < 0.9);
    }

    proptest! {
        #[test]
        fn order_does_not_matter_and_no_number_is_none(points in prop::collection::vec((0_u8..9, 0_u8..9, 0_u8..9), 2..15)) {
            let rows: Vec<[f64; 3]> = points.iter().map(|(a, b, c)| [*a, *b, *c].map(f64::from)).collect();
            let turned: Vec<[f64; 3]> = rows.iter().rev().map(|[a, b, c]| [*c, *a, *b]).collect();
            let of = |rows: &[[f64; 3]]| intraclass_correlation(&rows.iter().map(|row| &row[..]).collect::<Vec<_>>(), Confidence::P95);
            if let Measured::Known(one) = of(&rows) {
                let other = of(&turned).known().unwrap();
                for (a, b) in [(one.one_way, other.one_way), (one.agreement, other.agreement), (one.consistency, other.consistency)] {
                    prop_assert!((a.icc - b.icc).abs() < 1e-9, "{a:?} {b:?}");
                    prop_assert!(a.interval.low <= a.interval.high + 1e-9);
                }
            }
        }
    }
}
