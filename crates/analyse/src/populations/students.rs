//! Pupils: one row a pupil, and one row a pupil and term.

use formula::schema::{Column, Dimension, Population, RowKind, Rows, Visibility};

use super::{MARK_COUNTERS, STUDENT_JOIN, STUDENT_NAME, class_columns, level, sex, stay, term};

pub(super) fn students() -> Population {
    let sql = format!(
        "SELECT e.student_id, e.class_group_id, g.name AS class, g.year_group, {level} AS level, s.sex, \
         {kinds}, \
         COALESCE(m.marks, 0) AS year_marks, COALESCE(m.twos, 0) AS year_twos, COALESCE(m.threes, 0) AS year_threes, \
         COALESCE(m.fours, 0) AS year_fours, COALESCE(m.fives, 0) AS year_fives, \
         COALESCE(m.not_assessed, 0) AS year_not_assessed, m.min_mark AS min_year_mark, \
         COALESCE(a.participations, 0) AS participations, COALESCE(a.wins, 0) AS wins, \
         COALESCE(a.wins_regional, 0) AS wins_regional, COALESCE(a.wins_federal, 0) AS wins_federal, \
         COALESCE(a.wins_international, 0) AS wins_international, e.batch_id \
         FROM enrolment e JOIN class_group g ON g.id = e.class_group_id JOIN student s ON s.id = e.student_id \
         LEFT JOIN school_year y ON y.school_year = g.school_year \
         LEFT JOIN (SELECT pm.student_id, {MARK_COUNTERS} FROM period_mark pm \
         JOIN subject sb ON sb.id = pm.subject_id AND sb.is_marked \
         WHERE pm.school_year = $1 AND pm.term = 'year' GROUP BY pm.student_id) m ON m.student_id = e.student_id \
         LEFT JOIN (SELECT ac.student_id, CAST(COUNT(*) AS BIGINT) AS participations, {wins} AS wins, \
         {regional} AS wins_regional, {federal} AS wins_federal, {international} AS wins_international \
         FROM achievement ac WHERE ac.held_on > $5 AND ac.held_on <= $2 GROUP BY ac.student_id) a \
         ON a.student_id = e.student_id \
         WHERE g.school_year = $1 AND e.from_on <= $2 \
         AND (e.until_on IS NULL OR e.until_on > $2 OR e.until_on >= y.ends_on)",
        level = level("g.year_group"),
        kinds = KINDS.map(known_kind).join(", "),
        wins = won(""),
        regional = won(" AND ac.level = 'regional'"),
        federal = won(" AND ac.level = 'federal'"),
        international = won(" AND ac.level = 'international'"),
    );
    Population::new("students", ["учащиеся", "учащихся"], sql)
        .columns(class_columns())
        .columns([sex()])
        .columns(student_flags())
        .columns(student_counters())
        .by(&[Dimension::Class, Dimension::YearGroup, Dimension::Level, Dimension::Sex])
        .visibility(Visibility::Student { student: "student_id" })
        .rows(
            Rows::new(STUDENT_JOIN, "p.year_group, p.class, st.name_key, p.student_id")
                .show("Учащийся", RowKind::Text, STUDENT_NAME)
                .show("Класс", RowKind::Text, "p.class")
                .show("Годовых отметок", RowKind::Int, "p.year_marks")
                .show("Наименьшая годовая", RowKind::Int, "p.min_year_mark")
                .show("н/а", RowKind::Int, "p.year_not_assessed")
                .show("Достижений за 12 месяцев", RowKind::Int, "p.participations")
                .from_source("p.batch_id", "CAST(NULL AS TEXT)", "CAST(NULL AS BIGINT)")
                .batches(
                    "SELECT pm.batch_id FROM period_mark pm WHERE pm.school_year = $1 \
                     UNION SELECT e.batch_id FROM enrolment e JOIN class_group g ON g.id = e.class_group_id \
                     WHERE g.school_year = $1",
                ),
        )
}

const KINDS: [&str; 4] = ["is_advanced", "is_profile", "is_distance", "is_network"];

/// A kind of the class, missing until a person has confirmed the kinds.
fn known_kind(kind: &str) -> String {
    format!("CASE WHEN g.kinds_confirmed THEN g.{kind} ELSE NULL END AS {kind}")
}

fn won(condition: &str) -> String {
    format!("CAST(SUM(CASE WHEN ac.result IN ('prize', 'winner'){condition} THEN 1 ELSE 0 END) AS BIGINT)")
}

fn student_flags() -> [Column; 4] {
    [
        Column::flag(
            "is_advanced",
            "углублённое изучение",
            "класс с углублённым изучением отдельных предметов",
            "класс без углублённого изучения",
        ),
        Column::flag("is_profile", "профильное обучение", "класс профильного обучения", "непрофильный класс"),
        Column::flag(
            "is_distance",
            "дистанционные технологии",
            "обучение с применением дистанционных технологий, электронного обучения",
            "обучение без дистанционных технологий",
        ),
        Column::flag("is_network", "сетевая форма", "сетевая форма реализации программ", "не сетевая форма"),
    ]
}

