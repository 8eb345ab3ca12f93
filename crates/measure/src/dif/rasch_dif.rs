//! Differences of items by their difficulties in two groups (Rasch family).

use std::fmt;

use super::mantel_haenszel::{EtsClass, class};
use super::matched::{Member, NoDif};
use crate::classical::MissingAnswers;
use crate::latent::{Andersen, ConditionalFit, ConditionalModel, LikelihoodRatio, NotFitted, andersen_test};
use crate::stats::distributions::normal_two_sided;
use crate::{Response, Responses};

/// Difficulties of the items in two groups, each group by itself.
#[derive(Debug, Clone, PartialEq)]
pub struct RaschGroups {
    items: usize,
    kept: Vec<usize>,
    fits: [ConditionalFit; 2],
    test: LikelihoodRatio,
}

/// What [`RaschGroups::compare`] finds for one item.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RaschDif {
    /// The difficulty for the focal group less that for the reference group, in logits.
    pub difference: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// The difference in standard errors.
    pub z: f64,
    /// The chance of a z at least so far from 0.
    pub p: f64,
    /// The difference on the scale of ETS: −2.35 logits; below 0 the item is harder for the focal group.
    pub delta: f64,
    /// The class by the rule of ETS.
    pub class: EtsClass,
}

/// Why there are no difficulties to compare.
#[derive(Debug, Clone, PartialEq)]
pub enum NoRaschDif {
    /// The groups or anchors do not allow it.
    Groups(NoDif),
    /// The model has no estimate.
    NotFitted(NotFitted),
}

impl fmt::Display for NoRaschDif {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NoRaschDif::Groups(reason) => reason.fmt(f),
            NoRaschDif::NotFitted(reason) => reason.fmt(f),
        }
    }
}

impl std::error::Error for NoRaschDif {}

impl RaschGroups {
    /// Fits both groups: the Rasch model for items of one point, else the partial credit model.
    ///
    /// Answers that are absent are left out of the likelihood of a person; a missing one is 0 points under
    /// [`MissingAnswers::Zero`]. Items that one of the groups cannot estimate (solved by all or none of it) are left out in both.
    ///
    /// # Errors
    /// Members of another number than persons, an empty group, or no estimate.
    pub fn fit(
        responses: &Responses,
        members: &[Option<Member>],
        missing: MissingAnswers,
    ) -> Result<RaschGroups, NoRaschDif> {
        if members.len() != responses.persons() {
            return Err(NoRaschDif::Groups(NoDif::UnequalLength));
        }
        let compared: Vec<usize> = (0..members.len()).filter(|&person| members[person].is_some()).collect();
        let sides: Vec<usize> =
            compared.iter().map(|&person| usize::from(members[person] == Some(Member::Focal))).collect();
        for (side, group) in [(0, Member::Reference), (1, Member::Focal)] {
            if !sides.contains(&side) {
                return Err(NoRaschDif::Groups(NoDif::EmptyGroup { group }));
            }
        }
        let all: Vec<usize> = (0..responses.items()).collect();
        let part = responses.part(&compared, &all);
        let part = if missing == MissingAnswers::Zero { with_zeros(&part) } else { part };
        let is_dichotomous = all.iter().all(|&item| responses.greatest(item) == 1);
        let model = if is_dichotomous { ConditionalModel::Rasch } else { ConditionalModel::PartialCredit };
        let Andersen { test, groups, kept, .. } =
            andersen_test(&part, model, Some(&sides)).map_err(NoRaschDif::NotFitted)?;
        let fits =
            <[ConditionalFit; 2]>::try_from(groups).map_err(|_| NoRaschDif::NotFitted(NotFitted::TooFewGroups))?;
        Ok(RaschGroups { items: responses.items(), kept, fits, test })
    }

    /// The test of Andersen: whether the items have the same difficulties in both groups, all together.
    #[must_use]
    pub fn test(&self) -> &LikelihoodRatio {
        &self.test
    }

