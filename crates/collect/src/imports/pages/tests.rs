use rust_xlsxwriter::Workbook;
use store::{Reads, Store, args};
use testkit::{Browser, School};

use crate::imports::cases::individual_results;
use crate::imports::tallies;

/// «Табель успеваемости учащегося (весь класс)» for 8А, 2024/25: students with the marks of two subjects for the first
/// term and the year. `first` is what stands in the first cell.
fn year_sheet(first: &str) -> Vec<u8> {
    year_sheet_of([first, "4"])
}

/// The same with the algebra of the first term of both students.
fn year_sheet_of(algebra: [&str; 2]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Лист1").unwrap();
    let mut put = |row: u32, column: u16, text: &str| {
        sheet.write_string(row - 1, column - 1, text).unwrap();
    };
    put(1, 1, "Средняя общеобразовательная школа № 1");
    put(3, 1, "Табель успеваемости учащегося");
    let mut top = 6;
    for (student, algebra) in ["Белов Глеб Иванович", "Орлова Анна Петровна"].into_iter().zip(algebra)
    {
        put(top, 1, "Учебный год: 2024/2025");
        put(top + 1, 1, "Класс: 8А");
        put(top + 2, 1, &format!("Ученик: {student}"));
        let h = top + 5;
        put(h, 2, "Предмет");
        put(h + 1, 1, "№");
        put(h + 2, 1, "п/п");
        put(h, 3, "Учебные периоды");
        put(h, 6, "Год.\n оценка");
        put(h + 2, 3, "1 Четверть");
        put(h + 3, 3, "Средний балл");
        put(h + 3, 4, "Ср. взв. \n балл");
        put(h + 3, 5, "Итог");
        for (row, (subject, mark)) in (h + 4..).zip([("Алгебра", algebra), ("Физика", "5")]) {
            put(row, 2, subject);
            put(row, 5, mark);
            put(row, 6, "4");
        }
        top = h + 7;
    }
    book.save_to_buffer().unwrap()
}

async fn school(store: Store) -> School {
    School::new(store, crate::routes()).await
}

async fn marks(school: &School) -> i64 {
    school.store().number("SELECT COUNT(*) FROM period_mark", args![]).await.unwrap().unwrap()
}

/// Uploads one file and opens it.
async fn uploaded(browser: &mut Browser, name: &str, content: &[u8]) -> testkit::Page {
    browser.get("/collect/imports").await;
    browser.upload("/collect/imports", &[("files", name, content)]).await
}

fn path(page: &testkit::Page) -> String {
    page.path().split('?').next().unwrap().to_owned()
}

/// Lets everything that is missing be made, and applies.
async fn applied(browser: &mut Browser, name: &str, content: &[u8]) -> testkit::Page {
    let page = uploaded(browser, name, content).await;
    let draft = path(&page);
    browser.submit(&format!("{draft}/options"), &[("create_missing", "1")]).await;
    browser.submit(&format!("{draft}/application"), &[]).await
}

#[tokio::test]
async fn a_file_is_previewed_applied_and_undone() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        let content = year_sheet("3");
        let page = uploaded(&mut deputy, "что угодно.xlsx", &content).await;
        page.must_be(200).must_say("табель успеваемости класса за год").must_say("Учебного года 2024/25 ещё нет");
        let draft = path(&page);
        let page = deputy.submit(&format!("{draft}/options"), &[("create_missing", "1")]).await;
        page.must_say("Будет записано 8 новых значений").must_say("классы: 8А").must_say("ячейка E15");
        assert_eq!(marks(&school).await, 0, "a preview writes nothing");
        let batch = deputy.submit(&format!("{draft}/application"), &[]).await;
        batch.must_be(200).must_say("Новых значений 8").must_say("Файл загружен");
        assert_eq!(marks(&school).await, 8);
        let batch_path = path(&batch);
        let file = deputy.get(&format!("{batch_path}/file")).await;
        assert_eq!(file.bytes(), content);
        assert!(file.header("content-disposition").starts_with("attachment"));
        assert!(file.header("content-security-policy").contains("sandbox"));
        deputy.get("/collect/imports").await.must_say("что угодно.xlsx").must_not_say("Ждут проверки");
        deputy.get(&format!("{batch_path}/undo")).await.must_say("Новых значений: 8");
        deputy.submit(&format!("{batch_path}/undo"), &[]).await.must_say("Загрузка отменена");
        assert_eq!(marks(&school).await, 0);
        let again = deputy.get(&format!("{batch_path}/undo")).await;
        again.must_be(200).must_say("Эта загрузка уже отменена").must_not_say("Оставить как есть");
    })
    .await;
}

