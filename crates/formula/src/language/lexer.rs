//! Text to tokens.

use std::ops::Range;

use crate::complaint::Fault;
use crate::exact::{Exact, read_exact};

use super::MOST_BYTES;

/// A piece of a formula.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece {
    Number(Exact),
    Text(String),
    Name(String),
    /// `[code]`
    Reference(String),
    Symbol(&'static str),
    End,
}

/// A piece with its bytes.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) piece: Piece,
    pub(super) span: Range<usize>,
}

const SYMBOLS: [&str; 15] = ["<=", ">=", "!=", "<>", "=", "<", ">", "+", "-", "*", "/", "(", ")", ",", "≠"];

/// All tokens, ended by `End`.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, Fault> {
    if text.len() > MOST_BYTES {
        return Err(Fault::new(0..0, format!("формула длиннее {MOST_BYTES} байт")));
    }
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let (piece, length) = one(&text[at..], first)
            .map_err(|fault| Fault::new(at + fault.span.start..at + fault.span.end, fault.text))?;
        tokens.push(Token { piece, span: at..at + length });
        at += length;
    }
    tokens.push(Token { piece: Piece::End, span: text.len()..text.len() });
    Ok(tokens)
}

fn one(rest: &str, first: char) -> Result<(Piece, usize), Fault> {
    if first.is_ascii_digit() {
        return number(rest);
    }
    if first.is_alphabetic() || first == '_' {
        let length = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
        return Ok((Piece::Name(rest[..length].to_owned()), length));
    }
    if first == '"' {
        return enclosed(rest, '"', "строка не закрыта кавычкой").map(|(text, length)| (Piece::Text(text), length));
    }
    if first == '[' {
        let (code, length) = enclosed(rest, ']', "код показателя не закрыт скобкой «]»")?;
        return Ok((Piece::Reference(code.trim().to_owned()), length));
    }
    for symbol in SYMBOLS {
        if rest.starts_with(symbol) {
            let canonical = if matches!(symbol, "<>" | "≠") { "!=" } else { symbol };
            return Ok((Piece::Symbol(canonical), symbol.len()));
        }
    }
    Err(Fault::new(0..first.len_utf8(), format!("непонятный знак «{first}»")))
}

fn number(rest: &str) -> Result<(Piece, usize), Fault> {
    let mut length = rest.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(rest.len());
    if rest[length..].starts_with('%') {
        length += 1;
    }
    read_exact(&rest[..length])
        .map(|value| (Piece::Number(value), length))
        .ok_or_else(|| Fault::new(0..length, "число не прочитано: нужны не больше 15 цифр и одна точка"))
}

fn enclosed(rest: &str, closing: char, unclosed: &str) -> Result<(String, usize), Fault> {
    match rest[1..].find([closing, '\n']) {
        Some(end) if rest[1 + end..].starts_with(closing) => Ok((rest[1..=end].to_owned(), end + 2)),
        _ => Err(Fault::new(0..1, unclosed)),
    }
}
