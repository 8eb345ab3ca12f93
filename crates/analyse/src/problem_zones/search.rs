//! The search: computes what the rules look at, compares with what is known, writes the difference.

use std::collections::HashMap;

use formula::{Dimension, Outcome, Rule};
use ledger::Change;

use super::detect::{self, Checked, Facts, Found, Subject};
use super::happenings::ZonesSearched;
use super::queries::{self, CellIds};
use crate::engine::{self, Asked, NoAnswer};
use crate::table::OutcomeTable;

/// What a search came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Search {
    /// zones seen for the first time
    pub new: i64,
    /// zones seen before and seen again
    pub again: i64,
    /// zones seen before that are found no more
    pub gone: i64,
}

/// Finds the problem zones of a year and writes what is new; the caller commits with [`Search`] in its own sentence, or
/// uses [`search_and_commit`].
///
/// # Errors
/// When the database does not answer.
pub async fn search(change: &mut Change, year: i64) -> Result<Search, NoAnswer> {
    let as_of = engine::usual_date(year, change.today());
    let now = OutcomeTable::new(looked_at(change, Asked::whole(year, as_of)).await?);
    let before = engine::usual_date(year - 1, change.today());
    let before = OutcomeTable::new(
        looked_at(change, Asked::whole(year - 1, before)).await?.into_iter().filter_map(a_year_older),
    );
    let facts = Facts { now: &now, year_before: &before };
    let catalogue = engine::catalogue();
    let mut done = Search::default();
    let mut known: HashMap<(String, String, String), queries::Known> = queries::known(change, year)
        .await?
        .into_iter()
        .map(|zone| ((zone.rule_code.clone(), zone.indicator_code.clone(), zone.breakdown_key.clone()), zone))
        .collect();
    let own = plan::indicators::own_thresholds(change).await?;
    for rule in catalogue.rules() {
        let rule = &Rule { threshold: own.get(&rule.code).copied().unwrap_or(rule.threshold), ..rule.clone() };
        let Some(indicator) = catalogue.indicator(&rule.indicator) else { continue };
        let against = rule.against.as_deref().and_then(|code| catalogue.indicator(code));
        let checked = detect::check(&Subject { rule, indicator, against }, &facts);
        write(change, (year, rule), checked, (&mut known, &mut done)).await?;
    }
    Ok(done)
}

/// The same as one change of its own.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn search_and_commit(mut change: Change, year: i64) -> Result<Search, NoAnswer> {
    let done = search(&mut change, year).await?;
    change.commit(&ZonesSearched { year, search: done.clone() }).await?;
    Ok(done)
}

/// All that the rules name, in the breakdowns they name, with terms and without: one plan.
async fn looked_at(change: &mut Change, asked: Asked) -> Result<Vec<Outcome>, NoAnswer> {
    let mut codes: Vec<String> = Vec::new();
    let mut breakdowns: Vec<Vec<Dimension>> = Vec::new();
    for rule in engine::catalogue().rules() {
        codes.extend(std::iter::once(&rule.indicator).chain(&rule.against).cloned());
        let mut by_term = rule.breakdown.clone();
        by_term.push(Dimension::Term);
        for mut breakdown in [rule.breakdown.clone(), by_term] {
            breakdown.sort_unstable();
            breakdown.dedup();
            breakdowns.push(breakdown);
        }
    }
    codes.sort_unstable();
    codes.dedup();
    breakdowns.sort_unstable();
    breakdowns.dedup();
    let asked = asked.codes(codes).by_each(breakdowns);
    Ok(engine::recalculate_within(change, &asked).await?.outcomes)
}

/// The outcome under this year's names of the same pupils: 7А becomes 8А, 7-е классы become 8-е.
fn a_year_older(mut outcome: Outcome) -> Option<Outcome> {
    for (dimension, value) in &mut outcome.by {
        if matches!(dimension, Dimension::Class | Dimension::YearGroup) {
            let text = value.as_deref()?;
            let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
            let older = text[..digits].parse::<i64>().ok()?.checked_add(1)?;
            *value = Some(format!("{older}{}", &text[digits..]));
        }
    }
    Some(outcome)
}

type KnownZones = HashMap<(String, String, String), queries::Known>;

async fn write(
    change: &mut Change,
    (year, rule): (i64, &Rule),
    checked: Checked,
    (known, done): (&mut KnownZones, &mut Search),
) -> store::Result<()> {
    let place = |key: &str| (rule.code.clone(), rule.indicator.clone(), key.to_owned());
    for found in checked.found {
        match known.remove(&place(&found.key)) {
            Some(zone) => {
                let is_same =
                    zone.sentence == found.sentence && zone.evidence_json == queries::evidence_json(&found.evidence);
                if !is_same || zone.is_gone {
                    queries::add_finding(change, zone.id, &found).await?;
                }
                queries::seen_again(change, zone.id, &found.heading).await?;
                done.again += 1;
            }
            None => {
                let cell = cell(change, year, &found).await?;
                queries::insert(change, (year, &rule.code, &rule.indicator), &found, cell).await?;
                done.new += 1;
            }
        }
    }
    for key in checked.judged {
        if let Some(zone) = known.remove(&place(&key))
            && !zone.is_gone
        {
            queries::gone(change, zone.id).await?;
            done.gone += 1;
        }
    }
    Ok(())
}

async fn cell(change: &mut Change, year: i64, found: &Found) -> store::Result<CellIds> {
    let at = |asked: Dimension| {
        found
            .group
            .iter()
            .find(|(dimension, _)| *dimension == asked)
            .and_then(|(_, value)| value.as_deref())
            .unwrap_or("")
    };
    queries::cell_ids(change, year, (at(Dimension::Class), at(Dimension::Subject))).await
}
