//! Each group against all others.

use std::collections::BTreeMap;

use crate::stats::{benjamini_hochberg, holm, mann_whitney};
use crate::{Measured, Why};

/// How the values of one group stand against those of all others.
#[derive(Debug, Clone, PartialEq)]
pub struct AgainstRest {
    /// The group.
    pub label: String,
    /// How many values it has.
    pub n: usize,
    /// 2U/(mn) − 1: from −1 (this group all lower) to 1 (all higher).
    pub rank_biserial: Measured<f64>,
    /// Two-sided, with ties and correction for continuity.
    pub p: Measured<f64>,
    /// The same after Benjamini and Hochberg: false alarms among those called.
    pub p_bh: Measured<f64>,
    /// The same after Holm: any false alarm at all.
    pub p_holm: Measured<f64>,
}

/// The rank test of Mann and Whitney of each group against all other students, corrected for the number of groups.
///
/// # Definition
/// For each group of at least `least` values, [`mann_whitney`] of its values against those of all other rows (groups that
/// are too small included in the others), with correction for continuity; then [`benjamini_hochberg`] and [`holm`] over the
/// groups that were tested.
///
/// # Reads as
/// A probability for each group; the corrected ones may be compared with 0.05 although many groups were looked at.
///
/// # Undefined when
/// A group is below `least`: [`Why::TooFew`]; there are no others or all values are equal: the reason of the test.
///
/// # Caution
/// Students of one class are more alike than a sample, so these probabilities are too small where classes stand for groups:
/// [`unit_effects`](super::unit_effects) knows better. A small probability is no size: look at the rank-biserial correlation.
///
/// # Source
/// Mann H. B., Whitney D. R. (1947), Annals of Mathematical Statistics 18, 50–60; Benjamini Y., Hochberg Y. (1995), JRSS B 57,
/// 289–300; Holm S. (1979), Scandinavian Journal of Statistics 6, 65–70.
///
/// # Example
/// ```
/// use measure::agreement::against_rest;
///
/// let rows: Vec<(&str, f64)> = (0..30).map(|n| (["А", "Б", "В"][n % 3], (n + 20 * usize::from(n % 3 == 2)) as f64)).collect();
/// let found = against_rest(&rows, 10);
/// assert!(found[2].p.known().unwrap() < 0.01 && found[0].p.known().unwrap() > 0.01);
/// ```
#[must_use]
pub fn against_rest(rows: &[(&str, f64)], least: usize) -> Vec<AgainstRest> {
    let mut groups: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for (label, value) in rows {
        groups.entry(label).or_default().push(*value);
    }
    let mut found: Vec<AgainstRest> = groups.iter().map(|(label, own)| one_against(rows, label, own, least)).collect();
    let tested: Vec<usize> = (0..found.len()).filter(|place| found[*place].p.is_known()).collect();
    let probabilities: Vec<f64> = tested.iter().filter_map(|place| found[*place].p.known()).collect();
    if let (Some(bh), Some(holm)) = (benjamini_hochberg(&probabilities).known(), holm(&probabilities).known()) {
        for ((place, bh), holm) in tested.iter().zip(bh).zip(holm) {
            found[*place].p_bh = Measured::Known(bh);
            found[*place].p_holm = Measured::Known(holm);
        }
    }
    found
}

fn one_against(rows: &[(&str, f64)], label: &str, own: &[f64], least: usize) -> AgainstRest {
    let others: Vec<f64> = rows.iter().filter(|(other, _)| *other != label).map(|(_, value)| *value).collect();
    let few = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let test = if own.len() < least {
        Measured::Unknown(Why::TooFew { n: few(own.len()), needed: few(least) })
    } else {
        mann_whitney(own, &others)
    };
    let p = test.map(|test| test.p_corrected);
    AgainstRest {
        label: label.to_owned(),
        n: own.len(),
        rank_biserial: test.map(|test| test.rank_biserial),
        p,
        p_bh: p,
        p_holm: p,
    }
}
