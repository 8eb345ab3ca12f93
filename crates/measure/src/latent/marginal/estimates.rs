//! What a marginal fit gives.

use std::fmt;

use crate::latent::{Identification, InformationCriteria, ItemParameters};

use super::expectation::Tables;
use super::likelihood::Likelihood;
use super::{MarginalModel, Quadrature};

/// One item of a marginal fit. An error is none where the parameter was given and not estimated.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemEstimate {
    /// Slope and thresholds.
    pub parameters: ItemParameters,
    /// The standard error of the slope.
    pub slope_error: Option<f64>,
    /// The standard errors of the thresholds.
    pub threshold_errors: Vec<Option<f64>>,
    /// The standard error of the mean of the thresholds.
    pub location_error: Option<f64>,
}

/// The distribution of ability in one group: normal.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AbilityDistribution {
    /// The mean.
    pub mean: f64,
    /// Its standard error; none where it was given.
    pub mean_error: Option<f64>,
    /// The variance.
    pub variance: f64,
    /// Its standard error; none where it was given.
    pub variance_error: Option<f64>,
}

/// An item response model fitted by marginal likelihood.
pub struct MarginalFit {
    /// The model.
    pub model: MarginalModel,
    /// The condition on the scale under which the parameters stand.
    pub identification: Identification,
    /// The items.
    pub items: Vec<ItemEstimate>,
    /// The groups.
    pub abilities: Vec<AbilityDistribution>,
    /// The greatest log-likelihood.
    pub log_likelihood: f64,
    /// How many parameters were estimated.
    pub parameters: usize,
    /// How many persons gave at least one answer.
    pub persons: usize,
    /// The nodes.
    pub quadrature: Quadrature,
    /// How many steps the search took.
    pub steps: usize,
    /// The share of the widest group beyond the nodes, were it normal: above 0.001 the range is too narrow.
    pub beyond_nodes: f64,
    pub(super) likelihood: Likelihood,
    pub(super) tables: Tables,
    /// `ability shown = (ability at the nodes − shift) / unit`
    pub(super) scale: Scale,
}

/// From the scale of the nodes to the scale that is shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scale {
    pub(super) shift: f64,
    pub(super) unit: f64,
}

impl fmt::Debug for MarginalFit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MarginalFit")
            .field("model", &self.model)
            .field("items", &self.items)
            .field("abilities", &self.abilities)
            .field("log_likelihood", &self.log_likelihood)
            .finish_non_exhaustive()
    }
}

impl MarginalFit {
    /// `−2 ln L`.
    #[must_use]
    pub fn deviance(&self) -> f64 {
        -2.0 * self.log_likelihood
    }

    /// Akaike's and Schwarz's criteria.
    #[must_use]
    pub fn criteria(&self) -> Option<InformationCriteria> {
        InformationCriteria::new(self.log_likelihood, self.parameters, self.persons)
    }

    /// The parameters of the items alone.
    #[must_use]
    pub fn item_parameters(&self) -> Vec<ItemParameters> {
        self.items.iter().map(|item| item.parameters.clone()).collect()
    }

    /// Whether more than one in a thousand of a group would stand beyond the nodes: then widen the range.
    #[must_use]
    pub fn is_range_narrow(&self) -> bool {
        self.beyond_nodes > 0.001
    }
}
