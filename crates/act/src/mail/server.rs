//! The mail server of the school and how a letter gets to it.

use std::time::Duration;

use lettre::message::Mailbox;
use lettre::message::header::ContentType;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

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
    pub async fn send(&self, to: &str, subject: &str, words: &str) -> Result<(), CannotSend> {
        let mailbox = |address: &str| address.parse::<Mailbox>().map_err(|_| CannotSend::Address(address.to_owned()));
        let letter = Message::builder()
            .from(mailbox(&self.sender)?)
            .to(mailbox(to)?)
            .subject(subject)
            .header(ContentType::TEXT_PLAIN)
            .body(words.to_owned())
            .map_err(|_| CannotSend::Address(to.to_owned()))?;
        let sent = self.transport()?.send(letter).await;
        sent.map(|_| ()).map_err(|cause| why(&cause))
    }

    fn transport(&self) -> Result<AsyncSmtpTransport<Tokio1Executor>, CannotSend> {
        let parameters = || TlsParameters::new(self.host.clone()).map_err(|_| CannotSend::Unprotected);
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
            let told = std::error::Error::source(cause).map_or_else(|| code.clone(), |said| format!("{code} {said}"));
            CannotSend::Rejected(told)
        };
    }
    if cause.is_timeout() {
        CannotSend::Silent
    } else if cause.is_tls() {
        CannotSend::Unprotected
    } else {
        CannotSend::Unreachable
    }
}
