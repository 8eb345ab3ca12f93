//! The pages of meetings: the list, one meeting, its papers.

use access::{Cx, May};
use axum::extract::{Path, RawQuery};
use axum::response::Response;
use documents::Document;
use roster::setup::queries::school;
use store::Reads;
use web::forms::Fields;
use web::ui::{ChainLink, Link, Tab};
use web::{Failure, OrMissing, Page, Reply, Stage, filters};

use super::kind::MeetingKind;
use super::matters::{self, Shown};
use super::meeting::{AgendaPoint, Meeting};
use super::queries::{self, MeetingLine};
use super::reading::as_read;
use super::state::{Act, State};
use super::voting::quorum_of;
use super::{Watcher, artefact, labels, paper};
use crate::orders::FONTS;
use crate::rival::Rival;
use crate::wording::{self, Punishing};

#[derive(askama::Template)]
#[template(path = "meetings/list.html")]
struct ListPage {
    year: i64,
    tabs: Vec<Tab>,
    lines: Vec<Line>,
    may_record: bool,
    kind: &'static str,
}

struct Line {
    meeting: MeetingLine,
    label: &'static str,
    state: State,
}

pub(super) async fn list(cx: Cx, RawQuery(query): RawQuery) -> Reply {
    let asked = Fields::parse(query.unwrap_or_default().as_bytes());
    let kind = MeetingKind::from_code(asked.get("kind")).map_or("", MeetingKind::code);
    let year = cx.year().await?;
    let all = queries::meetings(&mut cx.store(), Watcher::of(&cx), year).await?;
    let body = ListPage {
        tabs: tabs(&all, kind, cx.may(May::ReadConsilium)),
        lines: all.into_iter().filter(|one| kind.is_empty() || one.kind == kind).filter_map(line).collect(),
        may_record: cx.may(May::RecordMeetings),
        year,
        kind,
    };
    cx.page(Page::new(labels::MEETINGS).stage(Stage::Decide).body(body)).await
}

fn line(meeting: MeetingLine) -> Option<Line> {
    let state = match (&meeting.number, meeting.is_held) {
        (Some(_), _) => State::Signed,
        (None, true) => State::Held,
        (None, false) => State::Planned,
    };
    Some(Line { label: MeetingKind::from_code(&meeting.kind)?.label(), state, meeting })
}

/// A tab for each kind; those of the consilium only for who may take part in one.
fn tabs(all: &[MeetingLine], shown: &str, may_read_consilium: bool) -> Vec<Tab> {
    let count = |code: &str| {
        let fitting = all.iter().filter(|one| code.is_empty() || one.kind == code).count();
        i64::try_from(fitting).unwrap_or(i64::MAX)
    };
    let kinds = MeetingKind::ALL.into_iter().filter(|kind| may_read_consilium || !kind.is_guarded());
    let of = |kind: MeetingKind| (kind.short(), kind.code());
    std::iter::once((labels::ALL, ""))
        .chain(kinds.map(of))
        .map(|(label, code)| {
            let href =
                if code.is_empty() { "/decide/meetings".to_owned() } else { format!("/decide/meetings?kind={code}") };
            Tab::new(label, href).count(count(code)).current_if(code, shown)
        })
        .collect()
}

#[derive(askama::Template)]
#[template(path = "meetings/show.html")]
struct ShowPage {
    points: Vec<ShownPoint>,
    preview: String,
    /// how many must come; 0 where nobody is counted
    quorum: i64,
    may_record: bool,
    /// whether agenda and date may be changed
    may_edit: bool,
    may_sign: bool,
    /// «председатель (Соколова В. П.), …»
    signers: String,
    /// whether the viewer reads what was recorded
    shows_minutes: bool,
    /// what may follow from signed minutes
    steps: Vec<Link>,
    /// what whoever signs has read
    seen: Fields,
    /// who has written on while it was read
    rival: Option<Rival>,
    hints: Vec<Punishing>,
    chain: Vec<ChainLink>,
    state: State,
    fields: Fields,
    meeting: Meeting,
}

struct ShownPoint {
    point: AgendaPoint,
    matters: Vec<Shown>,
    is_adopted: bool,
}

pub(super) async fn show(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut db = cx.store();
    let meeting = queries::meeting(&mut db, Watcher::of(&cx), id).await?.or_missing()?;
    let given = queries::numbers(&mut db, meeting.kind, meeting.school_year).await?;
    let last: i64 = given.iter().filter_map(|number| number.trim().parse().ok()).max().unwrap_or(0);
    let fields = Fields::empty().with("number", last + 1).with_date("signed_on", Some(cx.today()));
    page_of(&cx, meeting, fields, None).await
}

