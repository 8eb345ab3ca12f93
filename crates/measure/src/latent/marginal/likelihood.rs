//! The marginal likelihood as a function of the free parameters: value and gradient.

use std::sync::Arc;

use super::curves::Shape;
use super::expectation::{Expectation, Nodes, Tables};
use super::layout::Layout;
use super::matrix::Matrix;
use super::patterns::Patterns;
use super::rows;

/// What is maximised.
#[derive(Debug)]
pub(super) struct Likelihood {
    pub(super) shape: Shape,
    pub(super) layout: Layout,
    pub(super) patterns: Arc<Patterns>,
    pub(super) nodes: Nodes,
    pub(super) threads: usize,
}

/// The likelihood at one point.
#[derive(Debug, Clone)]
pub(super) struct Point {
    pub(super) free: Vec<f64>,
    pub(super) naturals: Vec<f64>,
    pub(super) value: f64,
    pub(super) gradient: Vec<f64>,
    pub(super) tables: Tables,
    pub(super) expectation: Expectation,
}

impl Likelihood {
    /// The same over other nodes.
    pub(super) fn over(&self, nodes: Nodes) -> Likelihood {
        let (layout, patterns) = (self.layout.clone(), Arc::clone(&self.patterns));
        Likelihood { shape: self.shape, layout, patterns, nodes, threads: self.threads }
    }

    /// None outside the model.
    pub(super) fn at(&self, free: Vec<f64>) -> Option<Point> {
        let naturals = self.layout.naturals(&free);
        let tables = Tables::new(self.shape, &self.layout, &naturals, &self.patterns, &self.nodes)?;
        let expectation = Expectation::new(&tables, &self.patterns, self.threads);
        let value = expectation.log_likelihood;
        let gradient = self.gradient(&naturals, &tables, &expectation);
        let is_finite = value.is_finite() && gradient.iter().all(|part| part.is_finite());
        is_finite.then_some(Point { free, naturals, value, gradient, tables, expectation })
    }

    fn gradient(&self, naturals: &[f64], tables: &Tables, expectation: &Expectation) -> Vec<f64> {
        let (layout, width) = (&self.layout, tables.width);
        let mut natural = vec![0.0; naturals.len()];
        let by_points = expectation.by_points(&self.patterns, tables, None);
        for (item, (curves, counts)) in tables.curves.iter().zip(&by_points).enumerate() {
            for parameter in (0..=curves.points).filter(|at| layout.naturals[layout.items[item] + at].is_free()) {
                natural[layout.items[item] + parameter] = counts
                    .chunks_exact(width)
                    .enumerate()
                    .map(|(points, counts)| rows::dot(counts, curves.score(points, parameter)))
                    .sum();
            }
        }
        for (group, &at) in layout.groups.iter().enumerate() {
            if layout.naturals[at].is_free() || layout.naturals[at + 1].is_free() {
                let counts = expectation.of_group(&self.patterns, width, group);
                let scores = GroupScores::new(&self.nodes, naturals[at], naturals[at + 1], &tables.priors[group]);
                natural[at] = rows::dot(&counts, &scores.mean);
                natural[at + 1] = rows::dot(&counts, &scores.spread);
            }
        }
        layout.gradient(&natural)
    }

    /// The information that complete data would give: what one step of EM supposes.
    pub(super) fn complete_information(&self, point: &Point) -> Matrix {
        let (layout, width) = (&self.layout, point.tables.width);
        let mut information = Matrix::zero(layout.free);
        let by_points = point.expectation.by_points(&self.patterns, &point.tables, None);
        for (item, (curves, counts)) in point.tables.curves.iter().zip(&by_points).enumerate() {
            let mut at_nodes = vec![0.0; width];
            counts.chunks_exact(width).for_each(|counts| rows::add(&mut at_nodes, counts));
            for one in 0..=curves.points {
                for other in 0..=one {
                    let (row, column) = (layout.items[item] + one, layout.items[item] + other);
                    if layout.naturals[row].is_free() && layout.naturals[column].is_free() {
                        layout.add_pair(&mut information, row, column, curves.fisher(one, other, &at_nodes));
                    }
                }
            }
        }
        for (group, &at) in layout.groups.iter().enumerate() {
            let persons = rows::sum(&point.expectation.of_group(&self.patterns, width, group));
            let prior = &point.tables.priors[group];
            let scores = GroupScores::new(&self.nodes, point.naturals[at], point.naturals[at + 1], prior);
            for (one, left) in [(at, &scores.mean), (at + 1, &scores.spread)] {
                for (other, right) in [(at, &scores.mean), (at + 1, &scores.spread)] {
                    if other <= one {
                        layout.add_pair(&mut information, one, other, persons * rows::dot3(prior, left, right));
                    }
                }
            }
        }
        information
    }
}

/// How the logarithms of a group's shares change with its mean and the logarithm of its deviation.
#[derive(Debug)]
pub(super) struct GroupScores {
    pub(super) mean: Vec<f64>,
    pub(super) spread: Vec<f64>,
    /// the second derivatives: mean twice, mean and spread, spread twice
    pub(super) bends: [Vec<f64>; 3],
}

impl GroupScores {
    pub(super) fn new(nodes: &Nodes, mean: f64, log_deviation: f64, shares: &[f64]) -> GroupScores {
        let deviation = log_deviation.exp();
        let standing: Vec<f64> = nodes.abilities.iter().map(|ability| (ability - mean) / deviation).collect();
        let kernel_mean: Vec<f64> = standing.iter().map(|u| u / deviation).collect();
        let kernel_spread: Vec<f64> = standing.iter().map(|u| u * u).collect();
        let (centre_mean, centre_spread) = (rows::dot(shares, &kernel_mean), rows::dot(shares, &kernel_spread));
        let centred = |row: &[f64], centre: f64| row.iter().map(|value| value - centre).collect::<Vec<f64>>();
        let (mean, spread) = (centred(&kernel_mean, centre_mean), centred(&kernel_spread, centre_spread));
        let bend = |kernel: &dyn Fn(f64) -> f64, left: &[f64], right: &[f64]| {
            let row: Vec<f64> = standing.iter().map(|u| kernel(*u)).collect();
            // The logarithm of the sum over the nodes bends by the mean of the bends and the covariance of the slopes.
            let centre = rows::dot(shares, &row) + rows::dot3(shares, left, right);
            centred(&row, centre)
        };
        let bends = [
            bend(&|_| -1.0 / (deviation * deviation), &mean, &mean),
            bend(&|u| -2.0 * u / deviation, &mean, &spread),
            bend(&|u| -2.0 * u * u, &spread, &spread),
        ];
        GroupScores { mean, spread, bends }
    }
}
