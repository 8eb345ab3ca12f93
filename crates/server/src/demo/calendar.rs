//! The cyclogram of a year: taken from the year template, given to people, adopted by the council; in the newest
//! year a few things were changed after that.

use chrono::NaiveDate;
use plan::calendar::adoption::queries::save_adoption;
use plan::calendar::batches::{Origin, TEMPLATE, add, next_year};
use plan::calendar::queries::{remove, save};
use plan::calendar::{CalendarHappened, Procedure};
use plan::done::mark;
use roster::staff::queries::StaffMember;
use store::new_id;

use super::story::Story;
use super::{day, labels};
use crate::trouble::Trouble;

pub(super) async fn plan_year(story: &Story<'_>, year: i64) -> Result<(), Trouble> {
    let mut change = story.on(day(year, 8, 25), story.deputy()).await?;
    let people = story.people();
    let given = |(number, mut row): (usize, Procedure)| {
        let wanted = row.responsible.to_lowercase();
        let fits = |one: &&StaffMember| !one.position.is_empty() && one.position.to_lowercase().starts_with(&wanted);
        // A template says «заместитель директора»: the work is shared among all of them.
        let fitting: Vec<&StaffMember> = people.iter().filter(fits).collect();
        if let Some(one) = fitting.get(number % fitting.len().max(1)) {
            row.responsible_staff_id = Some(one.id);
            row.responsible = format!("{}, {}", one.name().with_initials(), one.position);
        }
        row
    };
    let rows: Vec<Procedure> = TEMPLATE.rows.iter().map(|row| row.in_year(year, 0)).enumerate().map(given).collect();
    let count = add(&mut change, year, Origin::Template, &rows).await?.len();
    let sentence = labels::calendar_planned(year, count);
    change.commit(&CalendarHappened::of_year(year, "calendar.rows_added", sentence)).await?;
    adopt(story, year, day(year, 8, 29)).await
}

async fn adopt(story: &Story<'_>, year: i64, on: NaiveDate) -> Result<(), Trouble> {
    let mut change = story.on(on, story.principal()).await?;
    save_adoption(&mut change, year, ("1", on)).await?;
    change.commit(&CalendarHappened::of_year(year, "calendar.adopted", labels::calendar_adopted(year, on))).await?;
    Ok(())
}

/// A term moved, a procedure came, another fell away.
pub(super) async fn amend(story: &Story<'_>, year: i64) -> Result<(), Trouble> {
    let mut change = story.on(day(year, 10, 15), story.deputy()).await?;
    let mut rows = plan::calendar::queries::procedures(&mut change, year).await?;
    let last = rows.pop();
    for row in rows.iter_mut().skip(5).step_by(9) {
        row.due_on = row.due_on.and_then(|due| due.checked_add_days(chrono::Days::new(7)));
        save(&mut change, row).await?;
    }
    if let Some(row) = last {
        let own = Procedure {
            name: labels::CALENDAR_OWN.to_owned(),
            starts_on: None,
            due_on: Some(next_year(day(year - 1, 11, 28))),
            indicators: Vec::new(),
            ..row.clone()
        };
        save(&mut change, &Procedure { id: new_id(), version: 0, ..own }).await?;
        remove(&mut change, &row).await?;
    }
    change.commit(&CalendarHappened::of_year(year, "calendar.table_saved", labels::calendar_amended(year))).await?;
    Ok(())
}

/// By the summer most rows of the plans are marked as done; a few nobody got round to.
pub(super) async fn carry_out(story: &Story<'_>, year: i64) -> Result<(), Trouble> {
    let mut change = story.on(day(year + 1, 6, 20), story.deputy()).await?;
    let (end, rows) = (change.today(), plan::calendar::queries::procedures(&mut change, year).await?);
    for (number, row) in rows.iter().enumerate() {
        if let Some(due) = row.due_on.filter(|due| *due <= end && number % 8 != 7) {
            mark(&mut change, (plan::calendar::artefact(row.id), year), (due, labels::SHOWN_BY)).await?;
        }
    }
    for row in plan::roadmap::queries::rows(&mut change, year).await? {
        if let Some(due) = row.ends_on.filter(|due| *due < end) {
            mark(&mut change, (plan::roadmap::artefact(row.id), year), (due, labels::SHOWN_BY)).await?;
        }
    }
    change.commit(&CalendarHappened::of_year(year, "calendar.carried_out", labels::calendar_carried_out(year))).await?;
    Ok(())
}
