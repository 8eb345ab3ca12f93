use roster::subjects::usual_subject;
use school::{has_latin_lookalikes, name_key};
use store::new_id;

use super::{Found, Resolver};
use crate::imports::finding::{Answer, Place};
use crate::imports::labels;
use crate::imports::made::NewSubject;

impl Resolver<'_> {
    /// The subject of a written name.
    pub(crate) fn subject(&mut self, written: &str, place: &Place) -> Found<i64> {
        if let Some(found) = self.subjects.get(written) {
            if let Found::Waiting(key) = found {
                self.findings.ask_again(key, 1);
            }
            return found.clone();
        }
        let found = self.find_subject(written, place);
        self.subjects.insert(written.to_owned(), found.clone());
        found
    }

    fn find_subject(&mut self, written: &str, place: &Place) -> Found<i64> {
        if has_latin_lookalikes(written) {
            self.warn("subject_spelling", place, written, labels::latin_letters(written));
        }
        if let Some(id) = self.made_subject(written).or(self.world.index.find(written)) {
            return Found::Id(id);
        }
        let whole = labels::undivided_subject(written);
        if let Some(whole) = &whole {
            self.warn("subject_split", place, written, labels::subject_split(written, whole));
        }
        let join = whole.as_deref().and_then(|whole| self.known_subject(whole));
        let question = labels::unknown_subject(written, whole.as_deref(), join, &self.world.subjects, place);
        let key = question.key.clone();
        let asked = if self.create_missing && whole.is_none() {
            Some(Answer::Create)
        } else {
            self.findings.ask(self.decisions, question)
        };
        match asked {
            Some(Answer::Create) => Found::Id(self.make_subject(written)),
            Some(Answer::Use(id)) => Found::Id(self.alias(id, written)),
            Some(Answer::Join) => {
                let whole = whole.unwrap_or_else(|| written.to_owned());
                let id = join.unwrap_or_else(|| self.make_subject(&whole));
                Found::Id(self.alias(id, written))
            }
            Some(_) => Found::Out,
            // A subject split by sex comes in as it is written, as long as nobody has joined the halves.
            None if self.create_missing => Found::Id(self.make_subject(written)),
            None => Found::Waiting(key),
        }
    }

    fn known_subject(&self, name: &str) -> Option<i64> {
        let usual = usual_subject(name).map_or(name, |usual| usual.name);
        self.made_subject(usual).or(self.world.index.find(usual))
    }

    fn made_subject(&self, name: &str) -> Option<i64> {
        let key = name_key(name);
        let made = self.made.subjects.iter();
        let by_name = made.filter(|subject| name_key(&subject.name) == key).map(|subject| subject.id);
        let aliases = self.made.aliases.iter();
        let by_alias = aliases.filter(|(_, alias)| name_key(alias) == key).map(|(id, _)| *id);
        by_name.chain(by_alias).next()
    }

    fn alias(&mut self, id: i64, written: &str) -> i64 {
        self.made.aliases.push((id, written.to_owned()));
        id
    }

    /// Makes the subject: a usual one under its usual name and with its usual further names, another as it is written.
    fn make_subject(&mut self, written: &str) -> i64 {
        let usual = usual_subject(written);
        let name = usual.map_or(written.trim(), |usual| usual.name);
        if let Some(id) = self.made_subject(name).or(self.world.index.find(name)) {
            return self.alias(id, written);
        }
        let id = new_id();
        let subject = NewSubject {
            id,
            name: name.to_owned(),
            short_name: usual.map_or_else(|| labels::short_name(name), |usual| usual.short_name.to_owned()),
            is_marked: usual.is_none_or(|usual| usual.is_marked),
        };
        self.made.subjects.push(subject);
        for alias in usual.map_or(&[][..], |usual| usual.aliases) {
            self.alias(id, alias);
        }
        id
    }
}
