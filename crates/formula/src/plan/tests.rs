use std::collections::BTreeMap;

use chrono::NaiveDate;
use proptest::prelude::*;

use crate::outcome::State;
use crate::schema::Dimension;
use crate::testing::catalogue;
use crate::{Cell, Exact, Grid, Outcome, Param, Plan, Request, Scope, Why};

fn request() -> Request {
    Request::whole(2024, NaiveDate::from_ymd_opt(2025, 5, 31).unwrap())
}

fn row(texts: &[&str], numbers: &[i64]) -> Vec<Cell> {
    let texts = texts.iter().map(|text| Cell::Text((*text).to_owned()));
    texts.chain(numbers.iter().map(|number| Cell::Int(*number))).collect()
}

fn short(outcome: &Outcome) -> String {
    let by: Vec<&str> = outcome.by.iter().map(|(_, value)| value.as_deref().unwrap_or("—")).collect();
    let value = outcome.value().map_or_else(
        || outcome.state.why().map_or("", |why| why.key()).to_owned(),
        |value| format!("{value} {:?}/{:?} n={:?}", outcome.part(), outcome.whole(), outcome.n()),
    );
    format!("{} [{}] {} {value}", outcome.code, by.join(" "), outcome.state.code())
}

fn shorts(plan: &Plan, grids: &[Grid]) -> String {
    plan.finish(grids).iter().map(short).collect::<Vec<_>>().join("\n")
}

#[test]
fn one_population_is_scanned_once() {
    let catalogue = catalogue(&[
        ("pass", "share", "share(marks where mark >= 3 of marks where standing != \"exempt\")", ""),
        ("good", "share", "share(marks where mark >= 4 of marks where standing != \"exempt\")", ""),
        ("index", "index", "simonov_index(marks where standing != \"exempt\")", ""),
        ("mean", "mark", "mean(mark of marks)", ""),
    ]);
    let breakdowns = [vec![], vec![Dimension::Class], vec![Dimension::Class, Dimension::Subject]];
    let plan = catalogue.plan(&["pass", "good", "index", "mean"], &request(), &breakdowns).unwrap();
    assert_eq!(plan.scans().len(), 1);
    insta::assert_snapshot!(format!("{}\n{:?}", plan.scans()[0].sql, plan.scans()[0].params));
}

#[test]
fn absent_never_becomes_zero() {
    let catalogue = catalogue(&[
        ("share", "share", "share(students where wins > 0 of students where is_profile)", ""),
        ("count", "people", "count(students where wins > 0)", ""),
    ]);
    let plan = catalogue.plan(&["share", "count"], &request(), &[vec![]]).unwrap();
    // Columns: rows, part, whole, count.
    assert_eq!(
        shorts(&plan, &[vec![row(&[], &[10, 0, 4, 0])]]),
        "share [] zero 0 Some(0)/Some(4) n=Some(4)\ncount [] zero 0 None/None n=Some(0)"
    );
    assert_eq!(
        shorts(&plan, &[vec![row(&[], &[10, 0, 0, 3])]]),
        "share [] absent empty_base\ncount [] value 3 None/None n=Some(3)"
    );
    let nothing = vec![Cell::Int(0), Cell::Null, Cell::Null, Cell::Null];
    assert_eq!(shorts(&plan, &[vec![nothing]]), "share [] absent no_data\ncount [] absent no_data");
    assert_eq!(shorts(&plan, &[]), "share [] absent no_data\ncount [] absent no_data");
}

#[test]
fn groups_come_in_natural_order() {
    let catalogue = catalogue(&[("n", "people", "count(students)", "")]);
    let plan = catalogue.plan(&["n"], &request(), &[vec![Dimension::Class]]).unwrap();
    let mut grid: Grid = ["10А", "9Б", "2А", "9А"].iter().map(|class| row(&[class], &[25])).collect();
    grid.push(vec![Cell::Null, Cell::Int(1)]);
    let classes: Vec<Option<String>> =
        plan.finish(&[grid]).into_iter().map(|outcome| outcome.by[0].1.clone()).collect();
    let expected = [Some("2А"), Some("9А"), Some("9Б"), Some("10А"), None];
    assert_eq!(classes, expected.map(|class| class.map(str::to_owned)));
}

#[test]
fn unknown_breakdown_is_not_applicable() {
    let catalogue = catalogue(&[
        ("n", "people", "count(students)", ""),
        ("per", "per_person", "condition(\"computers\") / count(students)", ""),
    ]);
    let plan = catalogue.plan(&["n", "per"], &request(), &[vec![Dimension::Subject], vec![Dimension::Class]]).unwrap();
    let grids: Vec<Grid> = plan.scans().iter().map(|_| vec![row(&["8А"], &[3])]).collect();
    let states: Vec<State> = plan.finish(&grids).into_iter().map(|outcome| outcome.state).collect();
    assert_eq!(states[0], State::NotApplicable(Why::NoDimension(Dimension::Subject)));
    assert_eq!(states[1], State::Value);
    assert_eq!(states[2], State::NotApplicable(Why::NoDimension(Dimension::Subject)));
    assert_eq!(states[3], State::NotApplicable(Why::NoDimension(Dimension::Class)));
}

