use access::Role;
use store::{Reads, Store, args};
use testkit::{Browser, School};

use crate::tests::{Asked, school};

/// A school with three people on the staff list: principal (1), teacher (2), psychologist (3); a problem zone (70).
async fn staffed(store: Store) -> School {
    let school = school(store).await;
    let mut tx = school.store().begin().await.unwrap();
    tx.script(
        "INSERT INTO staff (id, surname, given_name, patronymic, name_key, position, staff_kind)
         VALUES (1, 'Соколова', 'Вера', 'Павловна', 'соколова вера павловна', 'Директор', 'administrative'),
             (2, 'Иванова', 'Анна', 'Петровна', 'иванова анна петровна', 'Учитель', 'pedagogical'),
             (3, 'Котова', 'Ирина', 'Львовна', 'котова ирина львовна', 'Педагог-психолог', 'pedagogical'),
             (4, 'Громов', 'Олег', 'Ильич', 'громов олег ильич', 'Завхоз', 'other');",
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    school
}

const COUNCIL: [(&str, &str); 6] = [
    ("kind", "pedagogical_council"),
    ("planned_on", "15.01.2025"),
    ("starts_at", "15:00"),
    ("chair_staff", "1"),
    ("secretary_staff", "2"),
    ("speaker_staff_0", "2"),
];

/// The address of a council that was just planned about the zone.
async fn planned(deputy: &mut Browser) -> String {
    deputy.get("/decide/meetings/new?zone=70").await.must_say("Проблемная зона: Успеваемость: 8А, Алгебра");
    let page = deputy.submit("/decide/meetings", &COUNCIL).await;
    page.must_say("План заседания сохранён").must_say("О результатах анализа качества образования");
    page.path().to_owned()
}

/// The same, held with these people; answers its address and that of its question.
async fn held(deputy: &mut Browser, present: &[&str]) -> (String, String) {
    let address = planned(deputy).await;
    deputy.get(&format!("{address}/attendance")).await.must_say("Членов 3").must_say("не меньше 2");
    let came: Vec<(&str, &str)> = present.iter().map(|id| ("present", *id)).collect();
    let page = deputy.submit(&format!("{address}/attendance"), &came).await;
    page.must_say("Присутствие отмечено");
    let point = page.link("Записать в протокол");
    (address, point)
}

const MINUTES: [(&str, &str); 7] = [
    ("heard", "Успеваемость 57,1 %"),
    ("task_0", "Провести консультации"),
    ("staff_0", "2"),
    ("due_0", "01.03.2031"),
    ("votes_for", "2"),
    ("votes_against", "0"),
    ("votes_abstained", ""),
];

#[tokio::test]
async fn a_council_decides_about_a_zone() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = staffed(store).await;
        let mut deputy = school.user_with(&[Role::DeputyTeaching], Some(2)).await;
        let (address, point) = held(&mut deputy, &["1", "2"]).await;
        let form = deputy.get(&point).await;
        assert!(form.html().contains("(n = 21, небольшая выборка). Требует проверки: 57,1 %"));
        deputy.submit(&point, &MINUTES).await.must_say("решение принято").must_say("Метод управления: коллегиальный");
        let refused = deputy.submit(&format!("{address}/signature"), &[("number", "")]).await;
        refused.must_be(422).must_say("Укажите номер протокола");
        deputy.get(&address).await.must_say("ПРОЕКТ");
        let signed =
            deputy.submit(&format!("{address}/signature"), &[("number", "3"), ("signed_on", "16.01.2025")]).await;
        signed.must_say("Протокол подписан, поручения назначены").must_say("РЕШИЛИ").must_say("Решение принято.");
        signed.must_say("Подпись в программе: Заместитель директора").must_not_say("ПРОЕКТ");
        assert!(signed.link("Оценить результат").starts_with("/evaluate/effects/new?from=meeting:"));
        let opened =
            "SELECT COUNT(*) FROM action_item WHERE responsible_staff_id = 2 AND task = 'Провести консультации'
            AND source_title = 'Протокол заседания педагогического совета от 15.01.2025 № 3'";
        assert_eq!(school.store().number(opened, args![]).await.unwrap(), Some(1));
        assert_eq!(school.store().last_state().await, "decided");
        let told = school.history().await;
        assert!(told.iter().any(|said| said == "Подписан протокол заседания педагогического совета от 15.01.2025 № 3"));
        for paper in ["minutes.docx".to_owned(), format!("points/{}/extract.docx", point.rsplit('/').next().unwrap())] {
            assert!(deputy.get(&format!("{address}/{paper}")).await.must_be(200).bytes().starts_with(b"PK"));
        }
        deputy.get(&point).await.must_be(409).must_say("Протокол подписан и остаётся как есть");
        deputy.get(&format!("{address}/edit")).await.must_be(409);
        deputy.submit(&format!("{address}/signature"), &[("number", "4")]).await.must_be(409);
    })
    .await;
}

