//! Every kind of facts, from the rows of a file to the rows of the school and back.

use super::finding::{Answer, Place};
use super::kind::Kind;
use super::papers::{WrittenItem, WrittenPaper, WrittenResult};
use super::parse::{Reading, Source, parse};
use super::parsed::{Content, Parsed};
use super::testing::*;

/// A table in CSV, read as the program reads it.
fn table(csv: &str) -> Parsed {
    let book = sheets::Workbook::open(csv.as_bytes()).unwrap();
    let sha256 = store::digest(b"file");
    let source = Source { file_name: "таблица.csv", sha256: &sha256 };
    match parse(&book, source, None).unwrap() {
        Reading::Parsed(parsed) => *parsed,
        Reading::NeedsMapping(_) => panic!("the columns are known"),
    }
}

fn paper(results: &[(&str, &str, [Option<i64>; 2], i64)]) -> Parsed {
    let item = |label: &str, level, max_points| WrittenItem { label: label.to_owned(), level, max_points };
    let results = results.iter().zip(10..).map(|((code, class, points, mark), row)| WrittenResult {
        row,
        code: (*code).to_owned(),
        class: (*class).to_owned(),
        variant: "1".to_owned(),
        points: points.to_vec(),
        primary_score: Some(points.iter().flatten().sum()),
        mark: Some(*mark),
        journal_mark: Some(4),
    });
    let paper = WrittenPaper {
        sheet: "РУ 8".to_owned(),
        title: "ВПР 2025 Русский язык 8 класс".to_owned(),
        subject: "Русский язык".to_owned(),
        subject_at: super::finding::Spot::new(4, 2),
        class_column: 5,
        year_group: 8,
        held_on: day("2025-04-21"),
        max_primary: 3,
        items: vec![item("1", "base", 2), item("2К1", "raised", 1)],
        results: results.collect(),
        doubts: Vec::new(),
    };
    parsed(Kind::VprIndividualResults, Content::Papers(vec![paper]))
}

#[tokio::test]
async fn results_of_a_paper_are_loaded_changed_and_undone() {
    testkit::on_both(crate::schema(), |store| async move {
        let first = || paper(&[("1001", "8А", [Some(2), None], 4), ("1002", "8Б", [Some(0), Some(1)], 2)]);
        let loaded = load(&store, first(), &making()).await;
        assert_eq!((loaded.preview.created, count(&store, "point").await), (2, 4));
        assert_eq!(load(&store, first(), &making()).await.batch_id, None);

        let second = paper(&[("1001", "8А", [Some(1), None], 3), ("1003", "8А", [Some(2), Some(1)], 5)]);
        let changed = load(&store, second, &making()).await;
        assert_eq!((changed.preview.created, changed.preview.changed), (1, 1));
        assert_eq!(count(&store, "paper").await, 1);
        assert!(take_back(&store, loaded.batch_id.unwrap()).await.is_err());
        let undone = take_back(&store, changed.batch_id.unwrap()).await.unwrap();
        assert_eq!((undone.restored, undone.removed), (1, 1));
        assert_eq!(load(&store, first(), &making()).await.batch_id, None);
        take_back(&store, loaded.batch_id.unwrap()).await.unwrap();
        assert_eq!(rows(&store).await, []);
    })
    .await;
}

#[tokio::test]
async fn a_paper_with_other_items_is_not_mixed_in() {
    testkit::on_both(crate::schema(), |store| async move {
        load(&store, paper(&[("1001", "8А", [Some(2), None], 4)]), &making()).await;
        let mut other = paper(&[("1002", "8А", [Some(2), None], 4)]);
        if let Content::Papers(papers) = &mut other.content {
            papers[0].items[1].max_points = 5;
        }
        let preview = look(&store, other, &making()).await;
        assert_eq!((preview.created, preview.left_out), (0, 1));
        assert_eq!(preview.discrepancies[0].code, "other_items");
    })
    .await;
}

#[tokio::test]
async fn a_paper_waits_for_its_subject_and_class() {
    testkit::on_both(crate::schema(), |store| async move {
        load(&store, year_sheet("8А", &[("Белова Анна Игоревна", "Алгебра", "q1", "4")]), &making()).await;
        let sheet = || paper(&[("1001", "8А", [Some(2), None], 4), ("1002", "8Я", [Some(2), None], 4)]);
        let preview = look(&store, sheet(), &asking()).await;
        assert_eq!((preview.created, preview.waiting), (0, 2));
        let answers = [("subject:русский язык", Answer::Create), ("class:8Я", Answer::Skip)];
        let applied = load_decided(&store, sheet(), &asking(), &answers).await.unwrap();
        assert_eq!((applied.preview.created, applied.preview.left_out), (1, 1));
    })
    .await;
}

