//! Checked formulas to nodes that point at columns of scans.

use std::collections::HashMap;

use crate::catalogue::Catalogue;
use crate::exact::Exact;
use crate::language::tree::{Aggregate, Amount, Filter, Operator, SIMONOV_KEYS, Source, Test, Value};
use crate::outcome::Why;
use crate::pack::Indicator;
use crate::schema::Dimension;

use super::draft::{Draft, Kind, Merge};
use super::node::{Node, Place, TestNode};
use super::scans::Key;
use super::sql::{Params, Setup};
use super::{Request, Scope};

/// Compiles formulas into shared scans.
pub(super) struct Compiler<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) request: &'a Request,
    pub(super) breakdowns: &'a [Vec<Dimension>],
    pub(super) scans: Vec<Draft>,
    pub(super) keys: HashMap<Key, usize>,
}

/// Where in a formula we are: the breakdown, the year, and whether limits are lifted (for requirements).
#[derive(Clone, Copy)]
pub(super) struct At<'b> {
    pub(super) breakdown: &'b [Dimension],
    pub(super) offset: i64,
    pub(super) is_open: bool,
}

impl<'a> Compiler<'a> {
    pub(super) fn new(catalogue: &'a Catalogue, request: &'a Request, breakdowns: &'a [Vec<Dimension>]) -> Self {
        Self { catalogue, request, breakdowns, scans: Vec::new(), keys: HashMap::new() }
    }

    /// An indicator with its requirements.
    pub(super) fn indicator(&mut self, indicator: &Indicator, at: At<'_>) -> Node {
        if !indicator.is_in_force(self.request.as_of) {
            return Node::Unknown(Why::NotInForce);
        }
        let value = self.value(&indicator.value, at);
        if indicator.requires.is_empty() {
            return value;
        }
        let is_limited = !self.request.filters.is_empty() || self.request.scope != Scope::Whole;
        let open = At { breakdown: &[], is_open: is_limited, ..at };
        let requires = indicator.requires.iter().map(|value| self.value(value, open)).collect();
        Node::Guarded { requires, value: Box::new(value) }
    }

    pub(super) fn value(&mut self, value: &Value, at: At<'_>) -> Node {
        match value {
            Value::Number(number) => Node::Number(*number),
            Value::Setting(key) => self.setting(key, at.offset).map_or_else(Node::Unknown, Node::Number),
            Value::Condition(code) => self.condition(code, at).unwrap_or_else(Node::Unknown),
            Value::Indicator { code, previous } => {
                let offset = at.offset - i64::from(*previous);
                match self.catalogue.indicator(code) {
                    Some(indicator) => self.indicator(indicator, At { offset, ..at }),
                    None => Node::Unknown(Why::NoData),
                }
            }
            Value::Aggregate(aggregate) => self.aggregate(aggregate, at).unwrap_or_else(Node::Unknown),
            Value::Negate(inner) => Node::Negate(Box::new(self.value(inner, at))),
            Value::Arithmetic(operator, left, right) => {
                Node::Arithmetic(*operator, Box::new(self.value(left, at)), Box::new(self.value(right, at)))
            }
            Value::Ratio(part, whole) => Node::Ratio(Box::new(self.value(part, at)), Box::new(self.value(whole, at))),
            Value::If(test, then, otherwise) => Node::If(
                Box::new(self.test(test, at)),
                Box::new(self.value(then, at)),
                Box::new(self.value(otherwise, at)),
            ),
        }
    }

    fn test(&mut self, test: &Test, at: At<'_>) -> TestNode {
        match test {
            Test::Compare(operator, left, right) => {
                TestNode::Compare(*operator, self.value(left, at), self.value(right, at))
            }
            Test::Missing(value) => TestNode::Missing(self.value(value, at)),
            Test::Not(inner) => TestNode::Not(Box::new(self.test(inner, at))),
            Test::And(left, right) => TestNode::And(Box::new(self.test(left, at)), Box::new(self.test(right, at))),
            Test::Or(left, right) => TestNode::Or(Box::new(self.test(left, at)), Box::new(self.test(right, at))),
        }
    }

