use testkit::School;

use crate::testing::{TEACHER, small_school};

#[tokio::test]
async fn a_paper_is_seen_from_all_sides() {
    testkit::on_both(crate::schema(), |store| async move {
        small_school(&store).await;
        let school = School::new(store, crate::routes()).await;
        let mut deputy = school.deputy().await;
        let list = deputy.get("/analyse/papers").await;
        let page = deputy.get(&list.link("ВПР 2025 4 класс")).await;
        page.must_be(200).must_say("Участников: 100").must_say("Без одной из отметок: 20");
        let agreement = page.table("Соответствие отметок");
        assert_eq!(agreement.rows[1][1..], ["20", "25,0\u{a0}%"]);
        assert_eq!(agreement.rows[4][1..], ["4", "5,0\u{a0}%"]);
        insta::assert_snapshot!("paper", page.text());
        let class = deputy.get(&page.link("4А")).await;
        class.must_say("Участников: 100");
        deputy.get("/analyse/papers/1?class=8Б").await.must_be(404);
        deputy.get("/analyse/papers/7").await.must_be(404);
    })
    .await;
}

#[tokio::test]
async fn a_paper_of_others_is_not_there() {
    testkit::on_both(crate::schema(), |store| async move {
        small_school(&store).await;
        let school = School::new(store, crate::routes()).await;
        let mut teacher = school.teacher(TEACHER).await;
        teacher.get("/analyse/papers").await.must_say("Работ пока нет");
        teacher.get("/analyse/papers/1").await.must_be(404);
        let mut expert = school.user(access::Role::Expert).await;
        let page = expert.get("/analyse/papers/1").await;
        page.must_say("Разрыв в две отметки").must_not_say("Код участника");
    })
    .await;
}
