//! The yearly programme and the page of an audit.

use access::{Cx, May, Sent};
use axum::extract::Path;
use axum::response::IntoResponse;
use ledger::Change;
use roster::staff::queries::StaffMember;
use store::{Reads, new_id};
use web::forms::Fields;
use web::ui::{ChainLink, Choice};
use web::{OrMissing, OrRefused, Page, Refusal, Reply, Stage, filters, see_other};

use super::audit::{Audit, Line, Person};
use super::queries::{self, ProgrammeRow};
use super::{AuditHappened, artefact, describe, labels, plan};
use crate::nonconformities::queries::{Nonconformity, of_audit};
use crate::people::{choices, present};

const LIST: &str = "/act/audits";

#[derive(askama::Template)]
#[template(path = "audits/list.html")]
struct ProgrammePage {
    year: i64,
    rows: Vec<Row>,
    may_audit: bool,
}

struct Row {
    audit: ProgrammeRow,
    auditors: String,
}

pub(super) async fn programme(cx: Cx) -> Reply {
    let mut db = cx.store();
    let year = cx.year().await?;
    let auditors = queries::auditors_of_year(&mut db, year).await?;
    let row = |audit: ProgrammeRow| {
        let own = auditors.iter().filter(|(id, _)| *id == audit.id).map(|(_, name)| name.as_str());
        Row { auditors: own.collect::<Vec<_>>().join("; "), audit }
    };
    let rows = queries::programme(&mut db, year).await?.into_iter().map(row).collect();
    let body = ProgrammePage { year, rows, may_audit: cx.may(May::Audit) };
    cx.page(Page::new(labels::PROGRAMME).stage(Stage::Act).wide().body(body)).await
}

#[derive(askama::Template)]
#[template(path = "audits/edit.html")]
struct EditPage {
    action: String,
    is_new: bool,
    fields: Fields,
    people: Vec<Choice>,
}

pub(super) async fn new(cx: Cx) -> Reply {
    form(&cx, None, Fields::empty().with("version", 0)).await
}

async fn form(cx: &Cx, id: Option<i64>, fields: Fields) -> Reply {
    let people = choices(&present(&mut cx.store()).await?);
    let (title, action) = match id {
        Some(id) => (labels::EDIT_AUDIT, format!("{LIST}/{id}")),
        None => (labels::NEW_AUDIT, LIST.to_owned()),
    };
    let page = Page::new(title).stage(Stage::Act).crumb(labels::PROGRAMME, LIST).with_errors_of(&fields);
    cx.page(page.body(EditPage { action, is_new: id.is_none(), fields, people })).await
}

pub(super) async fn edit(cx: Cx, Path(id): Path<i64>) -> Reply {
    let audit = queries::audit(&mut cx.store(), id).await?.or_missing()?;
    audit.fill(None).or_refused()?;
    let fields = Fields::empty()
        .with("version", audit.version)
        .with("object", &audit.object)
        .with("owner", audit.owner.staff_id)
        .with("criteria", &audit.criteria)
        .with_date("starts_on", Some(audit.starts_on))
        .with_date("ends_on", Some(audit.ends_on));
    let fields = audit.auditors.iter().skip(1).fold(fields, |fields, one| fields.with("auditor", one.staff_id));
    form(&cx, Some(id), fields.with("lead", audit.auditors.first().map_or(0, |one| one.staff_id))).await
}

pub(super) async fn create(cx: Cx, Sent(fields): Sent) -> Reply {
    keep(&cx, None, fields).await
}

pub(super) async fn save(cx: Cx, Path(id): Path<i64>, Sent(fields): Sent) -> Reply {
    keep(&cx, Some(id), fields).await
}

async fn keep(cx: &Cx, id: Option<i64>, mut fields: Fields) -> Reply {
    let mut change = cx.begin().await?;
    let known = match id {
        Some(id) => Some(queries::audit(&mut change, id).await?.or_missing()?),
        None => None,
    };
    if let Some(known) = &known {
        known.fill(None).or_refused()?;
        if fields.get("version") != known.version.to_string() {
            fields.refuse_all(labels::audit_changed(known));
        }
    }
    let version = known.as_ref().map_or(0, |known| known.version);
    let people = present(&mut change).await?;
    let year = match &known {
        Some(known) => known.school_year,
        None => cx.year().await?,
    };
    let audit = read(&mut fields, &people, (id.unwrap_or_else(new_id), year, version));
    if let Some(Err(refusal)) = audit.as_ref().map(Audit::plan) {
        fields.refuse("lead", refusal.say());
    }
    let (Some(audit), false) = (audit, fields.has_errors()) else {
        return form(cx, id, with_version(&fields, version)).await;
    };
    plan(&mut change, &audit).await?;
    let sentence = labels::planned(&audit);
    change.commit(&AuditHappened { id: audit.id, kind: "audit.planned", sentence }).await?;
    Ok(see_other(format!("{LIST}/{}", audit.id)).done(labels::AUDIT_SAVED).into_response())
}

