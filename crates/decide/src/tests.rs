use access::{FollowUp, May, Role};
use store::{Reads, Store, args};
use testkit::School;

/// A school with one class, one subject and one problem zone (id 70), found in 2024/25.
pub(crate) async fn school(store: Store) -> School {
    let school = School::composed(store, access::routes().and(crate::routes()), |composition| {
        composition.artefacts = [analyse::artefacts(), crate::artefacts()].concat();
        composition.drafts = crate::drafts();
        let href = "/evaluate/effects/new?from=meeting:";
        let may = May::RecordMeetings;
        composition.follow_ups =
            vec![FollowUp { of: crate::meetings::KIND, label: "Оценить результат", href, may }];
        composition.facts = |_| {
            Box::pin(async {
                Ok(access::Facts { school_name: "Школа".to_owned(), years: vec![2024], usual_year: Some(2024) })
            })
        };
    })
    .await;
    let mut tx = school.store().begin().await.unwrap();
    tx.script(
        "INSERT INTO school_year (school_year, starts_on, ends_on) VALUES (2024, '2024-09-01', '2025-05-26');
         INSERT INTO class_group (id, school_year, year_group, letter, name, term_scheme, homeroom_staff_id, is_advanced,
             is_profile, is_distance, is_network)
         VALUES (20, 2024, 8, 'А', '8А', 'quarters', NULL, FALSE, FALSE, FALSE, FALSE);
         INSERT INTO subject (id, name, name_key, short_name, position, is_marked)
         VALUES (30, 'Алгебра', 'алгебра', 'Алг.', 1, TRUE);
         INSERT INTO problem_zone (id, school_year, rule_code, indicator_code, breakdown_key, class_group_id, subject_id, heading,
             found_at, checked_at, gone_at)
         VALUES (70, 2024, 'r', 'school.pass_rate', 'class=8А', 20, 30, 'Успеваемость: 8А, Алгебра',
             '2025-01-10T08:00:00+00:00', '2025-01-10T08:00:00+00:00', NULL);
         INSERT INTO problem_zone_finding (zone_id, ordinal, seen_at, sentence, group_size, evidence_json)
         VALUES (70, 1, '2025-01-10T08:00:00+00:00', 'Требует проверки: 57,1 % (12 из 21).', 21, '[]');
         INSERT INTO problem_zone_state (zone_id, ordinal, state, set_at, set_by)
         VALUES (70, 1, 'new', '2025-01-10T08:00:00+00:00', 'Система');",
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    school
}

const DRAFT: [(&str, &str); 7] = [
    ("zone", "70"),
    ("heading", "Об итогах 1-го полугодия"),
    ("statement", "Установлено: 57,1 %"),
    ("control", "оставляю за собой"),
    ("task_0", "Изучить причины"),
    ("who_0", "Орлова А. В., руководитель ШМО"),
    ("due_0", "01.03.2031"),
];

/// The page of the draft that was just made.
async fn drafted(deputy: &mut testkit::Browser) -> String {
    let page = deputy.submit("/decide/orders", &DRAFT).await;
    page.must_say("Проект приказа").must_say("Успеваемость: 8А, Алгебра");
    page.path().to_owned()
}

#[tokio::test]
async fn a_zone_becomes_a_signed_order_with_action_items() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        let form = deputy.get("/decide/orders/new?zone=70").await;
        form.must_be(200).must_say("Успеваемость: 8А, Алгебра");
        assert!(form.html().contains("Требует проверки: 57,1 % (12 из 21)."));
        let address = drafted(&mut deputy).await;
        let mut principal = school.principal().await;
        principal.get(&address).await;
        let signed =
            principal.submit(&format!("{address}/signature"), &[("number", "17"), ("signed_on", "2025-01-15")]).await;
        signed.must_say("Приказ от 15.01.2025 № 17");
        let opened = "SELECT COUNT(*) FROM action_item WHERE source_title = 'Приказ от 15.01.2025 № 17' AND place = 1
            AND task = 'Изучить причины' AND responsible = 'Орлова А. В., руководитель ШМО'";
        assert_eq!(school.store().number(opened, args![]).await.unwrap(), Some(1));
        let state = school.store().last_state().await;
        assert_eq!(state, "decided");
        assert!(school.history().await.iter().any(|said| said.contains("Подписан приказ № 17")));
    })
    .await;
}

