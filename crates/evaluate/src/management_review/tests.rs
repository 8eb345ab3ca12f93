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