fn student_counters() -> [Column; 12] {
    [
        Column::counter("year_marks", "число годовых отметок", "есть годовые отметки", "нет годовых отметок"),
        Column::counter("year_twos", "число годовых «2»", "есть годовая «2»", "нет годовых «2»"),
        Column::counter("year_threes", "число годовых «3»", "есть годовая «3»", "нет годовых «3»"),
        Column::counter("year_fours", "число годовых «4»", "есть годовая «4»", "нет годовых «4»"),
        Column::counter("year_fives", "число годовых «5»", "есть годовая «5»", "нет годовых «5»"),
        Column::counter("year_not_assessed", "число годовых «н/а»", "есть годовая «н/а»", "нет годовых «н/а»"),
        Column::height("min_year_mark", "наименьшая годовая отметка"),
        Column::counter(
            "participations",
            "число участий за 12 месяцев",
            "есть участие в олимпиадах, смотрах, конкурсах за 12 месяцев",
            "нет участия в олимпиадах, смотрах, конкурсах за 12 месяцев",
        ),
        Column::counter("wins", "число наград за 12 месяцев", "есть победы или призовые места", "нет призовых мест"),
        Column::counter(
            "wins_regional",
            "число наград регионального уровня",
            "есть победы или призовые места регионального уровня",
            "нет призовых мест регионального уровня",
        ),
        Column::counter(
            "wins_federal",
            "число наград федерального уровня",
            "есть победы или призовые места федерального уровня",
            "нет призовых мест федерального уровня",
        ),
        Column::counter(
            "wins_international",
            "число наград международного уровня",
            "есть победы или призовые места международного уровня",
            "нет призовых мест международного уровня",
        ),
    ]
}

/// One row a pupil and term; a pupil who moved within the year stands in the class of the last mark.
pub(super) fn student_terms() -> Population {
    let sql = format!(
        "SELECT t.student_id, t.class_group_id, g.name AS class, g.year_group, {level} AS level, s.sex, t.term, \
         t.marks, t.twos, t.threes, t.fours, t.fives, t.not_assessed, t.min_mark, t.batch_id, t.sheet \
         FROM (SELECT pm.student_id, pm.term, MAX(pm.class_group_id) AS class_group_id, {MARK_COUNTERS}, \
         MAX(pm.batch_id) AS batch_id, MAX(pm.sheet) AS sheet FROM period_mark pm \
         JOIN subject sb ON sb.id = pm.subject_id AND sb.is_marked \
         WHERE pm.school_year = $1 AND {{term pm.term}} GROUP BY pm.student_id, pm.term) t \
         JOIN class_group g ON g.id = t.class_group_id JOIN student s ON s.id = t.student_id \
         {stay} WHERE COALESCE(stay.stays, 1) = 1",
        level = level("g.year_group"),
        stay = stay("t.student_id"),
    );
    Population::new("student_terms", ["учащиеся", "учащихся"], sql)
        .columns(class_columns())
        .columns([sex(), term()])
        .columns(term_counters())
        .by(&[Dimension::Class, Dimension::YearGroup, Dimension::Level, Dimension::Term, Dimension::Sex])
        .default_term("year")
        .visibility(Visibility::Student { student: "student_id" })
        .rows(
            Rows::new(STUDENT_JOIN, "p.year_group, p.class, st.name_key, p.student_id, p.term")
                .show("Учащийся", RowKind::Text, STUDENT_NAME)
                .show("Класс", RowKind::Text, "p.class")
                .show_named("Период", RowKind::Text, "p.term", "term")
                .show("«5»", RowKind::Int, "p.fives")
                .show("«4»", RowKind::Int, "p.fours")
                .show("«3»", RowKind::Int, "p.threes")
                .show("«2»", RowKind::Int, "p.twos")
                .show("н/а", RowKind::Int, "p.not_assessed")
                .from_source("p.batch_id", "p.sheet", "CAST(NULL AS BIGINT)")
                .batches("SELECT pm.batch_id FROM period_mark pm WHERE pm.school_year = $1"),
        )
}

fn term_counters() -> [Column; 7] {
    [
        Column::counter("marks", "число отметок за период", "есть отметки за период", "нет отметок за период"),
        Column::counter("twos", "число «2»", "есть «2»", "нет «2»"),
        Column::counter("threes", "число «3»", "есть «3»", "нет «3»"),
        Column::counter("fours", "число «4»", "есть «4»", "нет «4»"),
        Column::counter("fives", "число «5»", "есть «5»", "нет «5»"),
        Column::counter("not_assessed", "число «н/а»", "есть «н/а»", "нет «н/а»"),
        Column::height("min_mark", "наименьшая отметка за период"),
    ]
}
