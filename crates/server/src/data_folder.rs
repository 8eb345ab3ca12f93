use std::fs::{File, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use store::Store;

use crate::composition;
use crate::labels;
use crate::trouble::Trouble;

/// The address of a PostgreSQL database, instead of a file in the folder.
const DATABASE_URL: &str = "VSOKO_DATABASE_URL";
const DATABASE: &str = "vsoko.sqlite";
const LOCK: &str = "vsoko.lock";

/// Where the data lie: a folder with an SQLite file, or a PostgreSQL server.
pub(crate) struct DataFolder {
    folder: PathBuf,
    server: Option<String>,
}

/// Held by who works with the folder alone; let go when dropped, however the program ends.
pub(crate) struct FolderLock(#[expect(dead_code, reason = "the open file is the lock")] Option<File>);

impl DataFolder {
    /// The folder, or the server that the environment names.
    pub(crate) fn new(folder: PathBuf) -> Self {
        Self { folder, server: std::env::var(DATABASE_URL).ok().filter(|url| !url.is_empty()) }
    }

    /// The folder itself.
    pub(crate) fn path(&self) -> &Path {
        &self.folder
    }

    /// The SQLite file, unless the data lie on a server.
    pub(crate) fn file(&self) -> Option<PathBuf> {
        self.server.is_none().then(|| self.folder.join(DATABASE))
    }

    /// Whether there is nothing yet. Data on a server count as something: only the database itself can tell.
    pub(crate) fn is_empty(&self) -> bool {
        self.file().is_some_and(|file| !file.exists())
    }

    /// Makes the folder, readable for its owner only, if it is missing.
    pub(crate) fn make(&self) -> Result<(), Trouble> {
        if self.server.is_some() || self.folder.is_dir() {
            return Ok(());
        }
        private_folder(&self.folder).map_err(|cause| self.explain(&cause))
    }

    /// Keeps every other server away from the folder. PostgreSQL serves many processes and needs no lock.
    pub(crate) fn lock(&self) -> Result<FolderLock, Trouble> {
        if self.server.is_some() {
            return Ok(FolderLock(None));
        }
        self.make()?;
        let file = File::create(self.folder.join(LOCK)).map_err(|cause| self.explain(&cause))?;
        match file.try_lock() {
            Ok(()) => Ok(FolderLock(Some(file))),
            Err(TryLockError::WouldBlock) => Err(Trouble::failure(labels::folder_busy(&self.folder))),
            Err(TryLockError::Error(cause)) => Err(self.explain(&cause)),
        }
    }

    /// The lock of a folder in which nothing lies yet.
    pub(crate) fn lock_empty(&self) -> Result<FolderLock, Trouble> {
        let is_used = |folder: &Path| std::fs::read_dir(folder).is_ok_and(|mut files| files.next().is_some());
        if self.server.is_none() && is_used(&self.folder) {
            return Err(Trouble::refusal(labels::folder_used(&self.folder)));
        }
        self.lock()
    }

    /// Opens the database, made and brought up to date where needed.
    pub(crate) async fn open(&self) -> Result<Store, Trouble> {
        self.make()?;
        let store = match (&self.server, self.file()) {
            (Some(url), _) => Store::open(url).await?,
            (None, Some(file)) => Store::open(&file.to_string_lossy()).await?,
            (None, None) => unreachable!("without a server the data lie in a file"),
        };
        store.migrate(&composition::schema()).await?;
        Ok(store)
    }

    /// Opens a database that must be there already: for commands that only read.
    pub(crate) async fn open_existing(&self) -> Result<Store, Trouble> {
        if self.is_empty() {
            return Err(Trouble::refusal(labels::nothing_here(&self.folder)));
        }
        self.open().await
    }

    fn explain(&self, cause: &io::Error) -> Trouble {
        Trouble::failure(match cause.kind() {
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => labels::folder_forbidden(&self.folder),
            ErrorKind::AlreadyExists | ErrorKind::NotADirectory => labels::folder_is_file(&self.folder),
            _ => labels::folder_failed(&self.folder, cause),
        })
    }
}

#[cfg(unix)]
fn private_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

#[cfg(not(unix))]
fn private_folder(folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)
}
