//! What is refused, and with which words.

use super::*;
use crate::NotResponses;
use crate::latent::{CategoryLink, Identification, ItemParameters};

const ALL: [MarginalModel; 4] = [
    MarginalModel::PartialCredit,
    MarginalModel::RatingScale,
    MarginalModel::GeneralisedPartialCredit,
    MarginalModel::Graded,
];

fn refused(responses: &Responses, model: MarginalModel) -> NotFitted {
    fit_marginal(responses, &MarginalSettings::new(model)).unwrap_err()
}

#[test]
fn an_item_that_all_or_none_solved_is_refused() {
    for points in [0, 1] {
        let rows: Vec<[u8; 3]> = [[0, 1], [1, 0], [1, 1], [0, 0]].map(|[a, b]| [a, points, b]).to_vec();
        let not = NotFitted::ConstantItem { item: 1, points: Some(points) };
        assert_eq!(ALL.map(|model| refused(&of_rows([1; 3], &rows), model)), [not; 4]);
    }
    let unanswered = of_rows([1; 2], &[[0, 99], [1, 99]]);
    assert_eq!(refused(&unanswered, ALL[0]), NotFitted::ConstantItem { item: 1, points: None });
}

#[test]
fn points_that_nobody_got_are_refused() {
    let responses = of_rows([2, 1], &[[0, 0], [2, 1], [0, 1], [2, 0]]);
    assert_eq!(ALL.map(|model| refused(&responses, model)), [NotFitted::EmptyCategory { item: 0, points: 1 }; 4]);
    // The steps of a rating scale are common: it is enough that somebody took each of them somewhere.
    let rows = [[0, 0, 0], [2, 1, 0], [0, 1, 1], [2, 2, 1], [2, 2, 2], [0, 0, 1], [2, 1, 2], [0, 0, 0]].repeat(4);
    let responses = of_rows([2; 3], &rows);
    assert_eq!(refused(&responses, MarginalModel::PartialCredit), NotFitted::EmptyCategory { item: 0, points: 1 });
    assert!(fit_marginal(&responses, &MarginalSettings::new(MarginalModel::RatingScale)).is_ok());
}

#[test]
fn nobody_and_one_person_are_too_few() {
    assert_eq!(refused(&Responses::default(), ALL[0]), NotFitted::NoItems);
    assert_eq!(refused(&of_rows([1; 3], &[]), ALL[0]), NotFitted::TooFewPersons { persons: 0 });
    assert_eq!(refused(&of_rows([1; 3], &[[0, 1, 0], [99; 3]]), ALL[0]), NotFitted::TooFewPersons { persons: 1 });
    assert_eq!(refused(&of_rows([1; 3], &[[99; 3]; 5]), ALL[0]), NotFitted::TooFewPersons { persons: 0 });
}

#[test]
fn one_item_alone_has_no_slope() {
    let one = of_rows([1], &[[0], [1], [1], [0], [1]]);
    assert_eq!(refused(&one, MarginalModel::GeneralisedPartialCredit), NotFitted::OneItem);
    assert_eq!(refused(&of_rows([2], &[[0], [1], [2], [0], [1]]), MarginalModel::Graded), NotFitted::OneItem);
}

#[test]
fn a_perfect_scale_has_no_slopes() {
    let mut rows = Vec::new();
    for (row, times) in [([0, 0, 0, 0], 5), ([1, 0, 0, 0], 6), ([1, 1, 0, 0], 9), ([1, 1, 1, 0], 7), ([1; 4], 4)] {
        rows.extend(vec![row; times]);
    }
    let perfect = of_rows([1; 4], &rows);
    assert_eq!(refused(&perfect, MarginalModel::GeneralisedPartialCredit), NotFitted::PerfectScale);
    assert_eq!(refused(&perfect, MarginalModel::Graded), NotFitted::PerfectScale);
    assert_eq!(refused(&perfect, MarginalModel::PartialCredit), NotFitted::SpreadDiverges { group: 0 });
    let steps = of_rows([2; 2], &[[0, 0], [1, 0], [1, 1], [2, 1], [2, 2]].repeat(4));
    assert_eq!(refused(&steps, MarginalModel::Graded), NotFitted::PerfectScale);
}

#[test]
fn an_item_without_a_finite_slope_is_named() {
    // The last item copies the total of the others: its curve is a step.
    let mut rows = Vec::new();
    for pattern in 0..64_u8 {
        let bits: [u8; 6] = std::array::from_fn(|bit| (pattern >> bit) & 1);
        let total: u8 = bits.iter().sum();
        let mut row = [u8::from(total > 3); 7];
        row[..6].copy_from_slice(&bits);
        rows.extend(vec![row; if total == 0 || total == 6 { 12 } else { 2 }]);
    }
    let not = refused(&of_rows([1; 7], &rows), MarginalModel::GeneralisedPartialCredit);
    assert_eq!(not, NotFitted::SlopeDiverges { item: 6 });
}

#[test]
fn answers_that_oppose_each_other_show_no_spread() {
    let rows = [[1, 0, 1, 0], [0, 1, 0, 1], [1, 0, 0, 1], [0, 1, 1, 0], [1, 1, 0, 0], [0, 0, 1, 1]].repeat(10);
    assert_eq!(refused(&of_rows([1; 4], &rows), MarginalModel::PartialCredit), NotFitted::NoSpread { group: 0 });
}

