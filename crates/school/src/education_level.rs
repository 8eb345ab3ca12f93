//! Levels of general education («уровни общего образования»).

use serde::{Deserialize, Serialize};

/// A level of general education: НОО, ООО or СОО.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EducationLevel {
    /// «Начальное общее образование», years 1 to 4.
    Primary,
    /// «Основное общее образование», years 5 to 9.
    LowerSecondary,
    /// «Среднее общее образование», years 10 and 11 (12 in evening schools).
    UpperSecondary,
}

impl EducationLevel {
    /// All levels, the youngest first.
    pub const ALL: [EducationLevel; 3] =
        [EducationLevel::Primary, EducationLevel::LowerSecondary, EducationLevel::UpperSecondary];

    /// The level a year group belongs to; `None` where there is no such year group.
    #[must_use]
    pub fn of(year_group: u8) -> Option<EducationLevel> {
        match year_group {
            1..=4 => Some(EducationLevel::Primary),
            5..=9 => Some(EducationLevel::LowerSecondary),
            10..=12 => Some(EducationLevel::UpperSecondary),
            _ => None,
        }
    }

    /// The stable code: `primary`, `lower_secondary`, `upper_secondary`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            EducationLevel::Primary => "primary",
            EducationLevel::LowerSecondary => "lower_secondary",
            EducationLevel::UpperSecondary => "upper_secondary",
        }
    }

    /// The level of a stable code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<EducationLevel> {
        EducationLevel::ALL.into_iter().find(|level| level.code() == code)
    }

    /// The Russian name in full.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            EducationLevel::Primary => "начальное общее образование",
            EducationLevel::LowerSecondary => "основное общее образование",
            EducationLevel::UpperSecondary => "среднее общее образование",
        }
    }

    /// The usual abbreviation: НОО, ООО, СОО.
    #[must_use]
    pub fn abbreviation(self) -> &'static str {
        match self {
            EducationLevel::Primary => "НОО",
            EducationLevel::LowerSecondary => "ООО",
            EducationLevel::UpperSecondary => "СОО",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_year_group_has_its_level() {
        let of = EducationLevel::of;
        assert_eq!(of(0), None);
        assert_eq!((of(1), of(4)), (Some(EducationLevel::Primary), Some(EducationLevel::Primary)));
        assert_eq!(of(5), Some(EducationLevel::LowerSecondary));
        assert_eq!(of(9), Some(EducationLevel::LowerSecondary));
        assert_eq!(of(10), Some(EducationLevel::UpperSecondary));
        assert_eq!(of(13), None);
    }

    #[test]
    fn levels_are_found_by_their_codes() {
        for level in EducationLevel::ALL {
            assert_eq!(EducationLevel::from_code(level.code()), Some(level));
        }
    }
}
