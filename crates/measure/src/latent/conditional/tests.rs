use proptest::prelude::*;
use rand::{Rng, SeedableRng};
use rand_pcg::Pcg64;

use super::booklet_likelihood::{Derivatives, Layout, add_booklet};
use super::*;
use crate::Response;

/// Responses from rows of text: digits are points, a dot is missing, a space is not administered.
fn table(greatest: &[u8], rows: &[&str]) -> Responses {
    let column = |item: usize| {
        let cell = move |row: &&str| match row.as_bytes()[item] {
            b'.' => Response::Missing,
            b' ' => Response::NotAdministered,
            digit => Response::Points(digit - b'0'),
        };
        (greatest[item], rows.iter().map(cell).collect::<Vec<_>>())
    };
    Responses::new((0..greatest.len()).map(column)).unwrap()
}

fn rasch(responses: &Responses) -> Result<ConditionalFit, NotFitted> {
    fit_conditional(responses, ConditionalModel::Rasch, &Identification::SumZero)
}

fn credit(responses: &Responses) -> Result<ConditionalFit, NotFitted> {
    fit_conditional(responses, ConditionalModel::PartialCredit, &Identification::CumulatedZero)
}

/// Responses of persons to items of given steps; `skip` says which cells are left out.
fn simulated(seed: u64, persons: usize, items: &[Vec<f64>], sd: f64, skip: impl Fn(usize, usize) -> bool) -> Responses {
    let mut random = Pcg64::seed_from_u64(seed);
    let items: Vec<ItemParameters> =
        items.iter().map(|steps| ItemParameters::partial_credit(steps.clone()).unwrap()).collect();
    let mut columns = vec![Vec::with_capacity(persons); items.len()];
    for person in 0..persons {
        // The sum of twelve uniform numbers is near enough to normal.
        let ability = sd * ((0..12).map(|_| random.random::<f64>()).sum::<f64>() - 6.0);
        for (item, (parameters, column)) in items.iter().zip(&mut columns).enumerate() {
            let mut left = random.random::<f64>();
            let p = parameters.probabilities(ability);
            let below = p.iter().take_while(|&&p| {
                left -= p;
                left > 0.0
            });
            let points = u8::try_from(below.count().min(parameters.greatest())).unwrap();
            column.push(if skip(person, item) { Response::NotAdministered } else { Response::Points(points) });
        }
    }
    let greatest = |item: usize| u8::try_from(items[item].greatest()).unwrap();
    Responses::new(columns.into_iter().enumerate().map(|(item, column)| (greatest(item), column))).unwrap()
}

fn one_step(places: &[f64]) -> Vec<Vec<f64>> {
    places.iter().map(|&place| vec![place]).collect()
}

/// The same persons in another order.
fn reordered(responses: &Responses, order: &[usize]) -> Responses {
    let column = |item: usize| {
        (responses.greatest(item), order.iter().map(move |&person| responses.get(person, item)).collect::<Vec<_>>())
    };
    Responses::new((0..responses.items()).map(column)).unwrap()
}

fn close(one: &ConditionalFit, other: &ConditionalFit, tolerance: f64) -> bool {
    one.items().iter().zip(other.items()).enumerate().all(|(item, (a, b))| {
        let near = |(x, y): (&f64, &f64)| (x - y).abs() <= tolerance;
        a.thresholds().iter().zip(b.thresholds()).all(near)
            && one.errors(item).iter().zip(&other.errors(item)).all(near)
    }) && (one.log_likelihood() - other.log_likelihood()).abs() <= tolerance * one.log_likelihood().abs().max(1.0)
}

#[test]
fn what_has_no_estimate_is_refused_by_name() {
    let cases = [
        (vec![1], vec!["1", "0"], NotFitted::TooFewItems),
        (vec![1, 1], vec![], NotFitted::NoResponses { item: 0 }),
        (vec![1, 1], vec!["..", ".."], NotFitted::NoResponses { item: 0 }),
        (vec![1, 1], vec!["0.", "1."], NotFitted::NoResponses { item: 1 }),
        (vec![1, 1], vec!["10"], NotFitted::TooFewPersons { informative: 1 }),
        (vec![1, 1], vec!["11", "11", "00"], NotFitted::TooFewPersons { informative: 0 }),
        (vec![1, 2], vec!["10", "01"], NotFitted::NotDichotomous { item: 1 }),
        (vec![1, 1, 1], vec!["110", "100", "010"], NotFitted::NeverSolved { item: 2 }),
        (vec![1, 1, 1], vec!["101", "011", "001"], NotFitted::AlwaysSolved { item: 2 }),
        // Solved only by those who solved all.
        (vec![1, 1, 1], vec!["111", "100", "010"], NotFitted::NeverSolved { item: 2 }),
        (vec![1; 4], vec!["10  ", "01  ", "  10", "  01"], NotFitted::NoCommonItems { items: vec![2, 3] }),
        (vec![1; 3], vec!["10 ", "01 ", "10 ", "  1"], NotFitted::NoCommonItems { items: vec![2] }),
        (vec![1; 3], vec!["100", "100", "110"], NotFitted::AlwaysSolved { item: 0 }),
        (vec![1; 4], vec!["1000", "0100", "1110", "1101"], NotFitted::Separated { harder: vec![2, 3] }),
        (vec![1; 4], vec!["0010", "0001", "1011", "0111"], NotFitted::Separated { harder: vec![0, 1] }),
    ];
    for (greatest, rows, why) in cases {
        assert_eq!(rasch(&table(&greatest, &rows)).unwrap_err(), why, "{rows:?}");
    }
}

