//! Who reads which orders. Pure but for asking who looks.

use access::{Cx, May};

use super::Order;

/// Somebody who looks at orders. A draft is open to those who prepare or sign orders, and to nobody else. Signed orders
/// tell the results of classes, so they are open to those who may read results; whoever is named in a clause reads that
/// order whatever their role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reader {
    /// prepares or signs orders
    pub sees_drafts: bool,
    /// reads all signed orders
    pub sees_signed: bool,
    /// the member of staff
    pub staff_id: Option<i64>,
}

impl Reader {
    pub(super) fn of(cx: &Cx) -> Self {
        Self {
            sees_drafts: cx.may(May::EditOrders) || cx.may(May::SignOrders),
            sees_signed: cx.may(May::ReadIndicators),
            staff_id: cx.viewer().staff_id,
        }
    }

    /// Whether this order is open to them.
    #[must_use]
    pub fn may_read(self, order: &Order) -> bool {
        let named = |id: i64| order.clauses.iter().any(|clause| clause.responsible_staff_id == Some(id));
        self.sees_drafts || order.signature.is_some() && (self.sees_signed || self.staff_id.is_some_and(named))
    }
}
