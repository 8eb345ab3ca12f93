//! Populations: the contract between data and formulas.
//!
//! A population is a documented SELECT with typed columns. A formula may name nothing else, so a pack can reach only
//! what is listed here. The SELECT texts live with the crate that reads the tables; this file holds their shape.
//!
//! Parameters a SELECT may use (the planner numbers afresh those that are used):
//! `$1` school year (BIGINT), `$2` as-of date (DATE), `$3` calendar year of that date (BIGINT), `$4` its `MM-DD` (TEXT),
//! `$5` the date one year before (DATE), `$6` five years before (DATE).
//! `{term column}` stands where the asked terms are put in; it becomes `column IN (…)` or `1 = 1`.

mod column;
mod dimension;
mod rows;

use std::collections::BTreeMap;

pub use column::{Column, ColumnType, ColumnValue};
pub use dimension::Dimension;
pub use rows::{RowColumn, RowKind, Rows};

/// How the rows of a population are limited to what a viewer may see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Visibility {
    /// By class group and subject, view `scope_cell`.
    Cell {
        /// Column with the class group.
        class_group: &'static str,
        /// Column with the subject.
        subject: &'static str,
    },
    /// By student, view `scope_student`.
    Student {
        /// Column with the student.
        student: &'static str,
    },
    /// No personal rows: the same for everybody.
    Open,
    /// Only for those who see the whole school.
    WholeOnly,
}

/// A population («совокупность»): rows of one kind that formulas count.
#[derive(Clone, Debug)]
pub struct Population {
    /// Name in formulas.
    pub name: &'static str,
    /// Nominative plural: «учащиеся».
    pub title: &'static str,
    /// Genitive plural: «учащихся».
    pub title_of: &'static str,
    /// The SELECT.
    pub sql: String,
    /// Columns a formula may name.
    pub columns: Vec<Column>,
    /// Dimensions and the columns that hold them.
    pub dimensions: Vec<(Dimension, &'static str)>,
    /// The term taken when none is asked and results are not broken down by term.
    pub default_term: Option<&'static str>,
    /// How rows are limited to a viewer.
    pub visibility: Visibility,
    /// How rows are shown.
    pub rows: Rows,
}

impl Population {
    /// A population with its Russian names (nominative, genitive) and SELECT.
    #[must_use]
    pub fn new(name: &'static str, titles: [&'static str; 2], sql: impl Into<String>) -> Self {
        Self {
            name,
            title: titles[0],
            title_of: titles[1],
            sql: sql.into(),
            columns: Vec::new(),
            dimensions: Vec::new(),
            default_term: None,
            visibility: Visibility::WholeOnly,
            rows: Rows::default(),
        }
    }

    /// Names the columns.
    #[must_use]
    pub fn columns(mut self, columns: impl IntoIterator<Item = Column>) -> Self {
        self.columns.extend(columns);
        self
    }

    /// Names the dimensions; each column has the name of its dimension.
    #[must_use]
    pub fn by(mut self, dimensions: &[Dimension]) -> Self {
        self.dimensions.extend(dimensions.iter().map(|&dimension| (dimension, dimension.code())));
        self
    }

    /// Sets the term taken when none is asked.
    #[must_use]
    pub fn default_term(mut self, term: &'static str) -> Self {
        self.default_term = Some(term);
        self
    }

    /// Sets how rows are limited to a viewer.
    #[must_use]
    pub fn visibility(mut self, visibility: Visibility) -> Self {
        self.visibility = visibility;
        self
    }

    /// Sets how rows are shown.
    #[must_use]
    pub fn rows(mut self, rows: Rows) -> Self {
        self.rows = rows;
        self
    }

    /// The column of a name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// The column that holds a dimension.
    #[must_use]
    pub fn dimension_column(&self, dimension: Dimension) -> Option<&'static str> {
        self.dimensions.iter().find(|(known, _)| *known == dimension).map(|(_, column)| *column)
    }

    /// Whether results may be broken down by all of these.
    #[must_use]
    pub fn has_dimensions(&self, dimensions: &[Dimension]) -> bool {
        dimensions.iter().all(|dimension| self.dimension_column(*dimension).is_some())
    }
}

/// The set of populations.
#[derive(Clone, Debug, Default)]
pub struct Schema {
    populations: BTreeMap<&'static str, Population>,
}

impl Schema {
    /// A schema of these populations.
    #[must_use]
    pub fn new(populations: impl IntoIterator<Item = Population>) -> Self {
        Self { populations: populations.into_iter().map(|population| (population.name, population)).collect() }
    }

    /// The population of a name.
    #[must_use]
    pub fn population(&self, name: &str) -> Option<&Population> {
        self.populations.get(name)
    }

    /// All populations by name.
    pub fn populations(&self) -> impl Iterator<Item = &Population> {
        self.populations.values()
    }
}
