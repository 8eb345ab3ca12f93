//! «Табель успеваемости учащегося (весь класс)»: a block for each student with marks of terms and of the year.
//!
//! Nothing is at a fixed place: lines are found by their beginnings, columns by their headings.

use std::collections::{HashMap, HashSet};

use school::{Exact, MarkEntry, SchoolYear, Term, name_key, ru};
use sheets::{Row, Unreadable, Value, Workbook};

use self::header::{Columns, Heading, TermColumns, next_text};
use self::missing::Subjects;
use super::budget::Budget;
use super::cell::{self, MarkCell, heading_key};
use super::dirt;
use super::finding::{Findings, NamesAt, Place, Severity, Spot};
use super::period_marks::{Written, WrittenMark};
use super::rolls::students::WrittenStudent;

mod header;
mod missing;

/// What the sheets of a file say.
#[derive(Debug, Default)]
pub(crate) struct YearSheet {
    /// the school's name as the file has it, and its cell
    pub(crate) school: Option<(String, Place)>,
    pub(crate) year: Option<SchoolYear>,
    /// the students of the blocks, marked or not
    pub(crate) students: Vec<WrittenStudent>,
    pub(crate) marks: Vec<WrittenMark>,
    /// rows of subjects read
    pub(crate) rows: u64,
}

/// Reads the sheets of a file.
///
/// # Errors
/// The file turns out to be damaged or beyond a limit.
pub(crate) fn read(book: &Workbook<'_>, sheets: &[usize], findings: &mut Findings) -> Result<YearSheet, Unreadable> {
    let mut reader = Reader::new(findings);
    let mut budget = Budget::default();
    for &sheet in sheets {
        reader.begin_sheet(&book.sheets()[sheet].name);
        let mut rows = book.rows(sheet)?;
        while let Some(row) = rows.next_row()? {
            let marks = reader.read.marks.len();
            reader.row(row);
            let marks = reader.read.marks.len() - marks;
            budget.take(&reader.sheet, 1 + marks as u64, (1 + marks) * reader.names_bytes())?;
        }
        reader.end_block();
    }
    missing::tell_missing_year_marks(&reader.subjects, reader.findings);
    Ok(reader.read)
}

struct Reader<'f> {
    findings: &'f mut Findings,
    read: YearSheet,
    sheet: String,
    /// the last text before the title: the school's name stands there
    last_text: Option<(String, Place)>,
    class: String,
    class_at: Spot,
    block: Block,
    headings: Vec<Heading>,
    columns: Option<Columns>,
    last_row: u32,
    students: HashSet<(String, String)>,
    /// what has been told once and is true of every block
    told: HashSet<(String, u32)>,
    subjects: Subjects,
}

/// The block of one student.
#[derive(Default)]
struct Block {
    student: Option<(String, Place)>,
    student_at: Spot,
    is_left_out: bool,
    has_table: bool,
    /// subjects read, and their rows
    subjects: HashMap<String, u32>,
}

impl<'f> Reader<'f> {
    fn new(findings: &'f mut Findings) -> Self {
        Self {
            findings,
            read: YearSheet::default(),
            sheet: String::new(),
            last_text: None,
            class: String::new(),
            class_at: Spot::default(),
            block: Block::default(),
            headings: Vec::new(),
            columns: None,
            last_row: 0,
            students: HashSet::new(),
            told: HashSet::new(),
            subjects: Subjects::new(),
        }
    }

    fn begin_sheet(&mut self, name: &str) {
        name.clone_into(&mut self.sheet);
        self.last_text = None;
        self.class.clear();
        self.last_row = 0;
        self.leave_table();
    }

    /// The bytes of the names that each mark of the block repeats.
    fn names_bytes(&self) -> usize {
        let student = self.block.student.as_ref().map_or(0, |(name, _)| name.len());
        let subject = self.read.marks.last().map_or(0, |mark| mark.subject.len());
        student + subject + self.class.len()
    }

    fn leave_table(&mut self) {
        self.headings.clear();
        self.columns = None;
    }

    fn row(&mut self, row: &Row) {
        // Rows without cells are not there: a gap ends a table just as a blank row does.
        if row.is_blank() || row.number() > self.last_row + 1 {
            self.leave_table();
        }
        self.last_row = row.number();
        if self.labels(row) {
            self.leave_table();
            return;
        }
        let subject_column = row.cells().find(|cell| heading_key(&cell::text(&cell.value)) == "предмет");
        if subject_column.is_some() {
            self.leave_table();
        }
        if subject_column.is_some() || !self.headings.is_empty() && self.columns.is_none() {
            self.heading_or_first_subject(row);
        } else if self.columns.is_some() {
            self.subject(row);
        } else {
            self.title(row);
        }
    }

