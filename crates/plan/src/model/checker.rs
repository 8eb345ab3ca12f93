//! Runs the rules over what the school has planned.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use roster::classes::queries::class_groups;
use roster::staff::queries::staff;
use roster::subjects::queries::subjects;
use store::{Reads, Result};

use super::queries::{self, Acceptance};
use super::{Accepted, ClassFact, Finding, Found, ModelFacts, Rulebook, Severity, found, known_indicators, rulebook};
use crate::calendar::queries::procedures;

/// Checks the model and the cyclogram of a school year as of `today`: the worst first.
///
/// # Errors
/// When the database does not answer.
pub async fn check(db: &mut impl Reads, school_year: i64, today: NaiveDate) -> Result<Vec<Finding>> {
    let facts = facts_of(db, school_year, today).await?;
    let accepted = queries::acceptances(db, school_year).await?;
    Ok(judged(found(&facts, rulebook()), rulebook(), &accepted))
}

/// Everything that the rules look at.
///
/// # Errors
/// When the database does not answer.
pub async fn facts_of(db: &mut impl Reads, school_year: i64, today: NaiveDate) -> Result<ModelFacts> {
    let classes = class_groups(db, school_year).await?;
    let classes = classes.into_iter().filter_map(|class| {
        let year_group = u8::try_from(class.year_group).ok()?;
        Some(ClassFact { name: class.name, year_group })
    });
    Ok(ModelFacts {
        school_year,
        today,
        procedures: procedures(db, school_year).await?,
        elements: queries::elements(db).await?,
        links: queries::links(db).await?,
        older_procedures: queries::linked_procedures(db).await?,
        bodies: crate::bodies::queries::bodies(db).await?.into_iter().map(|body| body.id).collect(),
        acts: crate::local_acts::queries::act_facts(db, today).await?,
        indicators: known_indicators().to_vec(),
        staff: staff(db).await?.iter().map(|one| (one.id, one.name().with_initials())).collect(),
        classes: classes.collect(),
        subjects: subjects(db).await?.into_iter().map(|one| (one.id, one.name)).collect(),
        vpr_windows: queries::works::windows(db, school_year).await?.into_iter().map(|one| one.window).collect(),
        lessons: queries::works::lessons(db).await?,
        hours: queries::works::hours(db, school_year).await?,
    })
}

/// Findings with their severity, and with the acceptance of those of which exactly this was accepted.
fn judged(found: Vec<Found>, book: &Rulebook, accepted: &[Acceptance]) -> Vec<Finding> {
    let mut known: BTreeMap<(&str, &str), Vec<&Acceptance>> = BTreeMap::new();
    for one in accepted {
        known.entry((one.rule.as_str(), one.message.as_str())).or_default().push(one);
    }
    let judge = |one: Found| {
        let same = known.get(&(one.rule, one.message.as_str())).into_iter().flatten();
        let acceptance = same.filter(|known| is_of(&known.place, &one.place.key)).max_by_key(|known| known.place.len());
        Finding {
            rule: one.rule.to_owned(),
            severity: book.rule(one.rule).map_or(Severity::Note, |rule| rule.severity),
            accepted: acceptance.map(|known| Accepted {
                reason: known.reason.clone(),
                by: known.accepted_by.clone(),
                on: known.accepted_at.date_naive(),
                place: known.place.clone(),
            }),
            place: one.place,
            message: one.message,
        }
    };
    let mut findings: Vec<Finding> = found.into_iter().map(judge).collect();
    findings.sort_by(|one, two| {
        (one.accepted.is_some(), one.severity, &one.rule).cmp(&(two.accepted.is_some(), two.severity, &two.rule))
    });
    findings
}

/// Whether an acceptance kept under one key is that of the finding with another: keys have become longer since the first
/// acceptances, which told findings of one place apart by a running number («procedure:7#2»).
fn is_of(kept: &str, key: &str) -> bool {
    let without_number = kept.rsplit_once('#').map_or(kept, |(place, _)| place);
    kept == key || key.strip_prefix(without_number).is_some_and(|rest| rest.starts_with(':'))
}

#[cfg(test)]
mod tests {
    use super::super::Place;
    use super::*;

    #[test]
    fn an_acceptance_holds_only_for_what_was_accepted() {
        let found = |key: &str, message: &str| {
            Found::new("model.products", Place::named(key, "Модель", "/plan/model"), message)
        };
        let accepted = Acceptance {
            rule: "model.products".to_owned(),
            place: "model".to_owned(),
            message: "Нет продуктов.".to_owned(),
            reason: "в мае".to_owned(),
            accepted_at: "2025-01-10T08:00:00Z".parse().unwrap(),
            accepted_by: "Орлова А. В.".to_owned(),
        };
        let judged = judged(vec![found("model", "Нет продуктов."), found("model:2", "Хуже.")], rulebook(), &[accepted]);
        let told: Vec<(&str, bool)> = judged.iter().map(|one| (one.message.as_str(), one.accepted.is_some())).collect();
        assert_eq!(told, [("Хуже.", false), ("Нет продуктов.", true)]);
        assert_eq!(judged[0].severity, Severity::Error);
    }
    #[test]
    fn an_acceptance_from_before_the_longer_keys_still_holds() {
        for (kept, key, expected) in [
            ("procedure:7:8:i.1", "procedure:7:8:i.1", true),
            ("procedure:7", "procedure:7:8:i.1", true),
            ("procedure:7#2", "procedure:7:9:i.1", true),
            ("procedure:7", "procedure:77:8:i.1", false),
            ("procedure:7:8:i.1", "procedure:7:8:i.12", false),
            ("procedure:7:8:i.1", "procedure:7", false),
        ] {
            assert_eq!(is_of(kept, key), expected, "{kept} {key}");
        }
    }
}
