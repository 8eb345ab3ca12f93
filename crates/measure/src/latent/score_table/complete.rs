//! The fast way for papers of items of 0 or 1 that everybody answered whole: one pass over the bytes.

use super::{Booklet, ScoreRow, ScoreTable, greatest_points, small, threads};
use crate::Responses;

/// Persons of one block: its bytes stay in the nearest cache while they are read twice.
const BLOCK: usize = 4096;
/// The counters of one group of items: they too stay in the nearest cache.
const COUNTERS: usize = 8192;

/// What one thread has counted.
struct Counted {
    /// By item and total: how many solved it.
    solved: Vec<u32>,
    complete: bool,
}

/// The table, or nothing if the responses are not of this kind.
pub(super) fn gather(responses: &Responses) -> Option<ScoreTable> {
    let items = responses.items();
    if items == 0 || items > 254 || (0..items).any(|item| responses.greatest(item) != 1) {
        return None;
    }
    let mut totals = vec![0_u8; responses.persons()];
    let share = responses.persons().div_ceil(threads()).max(BLOCK);
    let parts: Vec<Counted> = std::thread::scope(|scope| {
        let run = |(part, totals): (usize, &mut [u8])| count(responses, part * share, totals);
        let mut chunks = totals.chunks_mut(share).enumerate();
        let here = chunks.next();
        let others: Vec<_> = chunks.map(|chunk| scope.spawn(move || run(chunk))).collect();
        let mut parts: Vec<Counted> = here.map(run).into_iter().collect();
        parts.extend(others.into_iter().map(|thread| thread.join().expect("counting does not panic")));
        parts
    });
    if parts.is_empty() || parts.iter().any(|part| !part.complete) {
        return None;
    }
    Some(table(responses, &totals, &parts))
}

/// Counts the persons from `first`; writes their totals.
fn count(responses: &Responses, first: usize, totals: &mut [u8]) -> Counted {
    let items = responses.items();
    let width = items + 1;
    let mut bits = 1;
    while bits < 8 && (width << (bits + 1)) <= COUNTERS {
        bits += 1;
    }
    let groups: Vec<std::ops::Range<usize>> =
        (0..items).step_by(bits).map(|start| start..items.min(start + bits)).collect();
    let mut counters = vec![vec![0_u32; width << bits]; groups.len()];
    let mut keys = [0_u16; BLOCK];
    for (block, totals) in totals.chunks_mut(BLOCK).enumerate() {
        let persons = first + block * BLOCK..first + block * BLOCK + totals.len();
        if !add_up(responses, &persons, totals) {
            return Counted { solved: Vec::new(), complete: false };
        }
        for (group, counters) in groups.iter().zip(&mut counters) {
            let keys = &mut keys[..totals.len()];
            for (key, &total) in keys.iter_mut().zip(totals.iter()) {
                *key = u16::from(total) << bits;
            }
            for (bit, item) in group.clone().enumerate() {
                for (key, &code) in keys.iter_mut().zip(&responses.codes(item)[persons.clone()]) {
                    *key |= u16::from(code) << bit;
                }
            }
            for &key in keys.iter() {
                counters[usize::from(key)] += 1;
            }
        }
    }
    let mut solved = vec![0; items * width];
    for (group, counters) in groups.iter().zip(&counters) {
        for (key, &persons) in counters.iter().enumerate().filter(|(_, persons)| **persons > 0) {
            for (_, item) in group.clone().enumerate().filter(|(bit, _)| key >> bit & 1 == 1) {
                solved[item * width + (key >> bits)] += persons;
            }
        }
    }
    Counted { solved, complete: true }
}

/// Writes the totals of a block; false if some response has no points.
fn add_up(responses: &Responses, persons: &std::ops::Range<usize>, totals: &mut [u8]) -> bool {
    let mut greatest = 0_u8;
    for item in 0..responses.items() {
        for (total, &code) in totals.iter_mut().zip(&responses.codes(item)[persons.clone()]) {
            *total = total.wrapping_add(code);
            greatest |= code;
        }
    }
    greatest <= 1
}

fn table(responses: &Responses, totals: &[u8], parts: &[Counted]) -> ScoreTable {
    let items = responses.items();
    let width = items + 1;
    let mut persons = vec![0_u32; width];
    for &total in totals {
        persons[usize::from(total)] += 1;
    }
    let present: Vec<usize> = (0..width).filter(|&total| persons[total] > 0).collect();
    let row =
        |&total: &usize| ScoreRow { booklet: 0, total, persons: persons[total], extreme: total == 0 || total == items };
    let rows: Vec<ScoreRow> = present.iter().map(row).collect();
    let solved = |item: usize, total: usize| parts.iter().map(|part| part.solved[item * width + total]).sum();
    let counts = (0..items).map(|item| present.iter().map(|&total| solved(item, total)).collect()).collect();
    let mut place = vec![0_u32; width];
    for (row, &total) in present.iter().enumerate() {
        place[total] = small(row);
    }
    let booklet = Booklet { items: (0..items).collect(), greatest: items, rows: 0..rows.len() };
    ScoreTable {
        greatest: greatest_points(responses),
        booklets: vec![booklet],
        rows,
        counts,
        row_of_person: totals.iter().map(|&total| place[usize::from(total)]).collect(),
    }
}
