use access::{FollowUp, May, Role, Scope};
use store::{Reads, Store, args};
use testkit::{Browser, School};

use super::*;
use crate::testing::{TEACHER, small_school};

const LEAD: i64 = 11;
const EXPERT: i64 = 12;
const OTHER: i64 = 13;

async fn school(store: Store) -> School {
    small_school(&store).await;
    let school = School::composed(store, crate::routes(), |composition| {
        composition.follow_ups = crate::follow_ups();
        composition.follow_ups.push(FollowUp {
            of: KIND,
            label: "Подготовить приказ",
            href: "/decide/orders/new?inspection=",
            may: May::EditOrders,
        });
        composition.artefacts = crate::artefacts();
    })
    .await;
    let mut tx = school.store().begin().await.unwrap();
    tx.script(
        "INSERT INTO staff (id, surname, given_name, patronymic, name_key, position) VALUES
            (11, 'Орлова', 'Анна', 'Викторовна', 'орлова', 'заместитель директора'),
            (12, 'Зимин', 'Пётр', 'Ильич', 'зимин', 'учитель'), (13, 'Лукина', 'Вера', 'Львовна', 'лукина', 'учитель');
         INSERT INTO procedure (id, school_year, place, area, object, name, kind, method, instrument, indicators,
            periodicity, starts_on, due_on, classes, subject_id, responsible_staff_id, responsible, performers, local_act,
            result_form, considered_at, decision_form, version)
         VALUES (40, 2024, 1, 'results', 'Результаты', 'Контроль алгебры', 'inspection', 'анализ', 'журнал',
            'school.pass_rate school.good_mark_rate', 'раз в год', '2025-06-10', '2025-06-20', '8', 2, 11, 'Орлова А. В.',
            'эксперты', 'Положение о ВСОКО', 'справка', 'совещание', 'приказ', 1);",
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    school
}

const INSPECTION: [(&str, &str); 15] = [
    ("title", "Алгебра в 8-х классах"),
    ("kind", "thematic"),
    ("purpose", "Увидеть причины"),
    ("starts_on", "02.06.2025"),
    ("ends_on", "06.06.2025"),
    ("class", "8А"),
    ("class", "8Б"),
    ("subject", "2"),
    ("lead", "11"),
    ("expert_0", "12"),
    ("indicator_0", "school.pass_rate"),
    ("norm_0", "не ниже 95 %"),
    ("task_0", "Посмотреть журнал"),
    ("due_0", "03.06.2025"),
    ("task_1", "Подготовить справку"),
];

const REPORT: [(&str, &str); 7] = [
    ("facts", "Успеваемость 75 %"),
    ("finding_0", "Трудности у одного ученика"),
    ("finding_1", "В 8Б все успевают"),
    ("task_0", "Провести консультации"),
    ("staff_0", "1"),
    ("due_0", "01.10.2025"),
    ("recheck_on", "20.10.2025"),
];

/// Who takes part: the lead, an expert of the group, an expert beside it, the teacher.
async fn expert(school: &School, staff_id: i64) -> Browser {
    school.user_with(&[Role::Expert], Some(staff_id)).await
}

async fn begun(school: &School) -> (String, i64) {
    let mut deputy = school.deputy().await;
    deputy.get("/analyse/inspections/new").await;
    let page = deputy.submit("/analyse/inspections", &INSPECTION).await;
    page.must_say("Проверка начата").must_say("Посмотреть журнал").must_say("8А, 8Б; Алгебра");
    let address = page.path().to_owned();
    let id = address.rsplit('/').next().unwrap().parse().unwrap();
    (address, id)
}

/// The address of the completion of the first open step.
fn completion(page: &testkit::Page) -> String {
    let found = page.forms().into_iter().find(|form| form.action.ends_with("/completion"));
    found.unwrap().action
}

#[tokio::test]
async fn a_report_is_written_signed_and_frozen() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let (address, id) = begun(&school).await;
        let mut lead = expert(&school, LEAD).await;
        let edit = lead.get(&format!("{address}/report/edit")).await;
        // 8А: 3 of 4 marks are passes with «н/а» in the base (5432н → 3 of 5), 8Б: 4 of 4; a year before 7А had 5 of 5.
        assert!(edit.html().contains("Успеваемость, 8А, Алгебра: 60,0\u{a0}% (3 из 5); норма: не ниже 95\u{a0}% — ниже нормы: требует проверки; группа меньше 10, выводы делать рано."));
        assert!(edit.html().contains("Успеваемость, 8Б, Алгебра: 100,0\u{a0}% (4 из 4)"));
        let report = format!("{address}/report");
        lead.submit(&report, &[("finding_0", "Вывод")]).await.must_say("Справка сохранена").must_say("Вывод");
        lead.get(&format!("{report}/edit")).await;
        lead.submit(&report, &REPORT).await.must_say("Провести консультации").must_say("01.10.2025");
        // Steps that are not done are confirmed or ticked.
        let submission = format!("{report}/submission");
        lead.submit(&submission, &[]).await.must_be(422).must_say("Не отмечено выполнение: 2 этапа");
        let page = lead.get(&address).await;
        let page = lead.submit(&completion(&page), &[("note", "журнал заполнен")]).await;
        page.must_say("Этап отмечен").must_say("журнал заполнен");
        lead.submit(&completion(&page), &[("done_on", "06.06.2025")]).await.must_be(422).must_say("ещё не наступил");
        lead.submit(&submission, &[("without_steps", "1")]).await.must_say("на подписи");
        lead.get(&format!("{report}/edit")).await.must_be(409);
        lead.submit(&format!("{report}/signature"), &[]).await.must_be(404);
        let mut deputy = school.deputy().await;
        deputy.get(&report).await;
        deputy
            .submit(&format!("{report}/return"), &[("remark", " ")])
            .await
            .must_be(422)
            .must_say("что нужно дополнить");
        let page = deputy.submit(&format!("{report}/return"), &[("remark", "Добавьте причины")]).await;
        page.must_say("готовится: Добавьте причины");
        lead.get(&report).await;
        lead.submit(&submission, &[("without_steps", "1")]).await;
        deputy.get(&report).await.must_not_say("Подготовить приказ");
        let page = deputy.submit(&format!("{report}/signature"), &[("without_steps", "1")]).await;
        page.must_say("Справка подписана").must_say("60,0\u{a0}%");
        assert_eq!(page.link("Подготовить приказ"), format!("/decide/orders/new?inspection={id}"));
        mend_marks(&school).await;
        let page = deputy.get(&report).await;
        page.must_say("Алгебра: 60,0\u{a0}%").must_not_say("Алгебра: 100,0\u{a0}% (5 из 5)");
        page.must_say("Паспорта показателей").must_say("Откуда данные").must_say("на 05.06.2025");
        page.must_say("60,0\u{a0}%").must_say("сейчас 100,0\u{a0}%: данные изменились после подписания");
        papers_and_words(&school, &address, id).await;
        let history = school.history().await;
        for sentence in [
            "Начата проверка «Алгебра в 8-х классах»",
            "Выполнен этап «Посмотреть журнал» (проверка «Алгебра в 8-х классах»)",
            "Возвращена на доработку справка (Добавьте причины) по итогам проверки «Алгебра в 8-х классах»",
            "Подписана справка по итогам проверки «Алгебра в 8-х классах»",
        ] {
            assert!(history.iter().any(|said| said == sentence), "{sentence}: {history:?}");
        }
    })
    .await;
}

