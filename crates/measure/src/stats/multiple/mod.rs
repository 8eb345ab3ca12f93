//! Many tests at once: how to keep chance finds in check.

pub(crate) mod benjamini_hochberg;
pub(crate) mod holm;

pub use benjamini_hochberg::benjamini_hochberg;
pub use holm::holm;

use crate::Why;

/// Takes probabilities.
fn check(probabilities: &[f64]) -> Result<(), Why> {
    if probabilities.is_empty() {
        return Err(Why::EmptyBase);
    }
    if probabilities.iter().any(|p| !(0.0..=1.0).contains(p)) {
        return Err(Why::Inapplicable);
    }
    Ok(())
}

/// The places of probabilities in ascending order.
fn ascending(probabilities: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..probabilities.len()).collect();
    order.sort_by(|a, b| probabilities[*a].total_cmp(&probabilities[*b]));
    order
}
