use store::{Reads, args};
use testkit::School;

#[test]
fn every_condition_feeds_a_known_indicator() {
    for condition in super::definitions::conditions() {
        assert!(condition.indicators().all(|(_, name)| !name.is_empty()), "{}", condition.code);
    }
}

#[tokio::test]
async fn numbers_are_kept_exactly_with_their_day() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = School::new(store, crate::routes()).await;
        let mut deputy = school.deputy().await;
        let page = deputy.get("/collect/conditions").await;
        page.must_be(200).must_say("Компьютеров, используемых в учебном процессе").must_say("Для показателя 2.1");
        let typed = [
            ("as_of", "31.12.2024"),
            ("computers_in_teaching", "42"),
            ("teaching_area", "2461,5"),
            ("reading_room", "1"),
        ];
        let saved = deputy.submit("/collect/conditions", &typed).await;
        saved.must_be(200);
        assert!(saved.html().contains("value=\"2461,5\""), "{}", saved.html());
        let sql =
            "SELECT number_numerator FROM condition_value WHERE code = 'teaching_area' AND number_denominator = 2";
        assert_eq!(school.store().number(sql, args![]).await.unwrap(), Some(4923));
        assert!(school.history().await.iter().any(|said| said.contains("сведения об условиях на 31 декабря 2024")));
        deputy.get("/collect/conditions?as_of=2025-05-01").await.must_say("Было на 31.12.2024: 42");
    })
    .await;
}

#[tokio::test]
async fn what_is_no_number_is_said_at_its_field() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = School::new(store, crate::routes()).await;
        let mut deputy = school.deputy().await;
        deputy.get("/collect/conditions").await;
        let wrong = [("as_of", "31.12.2030"), ("computers_in_teaching", "много"), ("teaching_area", "-5")];
        let page = deputy.submit("/collect/conditions", &wrong).await;
        page.must_be(422).must_say("ещё не наступила").must_say("Это не число: «много»").must_say("отрицательных");
        assert_eq!(school.store().number("SELECT COUNT(*) FROM condition_value", args![]).await.unwrap(), Some(0));
        let mut teacher = school.teacher(1).await;
        teacher.get("/collect/conditions").await.must_be(404);
    })
    .await;
}