    fn setting(&self, key: &str, offset: i64) -> Result<Exact, Why> {
        let year = self.request.year + offset;
        self.catalogue.setting(key, year, &self.request.settings).ok_or_else(|| Why::NoSetting(key.to_owned()))
    }

    fn aggregate(&mut self, aggregate: &Aggregate, at: At<'_>) -> Result<Node, Why> {
        Ok(match aggregate {
            Aggregate::Count { source } => Node::Count(self.count(source, None, at)?),
            Aggregate::Distinct { column, source } => Node::Distinct(self.distinct(column, source, at)?),
            Aggregate::Share { part, whole } => {
                let population = part.population;
                let both = Filter::both(whole.as_ref(), part.filter.as_ref());
                Node::Share {
                    part: self.count(&Source { population, filter: both }, None, at)?,
                    whole: self.count(&Source { population, filter: whole.clone() }, None, at)?,
                }
            }
            Aggregate::Simonov { source } => self.simonov(source, at)?,
            Aggregate::Sum { of, source } => {
                let (sum, count) = self.sum(of, source, at)?;
                Node::Sum { sum, count }
            }
            Aggregate::Mean { of, source } => {
                let (sum, count) = self.sum(of, source, at)?;
                Node::Mean { sum, count }
            }
            Aggregate::Median { of, source } => {
                let count = self.known(of, source, at)?;
                Node::Median { scan: self.values(of, source, at)?, count }
            }
            Aggregate::Min { of, source } => self.extreme(of, source, Merge::Min, at)?,
            Aggregate::Max { of, source } => self.extreme(of, source, Merge::Max, at)?,
        })
    }

    fn count(&mut self, source: &Source, extra: Option<&Filter>, at: At<'_>) -> Result<Place, Why> {
        let filter = Filter::both(source.filter.as_ref(), extra);
        self.column(source.population, at, Merge::Sum, |setup, params| {
            Ok(match &filter {
                None => "COUNT(*)".to_owned(),
                Some(filter) => format!("SUM(CASE WHEN {} THEN 1 ELSE 0 END)", setup.filter(filter, params)?),
            })
        })
    }

    /// The sum of an amount, and how many rows have it.
    fn sum(&mut self, of: &Amount, source: &Source, at: At<'_>) -> Result<(Place, Place), Why> {
        Ok((self.total(of, source, at)?, self.known(of, source, at)?))
    }

    fn total(&mut self, of: &Amount, source: &Source, at: At<'_>) -> Result<Place, Why> {
        self.column(source.population, at, Merge::Sum, |setup, params| {
            let amount = setup.amount(of, params)?;
            Ok(match &source.filter {
                None => format!("SUM({amount})"),
                Some(filter) => {
                    format!("SUM(CASE WHEN {} THEN {amount} ELSE 0 END)", setup.filter(filter, params)?)
                }
            })
        })
    }

    /// How many rows have the amount.
    fn known(&mut self, of: &Amount, source: &Source, at: At<'_>) -> Result<Place, Why> {
        self.column(source.population, at, Merge::Sum, |setup, params| {
            let amount = setup.amount(of, params)?;
            let filter = source.filter.as_ref().map(|filter| setup.filter(filter, params)).transpose()?;
            let filter = filter.map_or_else(String::new, |filter| format!("{filter} AND "));
            Ok(format!("SUM(CASE WHEN {filter}{amount} IS NOT NULL THEN 1 ELSE 0 END)"))
        })
    }

