//! Putting the demo school into the database: the card of the school by hand, everything else from files.

use chrono::NaiveDate;
use collect::imports::{KeptMappings, Options};
use indicatif::ProgressBar;
use ledger::{Actor, Artefact, Change, Happening};
use roster::associations::queries::{Association, save_association};
use roster::classes::queries::{class_groups, save_class};
use roster::setup::queries::{School, save_school};
use roster::staff::queries::staff;
use roster::subjects::queries::{install_usual, subjects};
use store::Store;

use super::files::{self, MadeFile};
use super::labels;
use super::marks::{self, Book};
use super::people::People;
use super::story::{Story, begin_on};
use super::{SCHOOL_NAME, SCHOOL_SHORT_NAME, Size, day, forms, papers};
use crate::clock;
use crate::import::{self, Fate, Given};
use crate::trouble::Trouble;

/// The login of the demo principal.
pub(super) const LOGIN: &str = "директор";
const LOCALITY: &str = "г. Примерск";
const FOUNDER: &str = "Администрация городского округа Примерск";

/// Something that the demo says about itself in history.
pub(super) struct Shown {
    pub(super) subject: Artefact,
    pub(super) sentence: &'static str,
}

impl Happening for Shown {
    fn kind(&self) -> &'static str {
        "demo.made"
    }
    fn subject(&self) -> Artefact {
        self.subject
    }
    fn sentence(&self) -> String {
        self.sentence.to_owned()
    }
}

/// A change of today.
pub(super) async fn begin(store: &Store) -> store::Result<Change> {
    let (now, today) = clock::now();
    Change::begin(store, demo(), now, today).await
}

/// The school's card and its usual subjects.
pub(super) async fn found(store: &Store, people: &People, on: NaiveDate) -> Result<(), Trouble> {
    let mut change = begin_on(store, on, demo()).await?;
    let school = School {
        id: 0,
        name: SCHOOL_NAME.to_owned(),
        short_name: SCHOOL_SHORT_NAME.to_owned(),
        locality: LOCALITY.to_owned(),
        address: String::new(),
        phone: String::new(),
        email: String::new(),
        founder: FOUNDER.to_owned(),
        principal_name: people.staff[0].name.full(),
        okpo: String::new(),
    };
    let id = save_school(&mut change, &school).await?;
    install_usual(&mut change).await?;
    let subject = Artefact { kind: "school", id };
    change.commit(&Shown { subject, sentence: labels::DEMO_FOUNDED }).await?;
    Ok(())
}

fn demo() -> Actor {
    Actor::program(labels::DEMO)
}

/// Where files go, and on which day.
pub(super) struct Loader<'l> {
    pub(super) store: &'l Store,
    pub(super) size: &'l Size,
    pub(super) people: &'l People,
    pub(super) bar: &'l ProgressBar,
}

impl Loader<'_> {
    /// The list of staff.
    pub(super) async fn staff(&self, on: NaiveDate) -> Result<(), Trouble> {
        self.take(files::staff(self.size, self.people).map_err(unmade)?, on).await
    }

    /// All files of a school year, when it is over.
    pub(super) async fn year(&self, school_year: i64) -> Result<(), Trouble> {
        for made in year_files(self.size, self.people, school_year)? {
            self.take(made, day(school_year + 1, 6, 25)).await?;
        }
        Ok(())
    }

    /// What a school has when the first quarter is over: the register and the sheets with one quarter.
    pub(super) async fn first_quarter(&self, school_year: i64) -> Result<(), Trouble> {
        self.take(files::students(self.people, school_year).map_err(unmade)?, day(school_year, 9, 2)).await?;
        for book in books(self.size, self.people, school_year).iter().filter(|book| book.terms() == 4) {
            let made = forms::class_year_sheet(self.people, &book.after_first_term()).map_err(unmade)?;
            self.take(made, day(school_year, 11, 5)).await?;
        }
        Ok(())
    }

    async fn take(&self, made: MadeFile, on: NaiveDate) -> Result<(), Trouble> {
        self.bar.set_message(made.name.clone());
        let (_, today) = clock::now();
        let options = Options { school_year: Some(made.school_year), create_missing: true, today };
        let given = Given::Memory { name: &made.name, bytes: &made.bytes };
        let begin = || begin_on(self.store, on, demo());
        let fate = import::apply(begin, &given, (&options, &KeptMappings::default())).await?;
        self.bar.inc(1);
        match fate {
            Fate::Refused(why) => Err(unmade(format!("{}: {why}", made.name))),
            Fate::Seen(_) | Fate::Applied(_) | Fate::Waiting(_) => Ok(()),
        }
    }
}

