//! The words by which columns are known, and what people call the fields.

use school::name_key;

use super::Field;
use crate::imports::cell::heading_key;
use crate::imports::kind::Kind;

/// The fields of a kind; the first have precedence when a heading suits several.
pub(crate) fn fields_of(kind: Kind) -> &'static [Field] {
    use Field::{
        Average, Birth, Category, CategoryDate, Class, ClassLetter, CourseDate, CourseFgos, CourseHours, CourseTitle,
        Date, Education, EmployedFrom, Event, Experience, From, GivenName, Level, Mark, Member, Passed, Patronymic,
        PedagogicalEducation, Position, PrimaryScore, Result, Score, Sex, StaffKind, Student, Subject, Surname,
        Teacher, Term, Until, Variant, Weight,
    };
    match kind {
        Kind::Students => &[Student, Surname, GivenName, Patronymic, Class, ClassLetter, Birth, Sex, From, Until],
        Kind::Staff => &[
            Member,
            Surname,
            GivenName,
            Patronymic,
            Position,
            StaffKind,
            Birth,
            Sex,
            PedagogicalEducation,
            Education,
            CategoryDate,
            Category,
            Experience,
            EmployedFrom,
            CourseHours,
            CourseDate,
            CourseFgos,
            CourseTitle,
        ],
        Kind::SubjectMarks => {
            &[Student, Surname, GivenName, Patronymic, Class, ClassLetter, Subject, Term, Average, Mark]
        }
        Kind::JournalMarks => &[Student, Class, Subject, Teacher, Date, Weight, Mark],
        Kind::Oge | Kind::Ege => &[
            Student,
            Surname,
            GivenName,
            Patronymic,
            Class,
            ClassLetter,
            Subject,
            Variant,
            PrimaryScore,
            Score,
            Mark,
            Passed,
            Date,
        ],
        Kind::Achievements => {
            &[Student, Surname, GivenName, Patronymic, Class, ClassLetter, Event, Level, Result, Date]
        }
        Kind::ClassYearSheet | Kind::VprIndividualResults => &[],
    }
}

/// Fields that a row cannot do without.
pub(super) fn required(kind: Kind) -> &'static [Field] {
    match kind {
        Kind::Students => &[Field::Student, Field::Class],
        Kind::Staff => &[Field::Member],
        Kind::SubjectMarks => &[Field::Student, Field::Class, Field::Subject, Field::Term, Field::Mark],
        Kind::JournalMarks => &[Field::Student, Field::Class, Field::Subject, Field::Date, Field::Mark],
        Kind::Oge => &[Field::Student, Field::Subject, Field::Mark],
        Kind::Ege => &[Field::Student, Field::Subject, Field::Score],
        Kind::Achievements => &[Field::Student, Field::Event, Field::Level, Field::Result, Field::Date],
        Kind::ClassYearSheet | Kind::VprIndividualResults => &[],
    }
}

/// Fields of which a table of this kind has at least one besides the required ones.
pub(super) fn telling(kind: Kind) -> &'static [Field] {
    match kind {
        Kind::Staff => &[
            Field::Position,
            Field::Category,
            Field::Education,
            Field::Experience,
            Field::CourseTitle,
            Field::StaffKind,
        ],
        _ => &[],
    }
}

/// What a field is called for people.
pub(crate) fn field_name(field: Field) -> &'static str {
    match field {
        Field::Student => "ФИО ученика",
        Field::Member => "ФИО работника",
        Field::Surname => "Фамилия",
        Field::GivenName => "Имя",
        Field::Patronymic => "Отчество",
        Field::Class => "Класс",
        Field::ClassLetter => "Буква класса",
        Field::Birth => "Дата рождения",
        Field::Sex => "Пол",
        Field::From => "Дата зачисления",
        Field::Until => "Дата выбытия",
        Field::Subject => "Предмет",
        Field::Term => "Учебный период",
        Field::Mark => "Отметка",
        Field::Average => "Средний балл",
        Field::Teacher => "Учитель",
        Field::Date => "Дата",
        Field::Weight => "Вес отметки",
        Field::Position => "Должность",
        Field::StaffKind => "Вид работника",
        Field::Education => "Образование",
        Field::PedagogicalEducation => "Педагогическое образование",
        Field::Category => "Категория",
        Field::CategoryDate => "Дата присвоения категории",
        Field::Experience => "Педагогический стаж, лет",
        Field::EmployedFrom => "Работает с",
        Field::CourseTitle => "Курсы",
        Field::CourseHours => "Часы курсов",
        Field::CourseDate => "Дата окончания курсов",
        Field::CourseFgos => "Курсы по ФГОС",
        Field::Variant => "Уровень экзамена",
        Field::PrimaryScore => "Первичный балл",
        Field::Score => "Тестовый балл",
        Field::Passed => "Сдан",
        Field::Event => "Олимпиада, конкурс",
        Field::Level => "Уровень мероприятия",
        Field::Result => "Результат",
    }
}

/// How well a heading names a field, 0 to 100. A code of the field itself counts: that is what our own exports have.
pub(super) fn likeness(field: Field, kind: Kind, heading: &str) -> u32 {
    let key = heading_key(heading);
    let words: Vec<&str> = key.split(' ').collect();
    let score = |alias: &&str| {
        let alias_words = alias.split(' ').count();
        match () {
            () if key == **alias => 100,
            () if alias.len() < 4 => 0,
            () if words.windows(alias_words).next().is_some_and(|first| first.join(" ") == **alias) => 80,
            () if words.windows(alias_words).any(|some| some.join(" ") == **alias) => 60,
            () => 0,
        }
    };
    let plain = name_key(heading.trim());
    let is_code =
        codes(field).contains(&plain.as_str()) || codes(field).contains(&heading.trim().to_lowercase().as_str());
    let best = aliases(field, kind).iter().map(score).max().unwrap_or(0);
    if is_code { 100 } else { best }
}

