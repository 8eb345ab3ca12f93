//! Marks for a term and for the year: what a file says against what is known.

use std::collections::HashMap;

use ledger::Change;
use school::{Mark, MarkEntry, Term};
use store::{Reads, Result};

use self::queries::{PeriodMark, marks_of_class};
use super::finding::{Answer, NamesAt, Place};
use super::labels;
use super::made::Trail;
use super::preview::{Outcome, Tally};
use super::resolver::Resolver;

pub(crate) mod queries;

/// A mark as a file has it.
#[derive(Debug, Clone)]
pub(crate) struct WrittenMark {
    pub(crate) place: Place,
    pub(crate) names_at: NamesAt,
    pub(crate) student: String,
    pub(crate) class: String,
    pub(crate) subject: String,
    pub(crate) term: Term,
    pub(crate) written: Written,
    pub(crate) shown_average: Option<String>,
}

/// What stands in the cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Written {
    /// A mark, «н/а» or «осв.».
    Entry(MarkEntry),
    /// Something that is none of these: a person says what it means. The parser has told the discrepancy.
    Odd(String),
}

/// A written mark whose names are resolved.
struct Resolved {
    place: Place,
    student_id: i64,
    class_group_id: i64,
    subject_id: i64,
    term: Term,
    written: Written,
    shown_average: Option<String>,
}

/// What is to be written.
#[derive(Debug, Default)]
pub(crate) struct MarksPlan {
    created: Vec<PeriodMark>,
    changed: Vec<(PeriodMark, PeriodMark)>,
}

type Key = (String, i64, i64);

fn key(mark: &PeriodMark) -> Key {
    (mark.term.clone(), mark.student_id, mark.subject_id)
}

/// Compares the marks of a file with those of the school.
pub(crate) async fn plan(
    db: &mut impl Reads,
    resolver: &mut Resolver<'_>,
    written: Vec<WrittenMark>,
    tally: &mut Tally,
) -> Result<MarksPlan> {
    let resolved: Vec<Resolved> = written.into_iter().filter_map(|mark| resolve(resolver, mark, tally)).collect();
    let known = known_marks(db, resolver, &resolved).await?;
    let mut plan = Planner { resolver, known, seen: HashMap::new(), tally, plan: MarksPlan::default() };
    for mark in resolved {
        plan.add(mark);
    }
    Ok(plan.plan)
}

fn resolve(resolver: &mut Resolver<'_>, mark: WrittenMark, tally: &mut Tally) -> Option<Resolved> {
    let (sheet, at) = (&mark.place.sheet, mark.names_at);
    let class = tally.settle(resolver.class(&mark.class, &at.class.on(sheet)))?;
    let student_id = tally.settle(resolver.student(&mark.student, class, &at.student.on(sheet)))?;
    let subject_id = tally.settle(resolver.subject(&mark.subject, &at.subject.on(sheet)))?;
    Some(Resolved {
        place: mark.place,
        student_id,
        class_group_id: resolver.world.classes[class].id,
        subject_id,
        term: mark.term,
        written: mark.written,
        shown_average: mark.shown_average,
    })
}

/// The marks that the school has for the classes these students are or were in.
async fn known_marks(
    db: &mut impl Reads,
    resolver: &Resolver<'_>,
    resolved: &[Resolved],
) -> Result<HashMap<Key, PeriodMark>> {
    let year = resolver.world.year.0;
    let mut classes: Vec<i64> = resolved.iter().map(|mark| mark.class_group_id).collect();
    classes.sort_unstable();
    classes.dedup();
    let moved = resolved
        .iter()
        .filter_map(|mark| resolver.world.stays.get(&mark.student_id))
        .flatten()
        .filter(|stay| stay.school_year == year)
        .map(|stay| stay.class_group_id);
    classes.extend(moved);
    classes.sort_unstable();
    classes.dedup();
    let mut known = HashMap::new();
    for class in classes {
        for mark in marks_of_class(db, year, class).await? {
            known.insert(key(&mark), mark);
        }
    }
    Ok(known)
}

