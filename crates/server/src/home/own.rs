//! What waits for the viewer by name, whoever leads the school: tasks, procedures, papers to read; the most urgent first.

use access::{Cx, May};
use analyse::inspections::queries as inspections;
use chrono::{Days, NaiveDate};
use web::Failure;

use super::{SOON, labels, queries};

/// How many things the page names.
const SHOWN: usize = 8;

/// Something that waits for the viewer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Duty {
    /// «Поручение», «Процедура»
    pub(super) kind: &'static str,
    pub(super) title: String,
    pub(super) href: String,
    pub(super) due_on: Option<NaiveDate>,
    pub(super) is_late: bool,
}

/// The duties of the viewer, and how many more there are than the page names.
pub(super) struct Duties {
    pub(super) shown: Vec<Duty>,
    pub(super) more: usize,
}

pub(super) async fn duties(cx: &Cx) -> Result<Duties, Failure> {
    let Some(staff_id) = cx.viewer().staff_id else { return Ok(Duties { shown: Vec::new(), more: 0 }) };
    let (mut db, today) = (cx.store(), cx.today());
    let until = today.checked_add_days(Days::new(SOON)).unwrap_or(today);
    let mut found = Vec::new();
    if cx.may(May::ReportProgress) {
        let items = act::action_items::queries::due_by(&mut db, staff_id, until).await?;
        // What was handed in waits for somebody else.
        for item in items.into_iter().filter(|item| item.state() != act::action_items::State::UnderReview) {
            let href = format!("/act/action-items/{}", item.id);
            found.push(Duty::of(labels::ACTION_ITEM, item.task, href, item.due_on, today));
        }
    }
    if cx.may(May::ReadPlan) {
        for (id, name, due_on) in queries::own_procedures(&mut db, staff_id, (today, until)).await? {
            found.push(Duty::of(labels::PROCEDURE, name, format!("/plan/calendar/{id}"), due_on, today));
        }
    }
    if cx.may(May::ReadInspections) {
        for one in inspections::led_open(&mut db, staff_id, today).await? {
            let href = format!("/analyse/inspections/{}", one.id);
            found.push(Duty::of(labels::INSPECTION, one.title, href, Some(one.due_on), today));
        }
        for one in inspections::to_acknowledge(&mut db, staff_id).await? {
            let href = format!("/analyse/inspections/{}/report", one.id);
            found.push(Duty::of(labels::REPORT_TO_READ, one.title, href, None, today));
        }
    }
    for (id, title) in plan::local_acts::queries::to_read(&mut db, staff_id).await? {
        found.push(Duty::of(labels::ACT_TO_READ, title, format!("/plan/local-acts/{id}"), None, today));
    }
    Ok(in_order(found))
}

impl Duty {
    fn of(kind: &'static str, title: String, href: String, due_on: Option<NaiveDate>, today: NaiveDate) -> Duty {
        Duty { kind, title, href, due_on, is_late: due_on.is_some_and(|due| due < today) }
    }
}

/// By day, what has none last.
fn in_order(mut found: Vec<Duty>) -> Duties {
    found.sort_by_key(|duty| (duty.due_on.is_none(), duty.due_on));
    let more = found.len().saturating_sub(SHOWN);
    found.truncate(SHOWN);
    Duties { shown: found, more }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_urgent_stands_first_and_the_rest_is_counted() {
        let today: NaiveDate = "2026-03-10".parse().unwrap();
        let duty = |days: Option<u64>| {
            Duty::of(
                "Поручение",
                String::new(),
                String::new(),
                days.map(|days| today - Days::new(5) + Days::new(days)),
                today,
            )
        };
        let found = in_order((0..9).rev().map(Some).chain([None]).map(duty).collect());
        assert_eq!((found.shown.len(), found.more), (8, 2));
        assert_eq!(found.shown.iter().filter(|duty| duty.is_late).count(), 5);
        assert_eq!(found.shown[0].due_on, Some(today - Days::new(5)));
    }
}
