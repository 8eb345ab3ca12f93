//! What a file is, by its content and never by its name.

use crate::archive::Archive;
use crate::encoding;
use crate::failure::{Foreign, Result, Unreadable};
use crate::input::Input;
use crate::{Limits, delimited, xls};

/// A format that tables are read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A workbook of Excel.
    Xlsx,
    /// A workbook of Excel 97–2003.
    Xls,
    /// An OpenDocument spreadsheet.
    Ods,
    /// A page with tables, which gradebooks like to call `.xls`.
    Html,
    /// Text with columns: CSV, TSV.
    Delimited,
}

/// A recognised file, opened as far as was needed to recognise it.
pub(crate) enum Opened<'b> {
    Xlsx(Archive<'b>),
    Ods(Archive<'b>),
    Xls(xls::Streams<'b>),
    Html(encoding::Text<'b>),
    Delimited(delimited::Layout<'b>),
}

impl Kind {
    /// The format of a file, or why it is refused.
    ///
    /// # Errors
    /// The file is empty, too large, truncated, protected, carries macros or is no table.
    pub fn detect(bytes: &[u8]) -> Result<Self> {
        open(Input::Bytes(bytes), bytes.len(), &Limits::default()).map(|opened| opened.kind())
    }
}

impl Opened<'_> {
    pub(crate) fn kind(&self) -> Kind {
        match self {
            Self::Xlsx(_) => Kind::Xlsx,
            Self::Ods(_) => Kind::Ods,
            Self::Xls(_) => Kind::Xls,
            Self::Html(_) => Kind::Html,
            Self::Delimited(_) => Kind::Delimited,
        }
    }
}

/// What the first bytes promise.
enum Promise {
    Packed,
    Compound,
    Foreign(Foreign),
    Markup,
    Text,
}

fn promise(beginning: &[u8]) -> Promise {
    if beginning.starts_with(b"PK\x03\x04") || beginning.starts_with(b"PK\x05\x06") {
        return Promise::Packed;
    }
    if beginning.starts_with(xls::SIGNATURE) {
        return Promise::Compound;
    }
    if let Some(what) = foreign(beginning) {
        return Promise::Foreign(what);
    }
    let is_mark = |b: &u8| matches!(b, 0xEF | 0xBB | 0xBF | 0xFE | 0xFF | 0);
    let first = beginning.iter().find(|b| !b.is_ascii_whitespace() && !is_mark(b));
    match first {
        Some(b'<') => Promise::Markup,
        _ => Promise::Text,
    }
}

/// How many bytes a file that begins so may have.
pub(crate) fn size_limit(beginning: &[u8], limits: &Limits) -> usize {
    match promise(beginning) {
        Promise::Packed | Promise::Foreign(_) => limits.file_bytes,
        Promise::Compound | Promise::Markup => limits.held_bytes,
        Promise::Text => limits.text_file_bytes,
    }
}

/// Whether a file that begins so is read from its place piece by piece.
pub(crate) fn is_streamed(beginning: &[u8]) -> bool {
    matches!(promise(beginning), Promise::Text)
}

pub(crate) fn open<'b>(input: Input<'b>, length: usize, limits: &Limits) -> Result<Opened<'b>> {
    let beginning = input.beginning(4096)?;
    if beginning.is_empty() {
        return Err(Unreadable::Empty);
    }
    let limit = size_limit(&beginning, limits);
    if length > limit {
        return Err(Unreadable::FileTooLarge { bytes: length, limit });
    }
    match (promise(&beginning), input) {
        (Promise::Foreign(what), _) => Err(Unreadable::NotATable(what)),
        (Promise::Packed, Input::Bytes(bytes)) => packed(Archive::open(bytes, limits)?),
        (Promise::Compound, Input::Bytes(bytes)) => xls::Streams::open(bytes, limits).map(Opened::Xls),
        _ => text(input),
    }
}

/// A workbook, or something else that is packed.
fn packed(archive: Archive<'_>) -> Result<Opened<'_>> {
    let not_a_table = |what| Err(Unreadable::NotATable(what));
    if archive.has("mimetype") {
        return open_document(archive);
    }
    if archive.any_name(|name| name.to_ascii_lowercase().ends_with("vbaproject.bin")) {
        return Err(Unreadable::Macros);
    }
    if archive.has("xl/workbook.bin") {
        return not_a_table(Foreign::BinaryWorkbook);
    }
    if archive.any_name(|name| name.starts_with("word/")) {
        return not_a_table(Foreign::TextDocument);
    }
    if archive.any_name(|name| name.starts_with("ppt/")) {
        return not_a_table(Foreign::Presentation);
    }
    if !archive.has("[Content_Types].xml") {
        return not_a_table(Foreign::Archive);
    }
    let types = archive.small_part("[Content_Types].xml")?;
    if contains(&types, b"macroEnabled") {
        return Err(Unreadable::Macros);
    }
    if contains(&types, b"spreadsheetml.sheet.main") || contains(&types, b"spreadsheetml.template.main") {
        return Ok(Opened::Xlsx(archive));
    }
    not_a_table(Foreign::Archive)
}

fn open_document(archive: Archive<'_>) -> Result<Opened<'_>> {
    let kind = archive.small_part("mimetype")?;
    let kind = kind.trim_ascii();
    if kind.starts_with(b"application/vnd.oasis.opendocument.text") {
        return Err(Unreadable::NotATable(Foreign::TextDocument));
    }
    if kind.starts_with(b"application/vnd.oasis.opendocument.presentation") {
        return Err(Unreadable::NotATable(Foreign::Presentation));
    }
    if !kind.starts_with(b"application/vnd.oasis.opendocument.spreadsheet") {
        return Err(Unreadable::NotATable(Foreign::Archive));
    }
    let manifest = archive.small_part("META-INF/manifest.xml").unwrap_or_default();
    if contains(&manifest, b"encryption-data") || archive.has("encrypted-package") {
        return Err(Unreadable::Encrypted);
    }
    if archive.any_name(|name| name.starts_with("Basic/") && name.ends_with(".xml") && !name.contains("script-l")) {
        return Err(Unreadable::Macros);
    }
    Ok(Opened::Ods(archive))
}

/// Well-known things that are not tables.
fn foreign(bytes: &[u8]) -> Option<Foreign> {
    const SIGNATURES: [(&[u8], Foreign); 12] = [
        (b"%PDF", Foreign::Pdf),
        (b"\x89PNG", Foreign::Picture),
        (b"\xff\xd8\xff", Foreign::Picture),
        (b"GIF8", Foreign::Picture),
        (b"Rar!", Foreign::Archive),
        (b"7z\xbc\xaf\x27\x1c", Foreign::Archive),
        (b"\x1f\x8b", Foreign::Archive),
        (b"{\\rtf", Foreign::TextDocument),
        (b"MIME-Version:", Foreign::XmlWorkbook),
        (b"\x09\x00\x04\x00", Foreign::ExcelBefore97),
        (b"\x09\x02\x06\x00", Foreign::ExcelBefore97),
        (b"\x09\x04\x06\x00", Foreign::ExcelBefore97),
    ];
    SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)).map(|(_, what)| *what)
}

/// A page or a table in text.
fn text(input: Input<'_>) -> Result<Opened<'_>> {
    let text = encoding::Text::detect(input)?;
    let beginning = text.beginning()?.to_lowercase();
    let beginning = beginning.trim_start();
    if beginning.is_empty() {
        return Err(Unreadable::Empty);
    }
    if !beginning.starts_with('<') {
        return delimited::Layout::detect(text).map(Opened::Delimited);
    }
    if beginning.contains("<workbook") {
        return Err(Unreadable::NotATable(Foreign::XmlWorkbook));
    }
    Ok(Opened::Html(text))
}

pub(crate) fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}
