//! Every number of every measure against values computed by hand or published.

use std::collections::BTreeSet;

use measure::{Best, Computes, CutScores, ItemLevel, MarkScale, Measured, competition_ranks, dense_ranks, registry};
use school::Exact;

use crate::reading::{
    counts, exact, mark_counts, mark_pairs, measured, points, students, two, values, weighted_marks, whole,
};

/// One line of the file; an empty tolerance means that the text must be the same.
struct Row {
    line: usize,
    measure: String,
    quantity: String,
    input: String,
    expected: String,
    tolerance: String,
}

fn rows() -> Vec<Row> {
    let mut file = csv::Reader::from_path(concat!(env!("CARGO_MANIFEST_DIR"), "/reference/values.csv"))
        .expect("the file is there");
    let records = file.records().enumerate();
    records
        .map(|(at, record)| {
            let record = record.expect("the file is well formed");
            let field = |column: usize| record[column].trim().to_owned();
            assert!(!field(5).is_empty(), "line {}: a value without a source", at + 2);
            Row {
                line: at + 2,
                measure: field(0),
                quantity: field(1),
                input: field(2),
                expected: field(3),
                tolerance: field(4),
            }
        })
        .collect()
}

fn say<T>(answer: Measured<T>, text: impl Fn(T) -> String) -> String {
    match answer {
        Measured::Known(value) => text(value),
        Measured::Unknown(why) => format!("unknown {}", why.key()),
    }
}

fn say_exact(answer: Measured<Exact>) -> String {
    say(answer, |value| value.to_string())
}

fn say_real(answer: Measured<f64>) -> String {
    say(answer, |value| value.to_string())
}

fn answer(row: &Row) -> String {
    let measure =
        measure::find(&row.measure).unwrap_or_else(|| panic!("line {}: no measure {}", row.line, row.measure));
    let input = row.input.as_str();
    let Some(quantity) = measure.quantities.iter().find(|quantity| quantity.name == row.quantity) else {
        return rule(row);
    };
    match quantity.computes {
        Computes::FromMarks(of) => say_exact(of(&mark_counts(input))),
        Computes::FromWeightedMarks(of) => say_exact(of(&weighted_marks(input))),
        Computes::FromStudents(of) => say_exact(of(&students(input))),
        Computes::FromMarkPairs(of) => say_exact(of(&mark_pairs(input))),
        Computes::FromPoints(of) => {
            let (points, greatest) = points(input);
            say_exact(of(&points, greatest))
        }
        Computes::FromValues(of) => say_exact(of(&values(input))),
        Computes::FromTwoValues(of) => {
            let (current, previous) = two(input);
            say_exact(of(measured(current), measured(previous)))
        }
        Computes::FromCounts(of) => say_real(of(counts(input))),
        Computes::FromTwoCounts(of) => {
            let (first, second) = two(input);
            say_real(of(counts(first), counts(second)))
        }
    }
}

/// Measures that give a word or a place instead of a number.
fn rule(row: &Row) -> String {
    let found = |band: Option<String>| band.unwrap_or_else(|| "none".to_owned());
    let (measure, quantity) = (row.measure.as_str(), row.quantity.as_str());
    match (measure, quantity) {
        ("item_band", level) => {
            let level = ItemLevel::from_code(level).expect("a level");
            measure::item_band(&exact(&row.input), level).code().to_owned()
        }
        ("sample_tier", "tier") => measure::sample_tier(whole(&row.input)).code().to_owned(),
        ("share_change", "verdict") => {
            let (current, previous) = two(&row.input);
            let share = |text| Measured::share(counts(text).0, counts(text).1);
            say(measure::share_change(share(current), share(previous)), |change| change.verdict.code().to_owned())
        }
        ("rank", order) => {
            let all: Vec<Option<Exact>> = row.input.split_whitespace().map(|word| measured(word).known()).collect();
            let places = match order {
                "dense" => dense_ranks(&all, Best::Highest),
                "competition" => competition_ranks(&all, Best::Highest),
                other => panic!("line {}: no order {other}", row.line),
            };
            let words = places.into_iter().map(|place| place.map_or_else(|| "-".to_owned(), |place| place.to_string()));
            words.collect::<Vec<_>>().join(" ")
        }
        ("mark_scale", "mark") => {
            let (scale, score) = intervals(&row.input);
            let (maximum, scores) = scale;
            let scale = MarkScale::new(maximum, scores.try_into().expect("four marks")).expect("a whole scale");
            found(scale.mark_of(score.to_integer().try_into().expect("a score")).map(|mark| mark.to_string()))
        }
        ("cut_scores", "band") => {
            let ((highest, bands), value) = intervals(&row.input);
            let bands = (1..).zip(bands).map(|(at, (from, to))| (at, from, to));
            let scale = CutScores::<i64>::from_intervals(0, highest, bands).expect("a whole scale");
            found(scale.band_of(&value).map(i64::to_string))
        }
        other => panic!("line {}: nothing computes {other:?}", row.line),
    }
}

/// `24: 0-9 10-15 16-20 21-24 | 15`: the bands of a scale to 24, and a value.
fn intervals(text: &str) -> ((i64, Vec<(i64, i64)>), Exact) {
    let (scale, value) = two(text);
    let (highest, bands) = scale.split_once(':').expect("HIGHEST: BANDS");
    let band = |word: &str| {
        let (from, to) = word.split_once('-').expect("FROM-TO");
        (whole(from), whole(to))
    };
    ((whole(highest), bands.split_whitespace().map(band).collect()), exact(value))
}

fn is_right(row: &Row, answer: &str) -> bool {
    if row.tolerance.is_empty() {
        return row.expected == answer;
    }
    let number = |text: &str| text.parse::<f64>().unwrap_or(f64::NAN);
    (number(answer) - number(&row.expected)).abs() <= number(&row.tolerance)
}

#[test]
fn every_reference_value_is_met() {
    let wrong: Vec<String> = rows()
        .iter()
        .filter_map(|row| {
            let answer = answer(row);
            let fault = format!(
                "line {}: {} {} of {:?} is {answer}, not {}",
                row.line, row.measure, row.quantity, row.input, row.expected
            );
            (!is_right(row, &answer)).then_some(fault)
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_wrong_reference_value_would_be_noticed() {
    for mut row in rows() {
        let answer = answer(&row);
        row.expected = match row.expected.parse::<f64>() {
            Ok(number) if !row.tolerance.is_empty() => (number + 2e-4).to_string(),
            _ => format!("{}0", row.expected),
        };
        assert!(!is_right(&row, &answer), "line {}", row.line);
    }
}

#[test]
fn every_quantity_has_a_reference_value() {
    let rows = rows();
    let met: BTreeSet<(&str, &str)> = rows.iter().map(|row| (row.measure.as_str(), row.quantity.as_str())).collect();
    for measure in registry() {
        assert!(rows.iter().any(|row| row.measure == measure.name), "{} has no reference value", measure.name);
        for quantity in measure.quantities {
            assert!(
                met.contains(&(measure.name, quantity.name)),
                "{} {} has no reference value",
                measure.name,
                quantity.name
            );
        }
    }
}
