//! Two people at one thing: neither loses a word. And a tab that is closed in the middle of a sentence.

use crate::browser::{travel, travel_together};
use crate::person::Person;
use crate::program;
use crate::roles::{DEPUTY, EXPERT, PRINCIPAL};

const ROW: &str = "Входная диагностика";
const FACT: &str = "Посещено шесть уроков, изучены рабочие тетради";
const CAUSE: &str = "Не хватает часов на повторение";

#[tokio::test]
async fn two_people_edit_one_thing_and_nothing_is_lost() {
    let data = tempfile::tempdir().unwrap();
    let password = program::demonstration(data.path());
    let program = program::serve(data.path());
    travel_together(&program, async |deputy, principal| {
        deputy.enters(DEPUTY, password).await;
        principal.enters(PRINCIPAL, password).await;
        one_row(&deputy, &principal).await;
        one_report(&deputy, &principal).await;
    })
    .await;
}

/// The deputy has the whole table open while the principal changes the same row in its form.
async fn one_row(deputy: &Person, principal: &Person) {
    deputy.open("/plan/calendar").await;
    deputy.press(ROW).await;
    let row = deputy.path().await;
    let suffix = row.rsplit('/').next().unwrap().to_owned();
    deputy.open("/plan/calendar/grid").await;
    change_in_form(principal, &row).await;
    type_over(deputy, &format!("method_{suffix}"), "тест").await;
    type_over(deputy, &format!("considered_at_{suffix}"), "педсовет в январе").await;
    deputy.press("Сохранить таблицу").await;
    // What only one has touched is taken from each; what both have touched is asked.
    deputy.sees("Ничего не записано и ничего не потеряно").await;
    deputy.sees("устный опрос").await;
    assert_eq!(cell(deputy, &format!("method_{suffix}")).await, "тест");
    assert_eq!(cell(deputy, &format!("instrument_{suffix}")).await, "билеты");
    assert_eq!(cell(deputy, &format!("considered_at_{suffix}")).await, "педсовет в январе");
    deputy.press("Сохранить таблицу").await;
    deputy.sees("Таблица сохранена").await;
    principal.open(&row).await;
    for words in ["тест", "билеты", "педсовет в январе"] {
        principal.sees(words).await;
    }
}

async fn change_in_form(principal: &Person, row: &str) {
    principal.open(row).await;
    principal.press("Изменить").await;
    principal.fill("Метод", "устный опрос").await;
    principal.fill("Инструментарий", "билеты").await;
    principal.press("Сохранить").await;
    principal.sees("билеты").await;
}

async fn type_over(person: &Person, name: &str, text: &str) {
    const SELECTED: &str = "const cell = document.getElementsByName(arguments[0])[0]; cell.focus(); cell.select();";
    person.ask(SELECTED, vec![name.into()]).await;
    person.keys(text).await;
}

async fn cell(person: &Person, name: &str) -> String {
    let value = person.ask("return document.getElementsByName(arguments[0])[0].value;", vec![name.into()]).await;
    value.as_str().unwrap().to_owned()
}

/// Both write the same report; the second finds the words of the first beside her own.
async fn one_report(deputy: &Person, principal: &Person) {
    let report = draft(deputy).await;
    deputy.open(&format!("{report}/edit")).await;
    principal.open(&format!("{report}/edit")).await;
    principal.fill("Установлено: словами группы", FACT).await;
    principal.press("Сохранить справку").await;
    principal.sees("Справка сохранена.").await;
    deputy.fill("Причины", CAUSE).await;
    deputy.press("Сохранить справку").await;
    deputy.sees("Что записано сейчас").await;
    deputy.sees(FACT).await;
    assert_eq!(deputy.reads("Причины").await, CAUSE);
    deputy.fill("Установлено: словами группы", FACT).await;
    deputy.press("Сохранить справку").await;
    deputy.sees("Справка сохранена.").await;
    principal.open(&report).await;
    principal.sees(FACT).await;
    principal.sees(CAUSE).await;
}

/// The address of a report that is being written.
async fn draft(person: &Person) -> String {
    person.open("/analyse/inspections").await;
    person.press("Классно-обобщающий контроль").await;
    person.press("Справка").await;
    person.sees("Ход справки").await;
    person.path().await
}

#[tokio::test]
async fn a_text_outlives_its_tab() {
    let data = tempfile::tempdir().unwrap();
    let password = program::demonstration(data.path());
    let program = program::serve(data.path());
    travel(&program, async |person| {
        person.enters(DEPUTY, password).await;
        let report = draft(&person).await;
        person.open(&format!("{report}/edit")).await;
        person.fill("Причины", CAUSE).await;
        // It saves itself while somebody writes.
        person.sees("Сохранено в").await;
        person.fill("Причины", "").await;
        person.fill("Причины", &format!("{CAUSE}. {FACT}")).await;
        person.closes_the_tab().await;
        // And in the moment in which the tab goes.
        let kept = format!("{CAUSE}. {FACT}");
        for _ in 0..20 {
            person.open(&format!("{report}/edit")).await;
            if person.reads("Причины").await == kept {
                break;
            }
        }
        assert_eq!(person.reads("Причины").await, kept);
        person.leaves().await;
        person.enters(EXPERT, password).await;
        person.is_refused(&[&report]).await;
    })
    .await;
}
