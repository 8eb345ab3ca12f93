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

/// Reads the words as a whole; where they are not understood so, part by part.
pub(super) fn read(text: &str, known: &[ClassFact]) -> Classes {
    let mut read = Classes::default();
    if !take(&mut read, text, known) {
        for part in text.split([',', ';', '\n']).map(str::trim).filter(|part| !part.is_empty()) {
            if !take(&mut read, part, known) {
                read.unread.push(part.to_owned());
            }
        }
    }
    let place = |name: &String| known.iter().position(|class| class.name == *name);
    read.named.sort_by_key(place);
    read.named.dedup();
    read
}

/// Takes the classes of a part, if it is understood and names any of the year. A year group without classes is passed over; a
/// class by its letter that the year does not have is told.
fn take(read: &mut Classes, part: &str, known: &[ClassFact]) -> bool {
    let (of_year, other): (Vec<ClassFact>, Vec<ClassFact>) =
        covered(part, known).into_iter().flatten().partition(|class| known.contains(class));
    let is_understood = !of_year.is_empty();
    if is_understood {
        let lettered = other.into_iter().filter(|class| class.name != class.year_group.to_string());
        read.unread.extend(lettered.map(|class| class.name));
    }
    read.named.extend(of_year.into_iter().map(|class| class.name));
    is_understood
}

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
            ("8А, 9Б", "8А", "9Б"),
            ("все классы", "4А 5А 5Б 8А 10А", ""),
            ("10, кадеты", "10А", "кадеты"),
            ("", "", ""),
        ] {
            let read = read(text, &known);
            assert_eq!((read.named.join(" "), read.unread.join(" ")), (named.to_owned(), unread.to_owned()), "{text}");
        }
    }
}
