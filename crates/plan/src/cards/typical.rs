//! Typical cards that come with the program, as data.

use std::sync::LazyLock;

use serde::Deserialize;

use super::{Card, CardIndicator, CardStep, InspectionKind};

/// A card to begin with.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypicalCard {
    /// a stable word
    pub code: String,
    /// what the procedure is called
    pub name: String,
    /// «вид контроля»
    pub kind: InspectionKind,
    /// «основание»
    pub basis: String,
    /// «цель»
    pub purpose: String,
    /// «объект»
    pub object: String,
    /// «предмет контроля»
    pub matter: String,
    /// «методы»
    pub methods: String,
    /// «инструментарий»
    pub instruments: String,
    /// «выборка»
    pub sample: String,
    /// «итоговые документы»
    pub outputs: String,
    /// «где рассматривается»
    pub considered_at: String,
    /// after how many days it is looked at again
    pub recheck_days: Option<i64>,
    /// where it comes from
    pub source: String,
    /// «показатели и нормы»
    #[serde(default)]
    pub indicators: Vec<CardIndicator>,
    /// «этапы»
    pub steps: Vec<CardStep>,
}

impl TypicalCard {
    /// The school's own card of it, not yet saved.
    #[must_use]
    pub fn own(&self, id: i64) -> Card {
        Card {
            id,
            name: self.name.clone(),
            kind: self.kind,
            basis: self.basis.clone(),
            purpose: self.purpose.clone(),
            object: self.object.clone(),
            matter: self.matter.clone(),
            methods: self.methods.clone(),
            indicators: self.indicators.clone(),
            instruments: self.instruments.clone(),
            sample: self.sample.clone(),
            steps: self.steps.clone(),
            outputs: self.outputs.clone(),
            considered_at: self.considered_at.clone(),
            recheck_days: self.recheck_days,
            procedure_id: None,
            source: self.source.clone(),
            version: 0,
            saved_at: chrono::DateTime::default(),
            saved_by: String::new(),
        }
    }
}

#[derive(Deserialize)]
struct File {
    card: Vec<TypicalCard>,
}

/// The typical cards, in the order of the file.
#[must_use]
pub fn typical_cards() -> &'static [TypicalCard] {
    static CARDS: LazyLock<Vec<TypicalCard>> = LazyLock::new(|| {
        let file: File = toml::from_str(include_str!("../../../../packs/technological-cards.toml"))
            .expect("the file that comes with the program is read by a test");
        file.card
    });
    &CARDS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typical_cards_are_whole() {
        assert!(typical_cards().len() >= 4);
        for card in typical_cards() {
            assert!(!card.source.is_empty() && !card.steps.is_empty() && !card.indicators.is_empty(), "{}", card.code);
            assert!(card.steps.windows(2).all(|pair| pair[0].days <= pair[1].days), "{}: steps in order", card.code);
        }
    }
}
