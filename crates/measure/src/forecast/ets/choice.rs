//! The choice among models by AICc.

use super::EtsModel;
use super::fit::{EtsFit, Search, fit_ets};
use crate::forecast::series::{NotForecast, Series, at_least};

/// What became of each model, and which one was chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct EtsChoice {
    /// The model with the smallest AICc.
    pub chosen: EtsFit,
    /// Every model asked for, in that order, fitted or refused.
    pub tried: Vec<(EtsModel, Result<EtsFit, NotForecast>)>,
}

/// Chooses a model of exponential smoothing.
///
/// # Definition
/// Fits every model of the list and takes the one with the smallest AICc; of equals the one that stands first.
///
/// # Reads as
/// A difference of AICc below 2 says little: the models serve alike.
///
/// # Undefined when
/// None of the models can be fitted: the refusal of the first that had enough points, else [`NotForecast::TooFew`].
///
/// # Caution
/// With multiplicative errors in the list ([`EtsModel::ALL`]) the choice is that of `ets` of the R package forecast for a
/// positive series without seasons of at least 7 points; for shorter ones that program does not estimate.
///
/// # Source
/// Hyndman et al. (2008), §7.2; Burnham K. P., Anderson D. R. (2002), Model Selection, 2nd ed., ch. 2.
///
/// # Example
/// ```
/// use measure::forecast::{EtsModel, Search, Series, choose_ets};
///
/// let steady = Series::new(&[10.0, 12.1, 13.9, 16.2, 18.0, 19.9, 22.1, 24.0, 25.8, 28.2]).unwrap();
/// let choice = choose_ets(&steady, &EtsModel::ADDITIVE, Search::AsForecast).unwrap();
/// assert_eq!(choice.chosen.model, EtsModel::Aan);
/// ```
///
/// # Errors
/// As under «Undefined when».
pub fn choose_ets(series: &Series, models: &[EtsModel], search: Search) -> Result<EtsChoice, NotForecast> {
    at_least(series.n(), models.iter().map(|model| model.least_points()).min().unwrap_or(0))?;
    let tried: Vec<_> = models.iter().map(|model| (*model, fit_ets(series, *model, search))).collect();
    let fits = tried.iter().filter_map(|(_, fit)| fit.as_ref().ok());
    match fits.min_by(|a, b| a.aicc.total_cmp(&b.aicc)).copied() {
        Some(chosen) => Ok(EtsChoice { chosen, tried }),
        None => Err(refusal(&tried)),
    }
}

fn refusal(tried: &[(EtsModel, Result<EtsFit, NotForecast>)]) -> NotForecast {
    let mut refusals = tried.iter().filter_map(|(_, fit)| fit.err());
    refusals.find(|why| !matches!(why, NotForecast::TooFew { .. })).unwrap_or(NotForecast::NoFit)
}
