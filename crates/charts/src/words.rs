//! Room for words: widths of text without a font at hand, wrapping and shortening.

/// Width of a text in pixels, estimated from the advance widths of PT Sans; a little generous.
pub(crate) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(advance).sum::<f64>() * size
}

fn advance(letter: char) -> f64 {
    match letter {
        'Ш' | 'Щ' | 'Ю' | 'Ж' | 'Ы' | 'Ф' | 'М' | 'W' | 'M' | '%' | 'щ' | 'ш' | 'ю' | 'ж' => 0.86,
        'м' | 'ы' | 'ф' | 'm' | 'w' => 0.70,
        '.' | ',' | ':' | ';' | '!' | '|' | '\'' | 'i' | 'l' | 'j' | 'I' | ' ' | '\u{a0}' | '(' | ')' | '·' => 0.30,
        'г' | 'т' | 'з' | 'с' | 'r' | 't' | 'f' | '-' | '/' | '«' | '»' => 0.46,
        '0'..='9' => 0.555,
        '—' => 1.0,
        _ if letter.is_uppercase() => 0.67,
        _ => 0.555,
    }
}

/// The text in at most `lines` lines of the given width; what does not fit ends in «…».
pub(crate) fn wrap(text: &str, room: f64, size: f64, lines: usize) -> Vec<String> {
    let mut wrapped: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match wrapped.last_mut() {
            Some(line) if width(line, size) + width(" ", size) + width(word, size) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => wrapped.push(word.to_owned()),
        }
    }
    if wrapped.len() > lines {
        let rest = wrapped.split_off(lines.saturating_sub(1)).join(" ");
        wrapped.push(rest);
    }
    wrapped.iter().map(|line| shorten(line, room, size)).collect()
}

/// The text cut to a width, with «…» when something was cut.
pub(crate) fn shorten(text: &str, room: f64, size: f64) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    for letter in text.chars() {
        if width(&kept, size) + (advance(letter) + 0.8) * size > room {
            break;
        }
        kept.push(letter);
    }
    format!("{}…", kept.trim_end())
}

/// A name at the left of a row: one line, or two smaller ones, with the size they are to be written in.
pub(crate) fn row_label(text: &str, room: f64, size: f64) -> (Vec<String>, f64) {
    if width(text, size) <= room {
        return (vec![text.to_owned()], size);
    }
    (wrap(text, room, size - 1.5, 2), size - 1.5)
}

/// The widest of several texts.
pub(crate) fn widest<'a>(texts: impl Iterator<Item = &'a str>, size: f64) -> f64 {
    texts.map(|text| width(text, size)).fold(0.0, f64::max)
}
