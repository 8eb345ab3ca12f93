use std::future::Future;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::path::{Path, PathBuf};

use fantoccini::{Client, ClientBuilder};
use futures_util::FutureExt;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use tokio::sync::Semaphore;

use crate::driver::Driver;
use crate::person::Person;
use crate::program::{self, Running};

/// More browsers at once only make each other late.
static BROWSERS: Semaphore = Semaphore::const_new(2);

/// A person sits down at a fresh browser in front of the running program.
pub(crate) async fn travel<F, Fut, T>(program: &Running, walk: F) -> T
where
    F: FnOnce(Person) -> Fut,
    Fut: Future<Output = T>,
{
    let _turn = BROWSERS.acquire().await.unwrap();
    sit_down(program, walk).await
}

/// Two people, each at a browser of their own.
pub(crate) async fn travel_together<F, Fut, T>(program: &Running, walk: F) -> T
where
    F: FnOnce(Person, Person) -> Fut,
    Fut: Future<Output = T>,
{
    let _turn = BROWSERS.acquire_many(2).await.unwrap();
    sit_down(program, async |one| sit_down(program, async |other| walk(one, other).await).await).await
}

async fn sit_down<F, Fut, T>(program: &Running, walk: F) -> T
where
    F: FnOnce(Person) -> Fut,
    Fut: Future<Output = T>,
{
    let chromedriver = program::chromedriver();
    let profile = tempfile::tempdir().unwrap();
    let client = client(&chromedriver.address, profile.path()).await;
    let session = client.session_id().await.unwrap().unwrap();
    let driver = Driver::new(&chromedriver.address, &session);
    driver.screen(1280, 900).await;
    let person = Person::new(client.clone(), driver, &program.address);
    let outcome = AssertUnwindSafe(walk(person.clone())).catch_unwind().await;
    if outcome.is_err() {
        let at = client.current_url().await.map(|url| url.to_string()).unwrap_or_default();
        let picture = pictures().join(format!("failure-{session}.png"));
        person.picture(&picture).await;
        eprintln!("the journey ended at {at}, seen in {}", picture.display());
    }
    let _ = client.close().await;
    outcome.unwrap_or_else(|panic| resume_unwind(panic))
}

/// Where pictures of pages are left for people to look at.
pub(crate) fn pictures() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().join("journeys");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

async fn client(driver: &str, profile: &Path) -> Client {
    let arguments = [
        "--headless".to_owned(),
        "--no-sandbox".to_owned(),
        "--disable-gpu".to_owned(),
        "--disable-quic".to_owned(),
        "--disable-dev-shm-usage".to_owned(),
        "--no-first-run".to_owned(),
        "--disable-background-networking".to_owned(),
        "--disable-component-update".to_owned(),
        "--disable-sync".to_owned(),
        "--hide-scrollbars".to_owned(),
        format!("--user-data-dir={}", profile.display()),
    ];
    let wishes = json!({
        "goog:chromeOptions": { "args": arguments },
        "goog:loggingPrefs": { "browser": "ALL" },
    });
    let mut builder = ClientBuilder::new(HttpConnector::new());
    builder.capabilities(wishes.as_object().unwrap().clone());
    builder.connect(driver).await.unwrap_or_else(|cause| panic!("Chromium does not start: {cause}. make setup-tests"))
}
