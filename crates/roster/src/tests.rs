use testkit::School;

use crate::classes::queries::create_class;
use crate::setup::queries::ensure_year;

async fn school(store: store::Store) -> School {
    School::new(store, access::routes().and(crate::routes())).await
}

#[tokio::test]
async fn the_first_start_makes_a_school_and_its_principal() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut empty = school.store().begin().await.unwrap();
        empty.execute("DELETE FROM account_role", store::args![]).await.unwrap();
        empty.execute("DELETE FROM account", store::args![]).await.unwrap();
        empty.commit().await.unwrap();
        let mut visitor = school.visitor();
        visitor.get("/account").await.must_say("Первый запуск");
        let refused = visitor
            .submit(
                "/start",
                &[("school", ""), ("name", "Соколова Вера Павловна"), ("login", "д"), ("password", "коротко")],
            )
            .await;
        refused.must_be(422).must_say("Укажите наименование школы").must_say("Пароль — не короче 10 знаков");
        let made = [
            ("school", "МБОУ «Школа № 1»"),
            ("name", "Соколова Вера Павловна"),
            ("login", "директор"),
            ("password", "длинная фраза из слов"),
        ];
        visitor.submit("/start", &made).await;
        visitor.get("/school").await.must_be(200).must_say("МБОУ «Школа № 1»").must_say("Соколова Вера Павловна");
        school.visitor().get("/start").await.must_not_say("Первый запуск");
        assert!(school.history().await.iter().any(|said| said.contains("Создана школа")));
    })
    .await;
}

#[tokio::test]
async fn a_teacher_sees_only_classes_of_her_own() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut change = school.change().await;
        ensure_year(&mut change, school::SchoolYear(2024)).await.unwrap();
        let name = school::ClassName::read("8А").unwrap().value;
        let class = create_class(&mut change, 2024, &name).await.unwrap();
        change.commit(&crate::testing::Said).await.unwrap();
        let mut teacher = school.teacher(77).await;
        teacher.get(&format!("/school/classes/{class}")).await.must_be(404);
        let mut deputy = school.deputy().await;
        deputy.get(&format!("/school/classes/{class}")).await.must_be(200).must_say("8А класс");
        teacher.get(&format!("/school/classes/{class}/edit")).await.must_be(404);
    })
    .await;
}

#[tokio::test]
async fn classes_years_and_aliases_are_edited() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut change = school.change().await;
        crate::subjects::queries::install_usual(&mut change).await.unwrap();
        change.commit(&crate::testing::Said).await.unwrap();
        let mut deputy = school.deputy().await;
        deputy.get("/school/classes").await.must_say("Классов в этом учебном году пока нет");
        deputy.submit("/school/classes", &[("name", "вот")]).await.must_be(422);
        deputy.submit("/school/classes", &[("name", "7-Б")]).await;
        deputy.get("/school/classes").await.must_say("7Б");
        deputy.submit("/school/years", &[("year", "2019/20")]).await;
        deputy.get("/school/years").await.must_say("2019/20 учебный год");
        deputy.get("/school/subjects").await.must_say("Алгебра");
        deputy.get("/school/staff").await.must_say("Список сотрудников пока пуст");
    })
    .await;
}
