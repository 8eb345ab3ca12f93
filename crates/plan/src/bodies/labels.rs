//! The Russian words of this feature.

use super::{BodyKind, CannotBe, CannotJoin};

pub(super) const BODIES: &str = "Органы и группы ВСОКО";
pub(super) const NEW_BODY: &str = "Новый орган или группа";
pub(super) const EDIT_BODY: &str = "Изменить сведения об органе";
pub(super) const NEW_MEMBER: &str = "Новый член";
pub(super) const MEMBER: &str = "Член органа";
pub(super) const NAMELESS: &str = "Назовите орган или группу.";
pub(super) const TAKEN: &str = "Орган с таким названием уже есть.";
pub(super) const PICK_KIND: &str = "Выберите вид.";
pub(super) const WHO: &str = "Выберите человека из списка или впишите имя.";
pub(super) const SINCE: &str = "Укажите, с какого дня.";
pub(super) const SAVED: &str = "Сохранено.";
pub(super) const STALE: &str = "Пока вы редактировали, запись изменилась. Сравните и сохраните ещё раз.";
pub(super) const NOTHING_ADDED: &str = "Все органы типовой структуры уже есть.";
pub(super) const IN_FORCE: &str = "действует";
pub(super) const DISSOLVED: &str = "упразднён";

pub(super) const FIELDS: &[(&str, &str)] = &[
    ("name", "Название"),
    ("functions", "Функции"),
    ("order_number", "Номер приказа"),
    ("order_on", "Дата приказа"),
    ("dissolved_on", "Упразднён"),
];

/// Who belongs to the commission on ВСОКО.
pub(super) const COMMISSION_SEATS: [&str; 7] = [
    "заместитель директора по УВР",
    "заместитель директора по МР",
    "представитель коллектива",
    "руководитель МО",
    "представитель общешкольного родительского комитета",
    "представитель социальных партнёров",
    "председатель школьного ученического совета",
];

/// «Педагогический совет»
#[must_use]
pub fn kind_name(kind: BodyKind) -> &'static str {
    match kind {
        BodyKind::Administration => "Администрация школы",
        BodyKind::PedagogicalCouncil => "Педагогический совет",
        BodyKind::MethodologicalCouncil => "Методический совет",
        BodyKind::QualityCommission => "Комиссия по ВСОКО",
        BodyKind::ExpertGroup => "Экспертная группа",
        BodyKind::CreativeGroup => "Творческая группа учителей",
        BodyKind::ClassTeachers => "Классные руководители",
        BodyKind::ParentsCouncil => "Совет родителей",
        BodyKind::PupilsCouncil => "Совет обучающихся",
        BodyKind::SocialPartners => "Социальные партнёры",
        BodyKind::Own => "Другой орган или группа",
    }
}

/// What a body of this kind usually does in quality assurance, one function a line.
pub(super) fn usual_functions(kind: BodyKind) -> &'static str {
    match kind {
        BodyKind::Administration => {
            "Формирует локальные акты о ВСОКО и контролирует их исполнение\n\
             Координирует работу всех, кто участвует в оценке качества\n\
             Устанавливает порядок и периодичность процедур\n\
             Анализирует результаты оценки и принимает управленческие решения\n\
             Представляет сведения о качестве образования учредителю и общественности"
        }
        BodyKind::PedagogicalCouncil => {
            "Принимает основные направления повышения качества образования\n\
             Утверждает календарный график и циклограмму ВСОКО\n\
             Определяет порядок промежуточной аттестации и решает вопросы перевода\n\
             Решает вопросы поощрения обучающихся"
        }
        BodyKind::MethodologicalCouncil => {
            "Рассматривает инструментарий и критерии оценки\n\
             Координирует работу методических объединений по итогам процедур"
        }
        BodyKind::QualityCommission => {
            "Составляет план-график процедур\n\
             Контролирует подготовку и оформление результатов\n\
             Консультирует участников процедур\n\
             Контролирует выполнение приказов и положений\n\
             Готовит общий отчёт и представляет его руководству"
        }
        BodyKind::ExpertGroup => {
            "Участвует в разработке модели ВСОКО\n\
             Планирует мероприятия по оценке качества\n\
             Разрабатывает методику, показатели и критерии\n\
             Проводит мониторинговые исследования и экспертизы"
        }
        BodyKind::CreativeGroup => {
            "Участвует в разработке показателей и методик\n\
             Обеспечивает проведение процедур и опросов\n\
             Собирает, обрабатывает и хранит сведения\n\
             Обобщает и распространяет опыт"
        }
        BodyKind::ClassTeachers => {
            "Определяют уровень воспитанности обучающихся\n\
             Анализируют динамику развития каждого ученика\n\
             Готовят рекомендации обучающимся и родителям"
        }
        BodyKind::ParentsCouncil | BodyKind::PupilsCouncil => {
            "Участвует в обсуждении реализации ВСОКО\n\
             Участвует в общественном наблюдении и общественной экспертизе"
        }
        BodyKind::SocialPartners => "Участвуют в общественном контроле качества образования: наблюдении и экспертизе",
        BodyKind::Own => "",
    }
}

