//! Which member of staff an account belongs to: what they teach and what is due from them is found by it.

use access::{Cx, May, Routes, Sent, account_place, link_account};
use axum::extract::Path;
use axum::response::IntoResponse;
use web::forms::Fields;
use web::ui::Choice;
use web::{OrMissing, Page, Reply, Stage, filters, see_other};

use super::queries::staff;
use crate::labels;

pub(super) fn routes() -> Routes {
    Routes::new().page("/settings/accounts/{id}/staff", May::ManageAccounts, show).action(
        "/settings/accounts/{id}/staff",
        May::ManageAccounts,
        save,
    )
}

#[derive(askama::Template)]
#[template(path = "staff/account.html")]
struct AccountPage {
    id: i64,
    people: Vec<Choice>,
    fields: Fields,
}

async fn show(cx: Cx, Path(id): Path<i64>) -> Reply {
    let (_, staff_id) = account_place(&mut cx.store(), id).await?.or_missing()?;
    let fields = Fields::empty().with("staff", staff_id.map_or(String::new(), |id| id.to_string()));
    form(&cx, id, fields).await
}

async fn form(cx: &Cx, id: i64, fields: Fields) -> Reply {
    let mut db = cx.store();
    let (name, _) = account_place(&mut db, id).await?.or_missing()?;
    let present = staff(&mut db).await?.into_iter().filter(|one| one.left_on.is_none());
    let people = present.map(|one| Choice::new(one.id, one.with_position())).collect();
    let page = Page::new(labels::LINK_ACCOUNT)
        .stage(Stage::Settings)
        .crumb(labels::ACCOUNTS, "/settings/accounts")
        .crumb(name, format!("/settings/accounts/{id}"))
        .with_errors_of(&fields);
    cx.page(page.body(AccountPage { id, people, fields })).await
}

async fn save(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let staff_id = fields.id_if_any("staff");
    let known = staff(&mut cx.store()).await?.into_iter().find(|one| Some(one.id) == staff_id);
    if staff_id.is_some() && known.is_none() {
        fields.refuse("staff", labels::PICK);
    }
    if fields.has_errors() {
        return form(&cx, id, fields).await;
    }
    let name = known.map_or(String::new(), |one| one.name().with_initials());
    link_account(&cx, id, staff_id, &name).await?;
    Ok(see_other(format!("/settings/accounts/{id}")).done(labels::SAVED).into_response())
}
