//! The columns of a file as before and after.

use std::collections::BTreeMap;

use crate::Refusal;
use crate::csv_table::Table;

/// Whether values are only 0 and 1.
pub(super) fn is_share(values: &[f64]) -> bool {
    !values.is_empty() && values.iter().all(|value| *value == 0.0 || *value == 1.0)
}

/// The values of two periods: before and after.
pub(super) fn two_periods(table: &Table, x: &str, group: &str, before: Option<&str>) -> Result<[Vec<f64>; 2], Refusal> {
    let values = table.numbers(table.column(x, "--x")?)?;
    let factor = table.factor(table.column(group, "--group")?);
    if factor.levels.len() != 2 {
        let known = factor.levels.iter().take(10).map(|level| format!("«{level}»")).collect::<Vec<_>>().join(", ");
        let count = factor.levels.len();
        return Err(Refusal::new(format!("в столбце «{group}» должно быть два периода, а названий {count}: {known}")));
    }
    let first = match before {
        None => 0,
        Some(name) => factor.levels.iter().position(|level| level == name.trim()).ok_or_else(|| {
            Refusal::new(format!("--before: в столбце «{group}» нет «{name}»; есть «{}»", factor.levels.join("», «")))
        })?,
    };
    let mut periods = [Vec::new(), Vec::new()];
    for (value, code) in values.into_iter().zip(factor.codes) {
        if let Some((value, code)) = value.zip(code) {
            periods[usize::from(code != first)].push(value);
        }
    }
    Ok(periods)
}

/// Students with both values.
pub(super) struct Rows {
    students: Vec<Student>,
}

struct Student {
    before: f64,
    after: f64,
    has_measure: bool,
    class: Option<String>,
}

impl Rows {
    pub(super) fn of(
        table: &Table,
        before: &str,
        after: &str,
        taken: Option<&str>,
        class: Option<&str>,
    ) -> Result<Rows, Refusal> {
        let before = table.numbers(table.column(before, "--x")?)?;
        let after = table.numbers(table.column(after, "--y")?)?;
        let taken = taken.map(|name| table.column(name, "--taken")).transpose()?;
        let class = class.map(|name| table.column(name, "--class")).transpose()?;
        let mut students = Vec::new();
        for (row, (before, after)) in before.into_iter().zip(after).enumerate() {
            let (Some(before), Some(after)) = (before, after) else { continue };
            let has_measure = match taken {
                None => true,
                Some(column) => match table.number(row, column)? {
                    Some(1.0) => true,
                    Some(0.0) => false,
                    None => continue,
                    Some(_) => {
                        let text = table.cell(row, column);
                        let place = table.place(row, column);
                        return Err(Refusal::new(format!("{place}: «{text}» — ожидается 1 (мера была) или 0")));
                    }
                },
            };
            let class = match class {
                None => None,
                Some(column) => match table.present(row, column) {
                    Some(name) => Some(name.to_owned()),
                    None => continue,
                },
            };
            students.push(Student { before, after, has_measure, class });
        }
        Ok(Rows { students })
    }

    /// The values of those with the measure, before and after.
    pub(super) fn with_measure(&self) -> (Vec<f64>, Vec<f64>) {
        self.students.iter().filter(|one| one.has_measure).map(|one| (one.before, one.after)).unzip()
    }

    /// Those with the measure, and the others.
    pub(super) fn sides(&self) -> [Vec<(f64, f64)>; 2] {
        let side = |has_measure: bool| {
            let students = self.students.iter().filter(|one| one.has_measure == has_measure);
            students.map(|one| (one.before, one.after)).collect()
        };
        [side(true), side(false)]
    }

    /// The mean change of each class: those with the measure, and the others.
    pub(super) fn class_changes(&self) -> Result<(Vec<f64>, Vec<f64>), Refusal> {
        let mut classes: BTreeMap<&str, (bool, Vec<f64>)> = BTreeMap::new();
        for student in &self.students {
            let Some(name) = &student.class else { continue };
            let class = classes.entry(name).or_insert_with(|| (student.has_measure, Vec::new()));
            if class.0 != student.has_measure {
                return Err(Refusal::new(format!("в классе «{name}» мера и была (1), и не была (0)")));
            }
            class.1.push(student.after - student.before);
        }
        let (mut with, mut without) = (Vec::new(), Vec::new());
        for (has_measure, changes) in classes.into_values() {
            let mean = measure::stats::summary(&changes).ok().map_err(Refusal::because)?.mean;
            if has_measure { with.push(mean) } else { without.push(mean) }
        }
        Ok((with, without))
    }
}
