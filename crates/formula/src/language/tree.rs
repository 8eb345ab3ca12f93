//! The checked tree: every name stands for something known, every type fits.

use chrono::NaiveDate;

use crate::exact::Exact;

pub(crate) use super::syntax::Operator;

/// A number over the whole or a group.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Number(Exact),
    Setting(String),
    /// A condition of the school entered by hand.
    Condition(String),
    Indicator {
        code: String,
        previous: bool,
    },
    Aggregate(Box<Aggregate>),
    Negate(Box<Value>),
    Arithmetic(Operator, Box<Value>, Box<Value>),
    Ratio(Box<Value>, Box<Value>),
    If(Box<Test>, Box<Value>, Box<Value>),
}

/// A yes or no about numbers.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Test {
    Compare(Operator, Value, Value),
    Missing(Value),
    Not(Box<Test>),
    And(Box<Test>, Box<Test>),
    Or(Box<Test>, Box<Test>),
}

/// A population with a condition on its rows.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Source {
    pub(crate) population: &'static str,
    pub(crate) filter: Option<Filter>,
}

/// A function over a population.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Aggregate {
    Count {
        source: Source,
    },
    Distinct {
        column: &'static str,
        source: Source,
    },
    /// The part is counted inside the whole: both conditions hold.
    Share {
        part: Source,
        whole: Option<Filter>,
    },
    Simonov {
        source: Source,
    },
    Sum {
        of: Amount,
        source: Source,
    },
    Mean {
        of: Amount,
        source: Source,
    },
    Median {
        of: Amount,
        source: Source,
    },
    Min {
        of: Amount,
        source: Source,
    },
    Max {
        of: Amount,
        source: Source,
    },
}

impl Aggregate {
    /// The population it reads.
    pub(crate) fn population(&self) -> &'static str {
        self.source().population
    }

    /// The population with the condition (of the part, for a share).
    pub(crate) fn source(&self) -> &Source {
        match self {
            Self::Count { source }
            | Self::Distinct { source, .. }
            | Self::Share { part: source, .. }
            | Self::Simonov { source }
            | Self::Sum { source, .. }
            | Self::Mean { source, .. }
            | Self::Median { source, .. }
            | Self::Min { source, .. }
            | Self::Max { source, .. } => source,
        }
    }
}

/// A whole number of a row; missing if any part of it is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Amount {
    Number(i64),
    Column(&'static str),
    Setting(String),
    Negate(Box<Amount>),
    Arithmetic(Operator, Box<Amount>, Box<Amount>),
}

/// A condition on a row; a missing value satisfies no comparison.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Filter {
    Compare(Operator, Amount, Amount),
    /// A text column is (not) one of these.
    Text {
        column: &'static str,
        negated: bool,
        values: Vec<String>,
    },
    /// A whole number is one of these.
    OneOf(Amount, Vec<i64>),
    Date {
        column: &'static str,
        operator: Operator,
        date: NaiveDate,
    },
    Flag {
        column: &'static str,
        is: bool,
    },
    Missing {
        column: &'static str,
        negated: bool,
    },
    Not(Box<Filter>),
    And(Box<Filter>, Box<Filter>),
    Or(Box<Filter>, Box<Filter>),
}

impl Filter {
    /// Both, where either may be absent.
    pub(crate) fn both(left: Option<&Self>, right: Option<&Self>) -> Option<Self> {
        match (left, right) {
            (Some(left), Some(right)) => Some(Self::And(Box::new(left.clone()), Box::new(right.clone()))),
            (one, None) | (None, one) => one.cloned(),
        }
    }
}

