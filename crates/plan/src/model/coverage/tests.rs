use proptest::prelude::*;

use super::*;

fn class(name: &str) -> ClassFact {
    let digits = name.chars().take_while(char::is_ascii_digit).count();
    ClassFact { year_group: name[..digits].parse().unwrap(), name: name.to_owned() }
}

fn names(text: &str, known: &[ClassFact]) -> String {
    let found = covered(text, known).map(|found| found.into_iter().map(|one| one.name).collect::<Vec<_>>().join(" "));
    found.unwrap_or_else(|| "?".to_owned())
}

#[test]
fn classes_are_told_as_schools_write_them() {
    let known = ["2А", "3А", "3Б", "4А", "5А", "5Б", "6А", "8А", "9А"].map(class);
    for (text, expected) in [
        ("5", "5А 5Б"),
        ("5, 8 классы", "5А 5Б 8А"),
        ("8А, 8-Б", "8А 8Б"),
        ("7–8", "7 8А"),
        ("5-5", "5А 5Б"),
        ("5-е классы", "5А 5Б"),
        ("5-ые классы", "5А 5Б"),
        ("5е классы", "5А 5Б"),
        ("5 и 6", "5А 5Б 6А"),
        ("5 и 6, 7", "5А 5Б 6А 7"),
        ("5А 5Б", "5А 5Б"),
        ("5А и 5Б", "5А 5Б"),
        ("5А, Б", "5А 5Б"),
        ("5АБ", "5А 5Б"),
        ("5 «А» класс", "5А"),
        ("5a", "5А"),
        ("все 9-е классы", "9А"),
        ("обучающиеся 9-х классов", "9А"),
        ("2–4, кроме 3А", "2А 3Б 4А"),
        ("2-4 классы за исключением 3-х", "2А 4А"),
        ("все, кроме 5-х классов", "2А 3А 3Б 4А 6А 8А 9А"),
        ("5-9 классы", "5А 5Б 6А 7 8А 9А"),
        ("5-е – 6-е классы", "5А 5Б 6А"),
        ("с 5 по 6 класс", "5А 5Б 6А"),
        ("начальная школа", "1 2А 3А 3Б 4А"),
        ("все классы", "2А 3А 3Б 4А 5А 5Б 6А 8А 9А"),
        ("все обучающиеся", "2А 3А 3Б 4А 5А 5Б 6А 8А 9А"),
        ("педагоги", "?"),
        ("5, педагоги", "?"),
        ("все родители", "?"),
        ("7, кроме 7А", "?"),
        ("5-2", "?"),
        ("12", "?"),
        ("школа", "?"),
        ("", "?"),
    ] {
        assert_eq!(names(text, &known), expected, "{text}");
    }
}

#[test]
fn a_letter_that_could_be_an_ending_is_one_only_where_the_class_exists() {
    let known = ["5А", "5Е", "5И"].map(class);
    for (text, expected) in [("5Е", "5Е"), ("5-Е", "5Е"), ("5-е", "5А 5Е 5И"), ("5И", "5И"), ("5 и 6", "5А 5Е 5И 6")]
    {
        assert_eq!(names(text, &known), expected, "{text}");
    }
    assert_eq!(names("5Е", &["5А"].map(class)), "5А");
    assert_eq!(names("8-1", &["8-1", "8-2"].map(class)), "8-1");
    assert_eq!(names("1-4", &["1-1", "1-4"].map(class)), "?", "a class or four year groups");
}

/// A year group or a class in one of the ways in which it is written, with what it means.
fn item() -> impl Strategy<Value = (String, Vec<String>)> {
    let group = (1_u8..=11, 0..6_usize).prop_map(|(group, way)| {
        let text = match way {
            0 => format!("{group}"),
            1 => format!("{group}-е"),
            2 => format!("{group}-ые классы"),
            3 => format!("{group} классы"),
            4 => format!("{group}-х"),
            _ => format!("{group} кл."),
        };
        (text, vec![format!("{group}А"), format!("{group}Б")])
    });
    let one = (1_u8..=11, "[АБ]", 0..5_usize).prop_map(|(group, letter, way)| {
        let text = match way {
            0 => format!("{group}{letter}"),
            1 => format!("{group} {letter}"),
            2 => format!("{group}-{}", letter.to_lowercase()),
            3 => format!("{group} «{letter}»"),
            _ => format!("{group}{} класс", letter.to_lowercase()),
        };
        (text, vec![format!("{group}{letter}")])
    });
    let range = (1_u8..=10, 1_u8..=4, "[-–—]", 0..3_usize).prop_map(|(from, more, dash, way)| {
        let until = (from + more).min(11);
        let text = match way {
            0 => format!("{from}{dash}{until}"),
            1 => format!("{from} {dash} {until} классы"),
            _ => format!("{from}-е{dash}{until}-е классы"),
        };
        (text, (from..=until).flat_map(|group| ["А", "Б"].map(|letter| format!("{group}{letter}"))).collect())
    });
    prop_oneof![group, one, range]
}

fn whole_school() -> Vec<ClassFact> {
    (1..=11).flat_map(|group| ["А", "Б"].map(|letter| class(&format!("{group}{letter}")))).collect()
}

proptest! {
    #[test]
    fn a_list_means_what_its_items_mean(
        items in prop::collection::vec((item(), prop::sample::select(vec![", ", "; ", " и ", ",", "\n"])), 1..5),
        taken in prop::option::of(item()),
    ) {
        let mut text = String::new();
        let mut expected: Vec<String> = Vec::new();
        for (at, ((words, classes), between)) in items.iter().enumerate() {
            if at > 0 {
                text.push_str(between);
            }
            text.push_str(words);
            expected.extend(classes.iter().cloned());
        }
        if let Some((words, classes)) = taken {
            text = format!("{text}, кроме {words}");
            expected.retain(|name| !classes.contains(name));
        }
        let mut expected: Vec<ClassFact> = expected.iter().map(|name| class(name)).collect();
        expected.sort();
        expected.dedup();
        let expected = (!expected.is_empty()).then_some(expected);
        prop_assert_eq!(covered(&text, &whole_school()), expected, "{}", text);
    }

    /// A word that is not understood makes the whole text not understood, wherever it stands.
    #[test]
    fn half_understood_is_not_understood((words, _) in item(), stranger in "(педагоги|выборочно|по графику|родители|\\?)") {
        prop_assert_eq!(covered(&format!("{words}, {stranger}"), &whole_school()), None);
        prop_assert_eq!(covered(&format!("{stranger}: {words}"), &whole_school()), None);
    }

    #[test]
    fn nothing_makes_it_stumble(text in "\\PC{0,40}") {
        let _ = covered(&text, &whole_school());
    }
}
