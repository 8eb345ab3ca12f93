//! Records of the stream, and texts that go on from record to record.

use super::damaged;
use crate::failure::{Result, Unreadable};

pub(super) const BOF: u16 = 0x0809;
pub(super) const EOF: u16 = 0x000A;
pub(super) const CONTINUE: u16 = 0x003C;

/// One record.
#[derive(Clone, Copy)]
pub(super) struct Record<'s> {
    pub(super) kind: u16,
    pub(super) content: &'s [u8],
}

/// The records from a place on.
pub(super) struct Records<'s> {
    stream: &'s [u8],
    at: usize,
}

impl<'s> Records<'s> {
    pub(super) fn from(stream: &'s [u8], at: usize) -> Self {
        Self { stream, at }
    }

    pub(super) fn next_record(&mut self) -> Result<Record<'s>> {
        let head = self.stream.get(self.at..self.at.saturating_add(4)).ok_or(Unreadable::Truncated)?;
        let kind = u16::from_le_bytes([head[0], head[1]]);
        let start = self.at + 4;
        let end = start + usize::from(u16::from_le_bytes([head[2], head[3]]));
        let content = self.stream.get(start..end).ok_or(Unreadable::Truncated)?;
        self.at = end;
        Ok(Record { kind, content })
    }

    /// The contents of the records that go on with the last one.
    pub(super) fn continuations(&mut self) -> Result<Vec<&'s [u8]>> {
        let mut contents = Vec::new();
        loop {
            let before = self.at;
            match self.next_record() {
                Ok(record) if record.kind == CONTINUE => contents.push(record.content),
                Ok(_) => {
                    self.at = before;
                    return Ok(contents);
                }
                Err(error) => return Err(error),
            }
        }
    }
}

/// Bytes that go on over several records.
pub(super) struct Continued<'s> {
    segments: std::vec::IntoIter<&'s [u8]>,
    rest: &'s [u8],
}

impl<'s> Continued<'s> {
    pub(super) fn new(first: &'s [u8], more: Vec<&'s [u8]>) -> Self {
        Self { segments: more.into_iter(), rest: first }
    }

    /// Goes on to the next record when this one is used up.
    fn refill(&mut self) -> Result<()> {
        while self.rest.is_empty() {
            self.rest = self.segments.next().ok_or_else(damaged)?;
        }
        Ok(())
    }

    pub(super) fn byte(&mut self) -> Result<u8> {
        self.refill()?;
        let (first, rest) = self.rest.split_first().ok_or_else(damaged)?;
        self.rest = rest;
        Ok(*first)
    }

    pub(super) fn u16(&mut self) -> Result<u16> {
        Ok(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    pub(super) fn u32(&mut self) -> Result<u32> {
        let low = u32::from(self.u16()?);
        Ok(low | u32::from(self.u16()?) << 16)
    }

    pub(super) fn pass_over(&mut self, mut count: usize) -> Result<()> {
        while count > 0 {
            self.refill()?;
            let taken = count.min(self.rest.len());
            self.rest = &self.rest[taken..];
            count -= taken;
        }
        Ok(())
    }

    /// A text of a count of characters, one or two bytes each; a new record says anew which.
    pub(super) fn text(&mut self, mut count: usize, mut is_wide: bool) -> Result<String> {
        let mut units = Vec::with_capacity(count);
        while count > 0 {
            if self.rest.is_empty() {
                self.refill()?;
                is_wide = self.byte()? & 1 == 1;
            }
            let width = if is_wide { 2 } else { 1 };
            let taken = count.min(self.rest.len() / width);
            if taken == 0 {
                return Err(damaged());
            }
            let (now, rest) = self.rest.split_at(taken * width);
            self.rest = rest;
            count -= taken;
            if is_wide {
                units.extend(now.chunks_exact(2).map(|two| u16::from_le_bytes([two[0], two[1]])));
            } else {
                units.extend(now.iter().map(|&byte| u16::from(byte)));
            }
        }
        Ok(String::from_utf16_lossy(&units))
    }

    /// A text with its length and width before it.
    pub(super) fn counted_text(&mut self) -> Result<String> {
        let count = usize::from(self.u16()?);
        let flags = self.byte()?;
        self.text(count, flags & 1 == 1)
    }

    /// A text that may have formats and phonetic hints after it.
    pub(super) fn rich_text(&mut self) -> Result<String> {
        let count = usize::from(self.u16()?);
        let flags = self.byte()?;
        let runs = if flags & 8 == 8 { usize::from(self.u16()?) } else { 0 };
        let hints = if flags & 4 == 4 { self.u32()? as usize } else { 0 };
        let text = self.text(count, flags & 1 == 1)?;
        self.pass_over(runs * 4)?;
        self.pass_over(hints)?;
        Ok(text)
    }
}
