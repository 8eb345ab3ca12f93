//! Results of test papers (ВПР) and of state examinations.

use formula::schema::{Column, Dimension, Population, RowKind, Rows, Visibility};

use super::{STUDENT_JOIN, STUDENT_NAME, class_columns, level, sex, subject_columns};

const ITEM_LEVELS: [(&str, &str); 3] = [("base", "базовый"), ("raised", "повышенный"), ("high", "высокий")];
const EXAMS: [(&str, &str); 2] = [("oge", "ОГЭ"), ("ege", "ЕГЭ")];
const EXAM_VARIANTS: [(&str, &str); 3] = [("", "обычный"), ("base", "базовый"), ("profile", "профильный")];

/// What both populations of papers tell about a participant.
fn participant() -> String {
    format!(
        "r.id AS result_id, ap.programme, ap.id AS paper_id, ap.subject_id, \
         COALESCE(sb.name, ap.subject_name) AS subject, COALESCE(sb.name_key, ap.subject_name) AS subject_key, \
         ap.year_group, {level} AS level, r.class_group_id, COALESCE(g.name, r.class_name) AS class, \
         r.code, r.variant, r.primary_score, ap.max_primary, r.mark, r.journal_mark, \
         r.batch_id, r.sheet, r.source_row",
        level = level("ap.year_group"),
    )
}

const PAPER_JOINS: &str = "JOIN assessed_paper ap ON ap.id = r.paper_id \
     LEFT JOIN subject sb ON sb.id = ap.subject_id LEFT JOIN class_group g ON g.id = r.class_group_id";
const PAPER_BATCHES: &str = "SELECT r.batch_id FROM paper_result r \
     JOIN assessed_paper ap ON ap.id = r.paper_id WHERE ap.school_year = $1";
const VISIBILITY: Visibility = Visibility::Cell { class_group: "class_group_id", subject: "subject_id" };

fn paper_columns() -> impl IntoIterator<Item = Column> {
    class_columns().into_iter().chain(subject_columns()).chain([
        Column::choice("programme", "программа", &[("vpr", "ВПР")]),
        Column::text("code", "код участника"),
        Column::text("variant", "вариант"),
        Column::height("primary_score", "первичный балл"),
        Column::height("max_primary", "наибольший первичный балл"),
        Column::height("mark", "отметка за работу"),
        Column::height("journal_mark", "отметка по журналу"),
    ])
}

/// One row a participant of a paper.
pub(super) fn paper_results() -> Population {
    let sql = format!("SELECT {} FROM paper_result r {PAPER_JOINS} WHERE ap.school_year = $1", participant());
    Population::new("paper_results", ["работы участников", "работ участников"], sql)
        .columns(paper_columns())
        .by(&[Dimension::Class, Dimension::YearGroup, Dimension::Level, Dimension::Subject])
        .visibility(VISIBILITY)
        .rows(
            Rows::new("", "p.year_group, p.class, p.subject, p.code, p.result_id")
                .show("Код участника", RowKind::Text, "p.code")
                .show("Класс", RowKind::Text, "p.class")
                .show("Предмет", RowKind::Text, "p.subject")
                .show("Первичный балл", RowKind::Int, "p.primary_score")
                .show("Из", RowKind::Int, "p.max_primary")
                .show("Отметка", RowKind::Int, "p.mark")
                .show("По журналу", RowKind::Int, "p.journal_mark")
                .from_source("p.batch_id", "p.sheet", "p.source_row")
                .batches(PAPER_BATCHES),
        )
}

