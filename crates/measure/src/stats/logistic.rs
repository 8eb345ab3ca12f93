//! Logistic regression («логистическая регрессия») of a few terms: the chance of an event by what is known before.

use std::fmt;

use super::positive_definite::Cholesky;

/// Rows of equal terms with how often the event happened among how many.
#[derive(Debug, Clone, Default)]
pub struct LogisticRows {
    terms: usize,
    cells: Vec<f64>,
    events: Vec<f64>,
    trials: Vec<f64>,
}

/// A fitted logistic regression.
#[derive(Debug, Clone, PartialEq)]
pub struct LogisticFit {
    /// The coefficient of each term.
    pub coefficients: Vec<f64>,
    /// Its standard error, of the information at the solution (with the ridge in it).
    pub standard_errors: Vec<f64>,
    /// The covariances of the coefficients, row by row.
    pub covariance: Vec<f64>,
    /// The log-likelihood of the single trials, without the ridge.
    pub log_likelihood: f64,
    /// Steps it took.
    pub steps: usize,
}

/// Why there is no logistic regression. Terms and rows are counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoLogistic {
    /// There are no rows or no terms.
    NoRows,
    /// A row has another number of terms, or a number that is not finite, or more events than trials.
    BadRow {
        /// The row.
        row: usize,
    },
    /// The event happened always or never.
    OneOutcome,
    /// The term follows from those before it.
    Collinear {
        /// The term.
        term: usize,
    },
    /// The terms tell the outcomes apart without an error, so the coefficients have no finite best value.
    Separated {
        /// The term that does the most for it.
        term: usize,
    },
    /// The steps did not come to rest.
    NotConverged,
}

impl fmt::Display for NoLogistic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NoLogistic::NoRows => f.write_str("нет данных"),
            NoLogistic::BadRow { row } => write!(f, "строка {} не годится для модели", row + 1),
            NoLogistic::OneOutcome => f.write_str("исход у всех один и тот же: сравнивать не с чем"),
            NoLogistic::Collinear { term } => {
                write!(f, "признак № {} постоянен или полностью следует из остальных", term + 1)
            }
            NoLogistic::Separated { term } => {
                write!(f, "признаки (прежде всего № {}) полностью разделяют исходы: конечной оценки нет", term + 1)
            }
            NoLogistic::NotConverged => f.write_str("расчёт не сошёлся"),
        }
    }
}

impl std::error::Error for NoLogistic {}

impl LogisticRows {
    /// No rows yet, of so many terms each (a constant is a term of ones).
    #[must_use]
    pub fn new(terms: usize) -> LogisticRows {
        LogisticRows { terms, ..LogisticRows::default() }
    }

    /// Adds a row: its terms, and how many of the trials with these terms saw the event. Rows without a trial are left out.
    ///
    /// # Errors
    /// Another number of terms, numbers that are not finite, more events than trials.
    pub fn push(&mut self, terms: &[f64], events: f64, trials: f64) -> Result<(), NoLogistic> {
        let is_finite = terms.iter().chain([&events, &trials]).all(|value| value.is_finite());
        if terms.len() != self.terms || !is_finite || events < 0.0 || events > trials {
            return Err(NoLogistic::BadRow { row: self.events.len() });
        }
        if trials > 0.0 {
            self.cells.extend_from_slice(terms);
            self.events.push(events);
            self.trials.push(trials);
        }
        Ok(())
    }

    fn rows(&self) -> impl Iterator<Item = (&[f64], f64, f64)> {
        let outcomes = self.events.iter().zip(&self.trials);
        self.cells.chunks_exact(self.terms).zip(outcomes).map(|(terms, (events, trials))| (terms, *events, *trials))
    }
}

/// A step has come to rest when it promises less than this gain of the log-likelihood.
const AT_REST: f64 = 1e-14;
const STEPS: usize = 100;

