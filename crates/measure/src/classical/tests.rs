use proptest::prelude::*;
use rand::{Rng, SeedableRng};
use rand_pcg::Pcg64;
use rstest::rstest;

use super::*;
use crate::{Measured, Response, Responses};

const GREATEST: [u8; 11] = [1, 1, 1, 1, 2, 2, 2, 3, 3, 1, 1];

/// The papers of `reference/classical`, made by `classical.R`.
fn paper(name: &str) -> (Vec<String>, Responses) {
    let (text, greatest) = match name {
        "lsat6" => (include_str!("../../reference/classical/lsat6.csv"), &[1; 5][..]),
        "made" => (include_str!("../../reference/classical/made.csv"), &GREATEST[..]),
        "gaps" => (include_str!("../../reference/classical/gaps.csv"), &GREATEST[..]),
        "right_wrong" => (include_str!("../../reference/classical/right_wrong.csv"), &[1; 11][..]),
        other => panic!("no paper {other}"),
    };
    let mut lines = text.lines().map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>());
    let items = lines.next().unwrap();
    let rows: Vec<Vec<String>> = lines.collect();
    let cell = |cell: &String| cell.parse().map_or(Response::Missing, Response::Points);
    let columns = greatest.iter().enumerate().map(|(item, points)| {
        let column: Vec<Response> = rows.iter().map(|row| cell(&row[item])).collect();
        (*points, column)
    });
    (items, Responses::new(columns).unwrap())
}

fn answer(paper: &CountedPaper, items: &[String], quantity: &str, element: &str) -> Result<f64, NoStatistic> {
    let at = |name: &str| items.iter().position(|item| item == name).unwrap();
    match quantity {
        "alpha" => cronbach_alpha(paper),
        "alpha_ci95_feldt" if element == "low" => alpha_interval(paper).map(|interval| interval.low),
        "alpha_ci95_feldt" => alpha_interval(paper).map(|interval| interval.high),
        "lambda6_std" => lambda6_standardised(paper),
        "lambda2" => lambda2(paper),
        "lambda6" => lambda6(paper),
        "sem" => standard_error_of_measurement(paper),
        "split_half_spearman_brown" => split_half(paper),
        "test_mean" => Ok(paper.test_mean()),
        "test_sd" => paper.test_sd(),
        "kr20" => kr20(paper),
        "kr21" => kr21(paper),
        "p_value" => facility(paper, at(element)),
        "item_sd" => item_sd(paper, at(element)),
        "item_rest_r" => item_rest_correlation(paper, at(element)),
        "item_total_r" => item_total_correlation(paper, at(element)),
        "alpha_if_deleted" => alpha_if_deleted(paper, at(element)),
        "d27" => upper_lower_index(paper, at(element)),
        "tetrachoric" => {
            let (one, other) = element.split_once(' ').unwrap();
            tetrachoric(paper, at(one), at(other))
        }
        other => panic!("no quantity {other}"),
    }
}

#[rstest]
#[case::published("lsat6", 40)]
#[case::partial_credit("made", 70)]
#[case::missing_answers("gaps", 60)]
#[case::right_and_wrong("right_wrong", 70)]
fn every_value_agrees_with_r(#[case] name: &str, #[case] at_least: usize) {
    let (items, responses) = paper(name);
    let counted = CountedPaper::count(&responses, MissingAnswers::Pairwise).unwrap();
    let mut expected = csv::Reader::from_reader(&include_bytes!("../../reference/classical/expected.csv")[..]);
    let mut compared = 0;
    for row in expected.records().map(Result::unwrap).filter(|row| &row[0] == name) {
        let (value, tolerance): (f64, f64) = (row[3].parse().unwrap(), row[4].parse().unwrap());
        let got = answer(&counted, &items, &row[1], &row[2]).unwrap();
        assert!((got - value).abs() <= tolerance, "{name} {} {}: {got} instead of {value}", &row[1], &row[2]);
        compared += 1;
    }
    assert!(compared >= at_least, "{compared}");
}

#[test]
fn an_item_scored_backwards_is_flagged() {
    let (_, responses) = paper("made");
    let analysis = analyse(&responses, MissingAnswers::Pairwise).unwrap();
    let flagged: Vec<usize> =
        (0..11).filter(|&item| analysis.items[item].notes.contains(&ItemNote::WrongKey)).collect();
    assert_eq!(flagged, [6]);
    assert!(analysis.items[6].notes.contains(&ItemNote::SpoilsAlpha));
}

