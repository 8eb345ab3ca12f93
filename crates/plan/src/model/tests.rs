use access::Role;
use testkit::School;

use super::{Severity, check};
use crate::testing::{keep_procedures, procedure};

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
        let wrong = [("kind", "instrument"), ("name", "КИМ"), ("indicators", "нет.такого")];
        deputy.submit("/plan/model/elements", &wrong).await.must_be(422).must_say("Таких показателей нет");
        let right = [
            ("kind", "instrument"),
            ("name", "КИМ"),
            ("indicators", "school.pass_rate"),
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
        deputy.get(&format!("{path}/edit")).await;
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
