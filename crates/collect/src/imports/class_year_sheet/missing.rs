//! Subjects that have marks for terms and none for the year.

use std::collections::{BTreeMap, HashSet};

use school::ru;

use crate::imports::dirt;
use crate::imports::finding::{Findings, Place, Severity};

/// Subjects by class and key.
pub(super) type Subjects = BTreeMap<(String, String), SubjectMarks>;

/// Who has marks in a subject.
#[derive(Default)]
pub(super) struct SubjectMarks {
    pub(super) name: String,
    pub(super) has_year_mark: bool,
    /// students with marks for terms only, and where
    pub(super) without: Vec<(String, Place)>,
}

/// A subject without marks for the year, when the class has such marks at all.
pub(super) fn tell_missing_year_marks(subjects: &Subjects, findings: &mut Findings) {
    let classes: HashSet<&String> =
        subjects.iter().filter(|(_, marks)| marks.has_year_mark).map(|((class, _), _)| class).collect();
    let without = subjects.iter().filter(|((class, _), marks)| classes.contains(class) && !marks.without.is_empty());
    for (_, marks) in without {
        let (_, first) = &marks.without[0];
        if !marks.has_year_mark {
            let count = i64::try_from(marks.without.len()).unwrap_or(i64::MAX);
            let students = ru::counted(count, "ученик", "ученика", "учеников");
            let message = dirt::no_year_marks(&marks.name, &students);
            findings.say(Severity::Warning, "year_marks_missing", first.clone(), &marks.name, message);
            continue;
        }
        for (student, place) in &marks.without {
            let message = dirt::no_year_mark(&marks.name, student);
            findings.say(Severity::Note, "year_mark_missing", place.clone(), &marks.name, message);
        }
    }
}