const STUDENTS: &str = "ФИО;Класс;Дата рождения;Пол;Дата зачисления;Дата выбытия\n";

#[tokio::test]
async fn a_list_of_students_makes_them_with_their_days() {
    testkit::on_both(crate::schema(), |store| async move {
        let list = || {
            table(&format!(
                "{STUDENTS}Белова Анна Игоревна;8А;05.05.2010;ж;02.09.2024;\n\
                 Белова Анна Игоревна;8А;07.07.2010;ж;02.09.2024;\nОрлов Глеб Иванович;8Б;01.02.2010;м;01.10.2024;20.12.2024\n"
            ))
        };
        let loaded = load(&store, list(), &making()).await;
        assert_eq!((loaded.preview.created, count(&store, "student").await), (3, 3));
        let again = load(&store, list(), &making()).await;
        assert_eq!((again.batch_id, again.preview.unchanged), (None, 3));

        let later = table(&format!("{STUDENTS}Белова Анна Игоревна;8А;05.05.2010;ж;02.09.2024;15.01.2025\n"));
        let ended = load(&store, later, &making()).await;
        assert_eq!((ended.preview.created, ended.preview.changed), (0, 1));
        let stays = roster::students::queries::stays(&mut store.clone()).await.unwrap();
        assert!(stays.iter().any(|stay| stay.until_on == Some(day("2025-01-16"))));
        take_back(&store, ended.batch_id.unwrap()).await.unwrap();
        take_back(&store, loaded.batch_id.unwrap()).await.unwrap();
        assert_eq!(rows(&store).await, []);
    })
    .await;
}

#[tokio::test]
async fn a_tenth_year_is_put_together_from_several_classes() {
    testkit::on_both(crate::schema(), |store| async move {
        let nine = table(&format!("{STUDENTS}Белова Анна Игоревна;9Б;05.05.2009;ж;01.09.2024;\n"));
        load(&store, nine, &making()).await;
        let ten = table(&format!(
            "{STUDENTS}Белова Анна Игоревна;10А;05.05.2009;ж;01.09.2025;\nБелова Анна Игоревна;10А;07.07.2009;ж;01.09.2025;\n"
        ));
        let next_year = super::Options { school_year: Some(2025), ..making() };
        let loaded = load(&store, ten, &next_year).await;
        // Name and date of birth are those of the ninth year; the namesake was born on another day.
        assert_eq!((count(&store, "student").await, loaded.preview.open_questions().count()), (2, 0));
        let stays = roster::students::queries::stays(&mut store.clone()).await.unwrap();
        assert_eq!(stays.len(), 3);
    })
    .await;
}

#[tokio::test]
async fn a_date_of_birth_is_added_and_taken_back() {
    testkit::on_both(crate::schema(), |store| async move {
        load(&store, year_sheet("8А", &[("Белова Анна Игоревна", "Алгебра", "q1", "4")]), &making()).await;
        let list = table(&format!("{STUDENTS}Белова Анна Игоревна;8А;05.05.2010;ж;01.09.2024;\n"));
        let applied = load(&store, list, &asking()).await;
        assert_eq!(applied.preview.changed, 1);
        let born = |list: Vec<roster::students::queries::Student>| list[0].birth_on;
        let known = || async { roster::students::queries::students(&mut store.clone()).await.unwrap() };
        assert_eq!(born(known().await), Some(day("2010-05-05")));
        take_back(&store, applied.batch_id.unwrap()).await.unwrap();
        assert_eq!(born(known().await), None);
    })
    .await;
}

const STAFF: &str = "ФИО;Должность;Образование;Категория;Стаж;Дата рождения;Курсы;Часов;Дата окончания курсов\n";

