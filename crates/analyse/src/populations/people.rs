//! Staff, their courses, pupils' achievements, and the conditions of the school.

use formula::schema::{Column, Dimension, Population, RowKind, Rows, Visibility};

use super::{
    AWARD_LEVELS, AWARDS, STAFF_KINDS, STAFF_NAME, STUDENT_JOIN, STUDENT_NAME, class_columns, level, sex, whole_years,
};

const STAFF_JOIN: &str = " JOIN staff sf ON sf.id = p.staff_id";

/// Staff employed on the as-of date. Experience grows from the date on which it was stated.
pub(super) fn staff() -> Population {
    let sql = format!(
        "SELECT s.id AS staff_id, s.staff_kind, s.position, s.sex, s.education, s.education_is_pedagogical, \
         s.category, CASE WHEN s.experience_years IS NULL THEN NULL WHEN s.experience_on IS NULL \
         THEN s.experience_years ELSE s.experience_years + {experience} END AS experience_years, \
         CASE WHEN s.birth_on IS NULL THEN NULL ELSE {age} END AS age, \
         COALESCE(c.courses_5y, 0) AS courses_5y, COALESCE(c.fgos_courses, 0) AS fgos_courses, \
         s.batch_id, s.source_row \
         FROM staff s LEFT JOIN (SELECT sc.staff_id, \
         CAST(SUM(CASE WHEN sc.completed_on > $6 THEN 1 ELSE 0 END) AS BIGINT) AS courses_5y, \
         CAST(SUM(CASE WHEN sc.is_fgos THEN 1 ELSE 0 END) AS BIGINT) AS fgos_courses \
         FROM staff_course sc WHERE sc.completed_on <= $2 GROUP BY sc.staff_id) c ON c.staff_id = s.id \
         WHERE (s.employed_from IS NULL OR s.employed_from <= $2) AND (s.left_on IS NULL OR s.left_on > $2)",
        experience = whole_years("s.experience_on"),
        age = whole_years("s.birth_on"),
    );
    Population::new("staff", ["работники", "работников"], sql)
        .columns(staff_columns())
        .by(&[Dimension::Sex])
        .visibility(Visibility::WholeOnly)
        .rows(
            Rows::new(STAFF_JOIN, "sf.name_key, p.staff_id")
                .show("Работник", RowKind::Text, STAFF_NAME)
                .show("Должность", RowKind::Text, "p.position")
                .show_named("Образование", RowKind::Text, "p.education", "education")
                .show_named("Категория", RowKind::Text, "p.category", "category")
                .show("Стаж, лет", RowKind::Int, "p.experience_years")
                .show("Возраст, лет", RowKind::Int, "p.age")
                .show("Курсов за 5 лет", RowKind::Int, "p.courses_5y")
                .from_source("p.batch_id", "CAST(NULL AS TEXT)", "p.source_row")
                .batches("SELECT s.batch_id FROM staff s UNION SELECT sc.batch_id FROM staff_course sc"),
        )
}

fn staff_columns() -> [Column; 9] {
    [
        Column::choice("staff_kind", "категория персонала", &STAFF_KINDS),
        sex(),
        Column::choice(
            "education",
            "образование",
            &[("higher", "высшее"), ("vocational", "среднее профессиональное"), ("other", "иное")],
        ),
        Column::flag(
            "education_is_pedagogical",
            "направленность образования",
            "образование педагогической направленности",
            "образование непедагогической направленности",
        ),
        Column::choice(
            "category",
            "квалификационная категория",
            &[("highest", "высшая"), ("first", "первая"), ("none", "нет")],
        ),
        Column::int("experience_years", "педагогический стаж (полных лет)"),
        Column::int("age", "возраст (полных лет)"),
        Column::counter(
            "courses_5y",
            "число курсов за 5 лет",
            "есть повышение квалификации или переподготовка за 5 лет",
            "нет повышения квалификации за 5 лет",
        ),
        Column::counter(
            "fgos_courses",
            "число курсов по ФГОС",
            "есть повышение квалификации по применению ФГОС",
            "нет повышения квалификации по применению ФГОС",
        ),
    ]
}

