//! The sentences of the screens. They ask for a check, name usual explanations, and accuse nobody.

use super::sign::{Screen, Sign};

impl Screen {
    /// All screens.
    pub const ALL: [Screen; 7] = [
        Screen::BorderExcess,
        Screen::NoTwosManyFives,
        Screen::ItemProfile,
        Screen::CohortBreak,
        Screen::SimilarSheets,
        Screen::NarrowSpread,
        Screen::PerfectAgreement,
    ];

    /// The stable key.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Screen::BorderExcess => "border_excess",
            Screen::NoTwosManyFives => "no_twos_many_fives",
            Screen::ItemProfile => "item_profile",
            Screen::CohortBreak => "cohort_break",
            Screen::SimilarSheets => "similar_sheets",
            Screen::NarrowSpread => "narrow_spread",
            Screen::PerfectAgreement => "perfect_agreement",
        }
    }

    /// The name in Russian.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Screen::BorderExcess => "Баллы на границе отметки",
            Screen::NoTwosManyFives => "Нет «2» при многих «5»",
            Screen::ItemProfile => "Трудные и лёгкие задания",
            Screen::CohortBreak => "Перелом между соседними годами",
            Screen::SimilarSheets => "Совпадение работ",
            Screen::NarrowSpread => "Малый разброс баллов",
            Screen::PerfectAgreement => "Совпадение с журналом",
        }
    }

    /// What the statistic is and in which unit, in Russian.
    #[must_use]
    pub fn unit(self) -> &'static str {
        match self {
            Screen::BorderExcess => "работ на границе сверх ожидаемого",
            Screen::NoTwosManyFives => "доля «5» сверх ожидаемой",
            Screen::ItemProfile => "доля баллов за трудные задания сверх ожидаемой при том же общем балле",
            Screen::CohortBreak => "сдвиг среднего места в группе сравнения, от −1 до 1",
            Screen::SimilarSheets => "совпавших ответов сверх ожидаемого в самой близкой паре",
            Screen::NarrowSpread => "отношение дисперсии к обычной при таком среднем",
            Screen::PerfectAgreement => "доля совпадений сверх ожидаемой",
        }
    }

    /// The sentence when the sign is beyond chance.
    fn check(self) -> &'static str {
        match self {
            Screen::BorderExcess => {
                "Работ с баллом на границе отметки больше, чем ожидается по соседним баллам: требует проверки. Обычные \
                 объяснения: задание с большим весом, пограничные работы пересматривали по установленным правилам."
            }
            Screen::NoTwosManyFives => {
                "Нет ни одной «2», а «5» больше, чем в группе сравнения: требует проверки. Обычные объяснения: сильный \
                 состав класса, отбор при зачислении, больше часов на предмет."
            }
            Screen::ItemProfile => {
                "Трудные задания выполнены лучше, а лёгкие хуже, чем у учеников с тем же баллом в группе сравнения: \
                 требует проверки. Обычные объяснения: иной порядок изучения тем, другой вариант работы."
            }
            Screen::CohortBreak => {
                "Место класса относительно группы сравнения заметно изменилось между соседними годами: требует проверки. \
                 Обычные объяснения: смена состава класса, учителя или программы."
            }
            Screen::SimilarSheets => {
                "Есть пары работ, которые совпадают больше, чем ожидается при самостоятельной работе: требует проверки. \
                 Обычные объяснения: общий приём решения, разобранный на уроке, повтор строки при вводе баллов."
            }
            Screen::NarrowSpread => {
                "Баллы в классе различаются меньше, чем обычно при таком среднем: требует проверки. Обычные объяснения: \
                 группа подобрана по уровню, часть заданий не оценивали."
            }
            Screen::PerfectAgreement => {
                "Отметки за работу совпадают с журналом чаще, чем в группе сравнения: требует проверки. Обычные \
                 объяснения: единые критерии оценивания, недавняя похожая работа."
            }
        }
    }
}

/// The sentence when nothing is beyond chance.
const WITHIN_CHANCE: &str = "В пределах случайных колебаний.";

impl Sign {
    /// The key of the sentence, for machines: `similar_sheets.check` or `similar_sheets.within_chance`.
    #[must_use]
    pub fn sentence_key(&self, verdict_asks: Asks) -> String {
        let ending = match verdict_asks {
            Asks::ForCheck => "check",
            Asks::Nothing => "within_chance",
        };
        format!("{}.{ending}", self.screen.key())
    }

    /// The sentence in Russian, with the caution of a small group.
    #[must_use]
    pub fn sentence(&self, verdict_asks: Asks) -> String {
        let sentence = match verdict_asks {
            Asks::ForCheck => self.screen.check(),
            Asks::Nothing => WITHIN_CHANCE,
        };
        match self.tier().caution() {
            Some(caution) => format!("{sentence} Оговорка: {caution}."),
            None => sentence.to_owned(),
        }
    }
}

/// What a sign asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Asks {
    /// To be looked at by people.
    ForCheck,
    /// Nothing: chance may explain it.
    Nothing,
}
