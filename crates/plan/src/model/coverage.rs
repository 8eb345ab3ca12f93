//! Which classes «5, 6», «5-е классы», «8А, 8Б» or «2–4, кроме 3А» mean. Pure.
//!
//! A text is understood as a whole or not at all: what is half understood would accuse the wrong classes and pass over the
//! right ones.

mod tokens;

#[cfg(test)]
mod tests;

use school::ClassName;

use super::labels::classes as words;
use tokens::{Piece, Token, pieces};

/// A class of the year.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClassFact {
    /// its year group
    pub year_group: u8,
    /// «8А»; a whole year group is «8»
    pub name: String,
}

/// The classes that a text of the cyclogram names, in order; `None` when it names none, or when a piece of it is not
/// understood. A year group of which no class is known counts as one class.
#[must_use]
pub fn covered(text: &str, known: &[ClassFact]) -> Option<Vec<ClassFact>> {
    let all = pieces(text)?;
    let is_except = |piece: &Piece| piece.word().is_some_and(|word| words::is_except(&word));
    let found = match all.iter().position(is_except) {
        None => Reader::new(&all, known).read()?,
        Some(at) => {
            let opens =
                at.checked_sub(1).and_then(|before| all[before].word()).is_some_and(|w| words::opens_except(&w));
            let found = Reader::new(&all[..at - usize::from(opens)], known).read()?;
            without(found, &Reader::new(&all[at + 1..], known).read()?)?
        }
    };
    (!found.is_empty()).then_some(found)
}

/// The rest; `None` where a single class is to be taken out of a year group whose classes nobody knows.
fn without(mut found: Vec<ClassFact>, taken: &[ClassFact]) -> Option<Vec<ClassFact>> {
    let stands_for = |whole: &ClassFact, one: &ClassFact| whole.name == one.year_group.to_string() && whole != one;
    if taken.iter().any(|one| found.iter().any(|whole| stands_for(whole, one))) {
        return None;
    }
    found.retain(|class| !taken.contains(class));
    Some(found)
}

/// What stands after a number.
enum Ending {
    Nothing,
    Ordinal,
    Letters(String),
}

struct Reader<'a> {
    pieces: &'a [Piece],
    at: usize,
    known: &'a [ClassFact],
    found: Vec<ClassFact>,
    /// the year group of the lettered class just read: «5А, Б»
    lettered: Option<u8>,
    is_all: bool,
}

impl<'a> Reader<'a> {
    fn new(pieces: &'a [Piece], known: &'a [ClassFact]) -> Self {
        Self { pieces, at: 0, known, found: Vec::new(), lettered: None, is_all: false }
    }

    fn read(mut self) -> Option<Vec<ClassFact>> {
        while let Some(piece) = self.pieces.get(self.at) {
            self.at += 1;
            match &piece.token {
                Token::Break => {}
                Token::Number(number) => self.numbered(*number)?,
                Token::Word(_) => self.worded(&piece.word()?)?,
                Token::Dash => self.pieces.get(self.at).is_none().then_some(())?,
            }
        }
        if self.is_all && self.found.is_empty() {
            self.found = self.known.to_vec();
        }
        self.found.sort();
        self.found.dedup();
        Some(self.found)
    }

    fn worded(&mut self, word: &str) -> Option<()> {
        if words::is_and(word) || words::is_plain(word) || (words::is_school(word) && (self.is_all || self.at > 1)) {
            return Some(());
        }
        if words::is_all(word) {
            self.is_all = true;
            return Some(());
        }
        if let Some(groups) = words::level(word) {
            return groups.into_iter().try_for_each(|group| self.whole_group(group));
        }
        if words::is_from(word) {
            let from = self.number()?;
            let until = self.next_word()?;
            words::is_until(&until).then_some(())?;
            let until = self.number()?;
            return self.range(from, until);
        }
        let group = self.lettered.filter(|_| word.chars().count() == 1)?;
        self.letters(group, word)
    }

