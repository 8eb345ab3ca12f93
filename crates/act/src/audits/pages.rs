//! The yearly programme and the page of an audit.

use access::{Cx, May, Sent};
use axum::extract::Path;
use axum::response::IntoResponse;
use chrono::NaiveDate;
use ledger::Change;
use roster::setup::queries::year_dates;
use roster::staff::queries::StaffMember;
use store::{Reads, new_id};
use web::forms::Fields;
use web::ui::{ChainLink, Choice};
use web::{OrMissing, OrRefused, Page, Refusal, Reply, Stage, filters, see_other};

use super::audit::{Audit, Line, Person};
use super::queries::{self, Agreement, ProgrammeRow, Reopening};
use super::rules::{CannotPlan, Part, State};
use super::{AuditHappened, artefact, describe, labels, plan};
use crate::nonconformities::queries::{Nonconformity, of_audit};
use crate::people::{Watcher, choices, present};
use crate::renewed::renewed;

const LIST: &str = "/act/audits";

#[derive(askama::Template)]
#[template(path = "audits/list.html")]
struct ProgrammePage {
    year: i64,
    rows: Vec<Row>,
    may_plan: bool,
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
    let rows = queries::programme(&mut db, &Watcher::of(&cx), year).await?.into_iter().map(row).collect();
    let body = ProgrammePage { year, rows, may_plan: cx.may(May::EditPlan) };
    cx.page(Page::new(labels::PROGRAMME).stage(Stage::Act).wide().body(body)).await
}

#[derive(askama::Template)]
#[template(path = "audits/edit.html")]
struct EditPage {
    action: String,
    is_new: bool,
    fields: Fields,
    people: Vec<Choice>,
    /// the people without who answers for the object
    auditors: Vec<Choice>,
    more: Vec<String>,
}

/// How many auditors may help the leading one.
const MORE_AUDITORS: usize = 3;

fn helper(place: usize) -> String {
    format!("auditor_{place}")
}

pub(super) async fn new(cx: Cx) -> Reply {
    form(&cx, None, Fields::empty().with("version", 0)).await
}

async fn form(cx: &Cx, id: Option<i64>, fields: Fields) -> Reply {
    let people = choices(&present(&mut cx.store()).await?);
    let owner = fields.get("owner");
    let auditors = people.iter().filter(|one| one.value != owner).cloned().collect();
    let used = (1..).take_while(|place| !fields.get(&helper(*place)).is_empty()).count();
    let more = (1..=MORE_AUDITORS.max(used)).map(helper).collect();
    let (title, action) = match id {
        Some(id) => (labels::EDIT_AUDIT, format!("{LIST}/{id}")),
        None => (labels::NEW_AUDIT, LIST.to_owned()),
    };
    let page = Page::new(title).stage(Stage::Act).crumb(labels::PROGRAMME, LIST).with_errors_of(&fields);
    cx.page(page.body(EditPage { action, is_new: id.is_none(), fields, people, auditors, more })).await
}

pub(super) async fn edit(cx: Cx, Path(id): Path<i64>) -> Reply {
    let (audit, part) = seen(&mut cx.store(), &cx, id).await?;
    audit.edit(part).or_refused()?;
    let fields = Fields::empty()
        .with("version", audit.version)
        .with("object", &audit.object)
        .with("owner", audit.owner.staff_id)
        .with("criteria", &audit.criteria)
        .with_date("starts_on", Some(audit.starts_on))
        .with_date("ends_on", Some(audit.ends_on));
    let more = audit.auditors.iter().enumerate().skip(1);
    let fields = more.fold(fields, |fields, (place, one)| fields.with(&helper(place), one.staff_id));
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
        Some(id) => Some(seen(&mut change, cx, id).await?),
        None => None,
    };
    if let Some((known, part)) = &known {
        known.edit(*part).or_refused()?;
        if fields.get("version") != known.version.to_string() {
            fields.refuse_all(labels::audit_changed(known));
        }
    }
    let version = known.as_ref().map_or(0, |(known, _)| known.version);
    let people = present(&mut change).await?;
    let year = match &known {
        Some((known, _)) => known.school_year,
        None => cx.year().await?,
    };
    let days = days_of(&mut change, year).await?;
    let audit = read(&mut fields, &people, (id.unwrap_or_else(new_id), year, version));
    if let Some(audit) = &audit {
        let is_fit = audit.plan(days).and_then(|()| match &known {
            Some((known, part)) => known.replan(audit, *part),
            None => Ok(()),
        });
        if let Err(refusal) = is_fit {
            fields.refuse(place_of(&refusal), refusal.say());
        }
    }
    let (Some(audit), false) = (audit, fields.has_errors()) else {
        return form(cx, id, renewed(&fields, version)).await;
    };
    plan(&mut change, &audit).await?;
    let sentence = labels::planned(&audit);
    change.commit(&AuditHappened { id: audit.id, kind: "audit.planned", sentence }).await?;
    Ok(see_other(format!("{LIST}/{}", audit.id)).done(labels::AUDIT_SAVED).into_response())
}

