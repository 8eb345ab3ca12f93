use crate::calendar::tests::{add, orlova, rows, school};

#[tokio::test]
async fn the_whole_table_is_sent_as_one_form() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        orlova(&school).await;
        let mut deputy = school.deputy().await;
        let grid = "/plan/calendar/grid";
        let page = deputy.get(grid).await;
        assert_eq!(page.table("Циклограмма").rows.len(), 6);
        let typed = [
            ("name_new1", "Входная диагностика"),
            ("area_new1", "Результаты"),
            ("due_on_new1", "20.09.2024"),
            ("responsible_new1", "Орлова Анна Викторовна"),
            ("name_new2", "Опрос родителей"),
            ("area_new2", "удовлетворённость"),
            ("kind_new2", "анкетирование"),
        ];
        let refused = deputy.submit(grid, &[&typed[..], &[("due_on_new2", "31.02.2025")]].concat()).await;
        refused.must_be(422).must_say("Строка 2 «Опрос родителей»: Такой даты нет");
        assert!(rows(&school, 2024).await.is_empty());
        let unknown = deputy.submit(grid, &[("indicators_new1", "успеваемость; Качество")]).await;
        unknown.must_be(422).must_say("Показателя «Качество» нет");
        deputy
            .submit(grid, &[("due_on_new2", "05.02.2025"), ("indicators_new1", "успеваемость")])
            .await
            .must_say("Таблица сохранена: добавлено 2.");
        let saved = rows(&school, 2024).await;
        assert_eq!(saved[0].responsible, "Орлова А. В., завуч");
        assert!(saved[0].responsible_staff_id.is_some());
        assert_eq!(saved[0].indicators, ["school.pass_rate"]);
        assert!(deputy.get(grid).await.html().contains("value=\"Успеваемость\""));

        deputy.get(grid).await;
        let (first, second) = (saved[0].id, saved[1].id);
        let changed = [(format!("classes_{first}"), "5"), (format!("drop_{second}"), "1")];
        let changed: Vec<(&str, &str)> = changed.iter().map(|(name, value)| (name.as_str(), *value)).collect();
        deputy.submit(grid, &changed).await.must_say("Таблица сохранена: изменено 1, удалено 1.");
        assert_eq!(rows(&school, 2024).await[0].classes, "5");
        deputy.get(grid).await;
        deputy.submit(grid, &[]).await.must_say("Ничего не изменилось");
        let told = school.history().await;
        assert!(told.iter().any(|said| said.contains("изменена процедура «Входная диагностика»: классы, охват")));
        school.teacher(7).await.get(grid).await.must_be(404);
    })
    .await;
}

#[tokio::test]
async fn rows_changed_by_others_are_brought_together() {
    testkit::on_sqlite(crate::schema(), |store| async move {
        let school = school(store).await;
        let (mut first, mut second) = (school.deputy().await, school.principal().await);
        let address = add(&mut first, &[("name", "Диагностика"), ("area", "results"), ("classes", "5")]).await;
        let id = rows(&school, 2024).await[0].id;
        second.get("/plan/calendar/grid").await;
        first.get(&format!("{address}/edit")).await;
        first.submit(&address, &[("classes", "6"), ("object", "УУД")]).await.must_be(200);
        let asked = second.submit("/plan/calendar/grid", &[(&format!("classes_{id}"), "7")]).await;
        asked.must_be(422).must_say("Строка 1 «Диагностика»").must_say("записал(а) здесь: «6»");
        assert!(asked.html().contains("value=\"УУД\""));
        second.submit("/plan/calendar/grid", &[]).await.must_say("изменено 1");
        let row = rows(&school, 2024).await.remove(0);
        assert_eq!((row.classes.as_str(), row.object.as_str()), ("7", "УУД"));

        second.get("/plan/calendar/grid").await;
        first.submit(&format!("{address}/removal"), &[]).await.must_be(200);
        second.submit("/plan/calendar/grid", &[]).await.must_be(422).must_say("тем временем удалил другой сотрудник");
        let back = second.submit("/plan/calendar/grid", &[(&format!("return_{id}"), "1")]).await;
        back.must_say("возвращено 1");
        assert_eq!(rows(&school, 2024).await[0].classes, "7");
        second.get("/plan/calendar/grid").await;
        first.submit(&format!("{address}/removal"), &[]).await.must_be(200);
        second.submit("/plan/calendar/grid", &[(&format!("drop_{id}"), "1")]).await.must_say("Ничего не изменилось");
    })
    .await;
}
