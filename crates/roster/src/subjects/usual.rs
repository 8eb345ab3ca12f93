use school::name_key;

/// A subject of the federal programmes, with the names that journals give it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UsualSubject {
    /// full name
    pub name: &'static str,
    /// name for a narrow column
    pub short_name: &'static str,
    /// whether it is marked from 2 to 5 at all
    pub is_marked: bool,
    /// other names, as journals and timetables write them
    pub aliases: &'static [&'static str],
}

const fn subject(name: &'static str, short_name: &'static str, aliases: &'static [&'static str]) -> UsualSubject {
    UsualSubject { name, short_name, is_marked: true, aliases }
}

const fn unmarked(name: &'static str, short_name: &'static str, aliases: &'static [&'static str]) -> UsualSubject {
    UsualSubject { name, short_name, is_marked: false, aliases }
}

/// The usual subjects, in the usual order of a report.
///
/// A subject that a journal splits by sex («Труд (Технология девочки)») is deliberately not among the aliases: whether
/// the halves are one subject is the school's decision.
pub const USUAL_SUBJECTS: &[UsualSubject] = &[
    subject("Русский язык", "Рус. яз.", &["Рус. язык", "Русский", "РУ"]),
    subject("Литература", "Лит.", &["Литер."]),
    subject("Литературное чтение", "Лит. чт.", &["Лит. чтение", "Чтение"]),
    subject("Родной язык", "Родн. яз.", &["Родной (русский) язык", "Родной язык (русский)"]),
    subject("Родная литература", "Родн. лит.", &["Родная (русская) литература", "Родная литература (русская)"]),
    subject(
        "Иностранный язык (английский)",
        "Англ. яз.",
        &[
            "Английский язык",
            "Английский",
            "Англ. язык",
            "Ин. яз. (английский)",
            "Ин. язык (англ.)",
            "Иностранный язык (англ.)",
            "Ин. яз. (англ.)",
            "Иностранный (английский) язык",
        ],
    ),
    subject(
        "Иностранный язык (немецкий)",
        "Нем. яз.",
        &["Немецкий язык", "Немецкий", "Нем. язык", "Иностранный язык (нем.)", "Иностранный (немецкий) язык"],
    ),
    subject(
        "Иностранный язык (французский)",
        "Франц. яз.",
        &["Французский язык", "Французский", "Иностранный язык (франц.)", "Иностранный (французский) язык"],
    ),
    subject("Второй иностранный язык", "2-й ин. яз.", &["Второй ин. язык"]),
    subject("Математика", "Матем.", &["МА", "Мат."]),
    subject("Алгебра", "Алгебра", &[]),
    subject(
        "Алгебра и начала математического анализа",
        "Алг. и нач.",
        &["Алгебра и начала анализа", "Алгебра и нач. анализа"],
    ),
    subject("Геометрия", "Геом.", &[]),
    subject("Вероятность и статистика", "Вер. и ст.", &["ВиС", "Вероятн. и статистика"]),
    subject("Информатика", "Информ.", &["Информатика и ИКТ", "ИКТ"]),
    subject("История", "История", &["Ист.", "История России. Всеобщая история", "Всеобщая история. История России"]),
    subject("Обществознание", "Общ.", &["Общество"]),
    subject("География", "Геогр.", &[]),
    subject("Окружающий мир", "Окр. мир", &["ОКР"]),
    subject("Физика", "Физика", &[]),
    subject("Астрономия", "Астрон.", &[]),
    subject("Химия", "Химия", &[]),
    subject("Биология", "Биол.", &[]),
    subject("Музыка", "Музыка", &["Муз."]),
    subject("Изобразительное искусство", "ИЗО", &["ИЗО", "Изобр. искусство"]),
    subject("Труд (технология)", "Труд", &["Технология", "Труд", "Технология (труд)"]),
    subject("Физическая культура", "Физ-ра", &["Физкультура", "Физ. культура", "Физ-ра", "ФК"]),
    subject(
        "Основы безопасности и защиты Родины",
        "ОБЗР",
        &["ОБЗР", "ОБЖ", "Основы безопасности жизнедеятельности", "ОБЗР (ОБЖ)"],
    ),
    subject("Индивидуальный проект", "Инд. проект", &["Инд. проект"]),
    subject("Основы духовно-нравственной культуры народов России", "ОДНКНР", &["ОДНКНР", "ОДНК НР"]),
    unmarked(
        "Основы религиозных культур и светской этики",
        "ОРКСЭ",
        &["ОРКСЭ", "Основы религиозной культуры и светской этики"],
    ),
    unmarked("Разговоры о важном", "Разг. о важн.", &["РоВ"]),
    unmarked("Профессиональный минимум", "Проф. мин.", &["Профминимум", "Россия — мои горизонты"]),
];

/// The usual subject that this name means, by its own name or an alias.
#[must_use]
pub fn usual_subject(name: &str) -> Option<&'static UsualSubject> {
    let key = name_key(name);
    USUAL_SUBJECTS
        .iter()
        .find(|subject| name_key(subject.name) == key || subject.aliases.iter().any(|alias| name_key(alias) == key))
}