/// The headings of exchange files in English.
fn codes(field: Field) -> &'static [&'static str] {
    match field {
        Field::Student => &["student", "student_name", "pupil"],
        Field::Member => &["staff", "teacher", "name"],
        Field::Class => &["class"],
        Field::Subject => &["subject"],
        Field::Term => &["term", "period"],
        Field::Mark => &["mark"],
        Field::Teacher => &["teacher"],
        Field::Date => &["date"],
        Field::Weight => &["weight"],
        Field::Birth => &["birth_date", "birthday"],
        Field::Sex => &["sex", "gender"],
        Field::Score => &["score"],
        Field::PrimaryScore => &["primary_score"],
        Field::Event => &["event"],
        Field::Level => &["level"],
        Field::Result => &["result"],
        _ => &[],
    }
}

/// Headings as heading keys: lower case, no punctuation, «е» for «ё».
#[expect(clippy::too_many_lines, reason = "a table of words")]
fn aliases(field: Field, kind: Kind) -> &'static [&'static str] {
    match field {
        Field::Student => &[
            "ученик",
            "фио ученика",
            "ученица",
            "учащийся",
            "фио учащегося",
            "обучающийся",
            "фио обучающегося",
            "фамилия имя отчество",
            "фамилия имя отчество учащегося",
            "фио",
            "фамилия имя",
            "фи ученика",
            "участник",
            "фио участника",
        ],
        Field::Member => &[
            "фио",
            "сотрудник",
            "фио сотрудника",
            "работник",
            "фио работника",
            "педагог",
            "фио педагога",
            "учитель",
            "фио учителя",
            "фамилия имя отчество",
        ],
        Field::Surname => &["фамилия"],
        Field::GivenName => &["имя"],
        Field::Patronymic => &["отчество"],
        Field::Class => &["класс", "класс обучения", "класс группа", "параллель", "номер класса"],
        Field::ClassLetter => &["буква", "литера", "буква класса", "литера класса", "литер"],
        Field::Birth => &["дата рождения", "д р", "др", "родился", "день рождения"],
        Field::Sex => &["пол"],
        Field::From => &["дата зачисления", "зачислен", "прибыл", "дата прибытия", "обучается с"],
        Field::Until => &["дата выбытия", "выбыл", "дата отчисления", "отчислен"],
        Field::Subject => &["предмет", "учебный предмет", "дисциплина", "наименование предмета", "экзамен"],
        Field::Term => &["период", "учебный период", "четверть", "полугодие", "триместр", "отчетный период"],
        Field::Mark => mark_aliases(kind),
        Field::Average => &["средний балл", "ср балл", "средняя отметка", "средняя оценка"],
        Field::Teacher => &["учитель", "фио учителя", "преподаватель", "педагог", "учитель предметник"],
        Field::Date => {
            &["дата", "дата урока", "дата выставления", "дата отметки", "дата экзамена", "дата проведения", "когда"]
        }
        Field::Weight => &["вес", "вес отметки", "вес оценки", "коэффициент"],
        Field::Position => &["должность", "занимаемая должность"],
        Field::StaffKind => {
            &["вид работника", "категория работника", "категория персонала", "тип сотрудника", "группа персонала"]
        }
        Field::Education => &["образование", "уровень образования"],
        Field::PedagogicalEducation => &[
            "педагогическое образование",
            "образование педагогической направленности",
            "пед образование",
            "педагогическое",
        ],
        Field::Category => &["категория", "квалификационная категория", "кв категория", "квалификация"],
        Field::CategoryDate => &["дата категории", "дата присвоения категории", "дата присвоения", "дата аттестации"],
        Field::Experience => &[
            "стаж",
            "педагогический стаж",
            "пед стаж",
            "педстаж",
            "стаж педагогической работы",
            "стаж работы",
            "общий стаж",
        ],
        Field::EmployedFrom => &["работает с", "дата приема", "дата приема на работу", "принят", "в школе с"],
        Field::CourseTitle => &[
            "курсы",
            "повышение квалификации",
            "название курса",
            "курсы повышения квалификации",
            "тема курсов",
            "программа пк",
        ],
        Field::CourseHours => &["часы", "часов", "количество часов", "объем часов", "часы курсов"],
        Field::CourseDate => {
            &["дата курсов", "дата окончания курсов", "дата окончания", "дата пк", "курсы дата", "окончание курсов"]
        }
        Field::CourseFgos => &["фгос", "курсы по фгос", "курсы фгос", "по фгос"],
        Field::Variant => &["уровень", "уровень экзамена", "база профиль", "вид экзамена"],
        Field::PrimaryScore => &["первичный балл", "перв балл", "первичный", "первичных баллов"],
        Field::Score => &["балл", "тестовый балл", "итоговый балл", "баллы", "балл егэ"],
        Field::Passed => &["сдан", "сдал", "порог", "преодолел порог", "результат сдачи"],
        Field::Event => &[
            "мероприятие",
            "олимпиада",
            "конкурс",
            "название",
            "название мероприятия",
            "наименование мероприятия",
            "соревнование",
        ],
        Field::Level => &["уровень", "уровень мероприятия", "этап", "статус мероприятия"],
        Field::Result => &["результат", "место", "достижение", "итог", "статус участника", "награда"],
    }
}

fn mark_aliases(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::SubjectMarks => {
            &["отметка", "оценка", "итог", "итоговая отметка", "итоговая оценка", "отметка за период"]
        }
        _ => &["отметка", "оценка", "отметка по пятибалльной шкале"],
    }
}