    /// A number with an ordinal ending that says nothing.
    fn number(&mut self) -> Option<u8> {
        let Token::Number(number) = self.pieces.get(self.at)?.token else { return None };
        self.at += 1;
        matches!(self.ending(number), Ending::Nothing | Ending::Ordinal).then_some(number)
    }

    fn next_word(&mut self) -> Option<String> {
        let word = self.pieces.get(self.at)?.word()?;
        self.at += 1;
        Some(word)
    }

    fn numbered(&mut self, group: u8) -> Option<()> {
        (1..=11).contains(&group).then_some(())?;
        match self.ending(group) {
            Ending::Letters(letters) => self.letters(group, &letters),
            Ending::Nothing | Ending::Ordinal => match self.pieces.get(self.at..self.at + 2) {
                Some([dash, number]) if dash.token == Token::Dash && matches!(number.token, Token::Number(_)) => {
                    self.at += 1;
                    let until = self.number()?;
                    self.range(group, until)
                }
                _ => self.whole_group(group),
            },
        }
    }

    /// Reads over what belongs to the number before: a letter of a class, or the ending of an ordinal.
    fn ending(&mut self, group: u8) -> Ending {
        let has_dash = self.pieces.get(self.at).is_some_and(|piece| piece.token == Token::Dash);
        let at = self.at + usize::from(has_dash);
        let Some(Piece { token: Token::Word(written), is_glued }) = self.pieces.get(at) else { return Ending::Nothing };
        let word = written.to_lowercase();
        let (is_one, is_tied) = (word.chars().count() == 1, *is_glued || has_dash);
        let is_known = self.is_known(group, &word);
        let goes_on = self.pieces.get(at + 1).is_some_and(|next| !matches!(next.token, Token::Break));
        if !is_tied && (!is_one || (words::is_and(&word) && (goes_on || !is_known))) {
            return Ending::Nothing;
        }
        let is_lower = word == *written;
        let ending = if is_known && !(has_dash && is_lower && words::is_ordinal(&word)) {
            Ending::Letters(word)
        } else if words::is_ordinal(&word) {
            Ending::Ordinal
        } else if (is_one && (is_tied || !is_lower))
            || (is_tied && word.chars().count() <= 3 && !words::is_plain(&word))
        {
            Ending::Letters(word)
        } else {
            return Ending::Nothing;
        };
        self.at = at + 1;
        ending
    }

    fn is_known(&self, group: u8, letters: &str) -> bool {
        named(group, letters).is_some_and(|class| self.known.contains(&class))
    }

    /// «А» is one class, «АБВ» either a known class or three.
    fn letters(&mut self, group: u8, letters: &str) -> Option<()> {
        self.lettered = Some(group);
        if letters.chars().count() == 1 || self.is_known(group, letters) {
            self.found.push(named(group, letters)?);
            return Some(());
        }
        for letter in letters.chars() {
            self.is_known(group, &letter.to_string()).then_some(())?;
            self.found.push(named(group, &letter.to_string())?);
        }
        Some(())
    }

    /// «5–9», or the class «8-1» of a school that counts its classes; where it could be both, it is neither.
    fn range(&mut self, from: u8, until: u8) -> Option<()> {
        let counted = format!("{from}-{until}");
        let counted = self.known.iter().find(|class| class.name == counted).cloned();
        match counted {
            Some(class) if until < from => self.found.push(class),
            None if from <= until && until <= 11 => {
                (from..=until).try_for_each(|group| self.whole_group(group))?;
            }
            _ => return None,
        }
        Some(())
    }

    fn whole_group(&mut self, group: u8) -> Option<()> {
        (1..=11).contains(&group).then_some(())?;
        self.lettered = None;
        let before = self.found.len();
        self.found.extend(self.known.iter().filter(|class| class.year_group == group).cloned());
        if self.found.len() == before {
            self.found.push(ClassFact { name: group.to_string(), year_group: group });
        }
        Some(())
    }
}

fn named(group: u8, letters: &str) -> Option<ClassFact> {
    let name = ClassName::read(&format!("{group}{}", letters.to_uppercase())).ok()?.value;
    (!name.letter.is_empty()).then(|| ClassFact { year_group: name.year_group, name: name.to_string() })
}
