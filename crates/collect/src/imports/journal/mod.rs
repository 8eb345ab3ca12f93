//! Marks of the gradebook («текущие отметки»): a year has about a million, so they are read, sorted and compared as
//! numbers, and written in bulk together with their counters.

use std::collections::BTreeSet;
use std::sync::Arc;

use ledger::Change;
use roster::classes::queries::Teaching;
use school::SchoolYear;
use store::{Reads, Result, Value};

use self::compare::Comparison;
use self::names::{Names, position};
use self::queries::{JOURNAL_MARKS, JournalMark, TallyRow};
use self::reading::{Fate, ODD, OddText, RawMark, Read, date_of};
use self::tallies::Deltas;
use self::terms::DayTerm;
use super::finding::{Answer, Severity, Spot};
use super::labels;
use super::made::{Trail, Used};
use super::preview::{Outcome, Tally};
use super::resolver::{Found, Resolver};

mod compare;
mod correction;
mod names;
pub(crate) mod queries;
pub(crate) mod reading;
pub(crate) mod tallies;
mod terms;

pub use correction::{CannotCorrect, MarkCorrected, MarkPlace, correct_mark};

#[cfg(test)]
mod tests;

/// What is to be written.
pub(crate) struct JournalPlan {
    names: Names,
    marks: Vec<RawMark>,
    changed: Vec<(JournalMark, JournalMark)>,
}

/// The school year that most of the marks are given in.
pub(crate) fn year_of(read: &Read) -> Option<SchoolYear> {
    let middle = read.marks.get(read.marks.len() / 2)?;
    Some(SchoolYear::containing(date_of(middle.day)))
}

/// Compares the marks of a file with those of the school.
pub(crate) async fn plan(
    db: &mut impl Reads,
    resolver: &mut Resolver<'_>,
    mut read: Read,
    sheet: &str,
    tally: &mut Tally,
) -> Result<JournalPlan> {
    tally.rows_read += read.rows;
    tally.left_out += read.odd;
    let names = Names::resolve(resolver, &read, sheet);
    let mut marks = std::mem::take(&mut read.marks);
    answer_odd(resolver, &names, &read, &mut marks, tally);
    sift(resolver, &names, &read, &mut marks, tally);
    sort(&names, &mut marks);
    number(resolver, &names, &mut marks);
    let mut plan = JournalPlan { names, marks, changed: Vec::new() };
    let year = plan.names.year;
    if queries::has_marks(db, year).await? {
        Comparison::new(resolver, &mut plan, tally).run(db).await?;
    }
    plan.say(resolver, tally);
    plan.teaching(resolver);
    Ok(plan)
}

/// Asks once for every odd text and puts the answer in the place of its marks.
fn answer_odd(resolver: &mut Resolver<'_>, names: &Names, read: &Read, marks: &mut Vec<RawMark>, tally: &mut Tally) {
    let ask = |odd: &OddText| {
        let place = Spot::new(odd.first.row, names.columns.mark).on(&names.sheet);
        resolver.ask(labels::odd_marks(&place, &odd.first.text, odd.rows))
    };
    let answers: Vec<Option<Answer>> = read.odd_texts.iter().map(ask).collect();
    marks.retain_mut(|mark| {
        let Some(odd) = mark.mark.checked_sub(ODD) else {
            return true;
        };
        match answers[usize::from(odd)] {
            Some(Answer::Mark(number)) => mark.mark = u8::try_from(number).unwrap_or(0),
            Some(_) => tally.left_out += 1,
            None => tally.waiting += 1,
        }
        mark.mark < ODD
    });
}

/// Puts aside the marks whose names are not settled or whose day is not of this year.
fn sift(resolver: &mut Resolver<'_>, names: &Names, read: &Read, marks: &mut Vec<RawMark>, tally: &mut Tally) {
    let mut waits_for = std::collections::HashMap::<(u32, u16), u64>::new();
    let mut outside = None::<(RawMark, u64)>;
    marks.retain(|mark| {
        let settled =
            names.students[position(mark.student)].is_some() && names.subjects[usize::from(mark.subject)].is_some();
        if !settled {
            *waits_for.entry((mark.student, mark.subject)).or_default() += 1;
            return false;
        }
        let in_year = names.term(mark) != DayTerm::Outside;
        if !in_year {
            let (_, times) = outside.get_or_insert((*mark, 0));
            *times += 1;
        }
        in_year
    });
    for ((student, subject), count) in waits_for {
        let waiting = wait(resolver, names, read, position(student), usize::from(subject), count);
        *(if waiting { &mut tally.waiting } else { &mut tally.left_out }) += count;
    }
    if let Some((first, times)) = outside {
        tally.left_out += times;
        let day = date_of(first.day);
        resolver.findings.tell(super::finding::Discrepancy {
            severity: Severity::Error,
            code: "outside_year".to_owned(),
            place: names.day_at(&first),
            text: Some(school::ru::date_short(day)),
            message: labels::outside_year(resolver.world.year),
            times,
        });
    }
}

