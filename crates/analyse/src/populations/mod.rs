//! The populations («совокупности») that formulas count, as SELECTs over the tables of the school.
//!
//! Parameters are explained in `formula::schema`. One text serves both databases: whole years are counted on the ISO
//! text of a date, booleans are never compared with numbers, sums are cast.
//!
//! *Who is counted.* A pupil who left before the end of the school year and by the as-of date is out; one whose
//! enrolment was closed at the end of the year is in. Marks of subjects without marks are out. «н/а» and «осв.» are
//! rows: whether they stay in the base is said by the formula.

mod journals;
mod papers;
mod people;
mod students;

use formula::schema::{Column, Schema};

const LEVELS: [(&str, &str); 3] =
    [("primary", "начальное общее"), ("lower_secondary", "основное общее"), ("upper_secondary", "среднее общее")];
const SEXES: [(&str, &str); 2] = [("f", "женский"), ("m", "мужской")];
const STANDINGS: [(&str, &str); 3] =
    [("marked", "аттестован"), ("not_assessed", "не аттестован"), ("exempt", "освобождён")];
const TERMS: [(&str, &str); 10] = [
    ("q1", "1-я четверть"),
    ("q2", "2-я четверть"),
    ("q3", "3-я четверть"),
    ("q4", "4-я четверть"),
    ("h1", "1-е полугодие"),
    ("h2", "2-е полугодие"),
    ("t1", "1-й триместр"),
    ("t2", "2-й триместр"),
    ("t3", "3-й триместр"),
    ("year", "год"),
];
const AWARD_LEVELS: [(&str, &str); 5] = [
    ("school", "школьный"),
    ("municipal", "муниципальный"),
    ("regional", "региональный"),
    ("federal", "федеральный"),
    ("international", "международный"),
];
const AWARDS: [(&str, &str); 3] = [("participant", "участник"), ("prize", "призёр"), ("winner", "победитель")];
const STAFF_KINDS: [(&str, &str); 3] =
    [("pedagogical", "педагогический"), ("administrative", "административно-хозяйственный"), ("other", "прочий")];

const STUDENT_JOIN: &str = " JOIN student st ON st.id = p.student_id";
const STUDENT_NAME: &str = "TRIM(st.surname || ' ' || st.given_name || ' ' || st.patronymic)";
const STAFF_NAME: &str = "TRIM(sf.surname || ' ' || sf.given_name || ' ' || sf.patronymic)";

/// All populations of a school; `conditions` are the codes and names of what is asked about its conditions.
#[must_use]
pub fn schema(conditions: &[(&'static str, &'static str)]) -> Schema {
    Schema::new([
        students::students(),
        students::student_terms(),
        journals::period_marks("term_marks", "{term pm.term}", Some("year")),
        journals::period_marks("year_marks", "pm.term = 'year'", None),
        journals::marks(),
        papers::paper_results(),
        papers::item_points(),
        papers::exam_results(),
        people::staff(),
        people::courses(),
        people::achievements(),
        people::facilities(conditions),
    ])
}

/// The level of education of a year group.
fn level(year_group: &str) -> String {
    format!(
        "CASE WHEN {year_group} <= 4 THEN 'primary' WHEN {year_group} <= 9 THEN 'lower_secondary' \
         WHEN {year_group} > 9 THEN 'upper_secondary' ELSE NULL END"
    )
}

/// Whole years from a date column to the as-of date; text arithmetic, so that both databases agree on 29 February.
fn whole_years(column: &str) -> String {
    format!(
        "($3 - CAST(SUBSTR(CAST({column} AS TEXT), 1, 4) AS BIGINT) \
         - CASE WHEN SUBSTR(CAST({column} AS TEXT), 6, 5) > $4 THEN 1 ELSE 0 END)"
    )
}

/// Joins `stay.stays`: 1 for pupils of the year who are not gone by the as-of date, 0 for those who are.
fn stay(student: &str) -> String {
    format!(
        "LEFT JOIN (SELECT e.student_id, MAX(CASE WHEN e.until_on IS NULL OR e.until_on > $2 \
         OR e.until_on >= y.ends_on THEN 1 ELSE 0 END) AS stays \
         FROM enrolment e JOIN class_group eg ON eg.id = e.class_group_id \
         LEFT JOIN school_year y ON y.school_year = eg.school_year \
         WHERE eg.school_year = $1 GROUP BY e.student_id) stay ON stay.student_id = {student}"
    )
}

/// Counters over the marks of a pupil.
const MARK_COUNTERS: &str = "CAST(COUNT(pm.mark) AS BIGINT) AS marks, \
     CAST(SUM(CASE WHEN pm.mark = 2 THEN 1 ELSE 0 END) AS BIGINT) AS twos, \
     CAST(SUM(CASE WHEN pm.mark = 3 THEN 1 ELSE 0 END) AS BIGINT) AS threes, \
     CAST(SUM(CASE WHEN pm.mark = 4 THEN 1 ELSE 0 END) AS BIGINT) AS fours, \
     CAST(SUM(CASE WHEN pm.mark = 5 THEN 1 ELSE 0 END) AS BIGINT) AS fives, \
     CAST(SUM(CASE WHEN pm.standing = 'not_assessed' THEN 1 ELSE 0 END) AS BIGINT) AS not_assessed, \
     MIN(pm.mark) AS min_mark";

fn class_columns() -> [Column; 3] {
    [Column::text("class", "класс"), Column::int("year_group", "параллель"), level_column()]
}

fn level_column() -> Column {
    Column::choice("level", "уровень образования", &LEVELS)
}

fn subject_columns() -> [Column; 2] {
    [Column::text("subject", "предмет"), Column::text("subject_key", "предмет")]
}

fn sex() -> Column {
    Column::choice("sex", "пол", &SEXES)
}

fn term() -> Column {
    Column::choice("term", "учебный период", &TERMS)
}
