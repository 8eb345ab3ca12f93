//! The words for imports as a whole: what they did, why one cannot be undone.

use school::{SchoolYear, ru};

use crate::imports::kind::Kind;
use crate::imports::queries::Batch;
use crate::imports::undo::Undone;
use crate::imports::upload::Refusal;

pub(crate) fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::ClassYearSheet => "табель успеваемости класса за год",
        Kind::VprIndividualResults => "ВПР: индивидуальные результаты (Ф1)",
        Kind::Students => "список учеников",
        Kind::Staff => "список работников",
        Kind::SubjectMarks => "отметки по предметам за периоды",
        Kind::JournalMarks => "текущие отметки журнала",
        Kind::Oge => "результаты ОГЭ",
        Kind::Ege => "результаты ЕГЭ",
        Kind::Achievements => "достижения учеников",
    }
}

pub(crate) fn refusal(refusal: &Refusal) -> String {
    match refusal {
        Refusal::OtherYear { in_file, chosen } => format!(
            "В файле указан {} учебный год, а выбран {}. Выберите тот же год или другой файл",
            in_file.short(),
            chosen.short()
        ),
        Refusal::NoYear => "В файле не указан учебный год: выберите его".to_owned(),
        Refusal::NotForLoading(reason) => reason.clone(),
    }
}

pub(crate) fn batch_name(batch: &Batch) -> String {
    format!("«{}» от {}", batch.file_name, web::filters::local_moment(&batch.applied_at))
}

pub(crate) fn overwritten(later: &[String]) -> String {
    format!("Значения этой загрузки изменены более поздними: {}. Сначала отмените их", later.join(", "))
}

pub(crate) fn in_use(uses: &[String]) -> String {
    format!("Отменить нельзя: {}", uses.join("; "))
}

fn user(code: &str, uses: i64) -> String {
    let (one, few, many) = match code {
        "enrolment" => ("зачисление", "зачисления", "зачислений"),
        "period_mark" => ("отметка за период", "отметки за период", "отметок за период"),
        "journal_mark" => ("отметка журнала", "отметки журнала", "отметок журнала"),
        "paper_result" => ("результат ВПР", "результата ВПР", "результатов ВПР"),
        "exam_result" => ("результат экзамена", "результата экзаменов", "результатов экзаменов"),
        "achievement" => ("достижение", "достижения", "достижений"),
        "mark_correction" => {
            ("исправление отметки вручную", "исправления отметок вручную", "исправлений отметок вручную")
        }
        "account" => ("учётная запись", "учётные записи", "учётных записей"),
        "teaching" => ("запись нагрузки", "записи нагрузки", "записей нагрузки"),
        "homeroom" => ("классное руководство", "классных руководства", "классных руководств"),
        "association" => ("методическое объединение", "методических объединения", "методических объединений"),
        "course" => ("курс", "курса", "курсов"),
        _ => ("запись", "записи", "записей"),
    };
    ru::counted(uses, one, few, many)
}

pub(crate) fn students_used(code: &str, uses: i64) -> String {
    format!("учеников из этой загрузки используют {}", user(code, uses))
}

pub(crate) fn staff_used(code: &str, uses: i64) -> String {
    format!("работников из этой загрузки используют {}", user(code, uses))
}

pub(crate) fn class_used(class: &str, code: &str, uses: i64) -> String {
    format!("класс {class} используют {}", user(code, uses))
}

pub(crate) fn kept_subject(name: &str) -> String {
    format!("предмет «{name}»")
}

pub(crate) fn kept_year(year: i64) -> String {
    format!("{} учебный год", SchoolYear(year).short())
}

pub(crate) const KEPT_SCHOOL: &str = "карточка школы";

fn count(n: u64, one: &str, few: &str, many: &str) -> String {
    ru::counted(i64::try_from(n).unwrap_or(i64::MAX), one, few, many)
}

pub(crate) fn undone(undone: &Undone) -> String {
    let mut text = format!("Отменена загрузка {}", batch_name(&undone.batch));
    text.push_str(&format!(
        ": {}, {}",
        count(undone.removed, "значение удалено", "значения удалены", "значений удалено"),
        count(undone.restored, "возвращено", "возвращены", "возвращено")
    ));
    if !undone.kept.is_empty() {
        text.push_str(&format!("; осталось, потому что используется: {}", undone.kept.join(", ")));
    }
    text
}

pub(crate) fn applied(kind_name: &str, batch: &Batch) -> String {
    format!(
        "Загружен файл «{}» ({kind_name}): новых значений {}, изменено {}, без изменений или пропущено {}",
        batch.file_name, batch.created_count, batch.changed_count, batch.skipped_count
    )
}

/// What is made besides facts, in words.
pub(crate) fn made(made: &crate::imports::made::Made) -> Vec<String> {
    let number = |list: usize| u64::try_from(list).unwrap_or(u64::MAX);
    let mut words = Vec::new();
    words.extend(made.school.as_ref().map(|school| format!("школа «{}»", school.name)));
    words.extend(made.year.map(|year| format!("{} учебный год", year.short())));
    if !made.classes.is_empty() {
        let names: Vec<&str> = made.classes.iter().map(|class| class.name.as_str()).collect();
        words.push(format!("классы: {}", names.join(", ")));
    }
    if !made.subjects.is_empty() {
        let names: Vec<&str> = made.subjects.iter().map(|subject| subject.name.as_str()).collect();
        words.push(format!("предметы: {}", names.join(", ")));
    }
    let students = number(made.students.len());
    if students > 0 {
        words.push(count(students, "ученик", "ученика", "учеников"));
    }
    let moved = number(made.stays.len()).saturating_sub(students);
    if moved > 0 {
        words.push(count(moved, "зачисление в класс", "зачисления в классы", "зачислений в классы"));
    }
    if !made.staff.is_empty() {
        words.push(count(number(made.staff.len()), "работник", "работника", "работников"));
    }
    if !made.teaching.is_empty() {
        words.push(count(number(made.teaching.len()), "запись нагрузки", "записи нагрузки", "записей нагрузки"));
    }
    words
}
