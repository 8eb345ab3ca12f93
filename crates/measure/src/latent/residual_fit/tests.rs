use super::*;
use crate::Response;

fn columns(greatest: u8, rows: &[&[u8]]) -> Responses {
    let column = |item: usize| (greatest, rows.iter().map(move |row| Response::Points(row[item])).collect::<Vec<_>>());
    Responses::new((0..rows[0].len()).map(column)).unwrap()
}

fn rasch(places: &[f64]) -> Vec<ItemParameters> {
    places.iter().map(|&place| ItemParameters::rasch(place).unwrap()).collect()
}

#[test]
fn the_sums_are_those_of_the_definition() {
    let items = [vec![-0.5, 0.4], vec![0.2, 0.9], vec![-1.0, 0.1]].map(|b| ItemParameters::partial_credit(b).unwrap());
    let rows: [&[u8]; 5] = [&[2, 0, 1], &[1, 1, 2], &[0, 2, 0], &[2, 2, 2], &[1, 0, 0]];
    let data = columns(2, &rows);
    let mle = super::super::abilities(&items, &data, AbilityMethod::Mle).unwrap();
    let (mut z2, mut n, mut squares, mut variance) = (0.0, 0.0, 0.0, 0.0);
    for (row, ability) in rows.iter().zip(&mle) {
        let Some(ability) = ability.known() else { continue };
        let moments = items[1].moments(ability.value);
        let square = (f64::from(row[1]) - moments.expected).powi(2);
        z2 += square / moments.variance;
        n += 1.0;
        squares += square;
        variance += moments.variance;
    }
    let fit = item_fit(&items, &data, AbilityMethod::Mle).unwrap()[1].known().unwrap();
    assert_eq!((fit.n, n), (4, 4.0));
    assert!((fit.outfit - z2 / n).abs() < 1e-12 && (fit.infit - squares / variance).abs() < 1e-12);
    let persons = person_fit(&items, &data, AbilityMethod::Mle).unwrap();
    assert_eq!(persons[3].why(), Some(Why::Inapplicable));
    let mean: f64 = persons.iter().filter_map(|fit| fit.known()).map(|fit| fit.outfit).sum::<f64>() / 4.0;
    let items: f64 =
        item_fit(&items, &data, AbilityMethod::Mle).unwrap().iter().map(|fit| fit.known().unwrap().outfit).sum();
    assert!((mean - items / 3.0).abs() < 1e-12, "the same squares, summed the other way");
}

#[test]
fn extreme_persons_are_left_out_whatever_the_method() {
    let items = rasch(&[0.0, 0.5]);
    let fit = item_fit(&items, &columns(1, &[&[1, 1], &[0, 0]]), AbilityMethod::Wle).unwrap();
    assert!(fit.iter().all(|fit| fit.why() == Some(Why::NoData)));
}

#[test]
fn who_answered_nothing_has_no_fit() {
    let items = rasch(&[0.0, 0.5]);
    let nothing = Responses::new([(1, [Response::Missing]), (1, [Response::NotAdministered])]).unwrap();
    assert_eq!(person_fit(&items, &nothing, AbilityMethod::Mle).unwrap()[0].why(), Some(Why::NoData));
    assert_eq!(item_fit(&items, &nothing, AbilityMethod::Mle).unwrap()[0].why(), Some(Why::NoData));
    let none: [(u8, [Response; 0]); 2] = [(1, []), (1, [])];
    assert!(person_fit(&items, &Responses::new(none).unwrap(), AbilityMethod::Mle).unwrap().is_empty());
}

#[test]
fn without_spread_there_is_no_t() {
    // At an ability equal to both difficulties every squared residual is exactly as expected.
    let fit = item_fit(&rasch(&[0.0, 0.0]), &columns(1, &[&[1, 0], &[0, 1]]), AbilityMethod::Mle).unwrap();
    assert_eq!(fit[0].known().unwrap().outfit_t().why(), Some(Why::DivisionByZero));
}

#[test]
fn different_slopes_go_by_pattern() {
    let items = [(0.7, -0.5), (1.3, 0.0), (1.8, 0.6)].map(|(a, b)| ItemParameters::two_parameters(a, b).unwrap());
    let rows: [&[u8]; 4] = [&[1, 0, 0], &[0, 1, 0], &[1, 1, 0], &[0, 0, 1]];
    let data = columns(1, &rows);
    let mle = super::super::abilities(&items, &data, AbilityMethod::Mle).unwrap();
    let persons = person_fit(&items, &data, AbilityMethod::Mle).unwrap();
    for ((row, ability), fit) in rows.iter().zip(mle).zip(persons) {
        let ability = ability.known().unwrap().value;
        let z2 = items.iter().zip(*row).map(|(item, &x)| {
            let moments = item.moments(ability);
            (f64::from(x) - moments.expected).powi(2) / moments.variance
        });
        assert!((fit.known().unwrap().outfit - z2.sum::<f64>() / 3.0).abs() < 1e-10);
    }
}

#[test]
fn persons_have_the_sums_of_their_own_items() {
    // Items of 0 to 3 and of 0 or 1 points with holes: what is looked up together must come apart again.
    let items: Vec<ItemParameters> = (0..11)
        .map(|item| {
            let place = f64::from(item) * 0.3 - 1.5;
            let steps = if item % 3 == 0 { vec![place, place + 0.5, place + 0.2] } else { vec![place] };
            ItemParameters::partial_credit(steps).unwrap()
        })
        .collect();
    // Nobody, one booklet, or nearly everybody misses something.
    for holes in 0..3 {
        let most = |item: u32| if item.is_multiple_of(3) { 3_u8 } else { 1 };
        let cell = |item: u32, person: u32| {
            let hash = (person * 31 + item * 17 + person * item) % 11;
            let gone = match holes {
                0 => false,
                1 => item == 3 && person.is_multiple_of(5),
                _ => hash < 2,
            };
            if gone { Response::Missing } else { Response::Points(u8::try_from(hash).unwrap() % (most(item) + 1)) }
        };
        let column = |item: u32| (most(item), (0..3000).map(|person| cell(item, person)).collect::<Vec<_>>());
        let data = Responses::new((0..11).map(column)).unwrap();
        let wle = super::super::abilities(&items, &data, AbilityMethod::Wle).unwrap();
        for (person, fit) in person_fit(&items, &data, AbilityMethod::Wle).unwrap().iter().enumerate() {
            let Some(fit) = fit.known() else { continue };
            let ability = wle[person].known().unwrap().value;
            let (mut z2, mut squares, mut variance, mut n) = (0.0, 0.0, 0.0, 0);
            for (item, points) in data.person(person).enumerate().filter_map(|(item, r)| Some((item, r.points()?))) {
                let moments = items[item].moments(ability);
                let square = (f64::from(points) - moments.expected).powi(2);
                z2 += square / moments.variance;
                squares += square;
                variance += moments.variance;
                n += 1;
            }
            assert_eq!(fit.n, n);
            assert!((fit.outfit - z2 / n as f64).abs() < 1e-10 && (fit.infit - squares / variance).abs() < 1e-10);
        }
    }
}
