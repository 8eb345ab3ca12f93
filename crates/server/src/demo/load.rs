//! Putting the demo school into the database: the card of the school by hand, everything else from files.

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
use super::{SCHOOL_NAME, SCHOOL_SHORT_NAME, Size, forms, papers};
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

pub(super) async fn begin(store: &Store) -> store::Result<Change> {
    let (now, today) = clock::now();
    Change::begin(store, Actor::program(labels::DEMO), now, today).await
}

/// The school's card, its usual subjects and its principal.
pub(super) async fn found(store: &Store, people: &People, password: &str) -> Result<(), Trouble> {
    let principal = &people.staff[0].name;
    let mut change = begin(store).await?;
    let school = School {
        id: 0,
        name: SCHOOL_NAME.to_owned(),
        short_name: SCHOOL_SHORT_NAME.to_owned(),
        locality: LOCALITY.to_owned(),
        address: String::new(),
        phone: String::new(),
        email: String::new(),
        founder: FOUNDER.to_owned(),
        principal_name: principal.full(),
        okpo: String::new(),
    };
    let id = save_school(&mut change, &school).await?;
    install_usual(&mut change).await?;
    let applicant =
        access::Applicant { login: LOGIN.to_owned(), password: password.to_owned(), name: principal.full() };
    access::create_principal(&mut change, &applicant).await?;
    let subject = Artefact { kind: "school", id };
    change.commit(&Shown { subject, sentence: labels::DEMO_FOUNDED }).await?;
    Ok(())
}

/// All files of the school, imported one after another, the oldest year first.
pub(super) async fn import_all(store: &Store, size: &Size, people: &People, bar: &ProgressBar) -> Result<(), Trouble> {
    take(store, files::staff(size, people).map_err(unmade)?, bar).await?;
    for school_year in size.years() {
        for made in year_files(size, people, school_year)? {
            take(store, made, bar).await?;
        }
    }
    Ok(())
}

/// The files of one school year in the order in which a school loads them.
pub(super) fn year_files(size: &Size, people: &People, school_year: i64) -> Result<Vec<MadeFile>, Trouble> {
    let own = (0..people.classes.len()).filter(|at| people.classes[*at].school_year == school_year);
    let books: Vec<Book> =
        own.map(|at| marks::book(size, people, at)).filter(|book| !book.records.is_empty()).collect();
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

async fn take(store: &Store, made: MadeFile, bar: &ProgressBar) -> Result<(), Trouble> {
    bar.set_message(made.name.clone());
    let (_, today) = clock::now();
    let options = Options { school_year: Some(made.school_year), create_missing: true, today };
    let given = Given::Memory { name: &made.name, bytes: &made.bytes };
    let fate = import::apply(|| begin(store), &given, (&options, &KeptMappings::default())).await?;
    bar.inc(1);
    match fate {
        Fate::Refused(why) => Err(unmade(format!("{}: {why}", made.name))),
        Fate::Seen(_) | Fate::Applied(_) | Fate::Waiting(_) => Ok(()),
    }
}

/// What schools enter by hand: homeroom teachers, kinds of classes, associations, conditions.
pub(super) async fn by_hand(store: &Store, size: &Size, people: &People) -> Result<(), Trouble> {
    let mut change = begin(store).await?;
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
