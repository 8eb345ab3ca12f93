use askama::DynTemplate;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, HeaderValue, SET_COOKIE};
use axum::response::{IntoResponse, Response};

use crate::Failure;
use crate::flash::Flash;
use crate::forms::Fields;
use crate::shell::{self, Shell};
use crate::stage::Stage;
use crate::ui::Link;

/// A page before it is put into the shell: a heading and a body that is an askama template.
///
/// ```
/// # use web::{Page, Stage};
/// let page = Page::new("Приказ № 17")
///     .stage(Stage::Decide)
///     .crumb("Приказы", "/decide/orders")
///     .lead("Проект, не подписан");
/// ```
#[must_use]
pub struct Page<'a> {
    pub(crate) title: String,
    pub(crate) lead: String,
    pub(crate) stage: Option<Stage>,
    pub(crate) crumbs: Vec<Link>,
    pub(crate) width: &'static str,
    pub(crate) heading: &'static str,
    pub(crate) trouble: &'static str,
    pub(crate) refresh_seconds: Option<u16>,
    status: StatusCode,
    body: Option<Box<dyn DynTemplate + Send + Sync + 'a>>,
}

impl<'a> Page<'a> {
    /// A page with this heading.
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            lead: String::new(),
            stage: None,
            crumbs: Vec::new(),
            width: "",
            heading: "",
            trouble: "",
            refresh_seconds: None,
            status: StatusCode::OK,
            body: None,
        }
    }

    /// The stage of the cycle it belongs to.
    pub fn stage(mut self, stage: Stage) -> Self {
        self.stage = Some(stage);
        self
    }

    /// A sentence under the heading.
    pub fn lead(mut self, text: impl Into<String>) -> Self {
        self.lead = text.into();
        self
    }

    /// A step of the path above the heading; the home page and the page itself need none.
    pub fn crumb(mut self, label: impl Into<String>, href: impl Into<String>) -> Self {
        self.crumbs.push(Link::new(label, href));
        self
    }

    /// Uses the whole width of the window: for heatmaps and wide tables.
    pub fn wide(mut self) -> Self {
        self.width = "wide";
        self
    }

    /// A narrow column in the middle: for signing in and the first start.
    pub fn narrow(mut self) -> Self {
        self.width = "narrow";
        self
    }

    /// The body has its own `<h1>`.
    pub fn own_heading(mut self) -> Self {
        self.heading = "own";
        self
    }

    /// Looks again after so many seconds, with or without the script: for long work.
    pub fn refresh(mut self, seconds: u16) -> Self {
        self.refresh_seconds = Some(seconds);
        self
    }

    /// The status of the answer, if it is not 200.
    pub fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// The form is shown again if it has errors: 422, and the title of the window says so.
    pub fn with_errors_of(mut self, fields: &Fields) -> Self {
        if fields.has_errors() {
            self.status = StatusCode::UNPROCESSABLE_ENTITY;
            self.trouble = "Ошибка: ";
        }
        self
    }

    /// What stands below the heading.
    pub fn body(mut self, body: impl DynTemplate + Send + Sync + 'a) -> Self {
        self.body = Some(Box::new(body));
        self
    }

    /// The whole document.
    pub fn in_shell(self, shell: &Shell) -> Rendered {
        let values = shell::TemplateValues::of(shell);
        let body = self.body.as_ref().map_or_else(|| Ok(String::new()), |body| body.dyn_render_with_values(&values));
        Rendered {
            html: body.and_then(|body| shell::document(shell, &self, &body)),
            status: self.status,
            has_shown_flash: shell.flash.is_some(),
        }
    }
}

/// A document ready to be sent.
#[must_use]
pub struct Rendered {
    html: askama::Result<String>,
    status: StatusCode,
    has_shown_flash: bool,
}

impl Rendered {
    /// The text of the document.
    ///
    /// # Errors
    /// When the template failed.
    pub fn into_html(self) -> Result<String, Failure> {
        Ok(self.html?)
    }
}

impl IntoResponse for Rendered {
    fn into_response(self) -> Response {
        let html = match self.html {
            Ok(html) => html,
            // The page of a failure is in the same shell: if it is the shell that fails, say it without.
            Err(error) => {
                tracing::error!("a template failed: {error}");
                return (StatusCode::INTERNAL_SERVER_ERROR, "Не получилось показать страницу.").into_response();
            }
        };
        let mut response = (self.status, html).into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        if self.has_shown_flash {
            headers.append(SET_COOKIE, Flash::forget());
        }
        response
    }
}
