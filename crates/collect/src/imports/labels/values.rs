//! The words for values: what a row is about, what is odd about a cell.

use chrono::NaiveDate;
use roster::staff::queries::StaffMember;
use school::{Mark, MarkEntry, SchoolYear, Term, TermScheme, ru};

use super::{choice, question};
use crate::imports::achievements::queries::Achievement;
use crate::imports::dirt;
use crate::imports::exams::queries::ExamResult;
use crate::imports::finding::{About, Answer, Choice, Place, Question};
use crate::imports::journal::queries::JournalMark;
use crate::imports::preview::{Outcome, PreviewRow};
use crate::imports::resolver::Resolver;

pub(crate) fn period_mark(resolver: &Resolver<'_>, student: i64, subject: i64, term: Term) -> String {
    let (student, subject) = (resolver.student_name(student), resolver.subject_name(subject));
    format!("{student}, {subject}, {}", lower(&term.name()))
}

fn lower(text: &str) -> String {
    text.to_lowercase()
}

pub(crate) fn odd_mark(place: &Place, text: &str, what: &str) -> Question {
    let mut choices: Vec<Choice> = vec![choice(Answer::Skip, "Отметки нет, не загружать")];
    let marks = Mark::ALL.iter().rev();
    choices.extend(marks.map(|mark| choice(Answer::Mark(mark.number()), mark.to_string())));
    choices.push(choice(Answer::NotAssessed, MarkEntry::NotAssessed.to_string()));
    choices.push(choice(Answer::Exempt, MarkEntry::Exempt.to_string()));
    let text = format!("{what}: в ячейке «{text}». Что загрузить?");
    let key = format!("cell:{}!{}", place.sheet, place.address());
    question(About::Cell, key, text, place, choices)
}

pub(crate) fn twice(what: &str, first: MarkEntry, second: MarkEntry, first_at: &str) -> String {
    if first == second {
        format!("{what}: повтор ячейки {first_at}")
    } else {
        format!("{what}: здесь {second}, а в {first_at} {first}")
    }
}

/// One cell of a file against another; both with what they hold.
pub(crate) fn contradiction(what: &str, first: (&str, &Place), second: (&str, &Place)) -> Question {
    let (first_at, place) = (first.1.address(), second.1);
    let choices = vec![
        choice(Answer::Keep, format!("Взять {} ({first_at})", first.0)),
        choice(Answer::Take, format!("Взять {} ({})", second.0, place.address())),
        choice(Answer::Skip, "Не загружать ни одну"),
    ];
    let text = format!("{what}: в файле две разные отметки, {} и {}. Какая верна?", first.0, second.0);
    let key = format!("twice:{}!{}", place.sheet, place.address());
    question(About::Conflict, key, text, place, choices)
}

/// Marks of terms that the class does not have.
pub(crate) fn other_scheme(class: &str, scheme: TermScheme, term: Term, place: &Place) -> Question {
    let choices = vec![
        choice(Answer::Take, format!("Загрузить как «{}»", lower(&term.name()))),
        choice(Answer::Skip, "Не загружать эти отметки"),
    ];
    let name = lower(&term.name());
    let text =
        format!("У класса {class} в школе {}, а в файле отметки за период «{name}». Загрузить их?", scheme.name());
    question(About::Term, format!("term:{class}:{}", term.code()), text, place, choices)
}

/// A mark that the school has and the file has no longer.
pub(crate) fn mark_gone(what: &str, shown: &str) -> String {
    format!("{what}: в файле больше нет, в школе осталось «{shown}»")
}

pub(crate) fn student_gone(name: &str, marks: u64) -> String {
    let marks = ru::counted(i64::try_from(marks).unwrap_or(i64::MAX), "отметка", "отметки", "отметок");
    format!("{name}: ученика в файле больше нет, а в школе за ним {marks} за этот год. Они остались")
}

pub(crate) fn first_grade(class: &str) -> String {
    format!("Класс {class}: в первом классе учатся без отметок, а в файле отметки есть. Проверьте класс и файл")
}

