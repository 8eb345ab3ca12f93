//! One turn of the cycle by those who make it: the principal, the deputy, the council, an expert and a teacher take turns
//! at one computer. What they find, decide and do is one chain in the end.

use crate::browser::travel;
use crate::doors::{OWN_PASSWORD, come, invite};
use crate::effect;
use crate::keyboard::{focus, go_to};
use crate::person::{CONTROL, DOWN, Person, TAB};
use crate::program;

pub(crate) const PRINCIPAL: &str = "директор";
pub(crate) const DEPUTY: &str = "zavuch";
pub(crate) const EXPERT: &str = "expert";
const STRANGER: &str = "uchitel";
const TEACHER: &str = "алгебра";

pub(crate) const PROCEDURE: &str = "Качество знаний по алгебре в 8А";
const ADVICE: &str = "Провести групповые занятия по темам, где больше ошибок";
const HINDRANCE: &str = "Кабинет занят до конца месяца";
const SHOWN: &str = "Журнал групповых занятий";
const CAUSE: &str = "Не закреплены темы седьмого класса";
const FINDING: &str = "Больше всего ошибок в преобразовании выражений";

/// The school lives so far in the west that its next day has begun in the east.
pub(crate) const WEST: i32 = -12;
const EAST: &str = "+14:00";

/// Who takes part, and the addresses that they have learnt.
#[derive(Default)]
pub(crate) struct Story {
    pub(crate) password: &'static str,
    /// «Агафонов Ю. А.»
    expert: String,
    /// «Крылова Ю. А.»
    teacher: String,
    /// the code of her invitation
    code: String,
    pub(crate) procedure: String,
    card: String,
    meeting: String,
    inspection: String,
    pub(crate) order: String,
    item: String,
    pub(crate) effect: String,
}

#[tokio::test]
async fn a_cycle_goes_through_many_hands() {
    let data = tempfile::tempdir().unwrap();
    let password = program::demonstration(data.path());
    let program = program::serve_in(data.path(), Some("-12:00"));
    let story = travel(&program, async |person| {
        let mut story = Story { password, ..Story::default() };
        invitation(&person, &mut story).await;
        planning(&person, &mut story).await;
        adoption(&person, &story).await;
        appointment(&person, &mut story).await;
        inspection(&person, &story).await;
        draft_of_an_order(&person, &mut story).await;
        signature(&person, &story).await;
        effect::aim(&person, &mut story).await;
        action(&person, &mut story).await;
        limits(&person, &story).await;
        postponement(&person, &story).await;
        acceptance(&person, &story).await;
        story
    })
    .await;
    drop(program);
    // The day of measuring has come: the same moment is the next day in the east.
    let program = program::serve_in(data.path(), Some(EAST));
    travel(&program, async |person| {
        effect::verdict(&person, &story).await;
        effect::next_plan(&person, &story).await;
    })
    .await;
}

/// The principal looks up who works here and invites the teacher of the class.
async fn invitation(person: &Person, story: &mut Story) {
    const LOGIN_OF: &str = "const row = [...document.querySelectorAll('tbody tr')].find((row) =>
            row.cells[1].innerText === arguments[0]); return row.cells[0].innerText;";
    const TEACHER_OF: &str = "const row = [...document.querySelectorAll('tbody tr')].find((row) =>
            row.cells[0]?.innerText === arguments[0]); return row.cells[1].innerText;";
    person.enters(PRINCIPAL, story.password).await;
    person.open("/settings/accounts").await;
    let name = person.ask(LOGIN_OF, vec![EXPERT.into()]).await;
    story.expert = with_initials(name.as_str().unwrap());
    person.open("/school/classes").await;
    person.press("8А").await;
    person.arrives("/school/classes/").await;
    person.sees("Алгебра").await;
    let teacher = person.ask(TEACHER_OF, vec!["Алгебра".into()]).await;
    teacher.as_str().unwrap().clone_into(&mut story.teacher);
    let surname = story.teacher.split(' ').next().unwrap().to_owned();
    story.code = invite(person, &surname).await;
    person.leaves().await;
}

fn with_initials(full: &str) -> String {
    let mut names = full.split(' ');
    let surname = names.next().unwrap();
    names
        .fold(format!("{surname} "), |said, name| format!("{said}{}. ", name.chars().next().unwrap()))
        .trim()
        .to_owned()
}

