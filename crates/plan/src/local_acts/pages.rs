//! The register of local acts, one act, its paper and its file.

use access::{Cx, May};
use axum::extract::Path;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use documents::Fonts;
use roster::setup::queries::school;
use roster::staff::queries::staff;
use web::forms::Fields;
use web::ui::{ChainLink, Choice};
use web::{OrMissing, Page, Reply, Stage, filters};

use super::changed::ChangedLine;
use super::labels::templates::Template;
use super::labels::{self, kind_name};
use super::queries;
use super::queries::Correction;
use super::{Act, ActKind, LocalAct, State, Step, artefact, live, paper, reader_pages, target};
use crate::model::rulebook;
use crate::papers::{choices, papers};

#[derive(askama::Template)]
#[template(path = "local_acts/list.html")]
struct ListPage {
    acts: Vec<Line>,
    unread: Vec<(i64, String)>,
    may_edit: bool,
    templates: Vec<Choice>,
    fields: Fields,
}

struct Line {
    act: LocalAct,
    title: String,
    kind: &'static str,
    state: String,
    tone: &'static str,
    validity: String,
    running_out: String,
}

pub(super) async fn list(cx: Cx) -> Reply {
    let mut db = cx.store();
    let remind = rulebook().local_acts.remind_days;
    let mut acts: Vec<Line> = queries::acts(&mut db)
        .await?
        .into_iter()
        .map(|act| Line {
            title: labels::edition_title(&act.title, act.edition),
            kind: kind_name(act.kind),
            state: labels::standing(&act, cx.today()),
            tone: labels::tone(act.state_on(cx.today())),
            validity: labels::validity(&act, cx.today()),
            running_out: labels::running_out(act.days_left(cx.today()), remind),
            act,
        })
        .collect();
    acts.sort_by_key(|line| line.running_out.is_empty());
    let unread = match cx.viewer().staff_id {
        Some(staff_id) => queries::to_read(&mut db, staff_id).await?,
        None => Vec::new(),
    };
    let is_missing = |one: &Template| acts.iter().all(|line| line.act.title != one.title());
    let (missing, known): (Vec<Template>, Vec<Template>) = Template::ALL.into_iter().partition(is_missing);
    let first = missing.first().map_or("", |one| one.code());
    let templates = missing.iter().chain(&known).map(|one| Choice::new(one.code(), one.title())).collect();
    let fields = Fields::empty().with("template", first);
    let body = ListPage { acts, unread, may_edit: cx.may(May::EditPlan), templates, fields };
    cx.page(Page::new(labels::ACTS).stage(Stage::Plan).body(body)).await
}

#[derive(askama::Template)]
#[template(path = "local_acts/show.html")]
struct ShowPage {
    act: LocalAct,
    kind: &'static str,
    state: String,
    tone: &'static str,
    validity: String,
    running_out: String,
    /// the year whose plan the appendices follow, while they do
    plan: String,
    /// what somebody has changed since the viewer opened the page
    changed: Vec<ChangedLine>,
    steps: Vec<StepView>,
    editions: Vec<Edition>,
    readers: Vec<ReaderView>,
    /// whose signature on paper may be noted
    unsigned: Vec<Choice>,
    /// whether the viewer is asked to know the act and has not confirmed it
    asks_viewer: bool,
    preview: String,
    fields: Fields,
    acts: Vec<Choice>,
    bodies: Vec<Choice>,
    papers: Vec<Choice>,
    may_edit_text: bool,
    may_approve: bool,
    may_expire: bool,
    may_ask_readers: bool,
    may_renew: bool,
    chain: Vec<ChainLink>,
}

struct StepView {
    done: &'static str,
    step: Step,
    corrections: Vec<Correction>,
    /// its number, if the viewer may put it right
    correctable: Option<usize>,
}

struct Edition {
    id: i64,
    number: i64,
    state: String,
}

struct ReaderView {
    id: i64,
    name: String,
    acknowledged: Option<chrono::DateTime<chrono::Utc>>,
    on_paper: String,
    how: &'static str,
}

pub(super) async fn show(cx: Cx, Path(id): Path<i64>) -> Reply {
    let act = queries::act(&mut cx.store(), id).await?.or_missing()?;
    let mut fields = Fields::empty().with_date("done_on", Some(cx.today())).with_date("signed_on", Some(cx.today()));
    let is_principals = |one: Act| target(act.state(), one).is_some();
    if cx.may(May::ApprovePlan) && (is_principals(Act::Approve) || is_principals(Act::Expire)) {
        let school = school(&mut cx.store()).await?.unwrap_or_default();
        fields = fields.with("who", labels::principal(&school.principal_name));
    }
    page_of(&cx, act, fields, Vec::new()).await
}

