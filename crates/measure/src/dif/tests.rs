use proptest::prelude::*;
use rand::{Rng, SeedableRng};
use rand_pcg::Pcg64;

use super::*;
use crate::classical::MissingAnswers;
use crate::{NoLogistic, Response, Responses};

const ITEMS: usize = 12;

/// `reference/dif/made.csv`: right-or-wrong items, items of three points, members.
struct Made {
    items: Vec<String>,
    right_wrong: Responses,
    all: Responses,
    members: Vec<Option<Member>>,
}

fn made() -> Made {
    let mut table = csv::Reader::from_reader(&include_bytes!("../../reference/dif/made.csv")[..]);
    let items: Vec<String> = table.headers().unwrap().iter().map(str::to_owned).collect();
    let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
    let column = |at: usize| {
        let column: Vec<Response> = rows.iter().map(|row| Response::Points(row[at].parse().unwrap())).collect();
        (if at < ITEMS { 1 } else { 3 }, column)
    };
    let members = rows.iter().map(|row| Some(if &row[14] == "a" { Member::Reference } else { Member::Focal }));
    Made {
        right_wrong: Responses::new((0..ITEMS).map(column)).unwrap(),
        all: Responses::new((0..ITEMS + 2).map(column)).unwrap(),
        members: members.collect(),
        items,
    }
}

fn answer(made: &Made, quantity: &str, element: &str) -> f64 {
    let item = made.items.iter().position(|item| item == element).unwrap();
    let responses = if quantity.starts_with("mantel") { &made.all } else { &made.right_wrong };
    let anchors = vec![true; responses.items()];
    let matched = match_on_total(responses, &made.members, item, &anchors, MissingAnswers::Complete).unwrap();
    match quantity {
        "dif_mh_or" => mantel_haenszel(&matched).unwrap().odds_ratio,
        "dif_mh_chi2" => mantel_haenszel(&matched).unwrap().chi2,
        "dif_mh_delta" => mantel_haenszel(&matched).unwrap().delta,
        "log_odds_se" => mantel_haenszel(&matched).unwrap().log_odds_se,
        "dif_logistic_chi2_uniform" => logistic_dif(&matched).unwrap().uniform_chi2,
        "dif_logistic_chi2_nonuniform" => logistic_dif(&matched).unwrap().nonuniform_chi2.unwrap(),
        "group_effect" => logistic_dif(&matched).unwrap().group_effect,
        "group_effect_se" => logistic_dif(&matched).unwrap().group_effect_se,
        "r2_change" => logistic_dif(&matched).unwrap().r2_change,
        "mantel_chi2" => mantel(&matched).unwrap().chi2,
        "mantel_smd" => mantel(&matched).unwrap().mean_difference,
        "mantel_effect" => mantel(&matched).unwrap().effect,
        other => panic!("no quantity {other}"),
    }
}

#[test]
fn every_value_agrees_with_r() {
    let made = made();
    let mut expected = csv::Reader::from_reader(&include_bytes!("../../reference/dif/expected.csv")[..]);
    let mut compared = 0;
    for row in expected.records().map(Result::unwrap) {
        let (value, tolerance): (f64, f64) = (row[2].parse().unwrap(), row[3].parse().unwrap());
        let got = answer(&made, &row[0], &row[1]);
        assert!((got - value).abs() <= tolerance, "{} {}: {got} instead of {value}", &row[0], &row[1]);
        compared += 1;
    }
    assert_eq!(compared, 9 * ITEMS + 6);
}

#[test]
fn difficulties_of_both_groups_agree_with_psychotools() {
    let made = made();
    let mut expected = csv::Reader::from_reader(&include_bytes!("../../reference/dif/expected_rasch.csv")[..]);
    let mut compared = 0;
    for row in expected.records().map(Result::unwrap) {
        let (difference, error): (f64, f64) = (row[2].parse().unwrap(), row[3].parse().unwrap());
        let responses = if &row[0] == "partial credit" { &made.all } else { &made.right_wrong };
        let is_anchor = |item: usize| &row[0] != "rasch anchored" || ![2, 5, 8].contains(&item);
        let anchors: Vec<bool> = (0..responses.items()).map(is_anchor).collect();
        let groups = RaschGroups::fit(responses, &made.members, MissingAnswers::Complete).unwrap();
        let item = made.items.iter().position(|item| item == &row[1]).unwrap();
        let found = groups.compare(&anchors).unwrap()[item].unwrap();
        assert!((found.difference - difference).abs() < 1e-6, "{row:?} {found:?}");
        assert!((found.standard_error - error).abs() < 1e-6, "{row:?} {found:?}");
        compared += 1;
    }
    assert_eq!(compared, 2 * ITEMS + ITEMS + 2);
}

