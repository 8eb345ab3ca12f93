//! `vsoko measure exact DATA`: exact tests of a few numbers that are typed in.

use clap::Args;
use measure::stats::{
    Confidence, kendall_tau, mann_kendall, mann_whitney, mann_whitney_exact, mcnemar_test, theil_sen,
    wilcoxon_signed_exact,
};

use super::{Ask, Output};
use crate::Refusal;
use crate::answer::{Answer, Cell, Sheet, Value};
use crate::csv_table::number;

/// The numbers.
#[derive(Debug, Args)]
pub(crate) struct Exact {
    /// «3 4 2 | 5.5 6» — две группы; «3.7 3.8 3.6» — один ряд; «b=12 c=4» — ученики, изменившиеся в одну и в другую сторону
    #[arg(value_name = "ДАННЫЕ", help_heading = "Что указать", allow_hyphen_values = true)]
    numbers: String,
}

impl Ask for Exact {
    const NAME: &'static str = "exact";
    const ABOUT: &'static str = "Точные критерии для нескольких чисел, заданных прямо в команде";
    const USAGE: &'static str = "ДАННЫЕ";
    const MANUAL: &'static str = "\
Числа задают в кавычках через пробел, файл не нужен. Две группы разделяют чертой: «3 4 2 5 | 5.5 6 3.5». Если чисел в группах
поровну, они считаются и парами: тогда есть и связь по Кендаллу, и критерий Уилкоксона для разностей (первая без второй).
Один ряд без черты — значения по порядку времени. «b=12 c=4» — сколько учеников изменилось в одну и сколько в другую сторону.
Вероятности двусторонние, при совпадающих значениях — по распределению перестановок. Таблицы больших данных: compare.";
    const OUTPUT: &'static [Output] = &[
        Output("mannwhitney_exact_p", "данные", "точная вероятность критерия Манна — Уитни"),
        Output("mannwhitney_u", "", "U первой группы"),
        Output("kendall_tau_b", "данные", "τ-b Кендалла, от −1 до 1"),
        Output("kendall_exact_p", "данные", "точная вероятность такого τ"),
        Output("wilcoxon_exact_p", "данные", "точная вероятность критерия Уилкоксона для разностей"),
        Output("mcnemar_exact_p", "b=… c=…", "точная вероятность критерия Мак-Немара"),
        Output("mcnemar_mid_p", "b=… c=…", "mid-p критерия Мак-Немара"),
        Output("theil_sen_slope", "данные", "наклон Тейла — Сена, единиц значения на шаг ряда"),
        Output("mann_kendall_tau_b", "", "τ-b ряда с временем"),
        Output(
            "mann_kendall_p",
            "exact or asymptotic as scipy 'auto'",
            "вероятность критерия Манна — Кендалла: без совпадений до 33 значений точная",
        ),
    ];

    fn answer(&self) -> Result<Answer, Refusal> {
        let text = self.numbers.trim();
        if let Some((b, c)) = changed(text) {
            return Ok(mcnemar(text, b, c));
        }
        let parts: Vec<&str> = [" | ", " / "]
            .iter()
            .find_map(|sign| text.split_once(sign))
            .map_or_else(|| vec![text], |(first, second)| vec![first, second]);
        let lists = parts.into_iter().map(numbers).collect::<Result<Vec<Vec<f64>>, Refusal>>()?;
        match lists.as_slice() {
            [first, second] => Ok(two_groups(text, first, second)),
            _ => series(text, &lists.concat()),
        }
    }
}

/// `b=12 c=4`.
fn changed(text: &str) -> Option<(i64, i64)> {
    let (b, c) = text.split_once(' ')?;
    Some((b.strip_prefix("b=")?.parse().ok()?, c.trim().strip_prefix("c=")?.parse().ok()?))
}

fn numbers(text: &str) -> Result<Vec<f64>, Refusal> {
    let found = text.split_whitespace().map(|word| {
        number(word).ok_or_else(|| {
            Refusal::new(format!("«{word}» — не число: ожидаются числа через пробел, группы разделяют « | »"))
        })
    });
    found.collect()
}

