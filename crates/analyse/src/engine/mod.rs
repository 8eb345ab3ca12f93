//! The engine: plans of the indicator language run against the database.
//!
//! A page asks ([`Asked`]) and gets outcomes; what was computed is remembered until something is committed. Whoever works
//! inside a change asks [`recalculate_within`] and sees its own writes.

mod asked;
mod rows;
mod run;
mod spread;

#[cfg(test)]
mod tests;

use std::sync::{Arc, LazyLock, OnceLock};

use formula::{Catalogue, CheckOutcome, Outcome, Plan};
use ledger::Memory;
use plan::indicators::own_settings;
use store::{Reads, Result, Store};

use crate::OutcomeTable;

use asked::Own;
pub use asked::{Asked, Codes, usual_date};
pub use rows::{IndicatorRow, indicator_rows};
pub use run::{cells, values};
pub use spread::{Spread, real, spread};

/// Indicators, rules, settings and scales of all packs.
#[must_use]
pub fn catalogue() -> &'static Catalogue {
    static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
        let loaded =
            Catalogue::load(&formula::packs::builtin(), crate::populations::schema(&collect::conditions::names()));
        loaded.unwrap_or_else(|complaints| {
            let texts: Vec<String> = complaints.iter().map(ToString::to_string).collect();
            panic!("the packs that come with the program are checked by tests: {}", texts.join("; "))
        })
    });
    &CATALOGUE
}

/// What an answer consists of.
#[derive(Debug, Default)]
pub struct Computed {
    /// indicators in the order asked, in each the breakdowns in the order asked, in each the groups in order
    pub outcomes: Vec<Outcome>,
    /// cross-checks of the packs that were asked for as a whole
    pub checks: Vec<CheckOutcome>,
    table: OnceLock<OutcomeTable>,
}

impl Computed {
    fn new(outcomes: Vec<Outcome>, checks: Vec<CheckOutcome>) -> Self {
        Self { outcomes, checks, table: OnceLock::new() }
    }

    /// The outcomes found by indicator and group; made once for all who look at a remembered answer.
    pub fn table(&self) -> &OutcomeTable {
        self.table.get_or_init(|| OutcomeTable::new(self.outcomes.iter().cloned()))
    }
}

/// Why there is no answer.
#[derive(Debug)]
pub enum NoAnswer {
    /// no pack defines the code
    Unknown(formula::Unknown),
    /// the database did not answer
    Store(store::Error),
}

impl std::fmt::Display for NoAnswer {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            NoAnswer::Unknown(unknown) => unknown.fmt(out),
            NoAnswer::Store(cause) => cause.fmt(out),
        }
    }
}

impl std::error::Error for NoAnswer {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            NoAnswer::Unknown(_) => None,
            NoAnswer::Store(cause) => Some(cause),
        }
    }
}

impl From<store::Error> for NoAnswer {
    fn from(cause: store::Error) -> Self {
        NoAnswer::Store(cause)
    }
}

/// The most answers remembered for one database.
const MOST: usize = 400;

/// The outcomes asked for: remembered ones if nothing was committed since, otherwise computed anew.
///
/// # Errors
/// When a code is unknown or the database does not answer.
pub async fn recalculate(store: &Store, asked: &Asked) -> std::result::Result<Arc<Computed>, NoAnswer> {
    let version = ledger::data_version(&mut store.clone()).await?;
    recalculate_as_of(store, version, asked).await
}

/// The same where the version of the data has just been read, as it is for every page.
///
/// # Errors
/// When a code is unknown or the database does not answer.
pub async fn recalculate_as_of(
    store: &Store,
    version: i64,
    asked: &Asked,
) -> std::result::Result<Arc<Computed>, NoAnswer> {
    static MEMORY: LazyLock<Memory<Asked, Computed>> = LazyLock::new(|| Memory::of_most(MOST));
    MEMORY.recall(store, version, asked, || compute(store, asked)).await
}

/// The same inside a change in progress, or over any other reader; nothing is remembered.
///
/// # Errors
/// When a code is unknown or the database does not answer.
pub async fn recalculate_within(db: &mut impl Reads, asked: &Asked) -> std::result::Result<Computed, NoAnswer> {
    let own = own_settings(db, asked.year).await?;
    let plan = planned(asked, own)?;
    let grids = run::one_by_one(db, &plan).await?;
    Ok(Computed::new(plan.finish(&grids), plan.check(&grids)))
}

async fn compute(store: &Store, asked: &Asked) -> std::result::Result<Computed, NoAnswer> {
    let own = own_settings(&mut store.clone(), asked.year).await?;
    let plan = planned(asked, own)?;
    let grids = run::side_by_side(store, &plan).await?;
    Ok(Computed::new(plan.finish(&grids), plan.check(&grids)))
}

fn planned(asked: &Asked, own: Own) -> std::result::Result<Plan, NoAnswer> {
    let request = asked.request(own);
    match &asked.codes {
        Codes::All => Ok(catalogue().plan_everything(&request)),
        Codes::Pack(pack) => {
            let indicators = catalogue().pack(pack).map(|pack| pack.indicators.as_slice()).unwrap_or_default();
            let codes: Vec<&str> = indicators.iter().map(|indicator| indicator.code.as_str()).collect();
            catalogue().plan(&codes, &request, &asked.breakdowns).map_err(NoAnswer::Unknown)
        }
        Codes::List(codes) => catalogue().plan(codes, &request, &asked.breakdowns).map_err(NoAnswer::Unknown),
    }
}

/// Everything for a year: all packs at all usual breakdowns. What `make bench` measures.
///
/// # Errors
/// When the database does not answer.
pub async fn recalculate_everything(store: &Store, asked: &Asked) -> Result<usize> {
    let everything = Asked { codes: Codes::All, ..asked.clone() };
    match compute(store, &everything).await {
        Ok(computed) => Ok(computed.outcomes.len()),
        Err(NoAnswer::Store(cause)) => Err(cause),
        Err(NoAnswer::Unknown(_)) => Ok(0),
    }
}
