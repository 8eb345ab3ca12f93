//! Nodes to figures for one group, in exact arithmetic that refuses to overflow.

use std::collections::BTreeMap;

use measure::{MarkCounts, Measured, SimonovWeights};
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Zero};

use crate::exact::Exact;
use crate::language::tree::Operator;
use crate::outcome::{Figure, Why};
use crate::schema::Dimension;

use super::cube::{Cubes, Key, Rolled};
use super::node::{Node, Place, TestNode};
use super::planner::Layout;
use super::sql::shifted;

/// One group of one breakdown.
#[derive(Clone, Copy)]
pub(super) struct Spot<'a> {
    pub(super) layouts: &'a [Layout],
    pub(super) cubes: &'a Cubes,
    pub(super) breakdowns: &'a [Vec<Dimension>],
    /// Number of the breakdown.
    pub(super) breakdown: usize,
    pub(super) key: &'a [u32],
}

type Result<T> = std::result::Result<T, Why>;

fn figure(value: Exact, n: Option<i64>) -> Figure {
    Figure { value, share: None, quotient: None, n }
}

/// A figure that is one number divided by another; the divisor is not zero.
fn quotient(numerator: Exact, denominator: Exact, n: Option<i64>) -> Result<Figure> {
    let value = numerator.checked_div(&denominator).ok_or(Why::TooLarge)?;
    Ok(Figure { quotient: Some((numerator, denominator)), ..figure(value, n) })
}

fn exact(number: i64) -> Exact {
    Exact::from_integer(i128::from(number))
}

impl Spot<'_> {
    /// The same for the whole; the last breakdown is always the empty one.
    fn whole(self) -> Self {
        Self { breakdown: self.breakdowns.len() - 1, key: &[], ..self }
    }

    pub(super) fn value(self, node: &Node) -> Result<Figure> {
        match node {
            Node::Number(number) => Ok(figure(*number, None)),
            Node::Unknown(why) => Err(why.clone()),
            Node::Count(place) | Node::Distinct(place) => {
                let count = self.count(*place)?;
                if count == 0 && self.has_no_rows(*place)? {
                    return Err(Why::NoData);
                }
                Ok(figure(exact(count), Some(count)))
            }
            Node::Share { part, whole } => self.share(*part, *whole),
            Node::Simonov { counts, weights } => self.simonov(counts, weights),
            Node::Sum { sum, count } => {
                let n = self.base(*count)?;
                Ok(figure(exact(self.count(*sum)?), Some(n)))
            }
            Node::Mean { sum, count } => {
                let n = self.base(*count)?;
                quotient(exact(self.count(*sum)?), exact(n), Some(n))
            }
            Node::Extreme { value, count } => {
                let n = self.base(*count)?;
                let value = self.cell(*value)?.ok_or(Why::EmptyBase)?;
                Ok(figure(exact(value), Some(n)))
            }
            Node::Median { scan, count } => {
                self.base(*count)?;
                self.median(*scan)
            }
            Node::Condition { count, numerator, denominator } => self.condition(*count, *numerator, *denominator),
            Node::Negate(inner) => {
                let inner = self.value(inner)?;
                Ok(figure(-inner.value, inner.n))
            }
            Node::Arithmetic(operator, left, right) => arithmetic(*operator, self.value(left)?, self.value(right)?),
            Node::Ratio(part, whole) => ratio(self.value(part)?, self.value(whole)?),
            Node::If(test, then, otherwise) => {
                if self.test(test)? {
                    self.value(then)
                } else {
                    self.value(otherwise)
                }
            }
            Node::Guarded { requires, value } => {
                for required in requires {
                    match self.whole().value(required) {
                        Ok(figure) if figure.value > Exact::zero() => {}
                        Err(why) if why.is_not_applicable() => return Err(why),
                        Ok(_) | Err(_) => return Err(Why::NoData),
                    }
                }
                self.value(value)
            }
        }
    }

    pub(super) fn test(self, test: &TestNode) -> Result<bool> {
        Ok(match test {
            TestNode::Compare(operator, left, right) => {
                let (left, right) = (self.value(left)?.value, self.value(right)?.value);
                match operator {
                    Operator::Equal => left == right,
                    Operator::NotEqual => left != right,
                    Operator::Less => left < right,
                    Operator::LessOrEqual => left <= right,
                    Operator::Greater => left > right,
                    _ => left >= right,
                }
            }
            TestNode::Missing(value) => self.value(value).is_err(),
            TestNode::Not(inner) => !self.test(inner)?,
            TestNode::And(left, right) => self.test(left)? && self.test(right)?,
            TestNode::Or(left, right) => self.test(left)? || self.test(right)?,
        })
    }

    fn share(self, part: Place, whole: Place) -> Result<Figure> {
        let whole = self.base(whole)?;
        let part = self.count(part)?;
        Ok(Figure { share: Some((part, whole)), ..quotient(exact(part), exact(whole), Some(whole))? })
    }

    fn simonov(self, counts: &[Place], weights: &[Exact]) -> Result<Figure> {
        let mut five_to_none = [0_u32; 5];
        for (slot, place) in five_to_none.iter_mut().zip(counts) {
            *slot = u32::try_from(self.count(*place)?).map_err(|_| Why::TooLarge)?;
        }
        let [five, four, three, two, not_assessed] = five_to_none;
        let marks = MarkCounts { five, four, three, two, not_assessed, exempt: 0 };
        match measure::simonov_index(&marks, &simonov_weights(weights)?) {
            Measured::Known(index) => {
                let base = exact(marks.base());
                quotient(index.checked_mul(&base).ok_or(Why::TooLarge)?, base, Some(marks.base()))
            }
            Measured::Unknown(_) => Err(self.empty(counts[0])?),
        }
    }

    fn median(self, scan: usize) -> Result<Figure> {
        let key = self.key_of(scan)?;
        let Rolled::Values(groups) = &self.cubes.rolled[scan][self.breakdown] else {
            return Err(Why::NoData);
        };
        let values = groups.get(&key).ok_or(Why::EmptyBase)?;
        middle(values).ok_or(Why::EmptyBase)
    }

    fn condition(self, count: Place, numerator: Place, denominator: Place) -> Result<Figure> {
        if self.count(count)? == 0 {
            return Err(Why::NoData);
        }
        let (numerator, denominator) = (self.count(numerator)?, self.count(denominator)?);
        if denominator == 0 {
            return Err(Why::DivisionByZero);
        }
        let value = Exact::new(i128::from(numerator), i128::from(denominator));
        let n = value.is_integer().then(|| i64::try_from(value.to_integer()).ok()).flatten();
        Ok(figure(value, n))
    }

    /// The group in the year of a scan.
    fn key_of(self, scan: usize) -> Result<Key> {
        let offset = self.layouts[scan].offset;
        if offset == 0 {
            return Ok(self.key.to_vec());
        }
        let dimensions = &self.breakdowns[self.breakdown];
        let names = &self.cubes.names;
        let mut key = Vec::with_capacity(self.key.len());
        for (dimension, number) in dimensions.iter().zip(self.key) {
            let shifted = match names.text(*number) {
                None => Some(0),
                Some(text) => shifted(*dimension, text, offset).and_then(|text| names.number(&text)),
            };
            key.push(shifted.ok_or(Why::NoPrevious)?);
        }
        Ok(key)
    }

    fn cell(self, place: Place) -> Result<Option<i64>> {
        let key = self.key_of(place.scan)?;
        match &self.cubes.rolled[place.scan][self.breakdown] {
            Rolled::Sums(groups) => match groups.get(&key) {
                Some(numbers) => Ok(numbers.get(place.column).copied().flatten()),
                None if self.layouts[place.scan].offset != 0 => Err(Why::NoPrevious),
                None => Ok(None),
            },
            Rolled::Values(_) | Rolled::Unfit => Err(Why::NoData),
        }
    }

    fn count(self, place: Place) -> Result<i64> {
        Ok(self.cell(place)?.unwrap_or(0))
    }

    /// A count that something will be divided by.
    fn base(self, place: Place) -> Result<i64> {
        match self.count(place)? {
            0 => Err(self.empty(place)?),
            n => Ok(n),
        }
    }

    /// Why a base is empty: no rows at all, or none that fit.
    fn empty(self, place: Place) -> Result<Why> {
        Ok(if self.has_no_rows(place)? { Why::NoData } else { Why::EmptyBase })
    }

    /// Whether the population has no rows at all.
    fn has_no_rows(self, place: Place) -> Result<bool> {
        match &self.cubes.rolled[place.scan][self.breakdowns.len() - 1] {
            Rolled::Sums(groups) => {
                let rows = groups.get(&Vec::new()).and_then(|numbers| numbers.first().copied().flatten());
                Ok(rows.unwrap_or(0) == 0)
            }
            Rolled::Values(_) => Err(Why::NoData),
            Rolled::Unfit => match &self.cubes.rolled[place.scan][self.breakdown] {
                Rolled::Sums(groups) => Ok(groups.values().all(|numbers| numbers[0].unwrap_or(0) == 0)),
                Rolled::Values(_) | Rolled::Unfit => Err(Why::NoData),
            },
        }
    }
}