    fn extreme(&mut self, of: &Amount, source: &Source, merge: Merge, at: At<'_>) -> Result<Node, Why> {
        let function = if merge == Merge::Min { "MIN" } else { "MAX" };
        let value = self.column(source.population, at, merge, |setup, params| {
            let amount = setup.amount(of, params)?;
            Ok(match &source.filter {
                None => format!("{function}({amount})"),
                Some(filter) => format!("{function}(CASE WHEN {} THEN {amount} END)", setup.filter(filter, params)?),
            })
        })?;
        Ok(Node::Extreme { value, count: self.known(of, source, at)? })
    }

    fn simonov(&mut self, source: &Source, at: At<'_>) -> Result<Node, Why> {
        let mut counts = Vec::with_capacity(5);
        for mark in [5, 4, 3, 2] {
            let is = Filter::Compare(Operator::Equal, Amount::Column("mark"), Amount::Number(mark));
            counts.push(self.count(source, Some(&is), at)?);
        }
        let mut weights = Vec::with_capacity(5);
        for key in &SIMONOV_KEYS[..4] {
            weights.push(self.setting(key, at.offset)?);
        }
        let population = self.catalogue.schema.population(source.population);
        if population.is_some_and(|population| population.column("standing").is_some()) {
            let values = vec!["not_assessed".to_owned()];
            let is = Filter::Text { column: "standing", negated: false, values };
            counts.push(self.count(source, Some(&is), at)?);
            weights.push(self.setting(SIMONOV_KEYS[4], at.offset)?);
        }
        Ok(Node::Simonov { counts, weights })
    }

    fn condition(&mut self, code: &str, at: At<'_>) -> Result<Node, Why> {
        let filter = Filter::Text { column: "code", negated: false, values: vec![code.to_owned()] };
        let source = Source { population: "facilities", filter: Some(filter) };
        let part = |name| Amount::Column(name);
        let count = self.count(&source, None, at)?;
        let numerator = self.total(&part("number_numerator"), &source, at)?;
        let denominator = self.total(&part("number_denominator"), &source, at)?;
        Ok(Node::Condition { count, numerator, denominator })
    }

    fn distinct(&mut self, column: &'static str, source: &Source, at: At<'_>) -> Result<Place, Why> {
        let population = self.population(source.population)?;
        let key = Key {
            population: population.name,
            offset: at.offset,
            is_open: at.is_open,
            kind: Kind::Distinct(at.breakdown.to_vec()),
        };
        let scan = self.scan(population, key, at)?;
        self.fill(scan, Merge::Sum, |setup, params| {
            Ok(match &source.filter {
                None => format!("COUNT(DISTINCT p.{column})"),
                Some(filter) => {
                    format!("COUNT(DISTINCT CASE WHEN {} THEN p.{column} END)", setup.filter(filter, params)?)
                }
            })
        })
    }

    fn values(&mut self, of: &Amount, source: &Source, at: At<'_>) -> Result<usize, Why> {
        let population = self.population(source.population)?;
        let setup = Setup { catalogue: self.catalogue, request: self.request, offset: at.offset };
        // The text with throw-away numbers tells two medians of one population apart.
        let mut params = Params::default();
        let value = setup.amount(of, &mut params)?;
        let filter = source.filter.as_ref().map(|filter| setup.filter(filter, &mut params)).transpose()?;
        let kind = Kind::Values { value, filter: format!("{filter:?} {:?}", params.into_values()) };
        let key = Key { population: population.name, offset: at.offset, is_open: at.is_open, kind };
        let scan = self.scan(population, key, at)?;
        let draft = &mut self.scans[scan];
        if draft.columns.len() < 2 {
            let value = setup.amount(of, &mut draft.params)?;
            draft.limits.push(format!("{value} IS NOT NULL"));
            if let Some(filter) = &source.filter {
                let filter = setup.filter(filter, &mut draft.params)?;
                draft.limits.push(filter);
            }
            draft.columns = vec![(value, Merge::Sum), ("COUNT(*)".to_owned(), Merge::Sum)];
        }
        Ok(scan)
    }
}