pub(crate) fn other_school(in_file: &str, known: &str) -> String {
    format!("В файле названа школа «{in_file}», а данные загружаются в «{known}». Проверьте, тот ли это файл")
}

/// A text of several cells of a gradebook that holds a mark with something else.
pub(crate) fn odd_marks(place: &Place, text: &str, rows: u64) -> Question {
    let mut choices: Vec<Choice> = vec![choice(Answer::Skip, "Отметки нет, не загружать")];
    let marks = Mark::ALL.iter().rev().filter(|mark| text.contains(&mark.to_string()));
    choices.extend(marks.map(|mark| choice(Answer::Mark(mark.number()), format!("Отметка {mark}"))));
    let cells = ru::counted(i64::try_from(rows).unwrap_or(i64::MAX), "строке", "строках", "строках");
    let asked = format!("В {cells} журнала стоит: «{text}». Что загрузить?");
    Question { rows, ..question(About::Cell, format!("journal:{text}"), asked, place, choices) }
}

pub(crate) fn corrected_by_hand(place: &Place, what: &str, was: &str, becomes: &str) -> Question {
    let choices = vec![
        choice(Answer::Keep, format!("Оставить {was}")),
        choice(Answer::Take, format!("Взять из файла: {becomes}")),
    ];
    let text = format!("{what}: в школе введено вручную {was}, в файле {becomes}");
    let key = format!("conflict:{}!{}", place.sheet, place.address());
    question(About::Conflict, key, text, place, choices)
}

pub(crate) const INCOMPLETE_ROW: &str = "В строке не указан ученик, класс или предмет";

pub(crate) fn not_a_date(text: &str) -> String {
    match text.trim() {
        "" => "Дата не указана".to_owned(),
        text => format!("«{text}» — не дата: ожидается, например, 05.09.2024"),
    }
}

/// The code of the trouble and its words.
pub(crate) fn odd_journal_mark(text: &str) -> (&'static str, String) {
    match text {
        "" => ("mark_empty", "Отметки в строке нет".to_owned()),
        "0" => ("mark_zero", "Отметка «0»: так журналы показывают отсутствие отметки".to_owned()),
        "1" => ("mark_one", "Отметка «1»: в школе ставят от 2 до 5".to_owned()),
        text => match dirt::odd_mark(text) {
            ("mark_several", _) => {
                ("mark_several", format!("В ячейке «{text}» не одна отметка: разделите её на строки"))
            }
            ("mark_attendance", _) => {
                ("mark_attendance", format!("«{text}» — посещаемость (урок пропущен), а не отметка. Не загружается"))
            }
            ("mark_unreadable", _) => ("mark_unreadable", format!("«{text}» — не отметка от 2 до 5")),
            told => told,
        },
    }
}

pub(crate) fn not_a_weight(text: &str) -> String {
    format!("«{text}» — не вес отметки: ожидается число от 0 до 1000 с точностью до сотых")
}

pub(crate) fn outside_year(year: SchoolYear) -> String {
    format!("Дата вне {} учебного года", year.short())
}

pub(crate) const REPEATED_ROWS: &str =
    "Одинаковые строки (ученик, предмет, день, отметка). Загружены все: за день бывает и две одинаковые отметки";

pub(crate) fn holiday(term_code: &str) -> String {
    let term = Term::from_code(term_code).map_or_else(String::new, Term::name);
    format!("Отметки в каникулы, после периода «{}»: отнесены к нему. Проверьте даты периодов", lower(&term))
}

pub(crate) fn journal_mark(resolver: &Resolver<'_>, row: &JournalMark) -> String {
    let student = resolver.student_name(row.student_id);
    let subject = resolver.subject_name(row.subject_id);
    format!("{student}, {subject}, {}", ru::date_short(row.given_on))
}

pub(crate) fn weighed(row: &JournalMark) -> String {
    if row.weight == 100 {
        return row.mark.to_string();
    }
    let weight = school::Exact::new(row.weight.into(), 100);
    let decimals = if row.weight % 100 == 0 { 0 } else { 2 };
    format!("{} (вес {})", row.mark, ru::number(&weight, decimals))
}

