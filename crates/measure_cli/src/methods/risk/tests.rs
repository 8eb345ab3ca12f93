use crate::testing::{ask, refused};

fn text() -> String {
    let mut text = String::from("ученик,пропуски,средняя,исход\n");
    for n in 0..60_u32 {
        let (missed, mark) = ((n * 7) % 20, 3.0 + f64::from(n % 11) / 6.0);
        let outcome = u32::from(missed + (n * 13) % 9 > 17);
        text.push_str(&format!("У{n},{missed},{mark:.2},{outcome}\n"));
    }
    text + "Новый,19,3.1,\nБез данных,,3.1,\n"
}

#[test]
fn students_with_an_open_outcome_get_an_estimate_with_reasons() {
    let answer = ask(&["risk", "--y", "исход", "--id", "ученик"], &text());
    assert_eq!((answer.number("risk_n", ""), answer.number("risk_left_out", "")), (60.0, 1.0));
    assert!(answer.number("risk_chance", "Новый") > 0.6 && answer.number("risk_coef", "пропуски") > 0.0);
    assert!(answer.table.contains("Повышает оценку: пропуски (19, в среднем"), "{}", answer.table);
    assert!(!answer.table.contains("У1 "), "those whose outcome is known are not the question");
    assert!(answer.number("risk_auc", "") > 0.8);
    assert!(answer.number("risk_auc_ci95", "low") < answer.number("risk_auc", ""));
    let seeded = ask(&["risk", "--y", "исход", "--id", "ученик", "--seed", "20240901"], &text());
    assert_eq!(seeded.long, answer.long);
}

#[test]
fn a_perfect_order_has_no_interval() {
    let text: String = (0..40).map(|n| format!("{},{}\n", n / 20 * 1000 + n, n / 20)).collect();
    let answer = ask(&["risk", "--y", "y", "--ridge", "1"], &format!("x,y\n{text}"));
    assert_eq!(answer.number("risk_auc", ""), 1.0);
    for (quantity, element) in [("risk_auc_se", ""), ("risk_auc_ci95", "low"), ("risk_auc_ci95", "high")] {
        assert!(matches!(answer.value(quantity, element), crate::answer::Value::Unknown { .. }));
    }
    assert!(answer.table.contains("порядок учеников совершенный"), "{}", answer.table);
}

#[test]
fn refusals_state_the_counts_of_the_file() {
    let refusal = |rows: String| refused(&["risk", "--y", "y"], &format!("a,y\n{rows}"));
    let rows = |n: u32, with: u32| (0..n).map(|k| format!("{},{}\n", k % 7, u32::from(k < with))).collect::<String>();
    assert!(refusal(rows(14, 14)).starts_with("учеников с исходом 14, без него 0;"));
    assert!(refusal(rows(21, 1)).starts_with("учеников с исходом 1, без него 20;"));
    let few = refusal(rows(20, 5));
    assert!(few.contains("с исходом 5, без него 15") && few.contains("--ridge"), "{few}");
    let lone: String = (0..20).map(|k| format!("{},{}\n", u32::from(k == 3), k % 2)).collect();
    assert!(refusal(lone.clone()).contains("признак «a» почти у всех одинаков"), "{}", refusal(lone));
}

#[test]
fn no_chance_is_shown_as_certain() {
    let rows: String = (0..60).map(|k| format!("{},{}\n", k, u32::from(k > 30 || k == 12))).collect();
    let answer = ask(&["risk", "--y", "y", "--ridge", "0.01"], &format!("x,y\n{rows}5000,\n"));
    assert!(answer.table.contains(">99\u{a0}%") && !answer.table.contains("100\u{a0}%  "), "{}", answer.table);
}

#[test]
fn what_cannot_be_modelled_is_refused_in_a_sentence() {
    let refusal = |text: &str| refused(&["risk", "--y", "y", "--ridge", "0"], text);
    let rows = |row: fn(u32) -> String| (0..12).map(row).collect::<String>();
    assert_eq!(
        refusal("x,y\n1,0\n2,1\n"),
        "учеников с исходом 1, без него 1; для модели нужно не менее 5 тех и других"
    );
    assert_eq!(refusal("x,y\n1,2\n"), "строка 2, столбец «y»: «2» — не исход; исход — 1 или 0");
    let apart = rows(|n| format!("{n},{}\n", u32::from(n > 5)));
    assert_eq!(
        refusal(&format!("x,y\n{apart}")),
        "признаки (прежде всего «x») полностью разделяют исходы: без сжатия конечной оценки нет; задайте --ridge"
    );
    let constant = rows(|n| format!("{n},3,{}\n", n % 2));
    assert_eq!(refusal(&format!("x,z,y\n{constant}")), "признак «z» у всех одинаков: он ничего не объясняет");
    let copied = rows(|n| format!("{n},{},{}\n", 2 * n + 1, n % 2));
    assert_eq!(
        refusal(&format!("x,z,y\n{copied}")),
        "признак «z» полностью следует из остальных; уберите его или задайте --ridge"
    );
    let both = refused(&["risk", "--y", "y", "--x", "y"], "x,y\n1,0\n");
    assert_eq!(both, "столбец «y» указан и признаком, и исходом");
    let twice = refused(&["risk", "--y", "y", "--id", "k"], "k,x,y\nА,1,0\nБ,1,1\nА,2,0\n");
    assert_eq!(twice, "строка 4, столбец «k»: ученик «А» встречается дважды");
}
