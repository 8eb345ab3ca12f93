//! Item response models by marginal likelihood: ability is integrated out over its distribution in the population.
//!
//! One likelihood serves Rasch, partial credit, rating scale, two parameters, generalised partial credit and graded
//! response; equal slopes, common steps and anchored items are linear conditions on its parameters. Persons with equal
//! answers are one pattern, so nothing depends on the order of persons.

mod abilities;
mod checks;
mod climb;
mod curves;
mod estimates;
mod expectation;
mod fit;
mod information;
mod layout;
mod likelihood;
mod matrix;
mod patterns;
mod refusal;
mod report;
mod rows;
mod s_x2;
mod settings;

pub use abilities::{eap_reliability, expected_abilities};
pub use estimates::{AbilityDistribution, ItemEstimate, MarginalFit};
pub use fit::fit_marginal;
pub use refusal::NotFitted;
pub use s_x2::{ItemChiSquare, s_x2};
pub use settings::{Anchor, MarginalModel, MarginalSettings, Quadrature};

#[cfg(test)]
mod tests;