/// The findings of a signed report are links of the chain and wait until somebody decides upon them.
async fn findings_wait(school: &School, address: &str, id: i64) {
    let mut deputy = school.deputy().await;
    let leader = Reader { leads: true, staff_id: 0 };
    let undecided = async || queries::waiting(&mut school.store(), leader, 2024).await.unwrap().undecided;
    let found = findings(&mut school.store(), id).await.unwrap();
    deputy.get(address).await.must_say("Вывод 2 справки «Алгебра в 8-х классах»").must_say("ждёт решения");
    assert_eq!(deputy.get(&format!("/analyse/findings/{}", found[1].id)).await.path(), format!("{address}/report"));
    expert(school, OTHER).await.get(&format!("/analyse/findings/{}", found[1].id)).await.must_be(404);
    assert_eq!((found.len(), undecided().await), (2, 1));
    let mut change = school.change().await;
    for one in &found {
        decided(&mut change, one.id, "Приказ № 17").await.unwrap();
    }
    let said = plan::settings::SettingChanged { name: "Решение".to_owned(), value: String::new() };
    change.commit(&said).await.unwrap();
    assert_eq!(undecided().await, 0);
    deputy.get(address).await.must_say("решение принято").must_not_say("ждёт решения");
}

/// Nobody fails in 8А any more: 5 of 5.
async fn mend_marks(school: &School) {
    let mut tx = school.store().begin().await.unwrap();
    let mend =
        "UPDATE period_mark SET mark = 3, standing = 'marked' WHERE class_group_id = 1 AND COALESCE(mark, 2) = 2";
    tx.execute(mend, args![]).await.unwrap();
    tx.commit().await.unwrap();
    let said = plan::settings::SettingChanged { name: "Проверка".to_owned(), value: String::new() };
    school.change().await.commit(&said).await.unwrap();
}

