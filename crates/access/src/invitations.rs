//! One-time invitation codes: nobody ever gets a password from somebody else.

use axum::extract::{Path, Query};
use axum::response::IntoResponse;
use chrono::Duration;
use ledger::{Actor, Artefact, Change, Happening};
use web::forms::Fields;
use web::ui::Choice;
use web::{OrMissing, Page, Refusal, Reply, Stage, filters, see_other};

use crate::accounts::{self, AccountRefused, Applicant};
use crate::queries::{InvitationRow, NewInvitation};
use crate::{Cx, May, Role, Routes, Sent, Visitor, labels, login_key, queries, secret, sign_in};

const VALID_DAYS: i64 = 14;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("/settings/invitations", May::ManageAccounts, list)
        .action("/settings/invitations", May::ManageAccounts, invite)
        .action("/settings/invitations/{id}/withdrawal", May::ManageAccounts, withdraw)
        .page("/invitation", May::Anyone, welcome)
        .action("/invitation", May::Anyone, accept)
}

#[derive(askama::Template)]
#[template(path = "invitations_list.html")]
struct ListPage {
    invitations: Vec<InvitationLine>,
    roles: Vec<Choice>,
    fields: Fields,
    fresh: Option<Fresh>,
}

struct InvitationLine {
    row: InvitationRow,
    roles: String,
    until: String,
}

/// The code of an invitation that was made a moment ago: shown on this one answer, kept nowhere.
struct Fresh {
    name: String,
    code: String,
}

/// Whom a link elsewhere proposes to invite.
#[derive(serde::Deserialize)]
struct Proposed {
    #[serde(default)]
    name: String,
    #[serde(default)]
    staff_id: String,
}

async fn list(cx: Cx, Query(proposed): Query<Proposed>) -> Reply {
    let fields = Fields::empty().with("name", proposed.name).with("staff_id", proposed.staff_id);
    page(&cx, fields, None).await
}

async fn page(cx: &Cx, fields: Fields, fresh: Option<Fresh>) -> Reply {
    let rows = queries::open_invitations(&mut cx.store(), cx.now()).await?;
    let line = |row: InvitationRow| InvitationLine {
        roles: role_labels(&row.roles),
        until: school::ru::date_short(row.expires_at.date_naive()),
        row,
    };
    let page = Page::new(labels::INVITATIONS).stage(Stage::Settings).with_errors_of(&fields);
    let body = ListPage {
        invitations: rows.into_iter().map(line).collect(),
        roles: accounts::role_choices(cx),
        fields,
        fresh,
    };
    cx.page(page.body(body)).await
}

fn roles_of(codes: &str) -> Vec<Role> {
    codes.split(',').filter_map(Role::from_code).collect()
}

fn role_labels(codes: &str) -> String {
    roles_of(codes).into_iter().map(Role::label).collect::<Vec<_>>().join(", ")
}

async fn invite(cx: Cx, Sent(mut fields): Sent) -> Reply {
    let roles = accounts::ticked(&fields);
    let name = fields.text("name", &AccountRefused::NameMissing.say());
    if let Err(refusal) = accounts::may_give(&cx, &[], &roles) {
        fields.refuse("role", refusal.say());
    }
    let (Some(name), false) = (name, fields.has_errors()) else {
        return page(&cx, fields, None).await;
    };
    let code = secret::new_code();
    let mut change = cx.begin().await?;
    let new = NewInvitation {
        code_hash: &secret::hash(&secret::tidy_code(&code)),
        display_name: &name,
        staff_id: fields.id_if_any("staff_id"),
        roles: &roles,
        expires_at: cx.now() + Duration::days(VALID_DAYS),
        student_id: None,
        account_id: None,
    };
    let id = queries::insert_invitation(&mut change, &new).await?;
    change.commit(&Invited { id, sentence: labels::invited(&name, &roles) }).await?;
    page(&cx, Fields::empty(), Some(Fresh { name, code })).await
}

/// Invites a parent or the pupil: the account made by the code sees this student. Answers the code, to be shown once. The
/// caller says what happened.
///
/// # Errors
/// When the database refuses.
pub async fn invite_to_see_student(
    change: &mut Change,
    name: &str,
    role: Role,
    student_id: i64,
) -> store::Result<String> {
    let code = secret::new_code();
    let new = NewInvitation {
        code_hash: &secret::hash(&secret::tidy_code(&code)),
        display_name: name,
        staff_id: None,
        roles: &[role],
        expires_at: change.now() + Duration::days(VALID_DAYS),
        student_id: Some(student_id),
        account_id: None,
    };
    queries::insert_invitation(change, &new).await?;
    Ok(code)
}

async fn withdraw(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut change = cx.begin().await?;
    queries::withdraw_invitation(&mut change, id).await?.then_some(()).or_missing()?;
    change.commit(&Invited { id, sentence: labels::INVITATION_WITHDRAWN.to_owned() }).await?;
    Ok(see_other("/settings/invitations").done(labels::SAVED).into_response())
}

struct Invited {
    id: i64,
    sentence: String,
}

impl Happening for Invited {
    fn kind(&self) -> &'static str {
        "invitation.changed"
    }
    fn subject(&self) -> Artefact {
        Artefact { kind: "invitation", id: self.id }
    }
    fn sentence(&self) -> String {
        self.sentence.clone()
    }
}

#[derive(askama::Template)]
#[template(path = "invitation.html")]
struct WelcomePage {
    fields: Fields,
}

async fn welcome(visitor: Visitor) -> Reply {
    form(&visitor, Fields::empty()).await
}

async fn form(visitor: &Visitor, fields: Fields) -> Reply {
    let page = Page::new(labels::INVITATION).narrow().with_errors_of(&fields);
    visitor.page(page.body(WelcomePage { fields })).await
}

async fn accept(visitor: Visitor, Sent(mut fields): Sent) -> Reply {
    let (now, today) = visitor.app().clock();
    let store = visitor.app().store();
    let code_hash = secret::hash(&secret::tidy_code(fields.get("code")));
    let invitation = queries::open_invitation(&mut store.clone(), &code_hash, now).await?;
    // Without a right code nothing is said about logins.
    let Some(invitation) = invitation else {
        fields.refuse("code", labels::CODE_UNKNOWN);
        return form(&visitor, fields).await;
    };
    let applicant = Applicant::from_fields(&fields, &invitation.display_name);
    applicant.faults().into_iter().for_each(|(field, fault)| fields.refuse(field, fault.say()));
    let actor = Actor { account_id: None, name: invitation.display_name.clone() };
    let mut change = Change::begin(&store, actor, now, today).await?;
    if queries::login_is_taken(&mut change, &login_key(&applicant.login)).await? {
        fields.refuse("login", AccountRefused::LoginTaken.say());
    }
    if fields.has_errors() {
        return form(&visitor, fields).await;
    }
    let roles = roles_of(&invitation.roles);
    let account_id = accounts::create_account(&mut change, &applicant, invitation.staff_id, &roles).await?;
    if let Some(student_id) = invitation.student_id {
        queries::let_see_student(&mut change, account_id, student_id).await?;
    }
    queries::use_invitation(&mut change, invitation.id).await?.then_some(()).or_missing()?;
    change.say(&Invited { id: invitation.id, sentence: labels::invitation_used(&invitation.display_name) }).await?;
    let token = sign_in::open_session(change, account_id).await?;
    Ok(visitor.welcome(&token, "/"))
}
