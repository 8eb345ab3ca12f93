//! The two forms that schools hold in their hands: the class year sheet and ФИС ОКО Ф1, cell by cell as exported.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use school::{SchoolYear, ru};

use super::curriculum::CURRICULUM;
use super::files::{MadeFile, year_words};
use super::marks::{Book, Record, sums};
use super::papers::{Paper, Sat};
use super::people::People;
use super::{SCHOOL_NAME, SCHOOL_SHORT_NAME, day};

/// «Табель успеваемости учащегося (весь класс)».
pub(super) fn class_year_sheet(people: &People, book: &Book) -> Result<MadeFile, XlsxError> {
    let class = &people.classes[book.class];
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("Лист1")?;
    let plain = Format::new();
    sheet.merge_range(0, 0, 0, 25, SCHOOL_NAME, &plain)?;
    sheet.merge_range(2, 0, 2, 25, "Табель успеваемости учащегося", &plain)?;
    let mut of_pupil: BTreeMap<usize, Vec<&Record>> = BTreeMap::new();
    for record in &book.records {
        of_pupil.entry(record.pupil).or_default().push(record);
    }
    let mut top = 5;
    for (place, records) in of_pupil {
        let name = people.pupils[class.pupils[place]].name.full();
        let heads = [
            format!("Учебный год: {}", SchoolYear(class.school_year).long()),
            format!("Класс: {}", class.name()),
            format!("Ученик: {name}"),
        ];
        for (row, head) in (top..).zip(&heads) {
            sheet.write_string(row, 0, head)?;
        }
        year_sheet_header(sheet, top + 5)?;
        let mut row = top + 9;
        for (number, record) in (1..).zip(records) {
            year_sheet_row(sheet, row, number, record)?;
            row += 1;
        }
        top = row + 1;
    }
    let name =
        format!("Табель успеваемости учащегося (весь класс) {} {}.xlsx", class.name(), year_words(class.school_year));
    Ok(MadeFile { name, bytes: workbook.save_to_buffer()?, school_year: class.school_year })
}

fn year_sheet_header(sheet: &mut Worksheet, top: u32) -> Result<(), XlsxError> {
    let plain = Format::new();
    sheet.merge_range(top, 1, top + 2, 1, "Предмет", &plain)?;
    sheet.merge_range(top, 2, top, 13, "Учебные периоды", &plain)?;
    for (column, head) in (14..).zip(["Год. оценка", "Экз. оценка", "Гос. экз. оценка", "Итог. оценка"])
    {
        sheet.merge_range(top, column, top + 2, column, head, &plain)?;
    }
    sheet.write_string(top + 1, 0, "№")?;
    sheet.write_string(top + 2, 0, "п/п")?;
    for quarter in 0..4_u16 {
        let column = 2 + 3 * quarter;
        sheet.merge_range(top + 1, column, top + 1, column + 2, "", &plain)?;
        sheet.merge_range(top + 2, column, top + 2, column + 2, &format!("{} Четверть", quarter + 1), &plain)?;
        for (at, head) in (column..).zip(["Средний балл", "Ср. взв. балл", "Итог"]) {
            sheet.write_string(top + 3, at, head)?;
        }
    }
    Ok(())
}

fn year_sheet_row(sheet: &mut Worksheet, row: u32, number: u32, record: &Record) -> Result<(), XlsxError> {
    sheet.write_string(row, 0, number.to_string())?;
    sheet.write_string(row, 1, CURRICULUM[record.subject].name)?;
    for ((column, given), mark) in (2..).step_by(3).zip(&record.journal).zip(&record.terms) {
        let marks: i64 = given.iter().map(|one| one.mark).sum();
        let (weighted, weights) = sums(given);
        sheet.write_number(row, column, hundredths(marks, i64::try_from(given.len()).unwrap_or(1)))?;
        sheet.write_number(row, column + 1, hundredths(weighted, weights))?;
        sheet.write_string(row, column + 2, mark.to_string())?;
    }
    if let Some(mark) = record.year {
        sheet.write_string(row, 14, mark.to_string())?;
    }
    Ok(())
}

/// An average as journals print it: rounded to hundredths, half up.
fn hundredths(sum: i64, count: i64) -> f64 {
    let rounded = (200 * sum + count.max(1)).div_euclid(2 * count.max(1));
    f64::from(i32::try_from(rounded).unwrap_or_default()) / 100.0
}

/// ФИС ОКО, form Ф1 «Индивидуальные результаты».
pub(super) fn individual_results(paper: &Paper, first_code: u32) -> Result<MadeFile, XlsxError> {
    let (year, group, subject) = (paper.school_year + 1, paper.year_group, paper.subject);
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let short: String = subject.to_uppercase().chars().take(2).collect();
    sheet.set_name(format!("{short} {group} Индивидуальные результаты"))?;
    let top: i64 = paper.items.iter().map(|item| item.2).sum();
    sheet.write_string(0, 0, "Индивидуальные результаты участников")?;
    sheet.write_string(2, 0, format!("ВПР {year} {subject} {group} класс"))?;
    for (row, head, value) in [
        (3, "Предмет:", subject.to_owned()),
        (4, "Максимальный первичный балл:", top.to_string()),
        (5, "Дата:", ru::date_short(day(year, 4, 21))),
    ] {
        sheet.write_string(row, 0, head)?;
        match value.parse::<u32>() {
            Ok(number) => sheet.write_number(row, 1, number)?,
            Err(_) => sheet.write_string(row, 1, value)?,
        };
    }
    sheet.write_string(6, 2, "Уровень сложности задания")?;
    let items = paper.items.iter().map(|item| item.0);
    let head = ["ОО", "Муниципалитет", "Название ОО", "Код участника", "Класс", "Вариант"].into_iter().chain(items);
    for (column, title) in (0..).zip(head.chain(["Первичный балл", "Отметка", "Отметка по журналу"]))
    {
        sheet.write_string(7, column, title)?;
    }
    for (column, item) in (6..).zip(paper.items) {
        sheet.write_string(6, column, item.1)?;
    }
    sheet.write_string(8, 0, format!("{SCHOOL_SHORT_NAME}(edu000001)"))?;
    sheet.write_string(8, 1, format!("Кол-во участников: {}", paper.sat.len()))?;
    for (row, sat) in (9..).zip(&paper.sat) {
        results_row(sheet, row, first_code + row - 8, sat)?;
    }
    let name = format!("Ф1_Индивидуальные результаты {short}{group} {year}.xlsx");
    Ok(MadeFile { name, bytes: workbook.save_to_buffer()?, school_year: paper.school_year })
}

fn results_row(sheet: &mut Worksheet, row: u32, code: u32, sat: &Sat) -> Result<(), XlsxError> {
    sheet.write_string(row, 0, "edu000001")?;
    sheet.write_string(row, 1, "Городской округ")?;
    sheet.write_string(row, 2, SCHOOL_SHORT_NAME)?;
    sheet.write_number(row, 3, code)?;
    sheet.write_string(row, 4, &sat.class_name)?;
    sheet.write_number(row, 5, 1 + row % 2)?;
    let mut column = 6;
    for points in &sat.points {
        match points.and_then(|points| u32::try_from(points).ok()) {
            Some(points) => sheet.write_number(row, column, points)?,
            None => sheet.write_string(row, column, "X")?,
        };
        column += 1;
    }
    for value in [sat.primary, sat.mark, sat.journal_mark] {
        sheet.write_number(row, column, u32::try_from(value).unwrap_or_default())?;
        column += 1;
    }
    Ok(())
}