/// Fits a logistic regression, with a ridge for each term (0: none).
///
/// # Definition
/// `ln(p/(1−p)) = Σ βⱼxⱼ`; β maximises the log-likelihood less `½ Σ λⱼβⱼ²`, by Newton's steps (iteratively reweighted
/// least squares) with halving. Standard errors are of the inverse of the information, the ridge included.
///
/// # Reads as
/// A coefficient is the change of the log-odds for one unit of its term; `exp β` the odds ratio.
///
/// # Undefined when
/// One outcome only; a term that follows from others; outcomes that the terms separate, unless a ridge holds
/// the coefficients: [`NoLogistic`]. Separation is proved, not guessed: by a direction along which no row gets worse.
///
/// # Caution
/// From 10 events for each term on; below, coefficients are unsure and large.
///
/// # Source
/// McCullagh P., Nelder J. A. (1989), Generalized Linear Models; separation: Albert A., Anderson J. A. (1984), Biometrika 71,
/// 1–10; ridge: le Cessie S., van Houwelingen J. C. (1992), Applied Statistics 41, 191–201.
///
/// # Example
/// ```
/// use measure::{LogisticRows, NoLogistic, logistic_fit};
///
/// // 3 of 10 without, 6 of 10 with: the odds ratio is (6/4)/(3/7).
/// let mut rows = LogisticRows::new(2);
/// rows.push(&[1.0, 0.0], 3.0, 10.0).unwrap();
/// rows.push(&[1.0, 1.0], 6.0, 10.0).unwrap();
/// let fit = logistic_fit(&rows, &[0.0, 0.0]).unwrap();
/// assert!((fit.coefficients[1].exp() - 3.5).abs() < 1e-9);
///
/// rows.push(&[1.0, 2.0], 10.0, 10.0).unwrap();
/// assert!(logistic_fit(&rows, &[0.0, 0.0]).is_ok());
/// ```
///
/// # Errors
/// As under «Undefined when».
pub fn logistic_fit(rows: &LogisticRows, ridge: &[f64]) -> Result<LogisticFit, NoLogistic> {
    let terms = rows.terms;
    if rows.events.is_empty() || terms == 0 || ridge.len() != terms {
        return Err(NoLogistic::NoRows);
    }
    let (events, trials) = (rows.events.iter().sum::<f64>(), rows.trials.iter().sum::<f64>());
    if events <= 0.0 || events >= trials {
        return Err(NoLogistic::OneOutcome);
    }
    let mut at = vec![0.0; terms];
    let mut now = penalised(rows, ridge, &at);
    for steps in 0..STEPS {
        let (gradient, information) = slope(rows, ridge, &at);
        let factor = Cholesky::or_row(information, terms).map_err(|term| match steps {
            0 => NoLogistic::Collinear { term },
            _ => NoLogistic::Separated { term },
        })?;
        let step = factor.solve(&gradient);
        let promise: f64 = step.iter().zip(&gradient).map(|(step, slope)| step * slope).sum();
        if promise < AT_REST {
            // One full step more costs nothing and takes the solution to the last digits.
            at.iter_mut().zip(&step).for_each(|(at, step)| *at += step);
            let information = Cholesky::or_row(slope(rows, ridge, &at).1, terms).unwrap_or(factor);
            return Ok(finished(rows, at, information.inverse(), steps + 1));
        }
        if ridge.iter().all(|ridge| *ridge == 0.0)
            && let Some(term) = separates(rows, &step)
        {
            return Err(NoLogistic::Separated { term });
        }
        let mut share = 1.0;
        loop {
            let next: Vec<f64> = at.iter().zip(&step).map(|(at, step)| at + share * step).collect();
            let value = penalised(rows, ridge, &next);
            if value >= now - 1e-13 * now.abs() {
                (at, now) = (next, value);
                break;
            }
            share /= 2.0;
            if share < 1e-10 {
                return Err(NoLogistic::NotConverged);
            }
        }
    }
    Err(NoLogistic::NotConverged)
}

