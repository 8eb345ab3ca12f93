//! Whether a name in a file is somebody known. Only an exact name is; everything near it is a question for a person.

use school::{PersonName, name_key};

/// Somebody a name may be matched with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Known {
    pub(crate) id: i64,
    pub(crate) name: PersonName,
    pub(crate) key: String,
    surname_key: String,
}

impl Known {
    pub(crate) fn new(id: i64, name: PersonName) -> Self {
        Self { id, key: name_key(&name.full()), surname_key: name_key(&name.surname), name }
    }
}

/// What a name turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Match {
    /// Exactly this person.
    One(i64),
    /// Perhaps one of these: a person decides.
    Perhaps(Vec<i64>),
    /// Nobody known.
    Nobody,
}

/// Matches a name as written with the people it may belong to.
pub(crate) fn match_name<'a>(written: &str, known: impl Iterator<Item = &'a Known> + Clone) -> Match {
    let key = name_key(written);
    let same: Vec<&Known> = known.clone().filter(|one| one.key == key).collect();
    match same.as_slice() {
        [one] if spelled(written) == spelled(&one.name.full()) => return Match::One(one.id),
        [] => {}
        several => return Match::Perhaps(several.iter().map(|one| one.id).collect()),
    }
    let Ok(name) = PersonName::parse(written) else {
        return Match::Nobody;
    };
    let surname_key = name_key(&name.surname);
    let near: Vec<i64> =
        known.filter(|one| one.surname_key == surname_key && may_be(&name, &one.name)).map(|one| one.id).collect();
    if near.is_empty() { Match::Nobody } else { Match::Perhaps(near) }
}

/// The spelling, without what a keyboard adds by chance: case and spaces. Letters that merely look alike stay different.
fn spelled(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Whether two names with one surname may be one person's: given name and patronymic do not contradict it (an initial
/// agrees with a name that begins with it, a missing patronymic agrees with any).
fn may_be(one: &PersonName, two: &PersonName) -> bool {
    agree(&one.given_name, &two.given_name)
        && (one.patronymic.is_empty() || two.patronymic.is_empty() || agree(&one.patronymic, &two.patronymic))
}

fn agree(one: &str, two: &str) -> bool {
    let (one, two) = (name_key(one), name_key(two));
    let stem = |text: &str| text.trim_end_matches('.').to_owned();
    let (one_stem, two_stem) = (stem(&one), stem(&two));
    let is_initial = |text: &str| text.chars().count() == 1;
    one == two
        || (is_initial(&one_stem) && two_stem.starts_with(&one_stem))
        || (is_initial(&two_stem) && one_stem.starts_with(&two_stem))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(names: &[&str]) -> Vec<Known> {
        names.iter().zip(1..).map(|(name, id)| Known::new(id, PersonName::parse(name).unwrap())).collect()
    }

    #[test]
    fn only_an_exact_name_is_matched() {
        let roll = known(&[
            "Королёва Алёна Игоревна",
            "Белов Глеб Иванович",
            "Белов Георгий Ильич",
            "Орлов Лев Олегович",
            "Орлов Лев Олегович",
            "Юдин Иван",
        ]);
        for (written, expected) in [
            ("Белов Глеб Иванович", Match::One(2)),
            (" белов  ГЛЕБ Иванович ", Match::One(2)),
            ("Королева Алена Игоревна", Match::Perhaps(vec![1])),
            ("Бeлов Глеб Иванович", Match::Perhaps(vec![2])),
            ("Белов Г. И.", Match::Perhaps(vec![2, 3])),
            ("Белов Глеб", Match::Perhaps(vec![2])),
            ("Орлов Лев Олегович", Match::Perhaps(vec![4, 5])),
            ("Юдин Иван Петрович", Match::Perhaps(vec![6])),
            ("Белов Глеб Ильич", Match::Nobody),
            ("Белова Глеб Иванович", Match::Nobody),
            ("Белов", Match::Nobody),
            ("", Match::Nobody),
        ] {
            assert_eq!(match_name(written, roll.iter()), expected, "{written}");
        }
    }
}
