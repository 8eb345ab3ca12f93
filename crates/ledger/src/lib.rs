//! Who did what, and what followed from what.
//!
//! Every write is a [`Change`]: a transaction with an author and a time that can only be committed by saying what
//! happened. The sentences form a hash chain; links join the artefacts of the management cycle. The ledger knows
//! artefacts by kind and id only: the crate that owns a kind knows the rest.

mod chain;
mod change;
mod history;
mod links;
mod memory;

pub use chain::{Chained, Connected, Drawn, chain, connected, described};
pub use change::{Actor, Artefact, Change, Happening};
pub use history::{ChainFault, Entry, entries, entries_about, entry_count, head, verify_chain, was_said};
pub use links::{Link, links_from, links_to};
pub use memory::{Memory, data_version};
use store::Schema;

/// The tables of this crate and of the store below it.
#[must_use]
pub fn schema() -> Schema {
    store::schema().with(Schema::of(store::migrations!("20260902_happening", "20261001_artefact_card")))
}

#[cfg(test)]
mod tests;
