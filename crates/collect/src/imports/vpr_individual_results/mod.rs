//! «Индивидуальные результаты» (form Ф1 of the national monitoring, ВПР): items, points, primary scores, marks.

use std::collections::{BTreeMap, HashMap};

use school::{Mark, SchoolYear};
use sheets::{Row, Unreadable, Value, Workbook};

use self::head::{Head, Items};
use super::budget::{Budget, text_bytes};
use super::cell::{self, heading_key};
use super::dirt;
use super::finding::{Findings, Place, Severity};
use super::papers::{WrittenPaper, WrittenResult};

mod head;

/// A paper and the school year it was sat in.
#[derive(Debug)]
pub(crate) struct Results {
    pub(crate) year: SchoolYear,
    pub(crate) paper: WrittenPaper,
    /// the school, as the line above its participants names it
    pub(crate) school: Option<(String, Place)>,
    /// rows of participants, also of those left out
    pub(crate) rows: u64,
}

/// The papers of a file. A sheet of which nothing can be taken is told and left out.
///
/// # Errors
/// The file turns out to be damaged or beyond a limit.
pub(crate) fn read(book: &Workbook<'_>, sheets: &[usize], findings: &mut Findings) -> Result<Vec<Results>, Unreadable> {
    let mut papers = Vec::new();
    let mut budget = Budget::default();
    for &sheet in sheets {
        let mut reader = Reader::new(&book.sheets()[sheet].name, findings);
        let mut rows = book.rows(sheet)?;
        while let Some(row) = rows.next_row()? {
            reader.row(row);
            budget.take(&reader.sheet, 1 + u64::from(row.last_column() / 8), text_bytes(row))?;
        }
        papers.extend(reader.finish());
    }
    Ok(papers)
}

/// «МБОУ СОШ № 1(edu770001)» without the code.
fn school_name(text: &str) -> String {
    let name = text.strip_suffix(')').and_then(|text| text.rsplit_once('(')).map_or(text, |(name, _)| name);
    name.trim().to_owned()
}

/// How many participants with one primary score show which mark it gives.
const MANY: u64 = 3;

struct Reader<'f> {
    findings: &'f mut Findings,
    sheet: String,
    head: Head,
    items: Option<Items>,
    results: Vec<WrittenResult>,
    /// codes and their rows
    codes: HashMap<String, u32>,
    declared: Option<(u64, Place)>,
    school: Option<(String, Place)>,
    /// rows of participants, also of those left out
    rows: u64,
    /// of these, rows of those who were absent
    absent: u64,
}

impl<'f> Reader<'f> {
    fn new(sheet: &str, findings: &'f mut Findings) -> Self {
        Self {
            findings,
            sheet: sheet.to_owned(),
            head: Head::default(),
            items: None,
            results: Vec::new(),
            codes: HashMap::new(),
            declared: None,
            school: None,
            rows: 0,
            absent: 0,
        }
    }

    fn row(&mut self, row: &Row) {
        if row.is_blank() {
            return;
        }
        let Some(items) = self.items.take() else {
            self.items = Items::of(row, &self.head, &self.sheet, self.findings);
            if self.items.is_none() {
                self.head.take(row, &self.sheet);
            }
            return;
        };
        if !self.group(row) {
            self.rows += 1;
            if let Some(result) = self.result(row, &items) {
                self.results.push(result);
            }
        }
        self.items = Some(items);
    }

