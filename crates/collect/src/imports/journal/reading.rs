//! The first pass over a table of gradebook marks: a million rows become small numbers in columns of names.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};
use sheets::{Unreadable, Value, Workbook};

use crate::imports::finding::{Findings, Place, Severity};
use crate::imports::labels;
use crate::imports::long_table::Field;

/// Which columns hold what, from 1.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Columns {
    pub(crate) student: u32,
    pub(crate) class: u32,
    pub(crate) subject: u32,
    pub(crate) teacher: Option<u32>,
    pub(crate) given_on: u32,
    pub(crate) mark: u32,
    pub(crate) weight: Option<u32>,
}

/// The teacher of a row that names none.
pub(crate) const NO_TEACHER: u16 = u16::MAX;

/// One mark; names are positions in the lists of [`Read`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct RawMark {
    pub(crate) student: u32,
    pub(crate) row: u32,
    pub(crate) weight: u32,
    /// the day, counted as chrono counts days
    pub(crate) day: i32,
    pub(crate) subject: u16,
    pub(crate) teacher: u16,
    pub(crate) ordinal: u16,
    pub(crate) mark: u8,
    pub(crate) fate: Fate,
}

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    Created,
    Changed,
    Unchanged,
    Waiting,
}

/// A name as it is written, and the row where it first stands.
#[derive(Debug, Clone)]
pub(crate) struct Written {
    pub(crate) text: Box<str>,
    pub(crate) row: u32,
}

/// A student's name and the class it is written beside.
#[derive(Debug, Clone)]
pub(crate) struct WrittenStudent {
    pub(crate) name: Written,
    pub(crate) class: usize,
}

/// A table of marks, read.
#[derive(Debug, Default)]
pub(crate) struct Read {
    pub(crate) rows: u64,
    pub(crate) odd: u64,
    /// the field with more names than a school has, where reading has stopped
    pub(crate) too_many: Option<Field>,
    pub(crate) marks: Vec<RawMark>,
    pub(crate) classes: Vec<Written>,
    pub(crate) students: Vec<WrittenStudent>,
    pub(crate) subjects: Vec<Written>,
    pub(crate) teachers: Vec<Written>,
    pub(crate) columns: Columns,
    /// texts that hold a mark with something else; the marks of their rows count from [`ODD`] on
    pub(crate) odd_texts: Vec<OddText>,
}

/// A text that a person has to read.
#[derive(Debug, Clone)]
pub(crate) struct OddText {
    pub(crate) first: Written,
    pub(crate) rows: u64,
}

/// The first number that stands for an odd text in the place of a mark.
pub(crate) const ODD: u8 = 100;
/// How many different odd texts are asked about.
const MOST_ODD: usize = 100;

/// Reads the rows below the header. Odd cells are told and their rows left out.
///
/// # Errors
/// The file turns out to be damaged or beyond a limit, or names more things than a school has.
pub(crate) fn read(
    book: &Workbook<'_>,
    sheet: usize,
    header_row: u32,
    columns: Columns,
    findings: &mut Findings,
) -> Result<Read, Unreadable> {
    let name = book.sheets().get(sheet).map_or_else(String::new, |sheet| sheet.name.clone());
    let mut reader = Reader {
        columns,
        sheet: name,
        findings,
        read: Read { columns, ..Read::default() },
        classes: Interner::default(),
        subjects: Interner::default(),
        teachers: Interner::default(),
        students: Vec::new(),
        last_student: (usize::MAX, 0),
        student_text: 0,
        days: HashMap::new(),
        last_day: (String::new(), None),
    };
    if let Some(mut records) = book.records()? {
        while let Some(record) = records.next_record()? {
            if record.line > header_row {
                reader.row(record.line, &|column| Value::Text(record.get(column)));
                if reader.is_too_much()? {
                    break;
                }
            }
        }
    } else {
        let mut rows = book.rows(sheet)?;
        while let Some(row) = rows.next_row()? {
            if row.number() > header_row {
                reader.row(row.number(), &|column| row.get(column));
                if reader.is_too_much()? {
                    break;
                }
            }
        }
    }
    Ok(reader.finish())
}

/// Gives each text a number. Files are mostly sorted, so the text before is tried first.
#[derive(Default)]
struct Interner {
    known: HashMap<Box<str>, u32>,
    list: Vec<Written>,
    last: u32,
    /// bytes of all texts
    text: usize,
}

