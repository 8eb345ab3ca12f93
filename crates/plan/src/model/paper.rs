//! The model and what its checker finds, as documents.

use access::Cx;
use charts::Look;
use chrono::NaiveDate;
use documents::{Block, Cell, Column, Document, Heading, Page, Picture, Table};
use roster::setup::queries::{School, school};
use web::Reply;

use super::element_links::Names;
use super::labels::{self, kind_name, part_name, severities};
use super::picture::picture;
use super::{Element, ElementKind, Finding, ModelFacts, Severity, check, facts_of, rulebook};

pub(super) async fn model_docx(cx: Cx) -> Reply {
    let mut db = cx.store();
    let year = cx.year().await?;
    let facts = facts_of(&mut db, year, cx.today()).await?;
    let names = Names::load(&mut db).await?;
    let school = school(&mut db).await?.unwrap_or_default();
    let paper = model(&facts, &names, &school);
    let bytes = documents::docx::render(&paper, &crate::local_acts::FONTS)?;
    Ok(web::download(&format!("model-vsoko-{year}.docx"), web::DOCX, bytes))
}

/// The picture stands under the title on one landscape sheet: 120 mm in CSS pixels.
const MOST_HEIGHT: f64 = 453.0;

fn model(facts: &ModelFacts, names: &Names, school: &School) -> Document {
    let chart = picture(&facts.elements, &facts.links, &facts.procedures).draw(Look::print());
    let smaller = (MOST_HEIGHT / chart.height).min(1.0);
    let mut blocks = vec![Block::Picture(Picture {
        svg: chart.svg,
        width: chart.width * smaller,
        height: chart.height * smaller,
        caption: labels::PICTURE.into(),
        alt: chart.alt.into(),
    })];
    for kind in ElementKind::ALL {
        let own: Vec<&Element> = facts.elements.iter().filter(|element| element.kind == kind).collect();
        blocks.push(Block::Heading(Heading { level: 2, text: kind_name(kind).into() }));
        blocks.push(Block::Table(register(&own, facts, names)));
    }
    document(labels::MODEL, school, (facts.school_year, facts.today), blocks)
}

fn register(elements: &[&Element], facts: &ModelFacts, names: &Names) -> Table {
    let columns = vec![Column::numbers(5), Column::words(30), Column::words(25), Column::words(60)];
    let mut table = Table::new(columns, &labels::REGISTER_COLUMNS);
    for (number, element) in (1..).zip(elements) {
        let part = element.part.map_or("", part_name);
        let said: Vec<&str> = [part, element.note.as_str()].into_iter().filter(|text| !text.is_empty()).collect();
        let linked: Vec<String> = names.linked(facts, element.id).into_iter().map(|one| one.link.label).collect();
        table.row([number.to_string(), element.name.clone(), said.join("; "), linked.join("; ")]);
    }
    if elements.is_empty() {
        table.rows.push(vec![Cell::new(labels::NOTHING).across(4).faint()]);
    }
    table
}

pub(super) async fn findings_docx(cx: Cx) -> Reply {
    let mut db = cx.store();
    let year = cx.year().await?;
    let findings = check(&mut db, year, cx.today()).await?;
    let school = school(&mut db).await?.unwrap_or_default();
    let paper = checked(&findings, &school, (year, cx.today()));
    let bytes = documents::docx::render(&paper, &crate::local_acts::FONTS)?;
    Ok(web::download(&format!("proverka-modeli-{year}.docx"), web::DOCX, bytes))
}

fn checked(findings: &[Finding], school: &School, dated: (i64, NaiveDate)) -> Document {
    let open = |severity: Severity| {
        findings.iter().filter(move |one| one.accepted.is_none() && one.severity == severity).collect::<Vec<_>>()
    };
    let mut blocks = Vec::new();
    for severity in Severity::ALL {
        let found = open(severity);
        if !found.is_empty() {
            blocks.push(Block::Heading(Heading { level: 2, text: severities(severity).into() }));
            blocks.push(Block::Table(rows(&found, &labels::FINDING_COLUMNS)));
        }
    }
    let accepted: Vec<&Finding> = findings.iter().filter(|one| one.accepted.is_some()).collect();
    if !accepted.is_empty() {
        blocks.push(Block::Heading(Heading { level: 2, text: labels::ALL_ACCEPTED.into() }));
        blocks.push(Block::Table(rows(&accepted, &labels::ACCEPTED_COLUMNS)));
    }
    if findings.is_empty() {
        blocks.push(Block::Note { text: labels::NOTHING_FOUND.into() });
    }
    document(labels::CHECK, school, dated, blocks)
}

/// The findings, rule by rule; the last column says what to do, or why it is accepted.
fn rows(findings: &[&Finding], names: &[&str; 4]) -> Table {
    let columns = vec![Column::numbers(5), Column::words(30), Column::words(50), Column::words(45)];
    let mut table = Table::new(columns, names);
    let mut before = "";
    for (number, finding) in (1..).zip(findings) {
        let rule = rulebook().rule(&finding.rule);
        if finding.rule != before {
            let name = rule.map_or("", |rule| rule.name.as_str());
            table.rows.push(vec![Cell::new(name).across(4).strong()]);
        }
        before = &finding.rule;
        let explained = rule.map_or("", |rule| rule.explanation.as_str()).to_owned();
        let last = finding.accepted.as_ref().map_or(explained, labels::accepted_by);
        table.row([number.to_string(), finding.place.label.clone(), finding.message.clone(), last]);
    }
    table
}

fn document(title: &str, school: &School, (year, today): (i64, NaiveDate), mut blocks: Vec<Block>) -> Document {
    let lines = vec![title.into(), labels::for_year(year).into(), school.shown_name().into()];
    blocks.insert(0, Block::Title { lines });
    Document {
        title: labels::paper_title(title, year).into(),
        institution: school.shown_name().into(),
        dated: today,
        page: Page { left: 15, ..Page::gost().sized(11).landscape() },
        blocks,
    }
}
