//! A small schema and packs for tests.

use crate::pack::PackText;
use crate::schema::{Column, Dimension, Population, RowKind, Rows, Schema, Visibility};
use crate::{Catalogue, Complaint};

/// Pupils, their marks, and facilities, over tables that exist nowhere.
pub(crate) fn schema() -> Schema {
    Schema::new([
        Population::new("students", ["учащиеся", "учащихся"], "SELECT * FROM s WHERE y = $1 AND d <= $2")
            .columns([
                Column::text("class", "класс"),
                Column::int("year_group", "параллель"),
                Column::key("student_id", "учащийся", "учащихся"),
                Column::height("min_mark", "наименьшая отметка"),
                Column::counter("wins", "число наград", "есть награды", "нет наград"),
                Column::flag("is_profile", "профиль", "профильный класс", "непрофильный класс"),
                Column::date("birth_on", "дата рождения"),
                Column::choice("level", "уровень", &[("primary", "начальное"), ("upper", "среднее")]),
            ])
            .by(&[Dimension::Class, Dimension::YearGroup])
            .visibility(Visibility::Student { student: "student_id" })
            .rows(
                Rows::new(" JOIN t ON t.id = p.student_id", "p.class, p.student_id")
                    .show("Учащийся", RowKind::Text, "t.name")
                    .show_named("Уровень", RowKind::Text, "p.level", "level")
                    .from_source("p.batch_id", "p.sheet", "p.source_row"),
            ),
        Population::new("marks", ["отметки", "отметок"], "SELECT * FROM m WHERE y = $1 AND {term m.term}")
            .columns([
                Column::text("class", "класс"),
                Column::text("subject", "предмет"),
                Column::text("term", "период"),
                Column::height("mark", "отметка"),
                Column::choice(
                    "standing",
                    "аттестация",
                    &[("marked", "есть"), ("not_assessed", "н/а"), ("exempt", "осв.")],
                ),
            ])
            .by(&[Dimension::Class, Dimension::Subject, Dimension::Term])
            .default_term("year")
            .visibility(Visibility::Cell { class_group: "class_group_id", subject: "subject_id" }),
        Population::new("papers", ["работы", "работ"], "SELECT * FROM w WHERE y = $1")
            .columns([Column::height("mark", "отметка"), Column::text("class", "класс")])
            .by(&[Dimension::Class])
            .visibility(Visibility::WholeOnly),
        Population::new("facilities", ["условия", "условий"], "SELECT * FROM f WHERE d <= $2")
            .columns([
                Column::text("code", "условие"),
                Column::int("number_numerator", "числитель"),
                Column::int("number_denominator", "знаменатель"),
            ])
            .visibility(Visibility::Open),
    ])
}

/// The head of a pack, settings and conditions.
pub(crate) const HEAD: &str = include_str!("testing.toml");

/// A catalogue of the head and these indicators: code, unit, formula, further lines.
pub(crate) fn load(indicators: &[(&str, &str, &str, &str)]) -> Result<Catalogue, Vec<Complaint>> {
    let mut text = HEAD.to_owned();
    for (code, unit, formula, more) in indicators {
        text += &format!(
            "\n[[indicator]]\ncode = \"{code}\"\nname = \"{code}\"\nunit = \"{unit}\"\nformula = '{formula}'\n{more}\n"
        );
    }
    Catalogue::load(&[PackText::new("p.toml", text)], schema())
}

/// The same, when it must succeed.
pub(crate) fn catalogue(indicators: &[(&str, &str, &str, &str)]) -> Catalogue {
    load(indicators).unwrap_or_else(|complaints| {
        let texts: Vec<String> = complaints.iter().map(ToString::to_string).collect();
        panic!("{}", texts.join("\n"))
    })
}