#[test]
fn empty_categories_and_unequal_items_are_refused() {
    let rows = ["20", "02", "10", "01", "22", "12"];
    let gap = table(&[2, 3], &["20", "03", "10", "01", "23", "13"]);
    assert_eq!(credit(&gap).unwrap_err(), NotFitted::EmptyCategory { item: Some(1), points: 2 });
    let never = table(&[3, 3], &rows);
    let rating = |responses| fit_conditional(responses, ConditionalModel::RatingScale, &Identification::SumZero);
    assert_eq!(rating(&never).unwrap_err(), NotFitted::EmptyCategory { item: None, points: 3 });
    assert_eq!(rating(&table(&[2, 3], &rows)).unwrap_err(), NotFitted::UnequalGreatest { item: 0, own: 2, most: 3 });
    let fits = rasch(&table(&[1, 1], &["10", "01"])).unwrap();
    let unsuited = fits.identified(&Identification::StandardAbility).unwrap_err();
    assert_eq!(unsuited, NotFitted::Unsuited(Identification::StandardAbility));
}

#[test]
fn every_refusal_is_a_sentence_with_names() {
    let why = NotFitted::Separated { harder: vec![0, 2] };
    assert!(why.say(|item| format!("Q{item}")).contains("задания Q0, Q2,"));
    assert!(NotFitted::EmptyCategory { item: Some(4), points: 2 }.to_string().starts_with("задание 5:"));
}

