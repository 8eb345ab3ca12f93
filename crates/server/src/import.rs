//! `vsoko import`: the same imports as on the page, for a terminal and for programs.

use std::io::{ErrorKind, IsTerminal};
use std::path::Path;
use std::time::Duration;

use collect::imports::{
    self, Applied, Decisions, DiskFile, ImportError, KeptMappings, Options, Original, Preview, Reading, Source,
};
use indicatif::{ProgressBar, ProgressStyle};
use ledger::{Actor, Change};
use serde_json::{Value, json};
use store::Store;

use crate::cli::Import;
use crate::data_folder::DataFolder;
use crate::terminal::say;
use crate::trouble::Trouble;
use crate::{clock, labels};

/// A file as it was given.
pub(crate) enum Given<'g> {
    /// made by the program itself
    Memory {
        /// its name
        name: &'g str,
        /// its content
        bytes: &'g [u8],
    },
    /// on disk: a year of marks is never held in memory
    Disk(Box<DiskFile>),
}

impl Given<'_> {
    fn original(&self) -> Original<'_> {
        match self {
            Given::Memory { bytes, .. } => Original::Bytes(bytes),
            Given::Disk(file) => Original::Disk(file),
        }
    }

    fn read(&self, kept: &KeptMappings) -> Result<Box<imports::Parsed>, String> {
        match self.reading(kept).map_err(|fault| fault.to_string())? {
            Reading::Parsed(parsed) => Ok(parsed),
            Reading::NeedsMapping(proposals) => {
                Err(labels::needs_mapping(proposals.first().map_or(&[], |first| &first.doubts)))
            }
        }
    }

    fn reading(&self, kept: &KeptMappings) -> Result<Reading, ImportError> {
        match self {
            Given::Disk(file) => file.parse(kept),
            Given::Memory { name, bytes } => {
                let book = sheets::Workbook::open(bytes)?;
                imports::parse(
                    &book,
                    Source { file_name: name, sha256: &store::digest(bytes) },
                    kept.find(&book)?.as_ref(),
                )
            }
        }
    }
}

/// What became of a file.
pub(crate) enum Fate {
    /// what would be done
    Seen(Box<Preview>),
    /// what was done
    Applied(Box<Applied>),
    /// nothing was done, because everything in the file waits for an answer or could not be taken
    Waiting(Box<Preview>),
    /// why nothing was done, for a person
    Refused(String),
}

impl Fate {
    /// Whether anything was written.
    fn is_written(&self) -> bool {
        matches!(self, Fate::Applied(applied) if applied.batch_id.is_some())
    }

    /// Whether the file was of no use.
    fn is_refusal(&self) -> bool {
        match self {
            Fate::Refused(_) | Fate::Waiting(_) => true,
            Fate::Seen(preview) => preview.has_nothing(),
            Fate::Applied(_) => false,
        }
    }
}

/// Where the first files of an empty folder are loaded: beside the database that is not there yet. A preview, or files of
/// which nothing could be taken, leave no trace.
struct Aside<'f> {
    folder: &'f DataFolder,
    aside: DataFolder,
    /// the folder itself was missing
    is_new: bool,
}

impl<'f> Aside<'f> {
    fn of(folder: &'f DataFolder) -> Self {
        let aside = folder.path().join(format!(".import-{}", std::process::id()));
        Self { folder, aside: DataFolder::new(aside), is_new: !folder.path().exists() }
    }

    /// Makes the database that was written the one of the folder.
    fn publish(&self) -> Result<(), Trouble> {
        let (Some(from), Some(to)) = (self.aside.file(), self.folder.file()) else { return Ok(()) };
        let linked = match std::fs::hard_link(&from, &to) {
            // Not every file system has links.
            Err(cause) if cause.kind() != ErrorKind::AlreadyExists && !to.exists() => std::fs::rename(&from, &to),
            linked => linked,
        };
        linked.map_err(|_| Trouble::failure(labels::made_meanwhile(self.folder.path())))?;
        // Closing folds the write-ahead log into the file; should something have kept it, it goes with the file.
        let log = |file: &Path| file.with_extension("sqlite-wal");
        if log(&from).exists() {
            std::fs::rename(log(&from), log(&to))
                .map_err(|_| Trouble::failure(labels::made_meanwhile(self.folder.path())))?;
        }
        Ok(())
    }
}

