//! The fit itself.

use std::sync::Arc;

use crate::Responses;
use crate::latent::Identification;

use super::climb::{Approach, Top, climb};
use super::expectation::Nodes;
use super::layout::Layout;
use super::likelihood::Likelihood;
use super::patterns::Patterns;
use super::report::Report;
use super::{MarginalFit, MarginalModel, MarginalSettings, NotFitted, Quadrature, checks};

/// A slope that tells apart with certainty what is nearer than two nodes cannot be told from an infinite one.
const STEEPEST: f64 = 25.0;
/// A deviation of so small a part of the distance between nodes puts everyone on one of them.
const NARROWEST: f64 = 0.5;

/// Fits an item response model by marginal maximum likelihood.
///
/// # Definition
/// `ln L = Σ_persons ln Σ_nodes w_g(θ) Π_i P_i(x_i | θ)` over the items that the person answered; `w_g` are the shares of a
/// normal distribution at the nodes of [`Quadrature`](super::Quadrature), with the mean and variance of the person's group.
/// The greatest value is sought by quasi-Newton steps from the metric of EM and finished by Newton's with the exact second
/// derivatives; the search ends when a parabola promises less than 1e-11 of log-likelihood. Standard errors come from the
/// observed information (what Oakes' identity gives), for thresholds by the delta method.
///
/// # Reads as
/// Slopes and thresholds on the logit scale without 1.7. The scale is fixed by `identification`, which the answer repeats:
/// compare tables under the same condition only. Without anchors the first group has mean 0, and variance 1 where slopes are
/// free; with anchors means and variances of all groups are estimated, and the anchors hold the scale.
///
/// # Undefined when
/// [`NotFitted`] says why: an item that all or none solved, points that nobody got, one item alone or a perfect Guttman scale
/// with free slopes, booklets without a common item, a slope or a variance that grows without bound, too few items for the model.
///
/// # Caution
/// Missing and not administered answers are left out of the likelihood: that is right when they do not depend on the
/// ability beyond the answers given; a blank that means "could not" is to be scored 0 beforehand. Ability is supposed
/// normal in each group. Below some 200 persons slopes are too uncertain to be used one by one.
///
/// # Source
/// Bock, Aitkin (1981), Psychometrika 46, 443–459; Louis (1982), JRSS B 44, 226–233; Oakes (1999), JRSS B 61, 479–482;
/// conventions of mirt (Chalmers 2012) and TAM.
///
/// # Example
/// ```
/// use measure::latent::marginal::{MarginalModel, MarginalSettings, fit_marginal};
/// use measure::{Response, Responses};
///
/// // Three items, each pattern of answers once, and once more those that agree.
/// let patterns = [0, 1, 2, 3, 4, 5, 6, 7, 0, 7, 0, 7];
/// let item = |bit: u8| (1, patterns.map(|pattern| Response::Points((pattern >> bit) & 1)));
/// let responses = Responses::new([item(0), item(1), item(2)]).unwrap();
/// let fit = fit_marginal(&responses, &MarginalSettings::new(MarginalModel::PartialCredit)).unwrap();
/// assert!(fit.items.iter().all(|item| item.parameters.thresholds()[0].abs() < 1e-9));
/// assert!(fit.abilities[0].variance > 0.5);
/// ```
///
/// # Errors
/// See [`NotFitted`].
pub fn fit_marginal(responses: &Responses, settings: &MarginalSettings<'_>) -> Result<MarginalFit, NotFitted> {
    let (likelihood, counts) = prepare(responses, settings)?;
    let start = start(settings, &likelihood.layout, &counts);
    let near = approach(settings, &likelihood, start);
    let top = climb(&likelihood, near, settings.most_steps).ok_or(NotFitted::NotConverged { steps: 0 })?;
    check_top(settings, &likelihood, &top)?;
    let Some(covariance) = &top.covariance else {
        return Err(NotFitted::NotIdentified);
    };
    if top.missing > 1e-6 {
        return Err(NotFitted::NotConverged { steps: top.steps });
    }
    let report = Report { settings, layout: &likelihood.layout, naturals: &top.point.naturals, covariance };
    let (items, abilities, scale) = report.estimates()?;
    let beyond_nodes = report.beyond_nodes();
    let persons = likelihood.patterns.of_person.iter().flatten().count();
    Ok(MarginalFit {
        model: settings.model,
        identification: shown_identification(settings),
        items,
        abilities,
        log_likelihood: top.point.value,
        parameters: likelihood.layout.free,
        persons,
        quadrature: settings.quadrature,
        steps: top.steps,
        beyond_nodes,
        tables: top.point.tables,
        scale,
        likelihood,
    })
}

