//! `vsoko measure compare`: values described, compared between groups, and laid beside one another.

mod describe;
mod groups;
mod pairs;
#[cfg(test)]
mod tests;

use clap::Args;
use measure::Measured;

use super::{Ask, Output};
use crate::Refusal;
use crate::answer::{Answer, Cell, Sheet, Value};
use crate::csv_table::{Factor, Table};
use crate::options::{Input, whole};

/// Values of rows, in groups and in pairs.
#[derive(Debug, Args)]
pub(crate) struct Compare {
    #[command(flatten)]
    input: Input,
    /// Столбцы значений через запятую, можно образцом; без параметра — все столбцы чисел, не названные иначе
    #[arg(long, value_name = "СТОЛБЦЫ")]
    x: Vec<String>,
    /// Второе значение тех же строк: связь с --x и разности (--x без --y)
    #[arg(long, value_name = "СТОЛБЕЦ")]
    y: Option<String>,
    /// Столбец с группой
    #[arg(long, value_name = "СТОЛБЕЦ")]
    group: Option<String>,
    /// Сравнивать только группы, в которых значений не меньше
    #[arg(long, value_name = "ЧИСЛО", value_parser = whole::<usize>)]
    least: Option<usize>,
}

impl Ask for Compare {
    const NAME: &'static str = "compare";
    const ABOUT: &'static str = "Описание значений, сравнение групп, связь двух значений";
    const USAGE: &'static str = "ФАЙЛ.csv [--x СТОЛБЦЫ] [--y СТОЛБЕЦ] [--group СТОЛБЕЦ]";
    const MANUAL: &'static str = "\
Столбцы --x и --y — числа (баллы, отметки), столбец --group — названия групп; пусто или NA — нет значения. Каждый столбец чисел
описывается и, если дана группа, сравнивается между группами: при двух группах — попарные критерии (первая — та, что раньше по
порядку названий), при трёх и больше — Краскел — Уоллис, дисперсионный анализ и каждая группа против всех остальных строк.
С --y считается связь двух значений одних и тех же строк и критерии для разностей --x без --y; если оба столбца состоят из 0 и 1 —
критерий Мак-Немара. Значения выводятся в единицах столбцов, вероятности двусторонние.
Малая вероятность говорит, что различие вряд ли случайно, а не о том, велико ли оно и в чём причина: смотрите величину различия
(rank_biserial, hedges_g). При многих группах читайте поправленные вероятности (bh — для отбора на проверку, holm — строже).";
    const OUTPUT: &'static [Output] = &[
        Output("mean", "столбец", "среднее"),
        Output("sd", "столбец", "стандартное отклонение, n − 1"),
        Output("skew_g1", "столбец", "асимметрия g1"),
        Output("kurtosis_g2", "столбец", "эксцесс g2"),
        Output("quantile_type7", "столбец доля", "квантиль, тип 7"),
        Output("n_present", "столбец", "сколько значений"),
        Output("group_n", "столбец группа", "сколько значений в группе"),
        Output("group_mean", "столбец группа", "среднее в группе"),
        Output("group_sd", "столбец группа", "стандартное отклонение в группе"),
        Output("mannwhitney_u", "столбец", "U первой группы"),
        Output("mannwhitney_p_cc", "столбец", "вероятность Манна — Уитни, нормальное приближение с поправкой"),
        Output("mannwhitney_p_nocc", "столбец", "то же без поправки на непрерывность"),
        Output("mannwhitney_exact_p", "столбец", "точная вероятность Манна — Уитни, до 60 значений вместе"),
        Output("rank_biserial", "столбец", "2U/(mn) − 1, дельта Клиффа, от −1 до 1"),
        Output("welch_t", "столбец", "t Уэлча, первая группа без второй"),
        Output("welch_df", "столбец", "число степеней свободы"),
        Output("welch_p", "столбец", "вероятность такого t"),
        Output("welch_ci95_low", "столбец", "разность средних, нижняя граница 95 %"),
        Output("welch_ci95_high", "столбец", "разность средних, верхняя граница 95 %"),
        Output("cohen_d", "столбец", "d Коэна, в стандартных отклонениях"),
        Output("hedges_g", "столбец", "g Хеджеса, то же с поправкой на малое число"),
        Output("ks_d", "столбец", "D Колмогорова — Смирнова"),
        Output("ks_p", "столбец", "вероятность такого D для значений без совпадений"),
        Output("ks_p_ties", "столбец", "вероятность такого D при имеющихся совпадениях"),
        Output("kruskal_h", "столбец; с --least: столбец группаs with >=N", "H Краскела — Уоллиса"),
        Output("kruskal_p", "как kruskal_h", "вероятность такого H"),
        Output("anova_f", "как kruskal_h", "F дисперсионного анализа"),
        Output("anova_p", "как kruskal_h", "вероятность такого F"),
        Output(
            "*_vs_rest_p",
            "группа",
            "группа против остальных строк, Манн — Уитни с поправкой; с --y — по разностям",
        ),
        Output("*_vs_rest_p_bh", "группа", "та же вероятность с поправкой Бенджамини — Хохберга"),
        Output("*_vs_rest_p_holm", "группа", "та же вероятность с поправкой Холма"),
        Output("n_complete", "", "строк с обоими значениями"),
        Output("pearson", "", "корреляция Пирсона"),
        Output("pearson_p", "", "вероятность такой корреляции"),
        Output("pearson_ci95_low", "Fisher z", "нижняя граница корреляции, 95 %"),
        Output("pearson_ci95_high", "Fisher z", "верхняя граница корреляции, 95 %"),
        Output("spearman", "", "корреляция Спирмена"),
        Output("spearman_p", "", "вероятность такой корреляции"),
        Output("kendall_tau_b", "x y", "τ-b Кендалла"),
        Output("kendall_tau_b_p", "asymptotic", "вероятность такого τ, нормальное приближение"),
        Output("kendall_exact_p", "x y", "точная вероятность такого τ, если её можно посчитать"),
        Output("kendall_tau_c", "", "τ-c Стюарта"),
        Output("goodman_gamma", "x y", "γ Гудмана — Краскела"),
        Output("somers_d", "x y; y x", "d Сомерса второго столбца по первому"),
        Output("wilcoxon_signed_w", "", "меньшая сумма рангов разностей"),
        Output("wilcoxon_signed_p", "", "вероятность: точная для малого числа разностей, иначе приближение"),
        Output("wilcoxon_exact_p", "x y", "точная вероятность, если её можно посчитать"),
        Output("paired_t", "", "t для разностей"),
        Output("paired_t_p", "", "вероятность такого t"),
        Output("paired_mean", "", "средняя разность"),
        Output("paired_ci95_low", "", "средняя разность, нижняя граница 95 %"),
        Output("paired_ci95_high", "", "средняя разность, верхняя граница 95 %"),
        Output("mcnemar_exact_p", "b=… c=…", "точная вероятность Мак-Немара: b — 1 и 0, c — 0 и 1"),
        Output("mcnemar_mid_p", "b=… c=…", "mid-p Мак-Немара"),
    ];

    fn answer(&self) -> Result<Answer, Refusal> {
        let table = self.input.open()?;
        let second = self.y.as_ref().map(|name| table.column(name, "--y")).transpose()?;
        let group = self.group.as_ref().map(|name| table.column(name, "--group")).transpose()?;
        let others: Vec<usize> = second.into_iter().chain(group).collect();
        let mut first = table.choose(&self.x, "--x", &others)?;
        if self.x.is_empty() {
            let mut kept = Vec::new();
            for column in first {
                kept.extend(table.numeric(column)?.then_some(column));
            }
            first = kept;
        }
        first.retain(|column| Some(*column) != second);
        if first.is_empty() {
            return Err(Refusal::new("нет ни одного столбца чисел: назовите его параметром --x"));
        }
        let first = first.into_iter().map(|at| Column::of(&table, at)).collect::<Result<Vec<Column>, Refusal>>()?;
        let second = second.map(|at| Column::of(&table, at)).transpose()?;
        let group = group.map(|at| Grouping { name: table.names()[at].clone(), factor: table.factor(at) });
        self.compare(&first, second.as_ref(), group.as_ref())
    }
}

