use proptest::prelude::*;
use rstest::rstest;

use super::*;

#[rstest]
#[case("Иванова Анна Петровна", "Иванова|Анна|Петровна", "Иванова А. П.", "А. П. Иванова")]
#[case("  Иванова \u{a0}Анна  ", "Иванова|Анна|", "Иванова А.", "А. Иванова")]
#[case(
    "Петров - Водкин Кузьма Сергеевич",
    "Петров-Водкин|Кузьма|Сергеевич",
    "Петров-Водкин К. С.",
    "К. С. Петров-Водкин"
)]
#[case("Гарсия Лопес Мария Ивановна", "Гарсия Лопес|Мария|Ивановна", "Гарсия Лопес М. И.", "М. И. Гарсия Лопес")]
#[case("Мамедов Али Гусейн оглы", "Мамедов|Али|Гусейн оглы", "Мамедов А. Г.", "А. Г. Мамедов")]
#[case("Алиева Лейла Тофик Кызы", "Алиева|Лейла|Тофик Кызы", "Алиева Л. Т.", "Л. Т. Алиева")]
#[case("Иванова А.П.", "Иванова|А.|П.", "Иванова А. П.", "А. П. Иванова")]
#[case("А. П. Иванова", "Иванова|А.|П.", "Иванова А. П.", "А. П. Иванова")]
#[case("Ким Анна-Мария", "Ким|Анна-Мария|", "Ким А.-М.", "А.-М. Ким")]
#[case("Нгуен Тхи Тху Ха", "Нгуен|Тхи|Тху Ха", "Нгуен Т. Т.", "Т. Т. Нгуен")]
#[case("д’Артаньян Шарль", "д’Артаньян|Шарль|", "д’Артаньян Ш.", "Ш. д’Артаньян")]
fn a_name_is_read(#[case] text: &str, #[case] parts: &str, #[case] with_initials: &str, #[case] initials_first: &str) {
    let name = PersonName::parse(text).unwrap();
    let read = [name.surname.as_str(), &name.given_name, &name.patronymic].join("|");
    assert_eq!(read, parts);
    assert_eq!(name.with_initials(), with_initials);
    assert_eq!(name.initials_first(), initials_first);
}

#[rstest]
#[case("", CannotReadPersonName::Empty)]
#[case(" \u{a0} ", CannotReadPersonName::Empty)]
#[case("Иванова", CannotReadPersonName::OneWord)]
#[case("Гусейн оглы", CannotReadPersonName::OneWord)]
#[case("Ученик 17", CannotReadPersonName::NotLetters)]
#[case("Иванова Анна - ", CannotReadPersonName::NotLetters)]
#[case("а б в г д е ж з", CannotReadPersonName::TooLong)]
fn what_is_not_a_name_is_refused(#[case] text: &str, #[case] why: CannotReadPersonName) {
    assert_eq!(PersonName::parse(text).map_err(|refusal| refusal.to_string()), Err(why.to_string()));
}

#[test]
fn initials_alone_are_known_as_such() {
    assert!(PersonName::parse("Иванова А. П.").unwrap().has_initials_only());
    assert!(!PersonName::parse("Иванова Анна").unwrap().has_initials_only());
}

proptest! {
    #[test]
    fn a_full_name_is_read_back(text in "[А-Я][а-яё]{1,9}(-[А-Я][а-яё]{1,9})? [А-Я][а-яё]{1,9}( [А-Я][а-яё]{1,9})?") {
        let name = PersonName::parse(&text).unwrap();
        prop_assert_eq!(PersonName::parse(&name.full()).unwrap(), name.clone());
        prop_assert_eq!(name.full(), text);
    }

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>()) {
        if let Ok(name) = PersonName::parse(&text) {
            prop_assert!(!name.surname.is_empty() && !name.given_name.is_empty());
            let _ = (name.with_initials(), name.initials_first());
        }
    }
}
