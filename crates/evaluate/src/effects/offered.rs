//! What the forms of reviews offer to choose from.

use analyse::{engine, shown};
use chrono::NaiveDate;
use formula::{Dimension, Unit};
use roster::classes::queries::class_groups;
use roster::setup::TermDates;
use school::{EducationLevel, SchoolYear, Term, TermScheme};
use store::Reads;
use web::ui::Choice;

use super::period::Period;
use super::review::Review;

/// The terms in use, in order, and the year.
pub(super) fn periods(dates: &[TermDates]) -> Vec<Term> {
    let mut terms: Vec<Term> = dates.iter().map(|known| known.term).collect();
    if terms.is_empty() {
        terms = TermScheme::Quarters.terms().to_vec();
    }
    terms.push(Term::Year);
    terms.sort_by_key(|term| term.position());
    terms.dedup();
    terms
}

pub(super) fn choices(years: &[i64], terms: &[Term]) -> Vec<Choice> {
    let all = years.iter().flat_map(|year| terms.iter().map(|term| Period { year: *year, term: *term }));
    all.map(|period| Choice::new(period.code(), period.words())).collect()
}

pub(super) fn indicators(today: NaiveDate) -> Vec<Choice> {
    let known = engine::catalogue().indicators().filter(|one| one.is_in_force(today) && one.unit != Unit::YesNo);
    known.map(|one| Choice::new(&one.code, one.name.clone())).collect()
}

pub(super) async fn groups(db: &mut impl Reads, year: i64) -> store::Result<Vec<Choice>> {
    let classes = class_groups(db, year).await?;
    let mut years: Vec<i64> = classes.iter().map(|class| class.year_group).collect();
    years.dedup();
    let choice = |dimension: Dimension, value: &str| {
        Choice::new(format!("{}={value}", dimension.code()), shown::place(dimension, Some(value)))
    };
    let mut groups: Vec<Choice> = classes.iter().map(|class| choice(Dimension::Class, &class.name)).collect();
    groups.extend(years.iter().map(|year| choice(Dimension::YearGroup, &year.to_string())));
    groups.extend(EducationLevel::ALL.iter().map(|level| choice(Dimension::Level, level.code())));
    Ok(groups)
}

/// The most periods that are offered for a look in between.
const MOST_LOOKS: usize = 8;

/// The periods between the baseline and the verdict, in which one may look how it goes.
pub(super) fn looks(review: &Review) -> Vec<Choice> {
    let mut period = review.before.next();
    let mut found = Vec::new();
    while review.after.is_after(period) && found.len() < MOST_LOOKS {
        found.push(period);
        period = period.next();
    }
    found.push(review.after);
    found.into_iter().map(|period| Choice::new(period.code(), period.words())).collect()
}

/// The period of the verdict and the ones after it, for another measurement.
pub(super) fn later(review: &Review) -> Vec<Choice> {
    let mut periods = vec![review.after];
    while periods.len() <= MOST_LOOKS / 2 {
        periods.push(periods[periods.len() - 1].next());
    }
    let fits = |period: &Period| review.group_in(*period).is_some();
    periods.into_iter().filter(fits).map(|period| Choice::new(period.code(), period.words())).collect()
}

/// «2025/26» for the years a proposal may be made for.
pub(super) fn plan_years(review: &Review) -> Vec<Choice> {
    let years = review.school_year + 1..=review.school_year + 2;
    years.map(|year| Choice::new(year, SchoolYear(year).short())).collect()
}
