use testkit::School;

use crate::testing::{TEACHER, small_school};

#[tokio::test]
async fn the_map_has_a_cell_for_each_class_and_subject() {
    testkit::on_both(crate::schema(), |store| async move {
        small_school(&store).await;
        let school = School::new(store, crate::routes()).await;
        let mut deputy = school.deputy().await;
        let page = deputy.get("/analyse/heatmap").await;
        let table = page.table("Качество знаний: классы и предметы, год");
        let values: Vec<String> = table
            .rows
            .iter()
            .map(|row| row.iter().map(|cell| cell.split(" n =").next().unwrap()).collect::<Vec<_>>().join("|"))
            .collect();
        assert_eq!(
            values,
            [
                "Класс|Русский язык|Алгебра|Все",
                "8А|75,0\u{a0}%|40,0\u{a0}%|55,6\u{a0}%",
                "8Б|0,0\u{a0}%|50,0\u{a0}%|25,0\u{a0}%",
                "Школа|37,5\u{a0}%|44,4\u{a0}%|41,2\u{a0}%"
            ]
        );
        let sheet = deputy.get(&page.link("75,0")).await;
        sheet.must_say("8А, Русский язык").must_say("75,0");
        let quarter = deputy.get("/analyse/heatmap?measure=school.simonov_index&term=q4").await;
        quarter.must_say("4-я четверть").must_say("44,4");
    })
    .await;
}

#[tokio::test]
async fn a_teacher_sees_her_cells() {
    testkit::on_both(crate::schema(), |store| async move {
        small_school(&store).await;
        let school = School::new(store, crate::routes()).await;
        let page = school.teacher(TEACHER).await.get("/analyse/heatmap").await;
        page.must_say("8А").must_not_say("8Б").must_not_say("Русский").must_say("40,0");
    })
    .await;
}
