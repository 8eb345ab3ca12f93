//! Turns names in a file into ids of the school, asking where a name is not exactly known.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use roster::classes::queries::{ClassGroup, new_class};
use roster::setup::usual_year;
use school::ClassName;
use store::new_id;

use super::cell::heading_key;
use super::finding::{Answer, Decisions, Discrepancy, Findings, Place, Question, Severity};
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

    /// The school's name from the file, for an empty database; the name of another school is told.
    pub(crate) fn school(&mut self, name: Option<&str>, place: &Place) {
        if let (Some(known), Some(name)) = (&self.world.school, name)
            && are_different_schools(&known.name, name)
        {
            let message = labels::other_school(name, &known.name);
            self.warn("other_school", place, name, message);
        }
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

    /// Whether a class is a first one, where no marks are given («безотметочное обучение»).
    pub(crate) fn is_first_grade(&self, class_id: i64) -> bool {
        self.world.classes.iter().any(|class| class.id == class_id && class.year_group == 1)
    }

    /// Tells of marks in first classes.
    pub(crate) fn tell_first_grade(&mut self, class_id: i64, place: Place, times: u64) {
        let class = self.world.classes.iter().find(|class| class.id == class_id);
        let name = class.map_or("", |class| class.name.as_str());
        self.findings.tell(Discrepancy {
            severity: Severity::Warning,
            code: "first_grade_marks".to_owned(),
            place,
            text: None,
            message: labels::first_grade(name),
            times,
        });
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

/// Whether two names are of different schools. Full and short names of one school share their number and the words that
/// tell it from others; words that most schools have tell nothing.
fn are_different_schools(known: &str, written: &str) -> bool {
    const COMMON: [&str; 11] = [
        "муницип",
        "государ",
        "бюджет",
        "автоном",
        "казен",
        "образоват",
        "общеобраз",
        "учрежд",
        "средн",
        "школ",
        "основн",
    ];
    let words = |name: &str| -> HashSet<String> {
        let key = heading_key(name);
        let is_telling = |word: &&str| {
            let is_number = word.bytes().all(|b| b.is_ascii_digit());
            let is_abbreviation = word.chars().count() < 5;
            is_number || !is_abbreviation && !COMMON.iter().any(|common| word.starts_with(common))
        };
        key.split(' ').filter(is_telling).map(str::to_owned).collect()
    };
    let (known, written) = (words(known), words(written));
    !known.is_subset(&written) && !written.is_subset(&known)
}

/// The text with single spaces.
pub(crate) fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schools_are_told_apart_by_their_numbers_and_names() {
        let full = "Муниципальное бюджетное общеобразовательное учреждение \"Средняя общеобразовательная школа № 1\"";
        for (known, written, different) in [
            (full, "МБОУ СОШ № 1", false),
            (full, full, false),
            (full, "МБОУ СОШ № 2", true),
            ("МБОУ СОШ № 1 г. Новосибирска", full, false),
            ("Гимназия «Надежда»", "Лицей «Восток»", true),
            ("Школа", "МБОУ СОШ № 2", false),
        ] {
            assert_eq!(are_different_schools(known, written), different, "{known} / {written}");
        }
    }
}
