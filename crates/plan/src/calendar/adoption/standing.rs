//! What was changed in the cyclogram after the council had adopted it.

use std::collections::BTreeMap;

use store::Reads;

use super::State;
use super::queries::{self, Adoption};
use crate::calendar::queries::{SavedVersion, versions_after};

/// What became of a row after the adoption.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AfterAdoption {
    /// «добавлено после утверждения»
    Added,
    /// «изменено после утверждения»
    Changed,
    /// «удалено после утверждения»
    Removed,
}

/// The adoption of a school year and what came after it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Standing {
    /// the latest adoption
    pub adoption: Option<Adoption>,
    /// what became of rows after it, by row
    pub later: BTreeMap<i64, AfterAdoption>,
    /// names of rows removed after it
    pub removed: Vec<String>,
}

impl Standing {
    /// Where the cyclogram of a school year stands.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of(db: &mut impl Reads, school_year: i64) -> store::Result<Standing> {
        let Some(adoption) = queries::adoption(db, school_year).await? else {
            return Ok(Standing::default());
        };
        let saved = versions_after(db, school_year, adoption.id).await?;
        Ok(Standing::after(adoption, &saved))
    }

    fn after(adoption: Adoption, saved: &[SavedVersion]) -> Standing {
        let mut later: BTreeMap<i64, AfterAdoption> = BTreeMap::new();
        let mut removed = Vec::new();
        for version in saved {
            let known = later.get(&version.row_id).copied();
            match (version.is_removal, known) {
                // What came and went after the adoption is nothing.
                (true, Some(AfterAdoption::Added)) => {
                    later.remove(&version.row_id);
                }
                (true, _) => {
                    later.insert(version.row_id, AfterAdoption::Removed);
                    removed.extend(version.row.as_ref().map(|row| row.name.clone()));
                }
                (false, None) => {
                    let is_new = version.version == 1;
                    let what = if is_new { AfterAdoption::Added } else { AfterAdoption::Changed };
                    later.insert(version.row_id, what);
                }
                (false, Some(_)) => {}
            }
        }
        Standing { adoption: Some(adoption), later, removed }
    }

    /// The state it is in.
    #[must_use]
    pub fn state(&self) -> State {
        match &self.adoption {
            None => State::Draft,
            Some(_) if self.later.is_empty() => State::Adopted,
            Some(_) => State::Amended,
        }
    }

    /// «изменено после утверждения»; empty where nothing was.
    #[must_use]
    pub fn mark(&self, procedure_id: &i64) -> &'static str {
        match self.later.get(procedure_id) {
            None => "",
            Some(AfterAdoption::Added) => "добавлено после утверждения",
            Some(AfterAdoption::Changed) => "изменено после утверждения",
            Some(AfterAdoption::Removed) => "удалено после утверждения",
        }
    }
}
