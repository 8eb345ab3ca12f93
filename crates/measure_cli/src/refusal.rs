use std::fmt;

/// Why a file or an option was not taken: one Russian sentence that names row and column where there are any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal(String);

impl Refusal {
    pub(crate) fn new(text: impl Into<String>) -> Refusal {
        Refusal(text.into())
    }

    /// A measure has no value, and without it there is no answer at all.
    pub(crate) fn because(why: measure::Why) -> Refusal {
        Refusal(why.say())
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// The refusals of `measure` are told as they are: `?` does it.
impl<E: std::error::Error> From<E> for Refusal {
    fn from(cause: E) -> Refusal {
        Refusal(cause.to_string())
    }
}
