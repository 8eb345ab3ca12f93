//! What is done with a review: fixed, measured in between and for the verdict, closed, proposed on.

use access::{Cx, Sent};
use analyse::engine::{self, NoAnswer};
use axum::extract::Path;
use axum::response::IntoResponse;
use ledger::{Artefact, Change};
use plan::proposals::{self, NewProposal};
use web::{OrMissing, OrRefused, Refusal, Reply, see_other};

use super::form::place_of;
use super::judging::{Judged, Sides, fraction, judge, pairs};
use super::measuring::{Asking, indicator, measure as run};
use super::period::{Period, at, read_group, years_later};
use super::review::{Act, CannotFix, CannotStep, Review};
use super::{EffectHappened, Kind, Measured, Measurement, amending, artefact, labels, pages, queries, words};

/// How a link says that the effect of a decision is looked at.
const MEASURED_BY: &str = "measured_by";

/// Keeps a new review with its baseline, linked to the decision and to its action items.
///
/// # Errors
/// When the database refuses.
pub async fn fix(change: &mut Change, review: &Review, source: Artefact, baseline: &Measurement) -> store::Result<()> {
    queries::insert(change, review).await?;
    queries::add_measurement(change, review.id, baseline).await?;
    for task in queries::tasks(change, source.kind, source.id).await? {
        change.link(decide::action_items::artefact(task.id), artefact(review.id), MEASURED_BY).await?;
    }
    change.link(source, artefact(review.id), MEASURED_BY).await
}

/// Measures a review for its later period, in a change: the reading, and what may be said of it against the baseline.
///
/// # Errors
/// When the database does not answer; inside, why the step cannot be taken.
pub async fn take(
    change: &mut Change,
    review: &Review,
    kind: Kind,
    period: Period,
) -> Result<Result<Measurement, CannotStep>, NoAnswer> {
    let Some(group) = review.group_in(period) else {
        return Ok(Err(CannotStep::NoValue(String::new())));
    };
    let taken = queries::measurements(change, review.id).await?;
    let as_of = engine::usual_date(period.year, change.today());
    let asking = Asking { code: &review.indicator_code, group: &group, period, as_of };
    let Measured { reading, others, passport } = run(change, &asking).await?;
    let reading = match reading {
        Ok(reading) => reading,
        Err(why) => return Ok(Err(CannotStep::NoValue(why))),
    };
    let mut measurement = Measurement {
        kind,
        period,
        group: group.clone(),
        as_of,
        reading,
        others,
        judged: None,
        passport,
        taken_at: change.now(),
        taken_by: change.actor().name.clone(),
    };
    measurement.judged = taken
        .first()
        .map(|baseline| Judged { target: Some(fraction(&review.target)), ..judged(review, baseline, &measurement) });
    queries::add_measurement(change, review.id, &measurement).await?;
    Ok(Ok(measurement))
}

fn judged(review: &Review, baseline: &Measurement, now: &Measurement) -> Judged {
    let years = now.period.year - baseline.period.year;
    let older = |class: &str| {
        let group = years_later(&read_group(&format!("class={class}")), years)?;
        at(&group, formula::Dimension::Class).map(str::to_owned)
    };
    let others = if review.is_compared { pairs(&baseline.others, &now.others, older) } else { Vec::new() };
    let sides = Sides {
        before: baseline.reading.clone(),
        after: now.reading.clone(),
        others,
        is_picked: review.zone_id.is_some(),
    };
    judge(&sides, review.direction, &review.matters, review.is_reached(&now.reading.exact()))
}

/// A measurement in between: for the period that the form names, or the later one.
pub(super) async fn look(cx: Cx, Path(id): Path<i64>, Sent(fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let review = queries::review(&mut change, cx.scope(), id).await?.or_missing()?;
    review.step(Act::Look).or_refused()?;
    let period = Period::from_code(fields.get("period")).unwrap_or(review.after);
    let taken = take(&mut change, &review, Kind::Interim, period).await?.or_refused()?;
    let value = words::value(indicator(&review.indicator_code), &taken.reading.exact());
    let sentence = labels::looked(&review, &value);
    change.commit(&EffectHappened { id, kind: "effect.looked", sentence }).await?;
    Ok(see_other(pages::address(id)).done(labels::LOOKED).into_response())
}

/// The measurement for the verdict.
pub(super) async fn measure(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut change = cx.begin().await?;
    let review = queries::review(&mut change, cx.scope(), id).await?.or_missing()?;
    let state = review.measure(change.today()).or_refused()?;
    let taken = take(&mut change, &review, Kind::Final, review.after).await?.or_refused()?;
    let value = words::value(indicator(&review.indicator_code), &taken.reading.exact());
    let verdict = verdict_of(&taken);
    queries::set_state(&mut change, &review, state, verdict).await?;
    let sentence = labels::measured(&review, (&value, verdict));
    change.commit(&EffectHappened { id, kind: "effect.measured", sentence }).await?;
    Ok(see_other(pages::address(id)).done(labels::MEASURED).into_response())
}

fn verdict_of(taken: &Measurement) -> &'static str {
    words::verdict(taken.judged.as_ref().map_or("", |judged| &judged.verdict)).say()
}

