//! A checked formula in Russian, for the explain sheet.

mod rows;

use std::collections::BTreeMap;

use crate::catalogue::Catalogue;
use crate::exact::{Exact, exact_words};
use crate::language::tree::{Aggregate, Amount, Filter, Operator, SIMONOV_KEYS, Source, Test, Value};
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
                let known = self.catalogue.conditions().find(|condition| condition.code == *code);
                known.map_or_else(|| code.clone(), |condition| format!("«{}»", condition.name))
            }
            Value::Indicator { code, previous } => {
                let name = self.catalogue.indicator(code).map_or(code.as_str(), |indicator| &indicator.name);
                let when = if *previous { " за прошлый год" } else { "" };
                format!("показатель «{name}»{when}")
            }
            Value::Aggregate(aggregate) => self.aggregate(aggregate),
            Value::Negate(inner) => format!("−({})", self.value(inner)),
            Value::Arithmetic(operator, left, right) => {
                format!("{} {} {}", self.operand(left), arithmetic(*operator), self.operand(right))
            }
            Value::Ratio(part, whole) => {
                format!("{} ÷ {}", self.operand(part), self.operand(whole))
            }
            Value::If(test, then, otherwise) => {
                format!("если {}, то {}, иначе {}", self.test(test), self.value(then), self.value(otherwise))
            }
        }
    }

    /// A side of an operation; what has clauses of its own stands in brackets.
    fn operand(&self, value: &Value) -> String {
        let is_plain = match value {
            Value::Arithmetic(..) | Value::Ratio(..) | Value::If(..) => false,
            Value::Aggregate(aggregate) => {
                matches!(&**aggregate, Aggregate::Count { source } if source.filter.is_none())
            }
            _ => true,
        };
        if is_plain { self.value(value) } else { format!("({})", self.value(value)) }
    }

    fn test(&self, test: &Test) -> String {
        match test {
            Test::Compare(operator, left, right) => {
                format!("{} {} {}", self.value(left), comparison(*operator), self.value(right))
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
                let known = self.column(source.population, column);
                let counted = known.and_then(|column| column.counted).unwrap_or("разных значений");
                format!("число {counted} (каждый один раз) среди {}", among(source))
            }
            Aggregate::Share { part, whole } => {
                let title = self.population(part.population).map_or("", |population| population.title);
                let part = self.clause(part.population, part.filter.as_ref());
                let all = if whole.is_none() { "всех " } else { "" };
                format!("доля: {title}{part}, среди {all}{}", self.among(aggregate.population(), whole.as_ref()))
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
        format!("{function} ({}) среди {}", self.amount(population, of), self.among(population, source.filter.as_ref()))
    }

    fn simonov(&self, source: &Source) -> String {
        format!(
            "индекс Симонова (СОУ): {}, делённая на число {}",
            self.simonov_sum(source),
            self.among(source.population, source.filter.as_ref())
        )
    }

    /// «сумма «5» × 100 + …»
    pub(crate) fn simonov_sum(&self, source: &Source) -> String {
        let names = ["«5»", "«4»", "«3»", "«2»", "«н/а»"];
        let has_standing = self.column(source.population, "standing").is_some();
        let counted = if has_standing { 5 } else { 4 };
        let terms: Vec<String> = names[..counted]
            .iter()
            .zip(SIMONOV_KEYS)
            .map(|(name, key)| {
                let weight = self.catalogue.setting(key, self.year, self.settings);
                format!("{name} × {}", weight.as_ref().map_or_else(|| "—".to_owned(), exact_words))
            })
            .collect();
        format!("сумма {}", terms.join(" + "))
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
        let title = self.population(population).map_or("", |population| population.title_of);
        format!("{title}{}", self.clause(population, filter))
    }

    /// «, у которых …», or nothing.
    pub(crate) fn clause(&self, population: &str, filter: Option<&Filter>) -> String {
        filter.map_or_else(String::new, |filter| format!(", у которых {}", self.filter(population, filter)))
    }

    fn population(&self, name: &str) -> Option<&Population> {
        self.catalogue.schema.population(name)
    }

    fn column(&self, population: &str, name: &str) -> Option<&Column> {
        self.population(population).and_then(|population| population.column(name))
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
