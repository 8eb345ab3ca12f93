//! Syntax to the checked tree: names are resolved against the schema, types are compared.

mod rows;

use std::collections::BTreeSet;
use std::ops::Range;

use crate::complaint::{Fault, meant};
use crate::schema::{Population, Schema};

use super::syntax::{self, Expr, Function, Node, Operator};
use super::tree::{Aggregate, SIMONOV_KEYS, Source, Test, Value};

/// Names known outside the schema.
#[derive(Clone, Copy)]
pub(crate) struct Known<'a> {
    /// Settings of all packs.
    pub(crate) settings: &'a BTreeSet<String>,
    /// Conditions entered by hand.
    pub(crate) conditions: &'a BTreeSet<String>,
    /// Indicators of all packs.
    pub(crate) indicators: &'a BTreeSet<String>,
}

/// Checks an expression that must be a number.
pub(super) fn value(expr: &Expr, schema: &Schema, known: &Known<'_>) -> Result<Value, Fault> {
    Checker { schema, known }.value(expr)
}

struct Checker<'a> {
    schema: &'a Schema,
    known: &'a Known<'a>,
}

fn fault<T>(expr: &Expr, text: impl Into<String>) -> Result<T, Fault> {
    Err(Fault::new(expr.span.clone(), text))
}

