//! Which letters the bytes of a text are: UTF-8 or UTF-16 by proof, the old one-byte code pages by guess.

use std::borrow::Cow;
use std::io::{self, Read};
use std::str::Utf8Error;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, IBM866, KOI8_R, KOI8_U, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251};
use encoding_rs_io::DecodeReaderBytesBuilder;

use crate::Limits;
use crate::failure::{Fault, Foreign, Result, Unreadable};

/// A text and its encoding. UTF-8 is used in place; anything else is decoded while it is read.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Text<'b> {
    /// Proven to be UTF-8, without its byte order mark.
    Plain(&'b str),
    /// Something else.
    Coded(&'b [u8], &'static Encoding),
}

/// How much of a text is looked at when something is guessed.
const SAMPLE: usize = 64 * 1024;

impl<'b> Text<'b> {
    /// The text, unless the bytes are no text or a text that was cut or spoilt.
    pub(crate) fn detect(bytes: &'b [u8]) -> Result<Self> {
        if let Some((encoding, mark)) = Encoding::for_bom(bytes)
            && encoding != UTF_8
        {
            return Ok(Self::Coded(&bytes[mark..], encoding));
        }
        if let Some(encoding) = unmarked_utf16(bytes) {
            return Ok(Self::Coded(bytes, encoding));
        }
        if looks_binary(&bytes[..bytes.len().min(SAMPLE)]) {
            return Err(Unreadable::NotATable(Foreign::Unknown));
        }
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Self::Plain(text.strip_prefix('\u{feff}').unwrap_or(text))),
            Err(error) if !was_utf8(bytes, error) => Ok(Self::Coded(bytes, guess(bytes))),
            Err(error) if error.error_len().is_none() => Err(Unreadable::Truncated),
            Err(_) => Err(Unreadable::damaged("UTF-8", Fault::Encoding)),
        }
    }

    /// The beginning, decoded.
    pub(crate) fn beginning(&self) -> Cow<'b, str> {
        match self {
            Self::Plain(text) => {
                let end = (0..=SAMPLE.min(text.len()))
                    .rev()
                    .find(|&end| text.is_char_boundary(end));
                Cow::Borrowed(&text[..end.unwrap_or(0)])
            }
            Self::Coded(bytes, encoding) => {
                encoding
                    .decode_without_bom_handling(&bytes[..bytes.len().min(SAMPLE)])
                    .0
            }
        }
    }

    /// The whole text.
    pub(crate) fn whole(&self) -> Cow<'b, str> {
        match self {
            Self::Plain(text) => Cow::Borrowed(text),
            Self::Coded(bytes, encoding) => encoding.decode_without_bom_handling(bytes).0,
        }
    }

    /// The text as UTF-8 bytes, decoded as they are read.
    pub(crate) fn reader(&self, limits: &Limits) -> Source<'b> {
        let bytes = match self {
            Self::Plain(text) => Bytes::Plain(text.as_bytes()),
            Self::Coded(bytes, encoding) => Bytes::Decoded(Box::new(
                DecodeReaderBytesBuilder::new()
                    .encoding(Some(encoding))
                    .bom_sniffing(false)
                    .build(*bytes),
            )),
        };
        Source {
            bytes,
            record_bytes: 0,
            limit: limits.row_bytes,
        }
    }

    /// Whether the quotes of the text do not pair.
    pub(crate) fn has_odd_quotes(&self) -> bool {
        let bytes = match self {
            Self::Plain(text) => text.as_bytes(),
            Self::Coded(bytes, _) => bytes,
        };
        bytes.iter().filter(|&&b| b == b'"').count() % 2 == 1
    }
}

/// UTF-8 bytes of a text, counted by record.
pub(crate) struct Source<'b> {
    bytes: Bytes<'b>,
    record_bytes: usize,
    limit: usize,
}

enum Bytes<'b> {
    Plain(&'b [u8]),
    Decoded(Box<encoding_rs_io::DecodeReaderBytes<&'b [u8], Vec<u8>>>),
}

impl Source<'_> {
    /// Begins a new record: a single record longer than the limit is refused while it is read.
    pub(crate) fn start_record(&mut self) {
        self.record_bytes = 0;
    }
}

impl Read for Source<'_> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        if self.record_bytes > self.limit {
            return Err(io::Error::other("a record is too long"));
        }
        let read = match &mut self.bytes {
            Bytes::Plain(bytes) => bytes.read(to),
            Bytes::Decoded(decoder) => decoder.read(to),
        }?;
        self.record_bytes += read;
        Ok(read)
    }
}

/// UTF-16 without a mark: every second byte of text with digits and separators is zero or 4 (Cyrillic).
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(512)];
    let high = |first: usize| {
        let of_page = sample
            .iter()
            .skip(first)
            .step_by(2)
            .filter(|&&b| b == 0 || b == 4)
            .count();
        let other = sample
            .iter()
            .skip(1 - first)
            .step_by(2)
            .filter(|&&b| b == 0)
            .count();
        sample.len() >= 8 && of_page * 2 >= sample.len() - 1 && other == 0
    };
    match () {
        () if high(1) => Some(UTF_16LE),
        () if high(0) => Some(UTF_16BE),
        () => None,
    }
}

/// Zeros or many control characters are no text.
fn looks_binary(sample: &[u8]) -> bool {
    let is_control = |b: &u8| *b < 32 && !matches!(b, b'\t' | b'\n' | b'\r' | 12 | 26);
    sample.contains(&0) || sample.iter().filter(|b| is_control(b)).count() * 100 > sample.len()
}

/// Whether a text that is not UTF-8 meant to be: in a one-byte code page Cyrillic fails at its first word.
fn was_utf8(bytes: &[u8], error: Utf8Error) -> bool {
    bytes[..error.valid_up_to()]
        .iter()
        .filter(|b| !b.is_ascii())
        .count()
        >= 16
}

/// The code page of the first stretch that is not plain ASCII; Windows-1251 when it is none of the Russian ones.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let from = bytes.iter().position(|b| !b.is_ascii()).unwrap_or(0);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[from..bytes.len().min(from + SAMPLE)], true);
    let guessed = detector.guess(Some(b"ru"), Utf8Detection::Deny);
    let is_russian = [KOI8_R, KOI8_U, IBM866].contains(&guessed);
    if is_russian { guessed } else { WINDOWS_1251 }
}