pub(crate) fn journal_row(resolver: &Resolver<'_>, row: &JournalMark, sheet: &str) -> PreviewRow {
    PreviewRow {
        outcome: Outcome::Created,
        what: journal_mark(resolver, row),
        before: None,
        after: Some(weighed(row)),
        place: Place {
            sheet: sheet.to_owned(),
            row: row.source_row.and_then(|row| u32::try_from(row).ok()),
            column: None,
        },
    }
}

pub(crate) fn exam_result(resolver: &Resolver<'_>, row: &ExamResult) -> String {
    let student = resolver.student_name(row.student_id);
    let subject = resolver.subject_name(row.subject_id);
    let variant = match row.variant.as_str() {
        "base" => " (базовый уровень)",
        "profile" => " (профильный уровень)",
        _ => "",
    };
    format!("{student}, {subject}{variant}")
}

pub(crate) fn exam_shown(row: &ExamResult) -> String {
    let part = |name: &str, value: Option<i64>| value.map(|value| format!("{name} {value}"));
    let passed = row.passed.map(|passed| if passed { "сдан" } else { "не сдан" }.to_owned());
    let parts = [part("первичный балл", row.primary_score), part("балл", row.score), part("отметка", row.mark), passed];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

pub(crate) fn second_result(what: &str, first_at: &str) -> String {
    format!("{what}: такая строка уже есть в {first_at}. Оставлена первая")
}

pub(crate) fn achievement(resolver: &Resolver<'_>, row: &Achievement) -> String {
    let student = resolver.student_name(row.student_id);
    format!("{student}, «{}», {}, {}", row.event, achievement_level(&row.level), ru::date_short(row.held_on))
}

/// The name of a level of achievement.
#[must_use]
pub fn achievement_level(code: &str) -> &'static str {
    match code {
        "school" => "школьный",
        "municipal" => "муниципальный",
        "regional" => "региональный",
        "federal" => "федеральный",
        "international" => "международный",
        _ => "",
    }
}

/// The name of a result of achievement.
#[must_use]
pub fn achievement_result(code: &str) -> &'static str {
    match code {
        "participant" => "участник",
        "prize" => "призёр",
        "winner" => "победитель",
        _ => "",
    }
}

pub(crate) fn student_twice(name: &str) -> String {
    format!("«{name}» уже есть в этом файле. Если это другой ученик, укажите даты рождения обоих")
}

pub(crate) fn student_of(name: &str, class: &str) -> String {
    format!("{}, {}", name.trim(), class.trim())
}

pub(crate) fn student_facts(born: Option<NaiveDate>, sex: Option<&str>) -> String {
    let born = born.map(|born| format!("р. {}", ru::date_short(born)));
    let sex = sex.map(|sex| if sex == "f" { "жен." } else { "муж." }.to_owned());
    let parts: Vec<String> = born.into_iter().chain(sex).collect();
    if parts.is_empty() { "ученик".to_owned() } else { parts.join(", ") }
}

pub(crate) fn staff_facts(member: &StaffMember) -> String {
    let education = member.education.as_deref().map(|code| match code {
        "higher" => "высшее образование",
        "vocational" => "СПО",
        _ => "иное образование",
    });
    let category = member.category.as_deref().map(|code| match code {
        "highest" => "высшая категория",
        "first" => "первая категория",
        _ => "без категории",
    });
    let years = member.experience_years;
    let years = years.map(|years| format!("стаж {}", ru::counted(years, "год", "года", "лет")));
    let born = member.birth_on.map(|born| format!("р. {}", ru::date_short(born)));
    let position = Some(member.position.clone()).filter(|position| !position.is_empty());
    let parts = [position, education.map(str::to_owned), category.map(str::to_owned), years, born];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { "работник".to_owned() } else { parts.join(", ") }
}

pub(crate) fn course(name: &str, title: &str, completed_on: NaiveDate) -> (String, String) {
    (format!("{name}, курсы"), format!("«{}», {}", title.trim(), ru::date_short(completed_on)))
}

pub(crate) fn no_class(student: &str) -> String {
    format!("Класс не указан, и «{student}» нельзя однозначно найти среди учеников этого года")
}
