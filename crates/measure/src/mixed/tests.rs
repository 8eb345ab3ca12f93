use std::collections::BTreeMap;

use proptest::prelude::*;
use rstest::rstest;

use super::*;

type Named = Vec<(String, Column)>;

/// A reference table: columns whose every cell is a number or empty are numbers.
fn read(name: &str) -> Named {
    let path = format!("{}/reference/mixed/{name}.csv", env!("CARGO_MANIFEST_DIR"));
    let mut reader = csv::Reader::from_path(path).unwrap();
    let names: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let column = |place: usize| {
        let cells: Vec<Option<String>> =
            rows.iter().map(|row| Some(row[place].to_owned()).filter(|cell| cell != "NA")).collect();
        let numbers: Option<Vec<Option<f64>>> =
            cells.iter().map(|cell| cell.as_ref().map(|text| text.parse().ok()).map_or(Some(None), |n| n.map(Some))).collect();
        numbers.map_or(Column::Words(cells), Column::Numbers)
    };
    names.into_iter().enumerate().map(|(place, name)| (name, column(place))).collect()
}

fn fit(table: &Named, formula: &str, criterion: Criterion) -> Result<MixedFit, NotMixed> {
    let columns: Vec<(&str, &Column)> = table.iter().map(|(name, column)| (name.as_str(), column)).collect();
    fit_mixed(&formula.parse().unwrap(), &columns, criterion)
}

/// All that a fit says, by quantity and element.
fn said(fit: &MixedFit) -> BTreeMap<(String, String), f64> {
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
    let mut fits: BTreeMap<(String, String, String), BTreeMap<(String, String), f64>> = BTreeMap::new();
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