/// The gradebooks of the classes of a school year.
fn books(size: &Size, people: &People, school_year: i64) -> Vec<Book> {
    let own = (0..people.classes.len()).filter(|at| people.classes[*at].school_year == school_year);
    own.map(|at| marks::book(size, people, at)).filter(|book| !book.records.is_empty()).collect()
}

/// The files of one school year in the order in which a school loads them.
pub(super) fn year_files(size: &Size, people: &People, school_year: i64) -> Result<Vec<MadeFile>, Trouble> {
    let books = books(size, people, school_year);
    let mut made =
        vec![files::students(people, school_year).map_err(unmade)?, files::journal(people, &books, school_year)];
    for book in &books {
        made.push(match book.terms() {
            4 => forms::class_year_sheet(people, book).map_err(unmade)?,
            _ => files::marks(people, book),
        });
    }
    for (place, paper) in (40..).zip(papers::papers(size, people, &books, school_year)) {
        made.push(forms::individual_results(&paper, place * 1000).map_err(unmade)?);
    }
    let exams = papers::exams(size, people, &books, school_year);
    for file in files::exams(people, &exams, school_year) {
        made.push(file.map_err(unmade)?);
    }
    made.push(files::achievements(size, people, school_year));
    Ok(made)
}

pub(super) fn unmade(cause: impl std::fmt::Display) -> Trouble {
    Trouble::failure(labels::demo_file(&cause.to_string()))
}

/// What schools enter by hand: homeroom teachers, kinds of classes, associations, conditions.
pub(super) async fn by_hand(story: &Story<'_>, people: &People) -> Result<(), Trouble> {
    let size = story.size;
    let mut change = story.on(day(size.newest, 9, 3), story.deputy()).await?;
    let known = staff(&mut change).await?;
    let id_of = |place: usize| {
        let name = people.staff[place].name.full();
        known.iter().find(|member| member.name().full() == name).map(|member| member.id)
    };
    for school_year in size.years() {
        for mut class in class_groups(&mut change, school_year).await? {
            let made = people.classes.iter().find(|made| made.school_year == school_year && made.name() == class.name);
            class.homeroom_staff_id = made.and_then(|made| id_of(made.homeroom));
            class.is_profile = class.year_group > 9;
            class.is_advanced = class.year_group == 8 && class.letter == "Б";
            save_class(&mut change, &class).await?;
        }
    }
    associations(&mut change, people, &id_of).await?;
    super::queries::conditions(&mut change, size).await?;
    let subject = Artefact { kind: "school_year", id: size.newest };
    change.commit(&Shown { subject, sentence: labels::DEMO_BY_HAND }).await?;
    Ok(())
}

const ASSOCIATIONS: [(&str, &str, &[&str]); 3] = [
    (
        "ШМО учителей русского языка и литературы",
        "Учитель русского языка и литературы",
        &["Русский язык", "Литература"],
    ),
    (
        "ШМО учителей математики и информатики",
        "Учитель математики",
        &["Математика", "Алгебра", "Геометрия", "Информатика"],
    ),
    ("ШМО учителей естественных наук", "Учитель биологии", &["Биология", "Химия", "Физика", "География"]),
];

async fn associations(
    change: &mut Change,
    people: &People,
    id_of: &impl Fn(usize) -> Option<i64>,
) -> Result<(), Trouble> {
    let known = subjects(change).await?;
    for (name, position, names) in ASSOCIATIONS {
        let head = people.staff.iter().position(|member| member.position == position).and_then(id_of);
        let of_subjects: Vec<i64> =
            known.iter().filter(|subject| names.contains(&subject.name.as_str())).map(|subject| subject.id).collect();
        save_association(change, &Association { id: 0, name: name.to_owned(), head_staff_id: head }, &of_subjects)
            .await?;
    }
    Ok(())
}
