//! How two scores go together.

use measure::stats::{kendall_tau, paired_t_test, pearson, spearman, wilcoxon_signed};

use super::Pairs;
use crate::answer::{Answer, Cell, Sheet};

pub(super) fn put(answer: &mut Answer, pairs: &Pairs<'_>) {
    let (x, y) = (&pairs.x, &pairs.y);
    let differences: Vec<f64> = x.iter().zip(y).map(|(x, y)| x - y).collect();
    let tau = kendall_tau(x, y);
    let linear = pearson(x, y, pairs.confidence);
    let interval = linear.and_then(|found| found.interval);
    let signed = wilcoxon_signed(&differences);
    let paired = paired_t_test(&differences, pairs.confidence);
    answer.put("kendall_tau_b", format!("{} {}", pairs.names[0], pairs.names[1]), tau.map(|tau| tau.tau_b));
    answer.put("kendall_tau_b_p", "asymptotic", tau.map(|tau| tau.p_asymptotic));
    answer.put("kendall_tau_c", "", tau.map(|tau| tau.tau_c));
    let ranks = spearman(x, y).map(|found| found.rho);
    answer.put("spearman", "", ranks);
    answer.put("pearson", "", linear.map(|found| found.r));
    answer.put("pearson_ci95_low", "Fisher z", interval.map(|interval| interval.low));
    answer.put("pearson_ci95_high", "Fisher z", interval.map(|interval| interval.high));
    answer.put("wilcoxon_signed_w", "", signed.map(|found| found.w));
    answer.put("wilcoxon_signed_p", "", signed.map(|found| found.p));
    answer.put("paired_t", "", paired.map(|found| found.t));
    answer.put("paired_t_p", "", paired.map(|found| found.p));
    let mut sheet = Sheet::new("Связь двух результатов", ["Мера", "Значение"]);
    sheet.row([Cell::plain("Корреляция Пирсона"), Cell::fixed(linear.map(|found| found.r), 3)]);
    sheet.row([Cell::plain("  от"), Cell::fixed(interval.map(|interval| interval.low), 3)]);
    sheet.row([Cell::plain("  до"), Cell::fixed(interval.map(|interval| interval.high), 3)]);
    sheet.row([Cell::plain("Корреляция Спирмена"), Cell::fixed(ranks, 3)]);
    sheet.row([Cell::plain("Тау-b Кендалла"), Cell::fixed(tau.map(|tau| tau.tau_b), 3)]);
    sheet.row([Cell::plain("Разности, вероятность Уилкоксона"), Cell::probability(signed.map(|found| found.p))]);
    answer.show(sheet);
}
