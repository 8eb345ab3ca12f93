use access::Role;
use testkit::School;

use crate::testing::{keep_procedures, procedure};

#[tokio::test]
async fn the_matrix_is_made_of_the_cyclogram() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = School::new(store, access::routes().and(crate::responsibility::routes())).await;
        let mut teacher = school.user(Role::Teacher).await;
        teacher.get("/plan/responsibility").await.must_say("пока никто не назван");
        let mut rows = Vec::new();
        for id in 1..=9 {
            let mut one = procedure(id, &format!("Процедура {id}"));
            one.responsible = "Орлова А. В., заместитель директора".to_owned();
            one.performers = "учителя".to_owned();
            one.due_on = Some("2024-10-15".parse().unwrap());
            rows.push(one);
        }
        keep_procedures(&school.store(), &rows).await;
        let page = teacher.get("/plan/responsibility").await;
        page.must_say("Орлова А. В.").must_say("октябрь 2024: 9").must_say("много");
        page.must_say("Предметные результаты (9 процедур)");
        let drawn = page.table("Матрица ответственности");
        assert_eq!(drawn.rows[0], ["Функция, процедуры", "заместитель директора", "учителя"]);
        assert_eq!(drawn.rows[2][1..], ["О", "И"]);
        let paper = teacher.get("/plan/responsibility/paper.docx").await;
        assert!(paper.bytes().starts_with(b"PK"));
        school.user(Role::Guardian).await.get("/plan/responsibility").await.must_be(404);
    })
    .await;
}
