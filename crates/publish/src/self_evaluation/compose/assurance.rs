//! 1.9: what the internal system of quality assurance found and what was decided. Counted by rule: a place that needs
//! checking names a class and a subject, and with them a person.

use analyse::engine::catalogue;
use school::SchoolYear;
use school::ru::{self, counted};

use super::super::content::{Part, Question, Table};
use super::super::gather::Gathered;

pub(super) fn parts(gathered: &Gathered) -> Vec<Part> {
    let mut parts = vec![Part::Text(text(gathered))];
    if !gathered.zones.is_empty() {
        parts.push(Part::Table(table(gathered)));
    }
    parts
}

fn in_state(gathered: &Gathered, state: &str) -> i64 {
    gathered.zones.iter().filter(|row| row.state == state).map(|row| row.zones).sum()
}

fn text(gathered: &Gathered) -> String {
    let found: i64 = gathered.zones.iter().map(|row| row.zones).sum();
    let mut text =
        "Показатели внутренней системы оценки качества образования рассчитываются по данным школы; для каждого \
                    значения известны формула, база расчёта и файл, из которого взяты данные."
            .to_owned();
    if !gathered.has_searched {
        text.push_str(&format!(" {}.", not_searched(gathered)));
    } else if found == 0 {
        text.push_str(" Обстоятельств, требующих проверки, за отчётный период не отмечено.");
    } else {
        text.push_str(&format!(
            " За отчётный период отмечено {}: на изучении — {}, с принятым решением — {}.",
            counted(
                found,
                "обстоятельство, требующее проверки",
                "обстоятельства, требующих проверки",
                "обстоятельств, требующих проверки"
            ),
            ru::thousands(in_state(gathered, "studying")),
            ru::thousands(in_state(gathered, "decided")),
        ));
    }
    let orders = &gathered.orders;
    if orders.orders > 0 {
        text.push_str(&format!(
            " По итогам анализа {} {}, {} {}, исполнено — {}.",
            ru::plural(orders.orders, "издан", "изданы", "издано"),
            counted(orders.orders, "приказ", "приказа", "приказов"),
            ru::plural(orders.orders, "в нём", "в них", "в них"),
            counted(orders.clauses, "поручение", "поручения", "поручений"),
            ru::thousands(orders.fulfilled),
        ));
    }
    text
}

fn not_searched(gathered: &Gathered) -> String {
    let year = SchoolYear(gathered.year - 1).short();
    format!("Поиск обстоятельств, требующих проверки, по результатам {year} учебного года не проводился")
}

/// What keeps the section from saying what was found.
pub(super) fn questions(gathered: &Gathered) -> Option<Question> {
    (!gathered.has_searched).then(|| Question {
        text: not_searched(gathered),
        href: "/analyse/problems".to_owned(),
        action: "Найти проблемные зоны".to_owned(),
    })
}

fn table(gathered: &Gathered) -> Table {
    let columns = [("Что отмечено", 52), ("Всего", 12), ("Новые", 12), ("Изучаются", 12), ("Решение принято", 12)];
    let mut table = Table::new("Обстоятельства, требующие проверки", 1, &columns);
    let mut codes: Vec<&str> = gathered.zones.iter().map(|row| row.rule_code.as_str()).collect();
    codes.dedup();
    let of = |code: &str, state: &str| {
        let rows =
            gathered.zones.iter().filter(|row| row.rule_code == code && (state.is_empty() || row.state == state));
        ru::thousands(rows.map(|row| row.zones).sum())
    };
    for code in codes {
        let title = catalogue().rules().find(|rule| rule.code == code).map_or(code, |rule| rule.title.as_str());
        table.row([title.to_owned(), of(code, ""), of(code, "new"), of(code, "studying"), of(code, "decided")]);
    }
    table
}
