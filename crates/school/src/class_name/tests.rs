use proptest::prelude::*;
use rstest::rstest;

use super::*;

fn read(text: &str) -> Reading<ClassName> {
    ClassName::read(text).unwrap()
}

#[rstest]
#[case("8А", "8А", None)]
#[case(" 8А\u{a0}", "8А", None)]
#[case("8-А", "8А", Some("знак между номером и буквой"))]
#[case("8 А", "8А", Some("пробел"))]
#[case("10 А", "10А", Some("пробел"))]
#[case("8 «А»", "8А", Some("кавычки, пробел"))]
#[case("8\"а\"", "8А", Some("строчная буква, кавычки"))]
#[case("8A", "8А", Some("латинская буква"))]
#[case("11 b", "11В", Some("латинская буква, строчная буква, пробел"))]
#[case("8 А класс", "8А", Some("пробел, слово «класс»"))]
#[case("8 класс", "8", Some("слово «класс»"))]
#[case("9", "9", None)]
#[case("8-1", "8-1", None)]
#[case("8/2", "8-2", Some("знак между номером и буквой"))]
#[case("5Б1", "5Б1", None)]
fn a_class_is_read(#[case] text: &str, #[case] name: &str, #[case] found: Option<&str>) {
    let reading = read(text);
    assert_eq!(reading.value.to_string(), name);
    let expected = found.map(|found| format!("«{}» прочитано как «{name}»: {found}", text.trim()));
    assert_eq!(reading.repaired, expected);
}

#[rstest]
#[case("", "Класс не указан")]
#[case(" \u{a0}\u{feff}", "Класс не указан")]
#[case("0А", "номера от 1 до 11")]
#[case("08А", "номера от 1 до 11")]
#[case("12А", "номера от 1 до 11")]
#[case("999999999999А", "номера от 1 до 11")]
#[case("А8", "номера от 1 до 11")]
#[case("Итого", "номера от 1 до 11")]
#[case("8 Кадетский", "ожидается буква")]
#[case("8-", "ожидается буква")]
#[case("8«»", "ожидается буква")]
#[case("8А?", "ожидается буква")]
#[case("8-А-Б", "ожидается буква")]
#[case("8 1", "ожидается буква")]
#[case("8G", "латинская буква G")]
fn nonsense_is_refused_in_a_sentence(#[case] text: &str, #[case] part: &str) {
    let refusal = ClassName::read(text).unwrap_err().to_string();
    assert!(refusal.contains(part), "{refusal}");
}

#[test]
fn classes_are_ordered_by_year_then_by_the_russian_alphabet() {
    let mut names: Vec<_> = ["10А", "2Б", "2А", "2Ж", "2Ё", "2"].map(|t| read(t).value).into();
    names.sort();
    let shown: Vec<String> = names.iter().map(ClassName::to_string).collect();
    assert_eq!(shown, ["2", "2А", "2Б", "2Ё", "2Ж", "10А"]);
}

proptest! {
    #[test]
    fn a_plain_name_is_read_as_it_is(year_group in 1_u8..=11, letter in "[А-ЯЁ]{0,3}") {
        let name = ClassName { year_group, letter };
        let reading = read(&name.to_string());
        prop_assert_eq!(reading, Reading { value: name, repaired: None });
    }

    #[test]
    fn dashes_and_quotes_change_nothing(
        year_group in 1_u8..=11,
        letter in "[А-ЯЁ]",
        before in "[ \u{a0}]?[-–—]?[ ]?[«\"“]?",
        after in "[»\"”]?( класс)?",
    ) {
        let reading = read(&format!("{year_group}{before}{letter}{after}"));
        prop_assert_eq!(reading.repaired.is_none(), before.is_empty() && after.is_empty());
        prop_assert_eq!(reading.value, ClassName { year_group, letter });
    }

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>()) {
        match ClassName::read(&text) {
            Ok(reading) => {
                let again = read(&reading.value.to_string());
                prop_assert_eq!(again, Reading { value: reading.value, repaired: None });
            }
            Err(refusal) => prop_assert!(!refusal.to_string().is_empty()),
        }
    }

    #[test]
    fn texts_like_class_names_do_not_panic(text in "[0-9]{0,3}[ -\"«»A-Za-zА-яё.]{0,6}(класс|КЛ.)?") {
        if let Ok(reading) = ClassName::read(&text) {
            prop_assert!((1..=11).contains(&reading.value.year_group));
        }
    }
}
