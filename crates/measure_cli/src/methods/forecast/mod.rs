//! `vsoko measure forecast`: where a short series is going, and how sure that is.

pub(super) mod columns;
mod numbers;
mod shares;
mod sheets;
#[cfg(test)]
mod tests;

use clap::Args;
use measure::forecast::{NotForecast, Series};

use self::columns::SeriesColumns;
pub(super) use self::numbers::put_slope;
use super::{Ask, Output};
use crate::Refusal;
use crate::answer::Answer;
use crate::options::{Input, whole};

/// The series and how far to look.
#[derive(Debug, Args)]
pub(crate) struct Forecast {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    columns: SeriesColumns,
    /// Столбец с численностью: тогда --y — число учеников с признаком, и прогноз строится для доли
    #[arg(long, value_name = "СТОЛБЕЦ")]
    whole: Option<String>,
    /// Численность, для которой предсказывают долю; без параметра — последняя в ряду
    #[arg(long, value_name = "ЧИСЛО", requires = "whole", value_parser = whole::<u32>)]
    next_whole: Option<u32>,
    /// На сколько шагов вперёд
    #[arg(long, value_name = "ЧИСЛО", default_value = "6", value_parser = whole::<u8>)]
    steps: u8,
}

impl Ask for Forecast {
    const NAME: &'static str = "forecast";
    const ABOUT: &'static str = "Прогноз короткого ряда с интервалами";
    const USAGE: &'static str = "ФАЙЛ.csv [--y СТОЛБЕЦ] [--x СТОЛБЕЦ] [--group СТОЛБЕЦ] [--steps ЧИСЛО]";
    const MANUAL: &'static str = "\
Строка файла — одна точка ряда: столбец значений (--y), столбец времени (--x) и, если рядов несколько, столбец с названием
ряда (--group). Время — числа или учебные годы (2023/24); иной текст не читается, и тогда время — порядок строк. Точки должны
стоять через равные промежутки: ряд с пропущенными годами или значениями отклоняется с указанием строки. Меньше четырёх точек
не прогнозируют.

Методы: наивный, со средним шагом, прямая Тейла — Сена, прямая наименьших квадратов и экспоненциальное сглаживание
ETS(A,N,N), ETS(A,A,N), ETS(A,Ad,N), для положительных рядов также ETS(M,…); модель выбирают по наименьшему AICc. Интервалы —
95 %, в единицах ряда. Проверка на прошлом: прогноз из каждой точки второй половины ряда (не более 30) сравнивают с тем,
что было; MASE меньше 1 означает, что метод точнее обычного шага.

С параметром --whole значения --y — это число учеников с признаком, а --whole — численность; доля прогнозируется на
логит-шкале (с поправкой ½) и не выходит за 0 и 1. Интервал относится к доле, которая будет
наблюдаться в группе следующего года: к изменчивости ряда сверх случайной добавлена биномиальная случайность этой группы;
её численность — --next-whole, без параметра — последняя в ряду. Группы меньше 10 человек не прогнозируются.";
    const OUTPUT: &'static [Output] = &[
        Output("ets_*_alpha", "ряд", "параметр сглаживания уровня, от 0,0001 до 0,9999"),
        Output("ets_*_beta", "ряд", "параметр сглаживания наклона, не больше alpha"),
        Output("ets_*_phi", "ряд", "затухание наклона, от 0,8 до 0,98"),
        Output("ets_*_loglik", "ряд", "логарифм правдоподобия без постоянной"),
        Output(
            "ets_*_loglik_many_starts",
            "ряд",
            "то же при поиске из многих начал; больше первого, если первый поиск остановился рано",
        ),
        Output("ets_*_aic", "ряд", "критерий Акаике"),
        Output("ets_*_aicc", "ряд", "критерий Акаике с поправкой на короткий ряд"),
        Output("ets_*_bic", "ряд", "байесовский критерий"),
        Output("ets_*_sigma2", "ряд", "дисперсия ошибки на один шаг"),
        Output("ets_auto_aicc", "ряд и модель", "AICc выбранной модели"),
        Output("*_mean", "ряд и шаг", "прогноз, в единицах ряда; для долей — число от 0 до 1"),
        Output("*_lo95", "ряд и шаг", "нижняя граница интервала 95 %"),
        Output("*_hi95", "ряд и шаг", "верхняя граница интервала 95 %"),
        Output("ols_slope", "ряд", "наклон прямой наименьших квадратов, единиц за шаг"),
        Output("ols_slope_se", "ряд", "стандартная ошибка наклона"),
        Output("ols_slope_p", "ряд", "p-значение наклона, двустороннее"),
        Output("backtest_n", "ряд, метод и шаг", "сколько прогнозов прошлого сравнили с тем, что было"),
        Output("backtest_mae", "ряд, метод и шаг", "средняя абсолютная ошибка, в единицах ряда"),
        Output("backtest_mase", "ряд, метод и шаг", "она же к среднему шагу прошлого; меньше 1 — лучше наивного"),
        Output("backtest_covered", "ряд, метод и шаг", "сколько значений попало в интервал 95 %"),
    ];

    fn answer(&self) -> Result<Answer, Refusal> {
        let table = self.input.open()?;
        let whole = self.whole.as_ref().map(|name| table.column(name, "--whole")).transpose()?;
        let found = self.columns.of(&table, whole.as_slice())?;
        let steps = usize::from(self.steps);
        if steps == 0 {
            return Err(NotForecast::NoSteps.into());
        }
        let mut answer = Answer::new("Прогноз ряда");
        let is_one = found.len() == 1;
        for series in &found {
            let done = series.equal_steps().and_then(|()| match whole {
                Some(whole) => shares::put(&mut answer, &table, series, (whole, self.next_whole.map(i64::from)), steps),
                None => Series::new(&series.values)
                    .map(|values| numbers::put(&mut answer, series, &values, steps))
                    .map_err(Refusal::from),
            });
            match done {
                Err(why) if is_one => return Err(why),
                Err(why) => answer.note(format!("Ряд «{}»: {why}.", series.name)),
                Ok(()) => {}
            }
        }
        answer.note("Интервалы 95 %; они не учитывают, что параметры модели оценены по тому же ряду.");
        Ok(answer)
    }
}