#[test]
fn too_few_items_for_slopes_are_refused() {
    let rows = [[0, 0], [0, 0], [1, 1], [1, 1], [1, 0], [0, 1], [1, 1]].repeat(9);
    let not = refused(&of_rows([1; 2], &rows), MarginalModel::GeneralisedPartialCredit);
    assert!(matches!(not, NotFitted::NotIdentified | NotFitted::SlopeDiverges { .. }), "{not:?}");
    let one = of_rows([1], &[[0], [1], [1]]);
    assert!(matches!(refused(&one, ALL[0]), NotFitted::NotIdentified | NotFitted::NoSpread { .. }));
}

#[test]
fn booklets_without_a_common_item_are_refused() {
    let parts = [[0, 0], [0, 1], [1, 0], [1, 1], [1, 1], [0, 0]];
    let mut rows: Vec<[u8; 4]> = parts.iter().map(|[a, b]| [*a, *b, 99, 99]).collect();
    rows.extend(parts.iter().map(|[a, b]| [99, 99, *a, *b]));
    let rows = rows.repeat(8);
    let apart = of_rows([1; 4], &rows);
    assert_eq!(refused(&apart, MarginalModel::PartialCredit), NotFitted::NotConnected { item: 0, other: 2 });
    // Anchors in both booklets are as good as a common item.
    let anchor = |item| Anchor { item, parameters: ItemParameters::rasch(0.0).unwrap() };
    let mut settings = MarginalSettings::new(MarginalModel::PartialCredit);
    let anchors = [anchor(0), anchor(2)];
    settings.anchors = &anchors;
    assert!(fit_marginal(&apart, &settings).is_ok());
    // So is one person who sat both.
    let mut joined = rows;
    joined.push([0, 1, 1, 0]);
    assert!(fit_marginal(&of_rows([1; 4], &joined), &MarginalSettings::new(MarginalModel::PartialCredit)).is_ok());
}

#[test]
fn settings_that_do_not_fit_are_refused() {
    let responses = of_counts(&LSAT6);
    let with = |change: &dyn Fn(&mut MarginalSettings<'_>)| {
        let mut settings = MarginalSettings::new(MarginalModel::PartialCredit);
        change(&mut settings);
        fit_marginal(&responses, &settings).unwrap_err()
    };
    for (nodes, half_range) in [(4, 6.0), (1002, 6.0), (61, 0.0), (61, f64::NAN), (61, f64::INFINITY)] {
        let bad = with(&|settings| settings.quadrature = Quadrature { nodes, half_range });
        assert_eq!(bad, NotFitted::BadQuadrature);
    }
    assert_eq!(with(&|settings| settings.groups = Some(&[0, 1])), NotFitted::BadGroups);
    let second_only = vec![1; 1000];
    let mut settings = MarginalSettings::new(MarginalModel::PartialCredit);
    settings.groups = Some(&second_only);
    assert_eq!(fit_marginal(&responses, &settings).unwrap_err(), NotFitted::BadGroups);
    assert_eq!(
        with(&|settings| settings.identification = Identification::Anchored(vec![0])),
        NotFitted::BadIdentification
    );
    let mut two = MarginalSettings::new(MarginalModel::GeneralisedPartialCredit);
    two.identification = Identification::SumZero;
    assert_eq!(fit_marginal(&responses, &two).unwrap_err(), NotFitted::BadIdentification);
    assert_eq!(with(&|settings| settings.most_steps = 2), NotFitted::NotConverged { steps: 2 });
}

#[test]
fn anchors_that_do_not_fit_are_refused() {
    let responses = of_counts(&LSAT6);
    let steep = ItemParameters::two_parameters(1.2, 0.0).unwrap();
    let partial = ItemParameters::new(CategoryLink::Adjacent, 1.0, vec![0.0, 1.0]).unwrap();
    let rasch = ItemParameters::rasch(0.0).unwrap();
    let anchor = |item, parameters: &ItemParameters| Anchor { item, parameters: parameters.clone() };
    let bad = [
        (vec![anchor(0, &steep)], 0),
        (vec![anchor(1, &partial)], 1),
        (vec![anchor(5, &rasch)], 5),
        (vec![anchor(2, &rasch), anchor(2, &rasch)], 2),
    ];
    for (anchors, item) in bad {
        let mut settings = MarginalSettings::new(MarginalModel::PartialCredit);
        settings.anchors = &anchors;
        assert_eq!(fit_marginal(&responses, &settings).unwrap_err(), NotFitted::BadAnchor { item });
    }
}

#[test]
fn every_refusal_has_its_own_words() {
    let all = [
        NotFitted::NoItems,
        NotFitted::TooFewPersons { persons: 1 },
        NotFitted::ConstantItem { item: 0, points: Some(1) },
        NotFitted::ConstantItem { item: 0, points: None },
        NotFitted::EmptyCategory { item: 0, points: 1 },
        NotFitted::OneItem,
        NotFitted::PerfectScale,
        NotFitted::NotConnected { item: 0, other: 1 },
        NotFitted::SlopeDiverges { item: 0 },
        NotFitted::NoSpread { group: 0 },
        NotFitted::SpreadDiverges { group: 0 },
        NotFitted::NotIdentified,
        NotFitted::NotConverged { steps: 3 },
        NotFitted::BadQuadrature,
        NotFitted::BadGroups,
        NotFitted::BadAnchor { item: 0 },
        NotFitted::BadIdentification,
        NotFitted::Responses(NotResponses::BadGreatest { item: 0 }),
    ];
    let mut words: Vec<String> = all.iter().map(ToString::to_string).collect();
    words.sort();
    words.dedup();
    assert_eq!(words.len(), all.len());
    assert_eq!(
        NotFitted::ConstantItem { item: 2, points: Some(0) }.say(|item| format!("«Q{}»", item + 1)),
        "у всех ответивших на задание «Q3» один балл: 0; его трудность оценить нельзя"
    );
}
