//! `vsoko measure interval K N`: how far a share of a small group may be off, and how two shares differ.

use clap::Args;
use measure::stats::{
    Confidence, Interval as Ends, agresti_coull_interval, binomial_test, clopper_pearson_interval, fisher_exact,
    jeffreys_interval, newcombe_interval, two_proportions, wald_interval, wilson_corrected_interval, wilson_interval,
};
use school::Share;

use super::{Ask, Output};
use crate::Refusal;
use crate::answer::{Answer, Cell, Sheet};
use crate::options::whole;

/// K of N, and if wished L of M.
#[derive(Debug, Args)]
pub(crate) struct Interval {
    /// Сколько учеников с признаком
    #[arg(value_name = "K", help_heading = "Что указать", value_parser = whole::<i64>)]
    part: i64,
    /// Сколько учеников всего
    #[arg(value_name = "N", help_heading = "Что указать", value_parser = whole::<i64>)]
    whole: i64,
    /// Сколько учеников с признаком во второй группе
    #[arg(value_name = "L", help_heading = "Что указать", requires = "second_whole", value_parser = whole::<i64>)]
    second_part: Option<i64>,
    /// Сколько учеников во второй группе всего
    #[arg(value_name = "M", help_heading = "Что указать", value_parser = whole::<i64>)]
    second_whole: Option<i64>,
}

impl Ask for Interval {
    const NAME: &'static str = "interval";
    const ABOUT: &'static str = "Доверительный интервал доли K из N; сравнение двух долей";
    const USAGE: &'static str = "K N [L M]";
    const MANUAL: &'static str = "\
Показывает, в каких пределах доля K из N могла бы оказаться случайно при такой численности; с второй парой чисел — и различие
двух долей разных групп. K, N, L, M — целые числа, файл не нужен. Доли выводятся числом от 0 до 1, в таблице — в процентах.
Для показа лучше всего интервал Уилсона; остальные — чтобы сравнить с числами других программ.
Интервал говорит только о случайности: списывания, завышения отметок и сходства учеников одного класса он не знает.";
    const OUTPUT: &'static [Output] = &[
        Output("wilson95_low", "K/N", "нижняя граница интервала Уилсона 95 % без поправки, доля"),
        Output("wilson95_high", "K/N", "верхняя граница интервала Уилсона 95 % без поправки, доля"),
        Output("wilson_cc95_low", "K/N", "нижняя граница интервала Уилсона с поправкой на непрерывность, доля"),
        Output("wilson_cc95_high", "K/N", "верхняя граница интервала Уилсона с поправкой на непрерывность, доля"),
        Output("clopper_pearson95_low", "K/N", "нижняя граница точного интервала Клоппера — Пирсона, доля"),
        Output("clopper_pearson95_high", "K/N", "верхняя граница точного интервала Клоппера — Пирсона, доля"),
        Output("agresti_coull95_low", "K/N", "нижняя граница интервала Агрести — Коулла, доля"),
        Output("agresti_coull95_high", "K/N", "верхняя граница интервала Агрести — Коулла, доля"),
        Output("jeffreys95_low", "K/N", "нижняя граница интервала Джеффриса, доля"),
        Output("jeffreys95_high", "K/N", "верхняя граница интервала Джеффриса, доля"),
        Output("wald95_low", "K/N", "нижняя граница интервала Вальда, доля"),
        Output("wald95_high", "K/N", "верхняя граница интервала Вальда, доля"),
        Output("binom_test_half_p", "K/N", "точная двусторонняя вероятность такой доли, если на деле она 0,5"),
        Output("newcombe95_low", "K/N L/M", "нижняя граница интервала Ньюкома для K/N − L/M, разность долей"),
        Output("newcombe95_high", "K/N L/M", "верхняя граница интервала Ньюкома для K/N − L/M, разность долей"),
        Output("two_proportions_z", "K/N L/M", "z сравнения двух долей, дисперсия общая"),
        Output("two_proportions_p", "K/N L/M", "двусторонняя вероятность такого z"),
        Output("fisher_p", "K/N L/M", "точная двусторонняя вероятность Фишера"),
        Output("fisher_mid_p", "K/N L/M", "mid-p точного критерия Фишера"),
    ];

    fn answer(&self) -> Result<Answer, Refusal> {
        let first = share(self.part, self.whole)?;
        let mut answer = Answer::new(format!("Доверительный интервал доли {} из {}", self.part, self.whole));
        one_share(&mut answer, first);
        if let Some((part, whole)) = self.second_part.zip(self.second_whole) {
            let second = share(part, whole)?;
            if second != first {
                one_share(&mut answer, second);
            }
            two_shares(&mut answer, first, second);
        }
        Ok(answer)
    }
}

