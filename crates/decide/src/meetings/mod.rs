//! Meetings («заседания») of the pedagogical council, with the principal, of the consilium, of the expert group: planned
//! with an agenda, held with a quorum, recorded question by question, signed. Signed minutes stay as they are, and what
//! they ask for becomes action items.
//!
//! **The consilium is guarded.** Only those who take part in it (or preside, or keep its minutes) and may
//! [`May::ReadConsilium`], and the principal, learn that it exists. It has no card and no links in the ledger, is about no
//! problem zone, opens no action items (they would name a child to whoever sees the lists of items), and history says of it
//! only that guarded papers have changed. What it resolves is read in its minutes by those who took part.

mod holding;
mod kind;
mod labels;
mod matters;
mod meeting;
mod minutes;
mod pages;
mod paper;
mod planning;
mod reading;
mod seating;
mod signing;
mod state;
mod voting;

/// The questions this feature asks of the database, and its writes.
pub mod queries;

#[cfg(test)]
mod rule_tests;
#[cfg(test)]
mod tests;

use access::{Cx, May, Role, Routes};
use ledger::{Artefact, Happening};
use store::Reads;
use web::{Failure, OrMissing};

pub use kind::MeetingKind;
pub(crate) use labels::{MEETING, MEETINGS, TO_MEETING};
pub use meeting::{AgendaPoint, Holding, Matter, Meeting, Member, MinutesSignature, asks};
pub use planning::chain;
pub use signing::take_effect;
pub use state::{Act, Cannot, State, TRANSITIONS};
pub use voting::{Votes, has_quorum, quorum_of};

/// The word by which the ledger knows meetings.
pub const KIND: &str = "meeting";
/// The word by which the ledger knows inspections, which a later change brings: here only as a kind and an id.
pub const INSPECTION: &str = "inspection";

/// The addresses of this feature.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .page("/decide/meetings", May::ReadMeetings, pages::list)
        .page("/decide/meetings/new", May::RecordMeetings, planning::new)
        .action("/decide/meetings", May::RecordMeetings, planning::create)
        .page("/decide/meetings/{id}", May::ReadMeetings, pages::show)
        .page("/decide/meetings/{id}/edit", May::RecordMeetings, planning::edit)
        .action("/decide/meetings/{id}", May::RecordMeetings, planning::save)
        .page("/decide/meetings/{id}/removal", May::RecordMeetings, planning::confirm_removal)
        .action("/decide/meetings/{id}/removal", May::RecordMeetings, planning::remove)
        // Those who preside or keep the minutes do so whatever their role: the row says who they are.
        .page("/decide/meetings/{id}/attendance", May::ReadMeetings, holding::attendance)
        .action("/decide/meetings/{id}/attendance", May::ReadMeetings, holding::hold)
        .page("/decide/meetings/{id}/points/{point}", May::ReadMeetings, minutes::point)
        .action("/decide/meetings/{id}/points/{point}", May::ReadMeetings, minutes::record)
        .action("/decide/meetings/{id}/signature", May::ReadMeetings, signing::sign)
        .page("/decide/meetings/{id}/minutes.docx", May::ReadMeetings, pages::docx)
        .page("/decide/meetings/{id}/points/{point}/extract.docx", May::ReadMeetings, pages::extract)
}

/// The meeting as the ledger names it.
#[must_use]
pub fn artefact(id: i64) -> Artefact {
    Artefact { kind: KIND, id }
}

/// Who looks at meetings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Watcher {
    /// the principal
    pub sees_all: bool,
    /// may open a consilium in which they take part
    pub may_take_part: bool,
    /// plans meetings and writes minutes
    pub records: bool,
    /// the member of staff
    pub staff_id: Option<i64>,
}

impl Watcher {
    /// Everything: for the program itself.
    #[must_use]
    pub fn program() -> Self {
        Self { sees_all: true, may_take_part: true, records: true, staff_id: None }
    }

    fn of(cx: &Cx) -> Self {
        let viewer = cx.viewer();
        Self {
            sees_all: viewer.roles.contains(&Role::Principal),
            may_take_part: cx.may(May::ReadConsilium),
            records: cx.may(May::RecordMeetings),
            staff_id: viewer.staff_id,
        }
    }

    /// Whether they note who came and write the minutes of this meeting.
    #[must_use]
    pub fn may_record(self, meeting: &Meeting) -> bool {
        self.records || self.sees_all || meeting.is_officer(self.staff_id)
    }

    /// Whether they sign its minutes.
    #[must_use]
    pub fn may_sign(self, meeting: &Meeting) -> bool {
        self.sees_all || meeting.is_officer(self.staff_id)
    }

    /// Whether they read its minutes: signed ones, or their own work.
    #[must_use]
    pub fn reads_minutes(self, meeting: &Meeting) -> bool {
        meeting.signature.is_some() || self.may_record(meeting)
    }
}

/// A meeting that the viewer holds or whose minutes they write.
async fn recorded_by(db: &mut impl Reads, cx: &Cx, id: i64) -> Result<Meeting, Failure> {
    let watcher = Watcher::of(cx);
    let meeting = queries::meeting(db, watcher, id).await?;
    meeting.filter(|meeting| watcher.may_record(meeting)).or_missing()
}

/// Something happened to a meeting. Of a guarded one it says nothing but that something did.
pub struct MeetingHappened {
    id: i64,
    kind: &'static str,
    sentence: String,
}

impl MeetingHappened {
    fn said(meeting: &Meeting, kind: &'static str, sentence: String) -> Self {
        if meeting.kind.is_guarded() {
            return Self { id: meeting.id, kind: "meeting.changed", sentence: labels::GUARDED_CHANGED.to_owned() };
        }
        Self { id: meeting.id, kind, sentence }
    }

    /// It was planned, or its plan was changed.
    #[must_use]
    pub fn planned(meeting: &Meeting) -> Self {
        Self::said(meeting, "meeting.planned", labels::was_planned(meeting))
    }

    /// Its plan was thrown away.
    #[must_use]
    pub fn removed(meeting: &Meeting) -> Self {
        Self::said(meeting, "meeting.removed", labels::was_removed(meeting))
    }

    /// It was held.
    #[must_use]
    pub fn held(meeting: &Meeting) -> Self {
        Self::said(meeting, "meeting.held", labels::was_held(meeting))
    }

    /// The minutes of a question were written.
    #[must_use]
    pub fn recorded(meeting: &Meeting, place: i64) -> Self {
        Self::said(meeting, "meeting.recorded", labels::was_recorded(meeting, place))
    }

    /// The minutes were signed.
    #[must_use]
    pub fn signed(meeting: &Meeting, signature: &MinutesSignature) -> Self {
        Self::said(meeting, "meeting.signed", labels::was_signed(meeting, signature))
    }
}

impl Happening for MeetingHappened {
    fn kind(&self) -> &'static str {
        self.kind
    }
    fn subject(&self) -> Artefact {
        artefact(self.id)
    }
    fn sentence(&self) -> String {
        self.sentence.clone()
    }
}
