use school::{ClassName, SchoolYear};

use super::queries::*;
use super::*;
use crate::classes::queries::create_class;
use crate::setup::queries::ensure_year;
use crate::testing::{Said, begin, day, stores};

fn stay(from: &str, until: Option<&str>) -> Interval {
    Interval { from_on: day(from), until_on: until.map(day) }
}

#[test]
fn stays_do_not_overlap() {
    let autumn = stay("2024-09-01", Some("2024-12-01"));
    let open = stay("2025-01-10", None);
    let others = [autumn, open];
    for (new, answer) in [
        (stay("2024-12-01", Some("2025-01-10")), Ok(())),
        (stay("2024-11-30", Some("2024-12-15")), Err(CannotEnrol::Overlaps(autumn.from_on))),
        (stay("2024-12-01", None), Err(CannotEnrol::Overlaps(open.from_on))),
        (stay("2024-12-05", Some("2024-12-05")), Err(CannotEnrol::Backwards)),
    ] {
        assert_eq!(check_enrolment(new, &others), answer);
    }
}

#[test]
fn the_last_day_is_the_one_before() {
    let autumn = stay("2024-09-01", Some("2024-12-01"));
    assert!(autumn.covers(day("2024-09-01")));
    assert!(autumn.covers(day("2024-11-30")));
    assert!(!autumn.covers(day("2024-12-01")));
}

#[tokio::test]
async fn a_student_moves_to_another_class() {
    for mut fresh in stores().await {
        let mut change = begin(&fresh.store).await;
        ensure_year(&mut change, SchoolYear(2024)).await.unwrap();
        let mut classes = Vec::new();
        for name in ["8А", "8Б"] {
            let name = ClassName::read(name).unwrap().value;
            classes.push(create_class(&mut change, 2024, &name).await.unwrap());
        }
        let mut who = Student {
            surname: "Королёва".to_owned(),
            given_name: "Алёна".to_owned(),
            sex: Some("f".to_owned()),
            ..Student::default()
        };
        who.id = save_student(&mut change, &who).await.unwrap();
        let stay = |class_group_id, from| Enrolment {
            id: 0,
            student_id: who.id,
            class_group_id,
            from_on: day(from),
            until_on: None,
            batch_id: None,
        };
        let first = enrol(&mut change, &stay(classes[0], "2024-09-01")).await.unwrap();
        end_enrolment(&mut change, first, Some(day("2025-01-10"))).await.unwrap();
        enrol(&mut change, &stay(classes[1], "2025-01-10")).await.unwrap();
        change.commit(&Said).await.unwrap();

        let stays = enrolments_of(&mut fresh.store, who.id).await.unwrap();
        assert_eq!(stays.len(), 2);
        assert!(stays[0].interval().covers(day("2024-10-01")));
        let known = enrolled_in_year(&mut fresh.store, 2024).await.unwrap();
        assert_eq!(known.len(), 2);
        assert_eq!(known[0].name_key, "королева алена");
        assert_eq!(student(&mut fresh.store, who.id).await.unwrap(), Some(who.clone()));
        let seen = students_of_class(&mut fresh.store, classes[1], true, None).await.unwrap();
        assert_eq!(seen[0].name().full(), "Королёва Алёна");
        let all = students(&mut fresh.store).await.unwrap();
        assert_eq!(all, [who.clone()]);
        let every = queries::stays(&mut fresh.store).await.unwrap();
        assert_eq!(every[1].class_name, "8Б");
        assert_eq!(every[1].school_year, 2024);
        let hidden = students_of_class(&mut fresh.store, classes[1], false, Some(1)).await.unwrap();
        assert_eq!(hidden, []);
    }
}

#[tokio::test]
async fn a_student_nobody_mentions_is_removed() {
    for mut fresh in stores().await {
        let mut change = begin(&fresh.store).await;
        let who = Student { surname: "Орлов".to_owned(), given_name: "Лев".to_owned(), ..Student::default() };
        let id = save_student(&mut change, &who).await.unwrap();
        remove_student(&mut change, id).await.unwrap();
        change.commit(&Said).await.unwrap();
        assert_eq!(student(&mut fresh.store, id).await.unwrap(), None);
    }
}

#[test]
fn a_transfer_ends_the_stay_that_covers_the_day() {
    use super::enrolment::{Held, check_transfer};
    let held = |id, class_group_id, from, until| Held { id, class_group_id, days: stay(from, Some(until)) };
    let autumn = held(1, 10, "2024-09-01", "2024-12-01");
    let spring = held(2, 10, "2025-01-10", "2025-09-01");
    let stays = [autumn, spring];
    let into = |class, from| check_transfer(class, stay(from, Some("2025-09-01")), &stays);
    assert_eq!(into(20, "2025-02-01"), Ok(Some(spring)));
    assert_eq!(into(10, "2025-02-01"), Err(CannotEnrol::AlreadyThere));
    assert_eq!(into(20, "2025-01-10"), Err(CannotEnrol::Overlaps(spring.days.from_on)));
    assert_eq!(into(20, "2024-12-15"), Err(CannotEnrol::Overlaps(spring.days.from_on)));
    assert_eq!(into(20, "2024-10-01"), Err(CannotEnrol::Overlaps(spring.days.from_on)));
    assert_eq!(check_transfer(20, stay("2025-09-01", None), &stays), Ok(None));
}
