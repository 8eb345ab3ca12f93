//! How numbers of the report are published: rounded once, small groups hidden, unknown never zero.

use analyse::shown;
use formula::{Outcome, State, Unit};
use school::{Exact, ru};

use super::content::{Point, Reading};
use crate::labels;

/// Groups of fewer people than this are not published.
pub(super) const FEWEST: i64 = 5;
/// Groups of fewer people than this are marked: one person changes a share by more than five percentage points.
pub(super) const FEW: i64 = 20;

/// Whether the base of a number is so small that the number would speak of persons.
pub(super) fn is_hidden(n: Option<i64>) -> bool {
    n.is_some_and(|n| n > 0 && n < FEWEST)
}

/// Whether an outcome of this unit may not be published.
pub(super) fn must_hide(unit: Unit, outcome: &Outcome) -> bool {
    let is_about_people =
        matches!(unit, Unit::Share | Unit::PeopleShare | Unit::WorkShare | Unit::Mark | Unit::Points | Unit::Index);
    is_about_people && is_hidden(outcome.n().or(outcome.whole()))
}

/// Which of the groups of a table are hidden. Where only one is too small, the next smallest goes with it: it could be
/// found by subtraction otherwise.
pub(super) fn hidden(sizes: &[i64]) -> Vec<bool> {
    let mut hidden: Vec<bool> = sizes.iter().map(|n| is_hidden(Some(*n))).collect();
    if hidden.iter().filter(|is_hidden| **is_hidden).count() == 1 {
        let others = sizes.iter().enumerate().filter(|(place, n)| !hidden[*place] && **n > 0);
        if let Some((place, _)) = others.min_by_key(|(_, n)| **n) {
            hidden[place] = true;
        }
    }
    hidden
}

/// The name of a group, with a mark if it is small.
pub(super) fn marked(label: &str, n: i64) -> String {
    if n > 0 && n < FEW { format!("{label}*") } else { label.to_owned() }
}

/// The same where groups belong to larger ones that are shown beside them. A hidden larger group hides at least one of
/// its own: it could be found by addition otherwise.
pub(super) fn hidden_within(sizes: &[(usize, i64)], larger_hidden: &[bool]) -> Vec<bool> {
    let mut all = vec![false; sizes.len()];
    for (larger, is_larger_hidden) in larger_hidden.iter().enumerate() {
        let places: Vec<usize> = (0..sizes.len()).filter(|place| sizes[*place].0 == larger).collect();
        let own: Vec<i64> = places.iter().map(|place| sizes[*place].1).collect();
        let mut hidden = hidden(&own);
        let smallest = own.iter().enumerate().filter(|(_, n)| **n > 0).min_by_key(|(_, n)| **n);
        if let (true, false, Some((place, _))) = (*is_larger_hidden, hidden.contains(&true), smallest) {
            hidden[place] = true;
        }
        for (place, is_hidden) in places.into_iter().zip(hidden) {
            all[place] = is_hidden;
        }
    }
    all
}

/// What stands in the place of a size that is not shown.
pub(super) fn hidden_size(n: i64) -> String {
    if is_hidden(Some(n)) { labels::FEWER.to_owned() } else { labels::HIDDEN.to_owned() }
}

/// The notes that a table of groups of these sizes needs.
pub(super) fn notes(sizes: &[i64], hidden: &[bool]) -> Vec<String> {
    let mut notes = Vec::new();
    let mut rows = sizes.iter().zip(hidden);
    if rows.any(|(n, is_hidden)| !is_hidden && (FEWEST..FEW).contains(n)) {
        notes.push(labels::SMALL_GROUPS.to_owned());
    }
    if sizes.iter().any(|n| is_hidden(Some(*n))) {
        notes.push(labels::FEWER_GROUPS.to_owned());
    }
    if sizes.iter().zip(hidden).any(|(n, hidden)| *hidden && !is_hidden(Some(*n))) {
        notes.push(labels::HIDDEN_GROUPS.to_owned());
    }
    notes
}

