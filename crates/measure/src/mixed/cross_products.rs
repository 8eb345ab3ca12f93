//! The sums of products that a mixed model is fitted from: the rows are read once.

use std::collections::HashMap;

/// The columns that vary over the groups of one factor, and the group of each row.
#[derive(Debug, Clone)]
pub(crate) struct Varying<'a> {
    pub(crate) groups: usize,
    pub(crate) of_row: &'a [usize],
    pub(crate) columns: Vec<Vec<f64>>,
}

/// Where the effects of a factor stand among those of all factors but the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Block {
    pub(crate) offset: usize,
    pub(crate) groups: usize,
    pub(crate) width: usize,
}

/// Sums of products of all columns: those of the first factor fall apart into its groups.
#[derive(Debug, Clone)]
pub(crate) struct CrossProducts {
    pub(crate) n: usize,
    /// Fixed columns and, as the last, the response.
    pub(crate) sides: usize,
    /// Columns and groups of the first factor.
    pub(crate) width: usize,
    pub(crate) groups: usize,
    /// For each group of the first factor its columns with themselves,
    pub(crate) own: Vec<f64>,
    /// with the sides,
    pub(crate) own_sides: Vec<f64>,
    /// and with the effects of other factors it meets: places from `starts[group]` on, a row of `width` for each.
    pub(crate) starts: Vec<usize>,
    pub(crate) places: Vec<usize>,
    pub(crate) meets: Vec<f64>,
    /// The other factors: where they stand,
    pub(crate) blocks: Vec<Block>,
    pub(crate) rest: usize,
    /// their columns with themselves (row ≥ column),
    pub(crate) pairs: Vec<(usize, usize, f64)>,
    /// and with the sides.
    pub(crate) rest_sides: Vec<f64>,
    /// The sides with themselves.
    pub(crate) sides_squared: Vec<f64>,
}

impl CrossProducts {
    /// Reads the rows: the first factor is the one that will be eliminated group by group.
    pub(crate) fn of(first: &Varying<'_>, others: &[Varying<'_>], sides: &[&[f64]]) -> CrossProducts {
        let n = first.of_row.len();
        let mut products = CrossProducts::empty(n, first, others, sides.len());
        let mut by_group: Vec<usize> = (0..n).collect();
        by_group.sort_by_key(|row| first.of_row.get(*row));
        let mut met = Met { of_place: vec![None; products.rest], width: first.columns.len(), ..Met::default() };
        let mut pairs: HashMap<(usize, usize), f64> = HashMap::new();
        for rows in by_group.chunk_by(|one, next| first.of_row.get(*one) == first.of_row.get(*next)) {
            let Some(group) = rows.first().and_then(|row| first.of_row.get(*row)).copied() else { continue };
            for row in rows {
                let own: Vec<f64> = first.columns.iter().filter_map(|column| column.get(*row).copied()).collect();
                let side: Vec<f64> = sides.iter().filter_map(|column| column.get(*row).copied()).collect();
                let rest = products.rest_of_row(others, *row);
                products.add_sides(group, &own, &side, &rest);
                for (place, value) in &rest {
                    met.add(*place, *value, &own);
                    for (other, other_value) in rest.iter().filter(|(other, _)| other <= place) {
                        *pairs.entry((*place, *other)).or_default() += value * other_value;
                    }
                }
            }
            met.empty_into(&mut products.places, &mut products.meets);
            if let Some(start) = products.starts.get_mut(group + 1) {
                *start = products.places.len();
            }
        }
        products.pairs = pairs.into_iter().map(|((row, column), sum)| (row, column, sum)).collect();
        products.pairs.sort_unstable_by_key(|(row, column, _)| (*row, *column));
        products
    }

    fn empty(n: usize, first: &Varying<'_>, others: &[Varying<'_>], sides: usize) -> CrossProducts {
        let (width, groups) = (first.columns.len(), first.groups);
        let mut rest = 0;
        let mut blocks = Vec::new();
        for other in others {
            let block = Block { offset: rest, groups: other.groups, width: other.columns.len() };
            rest += block.groups * block.width;
            blocks.push(block);
        }
        CrossProducts {
            n,
            sides,
            width,
            groups,
            own: vec![0.0; groups * width * width],
            own_sides: vec![0.0; groups * width * sides],
            starts: vec![0; groups + 1],
            places: Vec::new(),
            meets: Vec::new(),
            blocks,
            rest,
            pairs: Vec::new(),
            rest_sides: vec![0.0; rest * sides],
            sides_squared: vec![0.0; sides * sides],
        }
    }

    /// The effects of the other factors that a row meets, and by how much.
    fn rest_of_row(&self, others: &[Varying<'_>], row: usize) -> Vec<(usize, f64)> {
        let mut rest = Vec::with_capacity(self.blocks.len());
        for (block, other) in self.blocks.iter().zip(others) {
            let start = block.offset + other.of_row.get(row).map_or(0, |group| group * block.width);
            let values = other.columns.iter().filter_map(|column| column.get(row).copied());
            rest.extend(values.enumerate().map(|(column, value)| (start + column, value)));
        }
        rest
    }

    fn add_sides(&mut self, group: usize, own: &[f64], side: &[f64], rest: &[(usize, f64)]) {
        let (width, sides) = (self.width, self.sides);
        let block = |from: usize, length: usize| from * length..(from + 1) * length;
        add_outer(self.own.get_mut(block(group, width * width)), own, own);
        add_outer(self.own_sides.get_mut(block(group, width * sides)), own, side);
        add_outer(Some(&mut self.sides_squared), side, side);
        for (place, value) in rest {
            add_outer(self.rest_sides.get_mut(block(*place, sides)), &[*value], side);
        }
    }

    /// The places that a group of the first factor meets, and its columns with them.
    pub(crate) fn met(&self, group: usize) -> (&[usize], &[f64]) {
        let (from, to) =
            (self.starts.get(group).copied().unwrap_or(0), self.starts.get(group + 1).copied().unwrap_or(0));
        (
            self.places.get(from..to).unwrap_or_default(),
            self.meets.get(from * self.width..to * self.width).unwrap_or_default(),
        )
    }
}

fn add_outer(target: Option<&mut [f64]>, one: &[f64], other: &[f64]) {
    let rows = target.unwrap_or_default().chunks_exact_mut(other.len().max(1));
    for (row, factor) in rows.zip(one) {
        row.iter_mut().zip(other).for_each(|(cell, value)| *cell += factor * value);
    }
}

/// What one group of the first factor meets.
#[derive(Debug, Default)]
struct Met {
    of_place: Vec<Option<usize>>,
    found: Vec<(usize, Vec<f64>)>,
    width: usize,
}

impl Met {
    fn add(&mut self, place: usize, value: f64, own: &[f64]) {
        let Some(known) = self.of_place.get_mut(place) else { return };
        let at = *known.get_or_insert_with(|| {
            self.found.push((place, vec![0.0; self.width]));
            self.found.len() - 1
        });
        if let Some((_, sums)) = self.found.get_mut(at) {
            sums.iter_mut().zip(own).for_each(|(sum, cell)| *sum += value * cell);
        }
    }

    fn empty_into(&mut self, places: &mut Vec<usize>, meets: &mut Vec<f64>) {
        self.found.sort_by_key(|(place, _)| *place);
        for (place, sums) in self.found.drain(..) {
            places.push(place);
            meets.extend(sums);
            if let Some(known) = self.of_place.get_mut(place) {
                *known = None;
            }
        }
    }
}
