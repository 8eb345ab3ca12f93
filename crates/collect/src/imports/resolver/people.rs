use chrono::NaiveDate;
use roster::classes::queries::ClassGroup;
use roster::staff::queries::StaffMember;
use roster::students::queries::{Enrolment, Student};
use school::{PersonName, has_latin_lookalikes};
use store::new_id;

use super::{Found, Resolver, tidy};
use crate::imports::finding::{Answer, Place};
use crate::imports::labels;
use crate::imports::matching::{Known, Match, match_name};
use crate::imports::queries::Spelling;

impl Resolver<'_> {
    /// The student of a written name in a class.
    pub(crate) fn student(&mut self, written: &str, class: usize, place: &Place) -> Found<i64> {
        let spelling = Spelling { text: tidy(written), class_group_id: self.world.classes[class].id };
        if let Some(found) = self.students.get(&spelling) {
            if let Found::Waiting(key) = found {
                self.findings.ask_again(key, 1);
            }
            return found.clone();
        }
        let found = self.find_student(&spelling, class, place);
        self.students.insert(spelling, found.clone());
        found
    }

    /// The class of a written name, or, where the file names none, the class that the student is in this year.
    pub(crate) fn class_of(
        &mut self,
        (student, place): (&str, &Place),
        (class, class_at): (&str, &Place),
    ) -> Found<usize> {
        if !class.trim().is_empty() {
            return self.class(class, class_at);
        }
        let of_year = self.world.rolls.values().flatten();
        let found = match match_name(&tidy(student), of_year) {
            Match::One(id) => self.class_this_year(id),
            Match::Perhaps(_) | Match::Nobody => None,
        };
        match found {
            Some(class) => Found::Id(class),
            None => {
                self.error("no_class", place, student, labels::no_class(student));
                Found::Out
            }
        }
    }

    fn class_this_year(&self, id: i64) -> Option<usize> {
        let stays = self.world.stays.get(&id)?;
        let stay = stays.iter().rfind(|stay| stay.school_year == self.world.year.0)?;
        let classes = &self.world.classes;
        classes.iter().position(|class| class.id == stay.class_group_id)
    }

    /// The name of a student, known or to be made.
    pub(crate) fn student_name(&self, id: i64) -> String {
        let known = self.world.students.get(&id);
        known.map_or_else(String::new, |student| student.name().full())
    }

    /// The name of a subject, known or to be made.
    pub(crate) fn subject_name(&self, id: i64) -> String {
        let made = self.made.subjects.iter().find(|subject| subject.id == id);
        let name = made.map(|subject| subject.name.as_str());
        name.unwrap_or_else(|| self.world.subject_name(id)).to_owned()
    }

    /// The student of a list that tells dates of birth: they tell namesakes apart.
    pub(crate) fn student_born(
        &mut self,
        written: &str,
        born: Option<NaiveDate>,
        class: usize,
        place: &Place,
    ) -> Found<i64> {
        let Some(born) = born else {
            return self.student(written, class, place);
        };
        let text = tidy(written);
        let class_id = self.world.classes[class].id;
        let roll = self.world.rolls.get(&class_id).into_iter().flatten();
        let exactly: Vec<(i64, Option<NaiveDate>)> = roll
            .filter(|known| match_name(&text, std::iter::once(*known)) == Match::One(known.id))
            .map(|known| (known.id, self.born(known.id)))
            .collect();
        let same: Vec<i64> = exactly.iter().filter(|(_, known)| *known == Some(born)).map(|(id, _)| *id).collect();
        let moved = if exactly.is_empty() && self.create_people { self.in_another_class(&text, born) } else { None };
        if let Some(id) = moved {
            self.enrol(id, class);
            return Found::Id(id);
        }
        match (same.as_slice(), exactly.as_slice()) {
            ([id], _) | ([], [(id, None)]) => Found::Id(*id),
            ([], [_, ..]) if self.create_people && exactly.iter().all(|(_, known)| known.is_some()) => {
                match PersonName::parse(&text) {
                    Ok(name) => {
                        let id = self.make_student(name, class, place);
                        self.set_born(id, born);
                        Found::Id(id)
                    }
                    Err(_) => Found::Out,
                }
            }
            _ => {
                let found = self.student(written, class, place);
                if let Found::Id(id) = found
                    && self.made.students.iter().any(|made| made.id == id)
                {
                    self.set_born(id, born);
                }
                found
            }
        }
    }

    /// The one student of another class with exactly this name and date of birth who is in no class this year yet: a tenth
    /// year is put together from several classes, and a class may change its letter.
    fn in_another_class(&self, text: &str, born: NaiveDate) -> Option<i64> {
        let is_same = |known: &&Known| {
            match_name(text, std::iter::once(*known)) == Match::One(known.id) && self.born(known.id) == Some(born)
        };
        let same: Vec<i64> = self.world.everybody.iter().filter(is_same).map(|known| known.id).collect();
        match same.as_slice() {
            [id] if !self.is_here_this_year(*id) => Some(*id),
            _ => None,
        }
    }

    fn born(&self, id: i64) -> Option<NaiveDate> {
        self.world.students.get(&id).and_then(|student| student.birth_on)
    }

    fn set_born(&mut self, id: i64, born: NaiveDate) {
        let made = self.made.students.iter_mut().find(|made| made.id == id);
        let known = self.world.students.get_mut(&id);
        for student in made.into_iter().chain(known) {
            student.birth_on = Some(born);
        }
    }

    fn find_student(&mut self, spelling: &Spelling, class: usize, place: &Place) -> Found<i64> {
        if let Some(id) = self.world.remembered.get(spelling) {
            return Found::Id(*id);
        }
        let name = match PersonName::parse(&spelling.text) {
            Ok(name) => name,
            Err(refusal) => {
                let message = refusal.to_string();
                self.error("student_unreadable", place, &spelling.text, message);
                return Found::Out;
            }
        };
        let empty = Vec::new();
        let roll = self.world.rolls.get(&spelling.class_group_id).unwrap_or(&empty);
        let candidates = match match_name(&spelling.text, roll.iter()) {
            Match::One(id) => return Found::Id(id),
            Match::Perhaps(ids) => ids,
            Match::Nobody => match self.beyond_the_class(&spelling.text, class) {
                Beyond::Promoted(id) if self.create_people => {
                    self.enrol(id, class);
                    return Found::Id(id);
                }
                Beyond::Promoted(id) => vec![id],
                Beyond::Perhaps(ids) => ids,
            },
        };
        if candidates.is_empty() && self.create_people {
            return Found::Id(self.make_student(name, class, place));
        }
        let question = labels::unknown_student(&self.world, spelling, class, &candidates, place);
        let key = question.key.clone();
        match self.findings.ask(self.decisions, question) {
            Some(Answer::Create) => Found::Id(self.make_student(name, class, place)),
            Some(Answer::Use(id)) => {
                self.made.names.push((spelling.clone(), id));
                if !self.is_here_this_year(id) {
                    self.enrol(id, class);
                }
                Found::Id(id)
            }
            Some(_) => Found::Out,
            None => Found::Waiting(key),
        }
    }

    /// Looks for a name outside the class: the same class a year ago, or anywhere.
    fn beyond_the_class(&self, written: &str, class: usize) -> Beyond {
        let class = &self.world.classes[class];
        let ids = match match_name(written, self.world.everybody.iter()) {
            Match::Nobody => return Beyond::Perhaps(Vec::new()),
            Match::Perhaps(ids) => return Beyond::Perhaps(self.still_possible(ids, class)),
            Match::One(id) => id,
        };
        let before = self.world.stays.get(&ids).and_then(|stays| stays.last());
        let promoted = before.is_some_and(|stay| {
            stay.school_year == class.school_year - 1
                && stay.year_group == class.year_group - 1
                && stay.letter == class.letter
        });
        if promoted { Beyond::Promoted(ids) } else { Beyond::Perhaps(self.still_possible(vec![ids], class)) }
    }

    /// Of people known by a like name, those whose age does not forbid it: not more than three year groups off the
    /// class they would be in by now.
    fn still_possible(&self, ids: Vec<i64>, class: &ClassGroup) -> Vec<i64> {
        let fits = |id: &i64| {
            let stays = self.world.stays.get(id);
            stays.and_then(|stays| stays.last()).is_none_or(|stay| {
                let expected = stay.year_group + class.school_year - stay.school_year;
                (expected - class.year_group).abs() <= 3
            })
        };
        ids.into_iter().filter(fits).collect()
    }

    fn is_here_this_year(&self, id: i64) -> bool {
        let stays = self.world.stays.get(&id);
        stays.is_some_and(|stays| stays.iter().any(|stay| stay.school_year == self.world.year.0))
    }

    pub(crate) fn make_student(&mut self, name: PersonName, class: usize, place: &Place) -> i64 {
        let id = new_id();
        let full = name.full();
        if has_latin_lookalikes(&full) {
            self.warn("name_spelling", place, &full, labels::latin_letters(&full));
        }
        let known = Known::new(id, name.clone());
        self.world.everybody.push(known.clone());
        self.roll(class).push(known);
        let student = Student {
            id,
            surname: name.surname,
            given_name: name.given_name,
            patronymic: name.patronymic,
            source_row: place.row.map(i64::from),
            ..Student::default()
        };
        self.world.students.insert(id, student.clone());
        self.made.students.push(student);
        self.enrol_from(id, class, self.year_starts_on());
        id
    }

    fn roll(&mut self, class: usize) -> &mut Vec<Known> {
        let id = self.world.classes[class].id;
        self.world.rolls.entry(id).or_default()
    }

    fn enrol(&mut self, id: i64, class: usize) {
        if let Some(known) = self.world.everybody.iter().find(|known| known.id == id) {
            let known = known.clone();
            self.roll(class).push(known);
        }
        self.enrol_from(id, class, self.year_starts_on());
    }

    pub(crate) fn enrol_from(&mut self, student_id: i64, class: usize, from_on: NaiveDate) {
        self.made.stays.push(Enrolment {
            id: new_id(),
            student_id,
            class_group_id: self.world.classes[class].id,
            from_on,
            until_on: None,
            batch_id: None,
        });
    }

    /// The member of staff of a written name.
    pub(crate) fn staff(&mut self, written: &str, place: &Place) -> Found<i64> {
        let text = tidy(written);
        if let Some(found) = self.staff.get(&text) {
            if let Found::Waiting(key) = found {
                self.findings.ask_again(key, 1);
            }
            return found.clone();
        }
        let found = self.find_staff(&text, place);
        self.staff.insert(text, found.clone());
        found
    }

    /// The member of staff of a list: a date of birth or a position tells known namesakes apart.
    pub(crate) fn staff_of_list(
        &mut self,
        written: &str,
        (born, position): (Option<NaiveDate>, Option<&str>),
        place: &Place,
    ) -> Found<i64> {
        let text = tidy(written);
        let is_name = |known: &&Known| match_name(&text, std::iter::once(*known)) == Match::One(known.id);
        let ids: Vec<i64> = self.world.staff_names.iter().filter(is_name).map(|known| known.id).collect();
        let known = self.world.staff.iter().filter(|member| ids.contains(&member.id));
        let known: Vec<&StaffMember> = known.collect();
        if known.len() > 1 {
            let born_so: Vec<_> = known.iter().filter(|one| born.is_some() && one.birth_on == born).collect();
            let may_be = |one: &&&StaffMember| born.is_none() || one.birth_on.is_none();
            let placed_so: Vec<_> =
                known.iter().filter(may_be).filter(|one| position == Some(one.position.as_str())).collect();
            for found in [born_so, placed_so] {
                if let [one] = found.as_slice() {
                    return Found::Id(one.id);
                }
            }
        }
        self.staff(written, place)
    }

    /// Somebody with the name of another: a person has said so.
    pub(crate) fn make_namesake(&mut self, written: &str, place: &Place) -> Option<i64> {
        PersonName::parse(&tidy(written)).ok().map(|name| self.make_staff(name, place))
    }

    fn find_staff(&mut self, text: &str, place: &Place) -> Found<i64> {
        let spelling = Spelling { text: text.to_owned(), class_group_id: 0 };
        if let Some(id) = self.world.remembered.get(&spelling) {
            return Found::Id(*id);
        }
        let Ok(name) = PersonName::parse(text) else {
            self.warn("staff_unreadable", place, text, labels::staff_unreadable(text));
            return Found::Out;
        };
        let candidates = match match_name(text, self.world.staff_names.iter()) {
            Match::One(id) => return Found::Id(id),
            Match::Perhaps(ids) => ids,
            Match::Nobody if self.create_people => {
                return Found::Id(self.make_staff(name, place));
            }
            Match::Nobody => Vec::new(),
        };
        let question = labels::unknown_staff(&self.world, text, &candidates, place);
        let key = question.key.clone();
        match self.findings.ask(self.decisions, question) {
            Some(Answer::Create) => Found::Id(self.make_staff(name, place)),
            Some(Answer::Use(id)) => {
                self.made.names.push((spelling, id));
                Found::Id(id)
            }
            Some(_) => Found::Out,
            None => Found::Waiting(key),
        }
    }

    fn make_staff(&mut self, name: PersonName, place: &Place) -> i64 {
        let id = new_id();
        self.world.staff_names.push(Known::new(id, name.clone()));
        self.made.staff.push(StaffMember {
            id,
            surname: name.surname,
            given_name: name.given_name,
            patronymic: name.patronymic,
            staff_kind: "pedagogical".to_owned(),
            source_row: place.row.map(i64::from),
            ..StaffMember::default()
        });
        id
    }
}

enum Beyond {
    Promoted(i64),
    Perhaps(Vec<i64>),
}
