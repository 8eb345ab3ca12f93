//! One column in a few numbers.

use measure::stats::{QuantileRule, quantile_of, summary};

use super::{Column, Kind, part, put};
use crate::answer::{Answer, Sheet};

/// The shares at which quantiles are printed.
const SHARES: [(&str, f64); 5] = [("0.1", 0.1), ("0.25", 0.25), ("0.5", 0.5), ("0.75", 0.75), ("0.9", 0.9)];

pub(super) fn describe(answer: &mut Answer, column: &Column) {
    let values = column.present();
    let name = column.name.as_str();
    let mut sheet = Sheet::new(format!("Столбец «{name}»"), ["Показатель", "Значение"]);
    let found = summary(&values);
    answer.put("n_present", name, values.len());
    sheet.row([crate::answer::Cell::plain("значений"), crate::answer::Cell::plain(values.len())]);
    put(answer, &mut sheet, ("mean", name, "среднее", Kind::Number), part(&found, |all| all.mean));
    let sd = found.and_then(|all| all.sd);
    put(answer, &mut sheet, ("sd", name, "стандартное отклонение", Kind::Number), sd);
    for (text, share) in SHARES {
        let element = format!("{name} {text}");
        let title = format!("квантиль {}", text.replace('.', ","));
        let quantile = quantile_of(&values, share, QuantileRule::Type7);
        put(answer, &mut sheet, ("quantile_type7", &element, &title, Kind::Number), quantile);
    }
    put(answer, &mut sheet, ("skew_g1", name, "асимметрия", Kind::Number), found.and_then(|all| all.skewness));
    put(answer, &mut sheet, ("kurtosis_g2", name, "эксцесс", Kind::Number), found.and_then(|all| all.kurtosis));
    answer.show(sheet);
}
