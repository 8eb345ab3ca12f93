//! Long work of one upload: it runs beside the requests, and pages look in on it. What it found is kept until the upload
//! or the school changes; where it was not done here it is simply done again.

use std::collections::BTreeMap;
use std::future::Future;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::watch;

use crate::imports::preview::Preview;

/// How long a request waits before it shows the progress page.
const PATIENCE: Duration = Duration::from_millis(1500);
/// How many uploads are remembered.
const REMEMBERED: usize = 40;
/// The steps of the work: reading, comparing, writing.
pub(super) const STEPS: usize = 3;

/// What came of the work.
#[derive(Clone)]
pub(super) enum Done {
    /// the columns of a table are still to be matched
    ColumnsWanted,
    /// this would happen
    Previewed(Arc<Preview>),
    /// the year is not known, or is another than the chosen one
    YearWanted(String),
    /// the file is not taken
    Refused(String),
    /// it is written, or there was nothing to write and perhaps an earlier import of the same file
    Applied { written: Option<i64>, before: Option<i64> },
    /// something broke; the log knows what
    Broken,
}

/// How far the work is.
#[derive(Clone)]
pub(super) enum Progress {
    /// at this step, from 0
    Running(usize),
    /// over
    Over(Done),
}

/// The kind of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Job {
    /// looking
    Preview,
    /// writing
    Apply,
}

struct Work {
    job: Job,
    /// what it depended on
    key: String,
    step: Arc<AtomicUsize>,
    done: watch::Receiver<Option<Done>>,
}

/// Files that cannot be read, by their uploads: what they depend on, and the words. They are not read again.
static REFUSED: LazyLock<Mutex<BTreeMap<i64, (String, String)>>> = LazyLock::new(Mutex::default);

static WORKS: LazyLock<Mutex<BTreeMap<i64, Work>>> = LazyLock::new(Mutex::default);

fn refusals() -> MutexGuard<'static, BTreeMap<i64, (String, String)>> {
    REFUSED.lock().unwrap_or_else(PoisonError::into_inner)
}

fn works() -> MutexGuard<'static, BTreeMap<i64, Work>> {
    WORKS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Tells how far the work is, for those who do it.
#[derive(Clone)]
pub(super) struct Steps(Arc<AtomicUsize>);

impl Steps {
    pub(super) fn at(&self, step: usize) {
        self.0.store(step, Ordering::Relaxed);
    }
}

/// Starts the work unless the same is running or known, waits a little, and says how far it is. While an upload is being
/// written, nothing else is begun for it.
pub(super) async fn run<W, F>(draft_id: i64, job: Job, key: &str, work: W) -> Progress
where
    W: FnOnce(Steps) -> F + Send + 'static,
    F: Future<Output = Done>,
{
    let begun = begin(draft_id, job, key, work);
    wait(begun).await
}

/// The work of an upload, if it is running or known here.
pub(super) async fn look(draft_id: i64) -> Option<(Job, Progress)> {
    let known = works().get(&draft_id).map(|work| (work.job, (work.step.clone(), work.done.clone())));
    match known {
        Some((job, begun)) => Some((job, wait(begun).await)),
        None => None,
    }
}

/// Forgets what is known of an upload.
pub(super) fn forget(draft_id: i64) {
    works().remove(&draft_id);
    refusals().remove(&draft_id);
}

/// Remembers that a file cannot be read, whatever the school knows.
pub(super) fn remember_refusal(draft_id: i64, file: String, why: String) {
    let mut refusals = refusals();
    refusals.insert(draft_id, (file, why));
    while refusals.len() > REMEMBERED {
        refusals.pop_first();
    }
}

/// Why the file of an upload cannot be read, if that is known.
pub(super) fn refusal(draft_id: i64, file: &str) -> Option<String> {
    let refusals = refusals();
    let (of_file, why) = refusals.get(&draft_id)?;
    (of_file == file).then(|| why.clone())
}

type Begun = (Arc<AtomicUsize>, watch::Receiver<Option<Done>>);

fn begin<W, F>(draft_id: i64, job: Job, key: &str, work: W) -> Begun
where
    W: FnOnce(Steps) -> F + Send + 'static,
    F: Future<Output = Done>,
{
    let mut works = works();
    if let Some(known) = works.get(&draft_id) {
        let is_running = known.done.borrow().is_none() && known.done.has_changed().is_ok();
        let is_same = known.job == job && known.key == key;
        if is_same && job == Job::Preview && (is_running || known.done.borrow().is_some())
            || is_running && (is_same || known.job == Job::Apply)
        {
            return (known.step.clone(), known.done.clone());
        }
    }
    let step = Arc::new(AtomicUsize::new(0));
    let (tell, done) = watch::channel(None);
    let steps = Steps(step.clone());
    let runtime = Handle::current();
    // Comparing a year of marks keeps a processor busy: that is for a thread that answers no requests.
    tokio::task::spawn_blocking(move || {
        let done = runtime.block_on(work(steps));
        tell.send_replace(Some(done));
    });
    works.insert(draft_id, Work { job, key: key.to_owned(), step: step.clone(), done: done.clone() });
    while works.len() > REMEMBERED {
        let over = works.iter().find(|(_, work)| work.done.borrow().is_some()).map(|(id, _)| *id);
        match over {
            Some(id) => works.remove(&id),
            None => break,
        };
    }
    (step, done)
}

async fn wait((step, mut done): Begun) -> Progress {
    match tokio::time::timeout(PATIENCE, done.wait_for(Option::is_some)).await {
        Ok(Ok(over)) => Progress::Over(over.clone().unwrap_or(Done::Broken)),
        // The work panicked: nobody will tell.
        Ok(Err(_)) => Progress::Over(Done::Broken),
        Err(_) => Progress::Running(step.load(Ordering::Relaxed)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_remembered_until_the_match_changes() {
        remember_refusal(-7, "file one".to_owned(), "Строк больше".to_owned());
        assert_eq!(refusal(-7, "file one").as_deref(), Some("Строк больше"));
        assert_eq!(refusal(-7, "file two"), None);
        forget(-7);
        assert_eq!(refusal(-7, "file one"), None);
    }
}
