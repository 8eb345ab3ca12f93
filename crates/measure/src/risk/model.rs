//! The model: a logistic regression with a ridge on standardised signs.

use std::fmt;

use num_traits::ToPrimitive;

use crate::stats::logistic::{chance, product};
use crate::{LogisticRows, NoLogistic, logistic_fit};

/// The fewest students with the outcome, and without it, from which anything may be learnt.
pub(super) const FEWEST: usize = 5;

/// Students with what is known of them beforehand and what came of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Students {
    signs: usize,
    values: Vec<f64>,
    outcomes: Vec<bool>,
}

/// Why there is no model. Signs and students are counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoRisk {
    /// No signs.
    NoSigns,
    /// A student has another number of signs than the others, or a number that is not finite.
    BadStudent {
        /// The student.
        student: usize,
    },
    /// Too few students with the outcome or without it.
    FewOutcomes {
        /// Students with the outcome.
        with: usize,
        /// Students without it.
        without: usize,
    },
    /// A sign is the same for all students.
    ConstantSign {
        /// The sign.
        sign: usize,
    },
    /// There are enough students for a model, too few for one of those without some of them.
    FewForCheck {
        /// Students with the outcome.
        with: usize,
        /// Students without it.
        without: usize,
    },
    /// A sign is the same for all students but a few: without these there is no model.
    SignOfFew {
        /// The sign.
        sign: usize,
    },
    /// The ridge is negative or not finite.
    BadRidge,
    /// The order of the students is perfect, wholly reversed or all ties: its error cannot be estimated from them.
    NoRocError,
    /// The logistic model has no solution.
    Model(NoLogistic),
}

impl fmt::Display for NoRisk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NoRisk::NoSigns => f.write_str("не указан ни один признак"),
            NoRisk::BadStudent { student } => write!(f, "ученик № {}: признаки заданы не полностью", student + 1),
            NoRisk::FewOutcomes { with, without } => write!(
                f,
                "учеников с исходом {with}, без него {without}; для модели нужно не менее {FEWEST} тех и других"
            ),
            NoRisk::ConstantSign { sign } => {
                write!(f, "признак № {} у всех одинаков: он ничего не объясняет", sign + 1)
            }
            NoRisk::FewForCheck { with, without } => write!(
                f,
                "учеников с исходом {with}, без него {without}; для перекрёстной проверки нужно больше {FEWEST} тех и других"
            ),
            NoRisk::SignOfFew { sign } => write!(
                f,
                "признак № {} почти у всех одинаков: без немногих учеников он ничего не объясняет, и перекрёстной проверки нет",
                sign + 1
            ),
            NoRisk::NoRocError => f.write_str(
                "порядок учеников совершенный, полностью обратный или все оценки равны: по этим ученикам его ошибку не оценить",
            ),
            NoRisk::BadRidge => f.write_str("величина сжатия должна быть неотрицательным числом"),
            NoRisk::Model(reason) => reason.fmt(f),
        }
    }
}

impl std::error::Error for NoRisk {}

impl Students {
    /// Students by rows of signs and outcomes.
    ///
    /// # Errors
    /// No signs; rows of different length; numbers that are not finite; an outcome more or less than rows.
    pub fn new<R: AsRef<[f64]>>(rows: &[R], outcomes: &[bool]) -> Result<Students, NoRisk> {
        let signs = rows.first().map_or(0, |row| row.as_ref().len());
        let is_bad = |row: &R| row.as_ref().len() != signs || row.as_ref().iter().any(|value| !value.is_finite());
        if let Some(student) = rows.iter().position(is_bad) {
            return Err(NoRisk::BadStudent { student });
        }
        if rows.len() != outcomes.len() {
            return Err(NoRisk::BadStudent { student: rows.len().min(outcomes.len()) });
        }
        if signs == 0 {
            return Err(NoRisk::NoSigns);
        }
        let values = rows.iter().flat_map(|row| row.as_ref().iter().copied()).collect();
        Ok(Students { signs, values, outcomes: outcomes.to_vec() })
    }

