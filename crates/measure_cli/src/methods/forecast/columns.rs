//! Which columns are series: values in their order of time, one series or several.

use clap::Args;

use crate::Refusal;
use crate::csv_table::Table;

/// Names under which columns are found without being named by an option.
const VALUES: [&str; 6] = ["value", "y", "значение", "показатель", "процент", "балл"];
const TIMES: [&str; 8] = ["t", "time", "year", "date", "x", "год", "учебный год", "период"];

/// By what part steps may differ and still be called equal: the rounding of decimals.
const UNEQUAL: f64 = 1e-6;

/// The columns of series.
#[derive(Debug, Args)]
pub(crate) struct SeriesColumns {
    /// Столбец со значениями; без параметра — «value» или единственный подходящий числовой столбец
    #[arg(long, value_name = "СТОЛБЕЦ")]
    pub(crate) y: Option<String>,
    /// Столбец с временем (год, номер); без параметра — «t» или «year», а если их нет, порядок строк
    #[arg(long, value_name = "СТОЛБЕЦ")]
    pub(crate) x: Option<String>,
    /// Столбец с названием ряда, если в файле несколько рядов; без параметра — столбец с текстом, если он один
    #[arg(long, value_name = "СТОЛБЕЦ")]
    pub(crate) group: Option<String>,
}

/// One series: the rows of the table in order of time.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// The name, empty when there is only one.
    pub(crate) name: String,
    pub(crate) rows: Vec<usize>,
    pub(crate) values: Vec<f64>,
    /// The times in steps, the first being 1: one step is the smallest distance between neighbours.
    pub(crate) times: Vec<f64>,
    /// How many units of the column of times are one step; nothing when the rows are the time.
    pub(crate) step: Option<f64>,
    /// Why the steps are not equal: a sentence with the row.
    unequal: Option<String>,
}

impl Found {
    /// The element of a quantity: the name of the series and something more, either of which may be empty.
    pub(crate) fn element(&self, more: impl std::fmt::Display) -> String {
        format!("{} {more}", self.name).trim().to_owned()
    }

    /// Refuses steps that are not equal, with the row that stands too far from the one before.
    pub(crate) fn equal_steps(&self) -> Result<(), Refusal> {
        self.unequal.as_ref().map_or(Ok(()), |why| Err(Refusal::new(why.clone())))
    }
}

impl SeriesColumns {
    /// The series of a table; `taken` are columns that other options name.
    pub(crate) fn of(&self, table: &Table, taken: &[usize]) -> Result<Vec<Found>, Refusal> {
        let named = |name: &Option<String>, option| name.as_ref().map(|name| table.column(name, option)).transpose();
        let (y, x, group) = (named(&self.y, "--y")?, named(&self.x, "--x")?, named(&self.group, "--group")?);
        let mut others: Vec<usize> = taken.iter().copied().chain(y).chain(x).chain(group).collect();
        let x = x.or_else(|| by_name(table, &TIMES, &others));
        others.extend(x);
        for column in free(table, &others) {
            table.numeric(column)?;
        }
        let group = group.or_else(|| only(free(table, &others).filter(|column| !table.is_numeric(*column))));
        others.extend(group);
        let y = match y.or_else(|| by_name(table, &VALUES, &others)) {
            Some(y) => y,
            None => only(free(table, &others).filter(|column| table.is_numeric(*column)))
                .ok_or_else(|| Refusal::new("непонятно, какой столбец — значения ряда: назовите его параметром --y"))?,
        };
        let mut found = grouped(table, group);
        for series in &mut found {
            in_time(table, x, series)?;
            series.values = series.rows.iter().map(|row| present(table, *row, y)).collect::<Result<_, _>>()?;
        }
        Ok(found)
    }
}

fn free(table: &Table, taken: &[usize]) -> impl Iterator<Item = usize> {
    (0..table.names().len()).filter(move |column| !taken.contains(column))
}

