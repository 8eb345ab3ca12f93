//! The markup of workbook parts, piece by piece, in place. A sheet of a year of marks has fifty million pieces, which
//! is why this is an own reader: nothing is copied, nothing expands, depth and the size of a piece are bounded.

use std::borrow::Cow;

use memchr::{memchr, memmem};

use crate::archive::Part;
use crate::failure::{Fault, Result, Unreadable};

/// Real parts nest less than twenty deep.
const DEPTH: u32 = 200;
const WINDOW: usize = 128 * 1024;

/// A part read as markup. A window of it is in memory, larger only when one piece is.
pub(crate) struct Xml<'b> {
    part: Part<'b>,
    window: Vec<u8>,
    start: usize,
    end: usize,
    depth: u32,
    /// The name of an empty element that was opened and is to be closed.
    unclosed: Option<(usize, usize)>,
    piece_limit: usize,
}

/// One piece of markup. An empty element comes as an opening and a closing.
pub(crate) enum Piece<'x> {
    /// An opening tag.
    Open(Tag<'x>),
    /// A closing tag, by its name without a prefix.
    Close(&'x str),
    /// A stretch of text; one text may come in several.
    Text(Cow<'x, str>),
    /// The end of the part.
    End,
}

/// Where in the window a piece is.
enum Found {
    Open(usize, usize),
    Close(usize, usize),
    Text(usize, usize),
    /// Text in which nothing has a special meaning.
    Plain(usize, usize),
    End,
}

impl<'b> Xml<'b> {
    pub(crate) fn new(part: Part<'b>, piece_limit: usize) -> Self {
        Self { part, window: vec![0; WINDOW], start: 0, end: 0, depth: 0, unclosed: None, piece_limit }
    }

    fn damaged(&self, fault: Fault) -> Unreadable {
        Unreadable::damaged(self.part.name(), fault)
    }

    /// The next piece. Comments and declarations are passed over.
    pub(crate) fn piece(&mut self) -> Result<Piece<'_>> {
        let found = self.find()?;
        let text = |from: usize, to: usize| {
            std::str::from_utf8(&self.window[from..to]).map_err(|_| self.damaged(Fault::Encoding))
        };
        Ok(match found {
            Found::Open(from, to) => Piece::Open(Tag(text(from, to)?)),
            Found::Close(from, to) => Piece::Close(without_prefix(text(from, to)?.trim_ascii_end())),
            Found::Plain(from, to) => Piece::Text(Cow::Borrowed(text(from, to)?)),
            Found::Text(from, to) => {
                let text = text(from, to)?;
                Piece::Text(unescaped(text).ok_or_else(|| self.damaged(Fault::Definitions))?)
            }
            Found::End => Piece::End,
        })
    }

    fn find(&mut self) -> Result<Found> {
        if let Some((from, to)) = self.unclosed.take() {
            self.depth -= 1;
            return Ok(Found::Close(from, to));
        }
        loop {
            if self.start == self.end && !self.refill()? {
                return if self.depth > 0 { Err(Unreadable::Truncated) } else { Ok(Found::End) };
            }
            if self.window[self.start] != b'<' {
                return self.text();
            }
            match self.second_byte()? {
                b'/' => return self.closing(),
                b'?' => {
                    self.take_to(b"?>")?;
                }
                b'!' => {
                    if let Some(found) = self.exclamation()? {
                        return Ok(found);
                    }
                }
                _ => return self.opening(),
            }
        }
    }

    /// Puts more of the part into the window; false at the end of the part.
    fn refill(&mut self) -> Result<bool> {
        self.window.copy_within(self.start..self.end, 0);
        (self.start, self.end) = (0, self.end - self.start);
        if self.end > self.piece_limit {
            return Err(Unreadable::TooMuchText { limit: self.piece_limit });
        }
        if self.end == self.window.len() {
            self.window.resize(self.window.len() * 2, 0);
        }
        let read = self.part.read(&mut self.window[self.end..])?;
        self.end += read;
        Ok(read > 0)
    }

    fn second_byte(&mut self) -> Result<u8> {
        while self.end - self.start < 2 {
            self.refill_inside()?;
        }
        Ok(self.window[self.start + 1])
    }

    fn refill_inside(&mut self) -> Result<()> {
        if self.refill()? { Ok(()) } else { Err(Unreadable::Truncated) }
    }

    fn text(&mut self) -> Result<Found> {
        let mut seen = 0;
        loop {
            if let Some(at) = memchr(b'<', &self.window[self.start + seen..self.end]) {
                let (from, to) = (self.start, self.start + seen + at);
                self.start = to;
                return Ok(Found::Text(from, to));
            }
            seen = self.end - self.start;
            if !self.refill()? {
                let (from, to) = (self.start, self.end);
                self.start = self.end;
                return Ok(Found::Text(from, to));
            }
        }
    }

    /// Takes the piece up to and with its ending; where it lies.
    fn take_to(&mut self, ending: &[u8]) -> Result<(usize, usize)> {
        let mut seen = 0;
        loop {
            let rest = &self.window[self.start + seen..self.end];
            let at = match ending {
                [byte] => memchr(*byte, rest),
                _ => memmem::find(rest, ending),
            };
            if let Some(at) = at {
                let (from, to) = (self.start, self.start + seen + at + ending.len());
                self.start = to;
                return Ok((from, to));
            }
            seen = (self.end - self.start).saturating_sub(ending.len() - 1);
            self.refill_inside()?;
        }
    }

    fn closing(&mut self) -> Result<Found> {
        let (from, to) = self.take_to(b">")?;
        self.depth = self.depth.checked_sub(1).ok_or_else(|| self.damaged(Fault::Markup))?;
        Ok(Found::Close(from + 2, to - 1))
    }

    fn opening(&mut self) -> Result<Found> {
        let (from, to) = self.take_tag()?;
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(self.damaged(Fault::Markup));
        }
        if self.window[to - 2] != b'/' {
            return Ok(Found::Open(from + 1, to - 1));
        }
        let inside = &self.window[from + 1..to - 2];
        let name = inside.iter().position(u8::is_ascii_whitespace).unwrap_or(inside.len());
        self.unclosed = Some((from + 1, from + 1 + name));
        Ok(Found::Open(from + 1, to - 2))
    }

    /// Takes a tag; a sign of its end inside of quotes is not one.
    fn take_tag(&mut self) -> Result<(usize, usize)> {
        let mut seen = 1;
        let mut quote = None;
        loop {
            for (at, &byte) in self.window[self.start + seen..self.end].iter().enumerate() {
                match (byte, quote) {
                    (b'>', None) => {
                        let (from, to) = (self.start, self.start + seen + at + 1);
                        self.start = to;
                        return Ok((from, to));
                    }
                    (b'"' | b'\'', None) => quote = Some(byte),
                    (_, Some(open)) if open == byte => quote = None,
                    _ => {}
                }
            }
            seen = self.end - self.start;
            self.refill_inside()?;
        }
    }

    /// A comment, or text taken as it is; definitions are never there for a good reason.
    fn exclamation(&mut self) -> Result<Option<Found>> {
        const PLAIN: &[u8] = b"<![CDATA[";
        while self.end - self.start < PLAIN.len() && self.refill()? {}
        let rest = &self.window[self.start..self.end];
        if rest.starts_with(b"<!--") {
            self.take_to(b"-->")?;
            return Ok(None);
        }
        if !rest.starts_with(PLAIN) {
            return Err(self.damaged(Fault::Definitions));
        }
        let (from, to) = self.take_to(b"]]>")?;
        Ok(Some(Found::Plain(from + PLAIN.len(), to - 3)))
    }
}

