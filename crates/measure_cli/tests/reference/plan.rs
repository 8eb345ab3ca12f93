//! Which methods are to be asked for the quantities of a case.

use std::path::Path;

use crate::judge::Expected;

/// One command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Run {
    /// What stands after `vsoko measure`.
    pub(crate) arguments: Vec<String>,
}

/// Beginnings of quantities, and the command that prints them; the file comes behind the method.
const METHODS: &[(&[&str], &[&str])] = &[
    (
        &["n", "test_", "p_value", "item_", "d27", "alpha", "sem", "lambda", "split_half", "kr2", "tetrachoric"],
        &["items"],
    ),
    (
        &["cml_rasch", "cml_loglik", "mle_theta", "wle_theta", "wle_se", "outfit", "infit", "person_", "andersen"],
        &["rasch", "--estimator", "cml"],
    ),
    (
        &["mml_rasch", "published_rasch", "ltm_rasch", "eap_r", "wle_mml", "wle_reliability", "yen_q3"],
        &["rasch", "--estimator", "mml"],
    ),
    (&["mml_2pl", "published_2pl", "ltm_2pl", "eap_2pl", "s_x2", "lr_rasch_vs_2pl"], &["2pl"]),
    (&["cml_pcm"], &["pcm"]),
    (&["mml_gpcm"], &["gpcm"]),
    (&["mml_graded"], &["graded"]),
    (&["ets_", "ols_"], &["forecast"]),
];

/// The commands of a case.
pub(crate) fn runs(case: &str, rows: &[Expected], folder: &Path) -> Vec<Run> {
    let mut runs = Vec::new();
    let file = folder.join(format!("{case}.csv")).to_string_lossy().into_owned();
    for row in rows {
        let found = METHODS.iter().find(|(names, _)| names.iter().any(|name| fits(name, &row.quantity)));
        let run = match found {
            Some((_, words)) => Some(command(words, &file)),
            None if row.source.contains(" ~ ") => Some(mixed(case, &row.source, folder)),
            None => interval(&row.element).or_else(|| exact(&row.element)),
        };
        runs.extend(run.filter(|run| !runs.contains(run)));
    }
    runs
}

/// A name that ends in `_`, or that is longer than one letter, is a beginning.
fn fits(name: &str, quantity: &str) -> bool {
    if name.len() == 1 { quantity == name } else { quantity.starts_with(name) }
}

fn command(words: &[&str], file: &str) -> Run {
    let mut arguments: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    arguments.insert(1, file.to_owned());
    Run { arguments }
}

/// `lme4 1.1.31 normexam ~ 1 + (1 | school) REML`: the formula stands in the source; cases may share a file.
fn mixed(case: &str, source: &str, folder: &Path) -> Run {
    let (before, after) = source.split_once(" ~ ").unwrap();
    let response = before.rsplit(' ').next().unwrap();
    let (terms, is_reml) = match after.split_once(" REML") {
        Some((terms, _)) => (terms, true),
        None => (after.split_once(" ML").map_or(after, |(terms, _)| terms), false),
    };
    let own = folder.join(format!("{case}.csv"));
    let shared = || {
        let first = case.split('_').next().unwrap_or(case);
        let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
        let mut fitting: Vec<_> =
            files.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with(first)).collect();
        fitting.sort();
        fitting.into_iter().next().unwrap_or_else(|| own.clone())
    };
    let path = if own.exists() { own.clone() } else { shared() };
    let mut arguments = vec!["mixed".to_owned(), path.to_string_lossy().into_owned()];
    arguments.extend(["--formula".to_owned(), format!("{response} ~ {terms}")]);
    if !is_reml {
        arguments.push("--ml".to_owned());
    }
    Run { arguments }
}

/// `3/20` and `12/25 20/27`: the data are the element.
fn interval(element: &str) -> Option<Run> {
    let numbers: Vec<&str> = element.split(' ').flat_map(|share| share.split('/')).collect();
    let is_number = |text: &&str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_shares = element.split(' ').all(|share| share.split('/').count() == 2) && numbers.iter().all(is_number);
    let words = std::iter::once("interval").chain(numbers);
    is_shares.then(|| Run { arguments: words.map(str::to_owned).collect() })
}

/// `3 4 2 | 5.5 6`, `3.71 3.78 3.69` and `b=12 c=4`: the data are the element.
fn exact(element: &str) -> Option<Run> {
    let is_datum = |word: &str| word == "|" || word == "/" || word.parse::<f64>().is_ok();
    let is_change = element.starts_with("b=") && element.contains(" c=");
    let is_data = element.contains(' ') && element.split(' ').all(is_datum);
    (is_change || is_data).then(|| Run { arguments: vec!["exact".to_owned(), element.to_owned()] })
}
