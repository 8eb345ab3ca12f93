//! A signed report withdrawn with a reason, put away as it was printed, and a new edition begun.

use access::{Cx, Sent};
use axum::extract::Path;
use axum::response::IntoResponse;
use roster::staff::queries::staff;
use web::{Failure, OrMissing, OrRefused, Page, Reply, Stage, filters, see_other};

use super::acts::{done, led, moved, refused};
use super::happenings::InspectionHappened;
use super::pages::{LIST, reader};
use super::queries::{self, Edition};
use super::report::Report;
use super::{labels, report_pages};

/// Withdraws a signed report: it stays readable with the reason, and no decision is made upon it any more.
pub(super) async fn annul(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let (one, report) = led(&mut change, &cx, id).await?;
    let reason = fields.long_text_if_any("reason").unwrap_or_default();
    let state = match report.annul(&reason) {
        Ok(state) => state,
        Err(refusal) => return refused(&cx, id, fields, refusal).await,
    };
    let signature = queries::signature(&mut change, id).await?.or_missing()?;
    let edition = Edition {
        edition: queries::editions(&mut change, id).await?.last().map_or(0, |last| last.edition) + 1,
        signed_on: signature.signed_on,
        signatory: signature.signatory,
        reason,
        annulled_on: change.today(),
        annulled_by: change.actor().name.clone(),
    };
    let people = staff(&mut change).await?;
    let figures = queries::figures(&mut change, id).await?;
    let printed = Report { state, ..report };
    let paper = report_pages::document(&cx, (&one, &printed), (&figures, Some(&edition)), &people).await?;
    queries::save_edition(&mut change, id, &edition, &documents::html::render(&paper)).await?;
    moved(&mut change, &one, state, &edition.reason).await?;
    let said = InspectionHappened::report(&one, "inspection_report.annulled", &labels::annulled(&edition.reason));
    change.commit(&said).await?;
    done(id, labels::ANNULLED)
}

/// Begins a new edition with the words of the withdrawn one.
pub(super) async fn redraft(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut change = cx.begin().await?;
    let (one, report) = led(&mut change, &cx, id).await?;
    let state = report.redraft().or_refused()?;
    queries::unsign(&mut change, id).await?;
    moved(&mut change, &one, state, "").await?;
    let said = InspectionHappened::report(&one, "inspection_report.redrafted", labels::REDRAFTED_SENTENCE);
    change.commit(&said).await?;
    Ok(see_other(format!("{LIST}/{id}/report/edit")).done(labels::REDRAFTED).into_response())
}

#[derive(askama::Template)]
#[template(path = "inspections/edition.html")]
struct EditionPage {
    edition: Edition,
    paper: String,
}

/// A withdrawn edition as it was printed, for the group and those who lead inspections.
pub(super) async fn edition(cx: Cx, Path((id, number)): Path<(i64, i64)>) -> Reply {
    let mut db = cx.store();
    let one = queries::inspection(&mut db, reader(&cx), id).await?.or_missing()?;
    let known = queries::editions(&mut db, id).await?;
    let edition = known.into_iter().find(|edition| edition.edition == number).ok_or_else(Failure::missing)?;
    let paper = queries::edition_paper(&mut db, id, number).await?.or_missing()?;
    let page = Page::new(labels::edition(number)).stage(Stage::Analyse).crumb(labels::INSPECTIONS, LIST);
    let page =
        page.crumb(one.title.clone(), format!("{LIST}/{id}")).crumb(labels::REPORT, format!("{LIST}/{id}/report"));
    cx.page(page.lead(one.title).body(EditionPage { edition, paper })).await
}
