use crate::testing::{ask, refused};

fn long() -> String {
    include_str!("../../../../measure/reference/objectivity/score_counts.csv").to_owned()
}

#[test]
fn counts_by_score_are_judged_at_the_border() {
    let said = ask(&["bunching", "--cut", "14"], &long());
    // numpy and scipy: crates/measure/reference/objectivity/screens.csv
    assert!((said.number("excess_mass", "heaped degree 3") - 41.107_630_748).abs() < 1e-6);
    assert!((said.number("missing_mass", "heaped degree 3") - 42.999_596_583).abs() < 1e-6);
    assert!((said.number("binomial_p_above_more", "heaped window 1") - 1.430_328_3e-7).abs() < 1e-12);
    assert!((said.number("log_ratio_above_below", "smooth window 2") + 0.182_321_557).abs() < 1e-8);
    assert_eq!(said.number("n", "smooth"), 900.0);
    assert!(said.table.contains("требует проверки"), "{}", said.table);
    assert_eq!(format!("{:?}", said.value("sentence_key", "heaped")), "Text(\"border_excess.check\")");
    assert_eq!(format!("{:?}", said.value("sentence_key", "smooth")), "Text(\"border_excess.within_chance\")");
}

#[test]
fn one_row_per_student_is_the_same() {
    let mut text = "heaped,other\n".to_owned();
    for row in long().lines().filter(|row| row.starts_with("heaped,")) {
        let parts: Vec<&str> = row.split(',').collect();
        (0..parts[2].parse::<usize>().unwrap()).for_each(|at| text.push_str(&format!("{},{}\n", parts[1], at % 17)));
    }
    let said = ask(&["bunching", "--cut", "14", "--seed", "5"], &text);
    assert!((said.number("excess_mass", "heaped degree 3") - 41.107_630_748).abs() < 1e-6);
    assert_eq!(said.number("count", "heaped score 14"), said.number("count", "heaped score 14"));
    let alone = ask(&["bunching", "--cut", "14", "--x", "heaped"], &text);
    assert_eq!(alone.number("excess_mass", "heaped degree 3"), said.number("excess_mass", "heaped degree 3"));
}

#[test]
fn a_column_of_counts_is_a_distribution() {
    let all = long();
    let column = |name: &str| {
        let rows = all.lines().filter(|row| row.starts_with(name));
        rows.map(|row| row.rsplit(',').next().unwrap().to_owned()).collect::<Vec<String>>()
    };
    let (heaped, smooth) = (column("heaped,"), column("smooth,"));
    let rows = heaped.iter().zip(&smooth).enumerate().map(|(score, (one, other))| format!("{score},{one},{other}\n"));
    let said = ask(&["bunching", "--cut", "14"], &format!("score,heaped,smooth\n{}", rows.collect::<String>()));
    assert!((said.number("excess_mass", "heaped degree 3") - 41.107_630_748).abs() < 1e-6);
    assert_eq!(said.number("n", "smooth"), 900.0);
}

#[test]
fn what_is_no_distribution_is_refused() {
    assert_eq!(refused(&["bunching", "--cut", "3"], "score\n1\n2,5\n"), "строка 3: 2 ячейки, а в заголовке 1");
    assert_eq!(
        refused(&["bunching", "--cut", "3"], "score\n1\n2.5\n"),
        "строка 3, столбец «score»: 2.5 — не целое число от 0 до 10000"
    );
    assert_eq!(refused(&["bunching", "--cut", "3"], "score\n1\n5\n3\n"), "слишком мало работ: 3, нужно не менее 20");
    assert!(refused(&["bunching", "--cut", "3", "--max", "4"], "score\n1\n5\n3\n").contains("больше наибольшего"));
    let few = format!("score\n{}", "3\n4\n5\n".repeat(10));
    assert!(refused(&["bunching", "--cut", "30"], &few).contains("граница 30 не подходит"));
}

#[test]
fn a_curve_without_a_hump_is_refused() {
    for text in ["0", "1", "10", "x"] {
        assert!(super::degree(text).unwrap_err().contains("от 2"), "{text}");
    }
    assert_eq!((super::degree("2"), super::degree("9")), (Ok(2), Ok(9)));
}

/// Groups of two hundred Binomial(30, 1/2) each; the first has a heap at 14 if wished.
fn groups(count: usize, heap: bool) -> String {
    let mut state = 7_u64;
    let mut coin = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::from(state >> 63 == 1)
    };
    let mut text = "score,group\n".to_owned();
    for group in 0..count {
        for student in 0..200 {
            let score: usize = (0..30).map(|_| coin()).sum();
            let score = if heap && group == 0 && matches!(score, 11..=13) && student % 4 > 0 { 14 } else { score };
            text.push_str(&format!("{score},G{group}\n"));
        }
    }
    text
}

#[test]
fn many_groups_are_judged_together() {
    let said = ask(&["bunching", "--cut", "14", "--max", "30", "--group", "group"], &groups(8, true));
    let verdict = |group: &str| format!("{:?}", said.value("sentence_key", group));
    let (mut raw, mut checks) = (0, 0);
    for group in (0..8).map(|group| format!("G{group}")) {
        let (p, adjusted) =
            ["excess_mass_p", "excess_mass_p_bh"].map(|name| said.number(name, &format!("{group} degree 3"))).into();
        assert!(adjusted >= p, "{group}");
        raw += usize::from(p <= 0.05);
        checks += usize::from(verdict(&group).contains("check"));
        assert_eq!(verdict(&group).contains("check"), adjusted <= 0.05, "{group}");
    }
    assert!(verdict("G0").contains("check") && raw >= checks, "{raw} {checks}");
    assert!(said.table.contains("p с поправкой"), "{}", said.table);
}

#[test]
fn no_group_judged_is_no_answer() {
    let why = refused(&["bunching", "--cut", "99", "--max", "30", "--group", "group"], &groups(2, false));
    assert!(why.contains("ни одно распределение не проверено") && why.contains("граница 99"), "{why}");
}
