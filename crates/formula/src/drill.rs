//! The rows behind a number: those counted, those of the base, and those of the base that were not counted.

use crate::catalogue::Catalogue;
use crate::language::tree::{Aggregate, Amount, Filter, Operator, Source as Among, Value};
use crate::outcome::Why;
use crate::plan::sql::{Params, Setup};
use crate::plan::{Cell, Grid, Param, Request, Scan};
use crate::schema::{ColumnValue, Population, RowKind};

/// Which rows are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Which {
    /// Those in the numerator.
    Numerator,
    /// Those in the base but not in the numerator.
    Rest,
    /// All of the base.
    Base,
}

/// One column of the shown rows.
#[derive(Clone, Debug)]
pub struct DrillColumn {
    /// Russian heading.
    pub title: &'static str,
    /// How the cells read.
    pub kind: RowKind,
    values: Vec<ColumnValue>,
}

/// Where a row came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Import batch.
    pub batch_id: i64,
    /// Sheet of the file.
    pub sheet: Option<String>,
    /// Row of the sheet.
    pub row: Option<i64>,
}

/// One shown row; texts of closed lists are already Russian.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrillRow {
    /// Cells in the order of the columns.
    pub cells: Vec<Cell>,
    /// Where it came from.
    pub source: Option<Source>,
}

/// Two SELECTs: the rows of a page, and how many there are in all.
#[derive(Clone, Debug)]
pub struct Drill {
    /// The rows of the page.
    pub rows: Scan,
    /// One number: how many rows.
    pub count: Scan,
    /// One column: the imported files the rows themselves came from, if rows know it.
    pub sources: Option<Scan>,
    /// What is shown.
    pub columns: Vec<DrillColumn>,
    has_source: bool,
}

impl Drill {
    /// The rows of a grid of [`Self::rows`].
    #[must_use]
    pub fn read(&self, grid: &Grid) -> Vec<DrillRow> {
        grid.iter().map(|cells| self.row(cells)).collect()
    }

    fn row(&self, cells: &[Cell]) -> DrillRow {
        let shown = self.columns.iter().zip(cells).map(|(column, cell)| match cell {
            Cell::Text(text) => {
                let named = column.values.iter().find(|value| value.value == text);
                Cell::Text(named.map_or_else(|| text.clone(), |value| value.title.to_owned()))
            }
            other => other.clone(),
        });
        let tail = cells.get(self.columns.len()..).unwrap_or_default();
        let source = match tail {
            [Cell::Int(batch_id), sheet, row] if self.has_source => Some(Source {
                batch_id: *batch_id,
                sheet: if let Cell::Text(sheet) = sheet { Some(sheet.clone()) } else { None },
                row: if let Cell::Int(row) = row { Some(*row) } else { None },
            }),
            _ => None,
        };
        DrillRow { cells: shown.collect(), source }
    }
}

/// Whose rows a formula shows.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    offset: i64,
    numerator: Among,
    base: Option<Among>,
}

impl Target {
    /// The first part of a formula that has rows.
    pub(crate) fn of(catalogue: &Catalogue, value: &Value) -> Option<Self> {
        match value {
            Value::Aggregate(aggregate) => Some(of_aggregate(aggregate)),
            Value::Condition(code) => {
                let filter = Filter::Text { column: "code", negated: false, values: vec![code.clone()] };
                let source = Among { population: "facilities", filter: Some(filter) };
                Some(Self { offset: 0, numerator: source.clone(), base: Some(source) })
            }
            Value::Ratio(part, whole) | Value::Arithmetic(Operator::Divide, part, whole) => {
                let part = Self::of(catalogue, part);
                let whole = Self::of(catalogue, whole);
                match (part, whole) {
                    (Some(part), whole) => Some(Self { base: whole.map(|whole| whole.numerator), ..part }),
                    (None, whole) => whole,
                }
            }
            Value::Arithmetic(_, left, right) | Value::If(_, left, right) => {
                Self::of(catalogue, left).or_else(|| Self::of(catalogue, right))
            }
            Value::Negate(inner) => Self::of(catalogue, inner),
            Value::Indicator { code, previous } => {
                let inner = Self::of(catalogue, &catalogue.indicator(code)?.value)?;
                Some(Self { offset: inner.offset - i64::from(*previous), ..inner })
            }
            Value::Number(_) | Value::Setting(_) => None,
        }
    }
}

