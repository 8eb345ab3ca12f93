//! Runs the formula of a review: for its group, and for the other classes of the year group.

use analyse::engine::{self, Asked, NoAnswer};
use chrono::NaiveDate;
use formula::{Dimension, Group, Indicator, Outcome};
use school::Term;
use store::Reads;

use super::judging::{Other, Reading, fraction};
use super::period::{Period, at};

/// What is to be measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asking<'a> {
    /// code of the indicator
    pub code: &'a str,
    /// the group, without its term
    pub group: &'a Group,
    /// the period
    pub period: Period,
    /// the date on which people are counted
    pub as_of: NaiveDate,
}

/// What was measured.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    /// the value, or why there is none
    pub reading: Result<Reading, String>,
    /// the other classes of the year group that have a value
    pub others: Vec<Other>,
    /// by what formula
    pub passport: String,
}

impl Asking<'_> {
    fn asked(&self, group: &Group) -> Asked {
        let asked = Asked::whole(self.period.year, self.as_of).codes([self.code]);
        let limited = group.iter().fold(asked, |asked, (dimension, value)| match value {
            Some(value) => asked.only(*dimension, value.clone()),
            None => asked,
        });
        // The year is the usual period of every population; not all of them know the word.
        if self.period.term == Term::Year { limited } else { limited.only(Dimension::Term, self.period.term.code()) }
    }
}

/// Measures a group, and the other classes beside a class.
///
/// # Errors
/// When the indicator is unknown or the database does not answer.
pub async fn measure(db: &mut impl Reads, asking: &Asking<'_>) -> Result<Measured, NoAnswer> {
    let asked = asking.asked(asking.group);
    let computed = engine::recalculate_within(db, &asked).await?;
    let reading = match computed.outcomes.first() {
        Some(outcome) => match reading(outcome) {
            Some(mut reading) => {
                if reading.part.is_none() {
                    reading.sd = engine::spread(db, &asked, outcome).await?.map(|spread| spread.sd);
                }
                Ok(reading)
            }
            None => Err(outcome.state.why().map(formula::Why::say).unwrap_or_default()),
        },
        None => Err(formula::Why::NoData.say()),
    };
    Ok(Measured { reading, others: others(db, asking).await?, passport: passport(asking) })
}

fn reading(outcome: &Outcome) -> Option<Reading> {
    let value = fraction(&outcome.value()?);
    Some(Reading { value, part: outcome.part(), whole: outcome.whole(), n: outcome.n(), sd: None })
}

/// The other classes of the year group, where the group is one class.
async fn others(db: &mut impl Reads, asking: &Asking<'_>) -> Result<Vec<Other>, NoAnswer> {
    let Some(own) = at(asking.group, Dimension::Class) else { return Ok(Vec::new()) };
    let year_group: String = own.chars().take_while(char::is_ascii_digit).collect();
    let mut group: Group =
        asking.group.iter().filter(|(dimension, _)| *dimension != Dimension::Class).cloned().collect();
    group.push((Dimension::YearGroup, Some(year_group)));
    let asked = asking.asked(&group).by(vec![Dimension::Class]);
    let computed = engine::recalculate_within(db, &asked).await?;
    let other = |outcome: &Outcome| {
        let class = outcome.at(Dimension::Class).filter(|class| *class != own)?;
        Some(Other { class: class.to_owned(), reading: reading(outcome)? })
    };
    Ok(computed.outcomes.iter().filter_map(other).collect())
}

/// Pack, version and the formula in words.
fn passport(asking: &Asking<'_>) -> String {
    let request = formula::Request::whole(asking.period.year, asking.as_of);
    let Ok(explanation) = engine::catalogue().explain(asking.code, &request) else { return String::new() };
    format!("{}: {}", explanation.pack, explanation.formula)
}

/// The indicator of a review; packs change, reviews stay.
#[must_use]
pub(super) fn indicator(code: &str) -> Option<&'static Indicator> {
    engine::catalogue().indicator(code)
}
