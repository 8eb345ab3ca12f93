//! Orders («приказы»): drafted from problem zones, made of clauses with a person and a date each, signed by the
//! principal, printed as DOCX. A signed order stays as it is.

mod drafting;
mod order;
mod pages;
mod paper;
/// The questions this feature asks of the database, and its writes.
pub mod queries;
mod reader;
mod taking_effect;

use access::{May, Routes};
use ledger::{Artefact, Happening};
pub use order::{CannotEdit, CannotSign, Clause, Order, Signature, begins_as_heading};
pub(crate) use paper::{FONTS, mark_draft};
pub use reader::Reader;
pub use taking_effect::take_effect;

use crate::labels;

/// The word by which the ledger knows orders.
pub const KIND: &str = "administrative_order";

/// The addresses of this feature.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .page("/decide/orders", May::ReadDecisions, pages::list)
        .page("/decide/orders/new", May::EditOrders, drafting::new)
        .action("/decide/orders", May::EditOrders, drafting::create)
        .page("/decide/orders/{id}", May::ReadDecisions, pages::show)
        .page("/decide/orders/{id}/edit", May::EditOrders, drafting::edit)
        .action("/decide/orders/{id}", May::EditOrders, drafting::save)
        .page("/decide/orders/{id}/removal", May::EditOrders, drafting::confirm_removal)
        .action("/decide/orders/{id}/removal", May::EditOrders, drafting::remove)
        .action("/decide/orders/{id}/signature", May::SignOrders, pages::sign)
        .page("/decide/orders/{id}/paper.docx", May::ReadDecisions, pages::docx)
}

/// The order as the ledger names it.
#[must_use]
pub fn artefact(id: i64) -> Artefact {
    Artefact { kind: KIND, id }
}

/// Something happened to an order.
pub struct OrderHappened {
    /// which
    pub id: i64,
    /// a stable word for programs
    pub kind: &'static str,
    /// the sentence
    pub sentence: String,
}

impl OrderHappened {
    /// A draft was made or changed.
    #[must_use]
    pub fn drafted(order: &Order) -> Self {
        Self { id: order.id, kind: "order.drafted", sentence: labels::order_drafted(&order.heading) }
    }

    /// A draft was thrown away.
    #[must_use]
    pub fn removed(order: &Order) -> Self {
        Self { id: order.id, kind: "order.removed", sentence: labels::order_removed(&order.heading) }
    }

    /// It was signed.
    #[must_use]
    pub fn signed(order: &Order, signature: &Signature) -> Self {
        Self { id: order.id, kind: "order.signed", sentence: labels::order_signed(&order.heading, signature) }
    }
}

impl Happening for OrderHappened {
    fn kind(&self) -> &'static str {
        self.kind
    }
    fn subject(&self) -> Artefact {
        artefact(self.id)
    }
    fn sentence(&self) -> String {
        self.sentence.clone()
    }
}
