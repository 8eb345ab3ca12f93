//! Whether the decision helped: fixed with it, measured on its day, proposed for the next plan; and the chain of it all.

use crate::person::Person;
use crate::roles::{DEPUTY, PROCEDURE, Story, WEST};

const PROPOSAL: &str = "Повторить диагностику по алгебре в начале первой четверти";
const NEXT_YEAR: &str = "2026/27";

/// With the decision the deputy fixes what it is to reach; what cannot be measured yet is not measured.
pub(crate) async fn aim(person: &Person, story: &mut Story) {
    person.enters(DEPUTY, story.password).await;
    person.open(&story.order).await;
    person.press("Оценить результат").await;
    person.sees("Решение").await;
    // What the inspection was about stands in the form already.
    assert_eq!(person.reads("Показатель").await, "school.good_mark_rate");
    assert_eq!(person.reads("Кого касается").await, "class=8А");
    assert_eq!(person.reads("Предмет").await, "Алгебра");
    person.choose_like("Исходное значение", "1-я четверть 2025/26").await;
    person.fill("Цель", "100").await;
    person.choose_like("Измерить за период", "4-я четверть 2025/26").await;
    person.fill("Когда измерить", &person.day(WEST, 0).await).await;
    person.press("Зафиксировать").await;
    person.sees("День измерения должен быть впереди.").await;
    person.fill("Когда измерить", &person.day(WEST, 1).await).await;
    person.press("Зафиксировать").await;
    person.sees("ожидает измерения").await;
    person.does_not_see("День измерения").await;
    story.effect = person.path().await;
    person.leaves().await;
}

/// On its day the same formula runs again; what is left becomes a proposal.
pub(crate) async fn verdict(person: &Person, story: &Story) {
    person.enters(DEPUTY, story.password).await;
    person.sees("пора измерить").await;
    person.open(&story.effect).await;
    person.press("Измерить").await;
    person.sees("измерено, ждёт вывода").await;
    person.sees("Вывод:").await;
    person.sees("4-я четверть").await;
    person.fill("Что предлагаете", PROPOSAL).await;
    person.choose("На учебный год", NEXT_YEAR).await;
    person.press("Предложить в план").await;
    person.sees("Предложение передано в план.").await;
}

/// The deputy takes the proposal into the next year's cyclogram; its row knows all that went before.
pub(crate) async fn next_plan(person: &Person, story: &Story) {
    person.open("/plan/proposals").await;
    person.press(PROPOSAL).await;
    assert_eq!(person.reads("Классы").await, "9А", "the same pupils a year later");
    person.press("Принять в план").await;
    person.sees("Предложение принято").await;
    let whole = chain(person).await;
    let expected = [
        "Процедура",
        "Технологическая карта",
        "Проверка",
        "Вывод справки",
        "Приказ",
        "Поручение",
        "Оценка результата",
        "Предложение",
        "Процедура",
    ];
    for kind in expected {
        assert!(whole.iter().any(|link| link.starts_with(kind)), "no {kind} in {whole:#?}");
    }
    let procedures = whole.iter().filter(|link| link.starts_with("Процедура")).count();
    assert_eq!(procedures, 2, "the entry it began with and the one it becomes: {whole:#?}");
    for path in [&story.procedure, &story.order, &story.effect] {
        person.open(path).await;
        let seen = chain(person).await;
        assert!(seen.iter().any(|link| link.contains(PROPOSAL)), "{path}: {seen:#?}");
        assert!(seen.iter().any(|link| link.contains(PROCEDURE)), "{path}: {seen:#?}");
    }
    person.choose("Учебный год", NEXT_YEAR).await;
    person.open("/plan/calendar").await;
    person.press(PROPOSAL).await;
    person.sees("Цепочка").await;
    person.leaves().await;
}

/// «Приказ: Приказ от …» for every link of the chain on the page.
async fn chain(person: &Person) -> Vec<String> {
    const LINKS: &str = "return [...document.querySelectorAll('ol.chain li')].map((link) =>
        link.querySelector('.chain-stage').innerText.split('·').pop().trim() + ': ' +
        link.querySelector('.chain-title').innerText);";
    let links = person.ask(LINKS, vec![]).await;
    links.as_array().unwrap().iter().map(|link| link.as_str().unwrap().to_owned()).collect()
}
