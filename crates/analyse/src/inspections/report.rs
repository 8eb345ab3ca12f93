//! The report of an inspection, and the states it goes through. Pure.

use chrono::{DateTime, NaiveDate, Utc};

/// A report on one inspection («справка»).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// the inspection
    pub inspection_id: i64,
    /// «что изучено и как»
    pub studied: String,
    /// «установленные факты» in the group's own words
    pub facts: String,
    /// «сравнение» in the group's own words
    pub comparison: String,
    /// what the program says of the figures, a sentence each: kept at the signature, until then made for every view
    pub told: Told,
    /// «причины»
    pub causes: String,
    /// «выводы»
    pub findings: Vec<Finding>,
    /// «рекомендации»
    pub recommendations: Vec<Recommendation>,
    /// «повторный контроль»
    pub recheck_on: Option<NaiveDate>,
    /// where it stands
    pub state: ReportState,
    /// grows with every save
    pub version: i64,
    /// when it was saved; nobody has written anything before
    pub saved_at: Option<DateTime<Utc>>,
    /// by whom
    pub saved_by: String,
}

/// What the program says of the figures, beside the words of the group.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// for «установлено»
    pub facts: Vec<String>,
    /// for «сравнение»
    pub comparison: Vec<String>,
}

/// What the inspection came to («вывод»).
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Finding {
    /// id
    pub id: i64,
    /// one sentence or several
    pub sentence: String,
}

/// What somebody is advised to do («рекомендация»).
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Recommendation {
    /// id
    pub id: i64,
    /// what
    pub task: String,
    /// to whom, if one of the staff list
    pub responsible_staff_id: Option<i64>,
    /// to whom, in the words of the day it was written
    pub responsible: String,
    /// until when
    pub due_on: Option<NaiveDate>,
}

/// Where a report stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReportState {
    /// the group is writing
    Draft,
    /// the lead has handed it in
    Submitted,
    /// signed: it stays as it is
    Signed,
    /// signed and withdrawn with a reason: it stays as it is, and no longer holds
    Annulled,
}

/// What may happen to a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// the lead hands it in
    Submit,
    /// it goes back with a remark
    Return,
    /// it is signed
    Sign,
    /// it is withdrawn
    Annul,
    /// a new edition of what was withdrawn is begun
    Redraft,
}

/// Which act leads from where to where; any other is refused.
pub const TRANSITIONS: &[(ReportState, Act, ReportState)] = &[
    (ReportState::Draft, Act::Submit, ReportState::Submitted),
    (ReportState::Submitted, Act::Return, ReportState::Draft),
    (ReportState::Submitted, Act::Sign, ReportState::Signed),
    (ReportState::Signed, Act::Annul, ReportState::Annulled),
    (ReportState::Annulled, Act::Redraft, ReportState::Draft),
];

impl ReportState {
    /// All, in their order.
    pub const ALL: [ReportState; 4] =
        [ReportState::Draft, ReportState::Submitted, ReportState::Signed, ReportState::Annulled];

    /// The stored word.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            ReportState::Draft => "draft",
            ReportState::Submitted => "submitted",
            ReportState::Signed => "signed",
            ReportState::Annulled => "annulled",
        }
    }

    /// Whether the work goes on: nothing has been signed, and the figures are those of today.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, ReportState::Draft | ReportState::Submitted)
    }

    /// The state of a stored word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<ReportState> {
        ReportState::ALL.into_iter().find(|state| state.code() == code)
    }

    fn after(self, act: Act) -> Result<ReportState, CannotAct> {
        let found = TRANSITIONS.iter().find(|(from, known, _)| *from == self && *known == act);
        found.map(|(_, _, to)| *to).ok_or(CannotAct::OutOfTurn(self))
    }
}

/// Why a report cannot go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotAct {
    /// nothing of the kind happens to a report in this state
    OutOfTurn(ReportState),
    /// it does not say what was found
    FactsMissing,
    /// it has no conclusions
    FindingsMissing,
    /// a recommendation (by its place) does not say what is advised
    TaskMissing(usize),
    /// a recommendation (by its place) is addressed to nobody
    AddresseeMissing(usize),
    /// a recommendation (by its place) has no date
    DateMissing(usize),
    /// so many steps are not done, and nobody has said that it is all right
    StepsOpen(usize),
    /// it is not said what to correct
    RemarkMissing,
    /// it is not said why it is withdrawn
    ReasonMissing,
    /// it would be signed before the inspection has begun
    SignedEarly,
    /// it would be signed on a day that has not come
    SignedAhead,
    /// a recommendation (by its place) is to be carried out by a day that is past
    DueEarly(usize),
    /// it would be looked at again before the inspection ends
    RecheckEarly,
    /// an edition was signed: the inspection stays, whatever becomes of its report
    WasSigned,
}

