//! What a file is, by its content and never by its name.

use crate::archive::Archive;
use crate::encoding;
use crate::failure::{Foreign, Result, Unreadable};
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
        open(bytes, &Limits::default()).map(|opened| opened.kind())
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

pub(crate) fn open<'b>(bytes: &'b [u8], limits: &Limits) -> Result<Opened<'b>> {
    if bytes.is_empty() {
        return Err(Unreadable::Empty);
    }
    if bytes.len() > limits.file_bytes {
        return Err(Unreadable::FileTooLarge {
            bytes: bytes.len(),
            limit: limits.file_bytes,
        });
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return packed(Archive::open(bytes, limits)?);
    }
    if bytes.starts_with(xls::SIGNATURE) {
        return xls::Streams::open(bytes, limits).map(Opened::Xls);
    }
    match foreign(bytes) {
        Some(what) => Err(Unreadable::NotATable(what)),
        None => text(bytes, limits),
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
    if contains(&types, b"spreadsheetml.sheet.main")
        || contains(&types, b"spreadsheetml.template.main")
    {
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
    let manifest = archive
        .small_part("META-INF/manifest.xml")
        .unwrap_or_default();
    if contains(&manifest, b"encryption-data") || archive.has("encrypted-package") {
        return Err(Unreadable::Encrypted);
    }
    if archive.any_name(|name| {
        name.starts_with("Basic/") && name.ends_with(".xml") && !name.contains("script-l")
    }) {
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
    SIGNATURES
        .iter()
        .find(|(signature, _)| bytes.starts_with(signature))
        .map(|(_, what)| *what)
}

/// A page or a table in text.
fn text<'b>(bytes: &'b [u8], limits: &Limits) -> Result<Opened<'b>> {
    let text = encoding::Text::detect(bytes)?;
    let beginning = text.beginning().to_lowercase();
    let beginning = beginning.trim_start();
    if beginning.is_empty() {
        return Err(Unreadable::Empty);
    }
    if beginning.starts_with('<') {
        return match () {
            () if beginning.contains("<workbook") => {
                Err(Unreadable::NotATable(Foreign::XmlWorkbook))
            }
            () if bytes.len() > limits.held_bytes => Err(Unreadable::FileTooLarge {
                bytes: bytes.len(),
                limit: limits.held_bytes,
            }),
            () => Ok(Opened::Html(text)),
        };
    }
    delimited::Layout::detect(text).map(Opened::Delimited)
}

pub(crate) fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}
