//! What the review says: counted anew while it is written, kept as it was once it is signed.

use serde::{Deserialize, Serialize};
use web::filters;

use super::queries::Conclusion;
use super::{Figures, Section, labels};

/// The most things that a part names one by one.
const MOST_NAMED: usize = 20;

/// Everything that page and paper show.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// the parts
    pub parts: Vec<Part>,
    /// proposals for the plan of the next year
    pub proposals: Vec<Proposed>,
}

/// A part of the review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// code of its [`Section`]
    pub code: String,
    /// «Что решено»
    pub title: String,
    /// what, how many
    pub lines: Vec<Line>,
    /// what is named one by one
    pub lists: Vec<Listed>,
    /// what people conclude
    pub conclusion: Option<Said>,
}

/// A number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// what
    pub what: String,
    /// how many
    pub count: usize,
    /// where to look
    pub href: String,
}

/// Things named one by one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// what they are
    pub title: String,
    /// text and address
    pub items: Vec<(String, String)>,
    /// «и ещё 5»; may be empty
    pub more: String,
}

/// A conclusion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// a paragraph a line
    pub words: String,
    /// who wrote it, and when
    pub by: String,
}

/// A proposal for the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposed {
    /// what
    pub words: String,
    /// what it came from
    pub source: String,
    /// «ждёт ответа»
    pub state: String,
    /// the tone of its tag
    pub tone: String,
    /// its page
    pub href: String,
}

/// What the review says by these numbers and conclusions.
#[must_use]
pub(super) fn content(figures: &Figures, conclusions: &[Conclusion]) -> Content {
    let part = |section: Section| Part {
        code: section.code().to_owned(),
        title: labels::section(section).to_owned(),
        lines: counted(labels::lines(section, figures)),
        lists: labels::lists(section, figures).into_iter().filter(|(_, items)| !items.is_empty()).map(listed).collect(),
        conclusion: conclusions.iter().find(|one| one.section == section.code() && !one.words.is_empty()).map(said),
    };
    let proposed = figures.proposals.iter().map(|one| Proposed {
        words: one.words.clone(),
        source: one.source_title.clone(),
        state: one.state.label().to_owned(),
        tone: one.state.tone().to_owned(),
        href: format!("/plan/proposals/{}", one.id),
    });
    Content { parts: Section::ALL.into_iter().map(part).collect(), proposals: proposed.collect() }
}

/// The numbers of a part; none where nothing was recorded at all.
fn counted(lines: Vec<labels::Line>) -> Vec<Line> {
    if lines.iter().all(|(_, count, _)| *count == 0) { Vec::new() } else { lines.into_iter().map(line).collect() }
}

fn line((what, count, href): labels::Line) -> Line {
    Line { what: what.to_owned(), count, href: href.to_owned() }
}

fn listed((title, items): (&'static str, Vec<(String, String)>)) -> Listed {
    let left = items.len().saturating_sub(MOST_NAMED);
    Listed {
        title: title.to_owned(),
        items: items.into_iter().take(MOST_NAMED).collect(),
        more: if left > 0 { labels::more(left) } else { String::new() },
    }
}

fn said(one: &Conclusion) -> Said {
    Said { words: one.words.clone(), by: format!("{}, {}", one.written_by, filters::local_moment(&one.written_at)) }
}
