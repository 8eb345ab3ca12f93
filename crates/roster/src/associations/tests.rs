use access::Role;
use store::Reads;
use testkit::School;

use super::queries::*;
use crate::classes::queries::create_class;
use crate::setup::queries::ensure_year;
use crate::staff::queries::{StaffMember, save_staff_member};
use crate::subjects::queries::create_subject;
use crate::testing::{Said, begin, stores};

#[tokio::test]
async fn an_association_answers_for_subjects() {
    for mut fresh in stores().await {
        let mut change = begin(&fresh.store).await;
        let algebra = create_subject(&mut change, "Алгебра", "Алг.", true).await.unwrap();
        let mut association =
            Association { id: 0, name: "МО учителей математики".to_owned(), head_staff_id: None };
        association.id = save_association(&mut change, &association, &[algebra]).await.unwrap();
        save_association(&mut change, &association, &[algebra]).await.unwrap();
        change.commit(&Said).await.unwrap();
        assert_eq!(subjects_of_association(&mut fresh.store, association.id).await.unwrap(), [algebra]);
        assert_eq!(associations(&mut fresh.store).await.unwrap(), [association]);
    }
}

async fn scope_of(store: &mut store::Store, staff_id: i64) -> Option<i64> {
    store.number("SELECT COUNT(*) FROM scope_cell WHERE staff_id = $1", store::args![staff_id]).await.unwrap()
}

#[tokio::test]
async fn an_association_is_made_changed_and_removed_on_pages() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = School::new(store, access::routes().and(crate::routes())).await;
        let mut change = school.change().await;
        ensure_year(&mut change, school::SchoolYear(2024)).await.unwrap();
        create_class(&mut change, 2024, &school::ClassName::read("8А").unwrap().value).await.unwrap();
        let algebra = create_subject(&mut change, "Алгебра", "Алг.", true).await.unwrap().to_string();
        let physics = create_subject(&mut change, "Физика", "Физ.", true).await.unwrap().to_string();
        let head = StaffMember {
            surname: "Белова".to_owned(),
            given_name: "Ирина".to_owned(),
            staff_kind: "pedagogical".to_owned(),
            ..StaffMember::default()
        };
        let head = save_staff_member(&mut change, &head).await.unwrap();
        change.commit(&Said).await.unwrap();

        let mut deputy = school.deputy().await;
        deputy.get("/school/associations").await.must_say("Методических объединений пока нет");
        deputy.follow("Добавить объединение").await.must_be(200);
        let refused = deputy.submit("/school/associations", &[("name", "")]).await;
        refused.must_be(422).must_say("Назовите объединение").must_say("Отметьте хотя бы один предмет");
        let name = "ШМО точных наук";
        let head_id = head.to_string();
        let made = [("name", name), ("head", &head_id), ("subject", &algebra), ("subject", &physics)];
        deputy.submit("/school/associations", &made).await.must_say(name).must_say("Белова Ирина");
        assert_eq!(scope_of(&mut school.store(), head).await, Some(2));

        let taken = [("name", "шмо точных наук"), ("subject", algebra.as_str())];
        deputy.get("/school/associations/new").await.must_be(200);
        deputy.submit("/school/associations", &taken).await.must_be(422).must_say("уже есть");
        deputy.get("/school/associations").await;
        deputy.follow(name).await.must_say("Упразднить");
        let id = associations(&mut school.store()).await.unwrap()[0].id;
        let changed = [("name", name), ("head", &head_id), ("subject", &algebra)];
        deputy.submit(&format!("/school/associations/{id}"), &changed).await.must_not_say("Физика");
        assert_eq!(scope_of(&mut school.store(), head).await, Some(1));

        let mut teacher = school.user_with(&[Role::AssociationHead], Some(head)).await;
        teacher.get("/school/associations").await.must_say(name).must_not_say("Добавить объединение");
        teacher.get(&format!("/school/associations/{id}/edit")).await.must_be(404);
        deputy.submit(&format!("/school/associations/{id}/removal"), &[]).await.must_not_say(name);
        assert_eq!(scope_of(&mut school.store(), head).await, Some(0));
        let told = school.history().await;
        assert!(told.iter().any(|said| said.contains("Упразднено")) && told.iter().any(|said| said.contains(name)));
    })
    .await;
}
