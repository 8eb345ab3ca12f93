//! From a formula and a table to the columns of a model.

use std::cmp::Ordering;

use super::formula::{Formula, RandomTerm, Term, Variable};
use super::levels::{Column, Levels};
use super::not_mixed::NotMixed;

/// Named columns of one length.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Named {
    pub(crate) names: Vec<String>,
    pub(crate) columns: Vec<Vec<f64>>,
}

/// All that varies over the groups of one factor: one block of columns for each term of the formula.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Grouping {
    pub(crate) name: String,
    pub(crate) levels: Levels,
    pub(crate) terms: Vec<Named>,
}

/// The rows that have everything the formula names, laid out for fitting, in an order of their own.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Design {
    pub(crate) response: Vec<f64>,
    pub(crate) fixed: Named,
    pub(crate) groupings: Vec<Grouping>,
    pub(crate) dropped: usize,
}

/// A table: names and columns.
pub(crate) type Table<'a> = [(&'a str, &'a Column)];

impl Design {
    pub(crate) fn new(formula: &Formula, table: &Table<'_>) -> Result<Design, NotMixed> {
        let source = Source { table };
        let (rows, dropped) = source.complete_rows(formula)?;
        let response = source.response(&formula.response, &rows)?;
        let coding = Coding { source: &source, rows: &rows };
        let fixed = coding.columns(formula.has_intercept, &formula.fixed)?;
        let mut groupings: Vec<Grouping> = Vec::new();
        for term in &formula.random {
            let columns = coding.columns(term.has_intercept, &term.slopes)?;
            match groupings.iter_mut().find(|known| known.name == term.group_label()) {
                Some(known) => known.terms.push(columns),
                None => groupings.push(coding.grouping(term, columns)?),
            }
        }
        let mut design = Design { response, fixed, groupings, dropped };
        design.check()?;
        design.set_in_order();
        Ok(design)
    }

    pub(crate) fn n(&self) -> usize {
        self.response.len()
    }

    fn check(&self) -> Result<(), NotMixed> {
        for grouping in &self.groupings {
            let (groups, group) = (grouping.levels.count(), grouping.name.clone());
            if groups < 2 {
                return Err(NotMixed::OneGroup { group });
            }
            let widest = grouping.terms.iter().map(|term| term.columns.len()).max().unwrap_or(1);
            if groups * widest >= self.n() {
                return Err(NotMixed::GroupsAsRows { group, groups, rows: self.n() });
            }
        }
        let first = self.response.first();
        if self.response.iter().all(|value| Some(value) == first) {
            return Err(NotMixed::ConstantResponse);
        }
        Ok(())
    }

    /// Puts the rows into an order that does not depend on the order of the table, so that no sum depends on it.
    fn set_in_order(&mut self) {
        let mut order: Vec<usize> = (0..self.n()).collect();
        order.sort_by(|one, other| self.compare(*one, *other));
        let sorted =
            |column: &[f64]| -> Vec<f64> { order.iter().filter_map(|row| column.get(*row).copied()).collect() };
        self.response = sorted(&self.response);
        for column in &mut self.fixed.columns {
            *column = sorted(column);
        }
        for grouping in &mut self.groupings {
            let codes = order.iter().filter_map(|row| grouping.levels.of_row.get(*row).copied()).collect();
            grouping.levels.of_row = codes;
            for column in grouping.terms.iter_mut().flat_map(|term| &mut term.columns) {
                *column = sorted(column);
            }
        }
    }

    fn compare(&self, one: usize, other: usize) -> Ordering {
        let mut numbers = std::iter::once(&self.response)
            .chain(&self.fixed.columns)
            .chain(self.groupings.iter().flat_map(|grouping| &grouping.terms).flat_map(|term| &term.columns));
        let by_group = self.groupings.iter().map(|grouping| {
            let codes = &grouping.levels.of_row;
            codes.get(one).cmp(&codes.get(other))
        });
        let by_number = |column: &Vec<f64>| match (column.get(one), column.get(other)) {
            (Some(one), Some(other)) => one.total_cmp(other),
            _ => Ordering::Equal,
        };
        by_group.into_iter().find(|order| order.is_ne()).unwrap_or_else(|| {
            numbers.find_map(|column| Some(by_number(column)).filter(|order| order.is_ne())).unwrap_or(Ordering::Equal)
        })
    }
}

