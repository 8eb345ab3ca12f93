use testkit::School;

use crate::testing::{TEACHER, small_school};

#[tokio::test]
async fn a_number_says_how_it_came_about() {
    testkit::on_both(crate::schema(), |store| async move {
        small_school(&store).await;
        let school = School::new(store, crate::routes()).await;
        let mut deputy = school.deputy().await;
        let sheet = deputy.get("/analyse/explain/school.good_mark_rate?class=8А&subject=Алгебра").await;
        sheet.must_be(200).must_say("40,0").must_say("Табель.xlsx");
        insta::assert_snapshot!("sheet", sheet.text());
        let simonov = deputy.get("/analyse/explain/school.simonov_index?class=8А&subject=Алгебра").await;
        simonov.must_say("44,6").must_say("Вес «2» в СОУ");
        let item = deputy.get("/analyse/explain/vpr.item_completion?year_group=4&subject=Русский%20язык&item=2").await;
        item.must_say("56,0");
        let absent = deputy.get("/analyse/explain/1324.2.1").await;
        absent.must_say("Числа нет");
        deputy.get("/analyse/explain/no.such_code").await.must_be(404);
    })
    .await;
}

#[tokio::test]
async fn a_number_leads_to_its_rows_and_their_file() {
    testkit::on_both(crate::schema(), |store| async move {
        small_school(&store).await;
        let school = School::new(store, crate::routes()).await;
        let mut deputy = school.deputy().await;
        let sheet = deputy.get("/analyse/explain/school.good_mark_rate?class=8А&subject=Алгебра").await;
        let counted = deputy.get(&sheet.link("Кто учтён")).await;
        counted.must_say("2 строки").must_say("Ученик001").must_say("лист «Лист1», строка 10");
        insta::assert_snapshot!("rows", counted.text());
        let rest = deputy.get(&sheet.link("Остальные в базе")).await;
        rest.must_say("3 строки").must_say("не аттестован").must_not_say("Ученик001");
        deputy.get(&sheet.link("Вся база")).await.must_say("5 строк");
        let many = deputy.get("/analyse/rows/vpr.share_2?part=base").await;
        many.must_say("100 строк").must_say("1–50 из 100");
        deputy.get("/analyse/rows/vpr.share_2?part=base&page=2").await.must_say("51–100 из 100");
        deputy.get("/analyse/rows/vpr.share_2?part=other").await.must_be(404);
    })
    .await;
}

#[tokio::test]
async fn a_teacher_meets_her_own_cells_and_no_others() {
    testkit::on_both(crate::schema(), |store| async move {
        small_school(&store).await;
        let school = School::new(store, crate::routes()).await;
        let mut teacher = school.teacher(TEACHER).await;
        let own = teacher.get("/analyse/explain/school.good_mark_rate?class=8А&subject=Алгебра").await;
        own.must_say("40,0").must_say("в пределах ваших классов");
        let rows = teacher.get("/analyse/rows/school.good_mark_rate?class=8А&subject=Алгебра&part=base").await;
        rows.must_say("5 строк");
        for place in
            ["class=8Б", "class=8А&subject=Русский%20язык", "subject=Русский%20язык", "class=8Б&subject=Алгебра"]
        {
            teacher.get(&format!("/analyse/explain/school.good_mark_rate?{place}")).await.must_be(404);
            teacher.get(&format!("/analyse/rows/school.good_mark_rate?{place}&part=base")).await.must_be(404);
        }
        // Without a place it is her cells that are counted, in whatever indicator.
        teacher.get("/analyse/rows/school.good_mark_rate?part=base").await.must_say("5 строк");
        teacher.get("/analyse/rows/vpr.share_2?part=base").await.must_say("0 строк");
        teacher.get("/analyse/explain/1324.1.24").await.must_say("только по школе в целом");
        // The council sees numbers of the whole school and no rows.
        let mut council = school.user(access::Role::CouncilMember).await;
        council.get("/analyse/explain/school.good_mark_rate").await.must_be(200).must_not_say("Кто учтён");
        council.get("/analyse/rows/school.good_mark_rate").await.must_be(404);
    })
    .await;
}