/// The page of an act, with the form of the next step as far as the viewer may take one; `changed` is what somebody has
/// changed since the viewer opened it.
pub(super) async fn page_of(cx: &Cx, act: LocalAct, fields: Fields, changed: Vec<ChangedLine>) -> Reply {
    let mut db = cx.store();
    let state = act.state();
    let (readers, asks_viewer) = acquaintance(cx, act.id).await?;
    let unsigned = readers.iter().filter(|one| one.acknowledged.is_none());
    let unsigned = unsigned.map(|one| Choice::new(one.id, one.name.clone()).hint(one.how)).collect();
    let others = queries::acts(&mut db).await?;
    let editions = others.iter().filter(|other| is_of_one_line(other, &act)).map(|one| Edition {
        id: one.id,
        number: one.edition,
        state: labels::standing(one, cx.today()),
    });
    let school = school(&mut db).await?.unwrap_or_default();
    let appendices = live::appendices(&mut db, &act, cx.today()).await?;
    let bodies = crate::bodies::queries::bodies(&mut db).await?;
    let bodies = bodies.into_iter().filter(|one| one.exists_on(cx.today()));
    let corrections = queries::corrections(&mut db, act.id).await?;
    let may_approve = cx.may(May::ApprovePlan);
    let papers = papers(&mut db, true).await?;
    let is_plans_own = act.kind == ActKind::QualityRegulation && act.appendices.is_empty();
    let plan = if is_plans_own { labels::plan_of(live::plan_year(&act, cx.today())) } else { String::new() };
    let has_successor = others.iter().any(|other| other.replaces_id == Some(act.id));
    let may_edit = cx.may(May::EditPlan);
    let offered = [Act::Consider, Act::Endorse, Act::Adopt, Act::Return];
    let offered = offered.into_iter().filter(|one| may_edit && target(state, *one).is_some());
    let page = Page::new(labels::edition_title(&act.title, act.edition))
        .stage(Stage::Plan)
        .crumb(labels::ACTS, "/plan/local-acts")
        .with_errors_of(&fields);
    let body = ShowPage {
        kind: kind_name(act.kind),
        state: labels::standing(&act, cx.today()),
        tone: labels::tone(act.state_on(cx.today())),
        validity: labels::validity(&act, cx.today()),
        plan,
        changed,
        running_out: labels::running_out(act.days_left(cx.today()), rulebook().local_acts.remind_days),
        steps: steps(&act, &corrections, (may_edit, may_approve)),
        editions: editions.collect(),
        unsigned,
        readers,
        asks_viewer,
        preview: documents::html::render(&paper::document(&act, &appendices, &school, Vec::new(), cx.today())),
        fields,
        acts: offered.map(|one| Choice::new(one.code(), labels::done(one))).collect(),
        papers: choices(&papers),
        bodies: bodies.map(|one| Choice::new(one.id, one.name)).collect(),
        may_edit_text: may_edit && state == State::Draft,
        may_approve: may_approve && target(state, Act::Approve).is_some(),
        may_expire: may_approve && target(state, Act::Expire).is_some(),
        may_ask_readers: may_edit && state == State::Approved,
        may_renew: may_edit && !has_successor && matches!(state, State::Approved | State::Expired),
        chain: cx.chain(artefact(act.id)).await?,
        act,
    };
    cx.page(page.body(body)).await
}

/// The acquaintance list of an act, and whether the viewer is asked to confirm.
async fn acquaintance(cx: &Cx, id: i64) -> store::Result<(Vec<ReaderView>, bool)> {
    let mut db = cx.store();
    let people = staff(&mut db).await?;
    let asked = queries::readers(&mut db, id).await?;
    let with_account = queries::with_account(&mut db).await?;
    let is_viewer = |one: &queries::Reader| Some(one.staff_id) == cx.viewer().staff_id;
    let asks_viewer = asked.iter().any(|one| is_viewer(one) && one.acknowledged_at.is_none());
    let readers = reader_pages::listed(&people, &asked).map(|(member, reader)| ReaderView {
        id: member.id,
        name: member.name().full(),
        acknowledged: reader.acknowledged_at,
        on_paper: reader.signed_on.map(|day| labels::on_paper(day, &reader.noted_by)).unwrap_or_default(),
        how: labels::reads_how(with_account.contains(&member.id)),
    });
    Ok((readers.collect(), asks_viewer))
}

/// The steps with what was put right in them, and which of them the viewer may put right.
fn steps(act: &LocalAct, corrections: &[Correction], (may_edit, may_approve): (bool, bool)) -> Vec<StepView> {
    let view = |(at, step): (usize, &Step)| {
        let number = at + 1;
        let of_step = |one: &&Correction| usize::try_from(one.ordinal) == Ok(number);
        let is_correctable = match step.act {
            Act::Approve | Act::Expire => may_edit && may_approve,
            Act::Replace => false,
            _ => may_edit,
        };
        StepView {
            done: labels::done(step.act),
            step: step.clone(),
            corrections: corrections.iter().filter(of_step).cloned().collect(),
            correctable: is_correctable.then_some(number),
        }
    };
    act.steps.iter().enumerate().map(view).collect()
}

/// Editions of one act replace each other.
fn is_of_one_line(one: &LocalAct, two: &LocalAct) -> bool {
    one.replaces_id == Some(two.id) || two.replaces_id == Some(one.id)
}

pub(super) async fn docx(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut db = cx.store();
    let act = queries::act(&mut db, id).await?.or_missing()?;
    let school = school(&mut db).await?.unwrap_or_default();
    let appendices = live::appendices(&mut db, &act, cx.today()).await?;
    let asked = queries::readers(&mut db, id).await?;
    let people = staff(&mut db).await?;
    let readers = paper::reader_rows(reader_pages::listed(&people, &asked));
    let document = paper::document(&act, &appendices, &school, readers, cx.today());
    let bytes = documents::docx::render(&document, &FONTS)?;
    Ok(web::download(&format!("akt-{}.docx", act.id), web::DOCX, bytes))
}

pub(super) async fn file(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut db = cx.store();
    let act = queries::act(&mut db, id).await?.or_missing()?;
    let bytes = store::files::content(&mut db, &act.file_sha256).await?.or_missing()?;
    let name = format!("attachment; filename*=UTF-8''{}", web::url::encode(&act.file_name));
    Ok(([(CONTENT_TYPE, "application/octet-stream".to_owned()), (CONTENT_DISPOSITION, name)], bytes).into_response())
}

/// The faces that papers are set in.
pub(crate) const FONTS: Fonts = Fonts {
    sans: &[assets::fonts::PT_SANS_REGULAR, assets::fonts::PT_SANS_BOLD],
    serif: &[assets::fonts::PT_SERIF_REGULAR, assets::fonts::PT_SERIF_BOLD],
};
