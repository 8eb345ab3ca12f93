//! One sentence carried over a redirect: «Приказ сохранён». It travels in a cookie and is shown once.

use axum::http::header::{COOKIE, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::url;

const COOKIE_NAME: &str = "vsoko_flash";

/// How a message sounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// It is done.
    Done,
    /// It is done, and there is something to look at.
    Caution,
    /// It is not done.
    Refused,
}

impl Tone {
    fn key(self) -> &'static str {
        match self {
            Tone::Done => "done",
            Tone::Caution => "caution",
            Tone::Refused => "error",
        }
    }
}

/// A message that the next page shows once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flash {
    /// how it sounds
    pub tone: Tone,
    /// a Russian sentence
    pub text: String,
}

impl Flash {
    /// The message that came with a request.
    #[must_use]
    pub fn of(headers: &HeaderMap) -> Option<Flash> {
        let value = cookie(headers, COOKIE_NAME)?;
        let (tone, text) = value.split_once('.')?;
        let tone = [Tone::Done, Tone::Caution, Tone::Refused].into_iter().find(|known| known.key() == tone)?;
        Some(Flash { tone, text: url::decode(text) })
    }

    /// The word for the style of the notice.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        self.tone.key()
    }

    fn set_cookie(&self) -> HeaderValue {
        let text = url::encode(&self.text);
        let line = format!("{COOKIE_NAME}={}.{text}; Path=/; HttpOnly; SameSite=Lax; Max-Age=60", self.tone.key());
        HeaderValue::try_from(line).expect("percent-encoded text is ASCII")
    }

    /// Forgets the message: a page that showed it answers with this.
    pub(crate) fn forget() -> HeaderValue {
        HeaderValue::from_static("vsoko_flash=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0")
    }
}

/// The value of a cookie.
pub(crate) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok());
    let pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.into_iter().find(|(key, _)| *key == name).map(|(_, value)| value)
}

/// An answer to a form: look there now (303), with or without a message.
#[derive(Debug, Clone)]
pub struct SeeOther {
    path: String,
    flash: Option<Flash>,
}

/// Sends the browser to a page of this site; any other address becomes the home page.
///
/// ```
/// # use web::see_other;
/// let answer = see_other("/decide/orders/7").done("Приказ сохранён.");
/// ```
#[must_use]
pub fn see_other(path: impl AsRef<str>) -> SeeOther {
    SeeOther { path: url::safe_back(path.as_ref()).to_owned(), flash: None }
}

impl SeeOther {
    /// It is done.
    #[must_use]
    pub fn done(self, text: impl Into<String>) -> Self {
        self.saying(Tone::Done, text)
    }

    /// It is done, and there is something to look at.
    #[must_use]
    pub fn caution(self, text: impl Into<String>) -> Self {
        self.saying(Tone::Caution, text)
    }

    /// It is not done.
    #[must_use]
    pub fn refused(self, text: impl Into<String>) -> Self {
        self.saying(Tone::Refused, text)
    }

    fn saying(mut self, tone: Tone, text: impl Into<String>) -> Self {
        self.flash = Some(Flash { tone, text: text.into() });
        self
    }
}

impl IntoResponse for SeeOther {
    fn into_response(self) -> Response {
        let mut response = StatusCode::SEE_OTHER.into_response();
        let location = HeaderValue::from_bytes(ascii(&self.path).as_bytes());
        response.headers_mut().insert(LOCATION, location.unwrap_or(HeaderValue::from_static("/")));
        if let Some(flash) = &self.flash {
            response.headers_mut().append(SET_COOKIE, flash.set_cookie());
        }
        response
    }
}

/// Cyrillic in a path is legal for us and not for a header.
fn ascii(path: &str) -> String {
    let mut plain = String::with_capacity(path.len());
    for c in path.chars() {
        if c.is_ascii() && c != ' ' {
            plain.push(c);
        } else {
            plain.push_str(&url::encode(c.encode_utf8(&mut [0; 4])));
        }
    }
    plain
}
