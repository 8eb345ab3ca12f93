use access::Role;
use store::args;

use crate::tests::{LEBEDEV, ORLOVA, school};

const AUDIT: [(&str, &str); 6] = [
    ("object", "ШМО учителей математики"),
    ("owner", "11"),
    ("criteria", "Положение о ВСОКО"),
    ("starts_on", "09.06.2025"),
    ("ends_on", "11.06.2025"),
    ("lead", "12"),
];

#[tokio::test]
async fn an_audit_finds_what_becomes_a_nonconformity() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        let own = AUDIT.map(|(name, value)| if name == "lead" { (name, "11") } else { (name, value) });
        deputy.submit("/act/audits", &own).await.must_be(422).must_say("не может проверять собственную работу");
        let early = AUDIT.map(|(name, value)| if name == "starts_on" { (name, "01.01.1999") } else { (name, value) });
        deputy.submit("/act/audits", &early).await.must_be(422).must_say("с 01.09.2024 по 31.08.2025");
        let page = deputy.submit("/act/audits", &AUDIT).await;
        page.must_say("Лебедев А. В., учитель (ведущий)").must_say("Вопросов пока нет").must_not_say("Завершить аудит");
        let address = page.path().to_owned();
        let lines = [("lines", "Работы проверены в срок | Положение, п. 3.4 | Все ли оценены?\nЕсть график")];
        deputy.submit(&format!("{address}/lines"), &lines).await.must_be(409).must_say("дело аудиторов");
        let mut auditor = school.user_with(&[Role::Psychologist], Some(LEBEDEV)).await;
        let page = auditor.submit(&format!("{address}/lines"), &lines).await;
        let conclusion = [("words", "В целом соответствует")];
        auditor
            .submit(&format!("{address}/conclusion"), &conclusion)
            .await
            .must_be(422)
            .must_say("начинается 09.06.2025");
        school.clock().pass_days(4);
        let mut auditor = school.user_with(&[Role::Psychologist], Some(LEBEDEV)).await;
        auditor
            .submit(&format!("{address}/conclusion"), &conclusion)
            .await
            .must_be(422)
            .must_say("без результата 2 строки");
        let (first, second) = (page.link("Работы проверены в срок"), page.link("Есть график"));
        auditor.get(&first).await.must_say("Строка чек-листа");
        auditor.submit(&first, &[("result", "minor")]).await.must_be(422).must_say("Напишите, в чём несоответствие");
        let minor = [("result", "minor"), ("evidence", "Журнал 8А"), ("note", "Две работы позже срока")];
        auditor.submit(&first, &minor).await.must_say("Открыть несоответствие");
        auditor.get(&second).await;
        auditor
            .submit(&second, &[("result", "conform"), ("evidence", "График на стенде")])
            .await
            .must_say("Строка сохранена");
        auditor
            .submit(&format!("{address}/conclusion"), &conclusion)
            .await
            .must_be(422)
            .must_say("несоответствие не открыто");
        let opened = auditor.submit(&format!("{first}/nonconformity"), &[]).await;
        opened.must_say("Две работы позже срока").must_say("Положение, п. 3.4").must_say("Цепочка");
        auditor.submit(&first, &minor).await.must_be(409).must_say("открыто несоответствие");
        auditor.submit(&format!("{address}/conclusion"), &conclusion).await.must_say("Аудит завершён");
        let mut deputy = school.deputy().await;
        deputy.get(&format!("{address}/edit")).await.must_be(409);
        deputy.get("/act/audits").await.must_say("завершён").must_say("2 из 2");
        for paper in ["audit-plan", "checklist", "protocol", "plan", "report"] {
            let answer = deputy.get(&format!("{address}/{paper}.docx")).await;
            assert!(answer.bytes().starts_with(b"PK"), "{paper}");
        }
        assert!(deputy.get("/act/audits/programme.docx").await.bytes().starts_with(b"PK"));
        assert!(
            school.history().await.iter().any(|said| said == "Завершён внутренний аудит «ШМО учителей математики»")
        );
    })
    .await;
}

#[tokio::test]
async fn nobody_becomes_an_auditor_of_their_own_work() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        let address = deputy.submit("/act/audits", &AUDIT).await.path().to_owned();
        let mut owner = school.user_with(&[Role::DeputyTeaching], Some(ORLOVA)).await;
        owner.get(&format!("{address}/edit")).await;
        let given_away = [("owner", "12"), ("lead", "11")];
        owner.submit(&address, &given_away).await.must_be(422).must_say("может другой человек");
        owner.get(&format!("{address}/edit")).await;
        owner.submit(&address, &[("criteria", "Устав")]).await.must_say("Устав");
        owner.get(&format!("{address}/removal")).await.must_be(409);
        owner.submit(&format!("{address}/removal"), &[]).await.must_be(409);
        // An account that is nobody of the staff list is known by its name.
        let sql =
            "INSERT INTO account (id, login, login_key, password_hash, display_name, staff_id, blocked_at, created_at)
             VALUES (900, 'o', 'o', '', 'Орлова Анна Викторовна', NULL, NULL, $1)";
        let mut tx = school.store().begin().await.unwrap();
        tx.execute(sql, args![school.now()]).await.unwrap();
        tx.execute("INSERT INTO account_role (account_id, role) VALUES (900, 'principal')", args![]).await.unwrap();
        tx.commit().await.unwrap();
        let mut nameless = school.signed_in(900).await;
        let refused = nameless.submit(&format!("{address}/usual-lines"), &[]).await;
        refused.must_be(409).must_say("заполняет другой аудитор");
    })
    .await;
}

