//! Why a file cannot be read. The sentences for people are in `labels.rs`.

/// A file, or a part of it, that is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unreadable {
    /// The file cannot be opened on this computer.
    Inaccessible,
    /// No bytes at all.
    Empty,
    /// The file is larger than is accepted.
    FileTooLarge {
        /// Bytes of the file.
        bytes: usize,
        /// Bytes accepted.
        limit: usize,
    },
    /// Not a table of a known format.
    NotATable(Foreign),
    /// The workbook asks for a password.
    Encrypted,
    /// The workbook carries macros.
    Macros,
    /// The file ends before its end: an interrupted download or copy.
    Truncated,
    /// The file contradicts itself.
    Damaged {
        /// The part of the file.
        part: String,
        /// What contradicts.
        fault: Fault,
    },
    /// Too many files inside a packed workbook.
    TooManyParts {
        /// How many are accepted.
        limit: usize,
    },
    /// Unpacked, the file would be too large.
    InflatesTooMuch {
        /// The part of the file.
        part: String,
        /// Bytes accepted.
        limit: u64,
    },
    /// A part packed suspiciously well: a decompression bomb.
    PackedTooTightly {
        /// The part of the file.
        part: String,
    },
    /// Too many sheets or tables.
    TooManySheets {
        /// How many are accepted.
        limit: usize,
    },
    /// Too many filled cells.
    TooManyCells {
        /// The sheet.
        sheet: String,
        /// How many are accepted.
        limit: u64,
    },
    /// A row beyond the last possible one.
    TooManyRows {
        /// The sheet.
        sheet: String,
        /// How many are accepted.
        limit: u32,
    },
    /// A column beyond the last possible one.
    TooManyColumns {
        /// The sheet.
        sheet: String,
        /// The row.
        row: u32,
        /// How many are accepted.
        limit: u32,
    },
    /// Too many merged ranges.
    TooManyMerges {
        /// The sheet.
        sheet: String,
        /// How many are accepted.
        limit: usize,
    },
    /// Too much text in the cells of the workbook.
    TooMuchText {
        /// Bytes accepted.
        limit: usize,
    },
    /// Too much text in one row.
    RowTooLong {
        /// The sheet.
        sheet: String,
        /// The row.
        row: u32,
        /// Bytes accepted.
        limit: usize,
    },
    /// A quotation mark that opens a field is never closed, and the rows after it would be swallowed.
    UnclosedQuote {
        /// The line of the field.
        row: u32,
    },
    /// The workbook has no sheet with this number: an error of the caller.
    NoSuchSheet {
        /// Its position, from 0.
        sheet: usize,
    },
}

/// What is in the file instead of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Foreign {
    /// A text document of Word or Writer.
    TextDocument,
    /// Slides.
    Presentation,
    /// A PDF.
    Pdf,
    /// A picture.
    Picture,
    /// An archive that is not a workbook.
    Archive,
    /// A workbook of Excel 95 or older.
    ExcelBefore97,
    /// A binary workbook, XLSB.
    BinaryWorkbook,
    /// An XML workbook of Excel 2003, or a web archive.
    XmlWorkbook,
    /// A page without a table.
    PageWithoutTable,
    /// Text in which no columns can be seen.
    TextWithoutColumns,
    /// Something else.
    Unknown,
}

/// How a damaged file contradicts itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// The packed bytes cannot be unpacked, or their checksum differs.
    Packing,
    /// The markup is broken.
    Markup,
    /// The part is named but absent.
    Absent,
    /// The part has an external definition, which workbooks never have.
    Definitions,
    /// A cell refers to text that is not there.
    Reference,
    /// The text is in no known encoding.
    Encoding,
}

impl Unreadable {
    pub(crate) fn damaged(part: &str, fault: Fault) -> Self {
        Self::Damaged { part: part.to_owned(), fault }
    }
}

impl std::error::Error for Unreadable {}

pub(crate) type Result<T> = std::result::Result<T, Unreadable>;
