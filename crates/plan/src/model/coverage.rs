//! Which classes «5, 6», «8А, 8Б» or «2–11» mean. Pure.

use school::ClassName;

/// A class of the year.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClassFact {
    /// its year group
    pub year_group: u8,
    /// «8А»; a whole year group is «8»
    pub name: String,
}

/// The classes that a text of the cyclogram names; nothing when it names none that can be told. A year group of which no
/// class is known counts as one class.
#[must_use]
pub fn covered(text: &str, known: &[ClassFact]) -> Vec<ClassFact> {
    let text = text.to_lowercase().replace(['–', '—', '−'], "-");
    if text.trim_start().starts_with("все") {
        return known.to_vec();
    }
    let mut found: Vec<ClassFact> = Vec::new();
    for piece in text.split([',', ';', '\n']) {
        let piece: String = piece.split_whitespace().filter(|word| !word.starts_with("кл")).collect();
        match piece.split_once('-').map(|(from, until)| (from.parse::<u8>(), until.parse::<u8>())) {
            Some((Ok(from), Ok(until))) if until <= 11 => {
                (from..=until).for_each(|group| whole_group(group, known, &mut found));
            }
            _ => match piece.parse::<u8>() {
                Ok(group) if (1..=11).contains(&group) => whole_group(group, known, &mut found),
                _ => found.extend(one_class(&piece)),
            },
        }
    }
    found.sort();
    found.dedup();
    found
}

fn whole_group(group: u8, known: &[ClassFact], found: &mut Vec<ClassFact>) {
    let before = found.len();
    found.extend(known.iter().filter(|class| class.year_group == group).cloned());
    if found.len() == before {
        found.push(ClassFact { name: group.to_string(), year_group: group });
    }
}

fn one_class(piece: &str) -> Option<ClassFact> {
    let name = ClassName::read(&piece.to_uppercase()).ok()?.value;
    Some(ClassFact { year_group: name.year_group, name: name.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_told_as_schools_write_them() {
        let class = |name: &str, year_group| ClassFact { name: name.to_owned(), year_group };
        let known = [class("5А", 5), class("5Б", 5), class("8А", 8)];
        let names = |text: &str| covered(text, &known).into_iter().map(|one| one.name).collect::<Vec<_>>().join(" ");
        for (text, expected) in [
            ("5", "5А 5Б"),
            ("5, 8 классы", "5А 5Б 8А"),
            ("8А, 8-Б", "8А 8Б"),
            ("7–8", "7 8А"),
            ("5-5", "5А 5Б"),
            ("все классы", "5А 5Б 8А"),
            ("педагоги", ""),
            ("", ""),
        ] {
            assert_eq!(names(text), expected, "{text}");
        }
    }
}