#[tokio::test]
async fn who_answers_agrees_and_a_conclusion_is_taken_back_with_a_reason() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let address = school.deputy().await.submit("/act/audits", &AUDIT).await.path().to_owned();
        school.clock().pass_days(5);
        let mut auditor = school.teacher(LEBEDEV).await;
        let line = auditor.submit(&format!("{address}/lines"), &[("lines", "Есть график")]).await.link("Есть график");
        auditor.get(&line).await;
        auditor.submit(&line, &[("result", "conform"), ("evidence", "График на стенде")]).await;
        auditor.submit(&format!("{address}/conclusion"), &[("words", "Соответствует")]).await;
        auditor.submit(&format!("{address}/agreement"), &[("is_agreed", "yes")]).await.must_be(409);
        let mut owner = school.teacher(ORLOVA).await;
        owner.get(&address).await.must_say("Согласны ли вы с выводами").must_not_say("Возобновить аудит");
        let agreement = format!("{address}/agreement");
        owner.submit(&agreement, &[("is_agreed", "no")]).await.must_be(422).must_say("с чем вы не согласны");
        let objection = [("is_agreed", "no"), ("agreement_words", "Не смотрели журнал 8Б")];
        owner.submit(&agreement, &objection).await.must_say("возражения").must_say("Не смотрели журнал 8Б");
        let reopening = format!("{address}/reopening");
        owner.submit(&reopening, &[("reason", "Не согласна")]).await.must_be(409);
        auditor.submit(&reopening, &[("reason", "")]).await.must_be(422);
        let reopened = auditor.submit(&reopening, &[("reason", "Не проверен журнал 8Б")]).await;
        reopened.must_say("Не проверен журнал 8Б").must_say("Прежний вывод").must_say("Завершить аудит");
        auditor.get(&line).await;
        auditor.submit(&line, &[("result", "conform"), ("evidence", "График и журнал 8Б")]).await.must_be(200);
        let again = auditor.submit(&format!("{address}/conclusion"), &[("words", "Всё в порядке")]).await;
        again.must_say("Всё в порядке").must_say("ещё не записано");
        let history = school.history().await;
        assert!(history.iter().any(|said| said.contains("Возобновлён внутренний аудит")), "{history:#?}");
    })
    .await;
}

#[tokio::test]
async fn who_answers_for_the_object_fills_nothing_in() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        let address = deputy.submit("/act/audits", &AUDIT).await.path().to_owned();
        let mut auditor = school.user_with(&[Role::AssociationHead], Some(LEBEDEV)).await;
        let filled = auditor.submit(&format!("{address}/usual-lines"), &[]).await;
        filled.must_say("273-ФЗ, ст. 28, ч. 3, п. 13").must_say("Завершить аудит").must_not_say("Добавить типовые");
        let mut owner = school.user_with(&[Role::Expert], Some(ORLOVA)).await;
        owner.get(&address).await.must_not_say("Завершить аудит");
        owner.submit(&format!("{address}/usual-lines"), &[]).await.must_be(409).must_say("заполняет другой аудитор");
        owner.get("/act/audits").await.must_say("ШМО учителей математики");
        for stranger in [school.teacher(99).await, school.user(Role::Expert).await] {
            let mut stranger = stranger;
            stranger.get(&address).await.must_be(404);
            stranger.get(&format!("{address}/protocol.docx")).await.must_be(404);
            stranger.submit(&format!("{address}/usual-lines"), &[]).await.must_be(404);
            stranger.get("/act/audits").await.must_be(200).must_not_say("ШМО учителей математики");
        }
        auditor.submit(&format!("{address}/removal"), &[]).await.must_be(404);
        deputy.get(&format!("{address}/removal")).await.must_say("будут удалены");
        deputy.submit(&format!("{address}/removal"), &[]).await.must_say("Аудит убран из программы");
        deputy.get(&address).await.must_be(404);
    })
    .await;
}

#[tokio::test]
async fn two_who_write_at_once_lose_nothing() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        let address = deputy.submit("/act/audits", &AUDIT).await.path().to_owned();
        let mut other = school.user_with(&[Role::DeputyMethodical], Some(LEBEDEV)).await;
        let line = other.submit(&format!("{address}/lines"), &[("lines", "Есть график")]).await.link("Есть график");
        let mut auditor = school.teacher(LEBEDEV).await;
        other.get(&line).await;
        auditor.get(&line).await;
        auditor.submit(&line, &[("result", "conform"), ("evidence", "График на стенде")]).await;
        let told = other.submit(&line, &[("result", "minor"), ("evidence", "Графика нет"), ("note", "Нет")]).await;
        told.must_be(409).must_say("График на стенде");
        assert!(told.html().contains("Графика нет"));
        deputy.get(&format!("{address}/edit")).await;
        other.get(&format!("{address}/edit")).await;
        deputy.submit(&address, &[("criteria", "Устав")]).await.must_say("Устав");
        other.submit(&address, &[("criteria", "Порядок")]).await.must_be(422).must_say("критерии: Устав");
        other.submit(&address, &[("criteria", "Порядок и устав")]).await.must_say("Порядок и устав");
    })
    .await;
}