/// What a signed report hands on: papers, and words for who decides.
async fn papers_and_words(school: &School, address: &str, id: i64) {
    findings_wait(school, address, id).await;
    let mut deputy = school.deputy().await;
    assert!(deputy.get(&format!("{address}/report.docx")).await.bytes().starts_with(b"PK"));
    assert!(deputy.get(&format!("{address}/task.docx")).await.bytes().starts_with(b"PK"));
    let told = signed_report(&mut school.store(), &Scope::whole_school(), id).await.unwrap().unwrap();
    assert_eq!(told.title, "Справка от 05.06.2025 по итогам проверки «Алгебра в 8-х классах»");
    assert_eq!(told.statement, ["Трудности у одного ученика", "В 8Б все успевают"]);
    assert_eq!(told.recommendations[0].staff_id, Some(TEACHER));
    assert_eq!(told.recommendations[0].responsible, "Белова И. О.");
}

#[tokio::test]
async fn a_report_without_conclusions_or_addressees_is_not_handed_in() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let (address, _) = begun(&school).await;
        let leader = Reader { leads: true, staff_id: 0 };
        let waiting = async || queries::waiting(&mut school.store(), leader, 2024).await.unwrap();
        assert_eq!(waiting().await, queries::Waiting::default());
        let mut deputy = school.deputy().await;
        let report = format!("{address}/report");
        let submission = [("without_steps", "1")];
        let to = format!("{report}/submission");
        deputy.get(&report).await;
        deputy.submit(&to, &submission).await.must_be(422).must_say("нет ни одного вывода");
        deputy.get(&format!("{report}/edit")).await;
        deputy.submit(&report, &[("finding_0", "Вывод"), ("task_0", "Обсудить")]).await;
        deputy.submit(&to, &submission).await.must_be(422).must_say("Рекомендация 1: укажите, кому она адресована");
        deputy.get(&format!("{report}/edit")).await;
        deputy.submit(&report, &[("who_0", "ШМО")]).await;
        deputy.submit(&to, &submission).await.must_be(422).must_say("Рекомендация 1: укажите, к какому сроку");
        // What has an addressee and a day but says nothing yet is kept, and asked for.
        deputy.get(&format!("{report}/edit")).await;
        deputy.submit(&report, &[("task_0", ""), ("due_0", "01.10.2025")]).await;
        assert!(deputy.get(&format!("{report}/edit")).await.html().contains("01.10.2025"));
        deputy.get(&report).await;
        deputy.submit(&to, &submission).await.must_be(422).must_say("Рекомендация 1: напишите, что рекомендуется");
        deputy.get(&format!("{report}/edit")).await;
        let whole = [("task_0", "Обсудить критерии"), ("due_0", "01.10.2025"), ("facts", "Факт")];
        deputy.submit(&report, &whole).await;
        deputy.submit(&to, &submission).await.must_say("на подписи");
        assert_eq!(waiting().await, queries::Waiting { to_sign: 1, undecided: 0 });
    })
    .await;
}