#[tokio::test]
async fn without_a_quorum_nothing_is_signed() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = staffed(store).await;
        let mut deputy = school.user_with(&[Role::DeputyTeaching], Some(2)).await;
        let (address, point) = held(&mut deputy, &["1"]).await;
        deputy.get(&address).await.must_say("Кворума нет");
        deputy.get(&point).await;
        let refused = deputy.submit(&point, &MINUTES).await;
        refused.must_be(422).must_say("По вопросу 1 голосов 2, а присутствуют 1");
        deputy.submit(&point, &[("votes_for", "1")]).await.must_say("Вопрос записан в протокол");
        let sent = [("number", "3"), ("signed_on", "16.01.2025")];
        let refused = deputy.submit(&format!("{address}/signature"), &sent).await;
        refused.must_be(422).must_say("присутствуют 1 из 3, а нужно больше половины");
        deputy.get(&format!("{address}/attendance")).await;
        let nobody =
            deputy.submit(&format!("{address}/attendance"), &[("held_on", "16.01.2025"), ("present", "")]).await;
        nobody.must_be(422).must_say("Отметьте, кто присутствует");
        deputy.get(&format!("{address}/removal")).await.must_be(409).must_say("Заседание уже проведено");
    })
    .await;
}

#[tokio::test]
async fn what_was_voted_down_asks_for_nothing() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = staffed(store).await;
        let mut deputy = school.user_with(&[Role::DeputyTeaching], Some(2)).await;
        let (address, point) = held(&mut deputy, &["1", "2"]).await;
        deputy.get(&point).await;
        let mut minutes = MINUTES;
        (minutes[4].1, minutes[5].1) = ("1", "1");
        deputy.submit(&point, &minutes).await.must_say("решение не принято");
        deputy.submit(&format!("{address}/signature"), &[("number", "3")]).await.must_say("Протокол подписан");
        let opened = "SELECT COUNT(*) FROM action_item";
        assert_eq!(school.store().number(opened, args![]).await.unwrap(), Some(0));
        assert_eq!(school.store().last_state().await, "new");
        let (second, point) = held(&mut deputy, &["1", "2", "3"]).await;
        deputy.get(&point).await;
        deputy.submit(&point, &MINUTES).await;
        let refused = deputy.submit(&format!("{second}/signature"), &[("number", " 3 ")]).await;
        refused.must_be(422).must_say("Протокол № 3 в этом учебном году уже есть");
    })
    .await;
}

const CONSILIUM: [(&str, &str); 6] = [
    ("kind", "consilium"),
    ("planned_on", "05.06.2025"),
    ("chair_staff", "1"),
    ("secretary_staff", "3"),
    ("topic_0", "О маршруте ученика Ю."),
    ("member", "1"),
];

