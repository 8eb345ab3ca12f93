//! How models of one table of responses are compared.

use statrs::distribution::{ChiSquared, ContinuousCDF};

use crate::{Measured, Why};

/// A likelihood-ratio test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LikelihoodRatio {
    /// Twice the difference of the log-likelihoods.
    pub chi_square: f64,
    /// Degrees of freedom: how many parameters the larger model has more.
    pub degrees: usize,
    /// The probability of a difference so large or larger if the smaller model holds.
    pub p: f64,
}

/// The test of a smaller model against a larger one that contains it.
///
/// # Definition
/// `χ² = 2(ln L₁ − ln L₀)`, compared with the chi-square distribution of `q₁ − q₀` degrees of freedom, `q` being numbers
/// of parameters.
///
/// # Reads as
/// A small p says that the smaller model does not suffice.
///
/// # Undefined when
/// A log-likelihood is not finite, or the second model has no more parameters than the first (inapplicable).
///
/// # Caution
/// The models must be nested and fitted to the same responses by the same kind of likelihood. A difference below 0 by
/// rounding or an unfinished search counts as 0. With thousands of persons every model is rejected: look at the size of misfit.
///
/// # Source
/// Wilks (1938), Annals of Mathematical Statistics 9, 60–62.
///
/// # Example
/// ```
/// use measure::latent::likelihood_ratio;
///
/// let test = likelihood_ratio((-2473.054, 6), (-2466.653, 10)).known().unwrap();
/// assert_eq!(test.degrees, 4);
/// assert!((test.chi_square - 12.802).abs() < 1e-9 && (test.p - 0.0123).abs() < 1e-4);
/// ```
pub fn likelihood_ratio(smaller: (f64, usize), larger: (f64, usize)) -> Measured<LikelihoodRatio> {
    let ((log_small, few), (log_large, many)) = (smaller, larger);
    if many <= few || !log_small.is_finite() || !log_large.is_finite() {
        return Measured::Unknown(Why::Inapplicable);
    }
    let chi_square = (2.0 * (log_large - log_small)).max(0.0);
    let degrees = many - few;
    let p = chi_square_above(chi_square, degrees);
    Measured::from_option(p.map(|p| LikelihoodRatio { chi_square, degrees, p }), Why::Inapplicable)
}

/// The probability that chi-square exceeds a value.
pub(crate) fn chi_square_above(value: f64, degrees: usize) -> Option<f64> {
    let distribution = ChiSquared::new(degrees as f64).ok()?;
    Some(distribution.sf(value.max(0.0)).clamp(0.0, 1.0)).filter(|p| p.is_finite())
}

/// The criteria that weigh fit against the number of parameters.
///
/// # Definition
/// `AIC = −2 ln L + 2q`, `BIC = −2 ln L + q ln n`, with `q` parameters and `n` persons.
///
/// # Reads as
/// Of models of the same responses the one with the lower value is preferred.
///
/// # Undefined when
/// There is nobody.
///
/// # Caution
/// Conditional and marginal likelihoods are of different things: never compare criteria across them.
///
/// # Source
/// Akaike (1974); Schwarz (1978).
///
/// # Example
/// ```
/// use measure::latent::InformationCriteria;
///
/// let criteria = InformationCriteria::new(-100.0, 3, 50).unwrap();
/// assert_eq!(criteria.aic, 206.0);
/// assert!((criteria.bic - 211.736).abs() < 1e-3);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct InformationCriteria {
    /// Akaike's criterion.
    pub aic: f64,
    /// Schwarz's (Bayesian) criterion.
    pub bic: f64,
}

impl InformationCriteria {
    /// The criteria of a model with so many parameters, fitted to so many persons.
    #[must_use]
    pub fn new(log_likelihood: f64, parameters: usize, persons: usize) -> Option<InformationCriteria> {
        let (q, n) = (parameters as f64, persons as f64);
        (persons > 0 && log_likelihood.is_finite()).then(|| InformationCriteria {
            aic: 2.0 * q - 2.0 * log_likelihood,
            bic: q * n.ln() - 2.0 * log_likelihood,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_nested_has_no_test() {
        assert_eq!(likelihood_ratio((-10.0, 3), (-9.0, 3)).why(), Some(Why::Inapplicable));
        assert_eq!(likelihood_ratio((-10.0, 3), (f64::NAN, 4)).why(), Some(Why::Inapplicable));
        let rounding = likelihood_ratio((-10.0, 3), (-10.0 - 1e-12, 4)).known().unwrap();
        assert_eq!((rounding.chi_square, rounding.p), (0.0, 1.0));
    }

    #[test]
    fn nobody_has_no_criteria() {
        assert_eq!(InformationCriteria::new(-1.0, 1, 0), None);
        assert_eq!(InformationCriteria::new(f64::NEG_INFINITY, 1, 5), None);
    }

    #[test]
    fn the_tail_of_chi_square_is_right() {
        // qchisq(0.95, 4) = 9.487729036781154 in R.
        assert!((chi_square_above(9.487_729_036_781_154, 4).unwrap() - 0.05).abs() < 1e-12);
    }
}
