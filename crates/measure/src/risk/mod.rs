//! Groups at risk («группы риска») by a transparent model: every estimate can be taken apart into its terms.
//!
//! An estimate is a reason to offer help. It is no judgement of a student, and no decision follows from it by itself.

mod calibration;
mod cross_validation;
mod model;
mod reasons;
mod roc_area;
#[cfg(test)]
mod tests;

pub use calibration::{Calibration, CalibrationRow, calibration};
pub use cross_validation::{CrossValidated, FOLDS, RIDGES, choose_ridge, cross_validate, cross_validated_area};
pub use model::{NoRisk, RiskModel, RiskTerm, Students, risk_model};
pub use reasons::{Direction, Reason, reasons, say};
pub use roc_area::{RocArea, roc_area};
