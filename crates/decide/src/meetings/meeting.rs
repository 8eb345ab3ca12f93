//! What a meeting is, in which states it is, and what is refused. Pure.

use chrono::NaiveDate;

use super::kind::MeetingKind;
use super::state::{Act, Cannot, State, TRANSITIONS};
use super::voting::{Votes, has_quorum};
use crate::method::Method;
use crate::orders::Clause;
use crate::people::Named;

/// A meeting («заседание») with its agenda and, once it was held, its minutes («протокол»).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// id
    pub id: i64,
    /// the school year it is about
    pub school_year: i64,
    /// whose meeting
    pub kind: MeetingKind,
    /// the day it is planned for
    pub planned_on: NaiveDate,
    /// «15:00»; may be empty
    pub starts_at: String,
    /// «Актовый зал»; may be empty
    pub place: String,
    /// who presides («председатель»)
    pub chair: Named,
    /// who keeps the minutes («секретарь»)
    pub secretary: Named,
    /// the members of the body; before a pedagogical council is held, nobody yet
    pub members: Vec<Member>,
    /// the agenda («повестка»)
    pub points: Vec<AgendaPoint>,
    /// how often its plan was saved
    pub version: i64,
    /// that it was held
    pub holding: Option<Holding>,
    /// that its minutes were signed
    pub signature: Option<MinutesSignature>,
}

/// A member of the body at one meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// who
    pub named: Named,
    /// whether they came; not known before the meeting
    pub is_present: bool,
}

/// A question of the agenda («вопрос повестки»).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaPoint {
    /// id; 0 for a new one
    pub id: i64,
    /// 1, 2, 3 …
    pub place: i64,
    /// «Об итогах 1-й четверти»
    pub topic: String,
    /// who reports
    pub speaker: Named,
    /// what it is about
    pub matters: Vec<Matter>,
    /// «СЛУШАЛИ»
    pub heard: String,
    /// «ВЫСТУПИЛИ», a speaker a line
    pub spoke: String,
    /// «ГОЛОСОВАЛИ», once they have
    pub votes: Option<Votes>,
    /// by what means the resolution works
    pub method: Method,
    /// «РЕШИЛИ»
    pub clauses: Vec<Clause>,
    /// how often it was saved
    pub version: i64,
}

/// What a question is about: an artefact of an earlier stage, by the kind and id that the ledger knows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Matter {
    /// `problem_zone`, `inspection`, `procedure`
    pub kind: String,
    /// id
    pub id: i64,
}

/// That a meeting was held.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Holding {
    /// when
    pub held_on: NaiveDate,
    /// who was invited besides the members; may be empty
    pub invited: String,
}

/// That the minutes were signed.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct MinutesSignature {
    /// «3»
    pub number: String,
    /// when
    pub signed_on: NaiveDate,
    /// who presided
    pub chair: String,
    /// who kept the minutes
    pub secretary: String,
    /// who signed them in the program: the chair, the secretary or the principal
    pub signed_by: String,
}

impl Meeting {
    /// A meeting of which only the kind is known.
    #[must_use]
    pub fn blank(id: i64, school_year: i64, kind: MeetingKind, planned_on: NaiveDate) -> Self {
        Self {
            id,
            school_year,
            kind,
            planned_on,
            starts_at: String::new(),
            place: String::new(),
            chair: Named::default(),
            secretary: Named::default(),
            members: Vec::new(),
            points: Vec::new(),
            version: 0,
            holding: None,
            signature: None,
        }
    }

    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> State {
        match (&self.holding, &self.signature) {
            (_, Some(_)) => State::Signed,
            (Some(_), None) => State::Held,
            (None, None) => State::Planned,
        }
    }

