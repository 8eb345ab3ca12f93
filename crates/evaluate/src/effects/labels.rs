//! The Russian words of reviews of effects.

use school::Exact;
use school::ru::date_short;
use web::Refusal;

use super::queries::Amendment;
use super::review::{CannotFix, CannotStep, Review, State};
use super::{Kind, Period};

pub(crate) const EFFECTS: &str = "Результаты решений";
pub(crate) const NEW: &str = "Что должно измениться";
pub(crate) const EDIT: &str = "Изменение цели и срока";
pub(crate) const LEAD: &str = "Вместе с решением фиксируют показатель, исходное значение и цель; в назначенный день тот же показатель считают ещё раз.";
pub(crate) const NEW_LEAD: &str = "Зафиксируйте сейчас, по какому показателю и когда будет видно, помогло ли решение. Потом условия уже не подогнать под результат.";
pub(crate) const INDICATOR_MISSING: &str = "Выберите показатель.";
pub(crate) const PERIOD_MISSING: &str = "Выберите период.";
pub(crate) const TARGET_MISSING: &str = "Укажите, к какому значению надо прийти.";
pub(crate) const DATE_MISSING: &str = "Укажите, когда измерить.";
pub(crate) const GROUP_UNKNOWN: &str = "Выберите из списка, кого касается решение.";
pub(crate) const MATTERS_NEGATIVE: &str = "Изменение не может быть меньше нуля.";
pub(crate) const CONCLUSION_MISSING: &str = "Напишите вывод: что показало измерение и почему вопрос можно закрыть.";
pub(crate) const WORDS_MISSING: &str = "Напишите, что предлагаете включить в план.";
pub(crate) const FIXED: &str = "Зафиксировано. В назначенный день страница напомнит, что пора измерить.";
pub(crate) const AMENDED: &str = "Изменения сохранены.";
pub(crate) const LOOKED: &str = "Промежуточное значение сохранено. На вывод оно не влияет.";
pub(crate) const MEASURED: &str = "Измерено. Посмотрите вывод и решите, что дальше.";
pub(crate) const REASON_MISSING: &str = "Напишите, почему.";
pub(crate) const AGAIN: &str = "Назначено новое измерение.";
pub(crate) const CLOSED: &str = "Оценка закрыта.";
pub(crate) const PROPOSED: &str = "Предложение передано в план.";

/// The state in Russian.
#[must_use]
pub fn state(state: State) -> &'static str {
    match state {
        State::Fixed => "ожидает измерения",
        State::Measured => "измерено, ждёт вывода",
        State::Closed => "закрыто",
        State::Proposed => "предложено в план",
    }
}

/// The tone of its tag.
#[must_use]
pub fn tone(state: State) -> &'static str {
    match state {
        State::Fixed => "accent",
        State::Measured => "caution",
        State::Closed | State::Proposed => "done",
    }
}

pub(crate) fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Baseline => "исходное",
        Kind::Interim => "промежуточное",
        Kind::Final => "итоговое",
    }
}

/// How the page introduces what a measurement says.
pub(crate) fn conclusion(kind: Kind, now: State) -> &'static str {
    match (kind, now) {
        (Kind::Final, State::Fixed) => "Прежний вывод",
        (Kind::Final, _) => "Вывод",
        _ => "Промежуточно",
    }
}

pub(crate) fn no_baseline(why: &str) -> String {
    format!("Исходное значение не посчитать: {why}. Выберите другой период, класс или показатель.")
}

pub(crate) fn fixed(review: &Review, (value, target): (&str, &str)) -> String {
    let day = date_short(review.remeasure_on);
    format!(
        "Зафиксирована цель решения «{}»: {}, сейчас {value}, цель {target}, измерить {day}",
        review.source_title, review.title
    )
}

pub(crate) fn amended(review: &Review, target: &str, reason: &str) -> String {
    format!(
        "Изменена цель «{}»: {target}, измерить {}. Причина: {reason}",
        review.title,
        date_short(review.remeasure_on)
    )
}

pub(crate) fn again(review: &Review, reason: &str) -> String {
    format!("Назначено новое измерение «{}»: {}. Причина: {reason}", review.title, date_short(review.remeasure_on))
}