#[tokio::test]
async fn a_consilium_is_seen_by_those_who_take_part() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = staffed(store).await;
        let mut deputy = school.user_with(&[Role::DeputyTeaching], Some(2)).await;
        deputy.get("/decide/meetings/new?kind=consilium").await;
        deputy
            .submit("/decide/meetings", &CONSILIUM)
            .await
            .must_be(422)
            .must_say("Консилиум видят только его участники");
        let address = deputy.submit("/decide/meetings", &[("member", "2")]).await.path().to_owned();
        let minutes = format!("{address}/minutes.docx");
        let sees = |role: Role, staff_id: Option<i64>| (role, staff_id);
        for (role, staff_id) in
            [sees(Role::Principal, None), sees(Role::DeputyTeaching, Some(2)), sees(Role::Psychologist, Some(3))]
        {
            let mut browser = school.user_with(&[role], staff_id).await;
            browser.get(&address).await.must_be(200).must_say("О маршруте ученика Ю.");
            browser.get("/decide/meetings").await.must_say("О маршруте ученика Ю.");
        }
        for (role, staff_id) in [
            sees(Role::DeputyTeaching, Some(4)),
            sees(Role::DeputyMethodical, None),
            sees(Role::Psychologist, None),
            // a participant whose role is not admitted
            sees(Role::Teacher, Some(3)),
            sees(Role::Expert, None),
            sees(Role::CouncilMember, None),
            sees(Role::ItSpecialist, None),
        ] {
            let mut browser = school.user_with(&[role], staff_id).await;
            browser.get(&address).await.must_be(404);
            browser.get("/decide/meetings").await.must_not_say("ученика");
            browser.get(&minutes).await.must_be(404);
            browser.submit(&format!("{address}/signature"), &[("number", "1")]).await.must_be(404);
        }
        let mut stranger = school.user_with(&[Role::DeputyMethodical], Some(4)).await;
        for door in ["edit", "removal", "attendance"] {
            stranger.get(&format!("{address}/{door}")).await.must_be(404);
        }
        let told = school.history().await;
        assert_eq!(told, ["Изменены материалы с ограниченным доступом"]);
    })
    .await;
}

#[tokio::test]
async fn a_consilium_leaves_no_trace_outside() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = staffed(store).await;
        let mut principal = school.principal().await;
        principal.get("/decide/meetings/new?kind=consilium&zone=70").await;
        let refused = principal.submit("/decide/meetings", &CONSILIUM).await;
        refused.must_be(422).must_say("Консилиум не связывают с проблемными зонами");
        let page = principal.submit("/decide/meetings", &[("matter_0", "")]).await;
        let address = page.path().to_owned();
        principal.get(&format!("{address}/attendance")).await;
        let point = principal.submit(&format!("{address}/attendance"), &[]).await.link("Записать в протокол");
        principal.get(&point).await.must_say("Присутствуют 2");
        principal.submit(&point, &MINUTES).await.must_say("психолого-педагогический");
        let signed = principal.submit(&format!("{address}/signature"), &[("number", "1")]).await;
        signed.must_say("Его видят только участники");
        for table in [
            "SELECT COUNT(*) FROM action_item",
            "SELECT COUNT(*) FROM artefact_link",
            "SELECT COUNT(*) FROM artefact_card",
        ] {
            assert_eq!(school.store().number(table, args![]).await.unwrap(), Some(0), "{table}");
        }
        assert!(school.history().await.iter().all(|said| said == "Изменены материалы с ограниченным доступом"));
    })
    .await;
}