    /// «Учебный год: …», «Класс: …», «Ученик: …»: whether the row has any of them.
    fn labels(&mut self, row: &Row) -> bool {
        let mut found = false;
        for cell in row.cells() {
            let text = cell::text(&cell.value);
            let Some((label, value)) = text.split_once(':') else { continue };
            let place = Place::cell(&self.sheet, row.number(), cell.column);
            let value = match value.trim() {
                "" => next_text(row, cell.column),
                value => value.to_owned(),
            };
            match heading_key(label).as_str() {
                "учебный год" => self.begin_block(&value, &place),
                "класс" => {
                    self.class = value;
                    self.class_at = Spot::new(row.number(), cell.column);
                }
                "ученик" | "учащийся" | "обучающийся" | "фио ученика" => {
                    self.begin_student(value, place);
                    self.block.student_at = Spot::new(row.number(), cell.column);
                }
                _ => continue,
            }
            found = true;
        }
        found
    }

    fn begin_block(&mut self, year: &str, place: &Place) {
        self.end_block();
        let Some(year) = SchoolYear::parse(year) else {
            self.tell(Severity::Error, "not_a_year", place.clone(), year, dirt::not_a_year(year));
            self.block.is_left_out = true;
            return;
        };
        match self.read.year {
            None => self.read.year = Some(year),
            Some(first) if first != year => {
                let message = dirt::other_year(&year.short(), &first.short());
                self.tell(Severity::Error, "other_year", place.clone(), &year.short(), message);
                self.block.is_left_out = true;
            }
            Some(_) => {}
        }
    }

    fn begin_student(&mut self, name: String, place: Place) {
        if self.block.student.is_some() {
            self.end_block();
        }
        if self.class.is_empty() {
            self.tell(Severity::Error, "no_class", place.clone(), &name, dirt::no_class(&name));
            self.block.is_left_out = true;
        }
        if !self.block.is_left_out {
            if !self.students.insert((name_key(&name), name_key(&self.class))) {
                self.tell(Severity::Warning, "student_again", place.clone(), &name, dirt::student_again(&name));
            }
            self.read.students.push(WrittenStudent {
                place: place.clone(),
                class_at: self.class_at,
                name: name.clone(),
                class: self.class.clone(),
                birth_on: None,
                birth_at: Spot::default(),
                sex: None,
                from_on: None,
                left_on: None,
                left_at: Spot::default(),
            });
        }
        self.block.student = Some((name, place));
    }

    fn end_block(&mut self) {
        let block = std::mem::take(&mut self.block);
        if let Some((name, place)) = block.student
            && !block.has_table
        {
            self.tell(Severity::Warning, "no_header", place, &name, dirt::no_header(&name));
        }
    }

    fn title(&mut self, row: &Row) {
        for cell in row.cells() {
            let text = cell::text(&cell.value);
            if heading_key(&text).starts_with("табель успеваемости") {
                self.read.school = self.read.school.take().or_else(|| self.last_text.take());
            } else if !text.is_empty() {
                self.last_text = Some((text, Place::cell(&self.sheet, row.number(), cell.column)));
            }
        }
    }

    fn heading_or_first_subject(&mut self, row: &Row) {
        let subject = self.headings.first().map_or(0, |_| Columns::of(&self.headings).subject);
        if subject > 0 && !row.get(subject).is_blank() {
            let columns = Columns::of(&self.headings);
            self.tell_headings(&columns, row.number());
            self.block.has_table |= columns.are_usable();
            self.columns = Some(columns);
            self.subject(row);
            return;
        }
        let depth = self.headings.last().map_or(0, |heading| heading.depth + 1);
        let headings = row.cells().filter(|cell| !cell.value.is_blank());
        let headings = headings.map(|cell| Heading { depth, column: cell.column, text: cell::text(&cell.value) });
        self.headings.extend(headings);
    }

    /// Every block has the headings again; what is odd about them is told once.
    fn tell_headings(&mut self, columns: &Columns, first_subject: u32) {
        let row = first_subject.saturating_sub(1);
        for (column, heading, message) in &columns.troubles {
            if self.told.insert(("column_twice".to_owned(), *column)) {
                let place = Place::cell(&self.sheet, row, *column);
                self.findings.say(Severity::Warning, "column_twice", place, heading, message.clone());
            }
        }
    }

    fn subject(&mut self, row: &Row) {
        let Some(columns) = self.columns.take() else { return };
        let subject = cell::text(&row.get(columns.subject));
        if !subject.is_empty() && columns.are_usable() {
            self.read.rows += 1;
            self.marks(row, &columns, &subject);
        }
        self.columns = Some(columns);
    }