/// The field at which a refusal is told.
fn place_of(refusal: &CannotPlan) -> &'static str {
    match refusal {
        CannotPlan::AuditorsMissing | CannotPlan::OwnWork(_) => "lead",
        CannotPlan::OwnAuditors => "owner",
        CannotPlan::EndsBeforeStart | CannotPlan::OutsideYear(..) => "starts_on",
    }
}

/// The first and the last day of a school year.
async fn days_of(db: &mut impl Reads, year: i64) -> store::Result<(NaiveDate, NaiveDate)> {
    let known = year_dates(db, year).await?.map(|known| (known.starts_on, known.ends_on));
    let day = |year: i64, month, day| NaiveDate::from_ymd_opt(i32::try_from(year).unwrap_or_default(), month, day);
    let usual = day(year, 9, 1).zip(day(year + 1, 8, 31));
    Ok(known.or(usual).unwrap_or((NaiveDate::MIN, NaiveDate::MAX)))
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
    let helpers: Vec<i64> = (1..=people.len()).flat_map(|place| fields.ids(&helper(place))).collect();
    for staff_id in fields.ids("lead").into_iter().chain(helpers) {
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
    agreement: Option<Agreement>,
    answers: Vec<Choice>,
    reopenings: Vec<Reopening>,
    may: Offered,
    has_usual: bool,
    fields: Fields,
    chain: Vec<ChainLink>,
}

/// Which forms the page offers.
struct Offered {
    edit: bool,
    fill: bool,
    remove: bool,
    agree: bool,
    reopen: bool,
}

pub(super) async fn show(cx: Cx, Path(id): Path<i64>) -> Reply {
    let (audit, _) = seen(&mut cx.store(), &cx, id).await?;
    page_of(&cx, audit, Fields::empty()).await
}

pub(super) async fn page_of(cx: &Cx, audit: Audit, fields: Fields) -> Reply {
    let mut db = cx.store();
    let lines = queries::lines(&mut db, audit.id).await?;
    let nonconformities = of_audit(&mut db, audit.id).await?;
    let part = audit.part_of(cx.viewer(), cx.may(May::EditPlan));
    let agreement = queries::agreement(&mut db, audit.id).await?;
    let title = audit.object.clone();
    let page = Page::new(title).stage(Stage::Act).crumb(labels::PROGRAMME, LIST).wide().with_errors_of(&fields);
    let body = ShowPage {
        chain: cx.chain(artefact(audit.id)).await?,
        may: Offered {
            edit: audit.edit(part).is_ok(),
            fill: audit.fill(part).is_ok(),
            remove: audit.remove(part).is_ok() && nonconformities.is_empty(),
            agree: audit.agree(part).is_ok() && agreement.is_none(),
            reopen: audit.reopen(part).is_ok(),
        },
        has_usual: !super::checklist::unasked(&lines).is_empty(),
        agreement,
        answers: vec![Choice::new("yes", labels::AGREED), Choice::new("no", labels::NOT_AGREED)],
        reopenings: queries::reopenings(&mut db, audit.id).await?,
        audit,
        lines,
        nonconformities,
        fields,
    };
    cx.page(page.body(body)).await
}

/// An audit that the viewer may see, and what they are to it.
pub(super) async fn seen(db: &mut impl Reads, cx: &Cx, id: i64) -> Result<(Audit, Part), web::Failure> {
    let watcher = Watcher::of(cx);
    let audit = queries::audit(db, &watcher, id).await?.or_missing()?;
    let part = audit.part_of(cx.viewer(), watcher.plans);
    Ok((audit, part))
}

/// An audit whose checklist the viewer may change.
pub(super) async fn own_audit(db: &mut impl Reads, cx: &Cx, id: i64) -> Result<Audit, web::Failure> {
    let (audit, part) = seen(db, cx, id).await?;
    audit.fill(part).or_refused()?;
    Ok(audit)
}

/// Says that a checklist is being worked on.
pub(super) async fn under_way(change: &mut Change, audit: &Audit) -> store::Result<()> {
    describe(change, audit, State::UnderWay).await
}
