//! Technological cards («технологические карты»): how a procedure of quality assurance is carried out. A card says what is
//! looked at and why, by which methods and indicators, in which steps and by whom. A later stage carries it out.

mod card;
mod form;
mod labels;
mod pages;
mod paper;
/// The questions this feature asks of the database, and its writes.
pub mod queries;
mod typical;

use access::{ArtefactKind, FollowUp, May, NavItem, Routes};
use ledger::{Artefact, Happening};
use web::Stage;

pub use card::{Card, CardIndicator, CardStep, InspectionKind};
pub use typical::{TypicalCard, typical_cards};

use crate::indicators::CatalogueOf;

/// The word by which the ledger knows cards.
pub const KIND: &str = "technological_card";

/// The entry of the navigation.
pub const NAVIGATION: NavItem =
    NavItem { stage: Stage::Plan, label: labels::CARDS, href: pages::LIST, may: May::ReadPlan };

/// The next step that procedures of the cyclogram get from here.
pub const FOLLOW_UP: FollowUp = FollowUp {
    of: crate::calendar::KIND,
    label: labels::MAKE_CARD,
    href: "/plan/cards/new?procedure=",
    may: May::EditPlan,
};

/// The addresses of this feature; the checked packs come from whoever has them.
#[must_use]
pub fn routes(catalogue: CatalogueOf) -> Routes {
    Routes::new()
        .page("/plan/cards", May::ReadPlan, pages::list)
        .page("/plan/cards/new", May::EditPlan, move |cx, query| form::new(cx, query, catalogue))
        .action("/plan/cards", May::EditPlan, move |cx, sent| form::create(cx, sent, catalogue))
        .page("/plan/cards/{id}", May::ReadPlan, move |cx, id| pages::show(cx, id, catalogue))
        .page("/plan/cards/{id}/edit", May::EditPlan, move |cx, id| form::edit(cx, id, catalogue))
        .action("/plan/cards/{id}", May::EditPlan, move |cx, id, sent| form::save(cx, id, sent, catalogue))
        .page("/plan/cards/{id}/removal", May::EditPlan, pages::confirm_removal)
        .action("/plan/cards/{id}/removal", May::EditPlan, pages::remove)
        .page("/plan/cards/{id}/paper.docx", May::ReadPlan, move |cx, id| pages::docx(cx, id, catalogue))
}

/// How cards are shown in chains.
#[must_use]
pub fn artefact_kind() -> ArtefactKind {
    ArtefactKind { kind: KIND, label: labels::CARD, href: "/plan/cards/", stage: Stage::Plan, may: May::ReadPlan }
}

/// The card as the ledger names it.
#[must_use]
pub fn artefact(id: i64) -> Artefact {
    Artefact { kind: KIND, id }
}

/// Something happened to a card.
pub struct CardHappened {
    id: i64,
    kind: &'static str,
    sentence: String,
}

impl CardHappened {
    /// It was made or changed.
    #[must_use]
    pub fn saved(card: &Card) -> Self {
        Self { id: card.id, kind: "technological_card.saved", sentence: labels::card_saved(&card.name) }
    }

    /// It was thrown away.
    #[must_use]
    pub fn removed(card: &Card) -> Self {
        Self { id: card.id, kind: "technological_card.removed", sentence: labels::card_removed(&card.name) }
    }
}

impl Happening for CardHappened {
    fn kind(&self) -> &'static str {
        self.kind
    }
    fn subject(&self) -> Artefact {
        artefact(self.id)
    }
    fn sentence(&self) -> String {
        self.sentence.clone()
    }
}
