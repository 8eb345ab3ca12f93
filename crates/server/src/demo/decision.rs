//! Turns of the cycle: problem zones found, an order about one of them, the report.

use analyse::problem_zones::{self, Zone};
use chrono::{Days, NaiveDate};
use decide::orders::{Clause, Order, OrderHappened, Signature, artefact, queries, take_effect};
use ledger::{Artefact, Change, Happening};
use publish::self_evaluation::{self, EditionMade, Made};
use roster::staff::queries::StaffMember;
use store::{Store, new_id};

use super::labels;
use super::load::begin;
use super::story::Story;
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
pub(super) async fn find_zones(story: &Story<'_>, on: NaiveDate) -> Result<i64, Trouble> {
    let year = story.size.newest;
    let mut change = story.on(on, story.deputy()).await?;
    let found = problem_zones::search(&mut change, year).await?;
    change.commit(&ZonesFound { year, count: found.new }).await?;
    Ok(found.new)
}

/// What an order asks for: a task, who answers for it, how many days there are.
pub(super) struct Task<'t> {
    pub(super) words: &'static str,
    pub(super) answers: &'t StaffMember,
    pub(super) days: u64,
}

/// Drafts an order about a problem zone, links and signs it on the day of the change; answers it with its signature.
pub(super) async fn sign_order(
    change: &mut Change,
    story: &Story<'_>,
    (zone, heading): (&Zone, &str),
    tasks: &[Task<'_>],
) -> Result<(Order, Signature), Trouble> {
    let (today, principal) = (change.today(), story.principal());
    let clause = |(place, task): (i64, &Task<'_>)| Clause {
        id: new_id(),
        place,
        task: task.words.to_owned(),
        responsible_staff_id: Some(task.answers.id),
        responsible: task.answers.with_position(),
        due_on: today.checked_add_days(Days::new(task.days)),
    };
    let draft = Order {
        id: new_id(),
        school_year: zone.school_year,
        heading: heading.to_owned(),
        statement: labels::order_statement(&zone.heading),
        control: labels::ORDER_CONTROL.to_owned(),
        clauses: (1..).zip(tasks).map(clause).collect(),
        method: decide::method::Method::Administrative,
        version: 0,
        signature: None,
    };
    let known = queries::orders(change, zone.school_year).await?;
    let signature = Signature {
        number: (known.len() + 1).to_string(),
        signed_on: today,
        post: labels::PRINCIPAL.to_owned(),
        signatory: principal.name().initials_first(),
    };
    let signed = draft.sign(signature.clone()).map_err(|fault| Trouble::failure(format!("{fault:?}")))?;
    queries::save_draft(change, &draft).await?;
    change.link(problem_zones::artefact(zone.id), artefact(draft.id), "decided_by").await?;
    take_effect(change, &draft, &signature).await?;
    change.say(&OrderHappened::signed(&signed, &signature)).await?;
    Ok((signed, signature))
}

/// The first edition of the report of a calendar year.
pub(super) async fn keep_report(store: &Store, year: i64) -> Result<(), Trouble> {
    let mut change = begin(store).await?;
    if let Made::New(edition) = self_evaluation::make_edition(&mut change, year).await? {
        change.commit(&EditionMade::of(&edition)).await?;
    }
    Ok(())
}
