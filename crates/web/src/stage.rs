/// A stage of the management cycle, or one of the two places beside it. The navigation, the addresses and the crates
/// use the same words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    /// «План»
    Plan,
    /// «Сбор»
    Collect,
    /// «Анализ»
    Analyse,
    /// «Решения»
    Decide,
    /// «Действия»
    Act,
    /// «Оценка»
    Evaluate,
    /// «Публикация»
    Publish,
    /// «Школа»: classes, staff, students
    School,
    /// «Настройки»: accounts, history, settings
    Settings,
}

impl Stage {
    /// The cycle, in its order.
    pub const CYCLE: [Stage; 7] =
        [Stage::Plan, Stage::Collect, Stage::Analyse, Stage::Decide, Stage::Act, Stage::Evaluate, Stage::Publish];
    /// What stands beside the cycle.
    pub const BESIDE: [Stage; 2] = [Stage::School, Stage::Settings];

    /// The name in the navigation.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Stage::Plan => "План",
            Stage::Collect => "Сбор",
            Stage::Analyse => "Анализ",
            Stage::Decide => "Решения",
            Stage::Act => "Действия",
            Stage::Evaluate => "Оценка",
            Stage::Publish => "Публикация",
            Stage::School => "Школа",
            Stage::Settings => "Настройки",
        }
    }

    /// What happens there, in a few words.
    #[must_use]
    pub fn purpose(self) -> &'static str {
        match self {
            Stage::Plan => "цели, показатели, циклограмма",
            Stage::Collect => "файлы, опросы, наблюдения",
            Stage::Analyse => "показатели и проблемные зоны",
            Stage::Decide => "приказы и поручения",
            Stage::Act => "помощь и исправление",
            Stage::Evaluate => "что изменилось",
            Stage::Publish => "отчёты",
            Stage::School => "классы, педагоги, ученики",
            Stage::Settings => "учётные записи, история",
        }
    }

    /// The number in the cycle, from 1; none beside it.
    #[must_use]
    pub fn number(self) -> Option<usize> {
        Self::CYCLE.iter().position(|stage| *stage == self).map(|place| place + 1)
    }
}