#[tokio::test]
async fn a_staff_list_is_loaded_changed_and_undone() {
    testkit::on_both(crate::schema(), |store| async move {
        let list = |category: &str| {
            table(&format!(
                "{STAFF}Юдина Ольга Петровна;учитель;высшее педагогическое;{category};12;01.03.1985;Обновлённые ФГОС;36;10.06.2023\n\
                 Юдина Ольга Петровна;учитель;высшее педагогическое;{category};12;01.03.1985;Функциональная грамотность;18;10.06.2024\n\
                 Яшин Лев Львович;директор;высшее;без категории;20;02.02.1970;;;\n"
            ))
        };
        let loaded = load(&store, list("первая"), &asking()).await;
        assert_eq!((count(&store, "staff").await, count(&store, "course").await), (2, 2));
        assert_eq!(load(&store, list("первая"), &asking()).await.batch_id, None);
        let raised = load(&store, list("высшая"), &asking()).await;
        assert_eq!((raised.preview.created, raised.preview.changed), (0, 1));
        let category = || async {
            let staff = roster::staff::queries::staff(&mut store.clone()).await.unwrap();
            staff[0].category.clone().unwrap()
        };
        assert_eq!(category().await, "highest");
        take_back(&store, raised.batch_id.unwrap()).await.unwrap();
        assert_eq!(category().await, "first");
        take_back(&store, loaded.batch_id.unwrap()).await.unwrap();
        assert_eq!(rows(&store).await, []);
    })
    .await;
}

#[tokio::test]
async fn a_card_edited_by_hand_is_asked_about() {
    testkit::on_both(crate::schema(), |store| async move {
        let mut change = testkit::change(&store).await;
        let card = roster::staff::queries::StaffMember {
            surname: "Юдина".to_owned(),
            given_name: "Ольга".to_owned(),
            patronymic: "Петровна".to_owned(),
            position: "заместитель директора".to_owned(),
            staff_kind: "administrative".to_owned(),
            ..Default::default()
        };
        roster::staff::queries::save_staff_member(&mut change, &card).await.unwrap();
        let said = plan::settings::SettingChanged { name: String::new(), value: String::new() };
        change.commit(&said).await.unwrap();
        let list = || table(&format!("{STAFF}Юдина Ольга Петровна;учитель;высшее;первая;12;01.03.1985;;;\n"));
        let preview = look(&store, list(), &asking()).await;
        assert_eq!((preview.changed, preview.waiting), (0, 1));
        let key = preview.questions[0].key.clone();
        let kept = load_decided(&store, list(), &asking(), &[(&key, Answer::Keep)]).await.unwrap();
        assert_eq!(kept.batch_id, None);
        let taken = load_decided(&store, list(), &asking(), &[(&key, Answer::Take)]).await.unwrap();
        assert_eq!(taken.preview.changed, 1);
    })
    .await;
}

#[tokio::test]
async fn subject_marks_come_in_a_long_table() {
    testkit::on_both(crate::schema(), |store| async move {
        let mut marks = table(
            "Ученик;Класс;Предмет;Период;Отметка\nБелова Анна Игоревна;8А;Алгебра;1 четверть;4\n\
             Белова Анна Игоревна;8А;Алгебра;год;н/а\nБелова Анна Игоревна;8А;Алгебра;2 четверть;0\n",
        );
        marks.year = Some(school::SchoolYear(2024));
        let applied = load(&store, marks, &making()).await;
        assert_eq!((applied.preview.kind, applied.preview.created), ("subject_marks", 2));
        assert_eq!(applied.preview.discrepancies[0].code, "mark_zero");
        take_back(&store, applied.batch_id.unwrap()).await.unwrap();
        assert_eq!(rows(&store).await, []);
    })
    .await;
}

#[tokio::test]
async fn examinations_are_loaded_changed_and_undone() {
    testkit::on_both(crate::schema(), |store| async move {
        let oge = |mark: i64| {
            table(&format!(
                "Фамилия;Имя;Отчество;Класс;Предмет;Дата;Первичный балл;Отметка\n\
                 Белова;Анна;Игоревна;9А;Русский язык;21.05.2025;28;{mark}\nОрлов;Глеб;Иванович;9А;Русский язык;21.05.2025;12;2\n"
            ))
        };
        let loaded = load(&store, oge(4), &making()).await;
        assert_eq!((loaded.preview.kind, loaded.preview.created, loaded.preview.school_year), ("oge", 2, 2024));
        let changed = load(&store, oge(5), &making()).await;
        assert_eq!((changed.preview.changed, changed.preview.unchanged), (1, 1));
        take_back(&store, changed.batch_id.unwrap()).await.unwrap();
        assert_eq!(load(&store, oge(4), &making()).await.batch_id, None);

        let ege = table(
            "ФИО;Класс;Предмет;Уровень;Дата;Первичный балл;Тестовый балл;Отметка\n\
             Яшин Лев Львович;11А;Математика;профильная;27.05.2025;18;72;\nЯшин Лев Львович;11А;Математика;базовая;27.05.2025;19;;5\n",
        );
        let applied = load(&store, ege, &making()).await;
        assert_eq!((applied.preview.kind, applied.preview.created), ("ege", 2));
        assert_eq!(count(&store, "exam").await, 4);
    })
    .await;
}

