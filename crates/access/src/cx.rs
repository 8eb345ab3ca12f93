use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header::SET_COOKIE;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, NaiveDate, Utc};
use ledger::{Actor, Artefact, Change};
use store::Store;
use web::{Failure, Page, Shell, Stage};

use crate::guard::Visit;
use crate::{App, Facts, May, Scope, Viewer, labels, secret};

/// A longer history is not read on a page: the rest is told as a number.
const LONGEST_CHAIN: usize = 60;

/// Everything a handler works with: the store, the viewer, the time, the picked school year. Only behind a guard that
/// has let a signed-in person through.
pub struct Cx {
    app: App,
    visit: Arc<Visit>,
    viewer: Viewer,
    version: i64,
    scope: Scope,
    now: DateTime<Utc>,
    today: NaiveDate,
}

/// The same for pages that anybody may open.
pub struct Visitor {
    app: App,
    visit: Arc<Visit>,
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let visit = parts.extensions.get::<Arc<Visit>>().cloned();
        let visit = visit.ok_or_else(|| Failure::internal("a handler without a guard"))?;
        Ok(Self { app: app.clone(), visit })
    }
}

impl FromRequestParts<App> for Cx {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let Visitor { app, visit } = Visitor::from_request_parts(parts, app).await?;
        let viewer = visit.viewer.clone().ok_or_else(|| Failure::internal("a signed-in handler behind May::Anyone"))?;
        let version = visit.version.unwrap_or_default();
        let (now, today) = app.clock();
        Ok(Self { scope: viewer.scope(), app, visit, viewer, version, now, today })
    }
}

impl Cx {
    /// The application: what the binary composed.
    #[must_use]
    pub fn app(&self) -> &App {
        &self.app
    }

    /// The database, for reading.
    #[must_use]
    pub fn store(&self) -> Store {
        self.app.store()
    }

    /// Begins to write in the viewer's name.
    ///
    /// # Errors
    /// When the database does not let anyone write.
    pub async fn begin(&self) -> store::Result<Change> {
        Change::begin(&self.app.store(), self.actor(), self.now, self.today).await
    }

    /// The viewer as an author.
    #[must_use]
    pub fn actor(&self) -> Actor {
        Actor { account_id: Some(self.viewer.account_id), name: self.viewer.name.clone() }
    }

    /// Who is looking.
    #[must_use]
    pub fn viewer(&self) -> &Viewer {
        &self.viewer
    }

    /// Whether the viewer may also do something else than what the route asked for.
    #[must_use]
    pub fn may(&self, what: May) -> bool {
        self.viewer.may(what)
    }

    /// Which rows the viewer may see.
    #[must_use]
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// The version of the data when the request came: what [`ledger::data_version`] answered.
    #[must_use]
    pub fn version(&self) -> i64 {
        self.version
    }

    /// The moment of the request.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// The local date of the request.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.today
    }

    pub(crate) fn cookie(&self) -> &str {
        &self.visit.cookie
    }

    /// The school year picked in the head of the page; otherwise the newest one that holds results, or the current one.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn year(&self) -> store::Result<i64> {
        let facts = self.app.facts(self.visit.version).await?;
        Ok(picked_year(&self.visit, &facts, self.today))
    }

    /// The page in the shell: navigation as far as the viewer may, the school, the years.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn page(&self, page: Page<'_>) -> Result<Response, Failure> {
        Ok(page.in_shell(&shell(&self.app, &self.visit).await?).into_response())
    }

    /// The next steps that an artefact of this kind offers this viewer.
    #[must_use]
    pub fn follow_ups(&self, kind: &str) -> Vec<crate::FollowUp> {
        let offered = self.app.composition().follow_ups.iter().filter(|step| step.of == kind && self.may(step.may));
        offered.copied().collect()
    }

    /// The history of an artefact, for `ui/chain.html`: its causes, and everything that followed from the same problem or
    /// decision, a cause before what came of it. On the line of the artefact itself, what the viewer may not open is told
    /// without a link; what stands aside is told to those who see the whole school, as far as they may open it. Drafts are
    /// told to those who may see drafts.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn chain(&self, of: Artefact) -> store::Result<Vec<web::ui::ChainLink>> {
        let composition = self.app.composition();
        let opens = |kind: &&crate::ArtefactKind| matches!(kind.stage, Stage::Analyse | Stage::Decide | Stage::Act);
        let opening: Vec<&str> = composition.artefacts.iter().filter(opens).map(|kind| kind.kind).collect();
        let is_hidden = |one: &ledger::Chained| {
            let of_it = |draft: &&crate::Draft| draft.kind == one.kind && draft.state == one.state;
            composition.drafts.iter().find(of_it).is_some_and(|draft| !self.may(draft.may))
        };
        let rank = |one: &ledger::Chained, is_aside: bool| {
            let kind = self.artefact_kind(&one.kind)?;
            let is_told = !is_aside || (self.scope.whole && self.may(kind.may));
            (is_told && !is_hidden(one)).then_some(kind.stage)
        };
        let drawn = ledger::connected(&mut self.store(), of, &opening).await?.drawn(LONGEST_CHAIN, rank);
        let known = drawn.nodes.into_iter().filter_map(|one| Some((self.artefact_kind(&one.kind)?, one)));
        let links = known
            .map(|(kind, one)| web::ui::ChainLink {
                stage: kind.stage,
                kind: kind.label,
                href: if self.may(kind.may) { format!("{}{}", kind.href, one.id) } else { String::new() },
                is_current: one.kind == of.kind && one.id == of.id,
                title: one.title,
                state: one.state,
                dated: one.dated,
            })
            .chain((drawn.more > 0).then(|| web::ui::ChainLink::more(labels::more_of_chain(drawn.more))));
        Ok(links.collect())
    }

    /// What later stages draw on the page of an artefact, as HTML, in the order of the composition.
    ///
    /// # Errors
    /// When one of them cannot be drawn.
    pub async fn panels(&self, kind: &str, id: i64) -> Result<Vec<String>, Failure> {
        let mut drawn = Vec::new();
        for panel in self.app.composition().panels.iter().filter(|panel| panel.of == kind && self.may(panel.may)) {
            drawn.push((panel.draw)(self, id).await?);
        }
        drawn.retain(|html| !html.is_empty());
        Ok(drawn)
    }

    /// How artefacts of this kind are called and shown.
    #[must_use]
    pub fn artefact_kind(&self, kind: &str) -> Option<crate::ArtefactKind> {
        self.app.composition().artefacts.iter().find(|known| known.kind == kind).copied()
    }
}