fn prepare(responses: &Responses, settings: &MarginalSettings<'_>) -> Result<(Likelihood, Vec<Vec<u32>>), NotFitted> {
    if responses.items() == 0 {
        return Err(NotFitted::NoItems);
    }
    if !settings.quadrature.is_usable() {
        return Err(NotFitted::BadQuadrature);
    }
    if !is_fitting(settings) {
        return Err(NotFitted::BadIdentification);
    }
    checks::anchors(responses, settings)?;
    let groups = checks::groups(responses, settings)?;
    let one_group = vec![0; if groups == 1 { responses.persons() } else { 0 }];
    let group_of = settings.groups.unwrap_or(&one_group);
    let patterns = Patterns::new(responses, group_of);
    let persons = patterns.of_person.iter().flatten().count();
    if persons < 2 {
        return Err(NotFitted::TooFewPersons { persons });
    }
    let counts = checks::counts(responses, settings)?;
    checks::connection(&patterns, responses.items(), settings.anchors)?;
    checks::scale(&patterns, &counts, settings.model)?;
    let points: Vec<usize> = (0..responses.items()).map(|item| usize::from(responses.greatest(item))).collect();
    let layout = Layout::new(settings.model, &points, groups, settings.anchors);
    if !is_determined(&layout, groups) {
        return Err(NotFitted::NotIdentified);
    }
    let nodes = Nodes::new(settings.quadrature);
    let (shape, threads) = (settings.model.shape(), settings.threads);
    Ok((Likelihood { shape, layout, patterns: Arc::new(patterns), nodes, threads }, counts))
}

/// Whether there are at least as many free shares of patterns as free parameters.
fn is_determined(layout: &Layout, groups: usize) -> bool {
    let patterns = layout.points.iter().fold(1_usize, |patterns, points| patterns.saturating_mul(points + 1));
    (patterns - 1).saturating_mul(groups) >= layout.free
}

/// Whether the condition on the scale can be laid on the model.
fn is_fitting(settings: &MarginalSettings<'_>) -> bool {
    match settings.identification {
        _ if !settings.anchors.is_empty() => true,
        Identification::Anchored(_) => false,
        Identification::StandardAbility => true,
        _ => !settings.model.has_free_slopes(),
    }
}

fn shown_identification(settings: &MarginalSettings<'_>) -> Identification {
    if settings.anchors.is_empty() {
        settings.identification.clone()
    } else {
        let mut items: Vec<usize> = settings.anchors.iter().map(|anchor| anchor.item).collect();
        items.sort_unstable();
        Identification::Anchored(items)
    }
}

/// Where the search starts: slopes 1, abilities N(0, 1), intercepts from the shares of points.
fn start(settings: &MarginalSettings<'_>, layout: &Layout, counts: &[Vec<u32>]) -> Vec<f64> {
    // A share among persons of different ability is flatter than the curve of one person.
    const FLATTENED: f64 = 1.16;
    let mut naturals = vec![0.0; layout.naturals.len()];
    for (item, counts) in counts.iter().enumerate() {
        let shares: Vec<f64> = counts.iter().map(|count| f64::from(*count) + 0.01).collect();
        let natural = &mut naturals[layout.items[item]..=layout.items[item] + layout.points[item]];
        natural[0] = 1.0;
        for (points, intercept) in natural.iter_mut().enumerate().skip(1) {
            let ratio = match settings.model {
                MarginalModel::Graded => shares[points..].iter().sum::<f64>() / shares[..points].iter().sum::<f64>(),
                _ => shares[points] / shares[0],
            };
            *intercept = FLATTENED * ratio.ln();
        }
    }
    layout.start(&naturals)
}

/// Comes near the top over a third of the nodes, where there are many; what is found there is a start and no more.
fn approach(settings: &MarginalSettings<'_>, likelihood: &Likelihood, start: Vec<f64>) -> Approach {
    const FEW: Quadrature = Quadrature { nodes: 23, half_range: 6.0 };
    // Between nodes so far apart a steep item or a narrow population is not seen rightly.
    const STEEP: f64 = 3.0;
    if settings.quadrature.nodes < 2 * FEW.nodes {
        return Approach::none(start);
    }
    let few = Quadrature { half_range: settings.quadrature.half_range, ..FEW };
    let coarse = likelihood.over(Nodes::new(few));
    match Approach::search(&coarse, start.clone(), settings.most_steps / 2) {
        Some(near) if is_calm(likelihood, &near.free, STEEP) => near,
        _ => Approach::none(start),
    }
}

fn is_calm(likelihood: &Likelihood, free: &[f64], steep: f64) -> bool {
    let (layout, naturals) = (&likelihood.layout, likelihood.layout.naturals(free));
    let are_slopes_calm = layout.items.iter().all(|&at| naturals[at].abs() < steep);
    are_slopes_calm && layout.groups.iter().all(|&at| naturals[at + 1].abs() < 1.0 && naturals[at].abs() < steep)
}

fn check_top(settings: &MarginalSettings<'_>, likelihood: &Likelihood, top: &Top) -> Result<(), NotFitted> {
    let (layout, naturals) = (&likelihood.layout, &top.point.naturals);
    for (item, &at) in layout.items.iter().enumerate() {
        if layout.naturals[at].is_free() && naturals[at].abs() > STEEPEST {
            return Err(NotFitted::SlopeDiverges { item });
        }
    }
    let distance = 2.0 * settings.quadrature.half_range / (settings.quadrature.nodes as f64 - 1.0);
    for (group, &at) in layout.groups.iter().enumerate() {
        if layout.naturals[at + 1].is_free() {
            let deviation = naturals[at + 1].exp();
            if deviation < NARROWEST * distance {
                return Err(NotFitted::NoSpread { group });
            }
            if deviation > settings.quadrature.half_range || naturals[at].abs() > settings.quadrature.half_range {
                return Err(NotFitted::SpreadDiverges { group });
            }
        }
    }
    Ok(())
}
