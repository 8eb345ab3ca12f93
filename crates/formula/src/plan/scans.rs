//! The shared scans of a plan: one a population, year and kind.

use crate::outcome::Why;
use crate::schema::{Dimension, Population};

use super::compile::{At, Compiler};
use super::draft::{Draft, Kind, Merge};
use super::node::Place;
use super::sql::{Params, Setup};
use super::{Request, Scope};

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Key {
    pub(super) population: &'static str,
    pub(super) offset: i64,
    pub(super) is_open: bool,
    pub(super) kind: Kind,
}

impl<'a> Compiler<'a> {
    pub(super) fn population(&self, name: &str) -> Result<&'a Population, Why> {
        self.catalogue.schema.population(name).ok_or(Why::NoData)
    }

    /// A column of the shared scan of a population.
    pub(super) fn column(
        &mut self,
        population: &'static str,
        at: At<'_>,
        merge: Merge,
        sql: impl FnOnce(&Setup<'_>, &mut Params) -> Result<String, Why>,
    ) -> Result<Place, Why> {
        let population = self.population(population)?;
        let key = Key { population: population.name, offset: at.offset, is_open: at.is_open, kind: Kind::Sums };
        let scan = self.scan(population, key, at)?;
        self.fill(scan, merge, sql)
    }

    pub(super) fn fill(
        &mut self,
        scan: usize,
        merge: Merge,
        sql: impl FnOnce(&Setup<'_>, &mut Params) -> Result<String, Why>,
    ) -> Result<Place, Why> {
        let draft = &mut self.scans[scan];
        let setup = Setup { catalogue: self.catalogue, request: self.request, offset: draft.offset };
        let sql = sql(&setup, &mut draft.params)?;
        let column = draft.columns.iter().position(|(known, _)| *known == sql).unwrap_or_else(|| {
            draft.columns.push((sql, merge));
            draft.columns.len() - 1
        });
        Ok(Place { scan, column })
    }

    /// The scan of a key, begun if it is not there.
    pub(super) fn scan(&mut self, population: &Population, key: Key, at: At<'_>) -> Result<usize, Why> {
        if let Some(scan) = self.keys.get(&key) {
            return Ok(*scan);
        }
        let lifted = Request { filters: Vec::new(), scope: Scope::Whole, ..self.request.clone() };
        let request = if key.is_open { &lifted } else { self.request };
        let setup = Setup { catalogue: self.catalogue, request, offset: at.offset };
        let dimensions = match &key.kind {
            Kind::Distinct(dimensions) => dimensions.clone(),
            _ if key.is_open => Vec::new(),
            _ => self.finest(population),
        };
        let mut dimension_columns = Vec::with_capacity(dimensions.len());
        for dimension in &dimensions {
            dimension_columns.push(population.dimension_column(*dimension).ok_or(Why::NoDimension(*dimension))?);
        }
        let by_term = dimensions.contains(&Dimension::Term);
        let mut params = Params::default();
        let terms = setup.terms(population, by_term);
        let from = setup.population(population, &terms, &mut params);
        let limits = setup.limits(population, &mut params)?;
        let is_year_wide = by_term && self.request.terms.is_empty();
        self.scans.push(Draft {
            offset: at.offset,
            only_term: population.default_term.filter(|_| is_year_wide),
            makes_groups: at.offset == 0 && !key.is_open && !matches!(key.kind, Kind::Values { .. }),
            columns: vec![("COUNT(*)".to_owned(), Merge::Sum)],
            kind: key.kind.clone(),
            dimensions,
            dimension_columns,
            from,
            limits,
            params,
        });
        self.keys.insert(key, self.scans.len() - 1);
        Ok(self.scans.len() - 1)
    }

    /// All dimensions of the breakdowns this population knows entirely.
    pub(super) fn finest(&self, population: &Population) -> Vec<Dimension> {
        let known = self.breakdowns.iter().filter(|breakdown| population.has_dimensions(breakdown));
        let mut dimensions: Vec<Dimension> = known.flatten().copied().collect();
        dimensions.sort_unstable();
        dimensions.dedup();
        dimensions
    }
}