#[tokio::test]
async fn two_people_lose_nothing_of_plan_and_minutes() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = staffed(store).await;
        let (mut first, mut second) = (school.deputy().await, school.principal().await);
        let (address, point) = held(&mut first, &["1", "2"]).await;
        first.get(&format!("{address}/edit")).await;
        second.get(&format!("{address}/edit")).await;
        first.submit(&address, &[("place", "Актовый зал")]).await.must_say("План заседания сохранён");
        let beside = second.submit(&address, &[("starts_at", "16:00")]).await;
        beside.must_be(422).must_say("Место").must_say("Актовый зал").must_say("15:00");
        second.submit(&address, &[("place", "Актовый зал")]).await.must_say("16:00").must_say("Актовый зал");
        let attendance = format!("{address}/attendance");
        first.get(&attendance).await;
        second.get(&attendance).await;
        first.submit(&attendance, &[("present", "2"), ("present", "3")]).await.must_say("Присутствие отмечено");
        let beside = second.submit(&attendance, &[("invited", "Родители")]).await;
        beside.must_be(422).must_say("Соколова В. П., директор отсутствует присутствует").must_say("Родители");
        second.submit(&attendance, &[]).await.must_say("Присутствие отмечено");
        first.get(&point).await;
        second.get(&point).await;
        first.submit(&point, &MINUTES).await.must_say("Вопрос записан");
        let beside = second.submit(&point, &[("spoke", "Котова И. Л. предложила помощь")]).await;
        beside.must_be(422).must_say("Пункт 1: ответственный").must_say("Иванова А. П., учитель");
        assert!(beside.html().contains("Котова И. Л. предложила помощь"));
    })
    .await;
}

#[tokio::test]
async fn a_zone_joins_a_meeting_that_is_planned() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = staffed(store).await;
        let mut deputy = school.deputy().await;
        deputy.get("/decide/meetings/new").await.must_not_say("уже запланированное");
        let plan = [("planned_on", "10.06.2025"), ("chair_staff", "1"), ("topic_0", "О плане работы")];
        let address = deputy.submit("/decide/meetings", &plan).await.path().to_owned();
        let offered = deputy.get("/decide/meetings/new?zone=70").await.link("Педагогический совет 10.06.2025");
        assert_eq!(offered, format!("{address}/edit?zone=70"));
        deputy.get(&offered).await;
        let page = deputy.submit(&address, &[]).await;
        page.must_say("О плане работы").must_say("О результатах анализа").must_say("Успеваемость: 8А, Алгебра");
        deputy.get("/decide/meetings/new?zone=71").await.must_be(404);
        deputy.get("/decide/meetings/new?inspection=1").await.must_be(404);
    })
    .await;
}

#[tokio::test]
async fn a_plan_is_changed_and_thrown_away() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = staffed(store).await;
        let mut deputy = school.deputy().await;
        deputy.get("/decide/meetings").await.must_say("пока нет");
        let refused = deputy.submit("/decide/meetings", &[("kind", "expert_group"), ("topic_0", " ")]).await;
        refused.must_be(422).must_say("Укажите дату").must_say("хотя бы один вопрос").must_say("Отметьте участников");
        let address = planned(&mut deputy).await;
        deputy.get(&format!("{address}/edit")).await;
        let page =
            deputy.submit(&address, &[("matter_0", ""), ("topic_1", "Разное"), ("planned_on", "20.01.2025")]).await;
        page.must_say("Разное").must_say("20 января 2025").must_not_say("Проблемная зона");
        let links = "SELECT COUNT(*) FROM artefact_link";
        assert_eq!(school.store().number(links, args![]).await.unwrap(), Some(0));
        let mut teacher = school.teacher(2).await;
        teacher.get(&address).await.must_say("Разное").must_not_say("Изменить план");
        teacher.get(&format!("{address}/edit")).await.must_be(404);
        deputy.get(&format!("{address}/points/{}", 5)).await.must_be(409).must_say("Сначала отметьте");
        deputy.get(&format!("{address}/minutes.docx")).await.must_be(404);
        deputy.get(&format!("{address}/removal")).await.must_say("Педагогический совет 20.01.2025");
        deputy.submit(&format!("{address}/removal"), &[]).await.must_say("Заседание удалено");
        deputy.get(&address).await.must_be(404);
    })
    .await;
}