/// Whether some question about these names is open; its count of rows grows.
fn wait(resolver: &mut Resolver<'_>, names: &Names, read: &Read, student: usize, subject: usize, count: u64) -> bool {
    let written = &read.students[student];
    let place = Spot::new(written.name.row, names.columns.student).on(&names.sheet);
    let class_text = read.classes[written.class].text.clone();
    let found = match resolver.class(&class_text, &place) {
        Found::Id(class) => match resolver.student(&written.name.text, class, &place) {
            Found::Id(_) => resolver.subject(&read.subjects[subject].text, &place),
            other => other,
        },
        Found::Waiting(key) => Found::Waiting(key),
        Found::Out => Found::Out,
    };
    if let Found::Waiting(key) = &found {
        resolver.findings.ask_again(key, count.saturating_sub(1));
    }
    matches!(found, Found::Waiting(_))
}

fn sort(names: &Names, marks: &mut [RawMark]) {
    let students = ranks(&names.students);
    let subjects = ranks(&names.subjects);
    marks.sort_unstable_by_key(|mark| {
        let student = u64::from(students[position(mark.student)]);
        let subject = u64::from(subjects[usize::from(mark.subject)]);
        ((student << 32) | subject, mark.day, mark.row)
    });
}

/// The place of each id among all, in ascending order; equal ids share a place.
fn ranks(ids: &[Option<i64>]) -> Vec<u32> {
    let sorted: BTreeSet<i64> = ids.iter().flatten().copied().collect();
    let places: std::collections::HashMap<i64, u32> = sorted.into_iter().zip(0..).collect();
    ids.iter().map(|id| id.and_then(|id| places.get(&id).copied()).unwrap_or(u32::MAX)).collect()
}

/// Numbers the marks of one student, subject and day, and tells of rows that repeat each other.
fn number(resolver: &mut Resolver<'_>, names: &Names, marks: &mut [RawMark]) {
    let mut repeated = None::<(RawMark, u64)>;
    for at in 0..marks.len() {
        let ordinal = match at.checked_sub(1).map(|before| marks[before]) {
            Some(before) if same_place(names, &before, &marks[at]) => {
                if before.mark == marks[at].mark && before.weight == marks[at].weight {
                    let (_, times) = repeated.get_or_insert((marks[at], 0));
                    *times += 1;
                }
                before.ordinal.saturating_add(1)
            }
            _ => 1,
        };
        marks[at].ordinal = ordinal;
    }
    if let Some((first, times)) = repeated {
        resolver.findings.tell(super::finding::Discrepancy {
            severity: Severity::Note,
            code: "repeated_rows".to_owned(),
            place: names.mark_at(&first),
            text: None,
            message: labels::REPEATED_ROWS.to_owned(),
            times,
        });
    }
}

fn same_place(names: &Names, one: &RawMark, two: &RawMark) -> bool {
    one.day == two.day && names.subject(one) == names.subject(two) && names.student(one) == names.student(two)
}

impl JournalPlan {
    /// Counts the new marks and tells of those given on holidays.
    fn say(&self, resolver: &mut Resolver<'_>, tally: &mut Tally) {
        let mut holidays = std::collections::BTreeMap::<&str, (RawMark, u64)>::new();
        let mut first_grade = std::collections::BTreeMap::<usize, (RawMark, u64)>::new();
        for mark in &self.marks {
            let class = self.names.class(mark);
            if resolver.world.classes[class].year_group == 1 {
                first_grade.entry(class).or_insert((*mark, 0)).1 += 1;
            }
            if mark.fate == Fate::Created && tally.count(Outcome::Created) {
                tally.rows.push(labels::journal_row(resolver, &self.names.row(mark, None), &self.names.sheet));
            }
            if let DayTerm::Holiday(_) = self.names.term(mark) {
                let term = self.names.term(mark).code(&self.names.table);
                holidays.entry(term).or_insert((*mark, 0)).1 += 1;
            }
        }
        for (class, (first, times)) in first_grade {
            let class_id = self.names.class_ids[class];
            resolver.tell_first_grade(class_id, self.names.mark_at(&first), times);
        }
        for (term, (first, times)) in holidays {
            resolver.findings.tell(super::finding::Discrepancy {
                severity: Severity::Note,
                code: "holiday".to_owned(),
                place: self.names.day_at(&first),
                text: Some(school::ru::date_short(date_of(first.day))),
                message: labels::holiday(term),
                times,
            });
        }
    }

