use crate::answer::Value;
use crate::testing::{Asked, ask, refused};

fn verdict(answer: &Asked, quantity: &str) -> String {
    match answer.value(quantity, "") {
        Value::Text(text) => text.clone(),
        other => panic!("{quantity} is {other:?}"),
    }
}

/// Rows of 0 and 1: before, after, how many.
fn students(groups: &[(u8, u8, usize)]) -> String {
    let rows = groups.iter().flat_map(|(before, after, many)| vec![format!("{before},{after}\n"); *many]);
    "before,after\n".to_owned() + &rows.collect::<String>()
}

#[test]
fn a_share_of_the_same_students() {
    let file = students(&[(1, 1, 40), (1, 0, 3), (0, 1, 18), (0, 0, 39)]);
    let answer = ask(&["effect", "--x", "before", "--y", "after"], &file);
    assert_eq!(answer.number("effect_change", ""), 0.15);
    assert!((answer.number("effect_ci95_low", "") - 0.061_993_019).abs() < 1e-8);
    assert_eq!(verdict(&answer, "effect_verdict"), "improved");
    assert!(answer.table.contains("стало лучше"), "{}", answer.table);
    let fewer = ask(&["effect", "--x", "before", "--y", "after", "--lower-is-better"], &file);
    assert_eq!(verdict(&fewer, "effect_verdict"), "worse");
}

#[test]
fn two_periods_of_other_students() {
    let period = |name: &str, with: usize, without: usize| {
        format!("1,{name}\n").repeat(with) + &format!("0,{name}\n").repeat(without)
    };
    let file = "good,when\n".to_owned() + &period("до", 12, 13) + &period("после", 15, 10);
    let answer = ask(&["effect", "--x", "good", "--group", "when"], &file);
    assert!((answer.number("effect_change", "") - 0.12).abs() < 1e-12);
    assert_eq!(verdict(&answer, "effect_verdict"), "cannot_tell");
    assert!((answer.number("effect_detectable80", "") - 0.365_818_919).abs() < 1e-6);
    let back = ask(&["effect", "--x", "good", "--group", "when", "--before", "после"], &file);
    assert!((back.number("effect_change", "") + 0.12).abs() < 1e-12);
    let ordinal = ask(&["effect", "--x", "good", "--group", "when", "--scale", "ordinal"], &file);
    assert!((ordinal.number("effect_change", "") - 0.12).abs() < 1e-12);
    let mean = ask(&["effect", "--x", "good", "--group", "when", "--scale", "mean", "--matters", "0,5"], &file);
    assert_eq!(verdict(&mean, "effect_verdict"), "no_change");
}

const CLASSES: &str = "class,taken,before,after\n5А,1,3,4\n5А,1,2,4\n5Б,1,3,4\n5Б,1,4,5\n5В,0,3,3\n5В,0,4,4\n5Г,0,2,2\n\
                       5Г,0,4,3\n5Д,0,3,3\n5Д,0,5,4\n5Е,0,4,5\n5Е,0,3,3\n";

#[test]
fn classes_with_the_measure_against_the_others() {
    let call = ["effect", "--x", "before", "--y", "after", "--taken", "taken", "--class", "class"];
    let answer = ask(&call, CLASSES);
    assert_eq!((answer.number("did_with", ""), answer.number("did_without", "")), (1.25, -0.125));
    assert!((answer.number("did_least_p", "") - 1.0 / 15.0).abs() < 1e-12);
    assert!((answer.number("did_p_permutation", "") - 1.0 / 15.0).abs() < 1e-12);
    assert_eq!(verdict(&answer, "did_verdict"), "improved");
    assert!(answer.table.contains("Классов так мало"), "{}", answer.table);
}

#[test]
fn the_return_to_the_mean_is_taken_off() {
    let call = ["effect", "--x", "before", "--y", "after", "--taken", "taken"];
    let answer = ask(&call, CLASSES);
    let part = |name: &str| answer.number(name, "");
    let sum = part("return_common") + part("return_returned") + part("return_change");
    assert!((sum - part("return_seen")).abs() < 1e-12);
    assert!(part("return_slope") < 1.0 && part("return_returned") > 0.0);
}

#[test]
fn ordered_marks_and_unknown_values() {
    let answer = ask(&["effect", "--x", "before", "--y", "after", "--scale", "ordinal"], CLASSES);
    assert!((answer.number("effect_change", "") - 3.0 / 12.0).abs() < 1e-12);
    let alone = ask(&["effect", "--x", "x", "--y", "y"], "x,y\n3,4\nNA,5\n");
    assert_eq!(alone.number("effect_n_before", ""), 1.0);
    assert!(matches!(alone.value("effect_change", ""), Value::Unknown { .. }));
}

#[test]
fn wrong_columns_are_refused() {
    let effect =
        |more: &[&str], file: &str| refused(&[&["effect", "--x", "before", "--y", "after"], more].concat(), file);
    let both = "class,taken,before,after\n5А,1,3,4\n5А,0,2,4\n";
    assert_eq!(effect(&["--taken", "taken", "--class", "class"], both), "в классе «5А» мера и была (1), и не была (0)");
    let odd = "taken,before,after\n1,3,4\n2,2,4\n";
    assert_eq!(effect(&["--taken", "taken"], odd), "строка 3, столбец «taken»: «2» — ожидается 1 (мера была) или 0");
    assert_eq!(effect(&["--scale", "share"], odd), "для доли значения должны быть только 0 и 1");
    let periods = "x,when\n1,2023\n1,2024\n0,2025\n";
    let why = "в столбце «when» должно быть два периода, а названий 3: «2023», «2024», «2025»";
    assert_eq!(refused(&["effect", "--x", "x", "--group", "when"], periods), why);
    let why = "--before: в столбце «when» нет «2022»; есть «2023», «2024»";
    assert_eq!(
        refused(&["effect", "--x", "x", "--group", "when", "--before", "2022"], "x,when\n1,2023\n1,2024\n"),
        why
    );
}
