//! What a person is told and asked about odd files, with the places.

use super::finding::Answer;
use super::parse::{Reading, Source, parse};
use super::parsed::Parsed;
use super::preview::Preview;
use super::testing::*;

fn table(csv: &str) -> Parsed {
    let book = sheets::Workbook::open(csv.as_bytes()).unwrap();
    let sha256 = store::digest(b"file");
    match parse(&book, Source { file_name: "таблица.csv", sha256: &sha256 }, None).unwrap() {
        Reading::Parsed(parsed) => *parsed,
        Reading::NeedsMapping(_) => panic!("the columns are known"),
    }
}

/// Discrepancies of a code: where, and what stands there.
fn told(preview: &Preview, code: &str) -> Vec<(String, String)> {
    let of_code = preview.discrepancies.iter().filter(|one| one.code == code);
    of_code.map(|one| (one.place.address(), one.text.clone().unwrap_or_default())).collect()
}

fn at(places: &[(&str, &str)]) -> Vec<(String, String)> {
    places.iter().map(|(place, text)| ((*place).to_owned(), (*text).to_owned())).collect()
}

const NAMESAKES: &str = "Должность;ФИО;Дата рождения\nучитель физики;Мышкин Лев Львович;01.02.1800\n\
    учитель химии;Мышкин Лев Львович;03.04.1990\nзавхоз;Зуев Пётр Ильич;05.06.2030\n";

#[tokio::test]
async fn namesakes_of_a_staff_list_are_asked_about() {
    testkit::on_both(crate::schema(), |store| async move {
        let preview = look(&store, table(NAMESAKES), &asking()).await;
        assert_eq!((preview.created, preview.waiting), (2, 1));
        let question = preview.open_questions().next().unwrap();
        assert_eq!(question.place.address(), "B3");
        assert!(question.text.contains("B2 (учитель физики"), "{}", question.text);
        assert!(question.text.contains("учитель химии, р. 03.04.1990"), "{}", question.text);
        let key = question.key.clone();

        let skipped = decided(&[(&key, Answer::Skip)]);
        let skipped = super::preview(&mut store.clone(), table(NAMESAKES), &asking(), &skipped).await.unwrap();
        assert_eq!((skipped.created, skipped.waiting, skipped.left_out), (2, 0, 1));
        let two = load_decided(&store, table(NAMESAKES), &asking(), &[(&key, Answer::Create)]).await.unwrap();
        assert_eq!((two.preview.created, count(&store, "staff").await), (3, 3));

        // Each of the two is found again by the date of birth or by the position.
        let again = look(&store, table(NAMESAKES), &asking()).await;
        assert_eq!((again.created, again.changed, again.unchanged, again.questions.len()), (0, 0, 3, 0));
    })
    .await;
}

#[tokio::test]
async fn an_unknown_position_makes_no_teacher() {
    testkit::on_both(crate::schema(), |store| async move {
        let loaded = load(&store, table(NAMESAKES), &asking()).await;
        assert_eq!(told(&loaded.preview, "staff_kind_unknown"), at(&[("A4", "завхоз")]));
        let staff = roster::staff::queries::staff(&mut store.clone()).await.unwrap();
        let mut kinds: Vec<_> = staff.iter().map(|one| (one.surname.as_str(), one.staff_kind.as_str())).collect();
        kinds.sort_unstable();
        assert_eq!(kinds, [("Зуев", "other"), ("Мышкин", "pedagogical")]);
    })
    .await;
}

