//! How exactly a paper measures at each ability.

use super::ItemParameters;
use crate::{Measured, Why};

/// What a paper tells at one ability.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct InformationPoint {
    /// The ability.
    pub ability: f64,
    /// Fisher's information of the whole paper.
    pub information: f64,
    /// The standard error it allows; unknown where there is no information.
    pub error: Measured<f64>,
    /// The expected total.
    pub expected_total: f64,
}

/// The information of a paper at given abilities.
///
/// # Definition
/// `I(θ) = Σ_i Σ_h P′_ih(θ)² / P_ih(θ)`, `SE(θ) = 1/√I(θ)`.
///
/// # Reads as
/// The higher, the more exact. The curve shows for whom the paper was made: strong and weak pupils are measured worse.
///
/// # Undefined when
/// The standard error where the information is 0 to the last digit.
///
/// # Caution
/// Belongs to the paper, not to the group; true only as far as the model holds.
///
/// # Source
/// Birnbaum (1968), in Lord, Novick; Samejima (1969).
///
/// # Example
/// ```
/// use measure::latent::{ItemParameters, test_information};
///
/// let items = vec![ItemParameters::rasch(0.0).unwrap(); 4];
/// let point = test_information(&items, &[0.0])[0];
/// assert_eq!((point.information, point.error.known(), point.expected_total), (1.0, Some(1.0), 2.0));
/// ```
#[must_use]
pub fn test_information(items: &[ItemParameters], abilities: &[f64]) -> Vec<InformationPoint> {
    let at = |&ability: &f64| {
        let (mut information, mut expected_total) = (0.0, 0.0);
        for moments in items.iter().map(|item| item.moments(ability)) {
            information += moments.information;
            expected_total += moments.expected;
        }
        let error = Some(1.0 / f64::sqrt(information)).filter(|error| error.is_finite());
        InformationPoint {
            ability,
            information,
            error: Measured::from_option(error, Why::DivisionByZero),
            expected_total,
        }
    };
    abilities.iter().filter(|ability| ability.is_finite()).map(at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_items_there_is_no_error_to_speak_of() {
        let point = test_information(&[], &[0.0, f64::NAN]);
        assert_eq!(point.len(), 1);
        assert_eq!((point[0].information, point[0].error.why()), (0.0, Some(Why::DivisionByZero)));
    }

    #[test]
    fn far_from_the_items_little_is_known() {
        let items = [ItemParameters::partial_credit(vec![-1.0, 1.0]).unwrap()];
        let points = test_information(&items, &[-900.0, -4.0, 0.0, 4.0]);
        assert_eq!(points[0].error.why(), Some(Why::DivisionByZero));
        assert!(points[1].information < points[2].information);
        assert!((points[1].information - points[3].information).abs() < 1e-12);
    }
}
