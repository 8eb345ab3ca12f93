use std::collections::BTreeMap;

use proptest::prelude::*;
use rstest::rstest;

use super::*;

type Named = Vec<(String, Column)>;
/// By quantity and element.
type Said = BTreeMap<(String, String), f64>;

/// A reference table: columns whose every cell is a number or empty are numbers.
fn read(name: &str) -> Named {
    let path = format!("{}/reference/mixed/{name}.csv", env!("CARGO_MANIFEST_DIR"));
    let mut reader = csv::Reader::from_path(path).unwrap();
    let names: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let column = |place: usize| {
        let cells: Vec<Option<String>> =
            rows.iter().map(|row| Some(row[place].to_owned()).filter(|cell| cell != "NA")).collect();
        let numbers: Option<Vec<Option<f64>>> = cells
            .iter()
            .map(|cell| cell.as_ref().map(|text| text.parse().ok()).map_or(Some(None), |n| n.map(Some)))
            .collect();
        numbers.map_or(Column::Words(cells), Column::Numbers)
    };
    names.into_iter().enumerate().map(|(place, name)| (name, column(place))).collect()
}

fn fit(table: &Named, formula: &str, criterion: Criterion) -> Result<MixedFit, NotMixed> {
    let columns: Vec<(&str, &Column)> = table.iter().map(|(name, column)| (name.as_str(), column)).collect();
    fit_mixed(&formula.parse().unwrap(), &columns, criterion)
}

/// All that a fit says, by quantity and element.
fn said(fit: &MixedFit) -> Said {
    let mut said = BTreeMap::new();
    let mut say = |quantity: &str, element: String, value: f64| {
        assert!(value.is_finite(), "{quantity} {element}");
        said.insert((quantity.to_owned(), element), value);
    };
    say("n", String::new(), fit.n as f64);
    for effect in &fit.fixed {
        say("fixef", effect.name.clone(), effect.value);
        say("fixef_se", effect.name.clone(), effect.error);
    }
    say("variance", "Residual".to_owned(), fit.residual_variance);
    for part in &fit.random {
        for (place, column) in part.columns.iter().enumerate() {
            say("variance", format!("{} {column}", part.group), part.variance(place));
            for group in &part.groups {
                let element = format!("{} {column}", group.label);
                say(&format!("ranef_{}", part.group), element.clone(), group.values[place]);
                say(&format!("ranef_sd_{}", part.group), element, group.errors[place]);
            }
        }
        for pair in part.correlations() {
            say("correlation", format!("{} {} {}", part.group, pair.one, pair.other), pair.value);
        }
    }
    say("loglik", String::new(), fit.log_likelihood);
    say("aic", String::new(), fit.aic());
    say("bic", String::new(), fit.bic());
    say("singular", String::new(), f64::from(u8::from(!fit.singular().is_empty())));
    said
}

/// How far an answer may be from that of lme4, whose own search is exact to about 1e-7 of the deviance: fixed effects, their
/// errors and variances 1e-4 of themselves; what is near zero 1e-4 of the scale of its kind.
fn tolerance(quantity: &str, value: f64) -> f64 {
    match quantity {
        "n" | "singular" => 0.0,
        "loglik" | "aic" | "bic" => 1e-5,
        "variance" => 1e-4 * value.abs() + 1e-6,
        "correlation" => 1e-4,
        "fixef" | "fixef_se" => 1e-4 * value.abs() + 1e-9,
        _ => 1e-4 * value.abs() + 2e-4,
    }
}