fn share(part: i64, whole: i64) -> Result<Share, Refusal> {
    Share::new(part, whole).ok_or_else(|| Refusal::new(format!("{part} из {whole} — не доля: нужно 0 ≤ K ≤ N и N ≥ 1")))
}

fn name(share: Share) -> String {
    format!("{}/{}", share.part(), share.whole())
}

fn one_share(answer: &mut Answer, share: Share) {
    let level = Confidence::P95;
    let ways: [(&str, &str, Ends); 6] = [
        ("wilson95", "Уилсон", wilson_interval(share)),
        ("wilson_cc95", "Уилсон с поправкой", wilson_corrected_interval(share, level)),
        ("clopper_pearson95", "Клоппер — Пирсон", clopper_pearson_interval(share, level)),
        ("agresti_coull95", "Агрести — Коулл", agresti_coull_interval(share, level)),
        ("jeffreys95", "Джеффрис", jeffreys_interval(share, level)),
        ("wald95", "Вальд", wald_interval(share, level)),
    ];
    let mut sheet = Sheet::new(
        format!("{} из {}, 95 %", share.part(), share.whole()),
        ["Способ", "Нижняя граница", "Верхняя граница"],
    );
    for (quantity, title, ends) in ways {
        answer.put(format!("{quantity}_low"), name(share), ends.low);
        answer.put(format!("{quantity}_high"), name(share), ends.high);
        sheet.row([Cell::plain(title), Cell::percent(ends.low, 1), Cell::percent(ends.high, 1)]);
    }
    answer.put("binom_test_half_p", name(share), binomial_test(share, 0.5).map(|test| test.p));
    answer.show(sheet);
}

fn two_shares(answer: &mut Answer, first: Share, second: Share) {
    let element = format!("{} {}", name(first), name(second));
    let difference = newcombe_interval(first, second);
    let (z, fisher) = (two_proportions(first, second), fisher_exact(first, second));
    answer.put("newcombe95_low", &element, difference.low);
    answer.put("newcombe95_high", &element, difference.high);
    answer.put("two_proportions_z", &element, z.map(|test| test.z));
    answer.put("two_proportions_p", &element, z.map(|test| test.p));
    answer.put("fisher_p", &element, fisher.map(|test| test.p));
    answer.put("fisher_mid_p", &element, fisher.map(|test| test.mid_p));
    let mut sheet = Sheet::new("Различие долей: первая без второй", ["Показатель", "Значение"]);
    sheet.row([Cell::plain("Ньюком 95 %, от"), Cell::percent(difference.low, 1)]);
    sheet.row([Cell::plain("Ньюком 95 %, до"), Cell::percent(difference.high, 1)]);
    sheet.row([Cell::plain("p (z-критерий)"), Cell::probability(z.map(|test| test.p))]);
    sheet.row([Cell::plain("p (точный критерий Фишера)"), Cell::probability(fisher.map(|test| test.p))]);
    sheet.row([Cell::plain("mid-p (Фишер)"), Cell::probability(fisher.map(|test| test.mid_p))]);
    answer.show(sheet);
}

#[cfg(test)]
mod tests {
    use crate::testing::{ask, refused};

    #[test]
    fn nobody_of_five_may_still_be_two() {
        let answer = ask(&["interval", "0", "5"], "");
        assert_eq!(answer.number("wilson95_low", "0/5"), 0.0);
        assert!((answer.number("wilson95_high", "0/5") - 0.434_482_46).abs() < 1e-8);
        assert!((answer.number("binom_test_half_p", "0/5") - 0.0625).abs() < 1e-15);
        assert!(answer.table.contains("43,4"), "{}", answer.table);
    }

    #[test]
    fn two_shares_are_compared() {
        let answer = ask(&["interval", "12", "25", "20", "27"], "");
        assert!((answer.number("two_proportions_z", "12/25 20/27") + 1.930_956_393).abs() < 1e-8);
        assert!(answer.number("fisher_p", "12/25 20/27") > answer.number("fisher_mid_p", "12/25 20/27"));
        assert!(answer.number("newcombe95_high", "12/25 20/27") > 0.0);
        assert_eq!(ask(&["interval", "1", "2", "1", "2"], "").number("two_proportions_z", "1/2 1/2"), 0.0);
    }

    #[test]
    fn more_than_all_is_refused() {
        assert_eq!(refused(&["interval", "6", "5"], ""), "6 из 5 — не доля: нужно 0 ≤ K ≤ N и N ≥ 1");
        assert_eq!(refused(&["interval", "1", "5", "9", "8"], ""), "9 из 8 — не доля: нужно 0 ≤ K ≤ N и N ≥ 1");
    }
}
