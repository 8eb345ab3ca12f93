use std::collections::HashMap;

use super::Table;
use crate::Refusal;

impl Table {
    /// The one column that an option names.
    pub(crate) fn column(&self, name: &str, option: &str) -> Result<usize, Refusal> {
        let found = self.names().iter().position(|known| known == name.trim());
        found.ok_or_else(|| self.no_column(name.trim(), option))
    }

    /// The columns that an option names: names and patterns separated by commas, in the order of the option, and for one
    /// pattern in the order of the file. Without names: all columns but the `others`.
    pub(crate) fn choose(&self, wanted: &[String], option: &str, others: &[usize]) -> Result<Vec<usize>, Refusal> {
        if wanted.is_empty() {
            return Ok((0..self.names().len()).filter(|column| !others.contains(column)).collect());
        }
        let mut chosen = Vec::new();
        for text in wanted {
            // a name may itself hold a comma
            let is_name = self.names().iter().any(|name| name == text.trim());
            let parts: Vec<&str> = if is_name { vec![text] } else { text.split(',').collect() };
            for pattern in parts.into_iter().map(str::trim).filter(|pattern| !pattern.is_empty()) {
                let fits = |column: &usize| is_like(&self.names()[*column], pattern);
                let found: Vec<usize> = (0..self.names().len()).filter(fits).collect();
                if found.is_empty() {
                    return Err(self.no_column(pattern, option));
                }
                chosen.extend(found.into_iter().filter(|column| !chosen.contains(column)).collect::<Vec<_>>());
            }
        }
        Ok(chosen)
    }

    /// Refuses a column in which a text stands twice where each row is to speak of something else.
    pub(crate) fn refuse_repeated(&self, column: usize, option: &str) -> Result<(), Refusal> {
        let mut seen = HashMap::new();
        for row in 0..self.rows() {
            let text = self.cell(row, column);
            if let Some(before) = seen.insert(text, row) {
                let (place, before) = (self.place(row, column), self.file_rows[before]);
                return Err(Refusal::new(format!("{option}: {place}: «{text}» уже есть в строке {before}")));
            }
        }
        Ok(())
    }

    fn no_column(&self, name: &str, option: &str) -> Refusal {
        let known = self.names().iter().take(30).map(|name| format!("«{name}»"));
        let known = known.collect::<Vec<_>>().join(", ");
        let more = if self.names().len() > 30 { " и другие" } else { "" };
        Refusal::new(format!("{option}: столбца «{name}» нет; есть {known}{more}"))
    }
}

/// Whether a name fits a pattern: `*` stands for any letters, `?` for one. A name that holds such a sign fits itself.
pub(crate) fn is_like(name: &str, pattern: &str) -> bool {
    fn fits(name: &[char], pattern: &[char]) -> bool {
        match pattern.split_first() {
            None => name.is_empty(),
            Some(('*', rest)) => (0..=name.len()).any(|skipped| fits(&name[skipped..], rest)),
            Some(('?', rest)) => !name.is_empty() && fits(&name[1..], rest),
            Some((letter, rest)) => name.first() == Some(letter) && fits(&name[1..], rest),
        }
    }
    let letters = |text: &str| text.chars().collect::<Vec<char>>();
    name == pattern || fits(&letters(name), &letters(pattern))
}
