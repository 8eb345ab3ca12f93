//! Methods of influence: by what means a decision works on people.

/// A method of influence («метод управления»), as the school's model of quality assurance names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Method {
    /// «административно-командный»: an order
    Administrative,
    /// «коллегиальный»: a decision of a collegial body
    Collegial,
    /// «экономический»: attestation, awards, bonuses
    Economic,
    /// «психолого-педагогический»: instruction, recommendation, support
    Supportive,
}

impl Method {
    /// All methods, in the order in which they are offered.
    pub const ALL: [Method; 4] = [Method::Administrative, Method::Collegial, Method::Economic, Method::Supportive];

    /// The stored word.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Method::Administrative => "administrative",
            Method::Collegial => "collegial",
            Method::Economic => "economic",
            Method::Supportive => "supportive",
        }
    }

    /// The method of a stored word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Method> {
        Method::ALL.into_iter().find(|method| method.code() == code)
    }
}
