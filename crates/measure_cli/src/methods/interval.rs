//! `vsoko measure interval K N`: how far a share of a small group may be off.

use clap::Args;
use measure::wilson_interval;
use school::Share;

use super::{Ask, Output};
use crate::Refusal;
use crate::answer::{Answer, Cell, Sheet};

/// K of N.
#[derive(Debug, Args)]
pub(crate) struct Interval {
    /// Сколько учеников с признаком
    #[arg(value_name = "K", help_heading = "Что указать")]
    part: i64,
    /// Сколько учеников всего
    #[arg(value_name = "N", help_heading = "Что указать")]
    whole: i64,
}

impl Ask for Interval {
    const NAME: &'static str = "interval";
    const ABOUT: &'static str = "Доверительный интервал доли: K из N";
    const USAGE: &'static str = "K N";
    const MANUAL: &'static str = "\
Показывает, в каких пределах доля K из N могла бы оказаться случайно при такой численности.
K и N — целые числа, файл не нужен. Доли выводятся числом от 0 до 1, в таблице — в процентах.
Интервал говорит только о случайности: списывания, завышения отметок и сходства учеников одного класса он не знает.";
    const OUTPUT: &'static [Output] = &[
        Output("wilson95_low", "K/N", "нижняя граница интервала Уилсона 95 % без поправки, доля"),
        Output("wilson95_high", "K/N", "верхняя граница интервала Уилсона 95 % без поправки, доля"),
    ];

    fn answer(&self) -> Result<Answer, Refusal> {
        let Interval { part, whole } = *self;
        let share = Share::new(part, whole)
            .ok_or_else(|| Refusal::new(format!("{part} из {whole} — не доля: нужно 0 ≤ K ≤ N и N ≥ 1")))?;
        let element = format!("{part}/{whole}");
        let wilson = wilson_interval(share);
        let mut answer = Answer::new(format!("Доверительный интервал доли {part} из {whole}"));
        answer.put("wilson95_low", &element, wilson.low);
        answer.put("wilson95_high", &element, wilson.high);
        let mut sheet = Sheet::new("", ["Способ", "Нижняя граница", "Верхняя граница"]);
        sheet.row([Cell::plain("Уилсон, 95 %"), Cell::percent(wilson.low, 1), Cell::percent(wilson.high, 1)]);
        answer.show(sheet);
        Ok(answer)
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{ask, refused};

    #[test]
    fn nobody_of_five_may_still_be_two() {
        let answer = ask(&["interval", "0", "5"], "");
        assert_eq!(answer.number("wilson95_low", "0/5"), 0.0);
        assert!((answer.number("wilson95_high", "0/5") - 0.434_482_46).abs() < 1e-8);
        assert!(answer.table.contains("43,4"), "{}", answer.table);
    }

    #[test]
    fn more_than_all_is_refused() {
        assert_eq!(refused(&["interval", "6", "5"], ""), "6 из 5 — не доля: нужно 0 ≤ K ≤ N и N ≥ 1");
    }
}
