//! The first start: an empty database becomes a school with its principal. Open to anybody until there is an account,
//! gone for ever afterwards.

use access::{Applicant, May, Routes, Sent, Visitor};
use axum::response::IntoResponse;
use ledger::{Actor, Artefact, Change, Happening};
use school::{PersonName, SchoolYear};
use web::forms::Fields;
use web::{Failure, Page, Refusal, Reply, filters, see_other};

use crate::labels;
use crate::setup::queries::{School, ensure_year, save_school, school};
use crate::subjects::queries::install_usual;

pub(crate) fn routes() -> Routes {
    Routes::new().page("/start", May::Anyone, show).action("/start", May::Anyone, begin)
}

#[derive(askama::Template)]
#[template(path = "first_start.html")]
struct FirstStart {
    fields: Fields,
    asks_code: bool,
}

async fn show(visitor: Visitor) -> Reply {
    if access::account_count(&mut visitor.app().store()).await? > 0 {
        return Ok(see_other("/sign-in").into_response());
    }
    // Files may have been loaded from the command line before: then the school is known.
    let known = school(&mut visitor.app().store()).await?.unwrap_or_default();
    let fields = Fields::empty()
        .with("school", &known.name)
        .with("short_name", &known.short_name)
        .with("locality", &known.locality);
    page(&visitor, fields).await
}

async fn page(visitor: &Visitor, fields: Fields) -> Reply {
    let asks_code = visitor.app().composition().setup_code.is_some();
    let page = Page::new(labels::FIRST_START).lead(labels::FIRST_START_LEAD).narrow().with_errors_of(&fields);
    visitor.page(page.body(FirstStart { fields, asks_code })).await
}

/// Makes the school, its present school year, the usual subjects and the principal's account, all or nothing.
async fn begin(visitor: Visitor, Sent(mut fields): Sent) -> Reply {
    let (now, today) = visitor.app().clock();
    let store = visitor.app().store();
    let applicant = Applicant::from_fields(&fields, fields.get("name"));
    let name = fields.text("school", labels::SCHOOL_NAME_MISSING);
    for (field, fault) in applicant.faults() {
        fields.refuse(field, fault.say());
    }
    if let Some(code) = &visitor.app().composition().setup_code
        && fields.get("setup_code") != code
    {
        fields.refuse("setup_code", labels::SETUP_CODE_WRONG);
    }
    let (Some(name), false) = (name, fields.has_errors()) else {
        return page(&visitor, fields).await;
    };
    let actor = Actor { account_id: None, name: applicant.name.trim().to_owned() };
    let mut change = Change::begin(&store, actor, now, today).await?;
    if access::account_count(&mut change).await? > 0 {
        return Err(Failure::missing());
    }
    let known = school(&mut change).await?.unwrap_or_default();
    let founded = School {
        name: name.clone(),
        short_name: fields.get("short_name").to_owned(),
        locality: fields.get("locality").to_owned(),
        principal_name: PersonName::parse(&applicant.name)
            .map_or_else(|_| applicant.name.trim().to_owned(), |name| name.full()),
        ..known
    };
    let id = save_school(&mut change, &founded).await?;
    ensure_year(&mut change, SchoolYear::containing(today)).await?;
    install_usual(&mut change).await?;
    let account_id = access::create_principal(&mut change, &applicant).await?;
    change.say(&SchoolFounded { id, name }).await?;
    let token = access::open_session(change, account_id).await?;
    Ok(visitor.welcome(&token, "/"))
}

struct SchoolFounded {
    id: i64,
    name: String,
}

impl Happening for SchoolFounded {
    fn kind(&self) -> &'static str {
        "school.founded"
    }
    fn subject(&self) -> Artefact {
        Artefact { kind: "school", id: self.id }
    }
    fn sentence(&self) -> String {
        labels::school_founded(&self.name)
    }
}
