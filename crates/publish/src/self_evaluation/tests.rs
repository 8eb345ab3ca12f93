use std::io::Read as _;

use access::Role;
use chrono::NaiveDate;
use store::{Reads, Store, args};
use testkit::School;

use super::content::{Content, Part, Section};
use super::story::{self, Pen};
use super::{Edition, EditionMade, Format, Made, current_content, edition_as_of, make_edition, render};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

async fn school(store: Store) -> School {
    story::tell(&store).await;
    School::new(store, access::routes().and(crate::routes())).await
}

async fn content(store: &Store) -> Content {
    current_content(&mut store.clone(), 2024, day("2025-06-05")).await.unwrap()
}

/// The content in plain lines, as it is read.
fn read(content: &Content) -> String {
    let mut lines = Vec::new();
    for section in &content.sections {
        lines.push(format!("# {}", section.section.heading()));
        for part in &section.parts {
            match part {
                Part::Text(text) | Part::Note(text) => lines.push(text.clone()),
                Part::Heading(text) => lines.push(format!("## {text}")),
                Part::Table(table) => {
                    lines.push(format!("[таблица] {}", table.caption));
                    lines.push(table.header.join(" | "));
                    for row in &table.rows {
                        lines.push(match row {
                            super::TableRow::Plain(cells) => cells.join(" | "),
                            super::TableRow::Total(cells) => format!("= {}", cells.join(" | ")),
                            super::TableRow::Group(text) => format!("— {text}"),
                        });
                    }
                    lines.extend(table.notes.iter().map(|note| format!("({note})")));
                }
                Part::Chart(chart) => lines.push(format!("[рисунок] {}", chart.caption)),
            }
        }
        lines.push(section.analysis.clone());
    }
    lines.push("# Открытые вопросы".to_owned());
    lines.extend(content.questions.iter().map(|question| format!("{} → {}", question.text, question.href)));
    lines.join("\n").replace('\u{a0}', " ")
}

fn section_text(content: &Content, section: Section) -> String {
    let only = Content {
        sections: content.sections.iter().filter(|one| one.section == section).cloned().collect(),
        ..content.clone()
    };
    read(&only)
}

#[tokio::test]
async fn the_report_reads_as_a_person_would_write_it() {
    testkit::on_both(crate::schema(), |store| async move {
        story::tell(&store).await;
        insta::assert_snapshot!("content", read(&content(&store).await));
    })
    .await;
}

