//! The place where a function that falls crosses zero.

/// Finds where `f` crosses zero from above between two ends. The second value of `f` is (about) minus its slope; it only guides the
/// first step. `None` if the ends do not lie on two sides of a crossing.
pub(crate) fn falling_root(mut f: impl FnMut(f64) -> (f64, f64), low: f64, high: f64) -> Option<(f64, f64)> {
    let (mut low, mut high) = (low, high);
    // Starting from the middle finds the crossing nearest to it; the ends are looked at only if the search runs into them.
    let (first, last) = (low, high);
    let mut x = 0.5 * (low + high);
    let (mut value, mut steepness) = f(x);
    for _ in 0..200 {
        if value > 0.0 {
            low = x;
        } else if value < 0.0 {
            high = x;
        } else {
            break;
        }
        let step = value / steepness;
        let mut next = x + step;
        if !(low < next && next < high) {
            next = 0.5 * (low + high);
        }
        let moved = (next - x).abs();
        if moved <= 1e-12 * (1.0 + x.abs()) {
            break;
        }
        let (there, own) = f(next);
        // The steepness of the chord serves the next step better than the guess, once both ends are near.
        let chord = (value - there) / (next - x);
        (x, value) = (next, there);
        steepness = if chord > 0.0 && moved < 1.0 { chord } else { own };
    }
    let near = 1e-6 * (last - first);
    (!value.is_nan() && x > first + near && x < last - near).then(|| (x, f(x).1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crossing_is_found_from_a_bad_guess() {
        for guess in [1e-3, 0.3, 1.0, 50.0] {
            let (x, _) = falling_root(|x: f64| (2.0 - x.exp(), guess), -20.0, 30.0).unwrap();
            assert!((x - 2.0_f64.ln()).abs() < 1e-12, "{guess} {x}");
        }
    }

    #[test]
    fn without_a_crossing_there_is_no_root() {
        assert_eq!(falling_root(|x: f64| (x.exp(), 1.0), -10.0, 10.0), None);
        assert_eq!(falling_root(|x: f64| (-1.0 - x * x, 1.0), -10.0, 10.0), None);
        assert_eq!(falling_root(|_| (f64::NAN, 1.0), -10.0, 10.0), None);
    }
}
