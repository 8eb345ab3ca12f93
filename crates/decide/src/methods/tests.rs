use access::Role;
use testkit::School;

use crate::tests::school;

/// Two signed orders, and minutes with one resolution adopted and one voted down.
const DECISIONS: &str = "
    INSERT INTO administrative_order (id, school_year, heading, statement, control, drafted_at, drafted_by, method)
    VALUES (1, 2024, 'Об итогах', '', '', '2025-01-10T08:00:00+00:00', 'С', 'administrative'),
        (2, 2024, 'О поощрении', '', '', '2025-01-10T08:00:00+00:00', 'С', 'economic'),
        (3, 2024, 'О проекте', '', '', '2025-01-10T08:00:00+00:00', 'С', 'supportive');
    INSERT INTO order_signature (order_id, number, signed_on, post, signatory, signed_at)
    VALUES (1, '1', '2025-01-11', '', '', '2025-01-11T08:00:00+00:00'), (2, '2', '2025-01-12', '', '', '2025-01-12T08:00:00+00:00');
    INSERT INTO meeting (id, school_year, kind, planned_on, starts_at, place, chair, secretary, version, changed_at, changed_by)
    VALUES (5, 2024, 'pedagogical_council', '2025-01-15', '', '', 'С', 'И', 1, '2025-01-15T08:00:00+00:00', 'С');
    INSERT INTO agenda_point (id, meeting_id, place, topic, speaker, heard, spoke, method, version, changed_at, changed_by)
    VALUES (6, 5, 1, 'О наставничестве', '', '', '', 'collegial', 1, '2025-01-15T08:00:00+00:00', 'С'),
        (7, 5, 2, 'О прочем', '', '', '', 'collegial', 1, '2025-01-15T08:00:00+00:00', 'С');
    INSERT INTO meeting_holding (meeting_id, held_on, invited, noted_at, noted_by)
    VALUES (5, '2025-01-15', '', '2025-01-15T08:00:00+00:00', 'С');
    INSERT INTO minutes_signature (meeting_id, number, signed_on, chair, secretary, noted_at, noted_by)
    VALUES (5, '3', '2025-01-16', 'С', 'И', '2025-01-16T08:00:00+00:00', 'С');
    INSERT INTO adopted_resolution (point_id, adopted_on) VALUES (6, '2025-01-15');";

async fn decided(store: store::Store) -> School {
    let school = school(store).await;
    let mut tx = school.store().begin().await.unwrap();
    tx.script(DECISIONS).await.unwrap();
    tx.commit().await.unwrap();
    school
}

#[tokio::test]
async fn the_principal_sees_the_share_of_each_method() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = decided(store).await;
        let mut principal = school.principal().await;
        let page = principal.get("/decide/methods").await;
        let told: Vec<String> =
            page.table("Методы управления").rows.iter().skip(1).map(|row| row.join(" | ")).collect();
        assert!(told[0].starts_with("административно-командный") && told[0].contains("| 1 | 0 | 1 | 33,3"), "{told:?}");
        assert!(told[1].contains("| 0 | 1 | 1 | 33,3") && told[3].contains("| 0 | 0 | 0 | 0,0"), "{told:?}");
        page.must_say("Всего решений: 3")
            .must_say("О наставничестве")
            .must_not_say("О прочем")
            .must_not_say("О проекте");
        let economic = principal.get("/decide/methods?method=economic").await;
        economic.must_say("О поощрении").must_not_say("О наставничестве");
        assert_eq!(economic.link("Приказ № 2"), "/decide/orders/2");
        school.deputy().await.get("/decide/methods").await.must_be(404);
        school.user(Role::CouncilMember).await.get("/decide/methods").await.must_be(404);
    })
    .await;
}

#[tokio::test]
async fn a_year_without_decisions_says_what_to_do() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let page = school.principal().await.get("/decide/methods").await;
        page.must_say("Решений за 2024/25 учебный год пока нет");
    })
    .await;
}
