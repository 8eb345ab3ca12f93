//! `vsoko report`: the same report as on the page, as a file.

use std::path::Path;

use ledger::{Actor, Change};
use publish::self_evaluation::{self, Edition, EditionMade, Format, Made, ReportError};
use store::Store;

use crate::cli::{Report, SelfEvaluation};
use crate::data_folder::DataFolder;
use crate::terminal::say;
use crate::trouble::Trouble;
use crate::{clock, labels};

/// Writes the report that was asked for.
pub(crate) async fn report(folder: &DataFolder, wish: &Report) -> Result<(), Trouble> {
    let Report::SelfEvaluation(wish) = wish;
    let ending = wish.out.extension().map(|ending| ending.to_string_lossy().into_owned()).unwrap_or_default();
    let format = Format::from_extension(&ending).ok_or_else(|| Trouble::refusal(labels::unknown_format(&wish.out)))?;
    let store = folder.open_existing().await?;
    let edition = edition(&store, wish).await?;
    let bytes = self_evaluation::render(&edition, format).map_err(ReportError::from)?;
    store.close().await;
    write(&wish.out, &bytes)?;
    say(labels::report_written(&wish.out, edition.number));
    Ok(())
}

/// The edition of a past day, or what the data show now, kept as an edition if it is new.
async fn edition(store: &Store, wish: &SelfEvaluation) -> Result<Edition, Trouble> {
    if let Some(day) = wish.as_of {
        let found = self_evaluation::edition_as_of(&mut store.clone(), wish.year, day).await?;
        return found.ok_or_else(|| Trouble::refusal(labels::no_edition(wish.year, day)));
    }
    let (now, today) = clock::now();
    let mut change = Change::begin(store, Actor::program(labels::COMMAND_LINE), now, today).await?;
    match self_evaluation::make_edition(&mut change, wish.year).await? {
        Made::Same(edition) => Ok(edition),
        Made::New(edition) => {
            change.commit(&EditionMade::of(&edition)).await?;
            Ok(edition)
        }
    }
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    std::fs::write(path, bytes).map_err(|cause| Trouble::failure(labels::cannot_write(path, &cause)))
}
