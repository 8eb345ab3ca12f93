//! The words of a verdict: neutral, with the interval, and with what the numbers do not show.

use analyse::shown;
use formula::{Indicator, Unit};
use measure::effect::Verdict;
use school::{Exact, ru};

use super::judging::{Change, Judged, Method, Reading, read_fraction};
use super::review::Review;

pub(super) fn whole_year(year: &str) -> String {
    format!("{year} учебный год")
}

/// A value as a page shows it: «57,1 %».
#[must_use]
pub fn value(indicator: Option<&Indicator>, value: &Exact) -> String {
    indicator.map_or_else(|| ru::number(value, 2), |indicator| shown::value(indicator.unit, value))
}

/// «12 из 21», or the size of the group.
pub(super) fn counts(reading: &Reading) -> String {
    match (reading.part, reading.whole, reading.n) {
        (Some(part), Some(whole), _) => format!("{} из {}", ru::thousands(part), ru::thousands(whole)),
        (_, _, Some(n)) => format!("n = {}", ru::thousands(n)),
        _ => String::new(),
    }
}

/// The verdict of a stored word.
pub(super) fn verdict(code: &str) -> Verdict {
    Verdict::ALL.into_iter().find(|verdict| verdict.code() == code).unwrap_or(Verdict::CannotTell)
}

/// The verdict of a stored word in Russian.
#[must_use]
pub fn verdict_label(code: &str) -> &'static str {
    verdict(code).say()
}

fn exact(number: f64) -> Exact {
    Exact::approximate_float(number).unwrap_or_default()
}

fn changed(unit: Unit, number: f64) -> String {
    shown::change(unit, &exact(number))
}

/// The size of a change, without a sign.
pub(super) fn size(unit: Unit, change: &Exact) -> String {
    shown::change(unit, change).trim_start_matches('+').to_owned()
}

fn between(unit: Unit, change: &Change) -> String {
    format!(
        "{} (с вероятностью 95 % — от {} до {})",
        changed(unit, change.change),
        changed(unit, change.low),
        changed(unit, change.high)
    )
}

/// What may be said, one sentence a line.
pub(super) fn sentences(unit: Unit, review: &Review, judged: &Judged) -> Vec<String> {
    let mut said = Vec::new();
    if let Some(own) = &judged.own {
        said.push(format!("Изменение: {}.", between(unit, own)));
    }
    if let Some(against) = &judged.against {
        let classes = ru::counted(i64::try_from(against.classes).unwrap_or(0), "класс", "класса", "классов");
        said.push(format!(
            "Другие классы параллели ({classes}) изменились за это время в среднем на {}. Разница с ними: {}.",
            changed(unit, against.others),
            between(unit, &against.effect)
        ));
        said.push(format!("Если смотреть только на саму группу: {}.", verdict(&judged.own_verdict).say()));
    }
    if let Some(n) = judged.too_few {
        said.push(format!("Группа мала (n = {n}): один ученик заметно меняет результат, поэтому вывода нет."));
    }
    let seen = judged.against.map_or(judged.own.and_then(|own| own.detectable), |against| against.effect.detectable);
    if let Some(least) = seen {
        said.push(format!("При таком числе данных заметным было бы изменение от {}.", size(unit, &exact(least.abs()))));
    }
    if let Some(returned) = judged.returned.filter(|returned| returned.abs() >= 0.001) {
        said.push(format!(
            "Место выбрано потому, что показатель выделялся: около {} произошло бы и без мер.",
            changed(unit, returned)
        ));
    }
    let then = judged.target.as_deref().and_then(read_fraction).unwrap_or(review.target);
    let target = shown::value(unit, &then);
    said.push(if judged.is_reached {
        format!("Цель {target} достигнута.")
    } else {
        format!("Цель {target} пока не достигнута.")
    });
    said.push(caution(judged).to_owned());
    // «п. п.» ends a sentence with its own point.
    said.into_iter().map(|sentence| sentence.replace("..", ".")).collect()
}

fn caution(judged: &Judged) -> &'static str {
    match (judged.method, verdict(&judged.verdict)) {
        (Method::Nothing, _) => {
            "Для этого показателя разброс не считают, и без других классов нельзя отличить изменение от случайности."
        }
        (_, Verdict::CannotTell) => "«Сказать нельзя» не значит «не помогло»: данных мало для уверенного вывода.",
        (Method::Others, _) => "Сравнение предполагает, что без решения классы менялись бы одинаково.",
        _ => "Изменение показателя ещё не доказывает, что причина в решении: посмотрите, что ещё менялось.",
    }
}
