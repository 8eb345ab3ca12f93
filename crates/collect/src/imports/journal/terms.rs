use roster::setup::{TermDates, term_on, usual_terms};
use school::{Term, TermScheme};

use super::reading::date_of;
use crate::imports::world::World;
use chrono::Datelike;

/// The term a day counts to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DayTerm {
    /// a day of the term at this position
    In(u8),
    /// a holiday after the term at this position
    Holiday(u8),
    /// not of this school year
    Outside,
}

impl DayTerm {
    pub(crate) fn position(self) -> Option<usize> {
        match self {
            DayTerm::In(at) | DayTerm::Holiday(at) => Some(usize::from(at)),
            DayTerm::Outside => None,
        }
    }

    /// The code of the term; empty outside the year.
    pub(crate) fn code(self, table: &TermTable) -> &str {
        self.position().and_then(|at| table.codes.get(at)).map_or("", String::as_str)
    }
}

/// The term of every day of the year, for each scheme, worked out once.
#[derive(Debug)]
pub(crate) struct TermTable {
    /// codes of all terms
    pub(crate) codes: Vec<String>,
    first_day: i32,
    /// of each scheme, the days from the first on
    days: [Vec<DayTerm>; 3],
    /// the scheme of each class of the school
    schemes: Vec<usize>,
}

impl TermTable {
    pub(crate) fn new(world: &World) -> Self {
        let (starts_on, ends_on) = match world.dates {
            Some(dates) => (dates.starts_on, dates.ends_on),
            None => roster::setup::usual_year(world.year),
        };
        let (first_day, last_day) = (starts_on.num_days_from_ce(), ends_on.num_days_from_ce());
        let all: Vec<Term> = TermScheme::ALL.iter().flat_map(|scheme| scheme.terms().to_vec()).collect();
        let days = TermScheme::ALL.map(|scheme| {
            let terms = dated(world, scheme);
            (first_day..=last_day).map(|day| day_term(&terms, &all, day)).collect()
        });
        let scheme_of = |scheme: TermScheme| {
            let found = TermScheme::ALL.iter().position(|other| *other == scheme);
            found.unwrap_or(0)
        };
        Self {
            codes: all.into_iter().map(Term::code).collect(),
            first_day,
            days,
            schemes: world.classes.iter().map(|class| scheme_of(class.scheme())).collect(),
        }
    }

    /// The days of the school year.
    pub(crate) fn all_days(&self) -> impl Iterator<Item = i32> + use<> {
        (self.first_day..).take(self.days[0].len())
    }

    /// The place of a day in the school year; none before it.
    pub(crate) fn place_of(&self, day: i32) -> Option<usize> {
        usize::try_from(i64::from(day) - i64::from(self.first_day)).ok()
    }

    /// The term that a day counts to for the class at this position.
    pub(crate) fn on(&self, class: usize, day: i32) -> DayTerm {
        self.place_of(day).and_then(|at| self.days[self.schemes[class]].get(at).copied()).unwrap_or(DayTerm::Outside)
    }
}

/// The school's own dates of a scheme, or the usual ones where it has none.
fn dated(world: &World, scheme: TermScheme) -> Vec<TermDates> {
    let own: Vec<TermDates> =
        world.terms.iter().filter(|dates| scheme.terms().contains(&dates.term)).copied().collect();
    if own.is_empty() { usual_terms(world.year, scheme) } else { own }
}

fn day_term(terms: &[TermDates], all: &[Term], day: i32) -> DayTerm {
    let Some((term, is_holiday)) = term_on(terms, date_of(day)) else {
        return DayTerm::Outside;
    };
    let at = all.iter().position(|other| *other == term);
    match at.and_then(|at| u8::try_from(at).ok()) {
        Some(at) if is_holiday => DayTerm::Holiday(at),
        Some(at) => DayTerm::In(at),
        None => DayTerm::Outside,
    }
}
