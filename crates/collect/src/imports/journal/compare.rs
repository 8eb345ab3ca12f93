use std::collections::HashMap;
use std::ops::Range;

use store::{Reads, Result};

use super::JournalPlan;
use super::queries::{JournalMark, marks_of_student};
use super::reading::Fate;
use crate::imports::finding::Answer;
use crate::imports::labels;
use crate::imports::preview::{Outcome, Tally};
use crate::imports::resolver::Resolver;

/// Compares the marks of a file, student by student, with those that are there.
pub(crate) struct Comparison<'c, 'd> {
    resolver: &'c mut Resolver<'d>,
    plan: &'c mut JournalPlan,
    tally: &'c mut Tally,
}

impl<'c, 'd> Comparison<'c, 'd> {
    pub(crate) fn new(resolver: &'c mut Resolver<'d>, plan: &'c mut JournalPlan, tally: &'c mut Tally) -> Self {
        Self { resolver, plan, tally }
    }

    pub(crate) async fn run(mut self, db: &mut impl Reads) -> Result<()> {
        let mut from = 0;
        while from < self.plan.marks.len() {
            let until = self.end_of_run(from, |plan, one, two| {
                plan.names.student(&plan.marks[one]) == plan.names.student(&plan.marks[two])
            });
            let student = self.plan.names.student(&self.plan.marks[from]);
            let known = marks_of_student(db, self.plan.names.year, student).await?;
            if !known.is_empty() {
                self.student(from..until, known);
            }
            from = until;
        }
        Ok(())
    }

    fn end_of_run(&self, from: usize, same: impl Fn(&JournalPlan, usize, usize) -> bool) -> usize {
        let mut until = from + 1;
        while until < self.plan.marks.len() && same(self.plan, from, until) {
            until += 1;
        }
        until
    }

    fn student(&mut self, run: Range<usize>, known: Vec<JournalMark>) {
        let mut by_place: HashMap<_, Vec<JournalMark>> = HashMap::new();
        for mark in known {
            by_place.entry((mark.subject_id, mark.given_on)).or_default().push(mark);
        }
        let mut from = run.start;
        while from < run.end {
            let until = self
                .end_of_run(from, |plan, one, two| super::same_place(&plan.names, &plan.marks[one], &plan.marks[two]));
            let first = self.plan.names.row(&self.plan.marks[from], None);
            if let Some(there) = by_place.remove(&(first.subject_id, first.given_on)) {
                self.day(from..until, there);
            }
            from = until;
        }
    }

    /// The marks of one student, subject and day. Equal ones are found whatever their order; of the rest the file's
    /// replace those there, and more marks than there were are new.
    fn day(&mut self, run: Range<usize>, mut there: Vec<JournalMark>) {
        let mut last_ordinal = there.iter().map(|mark| mark.ordinal).max().unwrap_or(0);
        let mut different = Vec::new();
        for at in run {
            let row = self.plan.names.row(&self.plan.marks[at], None);
            match there.iter().position(|known| says_the_same(known, &row)) {
                Some(found) => {
                    there.remove(found);
                    self.plan.marks[at].fate = Fate::Unchanged;
                    self.tally.count(Outcome::Unchanged);
                }
                None => different.push(at),
            }
        }
        let mut there = there.into_iter();
        for at in different {
            match there.next() {
                Some(before) => self.differs(at, before),
                None => {
                    last_ordinal += 1;
                    self.plan.marks[at].ordinal = u16::try_from(last_ordinal).unwrap_or(u16::MAX);
                }
            }
        }
    }

    fn differs(&mut self, at: usize, before: JournalMark) {
        let place = self.plan.names.mark_at(&self.plan.marks[at]);
        let mut after = self.plan.names.row(&self.plan.marks[at], None);
        after.ordinal = before.ordinal;
        after.teacher_id = after.teacher_id.or(before.teacher_id);
        let what = labels::journal_mark(self.resolver, &after);
        if before.batch_id.is_none() {
            let (was, becomes) = (before.mark.to_string(), after.mark.to_string());
            let question = labels::corrected_by_hand(&place, &what, &was, &becomes);
            match self.resolver.ask(question) {
                Some(Answer::Take) => {}
                answer => {
                    let kept = answer.is_some();
                    self.plan.marks[at].fate = if kept { Fate::Unchanged } else { Fate::Waiting };
                    if kept {
                        self.tally.count(Outcome::Unchanged);
                    } else {
                        self.tally.waiting += 1;
                    }
                    return;
                }
            }
        }
        self.plan.marks[at].fate = Fate::Changed;
        let (was, becomes) = (labels::weighed(&before), labels::weighed(&after));
        self.tally.row(Outcome::Changed, &place, what, Some(was), Some(becomes));
        self.plan.changed.push((before, after));
    }
}

/// Whether a mark that is there is the one of the file; a file without a teacher says nothing about the teacher.
fn says_the_same(known: &JournalMark, row: &JournalMark) -> bool {
    known.mark == row.mark
        && known.weight == row.weight
        && known.term == row.term
        && known.class_group_id == row.class_group_id
        && (row.teacher_id.is_none() || known.teacher_id == row.teacher_id)
}
