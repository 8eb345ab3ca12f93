//! The list of nonconformities, the form of one, and its page.

use std::collections::BTreeMap;

use access::{Cx, May, Sent};
use analyse::problem_zones;
use axum::extract::{Path, RawQuery};
use axum::response::IntoResponse;
use chrono::{DateTime, NaiveDate, Utc};
use roster::setup::queries::school;
use school::SchoolYear;
use store::{Reads, new_id};
use web::forms::Fields;
use web::ui::{ChainLink, Choice};
use web::{OrMissing, OrRefused, Page, Reply, Stage, filters, see_other};

use super::paper::{self, Planned};
use super::queries::{self, Action, Nonconformity, Verification};
use super::state::{Act, ActionKind, CannotStep, Circumstances, Part, State, step};
use super::{NonconformityHappened, artefact, describe, labels, open};
use crate::audits::queries::audit;
use crate::download;
use crate::people::{Watcher, choices, present};
use crate::renewed::renewed;

const LIST: &str = "/act/nonconformities";

#[derive(askama::Template)]
#[template(path = "nonconformities/list.html")]
struct ListPage {
    rows: Vec<Nonconformity>,
    year: i64,
    may_open: bool,
}

pub(super) async fn list(cx: Cx) -> Reply {
    let year = cx.year().await?;
    let rows = queries::nonconformities(&mut cx.store(), &Watcher::of(&cx), year).await?;
    let body = ListPage { rows, year, may_open: cx.may(May::Inspect) };
    cx.page(Page::new(labels::NONCONFORMITIES).stage(Stage::Act).body(body)).await
}

#[derive(askama::Template)]
#[template(path = "nonconformities/edit.html")]
struct EditPage {
    action: String,
    /// what somebody else wrote while the form was being filled in
    stored: Vec<String>,
    zone: String,
    fields: Fields,
    people: Vec<Choice>,
    severities: Vec<Choice>,
}

/// The form, filled with what a problem zone says where one comes from there.
pub(super) async fn new(cx: Cx, RawQuery(query): RawQuery) -> Reply {
    let asked = Fields::parse(query.unwrap_or_default().as_bytes());
    let mut fields = Fields::empty().with_date("found_on", Some(cx.today()));
    if let Some(id) = asked.ids("zone").first() {
        let zone = problem_zones::zone(&mut cx.store(), cx.scope(), *id).await?.or_missing()?;
        fields = fields.with("zone", id).with("statement", zone.heading).with("evidence", zone.sentence);
    }
    form(&cx, None, fields, Vec::new()).await
}

async fn form(cx: &Cx, id: Option<i64>, fields: Fields, stored: Vec<String>) -> Reply {
    let (title, action) = match id {
        Some(id) => (labels::EDIT, format!("{LIST}/{id}")),
        None => (labels::NEW, LIST.to_owned()),
    };
    let body = EditPage {
        action,
        stored,
        zone: fields.get("zone").to_owned(),
        people: choices(&present(&mut cx.store()).await?),
        severities: vec![
            Choice::new("minor", labels::MINOR).hint(labels::MINOR_HINT),
            Choice::new("major", labels::MAJOR).hint(labels::MAJOR_HINT),
        ],
        fields,
    };
    let page = Page::new(title).stage(Stage::Act).crumb(labels::NONCONFORMITIES, LIST);
    cx.page(page.with_errors_of(&body.fields).body(body)).await
}

pub(super) async fn edit(cx: Cx, Path(id): Path<i64>) -> Reply {
    let (one, part) = seen(&mut cx.store(), &cx, id).await?;
    edited(&one, part).or_refused()?;
    let fields = Fields::empty()
        .with("version", one.version)
        .with("statement", &one.statement)
        .with("requirement", &one.requirement)
        .with("evidence", &one.evidence)
        .with("severity", &one.severity)
        .with("owner", one.owner_staff_id)
        .with_date("found_on", Some(one.found_on));
    form(&cx, Some(id), fields, Vec::new()).await
}

