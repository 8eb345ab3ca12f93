//! `vsoko measure agreement FILE --x A --y B`: two scores or marks of the same students.

mod by_group;
mod marks;
mod scores;

use clap::Args;
use measure::stats::Confidence;

use super::{Ask, Output};
use crate::Refusal;
use crate::answer::Answer;
use crate::csv_table::Table;
use crate::options::{Input, Level, Seed, whole};

/// A file, two columns, and how they become marks.
#[derive(Debug, Args)]
pub(crate) struct Agreement {
    #[command(flatten)]
    input: Input,
    /// Столбец с отметками журнала или баллами школы
    #[arg(long, value_name = "СТОЛБЕЦ")]
    x: String,
    /// Столбец с отметками внешней работы или экзамена
    #[arg(long, value_name = "СТОЛБЕЦ")]
    y: String,
    /// Границы отметок 3, 4, 5 для обоих столбцов баллов, например 55,70,85 (балл на границе — выше)
    #[arg(long, value_name = "ГРАНИЦЫ")]
    cut: Option<String>,
    /// Границы отметок для столбца --x, если они свои
    #[arg(long, value_name = "ГРАНИЦЫ")]
    cut_x: Option<String>,
    /// Границы отметок для столбца --y, если они свои
    #[arg(long, value_name = "ГРАНИЦЫ")]
    cut_y: Option<String>,
    /// Столбцы групп (класс, учитель, школа) через запятую; несколько — перекрёстно
    #[arg(long, value_name = "СТОЛБЦЫ")]
    group: Vec<String>,
    /// Столбцы сведений об учениках, на которые сдвиг выравнивается при сравнении групп
    #[arg(long, value_name = "СТОЛБЦЫ")]
    covariates: Vec<String>,
    /// Наименьшая группа для проверки против остальных
    #[arg(long, value_name = "ЧИСЛО", default_value = "10", value_parser = whole::<usize>)]
    least: usize,
    #[command(flatten)]
    level: Level,
    #[command(flatten)]
    seed: Seed,
}

/// The pairs of the rows that have both values.
pub(super) struct Pairs<'a> {
    pub(super) table: &'a Table,
    pub(super) names: [&'a str; 2],
    /// The row of the table of each pair.
    pub(super) rows: Vec<usize>,
    pub(super) x: Vec<f64>,
    pub(super) y: Vec<f64>,
    pub(super) confidence: Confidence,
}

impl Ask for Agreement {
    const NAME: &'static str = "agreement";
    const ABOUT: &'static str = "Согласие отметок с внешним результатом: в целом, по классам и учителям";
    const USAGE: &'static str = "ФАЙЛ.csv --x СТОЛБЕЦ --y СТОЛБЕЦ [--cut 55,70,85] [--group СТОЛБЦЫ]";
    const MANUAL: &'static str = "\
Сравнивает два результата одних и тех же учеников: --x — журнал или школа, --y — внешняя работа или экзамен.
Строка файла — ученик. В столбцах --x и --y — отметки 2–5 или баллы; баллы становятся отметками по границам: балл не ниже
первой границы — 3, второй — 4, третьей — 5, иначе 2. Без границ и отметок выводятся только связи баллов.
Понизили — экзамен ниже журнала, подтвердили — равен, повысили — выше. Сдвиг — отметка экзамена минус отметка журнала
(без отметок — разность баллов y − x). Строки без одного из значений не входят в расчёт, их число выводится.
По группам (--group) доли и сдвиги подтянуты к общему уровню тем сильнее, чем меньше группа (эмпирический Байес; смешанная
модель, при нескольких столбцах — перекрёстная). Места выводятся только интервалом и только группам от 10 учеников; если
интервал сдвига накрывает середину, группа от середины не отличима. Интервалы учитывают, что и сам разброс между группами
оценён по этим же данным: чем меньше групп, тем они шире. Расхождение — повод разобраться, а не вывод о ком-либо.
Проверка группы против остальных считает учеников независимыми; при сходстве одноклассников она слишком строга к классам.";
    const OUTPUT: &'static [Output] = OUTPUT;

