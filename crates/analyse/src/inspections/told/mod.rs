//! What the program says of the figures of a report: sentences made for every view until the report is signed.

pub(super) mod labels;
mod norm;

pub(super) use norm::{Met, met};

use super::figures::Frozen;
use super::inspection::Inspection;
use super::report::Told;

/// The sentences of an inspection: what the studied zones say, every figure, every change.
pub(super) fn told(one: &Inspection, figures: &[Frozen], zones: Vec<String>) -> Told {
    let mut facts = zones;
    facts.extend(figures.iter().map(labels::figure));
    if figures.is_empty() && !one.indicators.is_empty() {
        facts.extend(one.coverage.teacher_staff_id.map(|_| labels::NO_CLASSES.to_owned()));
    }
    Told { facts, comparison: figures.iter().filter_map(|figure| labels::change(figure, one.comparison)).collect() }
}

/// Lines of the group's own words that begin as a sentence of the program does: an earlier draft, whose numbers may be
/// others by now.
pub(super) fn copied<'a>(own: &'a str, told: &[String]) -> Vec<&'a str> {
    let head = |line: &'_ str| line.split_once(": ").map(|(head, _)| head.trim().to_owned());
    let known: Vec<String> = told.iter().filter_map(|line| head(line)).collect();
    own.lines().filter(|line| head(line).is_some_and(|head| known.contains(&head))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_an_earlier_draft_are_noticed() {
        let told = ["Успеваемость, 8А: 60,0 % (3 из 5).".to_owned()];
        let own = "Успеваемость, 8А: 80,0 % (4 из 5).\nУчитель ведёт журнал: записи есть.";
        assert_eq!(copied(own, &told), ["Успеваемость, 8А: 80,0 % (4 из 5)."]);
    }
}
