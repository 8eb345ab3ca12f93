//! The demo school's files, in the shapes that journals and monitoring systems export.

use chrono::NaiveDate;
use school::ru::date_short;
use sheets::{Field, Unwritable, write_csv, write_table};

use super::curriculum::CURRICULUM;
use super::marks::Book;
use super::papers::Exam;
use super::people::{Member, People};
use super::{Size, day};

/// A file as a deputy would upload it.
pub(super) struct MadeFile {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
    /// for files that do not tell their school year
    pub(super) school_year: i64,
}

const STUDENTS: [&str; 6] = ["Ученик", "Класс", "Дата рождения", "Пол", "Дата зачисления", "Дата выбытия"];
const STAFF: [&str; 12] = [
    "ФИО",
    "Должность",
    "Дата рождения",
    "Пол",
    "Образование",
    "Педагогическое образование",
    "Категория",
    "Дата присвоения категории",
    "Стаж",
    "Курсы повышения квалификации",
    "Количество часов",
    "Дата окончания курсов",
];
const MARKS: [&str; 5] = ["Ученик", "Класс", "Предмет", "Период", "Отметка"];
const JOURNAL: [&str; 7] = ["Ученик", "Класс", "Предмет", "Учитель", "Дата", "Отметка", "Вес"];
const OGE: [&str; 6] = ["Ученик", "Класс", "Предмет", "Дата экзамена", "Первичный балл", "Отметка"];
const EGE: [&str; 8] =
    ["Ученик", "Класс", "Предмет", "Уровень", "Дата экзамена", "Первичный балл", "Тестовый балл", "Отметка"];
const ACHIEVEMENTS: [&str; 6] = ["Ученик", "Класс", "Мероприятие", "Уровень мероприятия", "Результат", "Дата"];

fn text(value: impl Into<String>) -> Field {
    Field::Text(value.into())
}

fn whole(value: Option<i64>) -> Field {
    value.map_or(Field::Empty, Field::Whole)
}

fn date(value: Option<NaiveDate>) -> Field {
    value.map_or(Field::Empty, Field::Date)
}

/// The register of one school year.
pub(super) fn students(people: &People, school_year: i64) -> Result<MadeFile, Unwritable> {
    let mut rows = Vec::new();
    for class in people.classes.iter().filter(|class| class.school_year == school_year) {
        for at in &class.pupils {
            let pupil = &people.pupils[*at];
            let left = pupil.left_on.filter(|on| *on <= day(school_year + 1, 5, 31));
            rows.push(vec![
                text(pupil.name.full()),
                text(class.name()),
                date(Some(pupil.birth_on)),
                text(if pupil.is_girl { "ж" } else { "м" }),
                date(Some(pupil.begins_on(school_year))),
                date(left),
            ]);
        }
    }
    let bytes = write_table("Ученики", &STUDENTS, rows)?;
    Ok(MadeFile { name: format!("Список учеников {}.xlsx", year_words(school_year)), bytes, school_year })
}

/// The staff list.
pub(super) fn staff(size: &Size, people: &People) -> Result<MadeFile, Unwritable> {
    let bytes = write_table("Педагоги", &STAFF, people.staff.iter().map(staff_row))?;
    Ok(MadeFile { name: "Сведения о педагогах.xlsx".to_owned(), bytes, school_year: size.newest })
}

fn staff_row(member: &Member) -> Vec<Field> {
    let course = member.course;
    vec![
        text(member.name.full()),
        text(member.position),
        date(Some(member.birth_on)),
        text(if member.is_woman { "ж" } else { "м" }),
        text(member.education),
        text("да"),
        text(member.category),
        date(member.category_on),
        Field::Whole(member.experience_years),
        text(course.map_or("", |course| course.0)),
        whole(course.map(|course| course.1)),
        date(course.map(|course| course.2)),
    ]
}

/// Term and year marks of a class as a long table: journals export the upper classes so.
pub(super) fn marks(people: &People, book: &Book) -> MadeFile {
    let class = &people.classes[book.class];
    let periods = book.scheme.terms();
    let mut rows = Vec::new();
    for record in &book.records {
        let name = people.pupils[class.pupils[record.pupil]].name.full();
        let mut push = |period: String, mark: Option<i64>| {
            let subject = text(CURRICULUM[record.subject].name);
            rows.push(vec![text(name.as_str()), text(class.name()), subject, text(period), whole(mark)]);
        };
        for (term, mark) in periods.iter().zip(&record.terms) {
            push(term.name(), Some(*mark));
        }
        if record.year.is_some() {
            push("Год".to_owned(), record.year);
        }
    }
    let name = format!("Отметки {} {}.csv", class.name(), year_words(class.school_year));
    MadeFile { name, bytes: write_csv(&MARKS, rows), school_year: class.school_year }
}

