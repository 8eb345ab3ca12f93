//! How the rows of a population are shown.

/// How one column of a drill-down is to be read and shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// A text as it stands.
    Text,
    /// A whole number.
    Int,
    /// A date, delivered as `YYYY-MM-DD`.
    Date,
    /// A yes or no, delivered as 1 or 0.
    Bool,
}

/// One column of a drill-down.
#[derive(Clone, Debug)]
pub struct RowColumn {
    /// Russian heading.
    pub title: &'static str,
    /// SQL expression over `p` and what [`Rows::joins`] brings.
    pub sql: &'static str,
    /// How to read it.
    pub kind: RowKind,
    /// The population column with the same values, for their Russian names.
    pub named_by: Option<&'static str>,
}

/// How the rows behind a number are shown.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// Joins that bring names; they stand after `FROM (…) p`.
    pub joins: &'static str,
    /// What is shown.
    pub columns: Vec<RowColumn>,
    /// ORDER BY, total so that pages do not overlap.
    pub order: &'static str,
    /// Batch, sheet and row of the source, as SQL expressions over `p`.
    pub source: Option<[&'static str; 3]>,
    /// A SELECT (same parameters) of one column `batch_id`: the files the population is made of.
    pub batches: Option<String>,
}

impl Rows {
    /// Rows with their joins and order.
    #[must_use]
    pub fn new(joins: &'static str, order: &'static str) -> Self {
        Self { joins, order, ..Self::default() }
    }

    /// Adds a shown column.
    #[must_use]
    pub fn show(mut self, title: &'static str, kind: RowKind, sql: &'static str) -> Self {
        self.columns.push(RowColumn { title, sql, kind, named_by: None });
        self
    }

    /// Adds a shown column whose values are named by the column of the population.
    #[must_use]
    pub fn show_named(mut self, title: &'static str, kind: RowKind, sql: &'static str, column: &'static str) -> Self {
        self.columns.push(RowColumn { title, sql, kind, named_by: Some(column) });
        self
    }

    /// Says where a row came from.
    #[must_use]
    pub fn from_source(mut self, batch: &'static str, sheet: &'static str, row: &'static str) -> Self {
        self.source = Some([batch, sheet, row]);
        self
    }

    /// Says which batches made the population.
    #[must_use]
    pub fn batches(mut self, sql: impl Into<String>) -> Self {
        self.batches = Some(sql.into());
        self
    }
}
