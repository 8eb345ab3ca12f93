use chrono::NaiveDate;

/// A stay in a class: from the first day, until the day after the last; open while the student is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// first day
    pub from_on: NaiveDate,
    /// the first day that is no longer part of it
    pub until_on: Option<NaiveDate>,
}

impl Interval {
    /// Whether the stay covers this day.
    #[must_use]
    pub fn covers(&self, on: NaiveDate) -> bool {
        self.from_on <= on && self.until_on.is_none_or(|until| on < until)
    }

    fn overlaps(&self, other: &Interval) -> bool {
        let begins_before_end = |one: &Interval, two: &Interval| two.until_on.is_none_or(|until| one.from_on < until);
        begins_before_end(self, other) && begins_before_end(other, self)
    }
}

/// Why a student cannot be enrolled so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotEnrol {
    /// the last day is before the first
    #[error("дата выбытия не позже даты прибытия")]
    Backwards,
    /// the student is in this class already
    #[error("в этот день ученик уже числится в этом классе")]
    AlreadyThere,
    /// the student is in another class on some of these days
    #[error("в эти дни ученик уже числится в другом классе (с {0})")]
    Overlaps(NaiveDate),
}

/// Checks a new stay against those the student already has: a student is in one class at a time.
///
/// # Errors
/// [`CannotEnrol`].
pub fn check_enrolment(new: Interval, others: &[Interval]) -> Result<(), CannotEnrol> {
    if new.until_on.is_some_and(|until| until <= new.from_on) {
        return Err(CannotEnrol::Backwards);
    }
    match others.iter().find(|other| new.overlaps(other)) {
        Some(other) => Err(CannotEnrol::Overlaps(other.from_on)),
        None => Ok(()),
    }
}

/// A stay that a student already has, as a new one meets it: without a last day it lasts to the end of its school year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Held {
    pub(crate) id: i64,
    pub(crate) class_group_id: i64,
    pub(crate) days: Interval,
}

/// The stay that ends when the student is enrolled into a class from a day until the end of its school year: the one that
/// covers that day, if any. Stays before it remain as they were.
pub(crate) fn check_transfer(class_group_id: i64, days: Interval, held: &[Held]) -> Result<Option<Held>, CannotEnrol> {
    let left = held.iter().find(|stay| stay.days.covers(days.from_on)).copied();
    if left.is_some_and(|stay| stay.class_group_id == class_group_id) {
        return Err(CannotEnrol::AlreadyThere);
    }
    let ends = |stay: &Held| left.is_some_and(|left| left.id == stay.id && left.days.from_on < days.from_on);
    let others: Vec<Interval> = held.iter().filter(|stay| !ends(stay)).map(|stay| stay.days).collect();
    check_enrolment(days, &others)?;
    Ok(left)
}
