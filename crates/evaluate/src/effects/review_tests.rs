//! When a review may be fixed, eased, measured, closed.

use chrono::{DateTime, NaiveDate};
use formula::Better;
use measure::effect::Better as Direction;
use school::Exact;

use super::period::{Period, read_group};
use super::review::{Act, Aim, CannotFix, CannotStep, Closer, Review, State};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn review(state: State) -> Review {
    Review {
        id: 1,
        school_year: 2024,
        title: String::new(),
        source_kind: String::new(),
        source_id: 1,
        source_title: String::new(),
        zone_id: None,
        indicator_code: String::new(),
        group: read_group("class=8А"),
        before: Period::from_code("2024:q1").unwrap(),
        after: Period::from_code("2024:q4").unwrap(),
        target: Exact::new(3, 5),
        direction: Direction::Higher,
        matters: Exact::new(1, 20),
        is_compared: true,
        remeasure_on: day("2025-06-20"),
        version: 1,
        state,
        note: String::new(),
        set_at: DateTime::default(),
        set_by: String::new(),
    }
}

#[test]
fn the_verdict_decides_who_closes() {
    let helped = Closer { has_helped: true, ..Closer::default() };
    let table = [
        (helped, Ok(State::Closed)),
        (Closer::default(), Err(CannotStep::NotProven)),
        (Closer { signs: true, ..Closer::default() }, Ok(State::Closed)),
        (Closer { is_own: true, others_may: true, ..helped }, Err(CannotStep::OwnWork)),
        (Closer { is_own: true, ..helped }, Ok(State::Closed)),
    ];
    for (closer, answer) in table {
        assert_eq!(review(State::Measured).close(&closer), answer, "{closer:?}");
    }
    assert_eq!(review(State::Fixed).close(&helped), Err(CannotStep::State(State::Fixed)));
    assert_eq!(review(State::Measured).step(Act::Again), Ok(State::Fixed));
    assert_eq!(review(State::Closed).step(Act::Again), Err(CannotStep::State(State::Closed)));
}

#[test]
fn a_goal_is_eased_by_less_of_anything() {
    let known = review(State::Fixed);
    let with = |target: Exact, matters: Exact, after: &str| {
        known.is_eased_by(&Review { target, matters, after: Period::from_code(after).unwrap(), ..known.clone() })
    };
    let (target, matters) = (known.target, known.matters);
    assert!(!with(target, matters, "2024:q4") && !with(Exact::new(7, 10), matters, "2024:year"));
    assert!(with(Exact::new(1, 2), matters, "2024:q4") && with(target, Exact::new(1, 50), "2024:q4"));
    assert!(with(target, matters, "2024:q3"));
    let lower = Review { direction: Direction::Lower, ..known.clone() };
    assert!(lower.is_eased_by(&Review { target: Exact::new(7, 10), ..lower.clone() }));
}

#[test]
fn it_is_measured_when_the_period_is_over() {
    let aim = |remeasure_on: &str| Aim {
        baseline: Exact::new(2, 5),
        target: Exact::new(3, 5),
        better: Better::Higher,
        is_share: true,
        before: Period::from_code("2024:q1").unwrap(),
        after: Period::from_code("2024:q4").unwrap(),
        remeasure_on: day(remeasure_on),
        after_ends_on: day("2025-05-26"),
    };
    let table = [
        ("2024-12-02", "2024-12-01", Err(CannotFix::PeriodOpen(day("2025-05-26")))),
        ("2025-06-20", "2024-12-01", Ok(Direction::Higher)),
        ("9999-12-31", "2024-12-01", Err(CannotFix::DateFar(day("2027-05-26")))),
        ("2025-06-20", "2025-06-20", Err(CannotFix::DateNotAhead)),
    ];
    for (remeasure_on, today, answer) in table {
        assert_eq!(aim(remeasure_on).check(day(today)), answer, "{remeasure_on}");
    }
}
