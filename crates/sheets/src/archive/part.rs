//! One part of an archive while it is unpacked into a window of its reader.

use flate2::{Crc, Decompress, FlushDecompress, Status};

use crate::failure::{Fault, Result, Unreadable};

/// What the directory says about a part.
pub(super) struct Promise {
    pub(super) method: u16,
    pub(super) size: u64,
    pub(super) crc: u32,
}

/// A part being unpacked.
pub(crate) struct Part<'b> {
    name: String,
    packed: &'b [u8],
    packing: Packing,
    is_finished: bool,
    produced: u64,
    promise: Promise,
    crc: Crc,
}

enum Packing {
    Stored,
    Deflated(Box<Decompress>),
}

impl<'b> Part<'b> {
    pub(super) fn new(name: &str, packed: &'b [u8], promise: Promise) -> Result<Self> {
        let packing = match promise.method {
            0 => Packing::Stored,
            8 => Packing::Deflated(Box::new(Decompress::new(false))),
            _ => return Err(Unreadable::damaged(name, Fault::Packing)),
        };
        Ok(Self { name: name.to_owned(), packed, packing, is_finished: false, produced: 0, promise, crc: Crc::new() })
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Unpacks some bytes; 0 at the end, where the part has kept what the directory promised about it.
    pub(crate) fn read(&mut self, to: &mut [u8]) -> Result<usize> {
        let mut read = 0;
        while read == 0 && !self.is_finished {
            read = self.unpack(to)?;
        }
        self.produced += read as u64;
        self.crc.update(&to[..read]);
        let is_too_long = self.produced > self.promise.size;
        let is_other = read == 0 && (self.produced < self.promise.size || self.crc.sum() != self.promise.crc);
        if is_too_long || is_other {
            return Err(Unreadable::damaged(&self.name, Fault::Packing));
        }
        Ok(read)
    }

    fn unpack(&mut self, to: &mut [u8]) -> Result<usize> {
        match &mut self.packing {
            Packing::Stored => {
                let taken = self.packed.len().min(to.len());
                to[..taken].copy_from_slice(&self.packed[..taken]);
                self.packed = &self.packed[taken..];
                self.is_finished = taken == 0;
                Ok(taken)
            }
            Packing::Deflated(inflater) => {
                let (read, written) = (inflater.total_in(), inflater.total_out());
                let status = inflater.decompress(self.packed, to, FlushDecompress::None);
                let used = usize::try_from(inflater.total_in() - read).unwrap_or(usize::MAX);
                let made = usize::try_from(inflater.total_out() - written).unwrap_or(usize::MAX);
                self.packed = &self.packed[used.min(self.packed.len())..];
                match status {
                    Ok(Status::StreamEnd) => self.is_finished = true,
                    Ok(_) if used == 0 && made == 0 => return Err(Unreadable::Truncated),
                    Ok(_) => {}
                    Err(_) => return Err(Unreadable::damaged(&self.name, Fault::Packing)),
                }
                Ok(made)
            }
        }
    }
}