#[tokio::test]
async fn achievements_find_the_class_of_the_student() {
    testkit::on_both(crate::schema(), |store| async move {
        load(&store, year_sheet("8А", &[("Белова Анна Игоревна", "Алгебра", "q1", "4")]), &making()).await;
        let list = |result: &str| {
            table(&format!(
                "ФИО;Мероприятие;Уровень;Результат;Дата\nБелова Анна Игоревна;Олимпиада по физике;муниципальный;{result};20.11.2024\n\
                 Неизвестный Пётр Ильич;Олимпиада по физике;муниципальный;участник;20.11.2024\n"
            ))
        };
        let loaded = load(&store, list("участник"), &making()).await;
        assert_eq!((loaded.preview.created, loaded.preview.left_out), (1, 1));
        assert!(loaded.preview.discrepancies.iter().any(|one| one.code == "no_class"));
        let changed = load(&store, list("призёр"), &making()).await;
        assert_eq!(changed.preview.changed, 1);
        take_back(&store, changed.batch_id.unwrap()).await.unwrap();
        take_back(&store, loaded.batch_id.unwrap()).await.unwrap();
        assert_eq!(count(&store, "achievement").await, 0);
    })
    .await;
}

#[tokio::test]
async fn participants_of_another_year_group_are_asked_about() {
    testkit::on_both(crate::schema(), |store| async move {
        let sheet = || paper(&[("801", "8А", [Some(1), Some(2)], 4), ("802", "9А", [Some(1), Some(2)], 4)]);
        let preview = look(&store, sheet(), &making()).await;
        assert_eq!((preview.created, preview.waiting), (1, 1));
        let told: Vec<&str> = preview.discrepancies.iter().map(|one| one.message.as_str()).collect();
        assert_eq!(told, ["Работа для 8 класса, а участник из 9А"]);
        assert!(!preview.made.iter().any(|made| made.contains("9А")), "{:?}", preview.made);
        let answers = [("paper_class:8:9А", Answer::Take)];
        let applied = load_decided(&store, sheet(), &making(), &answers).await.unwrap();
        assert_eq!((applied.preview.created, applied.preview.waiting), (2, 0));
    })
    .await;
}

#[tokio::test]
async fn doubtful_items_wait_for_a_person() {
    use super::papers::{Doubt, Doubtful};
    testkit::on_both(crate::schema(), |store| async move {
        let sheet = || {
            let mut parsed = paper(&[("801", "8А", [Some(1), Some(2)], 4)]);
            let Content::Papers(papers) = &mut parsed.content else { panic!("papers") };
            let at = |column, about| Doubt { place: Place::cell("РУ 8", 8, column), text: String::new(), about };
            papers[0].doubts = vec![
                at(7, Doubtful::Level { item: 0 }),
                at(8, Doubtful::Twin { item: 1, first_at: "G8".to_owned() }),
                at(9, Doubtful::Heading { item: None }),
            ];
            parsed
        };
        let preview = look(&store, sheet(), &making()).await;
        assert_eq!((preview.created, preview.waiting, preview.made.len()), (0, 1, 0));
        let keys: Vec<&str> = preview.open_questions().map(|one| one.key.as_str()).collect();
        assert_eq!(keys, ["item_level:РУ 8!G8", "item_twin:РУ 8!H8", "item_heading:РУ 8!I8"]);
        let answers = [(keys[0], Answer::Use(2)), (keys[1], Answer::Create), (keys[2], Answer::Skip)];
        let applied = load_decided(&store, sheet(), &making(), &answers).await.unwrap();
        assert_eq!((applied.preview.created, applied.preview.waiting), (1, 0));
        let items: Vec<(String, String)> = store::Reads::rows(
            &mut store.clone(),
            "SELECT label, level FROM paper_item ORDER BY position",
            store::args![],
        )
        .await
        .unwrap();
        assert_eq!((items[0].1.as_str(), items[1].0.ends_with(" (H)")), ("high", true));
        take_back(&store, applied.batch_id.unwrap()).await.unwrap();
        let answers = [(keys[0], Answer::Use(0)), (keys[1], Answer::Skip), (keys[2], Answer::Skip)];
        load_decided(&store, sheet(), &making(), &answers).await.unwrap();
        assert_eq!((count(&store, "item").await, count(&store, "point").await), (1, 1));
    })
    .await;
}