#[tokio::test]
async fn dates_of_birth_that_nobody_has_are_told() {
    testkit::on_both(crate::schema(), |store| async move {
        let staff = look(&store, table(NAMESAKES), &asking()).await;
        assert_eq!(told(&staff, "birth_impossible"), at(&[("C2", "01.02.1800"), ("C4", "05.06.2030")]));
        let roster = table(
            "ФИО;Класс;Дата рождения;Дата зачисления\nБелова Анна Игоревна;8А;05.05.1900;02.09.2024\n\
             Орлов Глеб Иванович;8А;01.02.2031;02.09.2024\nЮдин Иван Петрович;8А;01.02.2010;02.09.2024\n",
        );
        let loaded = load(&store, roster, &making()).await;
        assert_eq!(told(&loaded.preview, "birth_impossible"), at(&[("C2", "05.05.1900"), ("C3", "01.02.2031")]));
        let students = roster::students::queries::students(&mut store.clone()).await.unwrap();
        let born: Vec<_> = students.iter().filter_map(|one| one.birth_on).collect();
        assert_eq!((students.len(), born), (3, vec![day("2010-02-01")]));
    })
    .await;
}

#[tokio::test]
async fn a_last_day_before_the_first_leaves_the_row_out() {
    testkit::on_both(crate::schema(), |store| async move {
        let roster = table(
            "ФИО;Класс;Дата зачисления;Дата выбытия\nБелова Анна Игоревна;8А;10.10.2024;09.10.2024\n\
             Орлов Глеб Иванович;8А;01.10.2024;20.12.2024\n",
        );
        let loaded = load(&store, roster, &making()).await;
        assert_eq!(told(&loaded.preview, "left_too_early"), at(&[("D2", "09.10.2024")]));
        assert_eq!((loaded.preview.created, loaded.preview.left_out, count(&store, "student").await), (1, 1, 1));
    })
    .await;
}

#[tokio::test]
async fn every_name_is_told_at_its_own_cell() {
    testkit::on_both(crate::schema(), |store| async move {
        load(&store, year_sheet("8А", &[("Белова Анна Игоревна", "Алгебра", "q1", "4")]), &making()).await;
        let mut marks = table(
            "Ученик;Класс;Предмет;Период;Отметка\nОрлов Глеб Иванович;8-А;Алгебра;год;4\n\
             Белова Анна Игоревна;8Я;Алгебра;год;4\nБелова Анна Игоревна;8А;Травоведение;год;4\n",
        );
        marks.year = Some(school::SchoolYear(2024));
        let preview = look(&store, marks, &asking()).await;
        assert_eq!(told(&preview, "class_spelling"), at(&[("B2", "8-А")]));
        let asked = |preview: &Preview| -> Vec<String> {
            preview.questions.iter().map(|one| format!("{} {}", one.key, one.place.address())).collect()
        };
        let keys = ["class:8Я B3", "subject:травоведение C4", "student:8А:Орлов Глеб Иванович A2"];
        assert_eq!(asked(&preview), keys);

        let journal = "Дата;Предмет;Класс;Ученик;Отметка\n03.09.2024;Алгебра;8А;Орлов Глеб Иванович;5\n\
            04.09.2024;Травоведение;8Я;Белова Анна Игоревна;5\n";
        let preview = look(&store, table(journal), &asking()).await;
        assert_eq!(asked(&preview), ["class:8Я C3", "subject:травоведение B3", "student:8А:Орлов Глеб Иванович D2"]);
    })
    .await;
}

const JOURNAL: &str = "Дата;Ученик;Класс;Предмет;Отметка\n03.09.2024;Белова Анна Игоревна;8А;Алгебра;О 2\n\
    04.09.2024;Белова Анна Игоревна;8А;Алгебра;О 2\n05.09.2024;Белова Анна Игоревна;8А;Алгебра;Н\n\
    06.09.2024;Белова Анна Игоревна;8А;Алгебра;5\n";

