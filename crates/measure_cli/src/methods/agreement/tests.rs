use crate::answer::Value;
use crate::testing::{ask, refused};

/// Forty-eight students of three classes and two teachers; marks and points.
fn school() -> String {
    let mut file = "class,teacher,intake,journal,exam,points\n".to_owned();
    for n in 0..48 {
        let journal = 3 + n % 3;
        let exam = (journal - i32::from(n % 3 == 1 || n % 8 == 0) + i32::from(n % 11 == 0)).clamp(2, 5);
        let class = ["7А", "7Б", "7В"][usize::try_from(n % 3).unwrap()];
        file.push_str(&format!("{class},T{},{},{journal},{exam},{}\n", n % 2, 40 + (n * 7) % 19, 15 * exam + n % 15));
    }
    file + "7А,T0,50,4,,\n7А,T0,50,NA,3,45\n"
}

#[test]
fn marks_are_laid_beside_each_other() {
    let answer = ask(&["agreement", "--x", "journal", "--y", "exam"], &school());
    assert_eq!((answer.number("n_complete", ""), answer.number("n_incomplete", "")), (48.0, 2.0));
    let shares = ["share_confirmed", "share_exam_lower", "share_exam_higher"].map(|name| answer.number(name, ""));
    assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    let counts: f64 = (2..6)
        .flat_map(|row| (2..6).map(move |column| format!("journal {row} exam {column}")))
        .map(|element| answer.number("cross_count", &element))
        .sum();
    assert_eq!(counts, 48.0);
    for name in ["cohen_kappa_quadratic", "bowker_p", "stuart_maxwell_p", "cramers_v", "goodman_gamma", "fleiss_kappa"]
    {
        assert!(answer.number(name, "").is_finite(), "{name}");
    }
    assert!(answer.number("somers_d_exam_given_journal", "").is_finite());
    assert!(answer.number("kendall_tau_b", "journal exam").is_finite());
    assert!(answer.number("shift_high", "") < 0.0);
    assert!(answer.table.contains("Понизили"), "{}", answer.table);
}

#[test]
fn scores_become_marks_at_their_borders() {
    let arguments = ["agreement", "--x", "journal", "--y", "points", "--cut-y", "45,60,75", "--cut-x", "3,4,5"];
    let (cut, whole) = (ask(&arguments, &school()), ask(&["agreement", "--x", "journal", "--y", "exam"], &school()));
    for name in ["share_exam_lower", "cohen_kappa_linear", "icc_marks"] {
        let element = if name == "icc_marks" { "ICC(1,1)" } else { "" };
        assert_eq!(cut.value(name, element), whole.value(name, element));
    }
}

#[test]
fn groups_are_shrunken_and_have_places_within_bounds() {
    let answer = ask(&["agreement", "--x", "journal", "--y", "exam", "--group", "class,teacher"], &school());
    assert_eq!(answer.number("group_n", "class 7Б"), 16.0);
    let (own, pulled) = ("group_share_exam_lower", "group_share_exam_lower_shrunken");
    assert!(answer.number(own, "class 7Б") > answer.number(pulled, "class 7Б"));
    assert_eq!(answer.number("group_rank_worst", "class 7Б"), 3.0);
    assert_eq!(answer.number("group_like_the_middle", "teacher T0"), 1.0);
    assert!(answer.number("class_vs_rest_p_holm", "7Б") < 0.001);
    assert!(answer.table.contains("меньше 20 человек"), "{}", answer.table);
}

#[test]
fn covariates_are_taken_into_account() {
    let plain = ask(&["agreement", "--x", "journal", "--y", "exam", "--group", "class"], &school());
    let adjusted =
        ask(&["agreement", "--x", "journal", "--y", "exam", "--group", "class", "--covariates", "intake"], &school());
    let shift = |answer: &crate::testing::Asked| answer.number("group_shift_shrunken", "class 7А");
    assert!((shift(&plain) - shift(&adjusted)).abs() > 1e-9);
}

#[test]
fn what_cannot_be_compared_is_said() {
    let points = ask(&["agreement", "--x", "points", "--y", "intake"], &school());
    assert!(points.table.contains("границы не указаны"), "{}", points.table);
    let one = ask(&["agreement", "--x", "a", "--y", "b", "--group", "g"], "a,b,g\n4,4,x\n5,4,x\n3,3,x\n");
    assert!(one.table.contains("только одна группа"), "{}", one.table);
    assert!(matches!(one.value("g_vs_rest_p", "x"), Value::Unknown { .. }));
    assert_eq!(
        refused(&["agreement", "--x", "a", "--y", "b"], "a,b\n4,\n,3\n"),
        "нет ни одной строки, где есть и «a», и «b»"
    );
    for option in ["--cut", "--cut-x", "--cut-y"] {
        let why = refused(&["agreement", "--x", "a", "--y", "b", option, "70,55,85"], "a,b\n4,4\n");
        assert!(why.starts_with(&format!("{option}: «70,55,85» — не три возрастающие границы")), "{why}");
    }
}

#[test]
fn groups_that_differ_by_chance_only_have_intervals_all_the_same() {
    let rows: String = (0..48).map(|n| format!("{},{},К{}\n", n % 7, (n * 5) % 9, n % 4)).collect();
    let answer = ask(&["agreement", "--x", "x", "--y", "y", "--group", "g"], &format!("x,y,g\n{rows}"));
    assert_eq!((answer.number("shift_on_border", "g"), answer.number("group_shift_shrunken", "g К1")), (1.0, 0.0));
    for group in ["К0", "К1", "К2", "К3"] {
        let [low, high] =
            ["group_shift_low", "group_shift_high"].map(|name| answer.number(name, &format!("g {group}")));
        assert!(low < -0.1 && high > 0.1, "{group}: {low} {high}");
    }
    assert!(answer.table.contains("на границе"), "{}", answer.table);
}

#[test]
fn marks_under_borders_of_scores_are_no_scores() {
    let why = refused(&["agreement", "--x", "x", "--y", "y", "--cut", "25,45,55"], "x,y\n3,40\n4,50\n5,60\n4,30\n");
    assert!(why.contains("--cut") && why.contains("«x»") && why.contains("--cut-y"), "{why}");
    // Each column with its own borders, or marks as they stand.
    let own = ask(&["agreement", "--x", "x", "--y", "y", "--cut-y", "25,45,55"], "x,y\n3,40\n4,50\n5,60\n4,30\n");
    assert_eq!(own.number("cross_count", "x 4 y 4"), 1.0);
}
