//! What only a person may say about the items of a paper: all its results wait meanwhile.

use super::WrittenPaper;
use crate::imports::finding::{Answer, Place};
use crate::imports::labels;
use crate::imports::resolver::Resolver;

/// Something about a paper that a person decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Doubt {
    pub(crate) place: Place,
    /// what stands there
    pub(crate) text: String,
    pub(crate) about: Doubtful,
}

/// What is doubtful; items by their positions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Doubtful {
    /// the level of this item
    Level { item: usize },
    /// a heading that is perhaps one of an item; the item it would be
    Heading { item: Option<usize> },
    /// an item with the number of another
    Twin { item: usize, first_at: String },
}

/// The levels of items, by the answers that choose them.
pub(crate) const LEVELS: [(Answer, &str); 3] =
    [(Answer::Use(0), "base"), (Answer::Use(1), "raised"), (Answer::Use(2), "high")];

/// Asks about everything that is doubtful, and does as a person has said. Answers whether nothing is open. The levels of
/// a paper that is known have been told before.
pub(super) fn settle(resolver: &mut Resolver<'_>, written: &mut WrittenPaper, is_known: bool) -> bool {
    let (mut is_settled, mut dropped) = (true, Vec::new());
    for doubt in std::mem::take(&mut written.doubts) {
        let label = |item: usize| written.items[item].label.clone();
        let question = match &doubt.about {
            Doubtful::Level { .. } if is_known => continue,
            Doubtful::Level { item } => labels::item_level(&label(*item), &doubt),
            Doubtful::Heading { item } => {
                let as_item = item.map(|item| (label(item), written.items[item].max_points));
                labels::item_heading(as_item.as_ref().map(|(label, points)| (label.as_str(), *points)), &doubt)
            }
            Doubtful::Twin { item, first_at } => labels::item_twin(&label(*item), first_at, &doubt),
        };
        let Some(answer) = resolver.ask(question) else {
            is_settled = false;
            continue;
        };
        match (doubt.about, answer) {
            (Doubtful::Level { item }, answer) => {
                let chosen = LEVELS.iter().find(|(level, _)| *level == answer);
                written.items[item].level = chosen.map_or("base", |(_, code)| code);
            }
            (Doubtful::Twin { item, .. }, Answer::Create) => {
                let column = doubt.place.column.unwrap_or_default();
                written.items[item].label = labels::twin_label(&written.items[item].label, &column);
            }
            (Doubtful::Twin { item, .. } | Doubtful::Heading { item: Some(item) }, Answer::Skip) => dropped.push(item),
            (Doubtful::Twin { .. } | Doubtful::Heading { .. }, _) => {}
        }
    }
    if is_settled {
        dropped.sort_unstable_by(|one, two| two.cmp(one));
        for item in dropped {
            written.items.remove(item);
            written.results.iter_mut().for_each(|result| {
                result.points.remove(item);
            });
        }
    }
    is_settled
}
