//! The review is signed and stays as it was; a new edition is begun.

use access::{Cx, Sent};
use axum::extract::Path;
use axum::response::IntoResponse;
use roster::setup::queries::{school, year_dates};
use web::forms::Fields;
use web::{OrMissing, OrRefused, Reply, see_other};

use super::labels;
use super::pages::{Reviewed, address, checked, counted, describe, edition_page, page_of, paper_of, state_of};
use super::paper::signatory;
use super::queries::{self, Edition};
use super::state::Act;

/// The principal signs: what is counted now is kept.
pub(super) async fn sign(cx: Cx, Path(year): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    checked(&mut change, &cx, year).await?;
    let editions = queries::editions(&mut change, year).await?;
    let state = state_of(&editions).step(Act::Sign).or_refused()?;
    let number = fields.text("number", labels::NUMBER_MISSING);
    let signed_on = fields.date("signed_on", labels::DAY_MISSING);
    let starts_on = year_dates(&mut change, year).await?.or_missing()?.starts_on;
    if signed_on.is_some_and(|day| day < starts_on || day > cx.today()) {
        fields.refuse("signed_on", labels::DAY_WRONG);
    }
    let (Some(number), Some(signed_on), false) = (number, signed_on, fields.has_errors()) else {
        return page_of(&cx, year, fields).await;
    };
    let content = counted(&mut change, year, cx.today()).await?;
    let edition = Edition {
        edition: editions.first().map_or(1, |last| last.edition + 1),
        number,
        signed_on,
        signatory: signatory(&school(&mut change).await?.unwrap_or_default()),
        content_json: serde_json::to_string(&content).expect("numbers and texts always serialise"),
        reason: None,
        reopened_by: None,
    };
    queries::sign(&mut change, year, &edition).await?;
    describe(&mut change, year, state).await?;
    let sentence = labels::signed(year, &edition.number);
    change.commit(&Reviewed { year, kind: "management_review.signed", sentence }).await?;
    Ok(see_other(address(year)).done(labels::SIGNED).into_response())
}

/// The principal begins a new edition; the signed one stays.
pub(super) async fn reopen(cx: Cx, Path(year): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    checked(&mut change, &cx, year).await?;
    let editions = queries::editions(&mut change, year).await?;
    let state = state_of(&editions).step(Act::Reopen).or_refused()?;
    let last = editions.first().or_missing()?;
    let Some(reason) = fields.long_text("reason", labels::REASON_MISSING) else {
        return page_of(&cx, year, fields).await;
    };
    queries::reopen(&mut change, year, last.edition, &reason).await?;
    describe(&mut change, year, state).await?;
    let sentence = labels::reopened(year, &reason);
    change.commit(&Reviewed { year, kind: "management_review.reopened", sentence }).await?;
    Ok(see_other(address(year)).done(labels::REOPENED).into_response())
}

/// A signed edition as it was.
pub(super) async fn edition(cx: Cx, Path((year, edition)): Path<(i64, i64)>) -> Reply {
    let editions = queries::editions(&mut cx.store(), year).await?;
    let one = editions.iter().find(|one| one.edition == edition).cloned().or_missing()?;
    edition_page(&cx, (year, &editions), Some(one), Fields::empty()).await
}

pub(super) async fn docx(cx: Cx, Path((year, edition)): Path<(i64, i64)>) -> Reply {
    let editions = queries::editions(&mut cx.store(), year).await?;
    let one = editions.iter().find(|one| one.edition == edition).or_missing()?;
    paper_of(&cx, year, Some(one)).await
}