impl Drop for Aside<'_> {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(self.aside.path());
        if self.is_new {
            // Stays when there is anything in it.
            let _ = std::fs::remove_dir(self.folder.path());
        }
    }
}

/// Imports files one after another; a refused one does not stop the others.
pub(crate) async fn import(folder: &DataFolder, wish: &Import) -> Result<(), Trouble> {
    wish.files.iter().try_for_each(|path| check(path))?;
    let aside = folder.is_empty().then(|| Aside::of(folder));
    let store = aside.as_ref().map_or(folder, |aside| &aside.aside).open().await?;
    let bar = progress(wish.files.len());
    let mut told = Vec::new();
    for path in &wish.files {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        bar.set_message(name.clone());
        let fate = match DiskFile::open(path) {
            Ok(file) => take(&store, wish, &Given::Disk(Box::new(file))).await?,
            Err(cause) => refused(cause)?,
        };
        bar.inc(1);
        told.push((name, fate));
    }
    bar.finish_and_clear();
    store.close().await;
    if let Some(aside) = &aside
        && told.iter().any(|(_, fate)| fate.is_written())
    {
        aside.publish()?;
    }
    let refused = told.iter().filter(|(_, fate)| fate.is_refusal()).count();
    if wish.json {
        let list: Vec<Value> = told.iter().map(|(name, fate)| as_json(name, fate)).collect();
        say(format_args!("{:#}", Value::Array(list)));
    } else {
        told.iter().for_each(|(name, fate)| say(labels::fate(name, fate)));
    }
    if refused > 0 { Err(Trouble::refusal(labels::refused_files(refused, wish.files.len()))) } else { Ok(()) }
}

async fn take(store: &Store, wish: &Import, given: &Given<'_>) -> Result<Fate, Trouble> {
    let (now, today) = clock::now();
    let options = Options { school_year: wish.year, create_missing: wish.create_missing, today };
    if wish.preview {
        return preview(store, given, &options).await;
    }
    let begin = || Change::begin(store, Actor::program(labels::COMMAND_LINE), now, today);
    apply(begin, given, (&options, &KeptMappings::of_school(&mut store.clone()).await?)).await
}

/// Reads a file without writing anything.
async fn preview(store: &Store, given: &Given<'_>, options: &Options) -> Result<Fate, Trouble> {
    let parsed = match given.read(&KeptMappings::of_school(&mut store.clone()).await?) {
        Ok(parsed) => parsed,
        Err(why) => return Ok(Fate::Refused(why)),
    };
    match imports::preview(&mut store.clone(), *parsed, options, &Decisions::default()).await {
        Ok(preview) => Ok(Fate::Seen(Box::new(preview))),
        Err(cause) => refused(cause),
    }
}

/// Applies a file in the change that `begin` opens, so that nothing is locked while the file is read.
pub(crate) async fn apply<B>(
    begin: impl FnOnce() -> B,
    given: &Given<'_>,
    (options, kept): (&Options, &KeptMappings),
) -> Result<Fate, Trouble>
where
    B: Future<Output = store::Result<Change>>,
{
    let parsed = match given.read(kept) {
        Ok(parsed) => parsed,
        Err(why) => return Ok(Fate::Refused(why)),
    };
    let change = begin().await?;
    match imports::apply(change, *parsed, given.original(), options, &Decisions::default()).await {
        Ok(applied) if applied.batch_id.is_none() && (applied.preview.waiting > 0 || applied.preview.has_nothing()) => {
            Ok(Fate::Waiting(Box::new(applied.preview)))
        }
        Ok(applied) => Ok(Fate::Applied(Box::new(applied))),
        Err(cause) => refused(cause),
    }
}

