use access::Role;

use crate::testing::school;

const ADDRESS: &str = "/evaluate/review/2024";

#[tokio::test]
async fn the_year_is_counted_and_concluded() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        let page = deputy.get("/evaluate/review").await;
        page.must_say("Анализ со стороны руководства, 2024/25").must_say("Приказ от 12.11.2024 № 17 «Об итогах»");
        let lines = page.table("Что сделано").rows;
        let expected = [("Поручений", "1"), ("Исполнено", "0"), ("Из них в срок", "0"), ("Срок прошёл", "1")];
        assert_eq!(lines[1..], expected.map(|(what, count)| vec![what.to_owned(), count.to_owned()]));
        let section = format!("{ADDRESS}/sections/effective");
        let mut principal = school.principal().await;
        deputy.get(&section).await;
        principal.get(&section).await;
        deputy
            .submit(&section, &[("words", "Занятия помогли")])
            .await
            .must_say("Вывод сохранён")
            .must_say("Занятия помогли");
        let conflict = principal.submit(&section, &[("words", "Нужны ещё")]).await;
        conflict.must_be(422).must_say("Занятия помогли").must_say("соедините и сохраните");
        // What saves itself comes back with the form and its new version.
        let itself = principal.submit(&section, &[("words", "Занятия помогли. Нужны"), ("autosave", "1")]).await;
        assert_eq!(itself.path(), section);
        principal.submit(&section, &[("words", "Занятия помогли. Нужны ещё")]).await.must_say("Нужны ещё");
        deputy.get(ADDRESS).await;
        deputy.submit(&format!("{ADDRESS}/proposals"), &[("words", "")]).await.must_be(422);
        let proposed = deputy.submit(&format!("{ADDRESS}/proposals"), &[("words", "Продолжить занятия")]).await;
        proposed.must_say("Продолжить занятия").must_say("ждёт ответа");
        deputy.get("/plan/proposals").await.must_say("Продолжить занятия").must_say("2025/26");
        let paper = deputy.get(&format!("{ADDRESS}/paper.docx")).await;
        assert!(paper.bytes().starts_with(b"PK"));
        let history = school.history().await;
        assert!(history.iter().any(|said| said.contains("Написан вывод «Что помогло»")), "{history:#?}");
    })
    .await;
}

#[tokio::test]
async fn a_signed_review_stays_as_it_was() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let (mut deputy, mut principal) = (school.deputy().await, school.principal().await);
        deputy.get(ADDRESS).await.must_say("готовится").must_not_say("Подписать анализ");
        let signature = format!("{ADDRESS}/signature");
        deputy.submit(&signature, &[("number", "1"), ("signed_on", "05.06.2025")]).await.must_be(404);
        principal.get(ADDRESS).await;
        principal.submit(&signature, &[("number", "1"), ("signed_on", "01.01.1999")]).await.must_be(422);
        principal.get(ADDRESS).await;
        let signed = principal.submit(&signature, &[("number", "7"), ("signed_on", "05.06.2025")]).await;
        signed.must_say("подписан").must_say("05.06.2025 № 7").must_not_say("Написать вывод");
        let section = format!("{ADDRESS}/sections/effective");
        deputy.get(&section).await.must_be(409).must_say("начинает новую редакцию");
        deputy.submit(&format!("{ADDRESS}/proposals"), &[("words", "Ещё")]).await.must_be(409);
        let mut tx = school.store().begin().await.unwrap();
        tx.script("UPDATE action_item SET due_on = '2025-07-01' WHERE id = 90;").await.unwrap();
        tx.commit().await.unwrap();
        let overdue = |page: &testkit::Page| page.table("Что сделано").rows[4][1].clone();
        assert_eq!(overdue(&deputy.get(ADDRESS).await), "1");
        let reopening = format!("{ADDRESS}/reopening");
        principal.submit(&reopening, &[("reason", "")]).await.must_be(422);
        let reopened = principal.submit(&reopening, &[("reason", "Загружены итоги ЕГЭ")]).await;
        reopened.must_say("готовится").must_say("Редакция 1: от 05.06.2025 № 7");
        assert_eq!(overdue(&reopened), "0");
        let first = deputy.get(&format!("{ADDRESS}/editions/1")).await;
        first.must_say("Есть более новая редакция").must_say("Загружены итоги ЕГЭ");
        assert_eq!(overdue(&first), "1");
        let paper = deputy.get(&format!("{ADDRESS}/editions/1/paper.docx")).await;
        assert!(paper.bytes().starts_with(b"PK"));
        deputy.get(&format!("{ADDRESS}/editions/2")).await.must_be(404);
        deputy.get("/evaluate/review/2025").await.must_say("Записей за этот год пока нет");
    })
    .await;
}

#[tokio::test]
async fn audits_and_all_proposals_of_the_year_are_in_the_review() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut tx = school.store().begin().await.unwrap();
        tx.script(
            "INSERT INTO audit (id, school_year, object, owner_staff_id, owner, criteria, starts_on, ends_on, version,
                saved_at, saved_by)
             VALUES (50, 2024, 'Оценивание в 8-х классах', 41, 'Орлова А. В.', 'Положение', '2024-11-11', '2024-11-15', 1,
                '2024-09-02T08:00:00+00:00', 'Завуч');
             INSERT INTO nonconformity (id, school_year, number, audit_id, audit_line_id, severity, statement, requirement,
                evidence, owner_staff_id, owner, found_on, root_cause, state, steps)
             VALUES (51, 2024, 1, 50, NULL, 'major', 'Отметки позже срока', 'П. 3.4', 'Журнал', 41, 'Орлова А. В.',
                '2024-11-12', 'Нет графика', 'cause_found', 1);",
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let mut deputy = school.deputy().await;
        let page = deputy.get(ADDRESS).await;
        page.must_say("Оценивание в 8-х классах — по плану до 15.11.2024");
        page.must_say("Отметки позже срока — причина найдена; причина: Нет графика");
        let rows = page.table("Внутренние аудиты и несоответствия").rows;
        assert_eq!(rows[1], ["Аудитов в программе", "1"]);
        assert_eq!(rows[3], ["Несоответствий обнаружено", "1"]);
    })
    .await;
}

#[tokio::test]
async fn the_review_is_for_those_who_see_the_whole_school() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        school.user_with(&[Role::AssociationHead], Some(99)).await.get(ADDRESS).await.must_be(404);
        school.teacher(99).await.get(ADDRESS).await.must_be(404);
        let mut council = school.user(Role::CouncilMember).await;
        council.get(ADDRESS).await.must_be(200).must_not_say("Написать вывод");
        council.get("/evaluate/review/1999").await.must_be(404);
    })
    .await;
}
