//! Turns names in a file into ids of the school, asking where a name is not exactly known.

use std::collections::HashMap;

use chrono::NaiveDate;
use roster::classes::queries::{ClassGroup, new_class};
use roster::setup::usual_year;
use school::ClassName;
use store::new_id;

use super::finding::{Answer, Decisions, Findings, Place, Question, Severity};
use super::labels;
use super::made::Made;
use super::queries::Spelling;
use super::world::World;

mod people;
mod subjects;

/// What a written name stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Found<T> {
    /// This one.
    Id(T),
    /// The question with this key is open: the rows wait.
    Waiting(String),
    /// Left out: unreadable, or a person has said so.
    Out,
}

impl<T> Found<T> {
    pub(crate) fn id(self) -> Option<T> {
        match self {
            Found::Id(id) => Some(id),
            Found::Waiting(_) | Found::Out => None,
        }
    }
}

/// Names of a file on one side, the school on the other.
pub(crate) struct Resolver<'a> {
    pub(crate) world: World,
    /// whatever is missing may be made
    pub(crate) create_missing: bool,
    /// people may be made: always so when the file is a list of people
    pub(crate) create_people: bool,
    pub(crate) decisions: &'a Decisions,
    pub(crate) findings: Findings,
    pub(crate) made: Made,
    classes: HashMap<String, Found<usize>>,
    subjects: HashMap<String, Found<i64>>,
    students: HashMap<Spelling, Found<i64>>,
    staff: HashMap<String, Found<i64>>,
}

impl<'a> Resolver<'a> {
    pub(crate) fn new(world: World, create_missing: bool, decisions: &'a Decisions) -> Self {
        Self {
            world,
            create_missing,
            create_people: create_missing,
            decisions,
            findings: Findings::default(),
            made: Made::default(),
            classes: HashMap::new(),
            subjects: HashMap::new(),
            students: HashMap::new(),
            staff: HashMap::new(),
        }
    }

    /// Sees to it that the school year is there, or asks. Everything else waits for it.
    pub(crate) fn year(&mut self, place: &Place) -> bool {
        if self.world.dates.is_some() || self.made.year.is_some() {
            return true;
        }
        let year = self.world.year;
        let question = labels::unknown_year(year, place);
        let agreed = self.create_missing || self.findings.ask(self.decisions, question) == Some(Answer::Create);
        if agreed {
            self.made.year = Some(year);
        }
        agreed
    }

    /// The first day of the year: since when those are enrolled who come with a file.
    pub(crate) fn year_starts_on(&self) -> NaiveDate {
        self.world.dates.map_or_else(|| usual_year(self.world.year).0, |dates| dates.starts_on)
    }

    /// The school's name from the file, for an empty database.
    pub(crate) fn school(&mut self, name: Option<&str>) {
        if self.world.school.is_none() && self.made.school.is_none() && self.create_missing {
            self.made.school = Some(roster::setup::queries::School {
                id: new_id(),
                name: name.unwrap_or(labels::NAMELESS_SCHOOL).to_owned(),
                ..Default::default()
            });
        }
    }

    /// The class of a written name, as a position in the list of classes.
    pub(crate) fn class(&mut self, written: &str, place: &Place) -> Found<usize> {
        if let Some(found) = self.classes.get(written) {
            if let Found::Waiting(key) = found {
                self.findings.ask_again(key, 1);
            }
            return found.clone();
        }
        let found = self.find_class(written, place);
        self.classes.insert(written.to_owned(), found.clone());
        found
    }

    fn find_class(&mut self, written: &str, place: &Place) -> Found<usize> {
        let Some(name) = self.read_class(written, place) else {
            return Found::Out;
        };
        let shown = name.to_string();
        let known = |world: &World, wanted: &dyn Fn(&ClassGroup) -> bool| world.classes.iter().position(wanted);
        if let Some(at) = known(&self.world, &|class| class.name == shown) {
            return Found::Id(at);
        }
        if self.create_missing {
            return Found::Id(self.make_class(&name));
        }
        let question = labels::unknown_class(&name, &self.world.classes, place);
        let key = question.key.clone();
        match self.findings.ask(self.decisions, question) {
            Some(Answer::Create) => Found::Id(self.make_class(&name)),
            Some(Answer::Use(id)) => known(&self.world, &|class| class.id == id).map_or(Found::Out, Found::Id),
            Some(_) => Found::Out,
            None => Found::Waiting(key),
        }
    }

    /// The name as it is to be understood; what had to be read through is told.
    fn read_class(&mut self, written: &str, place: &Place) -> Option<ClassName> {
        match ClassName::read(written) {
            Ok(reading) => {
                if let Some(repaired) = reading.repaired {
                    self.findings.say(
                        Severity::Warning,
                        "class_spelling",
                        place.clone(),
                        written,
                        labels::class_spelling(&repaired),
                    );
                }
                Some(reading.value)
            }
            Err(refusal) => {
                let message = refusal.to_string();
                self.findings.say(Severity::Error, "class_unreadable", place.clone(), written, message);
                None
            }
        }
    }

    fn make_class(&mut self, name: &ClassName) -> usize {
        let class = new_class(self.world.year.0, name);
        self.made.classes.push(class.clone());
        self.world.classes.push(class);
        self.world.classes.len() - 1
    }

    pub(crate) fn warn(&mut self, code: &str, place: &Place, text: &str, message: String) {
        self.findings.say(Severity::Warning, code, place.clone(), text, message);
    }

    pub(crate) fn error(&mut self, code: &str, place: &Place, text: &str, message: String) {
        self.findings.say(Severity::Error, code, place.clone(), text, message);
    }

    pub(crate) fn ask(&mut self, question: Question) -> Option<Answer> {
        self.findings.ask(self.decisions, question)
    }
}

/// The text with single spaces.
pub(crate) fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
