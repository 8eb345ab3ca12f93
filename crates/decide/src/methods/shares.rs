//! How often each method is used. Counted, never rounded before it is shown.

use school::Share;

use super::Decision;
use crate::method::Method;

/// One method among the decisions of a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MethodShare {
    pub(super) method: Method,
    /// signed orders
    pub(super) orders: usize,
    /// adopted resolutions of meetings
    pub(super) resolutions: usize,
    /// of all decisions; `None` while there are none
    pub(super) share: Option<Share>,
}

impl MethodShare {
    pub(super) fn total(&self) -> usize {
        self.orders + self.resolutions
    }
}

/// Every method with its share, also one that is never used.
pub(super) fn shares(decisions: &[Decision]) -> Vec<MethodShare> {
    let whole = i64::try_from(decisions.len()).unwrap_or(i64::MAX);
    let of = |method: Method| {
        let own = || decisions.iter().filter(move |decision| decision.method == method);
        let orders = own().filter(|decision| decision.is_order).count();
        let part = i64::try_from(own().count()).unwrap_or(i64::MAX);
        MethodShare { method, orders, resolutions: own().count() - orders, share: Share::new(part, whole) }
    };
    Method::ALL.into_iter().map(of).collect()
}
