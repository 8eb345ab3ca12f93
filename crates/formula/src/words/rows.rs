//! Conditions and amounts of rows in Russian.

use crate::language::tree::{Amount, Filter, Operator};
use crate::schema::Column;

use super::{Words, arithmetic, comparison};

impl Words<'_> {
    pub(super) fn filter(&self, population: &str, filter: &Filter) -> String {
        match filter {
            Filter::Compare(operator, left, right) => self.compare(population, *operator, left, right),
            Filter::Text { column, negated, values } => {
                let known = self.column(population, column);
                let title = known.map_or(*column, |column| column.title);
                let name = |value: &String| {
                    let name = known.map_or(value.as_str(), |column| column.value_title(value));
                    if name.is_empty() { "не указано".to_owned() } else { name.to_owned() }
                };
                let values: Vec<String> = values.iter().map(name).collect();
                format!("{title} — {}{}", if *negated { "не " } else { "" }, values.join(" или "))
            }
            Filter::OneOf(amount, values) => {
                let values: Vec<String> = values.iter().map(i64::to_string).collect();
                format!("{} — {}", self.amount(population, amount), values.join(" или "))
            }
            Filter::Date { column, operator, date } => {
                let title = self.column(population, column).map_or(*column, |column| column.title);
                format!("{title} {} {}", comparison(*operator), date.format("%d.%m.%Y"))
            }
            Filter::Flag { column, is } => {
                let known = self.column(population, column);
                let statement = known.map(|known| known.value_title(if *is { "true" } else { "false" }));
                statement.unwrap_or(column).to_owned()
            }
            Filter::Missing { column, negated } => {
                let title = self.column(population, column).map_or(*column, |column| column.title);
                format!("{title} — {}", if *negated { "есть" } else { "нет" })
            }
            Filter::Not(inner) => format!("неверно, что ({})", self.filter(population, inner)),
            Filter::And(..) => self.all(population, filter),
            Filter::Or(left, right) => {
                format!("{} или {}", self.enclosed(population, left), self.enclosed(population, right))
            }
        }
    }

    /// «…, … и …»; «или» inside stands in brackets.
    fn all(&self, population: &str, filter: &Filter) -> String {
        let mut parts = Vec::new();
        flatten(filter, &mut parts);
        let mut words: Vec<String> = parts
            .into_iter()
            .map(|part| match part {
                Filter::Or(..) => format!("({})", self.filter(population, part)),
                part => self.filter(population, part),
            })
            .collect();
        let last = words.pop().unwrap_or_default();
        if words.is_empty() { last } else { format!("{} и {last}", words.join(", ")) }
    }

    /// «и» inside «или» stands in brackets.
    fn enclosed(&self, population: &str, filter: &Filter) -> String {
        let words = self.filter(population, filter);
        if matches!(filter, Filter::And(..)) { format!("({words})") } else { words }
    }

    fn compare(&self, population: &str, operator: Operator, left: &Amount, right: &Amount) -> String {
        let known = match left {
            Amount::Column(name) => self.column(population, name),
            _ => None,
        };
        if let (Some(column), Amount::Number(number)) = (known, right)
            && let Some(words) = counter(column, operator, *number)
        {
            return words.to_owned();
        }
        let (left_words, right_words) = (self.amount(population, left), self.amount(population, right));
        if let (Operator::Equal, Some(_), Amount::Column(_)) = (operator, known, right) {
            return format!("{left_words} и {right_words} совпадают");
        }
        let than = if matches!(right, Amount::Column(_)) { ", чем" } else { "" };
        let Some(column) = known else {
            return format!("{left_words} {} {right_words}", comparison(operator));
        };
        let word = match (operator, column.is_height) {
            (Operator::GreaterOrEqual, true) => "не ниже",
            (Operator::Greater, true) => "выше",
            (Operator::LessOrEqual, true) => "не выше",
            (Operator::Less, true) => "ниже",
            (Operator::GreaterOrEqual, false) => "не меньше",
            (Operator::Greater, false) => "больше",
            (Operator::LessOrEqual, false) => "не больше",
            (Operator::Less, false) => "меньше",
            (Operator::NotEqual, _) => return format!("{left_words} — не {right_words}"),
            _ => return format!("{left_words} — {right_words}"),
        };
        format!("{left_words} {word}{than} {right_words}")
    }

    pub(super) fn amount(&self, population: &str, amount: &Amount) -> String {
        match amount {
            Amount::Number(number) => number.to_string(),
            Amount::Column(name) => self.column(population, name).map_or(*name, |column| column.title).to_owned(),
            Amount::Setting(key) => self.setting(key),
            Amount::Negate(inner) => format!("−({})", self.amount(population, inner)),
            Amount::Arithmetic(operator, left, right) => {
                let (left, right) = (self.amount(population, left), self.amount(population, right));
                format!("({left} {} {right})", arithmetic(*operator))
            }
        }
    }
}

/// The parts of a chain of «and».
fn flatten<'f>(filter: &'f Filter, parts: &mut Vec<&'f Filter>) {
    match filter {
        Filter::And(left, right) => {
            flatten(left, parts);
            flatten(right, parts);
        }
        other => parts.push(other),
    }
}

/// «есть годовые отметки», «нет годовых отметок»
fn counter(column: &Column, operator: Operator, number: i64) -> Option<&'static str> {
    let (some, none) = column.some_or_none?;
    match (operator, number) {
        (Operator::Greater | Operator::NotEqual, 0) | (Operator::GreaterOrEqual, 1) => Some(some),
        (Operator::Equal, 0) | (Operator::Less, 1) => Some(none),
        _ => None,
    }
}
