//! `vsoko measure mixed FILE --formula "y ~ x + (1|g)"`: a linear mixed model.

use clap::Args;
use measure::mixed::{Column, Criterion, Formula, MixedFit, RandomPart, fit_mixed};

use super::{Ask, Output};
use crate::Refusal;
use crate::answer::{Answer, Cell, Sheet};
use crate::csv_table::Table;
use crate::options::Input;

/// The two-sided 95 % point of the normal distribution.
const Z95: f64 = 1.959_963_984_540_054;
/// With more groups the table for people leaves them out.
const MOST_GROUPS_SHOWN: usize = 60;

/// A file and a formula.
#[derive(Debug, Args)]
pub(crate) struct Mixed {
    #[command(flatten)]
    input: Input,
    /// Формула, например "score ~ intake + sex + (1|school)"
    #[arg(long, value_name = "ФОРМУЛА")]
    formula: String,
    /// Полное правдоподобие (ML) вместо ограниченного (REML)
    #[arg(long)]
    ml: bool,
}

impl Ask for Mixed {
    const NAME: &'static str = "mixed";
    const ABOUT: &'static str = "Смешанная линейная модель: постоянные эффекты и случайные различия групп (REML, ML)";
    const USAGE: &'static str = "ФАЙЛ.csv --formula \"y ~ x + (1|group)\" [--ml]";
    const MANUAL: &'static str = "\
Раскладывает числовой показатель на то, что объясняют столбцы (постоянные эффекты), на различия групп и на остаток.
Строка файла — одно наблюдение. Столбец слева от ~ числовой, его единица — единица эффектов; дисперсии — в её квадрате.
Справа через +: столбцы; a:b — взаимодействие; a*b — оба и взаимодействие; 0 или -1 — без свободного члена; factor(x) —
числа как названия групп; (1|g) — группы g отличаются уровнем; (1+x|g) — уровнем и наклоном; (1+x||g) — то же без
корреляции; (1|g/h) — h внутри g; несколько скобок — вложенные или перекрёстные группы. Имя с пробелами — в `обратных`
кавычках. Столбцы слов — факторы; сравнение с первым значением (числа по величине, слова по кодам букв).
Строки, где не хватает хотя бы одного названного столбца, не входят в расчёт; их число выводится.
Дисперсия 0 («на границе») значит, что данные не показывают различий между группами сверх случайных, а не что их нет.
Эффект группы сжат к нулю тем сильнее, чем меньше в ней наблюдений; это не оценка группы и не рейтинг.
Логарифмы правдоподобия REML у моделей с разными постоянными эффектами не сравнивают: для этого есть --ml.";
    const OUTPUT: &'static [Output] = &[
        Output("n", "", "строк в расчёте"),
        Output("n_dropped", "", "строк с пропусками, не вошедших в расчёт"),
        Output("fixef", "столбец", "постоянный эффект, в единицах y"),
        Output("fixef_se", "столбец", "его стандартная ошибка (дисперсии считаются известными)"),
        Output("variance", "группа столбец; «Residual »", "дисперсия случайного эффекта, остатка"),
        Output("variance_share", "группа столбец; «Residual »", "доля в сумме дисперсий (без наклонов)"),
        Output("correlation", "группа столбец столбец", "корреляция случайных эффектов"),
        Output("loglik", "", "логарифм правдоподобия: −½ критерия REML (ML)"),
        Output("aic", "", "критерий Акаике"),
        Output("bic", "", "критерий Шварца"),
        Output("parameters", "", "свободных параметров"),
        Output("singular", "группа", "1 — дисперсия на границе (различий сверх случайных не видно), иначе 0"),
        Output("ranef_*", "значение группы; с наклонами ещё столбец", "эффект группы (BLUP), в единицах y"),
        Output("ranef_sd_*", "как у ranef_*", "его условное стандартное отклонение"),
    ];

    fn answer(&self) -> Result<Answer, Refusal> {
        let table = self.input.open()?;
        let formula: Formula = self.formula.parse()?;
        let criterion = if self.ml { Criterion::Full } else { Criterion::Restricted };
        let mut columns = Vec::new();
        for name in formula.columns() {
            if is_measured(&formula, name) {
                table.numeric(table.column(name, "--formula")?)?;
            }
            columns.push((name, column(&table, name)?));
        }
        let columns: Vec<(&str, &Column)> = columns.iter().map(|(name, column)| (*name, column)).collect();
        let fit = fit_mixed(&formula, &columns, criterion)?;
        let mut answer = Answer::new(format!("Смешанная модель {}", self.formula));
        put(&mut answer, &fit);
        show(&mut answer, &fit);
        notes(&mut answer, &fit);
        Ok(answer)
    }
}