/// What was found is worded until actions are planned upon it.
fn edited(one: &Nonconformity, part: Part) -> Result<State, CannotStep> {
    let (is_own, is_outsider) = (part.is_own(), !part.takes(Act::Edit));
    step(one.state(), Act::Edit, &Circumstances { is_own, is_outsider, ..Circumstances::default() })
}

/// A nonconformity that the viewer may see, and what they are to it.
pub(super) async fn seen(db: &mut impl Reads, cx: &Cx, id: i64) -> Result<(Nonconformity, Part), web::Failure> {
    let watcher = Watcher::of(cx);
    let one = queries::nonconformity(db, &watcher, id).await?.or_missing()?;
    let viewer = cx.viewer();
    let is_auditor = match one.audit_id {
        Some(audit_id) => {
            audit(db, &Watcher::program(), audit_id).await?.is_some_and(|audit| audit.part_of(viewer, false).audits)
        }
        None => false,
    };
    let is_finder = queries::finding(db, id).await?.is_some_and(|(account, _)| account == Some(viewer.account_id));
    let actions = queries::actions(db, id).await?;
    let part = Part {
        leads: watcher.plans,
        found: is_auditor || is_finder,
        owns: viewer.is_meant(Some(one.owner_staff_id), &one.owner),
        does: actions.iter().any(|one| viewer.is_meant(Some(one.responsible_staff_id), &one.responsible)),
    };
    Ok((one, part))
}

pub(super) async fn create(cx: Cx, Sent(fields): Sent) -> Reply {
    keep(&cx, None, fields).await
}

pub(super) async fn save(cx: Cx, Path(id): Path<i64>, Sent(fields): Sent) -> Reply {
    keep(&cx, Some(id), fields).await
}

/// The day it was found, of this school year or the one before; one that is known stays in its year.
fn found_on(fields: &mut Fields, known: Option<&Nonconformity>, today: NaiveDate) -> Option<NaiveDate> {
    let day = fields.date("found_on", labels::FOUND_MISSING)?;
    let year = SchoolYear::containing(day);
    let refused = match known {
        _ if day > today => Some(labels::FOUND_AHEAD.to_owned()),
        Some(known) if known.school_year != year.0 => Some(labels::found_in_year(known.school_year)),
        None if year < SchoolYear::containing(today).previous() => Some(labels::FOUND_LONG_AGO.to_owned()),
        _ => None,
    };
    if let Some(message) = refused {
        fields.refuse("found_on", message);
    }
    Some(day)
}