impl Interner {
    fn number(&mut self, text: &str, row: u32) -> u32 {
        let last = usize::try_from(self.last).unwrap_or(usize::MAX);
        if self.list.get(last).is_some_and(|last| &*last.text == text) {
            return self.last;
        }
        let next = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        self.last = match self.known.get(text) {
            Some(number) => *number,
            None => {
                self.text += text.len();
                let text: Box<str> = text.into();
                self.known.insert(text.clone(), next);
                self.list.push(Written { text, row });
                next
            }
        };
        self.last
    }
}

struct Reader<'f> {
    columns: Columns,
    sheet: String,
    findings: &'f mut Findings,
    read: Read,
    classes: Interner,
    subjects: Interner,
    teachers: Interner,
    /// the students of each class: name → position in the list
    students: Vec<HashMap<Box<str>, u32>>,
    last_student: (usize, u32),
    /// bytes of the names of all students
    student_text: usize,
    days: HashMap<Box<str>, Option<i32>>,
    last_day: (String, Option<i32>),
}

/// Numbers of names are kept in 16 bits: no school has so many classes, subjects or teachers.
const MOST_NAMES: u32 = 60_000;
/// Rows of one file: three years of a large school.
const MOST_ROWS: u32 = 3_000_000;
/// Bytes of all names of one kind.
const MOST_TEXT: usize = 8 * 1024 * 1024;
/// Spellings of days that are remembered.
const MOST_DAYS: usize = 5_000;

