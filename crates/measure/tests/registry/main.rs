//! What holds for every measure of the registry: its reference values, and the invariants of the family.

mod invariants;
mod reading;
mod reference;