fn refused(cause: ImportError) -> Result<Fate, Trouble> {
    match cause {
        ImportError::Store(cause) => Err(cause.into()),
        other => Ok(Fate::Refused(other.to_string())),
    }
}

fn check(path: &Path) -> Result<(), Trouble> {
    let found = std::fs::File::open(path);
    found.map(|_| ()).map_err(|cause| Trouble::refusal(labels::cannot_read(path, &cause)))
}

/// A bar on a terminal, nothing elsewhere.
pub(crate) fn progress(count: usize) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(u64::try_from(count).unwrap_or_default());
    let look = ProgressStyle::with_template("{spinner} {bar:30} {pos}/{len} {wide_msg}");
    bar.set_style(look.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}

fn as_json(name: &str, fate: &Fate) -> Value {
    let with = |mut value: Value, outcome: &str| {
        value["file"] = json!(name);
        value["outcome"] = json!(outcome);
        value
    };
    let told = |preview: &dyn Fn() -> serde_json::Result<Value>| preview().unwrap_or_else(|_| json!({}));
    match fate {
        Fate::Seen(preview) => with(told(&|| serde_json::to_value(preview)), "preview"),
        Fate::Waiting(preview) if preview.waiting > 0 => with(told(&|| serde_json::to_value(preview)), "waiting"),
        Fate::Waiting(preview) => with(told(&|| serde_json::to_value(preview)), "refused"),
        Fate::Applied(applied) if applied.batch_id.is_none() => {
            with(told(&|| serde_json::to_value(applied)), "nothing")
        }
        Fate::Applied(applied) => with(told(&|| serde_json::to_value(applied)), "applied"),
        Fate::Refused(why) => json!({ "file": name, "outcome": "refused", "message": why }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADINGS: &str = "ФИО;Класс;Предмет;Период;Отметка\n";

    /// Imports one file of the text into an empty folder; what lies in the folder afterwards.
    async fn imported(text: &str, preview: bool) -> (bool, Vec<String>) {
        let home = tempfile::tempdir().unwrap();
        let (data, file) = (home.path().join("data"), home.path().join("отметки.csv"));
        std::fs::write(&file, text).unwrap();
        let wish = Import { files: vec![file], year: Some(2024), preview, create_missing: true, json: true };
        let done = import(&DataFolder::new(data.clone()), &wish).await.is_ok();
        let left = std::fs::read_dir(&data).map(|files| {
            let mut names: Vec<String> =
                files.map(|file| file.unwrap().file_name().to_string_lossy().into_owned()).collect();
            names.sort();
            names
        });
        (done, left.unwrap_or_else(|_| vec!["no folder".to_owned()]))
    }

    #[tokio::test]
    async fn an_empty_folder_is_filled_only_by_what_is_taken() {
        let good = format!("{HEADINGS}Орлова Анна;8А;Алгебра;1 четверть;5\n");
        let unusable = format!("{HEADINGS}Орлова Анна;8А;Алгебра;9 четверть;5\n");
        let waiting = format!("{HEADINGS}Орлова Анна;8А;Алгебра;1 четверть;0\n");
        let nothing = vec!["no folder".to_owned()];
        for (text, preview, done) in [
            (HEADINGS, false, false),
            (unusable.as_str(), false, false),
            (unusable.as_str(), true, false),
            (waiting.as_str(), false, false),
            ("", false, false),
            (good.as_str(), true, true),
        ] {
            assert_eq!(imported(text, preview).await, (done, nothing.clone()), "{text}");
        }
        assert_eq!(imported(&good, false).await, (true, vec!["vsoko.sqlite".to_owned()]));
    }
}
