use access::Role;
use testkit::School;

use super::queries;

const PASTED: &str = "№ п/п\tНаименование мероприятий\tОжидаемые результаты\tОтветственные\tСроки\n\
    5\tОбсудить показатели\tПротокол\tДиректор\tянварь 2025\n\
    6\tОбучить экспертов\tПрограмма\tЗаместители\tдекабрь\n\
    9\tУстранить недочёты\tМеры (при\tРабочая группа\tапрель–май 2025\n\
    \n\
    \t\tнеобходимости)\t\t\n";

async fn school(store: store::Store) -> School {
    School::new(store, access::routes().and(super::routes())).await
}

#[tokio::test]
async fn a_pasted_roadmap_is_taken_over_in_one_change() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        deputy.get("/plan/roadmap").await.must_say("пока нет");
        deputy.get("/plan/roadmap/import").await;
        deputy.submit("/plan/roadmap/import", &[("text", "")]).await.must_be(422).must_say("Вставьте таблицу");
        let preview = deputy.submit("/plan/roadmap/import", &[("text", PASTED)]).await;
        preview.must_be(200).must_say("После номера 6 идёт 9").must_say("Меры (при необходимости)");
        preview.must_say("Какого года?").must_say("01.04.2025 – 31.05.2025");
        assert_eq!(queries::rows(&mut school.store(), 2024).await.unwrap(), []);
        let apply = "/plan/roadmap/import/rows";
        deputy.submit(apply, &[("year_1", "")]).await.must_be(422).must_say("Выберите год");
        deputy.submit(apply, &[("year_1", "2024")]).await.must_say("Обучить экспертов").must_say("загружена");
        let rows = queries::rows(&mut school.store(), 2024).await.unwrap();
        let numbers: Vec<&str> = rows.iter().map(|row| row.number.as_str()).collect();
        assert_eq!(numbers, ["5", "6", "9"]);
        assert_eq!(rows[1].ends_on, Some("2024-12-31".parse().unwrap()));
        assert!(deputy.get("/plan/roadmap/paper.docx").await.bytes().starts_with(b"PK"));
        assert!(school.history().await.iter().any(|said| said.contains("2024/2025 учебный год: 3 мероприятия")));
    })
    .await;
}

#[tokio::test]
async fn a_workbook_takes_the_place_of_earlier_rows() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        deputy.get("/plan/roadmap/rows/new").await;
        let row = [("number", "1"), ("activity", "Собрать группу"), ("period", "сентябрь 2024")];
        deputy.submit("/plan/roadmap/rows", &row).await.must_say("Собрать группу").must_say("срок прошёл");
        let file = "Сроки;Мероприятие;Ответственный\nмай 2025;Подвести итоги;Директор\n".as_bytes();
        deputy.get("/plan/roadmap/import").await;
        let broken: &[u8] = b"%PDF-1.7";
        deputy.upload("/plan/roadmap/import", &[("file", "план.pdf", broken)]).await.must_be(422).must_say("PDF");
        let preview = deputy.upload("/plan/roadmap/import", &[("file", "план.csv", file)]).await;
        preview.must_say("Подвести итоги").must_say("Заменить мероприятия");
        let taken = deputy.submit("/plan/roadmap/import/rows", &[("replace", "1")]).await;
        taken.must_say("Подвести итоги").must_not_say("Собрать группу");
    })
    .await;
}

#[tokio::test]
async fn two_people_who_edit_a_row_see_each_other() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let (mut one, mut two) = (school.deputy().await, school.principal().await);
        one.get("/plan/roadmap/rows/new").await;
        one.submit("/plan/roadmap/rows", &[("activity", "")]).await.must_be(422).must_say("что нужно сделать");
        one.submit("/plan/roadmap/rows", &[("activity", "Собрать группу")]).await;
        let edit = one.get("/plan/roadmap").await.link("Собрать группу");
        let path = edit.trim_end_matches("/edit").to_owned();
        one.get(&edit).await;
        two.get(&edit).await;
        one.submit(&path, &[("responsible", "Директор")]).await.must_say("Директор");
        let late = two.submit(&path, &[("responsible", "Завуч")]).await;
        late.must_be(422).must_say("сохранил кто-то ещё").must_say("Директор");
        two.submit(&path, &[("responsible", "Завуч")]).await.must_say("Завуч");
        two.get(&edit).await;
        two.submit(&format!("{path}/removal"), &[]).await.must_say("Строка удалена");
        two.get(&edit).await.must_be(404);
        school.user(Role::Teacher).await.get("/plan/roadmap/rows/new").await.must_be(404);
        school.user(Role::Guardian).await.get("/plan/roadmap").await.must_be(404);
    })
    .await;
}
