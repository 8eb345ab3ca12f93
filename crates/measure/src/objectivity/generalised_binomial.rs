//! How many of several events happen, each with a chance of its own (Poisson's binomial distribution).

/// The distribution of the number of events: the chance of 0, 1, … of them.
pub(super) fn distribution(chances: impl IntoIterator<Item = f64>) -> Vec<f64> {
    let mut so_far = vec![1.0];
    for chance in chances {
        so_far.push(0.0);
        for at in (1..so_far.len()).rev() {
            so_far[at] = so_far[at] * (1.0 - chance) + so_far[at - 1] * chance;
        }
        so_far[0] *= 1.0 - chance;
    }
    so_far
}

/// The chance of at least `least` events.
pub(super) fn at_least(chances: impl IntoIterator<Item = f64>, least: usize) -> f64 {
    let all = distribution(chances);
    all.iter().skip(least).rev().sum::<f64>().clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_chances_are_the_binomial() {
        // C(4,k)/16
        assert_eq!(distribution([0.5; 4]), [1.0 / 16.0, 0.25, 6.0 / 16.0, 0.25, 1.0 / 16.0]);
        assert_eq!(at_least([0.5; 4], 3), 5.0 / 16.0);
        assert_eq!(at_least([0.5; 4], 0), 1.0);
        assert_eq!(at_least([0.5; 4], 5), 0.0);
    }

    #[test]
    fn unlike_chances_are_counted_by_hand() {
        let all = distribution([0.1, 0.9, 0.5]);
        let expected = [0.9 * 0.1 * 0.5, 0.1 * 0.1 * 0.5 + 0.9 * 0.9 * 0.5 + 0.9 * 0.1 * 0.5];
        assert!((all[0] - expected[0]).abs() < 1e-15 && (all[1] - expected[1]).abs() < 1e-15);
        assert!((all.iter().sum::<f64>() - 1.0).abs() < 1e-15);
    }
}
