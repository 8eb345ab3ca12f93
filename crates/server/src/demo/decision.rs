//! One turn of the cycle: problem zones found, one of them decided upon.

use analyse::problem_zones::{self, ZoneFilter};
use chrono::Days;
use decide::orders::{Clause, Order, OrderHappened, Signature, artefact, queries, take_effect};
use ledger::{Artefact, Happening};
use publish::self_evaluation::{self, EditionMade, Made};
use school::PersonName;
use store::{Store, new_id};

use super::labels;
use super::load::begin;
use super::people::People;
use crate::trouble::Trouble;

struct ZonesFound {
    year: i64,
    count: i64,
}

impl Happening for ZonesFound {
    fn kind(&self) -> &'static str {
        "problem_zones.searched"
    }
    fn subject(&self) -> Artefact {
        Artefact { kind: "school_year", id: self.year }
    }
    fn sentence(&self) -> String {
        labels::zones_found(self.count)
    }
}

/// Finds the problem zones of the year; answers how many.
pub(super) async fn find_zones(store: &Store, year: i64) -> Result<i64, Trouble> {
    let mut change = begin(store).await?;
    let found = problem_zones::search(&mut change, year).await?;
    change.commit(&ZonesFound { year, count: found.new }).await?;
    Ok(found.new)
}

/// An order about the first zone: drafted, linked, signed.
pub(super) async fn sign_order(store: &Store, year: i64, people: &People) -> Result<(), Trouble> {
    let mut change = begin(store).await?;
    let scope = access::Scope::whole_school();
    let zones = problem_zones::zones(&mut change, &scope, year, &ZoneFilter::default()).await?;
    let Some(zone) = zones.first() else { return Ok(()) };
    let today = change.today();
    let (principal, deputy) = (&people.staff[0].name, &people.staff[1].name);
    let known = roster::staff::queries::staff(&mut change).await?;
    let clause = |place, task: &str, who: &PersonName, days| Clause {
        id: new_id(),
        place,
        task: task.to_owned(),
        responsible_staff_id: known.iter().find(|member| member.name() == *who).map(|member| member.id),
        responsible: who.with_initials(),
        due_on: today.checked_add_days(Days::new(days)),
    };
    let draft = Order {
        id: new_id(),
        school_year: year,
        heading: labels::ORDER_HEADING.to_owned(),
        statement: labels::order_statement(&zone.heading),
        control: labels::ORDER_CONTROL.to_owned(),
        clauses: vec![clause(1, labels::ORDER_TASKS[0], deputy, 14), clause(2, labels::ORDER_TASKS[1], deputy, 30)],
        method: decide::method::Method::Administrative,
        version: 0,
        signature: None,
    };
    let signature = Signature {
        number: "1".to_owned(),
        signed_on: today,
        post: labels::PRINCIPAL.to_owned(),
        signatory: principal.initials_first(),
    };
    let signed = draft.sign(signature.clone()).map_err(|fault| Trouble::failure(format!("{fault:?}")))?;
    queries::save_draft(&mut change, &draft).await?;
    change.link(problem_zones::artefact(zone.id), artefact(draft.id), "decided_by").await?;
    take_effect(&mut change, &draft, &signature).await?;
    change.commit(&OrderHappened::signed(&signed, &signature)).await?;
    Ok(())
}

/// The first edition of the report of a calendar year.
pub(super) async fn keep_report(store: &Store, year: i64) -> Result<(), Trouble> {
    let mut change = begin(store).await?;
    if let Made::New(edition) = self_evaluation::make_edition(&mut change, year).await? {
        change.commit(&EditionMade::of(&edition)).await?;
    }
    Ok(())
}
