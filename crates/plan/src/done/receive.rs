//! Setting the mark and taking it back, for every sort of row alike.

use access::Cx;
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use ledger::Artefact;
use web::forms::Fields;
use web::{Failure, OrMissing, see_other};

use super::{labels, mark, queries};
use crate::happened::PlanHappened;

/// The row that is marked.
pub(crate) struct Subject<'n> {
    pub(crate) artefact: Artefact,
    pub(crate) school_year: i64,
    pub(crate) name: &'n str,
    /// its page
    pub(crate) href: String,
}

/// What became of a sent mark.
pub(crate) enum Marked {
    /// it is set: where to go on
    Set(Response),
    /// the form again, with what is wrong
    Refused(Fields),
}

/// The form of the mark, as it is offered first.
pub(crate) fn filled(today: NaiveDate) -> Fields {
    Fields::empty().with_date("done_on", Some(today))
}

/// Sets the mark as the form says. The caller has asked whether the viewer may.
pub(crate) async fn receive(cx: &Cx, subject: Subject<'_>, mut fields: Fields) -> Result<Marked, Failure> {
    let done_on = fields.date("done_on", labels::DAY_MISSING);
    let note = fields.long_text_if_any("done_note").unwrap_or_default();
    if done_on.is_some_and(|day| day > cx.today()) {
        fields.refuse("done_on", labels::IN_FUTURE);
    }
    let (Some(done_on), false) = (done_on, fields.has_errors()) else {
        return Ok(Marked::Refused(fields));
    };
    let mut change = cx.begin().await?;
    mark(&mut change, (subject.artefact, subject.school_year), (done_on, &note)).await?;
    let sentence = labels::marked(subject.name, done_on);
    change.commit(&PlanHappened { kind: "plan.done", subject: subject.artefact, sentence }).await?;
    Ok(Marked::Set(see_other(subject.href).done(labels::MARKED).into_response()))
}

/// Takes the mark back.
pub(crate) async fn take_back(cx: &Cx, subject: Subject<'_>) -> Result<Response, Failure> {
    let mut change = cx.begin().await?;
    queries::remove_done(&mut change, subject.artefact.kind, subject.artefact.id).await?.then_some(()).or_missing()?;
    let sentence = labels::taken_back(subject.name);
    change.commit(&PlanHappened { kind: "plan.done_taken_back", subject: subject.artefact, sentence }).await?;
    Ok(see_other(subject.href).done(labels::TAKEN_BACK).into_response())
}
