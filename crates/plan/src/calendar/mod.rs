//! The cyclogram («циклограмма ВСОКО»): which procedure of quality assurance runs when in a school year, on what, by whom,
//! by what instrument, and what is decided about its result.

/// The council's adoption of the cyclogram, and what came after it.
pub mod adoption;
/// Rows that come together: the year template, the roll-over from the year before; and their undoing.
pub mod batches;
mod column;
mod entry;
mod feed;
mod form;
mod grid;
#[cfg(test)]
mod grid_tests;
mod labels;
mod naming;
mod overview;
mod pages;
mod paper;
mod procedure;
/// The questions this feature asks of the database, and its writes.
pub mod queries;
#[cfg(test)]
mod tests;
mod views;
#[cfg(test)]
mod views_tests;

#[cfg(test)]
pub(crate) use tests::orlova as orlova_of;

use access::{May, Routes};
pub use column::Column;
use ledger::{Artefact, Happening};
pub use procedure::{Area, Procedure, ProcedureKind};

use crate::indicators::CatalogueOf;

/// The word by which the ledger knows procedures.
pub const KIND: &str = "procedure";

/// The procedure as the ledger names it.
#[must_use]
pub fn artefact(id: i64) -> Artefact {
    Artefact { kind: KIND, id }
}

/// The addresses of this feature; indicators are chosen from the checked packs.
#[must_use]
pub fn routes(catalogue: CatalogueOf) -> Routes {
    Routes::new()
        .page("/plan/calendar", May::ReadPlan, move |cx, query| pages::list(cx, query, catalogue))
        .page("/plan/calendar/new", May::EditPlan, move |cx| form::new(cx, catalogue))
        .action("/plan/calendar", May::EditPlan, move |cx, sent| form::create(cx, sent, catalogue))
        .page("/plan/calendar/{id}", May::ReadPlan, move |cx, id| pages::show(cx, id, catalogue))
        .page("/plan/calendar/{id}/edit", May::EditPlan, move |cx, id| form::edit(cx, id, catalogue))
        .action("/plan/calendar/{id}", May::EditPlan, move |cx, id, sent| form::save(cx, id, sent, catalogue))
        .page("/plan/calendar/{id}/removal", May::EditPlan, form::confirm_removal)
        .action("/plan/calendar/{id}/removal", May::EditPlan, form::remove)
        .action("/plan/calendar/{id}/return", May::EditPlan, form::bring_back)
        .action("/plan/calendar/{id}/completion", May::ReadPlan, move |cx, id, sent| {
            pages::complete(cx, id, sent, catalogue)
        })
        .action("/plan/calendar/{id}/completion/removal", May::ReadPlan, pages::reopen)
        .page("/plan/calendar/months", May::ReadPlan, views::months)
        .page("/plan/calendar/gantt", May::ReadPlan, views::gantt)
        .page("/plan/calendar/paper.docx", May::ReadPlan, move |cx, query| paper::docx(cx, query, catalogue))
        .page("/plan/calendar/table.xlsx", May::ReadPlan, move |cx, query| paper::xlsx(cx, query, catalogue))
        .page("/plan/calendar/feed", May::ReadPlan, feed::show)
        .action("/plan/calendar/feed", May::ReadPlan, feed::renew)
        .action("/plan/calendar/feed/{id}/revocation", May::ReadPlan, feed::revoke)
        .page("/calendar/{file}", May::Anyone, feed::answer)
        .page("/plan/calendar/grid", May::EditPlan, move |cx| grid::edit(cx, catalogue))
        .action("/plan/calendar/grid", May::EditPlan, move |cx, sent| grid::save(cx, sent, catalogue))
        .page("/plan/calendar/adoption", May::ApprovePlan, adoption::confirm)
        .action("/plan/calendar/adoption", May::ApprovePlan, adoption::adopt)
        .action("/plan/calendar/adoption/withdrawal", May::ApprovePlan, adoption::withdraw)
        .page("/plan/calendar/template", May::EditPlan, move |cx| batches::template_preview(cx, catalogue))
        .action("/plan/calendar/template", May::EditPlan, move |cx, sent| batches::take_template(cx, sent, catalogue))
        .page("/plan/calendar/roll-over", May::EditPlan, move |cx| batches::roll_over_preview(cx, catalogue))
        .action("/plan/calendar/roll-over", May::EditPlan, move |cx, sent| batches::roll_over(cx, sent, catalogue))
        .action("/plan/calendar/batches/{id}/undoing", May::EditPlan, batches::undo)
}

/// Something happened to the cyclogram.
pub struct CalendarHappened {
    subject: Artefact,
    kind: &'static str,
    sentence: String,
}

impl CalendarHappened {
    /// Something happened to one row.
    #[must_use]
    pub fn of_row(id: i64, kind: &'static str, sentence: String) -> Self {
        Self { subject: artefact(id), kind, sentence }
    }

    /// A row was entered.
    #[must_use]
    pub fn added(row: &Procedure) -> Self {
        Self::of_row(row.id, "procedure.added", labels::added(&row.name, row.school_year))
    }

    fn of_feed(id: i64, kind: &'static str, sentence: String) -> Self {
        Self { subject: Artefact { kind: "calendar_feed", id }, kind, sentence }
    }

    /// Something happened to the cyclogram of a school year as a whole.
    #[must_use]
    pub fn of_year(school_year: i64, kind: &'static str, sentence: String) -> Self {
        Self { subject: Artefact { kind: "quality_calendar", id: school_year }, kind, sentence }
    }
}

impl Happening for CalendarHappened {
    fn kind(&self) -> &'static str {
        self.kind
    }
    fn subject(&self) -> Artefact {
        self.subject
    }
    fn sentence(&self) -> String {
        self.sentence.clone()
    }
}
