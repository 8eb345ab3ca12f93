use school::{Mark, MarkEntry, SchoolYear, Term};

use super::book::{Grid, workbook};
use super::{codes, open, told};
use crate::imports::class_year_sheet::{YearSheet, read};
use crate::imports::finding::{Findings, Severity};
use crate::imports::period_marks::Written;
use crate::imports::recognise::{Shape, recognise};

const SCHOOL: &str = "Муниципальное бюджетное общеобразовательное учреждение \"Средняя общеобразовательная школа № 1\"";
const TERMS: [&str; 4] = ["1 Четверть", "2 Четверть", "3 Четверть", "4 Четверть"];

/// A subject of a block: averages and marks of terms, the mark of the year.
type Row<'r> = (&'r str, &'r [(f64, &'r str)], &'r str);

/// The form as it is exported: merged headings over four rows, marks as text, averages as numbers.
struct Form {
    grid: Grid,
    top: u32,
    terms: Vec<&'static str>,
}

impl Form {
    fn new(terms: &[&'static str]) -> Self {
        let mut grid = Grid::default();
        grid.merge(1, 1, 26);
        grid.put(1, 1, SCHOOL);
        grid.put(3, 1, "Табель успеваемости учащегося");
        Self { grid, top: 6, terms: terms.to_vec() }
    }

    fn student(&mut self, class: &str, name: &str, rows: &[Row<'_>]) {
        let (top, grid) = (self.top, &mut self.grid);
        grid.put(top, 1, "Учебный год: 2024/2025");
        grid.put(top + 1, 1, format!("Класс: {class}"));
        grid.put(top + 2, 1, format!("Ученик: {name}"));
        let h = top + 5;
        let after = 3 + 3 * u16::try_from(self.terms.len()).unwrap();
        grid.merge(h, 3, after - 1);
        grid.line(h, 2, ["Предмет", "Учебные периоды"]);
        grid.line(h, after, ["Год.\n оценка", "Экз. оценка", "Гос. экз. оценка", "Итог. оценка"]);
        grid.put(h + 1, 1, "№");
        grid.put(h + 2, 1, "п/п");
        for (column, term) in (3..).step_by(3).zip(&self.terms) {
            grid.merge(h + 2, column, column + 2);
            grid.put(h + 2, column, *term);
            grid.line(h + 3, column, ["Средний балл", "Ср. взв. \n балл", "Итог"]);
        }
        for (row, (subject, terms, year)) in (h + 4..).zip(rows) {
            grid.put(row, 1, (row - h - 3).to_string());
            grid.put(row, 2, *subject);
            for (column, (average, mark)) in (3..).step_by(3).zip(*terms) {
                grid.line(row, column, [*average, 0.0]);
                if !mark.is_empty() {
                    grid.put(row, column + 2, *mark);
                }
            }
            if !year.is_empty() {
                grid.put(row, after, *year);
            }
        }
        self.top = h + 5 + u32::try_from(rows.len()).unwrap();
    }

    fn read(&self) -> (YearSheet, Findings) {
        let bytes = workbook(&[("Лист1", &self.grid)]);
        let book = open(&bytes);
        assert_eq!(recognise(&book).unwrap(), Shape::ClassYearSheet(vec![0]));
        let mut findings = Findings::default();
        (read(&book, &[0], &mut findings).unwrap(), findings)
    }
}

fn marked(number: i64) -> Written {
    Written::Entry(MarkEntry::Marked(Mark::from_number(number).unwrap()))
}

#[test]
fn a_class_is_read_whole() {
    let mut form = Form::new(&TERMS);
    let algebra: Row<'_> = ("Алгебра", &[(3.67, "4"), (4.25, "4"), (3.5, "4"), (4.0, "4")], "4");
    let nothing: Row<'_> = ("Разговоры о важном", &[(0.0, ""), (0.0, ""), (0.0, ""), (0.0, "")], "");
    form.student("8А", "Абрамова Алиса Ивановна", &[algebra, nothing]);
    form.student("8А", "Белов Глеб Андреевич", &[algebra, nothing]);
    let (sheet, findings) = form.read();
    let school = sheet.school.as_ref().map(|(name, place)| (name.as_str(), place.address()));
    assert_eq!(school, Some((SCHOOL, "A1".to_owned())));
    let at = sheet.marks[1].names_at;
    let names_at = [at.class, at.student, at.subject].map(|spot| spot.on("Лист1").address());
    assert_eq!(names_at, ["A7", "A8", "B15"]);
    assert_eq!(sheet.year, Some(SchoolYear(2024)));
    let students: Vec<_> = sheet.students.iter().map(|one| (one.name.as_str(), one.class.as_str())).collect();
    assert_eq!(students, [("Абрамова Алиса Ивановна", "8А"), ("Белов Глеб Андреевич", "8А")]);
    assert_eq!((sheet.marks.len(), sheet.rows), (10, 4));
    let second = &sheet.marks[1];
    assert_eq!((second.term, second.place.address().as_str()), (Term::Quarter(2), "H15"));
    assert_eq!((second.written.clone(), second.shown_average.as_deref()), (marked(4), Some("4.25")));
    assert_eq!((sheet.marks[4].term, sheet.marks[4].place.address().as_str()), (Term::Year, "O15"));
    assert_eq!(codes(findings), []);
}

#[test]
fn half_years_and_trimesters_are_read_too() {
    for (terms, codes) in [
        (&["1 Полугодие", "2 Полугодие"][..], &["h1", "h2", "year"][..]),
        (&["1 Триместр", "2 Триместр", "3 Триместр"], &["t1", "t2", "t3", "year"]),
    ] {
        let mut form = Form::new(terms);
        let marks = vec![(4.0, "4"); terms.len()];
        form.student("10 «А»", "Орлова Анна Олеговна", &[("Химия", &marks, "4")]);
        let found: Vec<String> = form.read().0.marks.iter().map(|mark| mark.term.code()).collect();
        assert_eq!(found, codes);
    }
}

#[test]
fn odd_marks_are_left_to_people() {
    let mut form = Form::new(&TERMS);
    form.student(
        "8-В",
        "Юдин Иван Петрович",
        &[
            ("Физика", &[(3.0, "0"), (0.0, "4"), (4.6, "4"), (3.0, "н/а")], "3"),
            ("Химия", &[(2.5, "О 2"), (3.5, "4 3"), (3.0, "3/3"), (3.0, "осв.")], "5-"),
        ],
    );
    let (sheet, findings) = form.read();
    let odd: Vec<_> = sheet
        .marks
        .iter()
        .filter_map(|mark| match &mark.written {
            Written::Odd(text) => Some((mark.place.address(), text.as_str())),
            Written::Entry(_) => None,
        })
        .collect();
    let places = ["E15", "E16", "H16", "K16", "O16"].map(str::to_owned);
    assert_eq!(odd, places.into_iter().zip(["0", "О 2", "4 3", "3/3", "5-"]).collect::<Vec<_>>());
    assert_eq!(sheet.marks[1].shown_average, None);
    assert_eq!(
        codes(findings),
        [
            (Severity::Warning, "mark_zero".to_owned(), 1),
            (Severity::Warning, "mark_with_attendance".to_owned(), 1),
            (Severity::Warning, "mark_several".to_owned(), 2),
            (Severity::Warning, "mark_with_sign".to_owned(), 1),
            (Severity::Note, "average_zero".to_owned(), 1),
            (Severity::Note, "mark_not_average".to_owned(), 1),
        ]
    );
}

#[test]
fn missing_year_marks_are_told_by_subject() {
    let mut form = Form::new(&TERMS);
    let term = (4.0, "4");
    let physics: Row<'_> = ("Физика", &[term; 4], "4");
    form.student("8А", "Абрамова Алиса Ивановна", &[physics, ("Химия", &[term; 4], ""), ("Музыка", &[term; 4], "4")]);
    form.student("8А", "Белов Глеб Андреевич", &[physics, ("Химия", &[term; 4], ""), ("Музыка", &[term; 4], "")]);
    let (_, findings) = form.read();
    let (all, _) = findings.into_parts();
    let told: Vec<String> = all.iter().map(|one| format!("{}: {}", one.place.address(), one.message)).collect();
    assert_eq!(
        told,
        [
            "B16: По предмету «Химия» есть отметки за периоды, но годовых нет ни у кого (2 ученика)",
            "B30: Белов Глеб Андреевич, Музыка: отметки за периоды есть, годовой нет",
        ]
    );
}

#[test]
fn repeated_columns_subjects_and_students_are_told() {
    let mut form = Form::new(&["1 Четверть", "2 Четверть", "2 Четверть"]);
    let row: Row<'_> = ("Алгебра", &[(4.0, "4"), (5.0, "5"), (3.0, "3")], "4");
    form.student("8А", "Абрамова Алиса Ивановна", &[row, row]);
    form.student("8А", "Абрамова Алиса Ивановна", &[row]);
    let (sheet, findings) = form.read();
    assert_eq!(sheet.marks.len(), 9);
    assert_eq!(sheet.marks[1].written, marked(5));
    assert_eq!(
        codes(findings),
        [
            (Severity::Warning, "column_twice".to_owned(), 1),
            (Severity::Warning, "subject_twice".to_owned(), 1),
            (Severity::Warning, "student_again".to_owned(), 1),
        ]
    );
}

#[test]
fn a_block_without_its_lines_is_left_out() {
    let mut form = Form::new(&TERMS);
    let row: Row<'_> = ("Алгебра", &[(4.0, "4"); 4], "4");
    form.student("8А", "Абрамова Алиса Ивановна", &[row]);
    let second = form.top;
    form.student("8А", "Белов Глеб Андреевич", &[row]);
    form.grid.put(second, 1, "Учебный год: 2023/2024");
    let (sheet, findings) = form.read();
    assert_eq!(sheet.marks.len(), 5);
    let message =
        "Учебный год 2023/24, а у первого ученика файла — 2024/25. Разделите файл по годам. Отметки не загружены";
    assert_eq!(told(findings, "other_year"), [format!("A{second}: {message}")]);

    let mut form = Form::new(&TERMS);
    form.student("8А", "Абрамова Алиса Ивановна", &[row]);
    form.grid.put(8, 1, "Учащаяся — Абрамова");
    let (sheet, findings) = form.read();
    assert_eq!((sheet.marks.len(), sheet.students.len()), (0, 0));
    assert_eq!(told(findings, "no_student").len(), 1);
}
