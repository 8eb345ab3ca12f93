//! The observed information: minus the matrix of second derivatives of the marginal log-likelihood, exact.
//!
//! By the identity of Louis (1982), for every pattern `I = −E(H) − E(s·s') + E(s)·E(s)'`, where `s` and `H` are the first
//! and second derivatives of the log-likelihood with the ability known, and `E` goes over the abilities given the answers.

use std::ops::Range;

use super::curves::AtNode;
use super::expectation::{on_threads, parts};
use super::likelihood::{GroupScores, Likelihood, Point};
use super::matrix::Matrix;
use super::patterns::{ABSENT, index};
use super::rows;

/// The observed information of the free parameters.
pub(super) fn observed_information(likelihood: &Likelihood, point: &Point) -> Matrix {
    let work = Work::new(likelihood, point);
    let mut information = Matrix::zero(likelihood.layout.free);
    work.subtract_bends(&mut information);
    work.subtract_groups(&mut information);
    let blocks = likelihood.patterns.blocks.len();
    for block in 0..blocks {
        work.subtract_pairs_within(&mut information, block);
        if block + 1 < blocks {
            work.subtract_pairs_after(&mut information, block);
        }
    }
    work.add_means(&mut information);
    information
}

struct Work<'l> {
    likelihood: &'l Likelihood,
    point: &'l Point,
    groups: Vec<GroupScores>,
    /// where the rows of each item start among the rows of all items, one for each number of points
    starts: Vec<usize>,
}

