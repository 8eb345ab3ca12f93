use std::any::Any;

use askama::Template;
use axum::http::HeaderMap;

use crate::filters;
use crate::flash::{self, Flash};
use crate::page::Page;
use crate::stage::Stage;
use crate::ui::Link;

/// What surrounds a page: who is looking, at which school and year, and where else they may go. An empty one
/// (`Shell::default()`) has neither navigation nor viewer: signing in, the first start, failures.
#[derive(Debug, Clone, Default)]
pub struct Shell {
    /// short name; empty before the first start is over
    pub school_name: String,
    /// «Фамилия Имя Отчество»; none before signing in
    pub viewer_name: Option<String>,
    /// «директор»
    pub role_name: Option<String>,
    /// the picked school year
    pub year: i64,
    /// school years that exist, newest first
    pub years: Vec<i64>,
    /// where the viewer may go, in order; several entries of one stage become its sections
    pub navigation: Vec<NavLink>,
    /// goes into every form
    pub form_token: String,
    /// the address of this page with its query
    pub path: String,
    /// the message of the previous action
    pub flash: Option<Flash>,
    /// light or dark, if the viewer has chosen
    pub theme: Theme,
}

/// An entry of the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NavLink {
    /// the stage of the cycle it belongs to
    pub stage: Stage,
    /// Russian words
    pub label: &'static str,
    /// address
    pub href: &'static str,
}

/// Light or dark. The script remembers a choice in a cookie, the server puts it into the page, so nothing flickers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// as the system of the viewer says
    #[default]
    System,
    /// light
    Light,
    /// dark
    Dark,
}

impl Theme {
    /// The choice that came with a request.
    #[must_use]
    pub fn of(headers: &HeaderMap) -> Theme {
        match flash::cookie(headers, "vsoko_theme") {
            Some("light") => Theme::Light,
            Some("dark") => Theme::Dark,
            _ => Theme::System,
        }
    }

    fn key(self) -> &'static str {
        match self {
            Theme::System => "",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }
}

/// What templates get besides their own fields: the token of forms.
pub(crate) struct TemplateValues {
    form_token: String,
}

impl TemplateValues {
    pub(crate) fn of(shell: &Shell) -> Self {
        Self { form_token: shell.form_token.clone() }
    }
}

impl askama::Values for TemplateValues {
    fn get_value<'a>(&'a self, key: &str) -> Option<&'a dyn Any> {
        (key == filters::FORM_TOKEN).then_some(&self.form_token as &dyn Any)
    }
}

/// The whole document around a body that is HTML already.
pub(crate) fn document(shell: &Shell, page: &Page<'_>, body: &str) -> askama::Result<String> {
    let current = current_section(shell, page);
    let document = Document {
        shell,
        page,
        body,
        stages: entries(shell, &Stage::CYCLE, page.stage),
        beside: entries(shell, &Stage::BESIDE, page.stage),
        sections: sections(shell, page.stage, current),
        theme: shell.theme.key(),
        years: years(shell),
        viewer_name: shell.viewer_name.as_deref().unwrap_or(""),
        role_name: shell.role_name.as_deref().unwrap_or(""),
    };
    document.render_with_values(&TemplateValues::of(shell))
}

#[derive(Template)]
#[template(path = "shell.html")]
struct Document<'a> {
    shell: &'a Shell,
    page: &'a Page<'a>,
    body: &'a str,
    stages: Vec<Entry>,
    beside: Vec<Entry>,
    sections: Vec<Section>,
    theme: &'static str,
    years: Vec<YearChoice>,
    viewer_name: &'a str,
    role_name: &'a str,
}

struct Entry {
    number: Option<usize>,
    label: &'static str,
    purpose: &'static str,
    href: Option<&'static str>,
    is_current: bool,
}

struct Section {
    link: Link,
    is_current: bool,
}

struct YearChoice {
    value: i64,
    label: String,
    is_picked: bool,
}

/// All stages of the cycle are drawn, those without an allowed page as plain words; beside it only what is allowed.
fn entries(shell: &Shell, stages: &[Stage], current: Option<Stage>) -> Vec<Entry> {
    let entry = |stage: &Stage| Entry {
        number: stage.number(),
        label: stage.label(),
        purpose: stage.purpose(),
        href: shell.navigation.iter().find(|link| link.stage == *stage).map(|link| link.href),
        is_current: current == Some(*stage),
    };
    stages.iter().map(entry).filter(|entry| entry.href.is_some() || entry.number.is_some()).collect()
}

/// The most exact section of the stage that the address or the way to the page (its crumbs) lies in.
fn current_section(shell: &Shell, page: &Page<'_>) -> Option<&'static str> {
    let within = |address: &str| {
        let path = address.split('?').next().unwrap_or("");
        let is_inside =
            |href: &str| path.strip_prefix(href).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        let own = shell.navigation.iter().filter(|link| Some(link.stage) == page.stage && is_inside(link.href));
        own.map(|link| link.href).max_by_key(|href| href.len())
    };
    let addresses = page.crumbs.iter().map(|crumb| crumb.href.as_str()).chain([shell.path.as_str()]);
    addresses.filter_map(within).max_by_key(|href| href.len())
}

fn sections(shell: &Shell, stage: Option<Stage>, current: Option<&str>) -> Vec<Section> {
    let own: Vec<&NavLink> = shell.navigation.iter().filter(|link| Some(link.stage) == stage).collect();
    if own.len() < 2 {
        return Vec::new();
    }
    own.iter()
        .map(|link| Section { link: Link::new(link.label, link.href), is_current: current == Some(link.href) })
        .collect()
}

fn years(shell: &Shell) -> Vec<YearChoice> {
    let choice =
        |year: &i64| YearChoice { value: *year, label: filters::year_text(*year), is_picked: *year == shell.year };
    shell.years.iter().map(choice).collect()
}
