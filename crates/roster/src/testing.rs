//! Fresh databases for this crate's tests: a SQLite file, and a PostgreSQL database when `VSOKO_TEST_POSTGRES` names a
//! server on which databases may be made.

use chrono::NaiveDate;
use ledger::{Actor, Artefact, Change, Happening};
use store::{Assembled, Reads, Store, args};

pub(crate) struct Fresh {
    pub(crate) store: Store,
    _folder: tempfile::TempDir,
}

/// One fresh store of each kind that is at hand.
pub(crate) async fn stores() -> Vec<Fresh> {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("school.sqlite");
    let mut stores = vec![prepared(place.to_str().unwrap(), folder).await];
    if let Ok(server) = std::env::var("VSOKO_TEST_POSTGRES") {
        let name = format!("vsoko_{}", store::new_id());
        let (base, _) = server.rsplit_once('/').unwrap();
        let create = Assembled::from_schema_names(format!("CREATE DATABASE {name}"));
        let mut admin = Store::open(&server).await.unwrap();
        admin.grid(&create, args![]).await.unwrap();
        stores.push(prepared(&format!("{base}/{name}"), tempfile::tempdir().unwrap()).await);
    }
    stores
}

async fn prepared(place: &str, folder: tempfile::TempDir) -> Fresh {
    let store = Store::open(place).await.unwrap();
    store.migrate(&crate::schema()).await.unwrap();
    Fresh { store, _folder: folder }
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) async fn begin(store: &Store) -> Change {
    let now = "2025-01-15T08:00:00Z".parse().unwrap();
    Change::begin(store, Actor::program("Проверка"), now, day("2025-01-15")).await.unwrap()
}

pub(crate) struct Said;

impl Happening for Said {
    fn kind(&self) -> &'static str {
        "test.said"
    }
    fn subject(&self) -> Artefact {
        Artefact { kind: "school", id: 1 }
    }
    fn sentence(&self) -> String {
        "Сказано".to_owned()
    }
}