/// A quantity that also stands in the table.
fn put(
    answer: &mut Answer,
    sheet: &mut Sheet,
    (quantity, element, title): (&'static str, &str, &str),
    value: impl Into<Value>,
) {
    let value = value.into();
    let cell = if quantity.ends_with("_p") { Cell::probability(value.clone()) } else { Cell::fixed(value.clone(), 4) };
    sheet.row([Cell::plain(title), cell]);
    answer.put(quantity, element, value);
}

fn mcnemar(text: &str, b: i64, c: i64) -> Answer {
    let mut answer = Answer::new("Критерий Мак-Немара");
    let mut sheet = Sheet::new("", ["Показатель", "Значение"]);
    let test = mcnemar_test(b, c);
    put(&mut answer, &mut sheet, ("mcnemar_exact_p", text, "p, точно"), test.map(|test| test.p));
    put(&mut answer, &mut sheet, ("mcnemar_mid_p", text, "mid-p"), test.map(|test| test.mid_p));
    answer.show(sheet);
    answer
}

fn two_groups(text: &str, first: &[f64], second: &[f64]) -> Answer {
    let mut answer = Answer::new("Точные критерии для двух групп");
    let mut sheet = Sheet::new("", ["Показатель", "Значение"]);
    let exact = mann_whitney_exact(first, second);
    put(&mut answer, &mut sheet, ("mannwhitney_exact_p", text, "p, Манн — Уитни, точно"), exact);
    let u = mann_whitney(first, second).map(|test| test.u);
    put(&mut answer, &mut sheet, ("mannwhitney_u", "", "U первой группы"), u);
    if first.len() == second.len() {
        let tau = kendall_tau(first, second);
        put(&mut answer, &mut sheet, ("kendall_tau_b", text, "τ-b Кендалла"), tau.map(|tau| tau.tau_b));
        let exact = tau.and_then(|tau| tau.p_exact);
        put(&mut answer, &mut sheet, ("kendall_exact_p", text, "p этого τ, точно"), exact);
        let changes: Vec<f64> = first.iter().zip(second).map(|(one, other)| one - other).collect();
        let exact = wilcoxon_signed_exact(&changes);
        put(&mut answer, &mut sheet, ("wilcoxon_exact_p", text, "p, Уилкоксон для разностей, точно"), exact);
    }
    answer.show(sheet);
    answer
}

fn series(text: &str, values: &[f64]) -> Result<Answer, Refusal> {
    let mut answer = Answer::new("Ход ряда");
    let mut sheet = Sheet::new("", ["Показатель", "Значение"]);
    let trend = mann_kendall(values);
    let count = u32::try_from(values.len()).map_err(|_| Refusal::because(measure::Why::TooLarge))?;
    let places: Vec<f64> = (1..=count).map(f64::from).collect();
    let slope = theil_sen(&places, values, Confidence::P95).map(|line| line.slope);
    put(&mut answer, &mut sheet, ("theil_sen_slope", text, "наклон Тейла — Сена за шаг"), slope);
    put(&mut answer, &mut sheet, ("mann_kendall_tau_b", "", "τ-b с временем"), trend.map(|tau| tau.tau_b));
    let auto = "exact or asymptotic as scipy 'auto'";
    put(&mut answer, &mut sheet, ("mann_kendall_p", auto, "p, Манн — Кендалл"), trend.map(|tau| tau.p));
    answer.show(sheet);
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use crate::testing::{ask, refused};

    #[test]
    fn groups_pairs_series_and_changes_are_told_apart() {
        let groups = "3 4 2 5 4.5 1 | 5.5 6 3.5 7 8";
        let answer = ask(&["exact", groups], "");
        assert!((answer.number("mannwhitney_exact_p", groups) - 1.0 / 33.0).abs() < 1e-12);
        assert_eq!(answer.number("mannwhitney_u", ""), 3.0);
        assert!(!answer.long.contains("kendall"), "{}", answer.long);
        let pairs = "7 3 9 1 5 8 2 / 6 4 9 2 3 8 1";
        assert!((ask(&["exact", pairs], "").number("kendall_exact_p", pairs) - 0.010_714_285_714).abs() < 1e-10);
        assert!((ask(&["exact", "b=12 c=4"], "").number("mcnemar_exact_p", "b=12 c=4") - 0.076_812_744).abs() < 1e-8);
        assert_eq!(ask(&["exact", "1 3 5 7"], "").number("theil_sen_slope", "1 3 5 7"), 2.0);
    }

    #[test]
    fn what_is_no_number_is_refused() {
        let why = "«пять» — не число: ожидаются числа через пробел, группы разделяют « | »";
        assert_eq!(refused(&["exact", "3 4 пять"], ""), why);
    }

    #[test]
    fn what_cannot_be_computed_says_why() {
        let answer = ask(&["exact", "2 2 | 2 2"], "");
        assert!(answer.table.contains("все значения одинаковы"), "{}", answer.table);
    }
}
