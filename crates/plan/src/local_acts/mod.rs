//! Local acts («локальные нормативные акты») with their editions: drafted, considered, endorsed, adopted, approved, each
//! by somebody on a day; in force from when until when; known by whom.

mod act;
/// The questions this feature asks of the database, and its writes.
pub mod queries;

use ledger::Artefact;

pub use act::{Act, ActKind, CannotStep, LocalAct, State, Step, TRANSITIONS, state_after, target};

/// The word by which the ledger knows local acts.
pub const KIND: &str = "local_act";

/// The act as the ledger names it.
#[must_use]
pub fn artefact(id: i64) -> Artefact {
    Artefact { kind: KIND, id }
}
