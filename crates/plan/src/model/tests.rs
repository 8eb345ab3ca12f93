use access::Role;
use testkit::School;

use super::{Severity, check};
use crate::calendar::{Procedure, ProcedureKind};
use crate::testing::{keep_procedures, keep_subject, procedure};

async fn school(store: store::Store) -> School {
    School::composed(store, access::routes().and(crate::routes()), |composition| {
        composition.artefacts = crate::artefacts();
    })
    .await
}

#[tokio::test]
async fn the_typical_model_is_drawn_and_checked() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        deputy.get("/plan/model").await.must_say("Модель ещё не описана");
        let filled = deputy.submit("/plan/model/typical", &[]).await;
        filled.must_say("Листы успешности классов").must_say("Модель ВСОКО");
        assert!(filled.html().contains("<svg") && filled.html().contains("chart-wide"));
        deputy.submit("/plan/model/typical", &[]).await.must_say("уже внесено");
        keep_procedures(&school.store(), &[procedure(7, "Входная диагностика")]).await;
        let findings = check(&mut school.store(), 2024, school.today()).await.unwrap();
        let told: Vec<&str> = findings.iter().map(|one| one.rule.as_str()).collect();
        assert!(told.contains(&"procedure.owner") && told.contains(&"model.direction"), "{told:?}");
        assert!(!told.contains(&"model.links") && !told.contains(&"model.component"), "{told:?}");
        assert!(findings.windows(2).all(|pair| pair[0].severity <= pair[1].severity));
        assert_eq!(findings[0].severity, Severity::Error);
        let page = deputy.get("/plan/model/check?show=error").await;
        page.must_say("Процедура без ответственного").must_say("Входная диагностика").must_not_say("предупреждение");
    })
    .await;
}

#[tokio::test]
async fn a_finding_is_accepted_with_a_reason_and_taken_back() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        keep_procedures(&school.store(), &[procedure(7, "Входная диагностика")]).await;
        let form = deputy.get("/plan/model/check/acceptance?rule=procedure.owner&place=procedure:7").await;
        form.must_be(200).must_say("Не указан ответственный");
        let path = "/plan/model/check/acceptance";
        deputy.submit(path, &[("reason", "")]).await.must_be(422).must_say("почему это можно оставить так");
        deputy.submit(path, &[("reason", "назовём в августе")]).await.must_say("принято с пояснением");
        deputy.get("/plan/model/check").await.must_not_say("Процедура без ответственного");
        let accepted = deputy.get("/plan/model/check?show=accepted").await;
        accepted.must_say("Процедура без ответственного").must_say("назовём в августе");
        let place = [("rule", "procedure.owner"), ("place", "procedure:7")];
        deputy.submit("/plan/model/check/recall", &place).await.must_say("снова открыто");
        deputy.get("/plan/model/check").await.must_say("Процедура без ответственного");
        deputy.get("/plan/model/check/acceptance?rule=procedure.owner&place=procedure:8").await.must_be(404);
        let history = school.history().await;
        assert!(history.iter().any(|said| said.contains("Не указан ответственный.»: назовём в августе")));
    })
    .await;
}