/// Whether a column stands in the formula as more than the name of a group.
fn is_measured(formula: &Formula, name: &str) -> bool {
    let slopes = formula.random.iter().flat_map(|term| &term.slopes);
    let mut variables = formula.fixed.iter().chain(slopes).flat_map(|term| &term.0);
    formula.response == name || variables.any(|variable| variable.name == name && !variable.is_factor)
}

/// A column of the file: numbers if all of its cells are, else words.
pub(crate) fn column(table: &Table, name: &str) -> Result<Column, Refusal> {
    let column = table.column(name, "--formula")?;
    if table.is_numeric(column) {
        return Ok(Column::Numbers(table.numbers(column)?));
    }
    let words = (0..table.rows()).map(|row| table.present(row, column).map(str::to_owned));
    Ok(Column::Words(words.collect()))
}

fn put(answer: &mut Answer, fit: &MixedFit) {
    answer.put("n", "", fit.n);
    answer.put("n_dropped", "", fit.dropped_rows);
    for effect in &fit.fixed {
        answer.put("fixef", &effect.name, effect.value);
        answer.put("fixef_se", &effect.name, effect.error);
    }
    let whole = total(fit);
    for part in &fit.random {
        for (place, column) in part.columns.iter().enumerate() {
            answer.put("variance", format!("{} {column}", part.group), part.variance(place));
        }
        for pair in part.correlations() {
            answer.put("correlation", format!("{} {} {}", part.group, pair.one, pair.other), pair.value);
        }
        answer.put("singular", &part.group, usize::from(part.is_singular));
    }
    // lme4 names a variance by group and column; the residual has no column, and the space stays.
    answer.put("variance", "Residual ", fit.residual_variance);
    if let Some(whole) = whole {
        for part in &fit.random {
            answer.put("variance_share", format!("{} (Intercept)", part.group), part.variance(0) / whole);
        }
        answer.put("variance_share", "Residual ", fit.residual_variance / whole);
    }
    answer.put("loglik", "", fit.log_likelihood);
    answer.put("aic", "", fit.aic());
    answer.put("bic", "", fit.bic());
    answer.put("parameters", "", fit.parameters);
    for part in &fit.random {
        put_groups(answer, part);
    }
}

/// The sum of all variances, where groups differ in nothing but their middle.
fn total(fit: &MixedFit) -> Option<f64> {
    let has_slopes = fit.random.iter().any(|part| part.columns != ["(Intercept)"]);
    let sum = fit.random.iter().map(|part| part.variance(0)).sum::<f64>() + fit.residual_variance;
    (!has_slopes).then_some(sum)
}

fn put_groups(answer: &mut Answer, part: &RandomPart) {
    for group in &part.groups {
        let values = part.columns.iter().zip(&group.values).zip(&group.errors);
        for ((column, value), error) in values {
            let element =
                if part.columns.len() == 1 { group.label.clone() } else { format!("{} {column}", group.label) };
            answer.put(format!("ranef_{}", part.group), &element, *value);
            answer.put(format!("ranef_sd_{}", part.group), element, *error);
        }
    }
}

fn show(answer: &mut Answer, fit: &MixedFit) {
    let headings = ["Эффект", "Оценка", "Ст. ошибка", "95 % от", "до"];
    let mut fixed = Sheet::new("Постоянные эффекты", headings);
    for effect in &fit.fixed {
        let spread = Z95 * effect.error;
        let numbers = [effect.value, effect.error, effect.value - spread, effect.value + spread];
        fixed.row(std::iter::once(Cell::plain(effect.name.as_str())).chain(numbers.map(|n| Cell::fixed(n, 3))));
    }
    answer.show(fixed);
    let mut random = Sheet::new("Случайные различия", ["Группы", "Чем отличаются", "Дисперсия", "Ст. отклонение"]);
    let mut row = |group: &str, column: &str, variance: f64| {
        let numbers = [Cell::fixed(variance, 4), Cell::fixed(variance.sqrt(), 4)];
        random.row([Cell::plain(group), Cell::plain(column)].into_iter().chain(numbers));
    };
    for part in &fit.random {
        for (place, column) in part.columns.iter().enumerate() {
            row(&part.group, column, part.variance(place));
        }
    }
    row("остаток", "", fit.residual_variance);
    answer.show(random);
    for part in fit.random.iter().filter(|part| part.groups.len() <= MOST_GROUPS_SHOWN) {
        let headings = ["Группа", "Чем отличается", "Эффект (сжатый)", "Усл. ст. отклонение"];
        let mut groups = Sheet::new(format!("Группы «{}»", part.group), headings);
        for group in &part.groups {
            for ((column, value), error) in part.columns.iter().zip(&group.values).zip(&group.errors) {
                let names = [Cell::plain(group.label.as_str()), Cell::plain(column.as_str())];
                groups.row(names.into_iter().chain([Cell::fixed(*value, 3), Cell::fixed(*error, 3)]));
            }
        }
        answer.show(groups);
    }
}