async fn keep(cx: &Cx, id: Option<i64>, mut fields: Fields) -> Reply {
    let mut change = cx.begin().await?;
    let known = match id {
        Some(id) => Some(seen(&mut change, cx, id).await?),
        None => None,
    };
    let mut is_late = false;
    if let Some((known, part)) = &known {
        edited(known, *part).or_refused()?;
        is_late = fields.get("version") != known.version.to_string();
    }
    let known = known.map(|(known, _)| known);
    let people = present(&mut change).await?;
    let statement = fields.long_text("statement", labels::STATEMENT_MISSING);
    let requirement = fields.long_text("requirement", labels::REQUIREMENT_MISSING);
    let evidence = fields.long_text("evidence", labels::EVIDENCE_MISSING);
    let severity = fields.choice("severity", labels::SEVERITY_MISSING, |code| {
        ["minor", "major"].into_iter().find(|known| *known == code).map(str::to_owned)
    });
    let owner = fields.choice("owner", labels::OWNER_MISSING, |id| people.iter().find(|one| one.id.to_string() == id));
    let found_on = found_on(&mut fields, known.as_ref(), cx.today());
    if is_late && let Some(known) = &known {
        let mut fields = renewed(&fields, known.version);
        fields.refuse_all(labels::CHANGED_ABOVE);
        return form(cx, id, fields, labels::stored(known)).await;
    }
    let (Some(statement), Some(requirement), Some(evidence), Some(severity), Some(owner), Some(found_on), false) =
        (statement, requirement, evidence, severity, owner, found_on, fields.has_errors())
    else {
        return form(cx, id, fields, Vec::new()).await;
    };
    let year = SchoolYear::containing(found_on).0;
    let number = queries::next_number(&mut change, year).await?;
    let is_new = known.is_none();
    let base = known.unwrap_or_else(|| empty(new_id(), year, number, found_on));
    let (owner_staff_id, owner) = (owner.id, owner.with_position());
    let one = Nonconformity { statement, requirement, evidence, severity, owner_staff_id, owner, found_on, ..base };
    let said = if is_new {
        open(&mut change, &one).await?;
        NonconformityHappened::opened(&one)
    } else {
        queries::save(&mut change, &one).await?;
        queries::take_step(&mut change, one.id, one.version, (Act::Edit, one.state()), "").await?;
        describe(&mut change, &one, one.state()).await?;
        NonconformityHappened { id: one.id, kind: "nonconformity.saved", sentence: labels::saved(&one) }
    };
    if let Some(zone) = fields.ids("zone").first().filter(|_| is_new)
        && problem_zones::zone(&mut change, cx.scope(), *zone).await?.is_some()
    {
        change.link(problem_zones::artefact(*zone), artefact(one.id), "found").await?;
    }
    change.commit(&said).await?;
    Ok(see_other(format!("{LIST}/{}", one.id)).done(labels::SAVED).into_response())
}

fn empty(id: i64, school_year: i64, number: i64, found_on: NaiveDate) -> Nonconformity {
    Nonconformity {
        id,
        school_year,
        number,
        audit_id: None,
        audit_line_id: None,
        severity: String::new(),
        statement: String::new(),
        requirement: String::new(),
        evidence: String::new(),
        owner_staff_id: 0,
        owner: String::new(),
        found_on,
        root_cause: String::new(),
        state_code: State::Open.code().to_owned(),
        version: 0,
    }
}

