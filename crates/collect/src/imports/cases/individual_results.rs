use chrono::NaiveDate;
use school::SchoolYear;

use super::book::{Cell, Grid, workbook};
use super::{codes, open, told};
use crate::imports::finding::{Findings, Severity};
use crate::imports::papers::Doubtful;
use crate::imports::recognise::{Shape, recognise};
use crate::imports::vpr_individual_results::{Results, read};

const ITEMS: [(&str, &str); 4] = [("1 (2б)", "Б"), ("2K1 (1б)", "Б"), ("9.1 (2б)", "П"), ("10 (3б)", "В")];

/// Form Ф1 as it is downloaded: results from row 10 on.
struct Form {
    grid: Grid,
    next: u32,
}

impl Form {
    fn new(declared: u32) -> Self {
        let mut grid = Grid::default();
        grid.put(1, 1, "Индивидуальные результаты участников");
        grid.put(3, 1, "ВПР 2026 Русский язык 4 класс");
        grid.line(4, 1, ["Предмет:", "Русский язык"]);
        grid.line(5, 1, [Cell::from("Максимальный первичный балл:"), Cell::from(8)]);
        grid.line(6, 1, ["Дата:", "21.04.2026"]);
        grid.put(7, 3, "Уровень сложности задания");
        grid.line(7, 7, ITEMS.map(|(_, level)| level));
        grid.line(8, 1, ["ОО", "Муниципалитет", "Название ОО", "Код участника", "Класс", "Вариант"]);
        grid.line(8, 7, ITEMS.map(|(label, _)| label));
        grid.line(8, 11, ["Первичный балл", "Отметка", "Отметка по журналу"]);
        grid.put(9, 1, "МБОУ СОШ № 1(edu770001)");
        grid.put(9, 2, format!("Кол-во участников: {declared}"));
        Self { grid, next: 10 }
    }

    fn participant(&mut self, code: i32, results: [Cell; 7]) {
        self.grid.line(self.next, 1, ["edu770001", "Городской округ", "МБОУ СОШ № 1"]);
        self.grid.line(self.next, 4, [Cell::from(code), Cell::from("4А"), Cell::from(1)]);
        self.grid.line(self.next, 7, results);
        self.next += 1;
    }

    fn read(&self) -> (Vec<Results>, Findings) {
        let bytes = workbook(&[("РУ 4 Индивидуальные результаты", &self.grid)]);
        let book = open(&bytes);
        assert_eq!(recognise(&book).unwrap(), Shape::IndividualResults(vec![0]));
        let mut findings = Findings::default();
        (read(&book, &[0], &mut findings).unwrap(), findings)
    }
}

/// Two participants of 4А, and how many the form says there are.
pub(in crate::imports) fn sample(declared: u32) -> Vec<u8> {
    let mut form = Form::new(declared);
    form.participant(40_001, numbers([2, 1, 2, 3, 8, 5, 4]));
    form.participant(40_002, numbers([1, 1, 0, 1, 3, 3, 3]));
    workbook(&[("РУ 4 Индивидуальные результаты", &form.grid)])
}

fn numbers(numbers: [i32; 7]) -> [Cell; 7] {
    numbers.map(Cell::from)
}

