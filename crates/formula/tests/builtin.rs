//! The packs that come with the program, over the real populations.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use formula::schema::Dimension;
use formula::{Catalogue, Cell, Exact, PackText, Request, State, Which, Why, packs};

#[expect(unreachable_pub, reason = "this file is a module of the crate that owns the tables")]
#[path = "../../analyse/src/populations/mod.rs"]
mod populations;

fn catalogue() -> Catalogue {
    Catalogue::load(&packs::builtin(), populations::schema(&[])).unwrap_or_else(|complaints| {
        let texts: Vec<String> = complaints.iter().map(ToString::to_string).collect();
        panic!("{}", texts.join("\n"))
    })
}

fn request() -> Request {
    Request::whole(2024, NaiveDate::from_ymd_opt(2024, 12, 31).expect("the last day of a year"))
}

#[test]
fn every_promised_indicator_is_there() {
    let catalogue = catalogue();
    let mut codes: Vec<String> = [
        "school.pass_rate",
        "school.good_mark_rate",
        "school.simonov_index",
        "school.mean_mark",
        "students.pass_rate",
        "students.good_mark_rate",
        "students.excellent",
        "students.one_three",
        "students.one_four",
        "vpr.pass_rate",
        "vpr.good_mark_rate",
        "vpr.simonov_index",
        "vpr.mean_mark",
        "vpr.mean_primary",
        "vpr.lowered",
        "vpr.confirmed",
        "vpr.raised",
        "vpr.gap_two",
        "vpr.item_completion",
    ]
    .map(str::to_owned)
    .to_vec();
    codes.extend((2..=5).map(|mark| format!("vpr.share_{mark}")));
    codes.extend((1..=34).map(|row| format!("1324.1.{row}")));
    codes.extend((1..=3).map(|row| format!("1324.1.19.{row}")));
    codes.extend((1..=2).flat_map(|row| [format!("1324.1.29.{row}"), format!("1324.1.30.{row}")]));
    codes.extend((1..=6).map(|row| format!("1324.2.{row}")));
    codes.extend((1..=5).map(|row| format!("1324.2.4.{row}")));
    let absent: Vec<String> = codes.into_iter().filter(|code| catalogue.indicator(code).is_none()).collect();
    assert!(absent.is_empty(), "{absent:?}");
}

#[test]
fn every_indicator_says_what_is_missing_and_where() {
    for indicator in catalogue().indicators() {
        assert!(!indicator.missing.text.is_empty(), "{}", indicator.code);
        assert!(indicator.missing.page.starts_with('/'), "{}", indicator.code);
    }
}

#[test]
fn every_condition_of_the_form_is_used() {
    let catalogue = catalogue();
    for condition in catalogue.conditions() {
        for code in &condition.feeds {
            let formula = &catalogue.indicator(code).unwrap().formula;
            assert!(formula.contains(&format!("condition(\"{}\")", condition.code)), "{code}: {formula}");
        }
    }
}

#[test]
fn formulas_in_words() {
    let catalogue = catalogue();
    let request = request();
    let mut text = String::new();
    for indicator in catalogue.indicators() {
        let explained = catalogue.explain(&indicator.code, &request).unwrap();
        text += &format!("{}\n  {}\n", indicator.code, explained.formula);
        if !explained.base.is_empty() {
            text += &format!("  числитель: {}\n  знаменатель: {}\n", explained.numerator, explained.base);
        }
    }
    insta::assert_snapshot!(text);
}

#[test]
fn whole_recalculation_is_a_handful_of_scans() {
    let plan = catalogue().plan_everything(&request());
    assert!(plan.scans().len() <= 16, "{}", plan.scans().len());
    for scan in plan.scans() {
        assert!(!scan.sql.contains(['{', '}', ';']), "{}", scan.sql);
        for number in 1..=scan.params.len() {
            assert!(scan.sql.contains(&format!("${number}")), "${number} of {}", scan.sql);
        }
    }
}

