//! Whether the conditional likelihood has a maximum, asked before it is sought.

use super::{ConditionalModel, NotFitted};
use crate::Responses;
use crate::latent::score_table::ScoreTable;
use crate::responses::is_points;

/// Refuses what has no finite estimate.
pub(super) fn check(responses: &Responses, table: &ScoreTable, model: ConditionalModel) -> Result<(), NotFitted> {
    let items = table.items();
    if items < 2 {
        return Err(NotFitted::TooFewItems);
    }
    check_greatest(table, model)?;
    if let Some(item) = (0..items).find(|item| !table.booklets.iter().any(|booklet| booklet.items.contains(item))) {
        return Err(NotFitted::NoResponses { item });
    }
    let informative: usize = table.informative().map(|(_, row)| row.persons as usize).sum();
    if informative < 2 {
        return Err(NotFitted::TooFewPersons { informative });
    }
    let connected = connected(table);
    if connected.len() < items {
        return Err(NotFitted::NoCommonItems { items: smaller_side(&connected, items) });
    }
    check_categories(table, model)?;
    let reached = reached(items, |from, to| beats(responses, from, to));
    if reached.len() < items {
        return Err(NotFitted::Separated { harder: reached });
    }
    let reaching = reached_back(items, |from, to| beats(responses, from, to));
    if reaching.len() < items {
        return Err(NotFitted::Separated { harder: others(&reaching, items) });
    }
    Ok(())
}

fn check_greatest(table: &ScoreTable, model: ConditionalModel) -> Result<(), NotFitted> {
    let differs = |from: usize| table.greatest.iter().position(|&m| m != from);
    match model {
        ConditionalModel::Rasch => differs(1).map_or(Ok(()), |item| Err(NotFitted::NotDichotomous { item })),
        ConditionalModel::RatingScale => {
            // The item that stands alone: of the lowest greatest points, if most have more.
            let most = table.greatest.iter().copied().max().unwrap_or(0);
            differs(most)
                .map_or(Ok(()), |item| Err(NotFitted::UnequalGreatest { item, own: table.greatest[item], most }))
        }
        ConditionalModel::PartialCredit => Ok(()),
    }
}

/// How many informative persons have 0, 1, … points on an item.
pub(super) fn category_counts(table: &ScoreTable, item: usize) -> Vec<u64> {
    let m = table.greatest[item];
    let mut counts = vec![0; m + 1];
    for (row, line) in table.informative() {
        if table.booklets[line.booklet].items.binary_search(&item).is_ok() {
            counts[0] += u64::from(table.count_none(item, row));
            for (points, count) in counts.iter_mut().enumerate().skip(1) {
                *count += u64::from(table.count(item, row, points));
            }
        }
    }
    counts
}

fn check_categories(table: &ScoreTable, model: ConditionalModel) -> Result<(), NotFitted> {
    let mut together = vec![0; table.greatest.iter().max().map_or(1, |m| m + 1)];
    for item in 0..table.items() {
        let counts = category_counts(table, item);
        let all: u64 = counts.iter().sum();
        if counts[0] == all {
            return Err(NotFitted::NeverSolved { item });
        } else if counts[counts.len() - 1] == all {
            return Err(NotFitted::AlwaysSolved { item });
        }
        let empty = counts.iter().position(|&count| count == 0);
        if let (ConditionalModel::PartialCredit, Some(points)) = (model, empty) {
            return Err(NotFitted::EmptyCategory { item: Some(item), points });
        }
        together.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
    }
    match together.iter().position(|&count| count == 0) {
        Some(points) => Err(NotFitted::EmptyCategory { item: None, points }),
        None => Ok(()),
    }
}

/// The items tied to the first by booklets whose persons say something.
fn connected(table: &ScoreTable) -> Vec<usize> {
    let mut seen = vec![false; table.items()];
    seen[0] = true;
    let telling: Vec<&Vec<usize>> = table
        .booklets
        .iter()
        .filter(|booklet| table.rows[booklet.rows.clone()].iter().any(|row| !row.extreme))
        .map(|booklet| &booklet.items)
        .collect();
    let mut grown = true;
    while grown {
        grown = false;
        for items in &telling {
            if items.iter().any(|&item| seen[item]) {
                for &item in *items {
                    grown |= !seen[item];
                    seen[item] = true;
                }
            }
        }
    }
    (0..seen.len()).filter(|&item| seen[item]).collect()
}

fn others(some: &[usize], items: usize) -> Vec<usize> {
    (0..items).filter(|item| !some.contains(item)).collect()
}

fn smaller_side(one: &[usize], items: usize) -> Vec<usize> {
    let rest = others(one, items);
    if rest.len() <= one.len() { rest } else { one.to_vec() }
}

/// Whether somebody has points on one item and not all points on another.
fn beats(responses: &Responses, better: usize, worse: usize) -> bool {
    let greatest = responses.greatest(worse);
    let pairs = responses.codes(better).iter().zip(responses.codes(worse));
    pairs.into_iter().any(|(&one, &other)| one > 0 && is_points(one) && other < greatest)
}

/// The items to which a chain of edges leads from the first, in order.
fn reached(items: usize, edge: impl Fn(usize, usize) -> bool) -> Vec<usize> {
    let mut seen = vec![false; items];
    seen[0] = true;
    let mut open = vec![0];
    while let Some(from) = open.pop() {
        for (to, seen) in seen.iter_mut().enumerate() {
            if !*seen && edge(from, to) {
                *seen = true;
                open.push(to);
            }
        }
    }
    (0..items).filter(|&item| seen[item]).collect()
}

fn reached_back(items: usize, edge: impl Fn(usize, usize) -> bool) -> Vec<usize> {
    reached(items, |from, to| edge(to, from))
}