fn finished(rows: &LogisticRows, coefficients: Vec<f64>, covariance: Vec<f64>, steps: usize) -> LogisticFit {
    let terms = coefficients.len();
    let standard_errors = (0..terms).map(|term| covariance[term * terms + term].sqrt()).collect();
    let log_likelihood = penalised(rows, &vec![0.0; terms], &coefficients);
    LogisticFit { coefficients, standard_errors, covariance, log_likelihood, steps }
}

/// The share of events that the log-odds stand for.
pub(crate) fn chance(log_odds: f64) -> f64 {
    if log_odds >= 0.0 {
        1.0 / (1.0 + (-log_odds).exp())
    } else {
        let odds = log_odds.exp();
        odds / (1.0 + odds)
    }
}

/// ln(1 + eˣ) without overflow.
fn soft(x: f64) -> f64 {
    x.max(0.0) + (-x.abs()).exp().ln_1p()
}

pub(crate) fn product(terms: &[f64], coefficients: &[f64]) -> f64 {
    terms.iter().zip(coefficients).map(|(term, coefficient)| term * coefficient).sum()
}

fn penalised(rows: &LogisticRows, ridge: &[f64], at: &[f64]) -> f64 {
    let value = |(terms, events, trials): (&[f64], f64, f64)| {
        let odds = product(terms, at);
        -events * soft(-odds) - (trials - events) * soft(odds)
    };
    let penalty: f64 = ridge.iter().zip(at).map(|(ridge, at)| ridge * at * at).sum();
    rows.rows().map(value).sum::<f64>() - penalty / 2.0
}

/// The gradient and the information (the negative second derivatives).
fn slope(rows: &LogisticRows, ridge: &[f64], at: &[f64]) -> (Vec<f64>, Vec<f64>) {
    let terms = at.len();
    let mut gradient: Vec<f64> = ridge.iter().zip(at).map(|(ridge, at)| -ridge * at).collect();
    let mut information = vec![0.0; terms * terms];
    for (x, events, trials) in rows.rows() {
        let p = chance(product(x, at));
        let (residual, weight) = (events - trials * p, trials * p * (1.0 - p));
        for row in 0..terms {
            gradient[row] += residual * x[row];
            for column in 0..=row {
                information[row * terms + column] += weight * x[row] * x[column];
            }
        }
    }
    for row in 0..terms {
        information[row * terms + row] += ridge[row];
        for column in 0..row {
            information[column * terms + row] = information[row * terms + column];
        }
    }
    (gradient, information)
}