/// Closes the matter, by somebody who does not answer for it.
pub(super) async fn close(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let review = queries::review(&mut change, cx.scope(), id).await?.or_missing()?;
    let closer = queries::closer(&mut change, cx.viewer(), &review).await?;
    let state = review.close(&closer).or_refused()?;
    let Some(note) = fields.long_text("note", labels::CONCLUSION_MISSING) else {
        return pages::page_of(&cx, review, fields).await;
    };
    queries::set_state(&mut change, &review, state, &note).await?;
    let sentence = labels::closed(&review, &note);
    change.commit(&EffectHappened { id, kind: "effect.closed", sentence }).await?;
    Ok(see_other(pages::address(id)).done(labels::CLOSED).into_response())
}

/// Waits for another measurement: on a new date, for the same period or a later one.
pub(super) async fn again(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let known = queries::review(&mut change, cx.scope(), id).await?.or_missing()?;
    let state = known.step(Act::Again).or_refused()?;
    let after = fields.choice("again_after", labels::PERIOD_MISSING, Period::from_code);
    let remeasure_on = fields.date("again_on", labels::DATE_MISSING);
    let reason = fields.long_text("again_reason", labels::REASON_MISSING);
    let (Some(after), Some(remeasure_on), Some(reason)) = (after, remeasure_on, reason) else {
        return pages::page_of(&cx, known, fields).await;
    };
    let review = Review { after, remeasure_on, ..known.clone() };
    let fits = amending::check(&mut change, &review)
        .await?
        .and_then(|direction| if known.is_eased_by(&review) { Err(CannotFix::EasedAfterLook) } else { Ok(direction) });
    if let Err(refusal) = fits {
        let place = if place_of(refusal) == "after" { "again_after" } else { "again_on" };
        fields.refuse(place, refusal.say());
        return pages::page_of(&cx, known, fields).await;
    }
    queries::amend(&mut change, &review).await?;
    queries::add_amendment(&mut change, (&known, &review), &reason).await?;
    queries::set_state(&mut change, &review, state, &reason).await?;
    let sentence = labels::again(&review, &reason);
    change.commit(&EffectHappened { id, kind: "effect.again", sentence }).await?;
    Ok(see_other(pages::address(id)).done(labels::AGAIN).into_response())
}

/// Turns the verdict into a proposal for the plan of the next year.
pub(super) async fn propose(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let review = queries::review(&mut change, cx.scope(), id).await?.or_missing()?;
    let state = review.step(Act::Propose).or_refused()?;
    let text = fields.long_text("words", labels::WORDS_MISSING);
    let year = fields.whole_number("year", review.school_year..=review.school_year + 2, labels::WORDS_MISSING);
    let (Some(text), Some(year)) = (text, year) else {
        return pages::page_of(&cx, review, fields).await;
    };
    let taken = queries::measurements(&mut change, id).await?;
    let verdict = taken.last().map_or("", verdict_of);
    let class = years_later(&review.group, year - review.school_year).unwrap_or_default();
    let new = NewProposal {
        source: artefact(id),
        source_title: review.title.clone(),
        school_year: year,
        words: text.clone(),
        reason: labels::proposal(&review, verdict).1,
        indicators: vec![review.indicator_code.clone()],
        classes: at(&class, formula::Dimension::Class).unwrap_or_default().to_owned(),
    };
    proposals::submit(&mut change, &new).await?;
    queries::set_state(&mut change, &review, state, &text).await?;
    let sentence = labels::proposed(&review, &text);
    change.commit(&EffectHappened { id, kind: "effect.proposed", sentence }).await?;
    Ok(see_other(pages::address(id)).done(labels::PROPOSED).into_response())
}