#[tokio::test]
async fn only_the_group_and_those_who_must_know_see_a_report() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let (address, id) = begun(&school).await;
        let report = format!("{address}/report");
        let mut other = expert(&school, OTHER).await;
        other.get("/analyse/inspections").await.must_say("Проверок для вас пока нет");
        for path in [address.clone(), report.clone(), format!("{report}/edit"), format!("{address}/task.docx")] {
            other.get(&path).await.must_be(404);
        }
        let mut member = expert(&school, EXPERT).await;
        member.get(&address).await.must_say("План-задание").must_not_say("Изменить");
        member.get(&report).await.must_not_say("Передать на подпись");
        member.submit(&format!("{report}/submission"), &[]).await.must_be(404);
        let mut teacher = school.teacher(TEACHER).await;
        teacher.get(&report).await.must_be(404);
        let mut principal = school.principal().await;
        principal.get(&format!("{report}/edit")).await;
        principal.submit(&report, &REPORT).await;
        principal.submit(&format!("{report}/submission"), &[("without_steps", "1")]).await;
        teacher.get(&report).await.must_be(404);
        principal.submit(&format!("{report}/signature"), &[("without_steps", "1")]).await.must_say("Белова");
        // The teacher is advised something, so the report is hers to know; the other teacher's it is not.
        let told = teacher.get("/analyse/inspections").await;
        told.must_say("Алгебра в 8-х классах").must_say("ознакомьтесь").must_not_say("ждёт решения");
        let page = teacher.get(&address).await;
        assert_eq!(page.path(), report);
        let page = teacher.submit(&format!("{report}/acknowledgement"), &[]).await;
        page.must_say("Вы отметили, что ознакомлены")
            .must_say("Ознакомление отмечено в программе: Белова И. О. — 05.06.2025");
        let mut stranger = school.teacher(OTHER).await;
        stranger.get(&report).await.must_be(404);
        stranger.submit(&format!("{report}/acknowledgement"), &[]).await.must_be(404);
        let scope = |staff_id| Scope { whole: false, staff_id: Some(staff_id), account_id: 1 };
        assert!(signed_report(&mut school.store(), &scope(OTHER), id).await.unwrap().is_none());
        assert!(signed_report(&mut school.store(), &scope(TEACHER), id).await.unwrap().is_some());
        let known = queries::acquaintance(&mut school.store(), id).await.unwrap();
        assert_eq!(known.len(), 1);
        principal.get(&report).await;
        let page = principal.submit(&format!("{report}/acquaintance"), &[("person", "13")]).await;
        page.must_say("Лист ознакомления дополнен").must_say("Лукина");
        principal.submit(&format!("{report}/acquaintance/removal"), &[("person", "13")]).await.must_say("изменён");
        // Who has said that she knows the report stays on the list, and the page says so.
        let kept = [("person", "1")];
        let page = principal.submit(&format!("{report}/acquaintance/removal"), &kept).await;
        page.must_be(422).must_say("уже отметил, что ознакомлен");
    })
    .await;
}

#[tokio::test]
async fn two_who_write_one_report_lose_nothing() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let (address, _) = begun(&school).await;
        let report = format!("{address}/report");
        let (mut first, mut second) = (expert(&school, LEAD).await, expert(&school, EXPERT).await);
        first.get(&format!("{report}/edit")).await;
        second.get(&format!("{report}/edit")).await;
        // What saves itself comes back to the form with the new version.
        let page = first.submit(&report, &[("causes", "Причины первой"), ("autosave", "1")]).await;
        assert!(page.path().ends_with("/report/edit"));
        first.submit(&report, &[("causes", "Причины первой, ещё")]).await.must_say("Справка сохранена");
        let told = second.submit(&report, &[("causes", "Причины второго")]).await;
        told.must_be(422).must_say("Что записано сейчас").must_say("Причины первой, ещё");
        assert!(told.html().contains("Причины второго"));
        second.submit(&report, &[("causes", "Причины обоих")]).await.must_say("Причины обоих");
        let mut deputy = school.deputy().await;
        deputy.get(&format!("{address}/edit")).await;
        deputy.submit(&address, &[("title", "Новая тема")]).await.must_say("Проверка сохранена").must_say("Новая тема");
        let stale = deputy.submit(&address, &[("version", "1"), ("title", "Старая тема")]).await;
        stale.must_be(422).must_say("Новая тема");
    })
    .await;
}

