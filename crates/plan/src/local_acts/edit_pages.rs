//! Drafting an act: its form, the draft of «Положение о ВСОКО», a new edition.

use access::{Cx, Sent};
use axum::extract::Path;
use axum::response::IntoResponse;
use chrono::NaiveDate;
use ledger::Change;
use roster::setup::queries::{school, school_years};
use school::SchoolYear;
use web::forms::Fields;
use web::ui::Choice;
use web::{OrMissing, OrRefused, Page, Reply, Stage, filters, see_other};

use super::labels::templates::Template;
use super::labels::{self, kind_name};
use super::live::plan_year;
use super::{ActKind, CannotStep, LocalAct, State, artefact, draft, keep_draft, queries};
use crate::editing::{Differing, differing, is_stale};
use crate::happened::PlanHappened;

#[derive(askama::Template)]
#[template(path = "local_acts/edit.html")]
struct EditPage {
    action: String,
    version: i64,
    fields: Fields,
    theirs: Vec<Differing>,
    kinds: Vec<Choice>,
    years: Vec<Choice>,
    file_name: String,
}

pub(super) async fn new(cx: Cx) -> Reply {
    let fields = Fields::empty().with("school_year", SchoolYear::containing(cx.today()).0);
    form(&cx, None, fields, Vec::new()).await
}

pub(super) async fn edit(cx: Cx, Path(id): Path<i64>) -> Reply {
    let act = queries::act(&mut cx.store(), id).await?.or_missing()?;
    is_open(&act).or_refused()?;
    let fields = filled(&act, cx.today());
    form(&cx, Some(&act), fields, Vec::new()).await
}

/// The text of an act is open while it is a draft.
fn is_open(act: &LocalAct) -> Result<(), CannotStep> {
    if act.state() == State::Draft { Ok(()) } else { Err(CannotStep::NotNow) }
}

fn filled(act: &LocalAct, today: NaiveDate) -> Fields {
    Fields::empty()
        .with("kind", act.kind.code())
        .with("title", &act.title)
        .with("number", &act.number)
        .with("body_text", &act.body_text)
        .with_date("valid_from", act.valid_from)
        .with_date("valid_until", act.valid_until)
        .with("school_year", plan_year(act, today))
}

async fn form(cx: &Cx, known: Option<&LocalAct>, fields: Fields, theirs: Vec<Differing>) -> Reply {
    let title = if known.is_some() { labels::EDIT_ACT } else { labels::NEW_ACT };
    let page = Page::new(title).stage(Stage::Plan).crumb(labels::ACTS, "/plan/local-acts").with_errors_of(&fields);
    let this_year = SchoolYear::containing(cx.today());
    let known_years = school_years(&mut cx.store()).await?.into_iter().map(|year| year.school_year);
    let mut years: Vec<i64> = known_years.chain([this_year.0, this_year.next().0]).collect();
    years.sort_unstable_by_key(|year| std::cmp::Reverse(*year));
    years.dedup();
    let body = EditPage {
        years: years.into_iter().map(|year| Choice::new(year, SchoolYear(year).long())).collect(),
        action: known.map_or_else(|| "/plan/local-acts".to_owned(), |act| format!("/plan/local-acts/{}", act.id)),
        version: known.map_or(0, |act| act.version),
        fields,
        theirs,
        kinds: ActKind::ALL.into_iter().map(|kind| Choice::new(kind.code(), kind_name(kind))).collect(),
        file_name: known.map_or_else(String::new, |act| act.file_name.clone()),
    };
    cx.page(page.body(body)).await
}

pub(super) async fn create(cx: Cx, Sent(fields): Sent) -> Reply {
    let change = cx.begin().await?;
    receive(&cx, change, None, fields).await
}

