//! Values between groups.

use measure::Measured;
use measure::stats::{
    Confidence, benjamini_hochberg, cohen_d, holm, kolmogorov_smirnov, kruskal_wallis, mann_whitney,
    mann_whitney_exact, one_way_anova, summary, welch_t_test,
};

use super::{Column, Grouping, Kind, part, put};
use crate::answer::{Answer, Cell, Sheet};

/// Up to how many values together the exact distribution is counted.
const MOST_EXACT: usize = 60;

/// The values of each level that has at least so many.
fn split<'g>(values: &[Option<f64>], group: &'g Grouping, least: usize) -> Vec<(&'g str, Vec<f64>)> {
    let mut lists = vec![Vec::new(); group.factor.levels.len()];
    for (value, code) in values.iter().zip(&group.factor.codes) {
        if let Some((value, code)) = value.zip(*code) {
            lists[code].push(value);
        }
    }
    let levels = group.factor.levels.iter().map(String::as_str);
    levels.zip(lists).filter(|(_, list)| list.len() >= least.max(1)).collect()
}

pub(super) fn compare(answer: &mut Answer, column: &Column, group: &Grouping, least: Option<usize>) {
    let groups = split(&column.values, group, least.unwrap_or(1));
    let name = column.name.as_str();
    let headings = [group.name.as_str(), "Значений", "Среднее", "Ст. отклонение"];
    let mut sheet = Sheet::new(format!("«{name}» по группам"), headings);
    for (level, values) in &groups {
        let element = format!("{name} {level}");
        let found = summary(values);
        let (mean, sd) = (part(&found, |all| all.mean), found.and_then(|all| all.sd));
        answer.put("group_n", &element, values.len());
        answer.put("group_mean", &element, mean);
        answer.put("group_sd", &element, sd);
        sheet.row([Cell::plain(*level), Cell::plain(values.len()), Cell::fixed(mean, 3), Cell::fixed(sd, 3)]);
    }
    answer.show(sheet);
    if let [(one, first), (other, second)] = groups.as_slice() {
        two(answer, name, (one, first), (other, second));
    }
    let element = least.map_or_else(|| name.to_owned(), |least| format!("{name} {}s with >={least}", group.name));
    let lists: Vec<&[f64]> = groups.iter().map(|(_, values)| values.as_slice()).collect();
    let mut sheet = Sheet::new(format!("«{name}»: все группы вместе"), ["Показатель", "Значение"]);
    let kruskal = kruskal_wallis(&lists);
    put(answer, &mut sheet, ("kruskal_h", &element, "H Краскела — Уоллиса", Kind::Number), part(&kruskal, |all| all.h));
    put(answer, &mut sheet, ("kruskal_p", &element, "p этого H", Kind::Probability), part(&kruskal, |all| all.p));
    let anova = one_way_anova(&lists);
    put(answer, &mut sheet, ("anova_f", &element, "F дисперсионного анализа", Kind::Number), part(&anova, |all| all.f));
    put(answer, &mut sheet, ("anova_p", &element, "p этого F", Kind::Probability), part(&anova, |all| all.p));
    answer.show(sheet);
}

