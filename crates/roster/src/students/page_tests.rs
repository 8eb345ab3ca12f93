use access::Role;
use school::ClassName;
use testkit::School;

use super::queries::*;
use crate::classes::queries::{Teaching, assign_teaching, create_class};
use crate::setup::queries::ensure_year;
use crate::staff::queries::{StaffMember, save_staff_member};
use crate::subjects::queries::create_subject;
use crate::testing::{Said, day};

/// A school with the classes 8А and 8Б, and a teacher of 8А.
async fn school(store: store::Store) -> (School, [i64; 2], i64) {
    let school = School::new(store, access::routes().and(crate::routes())).await;
    let mut change = school.change().await;
    ensure_year(&mut change, school::SchoolYear(2024)).await.unwrap();
    let mut classes = [0; 2];
    for (class, name) in classes.iter_mut().zip(["8А", "8Б"]) {
        *class = create_class(&mut change, 2024, &ClassName::read(name).unwrap().value).await.unwrap();
    }
    let member = StaffMember {
        surname: "Белова".to_owned(),
        given_name: "Ирина".to_owned(),
        staff_kind: "pedagogical".to_owned(),
        ..StaffMember::default()
    };
    let staff_id = save_staff_member(&mut change, &member).await.unwrap();
    let subject_id = create_subject(&mut change, "Алгебра", "Алг.", true).await.unwrap();
    let lesson = Teaching { staff_id, class_group_id: classes[0], subject_id };
    assign_teaching(&mut change, lesson, None).await.unwrap();
    change.commit(&Said).await.unwrap();
    (school, classes, staff_id)
}

async fn pupil(school: &School, class: i64) -> i64 {
    let mut change = school.change().await;
    let student = Student {
        surname: "Орлов".to_owned(),
        given_name: "Лев".to_owned(),
        patronymic: "Ильич".to_owned(),
        birth_on: Some(day("2010-11-02")),
        ..Student::default()
    };
    let student_id = save_student(&mut change, &student).await.unwrap();
    let stay = Enrolment {
        id: 0,
        student_id,
        class_group_id: class,
        from_on: day("2024-09-01"),
        until_on: None,
        batch_id: None,
    };
    enrol(&mut change, &stay).await.unwrap();
    change.commit(&Said).await.unwrap();
    student_id
}

#[tokio::test]
async fn a_student_is_added_and_corrected() {
    testkit::on_both(crate::schema(), |store| async move {
        let (school, [class, _], _) = school(store).await;
        let class = class.to_string();
        let mut deputy = school.deputy().await;
        deputy.get(&format!("/school/classes/{class}")).await;
        deputy.follow("Добавить ученика").await.must_be(200).must_say("Первый день в классе");
        let wrong = [("surname", ""), ("given_name", "Л3в"), ("birth_on", "31.02.2010"), ("from_on", "01.09.2019")];
        let refused = deputy.submit("/school/students", &wrong).await;
        refused.must_be(422).must_say("Укажите фамилию").must_say("только буквы").must_say("Такой даты нет");
        refused.must_say("2024/25 учебный год длится с 01.09.2024 по 31.08.2025");
        let grown = [("surname", "Орлов"), ("given_name", "Лев"), ("birth_on", "02.11.1980"), ("class", &class)];
        deputy.submit("/school/students", &grown).await.must_be(422).must_say("не от 5 до 25 лет");
        let right = [
            ("surname", "Орлов"),
            ("given_name", "Лев"),
            ("patronymic", "Ильич"),
            ("birth_on", "02.11.2010"),
            ("sex", "m"),
            ("class", class.as_str()),
            ("from_on", "01.09.2024"),
        ];
        deputy.submit("/school/students", &right).await.must_be(200).must_say("Орлов Лев Ильич").must_say("мужской");
        deputy.get("/school/students/new").await;
        deputy.submit("/school/students", &right).await.must_be(422).must_say("уже есть");
        let id = students(&mut school.store()).await.unwrap()[0].id;
        deputy.get(&format!("/school/students/{id}/edit")).await.must_be(200);
        deputy.submit(&format!("/school/students/{id}"), &[("surname", "")]).await.must_be(422);
        deputy.submit(&format!("/school/students/{id}"), &[("surname", "Орлов-Белов")]).await.must_be(200);
        let saved = student(&mut school.store(), id).await.unwrap().unwrap();
        assert_eq!((saved.surname.as_str(), saved.birth_on), ("Орлов-Белов", Some(day("2010-11-02"))));
        let told = school.history().await;
        assert!(told.iter().any(|said| said == "Добавлен ученик Орлов Лев Ильич: 8А класс с 01.09.2024"));
    })
    .await;
}

