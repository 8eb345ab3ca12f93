use crate::answer::Value;
use crate::testing::{ask, refused};

const SCHOOLS: &str = "school,sex,course,written\n1,F,80,40\n1,M,65,45\n1,F,,30\n2,M,70,52\n2,F,75,61\n2,M,61,33\n\
                       3,F,90,70\n3,M,72,50\n3,M,NA,44\n3,F,85,66\n";

#[test]
fn two_groups_are_compared_in_the_order_of_their_names() {
    let answer = ask(&["compare", "--x", "course", "--group", "sex"], SCHOOLS);
    // Girls 80 75 90 85, boys 65 70 61 72: every girl is above every boy.
    assert_eq!(answer.number("mannwhitney_u", "course"), 16.0);
    assert_eq!(answer.number("rank_biserial", "course"), 1.0);
    assert!((answer.number("mannwhitney_exact_p", "course") - 2.0 / 70.0).abs() < 1e-12);
    assert_eq!(answer.number("group_n", "course F"), 4.0);
    assert_eq!(answer.number("n_present", "course"), 8.0);
    assert_eq!(answer.number("quantile_type7", "course 0.5"), 73.5);
    assert!(answer.number("welch_t", "course") > 0.0 && answer.number("hedges_g", "course") > 0.0);
    assert_eq!(answer.number("ks_d", "course"), 1.0);
    assert!(answer.table.contains("«F» без «M»"), "{}", answer.table);
}

#[test]
fn more_groups_are_compared_with_the_rest() {
    let answer = ask(&["compare", "--x", "course", "--y", "written", "--group", "school", "--least", "2"], SCHOOLS);
    assert_eq!(answer.number("n_complete", ""), 8.0);
    let p = |level: &str| answer.number("school_vs_rest_p", level);
    assert!(p("1") > 0.0 && p("3") <= 1.0);
    assert!(answer.number("school_vs_rest_p_holm", "2") >= answer.number("school_vs_rest_p_bh", "2"));
    assert!(answer.number("kruskal_h", "course schools with >=2") > 0.0);
    assert!(answer.number("anova_f", "course schools with >=2") > 0.0);
}

#[test]
fn two_values_of_the_same_rows_are_laid_beside_each_other() {
    let answer = ask(&["compare", "--x", "course", "--y", "written"], SCHOOLS);
    let tau = answer.number("kendall_tau_b", "course written");
    assert!((tau - 18.0 / 28.0).abs() < 1e-12, "{tau}");
    for (alike, element) in [("kendall_tau_c", ""), ("somers_d", "course written"), ("goodman_gamma", "course written")]
    {
        assert!((answer.number(alike, element) - tau).abs() < 1e-12, "{alike}");
    }
    assert_eq!(answer.number("wilcoxon_signed_w", ""), 0.0);
    assert_eq!(answer.number("wilcoxon_signed_p", ""), answer.number("wilcoxon_exact_p", "course written"));
    assert!(answer.number("pearson_ci95_low", "Fisher z") < answer.number("pearson", ""));
    assert!(answer.number("paired_t", "") > 0.0);
}

#[test]
fn ones_and_zeros_are_changes() {
    let answer = ask(&["compare", "--x", "before", "--y", "after"], "before,after\n1,0\n0,1\n0,1\n1,1\n0,1\n0,0\n");
    assert!((answer.number("mcnemar_exact_p", "b=1 c=3") - 0.625).abs() < 1e-12);
}

#[test]
fn without_names_all_numbers_are_compared() {
    let answer = ask(&["compare", "--group", "sex"], SCHOOLS);
    assert!(answer.long.contains("mean,written,") && answer.long.contains("mean,course,"), "{}", answer.long);
    assert!(!answer.long.contains("mean,sex"), "{}", answer.long);
}

#[test]
fn what_cannot_be_computed_says_why() {
    let answer = ask(&["compare", "--x", "x", "--group", "g"], "x,g\n1,a\n1,b\n");
    assert!(matches!(answer.value("welch_t", "x"), Value::Unknown { .. }));
    assert!(answer.table.contains("все значения одинаковы"), "{}", answer.table);
}

#[test]
fn wrong_columns_are_refused() {
    let why = "строка 3, столбец «course»: «много» — не число";
    assert_eq!(refused(&["compare", "--x", "course"], "course\n5\nмного\n"), why);
    assert_eq!(
        refused(&["compare", "--x", "course,written", "--y", "school"], SCHOOLS),
        "с --y нужен ровно один столбец --x"
    );
    assert_eq!(refused(&["compare"], "name\nАня\n"), "нет ни одного столбца чисел: назовите его параметром --x");
}
