//! A plan for a school year that the school has not opened yet opens it; the next year is begun from here.

use access::{Cx, May, Routes, Sent};
use axum::response::IntoResponse;
use ledger::{Artefact, Change};
use roster::setup::queries::{ensure_year, school_years};
use school::SchoolYear;
use web::{Reply, see_other};

use crate::happened::PlanHappened;
use crate::labels;

/// The addresses of this feature.
pub(crate) fn routes() -> Routes {
    Routes::new().action("/plan/next-year", May::EditPlan, begin)
}

/// Puts the school year into the school's list, with the usual dates, unless it is there: otherwise nobody could pick it.
/// Answers whether it is new.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn open(change: &mut Change, school_year: i64) -> store::Result<bool> {
    ensure_year(change, SchoolYear(school_year)).await
}

/// The school year whose plan can be begun from the newest one; nothing where that is too early, or not for this viewer.
pub(crate) async fn to_begin(cx: &Cx) -> store::Result<Option<i64>> {
    let years = school_years(&mut cx.store()).await?;
    let newest = years.first().map(|dates| dates.school_year);
    let next = newest.filter(|_| cx.may(May::EditPlan)).map(|newest| newest + 1);
    let is_newest = newest == Some(cx.year().await?);
    Ok(next.filter(|next| is_newest && *next <= SchoolYear::containing(cx.today()).0 + 1))
}

/// Opens the year after the newest and picks it.
async fn begin(cx: Cx, Sent(fields): Sent) -> Reply {
    let back = fields.get("back").to_owned();
    let Some(year) = to_begin(&cx).await? else {
        return Ok(see_other(back).caution(labels::NO_YEAR_TO_BEGIN).into_response());
    };
    let mut change = cx.begin().await?;
    open(&mut change, year).await?;
    let subject = Artefact { kind: "school_year", id: year };
    let sentence = labels::year_begun(year);
    change.commit(&PlanHappened { kind: "plan.year_begun", subject, sentence: sentence.clone() }).await?;
    Ok(access::with_year(see_other(back).done(sentence).into_response(), year))
}