fn column(greatest: u8, points: &[u8]) -> (u8, Vec<Response>) {
    (greatest, points.iter().map(|&points| Response::Points(points)).collect())
}

fn counted(columns: Vec<(u8, Vec<Response>)>, missing: MissingAnswers) -> Result<CountedPaper, NoStatistic> {
    CountedPaper::count(&Responses::new(columns).unwrap(), missing)
}

#[test]
fn one_item_has_no_alpha() {
    let paper = counted(vec![column(1, &[1, 0, 1])], MissingAnswers::Zero).unwrap();
    for statistic in [cronbach_alpha, lambda2, lambda6, lambda6_standardised, split_half, kr20, kr21] {
        assert_eq!(statistic(&paper), Err(NoStatistic::OneItem));
    }
    assert_eq!(item_rest_correlation(&paper, 0), Err(NoStatistic::OneItem));
    assert_eq!(alpha_if_deleted(&paper, 0), Err(NoStatistic::OneItem));
    assert_eq!(item_total_correlation(&paper, 0), Ok(1.0));
}

#[test]
fn no_spread_has_no_alpha() {
    let paper = counted(vec![column(1, &[1, 1]), column(2, &[1, 1])], MissingAnswers::Zero).unwrap();
    assert_eq!(cronbach_alpha(&paper), Err(NoStatistic::NoVariance));
    assert_eq!(alpha_interval(&paper), Err(NoStatistic::NoVariance));
    assert_eq!(standard_error_of_measurement(&paper), Err(NoStatistic::NoVariance));
    assert_eq!(paper.test_sd(), Ok(0.0));
    let opposite = counted(vec![column(1, &[1, 0]), column(1, &[0, 1])], MissingAnswers::Zero).unwrap();
    assert_eq!(cronbach_alpha(&opposite), Err(NoStatistic::NoVariance));
    assert_eq!(split_half(&opposite), Err(NoStatistic::Singular));
}

#[test]
fn a_constant_item_has_no_correlation_and_is_noted() {
    let columns = vec![column(1, &[1, 1, 1]), column(1, &[1, 0, 1]), column(1, &[0, 0, 1]), column(2, &[1, 1, 1])];
    let analysis = analyse(&Responses::new(columns).unwrap(), MissingAnswers::Zero).unwrap();
    assert_eq!(analysis.items[0].rest_correlation, Err(NoStatistic::ConstantItem { item: 0 }));
    assert_eq!(analysis.items[0].total_correlation, Err(NoStatistic::ConstantItem { item: 0 }));
    assert_eq!(analysis.items[0].notes, [ItemNote::AllSolved, ItemNote::SpoilsAlpha]);
    assert_eq!(analysis.items[3].notes[0], ItemNote::SamePoints);
    assert_eq!(analysis.lambda6, Err(NoStatistic::ConstantItem { item: 0 }));
    assert_eq!(analysis.kr20, Err(NoStatistic::NotDichotomous { item: 3 }));
    assert!(analysis.alpha.is_ok() && analysis.items[0].facility == Ok(1.0));
}

#[test]
fn fewer_than_two_persons_are_refused() {
    for persons in [&[][..], &[1]] {
        let refusal = counted(vec![column(1, persons), column(1, persons)], MissingAnswers::Zero).unwrap_err();
        assert_eq!(refusal, NoStatistic::FewPersons { persons: persons.len() as u64 });
    }
    assert_eq!(counted(vec![], MissingAnswers::Zero).unwrap_err(), NoStatistic::NoItems);
    let silent = || vec![(1, vec![Response::Missing; 5]), (1, vec![Response::Missing; 5])];
    assert_eq!(counted(silent(), MissingAnswers::Pairwise).unwrap_err(), NoStatistic::FewPersons { persons: 0 });
    assert_eq!(counted(silent(), MissingAnswers::Complete).unwrap_err(), NoStatistic::FewPersons { persons: 0 });
    assert_eq!(cronbach_alpha(&counted(silent(), MissingAnswers::Zero).unwrap()), Err(NoStatistic::NoVariance));
}