#[tokio::test]
async fn unsigned_minutes_are_read_by_those_who_write_them() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = staffed(store).await;
        let mut deputy = school.user_with(&[Role::DeputyTeaching], Some(2)).await;
        let (address, point) = held(&mut deputy, &["1", "2"]).await;
        deputy.get(&point).await;
        deputy.submit(&point, &MINUTES).await.must_say("Провести консультации");
        let minutes = format!("{address}/minutes.docx");
        for role in [Role::Teacher, Role::Expert, Role::ItSpecialist, Role::CouncilMember] {
            let mut reader = school.user_with(&[role], Some(3)).await;
            let page = reader.get(&address).await;
            page.must_say("О результатах анализа").must_say("Протокол ещё не подписан");
            page.must_not_say("Провести консультации").must_not_say("57,1 %").must_not_say("решение принято");
            reader.get(&minutes).await.must_be(404);
            reader.get(&point).await.must_be(404);
        }
        let sent = [("number", "3"), ("signed_on", "16.01.2025")];
        deputy.submit(&format!("{address}/signature"), &sent).await.must_say("Протокол подписан");
        let mut teacher = school.teacher(3).await;
        teacher.get(&address).await.must_say("Провести консультации");
        teacher.get(&minutes).await.must_be(200);
    })
    .await;
}

#[tokio::test]
async fn minutes_are_signed_by_those_who_presided_and_wrote() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = staffed(store).await;
        let mut methodist = school.user_with(&[Role::DeputyMethodical], Some(3)).await;
        let (address, point) = held(&mut methodist, &["1", "3"]).await;
        methodist.get(&point).await;
        methodist.submit(&point, &MINUTES).await.must_say("Подписать может председатель (Соколова В. П.)");
        let (signature, sent) = (format!("{address}/signature"), [("number", "3"), ("signed_on", "16.01.2025")]);
        methodist.submit(&signature, &sent).await.must_be(422).must_say("Протокол подписывает председатель, секретарь");
        // A teacher who keeps the minutes, but was not there.
        let mut secretary = school.teacher(2).await;
        secretary.get(&address).await.must_say("отмечен отсутствующим");
        secretary.submit(&signature, &sent).await.must_be(422).must_say("Секретарь отмечен отсутствующим");
        methodist.get(&format!("{address}/attendance")).await;
        methodist.submit(&format!("{address}/attendance"), &[("kept", "3")]).await.must_say("Котова И. Л.");
        secretary.get(&address).await;
        secretary.submit(&signature, &sent).await.must_be(404);
        methodist.get(&address).await;
        methodist.submit(&signature, &sent).await.must_say("Протокол подписан");
    })
    .await;
}

#[tokio::test]
async fn minutes_that_change_while_they_are_read_are_read_again() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = staffed(store).await;
        let mut writer = school.deputy().await;
        let (address, point) = held(&mut writer, &["1", "2"]).await;
        writer.get(&point).await;
        writer.submit(&point, &MINUTES).await;
        let mut principal = school.principal().await;
        principal.get(&address).await;
        writer.get(&point).await;
        writer.submit(&point, &[("task_0", "Объявить выговор")]).await.must_say("Вопрос записан");
        let (signature, sent) = (format!("{address}/signature"), [("number", "3"), ("signed_on", "16.01.2025")]);
        let refused = principal.submit(&signature, &sent).await;
        refused.must_be(422).must_say("Пока вы читали, текст изменили");
        let told = refused.table("Что изменилось");
        assert_eq!(told.rows.len(), 2, "{told:?}");
        assert!(told.rows[1][1].contains("Провести консультации") && told.rows[1][2].contains("Объявить выговор"));
        principal.submit(&signature, &sent).await.must_say("Протокол подписан");
    })
    .await;
}

