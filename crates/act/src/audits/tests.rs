use access::Role;

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
        let page = deputy.submit("/act/audits", &AUDIT).await;
        page.must_say("Лебедев А. В., учитель (ведущий)").must_say("Вопросов пока нет");
        let address = page.path().to_owned();
        let lines = [("lines", "Работы проверены в срок | Положение, п. 3.4 | Все ли оценены?\nЕсть график")];
        let page = deputy.submit(&format!("{address}/lines"), &lines).await;
        let conclusion = [("words", "В целом соответствует")];
        deputy
            .submit(&format!("{address}/conclusion"), &conclusion)
            .await
            .must_be(422)
            .must_say("без результата 2 строки");
        let (first, second) = (page.link("Работы проверены в срок"), page.link("Есть график"));
        deputy.get(&first).await.must_say("Строка чек-листа");
        deputy.submit(&first, &[("result", "minor")]).await.must_be(422).must_say("Напишите, в чём несоответствие");
        let minor = [("result", "minor"), ("evidence", "Журнал 8А"), ("note", "Две работы позже срока")];
        deputy.submit(&first, &minor).await.must_say("Открыть несоответствие");
        deputy.get(&second).await;
        deputy
            .submit(&second, &[("result", "conform"), ("evidence", "График на стенде")])
            .await
            .must_say("Строка сохранена");
        deputy
            .submit(&format!("{address}/conclusion"), &conclusion)
            .await
            .must_be(422)
            .must_say("несоответствие не открыто");
        let opened = deputy.submit(&format!("{first}/nonconformity"), &[]).await;
        opened.must_say("Две работы позже срока").must_say("Положение, п. 3.4").must_say("Цепочка");
        deputy.submit(&first, &minor).await.must_be(409).must_say("открыто несоответствие");
        deputy.submit(&format!("{address}/conclusion"), &conclusion).await.must_say("Аудит завершён");
        deputy.get(&format!("{address}/edit")).await.must_be(409);
        deputy.get("/act/audits").await.must_say("завершён").must_say("2 из 2");
        for paper in ["checklist", "protocol", "plan", "report"] {
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
async fn who_answers_for_the_object_fills_nothing_in() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        let address = deputy.submit("/act/audits", &AUDIT).await.path().to_owned();
        deputy.submit(&format!("{address}/usual-lines"), &[]).await.must_say("273-ФЗ, ст. 28, ч. 3, п. 13");
        let mut owner = school.user_with(&[Role::Expert], Some(ORLOVA)).await;
        owner.get(&address).await.must_not_say("Завершить аудит");
        owner.submit(&format!("{address}/usual-lines"), &[]).await.must_be(409).must_say("заполняет другой аудитор");
        let mut auditor = school.user_with(&[Role::Expert], Some(LEBEDEV)).await;
        auditor.get(&address).await.must_say("Завершить аудит");
        school.teacher(ORLOVA).await.get(&address).await.must_be(404);
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
        let line = deputy.submit(&format!("{address}/lines"), &[("lines", "Есть график")]).await.link("Есть график");
        let mut other = school.user_with(&[Role::Expert], Some(LEBEDEV)).await;
        other.get(&line).await;
        deputy.get(&line).await;
        deputy.submit(&line, &[("result", "conform"), ("evidence", "График на стенде")]).await;
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
