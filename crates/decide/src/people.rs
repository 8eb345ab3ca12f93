//! How people are named in decisions and chosen in their forms.

use roster::staff::queries::StaffMember;
use school::PersonName;
use web::forms::Fields;
use web::ui::Choice;

/// Somebody named in a paper: perhaps of the staff list, always in the words of the day it was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Named {
    /// the member of staff, if it is one of the list
    pub staff_id: Option<i64>,
    /// «Иванова А. П., учитель»
    pub name: String,
}

impl Named {
    /// A member of staff as papers name one.
    #[must_use]
    pub fn of(member: &StaffMember) -> Self {
        Self { staff_id: Some(member.id), name: named(member) }
    }

    /// «Иванова А. П.»
    #[must_use]
    pub fn person(&self) -> &str {
        self.name.split_once(", ").map_or(self.name.as_str(), |(person, _)| person)
    }

    /// «А. П. Иванова», as a signature is written.
    #[must_use]
    pub fn signature(&self) -> String {
        PersonName::parse(self.person()).map_or_else(|_| self.person().to_owned(), |name| name.initials_first())
    }

    /// Whether nobody is named.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.name.trim().is_empty()
    }
}

/// «Иванова А. П., учитель».
pub(crate) fn named(member: &StaffMember) -> String {
    let name = member.name().with_initials();
    if member.position.is_empty() { name } else { format!("{name}, {}", small(&member.position)) }
}

/// The same words with the post beginning with a small letter, as it stands inside a sentence.
pub(crate) fn with_small_post(responsible: &str) -> String {
    match responsible.split_once(", ") {
        Some((name, post)) => format!("{name}, {}", small(post)),
        None => responsible.to_owned(),
    }
}

/// The words with a small first letter; an abbreviation stays as it is.
pub(crate) fn small(post: &str) -> String {
    let mut letters = post.trim().chars();
    let (Some(first), rest) = (letters.next(), letters.as_str()) else { return String::new() };
    if rest.chars().next().is_some_and(char::is_uppercase) {
        return post.trim().to_owned();
    }
    first.to_lowercase().chain(rest.chars()).collect()
}

/// Those who work here, as a form offers them.
pub(crate) fn choices(people: &[StaffMember]) -> Vec<Choice> {
    people.iter().filter(|one| one.left_on.is_none()).map(|one| Choice::new(one.id, named(one))).collect()
}

/// Who was chosen in the list `staff_field`, or typed into `typed_field`.
pub(crate) fn chosen(fields: &mut Fields, (staff_field, typed_field): (&str, &str), people: &[StaffMember]) -> Named {
    let staff_id = fields.id_if_any(staff_field);
    let known = people.iter().find(|member| Some(member.id) == staff_id);
    known.map_or_else(|| Named { staff_id: None, name: fields.get(typed_field).to_owned() }, Named::of)
}

/// The fields of [`chosen`] as they come to a form.
pub(crate) fn with_chosen(fields: Fields, (staff_field, typed_field): (&str, &str), named: &Named) -> Fields {
    match named.staff_id {
        Some(id) => fields.with(staff_field, id).with(typed_field, ""),
        None => fields.with(staff_field, "").with(typed_field, &named.name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_post_inside_a_sentence_begins_small() {
        let table = [
            ("Иванова А. П., Учитель математики", "Иванова А. П., учитель математики"),
            ("Иванова А. П., ИТ-специалист", "Иванова А. П., ИТ-специалист"),
            ("Иванова А. П.", "Иванова А. П."),
            ("Иванова А. П., учитель, Методист", "Иванова А. П., учитель, Методист"),
        ];
        for (written, wanted) in table {
            assert_eq!(with_small_post(written), wanted);
        }
    }

    #[test]
    fn a_signature_has_the_initials_first() {
        let named = |name: &str| Named { staff_id: None, name: name.to_owned() };
        assert_eq!(named("Иванова А. П., учитель").signature(), "А. П. Иванова");
        assert_eq!(named("родители").signature(), "родители");
    }
}
