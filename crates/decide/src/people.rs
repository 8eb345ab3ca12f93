//! How people are named in decisions and chosen in their forms.

use roster::staff::queries::StaffMember;
use school::{PersonName, name_key};
use web::forms::Fields;
use web::ui::Choice;

use crate::labels;

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

    /// Whether both are the same person: by the staff list, or where it does not know them by name.
    #[must_use]
    pub fn is_same(&self, other: &Named) -> bool {
        match (self.staff_id, other.staff_id) {
            (Some(one), Some(two)) => one == two,
            _ => !self.is_empty() && name_key(self.person()) == name_key(other.person()),
        }
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

/// Who was chosen in the list `staff_field`, or typed into `typed_field`. A typed name of somebody on the staff list is that
/// person: a task without one reaches nobody. Where it may be several, the form asks which.
pub(crate) fn chosen(fields: &mut Fields, (staff_field, typed_field): (&str, &str), people: &[StaffMember]) -> Named {
    let staff_id = fields.id_if_any(staff_field);
    if let Some(known) = people.iter().find(|member| Some(member.id) == staff_id) {
        return Named::of(known);
    }
    let typed = fields.get(typed_field).to_owned();
    recognised(&typed, people).unwrap_or_else(|namesakes| {
        fields.refuse(typed_field, labels::namesakes(&typed, &namesakes));
        Named { staff_id: None, name: typed.clone() }
    })
}

/// Whom a typed name means: one of the staff list or somebody from outside.
///
/// # Errors
/// When it may be several people of the staff list: these.
pub(crate) fn recognised<'a>(typed: &str, people: &'a [StaffMember]) -> Result<Named, Vec<&'a StaffMember>> {
    let outside = Named { staff_id: None, name: typed.to_owned() };
    let (name, post) = typed.split_once(',').unwrap_or((typed, ""));
    let post = name_key(post.trim());
    if labels::OUTSIDERS.iter().any(|word| name_key(typed).contains(word)) {
        return Ok(outside);
    }
    let at_work: Vec<&StaffMember> = people.iter().filter(|member| member.left_on.is_none()).collect();
    let meant_by = |name: &str| at_work.iter().copied().filter(|member| means(name, member)).collect::<Vec<_>>();
    let mut meant = meant_by(name.trim());
    if meant.is_empty() {
        // «учитель Иванова А. П.»: a post in front is written small.
        let is_small = |word: &&str| word.chars().next().is_some_and(char::is_lowercase);
        meant = meant_by(&name.split_whitespace().skip_while(is_small).collect::<Vec<_>>().join(" "));
    }
    if meant.len() > 1 {
        let by_post: Vec<_> = meant.iter().copied().filter(|one| name_key(&one.position) == post).collect();
        meant = if by_post.len() == 1 { by_post } else { meant };
    }
    match meant.as_slice() {
        [] => Ok(outside),
        [one] => Ok(Named::of(one)),
        _ => Err(meant),
    }
}

/// Whether a name means this person: surname, and what else is written of the name, in full or as initials.
fn means(name: &str, member: &StaffMember) -> bool {
    let Ok(written) = PersonName::parse(name) else {
        let alone = name.trim_end_matches('.');
        return !alone.is_empty() && name_key(alone) == name_key(&member.surname);
    };
    let fits = |written: &str, known: &str| {
        let [written, known] = [written, known].map(name_key);
        let written = written.split(' ').next().unwrap_or_default().trim_end_matches('.').to_owned();
        let is_initial = written.chars().nth(1).is_none_or(|second| second == '.');
        written.is_empty() || written == known || (is_initial && written.chars().next() == known.chars().next())
    };
    name_key(&written.surname) == name_key(&member.surname)
        && fits(&written.given_name, &member.given_name)
        && fits(&written.patronymic, &member.patronymic)
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

    fn member(id: i64, name: [&str; 3], position: &str) -> StaffMember {
        let [surname, given_name, patronymic] = name.map(str::to_owned);
        StaffMember { id, surname, given_name, patronymic, position: position.to_owned(), ..StaffMember::default() }
    }

    #[test]
    fn a_typed_name_of_the_staff_list_is_that_person() {
        let mut gone = member(5, ["Ёлкина", "Инна", "Олеговна"], "Учитель");
        gone.left_on = "2024-08-31".parse().ok();
        let people = [
            member(1, ["Казакова", "Светлана", "Викторовна"], "Учитель физики"),
            member(2, ["Орлова", "Анна", "Васильевна"], "Методист"),
            member(3, ["Орлова", "Алла", "Вадимовна"], "Учитель"),
            member(4, ["Ёлкина", "Нина", "Петровна"], "Учитель"),
            gone,
        ];
        let table = [
            ("Казакова С.В.", Ok(Some(1))),
            ("казакова с. в., учитель", Ok(Some(1))),
            ("С. В. Казакова", Ok(Some(1))),
            ("завуч Казакова С.В.", Ok(Some(1))),
            ("Казакова Светлана Викторовна", Ok(Some(1))),
            ("Казакова С", Ok(Some(1))),
            ("Казакова", Ok(Some(1))),
            ("Елкина Н.П.", Ok(Some(4))),
            ("Ёлкина И. О.", Ok(None)),
            ("Казакова С. И.", Ok(None)),
            ("Казакова Софья Викторовна", Ok(None)),
            ("Казакова С. В., родитель", Ok(None)),
            ("ШМО учителей физики", Ok(None)),
            ("", Ok(None)),
            ("Орлова А.В.", Err(2)),
            ("Орлова А. В., методист", Ok(Some(2))),
            ("Орлова Алла", Ok(Some(3))),
        ];
        for (typed, wanted) in table {
            let found = recognised(typed, &people).map(|named| named.staff_id).map_err(|many| many.len());
            assert_eq!(found, wanted, "{typed}");
        }
    }
}
