//! Which classes of the year the words of a plan name. Pure.

use plan::model::{ClassFact, covered};

/// What was read from «4–8, 10, кадеты».
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Classes {
    /// the classes of the year that are meant
    pub(super) named: Vec<String>,
    /// the parts that name none of them
    pub(super) unread: Vec<String>,
}

/// Reads the words part by part; where a part as a whole names nothing, its words are tried.
pub(super) fn read(text: &str, known: &[ClassFact]) -> Classes {
    let mut read = Classes::default();
    for part in text.split([',', ';', '\n']).map(str::trim).filter(|part| !part.is_empty()) {
        if !take(&mut read, part, known) {
            for word in part.split_whitespace().filter(|word| !word.to_lowercase().starts_with("кл")) {
                if !take(&mut read, word, known) {
                    read.unread.push(word.to_owned());
                }
            }
        }
    }
    let place = |name: &String| known.iter().position(|class| class.name == *name);
    read.named.sort_by_key(place);
    read.named.dedup();
    read
}

/// Takes the classes of a part, if it names any of the year.
fn take(read: &mut Classes, part: &str, known: &[ClassFact]) -> bool {
    let of_year = |class: ClassFact| known.contains(&class).then_some(class.name);
    let named: Vec<String> = covered(&without_endings(part), known).into_iter().filter_map(of_year).collect();
    read.named.extend(named.iter().cloned());
    !named.is_empty()
}

/// «5-е – 7-х» as «5–7»: an ending after a number is no letter of a class.
fn without_endings(part: &str) -> String {
    let mut text = part.to_lowercase().replace(['–', '—', '−', '‑'], "-");
    for ending in ENDINGS {
        for (from, to) in [("- ", "-"), (" -", "-"), (ending, "")] {
            text = text.replace(from, to);
        }
    }
    text
}

const ENDINGS: [&str; 5] = ["-ые", "-ых", "-е", "-х", "-й"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_read_as_plans_write_them() {
        let class = |name: &str, year_group| ClassFact { name: name.to_owned(), year_group };
        let known = [class("4А", 4), class("5А", 5), class("5Б", 5), class("8А", 8), class("10А", 10)];
        for (text, named, unread) in [
            ("4–8, 10", "4А 5А 5Б 8А 10А", ""),
            ("5-е", "5А 5Б", ""),
            ("5-е – 8-е классы", "5А 5Б 8А", ""),
            ("5А 8А", "5А 8А", ""),
            ("8А, 8Б", "8А", "8Б"),
            ("все классы", "4А 5А 5Б 8А 10А", ""),
            ("10, кадеты", "10А", "кадеты"),
            ("", "", ""),
        ] {
            let read = read(text, &known);
            assert_eq!((read.named.join(" "), read.unread.join(" ")), (named.to_owned(), unread.to_owned()), "{text}");
        }
    }
}
