//! The action plan as one table of fields.

use std::collections::BTreeMap;

use access::{Cx, Sent};
use axum::response::IntoResponse;
use ledger::Change;
use roster::staff::queries::staff;
use store::Reads;
use web::forms::Fields;
use web::{Reply, see_other};

use super::batches::Origin;
use super::row::Entering;
use super::{ActionPlanRow, artefact, labels, queries};
use crate::grid::{self, Frame, Ground, SuggestionList, Wanted, doubtful, receive};
use crate::happened::PlanHappened;

pub(super) async fn edit(cx: Cx) -> Reply {
    let year = cx.year().await?;
    let saved = queries::rows(&mut cx.store(), year).await?;
    grid::page(&cx, frame(&cx, year).await?, &saved, &Entering { year }, None).await
}

async fn frame(cx: &Cx, year: i64) -> store::Result<Frame> {
    let people = staff(&mut cx.store()).await?;
    let present = people.iter().filter(|member| member.left_on.is_none());
    Ok(Frame {
        title: labels::GRID,
        caption: labels::ROADMAP,
        back: (labels::ROADMAP, "/plan/roadmap"),
        action: "/plan/roadmap/grid",
        lead: labels::grid_lead(year),
        draft: format!("roadmap-{year}-{}", cx.viewer().account_id),
        lists: vec![SuggestionList::new("list-people", present.map(|member| member.with_position()))],
    })
}

pub(super) async fn save(cx: Cx, Sent(mut fields): Sent) -> Reply {
    let year = cx.year().await?;
    let mut change = cx.begin().await?;
    let ground = ground(&mut change, &fields, year).await?;
    let entering = Entering { year };
    let wanted = receive(&entering, &mut fields, &ground);
    if fields.has_errors() {
        drop(change);
        let frame = frame(&cx, year).await?;
        return grid::page(&cx, frame, &ground.saved, &entering, Some((fields, &wanted))).await;
    }
    let counts = wanted.counts();
    if counts == [0; 4] {
        drop(change);
        return Ok(see_other("/plan/roadmap/grid").caution(labels::NOTHING_CHANGED).into_response());
    }
    write(&mut change, &wanted, year).await?;
    let sentence = labels::grid_saved(year, counts);
    change.commit(&PlanHappened { kind: "action_plan.table_saved", subject: artefact(0), sentence }).await?;
    Ok(see_other("/plan/roadmap").done(grid::labels::done(counts)).into_response())
}

async fn ground(db: &mut impl Reads, fields: &Fields, year: i64) -> store::Result<Ground<ActionPlanRow>> {
    let saved = queries::rows(db, year).await?;
    let mut versions = BTreeMap::new();
    for id in doubtful(fields, &saved) {
        let known = queries::versions(db, id).await?;
        // A row of another year is no row of this table.
        if known.last().and_then(|last| last.row.as_ref()).is_some_and(|row| row.school_year == year) {
            versions.insert(id, known);
        }
    }
    Ok(Ground { versions, staying: BTreeMap::new(), next_place: queries::next_place(db, year).await?, saved })
}

/// Writes what was wanted as one act that can be undone, and says of each row what became of it.
async fn write(change: &mut Change, wanted: &Wanted<ActionPlanRow>, year: i64) -> store::Result<()> {
    crate::years::open(change, year).await?;
    let batch = Some(queries::begin_batch(change, year, Origin::Table.code()).await?);
    let changed = wanted.changed.iter().map(|(row, _)| row);
    for row in wanted.added.iter().chain(changed).chain(&wanted.returned) {
        queries::save_in(change, row, batch).await?;
        let sentence = labels::saved(&row.activity);
        change.say(&PlanHappened { kind: "action_plan.row_saved", subject: artefact(row.id), sentence }).await?;
    }
    for row in &wanted.removed {
        queries::remove_row(change, row, batch).await?;
        let sentence = labels::removed(&row.activity);
        change.say(&PlanHappened { kind: "action_plan.row_removed", subject: artefact(row.id), sentence }).await?;
    }
    Ok(())
}
