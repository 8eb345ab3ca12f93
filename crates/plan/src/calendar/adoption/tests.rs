use crate::calendar::tests::{DIAGNOSTICS, add, school};

#[tokio::test]
async fn the_council_adopts_and_later_changes_are_marked() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let (mut deputy, mut principal) = (school.deputy().await, school.principal().await);
        let path = "/plan/calendar/adoption";
        principal.get(path).await.must_be(200);
        let decision = [("minutes_number", "1"), ("adopted_on", "29.08.2024")];
        principal.submit(path, &decision).await.must_be(422).must_say("нет ни одной процедуры");
        let address = add(&mut deputy, &DIAGNOSTICS).await;
        deputy.get(path).await.must_be(404);
        deputy.get("/plan/calendar").await.must_say("Педагогический совет циклограмму ещё не утвердил");
        principal.get(path).await;
        principal.submit(path, &decision).await.must_say("Утверждена педсоветом, протокол № 1 от 29.08.2024");
        principal.get(path).await;
        principal.submit(path, &decision).await.must_be(422).must_say("с тех пор не менялась");

        deputy.get(&format!("{address}/edit")).await;
        let changed = deputy.submit(&address, &[("classes", "7")]).await;
        changed.must_say("изменено после утверждения");
        assert_eq!(changed.table("Изменено после утверждения").rows[1], ["Классы, охват", "5, 6", "7"]);
        let late = add(&mut deputy, &[("name", "Опрос родителей"), ("area", "satisfaction")]).await;
        deputy.get(&late).await.must_say("добавлено после утверждения");
        deputy
            .submit(&format!("{address}/removal"), &[])
            .await
            .must_say("Удалено после утверждения: «Входная диагностика»");

        principal.get(path).await;
        principal.submit(path, &[("minutes_number", "2"), ("adopted_on", "05.06.2025")]).await;
        principal.get("/plan/calendar").await.must_say("протокол № 2").must_not_say("после утверждения");
        principal.submit("/plan/calendar/adoption/withdrawal", &[]).await.must_say("ещё не утвердил");
    })
    .await;
}
