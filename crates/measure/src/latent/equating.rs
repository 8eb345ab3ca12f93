//! Two scales made one by items that stand in both papers.

use std::fmt;

use super::ItemParameters;
use super::marginal::Quadrature;

/// How the line between two scales is found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum EquatingMethod {
    /// Means of slopes and of thresholds agree.
    MeanMean,
    /// Means and deviations of thresholds agree.
    MeanSigma,
    /// The curves of each category of each common item come nearest (Haebara).
    Haebara(Quadrature),
    /// The expected total on the common items comes nearest (Stocking and Lord).
    StockingLord(Quadrature),
}

/// The line from the new scale to the old one.
#[derive(Debug, Clone, PartialEq)]
pub struct Equating {
    /// What a unit of the new scale is on the old one.
    pub slope: f64,
    /// Where the zero of the new scale is on the old one.
    pub shift: f64,
    /// How much harder each common item was in the old paper than the line says; near 0 if the item stayed itself.
    pub drift: Vec<f64>,
}

/// Why there is no line. Common items are counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotEquated {
    /// There is no common item.
    NoCommonItems,
    /// There are not as many old items as new ones.
    UnequalNumber,
    /// The item has other points or another model in the two papers.
    OtherItem {
        /// The item.
        item: usize,
    },
    /// The thresholds of the common items are all equal, so they show no unit.
    NoSpread,
    /// Slopes are 0 on average, or of different sign in the two papers.
    BadSlopes,
    /// The nodes cannot be used.
    BadQuadrature,
    /// The search did not end.
    NotConverged,
}

impl fmt::Display for NotEquated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotEquated::NoCommonItems => f.write_str("общих заданий нет: шкалы двух работ связать нечем"),
            NotEquated::UnequalNumber => f.write_str("общих заданий в двух работах не поровну"),
            NotEquated::OtherItem { item } => {
                write!(f, "общее задание {} в двух работах имеет разные баллы или модели", item + 1)
            }
            NotEquated::NoSpread => f.write_str("пороги общих заданий одинаковы: единицу шкалы по ним не определить"),
            NotEquated::BadSlopes => f.write_str("крутизна общих заданий в двух работах не согласуется по знаку"),
            NotEquated::BadQuadrature => f.write_str("узлы интегрирования заданы неверно"),
            NotEquated::NotConverged => f.write_str("поиск преобразования шкалы не сошёлся"),
        }
    }
}

impl std::error::Error for NotEquated {}

impl Equating {
    /// An ability of the new scale on the old one.
    #[must_use]
    pub fn ability(&self, new: f64) -> f64 {
        self.slope * new + self.shift
    }

    /// An item of the new scale on the old one. None where its parameters leave the range of numbers.
    #[must_use]
    pub fn item(&self, new: &ItemParameters) -> Option<ItemParameters> {
        moved(new, self.slope, self.shift)
    }
}

fn moved(item: &ItemParameters, slope: f64, shift: f64) -> Option<ItemParameters> {
    let thresholds = item.thresholds().iter().map(|threshold| slope * threshold + shift).collect();
    ItemParameters::new(item.link(), item.slope() / slope, thresholds).ok()
}