impl Checker<'_> {
    fn value(&self, expr: &Expr) -> Result<Value, Fault> {
        match &expr.node {
            Node::Number(number) => Ok(Value::Number(*number)),
            Node::Reference { code, previous } => self.reference(expr, code, *previous),
            Node::Negate(inner) => Ok(Value::Negate(Box::new(self.value(inner)?))),
            Node::Binary(operator, left, right) if is_arithmetic(*operator) => {
                Ok(Value::Arithmetic(*operator, Box::new(self.value(left)?), Box::new(self.value(right)?)))
            }
            Node::Call { name, arguments } => self.call(expr, name, arguments),
            Node::Aggregate(aggregate) => Ok(Value::Aggregate(Box::new(self.aggregate(aggregate)?))),
            Node::Name(name) => fault(
                expr,
                format!("«{name}» вне совокупности: столбцы называют внутри count(…), share(…), mean(…) и подобных"),
            ),
            Node::Text(_) | Node::Flag(_) => fault(expr, "здесь ожидается число"),
            Node::Binary(..) | Node::Not(_) | Node::In(..) | Node::IsMissing { .. } => {
                fault(expr, "здесь ожидается число, а записано условие; условие ставят в if(…)")
            }
        }
    }

    fn reference(&self, expr: &Expr, code: &str, previous: bool) -> Result<Value, Fault> {
        if self.known.indicators.contains(code) {
            return Ok(Value::Indicator { code: code.to_owned(), previous });
        }
        let near = meant(code, self.known.indicators.iter().map(String::as_str));
        fault(expr, format!("нет показателя с кодом «{code}»{near}"))
    }

    fn call(&self, expr: &Expr, name: &str, arguments: &[Expr]) -> Result<Value, Fault> {
        match (name, arguments) {
            ("ratio", [part, whole]) => Ok(Value::Ratio(Box::new(self.value(part)?), Box::new(self.value(whole)?))),
            ("if", [test, then, otherwise]) => {
                Ok(Value::If(Box::new(self.test(test)?), Box::new(self.value(then)?), Box::new(self.value(otherwise)?)))
            }
            ("setting", [key]) => Ok(Value::Setting(self.setting(key)?)),
            ("condition", [code]) => Ok(Value::Condition(self.condition(code)?)),
            ("missing", _) => fault(expr, "missing(…) — условие; его ставят в if(…)"),
            ("ratio", _) => fault(expr, "ratio(…) принимает часть и целое через запятую"),
            ("if", _) => fault(expr, "if(…) принимает условие и два значения через запятую"),
            _ => fault(expr, format!("{name}(…) принимает одно имя в кавычках")),
        }
    }

    fn named<'e>(&self, expr: &'e Expr, known: &BTreeSet<String>, what: &str) -> Result<&'e str, Fault> {
        let Node::Text(name) = &expr.node else {
            return fault(expr, "здесь ожидается имя в кавычках");
        };
        if known.contains(name) {
            return Ok(name);
        }
        fault(expr, format!("нет {what} «{name}»{}", meant(name, known.iter().map(String::as_str))))
    }

    fn setting(&self, expr: &Expr) -> Result<String, Fault> {
        self.named(expr, self.known.settings, "настройки").map(str::to_owned)
    }

    fn condition(&self, expr: &Expr) -> Result<String, Fault> {
        self.named(expr, self.known.conditions, "условия").map(str::to_owned)
    }

    fn test(&self, expr: &Expr) -> Result<Test, Fault> {
        let both = |left: &Expr, right: &Expr| Ok((Box::new(self.test(left)?), Box::new(self.test(right)?)));
        match &expr.node {
            Node::Binary(Operator::And, left, right) => both(left, right).map(|(l, r)| Test::And(l, r)),
            Node::Binary(Operator::Or, left, right) => both(left, right).map(|(l, r)| Test::Or(l, r)),
            Node::Binary(operator, left, right) if !is_arithmetic(*operator) => {
                Ok(Test::Compare(*operator, self.value(left)?, self.value(right)?))
            }
            Node::Not(inner) => Ok(Test::Not(Box::new(self.test(inner)?))),
            Node::IsMissing { of, negated } => {
                let missing = Test::Missing(self.value(of)?);
                Ok(if *negated { Test::Not(Box::new(missing)) } else { missing })
            }
            Node::Call { name, arguments } if name == "missing" => match arguments.as_slice() {
                [of] => Ok(Test::Missing(self.value(of)?)),
                _ => fault(expr, "missing(…) принимает одно значение"),
            },
            _ => fault(expr, "здесь ожидается условие"),
        }
    }

    fn aggregate(&self, aggregate: &syntax::Aggregate) -> Result<Aggregate, Fault> {
        let population = self.population(&aggregate.source)?;
        let source = self.source(population, &aggregate.source)?;
        let measured = aggregate.measured.as_ref();
        let amount = || match measured {
            Some(expr) => self.amount(expr, population),
            None => Err(Fault::new(aggregate.source.span.clone(), "не сказано, что считать")),
        };
        Ok(match aggregate.function {
            Function::Count => match measured {
                None => Aggregate::Count { source },
                Some(expr) => Aggregate::Distinct { column: self.column_name(expr, population)?, source },
            },
            Function::Share => self.share(aggregate, source)?,
            Function::Simonov => self.simonov(aggregate, population, source)?,
            Function::Sum => Aggregate::Sum { of: amount()?, source },
            Function::Mean => Aggregate::Mean { of: amount()?, source },
            Function::Median => Aggregate::Median { of: amount()?, source },
            Function::Min => Aggregate::Min { of: amount()?, source },
            Function::Max => Aggregate::Max { of: amount()?, source },
        })
    }

    fn share(&self, aggregate: &syntax::Aggregate, part: Source) -> Result<Aggregate, Fault> {
        let whole = match &aggregate.whole {
            None => None,
            Some(whole) if whole.name == part.population => self.source(self.population(whole)?, whole)?.filter,
            Some(whole) => {
                self.population(whole)?;
                return Err(Fault::new(
                    whole.span.clone(),
                    "часть и целое доли берут из одной совокупности; для разных есть ratio(count(…), count(…))",
                ));
            }
        };
        if part.filter.is_none() {
            return Err(Fault::new(aggregate.source.span.clone(), "у доли нет условия: добавьте where …"));
        }
        Ok(Aggregate::Share { part, whole })
    }

    fn simonov(
        &self,
        aggregate: &syntax::Aggregate,
        population: &Population,
        source: Source,
    ) -> Result<Aggregate, Fault> {
        let span = &aggregate.source.span;
        if population.column("mark").is_none() {
            return Err(Fault::new(span.clone(), format!("в совокупности «{}» нет отметок", population.name)));
        }
        for key in SIMONOV_KEYS {
            if !self.known.settings.contains(key) {
                return Err(Fault::new(span.clone(), format!("для индекса Симонова не задана настройка «{key}»")));
            }
        }
        Ok(Aggregate::Simonov { source })
    }

    fn population(&self, source: &syntax::Source) -> Result<&Population, Fault> {
        self.schema.population(&source.name).ok_or_else(|| {
            let near = meant(&source.name, self.schema.populations().map(|population| population.name));
            Fault::new(source.span.clone(), format!("нет совокупности «{}»{near}", source.name))
        })
    }

    fn source(&self, population: &Population, source: &syntax::Source) -> Result<Source, Fault> {
        let filter = source.condition.as_ref().map(|expr| self.filter(expr, population)).transpose()?;
        Ok(Source { population: population.name, filter })
    }
}

fn is_arithmetic(operator: Operator) -> bool {
    matches!(operator, Operator::Add | Operator::Subtract | Operator::Multiply | Operator::Divide)
}

/// The bytes of two expressions together.
fn across(left: &Expr, right: &Expr) -> Range<usize> {
    left.span.start..right.span.end
}
