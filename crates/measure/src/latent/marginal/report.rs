//! From the parameters of the search to what is shown, with errors by the delta method.

use statrs::function::erf::erfc;

use crate::latent::{CategoryLink, Identification, ItemParameters};

use super::estimates::Scale;
use super::layout::Layout;
use super::matrix::Matrix;
use super::{AbilityDistribution, ItemEstimate, MarginalSettings, NotFitted};

/// Turns natural parameters into what is shown.
pub(super) struct Report<'r> {
    pub(super) settings: &'r MarginalSettings<'r>,
    pub(super) layout: &'r Layout,
    pub(super) naturals: &'r [f64],
    pub(super) covariance: &'r Matrix,
}

/// A value and its derivatives by natural parameters.
#[derive(Debug, Clone, Default)]
struct Shown {
    value: f64,
    slopes: Vec<(usize, f64)>,
}

impl Shown {
    fn add(&mut self, factor: f64, other: &Shown) {
        self.value += factor * other.value;
        self.slopes.extend(other.slopes.iter().map(|(at, slope)| (*at, factor * slope)));
    }
}

impl Report<'_> {
    fn error(&self, shown: &Shown) -> Option<f64> {
        self.layout.variance(self.covariance, &shown.slopes).map(|variance| variance.max(0.0).sqrt())
    }

    /// The thresholds of an item on the scale of the nodes.
    fn thresholds(&self, item: usize) -> Vec<Shown> {
        let at = self.layout.items[item];
        let slope = self.naturals[at];
        (1..=self.layout.points[item])
            .map(|k| {
                let before = match self.settings.model.link() {
                    CategoryLink::Adjacent if k > 1 => Some(at + k - 1),
                    _ => None,
                };
                let step = self.naturals[at + k] - before.map_or(0.0, |before| self.naturals[before]);
                let value = -step / slope;
                let mut slopes = vec![(at + k, -1.0 / slope), (at, -value / slope)];
                slopes.extend(before.map(|before| (before, 1.0 / slope)));
                Shown { value, slopes }
            })
            .collect()
    }

    /// What is subtracted from abilities and thresholds to meet the condition.
    fn shift(&self, thresholds: &[Vec<Shown>]) -> Shown {
        let mut shift = Shown::default();
        let items = thresholds.len() as f64;
        match self.settings.identification {
            _ if !self.settings.anchors.is_empty() => {}
            Identification::FirstZero => shift.add(1.0, &thresholds[0][0]),
            Identification::FirstStepsZero => {
                thresholds.iter().for_each(|of_item| shift.add(1.0 / items, &of_item[0]));
            }
            Identification::SumZero => {
                for of_item in thresholds {
                    of_item.iter().for_each(|one| shift.add(1.0 / (items * of_item.len() as f64), one));
                }
            }
            Identification::StepsZero => {
                let steps: usize = thresholds.iter().map(Vec::len).sum();
                thresholds.iter().flatten().for_each(|one| shift.add(1.0 / steps as f64, one));
            }
            Identification::CumulatedZero => {
                // The k-th threshold stands in the cumulated thresholds of its own and all higher categories.
                let times = |of_item: &[Shown]| (of_item.len() * (of_item.len() + 1)) as f64 / 2.0;
                let all: f64 = thresholds.iter().map(|of_item| times(of_item)).sum();
                for of_item in thresholds {
                    for (k, one) in of_item.iter().enumerate() {
                        shift.add((of_item.len() - k) as f64 / all, one);
                    }
                }
            }
            _ => {}
        }
        shift
    }

    /// The unit of the scale: the deviation of the first group where that is to be 1.
    fn unit(&self) -> Shown {
        let at = self.layout.groups[0] + 1;
        let is_standard = self.settings.identification == Identification::StandardAbility;
        if is_standard && self.settings.anchors.is_empty() && self.layout.naturals[at].is_free() {
            let deviation = self.naturals[at].exp();
            Shown { value: deviation, slopes: vec![(at, deviation)] }
        } else {
            Shown { value: 1.0, slopes: Vec::new() }
        }
    }

    /// Items, groups, and the scale on which they stand.
    pub(super) fn estimates(&self) -> Result<(Vec<ItemEstimate>, Vec<AbilityDistribution>, Scale), NotFitted> {
        let mut thresholds: Vec<Vec<Shown>> = (0..self.layout.items.len()).map(|item| self.thresholds(item)).collect();
        let (shift, unit) = (self.shift(&thresholds), self.unit());
        for one in thresholds.iter_mut().flatten() {
            one.add(-1.0, &shift);
            *one = over(one, &unit);
        }
        let items = thresholds
            .iter()
            .enumerate()
            .map(|(item, thresholds)| self.item(item, thresholds, &unit))
            .collect::<Result<Vec<ItemEstimate>, NotFitted>>()?;
        let abilities = (0..self.layout.groups.len()).map(|group| self.group(group, &shift, &unit)).collect();
        Ok((items, abilities, Scale { shift: shift.value, unit: unit.value }))
    }

    fn item(&self, item: usize, thresholds: &[Shown], unit: &Shown) -> Result<ItemEstimate, NotFitted> {
        let at = self.layout.items[item];
        let mut slope = Shown { value: self.naturals[at] * unit.value, slopes: vec![(at, unit.value)] };
        slope.slopes.extend(unit.slopes.iter().map(|(by, part)| (*by, part * self.naturals[at])));
        let mut location = Shown::default();
        thresholds.iter().for_each(|one| location.add(1.0 / thresholds.len() as f64, one));
        let values = thresholds.iter().map(|one| one.value).collect();
        let parameters = ItemParameters::new(self.settings.model.link(), slope.value, values)
            .map_err(|_| NotFitted::NotIdentified)?;
        Ok(ItemEstimate {
            parameters,
            slope_error: self.error(&slope),
            threshold_errors: thresholds.iter().map(|one| self.error(one)).collect(),
            location_error: self.error(&location),
        })
    }

    fn group(&self, group: usize, shift: &Shown, unit: &Shown) -> AbilityDistribution {
        let at = self.layout.groups[group];
        let mut mean = Shown { value: self.naturals[at], slopes: vec![(at, 1.0)] };
        mean.add(-1.0, shift);
        let mean = over(&mean, unit);
        let own = (2.0 * self.naturals[at + 1]).exp();
        let square = unit.value * unit.value;
        let mut variance = Shown { value: own / square, slopes: vec![(at + 1, 2.0 * own / square)] };
        let by_unit = -2.0 * variance.value / unit.value;
        variance.slopes.extend(unit.slopes.iter().map(|(by, part)| (*by, part * by_unit)));
        // The variance of the group that gives the unit is 1 whatever the parameters are.
        let is_unit = group == 0 && !unit.slopes.is_empty();
        let (variance, variance_error) = if is_unit { (1.0, None) } else { (variance.value, self.error(&variance)) };
        AbilityDistribution { mean: mean.value, mean_error: self.error(&mean), variance, variance_error }
    }

    /// The greatest share of a group that would stand beyond the nodes.
    pub(super) fn beyond_nodes(&self) -> f64 {
        let half = self.settings.quadrature.half_range;
        let beyond = |&at: &usize| {
            let (mean, deviation) = (self.naturals[at], self.naturals[at + 1].exp() * std::f64::consts::SQRT_2);
            (erfc((half - mean) / deviation) + erfc((half + mean) / deviation)) / 2.0
        };
        self.layout.groups.iter().map(beyond).fold(0.0, f64::max)
    }
}

/// A value on a scale of another unit.
fn over(shown: &Shown, unit: &Shown) -> Shown {
    let value = shown.value / unit.value;
    let mut slopes: Vec<(usize, f64)> = shown.slopes.iter().map(|(at, slope)| (*at, slope / unit.value)).collect();
    slopes.extend(unit.slopes.iter().map(|(at, slope)| (*at, -slope * value / unit.value)));
    Shown { value, slopes }
}
