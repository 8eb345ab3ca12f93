//! How two marks agree.

use measure::agreement::signed_shift;
use measure::stats::{
    CrossTable, JudgedScale, KappaWeights, bowker_test, chi_square_test, cohen_kappa, fleiss_kappa,
    intraclass_correlation, kendall_tau, krippendorff_alpha, ordinal_association, stuart_maxwell_test,
};
use measure::{MarkAgreement, MarkPair, Measured};
use school::{Mark, Share};

use super::Pairs;
use crate::Refusal;
use crate::answer::{Answer, Cell, Sheet, Value};

/// The marks of each pair: x (the gradebook) and y (the paper).
pub(super) struct Marked {
    pub(super) marks: Vec<[Mark; 2]>,
}

impl Marked {
    /// The pairs as [`MarkAgreement`] takes them: the paper first.
    pub(super) fn pairs(&self) -> impl Iterator<Item = MarkPair> {
        self.marks.iter().map(|[gradebook, paper]| (Some(*paper), Some(*gradebook)))
    }
}

/// Borders as they were given: by which option, and the text.
pub(super) type Cut<'a> = (&'static str, &'a str);

/// The marks of the pairs, by borders or as they stand; nothing where there are no borders and the values are no marks.
pub(super) fn marked(pairs: &Pairs<'_>, cuts: [Option<Cut<'_>>; 2]) -> Result<Option<Marked>, Refusal> {
    let [x, y] = cuts.map(|cut| cut.map(borders).transpose());
    let borders = [x?, y?];
    let values = [(&pairs.x, pairs.names[0], "--cut-y"), (&pairs.y, pairs.names[1], "--cut-x")];
    for (((values, name, other), borders), cut) in values.into_iter().zip(borders).zip(cuts) {
        let (Some([lowest, _, _]), Some((option, text))) = (borders, cut) else { continue };
        let are_marks = values.iter().all(|value| mark(*value, None).is_some());
        if are_marks && values.iter().all(|value| *value < lowest) {
            return Err(Refusal::new(format!(
                "{option} {text}: в столбце «{name}» уже отметки 2–5, по этим границам баллов все они стали бы «2»; границы \
                 второго столбца задайте параметром {other}"
            )));
        }
    }
    let mut marks = Vec::with_capacity(pairs.rows.len());
    for (x, y) in pairs.x.iter().zip(&pairs.y) {
        match (mark(*x, borders[0]), mark(*y, borders[1])) {
            (Some(x), Some(y)) => marks.push([x, y]),
            _ => return Ok(None),
        }
    }
    Ok(Some(Marked { marks }))
}

/// Three numbers, each above the one before it.
fn borders((option, text): Cut<'_>) -> Result<[f64; 3], Refusal> {
    let numbers: Result<Vec<f64>, _> = text.split([',', '/', ';']).map(|part| part.trim().parse::<f64>()).collect();
    let numbers = numbers.ok().and_then(|numbers| <[f64; 3]>::try_from(numbers).ok());
    let rising = numbers.filter(|[low, middle, high]| low < middle && middle < high && high.is_finite());
    rising.ok_or_else(|| {
        Refusal::new(format!("{option}: «{text}» — не три возрастающие границы отметок 3, 4 и 5, например 55,70,85"))
    })
}

fn mark(value: f64, borders: Option<[f64; 3]>) -> Option<Mark> {
    let reached = |borders: [f64; 3]| borders.into_iter().filter(|border| value >= *border).count();
    match borders {
        Some(borders) => {
            Mark::ALL.iter().copied().find(|mark| mark.number() == 2 + i64::try_from(reached(borders)).unwrap_or(0))
        }
        None => Mark::ALL.iter().copied().find(|mark| number(*mark) == value),
    }
}

pub(super) fn number(mark: Mark) -> f64 {
    mark.number() as f64
}

pub(super) fn real(share: Measured<Share>) -> Measured<f64> {
    share.map(|share| share.part() as f64 / share.whole() as f64)
}

pub(super) fn put(answer: &mut Answer, pairs: &Pairs<'_>, marked: &Marked) {
    let agreement: MarkAgreement = marked.pairs().collect();
    put_table(answer, pairs, &agreement);
    answer.put("share_confirmed", "", real(agreement.confirmed()));
    answer.put("share_exam_lower", "", real(agreement.lowered()));
    answer.put("share_exam_higher", "", real(agreement.raised()));
    answer.put("share_wide_gap", "", real(agreement.wide_gap()));
    let all: Vec<MarkPair> = marked.pairs().collect();
    let shift = signed_shift(&all, pairs.confidence);
    let interval = shift.and_then(|shift| shift.interval);
    answer.put("shift", "", shift.map(|shift| shift.mean));
    answer.put("shift_low", "", interval.map(|interval| interval.low));
    answer.put("shift_high", "", interval.map(|interval| interval.high));
    let mut sheet = Sheet::new("Отметки", ["Мера", "Значение"]);
    sheet.row([Cell::plain("Понизили (экзамен ниже)"), Cell::percent(real(agreement.lowered()), 1)]);
    sheet.row([Cell::plain("Подтвердили"), Cell::percent(real(agreement.confirmed()), 1)]);
    sheet.row([Cell::plain("Повысили (экзамен выше)"), Cell::percent(real(agreement.raised()), 1)]);
    sheet.row([Cell::plain("На две отметки и больше"), Cell::percent(real(agreement.wide_gap()), 1)]);
    sheet.row([Cell::plain("Средний сдвиг"), Cell::fixed(shift.map(|shift| shift.mean), 3)]);
    sheet.row([Cell::plain("  от"), Cell::fixed(interval.map(|interval| interval.low), 3)]);
    sheet.row([Cell::plain("  до"), Cell::fixed(interval.map(|interval| interval.high), 3)]);
    if let Ok(table) = CrossTable::new(agreement.matrix()) {
        put_tests(answer, pairs, &table, &mut sheet);
    }
    put_judges(answer, pairs, marked);
    answer.show(sheet);
}