struct Source<'a> {
    table: &'a Table<'a>,
}

impl<'a> Source<'a> {
    fn column(&self, name: &str) -> Result<&'a Column, NotMixed> {
        let found = self.table.iter().find(|(known, _)| *known == name);
        found.map(|(_, column)| *column).ok_or_else(|| NotMixed::NoColumn { name: name.to_owned() })
    }

    /// The rows that miss nothing the formula names, and how many others there are.
    fn complete_rows(&self, formula: &Formula) -> Result<(Vec<usize>, usize), NotMixed> {
        let mut columns = Vec::new();
        for name in formula.columns() {
            columns.push((name, self.column(name)?));
        }
        let length = columns.first().map_or(0, |(_, column)| column.len());
        if let Some((name, _)) = columns.iter().find(|(_, column)| column.len() != length) {
            return Err(NotMixed::UnequalLength { name: (*name).to_owned() });
        }
        let is_complete = |row: &usize| columns.iter().all(|(_, column)| !column.is_missing(*row));
        let rows: Vec<usize> = (0..length).filter(is_complete).collect();
        if rows.is_empty() { Err(NotMixed::NoRows) } else { Ok((rows.clone(), length - rows.len())) }
    }

    fn response(&self, name: &str, rows: &[usize]) -> Result<Vec<f64>, NotMixed> {
        match self.column(name)? {
            Column::Words(_) => Err(NotMixed::NotNumbers { name: name.to_owned() }),
            column => Ok(rows.iter().filter_map(|row| column.number(*row)).collect()),
        }
    }
}

struct Coding<'a> {
    source: &'a Source<'a>,
    rows: &'a [usize],
}

impl Coding<'_> {
    fn grouping(&self, term: &RandomTerm, columns: Named) -> Result<Grouping, NotMixed> {
        let mut levels: Option<Levels> = None;
        for name in &term.grouping {
            let inner = Levels::of(self.source.column(name)?, self.rows);
            levels = Some(levels.map_or_else(|| inner.clone(), |outer| outer.crossed(&inner)));
        }
        let levels = levels.ok_or(NotMixed::NoRows)?;
        Ok(Grouping { name: term.group_label(), levels, terms: vec![columns] })
    }

    /// The columns of one part of the formula, coded as R codes them: a factor by treatment contrasts where the term
    /// without it is in the formula too, by all its levels otherwise.
    fn columns(&self, has_intercept: bool, terms: &[Term]) -> Result<Named, NotMixed> {
        let mut coded = Named { names: Vec::new(), columns: Vec::new() };
        if has_intercept {
            coded.push("(Intercept)".to_owned(), vec![1.0; self.rows.len()]);
        }
        let mut wants_full = !has_intercept;
        for term in terms {
            let is_main = term.0.len() == 1;
            let mut block = Named { names: vec![String::new()], columns: vec![vec![1.0; self.rows.len()]] };
            for variable in &term.0 {
                let column = self.source.column(&variable.name)?;
                let is_number = matches!(column, Column::Numbers(_)) && !variable.is_factor;
                block = if is_number {
                    let values = self.rows.iter().filter_map(|row| column.number(*row)).collect();
                    block.times(&[(variable.label(), values)])
                } else {
                    let is_full = if is_main { wants_full } else { !has_margin(terms, term, variable) };
                    wants_full &= !is_main;
                    block.times(&self.indicators(variable, column, is_full)?)
                };
            }
            coded.names.extend(block.names);
            coded.columns.extend(block.columns);
        }
        Ok(coded)
    }

    /// A column of 0 and 1 for each level, without the first one unless `is_full`.
    fn indicators(
        &self,
        variable: &Variable,
        column: &Column,
        is_full: bool,
    ) -> Result<Vec<(String, Vec<f64>)>, NotMixed> {
        let levels = Levels::of(column, self.rows);
        if levels.count() < 2 {
            return Err(NotMixed::OneLevel { name: variable.name.clone() });
        }
        let of = |place: usize| levels.of_row.iter().map(|code| f64::from(u8::from(*code == place))).collect();
        let named = levels.labels.iter().enumerate().skip(usize::from(!is_full));
        Ok(named.map(|(place, label)| (format!("{}{label}", variable.label()), of(place))).collect())
    }
}