#[test]
fn lme4_answers_the_same() {
    let mut reader =
        csv::Reader::from_path(format!("{}/reference/mixed/expected.csv", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let tables: BTreeMap<&str, Named> = ["pupils", "answers"].map(|name| (name, read(name))).into();
    let mut fits: BTreeMap<(String, String, String), Said> = BTreeMap::new();
    let mut wrong = Vec::new();
    let mut count = 0;
    for record in reader.records().map(Result::unwrap) {
        let key = (record[0].to_owned(), record[1].to_owned(), record[2].to_owned());
        let answers = fits.entry(key.clone()).or_insert_with(|| {
            let criterion = if &record[2] == "REML" { Criterion::Restricted } else { Criterion::Full };
            said(&fit(&tables[&record[0]], &record[1], criterion).unwrap())
        });
        let expected: f64 = record[5].parse().unwrap();
        let answer = answers.get(&(record[3].to_owned(), record[4].to_owned()));
        count += 1;
        if answer.is_none_or(|answer| (answer - expected).abs() > tolerance(&record[3], expected)) {
            wrong.push(format!("{key:?} {} {}: {expected}, not {answer:?}", &record[3], &record[4]));
        }
    }
    assert!(count > 500);
    assert!(wrong.is_empty(), "{} of {count}\n{}", wrong.len(), wrong.join("\n"));
}

fn named(columns: &[(&str, Column)]) -> Named {
    columns.iter().map(|(name, column)| ((*name).to_owned(), column.clone())).collect()
}

/// Values of a row number that look like chance.
fn chance(row: usize) -> f64 {
    let mixed = (row as f64 * 12.9898).sin() * 43_758.545_3;
    mixed - mixed.floor()
}

fn chances(rows: usize, from: usize) -> Column {
    Column::of_numbers((0..rows).map(|row| chance(row + from)))
}

#[test]
fn the_slope_is_that_of_the_deviance() {
    use super::cross_products::{CrossProducts, Varying};
    let rows = 60;
    let codes = |groups: usize, from: usize| -> Vec<usize> {
        (0..rows)
            .map(|row| (0..groups).rfind(|group| *group as f64 <= chance(row + from) * groups as f64).unwrap_or(0))
            .collect()
    };
    let column = |from: usize| -> Vec<f64> { (0..rows).map(|row| chance(row + from) - 0.3).collect() };
    let (one, two, three) = (codes(7, 0), codes(4, 100), codes(3, 200));
    let first = Varying { groups: 7, of_row: &one, columns: vec![vec![1.0; rows], column(300)] };
    let second = Varying { groups: 4, of_row: &two, columns: vec![vec![1.0; rows], column(400)] };
    let third = Varying { groups: 3, of_row: &three, columns: vec![column(500)] };
    let (x, more, y) = (vec![1.0; rows], column(600), column(700));
    let products = CrossProducts::of(&first, &[second, third], &[&x, &more, &y]);
    for criterion in [Criterion::Restricted, Criterion::Full] {
        let profile = profile::Profile { products: &products, criterion };
        let place = vec![vec![0.9, 0.0, 0.4, 0.7], vec![0.5, 0.0, -0.3, 0.0], vec![1.2]];
        let slope = profile.slope(&profile.at(&place).unwrap());
        for (factor, cells) in place.iter().enumerate() {
            for cell in (0..cells.len()).filter(|cell| *cell != 1) {
                let moved = |step: f64| {
                    let mut place = place.clone();
                    place[factor][cell] += step;
                    profile.at(&place).unwrap().deviance
                };
                let (here, expected) = (slope[factor][cell], (moved(1e-5) - moved(-1e-5)) / 2e-5);
                assert!((here - expected).abs() < 1e-6 * (1.0 + expected.abs()), "{factor} {cell}: {here} {expected}");
            }
        }
    }
}

#[test]
fn the_order_of_rows_changes_nothing() {
    let table = read("pupils");
    let turned: Named = table
        .iter()
        .map(|(name, column)| {
            let column = match column {
                Column::Numbers(cells) => Column::Numbers(cells.iter().rev().copied().collect()),
                Column::Words(cells) => Column::Words(cells.iter().rev().cloned().collect()),
            };
            (name.clone(), column)
        })
        .collect();
    let formula = "score ~ intake * sex + (1+intake|school:class) + (1|teacher)";
    let one = fit(&table, formula, Criterion::Restricted).unwrap();
    assert_eq!(one, fit(&turned, formula, Criterion::Restricted).unwrap());
    assert!(one.dropped_rows > 10);
}

#[test]
fn equal_groups_are_said_to_be_equal() {
    let fit = fit(&read("pupils"), "flat ~ intake + (1|school:class)", Criterion::Restricted).unwrap();
    assert_eq!(fit.singular(), ["school:class"]);
    assert_eq!(fit.random[0].variance(0).to_bits(), 0.0_f64.to_bits());
    assert!(fit.random[0].groups.iter().all(|group| group.values[0] == 0.0 && group.errors[0] == 0.0));
}

#[test]
fn a_shifted_and_stretched_column_changes_only_its_units() {
    let table = read("pupils");
    let mut far = table.clone();
    for (name, column) in &mut far {
        if let ("intake", Column::Numbers(cells)) = (name.as_str(), column) {
            cells.iter_mut().flatten().for_each(|cell| *cell = 1e6 + 1000.0 * *cell);
        }
    }
    let formula = "score ~ intake + (1+intake|school:class)";
    let (near, far) = (fit(&table, formula, Criterion::Full).unwrap(), fit(&far, formula, Criterion::Full).unwrap());
    assert!((near.log_likelihood - far.log_likelihood).abs() < 1e-7);
    assert!((near.random[0].variance(1) / far.random[0].variance(1) / 1e6 - 1.0).abs() < 1e-5);
    assert!((near.fixed[1].value / far.fixed[1].value / 1e3 - 1.0).abs() < 1e-6);
}

#[test]
fn columns_that_say_the_same_are_dropped_and_named() {
    let mut table = read("answers");
    let double = match &table[2].1 {
        Column::Numbers(cells) => Column::Numbers(cells.iter().enumerate().map(|(n, _)| Some(chance(n))).collect()),
        words @ Column::Words(_) => words.clone(),
    };
    let Column::Numbers(cells) = &double else { panic!("numbers") };
    table.push(("again".to_owned(), Column::Numbers(cells.iter().map(|cell| cell.map(|x| 3.0 - 2.0 * x)).collect())));
    table.push(("x".to_owned(), double));
    let fit = fit(&table, "points ~ x + again + (1|task)", Criterion::Restricted).unwrap();
    assert_eq!(fit.dropped_columns, ["again"]);
    assert_eq!(fit.fixed.len(), 2);
}

#[rstest]
#[case("y ~ x + (1|one)", NotMixed::OneGroup { group: "one".to_owned() })]
#[case("y ~ x + (1|row)", NotMixed::GroupsAsRows { group: "row".to_owned(), groups: 24, rows: 24 })]
#[case("y ~ x + (1+x+z|g)", NotMixed::DependentSlopes { group: "g".to_owned() })]
#[case("y ~ x + (1+x|half)", NotMixed::GroupsAsRows { group: "half".to_owned(), groups: 12, rows: 24 })]
#[case("constant ~ x + (1|g)", NotMixed::ConstantResponse)]
#[case("x ~ z + (1|g)", NotMixed::ExactFit)]
#[case("step ~ 1 + (1|g)", NotMixed::ExactFit)]
#[case("y ~ word + (1|g)", NotMixed::OneLevel { name: "word".to_owned() })]
#[case("word ~ x + (1|g)", NotMixed::NotNumbers { name: "word".to_owned() })]
#[case("y ~ absent + (1|g)", NotMixed::NoColumn { name: "absent".to_owned() })]
#[case("y ~ gap + (1|g)", NotMixed::NoRows)]
#[case("y ~ short + (1|g)", NotMixed::UnequalLength { name: "short".to_owned() })]
#[case("y ~ factor(many) + (1|g)", NotMixed::TooFewRows { rows: 24, effects: 24 })]
fn what_has_no_answer_says_why(#[case] formula: &str, #[case] why: NotMixed) {
    let each = |of: fn(usize) -> usize| Column::of_words((0..24).map(of));
    let x: Vec<f64> = (0..24).map(|row| chance(row + 50)).collect();
    let table = named(&[
        ("y", chances(24, 0)),
        ("x", Column::of_numbers(x.clone())),
        ("z", Column::of_numbers(x.iter().map(|x| 2.0 * x + 1.0))),
        ("g", each(|row| row % 4)),
        ("half", each(|row| row / 2)),
        ("one", each(|_| 1)),
        ("row", each(|row| row)),
        ("step", Column::of_numbers((0..24).map(|row| f64::from(row % 4)))),
        ("constant", Column::of_numbers([2.5; 24])),
        ("word", Column::of_words(["а"; 24])),
        ("gap", Column::Numbers(vec![None; 24])),
        ("short", chances(23, 0)),
        ("many", Column::of_numbers((0..24).map(f64::from))),
    ]);
    let found = fit(&table, formula, Criterion::Restricted).unwrap_err();
    assert_eq!(found, why);
    assert!(!found.to_string().is_empty());
}

#[test]
fn too_many_groups_are_refused_before_memory_is_taken() {
    let rows = 20_000;
    let table = named(&[
        ("y", chances(rows, 0)),
        ("a", Column::of_numbers((0..rows).map(|row| (row % 9_000) as f64))),
        ("b", Column::of_numbers((0..rows).map(|row| (row % 4_001) as f64))),
    ]);
    let found = fit(&table, "y ~ 1 + (1|a) + (1|b)", Criterion::Restricted).unwrap_err();
    assert_eq!(found, NotMixed::TooManyGroups { effects: 4_001, limit: MOST_EFFECTS_TOGETHER });
}

#[test]
fn known_variances_are_found_again() {
    let (groups, others, rows) = (60, 25, 1_500);
    let normal = |from: usize| (0..12).map(|n| chance(from * 12 + n)).sum::<f64>() - 6.0;
    let code = |row: usize, of: usize, from: usize| (row * from + row / of) % of;
    let y = (0..rows).map(|row| {
        let (a, b) = (code(row, groups, 7), code(row, others, 11));
        10.0 + 2.0 * normal(5_000 + a) + normal(6_000 + b) + 3.0 * normal(row)
    });
    let table = named(&[
        ("y", Column::of_numbers(y)),
        ("a", Column::of_words((0..rows).map(|row| code(row, groups, 7)))),
        ("b", Column::of_words((0..rows).map(|row| code(row, others, 11)))),
    ]);
    let fit = fit(&table, "y ~ 1 + (1|a) + (1|b)", Criterion::Restricted).unwrap();
    // Three standard errors of a variance from J normal effects: 3 √(2/J).
    assert!((fit.random[0].variance(0) / 4.0 - 1.0).abs() < 3.0 * (2.0_f64 / 60.0).sqrt());
    assert!((fit.random[1].variance(0) - 1.0).abs() < 3.0 * (2.0_f64 / 25.0).sqrt());
    assert!((fit.residual_variance / 9.0 - 1.0).abs() < 3.0 * (2.0_f64 / 1_400.0).sqrt());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(80))]

    #[test]
    fn an_answer_is_finite_or_refused(
        rows in prop::collection::vec((0_u8..6, prop::option::of(0_u8..4), 0_u8..3, 0_u8..3), 0..30),
        place in 0_usize..5,
    ) {
        let formulas =
            ["y ~ x + (1|g)", "y ~ 1 + (1+x|g)", "y ~ x + (1|g) + (1|h)", "y ~ 0 + factor(h) + (x||g)", "y ~ 0 + (1|g/h)"];
        let table = named(&[
            ("y", Column::of_numbers(rows.iter().map(|row| f64::from(row.0)))),
            ("x", Column::Numbers(rows.iter().map(|row| row.1.map(f64::from)).collect())),
            ("g", Column::of_words(rows.iter().map(|row| row.2))),
            ("h", Column::of_words(rows.iter().map(|row| row.3))),
        ]);
        for criterion in [Criterion::Restricted, Criterion::Full] {
            match fit(&table, formulas[place], criterion) {
                Ok(fit) => { said(&fit); }
// A handful of rows may have a likelihood without a top.
                Err(why) => prop_assert!(why != NotMixed::NoOptimum || rows.iter().filter(|row| row.1.is_some()).count() < 10, "{}", formulas[place]),
            }
        }
    }
}

#[test]
fn draws_have_the_middle_and_the_spread_of_the_effects() {
    let table = read("pupils");
    let columns: Vec<(&str, &Column)> = table.iter().map(|(name, column)| (name.as_str(), column)).collect();
    let formula = "score ~ intake + (1+intake|school:class) + (1|teacher)".parse().unwrap();
    let draws = Draws { count: 1_000, seed: 5 };
    let (fit, drawn) = plausible::fit_and_draw(&formula, &columns, draws).unwrap();
    for (part, rows) in fit.random.iter().zip(&drawn) {
        for (group, row) in part.groups.iter().zip(rows.chunks_exact(draws.count)).step_by(3) {
            let mean = row.iter().sum::<f64>() / 1e3;
            let variance = row.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / 999.0;
            let (expected, deviation) = (group.values[0], group.errors[0]);
            assert!((mean - expected).abs() < 4.5 * deviation / 1e3_f64.sqrt(), "{} {mean} {expected}", group.label);
            assert!((variance.sqrt() / deviation - 1.0).abs() < 0.1, "{} {variance}", group.label);
        }
    }
    let again = plausible::fit_and_draw(&formula, &columns, draws).unwrap();
    assert_eq!(again.1, drawn);
}
