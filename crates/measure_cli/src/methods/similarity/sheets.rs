//! The table as answer sheets.

use std::collections::HashMap;

use measure::objectivity::AnswerSheets;

use super::Alike;
use crate::Refusal;
use crate::csv_table::{Table, scored_items};

/// The sheets with the names of students and the number of the group of each.
pub(super) struct Read {
    pub(super) sheets: AnswerSheets,
    pub(super) names: Vec<String>,
    pub(super) groups: Vec<u32>,
    pub(super) notes: Vec<String>,
}

pub(super) fn read(table: &Table, wish: &Alike) -> Result<Read, Refusal> {
    let named = |name: &Option<String>, option| name.as_ref().map(|name| table.column(name, option)).transpose();
    let (group, id) = (named(&wish.group, "--group")?, named(&wish.id, "--id")?);
    let others: Vec<usize> = group.into_iter().chain(id).collect();
    let mut columns = table.choose(&wish.items, "--items", &others)?;
    let mut notes = Vec::new();
    if wish.items.is_empty() {
        columns.retain(|column| {
            let is_name = is_name(table, *column);
            if is_name {
                notes.push(format!(
                    "Столбец «{}» не принят за задание: все его тексты различны.",
                    table.names()[*column]
                ));
            }
            !is_name
        });
    }
    let is_points =
        wish.key.is_empty() && columns.iter().all(|column| table.is_numeric(*column) || is_blank(table, *column));
    let sheets = if is_points {
        AnswerSheets::from_points(&scored_items(table, &columns, &[], &[])?.responses)
    } else {
        of_answers(table, &columns, &wish.key, &mut notes)?
    };
    let names =
        (0..table.rows()).map(|row| id.map_or_else(|| format!("P{}", row + 1), |id| table.cell(row, id).to_owned()));
    let groups = match group {
        Some(group) => groups(table, group)?,
        None => Vec::new(),
    };
    Ok(Read { sheets, names: names.collect(), groups, notes })
}

fn is_blank(table: &Table, column: usize) -> bool {
    (0..table.rows()).all(|row| table.present(row, column).is_none())
}

/// Texts that are all different: a name or a code, no answer.
fn is_name(table: &Table, column: usize) -> bool {
    let texts = table.factor(column);
    !table.is_numeric(column)
        && table.rows() > 1
        && texts.levels.len() == texts.codes.iter().flatten().count()
        && !texts.levels.is_empty()
}

fn of_answers(
    table: &Table,
    columns: &[usize],
    key: &[String],
    notes: &mut Vec<String>,
) -> Result<AnswerSheets, Refusal> {
    if columns.is_empty() {
        return Err(Refusal::new("нет ни одного столбца заданий"));
    }
    if !key.is_empty() && key.len() != columns.len() {
        return Err(Refusal::new(format!("--key: верных ответов {}, а заданий {}", key.len(), columns.len())));
    }
    if key.is_empty() {
        notes.push("Верным в каждом задании принят самый частый ответ; иначе укажите --key.".to_owned());
    }
    let read = |(at, column): (usize, &usize)| {
        let texts = table.factor(*column);
        let number = |code: usize| u32::try_from(code).map_err(Refusal::from);
        let codes = texts.codes.iter().map(|code| code.map(number).transpose()).collect::<Result<Vec<_>, _>>()?;
        let right = match key.get(at) {
            // A right answer that nobody gave is a number of its own.
            Some(right) => texts.levels.iter().position(|level| level == right.trim()).unwrap_or(texts.levels.len()),
            None => most_frequent(&texts.codes),
        };
        Ok((number(right)?, codes))
    };
    let answers = columns.iter().enumerate().map(read).collect::<Result<Vec<_>, Refusal>>()?;
    AnswerSheets::from_answers(&answers).ok_or_else(|| Refusal::new("столбцы заданий разной длины"))
}

/// The most frequent answer, of equals the first in order.
fn most_frequent(codes: &[Option<usize>]) -> usize {
    let mut counts: HashMap<usize, usize> = HashMap::new();
    codes.iter().flatten().for_each(|code| *counts.entry(*code).or_default() += 1);
    counts.into_iter().max_by_key(|(code, count)| (*count, std::cmp::Reverse(*code))).map_or(0, |(code, _)| code)
}

fn groups(table: &Table, column: usize) -> Result<Vec<u32>, Refusal> {
    let levels = table.factor(column);
    let missing = |row: usize| Refusal::new(format!("{}: не указан класс", table.place(row, column)));
    let code = |(row, code): (usize, &Option<usize>)| Ok(u32::try_from(code.ok_or_else(|| missing(row))?)?);
    levels.codes.iter().enumerate().map(code).collect()
}