    /// Whether an act is possible in the state it is in.
    ///
    /// # Errors
    /// When it is not.
    pub fn admits(&self, act: Act) -> Result<(), Cannot> {
        let state = self.state();
        let is_known = TRANSITIONS.iter().any(|(from, known, _)| (*from, *known) == (state, act));
        match (state, act) {
            (State::Planned, Act::Remove) => Ok(()),
            _ if is_known => Ok(()),
            (State::Signed, _) => Err(Cannot::Signed),
            (State::Held, _) => Err(Cannot::Held),
            (State::Planned, _) => Err(Cannot::NotHeld),
        }
    }

    /// The day it was held, or is planned for.
    #[must_use]
    pub fn day(&self) -> NaiveDate {
        self.holding.as_ref().map_or(self.planned_on, |holding| holding.held_on)
    }

    /// How many questions there are.
    #[must_use]
    pub fn point_count(&self) -> i64 {
        count(self.points.iter())
    }

    /// How many members came.
    #[must_use]
    pub fn present(&self) -> i64 {
        count(self.members.iter().filter(|member| member.is_present))
    }

    /// How many members there are.
    #[must_use]
    pub fn member_count(&self) -> i64 {
        count(self.members.iter())
    }

    /// Whether somebody is among those who came.
    #[must_use]
    pub fn came(&self, who: &Named) -> bool {
        self.members.iter().any(|member| member.is_present && member.named.is_same(who))
    }

    /// Whether this member of staff presides or keeps the minutes.
    #[must_use]
    pub fn is_officer(&self, staff_id: Option<i64>) -> bool {
        staff_id.is_some() && (self.chair.staff_id == staff_id || self.secretary.staff_id == staff_id)
    }

    /// The meeting as those know it who may not read minutes that nobody has signed: what it is about.
    #[must_use]
    pub fn agenda_only(&self) -> Meeting {
        let bare = |point: &AgendaPoint| AgendaPoint {
            heard: String::new(),
            spoke: String::new(),
            votes: None,
            clauses: Vec::new(),
            ..point.clone()
        };
        Meeting { points: self.points.iter().map(bare).collect(), ..self.clone() }
    }

    /// What changes whenever anything in plan or minutes is saved: whoever signs sends back what was on the page.
    #[must_use]
    pub fn stamp(&self) -> String {
        let of_point = |point: &AgendaPoint| format!("-{}.{}", point.id, point.version);
        format!("{}{}", self.version, self.points.iter().map(of_point).collect::<String>())
    }

    /// Whether enough members came, as far as the kind of meeting asks for it.
    #[must_use]
    pub fn has_quorum(&self) -> bool {
        !self.kind.decides_by_vote() || has_quorum(self.present(), self.member_count())
    }

    /// Notes that it was held, and who came.
    ///
    /// # Errors
    /// [`Cannot`] says why not.
    pub fn hold(&self, holding: Holding, members: Vec<Member>, today: NaiveDate) -> Result<Meeting, Cannot> {
        self.admits(Act::Hold)?;
        if self.points.is_empty() {
            return Err(Cannot::AgendaMissing);
        }
        if holding.held_on > today {
            return Err(Cannot::NotYet);
        }
        let held = Meeting { holding: Some(holding), members, ..self.clone() };
        if held.present() == 0 { Err(Cannot::NobodyPresent) } else { Ok(held) }
    }

    /// Whether the minutes may say this about a question. Drafts may be incomplete, but not impossible.
    ///
    /// # Errors
    /// [`Cannot`] says why not.
    pub fn record(&self, point: &AgendaPoint) -> Result<(), Cannot> {
        self.admits(Act::Record)?;
        self.votes_fit(point)
    }

    fn votes_fit(&self, point: &AgendaPoint) -> Result<(), Cannot> {
        let present = self.present();
        match point.votes {
            Some(votes) if !votes.fit(present) => {
                Err(Cannot::TooManyVotes { point: point.place, votes: votes.sum(), present })
            }
            _ => Ok(()),
        }
    }

