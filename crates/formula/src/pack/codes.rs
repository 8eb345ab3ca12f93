//! Closed lists of codes that packs write.

macro_rules! codes {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$doc])* $variant),+ }

        impl $name {
            /// All codes, for complaints.
            pub(crate) const CODES: &'static [&'static str] = &[$($code),+];

            /// The code written in packs.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The value of a code.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

codes! {
    /// What a value is measured in.
    Unit {
        /// A fraction 0…1, shown as a percentage.
        Share = "share",
        /// A count of people and its share together («чел./%»).
        PeopleShare = "people_share",
        /// A count of works and its share together («работ / %»): one pupil has as many works as subjects.
        WorkShare = "work_share",
        /// People.
        People = "people",
        /// Points.
        Points = "points",
        /// An index 0…100.
        Index = "index",
        /// A mean of marks.
        Mark = "mark",
        /// Pieces for one pupil.
        PerPerson = "per_person",
        /// Yes (1) or no (0).
        YesNo = "yes_no",
        /// Square metres.
        SquareMetres = "square_metres",
    }
}

codes! {
    /// Which direction is better.
    Better {
        /// More is better.
        Higher = "higher",
        /// Less is better.
        Lower = "lower",
        /// Neither.
        Neither = "neither",
    }
}

codes! {
    /// Which moment an indicator is about.
    Moment {
        /// A school year and its marks or examinations.
        SchoolYear = "school_year",
        /// The as-of date (31 December for the self-examination).
        Date = "date",
        /// The twelve months that end on the as-of date.
        TwelveMonths = "twelve_months",
    }
}

codes! {
    /// A level («уровень») of a value.
    LevelName {
        /// «низкий»
        Low = "low",
        /// «базовый»
        Base = "base",
        /// «повышенный»
        Raised = "raised",
        /// «высокий»
        High = "high",
    }
}

codes! {
    /// What is entered for a condition.
    ConditionKind {
        /// Yes or no, stored as 1 or 0.
        YesNo = "yes_no",
        /// A whole number.
        Number = "number",
        /// An area in square metres.
        Area = "area",
    }
}

codes! {
    /// How the sides of a cross-check compare.
    CheckSign {
        /// Equal.
        Equal = "=",
        /// Not greater.
        AtMost = "<=",
        /// Not less.
        AtLeast = ">=",
    }
}

codes! {
    /// The kind of a rule that finds problem zones.
    RuleKind {
        /// The value is on the wrong side of a threshold.
        LevelCrossed = "level_crossed",
        /// It fell against the previous period by more than chance explains.
        DropBeyondNoise = "drop_beyond_noise",
        /// An inner and an outer indicator differ by more than the threshold.
        ExternalGap = "external_gap",
        /// An item is done by fewer than the threshold.
        ItemBelow = "item_below",
    }
}

impl LevelName {
    /// The usual Russian name.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Low => "низкий",
            Self::Base => "базовый",
            Self::Raised => "повышенный",
            Self::High => "высокий",
        }
    }

    /// The name that a pack gives the level; empty where it is the usual one.
    #[must_use]
    pub fn own_name(self, name: &str) -> String {
        if name == self.title() { String::new() } else { name.to_owned() }
    }
}