/// Courses completed by staff employed on the as-of date.
pub(super) fn courses() -> Population {
    let sql = format!(
        "SELECT sc.id AS course_id, sc.staff_id, s.staff_kind, sc.title, sc.hours, sc.is_fgos, sc.completed_on, \
         {years} AS years_ago, sc.batch_id, sc.source_row FROM staff_course sc JOIN staff s ON s.id = sc.staff_id \
         WHERE sc.completed_on <= $2 AND (s.left_on IS NULL OR s.left_on > $2)",
        years = whole_years("sc.completed_on"),
    );
    Population::new("courses", ["курсы повышения квалификации", "курсов повышения квалификации"], sql)
        .columns([
            Column::key("staff_id", "работник", "работников"),
            Column::choice("staff_kind", "категория персонала", &STAFF_KINDS),
            Column::flag("is_fgos", "по ФГОС", "курс по применению ФГОС", "курс не по ФГОС"),
            Column::date("completed_on", "дата окончания"),
            Column::int("years_ago", "полных лет назад"),
        ])
        .visibility(Visibility::WholeOnly)
        .rows(
            Rows::new(STAFF_JOIN, "p.completed_on, sf.name_key, p.course_id")
                .show("Работник", RowKind::Text, STAFF_NAME)
                .show("Курс", RowKind::Text, "p.title")
                .show("Окончен", RowKind::Date, "CAST(p.completed_on AS TEXT)")
                .show("Часов", RowKind::Int, "p.hours")
                .from_source("p.batch_id", "CAST(NULL AS TEXT)", "p.source_row")
                .batches("SELECT sc.batch_id FROM staff_course sc"),
        )
}

/// Achievements of the twelve months that end on the as-of date (on 31 December: of the calendar year), with the class
/// of the pupil in the school year.
pub(super) fn achievements() -> Population {
    let sql = format!(
        "SELECT ac.id AS achievement_id, ac.student_id, ac.event, ac.level AS award_level, \
         CASE ac.level WHEN 'school' THEN 1 WHEN 'municipal' THEN 2 WHEN 'regional' THEN 3 \
         WHEN 'federal' THEN 4 ELSE 5 END AS level_rank, ac.result, ac.held_on, en.class_group_id, \
         g.name AS class, g.year_group, {level} AS level, s.sex, ac.batch_id, ac.source_row \
         FROM achievement ac JOIN student s ON s.id = ac.student_id \
         LEFT JOIN (SELECT e.student_id, MAX(e.class_group_id) AS class_group_id FROM enrolment e \
         JOIN class_group eg ON eg.id = e.class_group_id \
         LEFT JOIN school_year y ON y.school_year = eg.school_year \
         WHERE eg.school_year = $1 AND e.from_on <= $2 \
         AND (e.until_on IS NULL OR e.until_on > $2 OR e.until_on >= y.ends_on) \
         GROUP BY e.student_id) en ON en.student_id = ac.student_id \
         LEFT JOIN class_group g ON g.id = en.class_group_id WHERE ac.held_on > $5 AND ac.held_on <= $2",
        level = level("g.year_group"),
    );
    Population::new("achievements", ["достижения учащихся", "достижений учащихся"], sql)
        .columns(class_columns())
        .columns([
            sex(),
            Column::key("student_id", "учащийся", "учащихся"),
            Column::text("event", "мероприятие"),
            Column::choice("award_level", "уровень мероприятия", &AWARD_LEVELS),
            Column::int("level_rank", "ступень уровня мероприятия"),
            Column::choice("result", "результат", &AWARDS),
            Column::date("held_on", "дата"),
        ])
        .by(&[Dimension::Class, Dimension::YearGroup, Dimension::Level, Dimension::Sex])
        .visibility(Visibility::Student { student: "student_id" })
        .rows(
            Rows::new(STUDENT_JOIN, "p.held_on, st.name_key, p.achievement_id")
                .show("Учащийся", RowKind::Text, STUDENT_NAME)
                .show("Класс", RowKind::Text, "p.class")
                .show("Мероприятие", RowKind::Text, "p.event")
                .show_named("Уровень", RowKind::Text, "p.award_level", "award_level")
                .show_named("Результат", RowKind::Text, "p.result", "result")
                .show("Дата", RowKind::Date, "CAST(p.held_on AS TEXT)")
                .from_source("p.batch_id", "CAST(NULL AS TEXT)", "p.source_row")
                .batches("SELECT ac.batch_id FROM achievement ac WHERE ac.held_on > $5 AND ac.held_on <= $2"),
        )
}

/// The latest value of each condition entered for a date not after the as-of date. Formulas reach it by `condition("…")`.
pub(super) fn facilities(conditions: &[(&'static str, &'static str)]) -> Population {
    Population::new(
        "facilities",
        ["сведения об условиях", "сведений об условиях"],
        "SELECT v.code, v.number_numerator, v.number_denominator, v.as_of FROM condition_value v \
         WHERE v.as_of = (SELECT MAX(w.as_of) FROM condition_value w WHERE w.code = v.code AND w.as_of <= $2)",
    )
    .columns([
        Column::choice("code", "условие", conditions),
        Column::int("number_numerator", "числитель значения"),
        Column::int("number_denominator", "знаменатель значения"),
        Column::date("as_of", "дата значения"),
    ])
    .visibility(Visibility::Open)
    .rows(
        Rows::new("", "p.code")
            .show_named("Условие", RowKind::Text, "p.code", "code")
            .show("Числитель", RowKind::Int, "p.number_numerator")
            .show("Знаменатель", RowKind::Int, "p.number_denominator")
            .show("На дату", RowKind::Date, "CAST(p.as_of AS TEXT)"),
    )
}
