//! How much of a file is read before it is refused.

/// Bounds on one uploaded file. The defaults let a year of marks of a large school pass (900,000 rows of 8 columns)
/// and keep the memory of any refused file well under 300 MB.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Bytes of a packed workbook.
    pub file_bytes: usize,
    /// Bytes of a text file, which is streamed.
    pub text_file_bytes: usize,
    /// Files inside a packed workbook.
    pub parts: usize,
    /// Bytes of one unpacked part.
    pub part_bytes: u64,
    /// Bytes of all parts unpacked.
    pub unpacked_bytes: u64,
    /// How many times larger than packed a part may be; looked at only above `ratio_from` bytes.
    pub ratio: u64,
    /// Unpacked size from which the ratio matters: small parts pack well for honest reasons.
    pub ratio_from: u64,
    /// Bytes of text kept in memory for the whole workbook (shared strings).
    pub text_bytes: usize,
    /// Count of shared strings.
    pub texts: usize,
    /// Sheets, or tables of an HTML page.
    pub sheets: usize,
    /// Cells read from one sheet.
    pub cells: u64,
    /// Number of the last row.
    pub rows: u32,
    /// Number of the last column.
    pub columns: u32,
    /// Bytes of text in one row.
    pub row_bytes: usize,
    /// Merged ranges of one sheet.
    pub merges: usize,
    /// Bytes of one tag or one stretch of text inside a part.
    pub piece_bytes: usize,
    /// Cells of formats that have to be held in memory whole (XLS, HTML).
    pub held_cells: usize,
    /// Bytes of files that have to be held in memory whole (XLS, HTML).
    pub held_bytes: usize,
}

const MIB: usize = 1024 * 1024;

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 96 * MIB,
            text_file_bytes: 256 * MIB,
            parts: 2_000,
            part_bytes: 1024 * MIB as u64,
            unpacked_bytes: 1280 * MIB as u64,
            ratio: 200,
            ratio_from: 32 * MIB as u64,
            text_bytes: 64 * MIB,
            texts: 4_000_000,
            sheets: 256,
            cells: 16_000_000,
            rows: 1_048_576,
            columns: 16_384,
            row_bytes: 4 * MIB,
            merges: 100_000,
            piece_bytes: MIB,
            held_cells: 2_000_000,
            held_bytes: 32 * MIB,
        }
    }
}
