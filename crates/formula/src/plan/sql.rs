//! Conditions and populations as SQL text. Names come from the schema, everything else is a numbered parameter.

use std::collections::HashMap;
use std::fmt::Write as _;

use chrono::{Datelike, Months, NaiveDate};

use crate::catalogue::Catalogue;
use crate::language::tree::{Amount, Filter, Operator};
use crate::outcome::Why;
use crate::schema::{ColumnType, Dimension, Population, Visibility};

use super::{Param, Request, Scope};

/// Numbered parameters; an equal value has one number.
#[derive(Clone, Debug, Default)]
pub(crate) struct Params {
    numbers: HashMap<Param, usize>,
    values: Vec<Param>,
}

impl Params {
    /// The placeholder of a value.
    pub(crate) fn add(&mut self, value: Param) -> String {
        let values = &mut self.values;
        let number = *self.numbers.entry(value.clone()).or_insert_with(|| {
            values.push(value);
            values.len()
        });
        format!("${number}")
    }

    pub(crate) fn into_values(self) -> Vec<Param> {
        self.values
    }
}

/// What SQL text needs to know besides the tree: whose rows, which year.
#[derive(Clone, Copy)]
pub(crate) struct Setup<'a> {
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) request: &'a Request,
    /// 0 for the year asked for, −1 for the year before.
    pub(crate) offset: i64,
}

impl Setup<'_> {
    fn year(&self) -> i64 {
        self.request.year + self.offset
    }

    fn as_of(&self) -> NaiveDate {
        years_before(self.request.as_of, -self.offset)
    }

    /// A whole-number setting as a parameter of a row condition.
    fn setting(&self, key: &str) -> Result<Param, Why> {
        self.catalogue
            .setting(key, self.year(), &self.request.settings)
            .filter(crate::exact::Exact::is_integer)
            .and_then(|value| i64::try_from(value.to_integer()).ok())
            .map(Param::Int)
            .ok_or_else(|| Why::NoSetting(key.to_owned()))
    }

    /// A condition as SQL over `p`.
    pub(crate) fn filter(&self, filter: &Filter, params: &mut Params) -> Result<String, Why> {
        Ok(match filter {
            Filter::Compare(operator, left, right) => {
                let (left, right) = (self.amount(left, params)?, self.amount(right, params)?);
                format!("{left} {} {right}", sign(*operator))
            }
            Filter::Text { column, negated, values } => {
                let list = join(values, |value| params.add(Param::Text(value.clone())));
                format!("p.{column} {}IN ({list})", if *negated { "NOT " } else { "" })
            }
            Filter::OneOf(amount, values) => {
                let amount = self.amount(amount, params)?;
                format!("{amount} IN ({})", join(values, |value| params.add(Param::Int(*value))))
            }
            Filter::Date { column, operator, date } => {
                format!("p.{column} {} {}", sign(*operator), params.add(Param::Date(*date)))
            }
            Filter::Flag { column, is: true } => format!("p.{column}"),
            Filter::Flag { column, is: false } => format!("NOT p.{column}"),
            Filter::Missing { column, negated } => {
                format!("p.{column} IS {}NULL", if *negated { "NOT " } else { "" })
            }
            Filter::Not(inner) => format!("NOT ({})", self.filter(inner, params)?),
            Filter::And(left, right) => {
                format!("({} AND {})", self.filter(left, params)?, self.filter(right, params)?)
            }
            Filter::Or(left, right) => {
                format!("({} OR {})", self.filter(left, params)?, self.filter(right, params)?)
            }
        })
    }

    /// A whole number of a row as SQL over `p`.
    pub(crate) fn amount(&self, amount: &Amount, params: &mut Params) -> Result<String, Why> {
        Ok(match amount {
            Amount::Number(number) => params.add(Param::Int(*number)),
            Amount::Column(column) => format!("p.{column}"),
            Amount::Setting(key) => params.add(self.setting(key)?),
            Amount::Negate(inner) => format!("(-{})", self.amount(inner, params)?),
            Amount::Arithmetic(operator, left, right) => {
                let (left, right) = (self.amount(left, params)?, self.amount(right, params)?);
                format!("({left} {} {right})", sign(*operator))
            }
        })
    }

    /// `(SELECT …) p` of a population; `terms` as in [`Self::terms`].
    pub(crate) fn population(&self, population: &Population, terms: &[String], params: &mut Params) -> String {
        let mut sql = String::with_capacity(population.sql.len() + 32);
        let mut rest = population.sql.as_str();
        while let Some(at) = rest.find(['$', '{']) {
            sql.push_str(&rest[..at]);
            let tail = &rest[at + 1..];
            if rest[at..].starts_with('$') {
                let digits = tail.find(|c: char| !c.is_ascii_digit()).unwrap_or(tail.len());
                sql.push_str(&self.given(&tail[..digits], params));
                rest = &tail[digits..];
            } else {
                let end = tail.find('}').unwrap_or(tail.len());
                let column = tail[..end].trim_start_matches("term ");
                sql.push_str(&among(column, terms, params));
                rest = tail.get(end + 1..).unwrap_or("");
            }
        }
        sql.push_str(rest);
        format!("({sql}) p")
    }

    /// The parameters a population's SELECT may name.
    fn given(&self, number: &str, params: &mut Params) -> String {
        let as_of = self.as_of();
        params.add(match number {
            "1" => Param::Int(self.year()),
            "3" => Param::Int(i64::from(as_of.year())),
            "4" => Param::Text(as_of.format("%m-%d").to_string()),
            "5" => Param::Date(years_before(as_of, 1)),
            "6" => Param::Date(years_before(as_of, 5)),
            _ => Param::Date(as_of),
        })
    }

    /// The SELECT of the batches a population is made of.
    pub(crate) fn batches(&self, sql: &str, params: &mut Params) -> String {
        let mut out = String::new();
        let mut rest = sql;
        while let Some(at) = rest.find('$') {
            out.push_str(&rest[..at]);
            let tail = &rest[at + 1..];
            let digits = tail.find(|c: char| !c.is_ascii_digit()).unwrap_or(tail.len());
            out.push_str(&self.given(&tail[..digits], params));
            rest = &tail[digits..];
        }
        out + rest
    }

    /// The terms read: those asked for, or the usual one unless results are broken down by term.
    pub(crate) fn terms(&self, population: &Population, by_term: bool) -> Vec<String> {
        if population.dimension_column(Dimension::Term).is_none() {
            Vec::new()
        } else if !self.request.terms.is_empty() {
            self.request.terms.clone()
        } else if by_term {
            Vec::new()
        } else {
            population.default_term.map(str::to_owned).into_iter().collect()
        }
    }

    /// Conditions of scope and of the asked groups.
    pub(crate) fn limits(&self, population: &Population, params: &mut Params) -> Result<Vec<String>, Why> {
        let mut limits = Vec::new();
        if let Scope::Staff(staff) = self.request.scope {
            let staff = params.add(Param::Int(staff));
            match &population.visibility {
                Visibility::Open => {}
                Visibility::WholeOnly => return Err(Why::OutsideScope),
                Visibility::Student { student } => {
                    let year = params.add(Param::Int(self.year()));
                    limits.push(format!(
                        "p.{student} IN (SELECT s.student_id FROM scope_student s \
                         WHERE s.staff_id = {staff} AND s.school_year = {year})"
                    ));
                }
                Visibility::Cell { class_group, subject } => limits.push(format!(
                    "(p.{class_group}, p.{subject}) IN \
                     (SELECT s.class_group_id, s.subject_id FROM scope_cell s WHERE s.staff_id = {staff})"
                )),
            }
        }
        for (dimension, value) in &self.request.filters {
            let column = population.dimension_column(*dimension).ok_or(Why::NoDimension(*dimension))?;
            let value = shifted(*dimension, value, self.offset).ok_or(Why::NoPrevious)?;
            let is_number = population.column(column).is_some_and(|column| column.kind == ColumnType::Int);
            let param = match value.parse() {
                Ok(number) if is_number => Param::Int(number),
                _ if is_number => return Err(Why::NoData),
                _ => Param::Text(value),
            };
            limits.push(format!("p.{column} = {}", params.add(param)));
        }
        Ok(limits)
    }
}

