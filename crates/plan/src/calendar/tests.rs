use std::sync::LazyLock;

use access::Role;
use formula::Catalogue;
use ledger::{Artefact, Happening};
use roster::staff::queries::{StaffMember, save_staff_member};
use store::Store;
use testkit::{Browser, School};

use super::queries::{procedures, versions};
use super::{Procedure, artefact};

/// Packs without populations: what formulas mean is somebody else's matter here.
pub(super) fn catalogue() -> &'static Catalogue {
    static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
        let text = "[pack]\ncode = \"t\"\nname = \"Набор\"\nversion = \"1\"\n\n[[indicator]]\ncode = \"school.pass_rate\"\n\
            name = \"Успеваемость\"\nunit = \"index\"\nformula = \"1 + 1\"\n";
        Catalogue::load(&[formula::PackText::new("t.toml", text)], formula::Schema::default()).unwrap()
    });
    &CATALOGUE
}

pub(super) async fn school(store: Store) -> School {
    School::composed(store, access::routes().and(super::routes(catalogue)), |composition| {
        composition.artefacts = crate::artefacts();
    })
    .await
}

pub(super) struct Said;

impl Happening for Said {
    fn kind(&self) -> &'static str {
        "test.said"
    }
    fn subject(&self) -> Artefact {
        artefact(0)
    }
    fn sentence(&self) -> String {
        "Сделано в проверке".to_owned()
    }
}

pub(crate) async fn orlova(school: &School) -> i64 {
    let member = StaffMember {
        surname: "Орлова".to_owned(),
        given_name: "Анна".to_owned(),
        patronymic: "Викторовна".to_owned(),
        position: "завуч".to_owned(),
        staff_kind: "administrative".to_owned(),
        ..StaffMember::default()
    };
    let mut change = school.change().await;
    let id = save_staff_member(&mut change, &member).await.unwrap();
    change.commit(&Said).await.unwrap();
    id
}

pub(super) async fn rows(school: &School, year: i64) -> Vec<Procedure> {
    procedures(&mut school.store(), year).await.unwrap()
}

/// Adds a procedure by the form; answers its address.
pub(super) async fn add(browser: &mut Browser, fields: &[(&str, &str)]) -> String {
    browser.get("/plan/calendar/new").await.must_be(200);
    let page = browser.submit("/plan/calendar", fields).await;
    page.must_be(200);
    page.path().to_owned()
}

pub(super) const DIAGNOSTICS: [(&str, &str); 8] = [
    ("name", "Входная диагностика"),
    ("area", "results"),
    ("object", "Предметные результаты"),
    ("kind", "control_work"),
    ("indicators", "school.pass_rate"),
    ("starts_on", "10.09.2024"),
    ("due_on", "20.09.2024"),
    ("classes", "5, 6"),
];

#[tokio::test]
async fn a_procedure_is_added_shown_and_removed() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let staff = orlova(&school).await.to_string();
        let mut deputy = school.deputy().await;
        let empty = deputy.get("/plan/calendar").await;
        empty.must_say("Циклограммы на 2024/25 учебный год пока нет").must_say("Взять типовую циклограмму");
        empty.must_not_say("Перенести из прошлого года");

        deputy.get("/plan/calendar/new").await.must_say("Успеваемость");
        let refused = deputy.submit("/plan/calendar", &[("due_on", "01.10.2026"), ("indicators", "x")]).await;
        refused.must_be(422).must_say("Назовите процедуру").must_say("Выберите направление");
        refused.must_say("Дата не из 2024/25 учебного года").must_say("Показателя «x» нет");

        let mut fields = DIAGNOSTICS.to_vec();
        fields.push(("staff", &staff));
        let address = add(&mut deputy, &fields).await;
        let page = deputy.get(&address).await;
        page.must_say("10.09.2024 – 20.09.2024")
            .must_say("Орлова А. В., завуч")
            .must_say("Успеваемость school.pass_rate");
        page.must_say("В циклограмму 2024/25 внесена процедура «Входная диагностика»");
        let list = deputy.get(&format!("/plan/calendar?who={staff}&area=results")).await;
        assert!(list.table("Циклограмма").rows[1].contains(&"Орлова А. В., завуч".to_owned()));
        deputy.get("/plan/calendar?area=process").await.must_say("По этому отбору процедур нет");

        let mut teacher = school.teacher(99).await;
        teacher.get(&address).await.must_say("Предметные результаты").must_not_say("Изменить");
        teacher.get(&format!("{address}/edit")).await.must_be(404);
        school.user(Role::Guardian).await.get("/plan/calendar").await.must_be(404);

        deputy.get(&format!("{address}/removal")).await.must_say("будет удалена");
        deputy.submit(&format!("{address}/removal"), &[]).await.must_say("пока нет");
        deputy.get(&address).await.must_be(404);
        let id = address.rsplit('/').next().unwrap();
        deputy.get("/plan/calendar").await.must_say("Удалённые строки (1)");
        deputy.submit(&format!("/plan/calendar/{id}/return"), &[]).await.must_say("снова в циклограмме");
        deputy.get(&address).await.must_be(200);
        deputy.submit(&format!("/plan/calendar/{id}/return"), &[]).await.must_be(404);
        assert!(school.history().await.iter().any(|said| said.contains("удалена процедура «Входная диагностика»")));
    })
    .await;
}

