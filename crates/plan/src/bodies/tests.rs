use access::{Role, Routes};
use testkit::School;

fn routes() -> Routes {
    access::routes().and(crate::bodies::routes())
}

#[tokio::test]
async fn the_usual_structure_is_filled_with_people() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = School::new(store, routes()).await;
        let mut deputy = school.deputy().await;
        deputy.get("/plan/bodies").await.must_say("Органы и группы ещё не внесены");
        let listed = deputy.submit("/plan/bodies/typical", &[]).await;
        listed.must_say("Комиссия по ВСОКО").must_say("Совет родителей").must_say("не назван");
        deputy.submit("/plan/bodies/typical", &[]).await.must_say("уже есть");
        let commission = deputy.get("/plan/bodies").await.link("Комиссия по ВСОКО");
        let shown = deputy.get(&commission).await;
        shown.must_say("В составе пока нет").must_say("представитель коллектива").must_say("общий отчёт");
        let form = deputy.follow("представитель коллектива").await;
        assert!(form.html().contains("value=\"представитель коллектива\""));
        let members = format!("{commission}/members");
        let refused = deputy.submit(&members, &[("name", "")]).await;
        refused.must_be(422).must_say("Выберите человека");
        let joined = deputy.submit(&members, &[("name", "Ким О. П."), ("since", "01.09.2024")]).await;
        joined.must_be(200).must_say("Ким О. П.").must_say("01.09.2024");
        let twice = deputy.submit(&members, &[("name", "ким о. п."), ("since", "01.10.2024")]).await;
        twice.must_be(422).must_say("уже состоит в органе");
        deputy.get(&commission).await;
        deputy.follow("Ким О. П.").await;
        let path = deputy.page().unwrap().path().to_owned();
        let left = deputy.submit(&path, &[("until", "31.05.2025")]).await;
        left.must_say("Входили раньше").must_say("31.05.2025");
        let history = school.history().await;
        assert!(history.iter().any(|said| said.contains("Ким О. П. — член с 01.09.2024 по 31.05.2025")));
    })
    .await;
}

#[tokio::test]
async fn two_people_who_edit_a_body_see_each_other() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = School::new(store, routes()).await;
        let (mut one, mut two) = (school.deputy().await, school.principal().await);
        one.get("/plan/bodies/new").await;
        let made = one.submit("/plan/bodies", &[("kind", "expert_group"), ("name", "Экспертная группа")]).await;
        made.must_say("Проводит мониторинговые исследования");
        let body = made.path().to_owned();
        one.get(&format!("{body}/edit")).await;
        two.get(&format!("{body}/edit")).await;
        one.submit(&body, &[("name", "Группа экспертов")]).await.must_say("Группа экспертов");
        let late = two.submit(&body, &[("order_number", "17")]).await;
        late.must_be(422).must_say("сохранил кто-то ещё").must_say("Группа экспертов");
        two.submit(&body, &[("order_number", "17")]).await.must_say("№ 17").must_say("Экспертная группа");
    })
    .await;
}

#[tokio::test]
async fn a_teacher_reads_bodies_and_a_pupil_does_not() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = School::new(store, routes()).await;
        school.user(Role::Teacher).await.get("/plan/bodies").await.must_be(200).must_not_say("Внести типовую");
        school.user(Role::Teacher).await.submit("/plan/bodies/typical", &[]).await.must_be(404);
        school.user(Role::Student).await.get("/plan/bodies").await.must_be(404);
    })
    .await;
}
