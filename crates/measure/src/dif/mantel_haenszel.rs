//! Differences of an item of one point by strata of the total score (Mantel and Haenszel).

use super::matched::{Matched, NoDif, Stratum, moments};
use crate::stats::distributions::chi_square_sf;

/// How strong a difference is by the rule of ETS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EtsClass {
    /// Negligible.
    A,
    /// Moderate: look at the item.
    B,
    /// Large: experts decide about the item.
    C,
}

impl EtsClass {
    /// The letter.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            EtsClass::A => "A",
            EtsClass::B => "B",
            EtsClass::C => "C",
        }
    }

    /// The class in Russian.
    #[must_use]
    pub fn say(self) -> &'static str {
        match self {
            EtsClass::A => "различие пренебрежимо",
            EtsClass::B => "умеренное различие: перечитайте задание",
            EtsClass::C => "заметное различие: задание стоит показать экспертам",
        }
    }
}

/// What [`mantel_haenszel`] finds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MantelHaenszel {
    /// The common odds ratio, reference to focal group.
    pub odds_ratio: f64,
    /// The standard error of its logarithm.
    pub log_odds_se: f64,
    /// −2.35·ln of the odds ratio; below 0 the item is harder for the focal group.
    pub delta: f64,
    /// The standard error of delta.
    pub delta_se: f64,
    /// χ² with continuity correction, 1 degree of freedom.
    pub chi2: f64,
    /// Its p.
    pub p: f64,
    /// The class.
    pub class: EtsClass,
}

/// The Mantel–Haenszel comparison of an item of one point.
///
/// # Definition
/// In each stratum of equal totals k: right and wrong Aₖ, Bₖ in the reference group, Cₖ, Dₖ in the focal one, Tₖ persons.
/// Odds ratio `(Σ AₖDₖ/Tₖ) / (Σ BₖCₖ/Tₖ)`, delta `−2.35·ln`, its error by Robins, Breslow and Greenland;
/// `χ² = (|Σ Aₖ − Σ E(Aₖ)| − ½)² / Σ Var(Aₖ)`, the ½ left out when the difference is smaller. Strata with an empty margin
/// (extreme totals among them) say nothing. Class A: |delta| < 1 or p ≥ 0.05; C: |delta| ≥ 1.5 and more than 1 with
/// confidence (one-sided 5 %); else B.
///
/// # Reads as
/// Odds ratio above 1, delta below 0: at equal scores the item is harder for the focal group. One unit of delta is about
/// a step of facility from 0.50 to 0.39.
///
/// # Undefined when
/// The item is worth more than one point; no stratum compares anybody; the ratio is 0 or infinite: [`NoDif`].
///
/// # Caution
/// Finds differences of one direction; use the logistic comparison for those that change sides. A few items
/// that differ spoil the total for all the others: see [`purify`](super::purify).
///
/// # Source
/// Holland P. W., Thayer D. T. (1988) in Wainer, Braun (eds), Test Validity; classes: Zieky M. (1993); errors: Robins J.,
/// Breslow N., Greenland S. (1986), Biometrics 42, 311–323.
///
/// # Example
/// ```
/// use measure::classical::MissingAnswers;
/// use measure::dif::{Member, mantel_haenszel, match_on_total};
/// use measure::{Response, Responses};
///
/// let column = |points: [u8; 8]| (1, points.map(Response::Points));
/// let responses = Responses::new([
///     column([1, 1, 0, 1, 1, 0, 0, 0]),
///     column([0, 0, 1, 0, 0, 1, 1, 1]),
/// ]).unwrap();
/// let members: Vec<_> = (0..8).map(|n| Some(if n < 4 { Member::Reference } else { Member::Focal })).collect();
/// let matched = match_on_total(&responses, &members, 0, &[true; 2], MissingAnswers::Zero).unwrap();
/// // All have a total of 1; the odds are 3 : 1 and 1 : 3.
/// assert!((mantel_haenszel(&matched).unwrap().odds_ratio - 9.0).abs() < 1e-12);
/// ```
///
/// # Errors
/// As under «Undefined when».
pub fn mantel_haenszel(matched: &Matched) -> Result<MantelHaenszel, NoDif> {
    if matched.greatest() > 1 {
        return Err(NoDif::NotDichotomous);
    }
    let mut sums = Sums::default();
    matched.strata.values().for_each(|stratum| sums.add(stratum));
    sums.answer()
}

/// By how much a sum of some hundred fractions may be off.
const ROUNDING: f64 = 1e-9;

#[derive(Debug, Default)]
struct Sums {
    /// Σ AD/T.
    with: f64,
    /// Σ BC/T.
    against: f64,
    /// Σ (A − E).
    excess: f64,
    variance: f64,
    /// The three sums of the error of the log odds ratio.
    pr: f64,
    mixed: f64,
    qs: f64,
}

impl Sums {
    fn add(&mut self, stratum: &Stratum) {
        let ((reference, a, _), (focal, c, _)) = (moments(&stratum.reference), moments(&stratum.focal));
        let (b, d, t) = (reference - a, focal - c, reference + focal);
        if reference <= 0.0 || focal <= 0.0 || a + c <= 0.0 || b + d <= 0.0 {
            return;
        }
        let (r, s, p, q) = (a * d / t, b * c / t, (a + d) / t, (b + c) / t);
        self.with += r;
        self.against += s;
        self.excess += a - reference * (a + c) / t;
        self.variance += reference * focal * (a + c) * (b + d) / (t * t * (t - 1.0));
        self.pr += p * r;
        self.mixed += p * s + q * r;
        self.qs += q * s;
    }

    fn answer(&self) -> Result<MantelHaenszel, NoDif> {
        if self.variance <= 0.0 {
            return Err(NoDif::NothingMatched);
        }
        if self.with <= 0.0 || self.against <= 0.0 {
            return Err(NoDif::OneSided);
        }
        let (r, s) = (self.with, self.against);
        // The excess is a sum of fractions: half a person stays half a person whichever group comes first.
        let correction = if self.excess.abs() >= 0.5 - ROUNDING { 0.5 } else { 0.0 };
        let chi2 = (self.excess.abs() - correction).max(0.0).powi(2) / self.variance;
        let p = chi_square_sf(chi2, 1.0);
        let log_odds_se = (self.pr / (2.0 * r * r) + self.mixed / (2.0 * r * s) + self.qs / (2.0 * s * s)).sqrt();
        let odds_ratio = r / s;
        let (delta, delta_se) = (-2.35 * odds_ratio.ln(), 2.35 * log_odds_se);
        Ok(MantelHaenszel { odds_ratio, log_odds_se, delta, delta_se, chi2, p, class: class(delta, delta_se, p) })
    }
}

/// The class of a delta with its error and its p.
pub(super) fn class(delta: f64, delta_se: f64, p: f64) -> EtsClass {
    /// The one-sided 5 % point of the normal distribution.
    const Z: f64 = 1.644_853_626_951_472_7;
    if delta.abs() < 1.0 || p >= 0.05 {
        EtsClass::A
    } else if delta.abs() >= 1.5 && delta.abs() - Z * delta_se > 1.0 {
        EtsClass::C
    } else {
        EtsClass::B
    }
}
