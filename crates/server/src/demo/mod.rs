//! A believable school that does not exist: three years of marks, national tests, examinations and staff, with faults
//! for its deputy to find. Everything arrives through files, as in a real school, so every number has its source.

mod accounts;
mod actions;
mod audits;
mod calendar;
mod chance;
mod curriculum;
mod decision;
mod effects;
mod files;
mod forms;
mod labels;
mod load;
mod marks;
mod meetings;
mod names;
mod organisation;
mod papers;
mod people;
mod queries;
mod staffing;
mod story;

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use school::SchoolYear;

use crate::cli::Demo;
use crate::data_folder::DataFolder;
use crate::terminal::say;
use crate::trouble::Trouble;
use crate::{clock, import};
use load::Loader;
use people::People;
use story::Story;

/// The invented school.
const SCHOOL_NAME: &str =
    "Муниципальное бюджетное общеобразовательное учреждение «Средняя общеобразовательная школа № 1»";
const SCHOOL_SHORT_NAME: &str = "МБОУ СОШ № 1";

/// The same school every time.
const SEED: u64 = 1945;
const PASSWORD_LETTERS: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";
const PASSWORD_LENGTH: usize = 12;

/// Makes the demo school in an empty place and prints how to sign in.
pub(crate) async fn demo(folder: &DataFolder, wish: &Demo) -> Result<(), Trouble> {
    let _lock = folder.lock_empty()?;
    let (_, today) = clock::now();
    let size = Size { students: wish.students(), years: wish.years, newest: last_finished(today), seed: SEED };
    let people = People::of(&size);
    let store = folder.open().await?;
    if access::account_count(&mut store.clone()).await? > 0 {
        return Err(Trouble::refusal(labels::NOT_EMPTY));
    }
    let password = new_password();
    let bar = import::progress(people.classes.len() * 2);
    let oldest = size.newest - size.years + 1;
    load::found(&store, &people, day(oldest, 8, 20)).await?;
    let loader = Loader { store: &store, size: &size, people: &people, bar: &bar };
    loader.staff(day(oldest, 8, 20)).await?;
    let story = Story::of(&store, &size).await?;
    let others = accounts::open(&story, &password).await?;
    for school_year in size.years().filter(|year| *year < size.newest) {
        if school_year + 1 == size.newest {
            calendar::plan_year(&story, school_year).await?;
        }
        if school_year + 1 == size.newest {
            calendar::carry_out(&story, school_year).await?;
        }
        loader.year(school_year).await?;
    }
    let zones = newest_year(&story, &loader).await?;
    bar.finish_and_clear();
    actions::act(&story).await?;
    decision::keep_report(&store, size.newest).await?;
    let told = analyse::inspections::samples::chapter(load::begin(&store).await?, size.newest).await;
    told.map_err(|fault| Trouble::failure(format!("{fault:?}")))?;
    store.close().await;
    say(labels::demo_made(&people_counts(&people, &size), zones, (load::LOGIN, &password), &others));
    Ok(())
}

/// The newest year from August to June, as the school lived it; answers how many problem zones were found.
async fn newest_year(story: &Story<'_>, loader: &Loader<'_>) -> Result<i64, Trouble> {
    let year = story.size.newest;
    calendar::plan_year(story, year).await?;
    organisation::organise(story).await?;
    loader.first_quarter(year).await?;
    load::by_hand(story, loader.people).await?;
    calendar::amend(story, year).await?;
    let autumn = decision::find_zones(story, day(year, 11, 6)).await?;
    let fixed = effects::fix(story).await?;
    meetings::meet(story).await?;
    audits::tell(story).await?;
    calendar::carry_out(story, year).await?;
    loader.year(year).await?;
    let summer = decision::find_zones(story, day(year + 1, 6, 26)).await?;
    effects::judge(story, &fixed).await?;
    Ok(autumn + summer)
}

/// Writes the files of a demo school, as its deputy would have them, into a folder: for trying imports by hand and for
/// measuring them. Answers their names in the order in which they are to be loaded.
///
/// # Errors
/// When a file cannot be made or written; the text is for a person.
pub fn write_files(folder: &Path, students: usize, years: i64, newest: i64) -> Result<Vec<PathBuf>, String> {
    let size = Size { students, years, newest, seed: SEED };
    let people = People::of(&size);
    let mut made = vec![files::staff(&size, &people).map_err(|cause| cause.to_string())?];
    let mut written = Vec::new();
    for school_year in size.years() {
        made.extend(load::year_files(&size, &people, school_year).map_err(|trouble| trouble.to_string())?);
        for file in made.drain(..) {
            let path = folder.join(&file.name);
            std::fs::write(&path, &file.bytes).map_err(|cause| cause.to_string())?;
            written.push(path);
        }
    }
    Ok(written)
}

/// Pupils of the newest year, classes of it, members of staff.
fn people_counts(people: &People, size: &Size) -> [usize; 3] {
    let newest = people.classes.iter().filter(|class| class.school_year == size.newest);
    let pupils = newest.clone().map(|class| class.pupils.len()).sum();
    [pupils, newest.count(), people.staff.len()]
}

/// The school year whose lessons are over.
fn last_finished(today: NaiveDate) -> i64 {
    let current = SchoolYear::containing(today).0;
    if today > day(current + 1, 6, 15) { current } else { current - 1 }
}

fn new_password() -> String {
    let letter = |_| char::from(PASSWORD_LETTERS[rand::random_range(0..PASSWORD_LETTERS.len())]);
    (0..PASSWORD_LENGTH).map(letter).collect()
}

/// How large the school is and when it lives.
#[derive(Debug, Clone)]
pub(crate) struct Size {
    pub(crate) students: usize,
    /// how many school years
    pub(crate) years: i64,
    /// the last of them
    pub(crate) newest: i64,
    pub(crate) seed: u64,
}

impl Size {
    /// The school years, oldest first.
    fn years(&self) -> impl Iterator<Item = i64> + use<> {
        (self.newest - self.years + 1)..=self.newest
    }

    /// Journal marks that a pupil gets in a year: a large school is for measuring and gets as many as a real one.
    fn marks_a_pupil(&self) -> i64 {
        i64::try_from(self.students).unwrap_or(1000).clamp(300, 1000)
    }
}

fn day(year: i64, month: u32, number: u32) -> NaiveDate {
    let year = i32::try_from(year).unwrap_or_default();
    NaiveDate::from_ymd_opt(year, month, number).expect("a day of the calendar, written here")
}
