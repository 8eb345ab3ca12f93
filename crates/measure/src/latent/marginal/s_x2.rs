//! Whether an item behaves as its curve says: S-X².

use crate::latent::model_choice::chi_square_above;
use crate::{Measured, Why};

use super::expectation::Tables;
use super::patterns::{ABSENT, index};
use super::{MarginalFit, rows};

/// The S-X² of one item.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ItemChiSquare {
    /// Pearson's chi-square of observed and expected counts.
    pub value: f64,
    /// Degrees of freedom.
    pub degrees: usize,
    /// The probability of so large a value or larger if the model holds.
    pub p: f64,
    /// How many persons answered every item, and so are counted.
    pub persons: usize,
}

/// How far the answers to each item, among persons of equal totals, are from what the model expects.
///
/// # Definition
/// `S-X² = Σ_s Σ_k (O_sk − E_sk)²/E_sk` over totals `s` from 1 to the greatest but one and points `k`;
/// `E_sk = N_s·∫P_k(θ)·S⁻_{s−k}(θ)w(θ)dθ / ∫S_s(θ)w(θ)dθ`, `S` the distribution of the total (Lord and Wingersky), `S⁻` without
/// the item. Totals that nobody has are left out, totals that one person has are joined with the next; then categories
/// of an item with more than two are joined within a total, and at last totals with one of smaller count beside them, until
/// every expected count is at least 1. Degrees of freedom: cells, less the number of totals, less the estimated
/// parameters of the item. Those of the distribution of ability are common to all items and not counted.
///
/// # Reads as
/// A small p says that the curve does not fit the item. Look at the strongest first, and at the size: with thousands of
/// persons every item is rejected.
///
/// # Undefined when
/// Nobody answered every item (empty base); there are several groups (inapplicable); no degree of freedom is left, as in a
/// short paper (too few).
///
/// # Caution
/// Many items mean many tests: expect one in twenty below 0.05. Persons who left out an item are not counted.
///
/// # Source
/// Orlando, Thissen (2000), Applied Psychological Measurement 24, 50–64; Kang, Chen (2007); joined as in mirt.
///
/// # Example
/// ```
/// use measure::latent::marginal::{MarginalModel, MarginalSettings, fit_marginal, s_x2};
/// use measure::{Response, Responses};
///
/// let pattern = |person: u8| match person { 0..96 => person % 16, 96..128 => 0, _ => 15 };
/// let patterns: Vec<u8> = (0..160).map(pattern).collect();
/// let item = |bit: u8| (1, patterns.iter().map(move |pattern| Response::Points((pattern >> bit) & 1)));
/// let responses = Responses::new([item(0), item(1), item(2), item(3)]).unwrap();
/// let fit = fit_marginal(&responses, &MarginalSettings::new(MarginalModel::PartialCredit)).unwrap();
/// let first = s_x2(&fit)[0].known().unwrap();
/// assert!(first.value >= 0.0 && first.p <= 1.0 && first.persons == 160);
/// ```
pub fn s_x2(fit: &MarginalFit) -> Vec<Measured<ItemChiSquare>> {
    let items = fit.items.len();
    if fit.abilities.len() > 1 {
        return vec![Measured::Unknown(Why::Inapplicable); items];
    }
    let observed = Observed::new(fit);
    if observed.persons <= 0.0 {
        return vec![Measured::Unknown(Why::EmptyBase); items];
    }
    let tables = &fit.tables;
    let all: Vec<usize> = (0..items).collect();
    let of_total = totals(tables, &all);
    (0..items)
        .map(|item| {
            let rest: Vec<usize> = all.iter().copied().filter(|other| *other != item).collect();
            let without = totals(tables, &rest);
            let table = observed.table(tables, item, &of_total, &without);
            conclude(fit, item, table, observed.persons)
        })
        .collect()
}

fn conclude(fit: &MarginalFit, item: usize, table: Vec<Total>, persons: f64) -> Measured<ItemChiSquare> {
    let layout = &fit.likelihood.layout;
    let of_item = layout.items[item]..=layout.items[item] + layout.points[item];
    // The distribution of ability belongs to all items together: with its parameters counted here too, a true model would be
    // rejected in nearly twice as many items as promised.
    let estimated = of_item.filter(|at| layout.naturals[*at].is_free()).count();
    let cells = joined(table);
    let free: usize = cells.iter().map(|total| total.cells.len() - 1).sum();
    if free <= estimated {
        return Measured::Unknown(Why::TooFew {
            n: i64::try_from(free).unwrap_or(i64::MAX),
            needed: i64::try_from(estimated + 1).unwrap_or(i64::MAX),
        });
    }
    let s_x2 = cells.iter().flat_map(|total| &total.cells).map(|(o, e)| (o - e) * (o - e) / e).sum::<f64>();
    let degrees = free - estimated;
    let persons = num_traits::ToPrimitive::to_usize(&persons).unwrap_or(usize::MAX);
    let p = chi_square_above(s_x2, degrees).filter(|_| s_x2.is_finite());
    Measured::from_option(p.map(|p| ItemChiSquare { value: s_x2, degrees, p, persons }), Why::Inapplicable)
}

/// The persons with the same total: observed and expected counts of each number of points.
#[derive(Debug, Clone)]
struct Total {
    cells: Vec<(f64, f64)>,
}

impl Total {
    fn observed(&self) -> f64 {
        self.cells.iter().map(|cell| cell.0).sum()
    }

