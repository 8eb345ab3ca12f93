//! The Russian words of this crate.

use formula::Unit;
use school::ru::date_short;
use web::Refusal;

use crate::self_evaluation::{CannotMove, Edition, EditionState, Section, Standing};

pub(crate) const REPORTS: &str = "Отчёты о самообследовании";
pub(crate) const EDITION: &str = "Редакция отчёта";
pub(crate) const PUBLISHED: &str = "Опубликованные отчёты";
pub(crate) const METHOD: &str = "Методика расчёта";
pub(crate) const NO_DATA: &str = "нет данных";
pub(crate) const NOT_APPLICABLE: &str = "неприменимо";
pub(crate) const FEWER: &str = "менее 5 чел.";
pub(crate) const SMALL_GROUPS: &str = "* Группа менее 20 человек: один учащийся меняет долю более чем на 5 процентных пунктов, сравнивать с осторожностью.";
pub(crate) const FEWER_GROUPS: &str = "«Менее 5 чел.» — группа слишком мала, чтобы публиковать её результаты.";
pub(crate) const HIDDEN: &str = "скрыто";
pub(crate) const HIDDEN_GROUPS: &str =
    "«Скрыто» — по этой строке и итогам можно было бы вычислить результаты группы менее 5 человек.";
pub(crate) const PARAGRAPH_SAVED: &str = "Текст раздела сохранён.";
pub(crate) const CHANGED_MEANWHILE: &str =
    "Пока вы писали, этот раздел изменил другой человек. Его текст показан выше: соедините и сохраните ещё раз.";
pub(crate) const EDITION_MADE: &str = "Редакция сформирована: её содержание больше не изменится.";
pub(crate) const NOTHING_NEW: &str = "С последней редакции ничего не изменилось, новая не нужна.";
pub(crate) const STATE_SAVED: &str = "Сведения сохранены.";
pub(crate) const NUMBER_MISSING: &str = "Укажите номер документа.";
pub(crate) const DATE_MISSING: &str = "Укажите дату документа.";
pub(crate) const BODY_MISSING: &str = "Укажите, кем рассмотрен отчёт.";
pub(crate) const REASON_MISSING: &str = "Укажите, почему отчёт снимают с публикации.";
pub(crate) const COUNCIL: &str = "педагогическим советом";
pub(crate) const PRINCIPAL: &str = "Директор";
pub(crate) const CONTENTS: &str = "Содержание";
pub(crate) const QUESTIONS: &str = "Открытые вопросы";

/// «Отчёт о результатах самообследования за 2024 год».
pub(crate) fn report_title(year: i64) -> String {
    format!("Отчёт о результатах самообследования за {year} год")
}

/// «Редакция № 2 от 10.04.2025».
pub(crate) fn edition_title(edition: &Edition) -> String {
    format!("Редакция № {} от {}", edition.number, date_short(edition.made_on))
}

pub(crate) fn edition_made(year: i64, number: i64) -> String {
    format!("Сформирована редакция № {number} отчёта о самообследовании за {year} год")
}

pub(crate) fn paragraph_written(year: i64, section: Section) -> String {
    format!("Изменён текст раздела «{}» отчёта о самообследовании за {year} год", section.title())
}

pub(crate) fn edition_moved(edition: &Edition, state: &EditionState) -> String {
    let what = format!("отчёт о самообследовании за {} год (редакция № {})", edition.year, edition.number);
    let paper = format!("№ {} от {}", state.number, date_short(state.dated));
    match state.standing {
        Standing::Considered => format!("Рассмотрен {} {what}: протокол {paper}", state.body),
        Standing::Approved => format!("Утверждён {what}: приказ {paper}"),
        Standing::Published => format!("Опубликован {what}"),
        Standing::Withdrawn => format!("Снят с публикации {what}: {}", state.body),
    }
}

/// Where an edition stands, in one or two words.
pub(crate) fn standing(standing: Option<Standing>) -> &'static str {
    match standing {
        None => "подготовлена",
        Some(Standing::Considered) => "рассмотрена",
        Some(Standing::Approved) => "утверждена",
        Some(Standing::Published) => "опубликована",
        Some(Standing::Withdrawn) => "снята с публикации",
    }
}

/// The tone of the tag.
pub(crate) fn tone(standing: Option<Standing>) -> &'static str {
    match standing {
        None | Some(Standing::Withdrawn) => "caution",
        Some(Standing::Considered) => "accent",
        Some(Standing::Approved | Standing::Published) => "done",
    }
}

