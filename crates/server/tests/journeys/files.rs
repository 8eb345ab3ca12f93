//! Files as schools really export them, with invented people.

use std::path::{Path, PathBuf};

use rust_xlsxwriter::{Format, Workbook, Worksheet};

pub(crate) const SCHOOL: &str =
    "Муниципальное бюджетное общеобразовательное учреждение \"Средняя общеобразовательная школа № 1\"";
/// The school year of all files.
pub(crate) const YEAR: &str = "2025/26";

const SURNAMES: [&str; 12] = [
    "Абрамова", "Белова", "Власова", "Голубева", "Данилова", "Егорова", "Жукова", "Исаева", "Калинина", "Лебедева",
    "Макарова", "Орлова",
];
const NAMES: [&str; 6] = ["Анна", "Варвара", "Дарья", "Ксения", "Мария", "Полина"];
const SUBJECTS: [&str; 6] = ["Алгебра", "Биология", "География", "История", "Литература", "Русский язык"];
const TERM_PARTS: [&str; 3] = ["Средний балл", "Ср. взв. балл", "Итог"];
const YEAR_PARTS: [&str; 4] = ["Год. оценка", "Экз. оценка", "Гос. экз. оценка", "Итог. оценка"];

/// The students of a class, each name once in the school.
pub(crate) fn students(class: &str) -> Vec<String> {
    let father = if class.ends_with('А') { "Андреевна" } else { "Борисовна" };
    (0..24).map(|one| format!("{} {} {father}", SURNAMES[one % 12], NAMES[(one + one / 12) % 6])).collect()
}

/// The mark of a student: algebra goes badly from term to term, the rest goes well.
fn mark(student: usize, subject: usize, term: usize) -> u32 {
    match (subject, (student * 7 + subject * 3) % 10) {
        (0, luck) if luck < 2 + 2 * term => 2,
        (_, 0..=3) => 3,
        (_, 4..=7) => 4,
        _ => 5,
    }
}

/// «Табель успеваемости учащегося (весь класс)».
pub(crate) fn class_year_sheet(folder: &Path, class: &str) -> PathBuf {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Лист1").unwrap();
    let plain = Format::new();
    sheet.merge_range(0, 0, 0, 25, SCHOOL, &plain).unwrap();
    sheet.merge_range(2, 0, 2, 25, "Табель успеваемости учащегося", &plain).unwrap();
    let mut top = 5;
    for (at, student) in students(class).iter().enumerate() {
        sheet.write(top, 0, "Учебный год: 2025/2026").unwrap();
        sheet.write(top + 1, 0, format!("Класс: {class}")).unwrap();
        sheet.write(top + 2, 0, format!("Ученик: {student}")).unwrap();
        table_head(sheet, top + 5, &plain);
        for (row, (number, subject)) in (top + 9..).zip(SUBJECTS.iter().enumerate()) {
            sheet.write(row, 0, (number + 1).to_string()).unwrap();
            sheet.write(row, 1, *subject).unwrap();
            for (column, term) in (2_u16..).step_by(3).zip(0..4_usize) {
                let mark = mark(at, number, term);
                sheet.write(row, column, f64::from(mark) + 0.21).unwrap();
                sheet.write(row, column + 1, 0).unwrap();
                sheet.write(row, column + 2, mark.to_string()).unwrap();
            }
            sheet.write(row, 14, mark(at, number, 3).to_string()).unwrap();
        }
        top += 9 + 6 + 1;
    }
    save(book, folder, &format!("Табель {class}.xlsx"))
}

fn table_head(sheet: &mut Worksheet, row: u32, plain: &Format) {
    sheet.merge_range(row, 1, row + 2, 1, "Предмет", plain).unwrap();
    sheet.merge_range(row, 2, row, 13, "Учебные периоды", plain).unwrap();
    for (column, text) in (14_u16..).zip(YEAR_PARTS) {
        sheet.merge_range(row, column, row + 2, column, text, plain).unwrap();
    }
    sheet.write(row + 1, 0, "№").unwrap();
    sheet.write(row + 2, 0, "п/п").unwrap();
    for (column, term) in (2_u16..).step_by(3).zip(1..=4) {
        sheet.merge_range(row + 1, column, row + 1, column + 2, "", plain).unwrap();
        sheet.merge_range(row + 2, column, row + 2, column + 2, &format!("{term} Четверть"), plain).unwrap();
        for (part, text) in (column..).zip(TERM_PARTS) {
            sheet.write(row + 3, part, text).unwrap();
        }
    }
}

/// A staff list in Windows-1251, as spreadsheets save it in Russia.
pub(crate) fn staff_list(folder: &Path) -> PathBuf {
    let text = "ФИО;Должность;Образование;Категория;Педагогический стаж\r\n\
                Петрова Анна Сергеевна;учитель;высшее педагогическое;первая;12\r\n\
                Смирнов Олег Иванович;учитель;высшее педагогическое;высшая;21\r\n";
    let file = folder.join("Педагоги.csv");
    std::fs::write(&file, windows_1251(text)).unwrap();
    file
}

fn windows_1251(text: &str) -> Vec<u8> {
    let byte = |letter: char| match letter {
        'Ё' => 0xa8,
        'ё' => 0xb8,
        '№' => 0xb9,
        'А'..='я' => u8::try_from(u32::from(letter) - u32::from('А')).unwrap() + 0xc0,
        other => u8::try_from(other).unwrap(),
    };
    text.chars().map(byte).collect()
}

fn save(mut book: Workbook, folder: &Path, name: &str) -> PathBuf {
    let file = folder.join(name);
    book.save(&file).unwrap();
    file
}