    /// Who teaches what, as the gradebook shows it; only where the school has asked to make what is missing.
    fn teaching(&self, resolver: &mut Resolver<'_>) {
        if !resolver.create_missing {
            return;
        }
        let mut known: BTreeSet<(i64, i64, i64)> = resolver.world.teaching.clone();
        let mut last = None;
        for mark in &self.marks {
            let Some(staff_id) = self.names.teacher(mark) else {
                continue;
            };
            let key = (staff_id, self.names.class_ids[self.names.class(mark)], self.names.subject(mark));
            if last != Some(key) && known.insert(key) {
                let (staff_id, class_group_id, subject_id) = key;
                resolver.made.teaching.push(Teaching { staff_id, class_group_id, subject_id });
            }
            last = Some(key);
        }
    }

    /// What the marks refer to.
    pub(crate) fn used(&self) -> Used {
        let (names, mut used, mut last) = (&self.names, Used::default(), None);
        for mark in &self.marks {
            let key =
                (names.class_ids[names.class(mark)], names.student(mark), names.subject(mark), names.teacher(mark));
            if last != Some(key) {
                used.add(key.0, Some(key.1), key.2);
                used.staff.extend(key.3);
                last = Some(key);
            }
        }
        used
    }

    pub(crate) async fn write(self, change: &mut Change, trail: &mut Trail) -> Result<()> {
        let batch_id = trail.batch_id;
        let mut deltas = self.created_deltas();
        let rows = NewRows::new(&self, batch_id);
        change.bulk(&JOURNAL_MARKS, rows).await?;
        for (before, after) in self.changed {
            let after = JournalMark { batch_id: Some(batch_id), ..after };
            trail.changed("journal_mark", &before, before.batch_id);
            queries::update(change, &after).await?;
            deltas.replace(&before, &after);
        }
        deltas.write(change, self.names.year).await
    }

    /// The counters of the new marks, added up in a flat table: a million look-ups by text would take longer than
    /// writing the rows.
    fn created_deltas(&self) -> Deltas {
        let names = &self.names;
        let (terms, subjects) = (names.table.codes.len(), names.subjects.len());
        let mut cells = vec![(0_i64, 0_i64); names.class_ids.len() * subjects * terms * 4];
        let created = self.marks.iter().filter(|mark| mark.fate == Fate::Created);
        for mark in created {
            let Some(term) = names.term(mark).position() else {
                continue;
            };
            let row = names.class(mark) * subjects + usize::from(mark.subject);
            let cell = &mut cells[(row * terms + term) * 4 + usize::from(mark.mark - 2)];
            cell.0 += 1;
            cell.1 += i64::from(mark.weight);
        }
        let mut deltas = Deltas::default();
        for (at, (mark_count, weight_sum)) in cells.into_iter().enumerate() {
            let subject = names.subjects[(at / 4 / terms) % subjects];
            let (Some(subject_id), true) = (subject, mark_count > 0) else {
                continue;
            };
            deltas.add(TallyRow {
                term: names.table.codes[(at / 4) % terms].clone(),
                class_group_id: names.class_ids[at / 4 / terms / subjects],
                subject_id,
                mark: 2 + i64::try_from(at % 4).unwrap_or(0),
                mark_count,
                weight_sum,
            });
        }
        deltas
    }
}

/// The new marks as rows of the table, made one by one as they are written.
struct NewRows<'p> {
    names: &'p Names,
    marks: std::slice::Iter<'p, RawMark>,
    batch_id: i64,
    /// the days of the year and the codes of the terms, as texts that all rows share
    days: Vec<Arc<str>>,
    codes: Vec<Arc<str>>,
}

impl<'p> NewRows<'p> {
    fn new(plan: &'p JournalPlan, batch_id: i64) -> Self {
        let table = &plan.names.table;
        Self {
            names: &plan.names,
            marks: plan.marks.iter(),
            batch_id,
            days: table.all_days().map(|day| date_of(day).to_string().into()).collect(),
            codes: table.codes.iter().map(|code| code.as_str().into()).collect(),
        }
    }
}

impl Iterator for NewRows<'_> {
    type Item = [Value; 12];

    fn next(&mut self) -> Option<Self::Item> {
        let mark = self.marks.find(|mark| mark.fate == Fate::Created)?;
        let names = self.names;
        let day = names.table.place_of(mark.day).and_then(|at| self.days.get(at)).expect("other days are sifted out");
        let term = names.term(mark).position().and_then(|at| self.codes.get(at)).expect("a day of the year has a term");
        Some([
            names.year.into(),
            names.student(mark).into(),
            names.subject(mark).into(),
            Arc::clone(day).into(),
            i64::from(mark.ordinal).into(),
            names.class_ids[names.class(mark)].into(),
            names.teacher(mark).into(),
            Arc::clone(term).into(),
            i64::from(mark.mark).into(),
            i64::from(mark.weight).into(),
            self.batch_id.into(),
            i64::from(mark.row).into(),
        ])
    }
}
