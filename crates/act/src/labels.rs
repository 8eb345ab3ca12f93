//! The Russian words of this crate that belong to no single feature.

pub(crate) use crate::action_items::labels::{ACTION_ITEM, ACTION_ITEMS};
pub(crate) use crate::audits::labels::{AUDIT, AUDITS};
pub(crate) use crate::mail::labels::MAIL;
pub(crate) use crate::nonconformities::labels::{NONCONFORMITIES, NONCONFORMITY, OPEN_NONCONFORMITY};