#[test]
fn requirement_is_about_the_whole_school() {
    let catalogue = catalogue(&[("w", "people_share", "share(students where wins > 0)", "requires = 'count(marks)'")]);
    let plan = catalogue.plan(&["w"], &request(), &[vec![Dimension::Class]]).unwrap();
    let students = vec![row(&["8А"], &[25, 0, 25]), row(&["8Б"], &[20, 5, 20])];
    let marks = |count| vec![row(&["8Б"], &[count])];
    assert_eq!(plan.scans().len(), 2);
    let texts: Vec<&str> = plan.scans().iter().map(|scan| scan.sql.as_str()).collect();
    let in_order = |count| {
        if texts[0].contains("FROM s") { [students.clone(), marks(count)] } else { [marks(count), students.clone()] }
    };
    assert_eq!(
        shorts(&plan, &in_order(7)),
        "w [8А] zero 0 Some(0)/Some(25) n=Some(25)\nw [8Б] value 1/4 Some(5)/Some(20) n=Some(20)"
    );
    assert_eq!(shorts(&plan, &in_order(0)), "w [8А] absent no_data\nw [8Б] absent no_data");
}

#[test]
fn previous_year_is_the_same_class_a_year_younger() {
    let catalogue =
        catalogue(&[("n", "people", "count(students)", ""), ("growth", "people", "[n] - [n] at previous_year", "")]);
    let plan = catalogue.plan(&["growth"], &request(), &[vec![Dimension::Class]]).unwrap();
    let years: Vec<&Param> = plan.scans().iter().map(|scan| &scan.params[0]).collect();
    assert_eq!(years, [&Param::Int(2024), &Param::Int(2023)]);
    assert_eq!(plan.scans()[1].params[1], Param::Date(NaiveDate::from_ymd_opt(2024, 5, 31).unwrap()));
    let now = vec![row(&["1А"], &[20]), row(&["8А"], &[25]), row(&["8Б"], &[25])];
    let before = vec![row(&["7А"], &[27]), row(&["8А"], &[30])];
    assert_eq!(
        shorts(&plan, &[now, before]),
        "growth [1А] absent no_previous\ngrowth [8А] value -2 None/None n=Some(25)\ngrowth [8Б] absent no_previous"
    );
}

#[test]
fn median_is_exact_and_has_its_own_scan() {
    let catalogue = catalogue(&[("m", "mark", "median(mark of marks where standing = \"marked\")", "")]);
    let plan = catalogue.plan(&["m"], &request(), &[vec![], vec![Dimension::Class]]).unwrap();
    let values = vec![row(&["8А"], &[2, 1]), row(&["8А"], &[5, 1]), row(&["8Б"], &[3, 4])];
    let sums = vec![row(&["8А"], &[2, 2]), row(&["8Б"], &[4, 4])];
    assert!(plan.scans()[1].sql.ends_with("GROUP BY p.class, p.mark"), "{}", plan.scans()[1].sql);
    assert_eq!(
        shorts(&plan, &[sums, values]),
        "m [] value 3 None/None n=Some(6)\nm [8А] value 7/2 None/None n=Some(2)\nm [8Б] value 3 None/None n=Some(4)"
    );
}

#[test]
fn whole_takes_the_usual_term_even_beside_terms() {
    let catalogue = catalogue(&[("n", "people", "count(marks)", "")]);
    let plan = catalogue.plan(&["n"], &request(), &[vec![], vec![Dimension::Term]]).unwrap();
    assert!(plan.scans()[0].sql.contains("1 = 1"), "all terms are read");
    let grid = vec![row(&["q1"], &[10]), row(&["year"], &[9])];
    assert_eq!(
        shorts(&plan, &[grid]),
        "n [] value 9 None/None n=Some(9)\nn [q1] value 10 None/None n=Some(10)\nn [year] value 9 None/None n=Some(9)"
    );
    let only = catalogue.plan(&["n"], &request().term("q1"), &[vec![]]).unwrap();
    assert!(only.scans()[0].params.contains(&Param::Text("q1".to_owned())));
    let usual = catalogue.plan(&["n"], &request(), &[vec![]]).unwrap();
    assert!(usual.scans()[0].params.contains(&Param::Text("year".to_owned())));
}