pub(super) async fn page_of(cx: &Cx, meeting: Meeting, fields: Fields, rival: Option<Rival>) -> Reply {
    let mut db = cx.store();
    let watcher = Watcher::of(cx);
    let shows_minutes = watcher.reads_minutes(&meeting);
    let meeting = if shows_minutes { meeting } else { meeting.agenda_only() };
    let mut points = Vec::new();
    for point in &meeting.points {
        points.push(ShownPoint {
            matters: matters::shown_of(&mut db, cx, &point.matters).await?,
            is_adopted: meeting.is_adopted(point),
            point: point.clone(),
        });
    }
    let state = meeting.state();
    let page = Page::new(labels::title(&meeting))
        .stage(Stage::Decide)
        .crumb(labels::MEETINGS, "/decide/meetings")
        .with_errors_of(&fields);
    let is_counted = meeting.holding.is_some() && meeting.kind.decides_by_vote();
    let body = ShowPage {
        preview: match state {
            State::Held | State::Signed if shows_minutes => preview(&mut db, cx, &meeting).await?,
            _ => String::new(),
        },
        quorum: if is_counted { quorum_of(meeting.member_count()) } else { 0 },
        may_record: watcher.may_record(&meeting) && meeting.admits(Act::Edit).is_ok(),
        may_edit: cx.may(May::RecordMeetings) && meeting.admits(Act::Edit).is_ok(),
        may_sign: watcher.may_sign(&meeting) && meeting.admits(Act::Sign).is_ok(),
        signers: labels::signers(&meeting),
        shows_minutes,
        seen: as_read(&meeting),
        rival,
        hints: if state == State::Held { hints(&meeting) } else { Vec::new() },
        chain: if meeting.kind.is_guarded() { Vec::new() } else { cx.chain(artefact(meeting.id)).await? },
        steps: if state == State::Signed { steps(cx, &meeting) } else { Vec::new() },
        points,
        state,
        fields,
        meeting,
    };
    cx.page(page.body(body)).await
}

/// What may follow from signed minutes; nothing from guarded ones.
fn steps(cx: &Cx, meeting: &Meeting) -> Vec<Link> {
    if meeting.kind.is_guarded() {
        return Vec::new();
    }
    let offered = cx.follow_ups(super::KIND);
    offered.iter().map(|step| Link::new(step.label, format!("{}{}", step.href, meeting.id))).collect()
}

async fn preview(db: &mut impl Reads, cx: &Cx, meeting: &Meeting) -> store::Result<String> {
    let school = school(db).await?.unwrap_or_default();
    Ok(documents::html::render(&paper::minutes(meeting, &school, cx.today())))
}

/// What in the resolutions punishes instead of helping.
fn hints(meeting: &Meeting) -> Vec<Punishing> {
    let of_point = |point: &AgendaPoint| {
        let said: Vec<&str> = point.clauses.iter().map(|clause| clause.task.as_str()).collect();
        wording::hints(&[&point.topic, &point.heard, &point.spoke], &said)
    };
    meeting.points.iter().flat_map(of_point).collect()
}

/// The minutes, once the meeting was held.
pub(super) async fn docx(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut db = cx.store();
    let watcher = Watcher::of(&cx);
    let meeting = queries::meeting(&mut db, watcher, id).await?;
    let meeting = meeting.filter(|one| one.holding.is_some() && watcher.reads_minutes(one)).or_missing()?;
    let school = school(&mut db).await?.unwrap_or_default();
    let name = if meeting.signature.is_some() { "Протокол" } else { "Проект протокола" };
    file(&paper::minutes(&meeting, &school, cx.today()), &format!("{name} № {}", number(&meeting)))
}

/// What signed minutes say of one question.
pub(super) async fn extract(cx: Cx, Path((id, point)): Path<(i64, i64)>) -> Reply {
    let mut db = cx.store();
    let meeting = queries::meeting(&mut db, Watcher::of(&cx), id).await?;
    let meeting = meeting.filter(|meeting| meeting.signature.is_some()).or_missing()?;
    let point = meeting.points.iter().find(|one| one.id == point).or_missing()?;
    let school = school(&mut db).await?.unwrap_or_default();
    let document = paper::extract(&meeting, point, &school, cx.today());
    file(&document, &format!("Выписка из протокола № {}, вопрос {}", number(&meeting), point.place))
}

fn number(meeting: &Meeting) -> String {
    meeting.signature.as_ref().map_or_else(|| "б-н".to_owned(), |signature| signature.number.clone())
}

fn file(document: &Document, name: &str) -> Result<Response, Failure> {
    let bytes = documents::docx::render(document, &FONTS)?;
    Ok(web::download(&format!("{name}.docx"), web::DOCX, bytes))
}
