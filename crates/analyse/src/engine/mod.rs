//! The engine: plans of the indicator language run against the database.
//!
//! A page asks ([`Asked`]) and gets outcomes; what was computed is remembered until something is committed. Whoever works
//! inside a change asks [`recalculate_within`] and sees its own writes.

mod asked;
mod memory;
mod rows;
mod run;

#[cfg(test)]
mod tests;

use std::sync::{Arc, LazyLock};

use formula::{Catalogue, CheckOutcome, Outcome, Plan};
use plan::indicators::own_settings;
use store::{Reads, Result, Store};

use asked::Own;
pub use asked::{Asked, Codes, usual_date};
pub use memory::data_version;
pub use rows::{IndicatorRow, indicator_rows};
pub use run::{cells, values};

/// Indicators, rules, settings and scales of all packs.
#[must_use]
pub fn catalogue() -> &'static Catalogue {
    static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
        let loaded = Catalogue::load(&formula::packs::builtin(), crate::populations::schema());
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

/// The outcomes asked for: remembered ones if nothing was committed since, otherwise computed anew.
///
/// # Errors
/// When a code is unknown or the database does not answer.
pub async fn recalculate(store: &Store, asked: &Asked) -> std::result::Result<Arc<Computed>, NoAnswer> {
    const ATTEMPTS: usize = 3;
    let mut version = data_version(&mut store.clone()).await?;
    if let Some(known) = memory::recall(store, version, asked) {
        return Ok(known);
    }
    let mut attempt = 1;
    loop {
        let computed = Arc::new(compute(store, asked).await?);
        let after = data_version(&mut store.clone()).await?;
        // Scans run side by side: they count as one state only if nothing was committed meanwhile.
        if after == version {
            memory::remember(store, version, asked, &computed);
            return Ok(computed);
        }
        if attempt == ATTEMPTS {
            return Ok(computed);
        }
        (version, attempt) = (after, attempt + 1);
    }
}

/// The same inside a change in progress, or over any other reader; nothing is remembered.
///
/// # Errors
/// When a code is unknown or the database does not answer.
pub async fn recalculate_within(db: &mut impl Reads, asked: &Asked) -> std::result::Result<Computed, NoAnswer> {
    let own = own_settings(db, asked.year).await?;
    let plan = planned(asked, own)?;
    let grids = run::one_by_one(db, &plan).await?;
    Ok(Computed { outcomes: plan.finish(&grids), checks: plan.check(&grids) })
}

async fn compute(store: &Store, asked: &Asked) -> std::result::Result<Computed, NoAnswer> {
    let own = own_settings(&mut store.clone(), asked.year).await?;
    let plan = planned(asked, own)?;
    let grids = run::side_by_side(store, &plan).await?;
    Ok(Computed { outcomes: plan.finish(&grids), checks: plan.check(&grids) })
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
