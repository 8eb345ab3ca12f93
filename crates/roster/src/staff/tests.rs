use super::queries::*;
use crate::testing::{Said, begin, day, stores};

fn member(surname: &str) -> StaffMember {
    StaffMember {
        surname: surname.to_owned(),
        given_name: "Ирина".to_owned(),
        patronymic: "Олеговна".to_owned(),
        birth_on: Some(day("1980-05-04")),
        sex: Some("f".to_owned()),
        staff_kind: "pedagogical".to_owned(),
        education: Some("higher".to_owned()),
        education_is_pedagogical: Some(true),
        category: Some("first".to_owned()),
        experience_years: Some(18),
        experience_on: Some(day("2024-09-01")),
        ..StaffMember::default()
    }
}

#[tokio::test]
async fn staff_are_listed_by_the_russian_alphabet() {
    for mut fresh in stores().await {
        let mut change = begin(&fresh.store).await;
        for surname in ["Жукова", "Ёлкина", "Егорова"] {
            save_staff_member(&mut change, &member(surname)).await.unwrap();
        }
        change.commit(&Said).await.unwrap();
        let list = staff(&mut fresh.store).await.unwrap();
        let names: Vec<&str> = list.iter().map(|member| member.surname.as_str()).collect();
        assert_eq!(names, ["Егорова", "Ёлкина", "Жукова"]);
    }
}

#[tokio::test]
async fn a_member_and_the_courses_are_saved_and_removed() {
    for mut fresh in stores().await {
        let mut change = begin(&fresh.store).await;
        let mut card = member("Белова");
        card.id = save_staff_member(&mut change, &card).await.unwrap();
        card.category = Some("highest".to_owned());
        save_staff_member(&mut change, &card).await.unwrap();
        let mut course = StaffCourse {
            id: 0,
            staff_id: card.id,
            title: "Обновлённый ФГОС ООО".to_owned(),
            hours: Some(36),
            completed_on: day("2023-06-10"),
            is_fgos: true,
            batch_id: None,
            source_row: None,
        };
        course.id = save_course(&mut change, &course).await.unwrap();
        change.commit(&Said).await.unwrap();
        assert_eq!(staff_member(&mut fresh.store, card.id).await.unwrap(), Some(card.clone()));
        assert_eq!(courses_of(&mut fresh.store, card.id).await.unwrap(), [course.clone()]);
        assert_eq!(courses(&mut fresh.store).await.unwrap(), [course.clone()]);

        let mut change = begin(&fresh.store).await;
        remove_course(&mut change, course.id).await.unwrap();
        remove_staff_member(&mut change, card.id).await.unwrap();
        change.commit(&Said).await.unwrap();
        assert_eq!(staff(&mut fresh.store).await.unwrap(), []);
    }
}
