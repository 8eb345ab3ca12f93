//! `vsoko measure effect`: whether a measure taken helped.

mod columns;
mod show;
#[cfg(test)]
mod tests;

use clap::{Args, ValueEnum};
use measure::effect::{
    Better, Effect as Found, Group, Question, difference_in_differences, mean_effect, ordinal_effect,
    paired_mean_effect, paired_ordinal_effect, paired_share_effect, return_to_mean, share_effect,
};
use measure::stats::{PairedShares, summary};
use measure::{Measured, Why};
use school::Share;

use self::columns::{Rows, is_share};
use super::{Ask, Output};
use crate::Refusal;
use crate::answer::Answer;
use crate::csv_table::Table;
use crate::options::Input;

/// Before and after.
#[derive(Debug, Args)]
pub(crate) struct Effect {
    #[command(flatten)]
    input: Input,
    /// Значение: до меры, если есть --y, иначе в обоих периодах
    #[arg(long, value_name = "СТОЛБЕЦ")]
    x: String,
    /// Значение тех же строк после меры
    #[arg(long, value_name = "СТОЛБЕЦ", conflicts_with = "group")]
    y: Option<String>,
    /// Столбец с периодом, если до и после — разные строки
    #[arg(long, value_name = "СТОЛБЕЦ")]
    group: Option<String>,
    /// Какое название в --group значит «до»; без параметра — первое по порядку
    #[arg(long, value_name = "НАЗВАНИЕ", requires = "group")]
    before: Option<String>,
    /// Столбец с 1 там, где меру приняли, и 0 там, где нет
    #[arg(long, value_name = "СТОЛБЕЦ", requires = "y")]
    taken: Option<String>,
    /// Столбец с классом: изменения сравниваются по классам, а не по ученикам
    #[arg(long, value_name = "СТОЛБЕЦ", requires = "taken")]
    class: Option<String>,
    /// Как читать значения: auto — доля, если они только 0 и 1, иначе среднее
    #[arg(long, value_name = "ВИД", default_value = "auto")]
    scale: Scale,
    /// Меньше — лучше (например, доля двоек)
    #[arg(long)]
    lower_is_better: bool,
    /// Наименьшее изменение, которое имеет значение, в единицах показателя; 0 — не оговорено
    #[arg(long, value_name = "ЧИСЛО", default_value = "0", value_parser = matters)]
    matters: f64,
}

/// How the values are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Scale {
    Auto,
    Share,
    Mean,
    Ordinal,
}

fn matters(text: &str) -> Result<f64, String> {
    let number = crate::csv_table::number(text).filter(|number| *number >= 0.0);
    number.ok_or_else(|| "ожидается число не меньше 0".to_owned())
}

impl Ask for Effect {
    const NAME: &'static str = "effect";
    const ABOUT: &'static str = "Помогла ли мера: до и после, против остальных, возврат к среднему";
    const USAGE: &'static str = "ФАЙЛ.csv --x СТОЛБЕЦ (--y СТОЛБЕЦ | --group СТОЛБЕЦ)";
    const MANUAL: &'static str = "\
Одни и те же ученики: столбец --x — значение до, --y — после, строка — ученик. Разные ученики: --x — значение, --group — период
(ровно два названия). Значения 0 и 1 читаются как доля, числа — как среднее; --scale ordinal сравнивает только порядок (отметки).
Пусто или NA — нет значения. Вывод: стало лучше — 95-процентный интервал изменения целиком на лучшей стороне; стало хуже — на другой;
существенных изменений нет — интервал целиком внутри ±matters; иначе сказать нельзя. Рядом — наименьшее изменение к лучшему, которое
при такой численности удалось бы заметить с вероятностью 80 %: отсутствие вывода не значит, что мера не помогла.
С --taken: эффект меры против учеников без неё. Без --class — с поправкой на возврат к среднему (слабые сами поднимаются к
среднему): видимое изменение = общее для всех + возврат + эффект. С --class — разность разностей по классам: класс есть одно число,
поэтому многих учеников в немногих классах мало для вывода.
Изменение после меры ещё не значит «вследствие меры».";
    const OUTPUT: &'static [Output] = &[
        Output("effect_n_before", "", "сколько значений до"),
        Output("effect_n_after", "", "сколько значений после"),
        Output("effect_change", "", "после без до: доля, среднее или дельта порядка"),
        Output("effect_ci95_low", "", "изменение, нижняя граница 95 %"),
        Output("effect_ci95_high", "", "изменение, верхняя граница 95 %"),
        Output("effect_p", "", "двусторонняя вероятность такого изменения случайно"),
        Output("effect_verdict", "", "improved, no_change, worse или cannot_tell: вывод"),
        Output("effect_detectable80", "", "наименьшее изменение, заметное с вероятностью 80 %"),
        Output("did_with", "", "среднее изменение классов с мерой"),
        Output("did_without", "", "среднее изменение остальных классов"),
        Output("did_change", "", "первое без второго: эффект меры"),
        Output("did_ci95_low", "", "эффект, нижняя граница 95 %"),
        Output("did_ci95_high", "", "эффект, верхняя граница 95 %"),
        Output("did_p", "", "вероятность такого эффекта случайно"),
        Output("did_verdict", "", "вывод об эффекте"),
        Output("did_detectable80", "", "наименьший эффект, заметный с вероятностью 80 %"),
        Output("did_p_permutation", "", "вероятность по всем способам выбрать классы для меры"),
        Output("did_least_p", "", "наименьшая вероятность, какую дают столько классов"),
        Output("return_seen", "", "видимое изменение учеников с мерой"),
        Output("return_common", "", "из него общее для всех"),
        Output("return_returned", "", "из него возврат к среднему"),
        Output("return_change", "", "остаток: эффект меры"),
        Output("return_ci95_low", "", "эффект, нижняя граница 95 %"),
        Output("return_ci95_high", "", "эффект, верхняя граница 95 %"),
        Output("return_p", "", "вероятность такого эффекта случайно"),
        Output("return_verdict", "", "вывод об эффекте"),
        Output("return_detectable80", "", "наименьший эффект, заметный с вероятностью 80 %"),
        Output("return_slope", "", "какая часть различия в начале остаётся в конце"),
    ];

    fn answer(&self) -> Result<Answer, Refusal> {
        let table = self.input.open()?;
        let mut answer = Answer::new("Помогла ли мера");
        match (&self.y, &self.group) {
            (Some(after), _) => self.same_students(&mut answer, &table, after)?,
            (None, Some(group)) => self.two_periods(&mut answer, &table, group)?,
            (None, None) => return Err(Refusal::new("нужен столбец --y или --group")),
        }
        if self.matters == 0.0 {
            answer.note(
                "Наименьшее существенное изменение не оговорено (--matters), поэтому «изменений нет» не говорится.",
            );
        }
        Ok(answer)
    }
}

