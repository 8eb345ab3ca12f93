use std::collections::BTreeSet;

use access::Role;
use testkit::{Browser, School};

use super::TRANSITIONS;
use crate::testing::{DRAFT, ORDER, RESPONSIBLE, school};

const NEW: &str = "/evaluate/effects/new?from=administrative_order:80";

/// The form as it is filled from the zone, with an aim for the fourth quarter.
const FORM: [(&str, &str); 6] = [
    ("before", "2024:q1"),
    ("after", "2024:q4"),
    ("target", "70"),
    ("matters", "5"),
    ("compared", "1"),
    ("remeasure_on", "20.06.2025"),
];

/// Fixes the aim as the deputy; answers the address of the review.
async fn fixed(school: &School) -> String {
    let mut deputy = school.deputy().await;
    deputy.get(NEW).await;
    let page = deputy.submit("/evaluate/effects", &FORM).await;
    page.must_say("Зафиксировано").must_say("ожидает измерения");
    page.path().to_owned()
}

/// The same with something else in it.
async fn refused(deputy: &mut Browser, name: &str, value: &str) -> testkit::Page {
    deputy.get(NEW).await;
    let mut form = FORM.to_vec();
    form.retain(|(known, _)| *known != name);
    form.push((name, value));
    deputy.submit("/evaluate/effects", &form).await
}

#[tokio::test]
async fn a_decision_is_measured_by_the_same_formula() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        deputy.get(&format!("/decide/orders/{ORDER}")).await.must_say("Оценить результат");
        let form = deputy.get(NEW).await;
        form.must_say("40,0 % (12 из 30)").must_say("Приказ от 12.11.2024 № 17");
        let address = fixed(&school).await;
        let page = deputy.get(&address).await;
        // What was done because of the decision stands between it and its effect.
        page.must_say("Действия · Поручение").must_say("Провести занятия");
        page.must_say("40,0 %").must_say("12 из 30").must_say("Качество: 8А, Алгебра").must_not_say("Пора измерить");
        deputy.submit(&format!("{address}/measurement"), &[]).await.must_be(409).must_say("не раньше 20.06.2025");
        let interim = format!("{address}/interim");
        deputy.submit(&interim, &[("period", "2024:q3")]).await.must_be(409).must_say("ещё нет");
        deputy.submit(&interim, &[("period", "2024:q4")]).await.must_say("Промежуточно:").must_say("ожидает измерения");
        school.clock().pass_days(20);
        let mut deputy = school.deputy().await;
        deputy.get("/evaluate/effects?state=due").await.must_say("пора измерить");
        deputy.get(&address).await.must_say("Пора измерить");
        let measured = deputy.submit(&format!("{address}/measurement"), &[]).await;
        measured
            .must_say("Вывод: стало лучше")
            .must_say("80,0 %")
            .must_say("24 из 30")
            .must_say("Цель 70,0 % достигнута");
        measured.must_say("Другие классы параллели (3 класса)").must_say("произошло бы и без мер").must_say("8Г");
        deputy.get(&measured.link("80,0 %")).await.must_be(200).must_say("24");
        deputy.submit(&format!("{address}/measurement"), &[]).await.must_be(409).must_say("уже не нужно");
        deputy.submit(&format!("{address}/closure"), &[("note", "")]).await.must_be(422).must_say("Напишите вывод");
        let closed = deputy.submit(&format!("{address}/closure"), &[("note", "Занятия помогли")]).await;
        closed.must_say("закрыто").must_say("Занятия помогли");
        let history = school.history().await;
        for words in ["сейчас 40,0 %, цель 70,0 %", "80,0 %, стало лучше", "Закрыта оценка результата"]
        {
            assert!(history.iter().any(|said| said.contains(words)), "{words}: {history:#?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_decision_about_an_inspection_is_measured_where_it_looked() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut tx = school.store().begin().await.unwrap();
        tx.script(
            "DELETE FROM artefact_link WHERE from_kind = 'problem_zone';
             INSERT INTO inspection (id, school_year, title, kind, basis, purpose, object, matter, methods, sample, papers,
                 outputs, considered_at, card_id, procedure_id, starts_on, ends_on, classes, subject_id, teacher_staff_id,
                 term, comparison, recheck_days, version, saved_at, saved_by)
             VALUES (95, 2024, 'Алгебра', 'thematic', '', '', '', '', '', '', '', '', '', NULL, NULL, '2024-11-01',
                 '2024-11-08', '8Б', 30, NULL, 'q1', 'year_before', NULL, 1, '2024-11-01T08:00:00+00:00', '');
             INSERT INTO inspection_indicator (inspection_id, place, code, norm) VALUES (95, 1, 'school.good_mark_rate', '');
             INSERT INTO artefact_link (from_kind, from_id, to_kind, to_id, kind, made_at)
             VALUES ('inspection', 95, 'administrative_order', 80, 'decided_by', '2024-11-10T08:00:00+00:00');",
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let form = school.deputy().await.get(NEW).await;
        form.must_say("8Б, Алгебра").must_say("15 из 30");
    })
    .await;
}

