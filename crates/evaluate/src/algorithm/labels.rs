//! The Russian words of the algorithm.

use school::ru::date_short;

use super::steps::{Lack, Step};

pub(crate) const ALGORITHM: &str = "Алгоритм управленческих действий";
pub(crate) const ZONES: &str = "Проблемные зоны";
pub(crate) const STEP_MISSING: &str = "Выберите шаг.";
pub(crate) const WORDS_MISSING: &str = "Напишите, что сделано по этому шагу.";
pub(crate) const WORDS_THIN: &str = "Напишите подробнее: что именно сделано, хотя бы несколько слов.";
pub(crate) const NOTED: &str = "Запись добавлена.";
pub(crate) const NOTE_REMOVED: &str = "Запись убрана. Её слова остались в истории.";
/// Who finds a zone in the data.
pub(crate) const PROGRAM: &str = "программа";
pub(crate) const STUDIED: &str = "Зона взята в изучение";

pub(crate) fn step(step: Step) -> &'static str {
    match step {
        Step::Information => "Сбор информации",
        Step::Analysis => "Проблемно-ориентированный анализ",
        Step::Goals => "Целеполагание",
        Step::Motivation => "Мотивация",
        Step::Resources => "Диагностика ресурсов",
        Step::Forecast => "Прогнозирование",
        Step::Programme => "Программирование",
        Step::Planning => "Планирование",
        Step::Organisation => "Организация",
        Step::Control => "Контроль",
        Step::Correction => "Коррекция",
        Step::Regulation => "Регулирование",
        Step::Evaluation => "Оценка результата",
    }
}

/// What a note to a step tells.
pub(crate) fn asked(step: Step) -> &'static str {
    match step {
        Step::Analysis => "что показало изучение причин",
        Step::Motivation => "как объяснили цель и чем поддержали тех, кто будет её достигать",
        Step::Resources => "какие есть часы, люди, материалы и чего не хватает",
        Step::Forecast => "чего ждать, если ничего не менять, и если сделать намеченное",
        Step::Programme => "какая программа или система мер выбрана",
        Step::Correction => "что поправили по ходу",
        Step::Regulation => "что изменили в правилах и порядке работы",
        _ => "",
    }
}

pub(crate) fn lack(lack: Lack) -> String {
    match lack {
        Lack::Study => "зону ещё никто не взял в изучение".to_owned(),
        Lack::Decision => "решения ещё нет: подготовьте приказ".to_owned(),
        Lack::Signature => "решение ещё не подписано".to_owned(),
        Lack::Aim => "не зафиксировано, что должно измениться".to_owned(),
        Lack::Note => "записей нет".to_owned(),
        Lack::Tasks => "не у всех поручений есть срок".to_owned(),
        Lack::Fulfilment => "исполнение поручений не отмечено".to_owned(),
        Lack::Unfulfilled(left, all) => format!("исполнены не все поручения: осталось {left} из {all}"),
        Lack::Measurement(day) => format!("измерить {}", date_short(day)),
    }
}

pub(crate) fn fulfilled(task: &str) -> String {
    format!("Исполнено: {task}")
}

pub(crate) fn aim(title: &str, now: &str, target: &str) -> String {
    format!("{title}: от {now} к {target}")
}

pub(crate) fn looked(value: &str) -> String {
    format!("Промежуточное измерение: {value}")
}

pub(crate) fn amended(target: &str, day: &str) -> String {
    format!("Изменена цель: {target}, измерить {day}")
}

pub(crate) fn verdict(title: &str, verdict: &str) -> String {
    format!("{title}: {verdict}")
}

pub(crate) fn noted(step_name: &str, heading: &str) -> String {
    format!("Добавлена запись к шагу «{step_name}»: {heading}")
}

pub(crate) fn removed(step_name: &str, heading: &str, words: &str) -> String {
    format!("Убрана запись к шагу «{step_name}»: {heading}. Было: {words}")
}

pub(crate) fn forecast(
    (place, periods): (&str, usize),
    (middle, low, high): (&str, &str, &str),
    method: &str,
) -> String {
    format!(
        "Если ничего не менять, в следующий раз ожидается {middle} (в 95 случаях из 100 — от {low} до {high}). \
         {place}, значений: {periods}, способ: {method}. По такому короткому ряду прогноз грубый."
    )
}