impl Reader<'_> {
    /// Whether reading is of no use any more.
    fn is_too_much(&mut self) -> Result<bool, Unreadable> {
        if self.read.rows > u64::from(MOST_ROWS) {
            return Err(Unreadable::TooManyRows { sheet: self.sheet.clone(), limit: MOST_ROWS });
        }
        let named = [
            (Field::Class, self.classes.list.len(), self.classes.text),
            (Field::Subject, self.subjects.list.len(), self.subjects.text),
            (Field::Teacher, self.teachers.list.len(), self.teachers.text),
            (Field::Student, self.read.students.len(), self.student_text),
        ];
        let most = usize::try_from(MOST_NAMES).unwrap_or(usize::MAX);
        let beyond = named.into_iter().find(|(_, names, text)| *names > most || *text > MOST_TEXT);
        self.read.too_many = beyond.map(|(field, ..)| field);
        Ok(beyond.is_some())
    }

    fn row<'v>(&mut self, row: u32, value: &dyn Fn(u32) -> Value<'v>) {
        let at = self.columns;
        let student = value(at.student);
        if student.is_blank() && value(at.mark).is_blank() {
            return;
        }
        self.read.rows += 1;
        let Some(day) = self.day(&value(at.given_on), row) else {
            return;
        };
        let Some(mark) = self.mark(&value(at.mark), row) else {
            return;
        };
        let Some(weight) = self.weight(at.weight.map_or(Value::Empty, value), row) else {
            return;
        };
        let (student, class) = (student.shown(), value(at.class).shown());
        let subject = value(at.subject).shown();
        let names = [(&student, at.student), (&class, at.class), (&subject, at.subject)];
        if let Some((_, column)) = names.into_iter().find(|(name, _)| name.trim().is_empty()) {
            self.odd("incomplete_row", row, column, "", labels::INCOMPLETE_ROW.to_owned());
            return;
        }
        let class = self.classes.number(class.trim(), row);
        let student = self.student(student.trim(), class, row);
        let subject = self.subjects.number(subject.trim(), row);
        let teacher = at.teacher.map_or(Value::Empty, value).shown();
        let teacher = match teacher.trim() {
            "" => u32::from(NO_TEACHER),
            name => self.teachers.number(name, row).min(MOST_NAMES),
        };
        self.read.marks.push(RawMark {
            student,
            row,
            weight,
            day,
            subject: short(subject.min(MOST_NAMES)),
            teacher: short(teacher),
            ordinal: 0,
            mark,
            fate: Fate::Created,
        });
    }

    fn student(&mut self, name: &str, class: u32, row: u32) -> u32 {
        let class = usize::try_from(class).unwrap_or(usize::MAX);
        let (last_class, last) = self.last_student;
        let is_last = |list: &[WrittenStudent]| {
            let last = usize::try_from(last).ok().and_then(|last| list.get(last));
            last.is_some_and(|last| &*last.name.text == name)
        };
        if last_class == class && is_last(&self.read.students) {
            return last;
        }
        if self.students.len() <= class {
            self.students.resize_with(class + 1, HashMap::new);
        }
        let number = match self.students[class].get(name) {
            Some(number) => *number,
            None => {
                let number = u32::try_from(self.read.students.len()).unwrap_or(u32::MAX);
                self.student_text += name.len();
                let text: Box<str> = name.into();
                self.students[class].insert(text.clone(), number);
                let name = Written { text, row };
                self.read.students.push(WrittenStudent { name, class });
                number
            }
        };
        self.last_student = (class, number);
        number
    }

    fn day(&mut self, value: &Value<'_>, row: u32) -> Option<i32> {
        let day = match value {
            Value::Date(moment) => Some(moment.date().num_days_from_ce()),
            Value::Text(text) if *text == self.last_day.0 => self.last_day.1,
            Value::Text(text) => {
                let parsed = match self.days.get(*text) {
                    Some(parsed) => *parsed,
                    None => {
                        let parsed = school::ru::parse_date(text).map(|day| day.num_days_from_ce());
                        if self.days.len() < MOST_DAYS && text.len() < 100 {
                            self.days.insert((*text).into(), parsed);
                        }
                        parsed
                    }
                };
                self.last_day.0.clear();
                self.last_day.0.push_str(text);
                self.last_day.1 = parsed;
                parsed
            }
            _ => None,
        };
        if day.is_none() {
            let shown = value.shown();
            let message = labels::not_a_date(&shown);
            self.odd("not_a_date", row, self.columns.given_on, &shown, message);
        }
        day
    }

    fn mark(&mut self, value: &Value<'_>, row: u32) -> Option<u8> {
        let shown = value.shown();
        let text = shown.trim();
        if let [digit @ b'2'..=b'5'] = text.as_bytes() {
            return Some(digit - b'0');
        }
        let (code, message) = labels::odd_journal_mark(text);
        let asked = matches!(code, "mark_with_attendance" | "mark_with_sign").then(|| self.odd_text(text, row));
        if let Some(asked) = asked.flatten() {
            let place = Place::cell(&self.sheet, row, self.columns.mark);
            self.findings.say(Severity::Warning, code, place, text, message);
            return Some(asked);
        }
        self.odd(code, row, self.columns.mark, text, message);
        None
    }

    /// The number of an odd text, which is asked about once for all its rows; none when there are too many.
    fn odd_text(&mut self, text: &str, row: u32) -> Option<u8> {
        let texts = &mut self.read.odd_texts;
        let at = texts.iter().position(|odd| &*odd.first.text == text).unwrap_or(texts.len());
        if at == texts.len() {
            if at == MOST_ODD || text.len() > 20 {
                return None;
            }
            texts.push(OddText { first: Written { text: text.into(), row }, rows: 0 });
        }
        texts[at].rows += 1;
        u8::try_from(at).ok().map(|at| ODD + at)
    }

    /// The weight in hundredths; a mark without one weighs 1.
    fn weight(&mut self, value: Value<'_>, row: u32) -> Option<u32> {
        let shown = value.shown();
        let text = shown.trim();
        match text {
            "" | "1" => return Some(100),
            _ => {}
        }
        let hundredths = school::ru::parse_number(text).map(|number| number * 100);
        let whole = hundredths.filter(|number| number.is_integer() && *number.numer() >= 0);
        let weight = whole.and_then(|number| u32::try_from(*number.numer()).ok());
        let weight = weight.filter(|weight| *weight <= 100_000);
        if weight.is_none() {
            let column = self.columns.weight.unwrap_or(0);
            self.odd("not_a_weight", row, column, text, labels::not_a_weight(text));
        }
        weight
    }

    fn odd(&mut self, code: &str, row: u32, column: u32, text: &str, message: String) {
        self.read.odd += 1;
        let place = match column {
            0 => Place::row(&self.sheet, row),
            column => Place::cell(&self.sheet, row, column),
        };
        // An absence is no mark: nothing of value is lost.
        let severity = if code == "mark_attendance" { Severity::Note } else { Severity::Error };
        self.findings.say(severity, code, place, text, message);
    }

    fn finish(self) -> Read {
        Read { classes: self.classes.list, subjects: self.subjects.list, teachers: self.teachers.list, ..self.read }
    }
}

fn short(number: u32) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

/// The date of a day.
pub(crate) fn date_of(day: i32) -> NaiveDate {
    NaiveDate::from_num_days_from_ce_opt(day).unwrap_or_default()
}