/// «цель 60,0 % → 50,0 %; измерить 20.06.2025 → 21.06.2025»
#[must_use]
pub fn changes(amendment: &Amendment, shown: impl Fn(&Exact) -> String) -> String {
    let mut said = Vec::new();
    let mut say = |what: &str, old: String, new: String| {
        if old != new {
            said.push(format!("{what} {old} → {new}"));
        }
    };
    say("цель", shown(&amendment.old_target), shown(&amendment.new_target));
    say("существенное изменение", shown(&amendment.old_matters), shown(&amendment.new_matters));
    say("за период", amendment.old_after.words(), amendment.new_after.words());
    say("измерить", date_short(amendment.old_on), date_short(amendment.new_on));
    said.join("; ")
}

pub(crate) fn looked(review: &Review, value: &str) -> String {
    format!("Промежуточное измерение «{}»: {value}", review.title)
}

pub(crate) fn measured(review: &Review, (value, verdict): (&str, &str)) -> String {
    format!("Измерен результат «{}»: {value}, {verdict}", review.title)
}

pub(crate) fn closed(review: &Review, note: &str) -> String {
    format!("Закрыта оценка результата «{}»: {note}", review.title)
}

pub(crate) fn proposed(review: &Review, words: &str) -> String {
    format!("По оценке результата «{}» предложено: {words}", review.title)
}

pub(crate) fn proposal(review: &Review, verdict: &str) -> (String, String) {
    let words = format!("Продолжить работу: {}", review.title);
    (words, format!("{} — {verdict}", review.source_title))
}

pub(crate) fn other_target(changed_by: &str, target: &str, period: Period, day: &str) -> String {
    format!(
        "Пока вы писали, цель изменил(а) {changed_by}: {target}, {}, измерить {day}. Ваши значения — в форме.",
        period.words()
    )
}

impl Refusal for CannotFix {
    fn say(&self) -> String {
        let text = match self {
            CannotFix::DecisionOpen => {
                "Решение ещё не принято: сначала подпишите приказ или протокол, потом фиксируйте цель."
            }
            CannotFix::PeriodNotLater => "Второе измерение должно быть за более поздний период, чем первое.",
            CannotFix::DateNotAhead => "День измерения должен быть впереди.",
            CannotFix::TargetWorse => "Цель хуже исходного значения. Укажите значение не хуже нынешнего.",
            CannotFix::TargetOutside => "Доля лежит между 0 и 100 %.",
            CannotFix::PeriodOpen(day) => {
                let day = date_short(*day);
                return format!("Период, за который измеряют, кончается {day}: день измерения должен быть позже.");
            }
            CannotFix::DateFar(day) => return format!("Укажите день не позже {}.", date_short(*day)),
            CannotFix::Twice => {
                "Для этого решения, показателя и места цель уже зафиксирована. Откройте её: условия можно уточнить там."
            }
            CannotFix::EasedAfterLook => {
                "Промежуточное значение уже известно или день измерения наступил: облегчить условия нельзя."
            }
            CannotFix::ClassLeaves => {
                "В этом периоде учеников класса в школе уже не будет. Выберите более ранний период."
            }
        };
        text.to_owned()
    }
}

impl Refusal for CannotStep {
    fn say(&self) -> String {
        match self {
            CannotStep::State(now) => {
                format!("Сейчас оценка в состоянии «{}»: это действие уже не нужно.", state(*now))
            }
            CannotStep::TooEarly(day) => format!(
                "Итоговое измерение — не раньше {}. До этого дня можно сделать промежуточное: оно ничего не закрывает.",
                date_short(*day)
            ),
            CannotStep::NoValue(why) => {
                format!("Значения за этот период ещё нет: {why}. Загрузите данные и измерьте снова.")
            }
            CannotStep::OwnWork => {
                "Вы отвечаете за поручения этого решения. Закрыть оценку должен другой: так вывод убедительнее."
                    .to_owned()
            }
            CannotStep::NotProven => {
                "Измерение не показало, что решение помогло. Измерьте ещё раз, предложите меры в план; закрыть без этого, \
                 объяснив причину, может директор."
                    .to_owned()
            }
            CannotStep::ChangedMeanwhile(by) => {
                format!("Пока вы смотрели, оценку изменил(а) {by}. Откройте её ещё раз.")
            }
        }
    }
}