#[test]
fn an_empty_category_of_one_item_does_not_stop_a_common_scale() {
    let rows = ["21", "01", "10", "00", "20", "11", "12", "21", "01", "22"];
    let some = table(&[2, 2, 2], &rows.map(|row| format!("{row}1")).iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(credit(&some).unwrap_err(), NotFitted::EmptyCategory { item: Some(2), points: 0 });
    let fit = fit_conditional(&some, ConditionalModel::RatingScale, &Identification::SumZero).unwrap();
    let steps = |item: usize| fit.items()[item].thresholds()[1] - fit.items()[item].thresholds()[0];
    assert!((steps(0) - steps(2)).abs() < 1e-12);
}

#[test]
fn two_items_have_a_closed_form() {
    // 7 persons with 1 0 and 3 with 0 1; the rest says nothing.
    let rows: Vec<&str> = [["10"; 7].as_slice(), &["01"; 3], &["11"; 20], &["00"; 5], &["1."; 9], &[".."; 2]].concat();
    let fit = fit_conditional(&table(&[1, 1], &rows), ConditionalModel::Rasch, &Identification::FirstZero).unwrap();
    assert!((fit.items()[1].location() - (7.0_f64 / 3.0).ln()).abs() < 1e-12);
    assert!((fit.errors(1)[0] - (1.0 / 7.0 + 1.0 / 3.0_f64).sqrt()).abs() < 1e-8);
    assert!((fit.log_likelihood() - (7.0 * 0.7_f64.ln() + 3.0 * 0.3_f64.ln())).abs() < 1e-12);
    assert_eq!((fit.errors(0)[0], fit.items()[0].location()), (0.0, 0.0));
    assert_eq!((fit.parameters(), fit.informative(), fit.persons()), (1, 10, 44));
    assert!((fit.criteria().unwrap().aic - (2.0 - 2.0 * fit.log_likelihood())).abs() < 1e-12);
}

#[test]
fn derivatives_agree_with_differences() {
    let responses = simulated(5, 60, &[vec![0.0, 0.5], vec![-1.0], vec![0.3, -0.2, 0.8], vec![0.4]], 1.0, |p, i| {
        p % 3 == 0 && i == 1 || p % 5 == 0 && i == 2
    });
    let table = ScoreTable::new(&responses);
    let layout = Layout::new(&table.greatest);
    let at = |beta: &[f64]| {
        let mut sum = Derivatives::zero(layout.len());
        table.booklets.iter().for_each(|b| add_booklet(&table, b, &layout, beta, &mut sum).unwrap());
        sum
    };
    let beta: Vec<f64> = (0..layout.len()).map(|place| 0.3 * place as f64 - 0.7).collect();
    let here = at(&beta);
    for one in 0..beta.len() {
        let moved = |by: f64| {
            let mut beta = beta.clone();
            beta[one] += by;
            at(&beta)
        };
        let (low, high) = (moved(-1e-5), moved(1e-5));
        let slope = (high.log_likelihood - low.log_likelihood) / 2e-5;
        assert!((slope - here.expected[one]).abs() < 1e-6, "{one}: {slope} {}", here.expected[one]);
        for other in one..beta.len() {
            let second = (low.expected[other] - high.expected[other]) / 2e-5;
            let claimed = here.information[other * beta.len() + one];
            assert!((second - claimed).abs() < 1e-6, "{one} {other}: {second} {claimed}");
        }
    }
}

#[test]
fn the_fast_way_gathers_the_same_table() {
    let places: Vec<f64> = (0..20).map(|item| 0.2 * f64::from(item) - 2.0).collect();
    let responses = simulated(3, 9000, &one_step(&places), 1.0, |_, _| false);
    let fast = ScoreTable::new(&responses);
    // One missing response forces the general way; its person stands in a booklet of its own.
    let column = |item: usize| {
        let more = if item == 0 { Response::Missing } else { Response::Points(0) };
        (1, responses.item(item).chain([more]).collect::<Vec<_>>())
    };
    let general = ScoreTable::new(&Responses::new((0..20).map(column)).unwrap());
    let rows = general.booklets[0].rows.clone();
    assert_eq!(general.rows[rows.clone()], fast.rows);
    for item in 0..20 {
        assert_eq!(general.counts[item][rows.clone()], fast.counts[item]);
    }
    assert_eq!(general.row_of_person[..9000], fast.row_of_person);
}

#[test]
fn long_papers_and_wide_scales_keep_their_digits() {
    let places: Vec<f64> = (0..100).map(|item| f64::from(item) * 0.06 - 3.0).collect();
    let responses = simulated(11, 300, &one_step(&places), 1.5, |person, item| (person + item) % 4 == 0);
    let fit = rasch(&responses).unwrap();
    let sum: f64 = fit.items().iter().map(ItemParameters::location).sum();
    assert!(sum.abs() < 1e-9 && fit.iterations() < 15);
    let off = |(item, place): (usize, &f64)| (fit.items()[item].location() - place).abs() / fit.errors(item)[0];
    assert!(places.iter().enumerate().map(off).all(|errors| errors < 4.0));
}

#[test]
fn numbers_too_small_to_divide_by_are_noticed() {
    let table = ScoreTable::new(&table(&[1, 1], &["10", "01"]));
    let layout = Layout::new(&table.greatest);
    let at = |beta: [f64; 2]| add_booklet(&table, &table.booklets[0], &layout, &beta, &mut Derivatives::zero(2));
    assert_eq!(at([300.0, 300.0]), Some(()));
    assert_eq!(at([800.0, 800.0]), None);
}

#[test]
fn parameters_are_recovered_and_intervals_cover() {
    let truth = [-1.5, -0.5, 0.0, 0.4, 1.6];
    let (mut covered, mut bias) = (0, [0.0; 5]);
    let runs = 200;
    for seed in 0..runs {
        let fit = rasch(&simulated(seed, 200, &one_step(&truth), 1.0, |person, item| person % 5 == item)).unwrap();
        for (item, &place) in truth.iter().enumerate() {
            let gap = fit.items()[item].location() - place;
            bias[item] += gap / runs as f64;
            covered += u32::from(gap.abs() <= 1.96 * fit.errors(item)[0]);
        }
    }
    // 1000 intervals, weakly dependent: 95 % ± 3 Monte-Carlo errors of 0.7 %; errors of one fit are about 0.17.
    let share = f64::from(covered) / 1000.0;
    assert!((0.929..=0.971).contains(&share), "{share}");
    assert!(bias.iter().all(|bias| bias.abs() < 3.0 * 0.18 / f64::from(200).sqrt() + 0.005), "{bias:?}");
}

#[test]
fn steps_are_recovered_from_booklets() {
    let truth = [vec![-1.0, 0.2], vec![-0.4, 0.9], vec![0.5], vec![-0.6, 0.0, 0.4], vec![0.3, -0.3], vec![0.0]];
    let responses =
        simulated(77, 6000, &truth, 1.2, |person, item| if person.is_multiple_of(2) { item < 2 } else { item > 3 });
    let fit = fit_conditional(&responses, ConditionalModel::PartialCredit, &Identification::FirstZero).unwrap();
    for (item, steps) in truth.iter().enumerate() {
        for (step, (place, error)) in steps.iter().zip(fit.errors(item)).enumerate() {
            let gap = fit.items()[item].thresholds()[step] - (place + 1.0);
            assert!(gap.abs() <= 3.5 * error && error < 0.25, "{item} {step}: {gap} {error}");
        }
    }
    assert_eq!(fit.items()[0].thresholds()[0], 0.0);
}

#[test]
fn groups_that_differ_are_told_apart() {
    let places = [-1.0, -0.3, 0.0, 0.4, 0.9];
    let same = simulated(1, 1200, &one_step(&places), 1.0, |_, _| false);
    let groups: Vec<usize> = (0..1200).map(|person| person % 2).collect();
    let none = andersen_test(&same, ConditionalModel::Rasch, Some(&groups)).unwrap();
    assert!(none.test.p > 0.01 && none.test.degrees == 4 && none.left_out.is_empty());
    // The second group finds the first item harder by 1 logit.
    let shifted = simulated(2, 1200, &one_step(&[0.0, -0.3, 0.0, 0.4, 0.9]), 1.0, |_, _| false);
    let pick = |person: usize, item: usize| {
        if person.is_multiple_of(2) { same.get(person, item) } else { shifted.get(person, item) }
    };
    let mixed = Responses::new((0..5).map(|item| (1, (0..1200).map(|p| pick(p, item)).collect::<Vec<_>>()))).unwrap();
    let found = andersen_test(&mixed, ConditionalModel::Rasch, Some(&groups)).unwrap();
    assert!(found.test.p < 1e-6);
    let one = andersen_test(&same, ConditionalModel::Rasch, Some(&vec![3; 1200]));
    assert_eq!(one.unwrap_err(), NotFitted::TooFewGroups);
}

#[test]
fn items_one_group_cannot_estimate_are_left_out_by_name() {
    let mut rows = ["1000", "0100", "0010", "1100", "1010", "0110"].repeat(4);
    rows.extend(["1001", "0101", "0011", "1011", "0111", "1101", "1110", "1000"].repeat(4));
    let responses = table(&[1; 4], &rows);
    let groups: Vec<usize> = (0..rows.len()).map(|person| usize::from(person >= 24)).collect();
    let test = andersen_test(&responses, ConditionalModel::Rasch, Some(&groups)).unwrap();
    assert_eq!((test.left_out, test.kept, test.test.degrees), (vec![3], vec![0, 1, 2], 2));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn the_order_of_persons_does_not_matter(seed: u64, by in 1_usize..39) {
        let items = [vec![0.0, 0.4], vec![-0.5], vec![0.2, 0.1], vec![0.5]];
        let responses = simulated(seed, 40, &items, 1.0, |person, item| person % 4 == item);
        let order: Vec<usize> = (0..40).map(|person| (person * 7 + by) % 40).collect();
        let (one, other) = (credit(&responses), credit(&reordered(&responses, &order)));
        match (one, other) {
            (Ok(one), Ok(other)) => prop_assert!(close(&one, &other, 1e-12)),
            (one, other) => prop_assert_eq!(one, other),
        }
    }

    #[test]
    fn right_and_wrong_are_mirrors(seed: u64) {
        let responses = simulated(seed, 50, &one_step(&[-0.5, 0.0, 0.2, 0.6]), 1.0, |person, item| person % 4 == item);
        let mirror = |response: Response| match response {
            Response::Points(points) => Response::Points(1 - points),
            other => other,
        };
        let mirrored = Responses::new((0..4).map(|item| (1, responses.item(item).map(mirror)))).unwrap();
        if let (Ok(one), Ok(other)) = (rasch(&responses), rasch(&mirrored)) {
            for item in 0..4 {
                prop_assert!((one.items()[item].location() + other.items()[item].location()).abs() < 1e-9);
                prop_assert!((one.errors(item)[0] - other.errors(item)[0]).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn what_is_answered_is_finite_and_sums_to_zero(seed: u64, persons in 1_usize..30, sd in 0.0_f64..4.0) {
        let items = [vec![0.0, 1.0], vec![-1.0, 0.0], vec![0.3, -0.3]];
        let responses = simulated(seed, persons, &items, sd, |person, item| person % 3 == item);
        for model in [ConditionalModel::PartialCredit, ConditionalModel::RatingScale] {
            let Ok(fit) = fit_conditional(&responses, model, &Identification::SumZero) else { continue };
            let sum: f64 = fit.items().iter().map(ItemParameters::location).sum();
            prop_assert!(sum.abs() < 1e-9);
            prop_assert!(fit.log_likelihood().is_finite() && fit.log_likelihood() <= 0.0);
            for item in 0..3 {
                prop_assert!(fit.errors(item).iter().chain([&fit.location_error(item)]).all(|error| error.is_finite()));
            }
        }
    }
}
