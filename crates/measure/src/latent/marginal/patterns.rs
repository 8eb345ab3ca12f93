//! Persons with the same answers are one pattern; patterns are cut into blocks of neighbouring items, and the likelihood
//! of each block's answers is tabled once for all the patterns that share them.

use std::ops::Range;

use crate::Responses;
use crate::responses::is_points;

/// What stands in a block for an answer that does not exist.
pub(super) const ABSENT: u8 = u8::MAX;

/// Neighbouring items, and the different answers that some group of persons gave to them.
#[derive(Debug, Clone)]
pub(super) struct Block {
    pub(super) items: Range<usize>,
    /// points or [`ABSENT`], answer by answer
    cells: Vec<u8>,
    /// the group of each answer: the same answers of two groups stand apart
    pub(super) groups: Vec<usize>,
}

impl Block {
    pub(super) fn len(&self) -> usize {
        self.groups.len()
    }

    pub(super) fn cells(&self, answer: usize) -> &[u8] {
        &self.cells[answer * self.items.len()..(answer + 1) * self.items.len()]
    }
}

/// The different patterns of answers in ascending order, so that the order of persons is forgotten.
#[derive(Debug, Clone)]
pub(super) struct Patterns {
    pub(super) blocks: Vec<Block>,
    /// the number of the answer in each block, pattern by pattern
    answers: Vec<u32>,
    /// how many persons gave the pattern
    pub(super) weights: Vec<f64>,
    /// the pattern of each person; none for a person without any answer
    pub(super) of_person: Vec<Option<u32>>,
}

impl Patterns {
    pub(super) fn len(&self) -> usize {
        self.weights.len()
    }

    pub(super) fn answers(&self, pattern: usize) -> &[u32] {
        let width = self.blocks.len();
        &self.answers[pattern * width..(pattern + 1) * width]
    }

    pub(super) fn group(&self, pattern: usize) -> usize {
        self.blocks[0].groups[index(self.answers(pattern)[0])]
    }

    /// Collapses responses. `group_of` has the number of the group of every person.
    pub(super) fn new(responses: &Responses, group_of: &[usize]) -> Patterns {
        let persons: Vec<usize> = (0..responses.persons()).filter(|&person| answered(responses, person)).collect();
        let most = (persons.len() / 64).clamp(16, 1024);
        let mut blocks = Vec::new();
        let mut keys = vec![0_u64; persons.len()];
        let mut answers_of = Vec::new();
        for items in cut(responses, most) {
            let (block, answers) = block(responses, items, &persons, group_of);
            keys = refine(keys, &answers, block.len());
            blocks.push(block);
            answers_of.push(answers);
        }
        let (classes, count) = dense(&keys);
        let mut patterns = Patterns {
            answers: vec![0; count * blocks.len()],
            weights: vec![0.0; count],
            of_person: vec![None; responses.persons()],
            blocks,
        };
        let width = patterns.blocks.len();
        for (at, &person) in persons.iter().enumerate() {
            let class = index(classes[at]);
            patterns.weights[class] += 1.0;
            patterns.of_person[person] = Some(classes[at]);
            for (block, answers) in answers_of.iter().enumerate() {
                patterns.answers[class * width + block] = answers[at];
            }
        }
        patterns
    }
}

/// A number of a pattern or an answer as an index.
pub(super) fn index(number: u32) -> usize {
    usize::try_from(number).expect("a 32-bit number is an index")
}

fn answered(responses: &Responses, person: usize) -> bool {
    (0..responses.items()).any(|item| is_points(responses.codes(item)[person]))
}

/// Cuts the items into blocks of at most so many possible answers each.
fn cut(responses: &Responses, most: usize) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let (mut start, mut size) = (0, 1_usize);
    for item in 0..responses.items() {
        let kinds = usize::from(responses.greatest(item)) + 1 + usize::from(has_absent(responses, item));
        if item > start && size * kinds > most {
            ranges.push(start..item);
            (start, size) = (item, 1);
        }
        size *= kinds;
    }
    ranges.push(start..responses.items());
    ranges
}

fn has_absent(responses: &Responses, item: usize) -> bool {
    responses.codes(item).iter().any(|code| !is_points(*code))
}

fn block(responses: &Responses, items: Range<usize>, persons: &[usize], group_of: &[usize]) -> (Block, Vec<u32>) {
    let mut keys: Vec<u64> = persons.iter().map(|&person| group_of[person] as u64).collect();
    for item in items.clone() {
        let codes = responses.codes(item);
        let kinds = u64::from(responses.greatest(item)) + 2;
        for (key, &person) in keys.iter_mut().zip(persons) {
            let code = codes[person];
            *key = *key * kinds + if is_points(code) { u64::from(code) } else { kinds - 1 };
        }
    }
    let (answers, count) = dense(&keys);
    let mut block = Block { cells: vec![0; count * items.len()], groups: vec![0; count], items };
    let mut is_known = vec![false; count];
    for (&answer, &person) in answers.iter().zip(persons) {
        let answer = index(answer);
        if !std::mem::replace(&mut is_known[answer], true) {
            block.groups[answer] = group_of[person];
            let width = block.items.len();
            for (cell, item) in block.cells[answer * width..].iter_mut().zip(block.items.clone()) {
                let code = responses.codes(item)[person];
                *cell = if is_points(code) { code } else { ABSENT };
            }
        }
    }
    (block, answers)
}

/// Keys of what was told apart before and of one more answer among so many.
fn refine(keys: Vec<u64>, answers: &[u32], count: usize) -> Vec<u64> {
    let greatest = keys.iter().max().copied().unwrap_or(0);
    let count = u64::try_from(count).expect("a count fits 64 bits");
    let keys = if greatest.checked_add(1).and_then(|size| size.checked_mul(count)).is_none() {
        dense(&keys).0.into_iter().map(u64::from).collect()
    } else {
        keys
    };
    keys.iter().zip(answers).map(|(key, answer)| key * count + u64::from(*answer)).collect()
}

/// Numbers the different keys from 0 in ascending order.
fn dense(keys: &[u64]) -> (Vec<u32>, usize) {
    let greatest = keys.iter().max().copied().unwrap_or(0);
    match usize::try_from(greatest) {
        Ok(greatest) if greatest < 4 * keys.len() + 4096 => dense_by_table(keys, greatest),
        _ => dense_by_sorting(keys),
    }
}

fn dense_by_table(keys: &[u64], greatest: usize) -> (Vec<u32>, usize) {
    let place = |key: u64| usize::try_from(key).expect("no key is above the greatest");
    let mut numbers = vec![0_u32; greatest + 1];
    for &key in keys {
        numbers[place(key)] = 1;
    }
    let mut count = 0;
    for number in &mut numbers {
        let is_there = *number;
        *number = count;
        count += is_there;
    }
    (keys.iter().map(|&key| numbers[place(key)]).collect(), index(count))
}

fn dense_by_sorting(keys: &[u64]) -> (Vec<u32>, usize) {
    let mut order: Vec<(u64, u32)> = keys.iter().copied().zip(0_u32..).collect();
    order.sort_unstable();
    let mut numbers = vec![0_u32; keys.len()];
    let (mut number, mut before) = (0_u32, order.first().map_or(0, |first| first.0));
    for (key, at) in order {
        number += u32::from(key != before);
        before = key;
        numbers[index(at)] = number;
    }
    let count = if keys.is_empty() { 0 } else { index(number) + 1 };
    (numbers, count)
}