    /// Signs the minutes.
    ///
    /// # Errors
    /// [`Cannot`] says what is missing.
    pub fn sign(&self, signature: MinutesSignature) -> Result<Meeting, Cannot> {
        self.admits(Act::Sign)?;
        let held_on = self.day();
        if self.chair.is_empty() {
            return Err(Cannot::ChairMissing);
        }
        if self.secretary.is_empty() {
            return Err(Cannot::SecretaryMissing);
        }
        if signature.number.trim().is_empty() {
            return Err(Cannot::NumberMissing);
        }
        if signature.signed_on < held_on {
            return Err(Cannot::SignedBeforeHeld);
        }
        if !self.has_quorum() {
            return Err(Cannot::NoQuorum { present: self.present(), members: self.member_count() });
        }
        if !self.came(&self.chair) {
            return Err(Cannot::ChairAbsent);
        }
        if !self.came(&self.secretary) {
            return Err(Cannot::SecretaryAbsent);
        }
        self.points.iter().try_for_each(|point| self.is_complete(point, held_on))?;
        Ok(Meeting { signature: Some(signature), ..self.clone() })
    }

    fn is_complete(&self, point: &AgendaPoint, held_on: NaiveDate) -> Result<(), Cannot> {
        if point.clauses.is_empty() {
            return Err(Cannot::ResolutionMissing(point.place));
        }
        if point.votes.is_none() && self.kind.decides_by_vote() {
            return Err(Cannot::VotesMissing(point.place));
        }
        self.votes_fit(point)?;
        point.clauses.iter().try_for_each(|clause| {
            let place = (point.place, clause.place);
            match (clause.responsible.trim().is_empty(), clause.due_on) {
                (true, None) => Ok(()),
                (true, Some(_)) => Err(Cannot::ResponsibleMissing(place.0, place.1)),
                (false, None) => Err(Cannot::DueDateMissing(place.0, place.1)),
                (false, Some(due_on)) if due_on < held_on => Err(Cannot::DueBeforeMeeting(place.0, place.1)),
                (false, Some(_)) => Ok(()),
            }
        })
    }

    /// Whether the resolution on a question takes effect: adopted by vote, or decided by the principal without one.
    #[must_use]
    pub fn is_adopted(&self, point: &AgendaPoint) -> bool {
        !point.clauses.is_empty()
            && match point.votes {
                Some(votes) => votes.adopt(self.present()),
                None => !self.kind.decides_by_vote(),
            }
    }

    /// Whether the agenda may become this one.
    ///
    /// # Errors
    /// When a question is left out whose minutes are begun.
    pub fn keeps_recorded(&self, wanted: &[AgendaPoint]) -> Result<(), Cannot> {
        let is_kept = |point: &&AgendaPoint| wanted.iter().any(|one| one.id == point.id);
        match self.points.iter().filter(|point| point.is_recorded()).find(|point| !is_kept(point)) {
            Some(point) => Err(Cannot::PointIsRecorded(point.place)),
            None => Ok(()),
        }
    }
}

impl AgendaPoint {
    /// A question that says nothing yet.
    #[must_use]
    pub fn blank(method: Method) -> Self {
        Self {
            id: 0,
            place: 0,
            topic: String::new(),
            speaker: Named::default(),
            matters: Vec::new(),
            heard: String::new(),
            spoke: String::new(),
            votes: None,
            method,
            clauses: Vec::new(),
            version: 0,
        }
    }

    /// Whether the minutes say anything about it.
    #[must_use]
    pub fn is_recorded(&self) -> bool {
        !self.heard.is_empty() || !self.spoke.is_empty() || !self.clauses.is_empty() || self.votes.is_some()
    }
}

/// Whether a clause asks somebody for something until a day, and so becomes an action item.
#[must_use]
pub fn asks(clause: &Clause) -> bool {
    !clause.responsible.trim().is_empty() && clause.due_on.is_some()
}

fn count(items: impl Iterator) -> i64 {
    i64::try_from(items.count()).unwrap_or(i64::MAX)
}