#[tokio::test]
async fn an_inspection_is_begun_from_what_leads_to_it() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        let form = deputy.get("/analyse/inspections/new?procedure=40").await;
        assert!(form.html().contains("Контроль алгебры") && form.html().contains("20.06.2025"));
        let page = deputy
            .submit("/analyse/inspections", &[("kind", "overview"), ("purpose", "Цель"), ("task_0", "Дело")])
            .await;
        page.must_say("8А, 8Б; Алгебра").must_say("Орлова А. В.");
        // A card of the procedure is taken with it; its steps are dated from the beginning.
        deputy.get("/plan/cards/new?procedure=40").await;
        let card = [
            ("kind", "thematic"),
            ("purpose", "Цель карты"),
            ("task_0", "Этап карты"),
            ("performer_0", "эксперт"),
            ("days_0", "3"),
        ];
        let card = deputy.submit("/plan/cards", &card).await;
        let form = deputy.get("/analyse/inspections/new?procedure=40").await;
        assert!(form.html().contains("Этап карты") && form.html().contains("13.06.2025"));
        let page = deputy.submit("/analyse/inspections", &[("lead", "11")]).await;
        page.must_say("Этап карты");
        deputy.get(card.path()).await.must_say("Цепочка");
        let links = "SELECT COUNT(*) FROM artefact_link WHERE kind = 'carried_out_as'";
        assert_eq!(school.store().number(links, args![]).await.unwrap(), Some(3));
        deputy.submit("/analyse/problems/search", &[]).await;
        let zones = "SELECT id FROM problem_zone ORDER BY id LIMIT 1";
        let zone = school.store().number(zones, args![]).await.unwrap().unwrap();
        let form = deputy.get(&format!("/analyse/inspections/new?zone={zone}")).await;
        form.must_say("Проверка изучает проблемные зоны");
        let page = deputy.submit("/analyse/inspections", &[("lead", "11")]).await;
        page.must_say("Проверка начата").must_say("Цепочка");
        deputy.get(&crate::addresses::zone(zone)).await.must_say("изучается");
        let address = page.path().to_owned();
        let edit = deputy.get(&format!("{address}/report/edit")).await;
        let heading: Option<(String,)> =
            school.store().row("SELECT heading FROM problem_zone WHERE id = $1", args![zone]).await.unwrap();
        edit.must_say("программа впишет сама").must_say(&heading.unwrap().0);
        deputy.get(&format!("{address}/removal")).await;
        deputy.submit(&format!("{address}/removal"), &[]).await.must_say("Проверка удалена");
        deputy.get(&address).await.must_be(404);
    })
    .await;
}

#[tokio::test]
async fn what_is_missing_is_said_at_its_field() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        deputy.get("/analyse/inspections/new").await;
        let refused = deputy
            .submit("/analyse/inspections", &[("ends_on", "01.06.2025"), ("comparison", "term_before"), ("title", "")])
            .await;
        refused
            .must_be(422)
            .must_say("Назовите тему")
            .must_say("раньше, чем начнётся")
            .must_say("Выберите руководителя");
        refused.must_say("выберите учебный период").must_say("Добавьте хотя бы один этап");
        expert(&school, LEAD).await.get("/analyse/inspections/new").await.must_be(404);
        school.teacher(TEACHER).await.get("/analyse/inspections/new").await.must_be(404);
    })
    .await;
}

#[tokio::test]
async fn the_chapter_of_an_invented_school_is_told() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        deputy.submit("/analyse/problems/search", &[]).await;
        samples::chapter(school.change().await, 2024).await.unwrap();
        let list = deputy.get("/analyse/inspections").await;
        let table = list.table("Проверки");
        let states: Vec<&str> = table.rows.iter().skip(1).filter_map(|row| row.last()).map(String::as_str).collect();
        assert_eq!(states, ["на подписи", "готовится", "подписана ждёт решения"]);
        deputy.get("/plan/cards").await.must_say("Классно-обобщающий контроль");
    })
    .await;
}

