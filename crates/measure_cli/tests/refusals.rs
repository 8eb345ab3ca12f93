//! What cannot be estimated is refused, or said plainly, and never a number.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use clap::{Args, Command, FromArgMatches};
use measure_cli::Measure;
use rstest::rstest;

/// What a method answers to a file, or the sentence with which it refuses.
fn asked(words: &[&str], csv: &str) -> Result<String, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("input.csv");
    std::fs::write(&path, csv).unwrap();
    let all = ["measure", words[0], path.to_str().unwrap()].into_iter().chain(words[1..].iter().copied());
    let matches = Measure::augment_args(Command::new("measure")).try_get_matches_from(all).unwrap();
    measure_cli::answer(&Measure::from_arg_matches(&matches).unwrap()).map_err(|refusal| refusal.to_string())
}

fn long_value(text: &str, quantity: &str, element: &str) -> String {
    let start = format!("{quantity},{element},");
    let row = text.lines().find_map(|line| line.strip_prefix(&start));
    row.unwrap_or_else(|| panic!("no {start} in\n{text}")).to_owned()
}

const EVERY_MODEL: [&[&str]; 8] = [
    &["rasch"],
    &["rasch", "--estimator", "mml"],
    &["pcm"],
    &["rsm"],
    &["2pl"],
    &["gpcm"],
    &["graded"],
    &["abilities"],
];

const ALL_SOLVED: &str = "Q1,Q2,Q3\n1,0,1\n1,1,0\n1,0,0\n1,1,1\n1,0,1\n";
const NONE_SOLVED: &str = "Q1,Q2,Q3\n0,0,1\n0,1,0\n0,0,0\n0,1,1\n0,0,1\n";
const NO_COMMON_ITEM: &str = "Q1,Q2,Q3,Q4\n1,0,,\n0,1,,\n1,0,,\n,,1,0\n,,0,1\n,,1,0\n";
const ONE_PERSON: &str = "Q1,Q2,Q3\n1,0,1\n";
const NOTHING: &str = "Q1,Q2\nNA,\n,NA\n";

#[rstest]
#[case(ALL_SOLVED, "Q1")]
#[case(NONE_SOLVED, "Q1")]
#[case(NO_COMMON_ITEM, "Q3")]
#[case(ONE_PERSON, "")]
#[case(NOTHING, "")]
fn no_model_is_fitted_to_what_tells_nothing(#[case] csv: &str, #[case] item: &str) {
    for words in EVERY_MODEL {
        let why = asked(words, csv).expect_err(&words.join(" "));
        assert!(why.contains(item), "{words:?} does not name {item}: {why}");
        assert!(why.contains(|letter: char| ('а'..='я').contains(&letter)), "{words:?}: {why}");
    }
}

#[rstest]
#[case("2pl")]
#[case("gpcm")]
#[case("graded")]
fn slopes_of_a_perfect_guttman_scale_grow_without_bound(#[case] method: &str) {
    let scale = "Q1,Q2,Q3\n0,0,0\n1,0,0\n1,1,0\n1,1,1\n1,0,0\n1,1,0\n";
    assert!(asked(&[method], scale).unwrap_err().contains("Гутмана"));
}

#[test]
fn points_above_the_greatest_are_refused_with_their_place() {
    for words in EVERY_MODEL.into_iter().chain([["items"].as_slice()]) {
        let words: Vec<&str> = words.iter().copied().chain(["--max", "1"]).collect();
        let why = asked(&words, "Q1,Q2\n1,0\n0,1\n1,2\n").unwrap_err();
        assert_eq!(why, "строка 4, столбец «Q2»: баллов 2, а наибольший балл задания 1", "{words:?}");
    }
}

#[test]
fn alpha_of_one_item_or_of_equal_persons_is_not_a_number() {
    for csv in ["Q1\n1\n0\n1\n", "Q1,Q2\n1,1\n1,1\n1,1\n"] {
        let text = asked(&["items", "--format", "long"], csv).unwrap();
        assert_eq!(long_value(&text, "alpha", ""), "NA", "{text}");
        let json = asked(&["items", "--format", "json"], csv).unwrap();
        assert!(json.contains("\"state\": \"unknown\""), "{json}");
    }
}

