//! What a signature brings about.

use analyse::{inspections, problem_zones};
use ledger::{Change, links_to};
use store::Result;

use super::{Clause, Order, Signature, artefact, queries};
use crate::action_items::{self, NewItem, Source};
use crate::labels;

/// Keeps the signature of an order that [`Order::sign`] found whole, opens its action items and decides the problem zones
/// and findings it is about: all in the given change.
///
/// # Errors
/// When the database refuses; an order is signed once.
pub async fn take_effect(change: &mut Change, order: &Order, signature: &Signature) -> Result<()> {
    queries::save_signature(change, order.id, signature).await?;
    let title = labels::order_title(signature);
    let source = Source {
        artefact: artefact(order.id),
        title: title.clone(),
        school_year: order.school_year,
        opened_on: signature.signed_on,
    };
    action_items::open(change, &source, &order.clauses.iter().map(item).collect::<Vec<_>>()).await?;
    let card = format!("{title} «{}»", order.heading);
    change.describe(artefact(order.id), (&card, labels::IS_SIGNED), Some(signature.signed_on)).await?;
    for link in links_to(change, artefact(order.id)).await? {
        if link.from_kind == problem_zones::KIND {
            problem_zones::decided(change, link.from_id, &title).await?;
        }
        if link.from_kind == inspections::FINDING {
            inspections::decided(change, link.from_id, &title).await?;
        }
    }
    Ok(())
}

fn item(clause: &Clause) -> NewItem {
    NewItem {
        place: clause.place,
        task: clause.task.clone(),
        responsible_staff_id: clause.responsible_staff_id,
        responsible: clause.responsible.clone(),
        due_on: clause.due_on,
    }
}