#[tokio::test]
async fn a_procedure_from_which_something_followed_stays() {
    testkit::on_sqlite(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        let address = add(&mut deputy, &DIAGNOSTICS).await;
        let id = rows(&school, 2024).await[0].id;
        let mut change = school.change().await;
        change.link(artefact(id), Artefact { kind: "inspection", id: 1 }, "held_as").await.unwrap();
        change.commit(&Said).await.unwrap();
        deputy.submit(&format!("{address}/removal"), &[]).await.must_be(409).must_say("уже есть 1 документ");
    })
    .await;
}

#[tokio::test]
async fn two_people_who_edit_one_row_lose_nothing() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let (mut first, mut second) = (school.deputy().await, school.principal().await);
        let address = add(&mut first, &DIAGNOSTICS).await;
        let edit = format!("{address}/edit");

        // Different columns: both are kept.
        first.get(&edit).await;
        second.get(&edit).await;
        first.submit(&address, &[("classes", "5–7")]).await.must_be(200);
        let merged = second.submit(&address, &[("method", "тест")]).await;
        merged.must_say("изменил(а): классы, охват").must_say("5–7").must_say("тест");

        // The same column: the second sees both words and decides.
        first.get(&edit).await;
        second.get(&edit).await;
        first.submit(&address, &[("classes", "8"), ("object", "УУД")]).await.must_be(200);
        let asked = second.submit(&address, &[("classes", "9")]).await;
        asked.must_be(422).must_say("записал(а) здесь: «8». Оставьте своё или впишите это.");
        assert!(asked.html().contains("value=\"9\"") && asked.html().contains("value=\"УУД\""));
        second.submit(&address, &[]).await.must_say("УУД");
        let row = rows(&school, 2024).await.remove(0);
        assert_eq!((row.classes.as_str(), row.object.as_str(), row.version), ("9", "УУД", 5));
        assert_eq!(versions(&mut school.store(), row.id).await.unwrap().len(), 5);

        // Removed by the other: the text stands in the form of a new one.
        second.get(&edit).await;
        first.submit(&format!("{address}/removal"), &[]).await.must_be(200);
        second.submit(&address, &[("method", "опрос")]).await.must_be(422).must_say("удалил другой сотрудник");
        second.submit("/plan/calendar", &[]).await.must_say("опрос");
        assert_eq!(rows(&school, 2024).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_past_procedure_is_done_or_late() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let staff = orlova(&school).await;
        let mut deputy = school.deputy().await;
        let responsible = staff.to_string();
        let fields = [&DIAGNOSTICS[..], &[("staff", responsible.as_str())]].concat();
        let address = add(&mut deputy, &fields).await;
        let id = rows(&school, 2024).await[0].id;
        school.clock().pass_days(200);
        let mut deputy = school.deputy().await;
        deputy.get("/plan/calendar").await.must_say("срок прошёл");

        // The responsible marks; an inspection that is finished shows it as well.
        let mut responsible = school.teacher(staff).await;
        let path = format!("{address}/completion");
        school.teacher(99).await.submit(&path, &[("done_on", "20.09.2024")]).await.must_be(404);
        responsible.get(&address).await;
        responsible.submit(&path, &[("done_on", "")]).await.must_be(422).must_say("когда это сделано");
        let form = [("done_on", "20.09.2024"), ("done_note", "Справка")];
        responsible.submit(&path, &form).await.must_say("выполнено 20.09.2024").must_say("Справка");
        responsible.submit(&format!("{path}/removal"), &[]).await.must_say("срок прошёл");
        let inspection = Artefact { kind: "inspection", id: 1 };
        let mut change = school.change().await;
        change.link(artefact(id), inspection, "carried_out_as").await.unwrap();
        change.describe(inspection, ("Проверка", "справка подписана"), None).await.unwrap();
        change.commit(&Said).await.unwrap();
        deputy.get("/plan/calendar").await.must_say("проведена: справка подписана");
    })
    .await;
}
