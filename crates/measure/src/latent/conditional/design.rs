//! How the cumulated parameters of a model hang on its free parameters.

use super::ConditionalModel;
use super::booklet_likelihood::{Derivatives, Layout};

/// `β = D η`, each row of `D` given by its few entries.
pub(super) struct Design {
    rows: Vec<Vec<(usize, f64)>>,
    size: usize,
    /// The direction in `η` that only shifts the scale.
    shift: Vec<f64>,
}

impl Design {
    pub(super) fn new(model: ConditionalModel, greatest: &[usize], layout: &Layout) -> Design {
        match model {
            ConditionalModel::Rasch | ConditionalModel::PartialCredit => {
                let points = greatest.iter().flat_map(|&m| 1..=m);
                Design {
                    rows: (0..layout.len()).map(|place| vec![(place, 1.0)]).collect(),
                    size: layout.len(),
                    shift: points.map(|h| h as f64).collect(),
                }
            }
            ConditionalModel::RatingScale => rating_scale(greatest),
        }
    }

    pub(super) fn size(&self) -> usize {
        self.size
    }

    /// How many parameters are free once the scale is fixed.
    pub(super) fn parameters(&self) -> usize {
        self.size - 1
    }

    pub(super) fn beta(&self, eta: &[f64]) -> Vec<f64> {
        self.rows.iter().map(|row| row.iter().map(|&(place, factor)| factor * eta[place]).sum()).collect()
    }

    /// `Dᵀ v`.
    pub(super) fn gather(&self, of_beta: &[f64]) -> Vec<f64> {
        let mut gathered = vec![0.0; self.size];
        for (row, value) in self.rows.iter().zip(of_beta) {
            for &(place, factor) in row {
                gathered[place] += factor * value;
            }
        }
        gathered
    }

    /// `Dᵀ H D`, full, plus a multiple of the square of the shift: the shift costs nothing in the likelihood, and
    /// without that the matrix has no inverse.
    pub(super) fn information(&self, derivatives: &Derivatives) -> Vec<f64> {
        let (n, p) = (self.size, self.rows.len());
        let mut information = vec![0.0; n * n];
        for (one, left) in self.rows.iter().enumerate() {
            for (other, right) in self.rows[..=one].iter().enumerate() {
                let value = derivatives.information[one * p + other];
                for &(a, x) in left {
                    for &(b, y) in right {
                        information[a * n + b] += x * y * value;
                        if one != other {
                            information[b * n + a] += x * y * value;
                        }
                    }
                }
            }
        }
        let trace: f64 = (0..n).map(|a| information[a * n + a]).sum();
        let square: f64 = self.shift.iter().map(|s| s * s).sum();
        for (a, x) in self.shift.iter().enumerate() {
            for (b, y) in self.shift.iter().enumerate() {
                information[a * n + b] += trace / n as f64 * x * y / square;
            }
        }
        information
    }

    /// `D V Dᵀ` for a full matrix `V` on the free parameters.
    pub(super) fn spread(&self, of_eta: &[f64]) -> Vec<f64> {
        let (n, p) = (self.size, self.rows.len());
        let mut spread = vec![0.0; p * p];
        for (one, left) in self.rows.iter().enumerate() {
            for (other, right) in self.rows.iter().enumerate() {
                let terms = left.iter().flat_map(|&(a, x)| right.iter().map(move |&(b, y)| x * y * of_eta[a * n + b]));
                spread[one * p + other] = terms.sum();
            }
        }
        spread
    }
}

/// `β_ih = h δ_i + Ω_h`, `Ω_m = 0`.
fn rating_scale(greatest: &[usize]) -> Design {
    let (items, m) = (greatest.len(), greatest[0]);
    let row = |item: usize, h: usize| {
        let mut row = vec![(item, h as f64)];
        if h < m {
            row.push((items + h - 1, 1.0));
        }
        row
    };
    let mut shift = vec![1.0; items];
    shift.resize(items + m - 1, 0.0);
    Design {
        rows: (0..items).flat_map(|item| (1..=m).map(move |h| row(item, h))).collect(),
        size: items + m - 1,
        shift,
    }
}
