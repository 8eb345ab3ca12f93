//! Populations: the contract between data and formulas.
//!
//! A population is a documented SELECT with typed columns. A formula may name nothing else, so a pack can reach only
//! what is listed here. The SELECT texts live with the crate that reads the tables; this file holds their shape.
//!
//! Parameters a SELECT may use (the planner numbers afresh those that are used):
//! `$1` school year (BIGINT), `$2` as-of date (DATE), `$3` calendar year of that date (BIGINT), `$4` its `MM-DD` (TEXT),
//! `$5` the date one year before (DATE), `$6` five years before (DATE).
//! `{term column}` stands where the asked terms are put in; it becomes `column IN (…)` or `1 = 1`.

use std::collections::BTreeMap;

/// What results may be broken down by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    /// Class group («класс»).
    Class,
    /// Year group («параллель»).
    YearGroup,
    /// Level of education («уровень образования»).
    Level,
    /// Subject («предмет»).
    Subject,
    /// Term («учебный период»).
    Term,
    /// Item of a test paper («задание»).
    Item,
    /// Sex («пол»).
    Sex,
}

impl Dimension {
    /// All dimensions in the order of columns.
    pub const ALL: [Self; 7] = [
        Self::Class,
        Self::YearGroup,
        Self::Level,
        Self::Subject,
        Self::Term,
        Self::Item,
        Self::Sex,
    ];

    /// The name used in packs, addresses and on the command line.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Class => "class",
            Self::YearGroup => "year_group",
            Self::Level => "level",
            Self::Subject => "subject",
            Self::Term => "term",
            Self::Item => "item",
            Self::Sex => "sex",
        }
    }

    /// The dimension of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|dimension| dimension.code() == code)
    }

    /// Russian name for headings.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Class => "класс",
            Self::YearGroup => "параллель",
            Self::Level => "уровень образования",
            Self::Subject => "предмет",
            Self::Term => "учебный период",
            Self::Item => "задание",
            Self::Sex => "пол",
        }
    }
}

/// The type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnType {
    /// A whole number, BIGINT.
    Int,
    /// A text, possibly one of a closed list.
    Text,
    /// A yes or no.
    Bool,
    /// A date.
    Date,
}

/// One value of a closed list with its Russian name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnValue {
    /// The stored value; `true` and `false` for a yes or no.
    pub value: &'static str,
    /// Its Russian name; for a yes or no the whole statement.
    pub title: &'static str,
}

/// One column a formula may name.
#[derive(Clone, Debug)]
pub struct Column {
    /// Name in formulas and in the SELECT.
    pub name: &'static str,
    /// Its type.
    pub kind: ColumnType,
    /// Russian name, nominative singular.
    pub title: &'static str,
    /// The closed list of values; empty when anything may stand there.
    pub values: Vec<ColumnValue>,
    /// How «больше 0» and «равно 0» are said of a counter: «есть годовые отметки», «нет годовых отметок».
    pub some_or_none: Option<(&'static str, &'static str)>,
    /// Whether «не ниже» is said rather than «не меньше» (marks and points).
    pub is_height: bool,
}

impl Column {
    /// A column of a type with a Russian name.
    #[must_use]
    pub fn new(name: &'static str, kind: ColumnType, title: &'static str) -> Self {
        Self {
            name,
            kind,
            title,
            values: Vec::new(),
            some_or_none: None,
            is_height: false,
        }
    }

    /// A whole number.
    #[must_use]
    pub fn int(name: &'static str, title: &'static str) -> Self {
        Self::new(name, ColumnType::Int, title)
    }

    /// A mark or points: «не ниже», «выше».
    #[must_use]
    pub fn height(name: &'static str, title: &'static str) -> Self {
        Self {
            is_height: true,
            ..Self::int(name, title)
        }
    }

    /// A counter with the words for some and none.
    #[must_use]
    pub fn counter(
        name: &'static str,
        title: &'static str,
        some: &'static str,
        none: &'static str,
    ) -> Self {
        Self {
            some_or_none: Some((some, none)),
            ..Self::int(name, title)
        }
    }

    /// A text.
    #[must_use]
    pub fn text(name: &'static str, title: &'static str) -> Self {
        Self::new(name, ColumnType::Text, title)
    }

    /// A text of a closed list of (value, Russian name).
    #[must_use]
    pub fn choice(
        name: &'static str,
        title: &'static str,
        values: &[(&'static str, &'static str)],
    ) -> Self {
        let values = values
            .iter()
            .map(|&(value, title)| ColumnValue { value, title })
            .collect();
        Self {
            values,
            ..Self::text(name, title)
        }
    }

    /// A yes or no with the statement said for each.
    #[must_use]
    pub fn flag(
        name: &'static str,
        title: &'static str,
        yes: &'static str,
        no: &'static str,
    ) -> Self {
        let values = vec![
            ColumnValue {
                value: "true",
                title: yes,
            },
            ColumnValue {
                value: "false",
                title: no,
            },
        ];
        Self {
            values,
            ..Self::new(name, ColumnType::Bool, title)
        }
    }

    /// A date.
    #[must_use]
    pub fn date(name: &'static str, title: &'static str) -> Self {
        Self::new(name, ColumnType::Date, title)
    }

    /// The Russian name of a stored value, or the value itself.
    #[must_use]
    pub fn value_title<'a>(&'a self, value: &'a str) -> &'a str {
        self.values
            .iter()
            .find(|known| known.value == value)
            .map_or(value, |known| known.title)
    }
}

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
        Self {
            joins,
            order,
            ..Self::default()
        }
    }

    /// Adds a shown column.
    #[must_use]
    pub fn show(mut self, title: &'static str, kind: RowKind, sql: &'static str) -> Self {
        self.columns.push(RowColumn {
            title,
            sql,
            kind,
            named_by: None,
        });
        self
    }

    /// Adds a shown column whose values are named by the column of the population.
    #[must_use]
    pub fn show_named(
        mut self,
        title: &'static str,
        kind: RowKind,
        sql: &'static str,
        column: &'static str,
    ) -> Self {
        self.columns.push(RowColumn {
            title,
            sql,
            kind,
            named_by: Some(column),
        });
        self
    }

    /// Says where a row came from.
    #[must_use]
    pub fn from_source(
        mut self,
        batch: &'static str,
        sheet: &'static str,
        row: &'static str,
    ) -> Self {
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
        self.dimensions.extend(
            dimensions
                .iter()
                .map(|&dimension| (dimension, dimension.code())),
        );
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
        self.dimensions
            .iter()
            .find(|(known, _)| *known == dimension)
            .map(|(_, column)| *column)
    }

    /// Whether results may be broken down by all of these.
    #[must_use]
    pub fn has_dimensions(&self, dimensions: &[Dimension]) -> bool {
        dimensions
            .iter()
            .all(|dimension| self.dimension_column(*dimension).is_some())
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
        Self {
            populations: populations
                .into_iter()
                .map(|population| (population.name, population))
                .collect(),
        }
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