impl<'l> Work<'l> {
    fn new(likelihood: &'l Likelihood, point: &'l Point) -> Work<'l> {
        let groups = likelihood
            .layout
            .groups
            .iter()
            .zip(&point.tables.priors)
            .map(|(&at, prior)| GroupScores::new(&likelihood.nodes, point.naturals[at], point.naturals[at + 1], prior))
            .collect();
        let mut starts = vec![0];
        for points in &likelihood.layout.points {
            starts.push(starts[starts.len() - 1] + points + 1);
        }
        Work { likelihood, point, groups, starts }
    }

    fn width(&self) -> usize {
        self.point.tables.width
    }

    /// The free ones among the natural parameters of an item, by their number within the item.
    fn free_of(&self, item: usize) -> impl Iterator<Item = usize> + '_ {
        let layout = &self.likelihood.layout;
        (0..=layout.points[item]).filter(move |at| layout.naturals[layout.items[item] + at].is_free())
    }

    /// `E(H) + E(s·s')` of a pair of parameters of one item is the mean of `P''/P`.
    fn subtract_bends(&self, information: &mut Matrix) {
        let (layout, tables) = (&self.likelihood.layout, &self.point.tables);
        let by_points = self.point.expectation.by_points(&self.likelihood.patterns, tables, None);
        for (item, counts) in by_points.iter().enumerate() {
            let points = layout.points[item];
            let mut at_node = AtNode::new(points);
            let mut sums = vec![0.0; (points + 1) * (points + 1)];
            for node in 0..self.likelihood.nodes.count {
                let ability = self.likelihood.nodes.abilities[node];
                at_node.set(self.likelihood.shape, layout.item(&self.point.naturals, item), ability);
                for points in 0..=points {
                    let weight = counts[points * self.width() + node];
                    for one in self.free_of(item) {
                        for other in self.free_of(item).take_while(|other| *other <= one) {
                            sums[one * (layout.points[item] + 1) + other] +=
                                weight * at_node.bend(self.likelihood.shape, points, one, other);
                        }
                    }
                }
            }
            for one in self.free_of(item) {
                for other in self.free_of(item).take_while(|other| *other <= one) {
                    let value = -sums[one * (points + 1) + other];
                    layout.add_pair(information, layout.items[item] + one, layout.items[item] + other, value);
                }
            }
        }
    }

    fn subtract_groups(&self, information: &mut Matrix) {
        let (layout, tables) = (&self.likelihood.layout, &self.point.tables);
        for (group, &at) in layout.groups.iter().enumerate() {
            if !layout.naturals[at].is_free() && !layout.naturals[at + 1].is_free() {
                continue;
            }
            let (scores, patterns) = (&self.groups[group], &self.likelihood.patterns);
            let persons = self.point.expectation.of_group(patterns, self.width(), group);
            let own = [(at, &scores.mean), (at + 1, &scores.spread)];
            for (one, other, bend) in [(0, 0, 0), (0, 1, 1), (1, 1, 2)] {
                let ((one, left), (other, right)) = (own[one], own[other]);
                let value = rows::dot(&persons, &scores.bends[bend]) + rows::dot3(&persons, left, right);
                layout.add_pair(information, one, other, -value);
            }
            let by_points = self.point.expectation.by_points(patterns, tables, Some(group));
            for (item, counts) in by_points.iter().enumerate() {
                for parameter in self.free_of(item) {
                    for (natural, row) in own {
                        let with_points = counts.chunks_exact(self.width()).enumerate();
                        let value: f64 = with_points
                            .map(|(points, counts)| {
                                rows::dot3(counts, row, tables.curves[item].score(points, parameter))
                            })
                            .sum();
                        layout.add_pair(information, natural, layout.items[item] + parameter, -value);
                    }
                }
            }
        }
    }

    /// Pairs of items of one block, from the counts of the block's answers.
    fn subtract_pairs_within(&self, information: &mut Matrix, number: usize) {
        let (block, width) = (&self.likelihood.patterns.blocks[number], self.width());
        let mut pairs = Pairs::new(self, block.items.clone(), block.items.clone());
        for (answer, row) in self.point.expectation.counts[number].chunks_exact(width).enumerate() {
            let cells = block.cells(answer);
            for (one, &points) in cells.iter().enumerate().filter(|(_, points)| **points != ABSENT) {
                for (other, &others) in cells.iter().enumerate().skip(one + 1) {
                    if others != ABSENT {
                        let (items, start) = (&self.starts, block.items.start);
                        let left = items[start + one] + usize::from(points);
                        let right = items[start + other] + usize::from(others);
                        rows::add(pairs.row(left, right), row);
                    }
                }
            }
        }
        pairs.subtract_from(self, information);
    }

    /// Pairs of an item of one block and an item of a later one: the patterns are gone through in the order of the first.
    fn subtract_pairs_after(&self, information: &mut Matrix, number: usize) {
        let patterns = &self.likelihood.patterns;
        let mut order: Vec<usize> = (0..patterns.len()).collect();
        if number > 0 {
            order.sort_by_key(|&pattern| patterns.answers(pattern)[number]);
        }
        let (order, threads) = (&order, self.likelihood.threads);
        let done = on_threads(&parts(patterns.len()), threads, |part| self.pairs_after(number, &order[part]));
        for pairs in done {
            pairs.subtract_from(self, information);
        }
    }

    fn pairs_after(&self, number: usize, order: &[usize]) -> Pairs {
        let (patterns, width) = (&self.likelihood.patterns, self.width());
        let block = &patterns.blocks[number];
        let later = block.items.end..self.likelihood.layout.items.len();
        let mut pairs = Pairs::new(self, block.items.clone(), later.clone());
        let mut row = vec![0.0; width];
        let first = self.starts[later.start];
        let mut sums = vec![0.0; (self.starts[later.end] - first) * width];
        for (at, &pattern) in order.iter().enumerate() {
            let answers = patterns.answers(pattern);
            self.point.tables.posterior(patterns, pattern, &mut row);
            if patterns.weights[pattern] != 1.0 {
                rows::scale(&mut row, patterns.weights[pattern]);
            }
            for (block, answer) in patterns.blocks.iter().zip(answers).skip(number + 1) {
                for (item, &points) in block.items.clone().zip(block.cells(index(*answer))) {
                    if points != ABSENT {
                        let start = (self.starts[item] + usize::from(points) - first) * width;
                        rows::add(&mut sums[start..start + width], &row);
                    }
                }
            }
            let is_last = order.get(at + 1).is_none_or(|&next| patterns.answers(next)[number] != answers[number]);
            if is_last {
                for (item, &points) in block.items.clone().zip(block.cells(index(answers[number]))) {
                    if points != ABSENT {
                        rows::add(pairs.rows(self.starts[item] + usize::from(points)), &sums);
                    }
                }
                sums.fill(0.0);
            }
        }
        pairs
    }

    /// `E(s)·E(s)'`, pattern by pattern.
    fn add_means(&self, information: &mut Matrix) {
        let (layout, patterns) = (&self.likelihood.layout, &self.likelihood.patterns);
        let natural: Vec<usize> = (0..layout.naturals.len()).filter(|&at| layout.naturals[at].is_free()).collect();
        let done = on_threads(&parts(patterns.len()), self.likelihood.threads, |part| self.means(&natural, part));
        for sums in done {
            for (one, row) in natural.iter().enumerate() {
                for (other, column) in natural.iter().enumerate().take(one + 1) {
                    layout.add_pair(information, *row, *column, sums.get(one, other));
                }
            }
        }
    }

    fn means(&self, natural: &[usize], part: Range<usize>) -> Matrix {
        let (layout, patterns, tables) = (&self.likelihood.layout, &self.likelihood.patterns, &self.point.tables);
        let mut place = vec![usize::MAX; layout.naturals.len()];
        for (at, of) in natural.iter().enumerate() {
            place[*of] = at;
        }
        let mut sums = Matrix::zero(natural.len());
        let (mut row, mut means) = (vec![0.0; self.width()], vec![0.0; natural.len()]);
        for pattern in part {
            tables.posterior(patterns, pattern, &mut row);
            means.fill(0.0);
            for (block, answer) in patterns.blocks.iter().zip(patterns.answers(pattern)) {
                for (item, &points) in block.items.clone().zip(block.cells(index(*answer))) {
                    if points != ABSENT {
                        for parameter in self.free_of(item) {
                            means[place[layout.items[item] + parameter]] =
                                rows::dot(&row, tables.curves[item].score(usize::from(points), parameter));
                        }
                    }
                }
            }
            let group = patterns.group(pattern);
            for (natural, scores) in [(0, &self.groups[group].mean), (1, &self.groups[group].spread)] {
                let at = place[layout.groups[group] + natural];
                if at != usize::MAX {
                    means[at] = rows::dot(&row, scores);
                }
            }
            let weight = patterns.weights[pattern];
            for one in 0..means.len() {
                rows::add_scaled(&mut sums.row_mut(one)[..=one], weight * means[one], &means);
            }
        }
        sums
    }
}

