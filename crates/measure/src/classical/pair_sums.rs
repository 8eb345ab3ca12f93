//! The integer sums of all pairs of items, from which every covariance follows.

use num_traits::ToPrimitive;

use super::bit_planes::{Block, Layout, in_parts, ones_in_both};

/// The sums of a pair of items over the persons who answered both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) persons: u64,
    pub(super) one: u64,
    pub(super) other: u64,
    pub(super) both: u64,
}

/// The integer sums of pairs of items; items × items each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sums {
    items: usize,
    pub(super) persons: u64,
    /// Persons who have points for both.
    pub(super) together: Vec<u64>,
    /// Σ points of the first over those.
    pub(super) parts: Vec<u64>,
    /// Σ products.
    pub(super) products: Vec<u64>,
    pub(super) scores: Vec<u64>,
}

impl Sums {
    pub(super) fn at(&self, one: usize, other: usize) -> usize {
        one * self.items + other
    }

    pub(super) fn of(layout: &Layout, blocks: &[Block], greatest_score: usize) -> Sums {
        let nothing = |items: usize| Sums {
            items,
            persons: 0,
            together: vec![0; items * items],
            parts: vec![0; items * items],
            products: vec![0; items * items],
            scores: vec![0; greatest_score + 1],
        };
        let of_blocks = in_parts(blocks, |block| {
            let mut sums = nothing(layout.items());
            sums.count_scores(layout, block);
            if layout.has_absent {
                sums.add_pairs(layout, block)
            } else {
                sums.add_full(layout, block)
            }
            sums
        });
        of_blocks.into_iter().fold(nothing(layout.items()), Sums::with)
    }

    fn with(mut self, other: Sums) -> Sums {
        let add = |into: &mut Vec<u64>, from: Vec<u64>| into.iter_mut().zip(from).for_each(|(sum, more)| *sum += more);
        self.persons += other.persons;
        add(&mut self.together, other.together);
        add(&mut self.parts, other.parts);
        add(&mut self.products, other.products);
        add(&mut self.scores, other.scores);
        self
    }

    /// Nobody is absent: every pair has all persons.
    fn add_full(&mut self, layout: &Layout, block: &Block) {
        let n = count_of(block.totals.len());
        for one in 0..self.items {
            let sum = block.sum(layout, one);
            for other in 0..self.items {
                let at = self.at(one, other);
                self.together[at] += n;
                self.parts[at] += sum;
                if other <= one {
                    self.add_product(block.product(layout, one, other), one, other);
                }
            }
        }
        self.persons += n;
    }

    fn add_pairs(&mut self, layout: &Layout, block: &Block) {
        let presence = |item| block.presence(layout, item).unwrap_or_default();
        for one in 0..self.items {
            for other in 0..self.items {
                let at = self.at(one, other);
                self.together[at] += ones_in_both(presence(one), presence(other));
                self.parts[at] += block.sum_in(layout, one, presence(other));
                if other <= one {
                    self.add_product(block.product(layout, one, other), one, other);
                }
            }
        }
        let somewhere = (0..self.items).fold(Vec::new(), |some, item| either(some, presence(item)));
        self.persons += ones_in_both(&somewhere, &somewhere);
    }

    fn add_product(&mut self, product: u64, one: usize, other: usize) {
        let (at, mirror) = (self.at(one, other), self.at(other, one));
        self.products[at] += product;
        if at != mirror {
            self.products[mirror] += product;
        }
    }

    fn count_scores(&mut self, layout: &Layout, block: &Block) {
        if layout.has_absent {
            let complete = block.complete(layout);
            for (person, &total) in block.totals.iter().enumerate() {
                self.scores[usize::from(total)] += (complete[person / 64] >> (person % 64)) & 1;
            }
            return;
        }
        // Neighbours often have the same score; four counters keep them from waiting for each other.
        let mut quarters = vec![[0_u32; 4]; self.scores.len()];
        let (fours, rest) = block.totals.as_chunks::<4>();
        for four in fours {
            for (quarter, &total) in four.iter().enumerate() {
                quarters[usize::from(total)][quarter] += 1;
            }
        }
        for (score, quarter) in self.scores.iter_mut().zip(quarters) {
            *score += quarter.iter().map(|&n| u64::from(n)).sum::<u64>();
        }
        for &total in rest {
            self.scores[usize::from(total)] += 1;
        }
    }

    /// The covariances, infinite where a pair has fewer than 2 persons, and the first such pair.
    pub(super) fn covariances(&self) -> (Vec<f64>, Option<(usize, usize)>) {
        let mut unpaired = None;
        let mut all = Vec::with_capacity(self.items * self.items);
        for one in 0..self.items {
            for other in 0..self.items {
                let (at, mirror) = (self.at(one, other), self.at(other, one));
                let n = i128::from(self.together[at]);
                let parts = i128::from(self.parts[at]) * i128::from(self.parts[mirror]);
                let spread = n * i128::from(self.products[at]) - parts;
                if n < 2 {
                    unpaired = unpaired.or(Some((one, other)));
                    all.push(f64::INFINITY);
                } else {
                    let value = spread.to_f64().zip((n * (n - 1)).to_f64()).map(|(spread, pairs)| spread / pairs);
                    all.push(value.unwrap_or(f64::INFINITY));
                }
            }
        }
        (all, unpaired)
    }
}

fn either(mut some: Vec<u64>, more: &[u64]) -> Vec<u64> {
    if some.is_empty() {
        return more.to_vec();
    }
    some.iter_mut().zip(more).for_each(|(word, bits)| *word |= bits);
    some
}

fn count_of(length: usize) -> u64 {
    length.to_u64().unwrap_or(u64::MAX)
}
