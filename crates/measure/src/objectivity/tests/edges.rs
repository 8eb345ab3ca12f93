//! Refusals, order of rows, words.

use proptest::prelude::*;
use school::Mark;

use crate::objectivity::*;
use crate::{MarkAgreement, MarkCounts, Response, Responses};

fn draws() -> Draws {
    Draws { most: 999, seed: 5 }
}

fn points(rows: &[Vec<u8>]) -> Responses {
    let items = rows.first().map_or(0, Vec::len);
    Responses::new((0..items).map(|item| (1, rows.iter().map(move |row| Response::Points(row[item]))))).unwrap()
}

#[test]
fn small_groups_are_refused() {
    let few = Err(NotScreened::TooFew { n: 9, needed: 10 });
    let marks = MarkCounts { five: 9, ..MarkCounts::default() };
    let many = MarkCounts { two: 10, three: 20, four: 30, five: 10, ..MarkCounts::default() };
    assert_eq!(no_twos_many_fives(&[(marks, many)]), few);
    let class = MarkCounts { five: 10, ..MarkCounts::default() };
    assert_eq!(no_twos_many_fives(&[(class, class)]), Err(NotScreened::SmallReference { n: 10, needed: 50 }));
    let pair = (Some(Mark::Four), Some(Mark::Four));
    let agreement: MarkAgreement = vec![pair; 9].into_iter().collect();
    assert_eq!(perfect_agreement(&agreement, &agreement), few);
    let others = [0_i64; 60];
    let nine = Year { class: &[1; 9], reference: &others };
    assert_eq!(cohort_break(nine, nine, draws()), few);
    assert_eq!(narrow_spread(&[1; 9], &[], 5, draws()), few);
    let sheets = AnswerSheets::from_points(&points(&vec![vec![0, 1, 0, 1, 1]; 9]));
    assert_eq!(
        similarity(&sheets, &[], SimilarityPlan::default()).unwrap_err(),
        NotScreened::TooFew { n: 9, needed: 10 }
    );
    let scores = ScoreCounts::from_counts(vec![1; 19]).unwrap();
    assert_eq!(bunching(&scores, BunchingPlan::at(9)).unwrap_err(), NotScreened::TooFew { n: 19, needed: 20 });
    assert_eq!(
        item_profile(&points(&vec![vec![0, 1]; 9]), &points(&[]), draws()).unwrap_err().to_string(),
        "в классе заданий 2, а в группе сравнения 0: это разные работы"
    );
}

#[test]
fn a_curve_without_a_hump_is_refused() {
    let humped = ScoreCounts::from_counts(vec![1, 4, 9, 16, 20, 16, 9, 4, 1]).unwrap();
    for degree in [0, 1] {
        let why = bunching(&humped, BunchingPlan { degree, ..BunchingPlan::at(5) }).unwrap_err();
        assert_eq!(why, NotScreened::StiffCurve { degree, least: 2 });
        assert!(why.to_string().contains("нужна степень от 2"));
    }
}

#[test]
fn what_does_not_vary_is_said() {
    let alike = points(&vec![vec![1; 8]; 60]);
    assert_eq!(item_profile(&alike, &alike, draws()), Err(NotScreened::NothingVaries));
    let sheets = AnswerSheets::from_points(&alike);
    assert_eq!(similarity(&sheets, &[], SimilarityPlan::default()).unwrap_err(), NotScreened::NothingVaries);
    let year = Year { class: &[3; 12], reference: &[3; 60] };
    assert_eq!(cohort_break(year, year, draws()), Err(NotScreened::NothingVaries));
    assert_eq!(narrow_spread(&[5; 12], &[], 5, draws()), Err(NotScreened::NothingVaries));
    assert_eq!(narrow_spread(&[6; 12], &[], 5, draws()), Err(NotScreened::ScoreOutside { score: 6, greatest: 5 }));
    let missing = Responses::new((0..6).map(|_| (1, vec![Response::Missing; 20]))).unwrap();
    let none = similarity(&AnswerSheets::from_points(&missing), &[], SimilarityPlan::default());
    assert_eq!(none.unwrap_err(), NotScreened::NothingVaries);
    assert!(border_window(&ScoreCounts::from_counts(vec![4; 9]).unwrap(), 0, 1).is_err());
    let empty = border_window(&ScoreCounts::from_counts(vec![0; 9]).unwrap(), 4, 1).unwrap();
    assert!(!empty.log_ratio.is_known() && !empty.p_above_more.is_known());
    let one_place = ScoreCounts::from_counts([vec![0; 10], vec![30], vec![0; 10]].concat()).unwrap();
    assert_eq!(bunching(&one_place, BunchingPlan::at(10)).unwrap_err(), NotScreened::NoSmoothCurve);
    assert!(bunching(&one_place, BunchingPlan { degree: 17, ..BunchingPlan::at(10) }).is_err());
}

#[test]
fn a_two_silences_the_screen_of_twos() {
    let class = MarkCounts { two: 1, five: 24, ..MarkCounts::default() };
    let others = MarkCounts { two: 60, three: 300, four: 340, five: 100, ..MarkCounts::default() };
    let sign = no_twos_many_fives(&[(class, others)]).unwrap();
    assert_eq!((sign.p_value, sign.evidence("twos"), sign.evidence("nothing")), (1.0, Some(1.0), None));
}

