use school::name_key;

use super::super::labels::found as words;
use super::super::rulebook::Rulebook;
use super::super::{Found, ModelFacts, Place};
use crate::responsibility::loads;

/// Nobody answers for more procedures that are due in one month than the rule lets.
pub(super) fn nobody_has_too_much(facts: &ModelFacts, book: &Rulebook) -> Vec<Found> {
    let most = usize::try_from(book.person.most_due_in_a_month).unwrap_or(usize::MAX);
    let loads = loads(&facts.procedures, &facts.staff);
    let overloaded = loads.iter().filter(|load| load.most_at_once > most);
    overloaded
        .map(|load| {
            let place =
                Place::named(format!("person:{}", name_key(&load.name)), load.name.clone(), "/plan/responsibility");
            Found::new("person.overload", place, words::has_too_much(load.fullest_month, load.most_at_once, most))
        })
        .collect()
}
