//! The measurement library on plain CSV: `vsoko measure METHOD INPUT.csv`. A file in, a table for people or
//! `quantity,element,value` for machines out. Knows no database and no school; computes nothing itself.
//!
//! One method is one file in `methods/` (its options, its manual page, its answer) and one line of the list there.

mod answer;
mod csv_table;
mod faults;
mod methods;
mod options;
mod print;
mod refusal;
#[cfg(test)]
mod testing;
mod wish;

pub use faults::fault_in_russian;
pub use refusal::Refusal;
pub use wish::{Measure, program};

/// Does what was wished; the text is for the standard output.
///
/// # Errors
/// When the input is refused; the sentence says where and why.
pub fn answer(wish: &Measure) -> Result<String, Refusal> {
    let answer = wish.method().answer(wish.options())?;
    print::print(&answer, wish.format())
}