impl Effect {
    fn question(&self) -> Question {
        let better = if self.lower_is_better { Better::Lower } else { Better::Higher };
        Question { better, matters: self.matters }
    }

    /// What the values are, when the file decides.
    fn scale(&self, values: &[&[f64]]) -> Result<Scale, Refusal> {
        let only_01 = values.iter().all(|values| is_share(values));
        match self.scale {
            Scale::Auto if only_01 => Ok(Scale::Share),
            Scale::Auto => Ok(Scale::Mean),
            Scale::Share if !only_01 => Err(Refusal::new("для доли значения должны быть только 0 и 1")),
            given => Ok(given),
        }
    }

    fn two_periods(&self, answer: &mut Answer, table: &Table, group: &str) -> Result<(), Refusal> {
        let [before, after] = columns::two_periods(table, &self.x, group, self.before.as_deref())?;
        let question = self.question();
        let found = match self.scale(&[&before, &after])? {
            Scale::Ordinal => ordinal_effect(&before, &after, question),
            Scale::Share => {
                share_of(&before).and_then(|one| share_of(&after).and_then(|two| share_effect(one, two, question)))
            }
            Scale::Auto | Scale::Mean => {
                group_of(&before).and_then(|one| group_of(&after).and_then(|two| mean_effect(one, two, question)))
            }
        };
        answer.put("effect_n_before", "", before.len());
        answer.put("effect_n_after", "", after.len());
        show::effect(answer, "effect", "До и после", found);
        Ok(())
    }

    fn same_students(&self, answer: &mut Answer, table: &Table, after: &str) -> Result<(), Refusal> {
        let rows = Rows::of(table, &self.x, after, self.taken.as_deref(), self.class.as_deref())?;
        let (before, after) = rows.with_measure();
        let question = self.question();
        let found = match self.scale(&[&before, &after])? {
            Scale::Ordinal => paired_ordinal_effect(&before, &after, question),
            Scale::Share => {
                let students = before.iter().zip(&after).map(|(one, other)| (*one == 1.0, *other == 1.0));
                paired_share_effect(PairedShares::of(students), question)
            }
            Scale::Auto | Scale::Mean => paired_mean_effect(&before, &after, question),
        };
        answer.put("effect_n_before", "", before.len());
        answer.put("effect_n_after", "", after.len());
        let caption = if self.taken.is_some() {
            "До и после там, где меру приняли"
        } else {
            "До и после"
        };
        show::effect(answer, "effect", caption, found);
        if self.class.is_some() {
            let (with, without) = rows.class_changes()?;
            show::against_others(answer, difference_in_differences(&with, &without, question));
        } else if self.taken.is_some() {
            let [chosen, others] = rows.sides();
            show::return_to_mean(answer, return_to_mean(&chosen, &others, question));
        }
        Ok(())
    }
}

fn share_of(values: &[f64]) -> Measured<Share> {
    let count = |size: usize| i64::try_from(size).unwrap_or(i64::MAX);
    Measured::share(count(values.iter().filter(|value| **value == 1.0).count()), count(values.len()))
}

fn group_of(values: &[f64]) -> Measured<Group> {
    summary(values).and_then(|all| match all.sd {
        Measured::Known(sd) => Measured::Known(Group { n: all.n, mean: all.mean, sd }),
        Measured::Unknown(why) => Measured::<Group>::Unknown(why),
    })
}

/// A field of an effect.
fn part<T, U>(measured: &Measured<T>, pick: impl FnOnce(&T) -> U) -> Measured<U> {
    measured.as_ref().map(pick)
}

/// The smallest change that would be seen; without one the group is too small for any.
fn detectable(found: &Measured<Found>) -> Measured<f64> {
    found.as_ref().and_then(|effect| Measured::from_option(effect.detectable, Why::Inapplicable))
}
