//! Where the bytes of a file are: in memory, or left on disk when they are a long text.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::failure::{Result, Unreadable};
use crate::{Limits, kind};

/// A file on disk, ready to be opened as a workbook. Packed workbooks are read into memory; texts stay on disk and are
/// streamed, so that a journal of a year takes no memory.
#[derive(Debug)]
pub struct TableFile {
    path: PathBuf,
    bytes: Option<Vec<u8>>,
    limits: Limits,
}

impl TableFile {
    /// Looks at a file within the usual limits.
    ///
    /// # Errors
    /// The file cannot be read, is empty or too large.
    pub fn open(path: &Path) -> Result<Self> {
        Self::open_within(path, &Limits::default())
    }

    /// Looks at a file within given limits.
    ///
    /// # Errors
    /// As [`TableFile::open`].
    pub fn open_within(path: &Path, limits: &Limits) -> Result<Self> {
        let mut file = File::open(path).map_err(|_| Unreadable::Inaccessible)?;
        let length = file.metadata().map_err(|_| Unreadable::Inaccessible)?.len();
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        let beginning = Input::File(path).beginning(4096)?;
        let limit = kind::size_limit(&beginning, limits);
        if length > limit {
            return Err(Unreadable::FileTooLarge { bytes: length, limit });
        }
        let bytes = if kind::is_streamed(&beginning) {
            None
        } else {
            let mut bytes = Vec::with_capacity(length);
            file.read_to_end(&mut bytes).map_err(|_| Unreadable::Inaccessible)?;
            Some(bytes)
        };
        Ok(Self { path: path.to_owned(), bytes, limits: limits.clone() })
    }

    pub(crate) fn input(&self) -> Input<'_> {
        match &self.bytes {
            Some(bytes) => Input::Bytes(bytes),
            None => Input::File(&self.path),
        }
    }

    pub(crate) fn limits(&self) -> &Limits {
        &self.limits
    }
}

/// Bytes to be read, perhaps several times.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Input<'b> {
    Bytes(&'b [u8]),
    File(&'b Path),
}

const CHUNK: usize = 256 * 1024;

impl<'b> Input<'b> {
    pub(crate) fn reader(self) -> Result<InputReader<'b>> {
        Ok(match self {
            Self::Bytes(bytes) => InputReader::Bytes(bytes),
            Self::File(path) => InputReader::File(File::open(path).map_err(|_| Unreadable::Inaccessible)?),
        })
    }

    /// The first bytes, at most so many.
    pub(crate) fn beginning(self, length: usize) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut reader = self.reader()?.take(length as u64);
        reader.read_to_end(&mut bytes).map_err(|_| Unreadable::Inaccessible)?;
        Ok(bytes)
    }

    /// Shows all bytes, chunk by chunk.
    pub(crate) fn chunks(self, mut show: impl FnMut(&[u8])) -> Result<()> {
        if let Self::Bytes(bytes) = self {
            bytes.chunks(CHUNK).for_each(show);
            return Ok(());
        }
        let mut reader = self.reader()?;
        let mut window = vec![0; CHUNK];
        loop {
            match reader.read(&mut window) {
                Ok(0) => return Ok(()),
                Ok(read) => show(&window[..read]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(_) => return Err(Unreadable::Inaccessible),
            }
        }
    }
}

/// One reading of an input.
pub(crate) enum InputReader<'b> {
    Bytes(&'b [u8]),
    File(File),
}

impl Read for InputReader<'_> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Bytes(bytes) => bytes.read(to),
            Self::File(file) => file.read(to),
        }
    }
}
