//! The Russian words of this crate.

pub(crate) const EFFECT: &str = "Оценка результата";
pub(crate) const EFFECTS: &str = "Результаты решений";
pub(crate) const MEASURE_EFFECT: &str = "Оценить результат";
pub(crate) const REVIEW: &str = "Анализ со стороны руководства";
