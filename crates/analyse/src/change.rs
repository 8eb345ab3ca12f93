//! A value against an earlier one: the difference, its direction, and whether chance alone may explain it.

use formula::{Better, Indicator, Outcome, Unit};
use measure::{Measured, SampleTier, sample_tier, share_change};
use school::Share;

use crate::shown;

/// A change as a page shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Change {
    /// «−8,3 п. п.»; empty when there is nothing to compare with
    pub(crate) text: String,
    /// `better`, `worse`, `same`, `up`, `down`
    pub(crate) direction: &'static str,
    /// what to remember about it
    pub(crate) note: &'static str,
}

/// The change from an earlier outcome; nothing is compared with what is not known.
pub(crate) fn change(indicator: &Indicator, now: &Outcome, before: Option<&Outcome>) -> Change {
    let (Some(value), Some(earlier)) = (now.value(), before.and_then(Outcome::value)) else {
        return Change { text: String::new(), direction: "same", note: "" };
    };
    let difference = value - earlier;
    let note = before.map_or("", |before| note(indicator.unit, now, before));
    // What chance alone may explain, or what nobody has asked chance about, is neither better nor worse.
    let is_measured = !matches!(indicator.unit, Unit::Mark | Unit::Points | Unit::Index);
    let better = if note.is_empty() && is_measured { indicator.better } else { Better::Neither };
    let text = shown::change(indicator.unit, &difference);
    // A change that is rounded away is no change to a reader.
    let is_seen = text.contains(|letter: char| ('1'..='9').contains(&letter));
    let direction = if is_seen { shown::direction(better, &difference) } else { "same" };
    Change { text, direction, note }
}

const TOO_FEW: &str = "группа меньше 10: сравнивать нельзя";

fn note(unit: Unit, now: &Outcome, before: &Outcome) -> &'static str {
    let share = |outcome: &Outcome| Share::new(outcome.part()?, outcome.whole()?);
    let (Some(now), Some(before)) = (share(now), share(before)) else {
        let is_of_group = matches!(unit, Unit::Mark | Unit::Points | Unit::Index);
        let least = now.n().into_iter().chain(before.n()).min();
        let is_few = least.is_some_and(|n| sample_tier(n) == SampleTier::TooFew);
        return if is_of_group && is_few { TOO_FEW } else { "" };
    };
    match share_change(Measured::Known(now), Measured::Known(before)) {
        Measured::Unknown(_) => TOO_FEW,
        Measured::Known(change) if !change.verdict.is_beyond_noise() => "в пределах случайного разброса",
        Measured::Known(_) => "",
    }
}
