//! Procedures as events of whole days.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, Utc};
use icalendar::{Calendar, Class, Component, Event, EventLike, Property};

use crate::calendar::{Procedure, labels};

/// How often a calendar program may look again.
const REFRESH: chrono::TimeDelta = chrono::TimeDelta::hours(12);

/// The calendar of these procedures; `saved` tells when each was changed last.
pub(super) fn render(rows: &[Procedure], saved: &BTreeMap<i64, DateTime<Utc>>, now: DateTime<Utc>) -> String {
    let mut calendar = Calendar::empty();
    calendar
        .append_property(Property::new("VERSION", "2.0"))
        .append_property(Property::new("PRODID", "-//vsoko//quality calendar//RU"))
        .append_property(Property::new("CALSCALE", "GREGORIAN"))
        .append_property(Property::new("METHOD", "PUBLISH"))
        .append_property(Property::new("X-WR-CALNAME", labels::FEED_NAME))
        .ttl(&REFRESH);
    for row in rows {
        let changed = saved.get(&row.id).copied().unwrap_or(now);
        calendar.extend(event(row, changed));
    }
    calendar.to_string()
}

/// An event from the first to the last day; a procedure without days is none.
fn event(row: &Procedure, changed: DateTime<Utc>) -> Option<Event> {
    let (from, until) = row.span()?;
    let after = until.checked_add_days(Days::new(1))?;
    let event = Event::new()
        .uid(&format!("procedure-{}@vsoko", row.id))
        .timestamp(changed)
        .sequence(u32::try_from(row.version - 1).unwrap_or(0))
        .class(Class::Private)
        .summary(&row.name)
        .description(&labels::event_description(row))
        .starts(from)
        .ends(after)
        .append_property(Property::new("TRANSP", "TRANSPARENT"))
        .done();
    Some(event)
}