#[tokio::test]
async fn what_does_not_fit_is_refused_at_its_field() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        let cases = [
            ("target", "30", "Цель хуже исходного значения"),
            ("target", "170", "между 0 и 100"),
            ("target", "", "к какому значению"),
            ("after", "2024:q1", "более поздний период"),
            ("remeasure_on", "01.06.2025", "должен быть впереди"),
            ("remeasure_on", "31.12.9999", "Укажите день не позже"),
            ("after", "2025:q2", "кончается 31.12.2025"),
            ("before", "2024:q2", "Исходное значение не посчитать"),
            ("group", "class=11Я", "Исходное значение не посчитать"),
            ("matters", "-1", "не может быть меньше нуля"),
        ];
        for (name, value, words) in cases {
            refused(&mut deputy, name, value).await.must_be(422).must_say(words);
        }
        let draft = format!("/evaluate/effects/new?from=administrative_order:{DRAFT}");
        deputy.get(&draft).await.must_be(409).must_say("сначала подпишите приказ");
        deputy.get("/evaluate/effects/new?from=problem_zone:70").await.must_be(404);
    })
    .await;
}

#[tokio::test]
async fn nobody_closes_her_own_work_if_others_can() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let address = fixed(&school).await;
        school.clock().pass_days(20);
        let mut responsible = school.user_with(&[Role::DeputyTeaching], Some(RESPONSIBLE)).await;
        responsible.submit(&format!("{address}/measurement"), &[]).await.must_say("Вывод");
        let path = format!("{address}/closure");
        responsible.submit(&path, &[("note", "Помогло")]).await.must_be(409).must_say("Закрыть оценку должен другой");
        let mut principal = school.principal().await;
        principal.submit(&path, &[("note", "Помогло")]).await.must_say("закрыто");
    })
    .await;
}

#[tokio::test]
async fn who_is_named_in_words_does_not_close_her_own_work() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let address = fixed(&school).await;
        let mut tx = school.store().begin().await.unwrap();
        tx.script(
            "UPDATE action_item SET responsible_staff_id = NULL, responsible = 'Орлова А. В.' WHERE id = 90;
             INSERT INTO account (id, login, login_key, password_hash, display_name, staff_id, blocked_at, created_at)
             VALUES (900, 'o', 'o', '', 'Орлова Анна Викторовна', 41, NULL, '2025-06-01T08:00:00+00:00');
             INSERT INTO account_role (account_id, role) VALUES (900, 'deputy_teaching');",
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        school.clock().pass_days(20);
        school.principal().await.submit(&format!("{address}/measurement"), &[]).await.must_say("Вывод");
        let mut named = school.signed_in(900).await;
        let path = format!("{address}/closure");
        named.submit(&path, &[("note", "Помогло")]).await.must_be(409).must_say("Закрыть оценку должен другой");
    })
    .await;
}