    /// How many students.
    #[must_use]
    pub fn len(&self) -> usize {
        self.outcomes.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.outcomes.is_empty()
    }

    /// How many signs each has.
    #[must_use]
    pub fn signs(&self) -> usize {
        self.signs
    }

    /// The signs of a student.
    ///
    /// # Panics
    /// When there is no such student.
    #[must_use]
    pub fn of(&self, student: usize) -> &[f64] {
        &self.values[student * self.signs..][..self.signs]
    }

    /// The outcomes.
    #[must_use]
    pub fn outcomes(&self) -> &[bool] {
        &self.outcomes
    }

    /// How many students have the outcome.
    #[must_use]
    pub fn with_outcome(&self) -> usize {
        self.outcomes.iter().filter(|outcome| **outcome).count()
    }

    /// The students in an order that does not depend on the order of the rows (equal ones are exchangeable).
    pub(super) fn sorted(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.len()).collect();
        order.sort_by(|&one, &other| {
            let values = self.of(one).iter().zip(self.of(other)).map(|(a, b)| a.total_cmp(b));
            self.outcomes[one]
                .cmp(&self.outcomes[other])
                .then_with(|| values.fold(std::cmp::Ordering::Equal, |all, next| all.then(next)))
        });
        order
    }

    pub(super) fn part(&self, students: &[usize]) -> Students {
        Students {
            signs: self.signs,
            values: students.iter().flat_map(|&student| self.of(student).iter().copied()).collect(),
            outcomes: students.iter().map(|&student| self.outcomes[student]).collect(),
        }
    }
}

/// A sign in the model.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RiskTerm {
    /// Its mean over the students.
    pub mean: f64,
    /// Its standard deviation (n − 1).
    pub sd: f64,
    /// The change of the log-odds for one unit.
    pub coefficient: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// The change of the log-odds for one standard deviation.
    pub per_sd: f64,
}

/// A fitted model of risk.
#[derive(Debug, Clone, PartialEq)]
pub struct RiskModel {
    /// The signs.
    pub terms: Vec<RiskTerm>,
    /// The log-odds of a student with the mean of every sign.
    pub at_mean: f64,
    /// The ridge.
    pub ridge: f64,
    /// Students with the outcome.
    pub with_outcome: usize,
    /// All students.
    pub students: usize,
    /// The log-likelihood.
    pub log_likelihood: f64,
}

