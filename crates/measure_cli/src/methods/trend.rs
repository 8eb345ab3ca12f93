//! `vsoko measure trend`: whether a series rises or falls, and how fast.

use clap::Args;
use measure::Measured;
use measure::forecast::{OlsTrend, Series};
use measure::stats::{Confidence, mann_kendall, theil_sen};

use super::forecast::columns::{Found, SeriesColumns, told};
use super::{Ask, Output};
use crate::Refusal;
use crate::answer::{Answer, Cell, Sheet};
use crate::options::{Input, whole};

/// The series.
#[derive(Debug, Args)]
pub(crate) struct Trend {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    columns: SeriesColumns,
    /// На сколько шагов вперёд продолжить прямую
    #[arg(long, value_name = "ЧИСЛО", default_value = "3", value_parser = whole::<u8>)]
    steps: u8,
}

impl Ask for Trend {
    const NAME: &'static str = "trend";
    const ABOUT: &'static str = "Тренд ряда: Манн — Кендалл, Тейл — Сен, прямая";
    const USAGE: &'static str = "ФАЙЛ.csv [--y СТОЛБЕЦ] [--x СТОЛБЕЦ] [--group СТОЛБЕЦ]";
    const MANUAL: &'static str = "\
Строка файла — одна точка ряда: столбец значений (--y), столбец времени (--x) и, если рядов несколько, столбец с названием
ряда (--group). Время — числа или учебные годы (2023/24); иной текст не читается, и тогда время — порядок строк. Промежутки
могут быть неравными: наклоны считаются по времени столбца --x, шаг — наименьший промежуток между соседними точками (2015, 2016,
2019 — это шаги 1, 2 и 5); Манн — Кендалл зависит только от порядка. Пустое значение не допускается, меньше четырёх точек не судят.

Манн — Кендалл отвечает, растёт ли ряд (p-значение точное, если нет совпадений); наклон Тейла — Сена — медиана всех попарных
наклонов, единиц за шаг, с интервалом Сена; прямая наименьших квадратов — с p-значением и интервалом прогноза 95 %. Соседние
годы считаются независимыми; по четырём точкам тренд показать нельзя.";
    const OUTPUT: &'static [Output] = &[
        Output("n", "ряд", "число точек"),
        Output("mann_kendall_tau_b", "ряд", "тау-b ряда с порядком точек, от −1 до 1"),
        Output("mann_kendall_p", "ряд", "p-значение, двустороннее"),
        Output("theil_sen_slope", "ряд", "медиана попарных наклонов, единиц за шаг"),
        Output("theil_sen_lo95", "ряд", "нижняя граница наклона, интервал Сена 95 %"),
        Output("theil_sen_hi95", "ряд", "верхняя граница наклона, интервал Сена 95 %"),
        Output("theil_sen_intercept", "ряд", "значение прямой Тейла — Сена в точке 0 (первая точка — 1)"),
        Output("ols_slope", "ряд", "наклон прямой наименьших квадратов, единиц за шаг"),
        Output("ols_slope_se", "ряд", "стандартная ошибка наклона"),
        Output("ols_slope_p", "ряд", "p-значение наклона, двустороннее"),
        Output("ols_trend_mean", "ряд и шаг", "продолжение прямой, в единицах ряда"),
        Output("ols_trend_lo95", "ряд и шаг", "нижняя граница прогноза 95 %"),
        Output("ols_trend_hi95", "ряд и шаг", "верхняя граница прогноза 95 %"),
    ];

    fn answer(&self) -> Result<Answer, Refusal> {
        let table = self.input.open()?;
        let found = self.columns.of(&table, &[])?;
        let headings = ["Ряд", "Точек", "тау-b", "p", "Тейл — Сен", "от", "до", "Прямая", "p прямой"];
        let mut sheet = Sheet::new("", headings);
        let mut answer = Answer::new("Тренд ряда");
        for series in &found {
            match put(&mut answer, &mut sheet, series, usize::from(self.steps)) {
                Err(why) if found.len() == 1 => return Err(why),
                Err(why) => answer.note(format!("Ряд «{}»: {why}.", series.name)),
                Ok(()) => {}
            }
        }
        answer.show(sheet);
        answer.note("Наклоны — в единицах ряда за один шаг; «от» и «до» — интервал 95 % наклона Тейла — Сена.");
        Ok(answer)
    }
}

