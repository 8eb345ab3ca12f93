//! Tables out of files and into files: XLSX, XLS, ODS, HTML saved as XLS and delimited text in, XLSX and CSV out.
//!
//! Bytes in, typed cells with their addresses out. Every size is bounded while it is being read, so that a hostile
//! file is refused in a sentence and in little memory. What a cell *means* is not known here, and no cell is repaired.

mod archive;
mod delimited;
mod encoding;
mod failure;
mod html;
mod input;
mod kind;
mod labels;
mod limits;
mod ods;
mod printed;
mod row;
mod strings;
mod value;
mod workbook;
mod write;
mod xls;
mod xlsx;
mod xml;

#[cfg(test)]
mod tests;

pub use delimited::{Record, Records};
pub use failure::{Fault, Foreign, Unreadable};
pub use input::TableFile;
pub use kind::Kind;
pub use limits::Limits;
pub use printed::{PlainSheet, PrintedColumn, PrintedTable, write_printed};
pub use row::{Address, Cell, Row, column_letters, column_number};
pub use value::{Number, Value};
pub use workbook::{Block, Rows, Sheet, Workbook};
pub use write::{Field, Unwritable, write_csv, write_table};