fn notes(answer: &mut Answer, fit: &MixedFit) {
    let criterion = match fit.criterion {
        Criterion::Restricted => "ограниченного правдоподобия (REML)",
        Criterion::Full => "правдоподобия (ML)",
    };
    answer.note(format!(
        "Строк в расчёте {}, с пропусками {}. Логарифм {criterion} {:.3}, AIC {:.1}, BIC {:.1}.",
        fit.n,
        fit.dropped_rows,
        fit.log_likelihood,
        fit.aic(),
        fit.bic()
    ));
    if !fit.dropped_columns.is_empty() {
        answer.note(format!("Зависят от предыдущих столбцов и исключены: {}.", fit.dropped_columns.join(", ")));
    }
    for group in fit.singular() {
        answer.note(format!("Группы «{group}»: решение на границе, различий сверх случайных данные не показывают."));
    }
    for part in fit.random.iter().filter(|part| part.groups.len() > MOST_GROUPS_SHOWN) {
        let count = part.groups.len();
        answer.note(format!("Эффекты групп «{}» ({count}) выводятся с --format long.", part.group));
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{ask, refused};

    const FILE: &str =
        "score,class,sex\n3,1,F\n4,1,M\n3.5,1,F\n5,2,F\n5.5,2,M\n6.5,2,M\n2,10,F\n3,10,M\n2.5,10,NA\n,10,F\n";

    #[test]
    fn a_balanced_table_is_split_as_by_hand() {
        let answer = ask(&["mixed", "--formula", "score ~ 1 + (1|class)"], FILE);
        assert!((answer.number("variance", "Residual ") - 13.0 / 36.0).abs() < 1e-6);
        assert!((answer.number("variance", "class (Intercept)") - 2.5).abs() < 1e-5);
        assert_eq!((answer.number("n", ""), answer.number("n_dropped", "")), (9.0, 1.0));
        // The mean of class 10 is 2.5, of all 3.8889; shrunken by 7.5 / (7.5 + 0.361111).
        assert!((answer.number("ranef_class", "10") + 1.388_889 * 0.954_064).abs() < 1e-4);
        assert!(answer.table.contains("Случайные различия"), "{}", answer.table);
    }

    #[test]
    fn words_are_factors_and_full_likelihood_is_a_choice() {
        let answer = ask(&["mixed", "--ml", "--formula", "score ~ sex + (1|class)"], FILE);
        assert_eq!(answer.number("n", ""), 8.0);
        assert!(answer.number("fixef", "sexM").is_finite());
        assert!(answer.answer.notes[0].contains("правдоподобия (ML)"));
    }

    #[test]
    fn a_border_is_said_in_words() {
        let file = "y,x,g\n1,1,а\n2,2,б\n3,3,а\n1,4,б\n2,5,а\n3,6,б\n";
        let answer = ask(&["mixed", "--formula", "y ~ 1 + (1|g)"], file);
        assert_eq!((answer.number("variance", "g (Intercept)"), answer.number("singular", "g")), (0.0, 1.0));
        assert!(answer.table.contains("на границе"), "{}", answer.table);
        let slopes = ask(&["mixed", "--formula", "y ~ 1 + (1+x||g)"], file);
        assert!(
            slopes.number("ranef_g", "а x").is_finite() && slopes.number("ranef_sd_g", "б (Intercept)").is_finite()
        );
    }

    #[test]
    fn a_wrong_formula_is_refused_in_a_sentence() {
        let why = |formula: &str| refused(&["mixed", "--formula", formula], FILE);
        assert_eq!(why("score ~ sex"), "в формуле нет случайной части: добавьте, например, (1|group)");
        assert_eq!(why("score ~ 1 + (1|teacher)"), "--formula: столбца «teacher» нет; есть «score», «class», «sex»");
        assert_eq!(why("sex ~ 1 + (1|class)"), "столбец «sex» должен быть числовым");
        assert!(why("score ~ x +* y").contains("на месте 12"));
    }
}
