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

use super::labels::{self, kind_name, state_name};
use super::queries;
use super::{Act, ActKind, LocalAct, State, Step, artefact, live, paper, target};
use crate::model::rulebook;

#[derive(askama::Template)]
#[template(path = "local_acts/list.html")]
struct ListPage {
    acts: Vec<Line>,
    unread: Vec<(i64, String)>,
    may_edit: bool,
    has_regulation: bool,
}

struct Line {
    act: LocalAct,
    title: String,
    kind: &'static str,
    state: &'static str,
    tone: &'static str,
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
            state: state_name(act.state()),
            tone: labels::tone(act.state()),
            running_out: labels::running_out(act.days_left(cx.today()), remind),
            act,
        })
        .collect();
    acts.sort_by_key(|line| line.running_out.is_empty());
    let unread = match cx.viewer().staff_id {
        Some(staff_id) => queries::unread(&mut db, staff_id).await?,
        None => Vec::new(),
    };
    let named = acts.iter().filter(|line| unread.contains(&line.act.id));
    let unread = named.map(|line| (line.act.id, line.title.clone())).collect();
    let has_regulation = acts.iter().any(|line| line.act.kind == ActKind::QualityRegulation);
    let body = ListPage { acts, unread, may_edit: cx.may(May::EditPlan), has_regulation };
    cx.page(Page::new(labels::ACTS).stage(Stage::Plan).body(body)).await
}

#[derive(askama::Template)]
#[template(path = "local_acts/show.html")]
struct ShowPage {
    act: LocalAct,
    kind: &'static str,
    state: &'static str,
    tone: &'static str,
    running_out: String,
    steps: Vec<StepView>,
    editions: Vec<Edition>,
    readers: Vec<ReaderView>,
    /// whether the viewer is asked to know the act and has not confirmed it
    asks_viewer: bool,
    preview: String,
    fields: Fields,
    acts: Vec<Choice>,
    bodies: Vec<Choice>,
    may_edit_text: bool,
    may_approve: bool,
    may_ask_readers: bool,
    may_renew: bool,
    chain: Vec<ChainLink>,
}

struct StepView {
    done: &'static str,
    step: Step,
}

struct Edition {
    id: i64,
    number: i64,
    state: &'static str,
}

struct ReaderView {
    name: String,
    acknowledged: Option<chrono::DateTime<chrono::Utc>>,
}

pub(super) async fn show(cx: Cx, Path(id): Path<i64>) -> Reply {
    let act = queries::act(&mut cx.store(), id).await?.or_missing()?;
    let mut fields = Fields::empty().with_date("done_on", Some(cx.today()));
    if cx.may(May::ApprovePlan) && target(act.state(), Act::Approve).is_some() {
        let school = school(&mut cx.store()).await?.unwrap_or_default();
        fields = fields.with("who", labels::principal(&school.principal_name));
    }
    page_of(&cx, act, fields).await
}

/// The page of an act, with the form of the next step as far as the viewer may take one.
pub(super) async fn page_of(cx: &Cx, act: LocalAct, fields: Fields) -> Reply {
    let mut db = cx.store();
    let state = act.state();
    let people = staff(&mut db).await?;
    let asked = queries::readers(&mut db, act.id).await?;
    let asks_viewer =
        asked.iter().any(|one| Some(one.staff_id) == cx.viewer().staff_id && one.acknowledged_at.is_none());
    let readers = people.iter().filter_map(|member| {
        let reader = asked.iter().find(|one| one.staff_id == member.id)?;
        Some(ReaderView { name: member.name().full(), acknowledged: reader.acknowledged_at })
    });
    let others = queries::acts(&mut db).await?;
    let editions = others.iter().filter(|other| other.id != act.id && is_of_one_line(other, &act));
    let school = school(&mut db).await?.unwrap_or_default();
    let appendices = live::appendices(&mut db, &act, cx.year().await?).await?;
    let bodies = crate::bodies::queries::bodies(&mut db).await?;
    let may_edit = cx.may(May::EditPlan);
    let offered = [Act::Consider, Act::Endorse, Act::Adopt, Act::Return, Act::Expire];
    let offered = offered.into_iter().filter(|one| may_edit && target(state, *one).is_some());
    let page = Page::new(labels::edition_title(&act.title, act.edition))
        .stage(Stage::Plan)
        .crumb(labels::ACTS, "/plan/local-acts")
        .with_errors_of(&fields);
    let body = ShowPage {
        kind: kind_name(act.kind),
        state: state_name(state),
        tone: labels::tone(state),
        running_out: labels::running_out(act.days_left(cx.today()), rulebook().local_acts.remind_days),
        steps: act.steps.iter().map(|step| StepView { done: labels::done(step.act), step: step.clone() }).collect(),
        editions: editions
            .map(|one| Edition { id: one.id, number: one.edition, state: state_name(one.state()) })
            .collect(),
        readers: readers.collect(),
        asks_viewer,
        preview: documents::html::render(&paper::document(&act, &appendices, &school, cx.today())),
        fields,
        acts: offered.map(|one| Choice::new(one.code(), labels::done(one))).collect(),
        bodies: bodies.into_iter().map(|one| Choice::new(one.id, one.name)).collect(),
        may_edit_text: may_edit && state == State::Draft,
        may_approve: cx.may(May::ApprovePlan) && target(state, Act::Approve).is_some(),
        may_ask_readers: may_edit && state == State::Approved,
        may_renew: may_edit && matches!(state, State::Approved | State::Expired),
        chain: cx.chain(artefact(act.id)).await?,
        act,
    };
    cx.page(page.body(body)).await
}

/// Editions of one act replace each other.
fn is_of_one_line(one: &LocalAct, two: &LocalAct) -> bool {
    one.replaces_id == Some(two.id) || two.replaces_id == Some(one.id)
}

pub(super) async fn docx(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut db = cx.store();
    let act = queries::act(&mut db, id).await?.or_missing()?;
    let school = school(&mut db).await?.unwrap_or_default();
    let appendices = live::appendices(&mut db, &act, cx.year().await?).await?;
    let document = paper::document(&act, &appendices, &school, cx.today());
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
