use access::Role;
use testkit::School;

use super::queries;

const PASTED: &str = "№ п/п\tНаименование мероприятий\tОжидаемые результаты\tОтветственные\tСроки\n\
    5\tОбсудить показатели\tПротокол\tДиректор\tянварь 2025\n\
    6\tОбучить экспертов\tПрограмма\tЗаместители\tдекабрь\n\
    9\tУстранить недочёты\tМеры (при\tРабочая группа\tапрель–май 2025\n\
    \n\
    \t\tнеобходимости)\t\t\n";

async fn rows(school: &School, year: i64) -> Vec<super::ActionPlanRow> {
    queries::rows(&mut school.store(), year).await.unwrap()
}

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
        preview.must_say("Что исчезнет при замене (1)").must_say("1. Собрать группу — сентябрь 2024");
        let taken = deputy.submit("/plan/roadmap/import/rows", &[("replace", "1")]).await;
        taken.must_say("Подвести итоги").must_say("Загружена таблица").must_say("Удалённые строки (1)");
        assert_eq!(rows(&school, 2024).await.len(), 1);
        // The way back: what came goes, what went comes.
        let undoing = |page: &testkit::Page| {
            page.forms().into_iter().find(|form| form.action.ends_with("/undoing")).unwrap().action
        };
        let path = undoing(&taken);
        let back = deputy.submit(&path, &[]).await;
        back.must_say("Действие отменено").must_not_say("Подвести итоги за");
        let there = rows(&school, 2024).await;
        assert_eq!(there.iter().map(|row| row.activity.as_str()).collect::<Vec<_>>(), ["Собрать группу"]);
        deputy.submit(&path, &[]).await.must_be(404);
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
        let path = one.get("/plan/roadmap").await.link("Собрать группу");
        let edit = one.get(&path).await.link("Изменить");
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

#[tokio::test]
async fn the_roadmap_is_edited_as_one_table() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let (mut one, mut two) = (school.deputy().await, school.principal().await);
        let grid = "/plan/roadmap/grid";
        one.get(grid).await;
        let typed = [
            ("activity_new1", "Собрать группу"),
            ("responsible_new1", "Завуч"),
            ("period_new1", "сентябрь 2024"),
            ("activity_new2", "Подвести итоги"),
            ("period_new2", "в течение года"),
        ];
        let refused = one.submit(grid, &[&typed[..], &[("number_new3", "3")]].concat()).await;
        refused.must_be(422).must_say("Строка 3: Напишите, что нужно сделать");
        one.submit(grid, &[("number_new3", "")]).await.must_say("добавлено 2");
        let there = rows(&school, 2024).await;
        assert_eq!((there[0].ends_on, there[0].place), ("2024-09-30".parse().ok(), 1));

        // Two people: other columns are brought together, one column is asked about, a removed row comes back.
        let (first, second) = (there[0].id, there[1].id);
        let field = |name: &str, id: i64| format!("{name}_{id}");
        one.get(grid).await;
        two.get(grid).await;
        one.submit(grid, &[(&field("expected", first), "Приказ"), (&field("drop", second), "1")]).await.must_be(200);
        let (responsible, expected) = (field("responsible", first), field("expected", first));
        let asked = two.submit(grid, &[(&responsible, "Директор"), (&expected, "Протокол")]).await;
        asked
            .must_be(422)
            .must_say("записал(а) здесь: «Приказ»")
            .must_say("удалил другой сотрудник")
            .must_say("Вернуть");
        two.submit(grid, &[(&field("return", second), "1")]).await.must_say("изменено 1, возвращено 1");
        let there = rows(&school, 2024).await;
        assert_eq!((there[0].responsible.as_str(), there[0].expected.as_str()), ("Директор", "Протокол"));
        assert_eq!(there[1].activity, "Подвести итоги");

        // The last save of the table is undone as a whole.
        let page = two.get("/plan/roadmap").await;
        let undoing = page.forms().into_iter().find(|form| form.action.ends_with("/undoing")).unwrap().action;
        two.submit(&undoing, &[]).await.must_say("Действие отменено");
        let there = rows(&school, 2024).await;
        assert_eq!((there.len(), there[0].responsible.as_str()), (1, "Завуч"));
        two.submit(&format!("/plan/roadmap/rows/{second}/return"), &[]).await.must_say("Строка возвращена");
        assert_eq!(rows(&school, 2024).await.len(), 2);
        let book = two.get("/plan/roadmap/table.xlsx?who=Завуч").await;
        let text = format!("{:?}", sheets::Workbook::open(book.bytes()).unwrap().grid(0).unwrap());
        assert!(text.contains("Собрать группу") && !text.contains("Подвести итоги") && text.contains("2024/2025"));
        school.user(Role::Teacher).await.get(grid).await.must_be(404);
    })
    .await;
}

#[tokio::test]
async fn what_is_done_is_marked_and_the_rest_goes_on() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        for (activity, period) in [("Собрать группу", "сентябрь 2023"), ("Обучить экспертов", "март 2024")]
        {
            let row = super::ActionPlanRow {
                school_year: 2023,
                place: 1,
                activity: activity.to_owned(),
                responsible: "Орлова А. В.; директор".to_owned(),
                period: period.to_owned(),
                ends_on: "2024-03-31".parse().ok(),
                ..super::ActionPlanRow::default()
            };
            let mut change = school.change().await;
            queries::save_row(&mut change, &row).await.unwrap();
            let said = crate::happened::PlanHappened {
                kind: "test.done",
                subject: super::artefact(0),
                sentence: "Сделано в проверке".to_owned(),
            };
            change.commit(&said).await.unwrap();
        }
        let id = rows(&school, 2023).await[0].id;
        let path = format!("/plan/roadmap/rows/{id}");
        deputy.get(&path).await.must_say("срок прошёл");
        let mark = format!("{path}/completion");
        deputy
            .submit(&mark, &[("done_on", "01.01.2030"), ("done_note", "Приказ")])
            .await
            .must_be(422)
            .must_say("Приказ");
        deputy.submit(&mark, &[("done_on", "20.09.2023")]).await.must_say("выполнено 20.09.2023").must_say("Приказ");

        // Whoever is named marks too; others read.
        let staff = crate::calendar::orlova_of(&school).await;
        let mut named = school.teacher(staff).await;
        named.submit(&format!("{mark}/removal"), &[]).await.must_say("Отметка о выполнении снята");
        named.get(&path).await.must_say("Отметить выполненным");
        named.submit(&mark, &[("done_on", "20.09.2023")]).await.must_be(200);
        let mut other = school.teacher(99).await;
        other.get(&path).await.must_be(200).must_not_say("Снять отметку");
        other.submit(&format!("{mark}/removal"), &[]).await.must_be(404);

        deputy.get("/plan/roadmap/roll-over").await.must_say("март 2025").must_not_say("Собрать группу");
        deputy.submit("/plan/roadmap/roll-over", &[]).await.must_say("перенесено из 2023/24: 1 мероприятие");
        let moved = rows(&school, 2024).await;
        assert_eq!((moved.len(), moved[0].ends_on), (1, "2025-03-31".parse().ok()));
        deputy.get("/plan/roadmap?state=done").await.must_say("По этому отбору мероприятий нет");
    })
    .await;
}