#[tokio::test]
async fn a_mark_with_attendance_is_asked_about_once() {
    testkit::on_both(crate::schema(), |store| async move {
        let preview = look(&store, table(JOURNAL), &making()).await;
        assert_eq!((preview.created, preview.waiting, preview.left_out), (1, 2, 1));
        assert_eq!(told(&preview, "mark_with_attendance"), at(&[("E2", "О 2"), ("E3", "О 2")]));
        assert_eq!(told(&preview, "mark_attendance"), at(&[("E4", "Н")]));
        let question = preview.open_questions().next().unwrap();
        assert_eq!((question.key.as_str(), question.rows), ("journal:О 2", 2));
        let taken = load_decided(&store, table(JOURNAL), &making(), &[("journal:О 2", Answer::Mark(2))]).await.unwrap();
        assert_eq!((taken.preview.created, taken.preview.waiting, count(&store, "journal_mark").await), (3, 0, 3));
        let left = decided(&[("journal:О 2", Answer::Skip)]);
        let left = super::preview(&mut store.clone(), table(JOURNAL), &making(), &left).await.unwrap();
        assert_eq!((left.unchanged, left.left_out), (1, 3));
    })
    .await;
}

#[tokio::test]
async fn a_file_of_another_school_is_told() {
    testkit::on_both(crate::schema(), |store| async move {
        let sheet = |school: &str| {
            let mut sheet = year_sheet("8А", &[("Белова Анна Игоревна", "Алгебра", "q1", "4")]);
            sheet.school_name = Some(school.to_owned());
            sheet
        };
        load(&store, sheet("МБОУ СОШ № 1"), &making()).await;
        let same = look(&store, sheet("Средняя общеобразовательная школа № 1"), &making()).await;
        assert_eq!(told(&same, "other_school"), []);
        let other = look(&store, sheet("МБОУ СОШ № 2"), &making()).await;
        assert_eq!(told(&other, "other_school"), at(&[("A1", "МБОУ СОШ № 2")]));
    })
    .await;
}

#[tokio::test]
async fn terms_that_a_class_does_not_have_are_asked_about() {
    testkit::on_both(crate::schema(), |store| async move {
        let anna = "Белова Анна Игоревна";
        load(&store, year_sheet("8А", &[(anna, "Алгебра", "q1", "4")]), &making()).await;
        let half_year = || year_sheet("8А", &[(anna, "Алгебра", "h1", "4"), (anna, "Алгебра", "year", "4")]);
        let preview = look(&store, half_year(), &making()).await;
        assert_eq!((preview.created, preview.waiting), (1, 1));
        assert_eq!(preview.questions[0].key, "term:8А:h1");
        let taken = load_decided(&store, half_year(), &making(), &[("term:8А:h1", Answer::Take)]).await.unwrap();
        assert_eq!((taken.preview.created, taken.preview.waiting), (2, 0));

        // A class made for the file has the terms of the file.
        let trimester = year_sheet("8Б", &[("Орлов Лев", "Алгебра", "t1", "4"), ("Орлов Лев", "Алгебра", "year", "4")]);
        let made = look(&store, trimester, &making()).await;
        assert_eq!((made.created, made.waiting), (2, 0));
        assert!(made.questions.iter().all(|one| !one.key.starts_with("term:")), "{:?}", made.questions);
    })
    .await;
}

#[tokio::test]
async fn marks_of_first_graders_are_told() {
    testkit::on_both(crate::schema(), |store| async move {
        let sheet =
            year_sheet("1А", &[("Белова Анна Игоревна", "Чтение", "q1", "4"), ("Орлов Лев", "Чтение", "q1", "5")]);
        let preview = look(&store, sheet, &making()).await;
        let told = preview.discrepancies.iter().find(|one| one.code == "first_grade_marks").unwrap();
        assert_eq!((told.place.address().as_str(), told.times), ("E1", 2));
        let journal = look(&store, table(&JOURNAL.replace("8А", "1А")), &making()).await;
        assert!(journal.discrepancies.iter().any(|one| one.code == "first_grade_marks"));
    })
    .await;
}

#[tokio::test]
async fn what_is_not_written_is_counted_once() {
    testkit::on_both(crate::schema(), |store| async move {
        let preview = look(&store, table(JOURNAL), &making()).await;
        assert_eq!(preview.skipped, preview.unchanged + preview.waiting + preview.left_out);
        assert_eq!(preview.rows_read, preview.created + preview.changed + preview.skipped);
    })
    .await;
}