    fn least(&self) -> f64 {
        self.cells.iter().fold(f64::INFINITY, |least, cell| least.min(cell.1))
    }

    fn join(&mut self, other: &Total) {
        // Cells were joined from one side or the other; what does not match goes to the last.
        for (at, cell) in other.cells.iter().enumerate() {
            let at = at.min(self.cells.len() - 1);
            self.cells[at].0 += cell.0;
            self.cells[at].1 += cell.1;
        }
    }

    /// Joins neighbouring categories until every expected count is at least 1, or two are left.
    fn join_categories(&mut self) {
        while self.cells.len() > 2 && self.least() < 1.0 {
            let least = self.least();
            let at = self.cells.iter().rposition(|cell| cell.1 <= least).unwrap_or(0);
            let to = match at {
                0 => 1,
                last if last + 1 == self.cells.len() => at - 1,
                _ if self.cells[at - 1].1 <= self.cells[at + 1].1 => at - 1,
                _ => at + 1,
            };
            let (observed, expected) = self.cells[at];
            self.cells[to].0 += observed;
            self.cells[to].1 += expected;
            self.cells.remove(at);
        }
    }
}

/// Joins cells until every expected count is at least 1.
fn joined(mut table: Vec<Total>) -> Vec<Total> {
    table.retain(|total| total.observed() > 0.0);
    let mut kept: Vec<Total> = Vec::new();
    let mut carried: Option<Total> = None;
    let last = table.len().saturating_sub(1);
    for (at, mut total) in table.into_iter().enumerate() {
        if let Some(carried) = carried.take() {
            total.join(&carried);
        }
        if at < last && (total.observed() - 1.0).abs() < 0.5 && total.least() < 1.0 {
            carried = Some(total);
        } else {
            kept.push(total);
        }
    }
    if kept.len() > 1 && kept.last().is_some_and(|total| (total.observed() - 1.0).abs() < 0.5) {
        let last = kept.remove(kept.len() - 1);
        let before = kept.len() - 1;
        kept[before].join(&last);
    }
    for total in &mut kept {
        total.join_categories();
    }
    while kept.len() > 1 {
        let Some(at) = kept.iter().position(|total| total.least() < 1.0) else { break };
        let total = kept.remove(at);
        let to = match at {
            0 => 0,
            end if end == kept.len() => end - 1,
            _ if kept[at - 1].observed() <= kept[at].observed() => at - 1,
            _ => at,
        };
        if kept[to].cells.len() >= total.cells.len() {
            kept[to].join(&total);
        } else {
            let other = std::mem::replace(&mut kept[to], total);
            kept[to].join(&other);
        }
    }
    kept.retain(|total| total.least() > 0.0);
    kept
}

/// Counts of persons who answered every item.
struct Observed {
    /// item, total, points
    counts: Vec<Vec<Vec<f64>>>,
    totals: Vec<f64>,
    persons: f64,
}

impl Observed {
    fn new(fit: &MarginalFit) -> Observed {
        let (patterns, points) = (&fit.likelihood.patterns, &fit.likelihood.layout.points);
        let greatest: usize = points.iter().sum();
        let counts = points.iter().map(|points| vec![vec![0.0; points + 1]; greatest + 1]).collect();
        let mut observed = Observed { counts, totals: vec![0.0; greatest + 1], persons: 0.0 };
        let mut cells = vec![ABSENT; points.len()];
        for pattern in 0..patterns.len() {
            for (block, answer) in patterns.blocks.iter().zip(patterns.answers(pattern)) {
                cells[block.items.clone()].copy_from_slice(block.cells(index(*answer)));
            }
            if cells.contains(&ABSENT) {
                continue;
            }
            let total: usize = cells.iter().map(|points| usize::from(*points)).sum();
            let weight = patterns.weights[pattern];
            observed.totals[total] += weight;
            observed.persons += weight;
            for (counts, points) in observed.counts.iter_mut().zip(&cells) {
                counts[total][usize::from(*points)] += weight;
            }
        }
        observed
    }

    /// The totals between none and all, with what the model expects.
    fn table(&self, tables: &Tables, item: usize, of_total: &[Vec<f64>], without: &[Vec<f64>]) -> Vec<Total> {
        let prior = &tables.priors[0];
        (1..self.totals.len() - 1)
            .map(|total| {
                let whole = rows::dot(prior, &of_total[total]);
                let cells = (0..=tables.curves[item].points)
                    .map(|points| {
                        let rest = total.checked_sub(points).and_then(|rest| without.get(rest));
                        let share = rest.map_or(0.0, |rest| {
                            rows::dot3(prior, rest, tables.curves[item].probability(points)) / whole
                        });
                        (self.counts[item][total][points], self.totals[total] * share)
                    })
                    .filter(|(observed, expected)| *expected > 0.0 || *observed > 0.0)
                    .collect();
                Total { cells }
            })
            .collect()
    }
}

/// The distribution of the total of some items at the nodes.
fn totals(tables: &Tables, items: &[usize]) -> Vec<Vec<f64>> {
    let mut totals = vec![vec![1.0; tables.width]];
    for &item in items {
        let curves = &tables.curves[item];
        let mut next = vec![vec![0.0; tables.width]; totals.len() + curves.points];
        for (total, row) in totals.iter().enumerate() {
            for points in 0..=curves.points {
                for ((sum, row), p) in next[total + points].iter_mut().zip(row).zip(curves.probability(points)) {
                    *sum += row * p;
                }
            }
        }
        totals = next;
    }
    totals
}
