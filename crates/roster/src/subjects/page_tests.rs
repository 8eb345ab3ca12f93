use testkit::School;

use super::queries::*;
use super::*;

#[tokio::test]
async fn a_subject_is_added_renamed_and_known_by_other_names() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = School::new(store, access::routes().and(crate::routes())).await;
        let mut deputy = school.deputy().await;
        deputy.get("/school/subjects").await;
        deputy.follow("Добавить предмет").await.must_be(200);
        let wrong = [("name", ""), ("short_name", "слишком длинное краткое название")];
        let refused = deputy.submit("/school/subjects", &wrong).await;
        refused.must_be(422).must_say("Укажите название предмета").must_say("не длиннее 20 знаков");
        deputy.submit("/school/subjects", &[("name", "Хореография"), ("short_name", "Хор.")]).await.must_be(200);
        let id = subjects(&mut school.store()).await.unwrap()[0].id;
        let page = format!("/school/subjects/{id}");
        deputy.submit(&format!("{page}/aliases"), &[("alias", "Танец")]).await.must_say("Танец");
        deputy.get(&format!("{page}/edit")).await.must_say("Танец");
        deputy.submit(&page, &[("name", "Ритмика")]).await.must_say("Ритмика").must_say("Танец; Хореография");
        deputy.get("/school/subjects/new").await;
        deputy.submit("/school/subjects", &[("name", "танец")]).await.must_be(422).must_say("Такое название уже есть");
        deputy.get(&format!("{page}/edit")).await;
        let alias = [("alias", "танец")];
        deputy.submit(&format!("{page}/aliases/removal"), &alias).await.must_not_say("Танец");
        deputy.submit(&format!("{page}/aliases/removal"), &alias).await.must_be(404);
        let mut db = school.store();
        let index = SubjectIndex::new(&subjects(&mut db).await.unwrap(), &aliases(&mut db).await.unwrap());
        assert_eq!((index.find("Хореография"), index.find("Ритмика"), index.find("Танец")), (Some(id), Some(id), None));
        school.teacher(1).await.get("/school/subjects/new").await.must_be(404);
        let told = school.history().await;
        for words in ["Добавлен предмет", "Изменён предмет", "больше не означает"]
        {
            assert!(told.iter().any(|said| said.contains(words)), "{words}");
        }
    })
    .await;
}