#[test]
fn fewer_than_two_persons_are_no_group() {
    assert!(asked(&["items"], "Q1,Q2\n1,0\n").is_err());
}

#[test]
fn a_negative_item_rest_correlation_is_called_a_probable_wrong_key() {
    let csv = "Q1,Q2,Q3\n0,1,1\n0,1,1\n1,0,0\n1,0,0\n0,1,0\n1,0,1\n0,1,1\n";
    let text = asked(&["items", "--format", "long"], csv).unwrap();
    assert!(long_value(&text, "item_note", "Q1").starts_with("wrong_key"), "{text}");
    assert!(asked(&["items"], csv).unwrap().contains("вероятна ошибка в ключе"));
}

#[test]
fn a_short_series_is_not_forecast() {
    let why = asked(&["forecast"], "year,share\n2021,50\n2022,52\n2023,51\n").unwrap_err();
    assert!(why.contains('4') || why.contains("четыр"), "{why}");
}

#[rstest]
#[case(&["items"], "Q1,Q2,Q3\n1,0,1\n0,,1\n1,1,NA\n0,0,0\n")]
#[case(&["rasch"], "Q1,Q2,Q3\n1,0,1\n0,,1\n1,1,NA\n0,0,0\n0,1,0\n1,0,0\n")]
#[case(&["compare", "--group", "g"], "x,g\n1,a\n1,a\n1,b\n1,b\n")]
#[case(&["trend"], "year,share\n1,5\n2,5\n3,5\n4,5\n5,5\n")]
#[case(&["forecast"], "year,share\n1,5\n2,5\n3,5\n4,5\n5,5\n")]
#[case(&["agreement", "--x", "a", "--y", "b"], "a,b\n3,3\n3,3\n3,3\n")]
#[case(&["mixed", "--formula", "y ~ 1 + (1|g)"], "y,g\n1,a\n2,a\n1,b\n2,b\n1,c\n2,c\n")]
fn no_form_of_an_answer_holds_what_is_no_number(#[case] words: &[&str], #[case] csv: &str) {
    for form in ["table", "json", "long"] {
        let words: Vec<&str> = words.iter().copied().chain(["--format", form]).collect();
        let Ok(text) = asked(&words, csv) else { continue };
        let parts = text.split([',', ' ', '\n', ':']).map(str::trim);
        let odd: Vec<&str> = parts.filter(|part| ["NaN", "nan", "inf", "-inf", "−inf"].contains(part)).collect();
        assert!(odd.is_empty(), "{words:?}: {odd:?} in\n{text}");
    }
}

/// Forty rows, one of them with the letter O in place of a zero.
fn with_a_slip() -> String {
    let row = |n: usize| {
        let x = if n == 7 { "1O".to_owned() } else { ((n * 7) % 23).to_string() };
        format!("{},{x},{},{}\n", n + 1, n % 3, ["a", "b"][n % 2])
    };
    "t,x,y,g\n".to_owned() + &(0..40).map(row).collect::<String>()
}

#[rstest]
#[case(&["compare", "--group", "g"])]
#[case(&["compare", "--x", "x"])]
#[case(&["mixed", "--formula", "y ~ x + (1|g)"])]
#[case(&["forecast", "--y", "y"])]
#[case(&["trend", "--y", "y"])]
#[case(&["bunching", "--cut", "1", "--group", "g"])]
#[case(&["agreement", "--x", "t", "--y", "y", "--group", "g", "--covariates", "x"])]
fn a_slip_among_numbers_is_refused_with_its_place(#[case] words: &[&str]) {
    let why = asked(words, &with_a_slip()).expect_err(&words.join(" "));
    assert!(why.contains("строка 9, столбец «x»: «1O» — не число"), "{words:?}: {why}");
}