#[tokio::test]
async fn what_has_not_helped_is_measured_again_or_closed_by_the_principal() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        // 8Б has 15 of 30 in the first quarter and 16 of 30 in the fourth.
        let address = refused(&mut deputy, "group", "class=8Б").await.must_be(200).path().to_owned();
        school.clock().pass_days(20);
        let mut deputy = school.deputy().await;
        let measured = deputy.submit(&format!("{address}/measurement"), &[]).await;
        measured
            .must_say("Вывод: по этим данным сказать нельзя")
            .must_say("Измерить ещё раз")
            .must_not_say("Закрыть вопрос");
        let closure = format!("{address}/closure");
        deputy.submit(&closure, &[("note", "Хватит")]).await.must_be(409).must_say("не показало, что решение помогло");
        let again = format!("{address}/again");
        let form = [("again_after", "2024:q4"), ("again_on", "26.06.2025"), ("again_reason", "")];
        deputy.get(&address).await;
        deputy.submit(&again, &form).await.must_be(422).must_say("Напишите, почему");
        let form = [("again_after", "2025:q1"), ("again_on", "26.06.2025"), ("again_reason", "Мало данных")];
        deputy.submit(&again, &form).await.must_be(422).must_say("день измерения должен быть позже");
        let form = [("again_after", "2024:q4"), ("again_on", "10.07.2025"), ("again_reason", "Мало данных")];
        let waits = deputy.submit(&again, &form).await;
        waits.must_say("ожидает измерения").must_say("Прежний вывод").must_say("Мало данных");
        school.clock().pass_days(20);
        let mut principal = school.principal().await;
        principal.submit(&format!("{address}/measurement"), &[]).await.must_say("Вывод: по этим данным сказать нельзя");
        principal.get("/evaluate/review").await.must_say("Условия изменены после фиксации").must_say("Мало данных");
        principal.submit(&closure, &[("note", "Класс расформирован")]).await.must_say("Класс расформирован");
    })
    .await;
}

#[tokio::test]
async fn the_goal_does_not_move_after_a_look() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let address = fixed(&school).await;
        let mut deputy = school.deputy().await;
        deputy.submit(&format!("{address}/interim"), &[("period", "2024:q4")]).await.must_say("цель достигнута");
        let edit = format!("{address}/edit");
        for eased in [("target", "60"), ("matters", "1")] {
            deputy.get(&edit).await;
            let told = deputy.submit(&address, &[eased, ("reason", "Трудно")]).await;
            told.must_be(422).must_say("облегчить условия нельзя");
        }
        deputy.get(&edit).await;
        let raised = deputy.submit(&address, &[("target", "90"), ("reason", "Можем больше")]).await;
        // What was said of the look stays what it was.
        raised.must_say("Цель 70,0 % достигнута").must_say("цель 70,0 % → 90,0 %").must_say("Можем больше");
    })
    .await;
}

#[tokio::test]
async fn minutes_are_a_decision_and_an_aim_is_fixed_once() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut tx = school.store().begin().await.unwrap();
        tx.script(MINUTES).await.unwrap();
        tx.commit().await.unwrap();
        let mut deputy = school.deputy().await;
        deputy.get("/evaluate/effects/new?from=meeting:61").await.must_be(409).must_say("приказ или протокол");
        deputy.get("/evaluate/effects/new?from=meeting:62").await.must_be(404);
        let offer = deputy.get("/decide/meetings/60").await.link("Оценить результат");
        deputy.get("/decide/meetings/61").await.must_not_say("Оценить результат");
        deputy.get(&offer).await.must_say("Педсовет от 15.11.2024");
        let mut form = FORM.to_vec();
        form.extend([("indicator", "school.good_mark_rate"), ("group", "class=8А"), ("subject", "Алгебра")]);
        let page = deputy.submit("/evaluate/effects", &form).await;
        page.must_say("Зафиксировано").must_say("Обсудить занятия").must_say("Цепочка");
        deputy.get("/evaluate/effects/new?from=meeting:60").await;
        let twice = deputy.submit("/evaluate/effects", &form).await;
        twice.must_be(422).must_say("цель уже зафиксирована");
        let review = deputy.get("/evaluate/review").await;
        review.must_say("Педагогический совет, протокол от 15.11.2024 № 3");
    })
    .await;
}

