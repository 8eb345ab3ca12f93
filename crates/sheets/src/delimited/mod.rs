//! Text with columns: the delimiter is found by looking, records come one by one and are read in place.

mod records;

use crate::Limits;
use crate::encoding::Text;
use crate::failure::{Foreign, Result, Unreadable};
use crate::input::Input;

pub use records::{Record, Records};

/// Delimiters in the order of trust: decimal commas make the comma the least sure.
const DELIMITERS: [u8; 3] = [b';', b'\t', b','];
/// Records looked at to find the delimiter.
const LOOKED_AT: usize = 200;

/// How a text is divided.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Layout<'b> {
    text: Text<'b>,
    delimiter: u8,
    /// What ends a line: a text of an old Macintosh has no line feeds.
    line_end: u8,
    /// Whether the first line is Excel's hint `sep=;` rather than a record.
    has_hint: bool,
}

impl<'b> Layout<'b> {
    pub(crate) fn detect(text: Text<'b>) -> Result<Self> {
        let beginning = text.beginning()?;
        let line_end = if beginning.contains('\n') { b'\n' } else { b'\r' };
        let hint = beginning.strip_prefix("sep=").and_then(|rest| rest.bytes().next());
        let found = match hint {
            Some(delimiter) => Some(delimiter).filter(|byte| DELIMITERS.contains(byte)),
            None => likeliest(&beginning, line_end),
        };
        let no_columns = Unreadable::NotATable(Foreign::TextWithoutColumns);
        Ok(Self { text, delimiter: found.ok_or(no_columns)?, line_end, has_hint: hint.is_some() })
    }

    pub(crate) fn records(&self, limits: &Limits) -> Result<Records<'b>> {
        let source = self.text.reader()?;
        let mut records = Records::new(source, self.delimiter, self.line_end, limits);
        if self.has_hint {
            records.next_record()?;
        }
        Ok(records)
    }
}

/// The delimiter that divides most records alike.
fn likeliest(sample: &str, line_end: u8) -> Option<u8> {
    // The sample may end in the middle of a record: its last line is not looked at, unless it is the only one.
    let whole_lines = sample.rfind(char::from(line_end)).map_or(sample, |end| &sample[..end]);
    DELIMITERS
        .iter()
        .filter_map(|&delimiter| Some((consistency(whole_lines, delimiter, line_end)?, delimiter)))
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
        .map(|(_, delimiter)| delimiter)
}

/// Of a hundred records, how many have the usual count of fields; none when there is but one field.
fn consistency(sample: &str, delimiter: u8, line_end: u8) -> Option<usize> {
    let text = Text::plain(Input::Bytes(sample.as_bytes()));
    let mut records = Records::new(text.reader().ok()?, delimiter, line_end, &Limits::default());
    let mut widths = Vec::new();
    while widths.len() < LOOKED_AT
        && let Ok(Some(record)) = records.next_record()
    {
        widths.push(record.fields().count());
    }
    let usual = most_frequent(&widths)?;
    let alike = widths.iter().filter(|&&width| width == usual).count();
    (usual > 1).then(|| alike * 100 / widths.len())
}

fn most_frequent(widths: &[usize]) -> Option<usize> {
    let mut sorted = widths.to_vec();
    sorted.sort_unstable();
    sorted.chunk_by(|a, b| a == b).max_by_key(|run| (run.len(), run[0])).map(|run| run[0])
}
