use crate::answer::Value;
use crate::testing::{ask, refused};

/// Four items; the second is harder for the group «м» at equal totals, the fifth column has three points.
fn text() -> String {
    let mut text = String::from("Q1,Q2,Q3,Q4,R,sex\n");
    let mut state = 1_u32;
    let mut below = |bound: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) % bound
    };
    for person in 0..240_u32 {
        let is_focal = person % 2 == 1;
        let ability = below(60);
        let mut solves = |ease: u32| u32::from(below(100) < ability + ease);
        let cells = [solves(20), solves(if is_focal { 0 } else { 40 }), solves(20), solves(10)];
        let points = solves(20) + solves(10);
        let cells: Vec<String> = cells.iter().chain([&points]).map(ToString::to_string).collect();
        text.push_str(&format!("{},{}\n", cells.join(","), if is_focal { "м" } else { "ж" }));
    }
    text
}

#[test]
fn the_differing_item_is_found_with_its_direction() {
    let answer = ask(&["dif", "--group", "sex"], &text());
    assert!(answer.number("dif_mh_or", "Q2") > 2.0 && answer.number("dif_mh_delta", "Q2") < -1.5);
    assert!(answer.number("dif_logistic_p_uniform", "Q2") < 0.01);
    assert!(answer.number("dif_rasch_difference", "Q2") > 0.7 && answer.number("dif_rasch_delta", "Q2") < -1.5);
    assert!(answer.number("dif_andersen_p", "") < 0.01);
    assert_eq!(answer.value("dif_mh_class", "Q2"), &Value::Text("C".to_owned()));
    assert!(answer.table.contains("изучаемой группе труднее"), "{}", answer.table);
    assert!(answer.number("dif_smd", "R") > -0.5 && answer.table.contains("Задания с частичным баллом"));
    assert_eq!((answer.number("dif_reference_n", "ж"), answer.number("dif_focal_n", "м")), (120.0, 120.0));
    let turned = ask(&["dif", "--group", "sex", "--focal", "ж"], &text());
    assert!((turned.number("dif_mh_delta", "Q2") + answer.number("dif_mh_delta", "Q2")).abs() < 1e-9);
}

#[test]
fn purification_leaves_the_differing_item_out() {
    for by in ["mh", "logistic", "rasch"] {
        let answer = ask(&["dif", "--group", "sex", "--purify", by], &text());
        assert_eq!((answer.number("dif_anchor", "Q2"), answer.number("dif_anchor", "Q3")), (0.0, 1.0));
        assert!(answer.number("dif_purify_rounds", "") >= 2.0);
    }
}

#[test]
fn groups_that_cannot_be_compared_are_refused() {
    let refusal = |text: &str| refused(&["dif", "--group", "g"], text);
    assert_eq!(
        refusal("Q1,Q2,g\n1,0,а\n0,1,б\n1,1,в\n"),
        "в столбце «g» групп 3, а сравниваются две: «а», «б», «в»; укажите изучаемую группу: --focal"
    );
    assert_eq!(refusal("Q1,Q2,g\n1,0,а\n0,1,а\n"), "в столбце «g» групп 1, а сравниваются две: «а»");
    assert_eq!(refusal("Q1,Q2,g\n1,0,а\n,1,б\n"), "в изучаемой группе нет участников с ответами на все задания");
    assert_eq!(refusal("Q1,g\n1,а\n0,б\n"), "не осталось заданий, по которым можно уравнять подготовку");
    let focal = refused(&["dif", "--group", "g", "--focal", "х"], "Q1,Q2,g\n1,0,а\n0,1,б\n");
    assert_eq!(focal, "--focal: группы «х» нет в столбце «g»; есть «а», «б»");
}

#[test]
fn an_item_that_cannot_be_compared_says_why() {
    let answer = ask(&["dif", "--group", "g"], "Q1,Q2,Q3,g\n1,0,1,а\n1,1,0,а\n1,1,0,б\n1,0,1,б\n");
    assert!(matches!(answer.value("dif_mh_or", "Q1"), Value::Unknown { .. }));
    assert!(answer.table.contains("у всех участников один и тот же балл"), "{}", answer.table);
}
