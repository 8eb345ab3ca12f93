//! Marks for a term and for the year: what a file says against what is known.

use std::collections::{BTreeMap, HashMap, HashSet};

use ledger::Change;
use school::{Mark, MarkEntry, Term, TermScheme};
use store::{Reads, Result};

use self::gone::Mentioned;
use self::queries::{PeriodMark, marks_of_class};
use super::finding::{Answer, NamesAt, Place};
use super::labels;
use super::made::{Trail, Used};
use super::preview::{Outcome, Tally};
use super::resolver::Resolver;

mod gone;
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

/// Compares the marks of a file with those of the school. A file of whole classes has all their marks of the year: what it
/// has no longer is told.
pub(crate) async fn plan(
    db: &mut impl Reads,
    resolver: &mut Resolver<'_>,
    (written, of_whole_classes): (Vec<WrittenMark>, bool),
    tally: &mut Tally,
) -> Result<MarksPlan> {
    let sheet = written.first().map(|mark| mark.place.sheet.clone()).unwrap_or_default();
    let mut mentioned = Mentioned::default();
    let resolve = |mark| resolve(resolver, mark, &mut mentioned, tally);
    let resolved: Vec<Resolved> = written.into_iter().filter_map(resolve).collect();
    let known = known_marks(db, resolver, &resolved).await?;
    if of_whole_classes {
        gone::tell(resolver, &known, &mentioned, &sheet, tally);
    }
    adopt_schemes(resolver, &resolved);
    let (marks, seen) = (Vec::new(), HashMap::new());
    let mut planner = Planner { resolver, known, marks, seen, tally, plan: MarksPlan::default() };
    for mark in resolved {
        planner.take(mark);
    }
    Ok(planner.finish())
}

/// The division of the year that has a term; the year itself belongs to all.
fn scheme_of(term: Term) -> Option<TermScheme> {
    TermScheme::ALL.into_iter().find(|scheme| scheme.terms().contains(&term))
}

/// A class that is made for this file has the terms of the file, when they are of one kind.
fn adopt_schemes(resolver: &mut Resolver<'_>, resolved: &[Resolved]) {
    let mut schemes = HashMap::<i64, HashSet<TermScheme>>::new();
    for mark in resolved {
        schemes.entry(mark.class_group_id).or_default().extend(scheme_of(mark.term));
    }
    let made: HashSet<i64> = resolver.made.classes.iter().map(|class| class.id).collect();
    let classes = resolver.made.classes.iter_mut().chain(&mut resolver.world.classes);
    for class in classes.filter(|class| made.contains(&class.id)) {
        let schemes = schemes.get(&class.id).into_iter().flatten();
        if let [scheme] = schemes.collect::<Vec<_>>().as_slice() {
            scheme.code().clone_into(&mut class.term_scheme);
        }
    }
}

