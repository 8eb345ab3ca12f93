//! Text that may stand in a document: whatever a person typed, without characters that no document can hold.

use std::fmt;

use serde::Serialize;

/// Words for a document. Control characters and other characters illegal in XML are dropped when it is made; a line
/// break stays a line break. It is text in every output: never markup, never code.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Text(String);

impl Text {
    /// The words.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing to read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.trim().is_empty()
    }
}

impl fmt::Display for Text {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl From<&str> for Text {
    fn from(words: &str) -> Self {
        if words.chars().all(is_printable) {
            return Self(words.to_owned());
        }
        let words = words.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}'], "\n");
        let words = words.replace('\t', " ");
        Self(words.chars().filter(|letter| *letter == '\n' || is_printable(*letter)).collect())
    }
}

impl From<String> for Text {
    fn from(words: String) -> Self {
        Self::from(words.as_str())
    }
}

impl From<&String> for Text {
    fn from(words: &String) -> Self {
        Self::from(words.as_str())
    }
}

/// Not a control character, not a non-character, and not a sign that turns the writing direction around.
fn is_printable(letter: char) -> bool {
    !letter.is_control()
        && !matches!(letter, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        && !matches!(letter, '\u{fdd0}'..='\u{fdef}')
        && u32::from(letter) & 0xfffe != 0xfffe
}

/// Text written out for XML and HTML.
pub(crate) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            _ => safe.push(letter),
        }
    }
    safe
}
