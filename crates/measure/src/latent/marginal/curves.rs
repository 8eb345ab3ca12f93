//! Probabilities of points at the nodes, and how they change with the parameters of an item.

use super::rows;

/// The two shapes that item response curves have here. An item of `K` points has the parameters `a, c₁ … c_K`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// `P(k) ∝ exp(k·a·θ + c_k)`: Rasch, partial credit, rating scale and 2PL are its kinds.
    Divided,
    /// `P(≥k) = 1/(1 + exp(−(a·θ + c_k)))`.
    Cumulative,
}

/// The curves of one item at all nodes.
#[derive(Debug, Clone)]
pub(super) struct Curves {
    pub(super) points: usize,
    width: usize,
    probabilities: Vec<f64>,
    scores: Vec<f64>,
}

impl Curves {
    /// `parameters` are `a, c₁ … c_K`; `nodes` is a padded row. None where a probability is not above zero.
    pub(super) fn new(shape: Shape, parameters: &[f64], nodes: &[f64]) -> Option<Curves> {
        let points = parameters.len() - 1;
        let (width, kinds) = (nodes.len(), points + 1);
        let mut curves =
            Curves { points, width, probabilities: vec![0.0; kinds * width], scores: vec![0.0; kinds * kinds * width] };
        let mut at_node = AtNode::new(points);
        for (node, &theta) in nodes.iter().enumerate() {
            if !at_node.set(shape, parameters, theta) {
                return None;
            }
            for points in 0..kinds {
                curves.probabilities[points * width + node] = at_node.probabilities[points];
                for parameter in 0..kinds {
                    curves.scores[(points * kinds + parameter) * width + node] =
                        at_node.scores[points * kinds + parameter];
                }
            }
        }
        Some(curves)
    }

    /// The probability of points at the nodes.
    pub(super) fn probability(&self, points: usize) -> &[f64] {
        &self.probabilities[points * self.width..(points + 1) * self.width]
    }

    /// `∂ ln P(points) / ∂ parameter` at the nodes.
    pub(super) fn score(&self, points: usize, parameter: usize) -> &[f64] {
        let row = points * (self.points + 1) + parameter;
        &self.scores[row * self.width..(row + 1) * self.width]
    }

    /// `Σ_k P(k)·s_k·s_k'`: Fisher's information of a pair of parameters, weighted by how many stand at each node.
    pub(super) fn fisher(&self, one: usize, other: usize, at_nodes: &[f64]) -> f64 {
        let mut row = vec![0.0; self.width];
        (0..=self.points)
            .map(|points| {
                rows::multiply(&mut row, self.probability(points), at_nodes);
                rows::dot3(&row, self.score(points, one), self.score(points, other))
            })
            .sum()
    }
}

/// The curves of one item at one node.
#[derive(Debug)]
pub(super) struct AtNode {
    points: usize,
    /// `P(k)`
    pub(super) probabilities: Vec<f64>,
    /// `∂ ln P(k) / ∂ parameter`, points by parameters
    pub(super) scores: Vec<f64>,
    /// Cumulative: `P(≥k)(1 − P(≥k))` and its derivative, from `k = 0` to `K + 1`
    slopes: Vec<(f64, f64)>,
    theta: f64,
}

impl AtNode {
    pub(super) fn new(points: usize) -> AtNode {
        let kinds = points + 1;
        AtNode {
            points,
            probabilities: vec![0.0; kinds],
            scores: vec![0.0; kinds * kinds],
            slopes: vec![(0.0, 0.0); kinds + 1],
            theta: 0.0,
        }
    }

    /// False where a probability is not above zero.
    pub(super) fn set(&mut self, shape: Shape, parameters: &[f64], theta: f64) -> bool {
        self.theta = theta;
        match shape {
            Shape::Divided => self.set_divided(parameters, theta),
            Shape::Cumulative => self.set_cumulative(parameters, theta),
        }
        self.probabilities.iter().all(|p| *p > 0.0 && p.is_finite())
    }

    fn set_divided(&mut self, parameters: &[f64], theta: f64) {
        let kinds = self.points + 1;
        let (mut step, mut greatest) = (0.0, 0.0_f64);
        for points in 1..kinds {
            step += parameters[0] * theta;
            self.probabilities[points] = step + parameters[points];
            greatest = greatest.max(self.probabilities[points]);
        }
        self.probabilities[0] = 0.0;
        let mut total = 0.0;
        for p in &mut self.probabilities {
            *p = (*p - greatest).exp().max(1e-300);
            total += *p;
        }
        let (mut expected, mut weight) = (0.0, 0.0);
        for p in &mut self.probabilities {
            *p /= total;
            expected += weight * *p;
            weight += 1.0;
        }
        let mut weight = 0.0;
        for points in 0..kinds {
            let row = &mut self.scores[points * kinds..(points + 1) * kinds];
            row[0] = theta * (weight - expected);
            for (parameter, (score, p)) in row.iter_mut().zip(&self.probabilities).enumerate().skip(1) {
                *score = f64::from(u8::from(parameter == points)) - p;
            }
            weight += 1.0;
        }
    }

    fn set_cumulative(&mut self, parameters: &[f64], theta: f64) {
        let kinds = self.points + 1;
        let logit = |k: usize| parameters[0] * theta + parameters[k];
        for k in 1..kinds {
            let above = logistic(logit(k));
            let spread = above * logistic(-logit(k));
            self.slopes[k] = (spread, spread * (1.0 - 2.0 * above));
        }
        for points in 0..kinds {
            let above = if points == 0 { 1.0 } else { logistic(logit(points)) };
            let below = if points == self.points { 1.0 } else { logistic(-logit(points + 1)) };
            let gap =
                if points == 0 || points == self.points { 1.0 } else { -(logit(points + 1) - logit(points)).exp_m1() };
            let p = above * below * gap;
            self.probabilities[points] = p;
            let row = &mut self.scores[points * kinds..(points + 1) * kinds];
            row.fill(0.0);
            let (here, next) = (self.slopes[points].0, self.slopes[points + 1].0);
            row[0] = theta * (here - next) / p;
            if points > 0 {
                row[points] = here / p;
            }
            if points < self.points {
                row[points + 1] = -next / p;
            }
        }
    }

    /// `∂²P(points) / ∂one ∂other / P(points)`; `set` was called before.
    pub(super) fn bend(&self, shape: Shape, points: usize, one: usize, other: usize) -> f64 {
        let kinds = self.points + 1;
        match shape {
            Shape::Divided => {
                let score = |points: usize, parameter: usize| self.scores[points * kinds + parameter];
                let covariance: f64 = (0..kinds).map(|k| self.probabilities[k] * score(k, one) * score(k, other)).sum();
                score(points, one) * score(points, other) - covariance
            }
            Shape::Cumulative => {
                let change = |k: usize| {
                    let factor = |parameter: usize| match parameter {
                        0 => self.theta,
                        own if own == k => 1.0,
                        _ => 0.0,
                    };
                    self.slopes[k].1 * factor(one) * factor(other)
                };
                (change(points) - change(points + 1)) / self.probabilities[points]
            }
        }
    }
}

pub(super) fn logistic(x: f64) -> f64 {
    if x >= 0.0 {
        1.0 / (1.0 + (-x).exp())
    } else {
        let e = x.exp();
        e / (1.0 + e)
    }
}