#[test]
fn missing_may_be_zero_and_not_administered_never_is() {
    use Response::{Missing, NotAdministered, Points};
    let columns = || {
        vec![
            (1, vec![Points(1), Points(1), Missing, Points(0), NotAdministered]),
            (1, vec![Points(1), Points(0), Points(1), Points(0), Points(1)]),
        ]
    };
    let zero = counted(columns(), MissingAnswers::Zero).unwrap();
    assert_eq!((zero.answered(0), facility(&zero, 0)), (4, Ok(0.5)));
    assert_eq!((zero.persons(), zero.scores().iter().sum::<u64>()), (5, 4));
    let pairwise = counted(columns(), MissingAnswers::Pairwise).unwrap();
    assert_eq!((pairwise.answered(0), facility(&pairwise, 0)), (3, Ok(2.0 / 3.0)));
    assert_eq!((pairwise.persons(), pairwise.left_out(), facility(&pairwise, 1)), (5, 0, Ok(0.6)));
    let complete = counted(columns(), MissingAnswers::Complete).unwrap();
    // The fifth was not given the first item: the paper is complete without it. The third did not answer it.
    assert_eq!((complete.persons(), complete.left_out(), facility(&complete, 1)), (4, 1, Ok(0.5)));
    assert_eq!(complete.scores(), [1, 1, 1]);
}

#[test]
fn booklets_without_a_common_person_are_said_to_be_so() {
    use Response::{NotAdministered, Points};
    let columns = vec![
        (1, vec![Points(1), Points(0), NotAdministered, NotAdministered]),
        (1, vec![NotAdministered, NotAdministered, Points(1), Points(0)]),
    ];
    let paper = counted(columns, MissingAnswers::Zero).unwrap();
    assert_eq!(cronbach_alpha(&paper), Err(NoStatistic::Unpaired { one: 0, other: 1 }));
    assert_eq!(score_ends(&paper).floor, Measured::Unknown(crate::Why::EmptyBase));
    assert_eq!(facility(&paper, 0), Ok(0.5));
    // Every person stands in one of the two groups by the share of what was given to them.
    assert_eq!(upper_lower_index(&paper, 0), Err(NoStatistic::NoEnds { item: 0 }));
}

#[test]
fn a_score_that_cannot_be_held_is_refused() {
    let columns = vec![column(crate::GREATEST_POINTS, &[1, 2]); 260];
    assert_eq!(counted(columns, MissingAnswers::Zero).unwrap_err(), NoStatistic::TooManyPoints);
}

#[test]
fn the_interval_of_alpha_covers_the_truth() {
    // Six parallel items: 20 + true score + error, of variances 10 and 15: alpha is 6·10 / (6·10 + 15).
    let (samples, truth) = (200, 0.8);
    let (mut covered, mut sum) = (0, 0.0);
    let mut random = Pcg64::seed_from_u64(20_260_906);
    for _ in 0..samples {
        let mut normal = |sd: f64| sd * ((0..12).map(|_| random.random::<f64>()).sum::<f64>() - 6.0);
        let of_person = |_: usize| {
            let own = normal(10.0_f64.sqrt());
            [0; 6].map(|_| {
                let points = (40.0 + own + normal(15.0_f64.sqrt())).round();
                Response::Points(num_traits::ToPrimitive::to_u8(&points).unwrap())
            })
        };
        let persons: Vec<[Response; 6]> = (0..50).map(of_person).collect();
        let columns = (0..6).map(|item| (100, persons.iter().map(|row| row[item]).collect::<Vec<_>>()));
        let paper = CountedPaper::count(&Responses::new(columns).unwrap(), MissingAnswers::Zero).unwrap();
        covered += i32::from(alpha_interval(&paper).unwrap().covers(truth));
        sum += cronbach_alpha(&paper).unwrap();
    }
    assert!((sum / f64::from(samples) - truth).abs() < 0.02, "{}", sum / f64::from(samples));
    assert!((180..=199).contains(&covered), "{covered}");
}

/// Statistics of a plain second way: two passes of floating-point numbers over the points.
fn plain_covariance(one: &[u8], other: &[u8]) -> f64 {
    let n = one.len() as f64;
    let mean = |points: &[u8]| points.iter().map(|&points| f64::from(points)).sum::<f64>() / n;
    let (first, second) = (mean(one), mean(other));
    one.iter().zip(other).map(|(&a, &b)| (f64::from(a) - first) * (f64::from(b) - second)).sum::<f64>() / (n - 1.0)
}

