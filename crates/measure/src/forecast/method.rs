//! The methods by name, so that they can be asked and tried alike.

use super::ets::{EtsModel, Search, choose_ets, fit_ets};
use super::series::{NotForecast, Predicted, Series};
use super::{drift_forecast, naive_forecast, ols_trend, theil_sen_line};

/// A method of forecasting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// As today.
    Naive,
    /// As today and the mean step of the past.
    Drift,
    /// A line by least squares.
    OlsTrend,
    /// A line by the median of slopes.
    TheilSen,
    /// One model of exponential smoothing.
    Ets(EtsModel),
    /// The additive model of exponential smoothing with the smallest AICc.
    EtsByAicc,
}

impl Method {
    /// The methods usually laid side by side.
    pub const USUAL: [Method; 8] = [
        Method::Naive,
        Method::Drift,
        Method::TheilSen,
        Method::OlsTrend,
        Method::Ets(EtsModel::Ann),
        Method::Ets(EtsModel::Aan),
        Method::Ets(EtsModel::Aadn),
        Method::EtsByAicc,
    ];

    /// The stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Method::Naive => "naive",
            Method::Drift => "drift",
            Method::OlsTrend => "ols_trend",
            Method::TheilSen => "theil_sen",
            Method::Ets(EtsModel::Ann) => "ets_ANN",
            Method::Ets(EtsModel::Aan) => "ets_AAN",
            Method::Ets(EtsModel::Aadn) => "ets_AAdN",
            Method::Ets(EtsModel::Mnn) => "ets_MNN",
            Method::Ets(EtsModel::Man) => "ets_MAN",
            Method::Ets(EtsModel::Madn) => "ets_MAdN",
            Method::EtsByAicc => "ets_by_aicc",
        }
    }

    /// The name in Russian.
    #[must_use]
    pub fn title(self) -> String {
        match self {
            Method::Naive => "наивный (как в последний раз)".to_owned(),
            Method::Drift => "со средним шагом".to_owned(),
            Method::OlsTrend => "прямая наименьших квадратов".to_owned(),
            Method::TheilSen => "прямая Тейла — Сена".to_owned(),
            Method::Ets(model) => format!("экспоненциальное сглаживание {}", model.name()),
            Method::EtsByAicc => "экспоненциальное сглаживание, модель по AICc".to_owned(),
        }
    }
}

/// The forecast of a series by a method.
///
/// # Errors
/// The refusal of the method.
pub fn forecast(series: &Series, method: Method, steps: usize) -> Result<Vec<Predicted>, NotForecast> {
    match method {
        Method::Naive => naive_forecast(series, steps),
        Method::Drift => drift_forecast(series, steps),
        Method::OlsTrend => ols_trend(series)?.outlook(steps),
        Method::TheilSen => theil_sen_line(series)?.outlook(steps),
        Method::Ets(model) => fit_ets(series, model, Search::AsForecast)?.outlook(steps),
        Method::EtsByAicc => choose_ets(series, &EtsModel::ADDITIVE, Search::AsForecast)?.chosen.outlook(steps),
    }
}
