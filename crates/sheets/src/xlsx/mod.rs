//! Workbooks of Excel: which sheets there are, and what the parts that all sheets share say.

mod cells;
mod shared;

use std::collections::HashMap;

use crate::Limits;
use crate::archive::Archive;
use crate::failure::{Fault, Result, Unreadable};
use crate::strings::Strings;
use crate::value::Epoch;
use crate::xml::Piece;

pub(crate) use cells::{SheetRows, blocks};
pub(crate) use shared::{is_built_in_date, is_date_format};

/// An opened workbook.
pub(crate) struct Book<'b> {
    archive: Archive<'b>,
    pub(crate) sheets: Vec<Part>,
    strings: Strings,
    /// Whether the style of that position shows a date.
    date_styles: Vec<bool>,
    epoch: Epoch,
}

/// A sheet and the part it is in.
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) is_hidden: bool,
    path: String,
}

/// What is said about sheets before their parts are known.
struct Listed {
    name: String,
    is_hidden: bool,
    relation: String,
}

impl<'b> Book<'b> {
    pub(crate) fn open(archive: Archive<'b>) -> Result<Self> {
        let main = relations(&archive, "_rels/.rels", "")?
            .into_values()
            .find(|relation| relation.kind == "officeDocument")
            .map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.target);
        let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
        let related = relations(&archive, &format!("{folder}/_rels/{file}.rels"), folder)?;
        let (listed, epoch) = listed(&archive, &main)?;
        let sheets: Vec<Part> = listed
            .into_iter()
            .filter_map(|sheet| {
                let relation = related.get(&sheet.relation)?;
                (relation.kind == "worksheet").then(|| Part {
                    name: sheet.name,
                    is_hidden: sheet.is_hidden,
                    path: relation.target.clone(),
                })
            })
            .collect();
        if sheets.is_empty() {
            return Err(Unreadable::damaged(&main, Fault::Absent));
        }
        let part_of = |kind: &str| related.values().find(|relation| relation.kind == kind);
        let strings = match part_of("sharedStrings").filter(|relation| archive.has(&relation.target)) {
            Some(relation) => shared::strings(&archive, &relation.target)?,
            None => Strings::default(),
        };
        let date_styles = match part_of("styles").filter(|relation| archive.has(&relation.target)) {
            Some(relation) => shared::date_styles(&archive, &relation.target)?,
            None => Vec::new(),
        };
        Ok(Self { archive, sheets, strings, date_styles, epoch })
    }
}

/// What a part points at.
struct Relation {
    kind: String,
    target: String,
}

/// The relations of a part by their ids; none when it has no such list.
fn relations(archive: &Archive<'_>, path: &str, folder: &str) -> Result<HashMap<String, Relation>> {
    let path = path.trim_start_matches('/');
    let mut found = HashMap::new();
    if !archive.has(path) {
        return Ok(found);
    }
    let mut xml = archive.xml(path)?;
    loop {
        match xml.piece()? {
            Piece::Open(tag) if tag.name() == "Relationship" => {
                let text = |name| tag.attribute(name).map(std::borrow::Cow::into_owned).unwrap_or_default();
                let kind = text("Type").rsplit('/').next().unwrap_or_default().to_owned();
                let target = resolved(folder, &text("Target"));
                if text("TargetMode") != "External" {
                    found.insert(text("Id"), Relation { kind, target });
                }
            }
            Piece::End => return Ok(found),
            _ => {}
        }
        check_count(found.len(), archive.limits())?;
    }
}

fn check_count(count: usize, limits: &Limits) -> Result<()> {
    if count > limits.parts {
        return Err(Unreadable::TooManyParts { limit: limits.parts });
    }
    Ok(())
}

/// A target relative to a folder, or absolute, as a path of the archive.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

fn listed(archive: &Archive<'_>, main: &str) -> Result<(Vec<Listed>, Epoch)> {
    let mut xml = archive.xml(main)?;
    let limit = archive.limits().sheets;
    let mut sheets = Vec::new();
    let mut epoch = Epoch::Year1900;
    loop {
        match xml.piece()? {
            Piece::Open(tag) if tag.name() == "sheet" => {
                let text = |name| tag.attribute(name).map(std::borrow::Cow::into_owned).unwrap_or_default();
                let state = text("state");
                sheets.push(Listed {
                    name: text("name"),
                    is_hidden: state == "hidden" || state == "veryHidden",
                    relation: text("id"),
                });
            }
            Piece::Open(tag) if tag.name() == "workbookPr" => {
                if matches!(tag.attribute("date1904").as_deref(), Some("1" | "true")) {
                    epoch = Epoch::Year1904;
                }
            }
            Piece::End => return Ok((sheets, epoch)),
            _ => {}
        }
        if sheets.len() > limit {
            return Err(Unreadable::TooManySheets { limit });
        }
    }
}
