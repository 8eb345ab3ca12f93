//! Tables for people: Russian, aligned, with a decimal comma; the notes stand below.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::answer::{Answer, Cell, Sheet, Shown, Value};

const DASH: &str = "—";
const BETWEEN: &str = "  ";

pub(super) fn text(answer: &Answer) -> String {
    let mut out = answer.title.clone();
    for sheet in &answer.sheets {
        out.push_str("\n\n");
        if !sheet.caption.is_empty() {
            out.push_str(&sheet.caption);
            out.push('\n');
        }
        out.push_str(&aligned(sheet));
    }
    let mut notes: Vec<String> = reasons(answer);
    notes.extend(answer.notes.iter().cloned());
    if !notes.is_empty() {
        out.push('\n');
    }
    for note in notes {
        out.push('\n');
        out.push_str(&note);
    }
    out
}

/// Why there are dashes: each reason once.
fn reasons(answer: &Answer) -> Vec<String> {
    let cells = answer.sheets.iter().flat_map(|sheet| sheet.rows.iter().flatten());
    let whys = cells.filter_map(|cell| match &cell.value {
        Value::Unknown { why, .. } => Some(format!("{DASH}  {why}")),
        _ => None,
    });
    whys.collect::<BTreeSet<String>>().into_iter().collect()
}

fn aligned(sheet: &Sheet) -> String {
    let rows: Vec<Vec<String>> = sheet.rows.iter().map(|row| row.iter().map(shown).collect()).collect();
    let headings = sheet.headings.iter().map(|heading| width(heading));
    let mut widths: Vec<usize> = headings.collect();
    for row in &rows {
        for (at, cell) in row.iter().enumerate() {
            match widths.get_mut(at) {
                Some(widest) => *widest = width(cell).max(*widest),
                None => widths.push(width(cell)),
            }
        }
    }
    let is_words = |at: usize| sheet.rows.iter().any(|row| matches!(row.get(at), Some(cell) if is_text(cell)));
    let to_left: Vec<bool> = (0..widths.len()).map(is_words).collect();
    let mut lines = Vec::with_capacity(rows.len() + 2);
    if !sheet.headings.is_empty() {
        lines.push(line(&sheet.headings, &widths, &to_left));
        lines.push(widths.iter().map(|width| "─".repeat(*width)).collect::<Vec<_>>().join(BETWEEN));
    }
    lines.extend(rows.iter().map(|row| line(row, &widths, &to_left)));
    lines.join("\n")
}

fn line(cells: &[String], widths: &[usize], to_left: &[bool]) -> String {
    let mut line = String::new();
    for (at, cell) in cells.iter().enumerate() {
        let gap = " ".repeat(widths[at].saturating_sub(width(cell)));
        let (before, after) = if to_left[at] { ("", gap.as_str()) } else { (gap.as_str(), "") };
        let between = if at == 0 { "" } else { BETWEEN };
        let _ = write!(line, "{between}{before}{cell}{after}");
    }
    line.truncate(line.trim_end().len());
    line
}

fn width(text: &str) -> usize {
    text.chars().count()
}

fn is_text(cell: &Cell) -> bool {
    matches!(cell.value, Value::Text(_))
}

fn shown(cell: &Cell) -> String {
    match (&cell.value, cell.shown) {
        (Value::Unknown { .. }, _) => DASH.to_owned(),
        (Value::Text(text), _) => text.clone(),
        (Value::Count(count), _) => school::ru::thousands(*count),
        (Value::Number(number), Shown::Plain) => russian(&number.to_string()),
        (Value::Number(number), Shown::Fixed(digits)) => fixed(*number, digits),
        (Value::Number(number), Shown::Probability) if *number < 0.001 => "<0,001".to_owned(),
        (Value::Number(number), Shown::Probability) => fixed(*number, 3),
        (Value::Number(number), Shown::Percent(digits)) => {
            format!("{}{}%", fixed(number * 100.0, digits), school::ru::NBSP)
        }
    }
}

fn fixed(number: f64, digits: usize) -> String {
    let text = format!("{number:.digits$}");
    let is_zero = text.bytes().all(|byte| matches!(byte, b'-' | b'0' | b'.'));
    russian(if is_zero { text.trim_start_matches('-') } else { &text })
}

fn russian(text: &str) -> String {
    text.replace('.', ",").replace('-', "\u{2212}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_under_each_other_and_dashes_are_explained() {
        let mut answer = Answer::new("Проба");
        let mut sheet = Sheet::new("Задания", ["Задание", "Доля"]);
        sheet.row([Cell::plain("Q1"), Cell::fixed(-0.0001, 2)]);
        sheet.row([Cell::plain("Q10"), Cell::fixed(-12.346, 2)]);
        sheet.row([Cell::plain("Q2"), Cell::fixed(measure::Why::NoData, 2)]);
        sheet.row([Cell::plain("Q3"), Cell::probability(0.0)]);
        answer.show(sheet);
        answer.note("Сноска.");
        let expected = "Проба\n\nЗадания\nЗадание    Доля\n───────  ──────\nQ1         0,00\nQ10      −12,35\n\
                        Q2            —\nQ3       <0,001\n\n—  нет данных\nСноска.";
        assert_eq!(text(&answer), expected);
    }
}