fn columns_of(greatest: &[u8], seed: u64, persons: usize) -> Vec<Vec<u8>> {
    let mut state = seed | 1;
    let mut next = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state >> 33
    };
    greatest
        .iter()
        .map(|&points| (0..persons).map(|_| u8::try_from(next() % (u64::from(points) + 1)).unwrap()).collect())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn sums_of_bits_are_sums_of_points(
        greatest in prop::collection::vec(1_u8..=253, 1..5), seed in any::<u64>(), persons in 2_usize..300,
    ) {
        let columns = columns_of(&greatest, seed, persons);
        let paper = counted(greatest.iter().zip(&columns).map(|(g, c)| column(*g, c)).collect(), MissingAnswers::Zero);
        let paper = paper.unwrap();
        for (one, first) in columns.iter().enumerate() {
            prop_assert_eq!(paper.points(one), first.iter().map(|&points| u64::from(points)).sum::<u64>());
            for (other, second) in columns.iter().enumerate() {
                let plain = plain_covariance(first, second);
                let got = paper.covariance(one, other).unwrap();
                prop_assert!((got - plain).abs() < 1e-9 * (1.0 + plain.abs()), "{} {}", got, plain);
            }
        }
    }

    #[test]
    fn nothing_but_the_upper_and_lower_groups_depends_on_the_order(
        seed in any::<u64>(), persons in 2_usize..40, gaps in any::<bool>(), turn in 0_usize..40,
    ) {
        let greatest = [1, 2, 1, 3];
        let rows = |shift: usize| {
            let columns = columns_of(&greatest, seed, persons);
            let cell = |points: u8, place: usize| {
                if gaps && (place * 7 + usize::from(points)).is_multiple_of(5) { Response::Missing } else { Response::Points(points) }
            };
            let turned = |column: &Vec<u8>| {
                let mut cells: Vec<Response> = column.iter().enumerate().map(|(place, &p)| cell(p, place)).collect();
                cells.rotate_left(shift % persons);
                cells
            };
            Responses::new(greatest.iter().copied().zip(columns.iter().map(turned))).unwrap()
        };
        for missing in [MissingAnswers::Zero, MissingAnswers::Pairwise, MissingAnswers::Complete] {
            let strip = |shift| {
                let mut analysis = analyse(&rows(shift), missing).ok();
                for row in analysis.iter_mut().flat_map(|analysis| &mut analysis.items) {
                    row.upper_lower = Ok(0.0);
                }
                analysis.map(|analysis| (analysis.items, analysis.alpha, analysis.lambda6, analysis.split_half))
            };
            prop_assert_eq!(strip(0), strip(turn));
        }
    }

    #[test]
    fn no_number_is_ever_not_a_number(
        cells in prop::collection::vec(prop::collection::vec(0_u8..4, 4), 0..7), missing in 0_u8..3,
    ) {
        let cell = |code: u8| match code {
            0 | 1 => Response::Points(code),
            2 => Response::Missing,
            _ => Response::NotAdministered,
        };
        let columns = (0..4).map(|item| (1, cells.iter().map(|row| cell(row[item])).collect::<Vec<_>>()));
        let missing = [MissingAnswers::Zero, MissingAnswers::Pairwise, MissingAnswers::Complete][usize::from(missing)];
        let Ok(analysis) = analyse(&Responses::new(columns).unwrap(), missing) else { return Ok(()) };
        let of_items = analysis.items.iter().flat_map(|row| {
            [row.facility, row.sd, row.total_correlation, row.rest_correlation, row.upper_lower, row.alpha_if_deleted]
        });
        let of_paper = [analysis.alpha, analysis.test_sd, analysis.standard_error, analysis.lambda2, analysis.lambda6,
            analysis.lambda6_standardised, analysis.split_half, analysis.kr20, analysis.kr21];
        for value in of_items.chain(of_paper).flatten() {
            prop_assert!(value.is_finite());
        }
        if let Ok(interval) = analysis.alpha_interval {
            prop_assert!(interval.low.is_finite() && interval.low <= interval.high);
        }
    }
}

