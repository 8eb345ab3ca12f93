use school::{ClassName, SchoolYear, TermScheme};
use store::{Store, args};

use super::queries::*;
use crate::setup::queries::ensure_year;
use crate::staff::queries::{StaffMember, save_staff_member};
use crate::subjects::queries::create_subject;
use crate::testing::{Said, begin, day, stores};

fn named(text: &str) -> ClassName {
    ClassName::read(text).unwrap().value
}

async fn classes(store: &Store, names: &[&str]) -> Vec<i64> {
    let mut change = begin(store).await;
    ensure_year(&mut change, SchoolYear(2024)).await.unwrap();
    let mut ids = Vec::new();
    for name in names {
        ids.push(create_class(&mut change, 2024, &named(name)).await.unwrap());
    }
    change.commit(&Said).await.unwrap();
    ids
}

#[tokio::test]
async fn classes_are_listed_in_order() {
    for mut fresh in stores().await {
        classes(&fresh.store, &["10А", "8Б", "8А"]).await;
        let list = class_groups(&mut fresh.store, 2024).await.unwrap();
        let names: Vec<&str> = list.iter().map(|class| class.name.as_str()).collect();
        assert_eq!(names, ["8А", "8Б", "10А"]);
        assert_eq!(list[0].scheme(), TermScheme::Quarters);
        assert_eq!(list[2].scheme(), TermScheme::HalfYears);
        assert_eq!(class_groups(&mut fresh.store, 2023).await.unwrap(), []);
    }
}

#[tokio::test]
async fn a_class_is_found_and_changed() {
    for mut fresh in stores().await {
        let id = classes(&fresh.store, &["8А"]).await[0];
        let mut class = class_by_name(&mut fresh.store, 2024, &named("8 «А»")).await.unwrap().unwrap();
        assert_eq!(class.id, id);
        class.term_scheme = "trimesters".to_owned();
        class.is_advanced = true;
        let mut change = begin(&fresh.store).await;
        save_class(&mut change, &class).await.unwrap();
        change.commit(&Said).await.unwrap();
        assert_eq!(class_group(&mut fresh.store, id).await.unwrap(), Some(class));
    }
}

#[tokio::test]
async fn a_size_counts_the_students_of_the_day() {
    use crate::students::queries::*;
    for mut fresh in stores().await {
        let ids = classes(&fresh.store, &["8А", "8Б"]).await;
        let mut change = begin(&fresh.store).await;
        for (surname, until) in [("Орлов", None), ("Белов", Some(day("2024-12-01")))] {
            let student =
                Student { surname: surname.to_owned(), given_name: "Лев".to_owned(), ..Student::default() };
            let student_id = save_student(&mut change, &student).await.unwrap();
            let stay = Enrolment {
                id: 0,
                student_id,
                class_group_id: ids[0],
                from_on: day("2024-09-01"),
                until_on: until,
                batch_id: None,
            };
            enrol(&mut change, &stay).await.unwrap();
        }
        change.commit(&Said).await.unwrap();
        for (on, count) in [("2024-11-30", 2), ("2024-12-01", 1)] {
            let sizes = class_sizes(&mut fresh.store, 2024, day(on)).await.unwrap();
            let expected = ClassSize { class_group_id: ids[0], student_count: count };
            assert_eq!(sizes, [expected]);
        }
    }
}

#[tokio::test]
async fn a_teacher_sees_what_she_teaches_and_her_own_class() {
    for mut fresh in stores().await {
        let ids = classes(&fresh.store, &["8А", "8Б", "8В"]).await;
        let mut change = begin(&fresh.store).await;
        let algebra = create_subject(&mut change, "Алгебра", "Алг.", true).await.unwrap();
        let physics = create_subject(&mut change, "Физика", "Физ.", true).await.unwrap();
        let member = StaffMember {
            surname: "Белова".to_owned(),
            given_name: "Ирина".to_owned(),
            staff_kind: "pedagogical".to_owned(),
            ..StaffMember::default()
        };
        let staff_id = save_staff_member(&mut change, &member).await.unwrap();
        let lesson = Teaching { staff_id, class_group_id: ids[0], subject_id: algebra };
        assert!(assign_teaching(&mut change, lesson, None).await.unwrap());
        assert!(!assign_teaching(&mut change, lesson, None).await.unwrap());
        let mut own = class_group(&mut change, ids[1]).await.unwrap().unwrap();
        own.homeroom_staff_id = Some(staff_id);
        save_class(&mut change, &own).await.unwrap();
        change.commit(&Said).await.unwrap();

        let cells: Vec<(i64, i64)> = store::Reads::rows(
            &mut fresh.store,
            "SELECT class_group_id, subject_id FROM scope_cell WHERE staff_id = $1 ORDER BY 1, 2",
            args![staff_id],
        )
        .await
        .unwrap();
        assert_eq!(cells, [(ids[0], algebra), (ids[1], algebra), (ids[1], physics)]);
        assert_eq!(teaching(&mut fresh.store, 2024).await.unwrap(), [lesson]);
        let mut change = begin(&fresh.store).await;
        end_teaching(&mut change, lesson).await.unwrap();
        change.commit(&Said).await.unwrap();
        assert_eq!(teaching(&mut fresh.store, 2024).await.unwrap(), []);
    }
}

#[tokio::test]
async fn a_former_pupil_goes_out_of_sight() {
    use crate::students::queries::*;
    for mut fresh in stores().await {
        let last_year = classes(&fresh.store, &["8А"]).await[0];
        let mut change = begin(&fresh.store).await;
        ensure_year(&mut change, SchoolYear(2025)).await.unwrap();
        let this_year = create_class(&mut change, 2025, &named("9А")).await.unwrap();
        let algebra = create_subject(&mut change, "Алгебра", "Алг.", true).await.unwrap();
        let member = StaffMember {
            surname: "Белова".to_owned(),
            given_name: "Ирина".to_owned(),
            staff_kind: "pedagogical".to_owned(),
            ..StaffMember::default()
        };
        let staff_id = save_staff_member(&mut change, &member).await.unwrap();
        let lesson = Teaching { staff_id, class_group_id: last_year, subject_id: algebra };
        assign_teaching(&mut change, lesson, None).await.unwrap();
        let student =
            Student { surname: "Орлов".to_owned(), given_name: "Лев".to_owned(), ..Student::default() };
        let student_id = save_student(&mut change, &student).await.unwrap();
        let mut stay = Enrolment {
            id: 0,
            student_id,
            class_group_id: last_year,
            from_on: day("2024-09-01"),
            until_on: None,
            batch_id: None,
        };
        enrol(&mut change, &stay).await.unwrap();
        assert!(student_seen(&mut change, student_id, false, Some(staff_id)).await.unwrap().is_some());
        (stay.class_group_id, stay.from_on) = (this_year, day("2025-09-01"));
        enrol(&mut change, &stay).await.unwrap();
        change.commit(&Said).await.unwrap();

        let db = &mut fresh.store;
        assert!(student_seen(db, student_id, false, Some(staff_id)).await.unwrap().is_none());
        assert_eq!(students_of_class(db, last_year, false, Some(staff_id)).await.unwrap().len(), 1);
        assert_eq!(students_of_class(db, this_year, false, Some(staff_id)).await.unwrap(), []);
        assert_eq!(classes_open_to(db, 2025, false, Some(staff_id)).await.unwrap(), Vec::<i64>::new());
    }
}