#[tokio::test]
async fn only_the_principal_signs_and_only_whole_orders() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        let address = drafted(&mut deputy).await;
        let signature = [("number", "17"), ("signed_on", "2031-03-02")];
        deputy.get(&address).await.must_not_say("Подписать приказ");
        deputy.submit(&format!("{address}/signature"), &signature).await.must_be(404);
        let mut principal = school.principal().await;
        principal.get(&address).await;
        let refused = principal.submit(&format!("{address}/signature"), &signature).await;
        refused.must_be(422).must_say("срок раньше даты приказа");
    })
    .await;
}

#[tokio::test]
async fn a_signed_order_is_not_edited_but_printed() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut principal = school.principal().await;
        let address = drafted(&mut principal).await;
        principal.get(&address).await;
        principal.submit(&format!("{address}/signature"), &[("number", "18"), ("signed_on", "2025-01-15")]).await;
        principal.get(&format!("{address}/edit")).await.must_be(409).must_say("Подписанный приказ не изменяют");
        let paper = principal.get(&format!("{address}/paper.docx")).await;
        paper.must_be(200);
        assert!(paper.bytes().starts_with(b"PK"));
    })
    .await;
}

#[tokio::test]
async fn a_number_is_given_once_a_calendar_year() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut principal = school.principal().await;
        let (first, second) = (drafted(&mut principal).await, drafted(&mut principal).await);
        principal.get(&first).await;
        principal.submit(&format!("{first}/signature"), &[("number", "17"), ("signed_on", "2025-01-15")]).await;
        principal.get(&second).await;
        let refused =
            principal.submit(&format!("{second}/signature"), &[("number", " 17 "), ("signed_on", "2025-12-30")]).await;
        refused.must_be(422).must_say("Приказ № 17 в 2025 году уже есть");
        principal.get(&second).await;
        let signed =
            principal.submit(&format!("{second}/signature"), &[("number", "17"), ("signed_on", "2026-01-12")]).await;
        signed.must_say("Приказ от 12.01.2026 № 17");
    })
    .await;
}

#[tokio::test]
async fn a_draft_is_thrown_away_and_a_signed_order_is_not() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut principal = school.principal().await;
        let address = drafted(&mut principal).await;
        let removal = format!("{address}/removal");
        principal.get(&removal).await.must_say("Об итогах 1-го полугодия");
        principal.submit(&removal, &[]).await.must_say("Проект приказа удалён");
        principal.get(&address).await.must_be(404);
        let links = "SELECT COUNT(*) FROM artefact_link";
        assert_eq!(school.store().number(links, args![]).await.unwrap(), Some(0));
        let address = drafted(&mut principal).await;
        principal.get(&address).await;
        principal.submit(&format!("{address}/signature"), &[("number", "18"), ("signed_on", "2025-01-15")]).await;
        principal.get(&format!("{address}/removal")).await.must_be(409).must_say("Подписанный приказ не изменяют");
    })
    .await;
}

#[tokio::test]
async fn a_draft_says_how_large_the_group_is() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let form = school.deputy().await.get("/decide/orders/new?zone=70").await;
        let fields = form.forms().into_iter().flat_map(|form| form.fields);
        let texts: Vec<(String, String)> =
            fields.filter(|(name, _)| name == "statement" || name.starts_with("task_")).collect();
        let statement = &texts[0].1;
        assert!(statement.contains("Успеваемость: 8А, Алгебра (n = 21, небольшая выборка). Требует проверки: 57,1 %"));
        assert_eq!(texts[1].1, "Изучить причины (8А, Алгебра), подготовить справку с адресными рекомендациями");
        assert_eq!(texts[2].1, "");
    })
    .await;
}

#[tokio::test]
async fn a_heading_begins_with_o_or_ob() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        deputy.get("/decide/orders/new").await;
        let refused = deputy.submit("/decide/orders", &[("heading", "Итоги полугодия"), ("task_0", "Изучить")]).await;
        refused.must_be(422).must_say("начинается с «О», «Об» или «Обо»");
        deputy.submit("/decide/orders", &[("heading", "О полугодии")]).await.must_say("Проект приказа сохранён");
    })
    .await;
}