#[test]
fn blocks_of_many_persons_make_the_same_groups() {
    // More than one block, with ties over the border of blocks: against a plain stable sort.
    let persons = 40_000;
    let greatest = [1, 2, 1];
    let columns = columns_of(&greatest, 7, persons);
    let paper = counted(greatest.iter().zip(&columns).map(|(g, c)| column(*g, c)).collect(), MissingAnswers::Zero);
    let mut order: Vec<usize> = (0..persons).collect();
    order.sort_by_key(|&person| columns.iter().map(|column| u32::from(column[person])).sum::<u32>());
    let group = 10_800;
    for (item, column) in columns.iter().enumerate() {
        let mean = |group: &[usize]| group.iter().map(|&person| f64::from(column[person])).sum::<f64>() / 10_800.0;
        let plain = (mean(&order[persons - group..]) - mean(&order[..group])) / f64::from(greatest[item]);
        let got = upper_lower_index(paper.as_ref().unwrap(), item).unwrap();
        assert!((got - plain).abs() < 1e-12, "{got} {plain}");
    }
}

#[test]
fn tetrachoric_of_margins_at_the_edge_is_said_or_bounded() {
    assert_eq!(tetrachoric_of_table([[0, 0], [3, 4]]), Err(NoStatistic::NoVariance));
    let close = tetrachoric_of_table([[50, 0], [0, 50]]).unwrap();
    assert!(close > 0.99 && close <= 1.0, "{close}");
    let opposite = tetrachoric_of_table([[0, 500], [500, 0]]).unwrap();
    assert!((-1.0..-0.99).contains(&opposite), "{opposite}");
    let rare = tetrachoric_of_table([[1, 0], [0, 100_000]]).unwrap();
    assert!(rare.is_finite() && rare <= 1.0);
}

#[test]
fn reasons_are_said_in_words_with_places_from_one() {
    assert_eq!(NoStatistic::ConstantItem { item: 2 }.to_string(), "задание 3: у всех участников один и тот же балл");
    assert_eq!(NoStatistic::OneItem.to_string(), "в работе одно задание: сравнивать его не с чем");
}

#[test]
fn everyone_at_an_end_is_a_crowd() {
    let paper = counted(vec![column(1, &[1, 1, 1, 0])], MissingAnswers::Zero).unwrap();
    assert!(score_ends(&paper).is_crowded());
    let wide = counted(vec![column(10, &[1, 2, 3, 4, 5, 6, 7, 8])], MissingAnswers::Zero).unwrap();
    assert!(!score_ends(&wide).is_crowded());
}

#[test]
fn with_absent_answers_the_groups_are_cut_by_the_share_of_points() {
    let persons = 20_000;
    let greatest = [1, 3, 2, 1];
    let cell = |points: u8, at: usize, item: usize| match (at * 31 + item * 17 + usize::from(points) * 5) % 11 {
        0 | 3 => Response::NotAdministered,
        _ if at.is_multiple_of(97) => Response::NotAdministered,
        _ => Response::Points(points),
    };
    let columns: Vec<Vec<Response>> = columns_of(&greatest, 11, persons)
        .iter()
        .enumerate()
        .map(|(item, column)| column.iter().enumerate().map(|(at, &points)| cell(points, at, item)).collect())
        .collect();
    let responses = Responses::new(greatest.iter().copied().zip(columns.clone())).unwrap();
    let paper = CountedPaper::count(&responses, MissingAnswers::Pairwise).unwrap();
    let earned = |person: usize| -> (u32, u32) {
        let given = columns.iter().zip(greatest).filter_map(|(column, most)| Some((column[person].points()?, most)));
        given.fold((0, 0), |(sum, could), (points, most)| (sum + u32::from(points), could + u32::from(most)))
    };
    let mut order: Vec<(u32, u32, usize)> =
        (0..persons).map(|person| (earned(person).0, earned(person).1, person)).filter(|row| row.1 > 0).collect();
    order.sort_by(|one, other| (one.0 * other.1).cmp(&(other.0 * one.1)));
    let group = (27 * order.len() + 50) / 100;
    assert!(order.len() < persons, "some were given nothing");
    for (item, column) in columns.iter().enumerate() {
        let mean = |group: &[(u32, u32, usize)]| {
            let points: Vec<f64> = group.iter().filter_map(|row| column[row.2].points()).map(f64::from).collect();
            points.iter().sum::<f64>() / points.len() as f64
        };
        let plain = (mean(&order[order.len() - group..]) - mean(&order[..group])) / f64::from(greatest[item]);
        let got = upper_lower_index(&paper, item).unwrap();
        assert!((got - plain).abs() < 1e-12, "{got} {plain}");
    }
}
