//! The whole cycle: from the files that a school has to the report it publishes.

use std::path::Path;

use crate::browser::travel;
use crate::doors::first_start;
use crate::person::Person;
use crate::{files, program};

#[tokio::test]
async fn files_become_a_decision_and_a_report() {
    let (data, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let program = program::serve(data.path());
    travel(&program, async |person| {
        first_start(&person).await;
        load_files(&person, (data.path(), folder.path())).await;
        look_behind_a_number(&person).await;
        decide(&person).await;
        report(&person).await;
    })
    .await;
}

/// Three kinds of files at once; each is looked at before it is written.
async fn load_files(person: &Person, (data, folder): (&Path, &Path)) {
    let (sheet, marks) = (files::class_year_sheet(folder, "8А"), files::subject_marks(folder));
    let papers = files::individual_results(folder);
    person.open("/collect").await;
    person.attach(&[&sheet, &papers, &marks]).await;
    person.press("Проверить файлы").await;
    person.sees("Ждут проверки").await;
    apply_after_looking(person, "Табель 8А.xlsx").await;
    apply_after_looking(person, "Ф1 русский язык.xlsx").await;
    assert_eq!(program::preview(data, &marks), "refused", "nobody has matched the columns yet");
    match_columns_and_people(person).await;
    person.press("Загрузить").await;
    person.sees("Файл загружен.").await;
    assert_eq!(program::preview(data, &marks), "preview", "the command line reads such a table as it was read before");
}

async fn apply_after_looking(person: &Person, file: &str) {
    person.open("/collect/imports").await;
    person.press(file).await;
    person.sees("Что произойдёт").await;
    person.set("Создать всё, чего ещё нет, без вопросов").await;
    person.press("Показать, что получится").await;
    person.sees("Будет создано").await;
    person.press("Загрузить").await;
    person.sees("Файл загружен.").await;
}

/// The table says neither its year nor the patronymic of one student: a person does.
async fn match_columns_and_people(person: &Person) {
    person.open("/collect/imports").await;
    person.press("Отметки по физике.csv").await;
    person.arrives("/collect/uploads/").await;
    if !person.path().await.ends_with("/columns") {
        person.open(&format!("{}/columns", person.path().await)).await;
    }
    person.choose("К какому учебному году относится таблица", "2025/26").await;
    person.choose_like("ФИО ученика", "Кто").await;
    person.press("Дальше: что получится").await;
    person.sees("Что произойдёт").await;
    person.press("Ответьте на").await;
    person.press_at("main fieldset input[type=radio]").await;
    person.press("Учесть ответы").await;
    person.sees("Ответы учтены.").await;
}

async fn look_behind_a_number(person: &Person) {
    person.open("/analyse/heatmap").await;
    person.choose("Учебный год", files::YEAR).await;
    person.open("/analyse/heatmap").await;
    for words in ["8А", "Физика"] {
        person.sees(words).await;
    }
    person.press_at("figure svg a[href*=explain]").await;
    person.arrives("/analyse/explain/").await;
    for words in ["Как получено", "Исходные файлы", "Табель 8А.xlsx"] {
        person.sees(words).await;
    }
    let sides = person.ask("return document.querySelectorAll('.fraction-number').length;", vec![]).await;
    assert_eq!(sides, 2, "a numerator and a denominator");
    person.press("Вся база").await;
    person.sees("24 строки").await;
    person.sees("Табель 8А.xlsx").await;
}

async fn decide(person: &Person) {
    person.open("/analyse/problems").await;
    person.press("Найти проблемные зоны").await;
    person.press_at("main table td a[href^='/analyse/problems/']").await;
    person.sees("На чём основано").await;
    person.press("Подготовить приказ").await;
    person.fill("Ответственный, если его нет в списке", "Орлова А. В., руководитель ШМО").await;
    person.fill("Срок", "25.12.2026").await;
    person.press("Сохранить проект").await;
    person.sees("Подписание").await;
    person.press("Подписать приказ").await;
    person.sees("По каким проблемным зонам").await;
    downloads(person, "/paper.docx", "PK").await;
}

async fn report(person: &Person) {
    person.open("/publish/reports").await;
    person.press("2026 год").await;
    person.press("Сформировать редакцию").await;
    person.arrives("/publish/editions/").await;
    downloads(person, "/report.docx", "PK").await;
    downloads(person, "/report.pdf", "%PDF-").await;
}

/// The download begins as files of its format do.
async fn downloads(person: &Person, end: &str, start: &str) {
    let links = person.links(&format!("a[download][href$='{end}']")).await;
    let (status, bytes) = person.fetch(links.first().unwrap_or_else(|| panic!("no link to {end}"))).await;
    assert_eq!(status, 200, "{end}");
    assert!(bytes.starts_with(start), "{end} begins with {bytes:?}");
}