    fn answer(&self) -> Result<Answer, Refusal> {
        let table = self.input.open()?;
        let confidence = Confidence::new(self.level.level).ok_or_else(|| Refusal::new("--level: от 50 до 99,99"))?;
        let pairs = self.pairs(&table, confidence)?;
        let mut answer = Answer::new(format!("Согласие «{}» и «{}»", self.x, self.y));
        answer.put("n_complete", "", pairs.rows.len());
        answer.put("n_incomplete", "", table.rows() - pairs.rows.len());
        if pairs.rows.is_empty() {
            return Err(Refusal::new(format!("нет ни одной строки, где есть и «{}», и «{}»", self.x, self.y)));
        }
        let of_both = self.cut.as_deref().map(|text| ("--cut", text));
        let of_x = self.cut_x.as_deref().map(|text| ("--cut-x", text)).or(of_both);
        let of_y = self.cut_y.as_deref().map(|text| ("--cut-y", text)).or(of_both);
        let marked = marks::marked(&pairs, [of_x, of_y])?;
        scores::put(&mut answer, &pairs);
        match &marked {
            Some(marked) => marks::put(&mut answer, &pairs, marked),
            None => answer.note("Значения — не отметки 2–5, а границы не указаны (--cut): отметки не сравнивались."),
        }
        let missing = table.rows() - pairs.rows.len();
        answer.note(format!("Учеников с обоими результатами {}, без одного из них {missing}.", pairs.rows.len()));
        let groups = table.choose_some(&self.group, "--group")?;
        let covariates = table.choose_some(&self.covariates, "--covariates")?;
        let request = by_group::ByGroup { groups, covariates, least: self.least, seed: self.seed.seed };
        by_group::put(&mut answer, &pairs, marked.as_ref(), &request)?;
        Ok(answer)
    }
}

impl Agreement {
    fn pairs<'a>(&'a self, table: &'a Table, confidence: Confidence) -> Result<Pairs<'a>, Refusal> {
        let x = table.numbers(table.column(&self.x, "--x")?)?;
        let y = table.numbers(table.column(&self.y, "--y")?)?;
        let names = [self.x.as_str(), self.y.as_str()];
        let mut pairs = Pairs { table, names, rows: Vec::new(), x: Vec::new(), y: Vec::new(), confidence };
        for (row, (x, y)) in x.into_iter().zip(y).enumerate() {
            if let (Some(x), Some(y)) = (x, y) {
                pairs.rows.push(row);
                pairs.x.push(x);
                pairs.y.push(y);
            }
        }
        Ok(pairs)
    }
}

impl Table {
    /// The columns that an option names; none if it names none.
    fn choose_some(&self, wanted: &[String], option: &str) -> Result<Vec<usize>, Refusal> {
        if wanted.is_empty() { Ok(Vec::new()) } else { self.choose(wanted, option, &[]) }
    }
}

