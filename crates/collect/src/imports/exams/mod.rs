//! Results of state final examinations («ОГЭ», «ЕГЭ»), one per student, subject and variant.

use std::collections::HashMap;

use chrono::NaiveDate;
use ledger::Change;
use store::{Reads, Result, new_id};

use self::queries::ExamResult;
use super::finding::{NamesAt, Place};
use super::labels;
use super::made::{Trail, Used};
use super::preview::{Outcome, Tally};
use super::resolver::Resolver;

pub(crate) mod queries;

/// A result as a file has it.
#[derive(Debug, Clone)]
pub(crate) struct WrittenExam {
    pub(crate) place: Place,
    pub(crate) names_at: NamesAt,
    pub(crate) student: String,
    pub(crate) class: String,
    pub(crate) subject: String,
    /// `` for most, `base` and `profile` for mathematics
    pub(crate) variant: &'static str,
    pub(crate) primary_score: Option<i64>,
    pub(crate) score: Option<i64>,
    pub(crate) mark: Option<i64>,
    pub(crate) passed: Option<bool>,
    pub(crate) held_on: Option<NaiveDate>,
}

/// What is to be written.
#[derive(Debug, Default)]
pub(crate) struct ExamsPlan {
    created: Vec<ExamResult>,
    changed: Vec<(ExamResult, ExamResult)>,
}

type Key = (i64, String, i64);

fn key(result: &ExamResult) -> Key {
    (result.subject_id, result.variant.clone(), result.student_id)
}

/// Compares the results of a file with those that are there.
pub(crate) async fn plan(
    db: &mut impl Reads,
    resolver: &mut Resolver<'_>,
    exam: &'static str,
    written: Vec<WrittenExam>,
    tally: &mut Tally,
) -> Result<ExamsPlan> {
    let year = resolver.world.year.0;
    let known = queries::results(db, year, exam).await?;
    let known: HashMap<Key, ExamResult> = known.into_iter().map(|result| (key(&result), result)).collect();
    let mut seen: HashMap<Key, Place> = HashMap::new();
    let mut plan = ExamsPlan::default();
    for one in written {
        let place = one.place.clone();
        let Some(row) = resolve(resolver, exam, one, tally) else {
            continue;
        };
        let what = labels::exam_result(resolver, &row);
        if let Some(first) = seen.get(&key(&row)) {
            let message = labels::second_result(&what, &first.address());
            resolver.error("second_result", &place, "", message);
            tally.left_out += 1;
            continue;
        }
        seen.insert(key(&row), place.clone());
        let before = known.get(&key(&row));
        plan.add(row, before, what, &place, tally);
    }
    Ok(plan)
}

fn resolve(
    resolver: &mut Resolver<'_>,
    exam: &'static str,
    written: WrittenExam,
    tally: &mut Tally,
) -> Option<ExamResult> {
    let place = &written.place;
    let (sheet, at) = (&place.sheet, written.names_at);
    let class = resolver.class_of((&written.student, place), (&written.class, &at.class.on(sheet)));
    let class = tally.settle(class)?;
    let student_id = tally.settle(resolver.student(&written.student, class, place))?;
    let subject_id = tally.settle(resolver.subject(&written.subject, &at.subject.on(sheet)))?;
    Some(ExamResult {
        id: new_id(),
        school_year: resolver.world.year.0,
        exam: exam.to_owned(),
        subject_id,
        variant: written.variant.to_owned(),
        student_id,
        class_group_id: resolver.world.classes[class].id,
        primary_score: written.primary_score,
        score: written.score,
        mark: written.mark,
        passed: written.passed,
        held_on: written.held_on,
        batch_id: None,
        sheet: written.place.sheet,
        source_row: written.place.row.map(i64::from),
    })
}

impl ExamsPlan {
    fn add(&mut self, row: ExamResult, known: Option<&ExamResult>, what: String, place: &Place, tally: &mut Tally) {
        let shown = labels::exam_shown(&row);
        match known {
            None => {
                tally.row(Outcome::Created, place, what, None, Some(shown));
                self.created.push(row);
            }
            Some(before) if before.says_the_same(&row) => {
                tally.row(Outcome::Unchanged, place, what, Some(shown.clone()), Some(shown));
            }
            Some(before) => {
                let was = labels::exam_shown(before);
                tally.row(Outcome::Changed, place, what, Some(was), Some(shown));
                let after = ExamResult { id: before.id, ..row };
                self.changed.push((before.clone(), after));
            }
        }
    }

    /// What the results that are written refer to.
    pub(crate) fn used(&self) -> Used {
        let mut used = Used::default();
        for one in self.created.iter().chain(self.changed.iter().map(|(_, after)| after)) {
            used.add(one.class_group_id, Some(one.student_id), one.subject_id);
        }
        used
    }

    pub(crate) async fn write(self, change: &mut Change, trail: &mut Trail) -> Result<()> {
        let batch_id = Some(trail.batch_id);
        let created = self.created.into_iter();
        let created = created.map(|row| ExamResult { batch_id, ..row }).collect();
        queries::insert(change, created).await?;
        for (before, after) in self.changed {
            trail.changed("exam_result", &before, before.batch_id);
            queries::update(change, &ExamResult { batch_id, ..after }).await?;
        }
        Ok(())
    }
}
