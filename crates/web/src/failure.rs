//! When a page cannot be answered: the world broke, there is no such thing, it is not allowed, or the rule says no.
//!
//! `?` turns any error into a [`Failure`]: the chain goes to the log with an incident number, the reader gets the
//! number. A refusal of a rule states itself through [`Refusal`]; usually the handler shows the form again with it, and
//! [`OrRefused`] is for places without a form.

use std::fmt::Write as _;
use std::hash::{BuildHasher as _, RandomState};
use std::panic::Location;
use std::sync::Arc;

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::page::{Page, Rendered};
use crate::shell::Shell;

/// The answer of every handler.
pub type Reply = Result<Response, Failure>;

/// A rule that said no and can say why, in Russian.
pub trait Refusal {
    /// One or two sentences for the reader.
    fn say(&self) -> String;
}

/// Why there is no page. Opaque: made by `?`, by [`OrMissing`], by [`OrRefused`].
#[derive(Debug)]
pub struct Failure(Fate);

#[derive(Debug)]
enum Fate {
    Broken { incident: String },
    Missing,
    Forbidden,
    ForeignForm,
    TooLarge,
    Malformed,
    Refused(String),
}

impl<E: std::error::Error + 'static> From<E> for Failure {
    #[track_caller]
    fn from(error: E) -> Self {
        Self::logged(&chain(&error))
    }
}

fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let _ = write!(text, ": {error}");
        cause = error.source();
    }
    text
}

impl Failure {
    /// Something of our own that cannot be, for the log only; the reader gets the incident number.
    #[track_caller]
    #[must_use]
    pub fn internal(what: &str) -> Self {
        Self::logged(what)
    }

    /// There is no such page, or the viewer may not know that there is.
    #[must_use]
    pub fn missing() -> Self {
        Self(Fate::Missing)
    }

    /// The viewer may know that it exists, and may not do this.
    #[must_use]
    pub fn forbidden() -> Self {
        Self(Fate::Forbidden)
    }

    /// A rule said no, and there is no form to say it at.
    #[must_use]
    pub fn refused(refusal: &dyn Refusal) -> Self {
        Self(Fate::Refused(refusal.say()))
    }

    /// What was sent is larger than this address takes.
    #[must_use]
    pub fn too_large() -> Self {
        Self(Fate::TooLarge)
    }

    /// What was sent cannot be read: broken off on the way, or not made by a browser.
    #[must_use]
    pub fn malformed() -> Self {
        Self(Fate::Malformed)
    }

    #[track_caller]
    fn logged(what: &str) -> Self {
        let incident = incident_number();
        let place = Location::caller();
        tracing::error!(incident, %place, "{what}");
        Self(Fate::Broken { incident })
    }

    /// The status of the answer.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self.0 {
            Fate::Broken { .. } => StatusCode::INTERNAL_SERVER_ERROR,
            Fate::Missing => StatusCode::NOT_FOUND,
            Fate::Forbidden | Fate::ForeignForm => StatusCode::FORBIDDEN,
            Fate::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Fate::Malformed => StatusCode::BAD_REQUEST,
            Fate::Refused(_) => StatusCode::CONFLICT,
        }
    }

    /// The page that says it, for whoever knows the shell.
    pub fn page(&self) -> Page<'static> {
        let body = match &self.0 {
            Fate::Broken { incident } => Problem { incident: incident.clone(), ..Problem::BROKEN },
            Fate::Missing => Problem::MISSING,
            Fate::Forbidden => Problem::FORBIDDEN,
            Fate::ForeignForm => Problem::FOREIGN_FORM,
            Fate::TooLarge => Problem::TOO_LARGE,
            Fate::Malformed => Problem::MALFORMED,
            Fate::Refused(words) => Problem { words: words.clone(), ..Problem::REFUSED },
        };
        Page::new(body.title).status(self.status()).body(body)
    }
}

/// «Страница не найдена» in the shell of whoever asked.
pub fn missing(shell: &Shell) -> Rendered {
    Failure::missing().page().in_shell(shell)
}

/// A form that did not come from our page, or came too late.
#[must_use]
pub fn foreign_form() -> Failure {
    Failure(Fate::ForeignForm)
}

impl IntoResponse for Failure {
    /// The page in a shell without navigation: here nobody is known. The failure travels with the answer, so that a
    /// layer that knows the viewer can say it in the whole shell.
    fn into_response(self) -> Response {
        let mut response = self.page().in_shell(&Shell::default()).into_response();
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}

#[derive(Template)]
#[template(path = "problem.html")]
struct Problem {
    title: &'static str,
    lead: &'static str,
    advice: &'static str,
    words: String,
    incident: String,
}

impl Problem {
    const fn new(title: &'static str, lead: &'static str, advice: &'static str) -> Self {
        Self { title, lead, advice, words: String::new(), incident: String::new() }
    }

    const BROKEN: Problem = Problem::new(
        "Не получилось показать страницу",
        "Произошла ошибка в программе. Последнее действие не выполнено, всё сохранённое раньше на месте.",
        "Попробуйте ещё раз через минуту. Если ошибка повторится, назовите администратору номер происшествия:",
    );
    const MISSING: Problem = Problem::new(
        "Страница не найдена",
        "Такой страницы нет, или она недоступна для вашей роли.",
        "Проверьте адрес или начните с главной страницы.",
    );
    const FORBIDDEN: Problem = Problem::new(
        "Недостаточно прав",
        "Это действие не входит в права вашей роли.",
        "Если оно нужно вам для работы, обратитесь к директору или к тому, кто ведёт учётные записи.",
    );
    const FOREIGN_FORM: Problem = Problem::new(
        "Форма устарела",
        "Страница была открыта слишком давно, и отправленные сведения не приняты.",
        "Вернитесь назад, обновите страницу и отправьте форму ещё раз.",
    );
    const TOO_LARGE: Problem = Problem::new(
        "Слишком большой файл",
        "Отправленное больше, чем программа принимает за один раз.",
        "Разделите файл на части, например по классам, и загрузите их по очереди.",
    );
    const MALFORMED: Problem = Problem::new(
        "Форма передана не полностью",
        "Связь оборвалась, и отправленные сведения не приняты.",
        "Вернитесь назад и отправьте форму ещё раз.",
    );
    const REFUSED: Problem =
        Problem::new("Действие не выполнено", "", "Вернитесь на предыдущую страницу: ничего не изменилось.");
}

/// Two groups of digits, easy to say over the telephone.
fn incident_number() -> String {
    let random = RandomState::new().hash_one("incident");
    format!("{:04}-{:04}", random % 10_000, (random / 10_000) % 10_000)
}

/// «Нет — значит не найдено».
pub trait OrMissing<T> {
    /// The value, or the not-found page.
    ///
    /// # Errors
    /// When there is no value.
    fn or_missing(self) -> Result<T, Failure>;
}

impl<T> OrMissing<T> for Option<T> {
    fn or_missing(self) -> Result<T, Failure> {
        self.ok_or_else(Failure::missing)
    }
}

/// A refusal where there is no form to show it at.
pub trait OrRefused<T> {
    /// The value, or a page with what the rule says (409).
    ///
    /// # Errors
    /// When the rule refuses.
    fn or_refused(self) -> Result<T, Failure>;
}

impl<T, R: Refusal> OrRefused<T> for Result<T, R> {
    fn or_refused(self) -> Result<T, Failure> {
        self.map_err(|refusal| Failure::refused(&refusal))
    }
}
