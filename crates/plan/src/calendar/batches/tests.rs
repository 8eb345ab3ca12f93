use roster::staff::queries::{save_staff_member, staff_member};

use super::TEMPLATE;
use crate::calendar::Procedure;
use crate::calendar::queries::save;
use crate::calendar::tests::{Said, orlova, rows, school};

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
