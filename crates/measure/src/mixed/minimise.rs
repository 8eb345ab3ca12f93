//! The lowest place of a smooth function whose slope is known.

/// How much lower a place may still be, in units of the function, when the search ends.
const CLOSE: f64 = 1e-10;
const MOST_STEPS: usize = 100;
const MOST_HALVINGS: usize = 40;
/// A step counts as downhill when it brings this part of what the slope promised.
const ENOUGH: f64 = 1e-4;

/// By the method of Broyden, Fletcher, Goldfarb and Shanno from a place where the function has a value. `curvature` is a
/// guess of the second derivative by each coordinate. What was solved at the lowest place, or, as an error, where the search stuck; nothing, if the start has no value.
pub(crate) fn minimise<P>(
    start: Vec<f64>,
    curvature: &[f64],
    at: impl Fn(&[f64]) -> Option<(f64, P)>,
    slope: impl Fn(&P) -> Vec<f64>,
) -> Option<Result<P, P>> {
    let guess = || Inverse::of(curvature);
    let (mut value, mut point) = at(&start)?;
    let (mut place, mut steep, mut inverse) = (start, slope(&point), guess());
    let mut is_fresh = true;
    for _ in 0..MOST_STEPS {
        let direction = inverse.against(&steep);
        let promise = sum(&steep, &direction);

        if -promise < CLOSE {
            let against_guess = -sum(&steep, &guess().against(&steep));
            if is_fresh || against_guess < CLOSE.sqrt() {
                return Some(Ok(point));
            }
            (inverse, is_fresh) = (guess(), true);
            continue;
        }
        let noise = 1e-13 * value.abs();
        let Some((step, next_value, next)) = downhill(&place, &direction, value, promise, noise, &at) else {
            if is_fresh {
                return Some(if -promise < CLOSE.sqrt() { Ok(point) } else { Err(point) });
            }
            (inverse, is_fresh) = (guess(), true);
            continue;
        };
        let next_steep = slope(&next);
        let moved: Vec<f64> = direction.iter().map(|cell| cell * step).collect();
        let turned: Vec<f64> = next_steep.iter().zip(&steep).map(|(new, old)| new - old).collect();
        inverse.learn(&moved, &turned);
        is_fresh = false;
        place.iter_mut().zip(&moved).for_each(|(cell, more)| *cell += more);
        (value, point, steep) = (next_value, next, next_steep);
    }
    Some(Err(point))
}

/// The longest of steps, each shorter than the one before, that leads downhill.
fn downhill<P>(
    place: &[f64],
    direction: &[f64],
    value: f64,
    promise: f64,
    noise: f64,
    at: &impl Fn(&[f64]) -> Option<(f64, P)>,
) -> Option<(f64, f64, P)> {
    let mut step = 1.0;
    for _ in 0..MOST_HALVINGS {
        let there: Vec<f64> = place.iter().zip(direction).map(|(cell, more)| cell + step * more).collect();
        let found = at(&there);
        let next = found.as_ref().map(|(next, _)| *next);
        if let Some((next, point)) = found.filter(|(next, _)| *next <= value + ENOUGH * step * promise + noise) {
            return Some((step, next, point));
        }
        // The parabola through value, slope and the new value has its lowest place here.
        let bend = next.map(|next| (next - value - promise * step) / (step * step));
        let lowest = bend.filter(|bend| *bend > 0.0).map(|bend| -promise / (2.0 * bend));
        step = lowest.map_or(step / 2.0, |lowest| lowest.clamp(step / 10.0, step / 2.0));
    }
    None
}

/// The inverse of the matrix of second derivatives, as far as it is known.
struct Inverse {
    cells: Vec<Vec<f64>>,
}

impl Inverse {
    fn of(curvature: &[f64]) -> Inverse {
        let row = |place: usize| {
            let cell = |(other, bend): (usize, &f64)| if other == place { 1.0 / bend } else { 0.0 };
            curvature.iter().enumerate().map(cell).collect()
        };
        Inverse { cells: (0..curvature.len()).map(row).collect() }
    }

    fn times(&self, vector: &[f64]) -> Vec<f64> {
        self.cells.iter().map(|row| sum(row, vector)).collect()
    }

    fn against(&self, steep: &[f64]) -> Vec<f64> {
        self.times(steep).into_iter().map(|cell| -cell).collect()
    }

    fn learn(&mut self, moved: &[f64], turned: &[f64]) {
        let bend = sum(moved, turned);
        if bend <= 1e-12 * (sum(moved, moved) * sum(turned, turned)).sqrt() {
            // The function bends down here: go further next time.
            self.cells.iter_mut().flatten().for_each(|cell| *cell *= 2.0);
            return;
        }
        let half = self.times(turned);
        let scale = (1.0 + sum(turned, &half) / bend) / bend;
        for ((row, a), half_a) in self.cells.iter_mut().zip(moved).zip(&half) {
            for ((cell, b), half_b) in row.iter_mut().zip(moved).zip(&half) {
                *cell += scale * a * b - (half_a * b + a * half_b) / bend;
            }
        }
    }
}

fn sum(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_valley_of_rosenbrock_is_walked_down() {
        let value = |place: &[f64]| {
            let (x, y) = (place[0], place[1]);
            Some((100.0 * (y - x * x).powi(2) + (1.0 - x).powi(2), (x, y)))
        };
        let slope = |(x, y): &(f64, f64)| vec![-400.0 * x * (y - x * x) - 2.0 * (1.0 - x), 200.0 * (y - x * x)];
        let lowest = minimise(vec![-1.2, 1.0], &[400.0, 200.0], value, slope).unwrap().unwrap();
        assert!((lowest.0 - 1.0).abs() < 1e-5 && (lowest.1 - 1.0).abs() < 1e-5, "{lowest:?}");
    }

    #[test]
    fn a_function_without_a_bottom_has_no_lowest_place() {
        let found = minimise(vec![0.0], &[1.0], |place| Some((-place[0], ())), |()| vec![-1.0]);
        assert!(found.unwrap().is_err());
    }
}
