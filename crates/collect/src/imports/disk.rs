//! Files on disk, for the command line: long texts are streamed and never lie in memory whole.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread::JoinHandle;

use sha2::{Digest, Sha256};
use sheets::{TableFile, Unreadable, Workbook};

use super::drafts::KeptMappings;
use super::parse::{Reading, Source, parse};
use super::upload::ImportError;

/// A file on disk that may be imported.
#[derive(Debug)]
pub struct DiskFile {
    path: PathBuf,
    name: String,
    table: TableFile,
    sha256: Digesting,
}

/// The content address of a long file takes a while: it is worked out beside the reading.
#[derive(Debug)]
struct Digesting {
    work: Mutex<Option<JoinHandle<io::Result<String>>>>,
    done: OnceLock<String>,
}

impl Digesting {
    fn start(path: PathBuf) -> Self {
        let work = Mutex::new(Some(std::thread::spawn(move || digest(&path))));
        Self { work, done: OnceLock::new() }
    }

    fn wait(&self) -> Result<&str, Unreadable> {
        let work = self.work.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(work) = work {
            let address = work.join().ok().and_then(Result::ok).ok_or(Unreadable::Inaccessible)?;
            return Ok(self.done.get_or_init(|| address));
        }
        self.done.get().map(String::as_str).ok_or(Unreadable::Inaccessible)
    }
}

impl DiskFile {
    /// Looks at a file.
    ///
    /// # Errors
    /// It cannot be read, or is no table.
    pub fn open(path: &Path) -> Result<Self, ImportError> {
        let table = TableFile::open(path)?;
        let name = path.file_name().unwrap_or(path.as_os_str());
        Ok(Self {
            path: path.to_owned(),
            name: name.to_string_lossy().into_owned(),
            sha256: Digesting::start(path.to_owned()),
            table,
        })
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Reads it. A long table is read by the match that was kept for one like it, or by a proposal that is sure.
    ///
    /// # Errors
    /// [`ImportError`].
    pub fn parse(&self, kept: &KeptMappings) -> Result<Reading, ImportError> {
        let book = Workbook::open_file(&self.table)?;
        let source = Source { file_name: &self.name, sha256: "" };
        let mut reading = parse(&book, source, kept.find(&book)?.as_ref())?;
        if let Reading::Parsed(parsed) = &mut reading {
            self.sha256.wait()?.clone_into(&mut parsed.sha256);
        }
        Ok(reading)
    }

    /// Its bytes, to be read once more and kept.
    pub(crate) fn reader(&self) -> io::Result<File> {
        File::open(&self.path)
    }
}

fn digest(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let mut hasher = Sha256::new();
    let mut chunk = vec![0; 256 * 1024];
    loop {
        let read = file.read(&mut chunk)?;
        if read == 0 {
            break;
        }
        hasher.update(&chunk[..read]);
    }
    let digest = hasher.finalize();
    Ok(digest.iter().map(|byte| format!("{byte:02x}")).collect())
}
