/// The world broke: the database refused, vanished or answered nonsense. Not for people: a page shows an incident number.
#[derive(Debug, thiserror::Error)]
#[error("{doing}")]
pub struct Error {
    doing: String,
    #[source]
    cause: Box<dyn std::error::Error + Send + Sync>,
}

/// What every query answers.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// Says what was being done when `cause` happened.
    pub fn new(doing: impl Into<String>, cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self { doing: doing.into(), cause: cause.into() }
    }
}

impl From<sqlx::Error> for Error {
    fn from(cause: sqlx::Error) -> Self {
        Self::new(format!("the database answered: {cause}"), cause)
    }
}