/// How far the work has got when somebody wants to go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// steps not done
    pub open_steps: usize,
    /// whether it was confirmed that the report goes on without them
    pub is_confirmed: bool,
    /// whether the program has figures to tell of
    pub has_figures: bool,
}

/// The days that a signature has to agree with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// when the inspection begins
    pub starts_on: NaiveDate,
    /// when it ends
    pub ends_on: NaiveDate,
    /// the date of the report
    pub signed_on: NaiveDate,
    /// the day on which it is signed
    pub today: NaiveDate,
}

impl Report {
    /// The report of an inspection that has just begun.
    #[must_use]
    pub fn empty(inspection_id: i64) -> Report {
        Report {
            inspection_id,
            studied: String::new(),
            facts: String::new(),
            comparison: String::new(),
            told: Told::default(),
            causes: String::new(),
            findings: Vec::new(),
            recommendations: Vec::new(),
            recheck_on: None,
            state: ReportState::Draft,
            version: 0,
            saved_at: None,
            saved_by: String::new(),
        }
    }

    /// Whether its words may still be changed.
    ///
    /// # Errors
    /// When it has been handed in.
    pub fn editable(&self) -> Result<(), CannotAct> {
        if self.state == ReportState::Draft { Ok(()) } else { Err(CannotAct::OutOfTurn(self.state)) }
    }

    /// Hands it in.
    ///
    /// # Errors
    /// When something is missing.
    pub fn submit(&self, progress: Progress) -> Result<ReportState, CannotAct> {
        let next = self.state.after(Act::Submit)?;
        self.whole(progress.has_figures)?;
        confirmed(progress)?;
        Ok(next)
    }

    /// Sends it back to the group.
    ///
    /// # Errors
    /// When it is not handed in, or the remark says nothing.
    pub fn send_back(&self, remark: &str) -> Result<ReportState, CannotAct> {
        let next = self.state.after(Act::Return)?;
        if remark.trim().is_empty() { Err(CannotAct::RemarkMissing) } else { Ok(next) }
    }

    /// Signs it.
    ///
    /// # Errors
    /// When it is not handed in, something is missing, or its days do not agree.
    pub fn sign(&self, progress: Progress, days: Days) -> Result<ReportState, CannotAct> {
        let next = self.state.after(Act::Sign)?;
        self.whole(progress.has_figures)?;
        if days.signed_on > days.today {
            return Err(CannotAct::SignedAhead);
        }
        if days.signed_on < days.starts_on {
            return Err(CannotAct::SignedEarly);
        }
        if let Some(doubt) = self.doubts(days.signed_on, days.ends_on).first() {
            return Err(*doubt);
        }
        confirmed(progress)?;
        Ok(next)
    }

    /// Withdraws it.
    ///
    /// # Errors
    /// When it is not signed, or the reason says nothing.
    pub fn annul(&self, reason: &str) -> Result<ReportState, CannotAct> {
        let next = self.state.after(Act::Annul)?;
        if reason.trim().is_empty() { Err(CannotAct::ReasonMissing) } else { Ok(next) }
    }

    /// Begins a new edition of a report that was withdrawn.
    ///
    /// # Errors
    /// When it was not.
    pub fn redraft(&self) -> Result<ReportState, CannotAct> {
        self.state.after(Act::Redraft)
    }

    /// Days of the report that do not agree with a day of the signature: said while it is written, refused at signing.
    #[must_use]
    pub fn doubts(&self, signed_on: NaiveDate, ends_on: NaiveDate) -> Vec<CannotAct> {
        let late = |(_, one): &(usize, &Recommendation)| one.due_on.is_some_and(|day| day < signed_on);
        let due = (1..).zip(&self.recommendations).filter(late).map(|(place, _)| CannotAct::DueEarly(place));
        let recheck = self.recheck_on.filter(|day| *day < ends_on).map(|_| CannotAct::RecheckEarly);
        due.chain(recheck).collect()
    }

    fn whole(&self, has_figures: bool) -> Result<(), CannotAct> {
        if self.facts.trim().is_empty() && !has_figures {
            return Err(CannotAct::FactsMissing);
        }
        if self.findings.is_empty() {
            return Err(CannotAct::FindingsMissing);
        }
        for (place, one) in (1..).zip(&self.recommendations) {
            if one.task.trim().is_empty() {
                return Err(CannotAct::TaskMissing(place));
            }
            if one.responsible.trim().is_empty() {
                return Err(CannotAct::AddresseeMissing(place));
            }
            if one.due_on.is_none() {
                return Err(CannotAct::DateMissing(place));
            }
        }
        Ok(())
    }
}

fn confirmed(progress: Progress) -> Result<(), CannotAct> {
    match progress {
        Progress { open_steps: 0, .. } | Progress { is_confirmed: true, .. } => Ok(()),
        Progress { open_steps, .. } => Err(CannotAct::StepsOpen(open_steps)),
    }
}
