//! The marginal log-likelihood, and how many persons stand at which node with which answers.

use std::ops::Range;

use super::curves::{Curves, Shape};
use super::layout::Layout;
use super::patterns::{ABSENT, Patterns, index};
use super::rows;

/// Everything that is tabled at one point of the parameters.
#[derive(Debug, Clone)]
pub(super) struct Tables {
    pub(super) curves: Vec<Curves>,
    /// the share of each group at the nodes
    pub(super) priors: Vec<Vec<f64>>,
    /// block by block: the likelihood of each answer at the nodes over its greatest; the shares of the group are in it
    /// for the first block
    likelihoods: Vec<Vec<f64>>,
    /// the logarithms of the greatest
    greatest: Vec<Vec<f64>>,
    pub(super) width: usize,
}

impl Tables {
    /// None where the parameters are outside the model.
    pub(super) fn new(
        shape: Shape,
        layout: &Layout,
        naturals: &[f64],
        patterns: &Patterns,
        nodes: &Nodes,
    ) -> Option<Tables> {
        let curves = (0..layout.items.len())
            .map(|item| Curves::new(shape, layout.item(naturals, item), &nodes.abilities))
            .collect::<Option<Vec<Curves>>>()?;
        let priors = layout
            .groups
            .iter()
            .map(|&at| nodes.shares(naturals[at], naturals[at + 1]))
            .collect::<Option<Vec<Vec<f64>>>>()?;
        let width = nodes.abilities.len();
        let mut tables = Tables { curves, priors, likelihoods: Vec::new(), greatest: Vec::new(), width };
        for block in 0..patterns.blocks.len() {
            tables.push_block(patterns, block);
        }
        Some(tables)
    }

    fn push_block(&mut self, patterns: &Patterns, number: usize) {
        let (block, width) = (&patterns.blocks[number], self.width);
        let mut likelihoods = vec![1.0; block.len() * width];
        let mut greatest = vec![0.0; block.len()];
        for (answer, row) in likelihoods.chunks_exact_mut(width).enumerate() {
            if number == 0 {
                row.copy_from_slice(&self.priors[block.groups[answer]]);
            }
            for (item, &points) in block.items.clone().zip(block.cells(answer)) {
                if points != ABSENT {
                    rows::multiply_by(row, self.curves[item].probability(usize::from(points)));
                }
            }
            let most = row.iter().fold(0.0_f64, |most, value| most.max(*value));
            if most > 0.0 {
                rows::scale(row, 1.0 / most);
                greatest[answer] = most.ln();
            }
        }
        self.likelihoods.push(likelihoods);
        self.greatest.push(greatest);
    }

    fn likelihood(&self, block: usize, answer: u32) -> &[f64] {
        let answer = index(answer);
        &self.likelihoods[block][answer * self.width..(answer + 1) * self.width]
    }

    /// The likelihood of a pattern at the nodes over its greatest, times the shares of its group; the logarithm of the
    /// greatest. `start` is the part that the first block makes.
    fn of_pattern(&self, answers: &[u32], row: &mut [f64]) -> f64 {
        match answers {
            [only] => row.copy_from_slice(self.likelihood(0, *only)),
            [first, second, ..] => {
                rows::multiply(row, self.likelihood(0, *first), self.likelihood(1, *second));
            }
            [] => row.fill(0.0),
        }
        for (block, answer) in answers.iter().enumerate().skip(2) {
            rows::multiply_by(row, self.likelihood(block, *answer));
        }
        answers.iter().zip(&self.greatest).map(|(answer, greatest)| greatest[index(*answer)]).sum()
    }

    /// Where a person of the pattern stands: shares of the nodes into `row`, and the log-likelihood of the pattern.
    pub(super) fn posterior(&self, patterns: &Patterns, pattern: usize, row: &mut [f64]) -> f64 {
        let (total, log_likelihood) = self.unscaled(patterns, pattern, row);
        rows::scale(row, 1.0 / total);
        log_likelihood
    }

    /// The same with shares that have this sum.
    fn unscaled(&self, patterns: &Patterns, pattern: usize, row: &mut [f64]) -> (f64, f64) {
        let answers = patterns.answers(pattern);
        let greatest = self.of_pattern(answers, row);
        let total = rows::sum(row);
        if total > 1e-250 {
            return (total, total.ln() + greatest);
        }
        (1.0, self.posterior_by_logs(patterns, answers, row))
    }

    /// The same where blocks disagree so much that their product is too small for a number.
    fn posterior_by_logs(&self, patterns: &Patterns, answers: &[u32], row: &mut [f64]) -> f64 {
        let group = patterns.blocks[0].groups[index(answers[0])];
        for (log, share) in row.iter_mut().zip(&self.priors[group]) {
            *log = share.ln();
        }
        for (block, answer) in patterns.blocks.iter().zip(answers) {
            for (item, &points) in block.items.clone().zip(block.cells(index(*answer))) {
                if points != ABSENT {
                    for (log, p) in row.iter_mut().zip(self.curves[item].probability(usize::from(points))) {
                        *log += p.ln();
                    }
                }
            }
        }
        let most = row.iter().fold(f64::NEG_INFINITY, |most, log| most.max(*log));
        for log in row.iter_mut() {
            *log = (*log - most).exp();
        }
        let total = rows::sum(row);
        rows::scale(row, 1.0 / total);
        total.ln() + most
    }
}