/// Weights of «5», «4», «3», «2» and, where it is counted, «н/а».
fn simonov_weights(weights: &[Exact]) -> Result<SimonovWeights> {
    let [five, four, three, two, rest @ ..] = weights else {
        return Err(Why::NoSetting("simonov".to_owned()));
    };
    SimonovWeights::new(*five, *four, *three, *two, rest.first().copied())
        .map_err(|_| Why::BadSetting("simonov".to_owned()))
}

/// Part and whole of counts make a share.
fn ratio(part: Figure, whole: Figure) -> Result<Figure> {
    if whole.value.is_zero() {
        return Err(Why::EmptyBase);
    }
    let count = |of: &Figure| {
        if of.value.is_integer() { i64::try_from(of.value.to_integer()).ok() } else { None }
    };
    let share = count(&part).zip(count(&whole)).filter(|(part, whole)| 0 <= *part && part <= whole);
    Ok(Figure { share, ..quotient(part.value, whole.value, whole.n)? })
}

fn arithmetic(operator: Operator, left: Figure, right: Figure) -> Result<Figure> {
    let (a, b) = (&left.value, &right.value);
    let value = match operator {
        Operator::Add => a.checked_add(b),
        Operator::Subtract => a.checked_sub(b),
        Operator::Multiply => a.checked_mul(b),
        _ if b.is_zero() => return Err(Why::DivisionByZero),
        _ => return quotient(*a, *b, right.n),
    };
    Ok(figure(value.ok_or(Why::TooLarge)?, left.n.or(right.n)))
}

/// The exact median of counted values.
fn middle(values: &BTreeMap<i64, i64>) -> Option<Figure> {
    let n: i64 = values.values().sum();
    let at = |place: i64| {
        let mut seen = 0;
        values.iter().find(|(_, count)| {
            seen += **count;
            seen > place
        })
    };
    let (lower, _) = at((n - 1) / 2)?;
    let (upper, _) = at(n / 2)?;
    Some(figure(Exact::new(i128::from(*lower) + i128::from(*upper), 2), Some(n)))
}