/// One row a participant and item. «X» (not attempted) is 0 points of the item: the pupil had the item and got nothing,
/// as the published completion percentages count it; `is_attempted` keeps the difference.
pub(super) fn item_points() -> Population {
    let sql = format!(
        "SELECT {}, i.id AS item_id, i.position AS item_position, i.label AS item, i.level AS item_level, \
         COALESCE(ip.points, 0) AS points, ip.points IS NOT NULL AS is_attempted, i.max_points \
         FROM item_point ip JOIN paper_item i ON i.id = ip.item_id JOIN paper_result r ON r.id = ip.result_id \
         {PAPER_JOINS} WHERE ap.school_year = $1",
        participant()
    );
    Population::new("item_points", ["выполнения заданий", "выполнений заданий"], sql)
        .columns(paper_columns())
        .columns([
            Column::text("item", "задание"),
            Column::choice("item_level", "уровень сложности задания", &ITEM_LEVELS),
            Column::height("points", "балл за задание"),
            Column::height("max_points", "наибольший балл за задание"),
            Column::flag(
                "is_attempted",
                "приступал",
                "учащийся приступил к заданию",
                "учащийся не приступал к заданию",
            ),
        ])
        .by(&[Dimension::Class, Dimension::YearGroup, Dimension::Level, Dimension::Subject, Dimension::Item])
        .visibility(VISIBILITY)
        .rows(
            Rows::new("", "p.year_group, p.class, p.subject, p.item_position, p.code, p.result_id, p.item_id")
                .show("Код участника", RowKind::Text, "p.code")
                .show("Класс", RowKind::Text, "p.class")
                .show("Предмет", RowKind::Text, "p.subject")
                .show("Задание", RowKind::Text, "p.item")
                .show_named("Уровень", RowKind::Text, "p.item_level", "item_level")
                .show("Балл", RowKind::Int, "p.points")
                .show("Из", RowKind::Int, "p.max_points")
                .show("Приступал", RowKind::Bool, "CASE WHEN p.is_attempted THEN 1 ELSE 0 END")
                .from_source("p.batch_id", "p.sheet", "p.source_row")
                .batches(PAPER_BATCHES),
        )
}

/// One row a pupil and examination (a retake is a row of its own).
pub(super) fn exam_results() -> Population {
    let sql = format!(
        "SELECT x.id AS exam_result_id, x.exam, x.subject_id, sb.name AS subject, sb.name_key AS subject_key, \
         x.variant, x.student_id, x.class_group_id, g.name AS class, g.year_group, {level} AS level, s.sex, \
         x.primary_score, x.score, x.mark, x.passed, x.held_on, x.batch_id, x.sheet, x.source_row \
         FROM exam_result x JOIN subject sb ON sb.id = x.subject_id JOIN class_group g ON g.id = x.class_group_id \
         JOIN student s ON s.id = x.student_id WHERE x.school_year = $1",
        level = level("g.year_group"),
    );
    Population::new("exam_results", ["результаты экзаменов", "результатов экзаменов"], sql)
        .columns(class_columns())
        .columns(subject_columns())
        .columns([
            sex(),
            Column::choice("exam", "экзамен", &EXAMS),
            Column::choice("variant", "уровень экзамена", &EXAM_VARIANTS),
            Column::key("student_id", "учащийся", "учащихся"),
            Column::height("primary_score", "первичный балл"),
            Column::height("score", "тестовый балл"),
            Column::height("mark", "экзаменационная отметка"),
            Column::flag("passed", "сдан", "экзамен сдан", "экзамен не сдан"),
            Column::date("held_on", "дата экзамена"),
        ])
        .by(&[Dimension::Class, Dimension::YearGroup, Dimension::Level, Dimension::Subject, Dimension::Sex])
        .visibility(VISIBILITY)
        .rows(
            Rows::new(STUDENT_JOIN, "p.exam, p.subject, p.class, st.name_key, p.exam_result_id")
                .show("Учащийся", RowKind::Text, STUDENT_NAME)
                .show("Класс", RowKind::Text, "p.class")
                .show_named("Экзамен", RowKind::Text, "p.exam", "exam")
                .show("Предмет", RowKind::Text, "p.subject")
                .show_named("Уровень", RowKind::Text, "p.variant", "variant")
                .show("Первичный балл", RowKind::Int, "p.primary_score")
                .show("Тестовый балл", RowKind::Int, "p.score")
                .show("Отметка", RowKind::Int, "p.mark")
                .from_source("p.batch_id", "p.sheet", "p.source_row")
                .batches("SELECT x.batch_id FROM exam_result x WHERE x.school_year = $1"),
        )
}