fn only(mut columns: impl Iterator<Item = usize>) -> Option<usize> {
    let first = columns.next()?;
    columns.next().is_none().then_some(first)
}

fn by_name(table: &Table, known: &[&str], taken: &[usize]) -> Option<usize> {
    let is_known = |column: &usize, name: &str| table.names()[*column].to_lowercase() == *name;
    known.iter().find_map(|name| free(table, taken).find(|column| is_known(column, name)))
}

/// The rows of each series, the series in the order of their first rows.
fn grouped(table: &Table, group: Option<usize>) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for row in 0..table.rows() {
        let name = group.map_or("", |column| table.cell(row, column));
        match found.iter_mut().find(|series| series.name == name) {
            Some(series) => series.rows.push(row),
            None => found.push(Found { name: name.to_owned(), rows: vec![row], ..Found::default() }),
        }
    }
    found
}

/// Puts rows in order of time, if there is a column of times in numbers or school years; equal times are refused.
fn in_time(table: &Table, time: Option<usize>, series: &mut Found) -> Result<(), Refusal> {
    let is_time = |column: &usize| (0..table.rows()).all(|row| moment(table, row, *column).is_some());
    let Some(column) = time.filter(|column| table.is_numeric(*column) || is_time(column)) else {
        series.times = (1..=series.rows.len()).map(|at| at as f64).collect();
        return Ok(());
    };
    let when = |row: usize| moment(table, row, column).map_or_else(|| present(table, row, column), Ok);
    let mut dated = series.rows.iter().map(|row| Ok((when(*row)?, *row))).collect::<Result<Vec<_>, Refusal>>()?;
    dated.sort_by(|a, b| a.0.total_cmp(&b.0));
    if let Some(pair) = dated.windows(2).find(|pair| pair[0].0 == pair[1].0) {
        let place = table.place(pair[1].1, column);
        return Err(Refusal::new(format!("{place}: такое время в этом ряду уже было; название ряда задаёт --group")));
    }
    series.rows.iter_mut().zip(&dated).for_each(|(row, (_, of))| *row = *of);
    let step = dated.windows(2).map(|pair| pair[1].0 - pair[0].0).fold(f64::INFINITY, f64::min);
    series.step = step.is_finite().then_some(step);
    series.times = dated.iter().map(|(time, _)| 1.0 + (time - dated[0].0) / step.min(f64::MAX)).collect();
    let far = dated.windows(2).find(|pair| pair[1].0 - pair[0].0 > step * (1.0 + UNEQUAL));
    series.unequal = far.map(|pair| {
        let [before, this] = [pair[0].1, pair[1].1].map(|row| table.cell(row, column));
        let place = table.place(pair[1].1, column);
        let step = told(step);
        format!(
            "{place}: после {before} сразу {this}, а шаг ряда {step}; прогнозу нужны равные промежутки без пропусков"
        )
    });
    Ok(())
}

/// A number as people write it.
pub(crate) fn told(number: f64) -> String {
    let text = format!("{number:.6}").replace('.', ",");
    text.trim_end_matches('0').trim_end_matches(',').to_owned()
}

/// A time: a number, or the first year of a school year (2023/24, 2023-2024).
fn moment(table: &Table, row: usize, column: usize) -> Option<f64> {
    if let Ok(number) = table.number(row, column) {
        return number;
    }
    let (first, next) = table.cell(row, column).split_once(['/', '-', '–', '—'])?;
    let (first, next) = (first.trim().parse::<u32>().ok()?, next.trim().parse::<u32>().ok()?);
    let follows = next == first + 1 || next == (first + 1) % 100;
    ((1000..3000).contains(&first) && follows).then(|| f64::from(first))
}

/// A number that must be there.
pub(crate) fn present(table: &Table, row: usize, column: usize) -> Result<f64, Refusal> {
    let missing = || {
        Refusal::new(format!("{}: пропуск внутри ряда, прогноз и тренд по нему не считаются", table.place(row, column)))
    };
    table.number(row, column)?.ok_or_else(missing)
}
