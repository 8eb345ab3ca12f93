//! The words about papers that students sat.

use crate::imports::finding::{About, Answer, Choice, Place, Question};
use crate::imports::papers::queries::PaperResult;
use crate::imports::papers::{Doubt, LEVELS};

use super::{choice, question};

pub(crate) fn other_items(title: &str) -> String {
    format!("«{title}» уже загружена с другими заданиями. Отмените прежнюю загрузку, если эта верная")
}

pub(crate) fn paper_result(result: &PaperResult) -> String {
    format!("Участник {}, {}", result.code, result.class_name)
}

pub(crate) fn paper_marks(result: &PaperResult) -> String {
    let shown = |value: Option<i64>| value.map_or_else(|| "—".to_owned(), |value| value.to_string());
    format!(
        "первичный балл {}, отметка {}, в журнале {}",
        shown(result.primary_score),
        shown(result.mark),
        shown(result.journal_mark)
    )
}

fn about_item(key: &str, text: String, doubt: &Doubt, choices: Vec<Choice>) -> Question {
    let key = format!("{key}:{}!{}", doubt.place.sheet, doubt.place.address());
    question(About::Item, key, text, &doubt.place, choices)
}

pub(crate) fn item_level(label: &str, doubt: &Doubt) -> Question {
    let choices = LEVELS.iter().map(|(answer, code)| choice(*answer, level(code))).collect();
    let text = match doubt.text.as_str() {
        "" => format!("У задания {label} не указан уровень сложности. Какой он?"),
        text => format!("Уровень сложности задания {label} — «{text}». Какой он?"),
    };
    about_item("item_level", text, doubt, choices)
}

fn level(code: &str) -> &'static str {
    match code {
        "base" => "Базовый (Б)",
        "raised" => "Повышенный (П)",
        _ => "Высокий (В)",
    }
}

pub(crate) fn item_heading(as_item: Option<(&str, i64)>, doubt: &Doubt) -> Question {
    let mut choices = Vec::new();
    choices.extend(
        as_item.map(|(label, points)| choice(Answer::Take, format!("Это задание {label}, баллов до {points}"))),
    );
    choices.push(choice(Answer::Skip, "Загрузить работу без этого столбца"));
    let text = format!("Столбец «{}» ({}): это задание?", doubt.text, doubt.place.address());
    about_item("item_heading", text, doubt, choices)
}

/// How the second of two items with one number is called.
pub(crate) fn twin_label(label: &str, column: &str) -> String {
    format!("{label} ({column})")
}

pub(crate) fn item_twin(label: &str, first_at: &str, doubt: &Doubt) -> Question {
    let column = doubt.place.column.as_deref().unwrap_or_default();
    let choices = vec![
        choice(Answer::Create, format!("Это другое задание: назвать его «{}»", twin_label(label, column))),
        choice(Answer::Skip, format!("Загрузить работу без столбца {column}")),
    ];
    let text = format!("Заданий с номером {label} два: {first_at} и {}. Что со вторым?", doubt.place.address());
    about_item("item_twin", text, doubt, choices)
}

pub(crate) fn other_year_group(class: &str, year_group: u8) -> String {
    format!("Работа для {year_group} класса, а участник из {class}")
}

/// Participants of a class of another year group than that of the paper.
pub(crate) fn participants_of(class: &str, year_group: u8, place: &Place) -> Question {
    let choices = vec![
        choice(Answer::Take, "Загрузить: этот класс писал такую работу"),
        choice(Answer::Skip, "Не загружать эти строки"),
    ];
    let text = format!("Работа для {year_group} класса, а участники из {class}. Загрузить их?");
    question(About::Item, format!("paper_class:{year_group}:{class}"), text, place, choices)
}