/// Whether the term without the variable is among the terms.
fn has_margin(terms: &[Term], term: &Term, variable: &Variable) -> bool {
    let rest: Vec<&Variable> = term.0.iter().filter(|other| *other != variable).collect();
    terms.iter().any(|other| other.0.len() == rest.len() && rest.iter().all(|wanted| other.0.contains(wanted)))
}

impl Named {
    pub(crate) fn push(&mut self, name: String, column: Vec<f64>) {
        self.names.push(name);
        self.columns.push(column);
    }

    /// Each column times each of the others; what was there before varies fastest.
    fn times(&self, others: &[(String, Vec<f64>)]) -> Named {
        let mut product = Named { names: Vec::new(), columns: Vec::new() };
        for (other, factor) in others {
            for (name, column) in self.names.iter().zip(&self.columns) {
                let name = if name.is_empty() { other.clone() } else { format!("{name}:{other}") };
                product.push(name, column.iter().zip(factor).map(|(a, b)| a * b).collect());
            }
        }
        product
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(cells: &[&str]) -> Column {
        Column::Words(cells.iter().map(|word| Some((*word).to_owned())).collect())
    }

    fn numbers(cells: &[f64]) -> Column {
        Column::Numbers(cells.iter().copied().map(Some).collect())
    }

    fn names(formula: &str) -> Vec<String> {
        let (y, x) = (numbers(&[1.0, 2.0, 3.0, 4.0]), numbers(&[1.0, 5.0, 2.0, 2.0]));
        let (a, b, g) = (words(&["п", "р", "п", "с"]), words(&["M", "F", "F", "M"]), words(&["1", "1", "2", "2"]));
        let table = [("y", &y), ("x", &x), ("a", &a), ("b", &b), ("g", &g)];
        Design::new(&formula.parse().unwrap(), &table).unwrap().fixed.names
    }

    #[test]
    fn factors_are_coded_as_r_codes_them() {
        assert_eq!(names("y ~ x + b + (1|g)"), ["(Intercept)", "x", "bM"]);
        assert_eq!(names("y ~ 0 + a + b + (1|g)"), ["aп", "aр", "aс", "bM"]);
        assert_eq!(names("y ~ x*b + (1|g)"), ["(Intercept)", "x", "bM", "x:bM"]);
        assert_eq!(names("y ~ a*b + (1|g)"), ["(Intercept)", "aр", "aс", "bM", "aр:bM", "aс:bM"]);
        assert_eq!(names("y ~ b + a:b + (1|g)"), ["(Intercept)", "bM", "bF:aр", "bM:aр", "bF:aс", "bM:aс"]);
        assert_eq!(names("y ~ x:b + (1|g)"), ["(Intercept)", "x:bF", "x:bM"]);
    }

    #[test]
    fn rows_with_gaps_are_dropped_and_counted() {
        let y = Column::Numbers(vec![Some(1.0), None, Some(2.0), Some(4.0), Some(f64::NAN), Some(3.0)]);
        let g = Column::Words(["1", "1", "2", "2", "1", "1"].map(|word| Some(word.to_owned())).to_vec());
        let design = Design::new(&"y ~ 1 + (1|g)".parse().unwrap(), &[("y", &y), ("g", &g)]).unwrap();
        assert_eq!((design.n(), design.dropped), (4, 2));
    }
}
