//! Shared texts, and the styles that show numbers as dates.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::archive::Archive;
use crate::failure::{Result, Unreadable};
use crate::strings::Strings;
use crate::xml::Piece;

/// All shared texts of a workbook. Rich text is joined; phonetic hints are left out.
pub(super) fn strings(archive: &Archive<'_>, path: &str) -> Result<Strings> {
    let limits = archive.limits();
    let mut xml = archive.xml(path)?;
    let mut strings = Strings::default();
    let (mut is_text, mut is_phonetic) = (false, false);
    loop {
        match xml.piece()? {
            Piece::Open(tag) => match tag.name() {
                "t" => is_text = !is_phonetic,
                "rPh" => is_phonetic = true,
                _ => {}
            },
            Piece::Text(text) if is_text => strings.append(&unescaped(&text), limits)?,
            Piece::Close(name) => match name {
                "t" => is_text = false,
                "rPh" => is_phonetic = false,
                "si" => strings.end(limits)?,
                _ => {}
            },
            Piece::End => return Ok(strings),
            _ => {}
        }
    }
}

/// `_x000D_` is how workbooks write characters that markup cannot hold.
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let character = rest
            .get(2..7)
            .filter(|code| code.ends_with('_') && code[..4].bytes().all(|b| b.is_ascii_hexdigit()))
            .and_then(|code| u32::from_str_radix(&code[..4], 16).ok())
            .and_then(char::from_u32);
        match character {
            Some(character) => {
                plain.push(character);
                rest = &rest[7..];
            }
            None => {
                plain.push_str("_x");
                rest = &rest[2..];
            }
        }
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// More cell styles than Excel allows.
const STYLES: usize = 70_000;

/// For each cell style, whether it shows a date.
pub(super) fn date_styles(archive: &Archive<'_>, path: &str) -> Result<Vec<bool>> {
    let mut xml = archive.xml(path)?;
    let mut own_formats: HashMap<u32, bool> = HashMap::new();
    let mut styles = Vec::new();
    let mut is_in_cell_styles = false;
    loop {
        match xml.piece()? {
            Piece::Open(tag) => {
                let number = |name| tag.attribute(name).and_then(|text| text.parse::<u32>().ok());
                match tag.name() {
                    "numFmt" => {
                        let code = tag.attribute("formatCode").unwrap_or_default();
                        own_formats.extend(number("numFmtId").map(|id| (id, is_date_format(&code))));
                    }
                    "cellXfs" => is_in_cell_styles = true,
                    "xf" if is_in_cell_styles => {
                        let id = number("numFmtId").unwrap_or(0);
                        let own = own_formats.get(&id).copied();
                        styles.push(own.unwrap_or_else(|| is_built_in_date(id)));
                    }
                    _ => {}
                }
            }
            Piece::Close("cellXfs") => is_in_cell_styles = false,
            Piece::End => return Ok(styles),
            _ => {}
        }
        if styles.len() + own_formats.len() > STYLES {
            return Err(Unreadable::TooManyParts { limit: STYLES });
        }
    }
}

/// Formats that every Excel has without naming them.
pub(crate) fn is_built_in_date(id: u32) -> bool {
    matches!(id, 14..=22 | 27..=36 | 45..=47 | 50..=58)
}

/// Whether a format has letters of dates outside of quoted text, brackets and escapes.
pub(crate) fn is_date_format(code: &str) -> bool {
    let mut is_quoted = false;
    let mut is_bracketed = false;
    let mut characters = code.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => is_quoted = !is_quoted,
            '[' if !is_quoted => is_bracketed = true,
            ']' => is_bracketed = false,
            '\\' | '_' | '*' if !is_quoted => {
                characters.next();
            }
            'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H' | 's' | 'S' if !is_quoted && !is_bracketed => {
                return true;
            }
            'G' | 'g' if !is_quoted && !is_bracketed => return false,
            _ => {}
        }
    }
    false
}
