//! What a pack holds.

use chrono::NaiveDate;

use crate::exact::Exact;
use crate::language::tree::Value;
use crate::schema::Dimension;

use super::codes::{Better, CheckSign, LevelName, Moment, RuleKind, Unit};
use super::facts::{Condition, MarkScale, Restriction, Setting};

/// Thresholds of levels: exact, in the order from the worst to the best.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels {
    /// Level, its threshold, its Russian name.
    pub steps: Vec<(LevelName, Exact, String)>,
    /// Where the thresholds come from; local norms say so.
    pub note: String,
}

impl Levels {
    /// The level of a value: the best one whose threshold it reaches.
    #[must_use]
    pub fn of(&self, value: &Exact, better: Better) -> Option<(LevelName, &str)> {
        let reaches = |threshold: &Exact| match better {
            Better::Lower => value <= threshold,
            Better::Higher | Better::Neither => value >= threshold,
        };
        let reached = self.steps.iter().rev().find(|(_, threshold, _)| reaches(threshold));
        reached.map(|(level, _, name)| (*level, name.as_str()))
    }
}

/// What to say and where to go when there is no data.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Missing {
    /// What is missing.
    pub text: String,
    /// The page where it is entered.
    pub page: String,
}

/// An indicator («показатель»).
#[derive(Clone, Debug)]
pub struct Indicator {
    /// Code, unique over all packs.
    pub code: String,
    /// Number in a form, such as 1.19.1; empty if there is none.
    pub number: String,
    /// Heading of the part of the form.
    pub section: String,
    /// Full name.
    pub name: String,
    /// Name for tables; the full one if none is given.
    pub short_name: String,
    /// Unit.
    pub unit: Unit,
    /// Text of the formula.
    pub formula: String,
    /// The checked formula.
    pub(crate) value: Value,
    /// Each must be above zero over the whole school, otherwise the data were never loaded.
    pub(crate) requires: Vec<Value>,
    /// Direction.
    pub better: Better,
    /// Levels.
    pub levels: Levels,
    /// Who is in the base, in words.
    pub base_rule: String,
    /// A remark shown beside the value.
    pub note: String,
    /// Norm.
    pub source: String,
    /// Whether the wording and rule were compared with the norm's text.
    pub is_verified: bool,
    /// First day of validity.
    pub valid_from: Option<NaiveDate>,
    /// Last day of validity.
    pub valid_to: Option<NaiveDate>,
    /// Allowed breakdowns; all that the populations have if none are named.
    pub breakdowns: Option<Vec<Dimension>>,
    /// What the values may be used for.
    pub use_for: String,
    /// Which moment it is about.
    pub moment: Moment,
    /// What to say when there is no data.
    pub missing: Missing,
}

impl Indicator {
    /// Whether it holds on a date.
    #[must_use]
    pub fn is_in_force(&self, date: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= date) && self.valid_to.is_none_or(|to| date <= to)
    }
}

/// A cross-check of a form.
#[derive(Clone, Debug)]
pub struct Check {
    /// Code.
    pub code: String,
    pub(crate) left: Value,
    /// Sign between the sides.
    pub sign: CheckSign,
    pub(crate) right: Value,
    /// What is said when it does not hold.
    pub message: String,
}

/// A rule that finds problem zones («проблемные зоны»).
#[derive(Clone, Debug)]
pub struct Rule {
    /// Code.
    pub code: String,
    /// Kind.
    pub kind: RuleKind,
    /// Title of the zone.
    pub title: String,
    /// The indicator looked at.
    pub indicator: String,
    /// The other indicator of an external gap.
    pub against: Option<String>,
    /// Threshold: of the value, of the drop or of the gap.
    pub threshold: Exact,
    /// Between the threshold and this the verdict is uncertain.
    pub certain_from: Option<Exact>,
    /// Breakdown looked at.
    pub breakdown: Vec<Dimension>,
    /// Neutral wording of what was found.
    pub finding: String,
    /// Caution shown with it.
    pub caution: String,
    /// Where the threshold comes from.
    pub source: String,
    /// Whether the threshold is a local norm that the school may change.
    pub is_local: bool,
}

/// What a rule says of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing to look at.
    Fine,
    /// Between the thresholds.
    Uncertain,
    /// A problem zone.
    Crossed,
}

impl Rule {
    /// Judges a value of the indicator, a drop against the previous period (positive = worse), or a gap. Compared
    /// exactly: 57 % is not below 57 %.
    #[must_use]
    pub fn judge(&self, value: &Exact, better: Better) -> Verdict {
        let grows_worse =
            matches!(self.kind, RuleKind::DropBeyondNoise | RuleKind::ExternalGap) || better == Better::Lower;
        let beyond = |threshold: &Exact| {
            if grows_worse { value > threshold } else { value < threshold }
        };
        if beyond(&self.threshold) {
            Verdict::Crossed
        } else if self.certain_from.as_ref().is_some_and(beyond) {
            Verdict::Uncertain
        } else {
            Verdict::Fine
        }
    }
}

/// A pack.
#[derive(Clone, Debug)]
pub struct Pack {
    /// Name of the file.
    pub file: String,
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Version.
    pub version: String,
    /// Edition of the norm.
    pub edition: String,
    /// Norm.
    pub source: String,
    /// First day of validity.
    pub valid_from: Option<NaiveDate>,
    /// Last day of validity.
    pub valid_to: Option<NaiveDate>,
    /// Indicators in order.
    pub indicators: Vec<Indicator>,
    /// Cross-checks.
    pub checks: Vec<Check>,
    /// Rules of problem zones.
    pub rules: Vec<Rule>,
    /// Settings.
    pub settings: Vec<Setting>,
    /// Conditions entered by hand.
    pub conditions: Vec<Condition>,
    /// Bans on use.
    pub restrictions: Vec<Restriction>,
    /// Scales of marks.
    pub scales: Vec<MarkScale>,
}

/// A formula not yet checked, with the line it begins on.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) line: usize,
    pub(crate) text: String,
}

/// The formulas of a pack, in the order of its indicators and checks.
#[derive(Clone, Debug, Default)]
pub(crate) struct Drafts {
    /// Formula and requirements of each indicator.
    pub(crate) indicators: Vec<(Draft, Vec<Draft>)>,
    /// Left and right of each check.
    pub(crate) checks: Vec<(Draft, Draft)>,
    /// Line of each rule.
    pub(crate) rules: Vec<usize>,
}
