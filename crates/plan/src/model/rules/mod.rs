//! The rules of the checker: each looks at the facts and says what it found. Pure.

mod acts;
mod components;
mod indicators;
mod people;
mod procedures;
mod works;

#[cfg(test)]
mod tests;

pub(super) use components::part_of;

use super::rulebook::Rulebook;
use super::{Found, ModelFacts};

/// A rule: facts and numbers in, findings out.
type Check = fn(&ModelFacts, &Rulebook) -> Vec<Found>;

const CHECKS: &[Check] = &[
    components::registers_are_filled,
    components::three_parts_are_covered,
    components::elements_are_linked,
    components::links_lead_somewhere,
    procedures::directions_are_covered,
    procedures::rows_are_complete,
    procedures::data_are_collected_once,
    procedures::instruments_are_used,
    indicators::indicators_are_measured,
    indicators::indicators_exist,
    acts::acts_are_valid,
    people::nobody_has_too_much,
    works::works_are_bearable,
];

/// Everything that the rules in force in the year of the facts find. Rule and key of the place name one finding, and name it
/// as long as it is there: acceptances hang on them.
#[must_use]
pub fn found(facts: &ModelFacts, book: &Rulebook) -> Vec<Found> {
    let mut found: Vec<Found> = CHECKS.iter().flat_map(|check| check(facts, book)).collect();
    found.retain(|one| book.rule(one.rule).is_some_and(|rule| rule.is_in_force(facts.school_year)));
    found
}
