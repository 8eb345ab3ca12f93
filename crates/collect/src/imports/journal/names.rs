use super::queries::JournalMark;
use super::reading::{Columns, NO_TEACHER, RawMark, Read, Written, date_of};
use super::terms::{DayTerm, TermTable};
use crate::imports::finding::{Place, Spot};
use crate::imports::resolver::{Found, Resolver};

/// What the names of the file stand for, by their positions.
pub(super) struct Names {
    pub(super) year: i64,
    pub(super) sheet: String,
    pub(super) columns: Columns,
    /// class of the school, by the position of the written class
    pub(super) classes: Vec<Option<usize>>,
    pub(super) class_ids: Vec<i64>,
    /// written class of a written student
    pub(super) class_of: Vec<usize>,
    pub(super) students: Vec<Option<i64>>,
    pub(super) subjects: Vec<Option<i64>>,
    pub(super) teachers: Vec<Option<i64>>,
    pub(super) table: TermTable,
}

impl Names {
    /// Resolves every name once.
    pub(super) fn resolve(resolver: &mut Resolver<'_>, read: &Read, sheet: &str) -> Self {
        let at = read.columns;
        let class_rows = read.classes.iter();
        let classes: Vec<Option<usize>> = class_rows
            .map(|class| {
                let place = Spot::new(class.row, at.class).on(sheet);
                resolver.class(&class.text, &place).id()
            })
            .collect();
        let students = read
            .students
            .iter()
            .map(|student| {
                let place = Spot::new(student.name.row, at.student).on(sheet);
                let class = classes[student.class]?;
                resolver.student(&student.name.text, class, &place).id()
            })
            .collect();
        let subject = |subject: &Written, resolver: &mut Resolver<'_>| {
            resolver.subject(&subject.text, &Spot::new(subject.row, at.subject).on(sheet)).id()
        };
        let subjects = read.subjects.iter().map(|name| subject(name, resolver)).collect();
        let teacher = |teacher: &Written, resolver: &mut Resolver<'_>| {
            let place = Spot::new(teacher.row, at.teacher.unwrap_or(0)).on(sheet);
            match resolver.staff(&teacher.text, &place) {
                Found::Id(id) => Some(id),
                // Marks do not wait for their teacher: they come in without one.
                Found::Waiting(_) | Found::Out => None,
            }
        };
        let teachers = read.teachers.iter().map(|name| teacher(name, resolver)).collect();
        Self {
            year: resolver.world.year.0,
            sheet: sheet.to_owned(),
            columns: at,
            class_ids: resolver.world.classes.iter().map(|class| class.id).collect(),
            table: TermTable::new(&resolver.world),
            classes,
            class_of: read.students.iter().map(|student| student.class).collect(),
            students,
            subjects,
            teachers,
        }
    }

    /// The cell of a mark.
    pub(super) fn mark_at(&self, mark: &RawMark) -> Place {
        Spot::new(mark.row, self.columns.mark).on(&self.sheet)
    }

    /// The cell of its day.
    pub(super) fn day_at(&self, mark: &RawMark) -> Place {
        Spot::new(mark.row, self.columns.given_on).on(&self.sheet)
    }

    pub(super) fn student(&self, mark: &RawMark) -> i64 {
        self.students[position(mark.student)].expect("marks without a student are out")
    }

    pub(super) fn subject(&self, mark: &RawMark) -> i64 {
        self.subjects[usize::from(mark.subject)].expect("marks without a subject are out")
    }

    pub(super) fn teacher(&self, mark: &RawMark) -> Option<i64> {
        if mark.teacher == NO_TEACHER {
            return None;
        }
        self.teachers[usize::from(mark.teacher)]
    }

    /// The position, in the school's list, of the class a mark is written in.
    pub(super) fn class(&self, mark: &RawMark) -> usize {
        self.classes[self.class_of[position(mark.student)]].expect("marks without a class are out")
    }

    pub(super) fn term(&self, mark: &RawMark) -> DayTerm {
        self.table.on(self.class(mark), mark.day)
    }

    pub(super) fn row(&self, mark: &RawMark, batch_id: Option<i64>) -> JournalMark {
        JournalMark {
            school_year: self.year,
            student_id: self.student(mark),
            subject_id: self.subject(mark),
            given_on: date_of(mark.day),
            ordinal: i64::from(mark.ordinal),
            class_group_id: self.class_ids[self.class(mark)],
            teacher_id: self.teacher(mark),
            term: self.term(mark).code(&self.table).to_owned(),
            mark: i64::from(mark.mark),
            weight: i64::from(mark.weight),
            batch_id,
            source_row: Some(i64::from(mark.row)),
        }
    }
}

pub(super) fn position(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
