//! The list of nonconformities, the form of one, and its page.

use access::{Cx, May, Sent};
use analyse::problem_zones;
use axum::extract::{Path, RawQuery};
use axum::response::IntoResponse;
use chrono::{DateTime, Utc};
use roster::setup::queries::school;
use store::new_id;
use web::forms::Fields;
use web::ui::{ChainLink, Choice};
use web::{OrMissing, OrRefused, Page, Reply, Stage, filters, see_other};

use super::queries::{self, Action, Nonconformity, Verification};
use super::state::{Act, ActionKind, CannotStep, State};
use super::{NonconformityHappened, artefact, describe, labels, open};
use crate::audits::queries::audit;
use crate::people::{choices, present};
use crate::{download, paper};

const LIST: &str = "/act/nonconformities";

#[derive(askama::Template)]
#[template(path = "nonconformities/list.html")]
struct ListPage {
    rows: Vec<Nonconformity>,
    year: i64,
    may_audit: bool,
}

pub(super) async fn list(cx: Cx) -> Reply {
    let year = cx.year().await?;
    let rows = queries::nonconformities(&mut cx.store(), year).await?;
    let body = ListPage { rows, year, may_audit: cx.may(May::Audit) };
    cx.page(Page::new(labels::NONCONFORMITIES).stage(Stage::Act).body(body)).await
}

#[derive(askama::Template)]
#[template(path = "nonconformities/edit.html")]
struct EditPage {
    action: String,
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
    form(&cx, None, fields).await
}

async fn form(cx: &Cx, id: Option<i64>, fields: Fields) -> Reply {
    let (title, action) = match id {
        Some(id) => (labels::EDIT, format!("{LIST}/{id}")),
        None => (labels::NEW, LIST.to_owned()),
    };
    let body = EditPage {
        action,
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
    let one = queries::nonconformity(&mut cx.store(), id).await?.or_missing()?;
    editable(&one).or_refused()?;
    let fields = Fields::empty()
        .with("version", one.version)
        .with("statement", &one.statement)
        .with("requirement", &one.requirement)
        .with("evidence", &one.evidence)
        .with("severity", &one.severity)
        .with("owner", one.owner_staff_id)
        .with_date("found_on", Some(one.found_on));
    form(&cx, Some(id), fields).await
}

/// What was found is worded until actions are planned upon it.
fn editable(one: &Nonconformity) -> Result<(), CannotStep> {
    match one.state() {
        State::Open | State::CauseFound => Ok(()),
        later => Err(CannotStep::NotFromHere(later)),
    }
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
        Some(id) => Some(queries::nonconformity(&mut change, id).await?.or_missing()?),
        None => None,
    };
    if let Some(known) = &known {
        editable(known).or_refused()?;
    }
    let people = present(&mut change).await?;
    let statement = fields.long_text("statement", labels::STATEMENT_MISSING);
    let requirement = fields.long_text("requirement", labels::REQUIREMENT_MISSING);
    let evidence = fields.long_text("evidence", labels::EVIDENCE_MISSING);
    let severity = fields.choice("severity", labels::SEVERITY_MISSING, |code| {
        ["minor", "major"].into_iter().find(|known| *known == code).map(str::to_owned)
    });
    let owner = fields.choice("owner", labels::OWNER_MISSING, |id| people.iter().find(|one| one.id.to_string() == id));
    let found_on = fields.date("found_on", labels::FOUND_MISSING);
    if found_on.is_some_and(|day| day > cx.today()) {
        fields.refuse("found_on", labels::FOUND_AHEAD);
    }
    let (Some(statement), Some(requirement), Some(evidence), Some(severity), Some(owner), Some(found_on), false) =
        (statement, requirement, evidence, severity, owner, found_on, fields.has_errors())
    else {
        return form(cx, id, fields).await;
    };
    let year = cx.year().await?;
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

fn empty(id: i64, school_year: i64, number: i64, found_on: chrono::NaiveDate) -> Nonconformity {
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
    actions: Vec<ActionLine>,
    verifications: Vec<Verification>,
    story: Vec<StoryLine>,
    may: Offered,
    results: Vec<Choice>,
    fields: Fields,
    chain: Vec<ChainLink>,
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
    let one = queries::nonconformity(&mut cx.store(), id).await?.or_missing()?;
    let fields = Fields::empty().with_date("verified_on", Some(cx.today()));
    page_of(&cx, one, fields).await
}

pub(super) async fn page_of(cx: &Cx, one: Nonconformity, fields: Fields) -> Reply {
    let mut db = cx.store();
    let actions = queries::actions(&mut db, one.id).await?;
    let is_doer = super::steps::is_doer(cx, &actions);
    let (audits, state) = (cx.may(May::Audit), one.state());
    let can = |act: Act| audits && state.after(act).is_some();
    let mut causes: Vec<(&'static str, String)> = Vec::new();
    let known = queries::causes(&mut db, one.id).await?;
    for (code, name, _) in labels::CATEGORIES {
        causes.extend(known.iter().filter(|(category, _)| category == code).map(|(_, words)| (name, words.clone())));
    }
    let body = ShowPage {
        severity: labels::severity(&one.severity),
        audit: match one.audit_id {
            Some(id) => audit(&mut db, id).await?.map(|audit| audit.object).unwrap_or_default(),
            None => String::new(),
        },
        whys: queries::whys(&mut db, one.id).await?,
        causes,
        actions: actions.into_iter().map(|action| action_line(cx, action)).collect(),
        verifications: queries::verifications(&mut db, one.id).await?,
        story: queries::steps(&mut db, one.id)
            .await?
            .into_iter()
            .map(|step| StoryLine { at: step.made_at, what: labels::told(&step), who: step.made_by })
            .collect(),
        may: Offered {
            edit: audits && editable(&one).is_ok(),
            find_cause: can(Act::FindCause),
            plan: can(Act::Plan),
            finish: can(Act::Finish),
            verify: can(Act::Verify) && !is_doer,
            close: can(Act::Close) && !is_doer,
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

fn action_line(cx: &Cx, action: Action) -> ActionLine {
    let kind = ActionKind::from_code(&action.kind).map_or("", ActionKind::label);
    ActionLine { kind, may_open: cx.may(May::ReportProgress) && cx.scope().whole, action }
}

/// The plan of corrective actions of this one nonconformity.
pub(super) async fn paper(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut db = cx.store();
    let one = queries::nonconformity(&mut db, id).await?.or_missing()?;
    let school = school(&mut db).await?.unwrap_or_default();
    let actions = queries::actions(&mut db, id).await?;
    let number = one.number;
    let document = paper::corrective_plan(&school, &labels::title(&one), &[(one, actions)], cx.today());
    download::docx(&document, &format!("nesootvetstvie-{number}"))
}