#[tokio::test]
async fn an_element_is_made_linked_and_removed() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        keep_procedures(&school.store(), &[procedure(7, "Входная диагностика")]).await;
        deputy.get("/plan/model/elements/new?kind=object").await;
        let object = [("kind", "object"), ("part", "results"), ("name", "Предметные результаты")];
        let object = deputy.submit("/plan/model/elements", &object).await;
        let object_id = object.path().rsplit('/').next().unwrap().to_owned();
        deputy.get("/plan/model/elements/new").await;
        let wrong = [("kind", "instrument"), ("name", "КИМ"), ("indicator", "нет.такого")];
        deputy.submit("/plan/model/elements", &wrong).await.must_be(422).must_say("Такого показателя больше нет");
        let right = [
            ("kind", "instrument"),
            ("name", "КИМ"),
            ("indicator", "school.pass_rate"),
            ("element", object_id.as_str()),
            ("procedure", "7"),
        ];
        let made = deputy.submit("/plan/model/elements", &right).await;
        made.must_say("Предметные результаты").must_say("Входная диагностика").must_say("Показатели:");
        let path = made.path().to_owned();
        let mut other = school.principal().await;
        other.get(&format!("{path}/edit")).await;
        deputy.get(&format!("{path}/edit")).await;
        deputy.submit(&path, &[("note", "банк заданий")]).await.must_say("банк заданий");
        other.submit(&path, &[("note", "задания учителя")]).await.must_be(422).must_say("банк заданий");
        let form = deputy.get(&format!("{path}/edit")).await;
        form.must_say("Процедуры циклограммы (1) — выбрано 1").must_not_say("school.pass_rate");
        let asked = deputy.get(&format!("{path}/removal")).await;
        asked.must_say("Пропадут связи (3)").must_say("Ни с чем не останутся связаны Предметные результаты");
        deputy.get(&path).await.must_say("банк заданий");
        deputy.get(&format!("{path}/removal")).await;
        deputy.submit(&format!("{path}/removal"), &[]).await.must_say("Компонент удалён").must_not_say("КИМ");
        deputy.get(&path).await.must_be(404);
    })
    .await;
}

#[tokio::test]
async fn teachers_read_the_model_and_pupils_do_not() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut teacher = school.user(Role::Teacher).await;
        teacher.get("/plan/model").await.must_be(200).must_not_say("Внести типовую модель");
        teacher.get("/plan/model/check").await.must_be(200);
        teacher.submit("/plan/model/typical", &[]).await.must_be(404);
        school.user(Role::Student).await.get("/plan/model").await.must_be(404);
    })
    .await;
}

/// A control work in algebra on one day.
fn work(id: i64, name: &str, day: &str) -> Procedure {
    let day = day.parse().ok();
    Procedure {
        kind: ProcedureKind::ControlWork,
        classes: "5-е классы".to_owned(),
        subject_id: Some(30),
        starts_on: day,
        due_on: day,
        ..procedure(id, name)
    }
}

async fn told(school: &School, rule: &str) -> Vec<String> {
    let findings = check(&mut school.store(), 2024, school.today()).await.unwrap();
    findings.into_iter().filter(|one| one.rule == rule).map(|one| one.message).collect()
}

#[tokio::test]
async fn lessons_and_hours_are_entered_and_checked() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        deputy.get("/plan/model/lessons").await.must_say("Контрольных работ в циклограмме нет");
        keep_subject(&school.store(), 30, "Алгебра").await;
        keep_procedures(&school.store(), &[work(7, "Степени", "2024-10-15")]).await;
        assert_eq!(told(&school, "works.hours_unknown").await, ["Не введены часы: Алгебра, 5-е классы."]);
        assert_eq!(told(&school, "works.lesson_unknown").await.len(), 1);
        let page = deputy.get("/plan/model/check").await;
        assert_eq!(page.link("Уроки и часы контрольных работ"), "/plan/model/lessons");
        let path = "/plan/model/lessons";
        deputy.get(path).await.must_say("Алгебра, 5-е классы").must_say("Степени");
        deputy.submit(path, &[("lesson-7", "8"), ("all-7", "6")]).await.must_be(422).must_say("Номер урока больше");
        let mut other = school.principal().await;
        other.get(path).await;
        let right = [("lesson-7", "6"), ("all-7", "6"), ("takes-7", "11"), ("hours-30-5", "105")];
        deputy.submit(path, &right).await.must_say("Сохранено");
        assert_eq!(told(&school, "works.lesson").await.len(), 1);
        let hours = told(&school, "works.hours").await;
        assert_eq!(hours, ["На работы уходит 11 уроков из 105 ч в год — 10,5\u{a0}%, а можно не больше 10 %."]);
        assert_eq!(
            told(&school, "works.hours_unknown").await.len() + told(&school, "works.lesson_unknown").await.len(),
            0
        );
        // Who has the old page open changes one field of it and leaves the others as they are by now.
        other.submit(path, &[("hours-30-5", "136")]).await.must_be(422).must_say("здесь записали другое: 105");
        other.submit(path, &[("hours-30-5", "136")]).await.must_say("Сохранено");
        assert_eq!((told(&school, "works.hours").await.len(), told(&school, "works.lesson").await.len()), (0, 1));
        let mut teacher = school.user(Role::Teacher).await;
        teacher.get(path).await.must_be(200).must_say("136");
        teacher.submit(path, &[("hours-30-5", "1")]).await.must_be(404);
        assert!(school.history().await.iter().any(|said| said.contains("Изменены уроки и часы контрольных работ")));
    })
    .await;
}

