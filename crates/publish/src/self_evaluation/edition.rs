//! What an edition of the report is, and how it goes from the draft to the public. Pure.

use chrono::{DateTime, NaiveDate, Utc};

use super::content::Content;

/// An edition («редакция») of the self-evaluation report. Its content never changes; what is said about it is added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// id; 0 for a draft
    pub id: i64,
    /// the calendar year reported on
    pub year: i64,
    /// 1, 2, 3 … within the year; 0 for a draft
    pub number: i64,
    /// the date on which people are counted
    pub as_of: NaiveDate,
    /// the day it was made
    pub made_on: NaiveDate,
    /// the moment it was made; nothing for a draft
    pub made_at: Option<DateTime<Utc>>,
    /// who made it
    pub made_by: String,
    /// everything it shows
    pub content: Content,
    /// pages of its headings, for the contents of the DOCX
    pub heading_pages: Vec<u32>,
    /// what has been said about it, oldest first
    pub states: Vec<EditionState>,
}

/// A step of an edition: who said it, by what paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditionState {
    /// which step
    pub standing: Standing,
    /// by whom it was considered, in the instrumental case; why it was withdrawn
    pub body: String,
    /// number of the minutes or of the order
    pub number: String,
    /// date of the minutes, of the order, of the publication
    pub dated: NaiveDate,
    /// the day it was entered
    pub set_on: NaiveDate,
    /// who entered it
    pub set_by: String,
}

/// The steps: рассмотрено, утверждено, опубликовано, снято.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// «рассмотрено» by a collegial body, with minutes
    Considered,
    /// «утверждено» by an order
    Approved,
    /// «опубликовано»
    Published,
    /// «снято с публикации»
    Withdrawn,
}

impl Standing {
    /// All steps in order.
    pub const ALL: [Standing; 4] = [Standing::Considered, Standing::Approved, Standing::Published, Standing::Withdrawn];

    /// The stored word.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Standing::Considered => "considered",
            Standing::Approved => "approved",
            Standing::Published => "published",
            Standing::Withdrawn => "withdrawn",
        }
    }

    /// The step of a stored word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Standing> {
        Self::ALL.into_iter().find(|standing| standing.code() == code)
    }
}

/// Why a step is not possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotMove {
    /// approval comes after consideration
    NotConsidered,
    /// publication comes after approval
    NotApproved,
    /// it has been said already
    Already,
    /// only what is published can be withdrawn
    NotPublished,
    /// the paper is older than that of the step before
    Earlier,
}

impl Edition {
    /// What the report shows now, not kept.
    #[must_use]
    pub fn draft(content: Content, today: NaiveDate) -> Self {
        Self {
            id: 0,
            year: content.year,
            number: 0,
            as_of: content.as_of,
            made_on: today,
            made_at: None,
            made_by: String::new(),
            content,
            heading_pages: Vec::new(),
            states: Vec::new(),
        }
    }

    /// Where it stands; nothing when it has only been made.
    #[must_use]
    pub fn standing(&self) -> Option<Standing> {
        self.states.last().map(|state| state.standing)
    }

    /// Whether everybody may read it.
    #[must_use]
    pub fn is_published(&self) -> bool {
        self.standing() == Some(Standing::Published)
    }

    /// The edition as it stood on a day.
    #[must_use]
    pub fn as_it_stood(mut self, day: NaiveDate) -> Self {
        self.states.retain(|state| state.set_on <= day);
        self
    }

    /// Whether a step may follow, dated so.
    ///
    /// # Errors
    /// [`CannotMove`] says what comes before it.
    pub fn may_become(&self, next: Standing, dated: NaiveDate) -> Result<(), CannotMove> {
        let now = self.standing();
        match (next, now) {
            (Standing::Considered, None | Some(Standing::Considered))
            | (Standing::Approved, Some(Standing::Considered))
            | (Standing::Published, Some(Standing::Approved | Standing::Withdrawn))
            | (Standing::Withdrawn, Some(Standing::Published)) => {}
            (Standing::Approved, None) => return Err(CannotMove::NotConsidered),
            (Standing::Published, None | Some(Standing::Considered)) => return Err(CannotMove::NotApproved),
            (Standing::Withdrawn, _) => return Err(CannotMove::NotPublished),
            _ => return Err(CannotMove::Already),
        }
        if self.states.last().is_some_and(|state| dated < state.dated) {
            return Err(CannotMove::Earlier);
        }
        Ok(())
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::self_evaluation::content::{FORM, SchoolCard};

    pub(crate) fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn edition(steps: &[(Standing, &str)]) -> Edition {
        let content = Content {
            form: FORM,
            year: 2024,
            as_of: day("2024-12-31"),
            school: SchoolCard::default(),
            sections: vec![],
            indicators: vec![],
            questions: vec![],
            packs: vec![],
        };
        let state = |(standing, dated): &(Standing, &str)| EditionState {
            standing: *standing,
            body: String::new(),
            number: "4".to_owned(),
            dated: day(dated),
            set_on: day(dated),
            set_by: String::new(),
        };
        Edition { states: steps.iter().map(state).collect(), ..Edition::draft(content, day("2025-04-10")) }
    }

    /// One row per state and step: what the rule answers.
    #[test]
    fn steps_come_in_their_order() {
        use Standing::{Approved, Considered, Published, Withdrawn};
        let made = edition(&[]);
        let considered = edition(&[(Considered, "2025-04-14")]);
        let approved = edition(&[(Considered, "2025-04-14"), (Approved, "2025-04-15")]);
        let published = edition(&[(Considered, "2025-04-14"), (Approved, "2025-04-15"), (Published, "2025-04-16")]);
        let table = [
            (&made, Considered, None),
            (&made, Approved, Some(CannotMove::NotConsidered)),
            (&made, Published, Some(CannotMove::NotApproved)),
            (&made, Withdrawn, Some(CannotMove::NotPublished)),
            (&considered, Considered, None),
            (&considered, Approved, None),
            (&considered, Published, Some(CannotMove::NotApproved)),
            (&approved, Considered, Some(CannotMove::Already)),
            (&approved, Approved, Some(CannotMove::Already)),
            (&approved, Published, None),
            (&published, Published, Some(CannotMove::Already)),
            (&published, Withdrawn, None),
        ];
        for (edition, next, refusal) in table {
            assert_eq!(
                edition.may_become(next, day("2025-04-18")).err(),
                refusal,
                "{:?} → {next:?}",
                edition.standing()
            );
        }
        assert_eq!(considered.may_become(Approved, day("2025-04-13")), Err(CannotMove::Earlier));
    }

    #[test]
    fn what_was_said_later_was_not_yet_said() {
        let edition = edition(&[(Standing::Considered, "2025-04-14"), (Standing::Approved, "2025-04-15")]);
        assert_eq!(edition.as_it_stood(day("2025-04-14")).standing(), Some(Standing::Considered));
    }
}
