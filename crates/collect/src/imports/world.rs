//! What the school already knows when a file arrives: classes, subjects, people, earlier decisions.

use std::collections::{BTreeSet, HashMap};

use roster::classes::queries::{ClassGroup, class_groups, teaching};
use roster::setup::TermDates;
use roster::setup::queries::{School, YearDates, school, terms, year_dates};
use roster::staff::queries::{StaffMember, staff};
use roster::students::queries::{Stay, Student, stays, students};
use roster::subjects::SubjectIndex;
use roster::subjects::queries::{Subject, aliases, subjects};
use school::SchoolYear;
use store::{Reads, Result};

use super::matching::Known;
use super::queries::{Spelling, name_decisions};

/// The school as an import into one school year sees it.
pub(crate) struct World {
    pub(crate) year: SchoolYear,
    pub(crate) dates: Option<YearDates>,
    pub(crate) school: Option<School>,
    pub(crate) terms: Vec<TermDates>,
    pub(crate) classes: Vec<ClassGroup>,
    pub(crate) subjects: Vec<Subject>,
    pub(crate) index: SubjectIndex,
    pub(crate) students: HashMap<i64, Student>,
    /// all stays of a student, the earliest first
    pub(crate) stays: HashMap<i64, Vec<Stay>>,
    /// who is or was in a class of this year
    pub(crate) rolls: HashMap<i64, Vec<Known>>,
    /// everybody, for looking beyond the class
    pub(crate) everybody: Vec<Known>,
    pub(crate) staff: Vec<StaffMember>,
    pub(crate) staff_names: Vec<Known>,
    /// who teaches what to whom: staff, class, subject
    pub(crate) teaching: BTreeSet<(i64, i64, i64)>,
    /// what people have decided about names before
    pub(crate) remembered: HashMap<Spelling, i64>,
}

impl World {
    pub(crate) async fn load(db: &mut impl Reads, year: SchoolYear) -> Result<Self> {
        let students = students(db).await?;
        let everybody: Vec<Known> = students.iter().map(|student| Known::new(student.id, student.name())).collect();
        let names: HashMap<i64, &Known> = everybody.iter().map(|known| (known.id, known)).collect();
        let (mut of_student, mut rolls) = (HashMap::<_, Vec<Stay>>::new(), HashMap::new());
        for stay in stays(db).await? {
            if stay.school_year == year.0
                && let Some(known) = names.get(&stay.student_id)
            {
                let roll: &mut Vec<Known> = rolls.entry(stay.class_group_id).or_default();
                if roll.iter().all(|other| other.id != known.id) {
                    roll.push((*known).clone());
                }
            }
            of_student.entry(stay.student_id).or_default().push(stay);
        }
        let subjects = subjects(db).await?;
        let index = SubjectIndex::new(&subjects, &aliases(db).await?);
        let staff = staff(db).await?;
        let staff_names = staff.iter().map(|member| Known::new(member.id, member.name())).collect();
        Ok(Self {
            year,
            dates: year_dates(db, year.0).await?,
            school: school(db).await?,
            terms: terms(db, year.0).await?,
            classes: class_groups(db, year.0).await?,
            subjects,
            index,
            stays: of_student,
            rolls,
            students: students.into_iter().map(|student| (student.id, student)).collect(),
            everybody,
            staff,
            staff_names,
            teaching: teaching(db, year.0)
                .await?
                .into_iter()
                .map(|one| (one.staff_id, one.class_group_id, one.subject_id))
                .collect(),
            remembered: name_decisions(db).await?,
        })
    }

    /// How a student is named in a question: «Белов Глеб Иванович, 8А, 2024/25, р. 02.11.2010».
    pub(crate) fn describe_student(&self, id: i64) -> String {
        let Some(student) = self.students.get(&id) else {
            return "новый ученик из этого файла".to_owned();
        };
        let mut text = student.name().full();
        if let Some(stay) = self.stays.get(&id).and_then(|stays| stays.last()) {
            let year = SchoolYear(stay.school_year).short();
            text.push_str(&format!(", {}, {year}", stay.class_name));
        }
        if let Some(born) = student.birth_on {
            text.push_str(&format!(", р. {}", school::ru::date_short(born)));
        }
        if !self.stays.contains_key(&id) {
            text.push_str(" (новый ученик из этого файла)");
        }
        text
    }

    pub(crate) fn subject_name(&self, id: i64) -> &str {
        self.subjects.iter().find(|subject| subject.id == id).map_or("", |subject| subject.name.as_str())
    }
}
