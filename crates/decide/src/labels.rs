//! The Russian words of this crate.

use analyse::problem_zones::Zone;
use school::ru::{date_long, date_short};
use web::Refusal;

use crate::orders::{CannotEdit, CannotSign, Signature};

pub(crate) const ORDER: &str = "Приказ";
pub(crate) const ORDERS: &str = "Приказы";
pub(crate) const ORDER_DRAFT: &str = "Проект приказа";
pub(crate) const PREPARE_ORDER: &str = "Подготовить приказ";
pub(crate) const DRAFT: &str = "проект";
pub(crate) const IS_SIGNED: &str = "подписан";
pub(crate) const PRINCIPAL: &str = "Директор";
pub(crate) const HEADING: &str = "Об итогах анализа образовательных результатов";
pub(crate) const CONTROL: &str = "оставляю за собой";
pub(crate) const HEADING_MISSING: &str = "Напишите, о чём приказ.";
pub(crate) const DATE_MISSING: &str = "Укажите дату приказа.";
pub(crate) const DRAFT_SAVED: &str = "Проект приказа сохранён.";
pub(crate) const REMOVE_DRAFT: &str = "Удаление проекта приказа";
pub(crate) const DRAFT_REMOVED: &str = "Проект приказа удалён.";
pub(crate) const SIGNED: &str = "Приказ подписан, поручения назначены.";

/// The stating part that the chosen zones suggest: what was seen, in the words of the findings.
pub(crate) fn statement(zones: &[Zone]) -> String {
    if zones.is_empty() {
        return String::new();
    }
    let found = zones.iter().map(|zone| format!("{}. {}", zone.heading, zone.sentence));
    let mut lines =
        vec!["По результатам анализа данных внутренней системы оценки качества образования установлено:".to_owned()];
    lines.extend(found);
    lines.push("В целях выяснения причин и оказания адресной помощи".to_owned());
    lines.join("\n")
}

/// The task that a zone suggests: to find out why, never to punish.
pub(crate) fn task_for(zone: &Zone) -> String {
    format!("Изучить причины («{}»), подготовить справку с адресными рекомендациями", zone.heading)
}

pub(crate) fn order_title(signature: &Signature) -> String {
    format!("Приказ от {} № {}", date_short(signature.signed_on), signature.number)
}

pub(crate) fn order_drafted(heading: &str) -> String {
    format!("Подготовлен проект приказа «{heading}»")
}

pub(crate) fn order_removed(heading: &str) -> String {
    format!("Удалён проект приказа «{heading}»")
}

pub(crate) fn number_is_taken(number: &str, year: i32) -> String {
    format!("Приказ № {} в {year} году уже есть. Укажите другой номер.", number.trim())
}

pub(crate) fn order_signed(heading: &str, signature: &Signature) -> String {
    format!("Подписан приказ № {} от {} «{heading}»", signature.number, date_long(signature.signed_on))
}

impl Refusal for CannotSign {
    fn say(&self) -> String {
        match self {
            CannotSign::AlreadySigned => "Приказ уже подписан.".to_owned(),
            CannotSign::HeadingMissing => "Напишите, о чём приказ.".to_owned(),
            CannotSign::ClausesMissing => {
                "В приказе нет ни одного пункта: добавьте, кто, что и к какому сроку сделает.".to_owned()
            }
            CannotSign::ResponsibleMissing(place) => format!("В пункте {place} не указан ответственный."),
            CannotSign::DueDateMissing(place) => format!("В пункте {place} не указан срок."),
            CannotSign::DueBeforeSigning(place) => format!("В пункте {place} срок раньше даты приказа."),
            CannotSign::NumberMissing => "Укажите номер приказа.".to_owned(),
        }
    }
}

impl Refusal for CannotEdit {
    fn say(&self) -> String {
        match self {
            CannotEdit::Signed => {
                "Подписанный приказ не изменяют. Если нужно иное решение, подготовьте новый приказ.".to_owned()
            }
        }
    }
}
