//! Terms («учебные периоды»): quarters, half-years, trimesters and the year as a whole.

use serde::{Deserialize, Serialize};

/// A period that ends in a mark («учебный период»).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Term {
    /// A quarter («четверть»), 1 to 4.
    Quarter(u8),
    /// A half-year («полугодие»), 1 or 2.
    HalfYear(u8),
    /// A trimester («триместр»), 1 to 3.
    Trimester(u8),
    /// The year («год»).
    Year,
}

impl Term {
    /// The stable code: `q1`…`q4`, `h1`, `h2`, `t1`…`t3`, `year`.
    #[must_use]
    pub fn code(self) -> String {
        match self {
            Term::Quarter(number) => format!("q{number}"),
            Term::HalfYear(number) => format!("h{number}"),
            Term::Trimester(number) => format!("t{number}"),
            Term::Year => "year".to_owned(),
        }
    }

    /// The term of a stable code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Term> {
        match code {
            "q1" => Some(Term::Quarter(1)),
            "q2" => Some(Term::Quarter(2)),
            "q3" => Some(Term::Quarter(3)),
            "q4" => Some(Term::Quarter(4)),
            "h1" => Some(Term::HalfYear(1)),
            "h2" => Some(Term::HalfYear(2)),
            "t1" => Some(Term::Trimester(1)),
            "t2" => Some(Term::Trimester(2)),
            "t3" => Some(Term::Trimester(3)),
            "year" => Some(Term::Year),
            _ => None,
        }
    }

    /// The Russian name: «1-я четверть», «2-е полугодие», «3-й триместр», «Год».
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Term::Quarter(number) => format!("{number}-я четверть"),
            Term::HalfYear(number) => format!("{number}-е полугодие"),
            Term::Trimester(number) => format!("{number}-й триместр"),
            Term::Year => "Год".to_owned(),
        }
    }

    /// The term before this one in the same year; none before the first, and none before the year.
    #[must_use]
    pub fn previous(self) -> Option<Term> {
        match self {
            Term::Quarter(number @ 2..) => Some(Term::Quarter(number - 1)),
            Term::HalfYear(number @ 2..) => Some(Term::HalfYear(number - 1)),
            Term::Trimester(number @ 2..) => Some(Term::Trimester(number - 1)),
            Term::Quarter(_) | Term::HalfYear(_) | Term::Trimester(_) | Term::Year => None,
        }
    }

    /// The term of the other scheme that ends on the same day: the 2nd quarter with the 1st half-year,
    /// the 4th with the 2nd. It lets a school with quarters below and half-years above be summed up.
    #[must_use]
    pub fn pair(self) -> Option<Term> {
        match self {
            Term::Quarter(2) => Some(Term::HalfYear(1)),
            Term::Quarter(4) => Some(Term::HalfYear(2)),
            Term::HalfYear(1) => Some(Term::Quarter(2)),
            Term::HalfYear(2) => Some(Term::Quarter(4)),
            _ => None,
        }
    }

    /// The place of the term among all terms of a year, by the day they end; the year is last.
    #[must_use]
    pub fn position(self) -> u8 {
        match self {
            Term::Quarter(number) => number.saturating_mul(6).min(249),
            Term::HalfYear(number) => number.saturating_mul(12).saturating_add(1).min(250),
            Term::Trimester(number) => number.saturating_mul(8).saturating_add(2).min(251),
            Term::Year => u8::MAX,
        }
    }
}

impl From<Term> for String {
    fn from(term: Term) -> String {
        term.code()
    }
}

impl TryFrom<String> for Term {
    type Error = &'static str;

    fn try_from(code: String) -> Result<Term, Self::Error> {
        Term::from_code(&code).ok_or("нет такого учебного периода")
    }
}

impl std::fmt::Display for Term {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.name())
    }
}

/// How a class divides its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TermScheme {
    /// Four quarters, usual in years 2 to 9.
    Quarters,
    /// Two half-years, usual in years 10 and 11.
    HalfYears,
    /// Three trimesters, by the school's choice.
    Trimesters,
}

impl TermScheme {
    /// All schemes.
    pub const ALL: [TermScheme; 3] = [TermScheme::Quarters, TermScheme::HalfYears, TermScheme::Trimesters];

    /// What a class of this year group usually has.
    #[must_use]
    pub fn usual(year_group: u8) -> TermScheme {
        if year_group >= 10 { TermScheme::HalfYears } else { TermScheme::Quarters }
    }

    /// The terms of the scheme in order, without the year.
    #[must_use]
    pub fn terms(self) -> &'static [Term] {
        match self {
            TermScheme::Quarters => &[Term::Quarter(1), Term::Quarter(2), Term::Quarter(3), Term::Quarter(4)],
            TermScheme::HalfYears => &[Term::HalfYear(1), Term::HalfYear(2)],
            TermScheme::Trimesters => &[Term::Trimester(1), Term::Trimester(2), Term::Trimester(3)],
        }
    }

    /// The stable code: `quarters`, `half_years`, `trimesters`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            TermScheme::Quarters => "quarters",
            TermScheme::HalfYears => "half_years",
            TermScheme::Trimesters => "trimesters",
        }
    }

    /// The scheme of a stable code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<TermScheme> {
        TermScheme::ALL.into_iter().find(|scheme| scheme.code() == code)
    }

    /// The Russian name: «четверти», «полугодия», «триместры».
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            TermScheme::Quarters => "четверти",
            TermScheme::HalfYears => "полугодия",
            TermScheme::Trimesters => "триместры",
        }
    }
}

#[cfg(test)]
mod tests;
