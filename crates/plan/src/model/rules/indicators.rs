use std::collections::{BTreeMap, BTreeSet};

use super::super::labels::found as words;
use super::super::rulebook::Rulebook;
use super::super::{Found, KnownIndicator, ModelFacts, Place, Target};
use super::procedures;

/// Indicators that the model names are measured by a procedure; of the packs it is told which are not.
pub(super) fn indicators_are_measured(facts: &ModelFacts, _: &Rulebook) -> Vec<Found> {
    if facts.procedures.is_empty() {
        return Vec::new();
    }
    let measured: BTreeSet<&str> =
        facts.procedures.iter().flat_map(|procedure| procedure.indicators.iter().map(String::as_str)).collect();
    let is_measured = |code: &str| measured.contains(code);
    let named: BTreeSet<&str> = facts
        .links
        .iter()
        .filter_map(|link| match &link.to {
            Target::Indicator(code) => Some(code.as_str()),
            _ => None,
        })
        .collect();
    let mut found = Vec::new();
    let mut packs: BTreeMap<&str, (usize, Vec<&str>)> = BTreeMap::new();
    for KnownIndicator { code, name, pack } in &facts.indicators {
        let pack = packs.entry(pack.as_str()).or_default();
        pack.0 += 1;
        if is_measured(code) {
            continue;
        }
        if named.contains(code.as_str()) {
            let place = Place::named(format!("indicator:{code}"), name.clone(), "/plan/calendar");
            found.push(Found::new("indicator.procedure", place, words::is_not_measured(name)));
        } else {
            pack.1.push(name);
        }
    }
    for (pack, (count, missing)) in packs.into_iter().filter(|(_, (_, missing))| !missing.is_empty()) {
        let place = Place::named(format!("pack:{pack}"), pack, "/plan/calendar");
        found.push(Found::new("indicator.pack", place, words::pack_is_not_measured(count, &missing)));
    }
    found
}

/// Indicators that procedures name exist.
pub(super) fn indicators_exist(facts: &ModelFacts, _: &Rulebook) -> Vec<Found> {
    let known: BTreeSet<&str> = facts.indicators.iter().map(|one| one.code.as_str()).collect();
    let mut found = Vec::new();
    for procedure in &facts.procedures {
        let named: BTreeSet<&str> = procedure.indicators.iter().map(String::as_str).collect();
        for code in named.difference(&known) {
            let place = procedures::place(procedure).about(code);
            found.push(Found::new("procedure.unknown_indicator", place, words::is_unknown(code)));
        }
    }
    found
}
