use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::{DateTime, NaiveDate, Utc};
use ledger::Memory;
use store::{Result, Store};
use web::{Failure, Stage};

use crate::{Cx, May, queries};

/// What every page can reach: the database, the clock, and what the binary composed from the crates.
#[derive(Clone)]
pub struct App(Arc<Inner>);

struct Inner {
    store: Store,
    composition: Composition,
    has_accounts: AtomicBool,
    facts: Memory<(), Facts>,
}

/// The moment and the local date. Tests stop it.
pub type Clock = Arc<dyn Fn() -> (DateTime<Utc>, NaiveDate) + Send + Sync>;

/// What the shell of a page says about the school. It comes from a crate that stands on this one.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// short name of the school; empty before the first start is over
    pub school_name: String,
    /// school years that exist, newest first
    pub years: Vec<i64>,
    /// the newest of them that holds results, or else the newest
    pub usual_year: Option<i64>,
}

/// How to learn the [`Facts`].
pub type FactsOf = fn(Store) -> Pin<Box<dyn Future<Output = Result<Facts>> + Send>>;

/// An entry of the navigation.
#[derive(Debug, Clone, Copy)]
pub struct NavItem {
    /// the stage of the cycle it belongs to
    pub stage: Stage,
    /// Russian words
    pub label: &'static str,
    /// address
    pub href: &'static str,
    /// who sees it
    pub may: May,
}

/// A next step that an artefact offers: from a problem zone one may prepare an order.
#[derive(Debug, Clone, Copy)]
pub struct FollowUp {
    /// kind of artefact
    pub of: &'static str,
    /// Russian words on the button
    pub label: &'static str,
    /// address, to which the artefact's id is appended
    pub href: &'static str,
    /// who is offered it
    pub may: May,
}

/// How an artefact of one kind is called and where it is shown.
#[derive(Debug, Clone, Copy)]
pub struct ArtefactKind {
    /// the word the ledger knows it by
    pub kind: &'static str,
    /// Russian word
    pub label: &'static str,
    /// address, to which the id is appended
    pub href: &'static str,
    /// the stage of the cycle that makes it
    pub stage: Stage,
    /// who may open it
    pub may: May,
}

/// Artefacts of a kind that are drafts while their card says this state: chains tell them only to who may see drafts.
#[derive(Debug, Clone, Copy)]
pub struct Draft {
    /// kind of artefact
    pub kind: &'static str,
    /// the state of its card
    pub state: &'static str,
    /// who sees it
    pub may: May,
}

/// How a [`Panel`] is drawn for the artefact with this id; empty for nothing to show.
pub type DrawPanel =
    for<'a> fn(&'a Cx, i64) -> Pin<Box<dyn Future<Output = std::result::Result<String, Failure>> + Send + 'a>>;

/// Something that a later stage draws on the page of an earlier artefact: the steps of the algorithm on a problem zone.
#[derive(Clone, Copy)]
pub struct Panel {
    /// kind of artefact
    pub of: &'static str,
    /// who sees it
    pub may: May,
    /// its HTML
    pub draw: DrawPanel,
}

/// What the binary puts together from the crates it knows.
pub struct Composition {
    /// what time it is
    pub clock: Clock,
    /// what the shell says about the school
    pub facts: FactsOf,
    /// navigation, in order
    pub navigation: Vec<NavItem>,
    /// the arrows of the cycle
    pub follow_ups: Vec<FollowUp>,
    /// the kinds of artefact
    pub artefacts: Vec<ArtefactKind>,
    /// what is a draft
    pub drafts: Vec<Draft>,
    /// what later stages draw on pages of earlier artefacts
    pub panels: Vec<Panel>,
    /// whether cookies are sent over HTTPS only
    pub secure_cookies: bool,
    /// The code that the first start asks for when the program listens to the whole network: it is printed in the
    /// terminal, so that only who started the program becomes the first principal.
    pub setup_code: Option<String>,
}

impl App {
    /// An application over `store`.
    #[must_use]
    pub fn new(store: Store, composition: Composition) -> Self {
        Self(Arc::new(Inner { store, composition, has_accounts: AtomicBool::new(false), facts: Memory::of_most(1) }))
    }

    /// The database.
    #[must_use]
    pub fn store(&self) -> Store {
        self.0.store.clone()
    }

    /// The moment and the local date.
    #[must_use]
    pub fn clock(&self) -> (DateTime<Utc>, NaiveDate) {
        (self.0.composition.clock)()
    }

    /// What the binary put together.
    #[must_use]
    pub fn composition(&self) -> &Composition {
        &self.0.composition
    }

    /// What the shell of a page says about the school, as of the version of the data if it is known already.
    pub(crate) async fn facts(&self, version: Option<i64>) -> Result<Arc<Facts>> {
        let (store, facts) = (self.store(), self.composition().facts);
        let version = match version {
            Some(version) => version,
            None => ledger::data_version(&mut self.store()).await?,
        };
        self.0.facts.recall(&store, version, &(), || facts(store.clone())).await
    }

    /// Whether the first start is over. Once it is, it is for ever, and the database is not asked again.
    pub(crate) async fn has_accounts(&self) -> Result<bool> {
        if self.0.has_accounts.load(Ordering::Relaxed) {
            return Ok(true);
        }
        let any = queries::account_count(&mut self.store()).await? > 0;
        self.0.has_accounts.store(any, Ordering::Relaxed);
        Ok(any)
    }
}
