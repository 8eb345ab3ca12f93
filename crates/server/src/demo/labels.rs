//! What the demonstration school says of itself, in Russian.

pub(super) const DEMO: &str = "Демонстрация";
pub(super) const DEMO_ACCOUNTS: &str = "Созданы учётные записи демонстрационной школы";
pub(super) const DEMO_DEPUTY_TEACHING: &str = "Заместитель директора по УВР";
pub(super) const DEMO_DEPUTY_METHODICAL: &str = "Заместитель директора по методической";
pub(super) const DEMO_DEPUTY_UPBRINGING: &str = "Заместитель директора по воспитательной";
pub(super) const DEMO_PSYCHOLOGIST: &str = "Педагог-психолог";
pub(super) const DEMO_TEACHER: &str = "Учитель русского языка";
pub(super) const DEMO_EXPERT: &str = "Учитель биологии";
pub(super) const DEMO_FOUNDED: &str = "Создана вымышленная школа для демонстрации";
pub(super) const DEMO_BY_HAND: &str =
    "Назначены классные руководители, созданы методические объединения, введены сведения об условиях";
pub(super) const NOT_EMPTY: &str =
    "в базе данных уже есть учётные записи: вымышленную школу можно создать только в пустой базе";
pub(super) const PRINCIPAL: &str = "Директор";
pub(super) const STAFF_MISSING: &str = "в списке педагогов вымышленной школы слишком мало людей";
pub(super) const ORDER_CONTROL: &str = "оставляю за собой";
pub(super) fn demo_file(cause: &str) -> String {
    format!("не удалось создать файл вымышленной школы: {cause}")
}

pub(super) fn order_statement(zone: &str) -> String {
    format!("По итогам анализа результатов требует внимания: {zone}.")
}

pub(super) fn zones_found(count: i64) -> String {
    format!("Поиск проблемных зон: новых {count}")
}

/// What was made, and who signs in by what.
pub(super) fn demo_made(
    [pupils, classes, staff]: &[usize; 3],
    zones: i64,
    (login, password): (&str, &str),
    others: &[(&str, &str)],
) -> String {
    let others: Vec<String> = others.iter().map(|(login, role)| format!("{login} ({role})")).collect();
    format!(
        "Вымышленная школа создана: учеников {pupils}, классов {classes}, педагогов {staff}, проблемных зон {zones}.\n\
         Вход: {login}\nПароль: {password}\nПароль показан один раз: запишите его.\n\
         С тем же паролем входят: {}.",
        others.join(", ")
    )
}

pub(super) const CALENDAR_OWN: &str = "Анкетирование учителей об условиях работы";

pub(super) fn calendar_planned(year: i64, count: usize) -> String {
    format!("Составлена циклограмма {}: {count} процедур", school::SchoolYear(year).short())
}

pub(super) fn calendar_adopted(year: i64, on: chrono::NaiveDate) -> String {
    let year = school::SchoolYear(year).short();
    format!("Циклограмма {year} утверждена педсоветом, протокол № 1 от {}", school::ru::date_short(on))
}

pub(super) fn calendar_amended(year: i64) -> String {
    format!("Циклограмма {} изменена после утверждения", school::SchoolYear(year).short())
}

pub(super) const SHOWN_BY: &str = "Материалы в папке ВСОКО";

pub(super) fn calendar_carried_out(year: i64) -> String {
    format!("Отмечено, что проведено по циклограмме и дорожной карте {}", school::SchoolYear(year).short())
}