/// The form again, as an answer to the version that is stored now: whoever sends it has read what the other changed.
fn with_version(fields: &Fields, version: i64) -> Fields {
    let mut renewed = Fields::empty();
    let names: Vec<String> = fields.names().map(str::to_owned).collect();
    for name in names.iter().filter(|name| *name != "version") {
        renewed = fields.all(name).into_iter().fold(renewed, |renewed, value| renewed.with(name, value));
    }
    for error in fields.errors() {
        renewed.refuse(&error.name, error.message.clone());
    }
    renewed.with("version", version)
}

fn read(fields: &mut Fields, people: &[StaffMember], (id, school_year, version): (i64, i64, i64)) -> Option<Audit> {
    let person = |staff_id: i64| {
        let found = people.iter().find(|one| one.id == staff_id)?;
        Some(Person { staff_id, name: found.with_position() })
    };
    let object = fields.text("object", labels::OBJECT_MISSING);
    let owner = fields.choice("owner", labels::OWNER_MISSING, |value| person(value.parse().ok()?));
    let criteria = fields.long_text("criteria", labels::CRITERIA_MISSING);
    let starts_on = fields.date("starts_on", labels::START_MISSING);
    let ends_on = fields.date("ends_on", labels::END_MISSING);
    let mut auditors: Vec<Person> = Vec::new();
    for staff_id in fields.ids("lead").into_iter().chain(fields.ids("auditor")) {
        if auditors.iter().all(|known| known.staff_id != staff_id) {
            auditors.extend(person(staff_id));
        }
    }
    let (object, owner, criteria) = (object?, owner?, criteria?);
    let (starts_on, ends_on) = (starts_on?, ends_on?);
    Some(Audit { id, school_year, object, owner, criteria, starts_on, ends_on, auditors, version, conclusion: None })
}

#[derive(askama::Template)]
#[template(path = "audits/show.html")]
struct ShowPage {
    audit: Audit,
    lines: Vec<Line>,
    nonconformities: Vec<Nonconformity>,
    may_audit: bool,
    may_remove: bool,
    fields: Fields,
    chain: Vec<ChainLink>,
}

pub(super) async fn show(cx: Cx, Path(id): Path<i64>) -> Reply {
    let audit = queries::audit(&mut cx.store(), id).await?.or_missing()?;
    page_of(&cx, audit, Fields::empty()).await
}

pub(super) async fn page_of(cx: &Cx, audit: Audit, fields: Fields) -> Reply {
    let mut db = cx.store();
    let lines = queries::lines(&mut db, audit.id).await?;
    let nonconformities = of_audit(&mut db, audit.id).await?;
    let may_audit = cx.may(May::Audit) && audit.fill(cx.viewer().staff_id).is_ok();
    let title = audit.object.clone();
    let page = Page::new(title).stage(Stage::Act).crumb(labels::PROGRAMME, LIST).wide().with_errors_of(&fields);
    let body = ShowPage {
        chain: cx.chain(artefact(audit.id)).await?,
        may_remove: may_audit && nonconformities.is_empty(),
        may_audit,
        audit,
        lines,
        nonconformities,
        fields,
    };
    cx.page(page.body(body)).await
}

/// An audit whose checklist the viewer may change.
pub(super) async fn own_audit(db: &mut impl Reads, cx: &Cx, id: i64) -> Result<Audit, web::Failure> {
    let audit = queries::audit(db, id).await?.or_missing()?;
    audit.fill(cx.viewer().staff_id).or_refused()?;
    Ok(audit)
}

/// Says that a checklist is being worked on.
pub(super) async fn under_way(change: &mut Change, audit: &Audit) -> store::Result<()> {
    describe(change, audit, labels::UNDER_WAY).await
}

pub(super) async fn remove(cx: Cx, Path(id): Path<i64>, Sent(_): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let audit = own_audit(&mut change, &cx, id).await?;
    if !of_audit(&mut change, id).await?.is_empty() {
        return Err(web::Failure::refused(&super::CannotFill::HasNonconformity));
    }
    queries::remove_audit(&mut change, id).await?;
    change.unlink(artefact(id)).await?;
    change.commit(&AuditHappened { id, kind: "audit.removed", sentence: labels::removed(&audit) }).await?;
    Ok(see_other(LIST).done(labels::AUDIT_REMOVED).into_response())
}

pub(super) async fn conclude(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let audit = queries::audit(&mut change, id).await?.or_missing()?;
    let words = fields.long_text("words", labels::WORDS_MISSING);
    let lines = queries::lines(&mut change, id).await?;
    if let Err(refusal) = audit.conclude(&lines, cx.viewer().staff_id) {
        fields.refuse("words", refusal.say());
    }
    let (Some(words), false) = (words, fields.has_errors()) else {
        return page_of(&cx, audit, fields).await;
    };
    queries::conclude(&mut change, id, &words).await?;
    describe(&mut change, &audit, labels::CONCLUDED).await?;
    change.commit(&AuditHappened { id, kind: "audit.concluded", sentence: labels::concluded(&audit) }).await?;
    Ok(see_other(format!("{LIST}/{id}")).done(labels::AUDIT_CONCLUDED).into_response())
}
