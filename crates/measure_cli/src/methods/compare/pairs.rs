//! Two values of the same rows.

use measure::Measured;
use measure::stats::{
    Confidence, kendall_tau, mcnemar_test, ordinal_association, paired_t_test, pearson, spearman, wilcoxon_signed,
    wilcoxon_signed_exact,
};

use super::{Column, Kind, part, put};
use crate::answer::{Answer, Cell, Sheet};

/// Up to how many differences the exact probability is quoted: without ties and zeros, and with them.
const MOST_UNTIED: usize = 50;
const MOST_TIED: usize = 13;
/// Up to how many differences the exact probability is counted at all.
const MOST_EXACT: usize = 200;

pub(super) fn compare(answer: &mut Answer, first: &Column, second: &Column) {
    let rows = first.values.iter().zip(&second.values).filter_map(|(x, y)| (*x).zip(*y));
    let (x, y): (Vec<f64>, Vec<f64>) = rows.unzip();
    let names = format!("{} {}", first.name, second.name);
    let title = format!("«{}» и «{}»", first.name, second.name);
    let mut sheet = Sheet::new(title, ["Показатель", "Значение"]);
    answer.put("n_complete", "", x.len());
    sheet.row([Cell::plain("строк с обоими значениями"), Cell::plain(x.len())]);
    correlations(answer, &mut sheet, &names, &x, &y);
    ordered(answer, &mut sheet, (&first.name, &second.name), &x, &y);
    differences(answer, &mut sheet, &names, &x, &y);
    if x.iter().chain(&y).all(|value| *value == 0.0 || *value == 1.0) {
        changed(answer, &mut sheet, &x, &y);
    }
    answer.show(sheet);
}

fn correlations(answer: &mut Answer, sheet: &mut Sheet, names: &str, x: &[f64], y: &[f64]) {
    let mut line = |quantity: &str, element: &str, title: &str, kind: Kind, value: Measured<f64>| {
        put(answer, sheet, (quantity, element, title, kind), value);
    };
    let straight = pearson(x, y, Confidence::P95);
    let ends = straight.and_then(|found| found.interval);
    line("pearson", "", "корреляция Пирсона", Kind::Number, part(&straight, |found| found.r));
    line("pearson_p", "", "p этой корреляции", Kind::Probability, straight.and_then(|found| found.p));
    line("pearson_ci95_low", "Fisher z", "корреляция, от", Kind::Number, part(&ends, |ends| ends.low));
    line("pearson_ci95_high", "Fisher z", "корреляция, до", Kind::Number, part(&ends, |ends| ends.high));
    let ranks = spearman(x, y);
    line("spearman", "", "корреляция Спирмена", Kind::Number, part(&ranks, |found| found.rho));
    line("spearman_p", "", "p этой корреляции", Kind::Probability, ranks.and_then(|found| found.p));
    let tau = kendall_tau(x, y);
    line("kendall_tau_b", names, "τ-b Кендалла", Kind::Number, part(&tau, |tau| tau.tau_b));
    line("kendall_tau_b_p", "asymptotic", "p этого τ", Kind::Probability, part(&tau, |tau| tau.p_asymptotic));
    line("kendall_exact_p", names, "p этого τ, точно", Kind::Probability, tau.and_then(|tau| tau.p_exact));
    line("kendall_tau_c", "", "τ-c Стюарта", Kind::Number, part(&tau, |tau| tau.tau_c));
}

fn ordered(answer: &mut Answer, sheet: &mut Sheet, (first, second): (&str, &str), x: &[f64], y: &[f64]) {
    let found = ordinal_association(x, y);
    let (forth, back) = (format!("{first} {second}"), format!("{second} {first}"));
    let gamma = found.and_then(|found| found.gamma);
    put(answer, sheet, ("goodman_gamma", &forth, "γ Гудмана — Краскела", Kind::Number), gamma);
    let title = |of: &str, given: &str| format!("d Сомерса, «{of}» по «{given}»");
    let lines = [
        (forth, title(second, first), part(&found, |found| found.second_given_first)),
        (back, title(first, second), part(&found, |found| found.first_given_second)),
    ];
    for (element, title, value) in lines {
        put(answer, sheet, ("somers_d", &element, &title, Kind::Number), value);
    }
}

fn differences(answer: &mut Answer, sheet: &mut Sheet, names: &str, x: &[f64], y: &[f64]) {
    let changes: Vec<f64> = x.iter().zip(y).map(|(x, y)| x - y).collect();
    let mut line = |quantity: &str, element: &str, title: &str, kind: Kind, value: Measured<f64>| {
        put(answer, sheet, (quantity, element, title, kind), value);
    };
    let ranks = wilcoxon_signed(&changes);
    line("wilcoxon_signed_w", "", "меньшая сумма рангов разностей", Kind::Number, part(&ranks, |test| test.w));
    let exact = (changes.len() <= MOST_EXACT).then(|| wilcoxon_signed_exact(&changes));
    let quoted = exact.filter(|_| changes.len() <= if has_ties(&changes) { MOST_TIED } else { MOST_UNTIED });
    let p = quoted.unwrap_or(part(&ranks, |test| test.p));
    line("wilcoxon_signed_p", "", "p, Уилкоксон", Kind::Probability, p);
    if let Some(exact) = exact {
        line("wilcoxon_exact_p", names, "p, Уилкоксон, точно", Kind::Probability, exact);
    }
    let mean = paired_t_test(&changes, Confidence::P95);
    line("paired_mean", "", "средняя разность", Kind::Number, part(&mean, |test| test.difference));
    line("paired_ci95_low", "", "средняя разность, от", Kind::Number, part(&mean, |test| test.interval.low));
    line("paired_ci95_high", "", "средняя разность, до", Kind::Number, part(&mean, |test| test.interval.high));
    line("paired_t", "", "t для разностей", Kind::Number, part(&mean, |test| test.t));
    line("paired_t_p", "", "p этого t", Kind::Probability, part(&mean, |test| test.p));
}

/// Whether a difference is 0, or two are equally large.
fn has_ties(changes: &[f64]) -> bool {
    let mut sizes: Vec<f64> = changes.iter().map(|change| change.abs()).collect();
    sizes.sort_unstable_by(f64::total_cmp);
    sizes.first() == Some(&0.0) || sizes.windows(2).any(|pair| pair[0] == pair[1])
}

fn changed(answer: &mut Answer, sheet: &mut Sheet, x: &[f64], y: &[f64]) {
    let (mut lost, mut gained) = (0, 0);
    for (x, y) in x.iter().zip(y) {
        lost += i64::from(x > y);
        gained += i64::from(x < y);
    }
    let element = format!("b={lost} c={gained}");
    let test = mcnemar_test(lost, gained);
    let lines = [("mcnemar_exact_p", "p, Мак-Немар, точно"), ("mcnemar_mid_p", "mid-p, Мак-Немар")];
    let values = [part(&test, |test| test.p), part(&test, |test| test.mid_p)];
    for ((quantity, title), value) in lines.into_iter().zip(values) {
        put(answer, sheet, (quantity, &element, title, Kind::Probability), value);
    }
}