impl web::Refusal for CannotJoin {
    fn say(&self) -> String {
        match self {
            CannotJoin::LeavesBeforeJoining => "Последний день не может быть раньше первого.",
            CannotJoin::IsMemberAlready => "В эти дни этот человек уже состоит в органе.",
            CannotJoin::LongAgo => "Проверьте год: так давно никто не мог войти в состав.",
            CannotJoin::BodyIsDissolved => "К этому дню орган уже упразднён.",
        }
        .to_owned()
    }
}

impl web::Refusal for CannotBe {
    fn say(&self) -> String {
        match self {
            CannotBe::DissolvedBeforeOrder => "Орган не может быть упразднён раньше, чем назначен приказом.",
            CannotBe::SecondOfKind => {
                "Такой орган в школе один, и он уже внесён. Измените его или укажите, когда он упразднён."
            }
        }
        .to_owned()
    }
}

pub(super) const REMOVED: &str = "Запись удалена.";
pub(super) const IN_USE: &str =
    "Удалить можно только орган без состава, на который ничто не ссылается. Укажите день, с которого он упразднён.";
pub(super) const COMPOSITION: &str = "Состав";
pub(super) const FUNCTIONS: &str = "Функции";
pub(super) const MEMBER_COLUMNS: [&str; 5] = ["№", "Фамилия, имя, отчество", "Место в составе", "С", "По"];
pub(super) const MEMBER_FIELDS: &[(&str, &str)] =
    &[("seat", "Место в составе"), ("since", "В составе с"), ("until", "В составе по"), ("name", "Имя")];

/// Texts that fit the papers.
pub(super) fn too_long(most: usize) -> String {
    format!("Слишком длинно: помещается {most} знаков.")
}

pub(super) fn body_removed(name: &str) -> String {
    format!("Удалён орган «{name}», внесённый по ошибке")
}

pub(super) fn member_removed(body: &str, name: &str) -> String {
    format!("«{body}»: удалена ошибочная запись о члене {name}")
}

/// «назначен приказом № 12 от 30.08.2024»
pub(super) fn appointed(body: &super::CollegialBody) -> String {
    if body.order_number.is_empty() {
        return String::new();
    }
    let day = body.order_on.map(|day| format!(" от {}", school::ru::date_short(day))).unwrap_or_default();
    format!("Состав утверждён приказом{day} № {}", body.order_number)
}

pub(super) fn as_of(day: chrono::NaiveDate) -> String {
    format!("по состоянию на {}", school::ru::date_short(day))
}

pub(super) fn body_saved(name: &str) -> String {
    format!("Сохранён орган «{name}»")
}

pub(super) fn typical_added(names: &[String]) -> String {
    format!("Добавлены органы типовой структуры: {}", names.join(", "))
}

pub(super) fn member_saved(body: &str, member: &super::Member) -> String {
    let since = school::ru::date_short(member.since);
    match member.until {
        Some(until) => {
            format!("«{body}»: {} — член с {since} по {}", member.name, school::ru::date_short(until))
        }
        None => format!("«{body}»: {} — член с {since}", member.name),
    }
}

/// Whether a seat is that of whoever leads the body.
pub(super) fn is_head(seat: &str) -> bool {
    let seat = seat.to_lowercase();
    seat.starts_with("председатель") && !seat.contains("ученическ")
        || seat.starts_with("руководитель") && !seat.contains("мо")
}
