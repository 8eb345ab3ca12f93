//! `vsoko report`: the same report as on the page, as a file.

use std::path::Path;

use chrono::{Datelike, NaiveDate};
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
    let (_, today) = clock::now();
    if !is_begun(wish.year, today) {
        return Err(Trouble::refusal(labels::year_not_begun(wish.year)));
    }
    let store = folder.open_existing().await?;
    // The autumn of the first school year belongs to its calendar year.
    let first = roster::setup::queries::school_years(&mut store.clone()).await?.iter().map(|one| one.school_year).min();
    if let Some(first) = first.filter(|first| wish.year < *first) {
        return Err(Trouble::refusal(labels::year_before_data(wish.year, first)));
    }
    let (edition, words) = edition(&store, wish).await?;
    let bytes = self_evaluation::render(&edition, format).map_err(ReportError::from)?;
    store.close().await;
    write(&wish.out, &bytes)?;
    say(labels::report_written(&wish.out, &words));
    Ok(())
}

fn is_begun(year: i64, today: NaiveDate) -> bool {
    year <= i64::from(today.year())
}

/// The edition of a past day, or what the data show now, kept as an edition if it is new; and what to say of it.
async fn edition(store: &Store, wish: &SelfEvaluation) -> Result<(Edition, String), Trouble> {
    if let Some(day) = wish.as_of {
        let db = &mut store.clone();
        return Ok(match self_evaluation::edition_as_of(db, wish.year, day).await? {
            Some(edition) => with_words(edition, labels::KEPT_EDITION),
            None => (self_evaluation::unkept(db, wish.year, day).await?, labels::unkept_edition(day)),
        });
    }
    let (now, today) = clock::now();
    let mut change = Change::begin(store, Actor::program(labels::COMMAND_LINE), now, today).await?;
    match self_evaluation::make_edition(&mut change, wish.year).await? {
        Made::Same(edition) => Ok(with_words(edition, labels::SAME_EDITION)),
        Made::New(edition) => {
            change.commit(&EditionMade::of(&edition)).await?;
            Ok(with_words(edition, labels::NEW_EDITION))
        }
    }
}

fn with_words(edition: Edition, words: &str) -> (Edition, String) {
    let told = labels::edition(edition.number, words);
    (edition, told)
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    std::fs::write(path, bytes).map_err(|cause| Trouble::failure(labels::cannot_write(path, &cause)))
}
