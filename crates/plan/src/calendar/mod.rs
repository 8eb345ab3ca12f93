//! The cyclogram («циклограмма ВСОКО»): which procedure of quality assurance runs when in a school year, on what, by whom,
//! by what instrument, and what is decided about its result.

mod procedure;
/// The questions this feature asks of the database, and its writes.
pub mod queries;

use ledger::Artefact;
pub use procedure::{Area, Procedure, ProcedureKind};

/// The word by which the ledger knows procedures.
pub const KIND: &str = "procedure";

/// The procedure as the ledger names it.
#[must_use]
pub fn artefact(id: i64) -> Artefact {
    Artefact { kind: KIND, id }
}
