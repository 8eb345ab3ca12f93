//! Answers laid beside tables of expected values: `make reference REFERENCE=folder`.
//!
//! The folder holds `CASE.csv` and `expected_CASE.csv` with `quantity,element,value,tol,source`. Without a folder only the
//! judge himself is tried, on a case that is written here.

#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

mod judge;
mod plan;

use std::fs;
use std::path::{Path, PathBuf};

use judge::{Answers, Verdict, expected_rows, judge};
use plan::runs;

#[test]
fn the_answers_are_those_of_the_folder() {
    let Some(folder) = std::env::var_os("REFERENCE").map(PathBuf::from) else { return };
    let mut misses = 0;
    for (case, path) in cases(&folder) {
        misses += check(&case, &path, &folder);
    }
    assert_eq!(misses, 0, "values that differ from the expected ones; the list stands above");
}

/// The names of the cases, with their tables of expected values.
fn cases(folder: &Path) -> Vec<(String, PathBuf)> {
    let files = fs::read_dir(folder).unwrap_or_else(|fault| panic!("{}: {fault}", folder.display()));
    let mut cases: Vec<(String, PathBuf)> = files
        .filter_map(|file| {
            let path = file.unwrap().path();
            let name = path.file_name()?.to_str()?.strip_prefix("expected_")?.strip_suffix(".csv")?.to_owned();
            Some((name, path))
        })
        .collect();
    assert!(!cases.is_empty(), "{} holds no expected_*.csv", folder.display());
    cases.sort();
    cases
}

/// Prints how the answers agree, and answers how many do not.
fn check(case: &str, expected: &Path, folder: &Path) -> usize {
    let rows = expected_rows(&fs::read_to_string(expected).unwrap());
    let mut answers = Answers::default();
    println!("\n== {case}: {} expected values", rows.len());
    for run in runs(case, &rows, folder) {
        println!("   vsoko measure {}", run.arguments.join(" "));
        if let Err(fault) = answers.ask(&run) {
            println!("     {}", fault.lines().next().unwrap_or_default());
        }
    }
    let mut misses = Vec::new();
    let mut quantities: Vec<(&str, usize, usize, usize, f64)> = Vec::new();
    for row in &rows {
        let verdict = judge(row, &rows, &answers);
        if quantities.last().is_none_or(|last| last.0 != row.quantity) {
            quantities.push((&row.quantity, 0, 0, 0, 0.0));
        }
        let last = quantities.last_mut().unwrap();
        last.1 += 1;
        match verdict {
            Verdict::Agrees(part) => last.4 = last.4.max(part),
            Verdict::Absent => last.2 += 1,
            Verdict::Misses(what) => {
                last.3 += 1;
                misses.push(format!("{} of «{}»: expected {}, {what}", row.quantity, row.element, row.value));
            }
        }
    }
    println!("   {:<30} {:>6} {:>7} {:>7}  largest difference / tolerance", "quantity", "agree", "differ", "absent");
    let mut wrong = 0;
    for (quantity, all, absent, differ, worst) in quantities {
        wrong += absent + differ;
        println!("   {quantity:<30} {:>6} {differ:>7} {absent:>7}  {worst:.1e}", all - absent - differ);
    }
    for miss in &misses {
        println!("   differs: {miss}");
    }
    println!("   {} of {} agree", rows.len() - wrong, rows.len());
    wrong
}

#[test]
fn the_judge_sees_what_differs() {
    let text = "quantity,element,value,tol,source\nwilson95_low,3/20,0.0523687,1e-6,\nwilson95_high,3/20,0.37,1e-6,\n\
                agresti_nothing,3/20,1,1,\nwilson95_low_2nd,3/20,0.0523687,1e-6,\n";
    let rows = expected_rows(text);
    let mut answers = Answers::default();
    for run in runs("small", &rows, Path::new(".")) {
        answers.ask(&run).unwrap();
    }
    assert_eq!(expected_rows("q,e,v,t,s\nmean,,16.26898734,1e-9,\nn,,1.5,0,\n")[0].tolerance, 6e-9);
    assert_eq!(expected_rows("q,e,v,t,s\nn,,1.5,0,\np,,1.071694886e-06,0,\n")[0].tolerance, 0.0);
    let verdicts: Vec<bool> =
        rows.iter().map(|row| matches!(judge(row, &rows, &answers), Verdict::Agrees(_))).collect();
    assert_eq!(verdicts, [true, false, false, true]);
}
