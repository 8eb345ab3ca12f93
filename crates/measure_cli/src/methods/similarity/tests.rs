use crate::testing::{ask, refused};

/// Twenty students, 24 items with four options; the last row repeats the third.
fn answers(option: fn(usize) -> &'static str) -> String {
    let items: Vec<String> = (1..=24).map(|item| format!("Q{item}")).collect();
    let mut text = format!("name,class,{}\n", items.join(","));
    for row in 0..20 {
        let student = if row == 19 { 2 } else { row };
        let given = (0..24).map(|item| option((student * student * 7 + item * item * 3 + student * item) % 23 % 4));
        text.push_str(&format!(
            "S{row},{},{}\n",
            if row % 2 == 0 { "5А" } else { "5Б" },
            given.collect::<Vec<_>>().join(",")
        ));
    }
    text
}

#[test]
fn a_repeated_sheet_is_found() {
    let text = answers(|option| ["А", "Б", "В", "Г"][option]);
    let said = ask(&["similarity", "--group", "class", "--id", "name"], &text);
    assert_eq!(said.number("similarity_pairs", ""), 90.0);
    let all = ask(&["similarity", "--items", "Q*", "--key", &["А"; 24].join(",")], &text);
    assert_eq!((all.number("similarity_pairs", ""), all.number("gbt_matches", "P3 P20")), (190.0, 24.0));
    assert!(all.number("gbt_p_holm", "P3 P20") < 0.001);
    assert_eq!(format!("{:?}", all.value("sentence_key", "")), "Text(\"similar_sheets.check\")");
    assert!(all.table.contains("P3 — P20") && all.table.contains("требует проверки"), "{}", all.table);
}

#[test]
fn points_are_answers_too() {
    let text = answers(|option| ["0", "1", "0", "1"][option]);
    let said = ask(&["similarity", "--group", "class", "--keep", "1"], &text);
    assert!(said.answer.notes.iter().any(|note| note.contains("«name» не принят")));
    assert_eq!(said.number("n", ""), 20.0);
}

#[test]
fn what_cannot_be_compared_is_refused() {
    let few = "a,b,c,d,e\n1,0,1,0,1\n0,1,1,1,0\n";
    assert_eq!(refused(&["similarity"], few), "слишком мало работ: 2, нужно не менее 10");
    let alike = format!("a,b,c,d,e\n{}", "1,1,1,1,1\n".repeat(12));
    assert_eq!(refused(&["similarity"], &alike), "значения не различаются, сравнивать нечего");
    assert_eq!(refused(&["similarity", "--key", "1,0"], few), "--key: верных ответов 2, а заданий 5");
    let nobody = format!("class,a,b,c,d,e\n{}NA,1,0,1,0,1\n", "5А,1,0,1,0,1\n".repeat(12));
    assert_eq!(refused(&["similarity", "--group", "class"], &nobody), "строка 14, столбец «class»: не указан класс");
}