/// How many persons are expected at the nodes with these points at one item and those at another.
struct Pairs {
    left: Range<usize>,
    right: Range<usize>,
    first_left: usize,
    first_right: usize,
    length: usize,
    width: usize,
    counts: Vec<f64>,
}

impl Pairs {
    fn new(work: &Work<'_>, left: Range<usize>, right: Range<usize>) -> Pairs {
        let (starts, width) = (&work.starts, work.width());
        let length = (starts[right.end] - starts[right.start]) * width;
        let count = starts[left.end] - starts[left.start];
        Pairs {
            first_left: starts[left.start],
            first_right: starts[right.start],
            left,
            right,
            length,
            width,
            counts: vec![0.0; count * length],
        }
    }

    /// All rows beside one number of points of the left item.
    fn rows(&mut self, left: usize) -> &mut [f64] {
        let at = (left - self.first_left) * self.length;
        &mut self.counts[at..at + self.length]
    }

    fn row(&mut self, left: usize, right: usize) -> &mut [f64] {
        let (at, width) = ((right - self.first_right) * self.width, self.width);
        &mut self.rows(left)[at..at + width]
    }

    fn subtract_from(mut self, work: &Work<'_>, information: &mut Matrix) {
        let (layout, curves) = (&work.likelihood.layout, &work.point.tables.curves);
        let mut weighted = vec![0.0; self.width];
        for one in self.left.clone() {
            for other in self.right.clone().filter(|other| *other > one) {
                for left in work.free_of(one) {
                    for right in work.free_of(other) {
                        let mut value = 0.0;
                        for points in 0..=layout.points[one] {
                            weighted.fill(0.0);
                            for others in 0..=layout.points[other] {
                                let row = self.row(work.starts[one] + points, work.starts[other] + others);
                                let score = curves[other].score(others, right);
                                for ((sum, row), score) in weighted.iter_mut().zip(row.iter()).zip(score) {
                                    *sum += row * score;
                                }
                            }
                            value += rows::dot(&weighted, curves[one].score(points, left));
                        }
                        layout.add_pair(information, layout.items[one] + left, layout.items[other] + right, -value);
                    }
                }
            }
        }
    }
}