struct Planner<'p, 'd> {
    resolver: &'p mut Resolver<'d>,
    known: HashMap<Key, PeriodMark>,
    /// marks of this file, to notice the same cell twice
    seen: HashMap<Key, (MarkEntry, Place)>,
    tally: &'p mut Tally,
    plan: MarksPlan,
}

impl Planner<'_, '_> {
    fn add(&mut self, mark: Resolved) {
        let what = labels::period_mark(self.resolver, mark.student_id, mark.subject_id, mark.term);
        let Some(entry) = self.entry(&mark, &what) else {
            return;
        };
        let row = PeriodMark {
            school_year: self.resolver.world.year.0,
            term: mark.term.code(),
            student_id: mark.student_id,
            subject_id: mark.subject_id,
            class_group_id: mark.class_group_id,
            mark: entry.mark().map(Mark::number),
            standing: entry.standing().to_owned(),
            shown_average: mark.shown_average,
            batch_id: None,
            sheet: mark.place.sheet.clone(),
            source_row: mark.place.row.map(i64::from),
        };
        if self.is_second(&row, entry, &mark.place, &what) {
            return;
        }
        match self.known.get(&key(&row)).cloned() {
            None => {
                self.tally.row(Outcome::Created, &mark.place, what, None, Some(entry.to_string()));
                self.plan.created.push(row);
            }
            Some(before) if before.says_the_same(&row) => {
                let shown = entry.to_string();
                self.tally.row(Outcome::Unchanged, &mark.place, what, Some(shown.clone()), Some(shown));
            }
            Some(before) => self.differs(before, row, entry, &mark.place, what),
        }
    }

    /// The entry of a cell; an odd cell has the one that a person has said.
    fn entry(&mut self, mark: &Resolved, what: &str) -> Option<MarkEntry> {
        let text = match &mark.written {
            Written::Entry(entry) => return Some(*entry),
            Written::Odd(text) => text,
        };
        match self.resolver.ask(labels::odd_mark(&mark.place, text, what)) {
            Some(Answer::Mark(number)) => Mark::from_number(number).map(MarkEntry::Marked),
            Some(Answer::NotAssessed) => Some(MarkEntry::NotAssessed),
            Some(Answer::Exempt) => Some(MarkEntry::Exempt),
            Some(_) => {
                self.tally.left_out += 1;
                None
            }
            None => {
                self.tally.waiting += 1;
                None
            }
        }
    }

    /// Whether the file has said this already, the same or otherwise.
    fn is_second(&mut self, row: &PeriodMark, entry: MarkEntry, place: &Place, what: &str) -> bool {
        let Some((first, first_place)) = self.seen.get(&key(row)) else {
            self.seen.insert(key(row), (entry, place.clone()));
            return false;
        };
        let message = labels::twice(what, *first, entry, &first_place.address());
        if *first == entry {
            self.resolver.warn("repeated", place, &entry.to_string(), message);
        } else {
            self.resolver.error("contradicts", place, &entry.to_string(), message);
        }
        self.tally.left_out += 1;
        true
    }

    fn differs(&mut self, before: PeriodMark, row: PeriodMark, entry: MarkEntry, place: &Place, what: String) {
        let was = before.shown();
        if before.batch_id.is_none() {
            let question = labels::corrected_by_hand(place, &what, &was, &entry.to_string());
            match self.resolver.ask(question) {
                Some(Answer::Take) => {}
                Some(_) => {
                    self.tally.row(Outcome::Unchanged, place, what, Some(was.clone()), Some(was));
                    return;
                }
                None => {
                    self.tally.waiting += 1;
                    return;
                }
            }
        }
        self.tally.row(Outcome::Changed, place, what, Some(was), Some(entry.to_string()));
        self.plan.changed.push((before, row));
    }
}

impl MarksPlan {
    pub(crate) async fn write(self, change: &mut Change, trail: &mut Trail) -> Result<()> {
        let batch_id = Some(trail.batch_id);
        let mut created = self.created;
        created.iter_mut().for_each(|row| row.batch_id = batch_id);
        created.sort_by_key(key);
        queries::insert(change, created).await?;
        for (before, mut row) in self.changed {
            trail.changed("period_mark", &before, before.batch_id);
            row.batch_id = batch_id;
            queries::update(change, &row).await?;
        }
        Ok(())
    }
}