const OUTPUT: &[Output] = &[
    Output("n_complete", "", "учеников с обоими результатами"),
    Output("n_incomplete", "", "учеников без одного из результатов"),
    Output("kendall_tau_b", "x y", "тау-b Кендалла по баллам, −1…1"),
    Output("kendall_tau_b_p", "asymptotic", "его двусторонняя вероятность"),
    Output("kendall_tau_c", "", "тау-c Стюарта"),
    Output("spearman", "", "ранговая корреляция Спирмена"),
    Output("pearson", "", "корреляция Пирсона"),
    Output("pearson_ci95_low", "Fisher z", "нижняя граница её интервала (уровень --level)"),
    Output("pearson_ci95_high", "Fisher z", "верхняя граница её интервала"),
    Output("wilcoxon_signed_w", "", "меньшая сумма рангов Уилкоксона для разностей"),
    Output("wilcoxon_signed_p", "", "её двусторонняя вероятность без поправки"),
    Output("paired_t", "", "парный t для x − y"),
    Output("paired_t_p", "", "его двусторонняя вероятность"),
    Output("cross_table", "2..5 by 2..5, row = x", "таблица переходов: строки через «;»"),
    Output("cross_count", "x отметка y отметка", "учеников с такими двумя отметками"),
    Output("share_confirmed", "", "доля, у кого отметки равны"),
    Output("share_exam_lower", "", "доля, у кого экзамен ниже журнала"),
    Output("share_exam_higher", "", "доля, у кого экзамен выше журнала"),
    Output("share_wide_gap", "", "доля расхождений на две отметки и больше"),
    Output("cohen_kappa_unweighted", "", "каппа Коэна"),
    Output("cohen_kappa_linear", "", "каппа с линейными весами"),
    Output("cohen_kappa_quadratic", "", "каппа с квадратичными весами"),
    Output("bowker_chi2", "", "χ² Боукера: сдвиги в обе стороны равны?"),
    Output("bowker_df", "", "его степени свободы"),
    Output("bowker_p", "", "его вероятность"),
    Output("stuart_maxwell_chi2", "", "χ² Стюарта — Максвелла: распределения отметок равны?"),
    Output("stuart_maxwell_df", "", "его степени свободы"),
    Output("stuart_maxwell_p", "", "его вероятность"),
    Output("chi2_independence", "", "χ² независимости"),
    Output("cramers_v", "", "V Крамера без поправки, 0…1"),
    Output("kendall_tau_b_marks", "", "тау-b Кендалла по отметкам"),
    Output("goodman_gamma", "", "гамма Гудмена — Краскела"),
    Output("somers_d_*", "", "d Сомерса: y_given_x — отметки y по отметкам x"),
    Output("krippendorff_alpha_ordinal", "", "альфа Криппендорфа, порядковая"),
    Output("krippendorff_alpha_nominal", "", "альфа Криппендорфа, номинальная"),
    Output("fleiss_kappa", "", "каппа Флейса"),
    Output("icc_marks", "ICC(1,1); ICC(2,1); ICC(3,1)", "внутриклассовая корреляция отметок"),
    Output("shift", "", "средний сдвиг: отметка экзамена − отметка журнала"),
    Output("shift_low", "", "нижняя граница его интервала"),
    Output("shift_high", "", "верхняя граница его интервала"),
    Output("*_vs_rest_p", "группа", "Манн — Уитни для x − y: группа против остальных, с поправкой на непрерывность"),
    Output("*_vs_rest_p_bh", "группа", "то же с поправкой Бенджамини — Хохберга"),
    Output("*_vs_rest_p_holm", "группа", "то же с поправкой Холма"),
    Output("group_n", "столбец группа", "учеников с обоими результатами"),
    Output("group_share_confirmed", "столбец группа", "доля подтвердивших"),
    Output("group_share_exam_lower", "столбец группа", "доля понизивших"),
    Output("group_share_exam_higher", "столбец группа", "доля повысивших"),
    Output("group_share_exam_lower_shrunken", "столбец группа", "доля понизивших, подтянутая к общей"),
    Output("group_share_exam_lower_low", "столбец группа", "нижняя граница её интервала"),
    Output("group_share_exam_lower_high", "столбец группа", "верхняя граница её интервала"),
    Output("share_exam_lower_intraclass", "столбец", "корреляция учеников одной группы по доле понизивших"),
    Output("group_shift", "столбец группа", "средний сдвиг группы сверх ожидаемого"),
    Output("group_shift_shrunken", "столбец группа", "он же, сжатый к нулю (BLUP, REML)"),
    Output(
        "group_shift_sd",
        "столбец группа",
        "его условное стандартное отклонение при найденных дисперсиях (0 на границе)",
    ),
    Output("group_shift_low", "столбец группа", "нижняя граница его интервала"),
    Output("group_shift_high", "столбец группа", "верхняя граница его интервала"),
    Output("group_rank_best", "столбец группа", "лучшее правдоподобное место (1 — наибольший сдвиг вверх)"),
    Output("group_rank_worst", "столбец группа", "худшее правдоподобное место"),
    Output("group_like_the_middle", "столбец группа", "1 — от середины не отличима, иначе 0"),
    Output("shift_on_border", "столбец", "1 — оценка разброса между группами на границе (0), иначе 0"),
    Output("shift_variance_share", "столбец", "доля разброса сдвигов между группами, 0…1"),
];

#[cfg(test)]
mod tests;
