//! Why the model estimates a student as it does, in plain words («причины оценки»).

use school::ru::NBSP;

use super::model::RiskModel;

/// What a sign does to the estimate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Makes it higher.
    Raises,
    /// Makes it lower.
    Lowers,
}

/// What one sign of one student does to the estimate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reason {
    /// The sign, from 0.
    pub sign: usize,
    /// The value of the student.
    pub value: f64,
    /// The mean of all students.
    pub mean: f64,
    /// What it adds to the log-odds.
    pub contribution: f64,
    /// Which way.
    pub direction: Direction,
}

/// A contribution below this changes the odds by less than a tenth and is no reason.
const SMALLEST: f64 = 0.095;

/// The reasons of an estimate, the strongest first.
///
/// # Definition
/// For each sign the contribution `βⱼ(xⱼ − x̄ⱼ)` to the log-odds against a student with the mean of every sign. Contributions
/// that change the odds by less than a tenth are left out, and so are signs whose coefficient is within one standard error of 0:
/// they count in the estimate, but whether they raise or lower it is not known well enough to be said to anybody.
///
/// # Reads as
/// Signs that raise the estimate and signs that lower it. `exp` of a contribution is the factor of the odds.
///
/// # Undefined when
/// Never; a student like the mean has no reasons.
///
/// # Caution
/// A reason of the estimate is not a cause of the outcome. Signs that go together share the contribution.
///
/// # Source
/// Contributions of the terms of a linear predictor; the ridge shares them among signs that go together (Hoerl A. E.,
/// Kennard R. W. (1970), Technometrics 12, 55–67).
///
/// # Example
/// ```
/// use measure::risk::{Direction, Students, reasons, risk_model, say};
///
/// let missed = [[0.0], [2.0], [3.0], [5.0], [8.0], [4.0], [9.0], [12.0], [15.0], [20.0]];
/// let outcomes = [false, false, false, false, false, true, true, true, true, true];
/// let model = risk_model(&Students::new(&missed, &outcomes).unwrap(), 1.0).unwrap();
/// let found = reasons(&model, &[20.0]);
/// assert_eq!(found[0].direction, Direction::Raises);
/// let text = say(&model, &[20.0], &["пропущено уроков"]);
/// assert!(text.contains("Повышает оценку: пропущено уроков (20, в среднем 7,8)"), "{text}");
/// ```
#[must_use]
pub fn reasons(model: &RiskModel, signs: &[f64]) -> Vec<Reason> {
    let reason = |(sign, contribution): (usize, f64)| Reason {
        sign,
        value: signs[sign],
        mean: model.terms[sign].mean,
        contribution,
        direction: if contribution > 0.0 { Direction::Raises } else { Direction::Lowers },
    };
    let is_known = |sign: usize| model.terms[sign].coefficient.abs() > model.terms[sign].standard_error;
    let all = model.contributions(signs).into_iter().enumerate();
    let strong = all.filter(|(sign, by)| by.abs() >= SMALLEST && is_known(*sign));
    let mut found: Vec<Reason> = strong.map(reason).collect();
    found.sort_by(|one, other| {
        other.contribution.abs().total_cmp(&one.contribution.abs()).then(one.sign.cmp(&other.sign))
    });
    found
}

/// The estimate of a student with its reasons in Russian; names of the signs in their order.
#[must_use]
pub fn say(model: &RiskModel, signs: &[f64], names: &[&str]) -> String {
    let found = reasons(model, signs);
    let list = |direction: Direction| {
        let told = found.iter().filter(|reason| reason.direction == direction).map(|reason| {
            let name = names.get(reason.sign).copied().unwrap_or("признак");
            format!("{name} ({}, в среднем {})", number(reason.value), number(reason.mean))
        });
        told.collect::<Vec<String>>()
    };
    let (raises, lowers) = (list(Direction::Raises), list(Direction::Lowers));
    let sentence = |what: [&str; 2], list: &[String]| match list {
        [] => String::new(),
        [one] => format!(" {}: {one}.", what[0]),
        more => format!(" {}: {}.", what[1], more.join("; ")),
    };
    let mut text = format!("Оценка вероятности {}{NBSP}%.", percent(model.chance(signs)));
    text.push_str(&sentence(["Повышает оценку", "Повышают оценку"], &raises));
    text.push_str(&sentence(["Понижает оценку", "Понижают оценку"], &lowers));
    if found.is_empty() {
        text.push_str(" Признаки близки к средним.");
    }
    text
}

/// Whole percents; a chance is never shown as certainty.
fn percent(chance: f64) -> String {
    match (chance * 100.0).round() {
        ..1.0 => "менее 1".to_owned(),
        99.5.. => "более 99".to_owned(),
        percent => format!("{percent:.0}"),
    }
}

/// As many digits as a reader needs: none for whole numbers, else one or, for small ones, two.
fn number(value: f64) -> String {
    let text = match value.abs() {
        _ if value.fract() == 0.0 => format!("{value:.0}"),
        10.0.. => format!("{value:.0}"),
        1.0.. => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    };
    text.replace('.', ",").replace('-', "−")
}
