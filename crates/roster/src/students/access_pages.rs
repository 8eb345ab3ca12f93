//! Who may see a student as a parent or as the pupil: invitations, and accounts that exist already. And the page on which
//! they see the student.

use access::{Cx, May, Role, Routes, Sent};
use axum::extract::Path;
use axum::response::IntoResponse;
use web::forms::Fields;
use web::ui::Choice;
use web::{OrMissing, Page, Reply, Stage, filters, see_other};

use super::pages::{StayLine, StudentChanged};
use super::queries::{self, Student};
use crate::labels;

pub(super) fn routes() -> Routes {
    Routes::new()
        .page("/school/students/{id}/access", May::ManageAccounts, show)
        .action("/school/students/{id}/access", May::ManageAccounts, invite)
        .action("/school/students/{id}/access/accounts", May::ManageAccounts, add)
        .action("/school/students/{id}/access/removal", May::ManageAccounts, remove)
        .page("/my-students", May::SignedIn, mine)
}

#[derive(askama::Template)]
#[template(path = "students/access.html")]
struct AccessPage {
    student: Student,
    viewers: Vec<access::StudentViewer>,
    guardians: Vec<Choice>,
    roles: Vec<Choice>,
    fields: Fields,
    fresh: Option<Fresh>,
}

/// The code of an invitation that was made a moment ago: shown on this one answer, kept nowhere.
struct Fresh {
    name: String,
    code: String,
}

async fn show(cx: Cx, Path(id): Path<i64>) -> Reply {
    page(&cx, id, Fields::empty().with("role", Role::Guardian.code()), None).await
}

async fn page(cx: &Cx, id: i64, fields: Fields, fresh: Option<Fresh>) -> Reply {
    let mut db = cx.store();
    let student = queries::student(&mut db, id).await?.or_missing()?;
    let viewers = access::viewers_of_student(&mut db, id).await?;
    let is_new = |one: &access::StudentViewer| viewers.iter().all(|known| known.account_id != one.account_id);
    let guardians = access::guardians(&mut db).await?.into_iter().filter(is_new);
    let guardians =
        guardians.map(|one| Choice::new(one.account_id, labels::account_of(&one.display_name, &one.login))).collect();
    let name = student.name().full();
    let page = Page::new(labels::STUDENT_ACCESS)
        .stage(Stage::School)
        .crumb(name, format!("/school/students/{id}"))
        .with_errors_of(&fields);
    let roles = [Role::Guardian, Role::Student].map(|role| Choice::new(role.code(), role.label())).to_vec();
    cx.page(page.body(AccessPage { student, viewers, guardians, roles, fields, fresh })).await
}

/// Invites a parent by name, or the pupil under the name of the card.
async fn invite(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let student = queries::student(&mut change, id).await?.or_missing()?;
    let of_relative = |code: &str| Role::from_code(code).filter(|role| [Role::Guardian, Role::Student].contains(role));
    let role = fields.choice("role", labels::WHO_MISSING, of_relative);
    let name = match role {
        Some(Role::Student) => Some(student.name().full()),
        _ => fields.text("name", labels::GUARDIAN_NAMELESS),
    };
    let (Some(role), Some(name)) = (role, name) else {
        return page(&cx, id, fields, None).await;
    };
    let code = access::invite_to_see_student(&mut change, &name, role, id).await?;
    let sentence = labels::relative_invited(&name, role.label(), &student.name().full());
    change.commit(&StudentChanged { id, sentence }).await?;
    page(&cx, id, Fields::empty().with("role", Role::Guardian.code()), Some(Fresh { name, code })).await
}

/// Lets a parent who has an account see one more child.
async fn add(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let student = queries::student(&mut change, id).await?.or_missing()?;
    let known = access::guardians(&mut change).await?;
    let picked = fields.id("account", labels::PICK_ACCOUNT);
    let Some(account) = known.into_iter().find(|one| Some(one.account_id) == picked) else {
        if !fields.has_errors() {
            fields.refuse("account", labels::PICK_ACCOUNT);
        }
        return page(&cx, id, fields, None).await;
    };
    access::let_see_student(&mut change, account.account_id, id).await?;
    let sentence = labels::relative_added(&account.display_name, &student.name().full());
    change.commit(&StudentChanged { id, sentence }).await?;
    Ok(see_other(format!("/school/students/{id}/access")).done(labels::SAVED).into_response())
}

async fn remove(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let student = queries::student(&mut change, id).await?.or_missing()?;
    let picked = fields.id("account", labels::PICK_ACCOUNT);
    let viewers = access::viewers_of_student(&mut change, id).await?;
    let account = viewers.into_iter().find(|one| Some(one.account_id) == picked).or_missing()?;
    access::stop_seeing_student(&mut change, account.account_id, id).await?;
    let sentence = labels::relative_removed(&account.display_name, &student.name().full());
    change.commit(&StudentChanged { id, sentence }).await?;
    Ok(see_other(format!("/school/students/{id}/access")).done(labels::SAVED).into_response())
}

#[derive(askama::Template)]
#[template(path = "students/mine.html")]
struct MinePage {
    students: Vec<(Student, Vec<StayLine>)>,
}

/// The students whom this account was given to see, and nobody else.
async fn mine(cx: Cx) -> Reply {
    let mut db = cx.store();
    let mut students = Vec::new();
    for id in access::students_seen_by(&mut db, cx.viewer().account_id).await? {
        if let Some(student) = queries::student(&mut db, id).await? {
            let stays = queries::stays_of(&mut db, id).await?;
            students.push((student, stays.into_iter().map(StayLine::of).collect()));
        }
    }
    cx.page(Page::new(labels::MY_STUDENTS).body(MinePage { students })).await
}
