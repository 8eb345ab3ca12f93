//! The conditional likelihood of one booklet by elementary symmetric functions.
//!
//! With `e_i(x) = Σ_h exp(−β_ih) x^h` the symmetric functions are the coefficients of `Π e_i(x)`. Everything needed is a sum
//! of products of prefixes, suffixes and middles of that product, so nothing is ever subtracted or divided out
//! (the summation algorithm), and the pairs of items cost no more than the square of the length of the paper.

use crate::latent::score_table::{Booklet, ScoreTable};

/// Below this a symmetric function is too near to the end of the floating-point numbers.
const LEAST: f64 = 1e-280;

/// Where the cumulated parameters of each item stand in one long vector.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    /// The first place of each item, and the length of the whole.
    pub(super) starts: Vec<usize>,
}

impl Layout {
    pub(super) fn new(greatest: &[usize]) -> Layout {
        let mut starts = vec![0];
        let mut next = 0;
        for m in greatest {
            next += m;
            starts.push(next);
        }
        Layout { starts }
    }

    pub(super) fn len(&self) -> usize {
        self.starts[self.starts.len() - 1]
    }

    /// The greatest points of any item.
    pub(super) fn longest(&self) -> usize {
        self.starts.windows(2).map(|ends| ends[1] - ends[0]).max().unwrap_or(0)
    }

    pub(super) fn of(&self, item: usize) -> std::ops::Range<usize> {
        self.starts[item]..self.starts[item + 1]
    }
}

/// Log-likelihood, expected counts and information in the cumulated parameters.
#[derive(Debug, Clone)]
pub(super) struct Derivatives {
    /// Minus `Σ N_r ln γ_r`; the part `−Σ n β` is added once for all booklets.
    pub(super) log_likelihood: f64,
    /// The expected counts `E n_ih`.
    pub(super) expected: Vec<f64>,
    /// The information, by rows; only the lower triangle is filled.
    pub(super) information: Vec<f64>,
}

impl Derivatives {
    pub(super) fn zero(size: usize) -> Derivatives {
        Derivatives { log_likelihood: 0.0, expected: vec![0.0; size], information: vec![0.0; size * size] }
    }

    pub(super) fn add(&mut self, other: &Derivatives) {
        self.log_likelihood += other.log_likelihood;
        for (sum, part) in self.expected.iter_mut().zip(&other.expected) {
            *sum += part;
        }
        for (sum, part) in self.information.iter_mut().zip(&other.information) {
            *sum += part;
        }
    }
}

/// The weights `exp(−β_ih)`, h = 0 … m, of the items of a booklet, each item divided by its own sum, and the log of that sum.
fn weights(booklet: &Booklet, layout: &Layout, beta: &[f64]) -> (Vec<Vec<f64>>, f64) {
    let mut log_scale = 0.0;
    let of_item = |&item: &usize| {
        let logits: Vec<f64> = std::iter::once(0.0).chain(beta[layout.of(item)].iter().map(|b| -b)).collect();
        let greatest = logits.iter().copied().fold(0.0, f64::max);
        let mut weights: Vec<f64> = logits.iter().map(|logit| (logit - greatest).exp()).collect();
        let sum: f64 = weights.iter().sum();
        weights.iter_mut().for_each(|weight| *weight /= sum);
        log_scale += greatest + sum.ln();
        weights
    };
    let weights = booklet.items.iter().map(of_item).collect();
    (weights, log_scale)
}

/// The product of two polynomials.
fn product(left: &[f64], right: &[f64]) -> Vec<f64> {
    let (long, short) = if left.len() >= right.len() { (left, right) } else { (right, left) };
    let mut product = vec![0.0; long.len() + short.len() - 1];
    for (shift, factor) in short.iter().enumerate() {
        for (sum, coefficient) in product[shift..].iter_mut().zip(long) {
            *sum += factor * coefficient;
        }
    }
    product
}

/// `Σ_h weights[h] · message[t + h]` for every t: what a message on totals says of the totals without one item.
fn take_out(message: &[f64], weights: &[f64]) -> Vec<f64> {
    let mut shorter = vec![0.0; message.len() + 1 - weights.len()];
    for (h, weight) in weights.iter().enumerate() {
        for (sum, value) in shorter.iter_mut().zip(&message[h..]) {
            *sum += weight * value;
        }
    }
    shorter
}

fn dot(left: &[f64], right: &[f64]) -> f64 {
    left.iter().zip(right).map(|(a, b)| a * b).sum()
}

