//! A checked formula in Russian, for the explain sheet.

use std::collections::BTreeMap;

use crate::catalogue::Catalogue;
use crate::exact::{Exact, exact_words};
use crate::language::tree::{
    Aggregate, Amount, Filter, Operator, SIMONOV_KEYS, Source, Test, Value,
};
use crate::schema::{Column, Population};

/// Says formulas with the settings of a school year.
#[derive(Clone, Copy)]
pub(crate) struct Words<'a> {
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) year: i64,
    pub(crate) settings: &'a BTreeMap<String, Exact>,
}

impl Words<'_> {
    /// The whole formula.
    pub(crate) fn value(&self, value: &Value) -> String {
        match value {
            Value::Number(number) => exact_words(number),
            Value::Setting(key) => self.setting(key),
            Value::Condition(code) => {
                let known = self
                    .catalogue
                    .conditions()
                    .find(|condition| condition.code == *code);
                known.map_or_else(|| code.clone(), |condition| format!("«{}»", condition.name))
            }
            Value::Indicator { code, previous } => {
                let name = self
                    .catalogue
                    .indicator(code)
                    .map_or(code.as_str(), |indicator| &indicator.name);
                let when = if *previous {
                    " за прошлый год"
                } else {
                    ""
                };
                format!("показатель «{name}»{when}")
            }
            Value::Aggregate(aggregate) => self.aggregate(aggregate),
            Value::Negate(inner) => format!("−({})", self.value(inner)),
            Value::Arithmetic(operator, left, right) => {
                format!(
                    "{} {} {}",
                    self.operand(left),
                    arithmetic(*operator),
                    self.operand(right)
                )
            }
            Value::Ratio(part, whole) => {
                format!("{} ÷ {}", self.operand(part), self.operand(whole))
            }
            Value::If(test, then, otherwise) => {
                format!(
                    "если {}, то {}, иначе {}",
                    self.test(test),
                    self.value(then),
                    self.value(otherwise)
                )
            }
        }
    }

    fn operand(&self, value: &Value) -> String {
        match value {
            Value::Arithmetic(..) | Value::Ratio(..) | Value::If(..) => {
                format!("({})", self.value(value))
            }
            Value::Aggregate(aggregate) if matches!(**aggregate, Aggregate::Share { .. }) => {
                format!("({})", self.value(value))
            }
            _ => self.value(value),
        }
    }

    fn test(&self, test: &Test) -> String {
        match test {
            Test::Compare(operator, left, right) => {
                format!(
                    "{} {} {}",
                    self.value(left),
                    comparison(*operator),
                    self.value(right)
                )
            }
            Test::Missing(value) => format!("нет данных: {}", self.value(value)),
            Test::Not(inner) => match &**inner {
                Test::Missing(value) => format!("есть данные: {}", self.value(value)),
                inner => format!("неверно, что {}", self.test(inner)),
            },
            Test::And(left, right) => format!("{} и {}", self.test(left), self.test(right)),
            Test::Or(left, right) => format!("{} или {}", self.test(left), self.test(right)),
        }
    }

    fn aggregate(&self, aggregate: &Aggregate) -> String {
        let among = |source: &Source| self.among(source.population, source.filter.as_ref());
        match aggregate {
            Aggregate::Count { source } => format!("число {}", among(source)),
            Aggregate::Distinct { column, source } => {
                let title = self
                    .column(source.population, column)
                    .map_or(*column, |column| column.title);
                format!("число разных значений «{title}» среди {}", among(source))
            }
            Aggregate::Share { part, whole } => {
                let title = self
                    .population(part.population)
                    .map_or("", |population| population.title);
                let part = self.clause(part.population, part.filter.as_ref());
                let population = aggregate.population();
                format!(
                    "доля: {title}{part}, среди {}",
                    self.among(population, whole.as_ref())
                )
            }
            Aggregate::Simonov { source } => self.simonov(source),
            Aggregate::Sum { of, source } => self.of("сумма", of, source),
            Aggregate::Mean { of, source } => self.of("среднее", of, source),
            Aggregate::Median { of, source } => self.of("медиана", of, source),
            Aggregate::Min { of, source } => self.of("наименьшее", of, source),
            Aggregate::Max { of, source } => self.of("наибольшее", of, source),
        }
    }

    fn of(&self, function: &str, of: &Amount, source: &Source) -> String {
        let population = source.population;
        format!(
            "{function} ({}) среди {}",
            self.amount(population, of),
            self.among(population, source.filter.as_ref())
        )
    }

    fn simonov(&self, source: &Source) -> String {
        let names = ["«5»", "«4»", "«3»", "«2»", "«н/а»"];
        let has_standing = self.column(source.population, "standing").is_some();
        let counted = if has_standing { 5 } else { 4 };
        let terms: Vec<String> = names[..counted]
            .iter()
            .zip(SIMONOV_KEYS)
            .map(|(name, key)| {
                let weight = self.catalogue.setting(key, self.year, self.settings);
                format!(
                    "{name} × {}",
                    weight.as_ref().map_or_else(|| "—".to_owned(), exact_words)
                )
            })
            .collect();
        format!(
            "индекс Симонова (СОУ): сумма {}, делённая на число {}",
            terms.join(" + "),
            self.among(source.population, source.filter.as_ref())
        )
    }

    fn setting(&self, key: &str) -> String {
        let known = self.catalogue.settings().find(|setting| setting.key == key);
        let name = known.map_or(key, |setting| setting.name.as_str());
        match self.catalogue.setting(key, self.year, self.settings) {
            Some(value) => format!("«{name}» ({})", exact_words(&value)),
            None => format!("«{name}» (не задано)"),
        }
    }

    /// «учащихся, у которых …»
    pub(crate) fn among(&self, population: &str, filter: Option<&Filter>) -> String {
        let title = self
            .population(population)
            .map_or("", |population| population.title_of);
        format!("{title}{}", self.clause(population, filter))
    }

    /// «, у которых …», or nothing.
    pub(crate) fn clause(&self, population: &str, filter: Option<&Filter>) -> String {
        filter.map_or_else(String::new, |filter| {
            format!(", у которых {}", self.filter(population, filter))
        })
    }

    fn filter(&self, population: &str, filter: &Filter) -> String {
        match filter {
            Filter::Compare(operator, left, right) => {
                self.compare(population, *operator, left, right)
            }
            Filter::Text {
                column,
                negated,
                values,
            } => {
                let known = self.column(population, column);
                let title = known.map_or(*column, |column| column.title);
                let name = |value: &String| {
                    let name = known.map_or(value.as_str(), |column| column.value_title(value));
                    if name.is_empty() {
                        "не указано".to_owned()
                    } else {
                        name.to_owned()
                    }
                };
                let values: Vec<String> = values.iter().map(name).collect();
                format!(
                    "{title} — {}{}",
                    if *negated { "не " } else { "" },
                    values.join(" или ")
                )
            }
            Filter::OneOf(amount, values) => {
                let values: Vec<String> = values.iter().map(i64::to_string).collect();
                format!(
                    "{} — {}",
                    self.amount(population, amount),
                    values.join(" или ")
                )
            }
            Filter::Date {
                column,
                operator,
                date,
            } => {
                let title = self
                    .column(population, column)
                    .map_or(*column, |column| column.title);
                format!(
                    "{title} {} {}",
                    comparison(*operator),
                    date.format("%d.%m.%Y")
                )
            }
            Filter::Flag { column, is } => {
                let known = self.column(population, column);
                let statement =
                    known.map(|known| known.value_title(if *is { "true" } else { "false" }));
                statement.unwrap_or(column).to_owned()
            }
            Filter::Missing { column, negated } => {
                let title = self
                    .column(population, column)
                    .map_or(*column, |column| column.title);
                format!("{title} — {}", if *negated { "есть" } else { "нет" })
            }
            Filter::Not(inner) => format!("неверно, что {}", self.enclosed(population, inner)),
            Filter::And(left, right) => {
                format!(
                    "{} и {}",
                    self.enclosed(population, left),
                    self.enclosed(population, right)
                )
            }
            Filter::Or(left, right) => {
                format!(
                    "{} или {}",
                    self.filter(population, left),
                    self.filter(population, right)
                )
            }
        }
    }

    /// «или» inside «и» stands in brackets.
    fn enclosed(&self, population: &str, filter: &Filter) -> String {
        let words = self.filter(population, filter);
        if matches!(filter, Filter::Or(..)) {
            format!("({words})")
        } else {
            words
        }
    }

    fn compare(
        &self,
        population: &str,
        operator: Operator,
        left: &Amount,
        right: &Amount,
    ) -> String {
        let known = match left {
            Amount::Column(name) => self.column(population, name),
            _ => None,
        };
        if let (Some(column), Amount::Number(number)) = (known, right)
            && let Some(words) = counter(column, operator, *number)
        {
            return words.to_owned();
        }
        let (left_words, right_words) = (
            self.amount(population, left),
            self.amount(population, right),
        );
        if let (Operator::Equal, Some(_), Amount::Column(_)) = (operator, known, right) {
            return format!("{left_words} и {right_words} совпадают");
        }
        let than = if matches!(right, Amount::Column(_)) {
            ", чем"
        } else {
            ""
        };
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

    fn amount(&self, population: &str, amount: &Amount) -> String {
        match amount {
            Amount::Number(number) => number.to_string(),
            Amount::Column(name) => self
                .column(population, name)
                .map_or(*name, |column| column.title)
                .to_owned(),
            Amount::Setting(key) => self.setting(key),
            Amount::Negate(inner) => format!("−({})", self.amount(population, inner)),
            Amount::Arithmetic(operator, left, right) => {
                let (left, right) = (
                    self.amount(population, left),
                    self.amount(population, right),
                );
                format!("({left} {} {right})", arithmetic(*operator))
            }
        }
    }

    fn population(&self, name: &str) -> Option<&Population> {
        self.catalogue.schema.population(name)
    }

    fn column(&self, population: &str, name: &str) -> Option<&Column> {
        self.population(population)
            .and_then(|population| population.column(name))
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

fn arithmetic(operator: Operator) -> &'static str {
    match operator {
        Operator::Add => "+",
        Operator::Subtract => "−",
        Operator::Multiply => "×",
        _ => "÷",
    }
}

fn comparison(operator: Operator) -> &'static str {
    match operator {
        Operator::NotEqual => "≠",
        Operator::Less => "<",
        Operator::LessOrEqual => "≤",
        Operator::Greater => ">",
        Operator::GreaterOrEqual => "≥",
        _ => "=",
    }
}
