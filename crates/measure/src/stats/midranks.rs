//! Places of values, equal ones sharing the middle of theirs.

use super::sample::size;

/// Ranks with what tests need to know of ties.
pub(crate) struct Midranks {
    /// Twice the rank of each value, so that the middle of two places is still a whole number.
    pub(crate) doubled: Vec<u64>,
    /// How many values share each place that is shared; in ascending order of values.
    pub(crate) ties: Vec<u64>,
}

impl Midranks {
    /// Of values that were checked.
    pub(crate) fn of(values: &[f64]) -> Midranks {
        let mut order: Vec<usize> = (0..values.len()).collect();
        order.sort_unstable_by(|a, b| values[*a].total_cmp(&values[*b]));
        let mut doubled = vec![0; values.len()];
        let mut ties = Vec::new();
        let mut passed = 0_u64;
        // By ==, not by bits: −0 and 0 are one value.
        for group in order.chunk_by(|a, b| values[*a] == values[*b]) {
            let many = group.len() as u64;
            for &at in group {
                doubled[at] = 2 * passed + many + 1;
            }
            if many > 1 {
                ties.push(many);
            }
            passed += many;
        }
        Midranks { doubled, ties }
    }

    /// The ranks themselves.
    pub(crate) fn ranks(&self) -> Vec<f64> {
        self.doubled.iter().map(|rank| real(*rank) / 2.0).collect()
    }

    /// Σ(t³ − t) over the shared places.
    pub(crate) fn tie_term(&self) -> f64 {
        self.ties.iter().map(|many| cube_less(*many)).sum()
    }
}

fn cube_less(many: u64) -> f64 {
    let t = real(many);
    t * t * t - t
}

/// A count as a floating-point number.
pub(crate) fn real(count: u64) -> f64 {
    usize::try_from(count).map_or(f64::MAX, size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_share_the_middle_of_their_places() {
        let ranks = Midranks::of(&[3.0, 1.0, 3.0, 0.0, -0.0, 3.0]);
        assert_eq!(ranks.ranks(), [5.0, 3.0, 5.0, 1.5, 1.5, 5.0]);
        assert_eq!(ranks.ties, [2, 3]);
        assert_eq!(ranks.tie_term(), 6.0 + 24.0);
    }
}
