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
async fn two_people_who_change_a_member_see_each_other() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = School::new(store, routes()).await;
        let (mut one, mut two) = (school.deputy().await, school.principal().await);
        one.get("/plan/bodies/new").await;
        let made = one.submit("/plan/bodies", &[("kind", "expert_group"), ("name", "Экспертная группа")]).await;
        let body = made.path().to_owned();
        one.get(&format!("{body}/members/new")).await;
        let long = "а".repeat(400);
        let members = format!("{body}/members");
        one.submit(&members, &[("name", "Ким О. П."), ("seat", &long)]).await.must_be(422).must_say("помещается 120");
        let ancient = [("name", "Ким О. П."), ("seat", "эксперт"), ("since", "01.01.1900")];
        one.submit(&members, &ancient).await.must_be(422).must_say("Проверьте год");
        one.submit(&members, &[("since", "01.09.2024"), ("until", "31.08.2025")]).await.must_say("31.08.2025");
        let row = one.page().unwrap().link("Ким О. П.");
        one.get(&row).await;
        two.get(&row).await;
        one.submit(&row, &[("until", "30.06.2025")]).await.must_say("30.06.2025");
        let late = two.submit(&row, &[("seat", "председатель")]).await;
        late.must_be(422).must_say("сохранил кто-то ещё").must_say("30.06.2025");
        one.get(&format!("{body}/members/new")).await;
        let shown = one.submit(&members, &[("name", "Белова И. А."), ("since", "01.09.2025")]).await;
        shown.must_say("Войдут позже");
        let present: Vec<String> = shown.table("Состав").rows.iter().map(|row| row[0].clone()).collect();
        assert_eq!(present, ["Кто", "Ким О. П."]);
        let paper = one.get(&format!("{body}/paper.docx")).await;
        assert!(paper.bytes().starts_with(b"PK"));
        one.get(&row).await;
        one.submit(&format!("{row}/removal"), &[]).await.must_say("Запись удалена").must_not_say("Ким О. П.");
    })
    .await;
}

#[tokio::test]
async fn a_body_that_cannot_be_is_refused_and_a_mistaken_one_goes() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = School::new(store, routes()).await;
        let mut deputy = school.deputy().await;
        deputy.get("/plan/bodies").await;
        deputy.submit("/plan/bodies/typical", &[]).await;
        deputy.get("/plan/bodies/new").await;
        let second = deputy.submit("/plan/bodies", &[("kind", "pedagogical_council"), ("name", "Педсовет № 2")]).await;
        second.must_be(422).must_say("Такой орган в школе один");
        let turned =
            [("kind", "own"), ("name", "Рабочая группа"), ("order_on", "01.09.2025"), ("dissolved_on", "01.01.2020")];
        deputy.submit("/plan/bodies", &turned).await.must_be(422).must_say("раньше, чем назначен");
        let made = deputy.submit("/plan/bodies", &[("dissolved_on", "")]).await;
        let body = made.must_say("Рабочая группа").path().to_owned();
        deputy.submit(&format!("{body}/removal"), &[]).await.must_say("Запись удалена").must_not_say("Рабочая группа");
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
