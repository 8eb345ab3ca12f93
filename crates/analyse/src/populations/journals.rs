//! Marks: of terms and the year as they were given, and tallies of the journal.

use formula::schema::{Column, Dimension, Population, RowKind, Rows, Visibility};

use super::{STANDINGS, STUDENT_JOIN, STUDENT_NAME, class_columns, level, sex, stay, subject_columns, term};

/// Marks of terms: one row a pupil, subject and term. `chosen` says which terms are read.
pub(super) fn period_marks(name: &'static str, chosen: &str, default_term: Option<&'static str>) -> Population {
    let sql = format!(
        "SELECT pm.student_id, pm.class_group_id, g.name AS class, g.year_group, {level} AS level, s.sex, \
         pm.subject_id, sb.name AS subject, sb.name_key AS subject_key, pm.term, pm.mark, pm.standing, \
         pm.batch_id, pm.sheet, pm.source_row \
         FROM period_mark pm JOIN class_group g ON g.id = pm.class_group_id \
         JOIN subject sb ON sb.id = pm.subject_id AND sb.is_marked JOIN student s ON s.id = pm.student_id \
         {stay} WHERE pm.school_year = $1 AND {chosen} AND COALESCE(stay.stays, 1) = 1",
        level = level("g.year_group"),
        stay = stay("pm.student_id"),
    );
    let titles = if default_term.is_some() {
        ["отметки за период", "отметок за период"]
    } else {
        ["годовые отметки", "годовых отметок"]
    };
    let mut dimensions =
        vec![Dimension::Class, Dimension::YearGroup, Dimension::Level, Dimension::Subject, Dimension::Sex];
    if default_term.is_some() {
        dimensions.push(Dimension::Term);
    }
    let population = Population::new(name, titles, sql)
        .columns(class_columns())
        .columns(subject_columns())
        .columns([
            sex(),
            term(),
            Column::height("mark", "отметка"),
            Column::choice("standing", "аттестация", &STANDINGS),
        ])
        .by(&dimensions)
        .visibility(Visibility::Cell { class_group: "class_group_id", subject: "subject_id" })
        .rows(
            Rows::new(STUDENT_JOIN, "p.year_group, p.class, p.subject, st.name_key, p.student_id, p.term")
                .show("Учащийся", RowKind::Text, STUDENT_NAME)
                .show("Класс", RowKind::Text, "p.class")
                .show("Предмет", RowKind::Text, "p.subject")
                .show_named("Период", RowKind::Text, "p.term", "term")
                .show("Отметка", RowKind::Int, "p.mark")
                .show_named("Аттестация", RowKind::Text, "p.standing", "standing")
                .from_source("p.batch_id", "p.sheet", "p.source_row")
                .batches("SELECT pm.batch_id FROM period_mark pm WHERE pm.school_year = $1"),
        );
    match default_term {
        Some(term) => population.default_term(term),
        None => population,
    }
}

/// Marks of the journal as kept tallies: one row a class, subject, term and mark.
pub(super) fn marks() -> Population {
    let sql = format!(
        "SELECT t.class_group_id, g.name AS class, g.year_group, {level} AS level, t.subject_id, \
         sb.name AS subject, sb.name_key AS subject_key, t.term, t.mark, t.mark_count, t.weight_sum \
         FROM journal_tally t JOIN class_group g ON g.id = t.class_group_id \
         JOIN subject sb ON sb.id = t.subject_id WHERE t.school_year = $1 AND {{term t.term}}",
        level = level("g.year_group"),
    );
    Population::new("marks", ["текущие отметки журнала", "текущих отметок журнала"], sql)
        .columns(class_columns())
        .columns(subject_columns())
        .columns([
            term(),
            Column::height("mark", "отметка"),
            Column::int("mark_count", "число отметок"),
            Column::int("weight_sum", "сумма весов отметок"),
        ])
        .by(&[Dimension::Class, Dimension::YearGroup, Dimension::Level, Dimension::Subject, Dimension::Term])
        .visibility(Visibility::Cell { class_group: "class_group_id", subject: "subject_id" })
        .rows(
            Rows::new("", "p.year_group, p.class, p.subject, p.term, p.mark")
                .show("Класс", RowKind::Text, "p.class")
                .show("Предмет", RowKind::Text, "p.subject")
                .show_named("Период", RowKind::Text, "p.term", "term")
                .show("Отметка", RowKind::Int, "p.mark")
                .show("Сколько раз", RowKind::Int, "p.mark_count")
                .batches("SELECT jm.batch_id FROM journal_mark jm WHERE jm.school_year = $1"),
        )
}