/// Signed minutes of a council with an action item, minutes that nobody has signed, a consilium.
const MINUTES: &str = "INSERT INTO meeting (id, school_year, kind, planned_on, starts_at, place, chair, secretary, version,
        changed_at, changed_by)
    VALUES (60, 2024, 'pedagogical_council', '2024-11-15', '15:00', '', 'В. П. Соколова', 'Орлова А. В.', 1,
            '2024-11-15T08:00:00+00:00', 'Завуч'),
        (61, 2024, 'pedagogical_council', '2025-01-15', '15:00', '', 'В. П. Соколова', 'Орлова А. В.', 1,
            '2024-11-15T08:00:00+00:00', 'Завуч'),
        (62, 2024, 'consilium', '2024-11-15', '15:00', '', 'В. П. Соколова', 'Орлова А. В.', 1,
            '2024-11-15T08:00:00+00:00', 'Завуч');
    INSERT INTO minutes_signature (meeting_id, number, signed_on, chair, secretary, noted_at, noted_by)
    VALUES (60, '3', '2024-11-15', 'В. П. Соколова', 'А. В. Орлова', '2024-11-15T08:00:00+00:00', 'Завуч'),
        (62, '4', '2024-11-15', 'В. П. Соколова', 'А. В. Орлова', '2024-11-15T08:00:00+00:00', 'Завуч');
    INSERT INTO action_item (id, school_year, source_kind, source_id, source_title, place, task, responsible_staff_id,
        responsible, due_on, opened_on)
    VALUES (91, 2024, 'meeting', 60, 'Протокол № 3', 1, 'Обсудить занятия', 41, 'Орлова А. В.', '2025-03-01', '2024-11-15');
    INSERT INTO artefact_card (kind, id, title, state, dated)
    VALUES ('meeting', 60, 'Педсовет от 15.11.2024', 'протокол подписан', '2024-11-15'),
        ('meeting', 61, 'Педсовет от 15.01.2025', 'запланировано', '2025-01-15'),
        ('action_item', 91, 'Обсудить занятия', 'в работе', '2025-03-01');";

#[tokio::test]
async fn a_verdict_becomes_a_proposal_for_the_next_plan() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let address = fixed(&school).await;
        let mut deputy = school.deputy().await;
        let path = format!("{address}/proposal");
        deputy.submit(&path, &[("words", "Повторить"), ("year", "2025")]).await.must_be(409);
        school.clock().pass_days(20);
        let mut deputy = school.deputy().await;
        deputy.submit(&format!("{address}/measurement"), &[]).await;
        let form = [("words", "Распространить опыт на параллель"), ("year", "2025")];
        deputy.submit(&path, &form).await.must_say("предложено в план").must_say("Предложение в план");
        let inbox = deputy.get("/plan/proposals").await;
        inbox.must_say("Распространить опыт на параллель").must_say("2025/26");
        deputy.follow("Распространить опыт на параллель").await.must_say("9А").must_say("стало лучше");
    })
    .await;
}

#[tokio::test]
async fn two_who_change_the_aim_see_each_other() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let address = fixed(&school).await;
        let (mut first, mut second) = (school.deputy().await, school.principal().await);
        let edit = format!("{address}/edit");
        first.get(&edit).await.must_say("Изменение останется в истории");
        second.get(&edit).await;
        first.submit(&address, &[("target", "75")]).await.must_be(422).must_say("Напишите, почему");
        first.submit(&address, &[("target", "75"), ("reason", "Добавили час")]).await.must_say("75,0 %");
        let conflict = second.submit(&address, &[("target", "65"), ("reason", "Часа нет")]).await;
        conflict.must_be(422).must_say("Цель уже изменили").must_say("75,0 %");
        let page = second.submit(&address, &[("target", "65")]).await;
        page.must_be(200).must_say("цель 75,0 % → 65,0 %").must_say("Часа нет");
        page.must_say("цель 70,0 % → 75,0 %").must_not_say("Вывод Часа нет");
        first.get(&edit).await;
        let worse = first.submit(&address, &[("target", "10"), ("reason", "Трудно")]).await;
        worse.must_be(422).must_say("Цель хуже");
    })
    .await;
}

#[tokio::test]
async fn who_does_not_see_the_class_does_not_see_its_effect() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let address = fixed(&school).await;
        let mut teacher = school.teacher(99).await;
        teacher.get("/evaluate/effects").await.must_be(404);
        let mut head = school.user_with(&[Role::AssociationHead], Some(RESPONSIBLE)).await;
        head.get("/evaluate/effects").await.must_be(200).must_not_say("8А");
        head.get(&address).await.must_be(404);
        head.get(NEW).await.must_be(404);
        let mut council = school.user(Role::CouncilMember).await;
        council.get(&address).await.must_be(200).must_not_say("Измерить промежуточно");
    })
    .await;
}

#[test]
fn the_picture_of_states_is_the_code() {
    let page = include_str!("../../../../docs/states/effect_review.md");
    let lines = page.lines().map(str::trim).filter(|line| line.contains("-->") && !line.contains("[*]"));
    let drawn: BTreeSet<String> = lines.map(str::to_owned).collect();
    let coded = TRANSITIONS.iter().map(|(from, act, to)| format!("{} --> {} : {}", from.code(), to.code(), act.code()));
    assert_eq!(drawn, coded.collect());
}
