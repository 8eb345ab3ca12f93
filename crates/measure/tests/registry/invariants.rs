//! Every quantity: the same in any order of rows and for the data twice over, within its bounds, and
//! unknown of nothing.

use std::collections::BTreeSet;

use measure::{Computes, MarkCounts, MarkPair, Measured, Quantity, Reads, registry};
use num_traits::ToPrimitive;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use school::{Exact, Mark, MarkEntry};

/// Rows for every kind of input.
#[derive(Debug, Clone)]
struct Rows {
    entries: Vec<MarkEntry>,
    weighted: Vec<(Mark, Exact)>,
    students: Vec<MarkCounts>,
    pairs: Vec<MarkPair>,
    points: Vec<Option<i64>>,
    values: Vec<Exact>,
    flags: Vec<bool>,
}

const GREATEST: i64 = 5;

impl Rows {
    fn changed(&self, change: impl Fn(usize) -> Vec<usize>) -> Rows {
        fn pick<T: Clone>(rows: &[T], change: &dyn Fn(usize) -> Vec<usize>) -> Vec<T> {
            change(rows.len()).into_iter().map(|at| rows[at].clone()).collect()
        }
        Rows {
            entries: pick(&self.entries, &change),
            weighted: pick(&self.weighted, &change),
            students: pick(&self.students, &change),
            pairs: pick(&self.pairs, &change),
            points: pick(&self.points, &change),
            values: pick(&self.values, &change),
            flags: pick(&self.flags, &change),
        }
    }

    fn counts(&self) -> (i64, i64) {
        let count = |rows: usize| i64::try_from(rows).expect("a test is small");
        (count(self.flags.iter().filter(|flag| **flag).count()), count(self.flags.len()))
    }
}

enum Answer {
    Exact(Measured<Exact>),
    Real(Measured<f64>),
}

fn compute(quantity: &Quantity, rows: &Rows) -> Answer {
    match quantity.computes {
        Computes::FromMarks(of) => Answer::Exact(of(&rows.entries.iter().copied().collect())),
        Computes::FromWeightedMarks(of) => Answer::Exact(of(&rows.weighted)),
        Computes::FromStudents(of) => Answer::Exact(of(&rows.students)),
        Computes::FromMarkPairs(of) => Answer::Exact(of(&rows.pairs)),
        Computes::FromPoints(of) => Answer::Exact(of(&rows.points, GREATEST)),
        Computes::FromValues(of) => Answer::Exact(of(&rows.values)),
        Computes::FromTwoValues(of) => {
            let mean = measure::mean(&rows.values);
            Answer::Exact(of(mean, measure::median(&rows.values)))
        }
        Computes::FromCounts(of) => Answer::Real(of(rows.counts())),
        Computes::FromTwoCounts(of) => {
            let (part, whole) = rows.counts();
            Answer::Real(of((part, whole), (whole - part, whole)))
        }
    }
}

fn bounds(quantity: &Quantity, rows: &Rows) -> Option<(Exact, Exact)> {
    let whole = Exact::from_integer;
    match quantity.reads {
        Reads::Share => Some((whole(0), whole(1))),
        Reads::DifferenceOfShares => Some((whole(-1), whole(1))),
        Reads::Index => Some((whole(0), whole(100))),
        Reads::Mark => Some((whole(2), whole(5))),
        Reads::AmongValues if matches!(quantity.computes, Computes::FromPoints(_)) => {
            Some((whole(0), whole(GREATEST.into())))
        }
        Reads::AmongValues => rows.values.iter().min().copied().zip(rows.values.iter().max().copied()),
        Reads::Unbounded => None,
    }
}

fn real(value: Exact) -> f64 {
    value.to_f64().expect("a small number")
}

fn quantities() -> impl Iterator<Item = (&'static str, &'static Quantity)> {
    registry().iter().flat_map(|measure| measure.quantities.iter().map(|quantity| (measure.name, quantity)))
}

fn entry() -> impl Strategy<Value = MarkEntry> {
    let mut all: Vec<MarkEntry> = Mark::ALL.map(MarkEntry::Marked).to_vec();
    all.extend([MarkEntry::NotAssessed, MarkEntry::Exempt]);
    select(all)
}