/// `column IN (…)`, or a condition that always holds.
fn among(column: &str, terms: &[String], params: &mut Params) -> String {
    if terms.is_empty() {
        return "1 = 1".to_owned();
    }
    format!("{column} IN ({})", join(terms, |term| params.add(Param::Text(term.clone()))))
}

fn join<T>(values: &[T], mut one: impl FnMut(&T) -> String) -> String {
    let mut list = String::new();
    for (at, value) in values.iter().enumerate() {
        let comma = if at == 0 { "" } else { ", " };
        let _ = write!(list, "{comma}{}", one(value));
    }
    list
}

fn sign(operator: Operator) -> &'static str {
    match operator {
        Operator::Add => "+",
        Operator::Subtract => "-",
        Operator::Multiply => "*",
        Operator::Divide => "/",
        Operator::Equal => "=",
        Operator::NotEqual => "<>",
        Operator::Less => "<",
        Operator::LessOrEqual => "<=",
        Operator::Greater => ">",
        Operator::GreaterOrEqual => ">=",
        Operator::And => "AND",
        Operator::Or => "OR",
    }
}

/// The same day some years before; 29 February becomes 28.
fn years_before(date: NaiveDate, years: i64) -> NaiveDate {
    let months = u32::try_from(years.saturating_mul(12)).unwrap_or(0);
    date.checked_sub_months(Months::new(months)).unwrap_or(date)
}

/// The same pupils in another year: class 8А was 7А a year before; other dimensions stay.
pub(super) fn shifted(dimension: Dimension, value: &str, offset: i64) -> Option<String> {
    if offset == 0 || !matches!(dimension, Dimension::Class | Dimension::YearGroup) {
        return Some(value.to_owned());
    }
    let digits = value.find(|c: char| !c.is_ascii_digit()).unwrap_or(value.len());
    let year_group: i64 = value[..digits].parse().ok()?;
    let shifted = year_group.checked_add(offset)?;
    (shifted >= 1).then(|| format!("{shifted}{}", &value[digits..]))
}
