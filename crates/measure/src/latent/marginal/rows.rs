//! Arithmetic on rows of nodes: the inner loops of the marginal likelihood.
//!
//! Rows are padded to whole lanes, and sums go lane by lane in one fixed order, so that a result does not depend on
//! how wide the processor's registers are.

/// How many numbers go side by side.
pub(super) const LANES: usize = 8;

/// The length of a row that holds so many nodes.
pub(super) fn padded(nodes: usize) -> usize {
    nodes.div_ceil(LANES) * LANES
}

#[inline]
pub(super) fn multiply(out: &mut [f64], left: &[f64], right: &[f64]) {
    for ((out, left), right) in out.iter_mut().zip(left).zip(right) {
        *out = left * right;
    }
}

#[inline]
pub(super) fn multiply_by(out: &mut [f64], by: &[f64]) {
    for (out, by) in out.iter_mut().zip(by) {
        *out *= by;
    }
}

#[inline]
pub(super) fn add(out: &mut [f64], more: &[f64]) {
    for (out, more) in out.iter_mut().zip(more) {
        *out += more;
    }
}

#[inline]
pub(super) fn add_scaled(out: &mut [f64], scale: f64, more: &[f64]) {
    for (out, more) in out.iter_mut().zip(more) {
        *out += scale * more;
    }
}

#[inline]
pub(super) fn scale(out: &mut [f64], by: f64) {
    for out in out.iter_mut() {
        *out *= by;
    }
}

#[inline]
pub(super) fn sum(row: &[f64]) -> f64 {
    let mut lanes = [0.0; LANES];
    for part in row.chunks_exact(LANES) {
        for (lane, value) in lanes.iter_mut().zip(part) {
            *lane += value;
        }
    }
    across(lanes)
}

#[inline]
pub(super) fn dot(left: &[f64], right: &[f64]) -> f64 {
    let mut lanes = [0.0; LANES];
    for (left, right) in left.chunks_exact(LANES).zip(right.chunks_exact(LANES)) {
        for ((lane, left), right) in lanes.iter_mut().zip(left).zip(right) {
            *lane += left * right;
        }
    }
    across(lanes)
}

/// Three rows: `Σ a·b·c`.
#[inline]
pub(super) fn dot3(first: &[f64], second: &[f64], third: &[f64]) -> f64 {
    let mut lanes = [0.0; LANES];
    let parts = first.chunks_exact(LANES).zip(second.chunks_exact(LANES)).zip(third.chunks_exact(LANES));
    for ((first, second), third) in parts {
        for (((lane, first), second), third) in lanes.iter_mut().zip(first).zip(second).zip(third) {
            *lane += first * second * third;
        }
    }
    across(lanes)
}

fn across(lanes: [f64; LANES]) -> f64 {
    ((lanes[0] + lanes[4]) + (lanes[1] + lanes[5])) + ((lanes[2] + lanes[6]) + (lanes[3] + lanes[7]))
}
