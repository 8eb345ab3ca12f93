//! The Russian words of problem zones.

use web::Refusal;

use super::zone::{CannotChange, ZoneState};

pub(super) const PAGE: &str = "Проблемные зоны";
pub(super) const LEAD: &str =
    "Места, где показатели выходят за пороги. Это повод проверить, а не оценка учителя или класса.";

impl ZoneState {
    /// The state in Russian.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            ZoneState::New => "новая",
            ZoneState::Studying => "изучается",
            ZoneState::Decided => "решение принято",
        }
    }

    /// The tone of its tag.
    #[must_use]
    pub fn tone(self) -> &'static str {
        match self {
            ZoneState::New => "caution",
            ZoneState::Studying => "accent",
            ZoneState::Decided => "done",
        }
    }
}

impl Refusal for CannotChange {
    fn say(&self) -> String {
        let text = match self {
            CannotChange::AlreadyStudied => {
                "Эта зона уже изучается: обновите страницу, чтобы увидеть, кто взял её в работу."
            }
            CannotChange::AlreadyDecided => "По этой зоне уже принято решение.",
            CannotChange::NotStudied => "Эта зона не находится в изучении.",
        };
        text.to_owned()
    }
}

pub(super) fn studied(heading: &str) -> String {
    format!("Зона взята в изучение: {heading}")
}

pub(super) fn returned(heading: &str) -> String {
    format!("Зона возвращена в новые: {heading}")
}
