//! «План → Показатели и нормы», with the packs that come with the program.

use testkit::School;

use crate::testing::{TEACHER, small_school};

async fn school(store: store::Store) -> School {
    small_school(&store).await;
    School::new(store, crate::routes()).await
}

#[tokio::test]
async fn packs_are_shown_with_formulas_levels_and_norms() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        let list = deputy.get("/plan/indicators").await;
        list.must_say("Всероссийские проверочные работы");
        let pack = deputy.get(&list.link("Школьная статистика")).await;
        pack.must_say("доля: отметки за период").must_say("Вес «2» в СОУ").must_say("Качество знаний ниже порога");
        deputy.get("/plan/indicators/no-such-pack").await.must_be(404);
        for code in crate::engine::catalogue().packs().iter().filter(|pack| !pack.indicators.is_empty()) {
            deputy.get(&format!("/plan/indicators/{}", code.code)).await.must_be(200);
        }
    })
    .await;
}

#[tokio::test]
async fn a_changed_setting_changes_the_numbers_and_history_knows() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        let simonov = "/analyse/explain/school.simonov_index?class=8А&subject=Алгебра";
        deputy.get(simonov).await.must_say("44,6");
        let form = "/plan/indicators/settings";
        let page = deputy.submit(form, &[("pack.simonov.two", "99")]).await;
        page.must_be(422).must_say("Вес лучшей отметки не может быть меньше");
        deputy.submit(form, &[("rule.school.pass_low", "много")]).await.must_be(422).must_say("Введите число");
        deputy.get(form).await;
        deputy.submit(form, &[]).await.must_say("Ничего не изменилось");
        deputy
            .submit(form, &[("pack.simonov.two", "14"), ("rule.school.pass_low", "50 %")])
            .await
            .must_say("Настройки сохранены");
        deputy.get(simonov).await.must_say("44,2");
        let history = school.history().await;
        assert_eq!(history, ["Изменена настройка «Вес «2» в СОУ, Успеваемость ниже порога»: 14, 50 %"]);
        // 60 % in 8А is no longer below the school's own threshold.
        deputy.submit("/analyse/problems/search", &[]).await.must_not_say("8А, Алгебра");
        deputy.get("/plan/indicators/school-statistics").await.must_say("задано школой");
        let mut teacher = school.teacher(TEACHER).await;
        teacher.get("/plan/indicators").await.must_be(200).must_not_say("Настройки расчёта");
        teacher.get(form).await.must_be(404);
    })
    .await;
}

/// The typical cyclogram names indicators by code; each must be one of the packs.
#[test]
fn the_year_template_feeds_indicators_that_exist() {
    for row in &plan::calendar::batches::TEMPLATE.rows {
        for code in row.in_year(2024, 1).indicators {
            assert!(crate::engine::catalogue().indicator(&code).is_some(), "{code}");
        }
    }
}