/// A share or another value in a cell of a column that names its unit: «98,4», a dash when unknown.
pub(super) fn cell(unit: Unit, outcome: Option<&Outcome>) -> String {
    let Some(value) = outcome.filter(|outcome| !must_hide(unit, outcome)).and_then(Outcome::value) else {
        return ru::NO_VALUE.to_owned();
    };
    match unit {
        Unit::Share | Unit::PeopleShare | Unit::WorkShare => ru::number(&(value * Exact::from_integer(100)), 1),
        Unit::Index => ru::number(&value, 1),
        _ => ru::number(&value, 2),
    }
}

/// The number of a chart.
pub(super) fn reading(unit: Unit, outcome: Option<&Outcome>) -> Reading {
    match outcome {
        Some(outcome) if must_hide(unit, outcome) => Reading::Absent(labels::FEWER.to_owned()),
        Some(outcome) => match outcome.value() {
            Some(value) => Reading::Known(Point::new(&value, shown::value(unit, &value))),
            None => Reading::Absent(labels::NO_DATA.to_owned()),
        },
        None => Reading::Absent(labels::NO_DATA.to_owned()),
    }
}

/// A whole number of a chart.
pub(super) fn amount(n: Option<i64>) -> Reading {
    n.map_or_else(
        || Reading::Absent(labels::NO_DATA.to_owned()),
        |n| Reading::Known(Point::new(&Exact::from_integer(n.into()), ru::thousands(n))),
    )
}

/// What the table of order 1324 prints: «123 / 45,6 %», «64,30», «да», «нет данных».
pub(super) fn line(unit: Unit, outcome: &Outcome) -> String {
    if must_hide(unit, outcome) {
        return labels::FEWER.to_owned();
    }
    match (outcome.value(), &outcome.state) {
        (Some(value), _) if matches!(unit, Unit::PeopleShare | Unit::WorkShare) => match outcome.part() {
            Some(part) => format!("{}{nbsp}/ {}", ru::thousands(part), shown::value(unit, &value), nbsp = ru::NBSP),
            None => shown::value(unit, &value),
        },
        (Some(value), _) if unit == Unit::SquareMetres => ru::number(&value, 2),
        (Some(value), _) => shown::value(unit, &value),
        (None, State::NotApplicable(_)) => labels::NOT_APPLICABLE.to_owned(),
        (None, _) => labels::NO_DATA.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_small_group_takes_another_with_it() {
        let table: [(&[i64], &[bool]); 5] = [
            (&[25, 24, 26], &[false, false, false]),
            (&[25, 3, 24], &[false, true, true]),
            (&[25, 3, 4], &[false, true, true]),
            (&[3], &[true]),
            (&[0, 30, 2], &[false, true, true]),
        ];
        for (sizes, expected) in table {
            assert_eq!(hidden(sizes), expected, "{sizes:?}");
        }
    }

    /// Year groups 0 and 1; the second is hidden as the only neighbour of a small one.
    #[test]
    fn what_is_hidden_above_is_hidden_below() {
        let classes = [(0, 25), (0, 24), (1, 20), (1, 22), (2, 3)];
        assert_eq!(hidden_within(&classes, &[false, true, true]), [false, false, true, false, true]);
        assert_eq!(hidden_within(&[(0, 24), (0, 3), (1, 12)], &[false, false]), [true, true, false]);
    }

    #[test]
    fn small_groups_are_said_to_be_small() {
        assert_eq!(marked("10А", 19), "10А*");
        assert_eq!(marked("10Б", 20), "10Б");
        assert_eq!(notes(&[30, 25], &[false, false]).len(), 0);
        assert_eq!(notes(&[30, 12], &[false, false]), [labels::SMALL_GROUPS]);
        assert_eq!(notes(&[12, 3], &[true, true]), [labels::FEWER_GROUPS, labels::HIDDEN_GROUPS]);
    }
}
