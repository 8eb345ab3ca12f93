//! Who may look where.

use std::path::Path;

use crate::browser::travel;
use crate::person::Person;
use crate::{files, program};

/// What the invited choose.
pub(crate) const OWN_PASSWORD: &str = "весенний луг цветёт";

/// A school whose files are loaded: two classes of the same year, two teachers.
pub(crate) fn school_with_files(data: &Path, folder: &Path) {
    let sheets = [files::class_year_sheet(folder, "8А"), files::class_year_sheet(folder, "8Б")];
    program::load(data, &[&sheets[..], &[files::staff_list(folder)]].concat());
}

/// The first start: the school and its principal.
pub(crate) async fn first_start(person: &Person) {
    person.open("/").await;
    person.arrives("/start").await;
    person.fill("Полное наименование", files::SCHOOL).await;
    person.fill("Сокращённое наименование", "МБОУ СОШ № 1").await;
    person.fill("Населённый пункт", "г. Образцово").await;
    person.fill("Фамилия, имя, отчество", "Соколова Ирина Павловна").await;
    person.fill("Логин", "директор").await;
    person.fill("Пароль", "осенний лес шумит").await;
    person.press("Начать работу").await;
    person.sees("Соколова Ирина Павловна").await;
}

#[tokio::test]
async fn an_invited_teacher_sees_own_classes_only() {
    let (data, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    school_with_files(data.path(), folder.path());
    let program = program::serve(data.path());
    let (code, own, other) = travel(&program, async |principal| {
        first_start(&principal).await;
        principal.choose("Учебный год", files::YEAR).await;
        give_lessons(&principal, "8А", "Алгебра", "Петрова Анна Сергеевна").await;
        let own = principal.path().await;
        let code = invite(&principal, "Петрова Анна Сергеевна").await;
        principal.open("/school/classes").await;
        principal.press("8Б").await;
        principal.arrives("/school/classes/").await;
        (code, own, principal.path().await)
    })
    .await;
    travel(&program, async |teacher| {
        come(&teacher, &code, "петрова").await;
        teacher.sees("Петрова Анна Сергеевна").await;
        teacher.choose("Учебный год", files::YEAR).await;
        sees_own_class_only(&teacher, &own, &other).await;
    })
    .await;
}

/// Puts a teacher on the timetable of a class; ends on the page of the class.
async fn give_lessons(principal: &Person, class: &str, subject: &str, teacher: &str) {
    principal.open("/school/classes").await;
    principal.press(class).await;
    principal.arrives("/school/classes/").await;
    let page = principal.path().await;
    principal.press("Изменить класс и нагрузку").await;
    principal.choose("Предмет", subject).await;
    principal.choose("Учитель", teacher).await;
    principal.press("Добавить учителя").await;
    principal.sees("Петрова А. С.").await;
    principal.open(&page).await;
    principal.sees("Петрова А. С.").await;
}

/// Invites a member of staff from the card; answers the code that is shown once.
pub(crate) async fn invite(principal: &Person, name: &str) -> String {
    principal.open("/school/staff").await;
    principal.press(name).await;
    principal.press("Пригласить в систему").await;
    principal.set("Учитель").await;
    principal.press("Создать приглашение").await;
    principal.sees("Приглашение готово").await;
    let code = principal.ask("return document.querySelector('.code-slip').innerText.trim();", vec![]).await;
    code.as_str().unwrap().to_owned()
}

/// Comes with an invitation for the first time.
pub(crate) async fn come(person: &Person, code: &str, login: &str) {
    person.open("/sign-in").await;
    person.press("Создайте учётную запись по коду приглашения").await;
    person.fill("Код приглашения", code).await;
    person.fill("Логин", login).await;
    person.fill("Пароль", OWN_PASSWORD).await;
    person.press("Создать учётную запись").await;
}

async fn sees_own_class_only(teacher: &Person, own: &str, other: &str) {
    teacher.open(own).await;
    teacher.sees(&files::students("8А")[0]).await;
    teacher.open(other).await;
    teacher.sees("Страница не найдена").await;
    teacher.open("/analyse/heatmap").await;
    teacher.sees("Показаны ваши классы и предметы").await;
    let text = teacher.text().await;
    assert!(text.contains("8А") && !text.contains("8Б"), "{text}");
    for closed in ["/settings/accounts", "/settings/history", "/collect/imports", "/decide/orders/new", other] {
        assert_eq!(teacher.fetch(closed).await.0, 404, "{closed}");
    }
    assert_eq!(teacher.fetch(own).await.0, 200);
    // The class of somebody else is not there, whatever is asked about it.
    for page in ["indicators", "explain/school.pass_rate", "rows/school.pass_rate"] {
        let about = |class: &str| format!("/analyse/{page}?class={class}&subject=Алгебра");
        assert_eq!(teacher.fetch(&about("8А")).await.0, 200, "{page}");
        assert_eq!(teacher.fetch(&about("8Б")).await.0, 404, "{page}");
    }
}