#[tokio::test]
async fn the_sentences_of_a_draft_follow_the_data_and_the_coverage() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let (address, _) = begun(&school).await;
        let mut lead = expert(&school, LEAD).await;
        let report = format!("{address}/report");
        lead.get(&format!("{report}/edit")).await;
        let page = lead.submit(&report, &REPORT).await;
        page.must_say("Успеваемость, 8А, Алгебра: 60,0\u{a0}%").must_say("Успеваемость 75 %");
        mend_marks(&school).await;
        let page = lead.get(&report).await;
        page.must_say("Успеваемость, 8А, Алгебра: 100,0\u{a0}%").must_not_say("Алгебра: 60,0");
        // Another coverage: what was said of the class that is covered no more is gone.
        let mut deputy = school.deputy().await;
        deputy.get(&format!("{address}/edit")).await;
        let only: Vec<(&str, &str)> = INSPECTION.into_iter().filter(|(_, value)| *value != "8А").collect();
        deputy.submit(&address, &only).await.must_say("Проверка сохранена");
        let page = deputy.get(&report).await;
        page.must_say("Успеваемость, 8Б, Алгебра").must_not_say("Успеваемость, 8А");
        // A sentence of an earlier draft among the words of the group is pointed at.
        lead.get(&format!("{report}/edit")).await;
        let old = [("facts", "Успеваемость, 8Б, Алгебра: 50,0 % (2 из 4).")];
        lead.submit(&report, &old).await.must_say("До подписания исправьте").must_say("уберите эту строку");
    })
    .await;
}

#[tokio::test]
async fn a_teacher_who_belongs_to_the_group_does_its_work() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        deputy.get("/analyse/inspections/new").await;
        let with_teacher = INSPECTION.map(|(name, value)| match name {
            "lead" => (name, "12"),
            "expert_0" => (name, "13"),
            _ => (name, value),
        });
        let address = deputy.submit("/analyse/inspections", &with_teacher).await.path().to_owned();
        let report = format!("{address}/report");
        let mut lead = school.teacher(EXPERT).await;
        let page = lead.get(&address).await;
        lead.submit(&completion(&page), &[]).await.must_say("Этап отмечен");
        lead.get(&format!("{report}/edit")).await.must_be(200);
        lead.submit(&report, &REPORT).await.must_say("Справка сохранена").must_say("Передать на подпись");
        let mut member = school.teacher(OTHER).await;
        member.get(&format!("{report}/edit")).await.must_be(200);
        member.get(&report).await.must_not_say("Передать на подпись");
        member.submit(&format!("{report}/submission"), &[("without_steps", "1")]).await.must_be(404);
        school.teacher(TEACHER).await.get(&format!("{report}/edit")).await.must_be(404);
        let today = "2025-06-05".parse().unwrap();
        let open = queries::led_open(&mut school.store(), EXPERT, today).await.unwrap();
        assert_eq!((open.len(), open[0].is_lead, open[0].open_steps, open[0].is_late), (1, true, 1, false));
        lead.submit(&format!("{report}/submission"), &[("without_steps", "1")]).await.must_say("на подписи");
        let leader = Reader { leads: true, staff_id: 0 };
        assert_eq!(queries::waiting(&mut school.store(), leader, 2024).await.unwrap().to_sign, 1);
        lead.submit(&format!("{report}/signature"), &[]).await.must_be(404);
    })
    .await;
}

