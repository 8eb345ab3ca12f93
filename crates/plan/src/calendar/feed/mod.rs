//! The cyclogram for calendar programs: a secret link that its owner may renew and revoke, answered as iCalendar (RFC 5545).
//! It tells procedures, never pupils.

mod events;
mod pages;
mod queries;
#[cfg(test)]
mod tests;

pub(super) use pages::{answer, renew, revoke, show};