/// Brings the scale of a new paper to that of an old one by the parameters of the items that stand in both.
///
/// # Definition
/// `θ_old = A·θ_new + B`, so `b_old = A·b_new + B`, `a_old = a_new/A`. Mean–mean: `A = mean(a_new)/mean(a_old)`; mean–sigma:
/// `A = sd(b_old)/sd(b_new)`; both: `B = mean(b_old) − A·mean(b_new)` over all thresholds. Haebara: `A`, `B` with the least
/// `Σ_θ w(θ) Σ_items Σ_points (P_old − P_new)²`; Stocking–Lord: with the least `Σ_θ w(θ) (Σ_items E_old − Σ_items E_new)²`, `E` expected
/// points; `θ` are nodes on the old scale, `w` the standard normal density. Where all slopes are 1, `A = 1`.
///
/// # Reads as
/// A of 1 and B of 0: nothing to bring. B is by how much the new group would have stood higher on the old scale if both
/// scales have their zero at the mean of their groups.
///
/// # Undefined when
/// [`NotEquated`]: no common items; items of other points; thresholds without spread (mean–sigma); slopes of mixed sign.
///
/// # Caution
/// One item that changed (was rehearsed, printed otherwise) moves the line: look at `drift` and leave out what strays.
/// Fewer than a fifth of the paper in common is thin. The line's own error is not in it.
///
/// # Source
/// Kolen, Brennan (2014), Test Equating, Scaling, and Linking, ch. 6; Haebara (1980); Stocking, Lord (1983), Applied
/// Psychological Measurement 7, 201–210.
///
/// # Example
/// ```
/// use measure::latent::{EquatingMethod, ItemParameters, equate};
///
/// let items = |b: [f64; 3]| b.map(|b| ItemParameters::rasch(b).unwrap());
/// // The common items seem half a logit easier for the new group: it is half a logit stronger.
/// let line = equate(&items([-1.0, 0.0, 1.0]), &items([-1.5, -0.5, 0.5]), EquatingMethod::MeanMean).unwrap();
/// assert_eq!((line.slope, line.shift), (1.0, 0.5));
/// assert_eq!(line.ability(0.2), 0.7);
/// ```
///
/// # Errors
/// See [`NotEquated`].
pub fn equate(old: &[ItemParameters], new: &[ItemParameters], method: EquatingMethod) -> Result<Equating, NotEquated> {
    check(old, new)?;
    let is_unit_slope = old.iter().chain(new).all(|item| item.slope() == 1.0);
    let (slope, shift) = match method {
        EquatingMethod::MeanMean => mean_mean(old, new)?,
        EquatingMethod::MeanSigma if is_unit_slope => mean_mean(old, new)?,
        EquatingMethod::MeanSigma => mean_sigma(old, new)?,
        EquatingMethod::Haebara(quadrature) | EquatingMethod::StockingLord(quadrature) => {
            if !quadrature.is_usable() {
                return Err(NotEquated::BadQuadrature);
            }
            let is_by_total = matches!(method, EquatingMethod::StockingLord(_));
            let curves = CurveDistance::new(old, new, quadrature, is_by_total);
            curves.least(mean_mean(old, new)?, is_unit_slope)?
        }
    };
    let drift = old.iter().zip(new).map(|(old, new)| old.location() - slope * new.location() - shift).collect();
    Ok(Equating { slope, shift, drift })
}

fn check(old: &[ItemParameters], new: &[ItemParameters]) -> Result<(), NotEquated> {
    if old.is_empty() || new.is_empty() {
        return Err(NotEquated::NoCommonItems);
    }
    if old.len() != new.len() {
        return Err(NotEquated::UnequalNumber);
    }
    let differs = |(old, new): (&ItemParameters, &ItemParameters)| {
        old.greatest() != new.greatest() || (old.greatest() > 1 && old.link() != new.link())
    };
    match old.iter().zip(new).position(differs) {
        Some(item) => Err(NotEquated::OtherItem { item }),
        None => Ok(()),
    }
}

fn thresholds(items: &[ItemParameters]) -> impl Iterator<Item = f64> + Clone + '_ {
    items.iter().flat_map(|item| item.thresholds().iter().copied())
}

fn mean(values: impl Iterator<Item = f64> + Clone) -> f64 {
    values.clone().sum::<f64>() / values.count() as f64
}

fn mean_mean(old: &[ItemParameters], new: &[ItemParameters]) -> Result<(f64, f64), NotEquated> {
    let slope = mean(new.iter().map(ItemParameters::slope)) / mean(old.iter().map(ItemParameters::slope));
    if !(slope.is_finite() && slope > 0.0) {
        return Err(NotEquated::BadSlopes);
    }
    Ok((slope, mean(thresholds(old)) - slope * mean(thresholds(new))))
}

fn mean_sigma(old: &[ItemParameters], new: &[ItemParameters]) -> Result<(f64, f64), NotEquated> {
    let spread = |items: &[ItemParameters]| {
        let centre = mean(thresholds(items));
        mean(thresholds(items).map(|threshold| (threshold - centre).powi(2)).collect::<Vec<f64>>().into_iter()).sqrt()
    };
    let (spread_old, spread_new) = (spread(old), spread(new));
    if spread_old < 1e-9 || spread_new < 1e-9 {
        return Err(NotEquated::NoSpread);
    }
    let slope = spread_old / spread_new;
    Ok((slope, mean(thresholds(old)) - slope * mean(thresholds(new))))
}

/// The distance of curves as a sum of squares over nodes.
struct CurveDistance<'i> {
    new: &'i [ItemParameters],
    /// node and root of its weight
    nodes: Vec<(f64, f64)>,
    of_old: Vec<f64>,
    is_by_total: bool,
}

