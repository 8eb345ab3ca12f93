//! Responses gathered by total: all that a model with sufficient totals needs to know of them.

use std::collections::HashMap;
use std::num::NonZero;

use num_traits::ToPrimitive;

use crate::Responses;
use crate::responses::is_points;

mod complete;

/// Responses gathered by booklet (the set of items with points) and total.
#[derive(Debug, Clone)]
pub(crate) struct ScoreTable {
    /// The greatest points of each item.
    pub(crate) greatest: Vec<usize>,
    /// The booklets, in the order of their items.
    pub(crate) booklets: Vec<Booklet>,
    /// The rows of all booklets, booklet after booklet, totals ascending.
    pub(crate) rows: Vec<ScoreRow>,
    /// For each item, by row and points from 1: how many.
    pub(crate) counts: Vec<Vec<u32>>,
    /// The row of each person.
    pub(crate) row_of_person: Vec<u32>,
}

/// The persons with points on exactly these items.
#[derive(Debug, Clone)]
pub(crate) struct Booklet {
    pub(crate) items: Vec<usize>,
    /// The greatest total.
    pub(crate) greatest: usize,
    /// Which rows of the table belong to it.
    pub(crate) rows: std::ops::Range<usize>,
}

/// The persons of one booklet with one total.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ScoreRow {
    pub(crate) booklet: usize,
    pub(crate) total: usize,
    pub(crate) persons: u32,
    /// Whether the total is 0 or the greatest: such a person says nothing about differences between items.
    pub(crate) extreme: bool,
}

impl ScoreTable {
    pub(crate) fn new(responses: &Responses) -> ScoreTable {
        complete::gather(responses).unwrap_or_else(|| gather(responses, &vec![0; responses.persons()]))
    }

    /// The same, but with a row for every pattern of responses: for models whose totals do not say all.
    pub(crate) fn by_pattern(responses: &Responses) -> ScoreTable {
        gather(responses, &patterns(responses))
    }

    /// The points on an item of the persons of a row, if they are all alike, as in a table by pattern.
    pub(crate) fn points(&self, item: usize, row: usize) -> usize {
        (1..=self.greatest[item]).find(|&points| self.count(item, row, points) > 0).unwrap_or(0)
    }

    pub(crate) fn items(&self) -> usize {
        self.greatest.len()
    }

    /// The rows whose totals are neither 0 nor the greatest.
    pub(crate) fn informative(&self) -> impl Iterator<Item = (usize, &ScoreRow)> {
        self.rows.iter().enumerate().filter(|(_, row)| !row.extreme)
    }

    /// How many persons of a row have so many points (not 0) on an item.
    pub(crate) fn count(&self, item: usize, row: usize, points: usize) -> u32 {
        self.counts[item][row * self.greatest[item] + points - 1]
    }

    /// How many persons of a row have no points on an item of their booklet.
    pub(crate) fn count_none(&self, item: usize, row: usize) -> u32 {
        let m = self.greatest[item];
        self.rows[row].persons - self.counts[item][row * m..(row + 1) * m].iter().sum::<u32>()
    }
}

/// How many threads share the work; the result does not depend on it.
pub(crate) fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, NonZero::get)
}

pub(crate) fn small(count: usize) -> u32 {
    count.to_u32().unwrap_or(u32::MAX)
}

fn greatest_points(responses: &Responses) -> Vec<usize> {
    (0..responses.items()).map(|item| usize::from(responses.greatest(item))).collect()
}