    /// «МБОУ СОШ № 1(edu770001) | Кол-во участников: 89»: whether the row is such.
    fn group(&mut self, row: &Row) -> bool {
        let declaring = row.cells().find_map(|cell| {
            let text = cell::text(&cell.value);
            let is_count = heading_key(&text).starts_with("кол во участников");
            is_count.then_some((cell.column, text))
        });
        let Some((column, text)) = declaring else { return false };
        let named = |cell: sheets::Cell<'_>| {
            let name = school_name(&cell::text(&cell.value));
            (!name.is_empty()).then(|| (name, Place::cell(&self.sheet, row.number(), cell.column)))
        };
        self.school =
            self.school.take().or_else(|| row.cells().take_while(|cell| cell.column < column).find_map(named));
        let place = Place::cell(&self.sheet, row.number(), column);
        let number = text.split_once(':').and_then(|(_, number)| number.trim().parse::<u64>().ok());
        match (number, &mut self.declared) {
            (Some(number), Some((sum, _))) => *sum += number,
            (Some(number), None) => self.declared = Some((number, place)),
            (None, _) => {
                self.findings.say(Severity::Warning, "count_unreadable", place, &text, dirt::not_a_count(&text))
            }
        }
        true
    }

    fn result(&mut self, row: &Row, items: &Items) -> Option<WrittenResult> {
        let code = cell::text(&row.get(items.code));
        if code.is_empty() {
            self.error("code_missing", self.cell(row, items.code), "", dirt::NO_CODE.to_owned());
            return None;
        }
        if let Some(first) = self.codes.get(&code) {
            let message = dirt::code_twice(&code, *first);
            self.error("code_twice", self.cell(row, items.code), &code, message);
            return None;
        }
        self.codes.insert(code.clone(), row.number());
        if self.is_absent(row, items) {
            return None;
        }
        let points = self.points(row, items)?;
        let primary_score = self.primary(row, items, &points)?;
        let class = cell::text(&row.get(items.class));
        if class.is_empty() {
            let message = dirt::no_mark("Класс");
            self.error("class_missing", self.cell(row, items.class), "", message);
            return None;
        }
        Some(WrittenResult {
            row: row.number(),
            code,
            class,
            variant: if items.variant == 0 { String::new() } else { cell::text(&row.get(items.variant)) },
            points,
            primary_score,
            mark: self.mark(row, items.mark, "Отметка"),
            journal_mark: self.mark(row, items.journal_mark, "Отметка по журналу"),
        })
    }

    /// Whether the row says that the student was absent: no participant then.
    fn is_absent(&mut self, row: &Row, items: &Items) -> bool {
        let text = if items.variant == 0 { String::new() } else { cell::text(&row.get(items.variant)) };
        if !heading_key(&text).starts_with("отсутств") {
            return false;
        }
        self.absent += 1;
        let number = |column: u32| cell::whole(&row.get(column)).is_some();
        let of_work = [items.primary, items.mark].into_iter().filter(|column| *column > 0);
        let has_results = items.columns.iter().copied().chain(of_work).any(number);
        let severity = if has_results { Severity::Error } else { Severity::Note };
        self.findings.say(severity, "absent", self.cell(row, items.variant), &text, dirt::absent(has_results));
        true
    }

    fn points(&mut self, row: &Row, items: &Items) -> Option<Vec<Option<i64>>> {
        let mut points = Vec::with_capacity(items.items.len());
        for (item, &column) in items.items.iter().zip(&items.columns) {
            let value = row.get(column);
            let text = cell::text(&value);
            if matches!(text.as_str(), "X" | "x" | "Х" | "х") {
                points.push(None);
                continue;
            }
            let Some(number) = cell::whole(&value).filter(|number| *number >= 0) else {
                let message = dirt::not_points(&item.label, &text);
                self.error("points_unreadable", self.cell(row, column), &text, message);
                return None;
            };
            if number > item.max_points {
                let message = dirt::points_above(&item.label, number, item.max_points);
                self.error("points_above_max", self.cell(row, column), &text, message);
                return None;
            }
            points.push(Some(number));
        }
        Some(points)
    }

    /// The primary score, nothing when the cell is blank or nobody can have it; it is compared with the sum of points.
    #[expect(clippy::option_option, reason = "outside: whether the row is taken; inside: whether it has a score")]
    fn primary(&mut self, row: &Row, items: &Items, points: &[Option<i64>]) -> Option<Option<i64>> {
        let value = row.get(items.primary);
        let text = cell::text(&value);
        if text.is_empty() {
            let message = dirt::no_mark("Первичный балл");
            self.warn("primary_missing", self.cell(row, items.primary), "", message);
            return Some(None);
        }
        let Some(primary) = cell::whole(&value).filter(|number| *number >= 0) else {
            self.error("primary_unreadable", self.cell(row, items.primary), &text, dirt::not_primary(&text));
            return None;
        };
        let sum_of_items = || items.items.iter().map(|item| item.max_points).sum();
        let max = self.head.max_primary.as_ref().map_or_else(sum_of_items, |(declared, _)| *declared);
        if primary > max {
            let message = dirt::primary_above(primary, max);
            self.error("primary_above_max", self.cell(row, items.primary), &text, message);
            return Some(None);
        }
        let sum = points.iter().flatten().sum();
        if primary != sum {
            let message = dirt::other_sum(primary, sum);
            self.warn("primary_not_sum", self.cell(row, items.primary), &text, message);
        }
        Some(Some(primary))
    }

    fn mark(&mut self, row: &Row, column: u32, name: &str) -> Option<i64> {
        let value = if column == 0 { Value::Empty } else { row.get(column) };
        let text = cell::text(&value);
        if text.is_empty() {
            if column > 0 {
                self.note("mark_missing", self.cell(row, column), dirt::no_mark(name));
            }
            return None;
        }
        let mark = cell::whole(&value).and_then(Mark::from_number);
        if mark.is_none() {
            self.warn("mark_outside", self.cell(row, column), &text, dirt::mark_outside(&text));
        }
        mark.map(Mark::number)
    }

    /// The paper, when it is known what it is and the table has what it needs.
    fn finish(mut self) -> Option<Results> {
        let head = std::mem::take(&mut self.head);
        let sheet = Place::sheet(&self.sheet);
        let items = self.items.take();
        let Some(title) = head.title.clone() else {
            self.error("title_missing", sheet, "", dirt::NO_TITLE.to_owned());
            return None;
        };
        let Some(items) = items.filter(|items| !items.items.is_empty()) else {
            self.error("items_missing", sheet, "", dirt::NO_ITEMS.to_owned());
            return None;
        };
        let missing = items.missing();
        for name in &missing {
            self.error("column_missing", sheet.clone(), name, dirt::no_column(name));
        }
        let (Some(held_on), Some(year)) = (head.held_on, head.school_year()) else {
            self.error("date_missing", sheet, &head.held_on_text, dirt::no_held_on(&head.held_on_text));
            return None;
        };
        self.check_declared();
        let max_primary = self.max_primary(&head, &items);
        self.check_scale(items.mark);
        let (subject, subject_at) =
            if head.subject.is_empty() { (title.subject, head.title_at) } else { (head.subject, head.subject_at) };
        missing.is_empty().then_some(Results {
            year,
            rows: self.rows,
            school: self.school,
            paper: WrittenPaper {
                sheet: self.sheet,
                title: title.text,
                subject,
                subject_at,
                class_column: items.class,
                year_group: title.year_group,
                held_on,
                max_primary,
                items: items.items,
                results: self.results,
                doubts: items.doubts,
            },
        })
    }

    /// The highest primary score: what the head says, although the items may say otherwise.
    fn max_primary(&mut self, head: &Head, items: &Items) -> i64 {
        let sum = items.items.iter().map(|item| item.max_points).sum();
        match &head.max_primary {
            Some((declared, place)) if *declared != sum => {
                let message = dirt::max_primary(*declared, sum);
                self.warn("max_primary_not_sum", place.clone(), &declared.to_string(), message);
                *declared
            }
            _ => sum,
        }
    }

    /// A mark unlike those of the others with the same primary score: the scale of a paper is one for all.
    fn check_scale(&mut self, column: u32) {
        let mut scale: HashMap<i64, BTreeMap<i64, u64>> = HashMap::new();
        for result in &self.results {
            if let (Some(score), Some(mark)) = (result.primary_score, result.mark) {
                *scale.entry(score).or_default().entry(mark).or_default() += 1;
            }
        }
        for result in &self.results {
            let (Some(score), Some(mark)) = (result.primary_score, result.mark) else { continue };
            let marks = &scale[&score];
            let Some((&usual, &count)) = marks.iter().max_by_key(|(_, count)| **count) else { continue };
            if usual != mark && count >= MANY && count >= 2 * marks[&mark] {
                let place = Place::cell(&self.sheet, result.row, column);
                let message = dirt::other_mark_of_score(score, mark, usual);
                self.findings.say(Severity::Note, "mark_off_scale", place, &mark.to_string(), message);
            }
        }
    }

    fn check_declared(&mut self) {
        if let Some((declared, place)) = self.declared.clone()
            && declared != self.rows - self.absent
        {
            let message = dirt::declared_count(declared, self.rows - self.absent);
            self.warn("declared_count", place, &declared.to_string(), message);
        }
    }

    fn cell(&self, row: &Row, column: u32) -> Place {
        Place::cell(&self.sheet, row.number(), column)
    }

    fn error(&mut self, code: &str, place: Place, text: &str, message: String) {
        self.findings.say(Severity::Error, code, place, text, message);
    }

    fn warn(&mut self, code: &str, place: Place, text: &str, message: String) {
        self.findings.say(Severity::Warning, code, place, text, message);
    }

    fn note(&mut self, code: &str, place: Place, message: String) {
        self.findings.say(Severity::Note, code, place, "", message);
    }
}