impl Compare {
    fn compare(&self, first: &[Column], second: Option<&Column>, group: Option<&Grouping>) -> Result<Answer, Refusal> {
        let mut answer = Answer::new("Сравнение значений");
        for column in first.iter().chain(second) {
            describe::describe(&mut answer, column);
            if let Some(group) = group {
                groups::compare(&mut answer, column, group, self.least);
            }
        }
        if let Some(second) = second {
            let [first] = first else {
                return Err(Refusal::new("с --y нужен ровно один столбец --x"));
            };
            pairs::compare(&mut answer, first, second);
        }
        if let (Some(group), [column]) = (group, first) {
            groups::against_rest(&mut answer, column, second, group, self.least);
        }
        Ok(answer)
    }
}

/// A column of numbers.
struct Column {
    name: String,
    values: Vec<Option<f64>>,
}

impl Column {
    fn of(table: &Table, at: usize) -> Result<Column, Refusal> {
        Ok(Column { name: table.names()[at].clone(), values: table.numbers(at)? })
    }

    fn present(&self) -> Vec<f64> {
        self.values.iter().flatten().copied().collect()
    }
}

/// The column of groups.
struct Grouping {
    name: String,
    factor: Factor,
}

/// What a value is, for the table for people.
#[derive(Clone, Copy)]
enum Kind {
    Number,
    Probability,
}

/// A quantity that also stands in the table.
fn put(
    answer: &mut Answer,
    sheet: &mut Sheet,
    (quantity, element, title, kind): (&str, &str, &str, Kind),
    value: impl Into<Value>,
) {
    let value = value.into();
    sheet.row([
        Cell::plain(title),
        match kind {
            Kind::Number => Cell::fixed(value.clone(), 3),
            Kind::Probability => Cell::probability(value.clone()),
        },
    ]);
    answer.put(quantity.to_owned(), element, value);
}

/// A field of a measured struct.
fn part<T, U>(measured: &Measured<T>, pick: impl FnOnce(&T) -> U) -> Measured<U> {
    measured.as_ref().map(pick)
}