#[derive(askama::Template)]
#[template(path = "nonconformities/show.html")]
struct ShowPage {
    one: Nonconformity,
    state: State,
    severity: &'static str,
    audit: String,
    whys: Vec<(i64, String)>,
    causes: Vec<(&'static str, String)>,
    found_by: String,
    rounds: Vec<Round>,
    verifications: Vec<Verification>,
    story: Vec<StoryLine>,
    may: Offered,
    results: Vec<Choice>,
    fields: Fields,
    chain: Vec<ChainLink>,
}

/// A plan: its actions, the latest plan first.
struct Round {
    title: String,
    actions: Vec<ActionLine>,
}

struct ActionLine {
    action: Action,
    kind: &'static str,
    may_open: bool,
}

struct StoryLine {
    at: DateTime<Utc>,
    who: String,
    what: String,
}

/// Which forms the page offers.
struct Offered {
    edit: bool,
    find_cause: bool,
    plan: bool,
    finish: bool,
    verify: bool,
    close: bool,
    reopen: bool,
}

pub(super) async fn show(cx: Cx, Path(id): Path<i64>) -> Reply {
    let (one, _) = seen(&mut cx.store(), &cx, id).await?;
    let fields = Fields::empty().with_date("verified_on", Some(cx.today()));
    page_of(&cx, one, fields).await
}

pub(super) async fn page_of(cx: &Cx, one: Nonconformity, fields: Fields) -> Reply {
    let mut db = cx.store();
    let actions = queries::actions(&mut db, one.id).await?;
    let (_, part) = seen(&mut db, cx, one.id).await?;
    let state = one.state();
    let can = |act: Act| part.takes(act) && state.after(act).is_some();
    let mut causes: Vec<(&'static str, String)> = Vec::new();
    let known = queries::causes(&mut db, one.id).await?;
    for (code, name, _) in labels::CATEGORIES {
        causes.extend(known.iter().filter(|(category, _)| category == code).map(|(_, words)| (name, words.clone())));
    }
    let body = ShowPage {
        severity: labels::severity(&one.severity),
        audit: match one.audit_id {
            Some(id) => audit(&mut db, &Watcher::of(cx), id).await?.map(|audit| audit.object).unwrap_or_default(),
            None => String::new(),
        },
        whys: queries::whys(&mut db, one.id).await?,
        causes,
        found_by: queries::finding(&mut db, one.id).await?.map(|(_, name)| name).unwrap_or_default(),
        rounds: rounds(cx, actions, &queries::rounds(&mut db, one.id).await?),
        verifications: queries::verifications(&mut db, one.id).await?,
        story: queries::steps(&mut db, one.id)
            .await?
            .into_iter()
            .map(|step| StoryLine { at: step.made_at, what: labels::told(&step), who: step.made_by })
            .collect(),
        may: Offered {
            edit: edited(&one, part).is_ok(),
            find_cause: can(Act::FindCause),
            plan: can(Act::Plan),
            finish: can(Act::Finish),
            verify: can(Act::Verify) && !part.is_own(),
            close: can(Act::Close) && !part.is_own(),
            reopen: can(Act::Reopen),
        },
        results: vec![Choice::new("yes", labels::EFFECTIVE), Choice::new("no", labels::NOT_EFFECTIVE)],
        chain: cx.chain(artefact(one.id)).await?,
        state,
        fields,
        one,
    };
    let page = Page::new(labels::title(&body.one)).stage(Stage::Act).crumb(labels::NONCONFORMITIES, LIST);
    cx.page(page.with_errors_of(&body.fields).body(body)).await
}

fn rounds(cx: &Cx, actions: Vec<Action>, known: &[(i64, i64)]) -> Vec<Round> {
    let mut found: BTreeMap<i64, Vec<ActionLine>> = BTreeMap::new();
    for action in actions {
        let round = known.iter().find(|(id, _)| *id == action.id).map_or(1, |(_, round)| *round);
        found.entry(round).or_default().push(action_line(cx, action));
    }
    let count = found.len();
    let round = |(round, actions)| Round { title: labels::round_title(round, count), actions };
    found.into_iter().rev().map(round).collect()
}

fn action_line(cx: &Cx, action: Action) -> ActionLine {
    let kind = ActionKind::from_code(&action.kind).map_or("", ActionKind::label);
    ActionLine { kind, may_open: cx.may(May::ReportProgress) && cx.scope().whole, action }
}

/// The plan of corrective actions of this one nonconformity.
pub(super) async fn paper(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut db = cx.store();
    let (one, _) = seen(&mut db, &cx, id).await?;
    let school = school(&mut db).await?.unwrap_or_default();
    let number = one.number;
    let planned = [planned(&mut db, one).await?];
    let made_by = cx.viewer().name.clone();
    let document = paper::corrective_plan(&school, &labels::title(&planned[0].one), &planned, (&made_by, cx.today()));
    download::docx(&document, &format!("nesootvetstvie-{number}"))
}

/// A nonconformity with everything that was done about it, for papers.
pub(crate) async fn planned(db: &mut impl Reads, one: Nonconformity) -> store::Result<Planned> {
    Ok(Planned {
        actions: queries::actions(db, one.id).await?,
        verifications: queries::verifications(db, one.id).await?,
        steps: queries::steps(db, one.id).await?,
        one,
    })
}

/// The protocol of a nonconformity, as it is made where no audit found it.
pub(super) async fn protocol(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut db = cx.store();
    let (one, _) = seen(&mut db, &cx, id).await?;
    let school = school(&mut db).await?.unwrap_or_default();
    let found_by = queries::finding(&mut db, id).await?.map(|(_, name)| name).unwrap_or_default();
    download::docx(&paper::protocol(&school, &one, &found_by), &format!("protokol-nesootvetstviya-{}", one.number))
}
