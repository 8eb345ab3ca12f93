//! The language of formulas: text → tokens → syntax → checked tree. Bounded in length, depth and size.

mod check;
mod lexer;
mod parser;
mod syntax;
pub(crate) mod tree;

#[cfg(test)]
mod tests;

use crate::complaint::Fault;
use crate::schema::Schema;
use tree::Value;

pub(crate) use check::Known;

/// Longest formula in bytes.
pub(crate) const MOST_BYTES: usize = 4000;
/// Deepest nesting.
pub(crate) const MOST_DEPTH: usize = 48;
/// Most nodes of one formula.
pub(crate) const MOST_NODES: usize = 500;

/// Reads and checks a formula.
pub(crate) fn read(text: &str, schema: &Schema, known: &Known<'_>) -> Result<Value, Fault> {
    let syntax = parser::parse(text)?;
    check::value(&syntax, schema, known)
}
