//! `vsoko measure bunching --cut N`: scores heaped at the border of a mark.

mod columns;
#[cfg(test)]
mod tests;

use clap::Args;
use measure::objectivity::{
    Asks, Bunching, BunchingPlan, Draws, NotScreened, STIFFEST, border_masses, border_window, bunching,
};
use measure::stats::benjamini_hochberg;

use self::columns::{Case, ScoreColumns};
use super::{Ask, Output};
use crate::Refusal;
use crate::answer::{Answer, Cell, Sheet, Value};
use crate::options::{Input, Seed, whole};

/// Widths of the window on each side of the border.
const WIDTHS: [usize; 3] = [1, 2, 3];

/// Degrees for which the curve is laid, besides the chosen one.
const DEGREES: [usize; 5] = [1, 2, 3, 4, 5];

/// The sign asks for a check from this chance, corrected for the number of distributions, down.
const LEVEL: f64 = 0.05;

/// The border and the curve.
#[derive(Debug, Args)]
pub(crate) struct AtBorder {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    columns: ScoreColumns,
    /// Первый балл более высокой отметки
    #[arg(long, value_name = "БАЛЛ", value_parser = whole::<usize>)]
    cut: usize,
    /// Сколько баллов под границей считать возможным провалом
    #[arg(long, value_name = "ЧИСЛО", default_value = "2", value_parser = whole::<usize>)]
    below: usize,
    /// Степень кривой по соседним баллам, от 2 до 9
    #[arg(long, value_name = "ЧИСЛО", default_value = "3", value_parser = degree)]
    degree: usize,
    #[command(flatten)]
    seed: Seed,
}

/// Up to 9: beyond that the curve follows every count.
fn degree(text: &str) -> Result<usize, String> {
    let number = text.trim().parse().ok().filter(|number| (STIFFEST..=9).contains(number));
    number.ok_or_else(|| format!("степень кривой — от {STIFFEST} (ниже кривая не бывает выше в середине) до 9"))
}

impl Ask for AtBorder {
    const NAME: &'static str = "bunching";
    const ABOUT: &'static str = "Баллы на границе отметки: больше ли, чем ожидается";
    const USAGE: &'static str = "ФАЙЛ.csv --cut БАЛЛ [--x СТОЛБЕЦ] [--count СТОЛБЕЦ] [--group СТОЛБЕЦ]";
    const MANUAL: &'static str = "\
Строка файла — ученик со столбцом первичного балла (--x) или балл с числом учеников (--x и --count). Столбец --group делит
файл на распределения. Без --x берут столбец с названием «score» или «балл»; если его нет, каждый числовой столбец — своё
распределение; если каждый балл «score» встречается один раз, остальные числовые столбцы — числа учеников.
Пустая клетка и NA — ученика в счёте нет. Шкала — от 0 до наибольшего балла (--max).

По числам учеников на баллах вне окна (--below баллов под границей и сама граница) проводят многочлен (--degree) методом
наименьших квадратов. Избыток — сколько учеников на границе сверх кривой, недостаток — скольких не хватает под ней. Ошибки —
бутстрепом по ученикам. Многочлен ошибается и там, где скопления нет, поэтому интервал и p-значение — об избытке сверх
того, какой даёт гладкое (лог-линейное) распределение. Если распределений несколько, вывод делают по p-значению с
поправкой Бенджамини — Хохберга на их число. Меньше 20 работ не судят, до 50 — приблизительно. Избыток только требует проверки: он ничего не говорит о причинах и о людях.";
    const OUTPUT: &'static [Output] = &[
        Output("n", "распределение", "число учеников"),
        Output("count", "распределение score балл", "число учеников с этим баллом"),
        Output(
            "binomial_p_above_more",
            "распределение window ширина",
            "вероятность стольких выше границы, если обе стороны равновозможны",
        ),
        Output(
            "log_ratio_above_below",
            "распределение window ширина",
            "логарифм отношения: столько-то баллов от границы вверх к стольким же под ней",
        ),
        Output("excess_mass", "распределение degree степень", "учеников на границе сверх кривой"),
        Output("missing_mass", "распределение degree степень", "учеников, которых под границей меньше кривой"),
        Output("excess_mass_se", "распределение degree степень", "стандартная ошибка избытка, бутстреп"),
        Output("missing_mass_se", "распределение degree степень", "стандартная ошибка недостатка, бутстреп"),
        Output(
            "excess_mass_beyond_smooth",
            "распределение degree степень",
            "избыток сверх того, что даёт гладкое распределение",
        ),
        Output("excess_mass_lo95", "распределение degree степень", "его нижняя граница, 95 %"),
        Output("excess_mass_hi95", "распределение degree степень", "его верхняя граница, 95 %"),
        Output("excess_mass_p", "распределение degree степень", "вероятность такого избытка при гладком распределении"),
        Output("excess_mass_p_bh", "распределение degree степень", "она же с поправкой на число распределений"),
        Output("expected_count", "распределение score балл", "число учеников по кривой выбранной степени"),
        Output("sentence_key", "распределение", "ключ вывода: border_excess.check или border_excess.within_chance"),
    ];

    fn answer(&self) -> Result<Answer, Refusal> {
        let table = self.input.open()?;
        let cases = self.columns.of(&table)?;
        let mut answer = Answer::new(format!("Баллы на границе отметки: {}", self.cut));
        let mut heaps: Vec<(&Case, Bunching)> = Vec::new();
        let mut refusal = None;
        for case in &cases {
            match self.put(&mut answer, case) {
                Ok(heap) => heaps.push((case, heap)),
                Err(why) => {
                    answer.note(format!("{}: {why}.", case.name));
                    refusal.get_or_insert(why);
                }
            }
        }
        // Not one distribution could be judged: that is no answer.
        if let (true, Some(why)) = (heaps.is_empty(), refusal) {
            return Err(if cases.len() == 1 {
                why.into()
            } else {
                Refusal::new(format!("ни одно распределение не проверено; {}: {why}", cases[0].name))
            });
        }
        let chances: Vec<f64> = heaps.iter().map(|(_, heap)| heap.sign.p_value).collect();
        let adjusted = benjamini_hochberg(&chances).ok().map_err(Refusal::because)?;
        let mut headings =
            vec!["Распределение", "Работ", "На границе", "Ожидается", "Избыток", "Сверх гладкого", "от", "до", "p"];
        headings.extend((heaps.len() > 1).then_some("p с поправкой"));
        headings.push("Недостаток под ней");
        let mut sheet = Sheet::new("", headings);
        for ((case, heap), adjusted) in heaps.iter().zip(adjusted) {
            self.judge(&mut answer, case, heap, adjusted);
            sheet.row(row(case, heap, (heaps.len() > 1).then_some(adjusted)));
        }
        answer.show(sheet);
        Ok(answer)
    }
}

