//! Forecasts of short series (yearly shares, means, counts) with their uncertainty, and how well they did in the past.
//!
//! A series of fewer than four points is refused, whatever the method; every forecast is a middle with a 95 % interval,
//! and [`backtest`] says how far the method was off when it knew less.

mod backtest;
mod drift;
mod ets;
mod method;
mod naive;
mod nelder_mead;
mod ols_trend;
mod series;
mod shares;
mod theil_sen_line;

#[cfg(test)]
mod tests;

pub use backtest::{Backtest, BacktestPlan, Horizon, backtest};
pub use drift::drift_forecast;
pub use ets::{EtsChoice, EtsFit, EtsModel, Search, choose_ets, fit_ets};
pub use method::{Method, forecast};
pub use naive::naive_forecast;
pub use ols_trend::{OlsTrend, ols_trend};
pub use series::{LEAST_POINTS, NotForecast, Predicted, Series};
pub use shares::forecast_shares;
pub use theil_sen_line::{TheilSenLine, theil_sen_line};