#[tokio::test]
async fn two_people_lose_nothing_of_a_draft() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let (mut first, mut second) = (school.deputy().await, school.principal().await);
        let address = drafted(&mut first).await;
        first.get(&format!("{address}/edit")).await;
        second.get(&format!("{address}/edit")).await;
        first.submit(&address, &[("statement", "Установлено: снижение")]).await.must_say("Проект приказа сохранён");
        let beside = second.submit(&address, &[("control", "возложить на заместителя")]).await;
        beside.must_be(422).must_say("Пока вы писали, текст изменили");
        let told = beside.table("Различия");
        assert_eq!(told.rows[1], ["Контроль за исполнением", "оставляю за собой", "возложить на заместителя"]);
        assert_eq!(told.rows[2], ["Констатирующая часть", "Установлено: снижение", "Установлено: 57,1 %"]);
        let merged = second.submit(&address, &[("statement", "Установлено: снижение")]).await;
        merged.must_say("Проект приказа сохранён").must_say("возложить на заместителя").must_say("снижение");
    })
    .await;
}

#[tokio::test]
async fn punishing_words_get_a_hint_and_no_refusal() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut principal = school.principal().await;
        let address = drafted(&mut principal).await;
        principal.get(&address).await.must_not_say("Можно сказать иначе");
        principal.get(&format!("{address}/edit")).await;
        let hinted =
            principal.submit(&address, &[("task_0", "Объявить выговор учителям"), ("method", "economic")]).await;
        hinted.must_be(200).must_say("«Объявить выговор» → провести индивидуальную методическую консультацию");
        hinted.must_say("Метод управления: экономический");
        let signature = [("number", "19"), ("signed_on", "2025-01-15")];
        principal.get(&address).await;
        principal.submit(&format!("{address}/signature"), &signature).await.must_say("Приказ от 15.01.2025 № 19");
    })
    .await;
}

/// What the database says, asked directly.
pub(crate) trait Asked {
    async fn last_state(&self) -> String;
}

impl Asked for Store {
    async fn last_state(&self) -> String {
        let sql = "SELECT state FROM problem_zone_state WHERE zone_id = 70 ORDER BY ordinal DESC LIMIT 1";
        let row: Option<(String,)> = store::Reads::row(&mut self.clone(), sql, args![]).await.unwrap();
        row.unwrap().0
    }
}

#[tokio::test]
async fn an_address_that_is_no_number_is_nowhere() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let page = school.principal().await.get("/decide/orders/abc").await;
        page.must_be(404).must_not_say("Invalid URL");
    })
    .await;
}

