//! What results may be broken down by.

/// What results may be broken down by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    /// Class group («класс»).
    Class,
    /// Year group («параллель»).
    YearGroup,
    /// Level of education («уровень образования»).
    Level,
    /// Subject («предмет»).
    Subject,
    /// Term («учебный период»).
    Term,
    /// Item of a test paper («задание»).
    Item,
    /// Sex («пол»).
    Sex,
}

impl Dimension {
    /// All dimensions in the order of columns.
    pub const ALL: [Self; 7] =
        [Self::Class, Self::YearGroup, Self::Level, Self::Subject, Self::Term, Self::Item, Self::Sex];

    /// The name used in packs, addresses and on the command line.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Class => "class",
            Self::YearGroup => "year_group",
            Self::Level => "level",
            Self::Subject => "subject",
            Self::Term => "term",
            Self::Item => "item",
            Self::Sex => "sex",
        }
    }

    /// The dimension of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|dimension| dimension.code() == code)
    }

    /// Russian name for headings.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Class => "класс",
            Self::YearGroup => "параллель",
            Self::Level => "уровень образования",
            Self::Subject => "предмет",
            Self::Term => "учебный период",
            Self::Item => "задание",
            Self::Sex => "пол",
        }
    }
}