#[test]
fn nothing_loaded_means_everything_absent() {
    let catalogue = catalogue();
    let codes: Vec<&str> = catalogue.indicators().map(|indicator| indicator.code.as_str()).collect();
    let plan = catalogue.plan(&codes, &request(), &[vec![]]).unwrap();
    let zeroes: Vec<_> = plan
        .scans()
        .iter()
        .map(|scan| vec![vec![Cell::Int(0); scan.sql.split(" FROM (").next().unwrap_or("").matches("CAST(").count()]])
        .collect();
    for outcome in plan.finish(&zeroes) {
        assert!(matches!(outcome.state, State::Absent(Why::NoData | Why::EmptyBase)), "{outcome:?}");
    }
    assert!(plan.check(&zeroes).iter().all(|check| check.holds.is_none()));
}

#[test]
fn vpr_never_reaches_a_teachers_incentive() {
    let mut texts = packs::builtin();
    let pack = "[pack]\ncode = \"i\"\nname = \"Стимулирующие\"\nversion = \"1\"\n\n[[indicator]]\ncode = \"i.quality\"\n\
                name = \"Качество\"\nunit = \"points\"\nformula = '[vpr.good_mark_rate] * 10'\nuse = \"teacher_incentive\"\n";
    texts.push(PackText::new("incentive.toml", pack));
    let complaints = Catalogue::load(&texts, populations::schema(&[])).unwrap_err();
    insta::assert_snapshot!(complaints.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
}

#[test]
fn rows_behind_a_number() {
    let catalogue = catalogue();
    let request = request().only(Dimension::Class, "8А").only(Dimension::Subject, "Алгебра");
    let drill = catalogue.drill("school.good_mark_rate", Which::Rest, &request, (20, 10)).unwrap();
    insta::assert_snapshot!(format!("{}\n{:?}\n{}", drill.rows.sql, drill.rows.params, drill.count.sql));
    let cells = vec![
        Cell::Text("Иванова Анна".into()),
        Cell::Text("8А".into()),
        Cell::Text("Алгебра".into()),
        Cell::Text("year".into()),
        Cell::Null,
        Cell::Text("not_assessed".into()),
        Cell::Int(7),
        Cell::Text("Лист1".into()),
        Cell::Int(15),
    ];
    let rows = drill.read(&vec![cells]);
    assert_eq!(rows[0].cells[3], Cell::Text("год".into()));
    assert_eq!(rows[0].cells[5], Cell::Text("не аттестован".into()));
    assert_eq!(rows[0].source.as_ref().map(|source| (source.batch_id, source.row)), Some((7, Some(15))));
}

#[test]
fn every_indicator_has_rows_behind_it() {
    let catalogue = catalogue();
    for indicator in catalogue.indicators() {
        let numerator = catalogue.drill(&indicator.code, Which::Numerator, &request(), (0, 10));
        assert!(numerator.is_ok(), "{}", indicator.code);
    }
}

#[test]
fn scales_of_published_works() {
    let catalogue = catalogue();
    let scale = catalogue.scale("русский язык", 4, 2026, 24).unwrap();
    assert_eq!([9, 10, 15, 16, 20, 21, 24].map(|score| scale.mark(score)), [2, 3, 3, 4, 4, 5, 5].map(Some));
    assert_eq!(scale.mark(25), None);
    assert!(catalogue.scale("Русский язык", 4, 2020, 24).is_none(), "another year has another scale");
    assert!(catalogue.scale("Математика", 8, 2025, 25).is_none(), "an undated scale is not applied");
}

#[test]
fn item_rules_compare_exactly_at_57_percent() {
    let catalogue = catalogue();
    let rule = catalogue.rules().find(|rule| rule.code == "vpr.base_items_low").unwrap();
    let better = catalogue.indicator(&rule.indicator).unwrap().better;
    assert_eq!(rule.judge(&Exact::new(57, 100), better), formula::Verdict::Uncertain);
    assert_eq!(rule.judge(&Exact::new(569, 1000), better), formula::Verdict::Crossed);
}

#[test]
fn codes_are_unique_and_rows_keep_the_order_of_the_form() {
    let catalogue = catalogue();
    let rows: Vec<&str> =
        catalogue.pack("order-1324").unwrap().indicators.iter().map(|indicator| indicator.number.as_str()).collect();
    assert_eq!((rows.first(), rows.last()), (Some(&"1.1"), Some(&"2.6")));
    let codes: BTreeSet<&str> = catalogue.indicators().map(|indicator| indicator.code.as_str()).collect();
    assert_eq!(codes.len(), catalogue.indicators().count());
}