#[tokio::test]
async fn a_signed_report_is_withdrawn_and_written_anew() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let (address, id) = begun(&school).await;
        let report = format!("{address}/report");
        let mut deputy = school.deputy().await;
        deputy.get(&format!("{report}/edit")).await;
        let early: Vec<(&str, &str)> = REPORT.into_iter().filter(|(name, _)| *name != "due_0").collect();
        let early = [early, vec![("due_0", "01.01.2001")]].concat();
        deputy.submit(&report, &early).await.must_say("До подписания исправьте").must_say("срок раньше даты справки");
        let steps = [("without_steps", "1")];
        deputy.submit(&format!("{report}/submission"), &steps).await.must_say("на подписи");
        let sign = format!("{report}/signature");
        let dated = |day: &'static str| [("without_steps", "1"), ("signed_on", day)];
        deputy.submit(&sign, &dated("01.01.2020")).await.must_be(422).must_say("раньше начала проверки");
        deputy.submit(&sign, &dated("05.06.2025")).await.must_be(422).must_say("срок раньше даты справки");
        deputy.submit(&format!("{report}/return"), &[("remark", "Исправьте срок")]).await;
        deputy.get(&format!("{report}/edit")).await;
        deputy.submit(&report, &[("due_0", "01.10.2025")]).await;
        deputy.submit(&format!("{report}/submission"), &steps).await;
        deputy.submit(&sign, &dated("05.06.2025")).await.must_say("Справка подписана");
        let mine = queries::to_acknowledge(&mut school.store(), TEACHER).await.unwrap();
        assert_eq!(mine.iter().map(|one| one.id).collect::<Vec<_>>(), [id]);
        let annulment = format!("{report}/annulment");
        deputy.submit(&annulment, &[("reason", " ")]).await.must_be(422).must_say("почему справка аннулируется");
        expert(&school, LEAD).await.submit(&annulment, &[("reason", "Ошибка")]).await.must_be(404);
        let page = deputy.submit(&annulment, &[("reason", "Ошибка в классах")]).await;
        page.must_say("АННУЛИРОВАНА 05.06.2025").must_say("Ошибка в классах").must_not_say("Подготовить приказ");
        assert!(signed_report(&mut school.store(), &Scope::whole_school(), id).await.unwrap().is_none());
        assert!(queries::to_acknowledge(&mut school.store(), TEACHER).await.unwrap().is_empty());
        mend_marks(&school).await;
        let page = deputy.submit(&format!("{report}/edition"), &[]).await;
        assert!(page.path().ends_with("/report/edit"));
        deputy.get(&report).await.must_say("Алгебра: 100,0\u{a0}%").must_say("Редакция 1 от 05.06.2025");
        let old = deputy.get(&format!("{report}/editions/1")).await;
        old.must_say("АННУЛИРОВАНА").must_say("Алгебра: 60,0\u{a0}%");
        deputy.get(&format!("{report}/editions/2")).await.must_be(404);
        deputy.get(&format!("{address}/removal")).await.must_be(409);
        deputy.get(&report).await;
        deputy.submit(&format!("{report}/submission"), &steps).await;
        deputy.submit(&sign, &dated("05.06.2025")).await.must_say("Справка подписана");
        let history = school.history().await;
        for sentence in ["Аннулирована справка (Ошибка в классах)", "Начата новая редакция: справка"]
        {
            assert!(history.iter().any(|said| said.starts_with(sentence)), "{sentence}: {history:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_inspection_that_makes_no_sense_is_refused() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        let with = |name: &'static str, value: &'static str| {
            let mut all: Vec<(&str, &str)> = INSPECTION.into_iter().filter(|(known, _)| *known != name).collect();
            all.push((name, value));
            all
        };
        deputy.get("/analyse/inspections/new").await;
        let page = deputy.submit("/analyse/inspections", &with("due_0", "01.01.2020")).await;
        page.must_be(422).must_say("Срок этапа вне проверки");
        let page = deputy.submit("/analyse/inspections", &with("kind", "teacher_focused")).await;
        page.must_be(422).must_say("выберите учителя");
        let page = deputy.submit("/analyse/inspections", &with("teacher", "11")).await;
        page.must_be(422).must_say("не может входить в группу");
        // Who teaches nothing has no figures, and the report says why.
        let page = deputy.submit("/analyse/inspections", &with("teacher", "13")).await;
        let report = format!("{}/report", page.path());
        deputy.get(&report).await.must_say("Показатели не рассчитаны");
        let page = deputy.get(report.trim_end_matches("/report")).await;
        let done = completion(&page);
        let early = deputy.submit(&done, &[("done_on", "01.01.2001")]).await;
        early.must_be(422).must_say("раньше проверки");
    })
    .await;
}