/// An opening tag.
#[derive(Clone, Copy)]
pub(crate) struct Tag<'x>(&'x str);

impl<'x> Tag<'x> {
    /// The name without a prefix.
    pub(crate) fn name(self) -> &'x str {
        without_prefix(&self.0[..self.name_end()])
    }

    fn name_end(self) -> usize {
        let end = self.0.bytes().position(|b| b.is_ascii_whitespace());
        end.unwrap_or(self.0.len())
    }

    /// An attribute by its name without a prefix.
    pub(crate) fn attribute(self, name: &str) -> Option<Cow<'x, str>> {
        self.attributes()
            .find(|(found, _)| *found == name)
            .map(|(_, value)| unescaped(value).unwrap_or(Cow::Borrowed(value)))
    }

    /// All attributes: names without a prefix and values as they stand.
    pub(crate) fn attributes(self) -> Attributes<'x> {
        Attributes(&self.0[self.name_end()..])
    }
}

/// The attributes of a tag.
pub(crate) struct Attributes<'x>(&'x str);

impl<'x> Iterator for Attributes<'x> {
    type Item = (&'x str, &'x str);

    fn next(&mut self) -> Option<Self::Item> {
        let equals = memchr(b'=', self.0.as_bytes())?;
        let name = self.0[..equals].trim_ascii();
        let rest = self.0[equals + 1..].trim_ascii_start();
        let quote = *rest.as_bytes().first().filter(|b| matches!(b, b'"' | b'\''))?;
        let close = memchr(quote, &rest.as_bytes()[1..])? + 1;
        self.0 = &rest[close + 1..];
        Some((without_prefix(name), &rest[1..close]))
    }
}

fn without_prefix(name: &str) -> &str {
    match memchr(b':', name.as_bytes()) {
        Some(at) => &name[at + 1..],
        None => name,
    }
}

/// Text with its entities replaced; none when one is not of the five that need no definition.
fn unescaped(text: &str) -> Option<Cow<'_, str>> {
    let Some(first) = memchr(b'&', text.as_bytes()) else {
        return Some(Cow::Borrowed(text));
    };
    let mut plain = String::with_capacity(text.len());
    plain.push_str(&text[..first]);
    let mut rest = &text[first..];
    while let Some(after) = rest.strip_prefix('&') {
        let (name, after) = after.split_once(';')?;
        plain.push(entity(name)?);
        let next = memchr(b'&', after.as_bytes()).unwrap_or(after.len());
        plain.push_str(&after[..next]);
        rest = &after[next..];
    }
    Some(Cow::Owned(plain))
}

fn entity(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let code = name.strip_prefix('#')?;
            let number = match code.strip_prefix('x') {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
                None => code.parse().ok()?,
            };
            char::from_u32(number)
        }
    }
}