impl Value {
    /// Visits this value and all values inside it.
    pub(crate) fn visit<'a>(&'a self, see: &mut dyn FnMut(&'a Self)) {
        see(self);
        match self {
            Self::Negate(inner) => inner.visit(see),
            Self::Arithmetic(_, left, right) | Self::Ratio(left, right) => {
                left.visit(see);
                right.visit(see);
            }
            Self::If(test, then, otherwise) => {
                test.visit(see);
                then.visit(see);
                otherwise.visit(see);
            }
            Self::Number(_) | Self::Setting(_) | Self::Condition(_) | Self::Indicator { .. } | Self::Aggregate(_) => {}
        }
    }

    /// The populations named here (not through other indicators).
    pub(crate) fn populations(&self) -> Vec<&'static str> {
        let mut names = Vec::new();
        self.visit(&mut |value| match value {
            Self::Aggregate(aggregate) => names.push(aggregate.population()),
            Self::Condition(_) => names.push("facilities"),
            _ => {}
        });
        names.sort_unstable();
        names.dedup();
        names
    }

    /// The settings named here, in conditions on rows too.
    pub(crate) fn settings(&self) -> Vec<String> {
        let mut keys = Vec::new();
        self.visit(&mut |value| match value {
            Self::Setting(key) => keys.push(key.clone()),
            Self::Aggregate(aggregate) => aggregate.settings(&mut keys),
            _ => {}
        });
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// The indicators named here.
    pub(crate) fn references(&self) -> Vec<(&str, bool)> {
        let mut codes = Vec::new();
        self.visit(&mut |value| {
            if let Self::Indicator { code, previous } = value {
                codes.push((code.as_str(), *previous));
            }
        });
        codes
    }

    /// How many nodes, for the limit on formulas that name other formulas.
    pub(crate) fn size(&self) -> usize {
        let mut size = 0;
        self.visit(&mut |_| size += 1);
        size
    }
}

impl Test {
    fn visit<'a>(&'a self, see: &mut dyn FnMut(&'a Value)) {
        match self {
            Self::Compare(_, left, right) => {
                left.visit(see);
                right.visit(see);
            }
            Self::Missing(value) => value.visit(see),
            Self::Not(inner) => inner.visit(see),
            Self::And(left, right) | Self::Or(left, right) => {
                left.visit(see);
                right.visit(see);
            }
        }
    }
}

/// The keys of the weights of the Simonov index, «5» first, «н/а» last.
pub(crate) const SIMONOV_KEYS: [&str; 5] =
    ["simonov.five", "simonov.four", "simonov.three", "simonov.two", "simonov.not_assessed"];

impl Aggregate {
    fn settings(&self, keys: &mut Vec<String>) {
        if let Self::Simonov { .. } = self {
            keys.extend(SIMONOV_KEYS.iter().map(|key| (*key).to_owned()));
        }
        if let Some(filter) = &self.source().filter {
            filter.settings(keys);
        }
        match self {
            Self::Share { whole: Some(filter), .. } => filter.settings(keys),
            Self::Sum { of, .. }
            | Self::Mean { of, .. }
            | Self::Median { of, .. }
            | Self::Min { of, .. }
            | Self::Max { of, .. } => of.settings(keys),
            _ => {}
        }
    }
}

impl Filter {
    fn settings(&self, keys: &mut Vec<String>) {
        match self {
            Self::Compare(_, left, right) => {
                left.settings(keys);
                right.settings(keys);
            }
            Self::OneOf(amount, _) => amount.settings(keys),
            Self::Not(inner) => inner.settings(keys),
            Self::And(left, right) | Self::Or(left, right) => {
                left.settings(keys);
                right.settings(keys);
            }
            Self::Text { .. } | Self::Date { .. } | Self::Flag { .. } | Self::Missing { .. } => {}
        }
    }
}

impl Amount {
    fn settings(&self, keys: &mut Vec<String>) {
        match self {
            Self::Setting(key) => keys.push(key.clone()),
            Self::Negate(inner) => inner.settings(keys),
            Self::Arithmetic(_, left, right) => {
                left.settings(keys);
                right.settings(keys);
            }
            Self::Number(_) | Self::Column(_) => {}
        }
    }
}
