use testkit::School;

use super::queries::*;
use crate::testing::day;

#[tokio::test]
async fn a_member_of_staff_is_added_and_corrected() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = School::new(store, access::routes().and(crate::routes())).await;
        let mut deputy = school.deputy().await;
        deputy.get("/school/staff").await;
        deputy.follow("Добавить сотрудника").await.must_be(200);
        let wrong = [
            ("surname", ""),
            ("birth_on", "04.05.2024"),
            ("experience", "200"),
            ("category_on", "01.01.2050"),
            ("employed_from", "01.09.2024"),
            ("left_on", "01.09.2020"),
        ];
        let refused = deputy.submit("/school/staff", &wrong).await;
        refused.must_be(422).must_say("Укажите фамилию").must_say("не от 16 до 100 лет").must_say("от 0 до 75");
        refused.must_say("ещё не наступила").must_say("раньше даты приёма");
        let right = [
            ("surname", "Белова"),
            ("given_name", "Ирина"),
            ("patronymic", "Олеговна"),
            ("birth_on", "04.05.1980"),
            ("sex", "f"),
            ("position", "учитель"),
            ("kind", "pedagogical"),
            ("education", "higher"),
            ("pedagogical", "1"),
            ("category", "first"),
            ("category_on", "01.03.2023"),
            ("experience", "18"),
            ("experience_on", "01.09.2024"),
            ("employed_from", "01.09.2006"),
            ("left_on", ""),
        ];
        let mut too_long = right;
        too_long[11].1 = "40";
        deputy.submit("/school/staff", &too_long).await.must_be(422).must_say("больше, чем позволяет возраст");
        let card = deputy.submit("/school/staff", &right).await;
        card.must_be(200).must_say("Белова Ирина Олеговна").must_say("высшее, педагогическое").must_say("18 лет");
        deputy.get("/school/staff/new").await;
        deputy.submit("/school/staff", &right).await.must_be(422).must_say("уже есть в списке");
        let id = staff(&mut school.store()).await.unwrap()[0].id;
        deputy.get(&format!("/school/staff/{id}/edit")).await.must_be(200);
        deputy.submit(&format!("/school/staff/{id}"), &[("kind", "директор")]).await.must_be(422);
        deputy.get(&format!("/school/staff/{id}/edit")).await;
        deputy.submit(&format!("/school/staff/{id}"), &[("category", "highest")]).await.must_say("высшая");
        let saved = staff_member(&mut school.store(), id).await.unwrap().unwrap();
        assert_eq!(saved.education_is_pedagogical, Some(true));
        assert_eq!((saved.experience_years, saved.experience_on), (Some(18), Some(day("2024-09-01"))));
        school.teacher(id).await.get("/school/staff/new").await.must_be(404);
        assert!(school.history().await.iter().any(|said| said == "Добавлен сотрудник Белова Ирина Олеговна"));
    })
    .await;
}

#[tokio::test]
async fn an_account_is_linked_with_a_member_of_staff() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = School::new(store, access::routes().and(crate::routes())).await;
        let mut deputy = school.deputy().await;
        deputy.get("/school/staff/new").await;
        let right = [("surname", "Белова"), ("given_name", "Ирина"), ("position", "учитель")];
        deputy.submit("/school/staff", &right).await.must_say("Белова");
        let member = staff(&mut school.store()).await.unwrap().remove(0).id.to_string();
        let account = school.account(&[access::Role::DeputyTeaching], None).await;
        let address = format!("/settings/accounts/{account}/staff");
        deputy.get(&address).await.must_be(404);
        let mut principal = school.principal().await;
        principal.get(&format!("/settings/accounts/{account}")).await;
        principal.follow("Связать с сотрудником").await.must_say("Белова И.");
        principal.submit(&address, &[("staff", "1")]).await.must_be(422);
        let linked = principal.submit(&address, &[("staff", &member)]).await;
        linked.must_say("Связана с человеком из списка");
        assert!(school.history().await.iter().any(|said| said.ends_with("связана с сотрудником «Белова И.»")));
        let mut other = school.user(access::Role::ItSpecialist).await;
        let own = school.account(&[access::Role::Principal], None).await;
        other.get(&format!("/settings/accounts/{own}/staff")).await;
        other.submit(&format!("/settings/accounts/{own}/staff"), &[("staff", &member)]).await.must_be(409);
    })
    .await;
}