#[tokio::test]
async fn the_same_file_again_changes_nothing() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        // A workbook knows the second it was made in.
        let file = year_sheet("3");
        applied(&mut deputy, "табель.xlsx", &file).await;
        let page = uploaded(&mut deputy, "тот же.xlsx", &file).await;
        page.must_say("Этот самый файл уже загружен")
            .must_say("Загружать нечего")
            .must_not_say("Всё записывается разом");
        deputy.submit(&format!("{}/removal", path(&page)), &[]).await.must_say("Файл убран");
        let page = uploaded(&mut deputy, "исправленный.xlsx", &year_sheet("5")).await;
        let changed = deputy.get(&format!("{}?tab=changed", path(&page))).await;
        changed.must_say("Изменится 1 значение");
        let rows = changed.table("Изменится").rows;
        assert_eq!(rows[1], ["Белов Глеб Иванович, Алгебра, 1-я четверть", "3", "5", "лист «Лист1», ячейка E15"]);
    })
    .await;
}

#[tokio::test]
async fn questions_are_answered_one_by_one() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        applied(&mut deputy, "табель.xlsx", &year_sheet("3")).await;
        let page = uploaded(&mut deputy, "с нулём.xlsx", &year_sheet("0")).await;
        page.must_say("в ячейке «0». Что загрузить?").must_say("Ответьте на 1 вопрос");
        let answers = format!("{}/answers", path(&page));
        deputy.submit(&answers, &[]).await.must_say("Не выбрано ни одного ответа");
        let page = deputy.submit(&answers, &[("answer_0", "mark:2")]).await;
        page.must_say("Ответы учтены").must_say("Изменится 1 значение");
        deputy.submit(&format!("{}/application", path(&page)), &[]).await.must_say("Изменено 1");
        let twos = "SELECT COUNT(*) FROM period_mark WHERE mark = 2";
        assert_eq!(school.store().number(twos, args![]).await.unwrap(), Some(1));
    })
    .await;
}

#[tokio::test]
async fn one_answer_settles_all_questions_alike() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        applied(&mut deputy, "табель.xlsx", &year_sheet("3")).await;
        let page = uploaded(&mut deputy, "с нулями.xlsx", &year_sheet_of(["0", "0"])).await;
        page.must_say("Ответьте на 2 вопроса").must_say("Ответить разом");
        let address = format!("{}/answers-of-kind", path(&page));
        deputy.submit(&address, &[]).await.must_say("Не выбрано ни одного ответа");
        let page = deputy.submit(&address, &[("answer", "mark:2")]).await;
        page.must_say("Ответы учтены").must_not_say("Ответить разом");
        deputy.submit(&format!("{}/application", path(&page)), &[]).await.must_say("Изменено 2");
        let twos = "SELECT COUNT(*) FROM period_mark WHERE mark = 2";
        assert_eq!(school.store().number(twos, args![]).await.unwrap(), Some(2));
    })
    .await;
}

#[tokio::test]
async fn individual_results_are_loaded_and_a_missing_row_is_told() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        let form = individual_results::sample(3);
        let page = uploaded(&mut deputy, "без имени.xlsx", &form).await;
        page.must_be(200).must_say("Учебного года 2025/26 ещё нет");
        let draft = path(&page);
        let page = deputy.submit(&format!("{draft}/options"), &[("create_missing", "1")]).await;
        page.must_say("классы: 4А").must_say("школа «МБОУ СОШ № 1»");
        let notes = deputy.get(&format!("{draft}?tab=notes")).await;
        notes.must_say("В файле указано участников: 3, а строк с результатами: 2").must_say("ячейка B9");
        let batch = deputy.submit(&format!("{draft}/application"), &[]).await;
        batch.must_be(200).must_say("Файл загружен");
        let results = "SELECT COUNT(*) FROM paper_result";
        assert_eq!(school.store().number(results, args![]).await.unwrap(), Some(2));
        deputy.get(&format!("{}/undo", path(&batch))).await;
        deputy.submit(&format!("{}/undo", path(&batch)), &[]).await.must_say("Загрузка отменена");
        assert_eq!(school.store().number(results, args![]).await.unwrap(), Some(0));
    })
    .await;
}

