use access::Role;

use crate::testing::{ZONE, school};

#[tokio::test]
async fn the_page_of_a_zone_shows_the_thirteen_steps() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        let zone = deputy.get(&format!("/analyse/problems/{ZONE}")).await;
        zone.must_say("Алгоритм управленческих действий").must_say("Сделано шагов: 4 из 13");
        zone.must_say("не зафиксировано, что должно измениться").must_say("исполнение поручений не отмечено");
        let address = format!("/evaluate/algorithm/{ZONE}");
        let page = deputy.get(&address).await;
        page.must_say("Взята в изучение".to_lowercase().as_str()).must_say("12.11.2024, В. П. Соколова");
        let path = format!("{address}/notes");
        deputy.submit(&path, &[("step", "goals"), ("words", "x")]).await.must_be(422).must_say("Выберите шаг");
        deputy.submit(&path, &[("step", "resources"), ("words", "")]).await.must_be(422).must_say("что сделано");
        let noted = deputy.submit(&path, &[("step", "resources"), ("words", "Есть час в неделю")]).await;
        noted.must_say("Есть час в неделю").must_say("Запись добавлена");
        let dot = deputy.submit(&path, &[("step", "motivation"), ("words", ".")]).await;
        dot.must_be(422).must_say("хотя бы несколько слов");
        let zone = deputy.get(&format!("/analyse/problems/{ZONE}")).await;
        zone.must_say("Сделано шагов: 5 из 13")
            .must_say("В. П. Соколова, 12.11.2024")
            .must_say("программа, 01.11.2024");
        assert!(school.history().await.iter().any(|said| said.contains("к шагу «Диагностика ресурсов»")));
        let note =
            deputy.get(&address).await.forms().into_iter().find(|form| form.action.ends_with("/removal")).unwrap();
        deputy.submit(&note.action, &[]).await.must_say("Запись убрана").must_not_say("Есть час в неделю");
        let kept = "Убрана запись к шагу «Диагностика ресурсов»: Качество: 8А, Алгебра. Было: Есть час в неделю";
        assert!(school.history().await.iter().any(|said| said == kept));
        deputy.submit(&note.action, &[]).await.must_be(404);
        let aim = deputy.get(&address).await.link("не зафиксировано, что должно измениться");
        deputy.get(&aim).await.must_be(200).must_say("Что должно измениться");
    })
    .await;
}

#[tokio::test]
async fn the_steps_are_seen_by_those_who_see_the_zone() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let address = format!("/evaluate/algorithm/{ZONE}");
        school.teacher(99).await.get(&address).await.must_be(404);
        let mut head = school.user_with(&[Role::AssociationHead], Some(99)).await;
        head.get(&address).await.must_be(404);
        let mut council = school.user(Role::CouncilMember).await;
        council.get(&address).await.must_be(200).must_not_say("Добавить запись");
        council.submit(&format!("{address}/notes"), &[("step", "resources"), ("words", "x")]).await.must_be(404);
    })
    .await;
}