#[test]
fn difficulties_that_cannot_be_compared_say_why() {
    let made = made();
    let fit = |members: &[Option<Member>]| RaschGroups::fit(&made.right_wrong, members, MissingAnswers::Zero);
    assert_eq!(fit(&made.members[1..]).unwrap_err(), NoRaschDif::Groups(NoDif::UnequalLength));
    let nobody = fit(&vec![Some(Member::Reference); made.members.len()]).unwrap_err();
    assert_eq!(nobody, NoRaschDif::Groups(NoDif::EmptyGroup { group: Member::Focal }));
    let groups = fit(&made.members).unwrap();
    assert_eq!(groups.compare(&[false; ITEMS]), Err(NoDif::NoAnchors));
    assert_eq!(groups.compare(&[true]), Err(NoDif::UnequalLength));
    let mut one = [false; ITEMS];
    one[4] = true;
    assert_eq!(groups.compare(&one).unwrap()[4], None, "the only anchor differs from itself by nothing");
    assert!(groups.test().chi_square > 50.0, "{:?}", groups.test());
    // An item that the whole focal group solved has no difficulty there; the others are compared.
    let columns = (0..ITEMS).map(|item| {
        let solved = |(person, response)| {
            if item == 0 && made.members[person] == Some(Member::Focal) { Response::Points(1) } else { response }
        };
        (1, made.right_wrong.item(item).enumerate().map(solved).collect::<Vec<_>>())
    });
    let columns = Responses::new(columns).unwrap();
    let groups = RaschGroups::fit(&columns, &made.members, MissingAnswers::Zero).unwrap();
    let found = groups.compare(&[true; ITEMS]).unwrap();
    assert!(found[0].is_none() && found[1..].iter().all(Option::is_some));
}

#[test]
fn purification_leaves_out_just_the_items_that_differ() {
    let made = made();
    let differs = |anchors: &[bool]| -> Vec<bool> {
        let p = |item| {
            let matched = match_on_total(&made.right_wrong, &made.members, item, anchors, MissingAnswers::Zero);
            mantel_haenszel(&matched.unwrap()).unwrap().p
        };
        (0..ITEMS).map(|item| p(item) < 0.05).collect()
    };
    let purified = purify(ITEMS, differs);
    let out: Vec<usize> = (0..ITEMS).filter(|&item| !purified.anchors[item]).collect();
    assert!(purified.is_stable && purified.rounds >= 2, "{purified:?}");
    assert!(out.contains(&2) && out.contains(&8), "{out:?}");
    assert!(out.iter().all(|item| [2, 5, 8, 11].contains(item)), "{out:?}");
}

#[test]
fn purification_that_goes_round_says_so() {
    let mut round = 0;
    let purified = purify(4, |_| {
        round += 1;
        vec![round % 2 == 1, round % 2 == 0, false, false]
    });
    assert!(!purified.is_stable);
    assert!(!purify(3, |_| vec![true, true, false]).is_stable, "one anchor is no total");
}

#[test]
fn the_classes_follow_size_and_certainty() {
    let made = made();
    let class = |item| {
        let matched = match_on_total(&made.right_wrong, &made.members, item, &[true; ITEMS], MissingAnswers::Zero);
        mantel_haenszel(&matched.unwrap()).unwrap()
    };
    assert_eq!((class(2).class, class(0).class), (EtsClass::C, EtsClass::A));
    // Item 3 is harder for the focal group: odds above 1, delta below 0.
    assert!(class(2).odds_ratio > 1.0 && class(2).delta < -1.5);
}

fn of_two(first: &[u8], second: &[u8], focal_from: usize) -> (Responses, Vec<Option<Member>>) {
    let column = |points: &[u8]| (1, points.iter().map(|p| Response::Points(*p)).collect::<Vec<_>>());
    let member = |at| Some(if at < focal_from { Member::Reference } else { Member::Focal });
    (Responses::new([column(first), column(second)]).unwrap(), (0..first.len()).map(member).collect())
}

