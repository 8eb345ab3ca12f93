//! The simplex search of Nelder and Mead in the form of Nash (1990), Compact Numerical Methods for Computers, algorithm 19:
//! the one behind `optim` of R, so that a search from the same start ends at the same place.

/// The value that stands for «not allowed»: larger than any likelihood, yet finite.
const NOT_ALLOWED: f64 = 1e35;

struct Simplex<'a> {
    target: &'a dyn Fn(&[f64]) -> f64,
    corners: Vec<Vec<f64>>,
    values: Vec<f64>,
    calls: usize,
}

/// When to stop: the values at the corners agree, or the target was asked too often.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// The greatest difference of values relative to the first one.
    pub tolerance: f64,
    /// How often the target may be asked.
    pub calls: usize,
}

/// The lowest point found from a start, the first simplex being the start and one `step` along each axis.
/// An infinite value of the target means that the point is not allowed; the start itself must be allowed.
pub(super) fn minimise(
    target: &dyn Fn(&[f64]) -> f64,
    start: &[f64],
    steps: &[f64],
    limits: Limits,
) -> Option<(Vec<f64>, f64)> {
    let first = target(start);
    if !first.is_finite() {
        return None;
    }
    let tolerance = limits.tolerance * (first.abs() + limits.tolerance);
    let mut simplex = Simplex { target, corners: vec![start.to_vec()], values: vec![first], calls: 1 };
    for (axis, step) in steps.iter().enumerate() {
        let mut corner = start.to_vec();
        corner[axis] += step;
        let value = simplex.ask(&corner);
        simplex.corners.push(corner);
        simplex.values.push(value);
    }
    let mut size: f64 = steps.iter().sum();
    let mut low = 0;
    loop {
        let high;
        (low, high) = simplex.ends(low);
        if simplex.values[high] <= simplex.values[low] + tolerance || simplex.calls > limits.calls {
            break;
        }
        if simplex.replace_highest(low, high) {
            continue;
        }
        let shrunk = simplex.shrink(low);
        if shrunk >= size {
            break;
        }
        size = shrunk;
    }
    Some((simplex.corners.swap_remove(low), simplex.values[low]))
}

impl Simplex<'_> {
    fn ask(&mut self, point: &[f64]) -> f64 {
        self.calls += 1;
        let value = (self.target)(point);
        if value.is_finite() { value } else { NOT_ALLOWED }
    }

    /// The lowest and the highest corner; of equals the lowest stays where it was, and is never the highest too.
    fn ends(&self, low: usize) -> (usize, usize) {
        let (mut lowest, mut highest) = (low, low);
        for (at, value) in self.values.iter().enumerate().filter(|(at, _)| *at != low) {
            if *value < self.values[lowest] {
                lowest = at;
            }
            if *value > self.values[highest] {
                highest = at;
            }
        }
        (lowest, highest)
    }

    /// Reflects the highest corner, and stretches or contracts it; `false` when nothing lower was found.
    fn replace_highest(&mut self, low: usize, high: usize) -> bool {
        let centre = self.centre(high);
        let reflected = between(&centre, &self.corners[high], -1.0);
        let value = self.ask(&reflected);
        if value < self.values[low] {
            let stretched = between(&centre, &reflected, 2.0);
            let further = self.ask(&stretched);
            if further < value {
                self.put(high, stretched, further);
            } else {
                self.put(high, reflected, value);
            }
            return true;
        }
        let is_lower = value < self.values[high];
        if is_lower {
            self.put(high, reflected, value);
        }
        let contracted = between(&centre, &self.corners[high], 0.5);
        let value = self.ask(&contracted);
        if value < self.values[high] {
            self.put(high, contracted, value);
            return true;
        }
        is_lower
    }

    fn put(&mut self, at: usize, corner: Vec<f64>, value: f64) {
        self.corners[at] = corner;
        self.values[at] = value;
    }

    fn centre(&self, without: usize) -> Vec<f64> {
        let axes = self.corners[0].len();
        let mean = |axis: usize| {
            let others = self.corners.iter().enumerate().filter(|(at, _)| *at != without);
            others.map(|(_, corner)| corner[axis]).sum::<f64>() / axes as f64
        };
        (0..axes).map(mean).collect()
    }

    /// Pulls all corners half-way to the lowest; answers the new size.
    fn shrink(&mut self, low: usize) -> f64 {
        let lowest = self.corners[low].clone();
        let mut size = 0.0;
        for at in (0..self.corners.len()).filter(|at| *at != low) {
            let corner = between(&lowest, &self.corners[at], 0.5);
            size += corner.iter().zip(&lowest).map(|(a, b)| (a - b).abs()).sum::<f64>();
            let value = self.ask(&corner);
            self.put(at, corner, value);
        }
        size
    }
}

/// The point at `share` of the way from one point to another.
fn between(from: &[f64], to: &[f64], share: f64) -> Vec<f64> {
    from.iter().zip(to).map(|(a, b)| share * b + (1.0 - share) * a).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Limits = Limits { tolerance: 1e-12, calls: 4000 };

    #[test]
    fn the_valley_of_rosenbrock_is_found() {
        let valley = |x: &[f64]| 100.0 * (x[1] - x[0] * x[0]).powi(2) + (1.0 - x[0]).powi(2);
        let (lowest, value) = minimise(&valley, &[-1.2, 1.0], &[0.12, 0.12], LIMITS).unwrap();
        assert!(value < 1e-8 && (lowest[0] - 1.0).abs() < 1e-3 && (lowest[1] - 1.0).abs() < 1e-3, "{lowest:?}");
    }

    #[test]
    fn walls_are_respected_and_a_start_behind_them_is_refused() {
        let wall = |x: &[f64]| if x[0] < 2.0 { f64::INFINITY } else { x[0] * x[0] };
        let (lowest, _) = minimise(&wall, &[5.0], &[0.5], LIMITS).unwrap();
        assert!((2.0..2.001).contains(&lowest[0]));
        assert_eq!(minimise(&wall, &[1.0], &[0.5], LIMITS), None);
    }
}
