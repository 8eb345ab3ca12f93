//! The packed parts of a workbook (ZIP), with every size counted while it is unpacked.
//!
//! An own reader rather than a general one: the directory is bounded before anything is allocated for it, and what
//! an entry declares about itself is checked against what comes out.

mod part;

use crate::Limits;
use crate::failure::{Fault, Result, Unreadable};

use crate::xml::Xml;

pub(crate) use part::Part;

const DIRECTORY_END: &[u8] = b"PK\x05\x06";
const WIDE_LOCATOR: &[u8] = b"PK\x06\x07";
const WIDE_END: &[u8] = b"PK\x06\x06";
const DIRECTORY_ENTRY: &[u8] = b"PK\x01\x02";
const LOCAL_ENTRY: &[u8] = b"PK\x03\x04";
/// Length of the end record without its comment, which may have up to 65,535 bytes.
const END_LENGTH: usize = 22;
const ARCHIVE: &str = "ZIP";

/// The parts of a packed workbook.
pub(crate) struct Archive<'b> {
    bytes: &'b [u8],
    entries: Vec<Entry>,
    limits: Limits,
}

struct Entry {
    name: String,
    is_encrypted: bool,
    method: u16,
    crc: u32,
    packed: u64,
    size: u64,
    offset: u64,
}

/// Where the directory is.
struct Directory {
    offset: u64,
    count: u64,
    /// Bytes put before the archive, by which all offsets are off.
    shift: u64,
}

impl<'b> Archive<'b> {
    pub(crate) fn open(bytes: &'b [u8], limits: &Limits) -> Result<Self> {
        let directory = Directory::find(bytes)?;
        let too_many = Unreadable::TooManyParts { limit: limits.parts };
        let count = usize::try_from(directory.count).map_err(|_| too_many.clone())?;
        if count > limits.parts {
            return Err(too_many);
        }
        let mut entries = Vec::with_capacity(count);
        let mut at = usize::try_from(directory.offset + directory.shift).map_err(|_| Unreadable::Truncated)?;
        for _ in 0..count {
            let (entry, next) = Entry::read(bytes, at, directory.shift)?;
            entries.push(entry);
            at = next;
        }
        let archive = Self { bytes, entries, limits: limits.clone() };
        archive.check_declared_sizes()?;
        Ok(archive)
    }

    /// What the directory promises is within bounds; that it keeps its promise is checked while unpacking.
    fn check_declared_sizes(&self) -> Result<()> {
        let mut total = 0u64;
        for entry in &self.entries {
            total = total.saturating_add(entry.size);
            if entry.size > self.limits.part_bytes {
                return Err(Unreadable::InflatesTooMuch { part: entry.name.clone(), limit: self.limits.part_bytes });
            }
            if entry.size > self.limits.ratio_from && entry.size / entry.packed.max(1) > self.limits.ratio {
                return Err(Unreadable::PackedTooTightly { part: entry.name.clone() });
            }
            if total > self.limits.unpacked_bytes {
                return Err(Unreadable::InflatesTooMuch {
                    part: entry.name.clone(),
                    limit: self.limits.unpacked_bytes,
                });
            }
        }
        Ok(())
    }

    pub(crate) fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Whether any part satisfies a condition on its name.
    pub(crate) fn any_name(&self, mut condition: impl FnMut(&str) -> bool) -> bool {
        self.entries.iter().any(|entry| condition(&entry.name))
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.entry(name).is_some()
    }

    fn entry(&self, name: &str) -> Option<&Entry> {
        let name = name.trim_start_matches('/');
        self.entries
            .iter()
            .find(|entry| entry.name == name)
            .or_else(|| self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name)))
    }

    /// A part, to be unpacked piece by piece.
    fn part(&self, name: &str) -> Result<Part<'b>> {
        let entry = self.entry(name).ok_or_else(|| Unreadable::damaged(name, Fault::Absent))?;
        if entry.is_encrypted {
            return Err(Unreadable::Encrypted);
        }
        let packed = entry.content(self.bytes)?;
        let promise = part::Promise { method: entry.method, size: entry.size, crc: entry.crc };
        Part::new(&entry.name, packed, promise)
    }

    /// A part, to be read as markup.
    pub(crate) fn xml(&self, name: &str) -> Result<Xml<'b>> {
        Ok(Xml::new(self.part(name)?, self.limits.piece_bytes))
    }

    /// A small part whole.
    pub(crate) fn small_part(&self, name: &str) -> Result<Vec<u8>> {
        let mut part = self.part(name)?;
        let mut content = Vec::new();
        let mut window = vec![0; 16 * 1024];
        loop {
            match part.read(&mut window)? {
                0 => return Ok(content),
                read => content.extend_from_slice(&window[..read]),
            }
            if content.len() > self.limits.piece_bytes {
                return Err(Unreadable::InflatesTooMuch {
                    part: name.to_owned(),
                    limit: self.limits.piece_bytes as u64,
                });
            }
        }
    }
}

