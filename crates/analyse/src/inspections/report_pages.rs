//! The page of a report: as it will be printed, with the passports of its figures and those who have to know it.

use access::{Cx, May, Scope};
use axum::extract::Path;
use chrono::{DateTime, NaiveDate, Utc};
use documents::Document;
use ledger::links_to;
use roster::setup::queries::school;
use roster::staff::queries::{StaffMember, staff};
use web::forms::Fields;
use web::ui::{ChainLink, Choice, Link};
use web::{Failure, OrMissing, Page, Refusal, Reply, Stage, filters};

use super::figures::{self, Desk, Frozen};
use super::inspection::{Inspection, Reader};
use super::pages::{self, LIST, full, reader};
use super::queries::Edition;
use super::report::{Report, ReportState};
use super::told::{self, told};
use super::{KIND, STUDIED_BY, artefact, labels, paper, queries};
use crate::problem_zones;

/// A figure as the page shows it, with what it is now if that differs from what was signed.
struct FigureLine {
    figure: Frozen,
    size: String,
    now: String,
}

struct PersonLine {
    staff_id: i64,
    name: String,
    acknowledged_on: Option<NaiveDate>,
}

struct Event {
    at: DateTime<Utc>,
    who: String,
    what: String,
}

#[derive(askama::Template)]
#[template(path = "inspections/report.html")]
struct ReportPage {
    one: Inspection,
    state: ReportState,
    open_steps: usize,
    preview: String,
    figures: Vec<FigureLine>,
    before: &'static str,
    doubts: Vec<String>,
    editions: Vec<Edition>,
    people: Vec<PersonLine>,
    choices: Vec<Choice>,
    events: Vec<Event>,
    fields: Fields,
    follow_ups: Vec<Link>,
    chain: Vec<ChainLink>,
    is_insider: bool,
    may_write: bool,
    may_submit: bool,
    may_sign: bool,
    may_annul: bool,
    may_redraft: bool,
    may_list: bool,
    may_acknowledge: bool,
}

/// An inspection and its report as far as this person may see the report: the group, those who lead inspections, and,
/// once it is signed, those who have to know it.
pub(super) async fn seen(
    db: &mut impl store::Reads,
    reader: Reader,
    id: i64,
) -> Result<(Inspection, Report, bool), Failure> {
    let inside = queries::inspection(db, reader, id).await?;
    let is_insider = inside.is_some();
    let one = match inside {
        Some(one) => one,
        None if queries::is_listed(db, reader, id).await? => {
            let everything = Reader { leads: true, staff_id: 0 };
            queries::inspection(db, everything, id).await?.or_missing()?
        }
        None => return Err(Failure::missing()),
    };
    let report = queries::report(db, id).await?.or_missing()?;
    Ok((one, report, is_insider))
}

pub(super) async fn show(cx: Cx, Path(id): Path<i64>) -> Reply {
    let fields = Fields::empty().with_date("signed_on", Some(cx.today()));
    page_of(&cx, id, fields).await
}

/// The figures to be shown, and the report with what the program says of them: the frozen ones of a report that was
/// signed, otherwise those of today.
pub(super) async fn shown(cx: &Cx, one: &Inspection, report: Report) -> Result<(Vec<Frozen>, Report), Failure> {
    if !report.state.is_open() {
        return Ok((queries::figures(&mut cx.store(), one.id).await?, report));
    }
    let live = figures::live(Desk::Page(cx), one, (cx.today(), cx.now())).await?;
    let figures: Vec<Frozen> = live.iter().map(figures::Figure::freeze).collect();
    let told = told(one, &figures, zones(&mut cx.store(), one.id).await?);
    Ok((figures, Report { told, ..report }))
}

/// What the zones that an inspection studies say. They are of the inspection, not of whoever looks at it.
pub(super) async fn zones(db: &mut impl store::Reads, id: i64) -> Result<Vec<String>, Failure> {
    let mut sentences = Vec::new();
    for link in links_to(db, artefact(id)).await?.into_iter().filter(|link| link.kind == STUDIED_BY) {
        let zone = problem_zones::zone(db, &Scope::whole_school(), link.from_id).await?;
        sentences.extend(zone.map(|zone| format!("{}. {}", zone.heading, zone.sentence)));
    }
    Ok(sentences)
}

