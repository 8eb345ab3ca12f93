//! Abilities of the persons of a marginal fit.

use super::patterns::index;
use super::{MarginalFit, rows};
use crate::latent::Ability;
use crate::{Measured, Why};

/// The expected abilities (EAP) of the persons whose responses were fitted, in their order.
///
/// # Definition
/// The mean and the standard deviation of `w_g(θ)·Π_i P_i(x_i | θ)` over the nodes of the fit, with the estimated
/// parameters and the estimated distribution of the person's group.
///
/// # Reads as
/// Logits, on the scale of the fit. The error is the standard deviation of what is left unknown of the person.
///
/// # Undefined when
/// The person answered no item (no data).
///
/// # Caution
/// Drawn towards the mean of the group, the more the fewer items were answered: do not compare persons of different groups
/// by it. The error leaves out that the parameters are estimates themselves.
///
/// # Source
/// Bock, Mislevy (1982), Applied Psychological Measurement 6, 431–444; mirt `fscores(method = "EAP")`.
///
/// # Example
/// ```
/// use measure::latent::marginal::{MarginalModel, MarginalSettings, expected_abilities, fit_marginal};
/// use measure::{Response, Responses};
///
/// let patterns = [0, 1, 2, 3, 4, 5, 6, 7, 0, 7, 0, 7];
/// let item = |bit: u8| (1, patterns.map(|pattern| Response::Points((pattern >> bit) & 1)));
/// let responses = Responses::new([item(0), item(1), item(2)]).unwrap();
/// let fit = fit_marginal(&responses, &MarginalSettings::new(MarginalModel::PartialCredit)).unwrap();
/// let abilities = expected_abilities(&fit);
/// let (none, all) = (abilities[0].known().unwrap(), abilities[7].known().unwrap());
/// assert!((none.value + all.value).abs() < 1e-9 && all.value > 1.0);
/// ```
pub fn expected_abilities(fit: &MarginalFit) -> Vec<Measured<Ability>> {
    let of_patterns = of_patterns(fit);
    let of = |pattern: &Option<u32>| match pattern {
        Some(pattern) => Measured::Known(of_patterns[index(*pattern)]),
        None => Measured::Unknown(Why::NoData),
    };
    fit.likelihood.patterns.of_person.iter().map(of).collect()
}

/// The share of the variance of ability that the expected abilities carry.
///
/// # Definition
/// `Var(EAP) / (Var(EAP) + mean(SE²))` over the persons, the variance with denominator n (as TAM, `EAP.rel`).
///
/// # Reads as
/// From 0 to 1; 1 is a paper that tells persons apart without error.
///
/// # Undefined when
/// Never for a fit: it has at least two persons with answers, and every error is above zero.
///
/// # Caution
/// Belongs to the paper and the population together, as every reliability: the same paper is less reliable in an even class.
///
/// # Source
/// Adams (2005), Studies in Educational Evaluation 31, 162–172; TAM (Robitzsch, Kiefer, Wu).
///
/// # Example
/// ```
/// use measure::latent::marginal::{MarginalModel, MarginalSettings, eap_reliability, fit_marginal};
/// use measure::{Response, Responses};
///
/// let patterns = [0, 1, 2, 3, 4, 5, 6, 7, 0, 7, 0, 7];
/// let item = |bit: u8| (1, patterns.map(|pattern| Response::Points((pattern >> bit) & 1)));
/// let responses = Responses::new([item(0), item(1), item(2)]).unwrap();
/// let fit = fit_marginal(&responses, &MarginalSettings::new(MarginalModel::PartialCredit)).unwrap();
/// let reliability = eap_reliability(&fit).known().unwrap();
/// assert!(reliability > 0.3 && reliability < 0.8);
/// ```
pub fn eap_reliability(fit: &MarginalFit) -> Measured<f64> {
    let abilities = of_patterns(fit);
    let weights = &fit.likelihood.patterns.weights;
    let mean_of = |value: &dyn Fn(&Ability) -> f64| {
        let sum: f64 = abilities.iter().zip(weights).map(|(ability, weight)| weight * value(ability)).sum();
        sum / weights.iter().sum::<f64>()
    };
    let mean = mean_of(&|ability| ability.value);
    let variance = mean_of(&|ability| (ability.value - mean).powi(2));
    let error = mean_of(&|ability| ability.error.powi(2));
    let reliability = variance / (variance + error);
    Measured::from_option(Some(reliability).filter(|share| share.is_finite()), Why::DivisionByZero)
}

fn of_patterns(fit: &MarginalFit) -> Vec<Ability> {
    let (tables, nodes) = (&fit.tables, &fit.likelihood.nodes.abilities);
    let mut row = vec![0.0; nodes.len()];
    let patterns = &fit.likelihood.patterns;
    (0..patterns.len())
        .map(|pattern| {
            tables.posterior(patterns, pattern, &mut row);
            let mean = rows::dot(&row, nodes);
            let square: f64 = row.iter().zip(nodes).map(|(share, node)| share * (node - mean).powi(2)).sum();
            let unit = fit.scale.unit;
            Ability { value: (mean - fit.scale.shift) / unit, error: square.max(0.0).sqrt() / unit }
        })
        .collect()
}