#[tokio::test]
async fn an_empty_school_has_a_report_of_open_questions() {
    testkit::on_both(crate::schema(), |store| async move {
        let content = content(&store).await;
        assert!(content.questions.len() > 30);
        assert!(content.indicators.iter().all(|line| line.shown != "0"), "absent is not zero");
        assert!(!render(&Edition::draft(content, day("2025-06-05")), Format::Html).unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn nobody_is_named_and_small_groups_are_hidden() {
    testkit::on_both(crate::schema(), |store| async move {
        story::tell(&store).await;
        let content = content(&store).await;
        let everything = serde_json::to_string(&content).unwrap();
        for name in ["Секретова", "Учителева", "Белова"] {
            assert!(!everything.contains(name), "{name}");
        }
        let quality = section_text(&content, Section::Quality);
        assert!(quality.contains("8Б | менее 5 чел. | —"), "{quality}");
        assert!(quality.contains("Физика | менее 5 чел. | —"), "{quality}");
        assert!(quality.contains("Математика, 8 класс | менее 5 чел."), "{quality}");
        assert!(quality.contains("8А | скрыто | —"), "8Б is the rest of the year group: {quality}");
        assert!(quality.contains("10А* | 12 |"), "{quality}");
    })
    .await;
}

async fn made(school: &School) -> Edition {
    let mut change = school.change().await;
    let Made::New(edition) = make_edition(&mut change, 2024).await.unwrap() else { panic!("nothing new") };
    change.commit(&EditionMade::of(&edition)).await.unwrap();
    edition
}

#[tokio::test]
async fn an_edition_gives_the_same_bytes_whatever_happens_to_the_data() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let first = made(&school).await;
        let files = [Format::Docx, Format::Pdf, Format::Html].map(|format| render(&first, format).unwrap());
        let mut pen = Pen::new(&school.store()).await;
        pen.write("UPDATE period_mark SET mark = 5 WHERE student_id < 90", args![]).await;
        pen.write("UPDATE school SET principal_name = 'Новикова Ольга Ивановна'", args![]).await;
        pen.done().await;
        school.clock().pass_days(15);
        let second = made(&school).await;
        assert_ne!(first.content, second.content);
        let mut db = school.store();
        let then = edition_as_of(&mut db, 2024, day("2025-06-19")).await.unwrap().unwrap();
        let again = [Format::Docx, Format::Pdf, Format::Html].map(|format| render(&then, format).unwrap());
        assert!(files == again, "the edition of 5 June has changed");
        let now = edition_as_of(&mut db, 2024, day("2025-06-20")).await.unwrap().unwrap();
        assert_eq!((now.id, now.number), (second.id, 2));
        assert_eq!(edition_as_of(&mut db, 2024, day("2025-06-04")).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn what_has_not_changed_is_not_kept_twice() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let first = made(&school).await;
        let mut change = school.change().await;
        assert_eq!(make_edition(&mut change, 2024).await.unwrap(), Made::Same(first));
    })
    .await;
}

#[tokio::test]
async fn what_people_write_survives_and_keeps_its_figures_current() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        let path = "/publish/reports/2024/sections/conclusions";
        deputy.get(path).await.must_say("Ваш текст раздела");
        let refused = deputy.submit(path, &[("text", "Всего {1324.9.9}")]).await;
        refused.must_be(422).must_say("Нет показателя с кодом «1324.9.9»");
        let text = "В школе {1324.1.1} учащихся.\nПланируем {students.good_mark_rate}.";
        deputy.submit(path, &[("text", text)]).await.must_say("Текст раздела сохранён");
        let page = deputy.get("/publish/reports/2024").await;
        page.must_say("В школе 127 учащихся.");
        let mut pen = Pen::new(&school.store()).await;
        pen.write("DELETE FROM enrolment WHERE student_id = 1", args![]).await;
        pen.done().await;
        deputy.get("/publish/reports/2024").await.must_say("В школе 126 учащихся.");
        assert!(deputy.get(path).await.html().contains("{1324.1.1}"), "the form keeps what was typed");
    })
    .await;
}

#[tokio::test]
async fn two_who_write_one_section_lose_nothing() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let (mut one, mut other) = (school.deputy().await, school.principal().await);
        let path = "/publish/reports/2024/sections/conclusions";
        one.get(path).await;
        other.get(path).await;
        // What saves itself comes back with the form and its new version.
        let saved = one.submit(path, &[("text", "Слова первого"), ("autosave", "1")]).await;
        saved.must_be(200).must_say("Слова первого");
        one.submit(path, &[("text", "Слова первого.")]).await.must_say("Текст раздела сохранён");
        let both = other.submit(path, &[("text", "Слова второго")]).await;
        both.must_be(422).must_say("Слова первого.").must_say("Слова второго").must_say("изменил другой человек");
        other.submit(path, &[("text", "Слова обоих")]).await.must_say("Текст раздела сохранён");
    })
    .await;
}

