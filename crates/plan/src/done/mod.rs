//! «Выполнено»: what of a plan has been done, on which day, and what shows it. A procedure of the cyclogram is done too where
//! an inspection or a meeting that followed from it has come to its signed paper.

/// The Russian words of this feature.
mod labels;
/// The questions this feature asks of the database, and its writes.
pub mod queries;
mod receive;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use access::Cx;
use chrono::NaiveDate;
use ledger::{Artefact, Change};
use store::{Reads, Result};

pub use queries::{Done, Follower};
pub(crate) use receive::{Marked, Subject, filled, receive, take_back};

/// How far a row of a plan has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// somebody has marked it as done
    Marked(Done),
    /// what followed from it is finished
    Shown(Follower),
    /// something has followed from it and goes on
    Running(Follower),
    /// its last day is over and nothing shows a result
    Late,
    /// its time is still to come, or it has none
    Ahead,
}

impl Progress {
    /// How far a row has come that is due on `due_on`.
    #[must_use]
    pub fn of(done: Option<&Done>, followers: &[Follower], due_on: Option<NaiveDate>, today: NaiveDate) -> Progress {
        if let Some(done) = done {
            return Progress::Marked(done.clone());
        }
        if let Some(finished) = followers.iter().find(|one| labels::FINISHED.contains(&one.state.as_str())) {
            return Progress::Shown(finished.clone());
        }
        match followers.first() {
            Some(running) => Progress::Running(running.clone()),
            None if due_on.is_some_and(|due| due < today) => Progress::Late,
            None => Progress::Ahead,
        }
    }

    /// Whether nothing is left to be done.
    #[must_use]
    pub fn is_done(&self) -> bool {
        matches!(self, Progress::Marked(_) | Progress::Shown(_))
    }

    /// A few words for a table; empty where there is nothing to say.
    #[must_use]
    pub fn label(&self) -> String {
        labels::progress(self)
    }

    /// For `levels::tag`.
    #[must_use]
    pub fn tone(&self) -> &'static str {
        match self {
            Progress::Marked(_) | Progress::Shown(_) => "done",
            Progress::Running(_) => "accent",
            Progress::Late => "caution",
            Progress::Ahead => "plain",
        }
    }
}

/// What of the rows of one kind is done in a school year.
#[derive(Debug, Default)]
pub struct DoneOfYear {
    marked: BTreeMap<i64, Done>,
    followers: BTreeMap<i64, Vec<Follower>>,
}

impl DoneOfYear {
    /// Loads what is known of the rows of `kind`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn load(db: &mut impl Reads, kind: &str, school_year: i64) -> Result<Self> {
        let marked = queries::done_in(db, kind, school_year).await?;
        let marked = marked.into_iter().map(|done| (done.subject_id, done)).collect();
        let mut followers: BTreeMap<i64, Vec<Follower>> = BTreeMap::new();
        if kind == crate::calendar::KIND {
            for one in queries::followers_in(db, school_year).await? {
                followers.entry(one.from_id).or_default().push(one);
            }
        }
        Ok(Self { marked, followers })
    }

    /// How far a row has come.
    #[must_use]
    pub fn progress(&self, id: i64, due_on: Option<NaiveDate>, today: NaiveDate) -> Progress {
        let followers = self.followers.get(&id).map_or(&[][..], Vec::as_slice);
        Progress::of(self.marked.get(&id), followers, due_on, today)
    }

    /// The mark of a row, if somebody has set it.
    #[must_use]
    pub fn mark(&self, id: i64) -> Option<&Done> {
        self.marked.get(&id)
    }
}

/// Marks a row of a plan as done, with what shows it. The last word counts.
///
/// # Errors
/// When the database refuses.
pub async fn mark(
    change: &mut Change,
    (row, school_year): (Artefact, i64),
    (done_on, note): (NaiveDate, &str),
) -> Result<()> {
    queries::save_done(change, (row.kind, row.id, school_year), (done_on, note)).await
}

/// Whether the viewer is one of those whom these words name as responsible.
pub(crate) async fn is_named(cx: &Cx, words: &str) -> Result<bool> {
    let Some(id) = cx.viewer().staff_id else { return Ok(false) };
    let known = roster::staff::queries::staff_member(&mut cx.store(), id).await?;
    let words = school::name_key(words);
    Ok(known.is_some_and(|member| {
        let name = member.name();
        [name.with_initials(), name.full()].iter().any(|name| words.contains(&school::name_key(name)))
    }))
}