#[tokio::test]
async fn a_signed_report_becomes_the_draft_of_an_order() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut tx = school.store().begin().await.unwrap();
        tx.script(
            "INSERT INTO inspection (id, school_year, title, kind, basis, purpose, object, matter, methods, sample, papers,
                 outputs, considered_at, card_id, procedure_id, starts_on, ends_on, classes, subject_id, teacher_staff_id,
                 term, comparison, recheck_days, version, saved_at, saved_by)
             VALUES (90, 2024, 'Объективность оценивания', 'thematic', '', '', '', '', '', '', '', '', '', NULL, NULL,
                 '2025-02-03', '2025-02-14', '8А', NULL, NULL, 'q3', 'year_before', 60, 1, '2025-02-01T08:00:00+00:00', '');
             INSERT INTO inspection_report (inspection_id, studied, facts, comparison, causes, recheck_on, version, saved_at,
                 saved_by) VALUES (90, '', '', '', '', '2025-05-01', 1, '2025-02-14T08:00:00+00:00', '');
             INSERT INTO inspection_finding (id, inspection_id, place, sentence) VALUES (91, 90, 1, 'Критерии не обсуждались.');
             INSERT INTO inspection_recommendation (id, inspection_id, place, task, responsible_staff_id, responsible, due_on)
             VALUES (92, 90, 1, 'Обсудить критерии на ШМО', NULL, 'Орлова А. В., руководитель ШМО', '2025-03-01');
             INSERT INTO inspection_report_state (inspection_id, ordinal, state, remark, set_at, set_by)
             VALUES (90, 1, 'signed', '', '2025-02-14T08:00:00+00:00', '');
             INSERT INTO inspection_report_signature (inspection_id, signed_on, post, signatory, signed_at)
             VALUES (90, '2025-02-14', 'Директор', 'В. П. Соколова', '2025-02-14T08:00:00+00:00');",
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let mut deputy = school.deputy().await;
        let form = deputy.get("/decide/orders/new?inspection=90").await;
        form.must_be(200).must_say("Приказ готовится по справке");
        for filled in ["Об итогах проверки «Объективность оценивания»", "Критерии не обсуждались.", "Обсудить критерии на ШМО", "01.03.2025"] {
            assert!(form.html().contains(filled), "{filled}");
        }
        let order = [("inspection", "90"), ("heading", "Об итогах проверки"), ("task_0", "Обсудить"), ("who_0", "Орлова")];
        deputy.submit("/decide/orders", &order).await.must_say("Проект приказа");
        let links = "SELECT COUNT(*) FROM artefact_link WHERE from_kind = 'inspection' AND from_id = 90";
        assert_eq!(school.store().number(links, args![]).await.unwrap(), Some(1));
        let found = "SELECT to_id FROM artefact_link WHERE from_kind = 'inspection_finding' AND from_id = 91";
        let order = school.store().number(found, args![]).await.unwrap().unwrap();
        let decisions = "SELECT COUNT(*) FROM finding_decision WHERE finding_id = 91 AND decided_by LIKE '% № 3'";
        assert_eq!(school.store().number(decisions, args![]).await.unwrap(), Some(0));
        let mut principal = school.principal().await;
        principal.get(&format!("/decide/orders/{order}/edit")).await;
        principal.submit(&format!("/decide/orders/{order}"), &[("due_0", "01.03.2026")]).await;
        let signing = format!("/decide/orders/{order}/signature");
        principal.submit(&signing, &[("number", "3"), ("signed_on", "05.06.2025")]).await.must_say("Приказ подписан");
        assert_eq!(school.store().number(decisions, args![]).await.unwrap(), Some(1));
        deputy.get("/decide/orders/new?inspection=91").await.must_be(404);
    })
    .await;
}

/// Signs a draft after reading it.
async fn sign(principal: &mut testkit::Browser, address: &str, number: &str) {
    principal.get(address).await.must_say("ПРОЕКТ");
    let sent = [("number", number), ("signed_on", "2025-01-15")];
    principal.submit(&format!("{address}/signature"), &sent).await.must_say("Приказ подписан").must_not_say("ПРОЕКТ");
}

#[tokio::test]
async fn a_draft_is_nobodys_business_but_of_those_who_prepare_it() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        let (address, other) = (drafted(&mut deputy).await, drafted(&mut deputy).await);
        let paper = format!("{address}/paper.docx");
        let others = [Role::Teacher, Role::Expert, Role::CouncilMember, Role::AssociationHead, Role::Psychologist];
        for role in others {
            let mut reader = school.user(role).await;
            reader.get("/decide/orders").await.must_be(200).must_not_say("Об итогах 1-го полугодия");
            reader.get(&address).await.must_be(404);
            reader.get(&paper).await.must_be(404);
        }
        sign(&mut school.principal().await, &address, "17").await;
        deputy.get(&address).await.must_say("Проект приказа");
        for role in others {
            let mut reader = school.user(role).await;
            let is_open = role != Role::Psychologist;
            let list = reader.get("/decide/orders").await;
            assert_eq!(list.html().contains("Об итогах 1-го полугодия"), is_open, "{role:?}");
            // The other draft about the same zone stands in the chain of those only who may see drafts.
            let page = reader.get(&address).await;
            page.must_be(if is_open { 200 } else { 404 }).must_not_say("Проект приказа");
            reader.get(&other).await.must_be(404);
        }
    })
    .await;
}

