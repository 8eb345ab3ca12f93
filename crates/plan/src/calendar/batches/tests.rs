use access::Facts;
use roster::setup::queries::school_years;
use roster::staff::queries::{save_staff_member, staff_member};
use testkit::School;

use super::TEMPLATE;
use crate::calendar::Procedure;
use crate::calendar::queries::save;
use crate::calendar::tests::{Said, catalogue, orlova, rows, school};

#[tokio::test]
async fn the_template_is_taken_looked_through_and_taken_back() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        deputy.get("/plan/calendar").await;
        let page = deputy.follow("Взять типовую циклограмму").await;
        page.must_say("Входная диагностика").must_say("Откуда строки");
        let taken = deputy.submit("/plan/calendar/template", &[]).await;
        taken.must_say("Из типовой циклограммы добавлены строки");
        let there = rows(&school, 2024).await;
        assert_eq!(there.len(), TEMPLATE.rows.len());
        assert!(there.iter().any(|row| row.indicators == ["school.pass_rate"]));

        // What is there already is not offered again, and nothing picked is a refusal.
        deputy.get("/plan/calendar/template").await.must_say("уже есть в этом году");
        deputy.submit("/plan/calendar/template", &[]).await.must_be(422).must_say("Отметьте хотя бы одну строку");

        let kept = there[0].id;
        deputy.get(&format!("/plan/calendar/{kept}/edit")).await;
        deputy.submit(&format!("/plan/calendar/{kept}"), &[("classes", "1–4")]).await.must_be(200);
        let page = deputy.get("/plan/calendar").await;
        let undoing = page.forms().into_iter().find(|form| form.action.ends_with("/undoing")).unwrap().action;
        deputy.submit(&undoing, &[]).await.must_say("Добавленные строки убраны");
        assert_eq!(rows(&school, 2024).await.iter().map(|row| row.id).collect::<Vec<_>>(), [kept]);
        deputy.submit(&undoing, &[]).await.must_be(404);

        // What comes after the adoption can be taken back; what the council has adopted cannot.
        deputy.get("/plan/calendar/template").await;
        deputy.submit("/plan/calendar/template", &[("row", "3")]).await.must_say("Отменить добавление");
        let mut principal = school.principal().await;
        principal.get("/plan/calendar/adoption").await;
        let form = [("minutes_number", "1"), ("adopted_on", "29.08.2024")];
        principal
            .submit("/plan/calendar/adoption", &form)
            .await
            .must_say("утверждена")
            .must_not_say("Отменить добавление");
        deputy.get("/plan/calendar/template").await;
        deputy.submit("/plan/calendar/template", &[("row", "5")]).await.must_say("Отменить добавление");
    })
    .await;
}

#[tokio::test]
async fn last_year_is_rolled_over() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let staff = orlova(&school).await;
        let mut change = school.change().await;
        for (place, name) in [(1, "Входная диагностика"), (2, "Итоги года")] {
            let row = Procedure {
                name: name.to_owned(),
                due_on: "2023-09-15".parse().ok(),
                responsible_staff_id: Some(staff),
                responsible: "Орлова А. В., завуч".to_owned(),
                ..Procedure::blank(place, 2023, place)
            };
            save(&mut change, &row).await.unwrap();
        }
        let mut gone = staff_member(&mut change, staff).await.unwrap().unwrap();
        gone.left_on = "2024-06-01".parse().ok();
        save_staff_member(&mut change, &gone).await.unwrap();
        change.commit(&Said).await.unwrap();

        let mut deputy = school.deputy().await;
        deputy.get("/plan/calendar").await;
        let page = deputy.follow("Перенести из прошлого года").await;
        // 15 September 2024 is a Sunday.
        page.must_say("до 16.09.2024").must_say("Орлова А. В., завуч больше не работает");
        deputy.submit("/plan/calendar/roll-over", &[("row", "2")]).await.must_say("Итоги года");
        let moved = rows(&school, 2024).await.remove(0);
        assert_eq!((moved.due_on, moved.responsible.as_str()), ("2024-09-16".parse().ok(), ""));
        assert_eq!(rows(&school, 2024).await.len(), 1);
        assert!(school.history().await.iter().any(|said| said.contains("перенесено из 2023/24: 1 строка")));
    })
    .await;
}

#[tokio::test]
async fn the_year_after_the_newest_is_begun_from_the_plan() {
    testkit::on_both(crate::schema(), |store| async move {
        let routes = access::routes().and(super::super::routes(catalogue)).and(crate::years::routes());
        let school = School::composed(store, routes, |composition| {
            composition.facts = |mut store| {
                Box::pin(async move {
                    let years = school_years(&mut store).await?;
                    let years: Vec<i64> = years.into_iter().map(|dates| dates.school_year).collect();
                    Ok(Facts { school_name: "Школа".to_owned(), usual_year: years.first().copied(), years })
                })
            };
        })
        .await;
        let mut deputy = school.deputy().await;
        deputy.get("/plan/calendar/template").await;
        deputy.submit("/plan/calendar/template", &[("row", "3")]).await.must_say("Начать план на 2025/26");
        let begun = deputy.submit("/plan/next-year", &[("back", "/plan/calendar")]).await;
        begun.must_say("Открыт 2025/26 учебный год").must_say("Циклограммы на 2025/26 учебный год пока нет");
        deputy.get("/plan/calendar").await.must_say("Перенести из прошлого года").must_not_say("Начать план");
    })
    .await;
}
