//! Enrolling, transferring and withdrawing with a date. Nothing is erased: who leaves stays in the past of the class.

use access::{Cx, May, Routes, Sent};
use axum::extract::Path;
use axum::response::IntoResponse;
use chrono::NaiveDate;
use store::Reads;
use web::forms::Fields;
use web::{OrMissing, Reply, see_other};

use super::Interval;
use super::enrolment::{Held, check_transfer};
use super::pages::{StudentChanged, page_of};
use super::queries::{self, Enrolment, StayInYear};
use crate::classes::queries::{ClassGroup, class_group};
use crate::labels;
use crate::setup::queries::{YearDates, year_dates};

pub(super) fn routes() -> Routes {
    Routes::new().action("/school/students/{id}/enrolment", May::EditRoster, enrol).action(
        "/school/students/{id}/withdrawal",
        May::EditRoster,
        withdraw,
    )
}

/// A class and the first day in it, which lies in the school year of the class.
pub(super) struct Place {
    pub(super) class: ClassGroup,
    pub(super) from_on: NaiveDate,
    year: YearDates,
}

impl Place {
    /// From the first day to the end of the school year.
    fn days(&self) -> Interval {
        Interval { from_on: self.from_on, until_on: self.year.ends_on.succ_opt() }
    }
}

/// Reads the fields `class` and `from_on`; what is wrong is said at the field.
pub(super) async fn place(db: &mut impl Reads, fields: &mut Fields) -> store::Result<Option<Place>> {
    let (class, from_on) = (fields.id("class", labels::PICK_CLASS), fields.date("from_on", labels::FROM_MISSING));
    let Some(class) = class else {
        return Ok(None);
    };
    let Some(class) = class_group(db, class).await? else {
        fields.refuse("class", labels::PICK_CLASS);
        return Ok(None);
    };
    let (Some(from_on), Some(year)) = (from_on, year_dates(db, class.school_year).await?) else {
        return Ok(None);
    };
    if from_on < year.starts_on || from_on > year.ends_on {
        fields.refuse("from_on", labels::outside_year(year.school_year, year.starts_on, year.ends_on));
        return Ok(None);
    }
    Ok(Some(Place { class, from_on, year }))
}

pub(super) fn refuse_before_birth(fields: &mut Fields, birth_on: Option<NaiveDate>, place: Option<&Place>) {
    if let (Some(birth_on), Some(place)) = (birth_on, place)
        && place.from_on <= birth_on
    {
        fields.refuse("from_on", labels::BEFORE_BIRTH);
    }
}

fn held(stay: &StayInYear) -> Held {
    let year_is_over = stay.year_ends_on.succ_opt();
    let until_on = match (stay.until_on, year_is_over) {
        (Some(until), Some(over)) => Some(until.min(over)),
        (until, over) => until.or(over),
    };
    Held { id: stay.id, class_group_id: stay.class_group_id, days: Interval { from_on: stay.from_on, until_on } }
}

/// Enrols into a class from a day; the stay that covers the day ends the day before.
async fn enrol(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let student = queries::student(&mut change, id).await?.or_missing()?;
    let place = place(&mut change, &mut fields).await?;
    refuse_before_birth(&mut fields, student.birth_on, place.as_ref());
    let (Some(place), false) = (place, fields.has_errors()) else {
        return page_of(&cx, id, fields).await;
    };
    let stays = queries::stays_of(&mut change, id).await?;
    let known: Vec<Held> = stays.iter().map(held).collect();
    let left = match check_transfer(place.class.id, place.days(), &known) {
        Ok(left) => left,
        Err(refusal) => {
            fields.refuse("from_on", labels::cannot_enrol(&refusal.to_string()));
            return page_of(&cx, id, fields).await;
        }
    };
    // A day of leaving that was known already stays known in the new class.
    let until_on = left.and_then(|left| stays.iter().find(|stay| stay.id == left.id)).and_then(|stay| stay.until_on);
    if let Some(left) = left {
        queries::end_enrolment(&mut change, left.id, Some(place.from_on)).await?;
    }
    let stay = Enrolment {
        id: 0,
        student_id: id,
        class_group_id: place.class.id,
        from_on: place.from_on,
        until_on,
        batch_id: None,
    };
    queries::enrol(&mut change, &stay).await?;
    let sentence = labels::enrolled(&student.name().full(), &place.class.name, place.from_on);
    change.commit(&StudentChanged { id, sentence }).await?;
    Ok(see_other(format!("/school/students/{id}")).done(labels::SAVED).into_response())
}

/// Says which day was or will be the last in the class; a day said before is corrected.
async fn withdraw(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let student = queries::student(&mut change, id).await?.or_missing()?;
    let Some(last_on) = fields.date("last_on", labels::LAST_MISSING) else {
        return page_of(&cx, id, fields).await;
    };
    let stays = queries::stays_of(&mut change, id).await?;
    let stay = stays.iter().find(|stay| stay.from_on <= last_on).filter(|stay| last_on <= stay.year_ends_on);
    let (Some(stay), Some(until_on)) = (stay, last_on.succ_opt()) else {
        fields.refuse("last_on", labels::NOT_ENROLLED);
        return page_of(&cx, id, fields).await;
    };
    queries::end_enrolment(&mut change, stay.id, Some(until_on)).await?;
    let sentence = labels::withdrawn(&student.name().full(), &stay.class_name, last_on);
    change.commit(&StudentChanged { id, sentence }).await?;
    Ok(see_other(format!("/school/students/{id}")).done(labels::SAVED).into_response())
}
