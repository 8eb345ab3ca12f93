//! Whether an answer is the expected one.

use std::collections::HashMap;

use clap::{Args, Command, FromArgMatches};
use measure_cli::Measure;

use crate::plan::Run;

/// A row of a table of expected values.
#[derive(Debug, Clone)]
pub(crate) struct Expected {
    pub(crate) quantity: String,
    pub(crate) element: String,
    pub(crate) value: f64,
    pub(crate) tolerance: f64,
    pub(crate) source: String,
}

pub(crate) fn expected_rows(text: &str) -> Vec<Expected> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows = reader.records().map(|record| {
        let record = record.unwrap();
        Expected {
            quantity: record[0].to_owned(),
            element: record[1].to_owned(),
            value: record[2].parse().unwrap_or(f64::NAN),
            tolerance: record[3].parse::<f64>().unwrap() + half_of_last_digit(&record[2]),
            source: record[4].to_owned(),
        }
    });
    rows.collect()
}

/// A value that is written with ten digits may be off by half of its last one, whatever the tolerance beside it says.
fn half_of_last_digit(text: &str) -> f64 {
    let (number, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let Some((whole, fraction)) = number.split_once('.') else { return 0.0 };
    let digits = format!("{}{fraction}", whole.trim_start_matches('-'));
    if digits.trim_start_matches('0').len() < 10 {
        return 0.0;
    }
    let places = i32::try_from(fraction.len()).unwrap() - exponent.parse::<i32>().unwrap();
    0.5 * 10_f64.powi(-places)
}

/// How a value compares.
#[derive(Debug)]
pub(crate) enum Verdict {
    /// The difference as a part of the tolerance.
    Agrees(f64),
    /// What was found instead.
    Misses(String),
    /// No method printed it.
    Absent,
}

/// What the methods printed with `--format long`.
#[derive(Debug, Default)]
pub(crate) struct Answers {
    values: HashMap<(String, String), String>,
}

impl Answers {
    /// Asks one method; of a quantity that two methods print the first answer counts.
    pub(crate) fn ask(&mut self, run: &Run) -> Result<(), String> {
        let command = Measure::augment_args(Command::new("measure"));
        let arguments = run.arguments.iter().map(String::as_str);
        let all = ["measure"].into_iter().chain(arguments).chain(["--format", "long"]);
        let matches = command.try_get_matches_from(all).and_then(|matches| Measure::from_arg_matches(&matches));
        let wish = matches.map_err(|fault| fault.to_string())?;
        let text = measure_cli::answer(&wish).map_err(|refusal| refusal.to_string())?;
        self.keep(&text);
        Ok(())
    }

    fn keep(&mut self, text: &str) {
        for record in csv::Reader::from_reader(text.as_bytes()).records() {
            let record = record.unwrap();
            let place = (record[0].to_owned(), record[1].to_owned());
            self.values.entry(place).or_insert_with(|| record[2].to_owned());
        }
    }

    fn number(&self, quantity: &str, element: &str) -> Option<f64> {
        let text = self.values.get(&(quantity.to_owned(), element.to_owned()))?;
        Some(text.parse().unwrap_or(f64::NAN))
    }
}

/// Judges one value by its tolerance; where the optimum may be flat, by the likelihood of the same model first.
pub(crate) fn judge(row: &Expected, all: &[Expected], answers: &Answers) -> Verdict {
    let Some(found) = answer(row, answers) else { return Verdict::Absent };
    let difference = (found - row.value).abs();
    if difference <= row.tolerance {
        let part = if difference == 0.0 { 0.0 } else { difference / row.tolerance };
        return Verdict::Agrees(part);
    }
    if row.source.contains("optimum may be flat") && is_as_likely(row, all, answers) {
        return Verdict::Agrees(1.0);
    }
    Verdict::Misses(format!("found {found}, off by {difference:.3e}, tolerance {:.1e}", row.tolerance))
}

/// The number of the answer, or what it follows from when the expected name belongs to another program or to print.
fn answer(row: &Expected, answers: &Answers) -> Option<f64> {
    let (name, element) = (row.quantity.as_str(), row.element.as_str());
    let name = name.strip_suffix("_2nd").unwrap_or(name);
    let spread = || answers.number("mml_rasch_variance", "").map(f64::sqrt);
    answers.number(name, element).or_else(|| match name {
        "published_rasch_b" | "ltm_rasch_b" => Some(answers.number("mml_rasch_difficulty", element)? / spread()?),
        "published_rasch_a" | "ltm_rasch_a" => spread(),
        "published_rasch_loglik" => answers.number("mml_rasch_loglik", ""),
        "published_2pl_loglik" => answers.number("mml_2pl_loglik", ""),
        "ltm_2pl_a" => answers.number("mml_2pl_a", element),
        "ltm_2pl_b" => answers.number("mml_2pl_b", element),
        "alpha_psych" => answers.number("alpha", element),
        _ => None,
    })
}

/// Whether our log-likelihood of the model is at least the expected one, within its tolerance.
fn is_as_likely(row: &Expected, all: &[Expected], answers: &Answers) -> bool {
    let Some((model, _)) = row.quantity.rsplit_once('_') else { return false };
    let name = format!("{model}_loglik");
    let expected = all.iter().find(|other| other.quantity == name && other.element == row.element);
    let found = answers.number(&name, &row.element);
    matches!((expected, found), (Some(expected), Some(found)) if found >= expected.value - expected.tolerance)
}
