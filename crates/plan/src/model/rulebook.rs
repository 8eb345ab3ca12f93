//! The rules of the checker and their numbers, as the pack `quality-model.toml` says them.

use std::sync::OnceLock;

use chrono::NaiveDate;
use serde::Deserialize;

const PACK: &str = include_str!("../../../../packs/quality-model.toml");

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// «ошибка»: the model does not work like this
    Error,
    /// «предупреждение»: probably a mistake
    Warning,
    /// «замечание»: good to know
    Note,
}

impl Severity {
    /// All, the worst first.
    pub const ALL: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Note];

    /// The word for programs.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }

    /// The severity of this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Severity> {
        Severity::ALL.into_iter().find(|severity| severity.code() == code)
    }
}

/// A rule of the checker.
#[derive(Debug, Clone, Deserialize)]
pub struct Rule {
    /// code
    pub code: String,
    /// how bad it is to break it
    pub severity: Severity,
    /// what is wrong, in a few words
    pub name: String,
    /// why it matters and what to do
    pub explanation: String,
    /// where the rule comes from
    pub source: String,
    /// since when it holds
    #[serde(deserialize_with = "date")]
    pub valid_from: NaiveDate,
    /// until when it holds
    #[serde(default, deserialize_with = "date_if_any")]
    pub valid_to: Option<NaiveDate>,
}

impl Rule {
    /// Whether the rule holds in a school year.
    #[must_use]
    pub fn is_in_force(&self, school_year: i64) -> bool {
        let year = |day: NaiveDate| school::SchoolYear::containing(day).0;
        year(self.valid_from) <= school_year && self.valid_to.is_none_or(|until| school_year <= year(until))
    }
}

/// How many procedures one person may answer for.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct PersonRule {
    /// with a date in one month
    pub most_due_in_a_month: i64,
}

/// When to remind of an act that runs out.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct ActRule {
    /// days before
    pub remind_days: i64,
}

/// How often classes may write.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct WorkRule {
    /// works of one class in a day
    pub most_a_day: usize,
    /// days between two works in one subject and year group
    pub days_between: i64,
    /// percent of the hours of a subject that works may take
    pub most_hours_percent: i64,
    /// hours a year of a subject that has one lesson a week
    pub hours_of_one_lesson_a_week: i64,
}

/// Public holidays («нерабочие праздничные дни»).
#[derive(Debug, Clone, Deserialize)]
pub struct DaysOff {
    /// month and day: «01-08»
    pub days: Vec<String>,
}

impl DaysOff {
    /// Whether a day is a public holiday.
    #[must_use]
    pub fn has(&self, day: NaiveDate) -> bool {
        let written = day.format("%m-%d").to_string();
        self.days.contains(&written)
    }
}

/// Days of the national tests («ВПР»), of the pack or as the school has entered them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct VprWindow {
    /// first day
    #[serde(deserialize_with = "date")]
    pub from: NaiveDate,
    /// last day
    #[serde(deserialize_with = "date")]
    pub until: NaiveDate,
    /// who writes
    pub year_groups: Vec<u8>,
    /// where the days are taken from
    pub source: String,
}

/// Everything the pack says.
#[derive(Debug, Clone, Deserialize)]
pub struct Rulebook {
    /// people
    pub person: PersonRule,
    /// local acts
    pub local_acts: ActRule,
    /// control works
    pub works: WorkRule,
    /// public holidays
    pub days_off: DaysOff,
    /// national tests, by calendar year
    #[serde(rename = "vpr_window", default)]
    pub vpr_windows: Vec<VprWindow>,
    /// the rules
    #[serde(rename = "rule")]
    pub rules: Vec<Rule>,
}

impl Rulebook {
    /// The rule of this code.
    #[must_use]
    pub fn rule(&self, code: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.code == code)
    }
}

/// The rules that come with the program.
///
/// # Panics
/// When the built-in pack is broken, which a test rules out.
#[must_use]
pub fn rulebook() -> &'static Rulebook {
    static BOOK: OnceLock<Rulebook> = OnceLock::new();
    BOOK.get_or_init(|| toml::from_str(PACK).expect("the built-in pack is read by a test"))
}

fn date<'de, D: serde::Deserializer<'de>>(source: D) -> Result<NaiveDate, D::Error> {
    let written = toml::value::Datetime::deserialize(source)?;
    written.to_string().parse().map_err(serde::de::Error::custom)
}

fn date_if_any<'de, D: serde::Deserializer<'de>>(source: D) -> Result<Option<NaiveDate>, D::Error> {
    date(source).map(Some)
}

/// An indicator of a pack, as far as the checker needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownIndicator {
    /// code
    pub code: String,
    /// name
    pub name: String,
    /// the pack's name
    pub pack: String,
}

/// The indicators of all packs that come with the program.
#[must_use]
pub fn known_indicators() -> &'static [KnownIndicator] {
    static KNOWN: OnceLock<Vec<KnownIndicator>> = OnceLock::new();
    KNOWN.get_or_init(|| formula::packs::builtin().iter().flat_map(|pack| indicators_of(&pack.text)).collect())
}

fn indicators_of(text: &str) -> Vec<KnownIndicator> {
    #[derive(Deserialize)]
    struct Named {
        code: String,
        name: String,
    }
    #[derive(Deserialize)]
    struct Head {
        name: String,
    }
    #[derive(Deserialize)]
    struct PackFile {
        pack: Head,
        #[serde(default)]
        indicator: Vec<Named>,
    }
    let Ok(file) = toml::from_str::<PackFile>(text) else { return Vec::new() };
    let of = |one: Named| KnownIndicator { code: one.code, name: one.name, pack: file.pack.name.clone() };
    file.indicator.into_iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pack_is_whole() {
        let book = rulebook();
        let mut codes: Vec<&str> = book.rules.iter().map(|rule| rule.code.as_str()).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), book.rules.len(), "a code stands once");
        assert!(book.rules.iter().all(|rule| !rule.source.is_empty() && !rule.explanation.is_empty()));
        assert!(book.vpr_windows.iter().all(|window| window.from < window.until));
        assert!(book.days_off.days.iter().all(|day| format!("2024-{day}").parse::<NaiveDate>().is_ok()));
        assert!(book.rule("works.day").is_some_and(|rule| rule.is_in_force(2024) && !rule.is_in_force(2019)));
    }

    #[test]
    fn indicators_of_the_packs_are_known() {
        assert!(known_indicators().iter().any(|one| one.code == "school.pass_rate" && !one.pack.is_empty()));
    }
}