#[tokio::test]
async fn a_student_is_transferred_and_leaves_with_a_date() {
    testkit::on_both(crate::schema(), |store| async move {
        let (school, classes, _) = school(store).await;
        let id = pupil(&school, classes[0]).await;
        let card = format!("/school/students/{id}");
        let (enrolment, withdrawal) = (format!("{card}/enrolment"), format!("{card}/withdrawal"));
        let [first, second] = classes.map(|class| class.to_string());
        let mut deputy = school.deputy().await;
        deputy.get(&card).await.must_say("8А");
        let same = [("class", first.as_str()), ("from_on", "10.01.2025")];
        deputy.submit(&enrolment, &same).await.must_be(422).must_say("уже числится в этом классе");
        let too_early = [("class", second.as_str()), ("from_on", "01.08.2024")];
        deputy.submit(&enrolment, &too_early).await.must_be(422).must_say("учебный год длится");
        let same_day = [("class", second.as_str()), ("from_on", "01.09.2024")];
        deputy.submit(&enrolment, &same_day).await.must_be(422).must_say("уже числится в другом классе");
        let right = [("class", second.as_str()), ("from_on", "10.01.2025")];
        deputy.submit(&enrolment, &right).await.must_be(200).must_say("09.01.2025");
        let outside = [("last_on", "01.08.2024")];
        deputy.submit(&withdrawal, &outside).await.must_be(422).must_say("не числится");
        deputy.submit(&withdrawal, &[("last_on", "30.03.2025")]).await.must_be(200).must_say("30.03.2025");
        let stays = enrolments_of(&mut school.store(), id).await.unwrap();
        let days: Vec<_> = stays.iter().map(|stay| (stay.class_group_id, stay.from_on, stay.until_on)).collect();
        let expected = [
            (classes[0], day("2024-09-01"), Some(day("2025-01-10"))),
            (classes[1], day("2025-01-10"), Some(day("2025-03-31"))),
        ];
        assert_eq!(days, expected);
        assert!(school.history().await.iter().any(|said| said.contains("последний день в 8Б классе")));
    })
    .await;
}

#[tokio::test]
async fn a_student_is_seen_by_those_who_teach_the_class() {
    testkit::on_both(crate::schema(), |store| async move {
        let (school, [class, other], staff_id) = school(store).await;
        let (own, foreign) = (pupil(&school, class).await, pupil(&school, other).await);
        let mut teacher = school.teacher(staff_id).await;
        let card = teacher.get(&format!("/school/students/{own}")).await;
        card.must_be(200).must_not_say("Отчислить").must_not_say("Доступ родителей");
        teacher.get(&format!("/school/students/{foreign}")).await.must_be(404);
        teacher.get(&format!("/school/students/{own}/edit")).await.must_be(404);
        teacher.get(&format!("/school/students/{own}/access")).await.must_be(404);
        let list = teacher.get("/school/classes").await;
        assert!(list.html().contains(&format!("/school/classes/{class}\"")));
        list.must_say("8Б");
        assert!(!list.html().contains(&format!("/school/classes/{other}\"")));
        for role in [Role::Psychologist, Role::Expert, Role::AssociationHead] {
            let list = school.user(role).await.get("/school/classes").await;
            list.must_be(200).must_say("8А");
            assert!(!list.html().contains("href=\"/school/classes/"), "{role:?}");
        }
        let list = school.deputy().await.get("/school/classes").await;
        assert!(list.html().contains(&format!("/school/classes/{other}\"")));
    })
    .await;
}

#[tokio::test]
async fn a_parent_is_invited_to_see_one_student() {
    testkit::on_both(crate::schema(), |store| async move {
        let (school, [class, other], _) = school(store).await;
        let (child, brother) = (pupil(&school, class).await, pupil(&school, other).await);
        let place = format!("/school/students/{child}/access");
        let mut principal = school.principal().await;
        principal.get(&place).await.must_say("Пока никто, кроме сотрудников школы");
        let nameless = [("role", "guardian"), ("name", "")];
        principal.submit(&place, &nameless).await.must_be(422).must_say("имя и отчество родителя");
        principal.submit(&place, &[("role", "principal"), ("name", "Некто")]).await.must_be(422);
        let made = principal.submit(&place, &[("role", "guardian"), ("name", "Орлова Ольга Игоревна")]).await;
        let code = made.must_say("Приглашение готово").text();
        let code = code.split_whitespace().find(|word| word.len() == 11 && word.as_bytes()[5] == b'-').unwrap();

        let mut parent = school.visitor();
        parent.get("/invitation").await;
        let wanted = [("code", code), ("login", "орлова"), ("password", "длинная фраза из слов")];
        parent.submit("/invitation", &wanted).await;
        let mine = parent.get("/my-students").await;
        mine.must_be(200).must_say("Орлов Лев Ильич").must_say("8А").must_not_say("8Б");
        parent.get(&format!("/school/students/{child}")).await.must_be(404);

        let second = format!("/school/students/{brother}/access");
        let account = access::viewers_of_student(&mut school.store(), child).await.unwrap()[0].account_id.to_string();
        principal.get(&second).await.must_say("Орлова Ольга Игоревна (орлова)");
        principal.submit(&format!("{second}/accounts"), &[("account", "1")]).await.must_be(422);
        principal.submit(&format!("{second}/accounts"), &[("account", &account)]).await.must_be(200);
        parent.get("/my-students").await.must_say("8Б");
        principal.submit(&format!("{second}/removal"), &[("account", &account)]).await.must_be(200);
        parent.get("/my-students").await.must_not_say("8Б");
        let told = school.history().await;
        for words in ["Создано приглашение: Орлова", "открыт доступ", "закрыт доступ"]
        {
            assert!(told.iter().any(|said| said.contains(words)), "{words}");
        }
        school.deputy().await.get(&place).await.must_be(404);
        let mut pupils = school.principal().await;
        pupils.get(&place).await;
        pupils.submit(&place, &[("role", "student"), ("name", "")]).await.must_say("Передайте код лично: Орлов Лев");
    })
    .await;
}
