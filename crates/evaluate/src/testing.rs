//! A school in whose 2024/25 the algebra of 8А was found low in the first quarter (12 of 30 good marks), and an order was
//! signed about it. In the fourth quarter 8А has 24 of 30; the three other classes have stayed where they were.

use access::Facts;
use store::{Store, WriteTx, args};
use testkit::School;

/// The member of staff who answers for the action item.
pub(crate) const RESPONSIBLE: i64 = 41;
/// The problem zone.
pub(crate) const ZONE: i64 = 70;
/// The signed order.
pub(crate) const ORDER: i64 = 80;
/// An order that nobody has signed.
pub(crate) const DRAFT: i64 = 81;

/// Good marks of each class in the first and in the fourth quarter, of thirty.
const CLASSES: [(i64, &str, usize, usize); 4] =
    [(20, "А", 12, 24), (21, "Б", 15, 16), (22, "В", 14, 14), (23, "Г", 16, 15)];

const STORY: &str = "INSERT INTO school (id, name, short_name, locality, principal_name)
     VALUES (1, 'Средняя школа № 1', 'СШ № 1', 'г. Примерск', 'Соколова Вера Павловна');
     INSERT INTO school_year (school_year, starts_on, ends_on)
     VALUES (2024, '2024-09-01', '2025-08-31'), (2025, '2025-09-01', '2026-08-31');
     INSERT INTO school_term (school_year, code, starts_on, ends_on)
     VALUES (2024, 'q1', '2024-09-01', '2024-10-27'), (2024, 'q2', '2024-11-05', '2024-12-29'),
         (2024, 'q3', '2025-01-09', '2025-03-23'), (2024, 'q4', '2025-03-31', '2025-05-26');
     INSERT INTO subject (id, name, name_key, short_name, position, is_marked)
     VALUES (30, 'Алгебра', 'алгебра', 'Алг.', 1, TRUE);
     INSERT INTO staff (id, surname, given_name, patronymic, name_key)
     VALUES (41, 'Орлова', 'Анна', 'Викторовна', 'орлова анна викторовна');";

const DECISION: &str = "INSERT INTO problem_zone (id, school_year, rule_code, indicator_code, breakdown_key, class_group_id,
         subject_id, heading, found_at, checked_at, gone_at)
     VALUES (70, 2024, 'r', 'school.good_mark_rate', 'class=8А;subject=Алгебра;term=q1', 20, 30,
         'Качество: 8А, Алгебра', '2024-11-01T08:00:00+00:00', '2024-11-01T08:00:00+00:00', NULL);
     INSERT INTO problem_zone_finding (zone_id, ordinal, seen_at, sentence, group_size, evidence_json)
     VALUES (70, 1, '2024-11-01T08:00:00+00:00', 'Требует проверки: 40,0 % (12 из 30).', 30, '[]');
     INSERT INTO problem_zone_state (zone_id, ordinal, state, set_at, set_by)
     VALUES (70, 1, 'new', '2024-11-01T08:00:00+00:00', 'Система'),
         (70, 2, 'studying', '2024-11-02T08:00:00+00:00', 'Завуч'), (70, 3, 'decided', '2024-11-12T08:00:00+00:00', 'Директор');
     INSERT INTO administrative_order (id, school_year, heading, statement, control, drafted_at, drafted_by)
     VALUES (80, 2024, 'Об итогах', '', '', '2024-11-10T08:00:00+00:00', 'Завуч'),
         (81, 2024, 'О другом', '', '', '2024-11-10T08:00:00+00:00', 'Завуч');
     INSERT INTO order_signature (order_id, number, signed_on, post, signatory, signed_at)
     VALUES (80, '17', '2024-11-12', 'Директор', 'В. П. Соколова', '2024-11-12T08:00:00+00:00');
     INSERT INTO action_item (id, school_year, source_kind, source_id, source_title, place, task, responsible_staff_id,
         responsible, due_on, opened_on)
     VALUES (90, 2024, 'administrative_order', 80, 'Приказ № 17', 1, 'Провести занятия', 41, 'Орлова А. В.', '2025-03-01',
         '2024-11-12');
     INSERT INTO artefact_card (kind, id, title, state, dated)
     VALUES ('administrative_order', 80, 'Приказ от 12.11.2024 № 17', 'подписан', '2024-11-12'),
         ('problem_zone', 70, 'Качество: 8А, Алгебра', 'решение принято', '2024-11-12'),
         ('action_item', 90, 'Провести занятия', 'в работе', '2025-03-01');
     INSERT INTO artefact_link (from_kind, from_id, to_kind, to_id, kind, made_at)
     VALUES ('problem_zone', 70, 'administrative_order', 80, 'decided_by', '2024-11-10T08:00:00+00:00'),
         ('administrative_order', 80, 'action_item', 90, 'asked_by', '2024-11-12T08:00:00+00:00');";

/// The school over this store.
pub(crate) async fn school(store: Store) -> School {
    let routes = access::routes()
        .and(plan::proposals::routes())
        .and(analyse::routes())
        .and(decide::routes())
        .and(crate::routes());
    let school = School::composed(store, routes, |composition| {
        composition.artefacts = [
            plan::proposals::artefacts(),
            analyse::artefacts(),
            decide::artefacts(),
            act::artefacts(),
            crate::artefacts(),
        ]
        .concat();
        composition.follow_ups = crate::follow_ups();
        composition.panels = crate::panels();
        composition.facts = |_| {
            Box::pin(async {
                Ok(Facts { school_name: "Школа".to_owned(), years: vec![2025, 2024], usual_year: Some(2024) })
            })
        };
    })
    .await;
    let mut tx = school.store().begin().await.unwrap();
    tx.script(STORY).await.unwrap();
    for (class, letter, first, last) in CLASSES {
        marks(&mut tx, (class, letter), (first, last)).await;
    }
    tx.script(DECISION).await.unwrap();
    tx.commit().await.unwrap();
    school
}

/// Thirty pupils of a class: so many fours in the first and in the fourth quarter, the rest threes.
async fn marks(tx: &mut WriteTx, (class, letter): (i64, &str), (first, last): (usize, usize)) {
    tx.execute(
        "INSERT INTO class_group (id, school_year, year_group, letter, name, term_scheme)
         VALUES ($1, 2024, 8, $2, $3, 'quarters')",
        args![class, letter, format!("8{letter}")],
    )
    .await
    .unwrap();
    let from: chrono::NaiveDate = "2024-09-01".parse().unwrap();
    for place in 0..30_usize {
        let student = class * 1000 + i64::try_from(place).unwrap();
        tx.execute(
            "INSERT INTO student (id, surname, given_name, patronymic, name_key, sex) VALUES ($1, $2, 'Имя', '', $3, 'f')",
            args![student, format!("Ученик{student}"), format!("ученик{student} имя")],
        )
        .await
        .unwrap();
        tx.execute(
            "INSERT INTO enrolment (id, student_id, class_group_id, from_on) VALUES ($1, $1, $2, $3)",
            args![student, class, from],
        )
        .await
        .unwrap();
        for (term, good) in [("q1", first), ("q4", last)] {
            let mark = if place < good { 4 } else { 3 };
            tx.execute(
                "INSERT INTO period_mark (school_year, term, student_id, subject_id, class_group_id, mark, standing, sheet)
                 VALUES (2024, $1, $2, 30, $3, $4, 'marked', 'Лист1')",
                args![term, student, class, mark],
            )
            .await
            .unwrap();
        }
    }
}