fn put(answer: &mut Answer, sheet: &mut Sheet, found: &Found, steps: usize) -> Result<(), Refusal> {
    let series = Series::new(&found.values)?;
    let name = found.element("");
    let (tau, line) = (mann_kendall(series.values()), theil_sen(&found.times, series.values(), Confidence::P95));
    answer.put("n", &name, series.n());
    answer.put("mann_kendall_tau_b", &name, tau.map(|tau| tau.tau_b));
    answer.put("mann_kendall_p", &name, tau.map(|tau| tau.p));
    answer.put("theil_sen_slope", &name, line.map(|line| line.slope));
    answer.put("theil_sen_lo95", &name, line.map(|line| line.interval.low));
    answer.put("theil_sen_hi95", &name, line.map(|line| line.interval.high));
    answer.put("theil_sen_intercept", &name, line.map(|line| line.intercept));
    let trend = OlsTrend::at(&found.times, &series);
    super::forecast::put_slope(answer, found, &trend);
    if let Some(step) = found.step.filter(|_| found.equal_steps().is_err()) {
        let name = found.element("");
        let of = if name.is_empty() { String::new() } else { format!(" ряда «{name}»") };
        answer.note(format!("Промежутки{of} неравные: счёт идёт по времени, один шаг — {}.", told(step)));
    }
    if let Ok(trend) = &trend {
        for step in trend.outlook(steps)? {
            let element = found.element(step.horizon);
            answer.put("ols_trend_mean", &element, step.mean);
            answer.put("ols_trend_lo95", &element, step.interval.low);
            answer.put("ols_trend_hi95", &element, step.interval.high);
        }
    }
    let fixed = |value: Measured<f64>| Cell::fixed(value, 3);
    let of_trend = |of: fn(&OlsTrend) -> f64| match &trend {
        Ok(trend) => of(trend).into(),
        Err(why) => crate::answer::Value::unknown(why.key(), why.to_string()),
    };
    sheet.row([
        Cell::plain(name),
        Cell::plain(series.n()),
        fixed(tau.map(|tau| tau.tau_b)),
        Cell::probability(tau.map(|tau| tau.p)),
        fixed(line.map(|line| line.slope)),
        fixed(line.map(|line| line.interval.low)),
        fixed(line.map(|line| line.interval.high)),
        Cell::fixed(of_trend(|trend| trend.slope), 3),
        Cell::probability(of_trend(|trend| trend.slope_p)),
    ]);
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::testing::{ask, refused};

    #[test]
    fn the_mean_mark_rises() {
        let values = "3.71 3.78 3.69 3.84 3.76 3.83 3.72 3.9 3.8 3.86 3.79 3.93";
        let said = ask(&["trend"], &format!("value\n{}\n", values.replace(' ', "\n")));
        // scipy 1.17.1: theilslopes, kendalltau
        assert!((said.number("theil_sen_slope", "") - 0.012_5).abs() < 1e-12);
        assert!((said.number("mann_kendall_tau_b", "") - 0.454_545_454_545_454_5).abs() < 1e-12);
        assert!((said.number("mann_kendall_p", "") - 0.044_736_898_582_384_69).abs() < 1e-9);
        assert!(said.number("ols_trend_mean", "1") > 3.85);
    }

    #[test]
    fn unequal_steps_count_by_their_times() {
        let said = ask(&["trend", "--steps", "1"], "year,value\n2015,50\n2016,51.1\n2017,52\n2021,56\n2022,57\n");
        assert!((said.number("ols_slope", "") - 0.994329897).abs() < 1e-8, "{}", said.long);
        assert!((said.number("theil_sen_slope", "") - 1.0).abs() < 1e-12, "{}", said.long);
        assert!((said.number("theil_sen_intercept", "") - 49.0).abs() < 1e-12, "{}", said.long);
        assert!((said.number("ols_trend_mean", "1") - 58.0).abs() < 0.1, "{}", said.long);
        assert!(said.table.contains("Промежутки неравные: счёт идёт по времени, один шаг — 1."), "{}", said.table);
        let halves = ask(&["trend"], "t;value\n1;1\n1,5;2\n2;3.1\n5;9\n9;17\n");
        assert!((halves.number("theil_sen_slope", "") - 1.0).abs() < 1e-12, "{}", halves.long);
        assert!(halves.table.contains("один шаг — 0,5"), "{}", halves.table);
    }

    #[test]
    fn three_points_are_no_trend() {
        assert_eq!(refused(&["trend"], "value\n1\n2\n3\n"), "слишком мало точек: 3, нужно не менее 4");
    }
}
