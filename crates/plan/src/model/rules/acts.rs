use super::super::labels::found as words;
use super::super::rulebook::Rulebook;
use super::super::{Found, ModelFacts, Place};

/// Approved acts are still in force, and not about to run out.
pub(super) fn acts_are_valid(facts: &ModelFacts, book: &Rulebook) -> Vec<Found> {
    let mut found = Vec::new();
    for act in facts.acts.iter().filter(|act| act.is_approved) {
        let Some(until) = act.valid_until else { continue };
        let place = Place::of(crate::local_acts::KIND, act.id, act.title.clone());
        let days = (until - facts.today).num_days();
        if days < 0 {
            found.push(Found::new("local_act.expired", place, words::act_has_expired(until)));
        } else if days <= book.local_acts.remind_days {
            found.push(Found::new("local_act.expires", place, words::act_expires(until)));
        }
    }
    found
}
