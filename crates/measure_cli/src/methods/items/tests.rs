use crate::answer::Value;
use crate::testing::{ask, refused};

const PAPER: &str = "Q1,Q2,Q3\n1,1,0\n1,1,0\n1,0,0\n0,0,1\n0,,1\n";

#[test]
fn a_paper_is_analysed_with_its_blanks() {
    let answer = ask(&["items"], PAPER);
    assert_eq!((answer.number("n", ""), answer.number("answered", "Q2")), (5.0, 4.0));
    assert_eq!((answer.number("p_value", "Q1"), answer.number("p_value", "Q2")), (0.6, 0.5));
    assert!(answer.number("item_rest_r", "Q3") < 0.0);
    assert_eq!(answer.value("item_note", "Q3"), &Value::Text("wrong_key spoils_alpha".to_owned()));
    assert!(answer.table.contains("вероятна ошибка в ключе"), "{}", answer.table);
    assert_eq!(answer.number("score_count", "2"), 2.0);
    assert!(answer.table.contains("Меньше 10 человек"), "{}", answer.table);
    let zero = ask(&["items", "--missing", "zero"], PAPER);
    assert_eq!(zero.number("p_value", "Q2"), 0.4);
    let complete = ask(&["items", "--missing", "complete"], PAPER);
    assert_eq!((complete.number("n", ""), complete.number("left_out", "")), (4.0, 1.0));
}

#[test]
fn what_has_no_number_says_why() {
    let answer = ask(&["items"], "Q1,Q2\n1,1\n1,0\n1,0\n");
    assert!(matches!(answer.value("item_rest_r", "Q1"), Value::Unknown { .. }));
    assert!(matches!(answer.value("tetrachoric_1_2", ""), Value::Unknown { .. }));
    let one = ask(&["items", "--items", "Q2"], "Q1,Q2\n1,1\n1,0\n1,0\n");
    assert!(matches!(one.value("alpha", ""), Value::Unknown { .. }));
    assert!(one.table.contains("одно задание"), "{}", one.table);
    assert_eq!(refused(&["items"], "Q1,Q2\n1,1\n"), "участников, чьи ответы учтены: 1; нужно не менее 2");
    assert_eq!(
        refused(&["items"], "Q1\n1\nх\n"),
        "строка 3, столбец «Q1»: «х» — не баллы; баллы — целое число от 0 до 253"
    );
}

#[test]
fn choices_are_scored_by_their_key_and_shown() {
    let text = "Q1,A,Q2\n1,Б,1\n1,Б,1\n1,В,0\n0,А,0\n0,,1\n";
    let answer = ask(&["items", "--key", "A=Б"], text);
    assert_eq!((answer.number("option_count", "A Б"), answer.number("p_value", "A")), (2.0, 0.5));
    assert!(answer.number("option_rest_r", "A Б") > 0.0 && answer.table.contains("Б (ключ)"), "{}", answer.table);
    let only = ask(&["items", "--items", "A", "--key", "A=А"], text);
    assert_eq!(only.number("p_value", "A"), 0.25);
    assert!(only.answer.notes.iter().all(|note| !note.contains("ключ")), "{:?}", only.answer.notes);
    // Five participants show nothing beyond chance, whatever the key.
    let few = ask(&["items", "--key", "A=А"], text);
    assert!(few.answer.notes.iter().all(|note| !note.contains("ключ")), "{:?}", few.answer.notes);
    let rows = (0..24).map(|at| {
        format!("{},{},{},{}\n", u8::from(at > 6), u8::from(at > 12), u8::from(at > 18), if at > 9 { 'Б' } else { 'А' })
    });
    let many = format!("Q1,Q2,Q3,A\n{}", rows.collect::<String>());
    let wrong = ask(&["items", "--key", "A=А"], &many);
    let about = "A: среди 27 % сильных участников вариант «Б» выбрали 11, ключ «А» — 0;";
    assert!(wrong.answer.notes.iter().any(|note| note.starts_with(about)), "{:?}", wrong.answer.notes);
    assert!(wrong.number("option_rival_p", "A Б") < 0.05);
    let right = ask(&["items", "--key", "A=Б"], &many);
    assert!(right.answer.notes.iter().all(|note| !note.contains("ключ")), "{:?}", right.answer.notes);
    assert_eq!(refused(&["items", "--key", "Б"], text), "--key: «Б» — не ключ; например, Q1=Б");
    assert!(refused(&["items", "--key", "X=Б"], text).starts_with("--key: столбца «X» нет"));
}

#[test]
fn all_pairs_have_a_tetrachoric_correlation_when_asked() {
    let text = "Q1,Q2,Q3\n1,1,0\n1,0,0\n0,1,0\n0,0,1\n1,1,1\n";
    let answer = ask(&["items", "--tetrachoric"], text);
    assert_eq!(answer.number("tetrachoric", "Q1 Q2"), answer.number("tetrachoric_1_2", ""));
    answer.number("tetrachoric", "Q2 Q3");
}

#[test]
fn booklets_are_analysed_each_and_pooled() {
    let first = ["1,1,0,-,", "1,1,0,-,", "1,0,0,-,", "0,0,1,-,", "0,0,1,-,"];
    let second = ["-,1,0,1,", "-,1,0,1,", "-,0,1,1,", "-,0,1,0,", "-,1,1,0,"];
    let text = format!("Q1,Q2,Q3,Q4,Q5\n{}\n{}\n-,,0,1,\n", first.join("\n"), second.join("\n"));
    let answer = ask(&["items", "--not-administered", "-"], &text);
    assert_eq!((answer.number("booklet_n", "1"), answer.number("booklet_items", "1")), (5.0, 3.0));
    assert!(answer.number("booklet_alpha", "1").is_finite() && answer.number("booklet_sem", "1") > 0.0);
    assert!(answer.number("item_rest_r_pooled", "Q3") < 0.0 && answer.number("item_rest_r_pooled", "Q2") > -1.0);
    assert!(answer.number("booklet_item_rest_r", "1 Q3") < 0.0);
    assert!(matches!(answer.value("item_rest_r_pooled", "Q5"), Value::Unknown { .. }));
    assert!(answer.table.contains("вероятна ошибка в ключе"), "{}", answer.table);
    let columns = ["items", "--not-administered", "-", "--missing", "complete", "--items", "Q1,Q2,Q3,Q4"];
    let complete = ask(&columns, &text);
    assert_eq!((complete.number("n", ""), complete.number("left_out", "")), (10.0, 1.0));
    assert_eq!(complete.number("booklet_n", "2"), 5.0);
}
