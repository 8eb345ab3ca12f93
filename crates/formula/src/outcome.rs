//! What an indicator came to: value, zero, absent, or not applicable. Absent never becomes zero.

use crate::exact::Exact;
use crate::schema::Dimension;

/// Why there is no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Nothing was entered or loaded for this indicator.
    NoData,
    /// There are rows, but the base of the indicator is empty.
    EmptyBase,
    /// The formula divides by zero.
    DivisionByZero,
    /// A number grew beyond what can be held exactly.
    TooLarge,
    /// A setting has no value for this year.
    NoSetting(String),
    /// A setting has a value that makes no sense.
    BadSetting(String),
    /// There is no group of the year before to compare with.
    NoPrevious,
    /// The indicator cannot be broken down so.
    NoDimension(Dimension),
    /// The pack did not yet, or no longer, hold on the date.
    NotInForce,
    /// Counted only for those who see the whole school.
    OutsideScope,
}

impl Why {
    /// A stable key for machines.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::NoData => "no_data",
            Self::EmptyBase => "empty_base",
            Self::DivisionByZero => "division_by_zero",
            Self::TooLarge => "too_large",
            Self::NoSetting(_) => "no_setting",
            Self::BadSetting(_) => "bad_setting",
            Self::NoPrevious => "no_previous",
            Self::NoDimension(_) => "no_dimension",
            Self::NotInForce => "not_in_force",
            Self::OutsideScope => "outside_scope",
        }
    }

    /// The reason in Russian.
    #[must_use]
    pub fn say(&self) -> String {
        match self {
            Self::NoData => "нет данных".to_owned(),
            Self::EmptyBase => "в базе расчёта никого нет".to_owned(),
            Self::DivisionByZero => "деление на ноль".to_owned(),
            Self::TooLarge => "число слишком велико для точного расчёта".to_owned(),
            Self::NoSetting(key) => format!("на этот учебный год не задана настройка «{key}»"),
            Self::BadSetting(key) => format!("настройка «{key}» задана неверно"),
            Self::NoPrevious => "нет данных за прошлый год".to_owned(),
            Self::NoDimension(dimension) => {
                format!("показатель не считают в разрезе «{}»", dimension.title())
            }
            Self::NotInForce => "на эту дату показатель не действует".to_owned(),
            Self::OutsideScope => "показатель считают только по школе в целом".to_owned(),
        }
    }

    /// Whether the indicator has no sense here, rather than lacking data.
    #[must_use]
    pub fn is_not_applicable(&self) -> bool {
        matches!(self, Self::NoDimension(_) | Self::NotInForce | Self::OutsideScope)
    }
}

/// The four states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// A number other than zero.
    Value,
    /// Zero, and known to be zero.
    Zero,
    /// There should be a number, but it is unknown.
    Absent(Why),
    /// The question has no sense here.
    NotApplicable(Why),
}

impl State {
    /// The name used on the command line.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Zero => "zero",
            Self::Absent(_) => "absent",
            Self::NotApplicable(_) => "not_applicable",
        }
    }

    /// Why there is no value.
    #[must_use]
    pub fn why(&self) -> Option<&Why> {
        match self {
            Self::Absent(why) | Self::NotApplicable(why) => Some(why),
            Self::Value | Self::Zero => None,
        }
    }
}

/// A group of a breakdown: each dimension with its value, `None` where the row has none.
pub type Group = Vec<(Dimension, Option<String>)>;

/// An exact number with what it was made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The exact value.
    pub value: Exact,
    /// Part and whole, when the value is a share of counts.
    pub share: Option<(i64, i64)>,
    /// What was divided by what, where the value is a quotient: the sum of marks by their number.
    pub quotient: Option<(Exact, Exact)>,
    /// Size of the base.
    pub n: Option<i64>,
}

/// The result of one indicator for one group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Code of the indicator.
    pub code: String,
    /// The group; empty for the whole.
    pub by: Group,
    /// Which of the four states.
    pub state: State,
    /// The number, in the states `Value` and `Zero`.
    pub figure: Option<Figure>,
}

impl Outcome {
    pub(crate) fn new(code: &str, by: Group, result: Result<Figure, Why>) -> Self {
        let (state, figure) = match result {
            Ok(figure) if *figure.value.numer() == 0 => (State::Zero, Some(figure)),
            Ok(figure) => (State::Value, Some(figure)),
            Err(why) if why.is_not_applicable() => (State::NotApplicable(why), None),
            Err(why) => (State::Absent(why), None),
        };
        Self { code: code.to_owned(), by, state, figure }
    }

    /// The exact value.
    #[must_use]
    pub fn value(&self) -> Option<Exact> {
        self.figure.map(|figure| figure.value)
    }

    /// The counted part of a share.
    #[must_use]
    pub fn part(&self) -> Option<i64> {
        self.figure.and_then(|figure| figure.share).map(|(part, _)| part)
    }

    /// The whole of a share.
    #[must_use]
    pub fn whole(&self) -> Option<i64> {
        self.figure.and_then(|figure| figure.share).map(|(_, whole)| whole)
    }

    /// What was divided by what, not reduced.
    #[must_use]
    pub fn quotient(&self) -> Option<(Exact, Exact)> {
        self.figure.and_then(|figure| figure.quotient)
    }

    /// Size of the base.
    #[must_use]
    pub fn n(&self) -> Option<i64> {
        self.figure.and_then(|figure| figure.n)
    }

    /// The value of a dimension of the group.
    #[must_use]
    pub fn at(&self, dimension: Dimension) -> Option<&str> {
        self.by.iter().find(|(known, _)| *known == dimension).and_then(|(_, value)| value.as_deref())
    }
}