/// What is computed once for a booklet at given parameters.
struct Products<'a> {
    items: &'a [usize],
    weights: Vec<Vec<f64>>,
    /// The product of all items before this one.
    before: Vec<Vec<f64>>,
    /// The product of all items from this one on.
    from: Vec<Vec<f64>>,
}

impl<'a> Products<'a> {
    fn new(items: &'a [usize], weights: Vec<Vec<f64>>) -> Products<'a> {
        let mut before = vec![vec![1.0]];
        for weight in &weights {
            before.push(product(&before[before.len() - 1], weight));
        }
        let mut from = vec![vec![1.0]];
        for weight in weights.iter().rev() {
            from.push(product(&from[from.len() - 1], weight));
        }
        from.reverse();
        Products { items, weights, before, from }
    }

    fn gamma(&self) -> &[f64] {
        &self.before[self.items.len()]
    }
}

/// Adds what one booklet says; `None` if its symmetric functions leave the range of numbers.
pub(super) fn add_booklet(
    table: &ScoreTable,
    booklet: &Booklet,
    layout: &Layout,
    beta: &[f64],
    sum: &mut Derivatives,
) -> Option<()> {
    let rows: Vec<(usize, f64)> = table.rows[booklet.rows.clone()]
        .iter()
        .filter(|row| !row.extreme)
        .map(|row| (row.total, f64::from(row.persons)))
        .collect();
    if rows.is_empty() {
        return Some(());
    }
    let (weights, log_scale) = weights(booklet, layout, beta);
    let products = Products::new(&booklet.items, weights);
    let mut message = vec![0.0; booklet.greatest + 1];
    for &(total, persons) in &rows {
        let gamma = products.gamma()[total];
        if gamma < LEAST {
            return None;
        }
        sum.log_likelihood -= persons * (gamma.ln() + log_scale);
        message[total] = persons / gamma;
    }
    let places: Vec<usize> = booklet.items.iter().flat_map(|&item| layout.of(item)).collect();
    add_single(&products, &rows, &places, layout.len(), sum);
    add_pairs(&products, message, layout, sum);
    Some(())
}

/// The expected counts, and of the information `Σ N p δ − Σ N p p'`.
fn add_single(products: &Products<'_>, rows: &[(usize, f64)], places: &[usize], size: usize, sum: &mut Derivatives) {
    let width = places.len();
    let mut p = vec![0.0; rows.len() * width];
    let mut first = 0;
    for (number, weights) in products.weights.iter().enumerate() {
        let without = product(&products.before[number], &products.from[number + 1]);
        for (row, &(total, _)) in rows.iter().enumerate() {
            let gamma = products.gamma()[total];
            for (h, weight) in weights.iter().enumerate().skip(1) {
                if let Some(rest) = total.checked_sub(h).and_then(|rest| without.get(rest)) {
                    p[row * width + first + h - 1] = weight * rest / gamma;
                }
            }
        }
        first += weights.len() - 1;
    }
    for (row, &(_, persons)) in rows.iter().enumerate() {
        let p = &p[row * width..(row + 1) * width];
        for (one, (&place, &share)) in places.iter().zip(p).enumerate() {
            let expected = persons * share;
            sum.expected[place] += expected;
            sum.information[place * size + place] += expected;
            let line = &mut sum.information[place * size..];
            for (&other, other_share) in places[..=one].iter().zip(p) {
                line[other] -= expected * other_share;
            }
        }
    }
}

/// Of the information: `Σ N p_{ih,jl}` for pairs of different items.
fn add_pairs(products: &Products<'_>, message: Vec<f64>, layout: &Layout, sum: &mut Derivatives) {
    let size = layout.len();
    let mut on_the_left = message;
    for (number, weights) in products.weights.iter().enumerate() {
        let mut between = on_the_left.clone();
        for (other, other_weights) in products.weights.iter().enumerate().skip(number + 1) {
            let after = &products.from[other + 1];
            let together: Vec<f64> =
                (0..weights.len() + other_weights.len() - 1).map(|h| dot(&between[h..], after)).collect();
            for (l, second) in other_weights.iter().enumerate().skip(1) {
                let line = (layout.starts[products.items[other]] + l - 1) * size;
                for (h, first) in weights.iter().enumerate().skip(1) {
                    let place = layout.starts[products.items[number]] + h - 1;
                    sum.information[line + place] += first * second * together[h + l];
                }
            }
            between = take_out(&between, other_weights);
        }
        on_the_left = take_out(&on_the_left, weights);
    }
}
