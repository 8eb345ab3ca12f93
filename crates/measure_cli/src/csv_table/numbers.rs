use super::Table;
use crate::Refusal;

/// A column of names: which levels there are, and the level of each row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Factor {
    /// In order: as numbers if all are numbers, else as texts.
    pub(crate) levels: Vec<String>,
    /// The number of the level of each row; nothing where the cell is blank or NA.
    pub(crate) codes: Vec<Option<usize>>,
}

/// So many numbers for each other text make it a slip.
const MOSTLY: usize = 4;

impl Table {
    /// A column of numbers; nothing where the cell is blank or NA.
    pub(crate) fn numbers(&self, column: usize) -> Result<Vec<Option<f64>>, Refusal> {
        (0..self.rows()).map(|row| self.number(row, column)).collect()
    }

    /// One number.
    pub(crate) fn number(&self, row: usize, column: usize) -> Result<Option<f64>, Refusal> {
        let Some(text) = self.present(row, column) else { return Ok(None) };
        match number(text) {
            Some(number) => Ok(Some(number)),
            None => Err(Refusal::new(format!("{}: «{text}» — не число", self.place(row, column)))),
        }
    }

    /// Whether a column holds numbers only (and at least one).
    pub(crate) fn is_numeric(&self, column: usize) -> bool {
        let mut texts = (0..self.rows()).filter_map(|row| self.present(row, column)).peekable();
        texts.peek().is_some() && texts.all(|text| number(text).is_some())
    }

    /// The same, but a column of which nearly all values are numbers is refused at the first that is none: taken for words, one slip
    /// of the pen would silently make another column of it.
    pub(crate) fn numeric(&self, column: usize) -> Result<bool, Refusal> {
        let texts = (0..self.rows()).filter_map(|row| self.present(row, column).map(|text| (row, text)));
        let (numbers, others): (Vec<_>, Vec<_>) = texts.partition(|(_, text)| number(text).is_some());
        match others.first() {
            Some((row, text)) if numbers.len() >= MOSTLY * others.len() => {
                let place = self.place(*row, column);
                Err(Refusal::new(format!("{place}: «{text}» — не число, а другие значения столбца — числа")))
            }
            Some(_) => Ok(false),
            None => Ok(!numbers.is_empty()),
        }
    }

    /// A column of names.
    pub(crate) fn factor(&self, column: usize) -> Factor {
        let texts: Vec<Option<&str>> = (0..self.rows()).map(|row| self.present(row, column)).collect();
        let mut levels: Vec<&str> = texts.iter().flatten().copied().collect();
        levels.sort_unstable();
        levels.dedup();
        if self.is_numeric(column) {
            levels.sort_by(|left, right| number(left).unwrap_or(0.0).total_cmp(&number(right).unwrap_or(0.0)));
        }
        let places: std::collections::HashMap<&str, usize> = levels.iter().copied().zip(0..).collect();
        let codes = texts.iter().map(|text| text.map(|text| places[text])).collect();
        Factor { levels: levels.into_iter().map(str::to_owned).collect(), codes }
    }
}

/// A finite number with a decimal point or comma.
pub(crate) fn number(text: &str) -> Option<f64> {
    let plain = text.replacen('\u{2212}', "-", 1).replacen(',', ".", 1);
    // `parse` would take «inf» and «nan» for numbers
    if !plain.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte)) {
        return None;
    }
    plain.parse::<f64>().ok().filter(|number| number.is_finite())
}
