//! The file system inside old Office files. Chains of sectors are bounded by the count of sectors: they cannot loop.

use super::not_a_table;
use crate::Limits;
use crate::archive::{u16_at, u32_at};
use crate::failure::{Foreign, Result, Unreadable};

/// How such files begin.
pub(crate) const SIGNATURE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

const END_OF_CHAIN: u32 = 0xFFFF_FFFE;
const ENTRY: usize = 128;
const SMALL_SECTOR: usize = 64;
/// Entries of a directory that are looked at.
const ENTRIES: usize = 4_000;

/// The streams of a file.
pub(crate) struct Streams<'b> {
    bytes: &'b [u8],
    sector: usize,
    table: Vec<u32>,
    small_table: Vec<u32>,
    /// Streams below this size lie in small sectors.
    cutoff: u64,
    entries: Vec<Stream>,
}

struct Stream {
    name: String,
    start: u32,
    size: u64,
}

impl<'b> Streams<'b> {
    /// The streams of a file that has a workbook among them.
    pub(crate) fn open(bytes: &'b [u8], limits: &Limits) -> Result<Self> {
        if bytes.len() > limits.held_bytes {
            return Err(Unreadable::FileTooLarge { bytes: bytes.len(), limit: limits.held_bytes });
        }
        let sector = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return Err(not_a_table(Foreign::Unknown)),
        };
        let mut streams = Self {
            bytes,
            sector,
            table: Vec::new(),
            small_table: Vec::new(),
            cutoff: u64::from(u32_at(bytes, 56)?),
            entries: Vec::new(),
        };
        streams.table = streams.read_table()?;
        streams.entries = streams.read_directory(u32_at(bytes, 48)?)?;
        streams.small_table = numbers(&streams.chain(u32_at(bytes, 60)?, limits.held_bytes)?);
        streams.judge()?;
        Ok(streams)
    }

    /// Whether this is a workbook that is accepted.
    fn judge(&self) -> Result<()> {
        let has = |name: &str| self.entries.iter().any(|stream| stream.name.eq_ignore_ascii_case(name));
        match () {
            () if has("EncryptedPackage") || has("EncryptionInfo") => Err(Unreadable::Encrypted),
            () if has("_VBA_PROJECT_CUR") => Err(Unreadable::Macros),
            () if has("Workbook") => Ok(()),
            () if has("Book") => Err(not_a_table(Foreign::ExcelBefore97)),
            () if has("WordDocument") => Err(not_a_table(Foreign::TextDocument)),
            () if has("PowerPoint Document") => Err(not_a_table(Foreign::Presentation)),
            () => Err(not_a_table(Foreign::Unknown)),
        }
    }

    /// The stream of the workbook.
    pub(super) fn workbook(&self) -> Result<Vec<u8>> {
        let stream = self
            .entries
            .iter()
            .find(|stream| stream.name.eq_ignore_ascii_case("Workbook"))
            .ok_or(Unreadable::Truncated)?;
        let size = usize::try_from(stream.size).map_err(|_| Unreadable::Truncated)?;
        let mut content = if stream.size < self.cutoff {
            self.small_chain(stream.start, size)?
        } else {
            self.chain(stream.start, size)?
        };
        if content.len() < size {
            return Err(Unreadable::Truncated);
        }
        content.truncate(size);
        Ok(content)
    }

    fn sector_at(&self, position: u32) -> Result<&'b [u8]> {
        let start = (position as usize + 1).checked_mul(self.sector).ok_or(Unreadable::Truncated)?;
        let whole = self.bytes.get(start..start.saturating_add(self.sector));
        // The last sector of a file may be short.
        whole.or_else(|| self.bytes.get(start..)).ok_or(Unreadable::Truncated)
    }

    /// The table of sectors: which follows which.
    fn read_table(&self) -> Result<Vec<u32>> {
        let mut table = Vec::new();
        let most = self.bytes.len() / self.sector + 1;
        let mut listed = numbers(self.bytes.get(76..512).ok_or(Unreadable::Truncated)?);
        let mut next = u32_at(self.bytes, 68)?;
        let mut steps = 0;
        while next < END_OF_CHAIN && steps < most {
            let mut more = numbers(self.sector_at(next)?);
            next = more.pop().unwrap_or(END_OF_CHAIN);
            listed.extend(more);
            steps += 1;
        }
        for position in listed.into_iter().filter(|position| *position < END_OF_CHAIN - 1).take(most) {
            table.extend(numbers(self.sector_at(position)?));
        }
        Ok(table)
    }

    fn read_directory(&self, start: u32) -> Result<Vec<Stream>> {
        let content = self.chain(start, ENTRIES * ENTRY)?;
        content
            .chunks_exact(ENTRY)
            .filter(|entry| matches!(entry[66], 1 | 2 | 5))
            .map(|entry| {
                let length = usize::from(u16_at(entry, 64)?).clamp(2, 64) - 2;
                Ok(Stream {
                    name: utf16(&entry[..length]),
                    start: u32_at(entry, 116)?,
                    // The upper half is not defined in files of 512-byte sectors.
                    size: u64::from(u32_at(entry, 120)?),
                })
            })
            .collect()
    }

    /// The content of a chain of sectors, up to a size.
    fn chain(&self, start: u32, size: usize) -> Result<Vec<u8>> {
        let mut content = Vec::new();
        let mut position = start;
        while position < END_OF_CHAIN && content.len() < size {
            if content.len() > self.bytes.len() {
                return Err(Unreadable::Truncated);
            }
            content.extend_from_slice(self.sector_at(position)?);
            position = *self.table.get(position as usize).ok_or(Unreadable::Truncated)?;
        }
        Ok(content)
    }

    /// The content of a chain of small sectors, which lie in the stream of the root.
    fn small_chain(&self, start: u32, size: usize) -> Result<Vec<u8>> {
        let root = self.entries.first().ok_or(Unreadable::Truncated)?;
        let container = self.chain(root.start, usize::try_from(root.size).unwrap_or(usize::MAX))?;
        let mut content = Vec::new();
        let mut position = start;
        while position < END_OF_CHAIN && content.len() < size {
            let at = position as usize * SMALL_SECTOR;
            content.extend_from_slice(container.get(at..at + SMALL_SECTOR).ok_or(Unreadable::Truncated)?);
            position = *self.small_table.get(position as usize).ok_or(Unreadable::Truncated)?;
        }
        Ok(content)
    }
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]])).collect()
}

pub(super) fn utf16(bytes: &[u8]) -> String {
    let units = bytes.chunks_exact(2).map(|two| u16::from_le_bytes([two[0], two[1]]));
    char::decode_utf16(units).map(|character| character.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}
