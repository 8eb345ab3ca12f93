//! A text about classes in pieces. Pure.

/// What a piece is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Number(u8),
    /// letters, as they are written
    Word(String),
    Dash,
    /// a comma or another sign between two things
    Break,
}

/// A piece of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) token: Token,
    /// whether it follows the piece before without a space
    pub(super) is_glued: bool,
}

impl Piece {
    /// The word in lower case.
    pub(super) fn word(&self) -> Option<String> {
        match &self.token {
            Token::Word(word) => Some(word.to_lowercase()),
            _ => None,
        }
    }
}

/// The text in pieces; `None` when there is a sign in it that has no business among classes.
pub(super) fn pieces(text: &str) -> Option<Vec<Piece>> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut is_glued = false;
    let mut rest = text.trim();
    while let Some(first) = rest.chars().next() {
        let same: fn(char) -> bool = match first {
            _ if first.is_ascii_digit() => |letter| letter.is_ascii_digit(),
            _ if first.is_alphabetic() => char::is_alphabetic,
            _ => |_| false,
        };
        let length = rest.find(|letter| !same(letter)).unwrap_or(rest.len()).max(first.len_utf8());
        let (piece, after) = rest.split_at(length);
        rest = after;
        let token = match first {
            '\n' | ',' | ';' | '.' | '/' | '+' | '&' => Token::Break,
            _ if first.is_whitespace() => {
                is_glued = false;
                continue;
            }
            '"' | '\'' | '«' | '»' | '“' | '”' | '„' | '(' | ')' => continue,
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' => Token::Dash,
            _ if first.is_ascii_digit() => Token::Number(piece.parse().ok()?),
            _ if first.is_alphabetic() => Token::Word(piece.to_owned()),
            _ => return None,
        };
        pieces.push(Piece { token, is_glued });
        is_glued = true;
    }
    Some(pieces)
}
