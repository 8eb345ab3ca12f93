//! The cyclogram as one table of fields.

use std::collections::BTreeMap;

use access::{Cx, Sent};
use axum::response::IntoResponse;
use ledger::Change;
use store::Reads;
use web::forms::Fields;
use web::{Refusal, Reply, see_other};

use super::entry::{Entering, Known};
use super::form::removable;
use super::{Area, CalendarHappened, Procedure, ProcedureKind, labels, queries};
use crate::grid::{self, Frame, Ground, SuggestionList, Wanted, doubtful, dropped, receive};
use crate::indicators::CatalogueOf;

pub(super) async fn edit(cx: Cx, catalogue: CatalogueOf) -> Reply {
    let year = cx.year().await?;
    let mut db = cx.store();
    let saved = queries::procedures(&mut db, year).await?;
    let known = Known::load(&mut db, catalogue).await?;
    let frame = frame(&cx, &known, year);
    grid::page(&cx, frame, &saved, &Entering { known: &known, year }, None).await
}

fn frame(cx: &Cx, known: &Known, year: i64) -> Frame {
    Frame {
        title: labels::GRID,
        caption: labels::SHEET,
        back: (labels::PAGE, "/plan/calendar"),
        action: "/plan/calendar/grid",
        lead: labels::grid_lead(year),
        draft: format!("calendar-{year}-{}", cx.viewer().account_id),
        lists: vec![
            SuggestionList::new("list-areas", Area::ALL.map(labels::area)),
            SuggestionList::new("list-kinds", ProcedureKind::ALL.map(labels::kind)),
            SuggestionList::new("list-people", known.present().map(|member| member.with_position())),
            SuggestionList::new("list-subjects", known.subjects.iter().map(|subject| subject.name.as_str())),
            SuggestionList::new("list-indicators", known.named().names.iter().map(String::as_str)),
        ],
    }
}

pub(super) async fn save(cx: Cx, Sent(mut fields): Sent, catalogue: CatalogueOf) -> Reply {
    let year = cx.year().await?;
    let mut change = cx.begin().await?;
    let known = Known::load(&mut change, catalogue).await?;
    let ground = ground(&mut change, &fields, year).await?;
    let entering = Entering { known: &known, year };
    let wanted = receive(&entering, &mut fields, &ground);
    if fields.has_errors() {
        drop(change);
        let frame = frame(&cx, &known, year);
        return grid::page(&cx, frame, &ground.saved, &entering, Some((fields, &wanted))).await;
    }
    let counts = wanted.counts();
    if counts == [0; 4] {
        drop(change);
        return Ok(see_other("/plan/calendar/grid").caution(labels::NOTHING_CHANGED).into_response());
    }
    write(&mut change, &wanted).await?;
    crate::years::open(&mut change, year).await?;
    change.commit(&CalendarHappened::of_year(year, "calendar.table_saved", labels::grid_saved(year, counts))).await?;
    Ok(see_other("/plan/calendar").done(labels::grid_done(counts)).into_response())
}

async fn ground(db: &mut impl Reads, fields: &Fields, year: i64) -> store::Result<Ground<Procedure>> {
    let saved = queries::procedures(db, year).await?;
    let (mut versions, mut staying) = (BTreeMap::new(), BTreeMap::new());
    for id in doubtful(fields, &saved) {
        let known = queries::versions(db, id).await?;
        // A row of another year is no row of this table.
        if known.last().and_then(|last| last.row.as_ref()).is_some_and(|row| row.school_year == year) {
            versions.insert(id, known);
        }
    }
    for id in dropped(fields, &saved) {
        if let Err(refusal) = removable(db, id).await? {
            staying.insert(id, refusal.say());
        }
    }
    Ok(Ground { versions, staying, next_place: queries::next_place(db, year).await?, saved })
}

/// Writes what was wanted and says of each row what became of it.
async fn write(change: &mut Change, wanted: &Wanted<Procedure>) -> store::Result<()> {
    for row in &wanted.added {
        let row = queries::save(change, row).await?;
        change.say(&CalendarHappened::added(&row)).await?;
    }
    for (row, columns) in &wanted.changed {
        queries::save(change, row).await?;
        let said = labels::changed(&row.name, row.school_year, columns);
        change.say(&CalendarHappened::of_row(row.id, "procedure.changed", said)).await?;
    }
    for row in &wanted.removed {
        queries::remove(change, row).await?;
        let said = labels::removed(&row.name, row.school_year);
        change.say(&CalendarHappened::of_row(row.id, "procedure.removed", said)).await?;
    }
    for row in &wanted.returned {
        queries::save(change, row).await?;
        let said = labels::returned(&row.name, row.school_year);
        change.say(&CalendarHappened::of_row(row.id, "procedure.returned", said)).await?;
    }
    Ok(())
}
