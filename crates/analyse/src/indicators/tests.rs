use testkit::School;

use crate::testing::{TEACHER, small_school};

#[tokio::test]
async fn the_table_shows_values_levels_and_changes() {
    testkit::on_both(crate::schema(), |store| async move {
        small_school(&store).await;
        let school = School::new(store, crate::routes()).await;
        let mut deputy = school.deputy().await;
        let whole = deputy.get("/analyse/indicators").await;
        insta::assert_snapshot!("whole", whole.text());
        let cell = deputy.get("/analyse/indicators?class=9А&subject=Алгебра&term=q4").await;
        let row = cell.table("По отметкам").rows.into_iter().find(|row| row[0] == "Качество знаний").unwrap();
        assert!(row[1].starts_with("30,0\u{a0}%"), "{row:?}");
        assert!(row[4].starts_with("−50,0\u{a0}п.\u{a0}п."), "{row:?}");
        assert!(row[5].contains("нет данных"), "{row:?}");
        // The same five pupils were 7А a year before: five are too few to compare.
        let older = deputy.get("/analyse/indicators?class=8А&subject=Алгебра").await;
        let row = older.table("По отметкам").rows.into_iter().find(|row| row[0] == "Качество знаний").unwrap();
        assert!(row[4].starts_with("−60,0") && row[4].contains("группа меньше 10"), "{row:?}");
        let order = deputy.get("/analyse/indicators?pack=order-1324").await;
        order.must_be(200).must_say("Общая численность учащихся");
        let low = deputy.get("/analyse/indicators?class=8Б&subject=Русский%20язык&band=low").await;
        low.must_say("СОУ").must_not_say("Средний балл");
    })
    .await;
}

#[tokio::test]
async fn a_teacher_is_offered_her_own_only() {
    testkit::on_both(crate::schema(), |store| async move {
        small_school(&store).await;
        let school = School::new(store, crate::routes()).await;
        let mut teacher = school.teacher(TEACHER).await;
        let page = teacher.get("/analyse/indicators").await;
        page.must_say("8А").must_not_say("8Б").must_say("в пределах ваших классов");
        teacher.get("/analyse/indicators?class=8Б").await.must_be(404);
        school.user(access::Role::Guardian).await.get("/analyse/indicators").await.must_be(404);
    })
    .await;
}