fn resolve(
    resolver: &mut Resolver<'_>,
    mark: WrittenMark,
    mentioned: &mut Mentioned,
    tally: &mut Tally,
) -> Option<Resolved> {
    let (sheet, at) = (&mark.place.sheet, mark.names_at);
    let Some(class) = tally.settle(resolver.class(&mark.class, &at.class.on(sheet))) else {
        mentioned.unsettled.everybody = true;
        return None;
    };
    let class_group_id = resolver.world.classes[class].id;
    mentioned.classes.insert(class_group_id);
    let Some(student_id) = tally.settle(resolver.student(&mark.student, class, &at.student.on(sheet))) else {
        mentioned.unsettled.classes.insert(class_group_id);
        return None;
    };
    mentioned.students.insert(student_id);
    let Some(subject_id) = tally.settle(resolver.subject(&mark.subject, &at.subject.on(sheet))) else {
        mentioned.unsettled.students.insert(student_id);
        return None;
    };
    mentioned.keys.insert((mark.term.code(), student_id, subject_id));
    Some(Resolved {
        place: mark.place,
        student_id,
        class_group_id,
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
    /// the marks of this file, each said once
    marks: Vec<Said>,
    /// where they are in the list, to notice the same cell twice
    seen: HashMap<Key, usize>,
    tally: &'p mut Tally,
    plan: MarksPlan,
}

/// A mark of the file.
struct Said {
    row: PeriodMark,
    entry: MarkEntry,
    place: Place,
    fate: Fate,
}

/// What becomes of it, once the whole file has been read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Loaded,
    Waiting,
    LeftOut,
}

impl Planner<'_, '_> {
    fn take(&mut self, mark: Resolved) {
        let what = labels::period_mark(self.resolver, mark.student_id, mark.subject_id, mark.term);
        if !self.has_scheme(&mark) {
            return;
        }
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
        let said = Said { row, entry, place: mark.place, fate: Fate::Loaded };
        match self.seen.get(&key(&said.row)) {
            Some(first) => self.again(*first, said, &what),
            None => {
                self.seen.insert(key(&said.row), self.marks.len());
                self.marks.push(said);
            }
        }
    }

    /// Whether the class has such terms; a mark of another division of the year is asked about.
    fn has_scheme(&mut self, mark: &Resolved) -> bool {
        let class = self.resolver.world.classes.iter().find(|class| class.id == mark.class_group_id);
        let Some(class) = class.filter(|class| scheme_of(mark.term).is_some_and(|scheme| scheme != class.scheme()))
        else {
            return true;
        };
        let question = labels::other_scheme(&class.name, class.scheme(), mark.term, &mark.place);
        let answer = self.resolver.ask(question);
        match answer {
            Some(Answer::Take) => {}
            Some(_) => self.tally.left_out += 1,
            None => self.tally.waiting += 1,
        }
        answer == Some(Answer::Take)
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

    /// What the file has said already: the same is told, another mark is asked about, and neither is taken meanwhile.
    fn again(&mut self, first: usize, said: Said, what: &str) {
        let before = &mut self.marks[first];
        let text = said.entry.to_string();
        let message = labels::twice(what, before.entry, said.entry, &before.place.address());
        if before.entry == said.entry {
            self.resolver.warn("repeated", &said.place, &text, message);
            self.tally.left_out += 1;
            return;
        }
        self.resolver.error("contradicts", &said.place, &text, message);
        let was = before.entry.to_string();
        let question = labels::contradiction(what, (&was, &before.place), (&text, &said.place));
        match self.resolver.ask(question) {
            Some(Answer::Keep) => self.tally.left_out += 1,
            Some(Answer::Take) => {
                *before = said;
                self.tally.left_out += 1;
            }
            Some(_) => {
                before.fate = Fate::LeftOut;
                self.tally.left_out += 1;
            }
            None => {
                before.fate = Fate::Waiting;
                self.tally.waiting += 1;
            }
        }
    }

    fn finish(mut self) -> MarksPlan {
        let mut first_grade = BTreeMap::<i64, (Place, u64)>::new();
        for said in std::mem::take(&mut self.marks) {
            match said.fate {
                Fate::Waiting => self.tally.waiting += 1,
                Fate::LeftOut => self.tally.left_out += 1,
                Fate::Loaded => {
                    if said.entry.mark().is_some() && self.resolver.is_first_grade(said.row.class_group_id) {
                        first_grade.entry(said.row.class_group_id).or_insert((said.place.clone(), 0)).1 += 1;
                    }
                    self.compare(said);
                }
            }
        }
        for (class_id, (place, times)) in first_grade {
            self.resolver.tell_first_grade(class_id, place, times);
        }
        self.plan
    }

    fn compare(&mut self, said: Said) {
        let Said { row, entry, place, .. } = said;
        let term = Term::from_code(&row.term).unwrap_or(Term::Year);
        let what = labels::period_mark(self.resolver, row.student_id, row.subject_id, term);
        match self.known.get(&key(&row)).cloned() {
            None => {
                self.tally.row(Outcome::Created, &place, what, None, Some(entry.to_string()));
                self.plan.created.push(row);
            }
            Some(before) if before.says_the_same(&row) => {
                let shown = entry.to_string();
                self.tally.row(Outcome::Unchanged, &place, what, Some(shown.clone()), Some(shown));
            }
            Some(before) => self.differs(before, row, entry, &place, what),
        }
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
    /// What the marks that are written refer to.
    pub(crate) fn used(&self) -> Used {
        let mut used = Used::default();
        for mark in self.created.iter().chain(self.changed.iter().map(|(_, after)| after)) {
            used.add(mark.class_group_id, Some(mark.student_id), mark.subject_id);
        }
        used
    }

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
