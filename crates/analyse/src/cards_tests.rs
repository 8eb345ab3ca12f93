//! The pages of `/plan/cards`, which need the checked packs of this crate.

use store::Store;
use testkit::School;

use crate::testing::small_school;

async fn school(store: Store) -> School {
    small_school(&store).await;
    School::composed(store, crate::routes(), |composition| {
        composition.follow_ups = crate::follow_ups();
        composition.artefacts = crate::artefacts();
    })
    .await
}

#[tokio::test]
async fn a_typical_card_becomes_the_school_s_own() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        let list = deputy.get("/plan/cards").await;
        list.must_say("Карт пока нет").must_say("Классно-обобщающий контроль");
        deputy.get(&list.link("Классно-обобщающий контроль")).await.must_be(200);
        let refused = deputy.submit("/plan/cards", &[("name", ""), ("performer_0", "")]).await;
        refused.must_be(422).must_say("Назовите карту").must_say("Укажите, кто выполняет этап");
        let card = deputy.submit("/plan/cards", &[("name", "Контроль в 8А"), ("performer_0", "завуч")]).await;
        card.must_say("Карта сохранена").must_say("Контроль в 8А").must_say("не ниже 95 %").must_say("через 14 дн.");
        assert!(card.link("Начать проверку").starts_with("/analyse/inspections/new?card="));
        let paper = deputy.get(&card.link("Скачать DOCX")).await;
        assert!(paper.bytes().starts_with(b"PK"));
        assert!(school.history().await.contains(&"Сохранена технологическая карта «Контроль в 8А»".to_owned()));
        let mut teacher = school.teacher(crate::testing::TEACHER).await;
        teacher.get(card.path()).await.must_be(200).must_not_say("Изменить");
        teacher.get(&format!("{}/edit", card.path())).await.must_be(404);
    })
    .await;
}

#[tokio::test]
async fn the_second_to_save_sees_what_the_first_wrote() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let (mut first, mut second) = (school.deputy().await, school.principal().await);
        first.get("/plan/cards/new?typical=term_results").await;
        let address = first.submit("/plan/cards", &[]).await.path().to_owned();
        let edit = format!("{address}/edit");
        first.get(&edit).await;
        second.get(&edit).await;
        first.submit(&address, &[("purpose", "Цель первой")]).await.must_say("Карта сохранена");
        let told = second.submit(&address, &[("object", "Объект второй")]).await;
        told.must_be(422).must_say("Что записано сейчас").must_say("Цель первой");
        assert!(told.html().contains("Объект второй"));
        // The text of the second stays in the form; saved again, it is written over knowingly.
        second.submit(&address, &[("purpose", "Цель обеих")]).await.must_say("Цель обеих").must_say("Объект второй");
        first.get(&format!("{address}/removal")).await.must_say("Удалить карту");
        first.submit(&format!("{address}/removal"), &[]).await.must_say("Карта удалена");
        first.get(&address).await.must_be(404);
    })
    .await;
}
