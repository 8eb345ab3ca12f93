//! Papers of a later stage that something in the plan rests on: signed orders and signed minutes. The plan knows them by
//! their cards in the ledger only; a paper outside the system is typed.

use chrono::NaiveDate;
use ledger::{Artefact, Chained, described};
use store::{Reads, Result};
use web::forms::Fields;
use web::ui::Choice;

use crate::labels;

const ORDER: &str = "administrative_order";
const MEETING: &str = "meeting";

/// A signed paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Paper {
    /// what it is for the ledger
    pub(crate) artefact: Artefact,
    /// «Приказ от 12.11.2024 № 17 «Об итогах»»
    pub(crate) title: String,
    /// its day
    pub(crate) dated: Option<NaiveDate>,
}

impl Paper {
    /// Whether it is an order.
    pub(crate) fn is_order(&self) -> bool {
        self.artefact.kind == ORDER
    }

    /// What a paper writes of it: «приказ от 12.11.2024 № 17», «протокол от 12.11.2024».
    pub(crate) fn words(&self) -> String {
        if self.is_order() { labels::order_words(&self.title) } else { labels::minutes_words(self.dated) }
    }

    /// The number of an order.
    pub(crate) fn number(&self) -> String {
        labels::number_in(&self.words())
    }

    fn code(&self) -> String {
        format!("{}:{}", self.artefact.kind, self.artefact.id)
    }
}

/// The signed orders and, if asked, the signed minutes, the newest first. Consilia are guarded and are not among them.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn papers(db: &mut impl Reads, with_minutes: bool) -> Result<Vec<Paper>> {
    let mut papers = read(ORDER, described(db, ORDER).await?);
    if with_minutes {
        papers.extend(read(MEETING, described(db, MEETING).await?));
    }
    papers.sort_by_key(|paper| std::cmp::Reverse(paper.dated));
    Ok(papers)
}

fn read(kind: &'static str, cards: Vec<Chained>) -> Vec<Paper> {
    let is_offered = |card: &Chained| labels::SIGNED.contains(&card.state.as_str()) && !labels::is_guarded(&card.title);
    let paper =
        |card: Chained| Paper { artefact: Artefact { kind, id: card.id }, title: card.title, dated: card.dated };
    cards.into_iter().filter(is_offered).map(paper).collect()
}

/// The paper that a form names.
pub(crate) fn picked<'a>(fields: &Fields, papers: &'a [Paper]) -> Option<&'a Paper> {
    papers.iter().find(|paper| fields.get("paper") == paper.code())
}

/// The papers as a form offers them.
pub(crate) fn choices(papers: &[Paper]) -> Vec<Choice> {
    papers.iter().map(|paper| Choice::new(paper.code(), paper.title.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picked_order_gives_its_words_and_its_number() {
        let card = |state: &str, title: &str| Chained {
            kind: ORDER.to_owned(),
            id: 7,
            title: title.to_owned(),
            state: state.to_owned(),
            dated: "2024-11-12".parse().ok(),
        };
        let known = vec![
            card("подписан", "Приказ от 12.11.2024 № 17-ОД «Об итогах № 3»"),
            card("проект", "Об итогах"),
            card("протокол подписан", "Психолого-педагогический консилиум (ППк) 12.11.2024"),
        ];
        let papers = read(ORDER, known);
        assert_eq!(papers.len(), 1);
        let found = picked(&Fields::empty().with("paper", "administrative_order:7"), &papers).unwrap();
        assert_eq!((found.words().as_str(), found.number().as_str()), ("приказ от 12.11.2024 № 17-ОД", "17-ОД"));
    }
}
