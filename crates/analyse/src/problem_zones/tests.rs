use access::{FollowUp, May, Scope};
use store::{Store, args};
use testkit::School;

use super::*;
use crate::testing::{TEACHER, small_school};

async fn school(store: Store) -> School {
    small_school(&store).await;
    School::composed(store, crate::routes(), |composition| {
        composition.follow_ups = vec![FollowUp {
            of: KIND,
            label: "Подготовить приказ",
            href: "/decide/orders/new?zone=",
            may: May::EditOrders,
        }];
        composition.artefacts = crate::artefacts();
    })
    .await
}

async fn found(store: &Store) -> Vec<Zone> {
    zones(&mut store.clone(), &Scope::whole_school(), 2024, &ZoneFilter::default()).await.unwrap()
}

async fn headings(store: &Store) -> Vec<String> {
    found(store).await.into_iter().map(|zone| zone.heading).collect()
}

#[tokio::test]
async fn rules_find_what_a_pencil_finds() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        deputy.get("/analyse/problems").await.must_say("Зон пока нет");
        let page = deputy.submit("/analyse/problems/search", &[]).await;
        page.must_say("Новых зон: 6, подтвердились: 0, больше не обнаруживаются: 0.");
        assert_eq!(
            headings(&school.store()).await,
            [
                "Успеваемость ниже порога: 8А, Алгебра, год",
                "Успеваемость ниже порога: 8Б, Русский язык, год",
                "Качество знаний снизилось: 9А, Алгебра, 4-я четверть",
                "Качество знаний ниже порога: 8Б, Русский язык, год",
                "СОУ ниже допустимого уровня: 8Б, Русский язык, год",
                "Задания базового уровня выполнены недостаточно: 4-е классы, Русский язык",
            ]
        );
        insta::assert_snapshot!("list", page.text());
        // Exactly 57 % is not below 57 %: item 1 stays out, item 2 with 56 % is in.
        let items = deputy.get(&page.link("Задания базового уровня")).await;
        items.must_say("Задание 2: выполнение ниже 57\u{a0}% (1 из 2 проверенных)");
        insta::assert_snapshot!("items", items.text());
        insta::assert_snapshot!("drop", deputy.get(&page.link("Качество знаний снизилось")).await.text());
    })
    .await;
}

#[tokio::test]
async fn a_second_search_repeats_nothing_and_marks_what_is_gone() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        deputy.submit("/analyse/problems/search", &[]).await;
        let page = deputy.submit("/analyse/problems/search", &[]).await;
        page.must_say("Новых зон: 0, подтвердились: 6");
        let first = found(&school.store()).await.remove(0);
        assert_eq!(findings(&mut school.store(), first.id).await.unwrap().len(), 1);
        let mut tx = school.store().begin().await.unwrap();
        let mend =
            "UPDATE period_mark SET mark = 3, standing = 'marked' WHERE class_group_id = 1 AND COALESCE(mark, 2) = 2";
        tx.execute(mend, args![]).await.unwrap();
        tx.commit().await.unwrap();
        let page = deputy.submit("/analyse/problems/search", &[]).await;
        page.must_say("Новых зон: 0, подтвердились: 5, больше не обнаруживаются: 1.");
        let gone = deputy.get("/analyse/problems?state=gone").await;
        gone.must_say("8А, Алгебра");
        deputy.get(&gone.link("8А, Алгебра")).await.must_say("Больше не обнаруживается");
        let history = school.history().await;
        assert_eq!(
            history[0],
            "Поиск проблемных зон за 2024/25 учебный год: 6 новых, подтвердились 0, больше не обнаруживаются 0"
        );
    })
    .await;
}

#[tokio::test]
async fn a_zone_goes_from_new_through_study_to_a_decision() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        let list = deputy.submit("/analyse/problems/search", &[]).await;
        list.must_say("Подготовить приказ по выбранным");
        let zone = found(&school.store()).await.remove(0);
        let address = crate::addresses::zone(zone.id);
        let page = deputy.get(&address).await;
        assert_eq!(page.link("Подготовить приказ"), format!("/decide/orders/new?zone={}", zone.id));
        let page = deputy.submit(&format!("{address}/study"), &[]).await;
        page.must_say("Зона взята в изучение").must_say("изучается");
        deputy.submit(&format!("{address}/study"), &[]).await.must_be(409).must_say("уже изучается");
        let mut change = school.change().await;
        assert!(decided(&mut change, zone.id, "Приказ № 17").await.unwrap());
        assert!(!decided(&mut change, 5, "Приказ № 17").await.unwrap());
        let said = plan::settings::SettingChanged { name: "Проверка".to_owned(), value: String::new() };
        change.commit(&said).await.unwrap();
        deputy
            .get(&address)
            .await
            .must_say("решение принято")
            .must_say("По проблемной зоне принято решение: Приказ № 17");
        deputy.submit(&format!("{address}/return"), &[]).await.must_be(409);
        deputy.get("/analyse/problems").await.must_say("Данные изменились");
        // A decided zone that is seen again stays decided.
        deputy
            .submit("/analyse/problems/search", &[])
            .await
            .must_say("подтвердились: 6")
            .must_not_say("Данные изменились");
        assert_eq!(counts(&mut school.store(), &Scope::whole_school(), 2024).await.unwrap(), [5, 0, 1]);
        let mut change = school.change().await;
        assert!(undecided(&mut change, zone.id, "Приказ № 17 отменён").await.unwrap());
        assert!(!undecided(&mut change, zone.id, "ещё раз").await.unwrap());
        let said = plan::settings::SettingChanged { name: "Проверка".to_owned(), value: String::new() };
        change.commit(&said).await.unwrap();
        assert_eq!(counts(&mut school.store(), &Scope::whole_school(), 2024).await.unwrap(), [5, 1, 0]);
    })
    .await;
}

#[tokio::test]
async fn zones_lie_within_a_scope() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        school.deputy().await.submit("/analyse/problems/search", &[]).await;
        let scope = Scope { whole: false, staff_id: Some(TEACHER), account_id: 1 };
        let own = zones(&mut school.store(), &scope, 2024, &ZoneFilter::default()).await.unwrap();
        assert_eq!(own.len(), 1, "{own:?}");
        assert!(own[0].heading.contains("8А, Алгебра"));
        let other = found(&school.store()).await.into_iter().find(|zone| zone.heading.contains("8Б")).unwrap();
        assert_eq!(zone(&mut school.store(), &scope, other.id).await.unwrap(), None);
        school.teacher(TEACHER).await.get("/analyse/problems").await.must_be(404);
    })
    .await;
}