/// Fits the model of risk.
///
/// # Definition
/// `ln(p/(1−p)) = a + Σ βⱼ(xⱼ − x̄ⱼ)/sⱼ`; a and β maximise the log-likelihood less `½·λ·Σ βⱼ²`, λ the ridge; the constant is not
/// held. A ridge of 0 is plain logistic regression. See [`logistic_fit`].
///
/// # Reads as
/// p is the estimated chance of the outcome; the product βⱼ(xⱼ − x̄ⱼ)/sⱼ what a sign adds to the log-odds.
///
/// # Undefined when
/// Fewer than 5 students with the outcome or without it; a sign that is the same for all; without a ridge, signs that
/// separate the outcomes: [`NoRisk`].
///
/// # Caution
/// From 10 students with the outcome for each sign on ([`RiskModel::is_thin`]). A sign that goes with the outcome need not be
/// its cause. A model of last year's students speaks of this year's only as far as nothing has changed.
///
/// # Source
/// Hosmer D. W., Lemeshow S. (2000), Applied Logistic Regression; Steyerberg E. W. (2019), Clinical Prediction Models; ridge:
/// le Cessie S., van Houwelingen J. C. (1992), Applied Statistics 41, 191–201.
///
/// # Example
/// ```
/// use measure::risk::{Students, risk_model};
///
/// // Lessons missed, and whether the student has a 2 at the end.
/// let missed = [[0.0], [2.0], [3.0], [5.0], [8.0], [4.0], [9.0], [12.0], [15.0], [20.0]];
/// let outcomes = [false, false, false, false, false, true, true, true, true, true];
/// let model = risk_model(&Students::new(&missed, &outcomes).unwrap(), 1.0).unwrap();
/// assert!(model.chance(&[15.0]) > 0.7 && model.chance(&[1.0]) < 0.3);
/// assert!(model.is_thin());
/// ```
///
/// # Errors
/// As under «Undefined when».
pub fn risk_model(students: &Students, ridge: f64) -> Result<RiskModel, NoRisk> {
    let with = students.with_outcome();
    let without = students.len() - with;
    if with < FEWEST || without < FEWEST {
        return Err(NoRisk::FewOutcomes { with, without });
    }
    if !(0.0..=f64::MAX).contains(&ridge) {
        return Err(NoRisk::BadRidge);
    }
    let order = students.sorted();
    let scales = scales(students, &order)?;
    let mut rows = LogisticRows::new(students.signs + 1);
    for &student in &order {
        let scaled = students.of(student).iter().zip(&scales).map(|(value, (mean, sd))| (value - mean) / sd);
        let terms: Vec<f64> = [1.0].into_iter().chain(scaled).collect();
        rows.push(&terms, if students.outcomes[student] { 1.0 } else { 0.0 }, 1.0).map_err(NoRisk::Model)?;
    }
    let ridges: Vec<f64> = (0..=students.signs).map(|term| if term == 0 { 0.0 } else { ridge }).collect();
    let fit = logistic_fit(&rows, &ridges).map_err(|reason| NoRisk::Model(of_signs(reason)))?;
    let term = |(sign, (mean, sd)): (usize, &(f64, f64))| RiskTerm {
        mean: *mean,
        sd: *sd,
        coefficient: fit.coefficients[sign + 1] / sd,
        standard_error: fit.standard_errors[sign + 1] / sd,
        per_sd: fit.coefficients[sign + 1],
    };
    Ok(RiskModel {
        terms: scales.iter().enumerate().map(term).collect(),
        at_mean: fit.coefficients[0],
        ridge,
        with_outcome: with,
        students: students.len(),
        log_likelihood: fit.log_likelihood,
    })
}

/// The constant is the first term of the regression; the signs are counted from 0 behind it.
fn of_signs(reason: NoLogistic) -> NoLogistic {
    match reason {
        NoLogistic::Collinear { term } => NoLogistic::Collinear { term: term.saturating_sub(1) },
        NoLogistic::Separated { term } => NoLogistic::Separated { term: term.saturating_sub(1) },
        other => other,
    }
}

/// The mean and the standard deviation of each sign.
fn scales(students: &Students, order: &[usize]) -> Result<Vec<(f64, f64)>, NoRisk> {
    let n = order.len().to_f64().unwrap_or(f64::MAX);
    let scale = |sign: usize| {
        let values = || order.iter().map(|&student| students.of(student)[sign]);
        let mean = values().map(|value| value / n).sum::<f64>();
        let sd = (values().map(|value| (value - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt();
        let most = values().fold(0.0_f64, |most, value| most.max(value.abs()));
        if sd.is_finite() && sd > 1e-12 * most { Ok((mean, sd)) } else { Err(NoRisk::ConstantSign { sign }) }
    };
    (0..students.signs).map(scale).collect()
}

impl RiskModel {
    /// What each sign of a student adds to the log-odds of a student with the mean of every sign.
    #[must_use]
    pub fn contributions(&self, signs: &[f64]) -> Vec<f64> {
        self.terms.iter().zip(signs).map(|(term, value)| term.coefficient * (value - term.mean)).collect()
    }

    /// The estimated chance of the outcome.
    #[must_use]
    pub fn chance(&self, signs: &[f64]) -> f64 {
        let ones = vec![1.0; self.terms.len()];
        chance(self.at_mean + product(&self.contributions(signs), &ones))
    }

    /// Whether there are fewer than 10 students with the rarer outcome for each sign: the coefficients are unsure then.
    #[must_use]
    pub fn is_thin(&self) -> bool {
        self.with_outcome.min(self.students - self.with_outcome) < 10 * self.terms.len()
    }
}