impl AtBorder {
    fn put(&self, answer: &mut Answer, case: &Case) -> Result<Bunching, NotScreened> {
        let scores = &case.scores;
        answer.put("n", &case.name, scores.n());
        for (score, count) in scores.counts().iter().enumerate() {
            answer.put("count", case.element("score", score), *count);
        }
        for width in WIDTHS {
            if let Ok(window) = border_window(scores, self.cut, width) {
                let element = case.element("window", width);
                answer.put("binomial_p_above_more", &element, window.p_above_more);
                answer.put("log_ratio_above_below", &element, window.log_ratio);
            }
        }
        let others = DEGREES.into_iter().filter(|degree| *degree != self.degree);
        for degree in others.chain([self.degree]) {
            if let Ok((excess, missing)) = border_masses(scores, self.plan(degree)) {
                let element = case.element("degree", degree);
                answer.put("excess_mass", &element, excess);
                answer.put("missing_mass", &element, missing);
            }
        }
        let heap = bunching(scores, self.plan(self.degree))?;
        put_heap(answer, case, self.degree, &heap);
        Ok(heap)
    }

    fn judge(&self, answer: &mut Answer, case: &Case, heap: &Bunching, adjusted: f64) {
        answer.put("excess_mass_p_bh", case.element("degree", self.degree), adjusted);
        let asks = if adjusted <= LEVEL { Asks::ForCheck } else { Asks::Nothing };
        answer.put("sentence_key", &case.name, heap.sign.sentence_key(asks));
        let name = if case.name.is_empty() { String::new() } else { format!("{}: ", case.name) };
        answer.note(format!("{name}{}", heap.sign.sentence(asks)));
    }

    fn plan(&self, degree: usize) -> BunchingPlan {
        let draws = Draws { seed: self.seed.seed, ..Draws::default() };
        BunchingPlan { below: self.below, degree, draws, ..BunchingPlan::at(self.cut) }
    }
}

fn put_heap(answer: &mut Answer, case: &Case, degree: usize, heap: &Bunching) {
    let element = case.element("degree", degree);
    answer.put("excess_mass_se", &element, heap.excess_se);
    answer.put("missing_mass_se", &element, heap.missing_se);
    answer.put("excess_mass_beyond_smooth", &element, or_no_curve(heap.beyond_smooth));
    answer.put("excess_mass_lo95", &element, or_no_curve(heap.sign.interval.map(|found| found.low)));
    answer.put("excess_mass_hi95", &element, or_no_curve(heap.sign.interval.map(|found| found.high)));
    answer.put("excess_mass_p", &element, heap.sign.p_value);
    for (score, expected) in heap.expected.iter().enumerate() {
        answer.put("expected_count", case.element("score", score), *expected);
    }
}

fn or_no_curve(value: Option<f64>) -> Value {
    let why = NotScreened::NoSmoothCurve;
    value.map_or_else(|| Value::unknown(why.key(), why.to_string()), Value::from)
}

fn row(case: &Case, heap: &Bunching, adjusted: Option<f64>) -> Vec<Cell> {
    let of = |key: &str| heap.sign.evidence(key).map_or_else(|| Value::from(""), Value::from);
    let interval = heap.sign.interval;
    let mut cells = vec![
        Cell::plain(case.name.as_str()),
        Cell::plain(case.scores.n()),
        Cell::fixed(of("at_border"), 0),
        Cell::fixed(of("expected_at_border"), 1),
        Cell::fixed(heap.excess, 1),
        Cell::fixed(or_no_curve(heap.beyond_smooth), 1),
        Cell::fixed(or_no_curve(interval.map(|found| found.low)), 1),
        Cell::fixed(or_no_curve(interval.map(|found| found.high)), 1),
        Cell::probability(heap.sign.p_value),
    ];
    cells.extend(adjusted.map(Cell::probability));
    cells.push(Cell::fixed(heap.missing, 1));
    cells
}