/// Whether going on along a direction makes no row worse and some rows better for ever: then there is no maximum. The
/// answer is the term that moves the rows most.
fn separates(rows: &LogisticRows, direction: &[f64]) -> Option<usize> {
    let moved: Vec<f64> = rows.rows().map(|(terms, ..)| product(terms, direction)).collect();
    let most = moved.iter().fold(0.0_f64, |most, by| most.max(by.abs()));
    let close = 1e-7 * most;
    let is_no_worse = |((_, events, trials), by): ((&[f64], f64, f64), &f64)| match () {
        () if events == trials => *by >= -close,
        () if events == 0.0 => *by <= close,
        () => by.abs() <= close,
    };
    if most < 0.1 || !rows.rows().zip(&moved).all(is_no_worse) {
        return None;
    }
    let reach = |term: usize| {
        let (low, high) = rows.rows().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), (terms, ..)| {
            (low.min(terms[term]), high.max(terms[term]))
        });
        (high - low) * direction[term].abs()
    };
    (0..direction.len()).max_by(|one, other| reach(*one).total_cmp(&reach(*other)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rows(values: &[(f64, f64)]) -> LogisticRows {
        let mut rows = LogisticRows::new(2);
        values.iter().for_each(|(x, event)| rows.push(&[1.0, *x], *event, 1.0).unwrap());
        rows
    }

    #[test]
    fn values_agree_with_r() {
        // glm(y ~ x, binomial) on x = 1..8, y = 0 0 1 0 1 0 1 1; R 4.2.2.
        let y = [0.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 1.0];
        let values: Vec<(f64, f64)> = (1..9).map(f64::from).zip(y).collect();
        let fit = logistic_fit(&rows(&values), &[0.0; 2]).unwrap();
        let expected = [
            -2.673_379_620_893_6,
            0.594_084_360_198_578,
            2.120_728_033_138_74,
            0.432_241_579_646_175,
            -4.224_790_537_436_57,
        ];
        let got = [&fit.coefficients[..], &fit.standard_errors[..], &[fit.log_likelihood]].concat();
        for (got, expected) in got.iter().zip(expected) {
            assert!((got - expected).abs() < 1e-9, "{got} {expected}");
        }
    }

    #[test]
    fn separation_is_said_and_a_ridge_lifts_it() {
        let apart = rows(&[(1.0, 0.0), (2.0, 0.0), (3.0, 1.0), (4.0, 1.0)]);
        assert_eq!(logistic_fit(&apart, &[0.0; 2]).unwrap_err(), NoLogistic::Separated { term: 1 });
        let fit = logistic_fit(&apart, &[0.0, 1.0]).unwrap();
        assert!(fit.coefficients[1] > 0.0 && fit.coefficients[1] < 3.0);
        // Separated but for a value with both outcomes.
        let nearly = rows(&[(1.0, 0.0), (2.0, 0.0), (2.0, 1.0), (3.0, 1.0)]);
        assert_eq!(logistic_fit(&nearly, &[0.0; 2]).unwrap_err(), NoLogistic::Separated { term: 1 });
        // A group in which the event always happened.
        let group = rows(&[(0.0, 0.0), (0.0, 1.0), (1.0, 1.0), (1.0, 1.0)]);
        assert_eq!(logistic_fit(&group, &[0.0; 2]).unwrap_err(), NoLogistic::Separated { term: 1 });
    }

    #[test]
    fn what_cannot_be_fitted_says_why() {
        let fails = |rows: &LogisticRows| logistic_fit(rows, &vec![0.0; rows.terms]).unwrap_err();
        assert_eq!(fails(&LogisticRows::new(1)), NoLogistic::NoRows);
        assert_eq!(fails(&rows(&[(1.0, 1.0), (2.0, 1.0)])), NoLogistic::OneOutcome);
        assert_eq!(fails(&rows(&[(3.0, 1.0), (3.0, 0.0)])), NoLogistic::Collinear { term: 1 });
        let mut bad = LogisticRows::new(2);
        assert_eq!(bad.push(&[1.0], 0.0, 1.0), Err(NoLogistic::BadRow { row: 0 }));
        assert_eq!(bad.push(&[1.0, f64::NAN], 0.0, 1.0), Err(NoLogistic::BadRow { row: 0 }));
        assert_eq!(bad.push(&[1.0, 1.0], 2.0, 1.0), Err(NoLogistic::BadRow { row: 0 }));
        assert_eq!(bad.push(&[1.0, 1.0], 0.0, 0.0), Ok(()));
        assert!(bad.events.is_empty());
    }

    proptest! {
        #[test]
        fn a_fit_meets_its_equations_or_says_why(
            values in prop::collection::vec((-5_i32..5, any::<bool>()), 1..40), ridge in 0_u8..2,
        ) {
            let values: Vec<(f64, f64)> =
                values.iter().map(|(x, y)| (f64::from(*x), if *y { 1.0 } else { 0.0 })).collect();
            let rows = rows(&values);
            let ridge = [0.0, f64::from(ridge)];
            if let Ok(fit) = logistic_fit(&rows, &ridge) {
                let (gradient, _) = slope(&rows, &ridge, &fit.coefficients);
                prop_assert!(gradient.iter().all(|slope| slope.abs() < 1e-6), "{:?}", gradient);
                prop_assert!(fit.standard_errors.iter().all(|error| error.is_finite() && *error > 0.0));
                prop_assert!(fit.coefficients.iter().all(|value| value.is_finite()));
            }
        }
    }
}