#[tokio::test]
async fn an_edition_is_considered_approved_and_published() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        deputy.get("/publish/reports/2024").await.must_say("Сформировать редакцию");
        let page = deputy.submit("/publish/reports/2024/editions", &[]).await;
        page.must_say("Редакция № 1 от 05.06.2025")
            .must_say("обстоятельство")
            .must_say("Об итогах 2023/24 учебного года");
        let path = page.path().to_owned();
        let mut parent = school.user(Role::Guardian).await;
        let public = path.replace("editions", "published");
        parent.get("/publish/published").await.must_say("Пока ничего не опубликовано");
        parent.get(&public).await.must_be(404);
        parent.get(&path).await.must_be(404);

        let minutes = [("body", "педагогическим советом"), ("number", "4"), ("dated", "04.06.2025")];
        deputy.get(&path).await;
        deputy.submit(&format!("{path}/consideration"), &minutes).await.must_say("РАССМОТРЕНО");
        deputy.forge(&format!("{path}/approval"), &[("number", "57"), ("dated", "05.06.2025")]).await.must_be(404);
        let mut principal = school.principal().await;
        principal.get(&path).await;
        let early = principal.submit(&format!("{path}/approval"), &[("number", "57"), ("dated", "01.06.2025")]).await;
        early.must_be(422).must_say("Дата раньше");
        principal.submit(&format!("{path}/approval"), &[("number", "57"), ("dated", "05.06.2025")]).await;
        let approved = principal.get(&path).await;
        approved.must_say("приказ от 05.06.2025 № 57").must_say("утверждена");
        principal.submit(&format!("{path}/publication"), &[]).await.must_say("опубликована");

        parent.get("/publish/published").await.must_say("самообследования за 2024 год");
        parent.get(&public).await.must_say("УТВЕРЖДАЮ").must_not_say("Секретова");
        assert!(parent.get(&format!("{public}/report.pdf")).await.bytes().starts_with(b"%PDF"));
        let said = school.history().await;
        assert!(said.iter().any(|one| one.contains("протокол № 4 от 04.06.2025")), "{said:?}");

        principal.get(&path).await;
        principal.submit(&format!("{path}/withdrawal"), &[("body", "Уточняются данные")]).await;
        parent.get(&public).await.must_be(404);
    })
    .await;
}

#[tokio::test]
async fn the_edition_knows_what_it_tells_of() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let edition = made(&school).await;
        let links = ledger::links_to(&mut school.store(), super::artefact(edition.id)).await.unwrap();
        let from: Vec<(&str, i64)> = links.iter().map(|link| (link.from_kind.as_str(), link.from_id)).collect();
        assert!(from.contains(&("problem_zone", 70)) && from.contains(&("administrative_order", 80)), "{from:?}");
        assert!(edition.heading_pages.len() > 15 && edition.heading_pages.is_sorted(), "{:?}", edition.heading_pages);
    })
    .await;
}

#[tokio::test]
async fn changes_since_the_latest_edition_are_shown() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        made(&school).await;
        let mut deputy = school.deputy().await;
        deputy.get("/publish/reports/2024").await.must_say("совпадают").must_not_say("Сформировать редакцию");
        let mut pen = Pen::new(&school.store()).await;
        pen.write("UPDATE condition_value SET number_numerator = 60 WHERE code = 'computers_in_teaching'", args![])
            .await;
        pen.done().await;
        let page = deputy.get("/publish/reports/2024").await;
        page.must_say("Что изменилось с редакции № 1").must_say("0,43").must_say("0,47");
    })
    .await;
}

#[tokio::test]
async fn a_word_file_has_headings_tables_and_pictures() {
    testkit::on_sqlite(crate::schema(), |store| async move {
        let school = school(store).await;
        let edition = made(&school).await;
        let docx = render(&edition, Format::Docx).unwrap();
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
        let pictures = archive.file_names().filter(|name| name.ends_with(".png")).count();
        assert!(pictures >= 10, "{pictures}");
        let mut xml = String::new();
        archive.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
        for words in ["УТВЕРЖДАЮ", "М. П. Орлова", "1.9. Оценка функционирования", "Открытые вопросы", "45,"]
        {
            assert!(xml.contains(words), "{words}");
        }
        assert!(xml.matches("<w:tbl>").count() >= 15);
        assert!(!xml.contains("Секретова"));
    })
    .await;
}

#[tokio::test]
async fn the_page_of_methods_names_measures_and_indicators() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut parent = school.user(Role::Guardian).await;
        let page = parent.get("/publish/method").await;
        page.must_say("Качество знаний").must_say("1324.1.5").must_say("Источник");
    })
    .await;
}

#[tokio::test]
async fn a_year_that_has_not_begun_has_no_report() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        deputy.get("/publish/reports").await.must_say("2024 год").must_not_say("2026 год");
        deputy.get("/publish/reports/2026").await.must_be(404);
        let count: Option<i64> = school.store().number("SELECT COUNT(*) FROM report_edition", args![]).await.unwrap();
        assert_eq!(count, Some(0));
    })
    .await;
}
