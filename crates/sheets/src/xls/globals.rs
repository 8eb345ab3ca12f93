//! What the records before the sheets say: the sheets, the shared texts, the styles that show dates.

use std::collections::HashMap;

use super::records::{BOF, Continued, EOF, Record, Records};
use super::{Book, Listed, PART, damaged, not_a_table};
use crate::Limits;
use crate::archive::{u16_at, u32_at};
use crate::failure::{Fault, Foreign, Result, Unreadable};
use crate::strings::Strings;
use crate::value::Epoch;
use crate::workbook::Sheet;
use crate::xlsx::{is_built_in_date, is_date_format};

const FILE_PASS: u16 = 0x002F;
const DATE_MODE: u16 = 0x0022;
const FORMAT: u16 = 0x041E;
const STYLE: u16 = 0x00E0;
const SHEET: u16 = 0x0085;
const SHARED_TEXTS: u16 = 0x00FC;
const BIFF8: u16 = 0x0600;

pub(super) fn read(stream: Vec<u8>, limits: &Limits) -> Result<Book> {
    let mut formats: HashMap<u16, bool> = HashMap::new();
    let mut style_formats = Vec::new();
    let mut sheets = Vec::new();
    let mut strings = Strings::default();
    let mut epoch = Epoch::Year1900;
    let mut records = Records::from(&stream, 0);
    let first = records.next_record()?;
    if first.kind != BOF || u16_at(first.content, 0)? != BIFF8 {
        return Err(not_a_table(Foreign::ExcelBefore97));
    }
    loop {
        let record = records.next_record()?;
        match record.kind {
            FILE_PASS => return Err(Unreadable::Encrypted),
            DATE_MODE if u16_at(record.content, 0)? == 1 => epoch = Epoch::Year1904,
            FORMAT => {
                let id = u16_at(record.content, 0)?;
                let code = Continued::new(&record.content[2..], Vec::new()).counted_text()?;
                formats.insert(id, is_date_format(&code));
            }
            STYLE => style_formats.push(u16_at(record.content, 2)?),
            SHEET => sheets.extend(listed(record)?),
            SHARED_TEXTS => {
                let more = records.continuations()?;
                strings = shared_texts(Continued::new(record.content, more), limits)?;
            }
            EOF => break,
            _ => {}
        }
    }
    if sheets.is_empty() {
        return Err(Unreadable::damaged(PART, Fault::Absent));
    }
    if sheets.len() > limits.sheets {
        return Err(Unreadable::TooManySheets { limit: limits.sheets });
    }
    let is_date = |id: &u16| formats.get(id).copied().unwrap_or_else(|| is_built_in_date(u32::from(*id)));
    let date_styles = style_formats.iter().map(is_date).collect();
    Ok(Book { stream, sheets, strings, date_styles, epoch, limits: limits.clone() })
}

/// A sheet with cells; none for charts and macros.
fn listed(record: Record<'_>) -> Result<Option<Listed>> {
    let content = record.content;
    let [state, kind, count, flags] = *content.get(4..8).ok_or_else(damaged)? else {
        return Err(damaged());
    };
    let name = Continued::new(&content[8..], Vec::new()).text(usize::from(count), flags & 1 == 1)?;
    Ok((kind == 0)
        .then_some(Listed { sheet: Sheet { name, is_hidden: state & 3 != 0 }, offset: u32_at(content, 0)? as usize }))
}

fn shared_texts(mut texts: Continued<'_>, limits: &Limits) -> Result<Strings> {
    let _uses = texts.u32()?;
    let count = texts.u32()?;
    let mut strings = Strings::default();
    for _ in 0..count {
        strings.append(&texts.rich_text()?, limits)?;
        strings.end(limits)?;
    }
    Ok(strings)
}