impl Visitor {
    /// The page in a shell without navigation for those who are not signed in.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn page(&self, page: Page<'_>) -> Result<Response, Failure> {
        Ok(page.in_shell(&shell(&self.app, &self.visit).await?).into_response())
    }

    /// The application: what the binary composed.
    #[must_use]
    pub fn app(&self) -> &App {
        &self.app
    }

    pub(crate) fn address(&self) -> &str {
        &self.visit.address
    }

    pub(crate) fn cookie(&self) -> &str {
        &self.visit.cookie
    }

    /// Sends a person who has just signed in on to `path`.
    #[must_use]
    pub fn welcome(&self, token: &str, path: &str) -> Response {
        let mut response = web::see_other(path).into_response();
        response.headers_mut().append(SET_COOKIE, crate::guard::set_cookie(&self.app, token));
        response
    }

    /// Whether somebody is signed in.
    #[must_use]
    pub fn is_signed_in(&self) -> bool {
        self.visit.viewer.is_some()
    }
}

/// The school years that can be picked, newest first: those that exist, and the one that runs, which has to be planned
/// before anything of it exists.
fn offered_years(facts: &Facts, today: NaiveDate) -> Vec<i64> {
    let mut years = facts.years.clone();
    years.push(school::SchoolYear::containing(today).0);
    years.sort_unstable_by_key(|year| std::cmp::Reverse(*year));
    years.dedup();
    years
}

fn picked_year(visit: &Visit, facts: &Facts, today: NaiveDate) -> i64 {
    let picked = visit.year.filter(|year| offered_years(facts, today).contains(year));
    picked.or(facts.usual_year).unwrap_or_else(|| school::SchoolYear::containing(today).0)
}

async fn shell(app: &App, visit: &Visit) -> store::Result<Shell> {
    let facts = app.facts(visit.version).await?;
    let (_, today) = app.clock();
    let viewer = visit.viewer.as_ref();
    let visible = |item: &&crate::NavItem| viewer.is_some_and(|viewer| viewer.may(item.may));
    let navigation = app.composition().navigation.iter().filter(visible);
    Ok(Shell {
        school_name: facts.school_name.clone(),
        flash: visit.flash.clone(),
        theme: visit.theme,
        viewer_name: viewer.map(|viewer| viewer.name.clone()),
        role_name: viewer.and_then(|viewer| viewer.roles.first()).map(|role| role.label().to_owned()),
        year: picked_year(visit, &facts, today),
        years: offered_years(&facts, today),
        navigation: navigation
            .map(|item| web::NavLink { stage: item.stage, label: item.label, href: item.href })
            .collect(),
        form_token: secret::form_token(&visit.cookie),
        path: visit.path.clone(),
    })
}

/// The page of a failure in the shell of whoever asked.
pub(crate) async fn failure_page(app: &App, visit: &Visit, failure: &Failure) -> Response {
    match shell(app, visit).await {
        Ok(shell) => failure.page().in_shell(&shell).into_response(),
        Err(cause) => Failure::from(cause).into_response(),
    }
}
