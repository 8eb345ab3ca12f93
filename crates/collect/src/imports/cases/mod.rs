//! Workbooks as schools export them, with the dirt they have: what is read of each, and what is told about it.

mod book;
mod class_year_sheets;
mod collection_forms;
pub(super) mod individual_results;
mod long_tables;
mod memory;

use sheets::Workbook;

use super::finding::{Discrepancy, Findings, Severity};

/// The discrepancies of a code as «address: sentence».
fn told(findings: Findings, code: &str) -> Vec<String> {
    let (discrepancies, _) = findings.into_parts();
    let of_code = discrepancies.iter().filter(|one| one.code == code);
    of_code.map(|one| format!("{}: {}", one.place.address(), one.message)).collect()
}

/// All codes with how often each is told, errors first.
fn codes(findings: Findings) -> Vec<(Severity, String, usize)> {
    let (discrepancies, _) = findings.into_parts();
    let mut codes: Vec<(Severity, String, usize)> = Vec::new();
    for Discrepancy { severity, code, .. } in discrepancies {
        match codes.iter_mut().find(|(_, known, _)| *known == code) {
            Some((_, _, times)) => *times += 1,
            None => codes.push((severity, code, 1)),
        }
    }
    codes
}

/// Opens a file of a test.
fn open(bytes: &[u8]) -> Workbook<'_> {
    Workbook::open(bytes).unwrap()
}