fn matched(responses: &Responses, members: &[Option<Member>]) -> Result<Matched, NoDif> {
    match_on_total(responses, members, 0, &vec![true; responses.items()], MissingAnswers::Zero)
}

#[test]
fn what_cannot_be_compared_says_why() {
    let (responses, members) = of_two(&[1, 0, 1, 0], &[1, 0, 0, 1], 4);
    assert_eq!(matched(&responses, &members).unwrap_err(), NoDif::EmptyGroup { group: Member::Focal });
    assert_eq!(matched(&responses, &[None; 4]).unwrap_err(), NoDif::EmptyGroup { group: Member::Reference });
    assert_eq!(matched(&responses, &members[1..]).unwrap_err(), NoDif::UnequalLength);
    let no_anchor = match_on_total(&responses, &members, 0, &[true, false], MissingAnswers::Zero);
    assert_eq!(no_anchor.unwrap_err(), NoDif::NoAnchors);
    let (responses, members) = of_two(&[1, 1, 1, 1], &[1, 0, 0, 1], 2);
    assert_eq!(matched(&responses, &members).unwrap_err(), NoDif::ConstantItem);
    // The groups share no total at which the item differs.
    let (responses, members) = of_two(&[1, 1, 0, 0], &[1, 1, 0, 0], 2);
    let apart = matched(&responses, &members).unwrap();
    assert_eq!(mantel_haenszel(&apart), Err(NoDif::NothingMatched));
    assert_eq!(mantel(&apart), Err(NoDif::NothingMatched));
    assert!(matches!(logistic_dif(&apart), Err(NoDif::Model(NoLogistic::Separated { .. }))));
    // At equal totals the reference group always solves it and the other never.
    let (responses, members) = of_two(&[1, 1, 0, 0], &[0, 0, 1, 1], 2);
    assert_eq!(mantel_haenszel(&matched(&responses, &members).unwrap()), Err(NoDif::OneSided));
    let several = Responses::new([(2, [Response::Points(2), Response::Points(0)]), (1, [Response::Points(0); 2])]);
    let several = matched(&several.unwrap(), &[Some(Member::Reference), Some(Member::Focal)]).unwrap();
    assert_eq!(mantel_haenszel(&several), Err(NoDif::NotDichotomous));
    assert_eq!(logistic_dif(&several), Err(NoDif::NotDichotomous));
    assert!(NoDif::OneSided.to_string().contains("бесконечно"));
}

#[test]
fn absent_answers_are_zero_or_leave_the_person_out() {
    use Response::{Missing, NotAdministered, Points};
    let columns = [
        (1, vec![Points(1), Points(0), Missing, Points(1), NotAdministered]),
        (1, vec![Points(0), Points(1), Points(1), Points(0), Points(1)]),
    ];
    let responses = Responses::new(columns).unwrap();
    let members = [Member::Reference, Member::Reference, Member::Focal, Member::Focal, Member::Focal].map(Some);
    let persons =
        |missing| match_on_total(&responses, &members, 0, &[true; 2], missing).unwrap().persons(Member::Focal);
    assert_eq!((persons(MissingAnswers::Zero), persons(MissingAnswers::Complete)), (2, 1));
}

#[test]
fn a_known_difference_is_found_again_with_honest_errors() {
    // Rasch items, the second harder by 0.8 logits for the focal group: the log odds ratio is just that.
    let (samples, truth) = (150, 0.8);
    let (mut sum, mut covered, mut false_alarms) = (0.0, 0, 0);
    let mut random = Pcg64::seed_from_u64(20_260_905);
    let ease = [-1.0_f64, 0.0, 0.5, 1.0, -0.5, 0.2];
    for _ in 0..samples {
        let mut columns = vec![Vec::with_capacity(400); ease.len()];
        for person in 0..400 {
            let is_focal = person % 2 == 1;
            let ability: f64 =
                (0..6).map(|_| random.random::<f64>()).sum::<f64>() - 3.0 - if is_focal { 0.3 } else { 0.0 };
            for (item, column) in columns.iter_mut().enumerate() {
                let harder = if is_focal && item == 1 { truth } else { 0.0 };
                let chance = 1.0 / (1.0 + (harder - 1.4 * ability - ease[item]).exp());
                column.push(Response::Points(u8::from(random.random::<f64>() < chance)));
            }
        }
        let responses = Responses::new(columns.into_iter().map(|column| (1, column))).unwrap();
        let members: Vec<_> =
            (0..400).map(|n| Some(if n % 2 == 1 { Member::Focal } else { Member::Reference })).collect();
        // The total without the item that differs, but with the one under comparison.
        let anchors: Vec<bool> = (0..ease.len()).map(|item| item != 1).collect();
        let compare = |item| {
            mantel_haenszel(&match_on_total(&responses, &members, item, &anchors, MissingAnswers::Zero).unwrap())
                .unwrap()
        };
        let (differs, same) = (compare(1), compare(2));
        sum += differs.odds_ratio.ln();
        covered += i32::from((differs.odds_ratio.ln() - truth).abs() < 1.96 * differs.log_odds_se);
        false_alarms += i32::from(same.odds_ratio.ln().abs() > 1.96 * same.log_odds_se);
    }
    let mean = sum / f64::from(samples);
    assert!((mean - truth).abs() < 0.08, "{mean}");
    // 95 % of 150 within three Monte Carlo errors; 5 % likewise.
    assert!((134..=150).contains(&covered), "{covered}");
    assert!(false_alarms <= 16, "{false_alarms}");
}