    /// Compares the difficulties of each item; nothing for an item that one of the groups cannot estimate.
    ///
    /// # Definition
    /// Each group is fitted by conditional maximum likelihood; the zero of both scales is the mean place of the anchors.
    /// Difference of the places, focal less reference; its variance is the sum of the variances of both under this condition;
    /// `z = difference / error`. Delta is −2.35 logits; classes as of [`mantel_haenszel`](super::mantel_haenszel).
    ///
    /// # Reads as
    /// In logits: above 0 the item is harder for the focal group; 1 logit multiplies the odds by 2.72.
    ///
    /// # Undefined when
    /// No anchor can be estimated in both groups: [`NoDif::NoAnchors`].
    ///
    /// # Caution
    /// The differences of the anchors are 0 on the mean: a few items that differ much make the others differ the other way. See
    /// [`purify`](super::purify). Supposes that items discriminate alike.
    ///
    /// # Source
    /// Wright B. D., Stone M. H. (1979), Best Test Design; Fischer G. H., Molenaar I. W. (1995), Rasch Models, ch. 5.
    ///
    /// # Example
    /// ```
    /// use measure::classical::MissingAnswers;
    /// use measure::dif::{Member, RaschGroups};
    /// use measure::{Response, Responses};
    ///
    /// // Of two items the first is solved alone by 30 and 10 of the reference group and by 10 and 30 of the focal one.
    /// let solves_first = |person: usize| Response::Points(u8::from(person < 30 || (40..50).contains(&person)));
    /// let solves_second = |person: usize| Response::Points(u8::from(!(person < 30 || (40..50).contains(&person))));
    /// let columns = [(0..80).map(solves_first).collect::<Vec<_>>(), (0..80).map(solves_second).collect()];
    /// let responses = Responses::new(columns.into_iter().map(|column| (1, column))).unwrap();
    /// let members: Vec<_> = (0..80).map(|n| Some(if n < 40 { Member::Reference } else { Member::Focal })).collect();
    /// let groups = RaschGroups::fit(&responses, &members, MissingAnswers::Zero).unwrap();
    /// let found = groups.compare(&[true, true]).unwrap()[0].unwrap();
    /// assert!((found.difference - 3.0_f64.ln()).abs() < 1e-9);
    /// ```
    ///
    /// # Errors
    /// As under «Undefined when».
    pub fn compare(&self, anchors: &[bool]) -> Result<Vec<Option<RaschDif>>, NoDif> {
        if anchors.len() != self.items {
            return Err(NoDif::UnequalLength);
        }
        let fixed: Vec<usize> = (0..self.kept.len()).filter(|&at| anchors[self.kept[at]]).collect();
        if fixed.is_empty() {
            return Err(NoDif::NoAnchors);
        }
        let mut found = vec![None; self.items];
        for (at, &item) in self.kept.iter().enumerate() {
            let [(reference, one), (focal, other)] = [0, 1].map(|side| place(&self.fits[side], at, &fixed));
            found[item] = difference(focal - reference, (one + other).sqrt());
        }
        Ok(found)
    }
}

fn difference(difference: f64, standard_error: f64) -> Option<RaschDif> {
    // An item that is the only anchor has the same place in both groups by definition.
    if standard_error <= 1e-9 {
        return None;
    }
    let z = difference / standard_error;
    let p = normal_two_sided(z);
    let (delta, delta_se) = (-2.35 * difference, 2.35 * standard_error);
    Some(RaschDif { difference, standard_error, z, p, delta, class: class(delta, delta_se, p) })
}

/// The place of an item above the mean place of the anchors, with its variance.
fn place(fit: &ConditionalFit, item: usize, anchors: &[usize]) -> (f64, f64) {
    let share = 1.0 / anchors.len() as f64;
    let weights: Vec<((usize, usize), f64)> = (0..fit.items().len())
        .flat_map(|at| {
            let own = f64::from(u8::from(at == item)) - if anchors.contains(&at) { share } else { 0.0 };
            let steps = fit.items()[at].greatest();
            (0..steps).map(move |step| ((at, step), own / steps as f64))
        })
        .filter(|(_, weight)| *weight != 0.0)
        .collect();
    let mean = weights.iter().map(|((at, step), weight)| weight * fit.items()[*at].thresholds()[*step]).sum();
    let line = |(one, weight): &((usize, usize), f64)| -> f64 {
        weights.iter().map(|(other, more)| weight * more * fit.covariance(*one, *other)).sum()
    };
    (mean, weights.iter().map(line).sum::<f64>().max(0.0))
}

fn with_zeros(responses: &Responses) -> Responses {
    let zero = |response| if response == Response::Missing { Response::Points(0) } else { response };
    let column = |item| (responses.greatest(item), responses.item(item).map(zero).collect::<Vec<_>>());
    Responses::new((0..responses.items()).map(column)).unwrap_or_else(|_| responses.clone())
}
