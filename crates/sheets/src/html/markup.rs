//! A page taken apart into tags and text, without a tree.

use std::borrow::Cow;

/// A piece of a page.
pub(super) enum Piece<'p> {
    Open { name: String, attributes: &'p str },
    Close { name: String },
    Text(&'p str),
}

/// A page taken apart.
pub(super) struct Markup<'p> {
    pub(super) rest: &'p str,
}

impl<'p> Markup<'p> {
    pub(super) fn next_piece(&mut self) -> Option<Piece<'p>> {
        loop {
            if self.rest.is_empty() {
                return None;
            }
            let Some(inside) = self.rest.strip_prefix('<') else {
                let end = self.rest.find('<').unwrap_or(self.rest.len());
                return Some(Piece::Text(self.cut(end)));
            };
            if inside.starts_with("!--") {
                self.pass_over("-->");
            } else if inside.starts_with(['!', '?']) {
                self.pass_over(">");
            } else if inside.starts_with(|c: char| c == '/' || c.is_ascii_alphabetic()) {
                return Some(self.tag());
            } else {
                return Some(Piece::Text(self.cut(1)));
            }
        }
    }

    fn cut(&mut self, at: usize) -> &'p str {
        let (before, after) = self.rest.split_at(at);
        self.rest = after;
        before
    }

    fn pass_over(&mut self, end: &str) {
        let at = self.rest.find(end).map_or(self.rest.len(), |at| at + end.len());
        self.cut(at);
    }

    fn tag(&mut self) -> Piece<'p> {
        let end = tag_end(self.rest);
        let tag = self.cut(end);
        let inside = tag.trim_start_matches('<').trim_end_matches('>');
        let (is_closing, inside) = match inside.strip_prefix('/') {
            Some(rest) => (true, rest),
            None => (false, inside),
        };
        let name_end = inside.find(|c: char| c.is_ascii_whitespace() || c == '/').unwrap_or(inside.len());
        let name = inside[..name_end.min(32)].to_ascii_lowercase();
        if is_closing {
            return Piece::Close { name };
        }
        if matches!(name.as_str(), "script" | "style" | "title" | "textarea") {
            let closing = format!("</{name}");
            let at = find_ignoring_case(self.rest, &closing).unwrap_or(self.rest.len());
            self.cut(at);
        }
        Piece::Open { name, attributes: &inside[name_end..] }
    }
}

/// Where a tag ends, quotes respected.
fn tag_end(tag: &str) -> usize {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate().skip(1) {
        match (byte, quote) {
            (b'"' | b'\'', None) => quote = Some(byte),
            (_, Some(open)) if byte == open => quote = None,
            (b'>', None) => return at + 1,
            _ => {}
        }
    }
    tag.len()
}

fn find_ignoring_case(text: &str, wanted: &str) -> Option<usize> {
    text.as_bytes().windows(wanted.len()).position(|window| window.eq_ignore_ascii_case(wanted.as_bytes()))
}

/// The value of an attribute as a number.
pub(super) fn number_of(attributes: &str, name: &str) -> Option<u32> {
    let at = find_ignoring_case(attributes, name)?;
    let value = attributes[at + name.len()..].trim_start().strip_prefix('=')?;
    let value = value.trim_start().trim_start_matches(['"', '\'']);
    let digits = value.bytes().take_while(u8::is_ascii_digit).take(6).count();
    value[..digits].parse().ok()
}

/// Entities of gradebook pages resolved; unknown ones stay as they are.
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|b| b == b';');
        match end.and_then(|end| Some((entity(&rest[1..end])?, end))) {
            Some((character, end)) => {
                plain.push(character);
                rest = &rest[end + 1..];
            }
            None => {
                plain.push('&');
                rest = &rest[1..];
            }
        }
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

fn entity(name: &str) -> Option<char> {
    if let Some(code) = name.strip_prefix('#') {
        let number = match code.strip_prefix(['x', 'X']) {
            Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
            None => code.parse().ok()?,
        };
        return char::from_u32(number);
    }
    Some(match name {
        "nbsp" => '\u{a0}',
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "laquo" => '«',
        "raquo" => '»',
        "ndash" => '–',
        "mdash" => '—',
        "shy" => '\u{ad}',
        "hellip" => '…',
        "bull" => '•',
        "middot" => '·',
        "times" => '×',
        _ => return None,
    })
}
