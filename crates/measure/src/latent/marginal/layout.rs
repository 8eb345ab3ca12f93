//! How the free parameters of a model make the parameters of items and of groups.
//!
//! Every natural parameter (slope and intercepts of an item, mean and log standard deviation of a group) is a constant
//! or a sum of free ones, so that equal slopes, common steps and anchored items are all one kind of thing.

use super::matrix::Matrix;
use super::{Anchor, MarginalModel};

/// One natural parameter: `constant + Σ factor·free`.
#[derive(Debug, Clone, Default)]
pub(super) struct Natural {
    constant: f64,
    terms: Vec<(usize, f64)>,
}

impl Natural {
    fn fixed(constant: f64) -> Natural {
        Natural { constant, terms: Vec::new() }
    }

    pub(super) fn is_free(&self) -> bool {
        !self.terms.is_empty()
    }
}

/// The natural parameters of a model, item by item and then group by group.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    pub(super) naturals: Vec<Natural>,
    /// where each item starts: slope, then intercepts
    pub(super) items: Vec<usize>,
    /// the greatest points of each item
    pub(super) points: Vec<usize>,
    /// where each group starts: mean, then log standard deviation
    pub(super) groups: Vec<usize>,
    /// how many free parameters there are
    pub(super) free: usize,
}

/// What of the abilities of the first group is estimated; of every further group both are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FirstGroup {
    StandardNormal,
    VarianceFree,
    Free,
}

impl Layout {
    pub(super) fn new(model: MarginalModel, points: &[usize], groups: usize, anchors: &[Anchor]) -> Layout {
        let mut layout =
            Layout { naturals: Vec::new(), items: Vec::new(), points: points.to_vec(), groups: Vec::new(), free: 0 };
        let steps = layout.common_steps(model, anchors);
        for (item, &points) in points.iter().enumerate() {
            layout.items.push(layout.naturals.len());
            match anchors.iter().find(|anchor| anchor.item == item) {
                Some(anchor) => layout.naturals.extend(anchor.natural(model).into_iter().map(Natural::fixed)),
                None => layout.push_item(model, points, &steps),
            }
        }
        let first = match (anchors.is_empty(), model.has_free_slopes()) {
            (false, _) => FirstGroup::Free,
            (true, true) => FirstGroup::StandardNormal,
            (true, false) => FirstGroup::VarianceFree,
        };
        for group in 0..groups {
            layout.groups.push(layout.naturals.len());
            let (mean, spread) = match if group == 0 { first } else { FirstGroup::Free } {
                FirstGroup::StandardNormal => (Natural::fixed(0.0), Natural::fixed(0.0)),
                FirstGroup::VarianceFree => (Natural::fixed(0.0), layout.own()),
                FirstGroup::Free => (layout.own(), layout.own()),
            };
            layout.naturals.extend([mean, spread]);
        }
        layout
    }

    fn own(&mut self) -> Natural {
        self.free += 1;
        Natural { constant: 0.0, terms: vec![(self.free - 1, 1.0)] }
    }

    /// The first free parameter of the common steps of items of so many points, where the model has common steps.
    fn common_steps(&mut self, model: MarginalModel, anchors: &[Anchor]) -> Vec<(usize, usize)> {
        let mut steps: Vec<(usize, usize)> = Vec::new();
        if model == MarginalModel::RatingScale {
            for (item, &points) in self.points.iter().enumerate() {
                let is_new = steps.iter().all(|(known, _)| *known != points);
                if points > 1 && is_new && anchors.iter().all(|anchor| anchor.item != item) {
                    steps.push((points, self.free));
                    self.free += points - 1;
                }
            }
        }
        steps
    }

    fn push_item(&mut self, model: MarginalModel, points: usize, steps: &[(usize, usize)]) {
        let slope = if model.has_free_slopes() { self.own() } else { Natural::fixed(1.0) };
        self.naturals.push(slope);
        if model != MarginalModel::RatingScale {
            for _ in 0..points {
                let own = self.own();
                self.naturals.push(own);
            }
            return;
        }
        // c_k = −k·difficulty − Σ_{h≤k} τ_h, and the τ of the last step makes their sum zero.
        let difficulty = self.free;
        self.free += 1;
        let first = steps.iter().find(|(of, _)| *of == points).map(|(_, first)| *first);
        let mut weight = 0.0;
        for k in 1..=points {
            weight += 1.0;
            let mut terms = vec![(difficulty, -weight)];
            if let (Some(first), true) = (first, k < points) {
                terms.extend((0..k).map(|step| (first + step, -1.0)));
            }
            self.naturals.push(Natural { constant: 0.0, terms });
        }
    }

    /// The values of the natural parameters.
    pub(super) fn naturals(&self, free: &[f64]) -> Vec<f64> {
        let value = |natural: &Natural| {
            natural.terms.iter().fold(natural.constant, |sum, (at, factor)| sum + factor * free[*at])
        };
        self.naturals.iter().map(value).collect()
    }

    /// The parameters of an item, `a, c₁ … c_K`, out of all the natural ones.
    pub(super) fn item<'n>(&self, naturals: &'n [f64], item: usize) -> &'n [f64] {
        &naturals[self.items[item]..=self.items[item] + self.points[item]]
    }

    /// A gradient of the natural parameters as a gradient of the free ones.
    pub(super) fn gradient(&self, natural: &[f64]) -> Vec<f64> {
        let mut gradient = vec![0.0; self.free];
        for (of, value) in self.naturals.iter().zip(natural) {
            for (at, factor) in &of.terms {
                gradient[*at] += factor * value;
            }
        }
        gradient
    }

    /// Adds `value` at a pair of natural parameters to a symmetric matrix of the free ones; each pair is given once.
    pub(super) fn add_pair(&self, to: &mut Matrix, one: usize, other: usize, value: f64) {
        for (row, left) in &self.naturals[one].terms {
            for (column, right) in &self.naturals[other].terms {
                let part = left * right * value;
                to.add(*row, *column, part);
                if one != other {
                    to.add(*column, *row, part);
                }
            }
        }
    }

    /// The variance of `Σ weight·natural` when the free parameters have this covariance; none if nothing in it is free.
    pub(super) fn variance(&self, covariance: &Matrix, weights: &[(usize, f64)]) -> Option<f64> {
        let mut terms: Vec<(usize, f64)> = Vec::new();
        for (natural, weight) in weights {
            terms.extend(self.naturals[*natural].terms.iter().map(|(at, factor)| (*at, factor * weight)));
        }
        (!terms.is_empty()).then(|| {
            let row = |(one, left): &(usize, f64)| -> f64 {
                terms.iter().map(|(other, right)| left * right * covariance.get(*one, *other)).sum()
            };
            terms.iter().map(row).sum()
        })
    }

    /// Free parameters whose natural ones come near the given.
    pub(super) fn start(&self, naturals: &[f64]) -> Vec<f64> {
        let mut sums = vec![(0.0, 0.0); self.free];
        for (of, value) in self.naturals.iter().zip(naturals) {
            if let [(at, factor)] = of.terms[..] {
                sums[at].0 += (value - of.constant) * factor;
                sums[at].1 += factor * factor;
            }
        }
        sums.into_iter().map(|(sum, weight)| if weight > 0.0 { sum / weight } else { 0.0 }).collect()
    }
}
