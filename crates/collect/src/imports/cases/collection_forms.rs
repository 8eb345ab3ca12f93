use sheets::Workbook;

use super::book::{Cell, Grid, workbook};
use super::open;
use crate::imports::recognise::{Shape, recognise};

/// The form of ФИС ОКО that a school fills in; the last column is a sum.
fn form(filled: u32) -> Vec<u8> {
    let mut protocol = Grid::default();
    let head = ["Код участника", "Вариант", "1 (2б)", "2К1 (1б)", "Порядковый номер класса"];
    protocol.line(1, 1, head);
    protocol.line(1, 6, ["Отметка за предыдущий триместр/ четверть/полугодие", "Итого баллов"]);
    for row in 2..=60 {
        protocol.put(row, 1, f64::from(9_999 + row));
        let is_filled = row < 2 + filled;
        if is_filled {
            protocol.line(row, 2, [Cell::from(1), Cell::from(2), Cell::from("X"), Cell::from(1), Cell::from(4)]);
        }
        protocol.put(row, 7, if is_filled { 2 } else { 0 });
    }
    let mut service = Grid::default();
    service.line(1, 1, [Cell::from("Вариант"), Cell::from(1), Cell::from(2), Cell::from("отсутствовал")]);
    let mut classes = Grid::default();
    classes.line(1, 1, ["Порядковый номер", "Класс"]);
    workbook(&[("Протокол", &protocol), ("Служебный", &service), ("Порядковый номер класса", &classes)])
}

fn refused(book: &Workbook<'_>) -> (&'static str, String) {
    match recognise(book).unwrap() {
        Shape::Refused(code, message) => (code, message),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_form_to_fill_in_is_refused_with_advice() {
    let empty = form(0);
    let (code, message) = refused(&open(&empty));
    assert_eq!(code, "collection_form_empty");
    assert!(message.starts_with("Это пустая форма сбора результатов ВПР"), "{message}");
    assert!(message.contains("«Индивидуальные результаты» (Ф1)"), "{message}");
    let filled = form(23);
    let (code, message) = refused(&open(&filled));
    assert_eq!(code, "collection_form_filled");
    assert!(message.starts_with("Это заполненная форма сбора результатов ВПР (23 участника)"), "{message}");
}

#[test]
fn reports_with_ready_percents_are_refused_with_advice() {
    for (title, code) in [
        ("Статистика по отметкам", "summary_report"),
        ("Распределение первичных баллов", "summary_report"),
        ("Отчет об успеваемости и посещаемости ученика", "class_period_report"),
    ] {
        let mut grid = Grid::default();
        grid.put(1, 1, title);
        grid.line(3, 1, ["Группы участников", "Кол-во участников"]);
        let bytes = workbook(&[("Лист1", &grid)]);
        assert_eq!(refused(&open(&bytes)).0, code, "{title}");
    }
    let mut grid = Grid::default();
    grid.line(1, 1, ["Меню на неделю", "Цена"]);
    let bytes = workbook(&[("Лист1", &grid)]);
    assert_eq!(refused(&open(&bytes)).0, "unknown_shape");
}
