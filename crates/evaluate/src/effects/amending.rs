//! The form that changes target, period and date of a review before it is measured.

use access::{Cx, Sent};
use axum::extract::Path;
use axum::response::IntoResponse;
use ledger::Change;
use measure::effect::Better as Direction;
use roster::setup::queries::terms;
use school::{Exact, ru};
use web::forms::Fields;
use web::ui::Choice;
use web::{OrMissing, OrRefused, Page, Refusal, Reply, Stage, filters, see_other};

use super::form::{aim, aims, is_share, last_day, place_of};
use super::measuring::indicator;
use super::offered::{choices, periods};
use super::review::{Act, CannotFix, CannotStep, Review, State};
use super::{EffectHappened, Kind, labels, pages, queries, words};

#[derive(askama::Template)]
#[template(path = "effects/edit.html")]
struct EditPage {
    review: Review,
    unit: &'static str,
    after: Vec<Choice>,
    /// what somebody else has written meanwhile
    meanwhile: String,
    fields: Fields,
}

pub(super) async fn edit(cx: Cx, Path(id): Path<i64>) -> Reply {
    let review = queries::review(&mut cx.store(), cx.scope(), id).await?.or_missing()?;
    review.step(Act::Amend).or_refused()?;
    let scale = Exact::from_integer(if indicator(&review.indicator_code).is_some_and(is_share) { 100 } else { 1 });
    let matters = review.matters * scale;
    let mut fields = Fields::empty()
        .with("target", formula::exact_words(&(review.target * scale)))
        .with("after", review.after.code())
        .with_date("remeasure_on", Some(review.remeasure_on))
        .with("version", review.version);
    if matters != Exact::from_integer(0) {
        fields = fields.with("matters", formula::exact_words(&matters));
    }
    edit_form(&cx, review, fields, String::new()).await
}

async fn edit_form(cx: &Cx, review: Review, fields: Fields, meanwhile: String) -> Reply {
    let periods = periods(&terms(&mut cx.store(), review.school_year).await?);
    let page = Page::new(labels::EDIT).stage(Stage::Evaluate).crumb(labels::EFFECTS, pages::LIST);
    let page = page.crumb(review.title.clone(), pages::address(review.id)).with_errors_of(&fields);
    let body = EditPage {
        unit: if indicator(&review.indicator_code).is_some_and(is_share) { "%" } else { "" },
        after: choices(&[review.school_year, review.school_year + 1], &periods),
        review,
        meanwhile,
        fields,
    };
    cx.page(page.body(body)).await
}

pub(super) async fn amend(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let known = queries::review(&mut change, cx.scope(), id).await?.or_missing()?;
    known.step(Act::Amend).or_refused()?;
    let packed = indicator(&known.indicator_code);
    if fields.get("version").parse() != Ok(known.version) {
        let target = words::value(packed, &known.target);
        let day = ru::date_short(known.remeasure_on);
        let said = labels::other_target(&known.set_by, &target, known.after, &day);
        let mut again = Fields::empty().with("version", known.version);
        for name in ["target", "matters", "after", "remeasure_on", "reason"] {
            again = again.with(name, fields.get(name));
        }
        again.refuse_all(CannotStep::ChangedMeanwhile(known.set_by.clone()).say());
        return edit_form(&cx, known, again, said).await;
    }
    let (Some(after), Some(target), matters, Some(remeasure_on)) = aims(&mut fields, packed) else {
        return edit_form(&cx, known, fields, String::new()).await;
    };
    let Some(reason) = fields.long_text("reason", labels::REASON_MISSING) else {
        return edit_form(&cx, known, fields, String::new()).await;
    };
    let review = Review { after, target, matters, remeasure_on, ..known.clone() };
    let has_looked = queries::measurements(&mut change, id).await?.iter().any(|one| one.kind != Kind::Baseline);
    let is_eased = (has_looked || known.is_due(change.today())) && known.is_eased_by(&review);
    let checked = if is_eased { Err(CannotFix::EasedAfterLook) } else { check(&mut change, &review).await? };
    let direction = match checked {
        Ok(direction) if !fields.has_errors() => direction,
        other => {
            if let Err(refusal) = other {
                fields.refuse(place_of(refusal), refusal.say());
            }
            return edit_form(&cx, known, fields, String::new()).await;
        }
    };
    let review = Review { direction, ..review };
    queries::amend(&mut change, &review).await?;
    queries::add_amendment(&mut change, (&known, &review), &reason).await?;
    queries::set_state(&mut change, &review, State::Fixed, &reason).await?;
    let sentence = labels::amended(&review, &words::value(packed, &review.target), &reason);
    change.commit(&EffectHappened { id, kind: "effect.amended", sentence }).await?;
    Ok(see_other(pages::address(id)).done(labels::AMENDED).into_response())
}

/// Whether a review may have this target, period and date, against its baseline.
pub(super) async fn check(db: &mut Change, review: &Review) -> store::Result<Result<Direction, CannotFix>> {
    let baseline = queries::measurements(db, review.id).await?.first().map(|first| first.reading.exact());
    Ok(match (indicator(&review.indicator_code), baseline) {
        (Some(packed), Some(baseline)) if review.group_in(review.after).is_some() => {
            let ends_on = last_day(review.after, &terms(db, review.after.year).await?);
            aim(packed, review, (baseline, ends_on)).check(db.today())
        }
        _ => Err(CannotFix::ClassLeaves),
    })
}