#[test]
fn a_paper_is_read_whole() {
    let mut form = Form::new(2);
    form.participant(40_001, numbers([2, 1, 2, 3, 8, 5, 4]));
    form.participant(40_002, [2.into(), "X".into(), "х".into(), 1.into(), 3.into(), "3".into(), 3.into()]);
    let (papers, findings) = form.read();
    let paper = &papers[0].paper;
    let school = papers[0].school.as_ref().map(|(name, place)| (name.as_str(), place.address()));
    assert_eq!((papers[0].year, school), (SchoolYear(2025), Some(("МБОУ СОШ № 1", "A9".to_owned()))));
    assert_eq!((paper.class_column, paper.subject_at.on("").address().as_str()), (5, "B4"));
    assert_eq!((paper.title.as_str(), paper.subject.as_str()), ("ВПР 2026 Русский язык 4 класс", "Русский язык"));
    assert_eq!((paper.year_group, paper.max_primary), (4, 8));
    assert_eq!(Some(paper.held_on), NaiveDate::from_ymd_opt(2026, 4, 21));
    let items: Vec<_> = paper.items.iter().map(|item| (item.label.as_str(), item.level, item.max_points)).collect();
    assert_eq!(items, [("1", "base", 2), ("2К1", "base", 1), ("9.1", "raised", 2), ("10", "high", 3)]);
    let second = &paper.results[1];
    assert_eq!((second.row, second.code.as_str(), second.class.as_str()), (11, "40002", "4А"));
    assert_eq!(second.points, [Some(2), None, None, Some(1)]);
    assert_eq!((second.primary_score, second.mark, second.journal_mark), (Some(3), Some(3), Some(3)));
    assert_eq!(codes(findings), []);
}

#[test]
fn a_mark_unlike_the_others_of_its_score_is_told() {
    let mut form = Form::new(4);
    for code in 40_001..=40_003 {
        form.participant(code, numbers([2, 1, 2, 0, 5, 4, 4]));
    }
    form.participant(40_004, numbers([2, 1, 2, 0, 5, 3, 4]));
    let (_, findings) = form.read();
    let message = "Первичный балл 5, отметка 3, а у других с таким баллом отметка 4. Загружено как в файле";
    assert_eq!(told(findings, "mark_off_scale"), [format!("L13: {message}")]);
}

#[test]
fn missing_rows_are_noticed() {
    let mut form = Form::new(89);
    form.participant(40_001, numbers([2, 1, 2, 3, 8, 5, 5]));
    let (papers, findings) = form.read();
    assert_eq!(papers[0].paper.results.len(), 1);
    assert_eq!(
        told(findings, "declared_count"),
        ["B9: В файле указано участников: 89, а строк с результатами: 1. Выгрузите файл заново"]
    );
}

#[test]
fn results_that_contradict_themselves_are_told() {
    let mut form = Form::new(7);
    form.participant(1, numbers([3, 1, 2, 3, 9, 5, 5]));
    form.participant(2, numbers([2, 1, 2, 3, 7, 5, 5]));
    form.participant(3, numbers([2, 1, 2, 3, 8, 5, 6]));
    form.participant(3, numbers([0, 0, 0, 0, 0, 2, 2]));
    form.participant(4, [2.into(), "?".into(), 2.into(), 3.into(), 7.into(), 5.into(), 5.into()]);
    form.participant(5, [2.into(), 1.into(), 2.into(), 3.into(), 8.into(), "".into(), "".into()]);
    form.participant(6, [2.into(), 1.into(), 2.into(), 3.into(), "".into(), 5.into(), 5.into()]);
    let (papers, findings) = form.read();
    let results: Vec<_> =
        papers[0].paper.results.iter().map(|one| (one.code.as_str(), one.primary_score, one.journal_mark)).collect();
    assert_eq!(results, [("2", Some(7), Some(5)), ("3", Some(8), None), ("5", Some(8), None), ("6", None, Some(5))]);
    let expected = [
        (Severity::Error, "points_above_max", 1),
        (Severity::Error, "code_twice", 1),
        (Severity::Error, "points_unreadable", 1),
        (Severity::Warning, "primary_not_sum", 1),
        (Severity::Warning, "mark_outside", 1),
        (Severity::Warning, "primary_missing", 1),
        (Severity::Note, "mark_missing", 2),
    ];
    assert_eq!(codes(findings), expected.map(|(severity, code, times)| (severity, code.to_owned(), times)));
}

#[test]
fn a_head_that_contradicts_itself_is_told() {
    let mut form = Form::new(1);
    form.participant(1, numbers([2, 1, 2, 3, 8, 5, 5]));
    form.grid.put(5, 2, 20);
    form.grid.put(7, 8, "?");
    let (papers, findings) = form.read();
    assert_eq!(papers[0].paper.max_primary, 20);
    let codes: Vec<String> = codes(findings).into_iter().map(|(_, code, _)| code).collect();
    assert_eq!(codes, ["max_primary_not_sum", "level_unknown"]);
}