/// The deputy adds a row to the cyclogram without touching the mouse, and says in a card how it is carried out.
async fn planning(person: &Person, story: &mut Story) {
    person.enters(DEPUTY, story.password).await;
    person.open("/plan/calendar/grid").await;
    let rows = person.ask("return document.querySelectorAll('table.grid tbody tr').length;", vec![]).await;
    let below = usize::try_from(rows.as_u64().unwrap()).unwrap() - 5;
    go_to(person, "Направление, строка 1").await;
    person.keys(&DOWN.to_string().repeat(below)).await;
    assert_eq!(focus(person).await, format!("Направление, строка {}", below + 1));
    let cells = ["Результаты", "Предметные результаты", PROCEDURE, "", "", "school.good_mark_rate", "", ""];
    person.keys(&cells.join(&TAB.to_string())).await;
    let cells = ["", "10.11.2025", "20.05.2026", "8А", "Алгебра"];
    person.keys(&cells.join(&TAB.to_string())).await;
    person.keys_with(CONTROL, "s").await;
    person.sees("Таблица сохранена: добавлено 1.").await;
    person.does_not_see("Записать утверждение").await;
    person.is_refused(&["/plan/calendar/adoption", "/settings/accounts"]).await;
    person.press(PROCEDURE).await;
    person.sees("Качество знаний").await;
    story.procedure = person.path().await;
    story.card = card(person).await;
    council(person, story).await;
    person.leaves().await;
}

/// What is looked at, how and by whom.
async fn card(person: &Person) -> String {
    person.press("Составить технологическую карту").await;
    person.choose("Вид контроля", "тематический").await;
    person.fill("Цель", "Понять, где теряются отметки «4» и «5»").await;
    person.fill("Что сделать, что изучить", "Посмотреть отметки и работы класса").await;
    person.fill("Кто выполняет", "эксперт").await;
    person.fill("Через сколько дней", "5").await;
    person.press("Сохранить карту").await;
    person.sees("Карта сохранена.").await;
    person.path().await
}

/// The council meets with a quorum and votes; the deputy writes the minutes.
async fn council(person: &Person, story: &mut Story) {
    const PRESENT: &str = "const pair = [...document.querySelectorAll('dl div')].find((pair) =>
            pair.innerText.startsWith('Присутствуют')); return pair.querySelector('dd').innerText.split(' ')[0];";
    person.open(&story.procedure).await;
    person.press("Вынести на заседание").await;
    person.fill("Дата", &person.day(WEST, 0).await).await;
    person.press("Сохранить").await;
    person.sees("План заседания сохранён.").await;
    person.press("Провести: отметить присутствующих").await;
    person.press("Отметить присутствие").await;
    person.sees("кворум есть").await;
    let present = person.ask(PRESENT, vec![]).await;
    person.press("Записать в протокол").await;
    person.fill("Слушали", "О дополнении циклограммы").await;
    person.fill("Что решили", "Утвердить циклограмму с дополнением").await;
    person.fill("За", present.as_str().unwrap()).await;
    person.press("Сохранить").await;
    person.sees("решение принято").await;
    // Who neither presided nor kept the minutes does not sign them.
    person.does_not_see("Подписать протокол").await;
    story.meeting = person.path().await;
}

/// The principal, who presided, signs the minutes and writes down what the council has decided about the cyclogram.
async fn adoption(person: &Person, story: &Story) {
    person.enters(PRINCIPAL, story.password).await;
    person.open(&story.meeting).await;
    person.fill("Номер протокола", "7").await;
    person.press("Подписать протокол").await;
    person.sees("Протокол подписан").await;
    person.open("/plan/calendar").await;
    person.sees("изменена после утверждения").await;
    person.press("Утверждение").await;
    person.fill("Номер протокола", "7").await;
    person.press("Записать утверждение").await;
    person.sees("протокол № 7").await;
    person.does_not_see("изменена после утверждения").await;
    person.leaves().await;
}

/// The deputy begins the inspection from the card and appoints the expert.
async fn appointment(person: &Person, story: &mut Story) {
    person.enters(DEPUTY, story.password).await;
    person.open(&story.card).await;
    person.press("Начать проверку").await;
    assert_eq!(person.reads("Тема проверки").await, PROCEDURE);
    person.choose_like("Руководитель группы", &story.expert).await;
    person.choose_like("Исполнитель", &story.expert).await;
    person.press("Сохранить проверку").await;
    person.sees("Проверка начата").await;
    story.inspection = person.path().await;
    person.leaves().await;
}

/// The expert carries it out, writes the report from the figures that are there, and hands it in; signing is not hers.
async fn inspection(person: &Person, story: &Story) {
    person.enters(EXPERT, story.password).await;
    person.sees("Проверка с вашим участием").await;
    person.press(PROCEDURE).await;
    person.sees("8А; Алгебра").await;
    person.press("Выполнен").await;
    person.sees("Снять отметку").await;
    person.press("Справка").await;
    person.press("Писать справку").await;
    person.sees("программа впишет сама").await;
    person.sees("Качество знаний").await;
    person.fill("Причины", CAUSE).await;
    person.fill("Вывод 1", FINDING).await;
    person.fill("Что рекомендуется", ADVICE).await;
    person.choose_like("Кому", &story.teacher).await;
    person.fill("Срок", &person.day(WEST, 20).await).await;
    person.press("Сохранить справку").await;
    person.sees("Справка сохранена.").await;
    person.press("Передать на подпись").await;
    person.sees("на подписи").await;
    person.does_not_see("Подписать справку").await;
    person.does_not_see("Подготовить приказ").await;
    let id = story.inspection.rsplit('/').next().unwrap();
    let order = format!("/decide/orders/new?inspection={id}");
    person
        .is_refused(&[&format!("{}/edit", story.inspection), &order, "/analyse/inspections/new", "/plan/calendar/grid"])
        .await;
    person.leaves().await;
}