impl Directory {
    fn find(bytes: &[u8]) -> Result<Self> {
        let from = bytes.len().saturating_sub(END_LENGTH + usize::from(u16::MAX));
        let end = (from..=bytes.len().saturating_sub(END_LENGTH))
            .rev()
            .find(|&at| bytes[at..].starts_with(DIRECTORY_END))
            .ok_or(Unreadable::Truncated)?;
        let count = u64::from(u16_at(bytes, end + 10)?);
        let length = u64::from(u32_at(bytes, end + 12)?);
        let offset = u64::from(u32_at(bytes, end + 16)?);
        if offset == u64::from(u32::MAX) || count == u64::from(u16::MAX) {
            return Self::find_wide(bytes, end);
        }
        let shift = (end as u64)
            .checked_sub(length)
            .and_then(|start| start.checked_sub(offset))
            .ok_or(Unreadable::Truncated)?;
        Ok(Self { offset, count, shift })
    }

    /// The directory of the 64-bit format.
    fn find_wide(bytes: &[u8], end: usize) -> Result<Self> {
        let locator = end.checked_sub(20).ok_or(Unreadable::Truncated)?;
        if !bytes[locator..].starts_with(WIDE_LOCATOR) {
            return Err(Unreadable::damaged(ARCHIVE, Fault::Packing));
        }
        let at = usize::try_from(u64_at(bytes, locator + 8)?).map_err(|_| Unreadable::Truncated)?;
        if !bytes.get(at..).is_some_and(|rest| rest.starts_with(WIDE_END)) {
            return Err(Unreadable::damaged(ARCHIVE, Fault::Packing));
        }
        Ok(Self { count: u64_at(bytes, at + 32)?, offset: u64_at(bytes, at + 48)?, shift: 0 })
    }
}

impl Entry {
    /// The directory entry at a place, and the place of the next.
    fn read(bytes: &[u8], at: usize, shift: u64) -> Result<(Self, usize)> {
        if !bytes.get(at..).is_some_and(|rest| rest.starts_with(DIRECTORY_ENTRY)) {
            return Err(Unreadable::damaged(ARCHIVE, Fault::Packing));
        }
        let name_length = usize::from(u16_at(bytes, at + 28)?);
        let extra_length = usize::from(u16_at(bytes, at + 30)?);
        let comment_length = usize::from(u16_at(bytes, at + 32)?);
        let name_at = at + 46;
        let extra_at = name_at + name_length;
        let name = bytes.get(name_at..extra_at).ok_or(Unreadable::Truncated)?;
        let extra = bytes.get(extra_at..extra_at + extra_length).ok_or(Unreadable::Truncated)?;
        let mut wide = WideFields::of(extra);
        let size = wide.or(u32_at(bytes, at + 24)?)?;
        let packed = wide.or(u32_at(bytes, at + 20)?)?;
        let offset = wide.or(u32_at(bytes, at + 42)?)?;
        let entry = Self {
            name: String::from_utf8_lossy(name).replace('\\', "/").trim_start_matches('/').to_owned(),
            is_encrypted: u16_at(bytes, at + 8)? & 1 != 0,
            method: u16_at(bytes, at + 10)?,
            crc: u32_at(bytes, at + 16)?,
            packed,
            size,
            offset: offset.saturating_add(shift),
        };
        Ok((entry, extra_at + extra_length + comment_length))
    }

    /// The packed bytes.
    fn content<'b>(&self, bytes: &'b [u8]) -> Result<&'b [u8]> {
        let at = usize::try_from(self.offset).map_err(|_| Unreadable::Truncated)?;
        if !bytes.get(at..).is_some_and(|rest| rest.starts_with(LOCAL_ENTRY)) {
            return Err(Unreadable::damaged(&self.name, Fault::Packing));
        }
        let name_length = usize::from(u16_at(bytes, at + 26)?);
        let extra_length = usize::from(u16_at(bytes, at + 28)?);
        let start = at + 30 + name_length + extra_length;
        let length = usize::try_from(self.packed).map_err(|_| Unreadable::Truncated)?;
        let end = start.checked_add(length).ok_or(Unreadable::Truncated)?;
        bytes.get(start..end).ok_or(Unreadable::Truncated)
    }
}

/// The 64-bit values of an entry, in the order of the 32-bit ones they stand for.
struct WideFields<'b>(&'b [u8]);

impl<'b> WideFields<'b> {
    fn of(extra: &'b [u8]) -> Self {
        let mut rest = extra;
        while rest.len() >= 4 {
            let id = u16::from_le_bytes([rest[0], rest[1]]);
            let end = 4 + usize::from(u16::from_le_bytes([rest[2], rest[3]]));
            match rest.get(4..end) {
                Some(fields) if id == 1 => return Self(fields),
                Some(_) => rest = &rest[end..],
                None => break,
            }
        }
        Self(&[])
    }

    fn or(&mut self, narrow: u32) -> Result<u64> {
        if narrow != u32::MAX {
            return Ok(u64::from(narrow));
        }
        let value = u64_at(self.0, 0)?;
        self.0 = &self.0[8..];
        Ok(value)
    }
}

fn array_at<const N: usize>(bytes: &[u8], at: usize) -> Result<[u8; N]> {
    at.checked_add(N)
        .and_then(|end| bytes.get(at..end))
        .and_then(|slice| slice.try_into().ok())
        .ok_or(Unreadable::Truncated)
}

pub(crate) fn u16_at(bytes: &[u8], at: usize) -> Result<u16> {
    array_at(bytes, at).map(u16::from_le_bytes)
}

pub(crate) fn u32_at(bytes: &[u8], at: usize) -> Result<u32> {
    array_at(bytes, at).map(u32::from_le_bytes)
}

pub(crate) fn u64_at(bytes: &[u8], at: usize) -> Result<u64> {
    array_at(bytes, at).map(u64::from_le_bytes)
}