pub(super) async fn page_of(cx: &Cx, id: i64, fields: Fields) -> Reply {
    let mut db = cx.store();
    let viewer = reader(cx);
    let (one, report, is_insider) = seen(&mut db, viewer, id).await?;
    let people = staff(&mut db).await?;
    let (figures, report) = shown(cx, &one, report).await?;
    let editions = queries::editions(&mut db, id).await?;
    let document = document(cx, (&one, &report), (&figures, annulment(&editions, &report)), &people).await?;
    let acquainted = queries::acquaintance(&mut db, id).await?;
    let mine = acquainted.iter().find(|known| known.staff_id == viewer.staff_id);
    let is_signed = report.state == ReportState::Signed;
    let speaks = one.is_led_by(viewer);
    let signs = cx.may(May::SignInspections);
    let is_listed = |member: &&StaffMember| acquainted.iter().any(|known| known.staff_id == member.id);
    let follow_ups = if is_signed { cx.follow_ups(KIND) } else { Vec::new() };
    let body = ReportPage {
        state: report.state,
        open_steps: one.open_steps(),
        preview: documents::html::render(&document),
        before: told::labels::before(one.comparison),
        doubts: doubts(&one, &report, cx.today()),
        editions: if is_insider { editions } else { Vec::new() },
        may_acknowledge: is_signed && mine.is_some_and(|known| known.acknowledged_on.is_none()),
        choices: people
            .iter()
            .filter(|one| one.left_on.is_none() && !is_listed(one))
            .map(|one| Choice::new(one.id, one.with_position()))
            .collect(),
        people: acquainted
            .iter()
            .map(|known| PersonLine {
                staff_id: known.staff_id,
                name: full(&people, known.staff_id),
                acknowledged_on: known.acknowledged_on,
            })
            .collect(),
        figures: lines(cx, &one, figures, is_signed && is_insider).await?,
        events: events(&mut db, id).await?,
        follow_ups: follow_ups.iter().map(|step| Link::new(step.label, format!("{}{id}", step.href))).collect(),
        chain: if is_insider { cx.chain(artefact(id)).await? } else { Vec::new() },
        may_write: is_insider && report.state == ReportState::Draft,
        may_submit: speaks && report.state == ReportState::Draft,
        may_sign: signs && report.state == ReportState::Submitted,
        may_annul: signs && is_signed,
        may_redraft: signs && report.state == ReportState::Annulled,
        may_list: speaks && is_insider && report.state != ReportState::Annulled,
        is_insider,
        one,
        fields,
    };
    let page = Page::new(labels::REPORT).stage(Stage::Analyse).crumb(labels::INSPECTIONS, LIST);
    let page = if is_insider { page.crumb(body.one.title.clone(), format!("{LIST}/{id}")) } else { page };
    let lead = body.one.title.clone();
    cx.page(page.lead(lead).with_errors_of(&body.fields).body(body)).await
}

/// What has to be put right before the report is signed, while it still can be.
pub(super) fn doubts(one: &Inspection, report: &Report, today: NaiveDate) -> Vec<String> {
    if !report.state.is_open() {
        return Vec::new();
    }
    let told: Vec<String> = report.told.facts.iter().chain(&report.told.comparison).cloned().collect();
    let own = [&report.facts, &report.comparison];
    let copied = own.iter().flat_map(|own| told::copied(own, &told)).map(labels::copied);
    report.doubts(today, one.ends_on).iter().map(Refusal::say).chain(copied).collect()
}

/// Each figure, and for a signed report what the same formula says now where that differs.
async fn lines(cx: &Cx, one: &Inspection, shown: Vec<Frozen>, is_compared: bool) -> Result<Vec<FigureLine>, Failure> {
    let live: Vec<Frozen> = if is_compared {
        let live = figures::live(Desk::Page(cx), one, (cx.today(), cx.now())).await?;
        live.iter().map(figures::Figure::freeze).collect()
    } else {
        Vec::new()
    };
    let now = |figure: &Frozen| {
        let same = live.iter().find(|known| known.code == figure.code && known.place == figure.place);
        same.filter(|known| known.exact != figure.exact).map(|known| known.value.clone()).unwrap_or_default()
    };
    Ok(shown
        .into_iter()
        .map(|figure| FigureLine { now: now(&figure), size: told::labels::size(&figure), figure })
        .collect())
}

async fn events(db: &mut impl store::Reads, id: i64) -> store::Result<Vec<Event>> {
    let states = queries::report_states(db, id).await?;
    let event = |one: queries::StateSet| {
        let state = ReportState::from_code(&one.state).map_or("", ReportState::label);
        let what = if one.remark.is_empty() { state.to_owned() } else { format!("{state}: {}", one.remark) };
        Event { at: one.set_at, who: one.set_by, what }
    };
    Ok(states.into_iter().map(event).collect())
}

/// Why the report that is shown no longer holds.
fn annulment<'a>(editions: &'a [Edition], report: &Report) -> Option<&'a Edition> {
    editions.last().filter(|_| report.state == ReportState::Annulled)
}

/// The report as a paper.
pub(super) async fn document(
    cx: &Cx,
    (one, report): (&Inspection, &Report),
    (figures, annulment): (&[Frozen], Option<&Edition>),
    people: &[StaffMember],
) -> Result<Document, Failure> {
    let mut db = cx.store();
    let school = school(&mut db).await?.unwrap_or_default();
    let signature = queries::signature(&mut db, one.id).await?;
    let known = queries::acquaintance(&mut db, one.id).await?;
    let covered = pages::coverage(&mut db, one, people).await?;
    let parts = paper::Parts {
        one,
        report,
        figures,
        signature: signature.as_ref(),
        annulment,
        covered: &covered,
        school: &school,
        people,
        acquainted: &known,
    };
    Ok(paper::report(&parts, cx.today()))
}

pub(super) async fn docx(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut db = cx.store();
    let (one, report, _) = seen(&mut db, reader(&cx), id).await?;
    let people = staff(&mut db).await?;
    let (figures, report) = shown(&cx, &one, report).await?;
    let editions = queries::editions(&mut db, id).await?;
    let document = document(&cx, (&one, &report), (&figures, annulment(&editions, &report)), &people).await?;
    pages::download(&document, "spravka")
}
