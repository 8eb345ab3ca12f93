//! Marks that the school has and a file of the whole class has no longer: they stay, and that is told.

use std::collections::{BTreeMap, HashMap, HashSet};

use school::Term;

use super::Key;
use super::queries::PeriodMark;
use crate::imports::finding::{Discrepancy, Place, Severity};
use crate::imports::labels;
use crate::imports::preview::Tally;
use crate::imports::resolver::Resolver;

/// Whose values of the file could not be compared: of them nothing is said.
#[derive(Debug, Default)]
pub(super) struct Unsettled {
    pub(super) everybody: bool,
    pub(super) classes: HashSet<i64>,
    pub(super) students: HashSet<i64>,
}

impl Unsettled {
    fn has(&self, mark: &PeriodMark) -> bool {
        self.everybody || self.classes.contains(&mark.class_group_id) || self.students.contains(&mark.student_id)
    }
}

/// What a file of whole classes says, as far as it is understood.
#[derive(Debug, Default)]
pub(super) struct Mentioned {
    pub(super) keys: HashSet<Key>,
    pub(super) students: HashSet<i64>,
    pub(super) classes: HashSet<i64>,
    pub(super) unsettled: Unsettled,
}

/// Tells of marks of the file's classes that the file does not have: each by itself, or all of a student whom it does not
/// have either.
pub(super) fn tell(
    resolver: &mut Resolver<'_>,
    known: &HashMap<Key, PeriodMark>,
    mentioned: &Mentioned,
    sheet: &str,
    tally: &mut Tally,
) {
    let gone = known.iter().filter(|(key, mark)| {
        mentioned.classes.contains(&mark.class_group_id)
            && !mentioned.keys.contains(*key)
            && !mentioned.unsettled.has(mark)
    });
    let mut of_students = BTreeMap::<i64, u64>::new();
    let mut told = Vec::new();
    for (_, mark) in gone {
        tally.gone += 1;
        if mentioned.students.contains(&mark.student_id) {
            let term = Term::from_code(&mark.term).unwrap_or(Term::Year);
            let what = labels::period_mark(resolver, mark.student_id, mark.subject_id, term);
            told.push(("mark_gone", mark.shown(), labels::mark_gone(&what, &mark.shown()), 1));
        } else {
            *of_students.entry(mark.student_id).or_default() += 1;
        }
    }
    told.extend(of_students.into_iter().map(|(student, times)| {
        let name = resolver.student_name(student);
        ("student_gone", name.clone(), labels::student_gone(&name, times), times)
    }));
    told.sort_by(|one, two| one.2.cmp(&two.2));
    for (code, text, message, times) in told {
        resolver.findings.tell(Discrepancy {
            severity: Severity::Warning,
            code: code.to_owned(),
            place: Place::sheet(sheet),
            text: Some(text),
            message,
            times,
        });
    }
}