/// A gradebook of one class as a journal exports it.
const GRADEBOOK: &str = "Ученик;Класс;Предмет;Учитель;Дата;Отметка;Вес
Белов Глеб Иванович;8А;Алгебра;Зимина Ольга Львовна;05.09.2024;4;1
Белов Глеб Иванович;8А;Алгебра;Зимина Ольга Львовна;12.09.2024;5;2
Орлова Анна Петровна;8А;Алгебра;Зимина Ольга Львовна;12.11.2024;3;1
";

#[tokio::test]
async fn a_gradebook_is_loaded_and_counted() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        let (windows, _, _) = encoding_rs::WINDOWS_1251.encode(GRADEBOOK);
        let batch = applied(&mut deputy, "выгрузка.csv", &windows).await;
        batch.must_be(200).must_say("Файл загружен").must_say("Новых значений 3");
        let tallies = tallies(&mut school.store(), 2024).await.unwrap();
        let counted: Vec<_> = tallies.iter().map(|row| (row.term.as_str(), row.mark, row.mark_count)).collect();
        assert_eq!(counted, [("q1", 4, 1), ("q1", 5, 1), ("q2", 3, 1)]);
        deputy.get(&format!("{}/undo", path(&batch))).await;
        deputy.submit(&format!("{}/undo", path(&batch)), &[]).await.must_say("Загрузка отменена");
    })
    .await;
}

#[tokio::test]
async fn long_work_shows_how_far_it_is() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        let page = uploaded(&mut deputy, "табель.xlsx", &year_sheet("3")).await;
        let draft = path(&page);
        deputy.submit(&format!("{draft}/options"), &[("create_missing", "1")]).await;
        // Somebody else is writing: the import waits, and so does the page, which says so.
        let other = school.store().begin().await.unwrap();
        let waiting = deputy.submit(&format!("{draft}/application"), &[]).await;
        waiting.must_be(200).must_say("Страница обновляется сама").must_say("2 из 3");
        assert_eq!(marks(&school).await, 0);
        drop(other);
        deputy.get(&draft).await.must_say("Файл загружен");
        assert_eq!(marks(&school).await, 8);
    })
    .await;
}

#[tokio::test]
async fn bad_files_are_refused_and_good_ones_go_on() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        deputy.get("/collect/imports").await;
        let nasty = "<img src=x onerror=alert(1)>.xlsx";
        let good = year_sheet("3");
        let files: [(&str, &str, &[u8]); 3] = [
            ("files", nasty, b"PK\x03\x04broken"),
            ("files", "табель.xlsx", &good),
            ("files", "рисунок.xlsx", b"\x89PNG\r\n\x1a\n"),
        ];
        let page = deputy.upload("/collect/imports", &files).await;
        page.must_be(422)
            .must_say("1 файл принят")
            .must_say(nasty)
            .must_say("«рисунок.xlsx»")
            .must_say("Ждут проверки");
        assert!(!page.html().contains("<img src=x"), "names of files are text");
        deputy.upload("/collect/imports", &[]).await.must_be(422).must_say("Выберите хотя бы один файл");
    })
    .await;
}

#[tokio::test]
async fn a_name_that_contradicts_the_content_is_refused() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        let sheet = year_sheet("3");
        for (name, content, inside) in [
            ("table.pdf", sheet.as_slice(), "таблица Excel (XLSX)"),
            ("m.exe", GRADEBOOK.as_bytes(), "простой текст"),
            ("m.xlsx", GRADEBOOK.as_bytes(), "простой текст"),
        ] {
            let page = uploaded(&mut deputy, name, content).await;
            page.must_be(422)
                .must_say(&format!("Файл назван «{name}», а внутри {inside}"))
                .must_not_say("Ждут проверки");
        }
        uploaded(&mut deputy, "Табель 8А", &sheet).await.must_be(200);
    })
    .await;
}

