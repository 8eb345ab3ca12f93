//! What a marginal fit is told.

use crate::latent::{CategoryLink, Identification, ItemParameters};

use super::curves::Shape;

/// The models that are fitted by marginal likelihood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MarginalModel {
    /// Partial credit with slope 1; with items of 0 or 1 it is the model of Rasch.
    PartialCredit,
    /// Partial credit whose steps lie alike around the difficulty of every item of equal points.
    RatingScale,
    /// Generalised partial credit; with items of 0 or 1 it is the model of two parameters (Birnbaum).
    GeneralisedPartialCredit,
    /// Graded response (Samejima); with items of 0 or 1 it is the model of two parameters as well.
    Graded,
}

impl MarginalModel {
    /// Whether each item has a slope of its own.
    #[must_use]
    pub fn has_free_slopes(self) -> bool {
        matches!(self, MarginalModel::GeneralisedPartialCredit | MarginalModel::Graded)
    }

    /// What a threshold of the model means.
    #[must_use]
    pub fn link(self) -> CategoryLink {
        if self == MarginalModel::Graded { CategoryLink::Cumulative } else { CategoryLink::Adjacent }
    }

    pub(super) fn shape(self) -> Shape {
        if self == MarginalModel::Graded { Shape::Cumulative } else { Shape::Divided }
    }
}

/// The nodes over which ability is integrated: equally spaced, weighted by the normal density.
///
/// # Definition
/// `nodes` points from `−half_range` to `half_range`; a group of mean `μ` and deviation `σ` has at the node `θ` the share
/// `φ((θ−μ)/σ)` over the sum of all of them.
///
/// # Reads as
/// 61 nodes on [−6, 6] by default, as in mirt.
///
/// # Undefined when
/// There are fewer than 5 nodes or more than 1001, or the range is not a positive finite number: such a quadrature is
/// refused by the fit.
///
/// # Caution
/// The range must cover the population on the scale that is fitted: with slopes of 1 and a variance of 4 the deviation 2
/// reaches −6 and 6 at three deviations. The fit says when the range was narrow.
///
/// # Source
/// Bock, Aitkin (1981), Psychometrika 46, 443–459.
///
/// # Example
/// ```
/// use measure::latent::marginal::Quadrature;
///
/// let nodes = Quadrature { nodes: 5, half_range: 4.0 }.abilities();
/// assert_eq!(nodes, [-4.0, -2.0, 0.0, 2.0, 4.0]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quadrature {
    /// How many nodes.
    pub nodes: usize,
    /// The greatest node; the least is its opposite.
    pub half_range: f64,
}

impl Default for Quadrature {
    fn default() -> Quadrature {
        Quadrature { nodes: 61, half_range: 6.0 }
    }
}

impl Quadrature {
    /// The nodes in ascending order.
    #[must_use]
    pub fn abilities(self) -> Vec<f64> {
        let last = self.nodes.saturating_sub(1) as f64;
        (0..self.nodes).map(|node| self.half_range * (2.0 * node as f64 - last) / last.max(1.0)).collect()
    }

    pub(crate) fn is_usable(self) -> bool {
        (5..=1001).contains(&self.nodes) && self.half_range.is_finite() && self.half_range > 0.0
    }
}

/// An item whose parameters are known beforehand, for example from the paper of the year before.
#[derive(Debug, Clone, PartialEq)]
pub struct Anchor {
    /// The item, counted from 0.
    pub item: usize,
    /// Its parameters, which stay as they are.
    pub parameters: ItemParameters,
}

impl Anchor {
    /// Slope and intercepts.
    pub(super) fn natural(&self, model: MarginalModel) -> Vec<f64> {
        let slope = self.parameters.slope();
        let mut natural = vec![slope];
        let mut sum = 0.0;
        for threshold in self.parameters.thresholds() {
            sum += threshold;
            natural.push(match model.link() {
                CategoryLink::Adjacent => -slope * sum,
                CategoryLink::Cumulative => -slope * threshold,
            });
        }
        natural
    }
}

/// What a marginal fit is told.
#[derive(Debug, Clone, PartialEq)]
pub struct MarginalSettings<'s> {
    /// The model.
    pub model: MarginalModel,
    /// Where the zero and the unit of the scale lie.
    pub identification: Identification,
    /// The nodes of the integral.
    pub quadrature: Quadrature,
    /// The group of each person, from 0, for populations of different mean and variance; none: one population.
    pub groups: Option<&'s [usize]>,
    /// Items whose parameters are known.
    pub anchors: &'s [Anchor],
    /// On how many threads to work. The answer does not depend on it.
    pub threads: usize,
    /// How many steps to take before saying that the fit did not converge.
    pub most_steps: usize,
}

impl MarginalSettings<'_> {
    /// The usual settings of a model: one population, 61 nodes on [−6, 6]; ability is N(0, 1), or N(0, σ²) where slopes
    /// are 1.
    #[must_use]
    pub fn new(model: MarginalModel) -> Self {
        let identification =
            if model.has_free_slopes() { Identification::StandardAbility } else { Identification::CentredAbility };
        MarginalSettings {
            model,
            identification,
            quadrature: Quadrature::default(),
            groups: None,
            anchors: &[],
            threads: 1,
            most_steps: 500,
        }
    }
}
