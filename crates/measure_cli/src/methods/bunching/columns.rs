//! Which columns are scores: one row per student, or one row per score with a count; one distribution or several.

use std::collections::BTreeMap;

use clap::Args;
use measure::objectivity::ScoreCounts;

use crate::csv_table::Table;
use crate::{Refusal, options};

/// Names under which columns are found without being named by an option.
const SCORES: [&str; 6] = ["score", "балл", "баллы", "первичный балл", "сумма", "total"];
const COUNTS: [&str; 6] = ["count", "n", "число", "количество", "freq", "frequency"];

/// Numbers of students or rows, which are no scores.
const NUMBERS: [&str; 8] = ["id", "№", "номер", "row", "person", "student", "pupil", "ученик"];

/// Scores above this are a mistake in the file rather than a scale.
const GREATEST: f64 = 10_000.0;

/// The columns of scores.
#[derive(Debug, Args)]
pub(crate) struct ScoreColumns {
    /// Столбец с первичным баллом; без параметра — «score» или «балл», иначе все числовые столбцы
    #[arg(long, value_name = "СТОЛБЕЦ")]
    x: Option<String>,
    /// Столбец с числом учеников, если строка — это балл; без параметра — «count», если он есть рядом с «score»
    #[arg(long, value_name = "СТОЛБЕЦ")]
    count: Option<String>,
    /// Столбец, который делит файл на распределения (класс, предмет); без параметра — столбец с текстом, если он один
    #[arg(long, value_name = "СТОЛБЕЦ")]
    group: Option<String>,
    /// Наибольший балл работы; без параметра — наибольший встреченный
    #[arg(long, value_name = "БАЛЛ", value_parser = options::whole::<usize>)]
    max: Option<usize>,
}

/// One distribution of scores.
#[derive(Debug)]
pub(crate) struct Case {
    /// Empty when there is only one.
    pub(crate) name: String,
    pub(crate) scores: ScoreCounts,
}

impl Case {
    /// «clean degree 3».
    pub(crate) fn element(&self, what: &str, number: usize) -> String {
        format!("{} {what} {number}", self.name).trim().to_owned()
    }
}

impl ScoreColumns {
    pub(crate) fn of(&self, table: &Table) -> Result<Vec<Case>, Refusal> {
        let named = |name: &Option<String>, option| name.as_ref().map(|name| table.column(name, option)).transpose();
        let (x, count, group) =
            (named(&self.x, "--x")?, named(&self.count, "--count")?, named(&self.group, "--group")?);
        let taken = [x, count, group];
        let free = |column: &usize| !taken.contains(&Some(*column));
        for column in (0..table.names().len()).filter(free) {
            table.numeric(column)?;
        }
        let known = |names: &[&str]| {
            let is_known = |column: &usize, name: &str| table.names()[*column].to_lowercase() == name;
            let mut columns =
                names.iter().filter_map(|name| (0..table.names().len()).filter(free).find(|at| is_known(at, name)));
            columns.find(|column| table.is_numeric(*column))
        };
        let group = group.or_else(|| {
            let mut texts = (0..table.names().len()).filter(free).filter(|column| !table.is_numeric(*column));
            texts.next().filter(|_| texts.next().is_none())
        });
        let Some(score) = x.or_else(|| known(&SCORES)) else { return self.wide(table, group) };
        let count = count.or_else(|| known(&COUNTS));
        if x.is_none() && count.is_none() && group.is_none() && is_ladder(table, score) {
            let others = (0..table.names().len()).filter(|column| *column != score && table.is_numeric(*column));
            let cases = others.map(|column| {
                Ok(self.long(table, score, Some(column), None)?.remove(0)).map(|case| named_as(case, table, column))
            });
            let cases: Vec<Case> = cases.collect::<Result<_, Refusal>>()?;
            if !cases.is_empty() {
                return Ok(cases);
            }
        }
        let is_plain = SCORES.contains(&table.names()[score].to_lowercase().as_str());
        let cases = self.long(table, score, count, group)?.into_iter();
        let is_named = group.is_none() && count.is_none() && !is_plain;
        Ok(cases.map(|case| if is_named { named_as(case, table, score) } else { case }).collect())
    }

