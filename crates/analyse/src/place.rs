//! The group that an address names: `?class=8А&subject=Алгебра&term=q2`.

use access::Scope;
use formula::{Dimension, Group};
use serde::Deserialize;
use store::{Reads, Result, args};

use crate::engine::Asked;

/// A group as it stands in an address; an empty value names nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(crate) struct Place {
    pub(crate) class: String,
    pub(crate) year_group: String,
    pub(crate) level: String,
    pub(crate) subject: String,
    pub(crate) term: String,
    pub(crate) item: String,
    pub(crate) sex: String,
    /// the school year, where it is not the picked one
    pub(crate) year: String,
}

impl Place {
    /// The named dimensions with their values, in the order of dimensions.
    pub(crate) fn group(&self) -> Group {
        let named = [
            (Dimension::Class, &self.class),
            (Dimension::YearGroup, &self.year_group),
            (Dimension::Level, &self.level),
            (Dimension::Subject, &self.subject),
            (Dimension::Term, &self.term),
            (Dimension::Item, &self.item),
            (Dimension::Sex, &self.sex),
        ];
        let filled = named.into_iter().filter(|(_, value)| !value.is_empty());
        filled.map(|(dimension, value)| (dimension, Some(value.clone()))).collect()
    }

    /// The school year it is about: its own, or the picked one.
    pub(crate) fn year_or(&self, picked: i64) -> i64 {
        self.year.parse().unwrap_or(picked)
    }

    /// An address that stays with the year of this place.
    pub(crate) fn within(&self, address: &str) -> String {
        web::url::with_query(address, &[("year", &self.year)])
    }

    /// The question limited to this group. An item has no filter of its own in a formula: it is a breakdown.
    pub(crate) fn limit(&self, asked: Asked) -> Asked {
        let group = self.group();
        group.into_iter().fold(asked, |asked, (dimension, value)| match value {
            Some(value) => asked.only(dimension, value),
            None => asked,
        })
    }

    /// The same pupils a year before: 8А was 7А. Nothing where there was no year before.
    pub(crate) fn year_younger(&self) -> Option<Self> {
        let younger = |text: &str| {
            let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
            let before = text[..digits].parse::<i64>().ok()?.checked_sub(1).filter(|before| *before >= 1)?;
            Some(format!("{before}{}", &text[digits..]))
        };
        let stays_empty = |text: &str| if text.is_empty() { Some(String::new()) } else { younger(text) };
        Some(Self { class: stays_empty(&self.class)?, year_group: stays_empty(&self.year_group)?, ..self.clone() })
    }

    /// Whether the viewer may ask about this group at all: a class or subject that is not hers is not there.
    pub(crate) async fn is_visible(&self, db: &mut impl Reads, scope: &Scope, year: i64) -> Result<bool> {
        if scope.whole || (self.class.is_empty() && self.subject.is_empty()) {
            return Ok(true);
        }
        let seen = db
            .number(
                "SELECT COUNT(*) FROM scope_cell c JOIN class_group g ON g.id = c.class_group_id
                 JOIN subject s ON s.id = c.subject_id
                 WHERE c.staff_id = $1 AND g.school_year = $2 AND ($3 = '' OR g.name = $3) AND ($4 = '' OR s.name = $4)",
                args![scope.staff_id.unwrap_or(0), year, self.class.as_str(), self.subject.as_str()],
            )
            .await?;
        Ok(seen.unwrap_or(0) > 0)
    }
}
