//! Figures in the text that people write: `{1324.1.5}` becomes the number of that row when the text is printed, so that
//! a paragraph survives recalculation with its figures current.

use analyse::engine::catalogue;
use formula::{Outcome, Unit};
use school::ru;

use super::figures::{line, must_hide};
use super::gather::{ATTAINMENT, Gathered, PACK};
use crate::labels;

/// The text with every placeholder replaced by what `figure` answers; what it does not know stays as it was typed.
pub(super) fn fill(text: &str, figure: &dyn Fn(&str) -> Option<String>) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, code, after)) = next(rest) {
        filled.push_str(before);
        match figure(code) {
            Some(words) => filled.push_str(&words),
            None => {
                filled.push('{');
                filled.push_str(code);
                filled.push('}');
            }
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// The text before the next placeholder, its code, and the text after it.
fn next(text: &str) -> Option<(&str, &str, &str)> {
    let open = text.find('{')?;
    let close = open + text[open..].find('}')?;
    Some((&text[..open], &text[open + 1..close], &text[close + 1..]))
}

/// The placeholders of a text that no report can fill.
pub(super) fn unknown(text: &str) -> Vec<String> {
    let mut unknown = Vec::new();
    let mut rest = text;
    while let Some((_, code, after)) = next(rest) {
        if !is_offered(code) {
            unknown.push(code.to_owned());
        }
        rest = after;
    }
    unknown
}

fn is_offered(code: &str) -> bool {
    let is_of_table = catalogue().pack_of(code).is_some_and(|pack| pack.code == PACK);
    is_of_table || ATTAINMENT.contains(&code)
}

/// The words for a code: «123 человека (45,6 %)», «614», «64,3».
pub(super) fn figure(gathered: &Gathered, code: &str) -> Option<String> {
    let indicator = catalogue().indicator(code).filter(|_| is_offered(code))?;
    let outcome =
        if ATTAINMENT.contains(&code) { gathered.attainment.get(code, &Vec::new()) } else { gathered.row(code) };
    Some(outcome.map_or_else(|| labels::NO_DATA.to_owned(), |outcome| said(indicator.unit, outcome)))
}

fn said(unit: Unit, outcome: &Outcome) -> String {
    if must_hide(unit, outcome) || outcome.value().is_none() {
        return line(unit, outcome);
    }
    match (unit, outcome.part(), outcome.value()) {
        (Unit::PeopleShare, Some(_), _) => super::words::people_share(outcome).unwrap_or_default(),
        (Unit::People, _, Some(value)) if value.is_integer() => {
            i64::try_from(value.to_integer()).map_or_else(|_| line(unit, outcome), ru::thousands)
        }
        _ => line(unit, outcome),
    }
}

/// What may be written into a text, with names: for the hint beside the form.
pub(super) fn offered() -> Vec<(&'static str, &'static str)> {
    let name = |code: &str| {
        let indicator = catalogue().indicator(code)?;
        let name = if indicator.short_name.is_empty() { &indicator.name } else { &indicator.short_name };
        Some((indicator.code.as_str(), name.as_str()))
    };
    let of_table = super::gather::indicators().filter_map(|one| name(&one.code));
    of_table.chain(ATTAINMENT.iter().filter_map(|code| name(code))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_stand_where_their_codes_stood() {
        let figure = |code: &str| (code == "1324.1.1").then(|| "614".to_owned());
        assert_eq!(fill("В школе {1324.1.1} учащихся.", &figure), "В школе 614 учащихся.");
        assert_eq!(fill("{1324.1.1}{x}", &figure), "614{x}");
        assert_eq!(fill("без скобки { до конца", &figure), "без скобки { до конца");
        assert_eq!(fill("} и {", &figure), "} и {");
    }

    #[test]
    fn unknown_codes_are_found() {
        assert_eq!(unknown("{1324.1.5} и {students.pass_rate}"), Vec::<String>::new());
        assert_eq!(unknown("{1324.9.9} и {vpr.share_2} и {}"), ["1324.9.9", "vpr.share_2", ""]);
    }

    #[test]
    fn everything_offered_is_known() {
        assert!(offered().len() > 50);
        assert!(offered().iter().all(|(code, _)| is_offered(code)));
    }
}
