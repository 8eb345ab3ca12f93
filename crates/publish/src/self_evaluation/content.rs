//! Everything that a self-evaluation report shows, as one value that is computed once and then kept.
//!
//! Sentences and numbers stand here as they are printed; only charts keep exact positions beside their labels. What is
//! rendered from a kept content is therefore the same for ever, whatever happens to the data or to the wording.

use chrono::NaiveDate;
use school::Exact;
use serde::{Deserialize, Serialize};

/// The version of this form. A kept edition of an older form is read by what it has.
pub(super) const FORM: u32 = 1;

/// What a report shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// version of this form on the day it was made
    pub form: u32,
    /// the calendar year reported on
    pub year: i64,
    /// the date on which people are counted
    pub as_of: NaiveDate,
    /// the school's card
    pub school: SchoolCard,
    /// the sections in order
    pub sections: Vec<SectionContent>,
    /// the table of order 1324
    pub indicators: Vec<IndicatorLine>,
    /// what is not known
    pub questions: Vec<Question>,
    /// the packs by which it was computed
    pub packs: Vec<PackVersion>,
}

/// The school as the report names it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchoolCard {
    /// full name
    pub name: String,
    /// short name
    pub short_name: String,
    /// town
    pub locality: String,
    /// address
    pub address: String,
    /// telephone
    pub phone: String,
    /// e-mail
    pub email: String,
    /// founder
    pub founder: String,
    /// «Орлова Мария Петровна»
    pub principal: String,
}

/// A section of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// the card of the school
    General,
    /// 1.1
    Activity,
    /// 1.2
    Management,
    /// 1.3
    Quality,
    /// 1.4
    Process,
    /// 1.5
    Graduates,
    /// 1.6
    Staff,
    /// 1.7
    Supply,
    /// 1.8
    MaterialBase,
    /// 1.9
    Assurance,
    /// 2
    Indicators,
    /// 3
    Conclusions,
}

impl Section {
    /// All sections in their order.
    pub const ALL: [Section; 12] = [
        Section::General,
        Section::Activity,
        Section::Management,
        Section::Quality,
        Section::Process,
        Section::Graduates,
        Section::Staff,
        Section::Supply,
        Section::MaterialBase,
        Section::Assurance,
        Section::Indicators,
        Section::Conclusions,
    ];

    /// The word in addresses and in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Section::General => "general",
            Section::Activity => "activity",
            Section::Management => "management",
            Section::Quality => "quality",
            Section::Process => "process",
            Section::Graduates => "graduates",
            Section::Staff => "staff",
            Section::Supply => "supply",
            Section::MaterialBase => "material_base",
            Section::Assurance => "assurance",
            Section::Indicators => "indicators",
            Section::Conclusions => "conclusions",
        }
    }

    /// The section of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Section> {
        Self::ALL.into_iter().find(|section| section.code() == code)
    }
}

/// One section: what the program wrote, and what people wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionContent {
    /// which
    pub section: Section,
    /// text, tables and charts made of the data
    pub parts: Vec<Part>,
    /// the analytical text, a paragraph a line, with figures filled in; empty if there is none
    pub analysis: String,
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// a paragraph
    Text(String),
    /// a heading of the third level
    Heading(String),
    /// small print
    Note(String),
    /// a table
    Table(Table),
    /// a chart
    Chart(Chart),
}

/// A table of one header row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// caption without a number
    pub caption: String,
    /// relative widths
    pub widths: Vec<u32>,
    /// how many columns from the left hold words; the others hold numbers
    pub words: usize,
    /// names of the columns
    pub header: Vec<String>,
    /// rows
    pub rows: Vec<TableRow>,
    /// small print below
    pub notes: Vec<String>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TableRow {
    /// cells
    Plain(Vec<String>),
    /// a total
    Total(Vec<String>),
    /// a heading across all columns
    Group(String),
}