#[test]
fn a_sheet_without_its_head_is_left_out() {
    for (row, code) in [(3, "title_missing"), (6, "date_missing")] {
        let mut form = Form::new(1);
        form.participant(1, numbers([2, 1, 2, 3, 8, 5, 5]));
        form.grid.put(row, 1, "");
        let (papers, findings) = form.read();
        assert!(papers.is_empty());
        assert_eq!(told(findings, code).len(), 1, "{code}");
    }
}

/// What is doubtful about the items of a paper: where, and what about it.
fn doubts(papers: &[Results]) -> Vec<(String, Doubtful)> {
    papers[0].paper.doubts.iter().map(|doubt| (doubt.place.address(), doubt.about.clone())).collect()
}

#[test]
fn items_with_one_number_are_never_merged() {
    let mut form = Form::new(1);
    form.participant(1, numbers([2, 1, 2, 3, 8, 5, 5]));
    form.grid.line(8, 7, ["4K1 (3б)", "4К1 (2б)"]);
    let (papers, findings) = form.read();
    assert_eq!(doubts(&papers), [("H8".to_owned(), Doubtful::Twin { item: 1, first_at: "G8".to_owned() })]);
    let message = "H8: Задания «4K1 (3б)» (G8) и «4К1 (2б)» (H8) — с одним номером 4К1, хотя записаны по-разному (русская \
        и латинская К?). Они не складываются";
    assert_eq!(told(findings, "item_twice"), [message]);
}

#[test]
fn odd_headings_and_levels_of_items_are_named() {
    let mut form = Form::new(1);
    form.participant(1, numbers([2, 1, 2, 3, 8, 5, 5]));
    form.grid.put(7, 7, "");
    form.grid.put(7, 8, "Ы");
    form.grid.put(8, 9, "9.1 (2");
    let (papers, findings) = form.read();
    let expected = [
        ("G8", Doubtful::Level { item: 0 }),
        ("H8", Doubtful::Level { item: 1 }),
        ("I8", Doubtful::Heading { item: Some(2) }),
    ];
    assert_eq!(doubts(&papers), expected.map(|(place, about)| (place.to_owned(), about)));
    assert_eq!(papers[0].paper.items.len(), 4);
    assert_eq!(
        told(findings, "item_unreadable"),
        ["I8: «9.1 (2» стоит среди заданий, но записано не так, как задание: ожидается, например, «9.2 (2б)»"]
    );
}

#[test]
fn impossible_scores_and_absent_students_are_not_taken() {
    let mut form = Form::new(3);
    form.participant(1, numbers([2, 1, 2, 3, 99, 5, 5]));
    form.participant(2, numbers([2, 1, 2, 3, 8, 5, 5]));
    form.grid.put(11, 6, "отсутствовал");
    form.participant(3, ["".into(), "".into(), "".into(), "".into(), "".into(), "".into(), 4.into()]);
    form.grid.put(12, 6, "Отсутствовал");
    let (papers, findings) = form.read();
    let results: Vec<_> = papers[0].paper.results.iter().map(|one| (one.code.as_str(), one.primary_score)).collect();
    assert_eq!((results, papers[0].rows), (vec![("1", None)], 3));
    let (told, _) = findings.into_parts();
    let told: Vec<_> = told.iter().map(|one| (one.severity, one.code.as_str(), one.place.address())).collect();
    let expected = [
        (Severity::Error, "primary_above_max", "K10"),
        (Severity::Error, "absent", "F11"),
        (Severity::Warning, "declared_count", "B9"),
        (Severity::Note, "absent", "F12"),
    ];
    assert_eq!(told, expected.map(|(severity, code, place)| (severity, code, place.to_owned())));
}