#[tokio::test]
async fn days_of_the_national_tests_are_entered() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        keep_subject(&school.store(), 30, "Алгебра").await;
        keep_procedures(&school.store(), &[work(7, "Степени", "2025-03-12")]).await;
        let path = "/plan/model/vpr";
        deputy.get(path).await.must_say("график, который пришёл с программой").must_say("11.04.2025–16.05.2025");
        let wrong = [("from", "10.03.2027"), ("until", "01.03.2025"), ("classes", "5А"), ("source", "")];
        deputy.submit(path, &wrong).await.must_be(422).must_say("вне 2024/2025").must_say("Укажите параллели");
        let right = [("from", "10.03.2025"), ("until", "20.03.2025"), ("classes", "4–8, 10"), ("source", "приказ № 1")];
        deputy
            .submit(path, &right)
            .await
            .must_say("4, 5, 6, 7, 8, 10")
            .must_say("приказ № 1")
            .must_not_say("16.05.2025");
        assert_eq!(told(&school, "works.vpr_window").await, ["Дни ВПР 10.03.2025–20.03.2025: 5-е классы."]);
        let form = deputy.get(path).await.forms().into_iter().find(|form| form.action.ends_with("/removal")).unwrap();
        deputy.submit(&form.action, &[]).await.must_say("Дни ВПР убраны");
        assert_eq!(told(&school, "works.vpr_window").await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn an_accepted_finding_stays_accepted_when_another_is_gone() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        let collects = |id, name: &str| Procedure {
            due_on: "2024-10-15".parse().ok(),
            indicators: vec!["school.pass_rate".to_owned()],
            ..procedure(id, name)
        };
        let rows = [collects(1, "Первая"), collects(2, "Вторая"), collects(3, "Третья")];
        keep_procedures(&school.store(), &rows).await;
        let place = "/plan/model/check/acceptance?rule=data.twice&place=procedure:3:2:school.pass_rate";
        deputy.get(place).await.must_be(200).must_say("измеряет и процедура «Вторая»");
        deputy.submit("/plan/model/check/acceptance", &[("reason", "разные классы")]).await.must_say("принято");
        let mut tx = school.store().begin().await.unwrap();
        tx.execute("DELETE FROM procedure WHERE id = 1", store::args![]).await.unwrap();
        tx.commit().await.unwrap();
        let accepted = deputy.get("/plan/model/check?show=accepted").await;
        accepted.must_say("измеряет и процедура «Вторая»").must_say("разные классы");
        assert_eq!(told(&school, "data.twice").await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_model_and_its_findings_are_printed() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        deputy.get("/plan/model").await;
        deputy.submit("/plan/model/typical", &[]).await;
        for path in ["/plan/model/paper.docx", "/plan/model/check/paper.docx"] {
            let paper = deputy.get(path).await;
            assert!(paper.must_be(200).bytes().starts_with(b"PK"), "{path}");
        }
    })
    .await;
}