fn of_aggregate(aggregate: &Aggregate) -> Target {
    let source = aggregate.source();
    let population = source.population;
    let narrowed =
        |filter: Option<Filter>| Among { population, filter: Filter::both(source.filter.as_ref(), filter.as_ref()) };
    let (numerator, base) = match aggregate {
        Aggregate::Share { part, whole } => (
            Among { population, filter: Filter::both(whole.as_ref(), part.filter.as_ref()) },
            Among { population, filter: whole.clone() },
        ),
        Aggregate::Count { .. } | Aggregate::Distinct { .. } => (source.clone(), Among { population, filter: None }),
        Aggregate::Simonov { .. } => {
            (narrowed(Some(Filter::Missing { column: "mark", negated: true })), source.clone())
        }
        Aggregate::Sum { of, .. }
        | Aggregate::Mean { of, .. }
        | Aggregate::Median { of, .. }
        | Aggregate::Min { of, .. }
        | Aggregate::Max { of, .. } => (narrowed(known(of)), source.clone()),
    };
    Target { offset: 0, numerator, base: Some(base) }
}

/// The amount is there: every column of it is.
fn known(amount: &Amount) -> Option<Filter> {
    match amount {
        Amount::Column(column) => Some(Filter::Missing { column, negated: true }),
        Amount::Negate(inner) => known(inner),
        Amount::Arithmetic(_, left, right) => Filter::both(known(left).as_ref(), known(right).as_ref()),
        Amount::Number(_) | Amount::Setting(_) => None,
    }
}

impl Catalogue {
    /// The rows behind an indicator within the filters and the scope of a request.
    ///
    /// # Errors
    /// When there are no rows to show: the code is unknown, the formula has none, the viewer may not see them, or the
    /// rest of two different populations is asked for.
    pub fn drill(&self, code: &str, which: Which, request: &Request, (first, count): (i64, i64)) -> Result<Drill, Why> {
        let indicator = self.indicator(code).ok_or(Why::NoData)?;
        let target = Target::of(self, &indicator.value).ok_or(Why::NoData)?;
        let shown = match which {
            Which::Numerator => &target.numerator,
            Which::Rest | Which::Base => target.base.as_ref().ok_or(Why::EmptyBase)?,
        };
        let population = self.schema.population(shown.population).ok_or(Why::NoData)?;
        let setup = Setup { catalogue: self, request, offset: target.offset };
        let mut params = Params::default();
        let mut tail = from(&setup, population, &mut params)?;
        if let Some(filter) = &shown.filter {
            tail = format!("{tail} AND {}", setup.filter(filter, &mut params)?);
        }
        if which == Which::Rest {
            if target.numerator.population != shown.population {
                return Err(Why::NoData);
            }
            let counted = target.numerator.filter.as_ref().ok_or(Why::EmptyBase)?;
            let counted = setup.filter(counted, &mut params)?;
            tail = format!("{tail} AND CASE WHEN {counted} THEN 0 ELSE 1 END = 1");
        }
        let counting =
            Scan { sql: format!("SELECT CAST(COUNT(*) AS BIGINT) FROM {tail}"), params: params.clone().into_values() };
        let sources = population.rows.source.map(|[batch, ..]| Scan {
            sql: format!("SELECT DISTINCT {batch} FROM {tail} AND {batch} IS NOT NULL"),
            params: params.clone().into_values(),
        });
        let (limit, offset) = (params.add(Param::Int(count.max(0))), params.add(Param::Int(first.max(0))));
        let order = population.rows.order;
        let order = if order.is_empty() { String::new() } else { format!(" ORDER BY {order}") };
        let rows = Scan {
            sql: format!("SELECT {} FROM {tail}{order} LIMIT {limit} OFFSET {offset}", select(population)),
            params: params.into_values(),
        };
        Ok(Drill {
            rows,
            count: counting,
            sources,
            columns: columns(population),
            has_source: population.rows.source.is_some(),
        })
    }
}

fn from(setup: &Setup<'_>, population: &Population, params: &mut Params) -> Result<String, Why> {
    let terms = setup.terms(population, false);
    let rows = setup.population(population, &terms, params);
    let limits = setup.limits(population, params)?;
    let mut tail = format!("{rows}{} WHERE 1 = 1", population.rows.joins);
    for limit in limits {
        tail = format!("{tail} AND {limit}");
    }
    Ok(tail)
}

fn select(population: &Population) -> String {
    let mut list: Vec<String> = Vec::new();
    for column in &population.rows.columns {
        list.push(match column.kind {
            RowKind::Int | RowKind::Bool => format!("CAST({} AS BIGINT)", column.sql),
            RowKind::Text | RowKind::Date => column.sql.to_owned(),
        });
    }
    list.extend(population.rows.source.iter().flatten().map(|sql| (*sql).to_owned()));
    list.join(", ")
}

fn columns(population: &Population) -> Vec<DrillColumn> {
    let named = |name: Option<&str>| name.and_then(|name| population.column(name));
    let rows = population.rows.columns.iter();
    rows.map(|column| DrillColumn {
        title: column.title,
        kind: column.kind,
        values: named(column.named_by).map_or_else(Vec::new, |known| known.values.clone()),
    })
    .collect()
}