/// The deputy signs the report and drafts the order from it.
async fn draft_of_an_order(person: &Person, story: &mut Story) {
    person.enters(DEPUTY, story.password).await;
    person.press("подписи").await;
    person.press(PROCEDURE).await;
    person.press("Справка").await;
    person.press("Подписать справку").await;
    person.sees("Справка подписана").await;
    person.sees(FINDING).await;
    person.open("/").await;
    person.press("справки без решения").await;
    person.press(PROCEDURE).await;
    person.press("Подготовить приказ").await;
    assert_eq!(person.reads("Что сделать").await, ADVICE);
    person.press("Сохранить проект").await;
    person.arrives("/decide/orders/").await;
    person.sees(&story.teacher).await;
    person.does_not_see("Подписать приказ").await;
    story.order = person.path().await;
    person.leaves().await;
}

/// The principal signs the order.
async fn signature(person: &Person, story: &Story) {
    person.enters(PRINCIPAL, story.password).await;
    person.sees("на подпись").await;
    person.open(&story.order).await;
    person.press("Подписать приказ").await;
    person.sees("Приказ подписан, поручения назначены.").await;
    person.leaves().await;
}

/// The teacher comes for the first time: the report and her task wait on the home page.
async fn action(person: &Person, story: &mut Story) {
    come(person, &story.code, TEACHER).await;
    acquaintance(person).await;
    person.press("1 поручение в работе").await;
    person.press(ADVICE).await;
    person.arrives("/act/action-items/").await;
    story.item = person.path().await;
    person.press("Взять в работу").await;
    person.sees("Поручение взято в работу.").await;
    person.press("Приложить подтверждение").await;
    person.fill("или ссылка", "https://school.example/groups").await;
    person.fill("Что это", SHOWN).await;
    person.press("Приложить").await;
    person.sees("Подтверждение добавлено.").await;
    person.fill("Что сделано или что мешает", HINDRANCE).await;
    person.press("Записать").await;
    person.sees(HINDRANCE).await;
}

async fn acquaintance(person: &Person) {
    person.sees("Справка для ознакомления").await;
    person.press(PROCEDURE).await;
    person.sees(ADVICE).await;
    person.press("Ознакомлен(а)").await;
    person.sees("Вы отметили, что ознакомлены").await;
    person.does_not_see("Подготовить приказ").await;
    person.open("/").await;
    person.does_not_see("Справка для ознакомления").await;
}

/// Of everything else the teacher sees only what is hers; another teacher does not even see that.
async fn limits(person: &Person, story: &Story) {
    for words in ["Принять исполнение", "Перенести срок", "Отметить исполнение"]
    {
        person.does_not_see(words).await;
    }
    let [inspection, order, effect] = [&story.inspection, &story.order, &story.effect];
    let edits = [format!("{inspection}/report/edit"), format!("{order}/edit"), effect.clone()];
    person.is_refused(&[&edits[0], &edits[1], &edits[2], "/evaluate/effects", "/plan/cards/new"]).await;
    person.is_refused(&["/plan/calendar/grid", "/decide/meetings/new", "/settings/accounts"]).await;
    let routes = person.links("header a, nav a").await;
    assert!(!routes.iter().any(|link| link.starts_with("/evaluate") || link.starts_with("/settings")), "{routes:?}");
    person.leaves().await;
    person.enters(STRANGER, story.password).await;
    person.does_not_see(PROCEDURE).await;
    person.is_refused(&[&story.item, inspection, &format!("{inspection}/report")]).await;
    person.leaves().await;
}

/// The deputy sees what hinders and gives more time.
async fn postponement(person: &Person, story: &Story) {
    person.enters(DEPUTY, story.password).await;
    person.open(&story.item).await;
    person.sees(HINDRANCE).await;
    person.press("Перенести срок").await;
    person.fill("Новый срок", &person.day(WEST, 40).await).await;
    person.fill("Причина", HINDRANCE).await;
    person.press("Перенести").await;
    person.sees("Срок перенесён.").await;
    person.leaves().await;
}

/// The teacher shows her work, the deputy accepts it.
async fn acceptance(person: &Person, story: &Story) {
    person.enters(TEACHER, OWN_PASSWORD).await;
    person.open("/act/action-items").await;
    person.sees(&person.day(WEST, 40).await).await;
    person.press(ADVICE).await;
    person.sees("перенесён 1 раз").await;
    person.press("Передать на проверку").await;
    person.sees("Передано на проверку.").await;
    person.leaves().await;

    person.enters(DEPUTY, story.password).await;
    person.sees("на проверке").await;
    person.open(&story.item).await;
    person.sees(SHOWN).await;
    person.press("Принять исполнение").await;
    person.sees("Исполнение принято.").await;
    person.leaves().await;
}
