//! Persons and items on one picture («карта участников и заданий»).

use std::cmp::Reverse;

use num_traits::ToPrimitive;

use super::counted_paper::{MissingAnswers, NoStatistic};
use crate::{Response, Responses};

/// The order of persons and items, and how each item goes with the score.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemPersonPicture {
    /// Persons by score, the highest first; equal ones in their own order.
    pub persons: Vec<usize>,
    /// Items by facility, the easiest first; equal ones in their own order.
    pub items: Vec<usize>,
    /// Groups of persons with neighbouring scores, the lowest first.
    pub groups: Vec<ScoreGroup>,
}

/// Persons with neighbouring scores.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreGroup {
    /// The lowest score.
    pub least: u32,
    /// The highest score.
    pub greatest: u32,
    /// How many persons.
    pub persons: usize,
    /// The facility of each item within the group, items in the order of the paper.
    pub facilities: Vec<f64>,
}

/// The picture of persons and items, with about this many groups of like size.
///
/// # Definition
/// Persons with points for every item, by score; items by facility. Groups are cut between scores: a group is closed as
/// soon as it holds its share of the persons, so that equal scores stay together. In each group the facility of each item.
///
/// # Reads as
/// On the table of points in this order the solved cells gather in one corner; a lonely cell far from the border is worth
/// a look. The facility of a sound item grows from group to group.
///
/// # Undefined when
/// No items, or nobody with points for every item: [`NoStatistic`].
///
/// # Caution
/// A group of a few persons jumps.
///
/// # Source
/// Guttman L. (1944); Sato T. (1975), the S–P chart.
///
/// # Example
/// ```
/// use measure::classical::{MissingAnswers, item_person_picture};
/// use measure::{Response, Responses};
///
/// let column = |points: [u8; 4]| (1, points.map(Response::Points));
/// let responses = Responses::new([column([0, 1, 0, 0]), column([1, 1, 1, 0])]).unwrap();
/// let picture = item_person_picture(&responses, MissingAnswers::Zero, 2).unwrap();
/// assert_eq!((picture.persons, picture.items), (vec![1, 0, 2, 3], vec![1, 0]));
/// assert_eq!(picture.groups[0].facilities, [0.0, 2.0 / 3.0]);
/// ```
///
/// # Errors
/// As under «Undefined when».
pub fn item_person_picture(
    responses: &Responses,
    missing: MissingAnswers,
    groups: usize,
) -> Result<ItemPersonPicture, NoStatistic> {
    if responses.items() == 0 {
        return Err(NoStatistic::NoItems);
    }
    let score = |person| responses.person(person).map(|response| points(response, missing)).sum::<Option<u32>>();
    let mut scored: Vec<(u32, usize)> =
        (0..responses.persons()).filter_map(|person| Some((score(person)?, person))).collect();
    if scored.is_empty() {
        return Err(NoStatistic::FewPersons { persons: 0 });
    }
    scored.sort_by_key(|(score, person)| (Reverse(*score), *person));
    let facilities = facilities(responses, missing, &scored);
    let mut items: Vec<usize> = (0..responses.items()).collect();
    items.sort_by(|one, other| facilities[*other].total_cmp(&facilities[*one]));
    let share = scored.len().div_ceil(groups.max(1));
    let mut made = Vec::new();
    let mut open: Vec<(u32, usize)> = Vec::new();
    for (place, person) in scored.iter().rev().enumerate() {
        let is_new_score = open.last().is_some_and(|last| last.0 != person.0);
        if is_new_score && open.len() >= share {
            made.push(group(responses, missing, &std::mem::take(&mut open)));
        }
        open.push(*person);
        if place + 1 == scored.len() {
            made.push(group(responses, missing, &open));
        }
    }
    Ok(ItemPersonPicture { persons: scored.into_iter().map(|(_, person)| person).collect(), items, groups: made })
}

fn points(response: Response, missing: MissingAnswers) -> Option<u32> {
    match response {
        Response::Points(points) => Some(u32::from(points)),
        Response::Missing if missing == MissingAnswers::Zero => Some(0),
        Response::Missing | Response::NotAdministered => None,
    }
}

fn facilities(responses: &Responses, missing: MissingAnswers, persons: &[(u32, usize)]) -> Vec<f64> {
    let facility = |item| {
        let points = persons.iter().filter_map(|(_, person)| points(responses.get(*person, item), missing));
        let earned: f64 = points.map(f64::from).sum();
        earned / (f64::from(responses.greatest(item)) * persons.len().to_f64().unwrap_or(f64::MAX))
    };
    (0..responses.items()).map(facility).collect()
}

fn group(responses: &Responses, missing: MissingAnswers, persons: &[(u32, usize)]) -> ScoreGroup {
    ScoreGroup {
        least: persons.iter().map(|(score, _)| *score).min().unwrap_or(0),
        greatest: persons.iter().map(|(score, _)| *score).max().unwrap_or(0),
        persons: persons.len(),
        facilities: facilities(responses, missing, persons),
    }
}
