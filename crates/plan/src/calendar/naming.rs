//! Indicators by their names, as people write them into a table: short names with semicolons between; codes still do. Pure.

use std::collections::HashMap;

use formula::Catalogue;
use school::name_key;

/// How each indicator is written in a cell, and which indicator a name means.
pub(crate) struct NamedIndicators {
    by_code: HashMap<String, String>,
    by_key: HashMap<String, String>,
    /// all, in the order of the packs
    pub(crate) names: Vec<String>,
}

impl NamedIndicators {
    pub(crate) fn of(catalogue: &Catalogue) -> Self {
        let all = || catalogue.packs().iter().flat_map(|pack| &pack.indicators);
        let mut uses: HashMap<String, usize> = HashMap::new();
        for one in all() {
            *uses.entry(name_key(&one.short_name)).or_default() += 1;
        }
        let mut named = Self { by_code: HashMap::new(), by_key: HashMap::new(), names: Vec::new() };
        for one in all() {
            // A name that several indicators share tells which one only together with the code.
            let is_own = uses.get(&name_key(&one.short_name)) == Some(&1) && !one.short_name.contains(';');
            let name = if is_own {
                one.short_name.clone()
            } else {
                format!("{} ({})", one.short_name.replace(';', ","), one.code)
            };
            named.by_key.entry(name_key(&name)).or_insert_with(|| one.code.clone());
            named.by_code.insert(one.code.clone(), name.clone());
            named.names.push(name);
        }
        // A long name does too, where no other indicator is called so.
        for one in all() {
            named.by_key.entry(name_key(&one.name)).or_insert_with(|| one.code.clone());
        }
        named
    }

    /// What a cell says that names these indicators.
    pub(crate) fn typed(&self, codes: &[String]) -> String {
        codes.iter().map(|code| self.by_code.get(code).unwrap_or(code).as_str()).collect::<Vec<_>>().join("; ")
    }

    /// The codes of what a cell names, or the first words that name nothing.
    pub(crate) fn read(&self, text: &str) -> Result<Vec<String>, String> {
        let mut codes = Vec::new();
        for piece in text.split([';', '\n']).map(str::trim).filter(|piece| !piece.is_empty()) {
            match self.one(piece) {
                Some(code) => codes.push(code.to_owned()),
                None => codes.extend(self.written_as_codes(piece)?),
            }
        }
        Ok(codes)
    }

    fn one<'a>(&'a self, piece: &'a str) -> Option<&'a str> {
        if self.by_code.contains_key(piece) {
            return Some(piece);
        }
        self.by_key.get(&name_key(piece)).map(String::as_str)
    }

    /// Codes one after another, with spaces or commas between.
    fn written_as_codes(&self, piece: &str) -> Result<Vec<String>, String> {
        let codes: Vec<&str> = piece.split([' ', ',', '\u{a0}']).filter(|code| !code.is_empty()).collect();
        if codes.iter().all(|code| self.by_code.contains_key(*code)) {
            Ok(codes.into_iter().map(str::to_owned).collect())
        } else {
            Err(piece.to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_codes_are_read_and_written_back() {
        let text = "[pack]\ncode = \"t\"\nname = \"Набор\"\nversion = \"1\"\n\n\
            [[indicator]]\ncode = \"school.pass_rate\"\nname = \"Успеваемость\"\nunit = \"index\"\nformula = \"1 + 1\"\n\n\
            [[indicator]]\ncode = \"a.one\"\nname = \"Доля, %\"\nshort_name = \"Доля\"\nunit = \"index\"\nformula = \"1 + 1\"\n\n\
            [[indicator]]\ncode = \"a.two\"\nname = \"Доля вторых\"\nshort_name = \"Доля\"\nunit = \"index\"\nformula = \"1 + 1\"\n";
        let packs = [formula::PackText::new("t.toml", text)];
        let named = NamedIndicators::of(&Catalogue::load(&packs, formula::Schema::default()).unwrap());
        let read = |text: &str| named.read(text).map(|codes| codes.join(" "));
        assert_eq!(read("успеваемость; Доля (a.two)").unwrap(), "school.pass_rate a.two");
        assert_eq!(read("school.pass_rate a.one, a.two").unwrap(), "school.pass_rate a.one a.two");
        assert_eq!(read("Доля вторых;").unwrap(), "a.two");
        assert_eq!(read("Успеваемость; Качество"), Err("Качество".to_owned()));
        for codes in [&["a.one"][..], &["school.pass_rate", "a.two"]] {
            let codes: Vec<String> = codes.iter().map(|code| (*code).to_owned()).collect();
            assert_eq!(named.read(&named.typed(&codes)), Ok(codes));
        }
    }
}