fn any_rows() -> impl Strategy<Value = Rows> {
    let mark = || select(Mark::ALL.to_vec());
    let maybe = prop::option::of::<BoxedStrategy<Mark>>;
    let student = vec(entry(), 0..6).prop_map(|entries| entries.into_iter().collect::<MarkCounts>());
    let value = (-60_i128..60, 1_i128..5).prop_map(|(n, d)| Exact::new(n, d));
    let weight = (0_i128..5).prop_map(|n| Exact::new(n, 2));
    (
        vec(entry(), 0..30),
        vec((mark(), weight), 0..20),
        vec(student, 0..12),
        vec((maybe(mark().boxed()), maybe(mark().boxed())), 0..20),
        vec(prop::option::of(0..=GREATEST), 0..30),
        vec(value, 0..20),
        vec(any::<bool>(), 0..40),
    )
        .prop_map(|(entries, weighted, students, pairs, points, values, flags)| Rows {
            entries,
            weighted,
            students,
            pairs,
            points,
            values,
            flags,
        })
}

proptest! {
    #[test]
    fn rows_may_come_in_any_order(rows in any_rows(), turn in 0_usize..40) {
        let reversed = rows.changed(|n| (0..n).rev().collect());
        let turned = rows.changed(|n| (0..n).map(|at| (at + turn) % n).collect());
        for (name, quantity) in quantities() {
            for other in [&reversed, &turned] {
                match (compute(quantity, &rows), compute(quantity, other)) {
                    (Answer::Exact(one), Answer::Exact(two)) => prop_assert_eq!(one, two, "{} {}", name, quantity.name),
                    (Answer::Real(one), Answer::Real(two)) => prop_assert_eq!(one, two, "{} {}", name, quantity.name),
                    _ => prop_assert!(false, "{name} changes its kind"),
                }
            }
        }
    }

    #[test]
    fn a_school_twice_as_large_is_the_same_school(rows in any_rows()) {
        let twice = rows.changed(|n| (0..n).chain(0..n).collect());
        for (name, quantity) in quantities().filter(|(name, _)| *name != "quantile") {
            if let (Answer::Exact(one), Answer::Exact(two)) = (compute(quantity, &rows), compute(quantity, &twice)) {
                prop_assert_eq!(one, two, "{} {}", name, quantity.name);
            }
        }
    }

    #[test]
    fn answers_stay_within_bounds(rows in any_rows()) {
        for (name, quantity) in quantities() {
            let Some((least, greatest)) = bounds(quantity, &rows) else { continue };
            match compute(quantity, &rows) {
                Answer::Exact(Measured::Known(value)) => prop_assert!(least <= value && value <= greatest, "{name} {}: {value}", quantity.name),
                Answer::Real(Measured::Known(value)) => prop_assert!(real(least) <= value && value <= real(greatest), "{name} {}: {value}", quantity.name),
                Answer::Exact(Measured::Unknown(_)) | Answer::Real(Measured::Unknown(_)) => {}
            }
        }
    }
}

#[test]
fn nothing_has_no_value() {
    let nothing = Rows {
        entries: vec![],
        weighted: vec![],
        students: vec![],
        pairs: vec![],
        points: vec![],
        values: vec![],
        flags: vec![],
    };
    for (name, quantity) in quantities() {
        let is_known = match compute(quantity, &nothing) {
            Answer::Exact(answer) => answer.is_known(),
            Answer::Real(answer) => answer.is_known(),
        };
        assert!(!is_known, "{name} {} of nothing is known", quantity.name);
    }
}

#[test]
fn every_measure_says_what_it_is() {
    let mut names = BTreeSet::new();
    for measure in registry() {
        assert!(names.insert(measure.name), "{} stands twice", measure.name);
        assert!(measure.method.chars().count() > 80, "{}: a paragraph explains a method", measure.name);
        assert!(measure.method.ends_with('.') && !measure.method.contains("  "), "{}", measure.name);
        assert!(!measure.title.is_empty() && !measure.title.ends_with('.'), "{}", measure.name);
        assert!(!measure.source.is_empty(), "{}", measure.name);
        let quantities: BTreeSet<_> = measure.quantities.iter().map(|quantity| quantity.name).collect();
        assert_eq!(quantities.len(), measure.quantities.len(), "{}", measure.name);
    }
}

#[test]
fn every_measure_has_the_headings_of_its_documentation() {
    let sources = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for measure in registry() {
        let file = ["indicators", "stats"].map(|folder| sources.join(folder).join(format!("{}.rs", measure.name)));
        let text = file.iter().find_map(|path| std::fs::read_to_string(path).ok());
        let text = text.unwrap_or_else(|| panic!("{} has no file of its name", measure.name));
        for heading in ["Definition", "Reads as", "Undefined when", "Caution", "Source", "Example"] {
            assert!(text.contains(&format!("/// # {heading}\n")), "{}: no heading «{heading}»", measure.name);
        }
    }
}
