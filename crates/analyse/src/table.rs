//! Outcomes found by indicator and group.

use std::collections::HashMap;

use formula::{Dimension, Group, Outcome};
use school::Term;

/// Outcomes by code and group, whatever the order of the dimensions.
#[derive(Debug, Clone, Default)]
pub struct OutcomeTable(HashMap<(String, Group), Outcome>);

impl OutcomeTable {
    /// A table of these outcomes.
    #[must_use]
    pub fn new(outcomes: impl IntoIterator<Item = Outcome>) -> Self {
        let mut table: HashMap<(String, Group), Outcome> = HashMap::new();
        for outcome in outcomes {
            let key = (outcome.code.clone(), sorted(outcome.by.clone()));
            // «Not broken down so» comes without a group: it must not hide the whole, which has none either.
            let is_known = table.get(&key).is_some_and(|known| known.figure.is_some());
            if !is_known || outcome.figure.is_some() {
                table.insert(key, outcome);
            }
        }
        Self(table)
    }

    /// The outcome of an indicator for a group.
    #[must_use]
    pub fn get(&self, code: &str, group: &Group) -> Option<&Outcome> {
        self.0.get(&(code.to_owned(), sorted(group.clone())))
    }

    /// All outcomes of an indicator broken down by exactly these dimensions, in a stable order.
    #[must_use]
    pub fn of(&self, code: &str, dimensions: &[Dimension]) -> Vec<&Outcome> {
        let mut asked = dimensions.to_vec();
        asked.sort_unstable();
        let is_asked = |group: &Group| {
            group.len() == asked.len() && group.iter().zip(&asked).all(|((known, _), asked)| known == asked)
        };
        let mut found: Vec<_> = self.0.iter().filter(|((known, group), _)| known == code && is_asked(group)).collect();
        found.sort_by(|left, right| left.0.cmp(right.0));
        found.into_iter().map(|(_, outcome)| outcome).collect()
    }
}

/// The group in the order of dimensions.
#[must_use]
pub(crate) fn sorted(mut group: Group) -> Group {
    group.sort_by_key(|(dimension, _)| *dimension);
    group
}

/// The group without a dimension.
#[must_use]
pub(crate) fn without(group: &Group, dropped: Dimension) -> Group {
    group.iter().filter(|(dimension, _)| *dimension != dropped).cloned().collect()
}

/// The group with a dimension set.
#[must_use]
pub(crate) fn with(group: &Group, dimension: Dimension, value: &str) -> Group {
    let mut group = without(group, dimension);
    group.push((dimension, Some(value.to_owned())));
    sorted(group)
}

/// The term of a group.
#[must_use]
pub(crate) fn term_of(group: &Group) -> Option<Term> {
    let value = group.iter().find(|(dimension, _)| *dimension == Dimension::Term)?.1.as_deref()?;
    Term::from_code(value)
}

/// A stable text of a group: `class=8А;subject=Алгебра;term=q2`.
#[must_use]
pub(crate) fn key(group: &Group) -> String {
    let places = sorted(group.clone());
    let places: Vec<String> = places
        .iter()
        .map(|(dimension, value)| format!("{}={}", dimension.code(), value.as_deref().unwrap_or("")))
        .collect();
    places.join(";")
}