#[tokio::test]
async fn the_secretary_of_a_consilium_keeps_its_minutes() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = staffed(store).await;
        let mut tx = school.store().begin().await.unwrap();
        tx.script(
            "INSERT INTO collegial_body (id, kind, name, functions, order_number, order_on, dissolved_on, version)
             VALUES (8, 'own', 'Психолого-педагогический консилиум', '', '', NULL, NULL, 1);
             INSERT INTO body_member (id, body_id, staff_id, name, seat, since, until)
             VALUES (1, 8, 1, 'Соколова В. П.', 'Председатель', '2024-09-01', NULL),
                 (2, 8, 3, 'Котова И. Л.', 'секретарь', '2024-09-01', NULL),
                 (3, 8, NULL, 'Ким А. П.', 'Логопед', '2024-09-01', NULL),
                 (4, 8, 4, 'Громов О. И.', '', '2023-09-01', '2024-08-31');",
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let mut principal = school.principal().await;
        let form = principal.get("/decide/meetings/new?kind=consilium").await;
        assert!(form.html().contains("Ким А. П., логопед"), "{}", form.html());
        let plan = [("planned_on", "05.06.2025"), ("topic_0", "О маршруте")];
        let page = principal.submit("/decide/meetings", &plan).await;
        page.must_say("План заседания сохранён").must_say("Котова И. Л., педагог-психолог").must_say("Участников 3");
        let address = page.path().to_owned();
        let mut secretary = school.user_with(&[Role::Psychologist], Some(3)).await;
        secretary.get(&address).await.must_say("Провести").must_not_say("Изменить план");
        secretary.get(&format!("{address}/attendance")).await;
        let point = secretary.submit(&format!("{address}/attendance"), &[]).await.link("Записать в протокол");
        secretary.get(&point).await;
        secretary.submit(&point, &MINUTES).await.must_say("Вопрос записан");
        let signed = secretary.submit(&format!("{address}/signature"), &[("number", "1")]).await;
        signed.must_say("Его видят только участники");
    })
    .await;
}

#[tokio::test]
async fn a_form_grows_and_takes_the_members_of_a_body() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = staffed(store).await;
        let mut tx = school.store().begin().await.unwrap();
        tx.script(
            "INSERT INTO collegial_body (id, kind, name, functions, order_number, order_on, dissolved_on, version)
             VALUES (8, 'expert_group', 'Экспертная группа', '', '', NULL, NULL, 1);
             INSERT INTO body_member (id, body_id, staff_id, name, seat, since, until)
             VALUES (1, 8, 2, 'Иванова А. П.', 'Руководитель', '2024-09-01', NULL),
                 (2, 8, 3, 'Котова И. Л.', '', '2024-09-01', NULL);",
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let mut deputy = school.deputy().await;
        deputy.get("/decide/meetings/new").await.must_say("Вопрос 2").must_not_say("Вопрос 3");
        let typed = [("topic_0", "О критериях"), ("topic_1", "Разное"), ("starts_at", "25:99"), ("more", "1")];
        let longer = deputy.submit("/decide/meetings", &typed).await;
        longer.must_be(200).must_say("Вопрос 4");
        assert!(longer.html().contains("О критериях") && longer.html().contains("25:99"));
        let filled = deputy.submit("/decide/meetings", &[("kind", "expert_group"), ("fill", "1")]).await;
        filled.must_be(200);
        assert!(filled.html().contains("О критериях"));
        let refused = deputy.submit("/decide/meetings", &[("planned_on", "10.06.2025")]).await;
        refused.must_be(422).must_say("часы от 0 до 23").must_not_say("Отметьте участников");
        let page = deputy.submit("/decide/meetings", &[("starts_at", "9.30")]).await;
        page.must_say("План заседания сохранён").must_say("09:30").must_say("Участников 2");
        page.must_say("Председатель Иванова А. П., учитель");
        let address = page.path().to_owned();
        deputy.get(&format!("{address}/edit")).await;
        let saved = deputy.submit(&address, &[("topic_2", "О сроках"), ("autosave", "1")]).await;
        assert!(saved.html().contains("data-autosave") && saved.html().contains("О сроках"));
        let points = "SELECT COUNT(*) FROM agenda_point";
        assert_eq!(school.store().number(points, args![]).await.unwrap(), Some(3));
        let grown = deputy.submit(&address, &[("more", "1")]).await;
        grown.must_be(200).must_say("Вопрос 6");
        deputy.submit(&address, &[("place", "Учительская")]).await.must_say("Учительская");
    })
    .await;
}
