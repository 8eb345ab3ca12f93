//! All SQL of inspections.

mod acquaintance;
mod editions;
mod findings;
mod home;
mod inspections;
mod reports;

pub use acquaintance::{Acquainted, acknowledge, acquaint, acquaintance, is_listed, remove_acquaintance};
pub use editions::{Edition, edition_paper, editions, save_edition, unsign};
pub use findings::{Waiting, findings, place_of_finding, save_decision, waiting};
pub use home::{LedOpen, ToAcknowledge, led_open, to_acknowledge};
pub use inspections::{
    InspectionLine, complete_step, inspection, inspections, remove_inspection, reopen_step, save_inspection,
};
pub use reports::{
    Signature, StateSet, figures, report, report_states, save_figures, save_report, save_signature, save_told,
    set_state, signature,
};
