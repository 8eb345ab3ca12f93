use std::process::ExitCode;

/// Why a command was not carried out; the text is for the person at the terminal.
#[derive(Debug)]
pub(crate) struct Trouble {
    is_refusal: bool,
    text: String,
}

impl Trouble {
    /// The world broke: exit code 1.
    pub(crate) fn failure(text: impl Into<String>) -> Self {
        Self { is_refusal: false, text: text.into() }
    }

    /// The input was refused: exit code 2.
    pub(crate) fn refusal(text: impl Into<String>) -> Self {
        Self { is_refusal: true, text: text.into() }
    }

    /// Says it and answers the exit code.
    pub(crate) fn tell(&self) -> ExitCode {
        eprintln!("vsoko: {}", self.text);
        ExitCode::from(if self.is_refusal { 2 } else { 1 })
    }
}

impl From<store::Error> for Trouble {
    fn from(cause: store::Error) -> Self {
        Self::failure(crate::labels::database_failed(&cause))
    }
}

impl From<store::OpenError> for Trouble {
    fn from(cause: store::OpenError) -> Self {
        Self::failure(cause.to_string())
    }
}

impl From<store::MigrateError> for Trouble {
    fn from(cause: store::MigrateError) -> Self {
        Self::failure(cause.to_string())
    }
}

impl From<analyse::engine::NoAnswer> for Trouble {
    fn from(cause: analyse::engine::NoAnswer) -> Self {
        match cause {
            analyse::engine::NoAnswer::Unknown(unknown) => Self::refusal(unknown.to_string()),
            analyse::engine::NoAnswer::Store(cause) => cause.into(),
        }
    }
}

impl From<publish::self_evaluation::ReportError> for Trouble {
    fn from(cause: publish::self_evaluation::ReportError) -> Self {
        match cause {
            publish::self_evaluation::ReportError::Store(cause) => cause.into(),
            publish::self_evaluation::ReportError::NoAnswer(cause) => cause.into(),
            other => Self::failure(crate::labels::report_failed(&other)),
        }
    }
}

impl std::fmt::Display for Trouble {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.text)
    }
}