/// The nodes of the quadrature as a padded row; what is beyond the last one has no share.
#[derive(Debug, Clone)]
pub(super) struct Nodes {
    pub(super) abilities: Vec<f64>,
    pub(super) count: usize,
}

impl Nodes {
    pub(super) fn new(quadrature: super::Quadrature) -> Nodes {
        let mut abilities = quadrature.abilities();
        let count = abilities.len();
        let last = abilities.last().copied().unwrap_or(0.0);
        abilities.resize(rows::padded(count), last);
        Nodes { abilities, count }
    }

    /// The shares of a normal distribution at the nodes. None where all of it is beyond them.
    pub(super) fn shares(&self, mean: f64, log_deviation: f64) -> Option<Vec<f64>> {
        let deviation = log_deviation.exp();
        let mut row: Vec<f64> = self
            .abilities
            .iter()
            .enumerate()
            .map(|(node, ability)| {
                let u = (ability - mean) / deviation;
                if node < self.count { (-0.5 * u * u).exp() } else { 0.0 }
            })
            .collect();
        let total = rows::sum(&row);
        (total > 1e-250 && total.is_finite() && deviation.is_finite()).then(|| {
            rows::scale(&mut row, 1.0 / total);
            row
        })
    }
}

/// What the answers say at one point of the parameters.
#[derive(Debug, Clone)]
pub(super) struct Expectation {
    pub(super) log_likelihood: f64,
    /// block by block: how many persons of each answer are expected at the nodes
    pub(super) counts: Vec<Vec<f64>>,
}

/// In how many parts the patterns are worked through: it depends on nothing but their number.
pub(super) fn parts(count: usize) -> Vec<Range<usize>> {
    let parts = (count / 1024).clamp(1, 4);
    (0..parts).map(|part| part * count / parts..(part + 1) * count / parts).collect()
}

/// Does `work` on every part, on so many threads; the answers come in the order of the parts.
pub(super) fn on_threads<T: Send>(
    parts: &[Range<usize>],
    threads: usize,
    work: impl Fn(Range<usize>) -> T + Sync,
) -> Vec<T> {
    if threads < 2 || parts.len() < 2 {
        return parts.iter().cloned().map(work).collect();
    }
    let share = parts.len().div_ceil(threads.min(parts.len()));
    let work = &work;
    std::thread::scope(|scope| {
        let handles: Vec<_> = parts
            .chunks(share)
            .map(|some| scope.spawn(move || some.iter().cloned().map(work).collect::<Vec<T>>()))
            .collect();
        handles.into_iter().flat_map(|handle| handle.join().expect("no part panics")).collect()
    })
}

impl Expectation {
    pub(super) fn new(tables: &Tables, patterns: &Patterns, threads: usize) -> Expectation {
        let done = on_threads(&parts(patterns.len()), threads, |part| Expectation::of_part(tables, patterns, part));
        let mut done = done.into_iter();
        let mut whole = done.next().expect("there is at least one part");
        for more in done {
            whole.log_likelihood += more.log_likelihood;
            for (counts, more) in whole.counts.iter_mut().zip(&more.counts) {
                rows::add(counts, more);
            }
        }
        whole
    }

    fn of_part(tables: &Tables, patterns: &Patterns, part: Range<usize>) -> Expectation {
        let width = tables.width;
        let mut counts: Vec<Vec<f64>> = patterns.blocks.iter().map(|block| vec![0.0; block.len() * width]).collect();
        let mut row = vec![0.0; width];
        let mut log_likelihood = 0.0;
        for pattern in part {
            let weight = patterns.weights[pattern];
            let (total, of_one) = tables.unscaled(patterns, pattern, &mut row);
            log_likelihood += weight * of_one;
            let scale = weight / total;
            for (counts, answer) in counts.iter_mut().zip(patterns.answers(pattern)) {
                let at = index(*answer) * width;
                rows::add_scaled(&mut counts[at..at + width], scale, &row);
            }
        }
        Expectation { log_likelihood, counts }
    }

    /// How many persons of a group are expected at the nodes with each number of points at each item.
    pub(super) fn by_points(&self, patterns: &Patterns, tables: &Tables, group: Option<usize>) -> Vec<Vec<f64>> {
        let width = tables.width;
        let mut by_points: Vec<Vec<f64>> =
            tables.curves.iter().map(|curves| vec![0.0; (curves.points + 1) * width]).collect();
        for (block, counts) in patterns.blocks.iter().zip(&self.counts) {
            for (answer, row) in counts.chunks_exact(width).enumerate() {
                if group.is_some_and(|group| block.groups[answer] != group) {
                    continue;
                }
                for (item, &points) in block.items.clone().zip(block.cells(answer)) {
                    if points != ABSENT {
                        let at = usize::from(points) * width;
                        rows::add(&mut by_points[item][at..at + width], row);
                    }
                }
            }
        }
        by_points
    }

    /// How many persons of a group are expected at the nodes.
    pub(super) fn of_group(&self, patterns: &Patterns, width: usize, group: usize) -> Vec<f64> {
        let mut row = vec![0.0; width];
        for (answer, counts) in self.counts[0].chunks_exact(width).enumerate() {
            if patterns.blocks[0].groups[answer] == group {
                rows::add(&mut row, counts);
            }
        }
        row
    }
}
