//! The part of a form that is the same for students and staff: name, date of birth, sex.

use std::ops::RangeInclusive;

use chrono::{Months, NaiveDate};
use school::PersonName;
use web::forms::Fields;
use web::ui::Choice;

use crate::labels;

/// What was typed about a person.
pub(crate) struct Typed {
    pub(crate) name: PersonName,
    pub(crate) birth_on: Option<NaiveDate>,
    pub(crate) sex: Option<String>,
}

/// Fills the fields of a form from what is known.
pub(crate) fn filled(name: &PersonName, birth_on: Option<NaiveDate>, sex: Option<&str>) -> Fields {
    Fields::empty()
        .with("surname", &name.surname)
        .with("given_name", &name.given_name)
        .with("patronymic", &name.patronymic)
        .with_date("birth_on", birth_on)
        .with("sex", sex.unwrap_or_default())
}

/// The choices of the field `sex`.
pub(crate) fn sexes() -> Vec<Choice> {
    vec![Choice::new("f", labels::FEMALE), Choice::new("m", labels::MALE)]
}

/// Reads the fields; what is wrong is said at the field. `ages` are the full years that such a person can have today.
pub(crate) fn read(fields: &mut Fields, today: NaiveDate, ages: RangeInclusive<u32>) -> Option<Typed> {
    let surname = name_part(fields, "surname", Some(labels::SURNAME_MISSING));
    let given_name = name_part(fields, "given_name", Some(labels::GIVEN_NAME_MISSING));
    let patronymic = name_part(fields, "patronymic", None);
    let birth_on = fields.date_if_any("birth_on");
    if birth_on.is_some_and(|born| !is_aged(born, today, &ages)) {
        fields.refuse("birth_on", labels::birth_impossible(&ages));
    }
    let sex = fields.choice_if_any("sex", |code| matches!(code, "f" | "m").then(|| code.to_owned()));
    let name = PersonName { surname: surname?, given_name: given_name?, patronymic: patronymic? };
    (!fields.has_errors()).then_some(Typed { name, birth_on, sex })
}

fn is_aged(born: NaiveDate, today: NaiveDate, ages: &RangeInclusive<u32>) -> bool {
    let years_ago = |years: u32| today.checked_sub_months(Months::new(years * 12)).unwrap_or_default();
    born <= years_ago(*ages.start()) && born > years_ago(ages.end() + 1)
}

fn name_part(fields: &mut Fields, field: &str, if_empty: Option<&str>) -> Option<String> {
    let part = match if_empty {
        Some(words) => fields.text(field, words)?,
        None => fields.text_if_any(field)?,
    };
    let is_of_names = |letter: char| letter.is_alphabetic() || matches!(letter, '-' | ' ' | '.' | '\'' | '’');
    if !part.chars().all(is_of_names) {
        fields.refuse(field, labels::NAME_NOT_LETTERS);
        return None;
    }
    Some(part.split_whitespace().collect::<Vec<_>>().join(" "))
}