/// Any responses; persons of one row have one booklet, one total and one class.
fn gather(responses: &Responses, class: &[u32]) -> ScoreTable {
    let greatest = greatest_points(responses);
    let (mut booklets, booklet_of_person) = booklets(responses, &greatest);
    let totals = totals(responses);
    let key = |person: usize| (booklet_of_person[person], totals[person], class[person]);
    let mut keys: Vec<(u32, u32, u32)> = (0..responses.persons()).map(key).collect();
    keys.sort_unstable();
    let mut rows: Vec<ScoreRow> = Vec::new();
    for run in keys.chunk_by(|a, b| a == b) {
        let (booklet, total) = (run[0].0 as usize, run[0].1 as usize);
        let extreme = total == 0 || total == booklets[booklet].greatest;
        rows.push(ScoreRow { booklet, total, persons: small(run.len()), extreme });
    }
    for (number, booklet) in booklets.iter_mut().enumerate() {
        booklet.rows =
            rows.partition_point(|row| row.booklet < number)..rows.partition_point(|row| row.booklet <= number);
    }
    keys.dedup();
    let place = |person: usize| small(keys.binary_search(&key(person)).unwrap_or_else(|place| place));
    let row_of_person: Vec<u32> = (0..responses.persons()).map(place).collect();
    let counts = (0..responses.items()).map(|item| count(responses, item, &row_of_person, rows.len())).collect();
    ScoreTable { greatest, booklets, rows, counts, row_of_person }
}

fn count(responses: &Responses, item: usize, row_of_person: &[u32], rows: usize) -> Vec<u32> {
    let m = usize::from(responses.greatest(item));
    let mut counts = vec![0; rows * m];
    for (&code, &row) in responses.codes(item).iter().zip(row_of_person) {
        if code > 0 && is_points(code) {
            counts[row as usize * m + usize::from(code) - 1] += 1;
        }
    }
    counts
}

fn totals(responses: &Responses) -> Vec<u32> {
    let mut totals = vec![0_u32; responses.persons()];
    for item in 0..responses.items() {
        for (total, &code) in totals.iter_mut().zip(responses.codes(item)) {
            *total += u32::from(if is_points(code) { code } else { 0 });
        }
    }
    totals
}

/// A number for each pattern of responses.
fn patterns(responses: &Responses) -> Vec<u32> {
    let mut class = vec![0_u32; responses.persons()];
    for first in (0..responses.items()).step_by(8) {
        let mut words = vec![0_u64; responses.persons()];
        for item in first..responses.items().min(first + 8) {
            for (word, &code) in words.iter_mut().zip(responses.codes(item)) {
                *word = *word << 8 | u64::from(if is_points(code) { code } else { u8::MAX });
            }
        }
        let mut seen: HashMap<(u32, u64), u32> = HashMap::new();
        for (class, word) in class.iter_mut().zip(words) {
            let next = small(seen.len());
            *class = *seen.entry((*class, word)).or_insert(next);
        }
    }
    class
}

/// The booklets in the order of their items, and the booklet of each person.
fn booklets(responses: &Responses, greatest: &[usize]) -> (Vec<Booklet>, Vec<u32>) {
    let mut class = vec![0_u32; responses.persons()];
    let mut items_of_class: Vec<Vec<usize>> = vec![Vec::new()];
    for first in (0..responses.items()).step_by(64) {
        let columns = first..responses.items().min(first + 64);
        let mut masks = vec![0_u64; responses.persons()];
        for item in columns.clone() {
            for (mask, &code) in masks.iter_mut().zip(responses.codes(item)) {
                *mask |= u64::from(is_points(code)) << (item - first);
            }
        }
        let mut seen: HashMap<(u32, u64), u32> = HashMap::new();
        let mut next = Vec::new();
        for (class, mask) in class.iter_mut().zip(masks) {
            *class = *seen.entry((*class, mask)).or_insert_with(|| {
                let mut items: Vec<usize> = items_of_class[*class as usize].clone();
                items.extend(columns.clone().filter(|item| mask >> (item - first) & 1 == 1));
                next.push(items);
                small(next.len() - 1)
            });
        }
        items_of_class = next;
    }
    let mut order: Vec<usize> = (0..items_of_class.len()).collect();
    order.sort_by(|&a, &b| items_of_class[a].cmp(&items_of_class[b]));
    let mut place = vec![0_u32; order.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old] = small(new);
    }
    let booklet = |old: &usize| {
        let items = items_of_class[*old].clone();
        Booklet { greatest: items.iter().map(|&item| greatest[item]).sum(), items, rows: 0..0 }
    };
    let booklets = order.iter().map(booklet).collect();
    (booklets, class.into_iter().map(|class| place[class as usize]).collect())
}
