//! Lists of people: the roster of students («контингент») and the staff list.

pub(crate) mod queries;
pub(crate) mod staff;
pub(crate) mod students;

use chrono::NaiveDate;

use super::dirt;
use super::finding::Place;
use super::resolver::Resolver;

/// The date of birth, unless the age on a day is impossible: that is told, and the date is not taken.
fn believed(
    resolver: &mut Resolver<'_>,
    born: NaiveDate,
    on: NaiveDate,
    (youngest, oldest): (u32, u32),
    place: &Place,
) -> Option<NaiveDate> {
    if on.years_since(born).is_some_and(|age| (youngest..=oldest).contains(&age)) {
        return Some(born);
    }
    let text = school::ru::date_short(born);
    resolver.error("birth_impossible", place, &text, dirt::impossible_birth(born, youngest, oldest));
    None
}