impl<'i> CurveDistance<'i> {
    fn new(old: &[ItemParameters], new: &'i [ItemParameters], quadrature: Quadrature, is_by_total: bool) -> Self {
        let weights: Vec<f64> = quadrature.abilities().iter().map(|node| (-0.5 * node * node).exp()).collect();
        let total: f64 = weights.iter().sum();
        let nodes =
            quadrature.abilities().into_iter().zip(weights.iter().map(|weight| (weight / total).sqrt())).collect();
        let mut distance = CurveDistance { new, nodes, of_old: Vec::new(), is_by_total };
        distance.of_old = distance.curves(old);
        distance
    }

    fn curves(&self, items: &[ItemParameters]) -> Vec<f64> {
        let mut curves = Vec::new();
        for (node, root) in &self.nodes {
            let shares = items.iter().map(|item| item.probabilities(*node));
            if self.is_by_total {
                let expected = |shares: Vec<f64>| -> f64 {
                    shares.iter().enumerate().map(|(points, share)| points as f64 * share).sum()
                };
                curves.push(root * shares.map(expected).sum::<f64>());
            } else {
                curves.extend(shares.flatten().map(|share| root * share));
            }
        }
        curves
    }

    /// What is left between the curves at a line. None where the line is none.
    fn rest(&self, slope: f64, shift: f64) -> Option<Vec<f64>> {
        if slope <= 0.0 {
            return None;
        }
        let items = self.new.iter().map(|item| moved(item, slope, shift)).collect::<Option<Vec<_>>>()?;
        Some(self.curves(&items).iter().zip(&self.of_old).map(|(new, old)| new - old).collect())
    }

    /// Steps of Gauss and Newton, damped by Levenberg's rule.
    fn least(&self, start: (f64, f64), is_slope_fixed: bool) -> Result<(f64, f64), NotEquated> {
        let (mut slope, mut shift) = start;
        let mut rest = self.rest(slope, shift).ok_or(NotEquated::BadSlopes)?;
        let mut damping = 1e-4;
        for _ in 0..200 {
            let by_slope = if is_slope_fixed { vec![0.0; rest.len()] } else { self.change(slope, shift, (1e-5, 0.0))? };
            let by_shift = self.change(slope, shift, (0.0, 1e-5))?;
            let (aa, ab, bb) = (dot(&by_slope, &by_slope), dot(&by_slope, &by_shift), dot(&by_shift, &by_shift));
            let (ga, gb) = (dot(&by_slope, &rest), dot(&by_shift, &rest));
            let (step_slope, step_shift) = if is_slope_fixed {
                (0.0, -gb / bb)
            } else {
                let (aa, bb) = (aa * (1.0 + damping), bb * (1.0 + damping));
                let determinant = aa * bb - ab * ab;
                ((ab * gb - bb * ga) / determinant, (ab * ga - aa * gb) / determinant)
            };
            if !(step_slope.is_finite() && step_shift.is_finite()) {
                return Err(NotEquated::NotConverged);
            }
            if step_slope.abs() + step_shift.abs() < 1e-10 {
                return Ok((slope, shift));
            }
            match self.rest(slope + step_slope, shift + step_shift) {
                Some(next) if dot(&next, &next) <= dot(&rest, &rest) => {
                    (slope, shift, rest) = (slope + step_slope, shift + step_shift, next);
                    damping = (damping / 10.0).max(1e-12);
                }
                // Where rounding alone decides, this is the least.
                _ if step_slope.abs() + step_shift.abs() < 1e-7 => return Ok((slope, shift)),
                _ if is_slope_fixed => return Err(NotEquated::NotConverged),
                _ => damping = (damping * 10.0).min(1e12),
            }
        }
        Err(NotEquated::NotConverged)
    }

    fn change(&self, slope: f64, shift: f64, step: (f64, f64)) -> Result<Vec<f64>, NotEquated> {
        let high = self.rest(slope + step.0, shift + step.1).ok_or(NotEquated::NotConverged)?;
        let low = self.rest(slope - step.0, shift - step.1).ok_or(NotEquated::NotConverged)?;
        let width = 2.0 * (step.0 + step.1);
        Ok(high.iter().zip(&low).map(|(high, low)| (high - low) / width).collect())
    }
}

fn dot(left: &[f64], right: &[f64]) -> f64 {
    left.iter().zip(right).map(|(left, right)| left * right).sum()
}

#[cfg(test)]
mod tests;
