//! The mail server of the school and how a letter gets to it.

use std::error::Error;
use std::io;
use std::time::Duration;

use chrono::{DateTime, Utc};
use lettre::message::Mailbox;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters, TlsParametersBuilder};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use store::new_id;

/// A server that is silent for longer is not there.
const PATIENCE: Duration = Duration::from_secs(20);

/// How the way to the server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// not at all: for a server in the school's own network
    None,
    /// from the second word on
    StartTls,
    /// from the first word on
    Tls,
}

impl Security {
    /// All of them.
    pub const ALL: [Security; 3] = [Security::Tls, Security::StartTls, Security::None];

    /// The word it is stored under.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Security::None => "none",
            Security::StartTls => "starttls",
            Security::Tls => "tls",
        }
    }

    /// The protection stored under `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Security> {
        Security::ALL.into_iter().find(|security| security.code() == code)
    }
}

/// The mail server of the school («почтовый сервер»). It cannot be printed: it knows a password.
#[derive(Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct MailServer {
    /// name in the network
    pub host: String,
    /// 465, 587, 25
    pub port: i64,
    /// code of the [`Security`]
    pub security: String,
    /// name to sign in with; empty for a server that asks for none
    pub username: String,
    /// the password
    pub password: String,
    /// who letters are from: «vsoko@school.ru»
    pub sender: String,
}

/// Why a letter did not go out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CannotSend {
    /// an address is not one
    Address(String),
    /// nobody answers there
    Unreachable,
    /// the server stopped answering
    Silent,
    /// the connection could not be protected
    Unprotected,
    /// name or password are wrong
    NotLetIn,
    /// the server said no to this letter
    Rejected(String),
}

impl CannotSend {
    /// Whether another letter to the same server would fare the same.
    #[must_use]
    pub fn is_about_server(&self) -> bool {
        !matches!(self, CannotSend::Address(_) | CannotSend::Rejected(_))
    }
}

impl MailServer {
    /// Sends a letter of plain words.
    ///
    /// # Errors
    /// [`CannotSend`] says why it did not go out.
    pub async fn send(&self, (to, subject): (&str, &str), words: &str, now: DateTime<Utc>) -> Result<(), CannotSend> {
        self.send_trusting(&[], (to, subject), words, now).await
    }

    /// The same, trusting further certificates than those that everybody trusts.
    pub(super) async fn send_trusting(
        &self,
        trusted: &[Certificate],
        (to, subject): (&str, &str),
        words: &str,
        now: DateTime<Utc>,
    ) -> Result<(), CannotSend> {
        let mailbox = |address: &str| address.parse::<Mailbox>().map_err(|_| CannotSend::Address(address.to_owned()));
        let from = mailbox(&self.sender)?;
        let id = format!("<{}@{}>", new_id(), from.email.domain());
        let mut letter = Message::builder()
            .from(from)
            .to(mailbox(to)?)
            .date(now.into())
            .message_id(Some(id))
            .subject(subject)
            .header(ContentType::TEXT_PLAIN)
            .body(words.to_owned())
            .map_err(|_| CannotSend::Address(to.to_owned()))?;
        // Nobody wrote this: a mailbox that answers by itself does not answer it.
        let name = HeaderName::new_from_ascii_str("Auto-Submitted");
        letter.headers_mut().insert_raw(HeaderValue::new(name, "auto-generated".to_owned()));
        let sent = self.transport(trusted)?.send(letter).await;
        sent.map(|_| ()).map_err(|cause| why(&cause))
    }

    fn transport(&self, trusted: &[Certificate]) -> Result<AsyncSmtpTransport<Tokio1Executor>, CannotSend> {
        let parameters = || {
            let builder = TlsParameters::builder(self.host.clone());
            let builder = trusted.iter().cloned().fold(builder, TlsParametersBuilder::add_root_certificate);
            builder.build().map_err(|_| CannotSend::Unprotected)
        };
        let tls = match Security::from_code(&self.security) {
            Some(Security::Tls) => Tls::Wrapper(parameters()?),
            Some(Security::StartTls) | None => Tls::Required(parameters()?),
            Some(Security::None) => Tls::None,
        };
        let port = u16::try_from(self.port).map_err(|_| CannotSend::Unreachable)?;
        let builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(self.host.clone());
        let mut builder = builder.port(port).timeout(Some(PATIENCE)).tls(tls);
        if !self.username.is_empty() {
            builder = builder.credentials(Credentials::new(self.username.clone(), self.password.clone()));
        }
        Ok(builder.build())
    }
}

/// SMTP: authentication is needed, or was not believed.
const NOT_LET_IN: [&str; 4] = ["530", "534", "535", "538"];

fn why(cause: &lettre::transport::smtp::Error) -> CannotSend {
    if let Some(code) = cause.status() {
        let code = code.to_string();
        return if NOT_LET_IN.contains(&code.as_str()) {
            CannotSend::NotLetIn
        } else {
            let told = cause.source().map_or_else(|| code.clone(), |said| format!("{code} {said}"));
            CannotSend::Rejected(told)
        };
    }
    if cause.is_timeout() {
        CannotSend::Silent
    } else if cause.is_tls() || cause.is_client() || is_disbelieved(cause) {
        // A server that offers no protection is a fault of the client to the library.
        CannotSend::Unprotected
    } else {
        CannotSend::Unreachable
    }
}

/// The library tells of a certificate that is not believed as of a connection that broke: over data that make no sense.
fn is_disbelieved(cause: &lettre::transport::smtp::Error) -> bool {
    let mut next = cause.source();
    while let Some(inner) = next {
        if inner.downcast_ref::<io::Error>().is_some_and(|broken| broken.kind() == io::ErrorKind::InvalidData) {
            return true;
        }
        next = inner.source();
    }
    false
}