fn put_table(answer: &mut Answer, pairs: &Pairs<'_>, agreement: &MarkAgreement) {
    let rows = agreement.matrix().iter().map(|row| row.map(|count| count.to_string()).join(" "));
    let text = rows.collect::<Vec<_>>().join("; ");
    answer.put("cross_table", format!("2..5 by 2..5, row = {}", pairs.names[0]), text);
    let corner = format!("{} \\ {}", pairs.names[0], pairs.names[1]);
    let mut sheet = Sheet::new("Таблица переходов", [corner.as_str(), "2", "3", "4", "5"]);
    for row in Mark::ALL {
        let counts = Mark::ALL.map(|column| agreement.count(row, column));
        for (column, count) in Mark::ALL.into_iter().zip(counts) {
            let element = format!("{} {} {} {}", pairs.names[0], row.number(), pairs.names[1], column.number());
            answer.put("cross_count", element, count);
        }
        sheet.row(std::iter::once(Cell::plain(row.number())).chain(counts.map(Cell::plain)));
    }
    answer.show(sheet);
}

fn put_tests(answer: &mut Answer, pairs: &Pairs<'_>, table: &CrossTable, sheet: &mut Sheet) {
    let weights = [
        ("cohen_kappa_unweighted", KappaWeights::Unweighted),
        ("cohen_kappa_linear", KappaWeights::Linear),
        ("cohen_kappa_quadratic", KappaWeights::Quadratic),
    ];
    for (name, weights) in weights {
        answer.put(name, "", cohen_kappa(table, weights, pairs.confidence).map(|found| found.kappa));
    }
    let quadratic = cohen_kappa(table, KappaWeights::Quadratic, pairs.confidence);
    sheet.row([Cell::plain("Каппа с квадратичными весами"), Cell::fixed(quadratic.map(|found| found.kappa), 3)]);
    let symmetry = bowker_test(table);
    answer.put("bowker_chi2", "", symmetry.map(|found| found.chi_square));
    answer.put("bowker_df", "", symmetry.map(|found| found.df));
    answer.put("bowker_p", "", symmetry.map(|found| found.p));
    sheet.row([Cell::plain("Сдвиги в обе стороны равны (Боукер)"), Cell::probability(symmetry.map(|found| found.p))]);
    let margins = stuart_maxwell_test(table);
    answer.put("stuart_maxwell_chi2", "", margins.map(|found| found.chi_square));
    answer.put("stuart_maxwell_df", "", margins.map(|found| found.df));
    answer.put("stuart_maxwell_p", "", margins.map(|found| found.p));
    let apart = chi_square_test(table);
    answer.put("chi2_independence", "", apart.map(|found| found.plain.chi_square));
    answer.put("cramers_v", "", apart.map(|found| found.cramers_v));
}

fn put_judges(answer: &mut Answer, pairs: &Pairs<'_>, marked: &Marked) {
    let column = |place: usize| marked.marks.iter().map(|marks| number(marks[place])).collect::<Vec<f64>>();
    let (x, y) = (column(0), column(1));
    answer.put("kendall_tau_b_marks", "", kendall_tau(&x, &y).map(|found| found.tau_b));
    let order = ordinal_association(&x, &y);
    answer.put("goodman_gamma", "", order.and_then(|found| found.gamma));
    let name = |one: usize, other: usize| format!("somers_d_{}_given_{}", pairs.names[one], pairs.names[other]);
    answer.put(name(1, 0), "", order.map(|found| found.second_given_first));
    answer.put(name(0, 1), "", order.map(|found| found.first_given_second));
    let both: Vec<[f64; 2]> = x.iter().zip(&y).map(|(x, y)| [*x, *y]).collect();
    let things: Vec<&[f64]> = both.iter().map(<[f64; 2]>::as_slice).collect();
    answer.put("krippendorff_alpha_ordinal", "", krippendorff_alpha(&things, JudgedScale::Ordinal));
    answer.put("krippendorff_alpha_nominal", "", krippendorff_alpha(&things, JudgedScale::Nominal));
    let judged = |marks: &[Mark; 2]| Mark::ALL.map(|mark| i64::from(marks[0] == mark) + i64::from(marks[1] == mark));
    let counts: Vec<[i64; 4]> = marked.marks.iter().map(judged).collect();
    let fleiss: Value = match CrossTable::new(&counts) {
        Ok(table) => fleiss_kappa(&table).map(|found| found.kappa).into(),
        Err(fault) => Value::unknown("not_computed", fault.to_string()),
    };
    answer.put("fleiss_kappa", "", fleiss);
    let classes = intraclass_correlation(&things, pairs.confidence);
    answer.put("icc_marks", "ICC(1,1)", classes.map(|found| found.one_way.icc));
    answer.put("icc_marks", "ICC(2,1)", classes.map(|found| found.agreement.icc));
    answer.put("icc_marks", "ICC(3,1)", classes.map(|found| found.consistency.icc));
}