pub(super) async fn save(cx: Cx, Path(id): Path<i64>, Sent(fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let known = queries::act(&mut change, id).await?.or_missing()?;
    is_open(&known).or_refused()?;
    receive(&cx, change, Some(known), fields).await
}

async fn receive(cx: &Cx, mut change: Change, known: Option<LocalAct>, mut fields: Fields) -> Reply {
    let mut theirs = Vec::new();
    if let Some(act) = &known
        && is_stale(&fields, act.version)
    {
        fields.refuse_all(labels::STALE);
        theirs = differing(&fields, &filled(act, cx.today()), labels::FIELDS);
    }
    let saves_itself = fields.is_ticked("autosave");
    let file = fields.take_files("file").into_iter().next();
    let Some(mut act) = read(&mut fields, known.as_ref()) else {
        return form(cx, known.as_ref(), fields, theirs).await;
    };
    if let Some(file) = file {
        act.file_sha256 = change.put_file(&file.bytes, &file.file_name).await?;
        act.file_name = file.file_name;
    } else if fields.is_ticked("without_file") && !saves_itself {
        (act.file_sha256, act.file_name) = (String::new(), String::new());
    }
    let id = keep_draft(&mut change, &act).await?;
    let sentence = labels::saved(&act.title, act.edition);
    change.commit(&PlanHappened { kind: "local_act.saved", subject: artefact(id), sentence }).await?;
    // What saved itself goes back to the form, where the script finds the new version.
    if saves_itself {
        return Ok(see_other(format!("/plan/local-acts/{id}/edit")).into_response());
    }
    Ok(see_other(format!("/plan/local-acts/{id}")).done(labels::SAVED).into_response())
}

fn read(fields: &mut Fields, known: Option<&LocalAct>) -> Option<LocalAct> {
    let kind = fields.choice("kind", labels::PICK_KIND, ActKind::from_code);
    let title = fields.text("title", labels::TITLE_MISSING);
    let number = fields.text_if_any("number");
    let body_text = fields.long_text_if_any("body_text");
    let (valid_from, valid_until) = (fields.date_if_any("valid_from"), fields.date_if_any("valid_until"));
    let school_year = fields.id_if_any("school_year");
    if valid_from.zip(valid_until).is_some_and(|(from, until)| until < from) {
        fields.refuse("valid_until", labels::DATES_TURNED);
    }
    if fields.has_errors() {
        return None;
    }
    let mut act = known.cloned().unwrap_or_else(|| draft(ActKind::Regulation));
    (act.kind, act.title, act.number, act.body_text) = (kind?, title?, number?, body_text?);
    (act.valid_from, act.valid_until) = (valid_from, valid_until);
    act.school_year = school_year.or(act.school_year);
    Some(act)
}

/// Makes a draft from one of the templates; the appendices of «Положение о ВСОКО» follow model and plan.
pub(super) async fn from_template(cx: Cx, Sent(mut fields): Sent) -> Reply {
    let picked = fields.choice("template", labels::PICK_TEMPLATE, Template::from_code);
    let Some(template) = picked else {
        return Ok(see_other("/plan/local-acts").caution(labels::PICK_TEMPLATE).into_response());
    };
    let mut change = cx.begin().await?;
    let school = school(&mut change).await?.unwrap_or_default();
    let act = LocalAct {
        title: template.title().to_owned(),
        body_text: template.text(school.shown_name()),
        school_year: Some(SchoolYear::containing(cx.today()).0),
        ..draft(template.kind())
    };
    let id = keep_draft(&mut change, &act).await?;
    let sentence = labels::saved(&act.title, act.edition);
    change.commit(&PlanHappened { kind: "local_act.drafted", subject: artefact(id), sentence }).await?;
    Ok(see_other(format!("/plan/local-acts/{id}")).done(labels::SAVED).into_response())
}

/// Begins the next edition with the words of this one; it replaces this one on the day on which it comes into force.
pub(super) async fn new_edition(cx: Cx, Path(id): Path<i64>, Sent(_): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let before = queries::act(&mut change, id).await?.or_missing()?;
    let successors: Vec<State> = queries::successors(&mut change, id).await?.iter().map(LocalAct::state).collect();
    before.may_renew(&successors).or_refused()?;
    let act = LocalAct {
        edition: before.edition + 1,
        replaces_id: Some(before.id),
        school_year: Some(SchoolYear::containing(cx.today()).0),
        ..LocalAct { body_text: before.body_text, title: before.title, ..draft(before.kind) }
    };
    let id = keep_draft(&mut change, &act).await?;
    let sentence = labels::saved(&act.title, act.edition);
    change.commit(&PlanHappened { kind: "local_act.edition_begun", subject: artefact(id), sentence }).await?;
    Ok(see_other(format!("/plan/local-acts/{id}")).done(labels::NEW_EDITION).into_response())
}

#[derive(askama::Template)]
#[template(path = "local_acts/remove.html")]
struct RemovePage {
    id: i64,
    title: String,
}

pub(super) async fn ask_removal(cx: Cx, Path(id): Path<i64>) -> Reply {
    let act = queries::act(&mut cx.store(), id).await?.or_missing()?;
    is_open(&act).or_refused()?;
    let title = labels::edition_title(&act.title, act.edition);
    let page = Page::new(title.clone()).stage(Stage::Plan).crumb(labels::ACTS, "/plan/local-acts");
    cx.page(page.body(RemovePage { id, title })).await
}

/// Throws a draft away; what came into force once stays.
pub(super) async fn remove(cx: Cx, Path(id): Path<i64>, Sent(_): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let act = queries::act(&mut change, id).await?.or_missing()?;
    is_open(&act).or_refused()?;
    queries::remove_act(&mut change, id).await?;
    change.unlink(artefact(id)).await?;
    let sentence = labels::removed(&labels::edition_title(&act.title, act.edition));
    change.commit(&PlanHappened { kind: "local_act.removed", subject: artefact(id), sentence }).await?;
    Ok(see_other("/plan/local-acts").done(labels::REMOVED).into_response())
}