#[test]
fn scope_limits_rows() {
    let catalogue = catalogue(&[
        ("n", "people", "count(students)", ""),
        ("m", "people", "count(marks)", ""),
        ("p", "people", "count(papers)", ""),
        ("c", "points", "condition(\"computers\")", ""),
        ("per", "per_person", "condition(\"computers\") / count(students)", ""),
    ]);
    let mut own = request();
    own.scope = Scope::Staff(77);
    let plan = catalogue.plan(&["n", "m", "p", "c", "per"], &own, &[vec![]]).unwrap();
    insta::assert_snapshot!(plan.scans().iter().map(|scan| scan.sql.as_str()).collect::<Vec<_>>().join("\n"));
    let states: Vec<State> = plan.finish(&[]).into_iter().map(|outcome| outcome.state).collect();
    assert_eq!(states[2], State::NotApplicable(Why::OutsideScope));
    assert_eq!(states[4], State::NotApplicable(Why::OutsideScope));
}

#[test]
fn settings_of_the_year_and_of_the_school() {
    let catalogue = catalogue(&[
        ("low", "people", "count(marks where mark < setting(\"minimum\"))", ""),
        ("limit", "points", "setting(\"minimum\")", ""),
    ]);
    let plan = catalogue.plan(&["low", "limit"], &request(), &[vec![]]).unwrap();
    assert!(plan.scans()[0].params.contains(&Param::Int(24)));
    let mut later = request();
    later.year = 2030;
    let plan = catalogue.plan(&["low", "limit"], &later, &[vec![]]).unwrap();
    assert_eq!(shorts(&plan, &[]), "low [] absent no_setting\nlimit [] absent no_setting");
    later.settings = BTreeMap::from([("minimum".to_owned(), Exact::from_integer(30))]);
    let plan = catalogue.plan(&["limit"], &later, &[vec![]]).unwrap();
    assert_eq!(shorts(&plan, &[]), "limit [] value 30 None/None n=None");
}

#[test]
fn numbers_too_large_are_absent() {
    let catalogue = catalogue(&[("x", "points", "sum(mark of marks) * 999999999999999 * 999999999999999", "")]);
    let plan = catalogue.plan(&["x"], &request(), &[vec![]]).unwrap();
    assert_eq!(shorts(&plan, &[vec![row(&[], &[1, i64::MAX, 1])]]), "x [] absent too_large");
}

#[test]
fn checks_hold_fail_or_are_unknown() {
    let catalogue = catalogue(&[
        ("a", "people", "count(students)", ""),
        (
            "b",
            "people",
            "count(students where wins > 0)",
            "[[check]]\ncode = \"c\"\nleft = '[b]'\nop = \"<=\"\nright = '[a]'\nmessage = \"б больше а\"",
        ),
    ]);
    let plan = catalogue.plan(&["a", "b"], &request(), &[vec![]]).unwrap();
    let holds = |grid: Grid| plan.check(&[grid])[0].holds;
    assert_eq!(holds(vec![row(&[], &[3, 3])]), Some(true));
    assert_eq!(holds(vec![row(&[], &[3, 4])]), Some(false));
    assert_eq!(holds(vec![row(&[], &[0, 0])]), None);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Rolling up finer groups gives what a coarser scan would have delivered, whatever their order.
    #[test]
    fn rolling_up_adds_counts(rows in prop::collection::vec((0..4_u8, 0..4_u8, 0..50_i64, 0..50_i64), 1..40)) {
        let catalogue = catalogue(&[("s", "share", "share(marks where mark >= 4 of marks where mark >= 2)", "")]);
        let breakdowns = [vec![], vec![Dimension::Class], vec![Dimension::Class, Dimension::Subject]];
        let plan = catalogue.plan(&["s"], &request(), &breakdowns).unwrap();
        let grid: Grid = rows
            .iter()
            .map(|(class, subject, part, more)| {
                row(&[&format!("8{class}"), &format!("п{subject}")], &[part + more, *part, part + more])
            })
            .collect();
        let outcomes = plan.finish(std::slice::from_ref(&grid));
        let part: i64 = rows.iter().map(|(_, _, part, _)| part).sum();
        let whole: i64 = rows.iter().map(|(_, _, part, more)| part + more).sum();
        prop_assert_eq!(outcomes[0].whole().unwrap_or(0), whole);
        prop_assert_eq!(outcomes[0].part().unwrap_or(0), if whole == 0 { 0 } else { part });
        for dimensions in 1..=2 {
            let parts: i64 = outcomes.iter().filter(|o| o.by.len() == dimensions).filter_map(Outcome::part).sum();
            prop_assert_eq!(parts, part);
        }
        let mut turned = grid;
        turned.reverse();
        prop_assert_eq!(plan.finish(&[turned]), outcomes);
    }
}