/// All marks of the gradebook of one school year.
pub(super) fn journal(people: &People, books: &[Book], school_year: i64) -> MadeFile {
    let mut lines = String::from("\u{feff}");
    lines.push_str(&JOURNAL.join(";"));
    lines.push_str("\r\n");
    for book in books.iter().filter(|book| people.classes[book.class].school_year == school_year) {
        journal_of(people, book, &mut lines);
    }
    let name = format!("Журнал {}.csv", year_words(school_year));
    MadeFile { name, bytes: lines.into_bytes(), school_year }
}

fn journal_of(people: &People, book: &Book, lines: &mut String) {
    let class = &people.classes[book.class];
    let class_name = class.name();
    for record in &book.records {
        let pupil = people.pupils[class.pupils[record.pupil]].name.full();
        let subject = CURRICULUM[record.subject].name;
        let teacher = class.teachers.iter().find(|(taught, _)| *taught == record.subject);
        let teacher = teacher.map_or_else(String::new, |(_, member)| people.staff[*member].name.full());
        for given in record.journal.iter().flatten() {
            let (on, weight) = (date_short(given.on), given.weight / 100);
            let line = format!("{pupil};{class_name};{subject};{teacher};{on};{};{weight}\r\n", given.mark);
            lines.push_str(&line);
        }
    }
}

/// Results of one examination kind in one year.
pub(super) fn exams(people: &People, exams: &[Exam], school_year: i64) -> Vec<Result<MadeFile, Unwritable>> {
    let table = |is_ege: bool| {
        let own = exams.iter().filter(|exam| exam.is_ege == is_ege);
        let rows: Vec<Vec<Field>> = own.map(|exam| exam_row(people, exam)).collect();
        let (sheet, headers) = if is_ege { ("ЕГЭ", &EGE[..]) } else { ("ОГЭ", &OGE[..]) };
        let name = format!("{sheet} {}.xlsx", school_year + 1);
        let made = |bytes| MadeFile { name, bytes, school_year };
        (!rows.is_empty()).then(|| write_table(sheet, headers, rows).map(made))
    };
    [table(false), table(true)].into_iter().flatten().collect()
}

fn exam_row(people: &People, exam: &Exam) -> Vec<Field> {
    let on = day(exam.school_year + 1, 6, if exam.subject == "Русский язык" { 3 } else { 6 });
    let mut row = vec![text(people.pupils[exam.pupil].name.full()), text(exam.class_name.as_str()), text(exam.subject)];
    if exam.is_ege {
        row.push(text(exam.variant));
    }
    row.extend([date(Some(on)), Field::Whole(exam.primary)]);
    if exam.is_ege {
        row.push(whole(exam.score));
    }
    row.push(whole(exam.mark));
    row
}

/// Achievements: the abler, the more.
pub(super) fn achievements(size: &Size, people: &People, school_year: i64) -> MadeFile {
    use rand::Rng;
    const EVENTS: [(&str, &str); 5] = [
        ("Школьный этап олимпиады", "школьный"),
        ("Муниципальный этап олимпиады", "муниципальный"),
        ("Конкурс «Живая классика»", "муниципальный"),
        ("Региональный конкурс исследовательских работ", "региональный"),
        ("Всероссийская научная конференция школьников", "всероссийский"),
    ];
    let mut rng = super::chance::stream(size.seed, &[6, school_year.unsigned_abs()]);
    let mut rows = Vec::new();
    for class in people.classes.iter().filter(|class| class.school_year == school_year && class.year_group > 3) {
        for at in &class.pupils {
            let pupil = &people.pupils[*at];
            for (place, (event, level)) in EVENTS.iter().enumerate() {
                let reach = pupil.ability - 0.6 * f64::from(u32::try_from(place).unwrap_or_default()) - 0.2;
                if !super::chance::happens(&mut rng, 2.0 * reach) {
                    continue;
                }
                let result = match rng.random_range(0..10) {
                    0 => "победитель",
                    1..=3 => "призёр",
                    _ => "участник",
                };
                let on = day(school_year, 10, 10 + u32::try_from(place).unwrap_or_default());
                let row = [
                    text(pupil.name.full()),
                    text(class.name()),
                    text(*event),
                    text(*level),
                    text(result),
                    date(Some(on)),
                ];
                rows.push(row.to_vec());
            }
        }
    }
    let name = format!("Достижения {}.csv", year_words(school_year));
    MadeFile { name, bytes: write_csv(&ACHIEVEMENTS, rows), school_year }
}

/// «2024-25»: a slash does not stand in the name of a file.
pub(super) fn year_words(school_year: i64) -> String {
    format!("{school_year}-{:02}", (school_year + 1) % 100)
}
