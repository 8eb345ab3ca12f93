//! Quantiles of floating-point values, by each of the nine rules in use.

use num_traits::ToPrimitive;

use super::sample::{check, size, sorted};
use crate::{Measured, Why};

/// Which of the nine rules of Hyndman and Fan («тип квантиля»).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum QuantileRule {
    /// The inverse of the empirical distribution.
    Type1,
    /// The same with the middle at a jump (SAS).
    Type2,
    /// The nearest even place.
    Type3,
    /// Linear from the empirical distribution.
    Type4,
    /// Linear through the middles of steps (hydrology).
    Type5,
    /// Linear with n + 1 (Minitab, SPSS, КВАРТИЛЬ.ИСКЛ).
    Type6,
    /// Linear with n − 1 (R, NumPy, КВАРТИЛЬ.ВКЛ).
    #[default]
    Type7,
    /// About free of bias for the median, whatever the distribution.
    Type8,
    /// About free of bias for a normal distribution.
    Type9,
}

impl QuantileRule {
    /// All rules by their number.
    pub const ALL: [QuantileRule; 9] = [
        QuantileRule::Type1,
        QuantileRule::Type2,
        QuantileRule::Type3,
        QuantileRule::Type4,
        QuantileRule::Type5,
        QuantileRule::Type6,
        QuantileRule::Type7,
        QuantileRule::Type8,
        QuantileRule::Type9,
    ];
}

/// The quantile of floating-point values at a share from 0 to 1, by a stated rule.
///
/// # Definition
/// With x₁ ≤ … ≤ xₙ, j = ⌊np + m⌋ and g = np + m − j: `(1 − γ)·xⱼ + γ·xⱼ₊₁`, places outside 1…n taken at the end.
/// Types 1–3 (m = 0, 0, −½) take γ 0 or 1 (½ for type 2 at g = 0); types 4–9 take γ = g with
/// m = 0, ½, p, 1 − p, (p + 1)/3, p/4 + 3/8.
///
/// # Reads as
/// In the unit of the values; about the share `p` of them lies below.
///
/// # Undefined when
/// No values: [`Why::EmptyBase`]; a share outside 0 to 1: [`Why::Inapplicable`]; something that is no number:
/// [`Why::NotFinite`].
///
/// # Caution
/// State the rule: for a class the nine differ visibly. Without a reason take type 7, as
/// [`quantile`](crate::quantile) does exactly.
///
/// # Source
/// Hyndman R. J., Fan Y. (1996), The American Statistician 50, 361–365.
///
/// # Example
/// ```
/// use measure::stats::{QuantileRule, quantile_of};
/// use measure::Measured;
///
/// let values = [1.0, 2.0, 3.0, 4.0];
/// assert_eq!(quantile_of(&values, 0.25, QuantileRule::Type7), Measured::Known(1.75));
/// assert_eq!(quantile_of(&values, 0.25, QuantileRule::Type6), Measured::Known(1.25));
/// ```
pub fn quantile_of(values: &[f64], share: f64, rule: QuantileRule) -> Measured<f64> {
    compute(values, share, rule).into()
}

fn compute(values: &[f64], p: f64, rule: QuantileRule) -> Result<f64, Why> {
    check(values, 1)?;
    if !(0.0..=1.0).contains(&p) {
        return Err(Why::Inapplicable);
    }
    let m = match rule {
        QuantileRule::Type1 | QuantileRule::Type2 | QuantileRule::Type4 => 0.0,
        QuantileRule::Type3 => -0.5,
        QuantileRule::Type5 => 0.5,
        QuantileRule::Type6 => p,
        QuantileRule::Type7 => 1.0 - p,
        QuantileRule::Type8 => (p + 1.0) / 3.0,
        QuantileRule::Type9 => p / 4.0 + 0.375,
    };
    let place = size(values.len()) * p + m;
    // np + m as fractions of a decimal share may miss a whole number by a few digits of the last place.
    let slack = 4.0 * f64::EPSILON * place.abs().max(1.0);
    let whole = (place + slack).floor();
    let rest = if (place - whole).abs() <= slack { 0.0 } else { place - whole };
    let weight = match rule {
        QuantileRule::Type1 => step(rest > 0.0),
        QuantileRule::Type2 if rest == 0.0 => 0.5,
        QuantileRule::Type2 => 1.0,
        QuantileRule::Type3 => step(rest > 0.0 || whole.rem_euclid(2.0) != 0.0),
        _ => rest,
    };
    let ordered = sorted(values);
    let last = ordered.len() - 1;
    let at = |place: f64| ordered[place.max(1.0).to_usize().unwrap_or(1).saturating_sub(1).min(last)];
    let (low, high) = (at(whole), at(whole + 1.0));
    Ok(low + weight * (high - low))
}

fn step(is_up: bool) -> f64 {
    if is_up { 1.0 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn outside_the_scale_there_is_no_quantile() {
        assert_eq!(quantile_of(&[1.0], 1.1, QuantileRule::Type7).why(), Some(Why::Inapplicable));
        assert_eq!(quantile_of(&[1.0], f64::NAN, QuantileRule::Type7).why(), Some(Why::Inapplicable));
        assert_eq!(quantile_of(&[], 0.5, QuantileRule::Type7).why(), Some(Why::EmptyBase));
    }

    proptest! {
        #[test]
        fn type_7_is_the_exact_one(values in prop::collection::vec(-99_i32..99, 1..30), percent in 0_i32..=100) {
            let exact: Vec<school::Exact> = values.iter().map(|value| i128::from(*value).into()).collect();
            let want = crate::quantile(&exact, school::Exact::new(i128::from(percent), 100)).known().unwrap();
            let want = num_traits::ToPrimitive::to_f64(&want).unwrap();
            let floats: Vec<f64> = values.iter().map(|value| f64::from(*value)).collect();
            let got = quantile_of(&floats, f64::from(percent) / 100.0, QuantileRule::Type7).known().unwrap();
            prop_assert!((got - want).abs() < 1e-9, "{got} {want}");
        }

        #[test]
        fn more_is_never_less(values in prop::collection::vec(-9_i32..9, 1..20), low in 0_i32..100) {
            let floats: Vec<f64> = values.iter().map(|value| f64::from(*value)).collect();
            for rule in QuantileRule::ALL {
                let at = |percent: i32| quantile_of(&floats, f64::from(percent) / 100.0, rule).known().unwrap();
                prop_assert!(at(low) <= at(low + 1) + 1e-12);
            }
        }
    }
}
