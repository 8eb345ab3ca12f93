//! Which letters the bytes of a text are: UTF-8 or UTF-16 by proof, the old one-byte code pages by guess.

use std::io::{self, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, IBM866, KOI8_R, KOI8_U, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251};
use encoding_rs_io::DecodeReaderBytesBuilder;

use crate::failure::{Fault, Foreign, Result, Unreadable};
use crate::input::{Input, InputReader};

/// A text and its encoding. UTF-8 is read as it is; anything else is decoded while it is read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Text<'b> {
    input: Input<'b>,
    /// Bytes of the byte order mark.
    mark: usize,
    encoding: &'static Encoding,
}

/// How much of a text is looked at when something is guessed.
const SAMPLE: usize = 64 * 1024;

impl<'b> Text<'b> {
    /// The text, unless the bytes are no text or a text that was cut or spoilt.
    pub(crate) fn detect(input: Input<'b>) -> Result<Self> {
        let sample = input.beginning(SAMPLE)?;
        let (encoding, mark) = match Encoding::for_bom(&sample) {
            Some(marked) => marked,
            None => match unmarked_utf16(&sample) {
                Some(encoding) => (encoding, 0),
                None if looks_binary(&sample) => {
                    return Err(Unreadable::NotATable(Foreign::Unknown));
                }
                None => (UTF_8, 0),
            },
        };
        let encoding = if encoding == UTF_8 { proven_or_guessed(input)? } else { encoding };
        Ok(Self { input, mark, encoding })
    }

    /// The beginning, decoded.
    pub(crate) fn beginning(&self) -> Result<String> {
        let sample = self.input.beginning(SAMPLE)?;
        let text = self.encoding.decode_without_bom_handling(&sample[self.mark..]).0;
        Ok(text.into_owned())
    }

    /// The whole text.
    pub(crate) fn whole(&self) -> Result<String> {
        let mut text = String::new();
        self.reader()?.read_to_string(&mut text).map_err(|_| Unreadable::damaged("HTML", Fault::Encoding))?;
        Ok(text)
    }

    /// The text as UTF-8 bytes, decoded as they are read.
    pub(crate) fn reader(&self) -> Result<Source<'b>> {
        let mut bytes = self.input.reader()?;
        let mut mark = [0; 4];
        bytes.read_exact(&mut mark[..self.mark]).map_err(|_| Unreadable::Inaccessible)?;
        if self.encoding == UTF_8 {
            return Ok(Source::Plain(bytes));
        }
        let decoder = DecodeReaderBytesBuilder::new().encoding(Some(self.encoding)).bom_sniffing(false).build(bytes);
        Ok(Source::Decoded(Box::new(decoder)))
    }

    /// A text known to be UTF-8 without a mark.
    pub(crate) fn plain(input: Input<'b>) -> Self {
        Self { input, mark: 0, encoding: UTF_8 }
    }
}

/// UTF-8 bytes of a text.
pub(crate) enum Source<'b> {
    Plain(InputReader<'b>),
    Decoded(Box<encoding_rs_io::DecodeReaderBytes<InputReader<'b>, Vec<u8>>>),
}

impl Read for Source<'_> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain(bytes) => bytes.read(to),
            Self::Decoded(decoder) => decoder.read(to),
        }
    }
}

/// UTF-16 without a mark: every second byte of text with digits and separators is zero or 4 (Cyrillic).
fn unmarked_utf16(sample: &[u8]) -> Option<&'static Encoding> {
    let sample = &sample[..sample.len().min(512)];
    let is_high_at = |first: usize| {
        let high = sample.iter().skip(first).step_by(2);
        let low = sample.iter().skip(1 - first).step_by(2);
        let of_page = high.filter(|&&b| b == 0 || b == 4).count();
        sample.len() >= 8 && of_page * 2 >= sample.len() - 1 && low.filter(|&&b| b == 0).count() == 0
    };
    match () {
        () if is_high_at(1) => Some(UTF_16LE),
        () if is_high_at(0) => Some(UTF_16BE),
        () => None,
    }
}

/// Zeros or many control characters are no text.
fn looks_binary(sample: &[u8]) -> bool {
    let is_control = |b: &u8| *b < 32 && !matches!(b, b'\t' | b'\n' | b'\r' | 12 | 26);
    sample.contains(&0) || sample.iter().filter(|b| is_control(b)).count() * 100 > sample.len()
}

/// UTF-8 when all bytes prove it, otherwise a code page.
fn proven_or_guessed(input: Input<'_>) -> Result<&'static Encoding> {
    let mut proof = Proof::default();
    input.chunks(|chunk| proof.take(chunk))?;
    match proof {
        Proof { is_broken: false, pending, .. } if pending.is_empty() => Ok(UTF_8),
        Proof { proven, .. } if proven < ENOUGH => guess(input),
        Proof { is_broken: false, .. } => Err(Unreadable::Truncated),
        Proof { .. } => Err(Unreadable::damaged("UTF-8", Fault::Encoding)),
    }
}

/// Bytes beyond ASCII that make a text UTF-8: in a one-byte code page Cyrillic fails at its first word.
const ENOUGH: usize = 16;

/// Whether bytes are UTF-8, chunk by chunk.
#[derive(Default)]
struct Proof {
    is_broken: bool,
    /// Bytes beyond ASCII that were right before anything was wrong.
    proven: usize,
    /// A letter that goes on in the next chunk.
    pending: Vec<u8>,
}

impl Proof {
    fn take(&mut self, chunk: &[u8]) {
        if self.is_broken {
            return;
        }
        let mut rest = chunk;
        while !self.pending.is_empty() && !self.is_broken && !rest.is_empty() {
            self.pending.push(rest[0]);
            rest = &rest[1..];
            match std::str::from_utf8(&self.pending) {
                Ok(_) => {
                    self.proven += self.pending.len();
                    self.pending.clear();
                }
                Err(error) => self.is_broken = error.error_len().is_some(),
            }
        }
        if self.is_broken {
            return;
        }
        let right = match std::str::from_utf8(rest) {
            Ok(_) => rest.len(),
            Err(error) => {
                self.is_broken = error.error_len().is_some();
                error.valid_up_to()
            }
        };
        if self.proven < ENOUGH {
            self.proven += rest[..right].iter().filter(|b| !b.is_ascii()).count();
        }
        if !self.is_broken {
            self.pending.extend_from_slice(&rest[right..]);
        }
    }
}

/// The code page of the first stretch that is not plain ASCII; Windows-1251 when it is none of the Russian ones.
fn guess(input: Input<'_>) -> Result<&'static Encoding> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let mut fed = 0;
    input.chunks(|chunk| {
        if let Some(from) = chunk.iter().position(|b| !b.is_ascii())
            && fed < SAMPLE
        {
            let piece = &chunk[from..chunk.len().min(from + SAMPLE)];
            fed += piece.len();
            detector.feed(piece, false);
        }
    })?;
    detector.feed(&[], true);
    let guessed = detector.guess(Some(b"ru"), Utf8Detection::Deny);
    let is_russian = [KOI8_R, KOI8_U, IBM866].contains(&guessed);
    Ok(if is_russian { guessed } else { WINDOWS_1251 })
}
