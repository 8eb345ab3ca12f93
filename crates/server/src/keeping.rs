//! Keeping the data: backup, restore, verification.

use std::path::{Path, PathBuf};

use collect::imports;
use store::{RestoreError, Store};

use crate::cli::{Backup, Restore, Verify};
use crate::data_folder::DataFolder;
use crate::terminal::say;
use crate::trouble::Trouble;
use crate::{clock, composition, labels};

/// SQLite keeps up to three files for one database.
const SUFFIXES: [&str; 3] = ["", "-wal", "-shm"];

/// Copies the data into a file, while the server may go on working.
pub(crate) async fn backup(folder: &DataFolder, wish: &Backup) -> Result<(), Trouble> {
    if wish.file.exists() {
        return Err(Trouble::refusal(labels::file_exists(&wish.file)));
    }
    let store = folder.open_existing().await?;
    store.backup(&wish.file, &composition::schema()).await?;
    store.close().await;
    let bytes = std::fs::metadata(&wish.file).map_or(0, |file| file.len());
    // The end of the chain as the copy has it: the school may have written on meanwhile.
    let copy = store::verify_file(&wish.file).await.map_err(|fault| Trouble::failure(fault.to_string()))?;
    let head = ledger::head(&mut copy.clone()).await?;
    copy.close().await;
    say(labels::backup_made(&wish.file, bytes, head.as_deref()));
    Ok(())
}

/// Fills an empty place from a backup. Data that are there already are never written over.
pub(crate) async fn restore(folder: &DataFolder, wish: &Restore) -> Result<(), Trouble> {
    if !wish.unverified {
        refuse_altered(&wish.file).await?;
    }
    let _lock = folder.lock()?;
    let Some(file) = folder.file() else {
        let store = folder.open().await?;
        return finish(fill(&store, &wish.file).await, &wish.file);
    };
    if file.exists() && !wish.aside {
        return Err(Trouble::refusal(labels::data_exists(folder.path())));
    }
    let draft = file.with_extension("sqlite.restoring");
    remove(&draft);
    let store = Store::open(&draft.to_string_lossy()).await?;
    let done = fill(&store, &wish.file).await;
    store.close().await;
    if done.is_err() {
        remove(&draft);
        return finish(done, &wish.file);
    }
    if file.exists() {
        say(labels::put_aside(&put_aside(&file)?));
    }
    rename(&draft, &file)?;
    finish(done, &wish.file)
}

/// A copy whose history was rewritten is not what the school had.
async fn refuse_altered(from: &Path) -> Result<(), Trouble> {
    let opened = store::verify_file(from).await;
    let mut copy = opened.map_err(|fault| Trouble::refusal(fault.to_string()))?;
    let chain = ledger::verify_chain(&mut copy).await;
    copy.close().await;
    chain?.map_err(|fault| Trouble::refusal(labels::altered_copy(from, fault.seq)))?;
    Ok(())
}

async fn fill(store: &Store, from: &Path) -> Result<(), RestoreError> {
    store.restore(from, &composition::schema()).await
}

fn finish(done: Result<(), RestoreError>, from: &Path) -> Result<(), Trouble> {
    match done {
        Ok(()) => {
            say(labels::restored(from));
            Ok(())
        }
        Err(refused @ (RestoreError::NotEmpty | RestoreError::Backup(_))) => Err(Trouble::refusal(refused.to_string())),
        Err(failed) => Err(Trouble::failure(failed.to_string())),
    }
}

/// Checks that a backup can be opened, is whole, and that nobody has rewritten its history.
pub(crate) async fn verify(wish: &Verify) -> Result<(), Trouble> {
    let opened = store::verify_file(&wish.file).await;
    let mut store = opened.map_err(|fault| Trouble::refusal(fault.to_string()))?;
    let checked = check(&mut store, wish).await;
    store.close().await;
    say(checked?);
    Ok(())
}

/// The history of a sound file, whether it is as long as it was, and whether the kept counters are those of the facts.
async fn check(store: &mut Store, wish: &Verify) -> Result<String, Trouble> {
    let sentences = match ledger::verify_chain(store).await? {
        Ok(sentences) => sentences,
        Err(fault) => return Err(Trouble::refusal(labels::chain_broken(&wish.file, fault.seq))),
    };
    if let Some(head) = &wish.head
        && !ledger::was_said(store, head).await?
    {
        return Err(Trouble::refusal(labels::history_cut(&wish.file, head)));
    }
    for school_year in roster::setup::queries::school_years(store).await? {
        let year = school_year.school_year;
        if imports::tallies(store, year).await? != imports::recount(store, year).await? {
            return Err(Trouble::refusal(labels::counters_differ(&wish.file, year)));
        }
    }
    Ok(labels::verified(&wish.file, sentences, ledger::head(store).await?.as_deref()))
}

fn put_aside(file: &Path) -> Result<PathBuf, Trouble> {
    let aside = file.with_extension(format!("{}.sqlite", clock::now().0.format("until-%Y%m%d-%H%M%S")));
    for suffix in SUFFIXES {
        let from = beside(file, suffix);
        if from.exists() {
            rename(&from, &beside(&aside, suffix))?;
        }
    }
    Ok(aside)
}

fn rename(from: &Path, to: &Path) -> Result<(), Trouble> {
    std::fs::rename(from, to).map_err(|cause| Trouble::failure(labels::cannot_move(from, &cause)))
}

fn remove(file: &Path) {
    for suffix in SUFFIXES {
        let _ = std::fs::remove_file(beside(file, suffix));
    }
}

fn beside(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.to_owned().into_os_string();
    name.push(suffix);
    name.into()
}
