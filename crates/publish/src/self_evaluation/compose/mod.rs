//! Sections made of numbers: text with figures in place, tables, charts. Neutral wording; nobody is named.

mod activity;
mod assurance;
mod attainment;
mod conditions;
mod external;
mod general;
mod staff;
mod table;

use analyse::engine::catalogue;

use super::content::{Content, FORM, PackVersion, Part, Question, Section, SectionContent};
use super::gather::{Gathered, PACK};
use super::placeholders;
use super::queries::Paragraph;
use crate::labels;

/// The content of the report: what the data say, and what people wrote.
pub(super) fn compose(gathered: &Gathered, paragraphs: &[Paragraph]) -> Content {
    let indicators = table::lines(gathered);
    let mut sections = Vec::new();
    for section in Section::ALL {
        let written = paragraphs.iter().find(|paragraph| paragraph.section == section.code());
        let text = written.map_or("", |paragraph| paragraph.text.as_str());
        let analysis = placeholders::fill(text, &|code| placeholders::figure(gathered, code));
        let parts = parts(gathered, section, &indicators);
        sections.push(SectionContent { section, parts, analysis });
    }
    let questions = questions(gathered, &sections);
    Content {
        form: FORM,
        year: gathered.year,
        as_of: gathered.as_of,
        school: general::card(gathered),
        sections,
        indicators,
        questions,
        packs: packs(),
    }
}

fn parts(gathered: &Gathered, section: Section, indicators: &[super::content::IndicatorLine]) -> Vec<Part> {
    match section {
        Section::General => general::parts(gathered),
        Section::Activity => activity::parts(gathered),
        Section::Management => conditions::management(gathered),
        Section::Quality => {
            let mut parts = attainment::parts(gathered);
            parts.extend(external::parts(gathered));
            parts
        }
        Section::Process => conditions::process(gathered),
        Section::Graduates => conditions::graduates(gathered),
        Section::Staff => staff::parts(gathered),
        Section::Supply => conditions::supply(gathered),
        Section::MaterialBase => conditions::material_base(gathered),
        Section::Assurance => assurance::parts(gathered),
        Section::Indicators => table::parts(indicators),
        Section::Conclusions => Vec::new(),
    }
}

/// Sections that the program cannot write by itself.
const WRITTEN_BY_PEOPLE: [Section; 3] = [Section::Management, Section::Graduates, Section::Conclusions];

fn questions(gathered: &Gathered, sections: &[SectionContent]) -> Vec<Question> {
    let mut questions = general::questions(gathered);
    questions.extend(assurance::questions(gathered));
    questions.extend(table::questions(gathered));
    for section in WRITTEN_BY_PEOPLE {
        let is_empty = sections.iter().any(|one| one.section == section && one.analysis.is_empty());
        if is_empty {
            questions.push(Question {
                text: format!("Раздел «{}»: текст не написан", section.heading()),
                href: format!("/publish/reports/{}/sections/{}", gathered.year, section.code()),
                action: "Написать текст".to_owned(),
            });
        }
    }
    questions
}

/// The packs whose numbers the report shows.
fn packs() -> Vec<PackVersion> {
    [PACK, "school-statistics", "vpr"]
        .into_iter()
        .filter_map(|code| catalogue().pack(code))
        .map(|pack| PackVersion {
            code: pack.code.clone(),
            name: pack.name.clone(),
            version: pack.version.clone(),
            edition: pack.edition.clone(),
        })
        .collect()
}

/// A paragraph that says that something was not loaded.
fn absent(what: &str) -> Part {
    Part::Text(format!("{what}: {}.", labels::NO_DATA))
}