impl Table {
    /// A table whose first `words` columns hold words.
    pub(crate) fn new(caption: impl Into<String>, words: usize, columns: &[(&str, u32)]) -> Self {
        Self {
            caption: caption.into(),
            widths: columns.iter().map(|(_, width)| *width).collect(),
            words,
            header: columns.iter().map(|(name, _)| (*name).to_owned()).collect(),
            rows: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Adds a row.
    pub(crate) fn row(&mut self, cells: impl Into<Vec<String>>) {
        self.rows.push(TableRow::Plain(cells.into()));
    }

    /// Adds a total.
    pub(crate) fn total(&mut self, cells: impl Into<Vec<String>>) {
        self.rows.push(TableRow::Total(cells.into()));
    }
}

/// A chart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chart {
    /// caption without a number
    pub caption: String,
    /// what a person who cannot see it is told
    pub alt: String,
    /// what is drawn
    pub drawing: Drawing,
}

/// What is drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Drawing {
    /// bars, and a line they are compared with
    Bars {
        /// what the numbers are
        scale: Scale,
        /// name and number
        bars: Vec<(String, Reading)>,
        /// the line
        threshold: Option<Point>,
    },
    /// groups of columns
    Columns {
        /// what the numbers are
        scale: Scale,
        /// names of the groups
        groups: Vec<String>,
        /// name and a number for each group
        series: Vec<(String, Vec<Reading>)>,
    },
    /// lines over periods
    Lines {
        /// what the numbers are
        scale: Scale,
        /// names of the periods
        periods: Vec<String>,
        /// name and a number for each period
        series: Vec<(String, Vec<Reading>)>,
    },
    /// shares of the marks
    MarkShares {
        /// groups
        rows: Vec<MarkSharesRow>,
    },
}

/// What the numbers of a chart are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scale {
    /// 0…1
    Share,
    /// 0 and more
    Amount,
    /// 0…100
    Index,
}

/// A group with the shares of its marks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkSharesRow {
    /// name
    pub label: String,
    /// «n = 52»
    pub base: String,
    /// shares of 2, 3, 4, 5; nothing when they may not be shown
    pub shares: Vec<Point>,
}

/// A number of a chart, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    /// a number
    Known(Point),
    /// why not
    Absent(String),
}

/// An exact position with its label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// «57/100»
    value: String,
    /// «57,0 %»
    pub label: String,
}

impl Point {
    /// A position with its label.
    #[must_use]
    pub fn new(value: &Exact, label: impl Into<String>) -> Self {
        Self { value: format!("{}/{}", value.numer(), value.denom()), label: label.into() }
    }

    /// The exact position; nothing if what was kept cannot be read.
    #[must_use]
    pub fn exact(&self) -> Option<Exact> {
        let (numerator, denominator) = self.value.split_once('/')?;
        let (numerator, denominator): (i128, i128) = (numerator.parse().ok()?, denominator.parse().ok()?);
        (denominator != 0).then(|| Exact::new(numerator, denominator))
    }
}

/// A row of the table of order 1324.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndicatorLine {
    /// «1324.1.5»
    pub code: String,
    /// «1.5»
    pub number: String,
    /// part of the form
    pub part: String,
    /// full name
    pub name: String,
    /// «чел./%»
    pub unit: String,
    /// what is printed
    pub shown: String,
    /// value, zero, hidden, absent, `not_applicable`
    pub state: LineState,
    /// the exact value «57/100», unless there is none or it may not be published
    pub value: Option<Point>,
    /// counted part and whole of a share
    pub share: Option<(i64, i64)>,
}

/// Where a row of the table stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineState {
    /// a number
    Value,
    /// known to be zero
    Zero,
    /// the group is too small to be published
    Hidden,
    /// not known
    Absent,
    /// has no sense here
    NotApplicable,
}

/// Something that the report should say and does not know («открытый вопрос»).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// what is missing or does not agree
    pub text: String,
    /// the page where it is entered
    pub href: String,
    /// words of the link
    pub action: String,
}

/// A pack by which an edition was computed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackVersion {
    /// code
    pub code: String,
    /// name
    pub name: String,
    /// version
    pub version: String,
    /// edition of the norm
    pub edition: String,
}