    fn long(
        &self,
        table: &Table,
        score: usize,
        count: Option<usize>,
        group: Option<usize>,
    ) -> Result<Vec<Case>, Refusal> {
        let mut groups: Vec<(String, BTreeMap<usize, i64>)> = Vec::new();
        for row in 0..table.rows() {
            let name = group.map_or("", |column| table.cell(row, column));
            let place = groups.iter().position(|(known, _)| known == name).unwrap_or_else(|| {
                groups.push((name.to_owned(), BTreeMap::new()));
                groups.len() - 1
            });
            let Some(points) = whole(table, row, score, GREATEST)? else { continue };
            let students = match count {
                Some(column) => whole(table, row, column, 1e9)?.unwrap_or(0),
                None => 1,
            };
            *groups[place].1.entry(points).or_insert(0) += i64::try_from(students)?;
        }
        groups.into_iter().map(|(name, counts)| self.case(name, &counts)).collect()
    }

    fn wide(&self, table: &Table, group: Option<usize>) -> Result<Vec<Case>, Refusal> {
        let is_number = |column: usize| NUMBERS.contains(&table.names()[column].to_lowercase().as_str());
        let numeric = |column: &usize| Some(*column) != group && table.is_numeric(*column) && !is_number(*column);
        let columns: Vec<usize> = (0..table.names().len()).filter(numeric).collect();
        if columns.is_empty() {
            return Err(Refusal::new("нет ни одного числового столбца: назовите столбец баллов параметром --x"));
        }
        if let ([score], Some(_)) = (columns.as_slice(), group) {
            return self.long(table, *score, None, group);
        }
        let of_column = |column: usize| {
            let mut counts = BTreeMap::new();
            for row in 0..table.rows() {
                if let Some(points) = whole(table, row, column, GREATEST)? {
                    *counts.entry(points).or_insert(0) += 1;
                }
            }
            self.case(table.names()[column].clone(), &counts)
        };
        columns.into_iter().map(of_column).collect()
    }

    fn case(&self, name: String, counts: &BTreeMap<usize, i64>) -> Result<Case, Refusal> {
        let observed = counts.keys().next_back().copied().unwrap_or(0);
        let greatest = self.max.unwrap_or(observed);
        if observed > greatest {
            return Err(Refusal::new(format!("балл {observed} больше наибольшего балла работы {greatest}")));
        }
        let all = (0..=greatest).map(|score| counts.get(&score).copied().unwrap_or(0)).collect();
        let scores = ScoreCounts::from_counts(all).ok_or_else(|| Refusal::because(measure::Why::TooLarge))?;
        Ok(Case { name, scores })
    }
}

/// Whether every score stands in one row only: the other columns then hold numbers of students.
fn is_ladder(table: &Table, score: usize) -> bool {
    let scores = table.factor(score);
    scores.levels.len() == table.rows()
}

/// The distribution under the name of its column.
fn named_as(case: Case, table: &Table, column: usize) -> Case {
    Case { name: table.names()[column].clone(), ..case }
}

/// A whole number from 0, or nothing where the cell is blank.
fn whole(table: &Table, row: usize, column: usize, greatest: f64) -> Result<Option<usize>, Refusal> {
    let Some(number) = table.number(row, column)? else { return Ok(None) };
    if number.fract() != 0.0 || !(0.0..=greatest).contains(&number) {
        return Err(Refusal::new(format!(
            "{}: {number} — не целое число от 0 до {greatest}",
            table.place(row, column)
        )));
    }
    Ok(Some(format!("{number:.0}").parse()?))
}
