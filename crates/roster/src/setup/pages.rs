//! The school's card, its years and the dates of its terms.

use access::{Cx, May, Routes, Sent};
use axum::extract::Path;
use axum::response::IntoResponse;
use ledger::{Artefact, Happening};
use school::{SchoolYear, TermScheme};
use web::forms::Fields;
use web::{OrMissing, Page, Reply, Stage, filters, see_other};

use super::queries::{self, School, YearDates};
use super::{TermDates, check_terms};
use crate::labels;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("/school", May::ReadRoster, card)
        .page("/school/edit", May::EditSchool, edit)
        .action("/school", May::EditSchool, save)
        .page("/school/years", May::ReadRoster, years)
        .action("/school/years", May::EditSchool, add_year)
        .action("/school/years/{year}", May::EditSchool, save_year)
        .action("/school/years/{year}/trimesters", May::EditSchool, add_trimesters)
}

#[derive(askama::Template)]
#[template(path = "setup/card.html")]
struct CardPage {
    school: School,
    may_edit: bool,
}

async fn card(cx: Cx) -> Reply {
    let school = queries::school(&mut cx.store()).await?.unwrap_or_default();
    let body = CardPage { school, may_edit: cx.may(May::EditSchool) };
    cx.page(Page::new(labels::SCHOOL).stage(Stage::School).body(body)).await
}

#[derive(askama::Template)]
#[template(path = "setup/edit.html")]
struct EditPage {
    fields: Fields,
}

async fn edit(cx: Cx) -> Reply {
    let school = queries::school(&mut cx.store()).await?.unwrap_or_default();
    let fields = Fields::empty()
        .with("name", &school.name)
        .with("short_name", &school.short_name)
        .with("locality", &school.locality)
        .with("address", &school.address)
        .with("phone", &school.phone)
        .with("email", &school.email)
        .with("founder", &school.founder)
        .with("principal_name", &school.principal_name);
    page_of_edit(&cx, fields).await
}

async fn page_of_edit(cx: &Cx, fields: Fields) -> Reply {
    let page =
        Page::new(labels::SCHOOL_CARD).stage(Stage::School).crumb(labels::SCHOOL, "/school").with_errors_of(&fields);
    cx.page(page.body(EditPage { fields })).await
}

async fn save(cx: Cx, Sent(mut fields): Sent) -> Reply {
    let Some(name) = fields.text("name", labels::SCHOOL_NAME_MISSING) else {
        return page_of_edit(&cx, fields).await;
    };
    let mut change = cx.begin().await?;
    let known = queries::school(&mut change).await?.unwrap_or_default();
    let typed = |field: &str| fields.get(field).to_owned();
    let school = School {
        name,
        short_name: typed("short_name"),
        locality: typed("locality"),
        address: typed("address"),
        phone: typed("phone"),
        email: typed("email"),
        founder: typed("founder"),
        principal_name: typed("principal_name"),
        ..known
    };
    let id = queries::save_school(&mut change, &school).await?;
    let sentence = labels::school_saved(school.shown_name());
    change.commit(&SetupChanged { kind: "school", id, sentence }).await?;
    Ok(see_other("/school").done(labels::SAVED).into_response())
}

#[derive(askama::Template)]
#[template(path = "setup/years.html")]
struct YearsPage {
    years: Vec<YearBlock>,
    may_edit: bool,
    fields: Fields,
}

struct YearBlock {
    dates: YearDates,
    terms: Vec<TermDates>,
    has_trimesters: bool,
}

async fn years(cx: Cx) -> Reply {
    page_of_years(&cx, Fields::empty()).await
}

async fn page_of_years(cx: &Cx, fields: Fields) -> Reply {
    let mut db = cx.store();
    let mut years = Vec::new();
    for dates in queries::school_years(&mut db).await? {
        let terms = queries::terms(&mut db, dates.school_year).await?;
        let has_trimesters = terms.iter().any(|one| one.term.code().starts_with('t'));
        years.push(YearBlock { dates, terms, has_trimesters });
    }
    let page = Page::new(labels::YEARS).stage(Stage::School).with_errors_of(&fields);
    cx.page(page.body(YearsPage { years, may_edit: cx.may(May::EditSchool), fields })).await
}

async fn add_year(cx: Cx, Sent(mut fields): Sent) -> Reply {
    let Some(year) = SchoolYear::parse(fields.get("year")) else {
        fields.refuse("year", labels::YEAR_UNREAD);
        return page_of_years(&cx, fields).await;
    };
    let mut change = cx.begin().await?;
    queries::ensure_year(&mut change, year).await?;
    saved_year(change, year.0).await
}

async fn add_trimesters(cx: Cx, Path(year): Path<i64>) -> Reply {
    let mut change = cx.begin().await?;
    queries::year_dates(&mut change, year).await?.or_missing()?;
    queries::ensure_scheme(&mut change, SchoolYear(year), TermScheme::Trimesters).await?;
    saved_year(change, year).await
}

async fn save_year(cx: Cx, Path(year): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    queries::year_dates(&mut change, year).await?.or_missing()?;
    let mut wanted = Vec::new();
    for known in queries::terms(&mut change, year).await? {
        let code = known.term.code();
        let from = fields.date(&format!("{code}_from"), labels::DATE_MISSING);
        let until = fields.date(&format!("{code}_until"), labels::DATE_MISSING);
        if let (Some(starts_on), Some(ends_on)) = (from, until) {
            wanted.push(TermDates { starts_on, ends_on, ..known });
        }
    }
    let from = fields.date("year_from", labels::DATE_MISSING);
    let until = fields.date("year_until", labels::DATE_MISSING);
    let (Some(starts_on), Some(ends_on), false) = (from, until, fields.has_errors()) else {
        return page_of_years(&cx, fields).await;
    };
    if let Err(refusal) = check_terms(&wanted, (starts_on, ends_on)) {
        return Ok(see_other("/school/years").refused(labels::term_overlap(&refusal.to_string())).into_response());
    }
    queries::save_year(&mut change, YearDates { school_year: year, starts_on, ends_on }).await?;
    for dates in wanted {
        queries::save_term(&mut change, year, dates).await?;
    }
    saved_year(change, year).await
}

async fn saved_year(change: ledger::Change, year: i64) -> Reply {
    change.commit(&SetupChanged { kind: "school_year", id: year, sentence: labels::year_saved(year) }).await?;
    Ok(see_other("/school/years").done(labels::SAVED).into_response())
}

struct SetupChanged {
    kind: &'static str,
    id: i64,
    sentence: String,
}

impl Happening for SetupChanged {
    fn kind(&self) -> &'static str {
        "setup.changed"
    }
    fn subject(&self) -> Artefact {
        Artefact { kind: self.kind, id: self.id }
    }
    fn sentence(&self) -> String {
        self.sentence.clone()
    }
}
