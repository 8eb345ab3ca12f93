//! Everything without a mouse.

use crate::person::{CONTROL, ENTER, Person, SHIFT, TAB};
use crate::{browser::travel, files, program};

/// More stops than any page has before the thing that is looked for.
const MOST_STOPS: usize = 80;

/// What has the focus: its words, whether the ring around it is seen, whether it is on the screen.
const FOCUSED: &str = "const one = document.activeElement, style = getComputedStyle(one);
    const box = one.getBoundingClientRect(), label = one.labels?.[0]?.innerText ?? '';
    const ringed = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
    return [label || one.innerText || one.getAttribute('aria-label') || one.tagName,
        one === document.body || ringed,
        one === document.body || (box.bottom > 0 && box.top < innerHeight && box.width > 0)];";

#[tokio::test]
async fn everything_can_be_done_from_the_keyboard() {
    let data = tempfile::tempdir().unwrap();
    let program = program::serve(data.path());
    travel(&program, async |person| {
        start(&person).await;
        skip_the_navigation(&person).await;
        add_a_class(&person).await;
        fill_the_cyclogram(&person).await;
        leave_and_return(&person).await;
    })
    .await;
}

async fn start(person: &Person) {
    person.open("/start").await;
    type_into(person, "Полное наименование", files::SCHOOL).await;
    type_into(person, "Сокращённое", "МБОУ СОШ № 1").await;
    type_into(person, "Фамилия", "Соколова Ирина Павловна").await;
    type_into(person, "Логин", "директор").await;
    type_into(person, "Пароль", &format!("осенний лес шумит{ENTER}")).await;
    person.sees("Соколова Ирина Павловна").await;
    person.arrives("/").await;
}

/// The first stop of every page leads past the navigation.
async fn skip_the_navigation(person: &Person) {
    person.open("/school").await;
    person.keys(&TAB.to_string()).await;
    assert_eq!(focus(person).await, "Перейти к содержанию");
    person.keys(&ENTER.to_string()).await;
    person.keys(&TAB.to_string()).await;
    let inside = person.ask("return document.activeElement.closest('main') !== null;", vec![]).await;
    assert_eq!(inside, true, "the skip link does not lead into the page");
}

async fn add_a_class(person: &Person) {
    person.open("/").await;
    go_to(person, "Школа").await;
    person.keys(&ENTER.to_string()).await;
    person.arrives("/school").await;
    go_to(person, "Классы").await;
    person.keys(&ENTER.to_string()).await;
    person.arrives("/school/classes").await;
    type_into(person, "Название класса", &format!("9Б{ENTER}")).await;
    person.sees("9Б").await;
}

/// The table of the cyclogram moves like a spreadsheet.
async fn fill_the_cyclogram(person: &Person) {
    person.open("/plan/calendar/grid").await;
    go_to(person, "Направление, строка 1").await;
    person.keys(&format!("Результаты{TAB}{TAB}Входная диагностика{ENTER}")).await;
    assert_eq!(focus(person).await, "Процедура, строка 2");
    person.keys("Опрос родителей").await;
    person.keys_with(SHIFT, &format!("{TAB}{TAB}")).await;
    assert_eq!(focus(person).await, "Направление, строка 2");
    person.keys(&format!("Удовлетворённость{ENTER}")).await;
    person.keys_with(CONTROL, "z").await;
    person.keys_with(CONTROL, "y").await;
    person.keys_with(CONTROL, "s").await;
    person.sees("Таблица сохранена: добавлено 2.").await;
    person.sees("Опрос родителей").await;
}

async fn leave_and_return(person: &Person) {
    go_to(person, "Соколова").await;
    person.keys(&ENTER.to_string()).await;
    go_to(person, "Выйти").await;
    person.keys(&ENTER.to_string()).await;
    person.arrives("/sign-in").await;
    type_into(person, "Логин", "Директор").await;
    type_into(person, "Пароль", &format!("осенний лес шумит{ENTER}")).await;
    person.sees("Соколова Ирина Павловна").await;
}

pub(crate) async fn type_into(person: &Person, label: &str, text: &str) {
    go_to(person, label).await;
    person.keys(text).await;
}

/// Walks from stop to stop; each must be seen.
pub(crate) async fn go_to(person: &Person, words: &str) {
    let mut passed = Vec::new();
    for _ in 0..MOST_STOPS {
        person.keys(&TAB.to_string()).await;
        let stop = focus(person).await;
        if stop.contains(words) {
            return;
        }
        passed.push(stop);
    }
    panic!("the keyboard does not reach «{words}», only {passed:?}");
}

pub(crate) async fn focus(person: &Person) -> String {
    let seen = person.ask(FOCUSED, vec![]).await;
    let words = seen[0].as_str().unwrap_or_default().trim().to_owned();
    let path = person.path().await;
    assert_eq!(seen[1], true, "the focus at {path} is not seen on «{words}»");
    assert_eq!(seen[2], true, "the focus at {path} is off the screen on «{words}»");
    words
}
