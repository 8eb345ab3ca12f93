//! Whether a figure keeps a norm that the school has written in words. Pure.

use formula::{Better, Indicator, Unit};
use school::Exact;

use super::labels;

/// How a figure stands to its norm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::inspections) enum Met {
    /// it keeps it
    Kept,
    /// it is less than it should be
    Below,
    /// it is more than it should be
    Above,
}

#[derive(Clone, Copy)]
enum Side {
    AtLeast,
    AtMost,
    MoreThan,
    LessThan,
}

/// What a value is to «не ниже 70 %»; nothing where the words name no single border that can be told.
pub(in crate::inspections) fn met(norm: &str, indicator: &Indicator, value: &Exact) -> Option<Met> {
    let text = norm.to_lowercase().replace('\u{a0}', " ");
    let border = border(&text, indicator.unit)?;
    let side = side(&text).or(match indicator.better {
        Better::Higher => Some(Side::AtLeast),
        Better::Lower => Some(Side::AtMost),
        Better::Neither => None,
    })?;
    Some(match side {
        Side::AtLeast if *value < border => Met::Below,
        Side::MoreThan if *value <= border => Met::Below,
        Side::AtMost if *value > border => Met::Above,
        Side::LessThan if *value >= border => Met::Above,
        _ => Met::Kept,
    })
}

fn side(text: &str) -> Option<Side> {
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let begins = |words: &[&str]| words.iter().any(|word| text.trim_start().starts_with(word));
    if has(labels::AT_LEAST) || begins(labels::FROM) {
        Some(Side::AtLeast)
    } else if has(labels::AT_MOST) || begins(labels::UP_TO) {
        Some(Side::AtMost)
    } else if has(labels::MORE_THAN) {
        Some(Side::MoreThan)
    } else if has(labels::LESS_THAN) {
        Some(Side::LessThan)
    } else {
        None
    }
}

/// The one number of the text, in the unit of the indicator; two numbers are no border.
fn border(text: &str, unit: Unit) -> Option<Exact> {
    let is_of_number = |c: char| c.is_ascii_digit() || c == ',' || c == '.';
    let pieces = text.split(|c: char| !is_of_number(c)).map(|piece| piece.trim_matches(['.', ',']));
    let mut numbers = pieces.filter(|piece| piece.starts_with(|c: char| c.is_ascii_digit()));
    let number = numbers.next()?.replace(',', ".");
    if numbers.next().is_some() {
        return None;
    }
    let (whole, part) = number.split_once('.').unwrap_or((&number, ""));
    let scale = 10_i128.checked_pow(u32::try_from(part.len()).ok()?)?;
    let number = Exact::new(format!("{whole}{part}").parse().ok()?, scale);
    let is_share = matches!(unit, Unit::Share | Unit::PeopleShare | Unit::WorkShare);
    let is_percent = text.contains('%') || number > Exact::from_integer(1);
    Some(if is_share && is_percent { number / Exact::from_integer(100) } else { number })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine;

    #[test]
    fn norms_are_read_as_schools_write_them() {
        let good = engine::catalogue().indicator("school.good_mark_rate").unwrap();
        let half = Exact::new(1, 2);
        for (norm, expected) in [
            ("не ниже 70 %", Some(Met::Below)),
            ("не менее 50%", Some(Met::Kept)),
            ("не\u{a0}ниже 50,5\u{a0}%", Some(Met::Below)),
            ("≥ 60 %", Some(Met::Below)),
            ("от 45 %", Some(Met::Kept)),
            ("60 %", Some(Met::Below)),
            ("60", Some(Met::Below)),
            ("не выше 40 %", Some(Met::Above)),
            ("до 60 %", Some(Met::Kept)),
            ("выше 50 %", Some(Met::Below)),
            ("менее 50 %", Some(Met::Above)),
            ("от 40 до 60 %", None),
            ("как в прошлом году", None),
            ("", None),
        ] {
            assert_eq!(met(norm, good, &half), expected, "{norm}");
        }
    }
}
