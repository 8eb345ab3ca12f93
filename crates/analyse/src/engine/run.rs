//! Scans of a plan as questions to the database.

use formula::{Cell, Grid, Param, Plan, Scan};
use store::{Assembled, Reads, Result, Store, Value};
use tokio::task::JoinSet;

/// The parameters of a scan as the database takes them.
#[must_use]
pub fn values(params: &[Param]) -> Vec<Value> {
    let value = |param: &Param| match param {
        Param::Int(number) => Value::from(*number),
        Param::Text(text) => Value::from(text.as_str()),
        Param::Date(date) => Value::from(*date),
    };
    params.iter().map(value).collect()
}

/// A grid of the database as the language takes it.
#[must_use]
pub fn cells(grid: Vec<Vec<store::Cell>>) -> Grid {
    let cell = |cell: store::Cell| match cell {
        store::Cell::Int(number) => Cell::Int(number),
        store::Cell::Bool(yes) => Cell::Int(i64::from(yes)),
        store::Cell::Text(text) => Cell::Text(text),
        store::Cell::Date(date) => Cell::Text(date.to_string()),
        store::Cell::Moment(at) => Cell::Text(at.to_rfc3339()),
        store::Cell::Null | store::Cell::Bytes(_) => Cell::Null,
    };
    grid.into_iter().map(|row| row.into_iter().map(cell).collect()).collect()
}

async fn one(db: &mut impl Reads, scan: &Scan) -> Result<Grid> {
    // The planner puts names of the compiled-in schema together and nothing else; all values are parameters.
    let sql = Assembled::from_schema_names(scan.sql.clone());
    Ok(cells(db.grid(&sql, values(&scan.params)).await?))
}

pub(super) async fn one_by_one(db: &mut impl Reads, plan: &Plan) -> Result<Vec<Grid>> {
    let mut grids = Vec::with_capacity(plan.scans().len());
    for scan in plan.scans() {
        grids.push(one(db, scan).await?);
    }
    Ok(grids)
}

pub(super) async fn side_by_side(store: &Store, plan: &Plan) -> Result<Vec<Grid>> {
    if let [scan] = plan.scans() {
        return Ok(vec![one(&mut store.clone(), scan).await?]);
    }
    let mut running = JoinSet::new();
    for (place, scan) in plan.scans().iter().cloned().enumerate() {
        let mut store = store.clone();
        running.spawn(async move { (place, one(&mut store, &scan).await) });
    }
    let mut grids: Vec<Grid> = vec![Grid::new(); plan.scans().len()];
    while let Some(done) = running.join_next().await {
        let (place, grid) = done.expect("a scan neither panics nor is cancelled");
        grids[place] = grid?;
    }
    Ok(grids)
}
