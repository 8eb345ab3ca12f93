//! A plan as one table of fields: everything is sent at once, each row with its version. Works as a plain form; the script
//! of the page makes it move like a spreadsheet. The cyclogram and the roadmap are both edited by it.

pub(crate) mod labels;
mod page;
mod receive;
mod row;
mod stored;

pub(crate) use page::{Frame, SuggestionList, page};
pub(crate) use receive::{Ground, Wanted, doubtful, dropped, receive};
pub(crate) use row::{GridReader, seen};
pub use row::{GridRow, Merged, SavedVersion, differences, merge};
pub(crate) use stored::VersionRow;
