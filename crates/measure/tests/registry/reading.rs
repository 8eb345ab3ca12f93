//! Reads the inputs of `reference/values.csv`.

use measure::{MarkCounts, MarkPair, Measured, PartOfWhole, Why};
use school::{Exact, Mark, MarkEntry};

/// `3`, `3/2` or `-1/4`.
pub(crate) fn exact(text: &str) -> Exact {
    let (numerator, denominator) = text.split_once('/').unwrap_or((text, "1"));
    Exact::new(whole(numerator).into(), whole(denominator).into())
}

pub(crate) fn whole(text: &str) -> i64 {
    text.trim().parse().unwrap_or_else(|_| panic!("not a whole number: {text:?}"))
}

/// A value, or `-` for an unknown one.
pub(crate) fn measured(text: &str) -> Measured<Exact> {
    match text.trim() {
        "-" => Measured::Unknown(Why::NoData),
        known => Measured::Known(exact(known)),
    }
}

pub(crate) fn values(text: &str) -> Vec<Exact> {
    text.split_whitespace().map(exact).collect()
}

pub(crate) fn mark(text: &str) -> Mark {
    Mark::from_number(whole(text)).unwrap_or_else(|| panic!("not a mark: {text:?}"))
}

fn entry(text: &str) -> MarkEntry {
    match text {
        "na" => MarkEntry::NotAssessed,
        "ex" => MarkEntry::Exempt,
        number => MarkEntry::Marked(mark(number)),
    }
}

/// `5:3 4:4 na:1`: three fives, four fours, one not assessed.
pub(crate) fn mark_counts(text: &str) -> MarkCounts {
    let tallies = text.split_whitespace().map(|word| {
        let (kind, count) = word.split_once(':').expect("MARK:COUNT");
        (entry(kind), whole(count))
    });
    MarkCounts::from_tallies(tallies).expect("counts are not negative")
}

/// `5*3/2 3*1`: a five of weight 3/2, a three of weight 1.
pub(crate) fn weighted_marks(text: &str) -> Vec<(Mark, Exact)> {
    let read = |word: &str| {
        let (number, weight) = word.split_once('*').expect("MARK*WEIGHT");
        (mark(number), exact(weight))
    };
    text.split_whitespace().map(read).collect()
}

/// `5 5 4; 5 na; ex`: three students.
pub(crate) fn students(text: &str) -> Vec<MarkCounts> {
    text.split(';')
        .filter(|_| !text.is_empty())
        .map(|student| student.split_whitespace().map(entry).collect())
        .collect()
}

/// `4/5 -/3`: a four for the paper where the gradebook has a five; no paper where it has a three.
pub(crate) fn mark_pairs(text: &str) -> Vec<MarkPair> {
    let one = |text: &str| (text != "-").then(|| mark(text));
    let read = |word: &str| {
        let (paper, gradebook) = word.split_once('/').expect("PAPER/GRADEBOOK");
        (one(paper), one(gradebook))
    };
    text.split_whitespace().map(read).collect()
}

/// `2: 2 1 0 X`: points for an item of two points.
pub(crate) fn points(text: &str) -> (Vec<Option<i64>>, i64) {
    let (greatest, points) = text.split_once(':').expect("GREATEST: POINTS");
    (points.split_whitespace().map(|word| (word != "X").then(|| whole(word))).collect(), whole(greatest))
}

/// `81/263`, not reduced.
pub(crate) fn counts(text: &str) -> PartOfWhole {
    let (part, of) = text.split_once('/').expect("PART/WHOLE");
    (whole(part), whole(of))
}

/// Two inputs with a bar between them.
pub(crate) fn two(text: &str) -> (&str, &str) {
    let (one, other) = text.split_once('|').expect("ONE | OTHER");
    (one.trim(), other.trim())
}
