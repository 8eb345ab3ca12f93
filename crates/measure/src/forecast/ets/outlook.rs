//! Forecasts of a fitted model with analytic intervals.

use super::fit::EtsFit;
use crate::forecast::series::{NotForecast, Predicted, predicted, sound};

impl EtsFit {
    /// Forecasts with 95 % intervals.
    ///
    /// The middle h steps ahead is l + (φ + … + φʰ)·b. With cⱼ = α + β·(φ + … + φʲ) the variance is σ²(1 + Σ cⱼ²), j from 1 to
    /// h − 1, for additive errors (class 1 of Hyndman et al. 2008, §6.2). For multiplicative ones it is (1 + σ²)θₕ − μₕ² with
    /// θ₁ = μ₁², θₕ = μₕ² + σ² Σ cⱼ² θₕ₋ⱼ (class 2). The uncertainty of the parameters themselves is not in it.
    ///
    /// # Errors
    /// When no steps are asked for, or the forecast grows out of the range of numbers.
    pub fn outlook(&self, steps: usize) -> Result<Vec<Predicted>, NotForecast> {
        let (level, slope) = self.last_states;
        let mut damping = 0.0;
        let mut power = 1.0;
        let (mut middles, mut weights) = (Vec::with_capacity(steps), Vec::with_capacity(steps));
        for _ in 0..steps {
            power *= self.phi;
            damping += power;
            middles.push(level + damping * slope);
            weights.push((self.alpha + self.beta * damping).powi(2));
        }
        let variances =
            if self.model.is_multiplicative() { self.class_2(&middles, &weights) } else { self.class_1(&weights) };
        let ahead = middles.iter().zip(variances).enumerate();
        sound(ahead.map(|(at, (mean, variance))| predicted(at + 1, *mean, variance.sqrt())).collect())
    }

    fn class_1(&self, weights: &[f64]) -> Vec<f64> {
        let mut sum = 1.0;
        let variance = |weight: &f64| {
            let now = self.sigma2 * sum;
            sum += weight;
            now
        };
        weights.iter().map(variance).collect()
    }

    fn class_2(&self, middles: &[f64], weights: &[f64]) -> Vec<f64> {
        let mut thetas: Vec<f64> = Vec::with_capacity(middles.len());
        for mean in middles {
            let past: f64 = weights.iter().zip(thetas.iter().rev()).map(|(weight, theta)| weight * theta).sum();
            thetas.push(mean * mean + self.sigma2 * past);
        }
        thetas.iter().zip(middles).map(|(theta, mean)| (1.0 + self.sigma2) * theta - mean * mean).collect()
    }
}