    fn marks(&mut self, row: &Row, columns: &Columns, subject: &str) {
        let Some((student, _)) = self.block.student.clone() else {
            if self.told.insert(("no_student".to_owned(), row.number())) {
                let place = Place::row(&self.sheet, row.number());
                self.tell(Severity::Error, "no_student", place, subject, dirt::NO_STUDENT.to_owned());
            }
            self.leave_table();
            return;
        };
        if self.block.is_left_out {
            return;
        }
        let place = Place::cell(&self.sheet, row.number(), columns.subject);
        if let Some(first) = self.block.subjects.insert(name_key(subject), row.number()) {
            let message = dirt::subject_twice(subject, &student, first);
            self.tell(Severity::Warning, "subject_twice", place.clone(), subject, message);
        }
        let mut of_terms = 0;
        let mut has_year_mark = false;
        for term in &columns.terms {
            let is_marked = self.mark(row, term, (subject, columns.subject), &student);
            has_year_mark |= is_marked && term.term == Term::Year;
            of_terms += i64::from(is_marked && term.term != Term::Year);
        }
        let marks = self.subjects.entry((self.class.clone(), name_key(subject))).or_default();
        subject.clone_into(&mut marks.name);
        marks.has_year_mark |= has_year_mark;
        if of_terms > 0 && !has_year_mark && columns.terms.iter().any(|term| term.term == Term::Year) {
            marks.without.push((student, place));
        }
        self.examinations(row, columns);
    }

    /// Reads the mark of one term; whether there is one.
    fn mark(&mut self, row: &Row, columns: &TermColumns, subject: (&str, u32), student: &str) -> bool {
        let (subject, subject_column) = subject;
        let text = cell::text(&row.get(columns.mark));
        let place = Place::cell(&self.sheet, row.number(), columns.mark);
        let written = match cell::mark(&text) {
            MarkCell::Blank => return false,
            MarkCell::Entry(entry) => Written::Entry(entry),
            MarkCell::Odd(code, message) => {
                self.tell(Severity::Warning, code, place.clone(), &text, message);
                Written::Odd(text)
            }
        };
        let average = columns.average.and_then(|column| self.average(row, column));
        self.compare(&written, average.as_ref(), &place, subject, columns.term);
        let names_at = NamesAt {
            student: self.block.student_at,
            class: self.class_at,
            subject: Spot::new(row.number(), subject_column),
        };
        self.read.marks.push(WrittenMark {
            place,
            names_at,
            student: student.to_owned(),
            class: self.class.clone(),
            subject: subject.to_owned(),
            term: columns.term,
            written,
            shown_average: average.filter(|(_, number)| *number != Exact::from_integer(0)).map(|(text, _)| text),
        });
        true
    }

    /// The average beside a mark, with a decimal point and as a number.
    fn average(&mut self, row: &Row, column: u32) -> Option<(String, Exact)> {
        let text = match row.get(column) {
            Value::Number(number) => number.decimal().into_owned(),
            value => cell::text(&value).replace(',', "."),
        };
        if text.is_empty() {
            return None;
        }
        let number =
            ru::parse_number(&text).filter(|number| (Exact::from_integer(0)..=Exact::from_integer(5)).contains(number));
        if number.is_none() {
            let place = Place::cell(&self.sheet, row.number(), column);
            self.tell(Severity::Warning, "not_an_average", place, &text, dirt::not_an_average(&text));
        }
        number.map(|number| (text, number))
    }

    fn compare(
        &mut self,
        written: &Written,
        average: Option<&(String, Exact)>,
        place: &Place,
        subject: &str,
        term: Term,
    ) {
        let (Written::Entry(MarkEntry::Marked(mark)), Some((text, number))) = (written, average) else { return };
        let rounded = (number + Exact::new(1, 2)).floor();
        if *number == Exact::from_integer(0) {
            let message = dirt::average_zero(subject, &term.name());
            self.tell(Severity::Note, "average_zero", place.clone(), "0", message);
        } else if rounded != Exact::from_integer(i128::from(mark.number())) {
            let message = dirt::mark_not_average(mark.number(), &text.replace('.', ","));
            self.tell(Severity::Note, "mark_not_average", place.clone(), &mark.number().to_string(), message);
        }
    }

    fn examinations(&mut self, row: &Row, columns: &Columns) {
        for (column, name) in &columns.examinations {
            if !row.get(*column).is_blank() && self.told.insert(("examination_mark".to_owned(), *column)) {
                let place = Place::cell(&self.sheet, row.number(), *column);
                let text = cell::text(&row.get(*column));
                self.tell(Severity::Note, "examination_mark", place, &text, dirt::examination_mark(name));
            }
        }
    }

    fn tell(&mut self, severity: Severity, code: &str, place: Place, text: &str, message: String) {
        self.findings.say(severity, code, place, text, message);
    }
}
