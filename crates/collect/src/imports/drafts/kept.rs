//! Matches of columns that people have agreed to: a table with the same headings is read by them again.

use sheets::Workbook;
use store::{Reads, Result};

use super::queries::{self, Profile};
use crate::imports::long_table::{Mapping, Proposal};
use crate::imports::recognise::{Shape, recognise};
use crate::imports::upload::ImportError;

/// The kept matches of a school, the latest first.
#[derive(Debug, Clone, Default)]
pub struct KeptMappings(Vec<Profile>);

impl KeptMappings {
    /// Those of this school.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of_school(db: &mut impl Reads) -> Result<Self> {
        Ok(Self(queries::profiles(db).await?))
    }

    /// The match that was kept for a table like this file, if it is a table and there is one.
    ///
    /// # Errors
    /// The file cannot be read as a table.
    pub fn find(&self, book: &Workbook<'_>) -> std::result::Result<Option<Mapping>, ImportError> {
        if self.0.is_empty() {
            return Ok(None);
        }
        match recognise(book)? {
            Shape::LongTable(proposals) => Ok(self.among(&proposals)),
            _ => Ok(None),
        }
    }

    /// The match that was kept for one of these tables.
    pub(crate) fn among(&self, proposals: &[Proposal]) -> Option<Mapping> {
        let find = |proposal: &Proposal| {
            let profile = self.0.iter().find(|profile| profile.header_key == proposal.header_key)?;
            let mapping: Mapping = serde_json::from_str(&profile.mapping_json).ok()?;
            Some(Mapping { sheet: proposal.mapping.sheet, header_row: proposal.mapping.header_row, ..mapping })
        };
        proposals.iter().find_map(find)
    }
}
