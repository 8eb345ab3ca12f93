//! Russian as it is shown: numbers with a decimal comma, dates, plurals, alphabetical order.
//!
//! This is the only place where anything is rounded, and it rounds text, half up, on output.

mod collation;
mod date;
mod number;
mod plural;
mod wording;

pub use collation::{compare, sort_key};
pub use date::{date_long, date_short, moment_short, month_genitive, month_name, parse_date};
pub use number::{decimal_point, number, parse_number, percent, signed, thousands};
pub use plural::{counted, plural};
pub use wording::is_telling;

/// The no-break space that stands before % and between groups of thousands.
pub const NBSP: char = '\u{a0}';

/// The dash that stands for a number there is none of.
pub const NO_VALUE: &str = "—";
