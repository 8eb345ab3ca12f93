//! What outcomes are asked for.

use access::Scope;
use chrono::NaiveDate;
use formula::Dimension;
use school::SchoolYear;

/// The school's own settings by key.
pub(super) type Own = std::collections::BTreeMap<String, school::Exact>;

/// Which indicators.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Codes {
    /// all of all packs, at the usual breakdowns
    All,
    /// all of one pack
    Pack(String),
    /// these
    List(Vec<String>),
}

/// What outcomes are asked for, and for whose eyes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Asked {
    /// which indicators
    pub codes: Codes,
    /// school year
    pub year: i64,
    /// the date on which people are counted
    pub as_of: NaiveDate,
    /// terms; when none is named each population takes its usual one
    pub terms: Vec<String>,
    /// only groups with these values
    pub filters: Vec<(Dimension, String)>,
    /// breakdowns; an empty one is the whole
    pub breakdowns: Vec<Vec<Dimension>>,
    /// whose rows are counted
    pub scope: Scope,
}

impl Asked {
    /// All indicators over the whole school.
    #[must_use]
    pub fn whole(year: i64, as_of: NaiveDate) -> Self {
        Self {
            codes: Codes::All,
            year,
            as_of,
            terms: Vec::new(),
            filters: Vec::new(),
            breakdowns: vec![Vec::new()],
            scope: Scope::whole_school(),
        }
    }

    /// Only these indicators.
    #[must_use]
    pub fn codes<C: Into<String>>(mut self, codes: impl IntoIterator<Item = C>) -> Self {
        self.codes = Codes::List(codes.into_iter().map(Into::into).collect());
        self
    }

    /// Only one pack.
    #[must_use]
    pub fn pack(mut self, code: impl Into<String>) -> Self {
        self.codes = Codes::Pack(code.into());
        self
    }

    /// Broken down by these dimensions, instead of the whole.
    #[must_use]
    pub fn by(mut self, breakdown: Vec<Dimension>) -> Self {
        self.breakdowns = vec![breakdown];
        self
    }

    /// At each of these breakdowns.
    #[must_use]
    pub fn by_each(mut self, breakdowns: Vec<Vec<Dimension>>) -> Self {
        self.breakdowns = breakdowns;
        self
    }

    /// Only this group.
    #[must_use]
    pub fn only(mut self, dimension: Dimension, value: impl Into<String>) -> Self {
        let value = value.into();
        if dimension == Dimension::Term {
            self.terms = vec![value];
        } else {
            self.filters.push((dimension, value));
        }
        self
    }

    /// For the eyes of this person.
    #[must_use]
    pub fn seen_by(mut self, scope: &Scope) -> Self {
        // Everybody who sees the whole school shares what is remembered.
        self.scope = if scope.whole { Scope::whole_school() } else { scope.clone() };
        self
    }

    /// The same a year earlier.
    #[must_use]
    pub fn year_before(&self) -> Self {
        let as_of = self.as_of.checked_sub_months(chrono::Months::new(12)).unwrap_or(self.as_of);
        Self { year: self.year - 1, as_of, ..self.clone() }
    }

    /// As the indicator language takes it.
    pub(crate) fn request(&self, own: Own) -> formula::Request {
        formula::Request {
            terms: self.terms.clone(),
            filters: self.filters.clone(),
            scope: whose(&self.scope),
            settings: own,
            ..formula::Request::whole(self.year, self.as_of)
        }
    }
}

/// The scope as the indicator language takes it. Who is not on the staff and does not see the school sees no rows:
/// nobody has the number 0.
pub(crate) fn whose(scope: &Scope) -> formula::Scope {
    if scope.whole { formula::Scope::Whole } else { formula::Scope::Staff(scope.staff_id.unwrap_or(0)) }
}

/// The date on which people are counted when none is named: today in the current school year, the last day of a past
/// one, the first of one to come.
#[must_use]
pub fn usual_date(year: i64, today: NaiveDate) -> NaiveDate {
    let day =
        |year: i64, month, day| i32::try_from(year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, day));
    if SchoolYear(year).contains(today) {
        return today;
    }
    let edge = if SchoolYear::containing(today).0 > year { day(year + 1, 8, 31) } else { day(year, 9, 1) };
    edge.unwrap_or(today)
}