#[tokio::test]
async fn an_endless_list_is_refused_once() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        let list = "ФИО;Класс\n".to_owned() + &"a;b\n".repeat(200_001);
        let mut page = uploaded(&mut deputy, "список.csv", list.as_bytes()).await;
        let draft = path(&page);
        for _ in 0..60 {
            if !page.html().contains("Читаем файл") {
                break;
            }
            page = deputy.get(&draft).await;
        }
        page.must_be(200).must_say("строк больше");
        let id: i64 = draft.rsplit('/').next().unwrap().parse().unwrap();
        let file = format!("{}\n", store::digest(list.as_bytes()));
        assert!(super::works::refusal(id, &file).is_some_and(|why| why.contains("строк больше")));
        deputy.get(&draft).await.must_say("строк больше");
    })
    .await;
}

#[tokio::test]
async fn columns_are_matched_by_a_person_and_remembered() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        let table = "ФИО;Класс;Предмет;Баллов\nОрлова Анна;9А;Алгебра;5\n";
        let page = uploaded(&mut deputy, "огэ.csv", table.as_bytes()).await;
        page.must_be(200).must_say("Что в столбцах").must_say("D: Баллов");
        let draft = path(&page).trim_end_matches("/columns").to_owned();
        deputy.get(&format!("{draft}/columns?kind=oge&header_row=1")).await.must_say("Отметка");
        let columns = format!("{draft}/columns");
        deputy
            .submit(&columns, &[("c_mark", "")])
            .await
            .must_be(422)
            .must_say("Без этих столбцов таблицу не загрузить");
        let page = deputy.submit(&columns, &[("c_mark", "4"), ("school_year", "2024")]).await;
        page.must_be(200).must_say("результаты ОГЭ").must_say("Учебного года 2024/25 ещё нет");
        page.must_say("Вид и столбцы выбраны человеком").must_not_say("Вид определён по содержанию");
        let other = table.replace("Орлова Анна", "Белов Глеб");
        let page = uploaded(&mut deputy, "ещё.csv", other.as_bytes()).await;
        page.must_not_say("Начало таблицы").must_say("К какому учебному году относится файл");
    })
    .await;
}

#[tokio::test]
async fn one_of_two_columns_is_picked_by_a_person() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        let table = "ФИО;Класс;Предмет;Период;Отметка;Отметка\nБелов Глеб Иванович;8А;Алгебра;1 четверть;4;3\n";
        let page = uploaded(&mut deputy, "две отметки.csv", table.as_bytes()).await;
        page.must_be(200).must_say("Какой столбец верный").must_say("Столбец «Отметка» повторяется: E и F");
        let draft = path(&page).trim_end_matches("/columns").to_owned();
        let columns = format!("{draft}/columns");
        let year = ("school_year", "2024");
        deputy.submit(&columns, &[year]).await.must_be(422).must_say("Без этих столбцов таблицу не загрузить: Отметка");
        deputy.submit(&columns, &[year, ("c_mark", "6")]).await.must_be(200);
        deputy.submit(&format!("{draft}/options"), &[("create_missing", "1")]).await;
        deputy.get(&format!("{draft}?tab=notes")).await.must_say("Столбец E «Отметка» не прочитан");
        deputy.submit(&format!("{draft}/application"), &[]).await.must_say("Новых значений 1");
        let threes = "SELECT COUNT(*) FROM period_mark WHERE mark = 3";
        assert_eq!(school.store().number(threes, args![]).await.unwrap(), Some(1));
    })
    .await;
}

#[tokio::test]
async fn a_preview_that_is_out_of_date_is_shown_again() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        let page = uploaded(&mut deputy, "табель.xlsx", &year_sheet("3")).await;
        let draft = path(&page);
        deputy.submit(&format!("{draft}/options"), &[("create_missing", "1")]).await;
        let page = deputy.submit(&format!("{draft}/application"), &[("seen", "другое")]).await;
        page.must_say("данные школы изменились");
        assert_eq!(marks(&school).await, 0);
        let mut teacher = school.teacher(1).await;
        teacher.get(&draft).await.must_be(404);
    })
    .await;
}