fn two(answer: &mut Answer, name: &str, (one, first): (&str, &[f64]), (other, second): (&str, &[f64])) {
    let mut sheet = Sheet::new(format!("«{name}»: «{one}» без «{other}»"), ["Показатель", "Значение"]);
    let mut line = |quantity: &str, title: &str, kind: Kind, value: Measured<f64>| {
        put(answer, &mut sheet, (quantity, name, title, kind), value);
    };
    let ranks = mann_whitney(first, second);
    line("mannwhitney_u", "U первой группы", Kind::Number, part(&ranks, |test| test.u));
    line("mannwhitney_p_cc", "p, Манн — Уитни", Kind::Probability, part(&ranks, |test| test.p_corrected));
    line("mannwhitney_p_nocc", "p без поправки", Kind::Probability, part(&ranks, |test| test.p));
    if first.len() + second.len() <= MOST_EXACT {
        line("mannwhitney_exact_p", "p, точно", Kind::Probability, mann_whitney_exact(first, second));
    }
    line("rank_biserial", "дельта Клиффа", Kind::Number, part(&ranks, |test| test.rank_biserial));
    let means = welch_t_test(first, second, Confidence::P95);
    line("welch_t", "t Уэлча", Kind::Number, part(&means, |test| test.t));
    line("welch_df", "степеней свободы", Kind::Number, part(&means, |test| test.df));
    line("welch_p", "p этого t", Kind::Probability, part(&means, |test| test.p));
    line("welch_ci95_low", "разность средних, от", Kind::Number, part(&means, |test| test.interval.low));
    line("welch_ci95_high", "разность средних, до", Kind::Number, part(&means, |test| test.interval.high));
    let size = cohen_d(first, second);
    line("cohen_d", "d Коэна", Kind::Number, part(&size, |size| size.d));
    line("hedges_g", "g Хеджеса", Kind::Number, part(&size, |size| size.g));
    let spread = kolmogorov_smirnov(first, second);
    line("ks_d", "D Колмогорова — Смирнова", Kind::Number, part(&spread, |test| test.d));
    line("ks_p", "p этого D", Kind::Probability, part(&spread, |test| test.p));
    line("ks_p_ties", "p этого D при совпадениях", Kind::Probability, part(&spread, |test| test.p_with_ties));
    answer.show(sheet);
}

/// Each group against all other rows; with a second column by the differences.
pub(super) fn against_rest(
    answer: &mut Answer,
    column: &Column,
    second: Option<&Column>,
    group: &Grouping,
    least: Option<usize>,
) {
    let values: Vec<Option<f64>> = match second {
        None => column.values.clone(),
        Some(second) => column.values.iter().zip(&second.values).map(|(x, y)| Some((*x)? - (*y)?)).collect(),
    };
    let groups = split(&values, group, least.unwrap_or(1));
    if groups.len() < 3 {
        return;
    }
    let tested: Vec<(&str, Measured<f64>)> = groups
        .iter()
        .map(|(level, inside)| {
            let outside: Vec<f64> = values
                .iter()
                .zip(&group.factor.codes)
                .filter(|(_, code)| code.is_some_and(|code| group.factor.levels[code] != *level))
                .filter_map(|(value, _)| *value)
                .collect();
            (*level, mann_whitney(inside, &outside).map(|test| test.p_corrected))
        })
        .collect();
    let known: Vec<f64> = tested.iter().filter_map(|(_, p)| p.known()).collect();
    let (gentle, strict) = (benjamini_hochberg(&known), holm(&known));
    let headings = [group.name.as_str(), "p", "p (Бенджамини — Хохберг)", "p (Холм)"];
    let mut sheet = Sheet::new("Каждая группа против остальных строк", headings);
    let mut place = 0;
    for (level, p) in tested {
        // A group without p stays without an adjusted one, for the same reason.
        let adjusted = |list: &Measured<Vec<f64>>| p.and_then(|_| list.as_ref().map(|list| list[place]));
        let cells = [p, adjusted(&gentle), adjusted(&strict)];
        for (ending, value) in ["", "_bh", "_holm"].into_iter().zip(cells) {
            answer.put(format!("{}_vs_rest_p{ending}", plain(&group.name)), level, value);
        }
        sheet.row([Cell::plain(level)].into_iter().chain(cells.map(Cell::probability)));
        place += usize::from(p.is_known());
    }
    answer.show(sheet);
    answer.note("Малая вероятность — повод посмотреть на группу, а не вывод о ней.");
}

/// A name of a column as a part of the name of a quantity.
fn plain(name: &str) -> String {
    name.chars().map(|letter| if letter.is_alphanumeric() { letter } else { '_' }).collect()
}
