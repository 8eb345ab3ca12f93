//! The indicator language («язык показателей»): packs say what is measured, populations say what may be counted.
//!
//! Pure: no database, no clock, no files. The caller gives the texts of packs and the schema of populations, asks for a
//! [`Plan`], runs its SQL, and gives the grids back. SQL delivers counts and sums; exact numbers are made here.
//!
//! ```text
//! texts of packs ─┐
//! schema ─────────┴→ Catalogue ─ plan(codes, request, breakdowns) → Plan{scans} ─ grids → Vec<Outcome>
//!                        └ explain(code), drill(code, which, …), rules(), settings(), conditions(), scales()
//! ```

mod catalogue;
mod complaint;
mod drill;
mod exact;
mod explain;
mod language;
mod outcome;
mod pack;
pub mod packs;
mod plan;
pub mod schema;
#[cfg(test)]
mod testing;
mod words;

pub use catalogue::{Catalogue, Unknown};
pub use complaint::{Complaint, Fault};
pub use drill::{Drill, DrillColumn, DrillRow, Source, Which};
pub use exact::{Exact, exact_words, percent_words, read_exact};
pub use explain::{Explanation, UsedSetting};
pub use outcome::{Figure, Group, Outcome, State, Why};
pub use pack::{
    Better, Check, CheckSign, Condition, ConditionKind, Indicator, LevelName, Levels, MarkScale, Missing, Moment, Pack,
    PackText, Restriction, Rule, RuleKind, Setting, Unit, Verdict,
};
pub use plan::{Cell, CheckOutcome, Grid, Param, Plan, Request, Scan, Scope};
pub use schema::{Dimension, Population, Schema};
