//! Files as schools really export them, with invented people.

use std::path::{Path, PathBuf};

use rust_xlsxwriter::{Format, Workbook, Worksheet};

pub(crate) const SCHOOL: &str =
    "Муниципальное бюджетное общеобразовательное учреждение \"Средняя общеобразовательная школа № 1\"";
/// The school year of all files.
pub(crate) const YEAR: &str = "2025/26";

const SURNAMES: [&str; 12] = [
    "Абрамова",
    "Белова",
    "Власова",
    "Голубева",
    "Данилова",
    "Егорова",
    "Жукова",
    "Исаева",
    "Калинина",
    "Лебедева",
    "Макарова",
    "Орлова",
];
const NAMES: [&str; 6] = ["Анна", "Варвара", "Дарья", "Ксения", "Мария", "Полина"];
const SUBJECTS: [&str; 6] = ["Алгебра", "Биология", "География", "История", "Литература", "Русский язык"];
const TERM_PARTS: [&str; 3] = ["Средний балл", "Ср. взв. балл", "Итог"];
const YEAR_PARTS: [&str; 4] = ["Год. оценка", "Экз. оценка", "Гос. экз. оценка", "Итог. оценка"];

/// Items of a paper: label, level, the most points.
const ITEMS: [(&str, &str, u32); 5] =
    [("1 (2б)", "Б", 2), ("2 (1б)", "Б", 1), ("3 (2б)", "Б", 2), ("9.1 (2б)", "П", 2), ("10 (3б)", "П", 3)];

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

/// Marks in physics in Windows-1251: a table of one's own, in which the first student has no patronymic.
pub(crate) fn subject_marks(folder: &Path) -> PathBuf {
    let mut text = "Кто;Класс;Предмет;Период;Отметка\r\n".to_owned();
    for (at, student) in students("8А").iter().enumerate() {
        let name = if at == 0 { student.rsplit_once(' ').unwrap().0 } else { student };
        text += &format!("{name};8А;Физика;год;{}\r\n", mark(at, 1, 3));
    }
    let file = folder.join("Отметки по физике.csv");
    std::fs::write(&file, windows_1251(&text)).unwrap();
    file
}

/// ФИС ОКО, form Ф1.
pub(crate) fn individual_results(folder: &Path) -> PathBuf {
    const HEAD: [&str; 6] = ["ОО", "Муниципалитет", "Название ОО", "Код участника", "Класс", "Вариант"];
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("РУ 8 Индивидуальные результаты").unwrap();
    sheet.write(0, 0, "Индивидуальные результаты участников").unwrap();
    sheet.write(2, 0, "ВПР 2026 Русский язык 8 класс").unwrap();
    sheet.write_row(3, 0, ["Предмет:", "Русский язык"]).unwrap();
    sheet.write(4, 0, "Максимальный первичный балл:").unwrap();
    sheet.write(4, 1, 10).unwrap();
    sheet.write_row(5, 0, ["Дата:", "21.04.2026"]).unwrap();
    sheet.write(6, 2, "Уровень сложности задания").unwrap();
    sheet.write_row(6, 6, ITEMS.map(|(_, level, _)| level)).unwrap();
    sheet.write_row(7, 0, HEAD).unwrap();
    sheet.write_row(7, 6, ITEMS.map(|(label, ..)| label)).unwrap();
    sheet.write_row(7, 11, ["Первичный балл", "Отметка", "Отметка по журналу"]).unwrap();
    sheet.write(8, 0, "МБОУ СОШ № 1(edu770001)").unwrap();
    sheet.write(8, 1, "Кол-во участников: 22").unwrap();
    for (row, at) in (9..).zip(0..22_u32) {
        let points = ITEMS.map(|(_, _, most)| (at * 5 + most * 3) % (most + 1));
        let sum: u32 = points.iter().sum();
        let mark = 2 + sum / 4;
        sheet.write_row(row, 0, ["edu770001", "Городской округ", "МБОУ СОШ № 1"]).unwrap();
        sheet.write(row, 3, 80_001 + at).unwrap();
        sheet.write(row, 4, "8А").unwrap();
        sheet.write(row, 5, 1 + at % 2).unwrap();
        sheet.write_row(row, 6, points).unwrap();
        sheet.write_row(row, 11, [sum, mark, (mark + at % 2).min(5)]).unwrap();
    }
    save(book, folder, "Ф1 русский язык.xlsx")
}

/// ФИС ОКО, the form that a school fills in, as it comes: codes and nothing else.
pub(crate) fn collection_form(folder: &Path) -> PathBuf {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Протокол").unwrap();
    sheet.write_row(0, 0, ["Код участника", "Вариант"]).unwrap();
    sheet.write_row(0, 2, ITEMS.map(|(label, ..)| label)).unwrap();
    let previous = "Отметка за предыдущий триместр/ четверть/полугодие";
    sheet.write_row(0, 7, ["Порядковый номер класса", previous, "Итого баллов"]).unwrap();
    for row in 1..=200 {
        sheet.write(row, 0, 10_000 + row).unwrap();
        sheet.write(row, 9, 0).unwrap();
    }
    let hidden = book.add_worksheet().set_name("Служебный").unwrap();
    hidden.write_row(0, 0, ["Вариант", "1", "2", "отсутствовал"]).unwrap();
    hidden.write_row(1, 0, ["Отметка", "5", "4", "3", "2", "нет отметки"]).unwrap();
    let classes = book.add_worksheet().set_name("Порядковый номер класса").unwrap();
    classes.write_row(0, 0, ["Порядковый номер", "Класс"]).unwrap();
    save(book, folder, "Форма сбора.xlsx")
}

/// A sheet of marks whose copying was interrupted.
pub(crate) fn cut_short(folder: &Path) -> PathBuf {
    let whole = std::fs::read(class_year_sheet(folder, "8А")).unwrap();
    let file = folder.join("Обрыв.xlsx");
    std::fs::write(&file, &whole[..whole.len() / 2]).unwrap();
    file
}

/// A workbook with a program inside.
pub(crate) fn with_macros(folder: &Path) -> PathBuf {
    let project = folder.join("vbaProject.bin");
    std::fs::write(&project, b"Sub Auto_Open()").unwrap();
    let mut book = Workbook::new();
    book.add_worksheet();
    book.add_vba_project(&project).unwrap();
    save(book, folder, "Макросы.xlsm")
}

/// A letter that was given the name of a workbook.
pub(crate) fn text_as_workbook(folder: &Path) -> PathBuf {
    let file = folder.join("Письмо.xlsx");
    std::fs::write(&file, "Уважаемые коллеги!\nНапоминаем о сдаче отчётов.\n").unwrap();
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
