//! The typical model of ВСОКО, as a school would begin with it.

use super::super::{ElementKind, Part};

/// An element: register, part of quality, name, and the places in this list of what it is linked with.
pub(crate) struct Typical {
    pub(crate) kind: ElementKind,
    pub(crate) part: Option<Part>,
    pub(crate) name: &'static str,
    pub(crate) linked: &'static [usize],
}

const fn one(kind: ElementKind, name: &'static str, linked: &'static [usize]) -> Typical {
    Typical { kind, part: None, name, linked }
}

const fn object(part: Part, name: &'static str, linked: &'static [usize]) -> Typical {
    Typical { kind: ElementKind::Object, part: Some(part), name, linked }
}

/// The model; a link names the place of the other element, from 0.
pub(crate) const MODEL: &[Typical] = &[
    object(Part::Results, "Предметные результаты", &[3, 4]),
    object(Part::Process, "Образовательный процесс", &[3, 5]),
    object(Part::Conditions, "Образовательные условия", &[3, 6]),
    one(ElementKind::Document, "Положение о ВСОКО", &[]),
    one(ElementKind::Document, "Основная образовательная программа", &[]),
    one(ElementKind::Document, "План внутришкольного контроля", &[]),
    one(ElementKind::Document, "Программа развития", &[]),
    object(Part::Results, "Метапредметные и личностные результаты", &[4]),
    one(ElementKind::Subject, "Администрация", &[2, 30]),
    one(ElementKind::Subject, "Методический совет", &[4, 15]),
    one(ElementKind::Subject, "Творческие группы учителей", &[15]),
    one(ElementKind::Subject, "Педагоги", &[0, 1]),
    one(ElementKind::Subject, "Обучающиеся", &[0, 17]),
    one(ElementKind::Subject, "Родители (законные представители)", &[17]),
    one(ElementKind::Subject, "Специалисты сопровождения", &[7, 18]),
    one(ElementKind::Instrument, "Контрольно-измерительные материалы", &[0]),
    one(ElementKind::Instrument, "Карта наблюдения урока", &[1]),
    one(ElementKind::Instrument, "Анкета удовлетворённости", &[1, 2]),
    one(ElementKind::Instrument, "Социально-психологические методики", &[7]),
    one(ElementKind::Instrument, "Показатели самообследования", &[2]),
    one(ElementKind::Instrument, "Результаты ВПР и ГИА", &[0]),
    one(ElementKind::Resource, "Кадровое обеспечение", &[2, 11]),
    one(ElementKind::Resource, "Информационное обеспечение", &[2, 25]),
    one(ElementKind::Resource, "Психолого-педагогическое обеспечение", &[14]),
    one(ElementKind::Resource, "Материально-техническое обеспечение", &[2]),
    one(ElementKind::Product, "Школьная база результатов", &[15, 20]),
    one(ElementKind::Product, "Отчёт о самообследовании", &[19, 30]),
    one(ElementKind::Product, "Публичный доклад", &[26]),
    one(ElementKind::Product, "Листы успешности классов", &[25]),
    one(ElementKind::Product, "Портфолио обучающихся", &[12]),
    one(ElementKind::Decision, "Приказ директора", &[26]),
    one(ElementKind::Decision, "Решение педагогического совета", &[26]),
    one(ElementKind::Decision, "Совещание при директоре", &[25]),
    one(ElementKind::Decision, "Решение консилиума", &[18]),
];
