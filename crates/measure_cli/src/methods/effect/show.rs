//! An effect as quantities and as a table.

use measure::Measured;
use measure::effect::{AgainstOthers, Effect, ReturnToMean};

use super::{detectable, part};
use crate::answer::{Answer, Cell, Sheet, Value};

fn put(answer: &mut Answer, sheet: &mut Sheet, name: String, title: &str, value: impl Into<Value>) {
    let value = value.into();
    let is_p = name.ends_with("_p") || name.ends_with("_p_permutation");
    sheet
        .row([Cell::plain(title), if is_p { Cell::probability(value.clone()) } else { Cell::fixed(value.clone(), 3) }]);
    answer.put(name, "", value);
}

pub(super) fn effect(answer: &mut Answer, prefix: &str, caption: &str, found: Measured<Effect>) {
    let mut sheet = Sheet::new(caption, ["Показатель", "Значение"]);
    lines(answer, &mut sheet, prefix, "Изменение", found);
    answer.show(sheet);
}

fn lines(answer: &mut Answer, sheet: &mut Sheet, prefix: &str, title: &str, found: Measured<Effect>) {
    put(answer, sheet, format!("{prefix}_change"), title, part(&found, |effect| effect.change));
    put(answer, sheet, format!("{prefix}_ci95_low"), "95 %, от", part(&found, |effect| effect.interval.low));
    put(answer, sheet, format!("{prefix}_ci95_high"), "95 %, до", part(&found, |effect| effect.interval.high));
    put(answer, sheet, format!("{prefix}_p"), "Вероятность случайно (p)", part(&found, |effect| effect.p));
    let seen = detectable(&found);
    answer.put(format!("{prefix}_detectable80"), "", seen);
    let title = "Наименьшее заметное изменение (мощность 80 %)";
    let said = match (&found, seen) {
        (Measured::Known(_), Measured::Unknown(_)) => Cell::plain("никакое: слишком мало данных"),
        _ => Cell::fixed(seen, 3),
    };
    sheet.row([Cell::plain(title), said]);
    answer.put(format!("{prefix}_verdict"), "", part(&found, |effect| effect.verdict.code()));
    sheet.row([Cell::plain("Вывод"), Cell::plain(part(&found, |effect| effect.verdict.say()))]);
}

pub(super) fn against_others(answer: &mut Answer, found: Measured<AgainstOthers>) {
    let mut sheet = Sheet::new("Против остальных классов", ["Показатель", "Значение"]);
    put(answer, &mut sheet, "did_with".into(), "Изменение классов с мерой", part(&found, |all| all.with));
    put(answer, &mut sheet, "did_without".into(), "Изменение остальных", part(&found, |all| all.without));
    lines(answer, &mut sheet, "did", "Эффект меры", part(&found, |all| all.effect));
    let permutation = found.as_ref().and_then(|all| all.p_permutation);
    put(answer, &mut sheet, "did_p_permutation".into(), "p по перестановкам классов", permutation);
    let least = part(&found, |all| all.least_p);
    put(answer, &mut sheet, "did_least_p".into(), "наименьшая возможная такая p", least);
    answer.show(sheet);
    if least.known().is_some_and(|least| least > 0.05) {
        answer.note("Классов так мало, что перестановки не могли бы показать эффекта, каким бы он ни был.");
    }
}

pub(super) fn return_to_mean(answer: &mut Answer, found: Measured<ReturnToMean>) {
    let mut sheet = Sheet::new("С поправкой на возврат к среднему", ["Показатель", "Значение"]);
    put(answer, &mut sheet, "return_seen".into(), "Видимое изменение", part(&found, |all| all.seen));
    put(answer, &mut sheet, "return_common".into(), "из него общее для всех", part(&found, |all| all.common));
    put(answer, &mut sheet, "return_returned".into(), "из него возврат к среднему", part(&found, |all| all.returned));
    lines(answer, &mut sheet, "return", "Эффект меры", part(&found, |all| all.effect));
    put(answer, &mut sheet, "return_slope".into(), "остаётся различия из начала", part(&found, |all| all.slope));
    answer.show(sheet);
}
