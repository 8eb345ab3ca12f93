//! What an import makes besides facts: the year, classes, subjects, people.

use std::collections::HashSet;

use ledger::Change;
use roster::classes::queries::{ClassGroup, Teaching, assign_teaching, insert_class};
use roster::setup::queries::{School, ensure_scheme, ensure_year, save_school};
use roster::staff::queries::{StaffMember, save_staff_member};
use roster::students::queries::{Enrolment, Student, enrol, save_student};
use roster::subjects::queries::{add_alias, insert_subject};
use school::SchoolYear;
use store::Result;

use super::queries::{Before, Spelling, remember_name};

/// A subject that is to be made.
#[derive(Debug, Clone)]
pub(crate) struct NewSubject {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) short_name: String,
    pub(crate) is_marked: bool,
}

/// Everything that is to be made before the facts are written.
#[derive(Debug, Default)]
pub(crate) struct Made {
    pub(crate) school: Option<School>,
    pub(crate) year: Option<SchoolYear>,
    pub(crate) classes: Vec<ClassGroup>,
    pub(crate) subjects: Vec<NewSubject>,
    /// further names of subjects, made or known
    pub(crate) aliases: Vec<(i64, String)>,
    pub(crate) students: Vec<Student>,
    pub(crate) stays: Vec<Enrolment>,
    pub(crate) staff: Vec<StaffMember>,
    pub(crate) teaching: Vec<Teaching>,
    pub(crate) names: Vec<(Spelling, i64)>,
}

/// What the facts that are written refer to.
#[derive(Debug, Default)]
pub(crate) struct Used {
    pub(crate) classes: HashSet<i64>,
    pub(crate) students: HashSet<i64>,
    pub(crate) subjects: HashSet<i64>,
    pub(crate) staff: HashSet<i64>,
}

impl Used {
    pub(crate) fn add(&mut self, class: i64, student: Option<i64>, subject: i64) {
        self.classes.insert(class);
        self.students.extend(student);
        self.subjects.insert(subject);
    }
}

/// Remembers what undoing an import has to put back.
#[derive(Debug)]
pub(crate) struct Trail {
    pub(crate) batch_id: i64,
    befores: Vec<Before>,
}

impl Trail {
    pub(crate) fn new(batch_id: i64) -> Self {
        Self { batch_id, befores: Vec::new() }
    }

    /// A row that this import made and that does not know its import itself.
    pub(crate) fn made(&mut self, target: &'static str, key: &serde_json::Value) {
        self.push(target, key.to_string(), None);
    }

    /// A row as it was before this import changed it.
    pub(crate) fn changed(&mut self, target: &'static str, before: &impl serde::Serialize, batch_before: Option<i64>) {
        let json = serde_json::to_string(before).expect("row structs have text keys only");
        self.push(target, json, batch_before);
    }

    fn push(&mut self, target: &'static str, before_json: String, before_batch_id: Option<i64>) {
        let ordinal = i64::try_from(self.befores.len()).unwrap_or(i64::MAX) + 1;
        self.befores.push(Before { ordinal, target: target.to_owned(), before_json, before_batch_id });
    }

    pub(crate) fn into_befores(self) -> Vec<Before> {
        self.befores
    }
}

impl Made {
    /// Forgets what only values need that wait or are left out.
    pub(crate) fn keep_used(&mut self, used: &Used) {
        let known = |made: &[i64], used: &HashSet<i64>, id: i64| !made.contains(&id) || used.contains(&id);
        let students: Vec<i64> = self.students.iter().map(|student| student.id).collect();
        let subjects: Vec<i64> = self.subjects.iter().map(|subject| subject.id).collect();
        let classes: Vec<i64> = self.classes.iter().map(|class| class.id).collect();
        self.stays.retain(|stay| used.students.contains(&stay.student_id));
        self.teaching
            .retain(|one| used.classes.contains(&one.class_group_id) && used.subjects.contains(&one.subject_id));
        self.aliases.retain(|(subject, _)| known(&subjects, &used.subjects, *subject));
        self.names.retain(|(_, person)| known(&students, &used.students, *person));
        self.students.retain(|student| used.students.contains(&student.id));
        self.subjects.retain(|subject| used.subjects.contains(&subject.id));
        self.staff.retain(|member| used.staff.contains(&member.id));
        let of_stays: HashSet<i64> = self.stays.iter().map(|stay| stay.class_group_id).collect();
        let is_used = |id: &i64| used.classes.contains(id) || of_stays.contains(id);
        self.names
            .retain(|(spelling, _)| !classes.contains(&spelling.class_group_id) || is_used(&spelling.class_group_id));
        self.classes.retain(|class| is_used(&class.id));
    }

    /// What a list of people refers to: everybody it makes, and their classes.
    pub(crate) fn of_list(&self) -> Used {
        let mut used = Used::default();
        used.students.extend(self.stays.iter().map(|stay| stay.student_id));
        used.students.extend(self.students.iter().map(|student| student.id));
        used
    }

    /// Whether nothing is made at all.
    pub(crate) fn is_nothing(&self) -> bool {
        self.classes.is_empty() && self.subjects.is_empty() && self.is_empty_frame()
    }

    /// Whether nothing is made in which facts would stand; the year and the school are then of no use either.
    pub(crate) fn is_empty_frame(&self) -> bool {
        self.stays.is_empty() && self.teaching.is_empty() && self.students.is_empty() && self.staff.is_empty()
    }

    pub(crate) async fn write(&self, change: &mut Change, trail: &mut Trail) -> Result<()> {
        let made = |id: i64| serde_json::json!({ "made": id });
        if let Some(school) = &self.school {
            let id = save_school(change, school).await?;
            trail.made("school", &made(id));
        }
        if let Some(year) = self.year
            && ensure_year(change, year).await?
        {
            trail.made("school_year", &made(year.0));
        }
        for class in &self.classes {
            ensure_scheme(change, SchoolYear(class.school_year), class.scheme()).await?;
            insert_class(change, class).await?;
            trail.made("class_group", &made(class.id));
        }
        for subject in &self.subjects {
            let (name, short_name) = (&subject.name, &subject.short_name);
            insert_subject(change, subject.id, name, short_name, subject.is_marked).await?;
            trail.made("subject", &made(subject.id));
        }
        for (subject_id, alias) in &self.aliases {
            if add_alias(change, *subject_id, alias).await? {
                let key = school::name_key(alias);
                trail.made("subject_alias", &serde_json::json!({ "made": key }));
            }
        }
        self.write_people(change, trail.batch_id).await
    }

    async fn write_people(&self, change: &mut Change, batch_id: i64) -> Result<()> {
        let batch = Some(batch_id);
        for student in &self.students {
            let batch_id = batch;
            save_student(change, &Student { batch_id, ..student.clone() }).await?;
        }
        for stay in &self.stays {
            let batch_id = batch;
            enrol(change, &Enrolment { batch_id, ..*stay }).await?;
        }
        for member in &self.staff {
            let batch_id = batch;
            save_staff_member(change, &StaffMember { batch_id, ..member.clone() }).await?;
        }
        for teaching in &self.teaching {
            assign_teaching(change, *teaching, batch).await?;
        }
        for (spelling, person_id) in &self.names {
            remember_name(change, spelling, *person_id, batch_id).await?;
        }
        Ok(())
    }
}
