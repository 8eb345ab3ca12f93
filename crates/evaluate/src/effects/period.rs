//! What is measured when: a group of a breakdown and a period. Pure.

use formula::{Dimension, Group};
use school::{SchoolYear, Term, TermScheme};

/// The last year group of a school.
const LAST_YEAR_GROUP: i64 = 11;

/// A term of a school year, or the year as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// the school year
    pub year: i64,
    /// the term; [`Term::Year`] for the whole
    pub term: Term,
}

impl Period {
    /// The stored word: `2024:q3`.
    #[must_use]
    pub fn code(self) -> String {
        format!("{}:{}", self.year, self.term.code())
    }

    /// The period of a stored word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Period> {
        let (year, term) = code.split_once(':')?;
        Some(Period {
            year: year.parse().ok().filter(|year| (1990..2200).contains(year))?,
            term: Term::from_code(term)?,
        })
    }

    /// The period that is usually looked at next: the next term, after the last one the first of the next year; after a
    /// year the next.
    #[must_use]
    pub fn next(self) -> Period {
        let schemes = TermScheme::ALL.iter().map(|scheme| scheme.terms());
        let Some(terms) = schemes.into_iter().find(|terms| terms.contains(&self.term)) else {
            return Period { year: self.year + 1, ..self };
        };
        let place = terms.iter().position(|term| *term == self.term).unwrap_or_default();
        match terms.get(place + 1) {
            Some(term) => Period { term: *term, ..self },
            None => Period { year: self.year + 1, term: terms[0] },
        }
    }

    /// Whether it ends after another one.
    #[must_use]
    pub fn is_after(self, other: Period) -> bool {
        (self.year, self.term.position()) > (other.year, other.term.position())
    }

    /// «3-я четверть 2024/25», «2024/25 учебный год».
    #[must_use]
    pub fn words(self) -> String {
        let year = SchoolYear(self.year).short();
        if self.term == Term::Year { super::words::whole_year(&year) } else { format!("{} {year}", self.term.name()) }
    }
}

/// The group without its term, in the order of dimensions, as a stable text: `class=8А;subject=Алгебра`.
#[must_use]
pub(super) fn group_key(group: &Group) -> String {
    let value = |dimension: Dimension| {
        let found = group.iter().find(|(known, _)| *known == dimension).and_then(|(_, value)| value.as_deref());
        found.map(|value| format!("{}={value}", dimension.code()))
    };
    let places: Vec<String> = FIXED.iter().filter_map(|dimension| value(*dimension)).collect();
    places.join(";")
}

/// The dimensions that a group may fix: an item is no filter, a term is a [`Period`].
const FIXED: [Dimension; 5] =
    [Dimension::Class, Dimension::YearGroup, Dimension::Level, Dimension::Subject, Dimension::Sex];

/// The group of a stable text; what it may not fix is left out.
#[must_use]
pub fn read_group(key: &str) -> Group {
    let place = |text: &str| {
        let (code, value) = text.split_once('=')?;
        let dimension = Dimension::from_code(code).filter(|dimension| FIXED.contains(dimension))?;
        (!value.is_empty()).then(|| (dimension, Some(value.to_owned())))
    };
    key.split(';').filter_map(place).collect()
}

/// The term in the key of a problem zone.
#[must_use]
pub fn term_of(key: &str) -> Term {
    let term = key.split(';').find_map(|text| text.strip_prefix("term="));
    term.and_then(Term::from_code).unwrap_or(Term::Year)
}

/// The value of a dimension in a group.
#[must_use]
pub(super) fn at(group: &Group, dimension: Dimension) -> Option<&str> {
    group.iter().find(|(known, _)| *known == dimension)?.1.as_deref()
}

/// The same pupils some years later: 8А becomes 9А. Nothing when they have left the school by then.
#[must_use]
pub fn years_later(group: &Group, years: i64) -> Option<Group> {
    let older = |text: &str| {
        let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let later = text[..digits].parse::<i64>().ok()?.checked_add(years)?;
        (1..=LAST_YEAR_GROUP).contains(&later).then(|| format!("{later}{}", &text[digits..]))
    };
    let place = |(dimension, value): &(Dimension, Option<String>)| match (dimension, value) {
        (Dimension::Class | Dimension::YearGroup, Some(text)) => Some((*dimension, Some(older(text)?))),
        _ => Some((*dimension, value.clone())),
    };
    group.iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(code: &str) -> Period {
        Period::from_code(code).unwrap()
    }

    #[test]
    fn the_next_period_is_of_the_same_sort() {
        let next = [
            ("2024:q2", "2024:q3"),
            ("2024:q4", "2025:q1"),
            ("2024:h1", "2024:h2"),
            ("2024:t3", "2025:t1"),
            ("2024:year", "2025:year"),
        ];
        for (now, later) in next {
            assert_eq!(period(now).next().code(), later);
            assert!(period(later).is_after(period(now)) && !period(now).is_after(period(now)));
        }
        assert_eq!(Period::from_code("2024:q5"), None);
    }

    #[test]
    fn pupils_grow_and_leave() {
        let group = read_group("class=8А;subject=Алгебра;term=q2;item=4");
        assert_eq!(group_key(&group), "class=8А;subject=Алгебра");
        assert_eq!(group_key(&years_later(&group, 1).unwrap()), "class=9А;subject=Алгебра");
        assert_eq!(years_later(&read_group("class=11А"), 1), None);
        assert_eq!(group_key(&years_later(&read_group("subject=Алгебра"), 3).unwrap()), "subject=Алгебра");
        assert_eq!(term_of("class=8А;term=q2"), Term::Quarter(2));
    }
}
