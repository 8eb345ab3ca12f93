//! The staff list and one member's card.

use access::{Cx, May, Routes};
use axum::extract::Path;
use web::{OrMissing, Page, Reply, Stage, filters};

use super::queries::{self, StaffCourse, StaffMember};
use super::{account_page, edit_pages};
use crate::labels;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("/school/staff", May::ReadRoster, list)
        .page("/school/staff/{id}", May::EditRoster, show)
        .and(edit_pages::routes())
        .and(account_page::routes())
}

#[derive(askama::Template)]
#[template(path = "staff/list.html")]
struct ListPage {
    people: Vec<StaffLine>,
    may_edit: bool,
}

struct StaffLine {
    id: i64,
    name: String,
    position: String,
    education: String,
    category: &'static str,
    has_left: bool,
}

impl StaffLine {
    fn of(member: StaffMember) -> Self {
        Self {
            id: member.id,
            name: member.name().full(),
            education: labels::education(member.education.as_deref(), member.education_is_pedagogical),
            category: labels::category(member.category.as_deref()),
            has_left: member.left_on.is_some(),
            position: member.position,
        }
    }
}

async fn list(cx: Cx) -> Reply {
    let people = queries::staff(&mut cx.store()).await?.into_iter().map(StaffLine::of).collect();
    let body = ListPage { people, may_edit: cx.may(May::EditRoster) };
    cx.page(Page::new(labels::STAFF).stage(Stage::School).body(body)).await
}

#[derive(askama::Template)]
#[template(path = "staff/show.html")]
struct ShowPage {
    member: StaffMember,
    kind: &'static str,
    education: String,
    category: &'static str,
    courses: Vec<StaffCourse>,
    invitation: Option<String>,
}

async fn show(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut db = cx.store();
    let member = queries::staff_member(&mut db, id).await?.or_missing()?;
    let name = member.name().full();
    let invite = web::url::with_query("/settings/invitations", &[("name", &name), ("staff_id", &id.to_string())]);
    let body = ShowPage {
        kind: labels::staff_kind(&member.staff_kind),
        education: labels::education(member.education.as_deref(), member.education_is_pedagogical),
        category: labels::category(member.category.as_deref()),
        courses: queries::courses_of(&mut db, id).await?,
        invitation: cx.may(May::ManageAccounts).then_some(invite),
        member,
    };
    cx.page(Page::new(name).stage(Stage::School).crumb(labels::STAFF, "/school/staff").body(body)).await
}
