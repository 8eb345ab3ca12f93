use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use rstest::rstest;

use super::tree::Value;
use super::{Known, read};
use crate::complaint::Fault;
use crate::testing;

fn parse(text: &str) -> Result<Value, Fault> {
    let names = |list: &[&str]| list.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<String>>();
    let settings =
        names(&["minimum", "simonov.five", "simonov.four", "simonov.three", "simonov.two", "simonov.not_assessed"]);
    let conditions = names(&["computers"]);
    let indicators = names(&["a.b", "школа.качество"]);
    let known = Known { settings: &settings, conditions: &conditions, indicators: &indicators };
    read(text, &testing::schema(), &known)
}

#[rstest]
#[case("count(students)")]
#[case("count(distinct student_id of students where wins > 0)")]
#[case("share(students where min_mark >= 4 of students where min_mark is not missing)")]
#[case("share(students where not (is_profile or level = \"primary\") and class in (\"8А\", \"8Б\"))")]
#[case("share(students where birth_on >= \"2010-01-01\" and is_profile = false)")]
#[case("mean(mark of marks where standing != \"exempt\")")]
#[case("sum(mark * 2 - 1 of marks) / count(marks)")]
#[case("simonov_index(marks where standing not in (\"exempt\", \"marked\"))")]
#[case("[a.b] - [школа.качество] at previous_year")]
#[case("if([a.b] is missing or missing([a.b]), 57%, setting(\"minimum\") * -1.5)")]
#[case("ratio(condition(\"computers\"), count(students where min_mark < setting(\"minimum\")))")]
#[case("max(mark of marks) - min(mark of marks) + median(mark of marks where mark ≠ 2)")]
fn good_formulas_are_read(#[case] text: &str) {
    assert!(parse(text).is_ok(), "{:?}", parse(text));
}

#[rstest]
#[case("", "формула оборвана", 0..0)]
#[case("count(students", "здесь ожидается «)»", 14..14)]
#[case("соunt(students)", "нет такой функции; возможно, имелось в виду «count»", 0..7)]
#[case("count(studnets)", "нет совокупности «studnets»; возможно, имелось в виду «students»", 6..14)]
#[case("count(students where mrak > 2)", "в совокупности «students» нет столбца «mrak»", 21..25)]
#[case(
    "count(students where min_mrak > 2)",
    "в совокупности «students» нет столбца «min_mrak»; возможно, имелось в виду «min_mark»",
    21..29
)]
#[case(
    "count(students where level = \"primery\")",
    "у столбца «level» нет значения «primery»; возможно, имелось в виду «primary»",
    29..38
)]
#[case("count(students where level = 3)", "«level» — не число", 21..26)]
#[case("count(students where level > \"primary\")", "тексты можно сравнивать только знаками = и !=", 21..38)]
#[case("count(students where wins)", "«wins» — не условие: сравните с чем-нибудь", 21..25)]
#[case("count(students where birth_on > \"вчера\")", "дату пишут так: \"2024-09-01\"", 32..44)]
#[case(
    "count(students where wins / 2 > 1)",
    "в строке нельзя делить: умножьте другую сторону сравнения",
    21..29
)]
#[case(
    "count(students where wins > 50%)",
    "в строке допустимы только целые числа: долю перенесите умножением",
    28..31
)]
#[case("share(students)", "у доли нет условия: добавьте where …", 6..14)]
#[case(
    "share(students where wins > 0 of papers)",
    "часть и целое доли берут из одной совокупности; для разных есть ratio(count(…), count(…))",
    33..39
)]
#[case("simonov_index(students)", "в совокупности «students» нет отметок", 14..22)]
#[case("[a.c]", "нет показателя с кодом «a.c»; возможно, имелось в виду «a.b»", 0..5)]
#[case("condition(\"computer\")", "нет условия «computer»; возможно, имелось в виду «computers»", 10..20)]
#[case("count(students) > 1", "здесь ожидается число, а записано условие; условие ставят в if(…)", 0..19)]
#[case("count(students) count(students)", "здесь формула должна была закончиться", 16..21)]
#[case("1 + ;", "непонятный знак «;»", 4..5)]
#[case("\"текст", "строка не закрыта кавычкой", 0..1)]
#[case("1.2.3", "число не прочитано: нужны не больше 15 цифр и одна точка", 0..5)]
#[case("wins", "«wins» вне совокупности: столбцы называют внутри count(…), share(…), mean(…) и подобных", 0..4)]
#[case("count(students where [a.b] > 1)", "другой показатель нельзя назвать в условии на строку", 21..26)]
fn faults_are_explained(#[case] text: &str, #[case] words: &str, #[case] span: std::ops::Range<usize>) {
    let fault = parse(text).unwrap_err();
    assert_eq!((fault.text.as_str(), fault.span), (words, span));
}

#[rstest]
#[case("(".repeat(3000))]
#[case("-".repeat(3000))]
#[case("not ".repeat(900))]
#[case("if(".repeat(1000))]
#[case(format!("1{}", " + 1".repeat(900)))]
#[case(format!("count(students where wins in (1{}))", ", 1".repeat(1000)))]
#[case("1".repeat(5000))]
fn monsters_are_refused(#[case] text: String) {
    assert!(parse(&text).is_err());
}

#[test]
fn injection_stays_a_value() {
    let value = parse("count(students where class = \"8А'; DROP TABLE student; --\")").unwrap();
    assert!(format!("{value:?}").contains("DROP TABLE"));
    assert!(parse("count(students; DROP TABLE student)").is_err());
    assert!(parse("count(students where p.id = 1)").is_err());
}

/// Pieces of the language in any order.
fn soup() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "count",
        "share",
        "mean",
        "sum",
        "median",
        "if",
        "ratio",
        "missing",
        "setting",
        "condition",
        "simonov_index",
        "(",
        ")",
        "(",
        ")",
        ",",
        "where",
        "of",
        "and",
        "or",
        "not",
        "in",
        "is",
        "distinct",
        "at",
        "previous_year",
        "students",
        "marks",
        "wins",
        "mark",
        "level",
        "[a.b]",
        "\"primary\"",
        "\"minimum\"",
        "1",
        "57%",
        "=",
        "<",
        ">=",
        "!=",
        "+",
        "-",
        "*",
        "/",
        "true",
        "студенты",
        "\"",
        "[",
        "%",
        ".",
    ]);
    prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.join(" "))
}

fn answers_soon(text: &str) -> Result<(), TestCaseError> {
    let begun = Instant::now();
    let result = parse(text);
    prop_assert!(begun.elapsed() < Duration::from_secs(1));
    if let Err(fault) = result {
        prop_assert!(!fault.text.is_empty());
        prop_assert!(text.get(fault.span.clone()).is_some(), "{:?} of {text:?}", fault.span);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 800, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gets_an_answer(text in "\\PC{0,200}") {
        answers_soon(&text)?;
    }

    #[test]
    fn any_order_of_words_gets_an_answer(text in soup()) {
        answers_soon(&text)?;
    }
}
