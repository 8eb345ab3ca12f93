//! The cyclogram as one table of fields: everything is sent at once, each row with its version. Works as a plain form; the
//! script of the page makes it move like a spreadsheet.

mod pages;
mod receive;
#[cfg(test)]
mod tests;

pub(super) use pages::{edit, save};