#[test]
fn no_sentence_accuses() {
    let accusing = ["спис", "наруш", "завыш", "подтас", "фальс", "обман", "вин", "недобросов", "необъектив", "подозр"];
    for screen in Screen::ALL {
        let sign = Sign { screen, statistic: 1.0, interval: None, p_value: 0.001, evidence: vec![], n: 25 };
        let text = sign.sentence(Asks::ForCheck);
        assert!(text.contains("требует проверки") && text.contains("Обычные объяснения"), "{text}");
        assert!(text.contains("меньше 50 человек"), "{text}");
        assert!(sign.sentence(Asks::Nothing).starts_with("В пределах случайных колебаний."));
        for text in [text.as_str(), screen.title(), screen.unit()] {
            assert!(!accusing.iter().any(|word| text.to_lowercase().contains(word)), "{text}");
        }
        assert_eq!(sign.sentence_key(Asks::ForCheck), format!("{}.check", screen.key()));
        assert_eq!(sign.sentence_key(Asks::Nothing), format!("{}.within_chance", screen.key()));
    }
}

#[test]
fn the_dossier_counts_classes_and_screens() {
    let sign = |screen, p_value| {
        (screen, Ok(Sign { screen, statistic: 0.0, interval: None, p_value, evidence: vec![], n: 25 }))
    };
    let class = |name: &str, screens| Examined { name: name.to_owned(), screens };
    let refused = (Screen::ItemProfile, Err(NotScreened::NothingVaries));
    let dossier = dossier(
        &[
            class("5А", vec![sign(Screen::NarrowSpread, 0.004), sign(Screen::BorderExcess, 0.5), refused.clone()]),
            class("5Б", vec![sign(Screen::NarrowSpread, 0.02), sign(Screen::BorderExcess, 0.5)]),
            class("5В", vec![refused]),
            class("5Г", vec![sign(Screen::NarrowSpread, 0.9), sign(Screen::BorderExcess, 0.018)]),
        ],
        0.05,
    );
    let p: Vec<Option<f64>> = dossier.classes.iter().map(|class| class.p_value.known()).collect();
    assert_eq!(p, [Some(0.008), Some(0.04), None, Some(0.036)]);
    let adjusted: Vec<Option<f64>> = dossier.classes.iter().map(|class| class.p_adjusted.known()).collect();
    // Three classes: 0.008·3, 0.036·3/2 pulled down to 0.04·3/3.
    assert!(adjusted.iter().flatten().zip([0.024, 0.04, 0.04]).all(|(a, b)| (a - b).abs() < 1e-12), "{adjusted:?}");
    let asks: Vec<Asks> = dossier.classes.iter().map(|class| class.asks).collect();
    assert_eq!(asks, [Asks::ForCheck, Asks::ForCheck, Asks::Nothing, Asks::ForCheck]);
    let first = &dossier.classes[0];
    assert_eq!((first.signs[0].asks, first.signs[1].asks), (Asks::ForCheck, Asks::Nothing));
    assert_eq!((first.signs[0].p_adjusted, first.refused.len()), (0.008, 1));
    assert!(dossier.classes[3].signs[0].sign.screen == Screen::BorderExcess);
}

#[test]
fn answers_that_are_missing_are_no_agreement() {
    let mut rows: Vec<Vec<Response>> = (0..14_u8)
        .map(|student| (0..12_u8).map(|item| Response::Points(u8::from((student * 5 + item * 3) % 7 > 2))).collect())
        .collect();
    rows[0] = vec![Response::Missing; 12];
    rows[1] = vec![Response::NotAdministered; 12];
    let responses = Responses::new((0..12).map(|item| (1, rows.iter().map(move |row| row[item])))).unwrap();
    let alike = similarity(&AnswerSheets::from_points(&responses), &[], SimilarityPlan::default()).unwrap();
    assert_eq!(alike.pairs, 12 * 11 / 2);
    assert!(AnswerSheets::from_answers(&[(1, vec![None]), (1, vec![])]).is_none());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn the_order_of_students_changes_nothing(
        rows in prop::collection::vec(prop::collection::vec(0_u8..2, 9), 24..25),
        turn in 1_usize..23,
    ) {
        let mut turned = rows.clone();
        turned.rotate_left(turn);
        let plan = SimilarityPlan::default();
        let one = similarity(&AnswerSheets::from_points(&points(&rows)), &[], plan);
        let other = similarity(&AnswerSheets::from_points(&points(&turned)), &[], plan);
        match (one, other) {
            (Ok(one), Ok(other)) => {
                prop_assert_eq!(one.pairs, other.pairs);
                prop_assert!((one.sign.p_value - other.sign.p_value).abs() < 1e-7);
            }
            (one, other) => prop_assert_eq!(one.unwrap_err(), other.unwrap_err()),
        }
        let reference = points(&(0..60).map(|at| rows[at % 24].clone()).collect::<Vec<_>>());
        prop_assert_eq!(item_profile(&points(&rows), &reference, draws()), item_profile(&points(&turned), &reference, draws()));
        let scores = |rows: &[Vec<u8>]| rows.iter().map(|row| row.iter().map(|x| i64::from(*x)).sum()).collect::<Vec<i64>>();
        let (class, after) = (scores(&rows), scores(&turned));
        let others = (0..60).map(|at| at % 10).collect::<Vec<i64>>();
        let year = Year { class: &class, reference: &others };
        let again = Year { class: &after, reference: &others };
        prop_assert_eq!(cohort_break(year, again, draws()), cohort_break(again, year, draws()));
        let classes: Vec<Vec<i64>> = (0..6).map(|_| others.clone()).collect();
        match (narrow_spread(&class, &classes, 10, draws()), narrow_spread(&after, &classes, 10, draws())) {
            (Ok(one), Ok(other)) => prop_assert!((one.statistic - other.statistic).abs() < 1e-12 && one.p_value == other.p_value),
            (one, other) => prop_assert_eq!(one, other),
        }
    }
}
