//! Complaints about packs and formulas: each says where and, if it can, what was probably meant.

use std::fmt;
use std::ops::Range;

/// A fault in one formula, with the bytes it stands at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Bytes of the formula text.
    pub span: Range<usize>,
    /// What is wrong, in Russian.
    pub text: String,
}

impl Fault {
    pub(crate) fn new(span: Range<usize>, text: impl Into<String>) -> Self {
        Self { span, text: text.into() }
    }
}

/// A complaint («замечание») about a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// Name of the pack's file.
    pub pack: String,
    /// Line of the file, counted from one.
    pub line: Option<usize>,
    /// Code of the indicator or rule.
    pub code: Option<String>,
    /// What is wrong, in Russian.
    pub text: String,
    /// The formula and the bytes in it, when the fault is inside a formula.
    pub formula: Option<(String, Range<usize>)>,
}

impl Complaint {
    pub(crate) fn new(pack: &str, line: Option<usize>, code: Option<&str>, text: impl Into<String>) -> Self {
        Self { pack: pack.to_owned(), line, code: code.map(str::to_owned), text: text.into(), formula: None }
    }

    pub(crate) fn with_fault(pack: &str, line: usize, code: &str, formula: &str, fault: Fault) -> Self {
        Self {
            pack: pack.to_owned(),
            line: Some(line),
            code: Some(code.to_owned()),
            text: fault.text,
            formula: Some((formula.to_owned(), fault.span)),
        }
    }
}

impl fmt::Display for Complaint {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.pack)?;
        if let Some(line) = self.line {
            write!(out, ", строка {line}")?;
        }
        if let Some(code) = &self.code {
            write!(out, ", {code}")?;
        }
        write!(out, ": {}", self.text)?;
        if let Some((formula, span)) = &self.formula {
            let before = formula.get(..span.start).unwrap_or(formula);
            let there = formula.get(span.clone()).unwrap_or("");
            write!(out, " (знак {}: «{there}»)", before.chars().count() + 1)?;
        }
        Ok(())
    }
}

/// The known name nearest to a misspelt one, as an ending of a complaint; empty if none is near.
pub(crate) fn meant<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    nearest(name, known).map_or_else(String::new, |near| format!("; возможно, имелось в виду «{near}»"))
}

fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    const LONGEST: usize = 64;
    let name: Vec<char> = name.chars().take(LONGEST).map(latin).collect();
    let allowed = (name.len() / 3).clamp(1, 3);
    known
        .into_iter()
        .map(|known| (distance(&name, &known.chars().take(LONGEST).map(latin).collect::<Vec<_>>()), known))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known)
}

/// Folds a Cyrillic letter that looks like a Latin one.
fn latin(letter: char) -> char {
    match letter.to_lowercase().next().unwrap_or(letter) {
        'а' => 'a',
        'в' => 'b',
        'е' | 'ё' => 'e',
        'к' => 'k',
        'м' => 'm',
        'н' => 'h',
        'о' => 'o',
        'р' => 'p',
        'с' => 'c',
        'т' => 't',
        'у' => 'y',
        'х' => 'x',
        'і' => 'i',
        other => other,
    }
}

/// Edit distance of two short words.
fn distance(left: &[char], right: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in right.iter().enumerate() {
            let replaced = diagonal + usize::from(a != b);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cyrillic_lookalikes_are_recognised() {
        assert_eq!(meant("соunt", ["count", "share"]), "; возможно, имелось в виду «count»");
    }

    #[test]
    fn far_names_are_not_suggested() {
        assert_eq!(meant("абракадабра", ["count", "share"]), "");
    }

    #[test]
    fn place_is_counted_in_letters() {
        let fault = Fault::new(10..15, "нет такого");
        let complaint = Complaint::with_fault("p.toml", 3, "x.y", "доля(worng)", fault);
        assert_eq!(complaint.to_string(), "p.toml, строка 3, x.y: нет такого (знак 7: «orng)»)");
    }
}