/// An excess of half a person, which sums of fractions reach from below or from above: χ² is the same from both sides.
#[test]
fn half_a_person_is_corrected_from_both_sides() {
    const ROWS: [(u8, u8, u8, bool); 12] = [
        (0, 1, 1, false),
        (0, 1, 0, false),
        (1, 0, 1, true),
        (1, 0, 1, true),
        (0, 1, 0, false),
        (1, 1, 0, false),
        (0, 1, 1, false),
        (0, 1, 0, false),
        (1, 0, 0, false),
        (0, 0, 1, true),
        (0, 0, 1, false),
        (1, 1, 0, false),
    ];
    let column =
        |of: fn(&(u8, u8, u8, bool)) -> u8| (1, ROWS.iter().map(|row| Response::Points(of(row))).collect::<Vec<_>>());
    let responses = Responses::new([column(|r| r.0), column(|r| r.1), column(|r| r.2)]).unwrap();
    let chi2 = |turned: bool| {
        let side = |row: &(u8, u8, u8, bool)| if row.3 == turned { Member::Focal } else { Member::Reference };
        let members: Vec<Option<Member>> = ROWS.iter().map(|row| Some(side(row))).collect();
        mantel_haenszel(&matched(&responses, &members).unwrap()).unwrap().chi2
    };
    assert!((chi2(true) - chi2(false)).abs() < 1e-9, "{} {}", chi2(true), chi2(false));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn swapping_the_groups_turns_the_sign(
        rows in prop::collection::vec((0_u8..2, 0_u8..2, 0_u8..2, any::<bool>()), 4..60),
    ) {
        let column = |of: fn(&(u8, u8, u8, bool)) -> u8| {
            (1, rows.iter().map(move |row| Response::Points(of(row))).collect::<Vec<_>>())
        };
        let responses = Responses::new([column(|r| r.0), column(|r| r.1), column(|r| r.2)]).unwrap();
        let members = |turned: bool| -> Vec<Option<Member>> {
            rows.iter().map(|row| Some(if row.3 == turned { Member::Focal } else { Member::Reference })).collect()
        };
        let (Ok(one), Ok(other)) = (matched(&responses, &members(true)), matched(&responses, &members(false))) else {
            return Ok(());
        };
        match (mantel_haenszel(&one), mantel_haenszel(&other)) {
            (Ok(one), Ok(other)) => {
                prop_assert!((one.delta + other.delta).abs() < 1e-9);
                prop_assert!((one.chi2 - other.chi2).abs() < 1e-9 && one.class == other.class);
                prop_assert!(one.delta.is_finite() && one.delta_se.is_finite() && (0.0..=1.0).contains(&one.p));
            }
            (one, other) => prop_assert_eq!(one.err(), other.err()),
        }
        if let (Ok(one), Ok(other)) = (logistic_dif(&one), logistic_dif(&other)) {
            prop_assert!((one.uniform_chi2 - other.uniform_chi2).abs() < 1e-6);
            prop_assert!((one.group_effect + other.group_effect).abs() < 1e-5);
        }
        if let (Ok(one), Ok(other)) = (mantel(&one), mantel(&other)) {
            prop_assert!((one.chi2 - other.chi2).abs() < 1e-9);
        }
    }
}
