//! Grids rolled up to each breakdown.

use std::collections::{BTreeMap, HashMap};

use crate::schema::Dimension;

use super::draft::{Kind, Merge};
use super::planner::Layout;
use super::{Cell, Grid};

/// A group: numbers of interned texts, in the order of the breakdown.
pub(super) type Key = Vec<u32>;

/// Texts of groups by number; a row without a value has number 0.
#[derive(Default)]
pub(super) struct Names {
    numbers: HashMap<String, u32>,
    texts: Vec<String>,
}

impl Names {
    fn intern(&mut self, cell: &Cell) -> u32 {
        let text = match cell {
            Cell::Null => return 0,
            Cell::Int(number) => number.to_string(),
            Cell::Text(text) => text.clone(),
        };
        if let Some(number) = self.numbers.get(&text) {
            return *number;
        }
        self.texts.push(text.clone());
        let number = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        self.numbers.insert(text, number);
        number
    }

    /// The text of a number.
    pub(super) fn text(&self, number: u32) -> Option<&str> {
        let at = usize::try_from(number).ok()?.checked_sub(1)?;
        self.texts.get(at).map(String::as_str)
    }

    /// The number of a text that some row has.
    pub(super) fn number(&self, text: &str) -> Option<u32> {
        self.numbers.get(text).copied()
    }
}

/// A scan at one breakdown.
pub(super) enum Rolled {
    /// The columns of each group.
    Sums(HashMap<Key, Vec<Option<i64>>>),
    /// How often each value occurs in each group.
    Values(HashMap<Key, BTreeMap<i64, i64>>),
    /// The scan cannot be rolled up to this breakdown.
    Unfit,
}

/// All scans at all breakdowns.
pub(super) struct Cubes {
    pub(super) names: Names,
    /// By scan, then by breakdown.
    pub(super) rolled: Vec<Vec<Rolled>>,
}

impl Cubes {
    pub(super) fn new(layouts: &[Layout], grids: &[Grid], breakdowns: &[Vec<Dimension>]) -> Self {
        let mut names = Names::default();
        let mut rolled = Vec::with_capacity(layouts.len());
        let none = Grid::new();
        for (at, layout) in layouts.iter().enumerate() {
            let rows = read(layout, grids.get(at).unwrap_or(&none), &mut names);
            let only_term = layout.only_term.map(|term| names.intern(&Cell::Text(term.to_owned())));
            rolled.push(breakdowns.iter().map(|breakdown| roll(layout, &rows, breakdown, only_term)).collect());
        }
        Self { names, rolled }
    }
}

type Row = (Key, Vec<Option<i64>>);

fn read(layout: &Layout, grid: &Grid, names: &mut Names) -> Vec<Row> {
    let dimensions = layout.dimensions.len();
    let mut rows = Vec::with_capacity(grid.len());
    for row in grid {
        let key = row.iter().take(dimensions).map(|cell| names.intern(cell)).collect();
        let numbers = row.iter().skip(dimensions).map(number).collect();
        rows.push((key, numbers));
    }
    rows
}

fn number(cell: &Cell) -> Option<i64> {
    match cell {
        Cell::Int(number) => Some(*number),
        Cell::Null | Cell::Text(_) => None,
    }
}

fn roll(layout: &Layout, rows: &[Row], breakdown: &[Dimension], only_term: Option<u32>) -> Rolled {
    let places: Option<Vec<usize>> =
        breakdown.iter().map(|dimension| layout.dimensions.iter().position(|known| known == dimension)).collect();
    let Some(places) = places else {
        return Rolled::Unfit;
    };
    if let Kind::Distinct(own) = &layout.kind
        && own != breakdown
    {
        return Rolled::Unfit;
    }
    let term = layout.dimensions.iter().position(|dimension| *dimension == Dimension::Term);
    let term = term.filter(|_| !breakdown.contains(&Dimension::Term)).zip(only_term);
    let kept = rows.iter().filter(|(key, _)| term.is_none_or(|(place, term)| key[place] == term));
    let keyed = kept.map(|(key, numbers)| (places.iter().map(|place| key[*place]).collect::<Key>(), numbers));
    if matches!(layout.kind, Kind::Values { .. }) {
        let mut groups: HashMap<Key, BTreeMap<i64, i64>> = HashMap::new();
        for (key, numbers) in keyed {
            if let [Some(value), Some(count)] = numbers[..] {
                *groups.entry(key).or_default().entry(value).or_default() += count;
            }
        }
        return Rolled::Values(groups);
    }
    let mut groups: HashMap<Key, Vec<Option<i64>>> = HashMap::new();
    for (key, numbers) in keyed {
        match groups.get_mut(&key) {
            None => {
                groups.insert(key, numbers.clone());
            }
            Some(sums) => merge(sums, numbers, &layout.merges),
        }
    }
    Rolled::Sums(groups)
}

fn merge(into: &mut [Option<i64>], numbers: &[Option<i64>], merges: &[Merge]) {
    for ((into, number), merge) in into.iter_mut().zip(numbers).zip(merges) {
        *into = match (*into, *number, merge) {
            (Some(left), Some(right), Merge::Sum) => left.checked_add(right),
            (Some(left), Some(right), Merge::Min) => Some(left.min(right)),
            (Some(left), Some(right), Merge::Max) => Some(left.max(right)),
            (one, None, _) | (None, one, _) => one,
        };
    }
}