#[tokio::test]
async fn whoever_an_order_names_reads_it_and_gets_the_task() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut tx = school.store().begin().await.unwrap();
        tx.script(
            "INSERT INTO staff (id, surname, given_name, patronymic, name_key, position, staff_kind)
             VALUES (3, 'Котова', 'Ирина', 'Львовна', 'котова ирина львовна', 'Педагог-психолог', 'pedagogical'),
                 (4, 'Орлова', 'Анна', 'Васильевна', 'орлова анна васильевна', 'Методист', 'pedagogical'),
                 (5, 'Орлова', 'Алла', 'Вадимовна', 'орлова алла вадимовна', 'Учитель', 'pedagogical');",
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let mut deputy = school.deputy().await;
        deputy.get("/decide/orders/new").await;
        let mut draft = DRAFT;
        draft[5].1 = "Орлова А.В.";
        let asked = deputy.submit("/decide/orders", &draft).await;
        asked.must_be(422).must_say("Орлова А. В., учитель (Орлова Алла Вадимовна) или Орлова А. В., методист");
        let page = deputy.submit("/decide/orders", &[("who_0", "Котова И.Л.")]).await;
        page.must_say("Котова И. Л., педагог-психолог");
        let address = page.path().to_owned();
        let mut psychologist = school.user_with(&[Role::Psychologist], Some(3)).await;
        psychologist.get(&address).await.must_be(404);
        sign(&mut school.principal().await, &address, "17").await;
        psychologist.get("/decide/orders").await.must_say("Об итогах 1-го полугодия");
        psychologist.get(&address).await.must_be(200);
        psychologist.get(&format!("{address}/paper.docx")).await.must_be(200);
        let opened = "SELECT COUNT(*) FROM action_item WHERE responsible_staff_id = 3";
        assert_eq!(school.store().number(opened, args![]).await.unwrap(), Some(1));
    })
    .await;
}

#[tokio::test]
async fn nobody_signs_what_they_have_not_read() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let (mut deputy, mut principal) = (school.deputy().await, school.principal().await);
        let address = drafted(&mut deputy).await;
        principal.get(&address).await;
        deputy.get(&format!("{address}/edit")).await;
        deputy.submit(&address, &[("task_0", "Уволить всех"), ("due_0", "01.04.2031")]).await;
        let sent = [("number", "17"), ("signed_on", "2025-01-15")];
        let refused = principal.submit(&format!("{address}/signature"), &sent).await;
        refused.must_be(422).must_say("Пока вы читали, текст изменили").must_say("Подписать приказ");
        let told = refused.table("Что изменилось");
        assert_eq!(told.rows[1][0], "Пункт 1");
        assert!(told.rows[1][1].contains("Изучить причины") && told.rows[1][2].contains("Уволить всех"), "{told:?}");
        principal.submit(&format!("{address}/signature"), &sent).await.must_say("Приказ подписан");
        let blind = drafted(&mut deputy).await;
        principal.get("/decide/orders").await;
        let sent = [("number", "18"), ("signed_on", "2025-01-15")];
        principal.submit(&format!("{blind}/signature"), &sent).await.must_be(422);
    })
    .await;
}

#[tokio::test]
async fn a_draft_grows_and_saves_itself() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        deputy.get("/decide/orders/new?zone=70").await.must_say("Пункт 3").must_not_say("Пункт 4");
        let longer = deputy.submit("/decide/orders", &[("more", "1"), ("heading", "О мерах")]).await;
        longer.must_be(200).must_say("Пункт 4").must_say("Успеваемость: 8А, Алгебра");
        assert!(longer.html().contains("О мерах"));
        let page = deputy.submit("/decide/orders", &[("task_3", "Последний пункт")]).await;
        let address = page.path().to_owned();
        let form = deputy.get(&format!("{address}/edit")).await;
        assert!(form.html().contains("data-autosave"));
        let saved = deputy.submit(&address, &[("statement", "Само"), ("autosave", "1")]).await;
        assert!(saved.html().contains("data-autosave") && saved.html().contains("Само"));
        saved.must_not_say("Проект приказа сохранён");
        // The form goes on from the version that saved itself; a button for one more row does not hide a rival.
        let mut rival = school.principal().await;
        rival.get(&format!("{address}/edit")).await;
        deputy.submit(&address, &[("control", "за собой")]).await.must_say("Проект приказа сохранён");
        rival.submit(&address, &[("more", "1")]).await.must_be(200);
        rival.submit(&address, &[("statement", "Иначе")]).await.must_be(422).must_say("Пока вы писали");
    })
    .await;
}