impl Refusal for CannotMove {
    fn say(&self) -> String {
        match self {
            CannotMove::NotConsidered => {
                "Отчёт утверждают после рассмотрения: сначала внесите протокол педагогического совета.".to_owned()
            }
            CannotMove::NotApproved => {
                "Публикуют утверждённый отчёт: сначала внесите приказ об утверждении.".to_owned()
            }
            CannotMove::Already => "Это уже отмечено.".to_owned(),
            CannotMove::NotPublished => "Отчёт не опубликован, снимать нечего.".to_owned(),
            CannotMove::Earlier => "Дата раньше, чем предыдущий шаг. Проверьте её.".to_owned(),
        }
    }
}

impl Section {
    /// «1.3».
    #[must_use]
    pub fn number(self) -> &'static str {
        match self {
            Section::General => "",
            Section::Activity => "1.1",
            Section::Management => "1.2",
            Section::Quality => "1.3",
            Section::Process => "1.4",
            Section::Graduates => "1.5",
            Section::Staff => "1.6",
            Section::Supply => "1.7",
            Section::MaterialBase => "1.8",
            Section::Assurance => "1.9",
            Section::Indicators => "2",
            Section::Conclusions => "3",
        }
    }

    /// «Содержание и качество подготовки обучающихся».
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Section::General => "Общие сведения об образовательной организации",
            Section::Activity => "Оценка образовательной деятельности",
            Section::Management => "Оценка системы управления организацией",
            Section::Quality => "Оценка содержания и качества подготовки обучающихся",
            Section::Process => "Оценка организации учебного процесса",
            Section::Graduates => "Оценка востребованности выпускников",
            Section::Staff => "Оценка качества кадрового обеспечения",
            Section::Supply => "Оценка учебно-методического и библиотечно-информационного обеспечения",
            Section::MaterialBase => "Оценка материально-технической базы",
            Section::Assurance => "Оценка функционирования внутренней системы оценки качества образования",
            Section::Indicators => "Показатели деятельности организации, подлежащей самообследованию",
            Section::Conclusions => "Выводы и направления развития",
        }
    }

    /// «1.3. Оценка содержания и качества подготовки обучающихся».
    #[must_use]
    pub fn heading(self) -> String {
        match self.number() {
            "" => self.title().to_owned(),
            number => format!("{number}. {}", self.title()),
        }
    }

    /// What people usually write here.
    #[must_use]
    pub fn hint(self) -> &'static str {
        match self {
            Section::General => "Миссия, особенности школы, реквизиты лицензии и аккредитации.",
            Section::Activity => "Какие программы реализуются, внеурочная деятельность, воспитательная работа.",
            Section::Management => "Органы управления, их полномочия, что изменилось за год.",
            Section::Quality => "Почему результаты таковы, что удалось, что требует внимания.",
            Section::Process => "Режим работы, сменность, учебный план, здоровьесбережение.",
            Section::Graduates => "Сколько выпускников поступили и куда, сколько работают.",
            Section::Staff => "Потребность в кадрах, наставничество, участие в конкурсах.",
            Section::Supply => "Обеспеченность учебниками, электронные ресурсы, обновление фонда.",
            Section::MaterialBase => "Кабинеты, спортивные залы, ремонт и закупки года.",
            Section::Assurance => "Как работала внутренняя система оценки, удовлетворённость участников.",
            Section::Indicators => "Пояснения к отдельным строкам.",
            Section::Conclusions => "Общий вывод за год и направления на следующий.",
        }
    }
}

/// «чел./%».
pub(crate) fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Share => "%",
        Unit::PeopleShare => "чел./%",
        Unit::WorkShare => "работ/%",
        Unit::People => "чел.",
        Unit::Points => "балл",
        Unit::Index => "индекс",
        Unit::Mark => "отметка",
        Unit::PerPerson => "ед.",
        Unit::YesNo => "да/нет",
        Unit::SquareMetres => "кв. м",
    }
}

/// The name of a report as a file; a draft has no number.
pub(crate) fn file_name(year: i64, number: i64, ending: &str) -> String {
    let edition = if number == 0 { "проект".to_owned() } else { format!("редакция {number}") };
    format!("Самообследование {year}, {edition}.{ending}")
}
