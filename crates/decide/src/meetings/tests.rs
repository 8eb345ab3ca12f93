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
        let mut deputy = school.deputy().await;
        let (address, point) = held(&mut deputy, &["1", "2"]).await;
        let form = deputy.get(&point).await;
        assert!(form.html().contains("(n = 21, небольшая выборка). Требует проверки: 57,1 %"));
        deputy.submit(&point, &MINUTES).await.must_say("решение принято").must_say("Метод управления: коллегиальный");
        let refused = deputy.submit(&format!("{address}/signature"), &[("number", "")]).await;
        refused.must_be(422).must_say("Укажите номер протокола");
        let signed =
            deputy.submit(&format!("{address}/signature"), &[("number", "3"), ("signed_on", "16.01.2025")]).await;
        signed.must_say("Протокол подписан, поручения назначены").must_say("РЕШИЛИ").must_say("Решение принято.");
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
        let mut deputy = school.deputy().await;
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
        let mut deputy = school.deputy().await;
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
