//! What must hold before a fit is tried.

use crate::Responses;
use crate::responses::is_points;

use super::patterns::{ABSENT, Patterns, index};
use super::{Anchor, MarginalModel, MarginalSettings, NotFitted};

/// How many got each number of points, item by item. Refuses items without difference and categories without anybody.
pub(super) fn counts(responses: &Responses, settings: &MarginalSettings<'_>) -> Result<Vec<Vec<u32>>, NotFitted> {
    let counts: Vec<Vec<u32>> = (0..responses.items()).map(|item| counts_of(responses, item)).collect();
    let is_estimated = |item: &usize| settings.anchors.iter().all(|anchor| anchor.item != *item);
    for item in (0..responses.items()).filter(is_estimated) {
        if counts[item].iter().filter(|count| **count > 0).count() < 2 {
            let points = (0..=responses.greatest(item)).find(|points| counts[item][usize::from(*points)] > 0);
            return Err(NotFitted::ConstantItem { item, points });
        }
        // The steps of a rating scale are common: it is enough that somebody took each of them somewhere.
        let is_common = settings.model == MarginalModel::RatingScale;
        let is_empty = |points: u8| {
            let mut alike = counts.iter().filter(|of| is_common && of.len() == counts[item].len());
            counts[item][usize::from(points)] == 0 && alike.all(|of| of[usize::from(points)] == 0)
        };
        if let Some(points) = (0..=responses.greatest(item)).find(|points| is_empty(*points)) {
            return Err(NotFitted::EmptyCategory { item, points });
        }
    }
    Ok(counts)
}

fn counts_of(responses: &Responses, item: usize) -> Vec<u32> {
    let mut counts = vec![0_u32; usize::from(responses.greatest(item)) + 1];
    for code in responses.codes(item).iter().filter(|code| is_points(**code)) {
        counts[usize::from(*code)] += 1;
    }
    counts
}

/// The number of groups; refuses what does not fit the responses.
pub(super) fn groups(responses: &Responses, settings: &MarginalSettings<'_>) -> Result<usize, NotFitted> {
    let Some(group_of) = settings.groups else {
        return Ok(1);
    };
    let groups = group_of.iter().max().map_or(0, |greatest| greatest + 1);
    let mut seen = vec![false; groups.min(responses.persons())];
    for (person, &group) in group_of.iter().enumerate().take(responses.persons()) {
        let is_there = (0..responses.items()).any(|item| is_points(responses.codes(item)[person]));
        if let (Some(seen), true) = (seen.get_mut(group), is_there) {
            *seen = true;
        }
    }
    let is_good = group_of.len() == responses.persons() && groups > 0 && groups == seen.len();
    if is_good && seen.into_iter().all(|seen| seen) { Ok(groups) } else { Err(NotFitted::BadGroups) }
}

pub(super) fn anchors(responses: &Responses, settings: &MarginalSettings<'_>) -> Result<(), NotFitted> {
    for (at, anchor) in settings.anchors.iter().enumerate() {
        let item = anchor.item;
        let is_twice = settings.anchors[..at].iter().any(|before| before.item == item);
        let parameters = &anchor.parameters;
        let fits = item < responses.items()
            && parameters.greatest() == usize::from(responses.greatest(item))
            && (parameters.link() == settings.model.link() || parameters.greatest() == 1)
            && (settings.model.has_free_slopes() || (parameters.slope() - 1.0).abs() < 1e-12);
        if is_twice || !fits {
            return Err(NotFitted::BadAnchor { item });
        }
    }
    Ok(())
}

/// Refuses items that nothing connects: neither a person who answered both nor a chain of such persons, nor anchors.
pub(super) fn connection(patterns: &Patterns, items: usize, anchors: &[Anchor]) -> Result<(), NotFitted> {
    let mut leader: Vec<usize> = (0..items).collect();
    for block in &patterns.blocks {
        for answer in 0..block.len() {
            join_all(&mut leader, present(block.items.start, block.cells(answer)));
        }
    }
    for pattern in 0..patterns.len() {
        let firsts = patterns
            .blocks
            .iter()
            .zip(patterns.answers(pattern))
            .filter_map(|(block, answer)| present(block.items.start, block.cells(index(*answer))).next());
        join_all(&mut leader, firsts);
    }
    for pair in anchors.windows(2) {
        join_all(&mut leader, pair.iter().map(|anchor| anchor.item));
    }
    let first = find(&mut leader, 0);
    match (1..items).find(|&item| find(&mut leader, item) != first) {
        Some(other) => Err(NotFitted::NotConnected { item: 0, other }),
        None => Ok(()),
    }
}

fn present(start: usize, cells: &[u8]) -> impl Iterator<Item = usize> + '_ {
    cells.iter().enumerate().filter(|(_, points)| **points != ABSENT).map(move |(at, _)| start + at)
}

fn join_all(leader: &mut [usize], items: impl Iterator<Item = usize>) {
    let mut before = None;
    for item in items {
        let item = find(leader, item);
        if let Some(before) = before {
            leader[item] = before;
        } else {
            before = Some(item);
        }
    }
}

fn find(leader: &mut [usize], mut item: usize) -> usize {
    while leader[item] != item {
        leader[item] = leader[leader[item]];
        item = leader[item];
    }
    item
}

/// Refuses one item alone and a perfect Guttman scale where slopes are free: whoever took a step took all that more persons took.
pub(super) fn scale(patterns: &Patterns, counts: &[Vec<u32>], model: MarginalModel) -> Result<(), NotFitted> {
    if !model.has_free_slopes() {
        return Ok(());
    }
    if counts.len() == 1 {
        return Err(NotFitted::OneItem);
    }
    let mut steps: Vec<(f64, usize, u8)> = Vec::new();
    for (item, counts) in counts.iter().enumerate() {
        let all: u32 = counts.iter().sum();
        let mut above = all;
        for (points, count) in (1_u8..).zip(counts) {
            above -= count;
            if usize::from(points) < counts.len() {
                steps.push((-f64::from(above) / f64::from(all.max(1)), item, points));
            }
        }
    }
    steps.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)).then(one.2.cmp(&other.2)));
    let mut cells = vec![ABSENT; counts.len()];
    for pattern in 0..patterns.len() {
        for (block, answer) in patterns.blocks.iter().zip(patterns.answers(pattern)) {
            cells[block.items.clone()].copy_from_slice(block.cells(index(*answer)));
        }
        let mut is_over = false;
        for &(_, item, points) in steps.iter().filter(|(_, item, _)| cells[*item] != ABSENT) {
            let is_taken = cells[item] >= points;
            if is_over && is_taken {
                return Ok(());
            }
            is_over |= !is_taken;
        }
    }
    Err(NotFitted::PerfectScale)
}
