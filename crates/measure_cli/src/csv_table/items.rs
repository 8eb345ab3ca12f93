use measure::{GREATEST_POINTS, Response, Responses};

use super::choose::is_like;
use super::{Table, is_missing};
use crate::Refusal;

/// The responses of a table with the names of the items.
#[derive(Debug)]
pub(crate) struct Items {
    pub(crate) names: Vec<String>,
    pub(crate) responses: Responses,
    /// What was assumed while reading: to stand under the answer.
    pub(crate) notes: Vec<String>,
}

/// Reads columns as items: points are whole numbers from 0; blank and NA are missing.
///
/// `greatest` are the greatest points: `2` for all items, or `Q1=2`, `R*=3`; without them the observed maximum.
pub(crate) fn scored_items(
    table: &Table,
    columns: &[usize],
    greatest: &[String],
    not_administered: &[String],
) -> Result<Items, Refusal> {
    if columns.is_empty() {
        return Err(Refusal::new("нет ни одного столбца заданий"));
    }
    let greatest = Greatest::read(table, greatest)?;
    let mut read = Vec::with_capacity(columns.len());
    let (mut observed, mut nobody) = (Vec::new(), Vec::new());
    for &column in columns {
        let responses = responses(table, column, not_administered)?;
        let highest = responses.iter().filter_map(|response| response.points()).max().unwrap_or(0);
        let name = &table.names()[column];
        let most = match greatest.of(name) {
            Some(most) => refuse_above(table, column, &responses, most)?,
            None if highest == 0 => {
                nobody.push(name.as_str());
                1
            }
            None => {
                observed.push((name.as_str(), highest));
                highest
            }
        };
        read.push((most, responses));
    }
    let names = columns.iter().map(|column| table.names()[*column].clone()).collect();
    Ok(Items { names, responses: Responses::new(read)?, notes: notes(&observed, &nobody) })
}

fn responses(table: &Table, column: usize, not_administered: &[String]) -> Result<Vec<Response>, Refusal> {
    let response = |row| {
        let text = table.cell(row, column);
        if not_administered.iter().any(|code| code.trim() == text) {
            return Ok(Response::NotAdministered);
        }
        if is_missing(text) {
            return Ok(Response::Missing);
        }
        points(text).map(Response::Points).ok_or_else(|| {
            let wish = format!("баллы — целое число от 0 до {GREATEST_POINTS}");
            Refusal::new(format!("{}: «{text}» — не баллы; {wish}", table.place(row, column)))
        })
    };
    (0..table.rows()).map(response).collect()
}

/// Whole numbers, also as spreadsheets write them: `2`, `2.0`, `2,00`.
fn points(text: &str) -> Option<u8> {
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let is_whole = !fraction.is_empty() && fraction.bytes().all(|byte| byte == b'0');
    let is_plain = !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit());
    if !is_whole || !is_plain {
        return None;
    }
    whole.parse().ok().filter(|points| *points <= GREATEST_POINTS)
}

fn refuse_above(table: &Table, column: usize, responses: &[Response], most: u8) -> Result<u8, Refusal> {
    let above = responses.iter().position(|response| response.points().is_some_and(|points| points > most));
    match above {
        None => Ok(most),
        Some(row) => {
            let place = table.place(row, column);
            let points = table.cell(row, column);
            Err(Refusal::new(format!("{place}: баллов {points}, а наибольший балл задания {most}")))
        }
    }
}

/// The greatest points as the option says them.
struct Greatest {
    of_all: Option<u8>,
    of_some: Vec<(String, u8)>,
}

impl Greatest {
    fn read(table: &Table, texts: &[String]) -> Result<Greatest, Refusal> {
        let mut greatest = Greatest { of_all: None, of_some: Vec::new() };
        for text in texts {
            let (pattern, most) =
                text.rsplit_once('=').map_or((None, text.as_str()), |(name, most)| (Some(name), most));
            let most = points(most.trim()).filter(|most| *most > 0).ok_or_else(|| {
                Refusal::new(format!("--max: «{text}» — не наибольший балл; например, 2 или Q1=2,R*=3"))
            })?;
            match pattern.map(str::trim) {
                None => greatest.of_all = Some(most),
                Some(pattern) => {
                    table.choose(&[pattern.to_owned()], "--max", &[])?;
                    greatest.of_some.push((pattern.to_owned(), most));
                }
            }
        }
        Ok(greatest)
    }

    fn of(&self, name: &str) -> Option<u8> {
        let own = self.of_some.iter().rev().find(|(pattern, _)| is_like(name, pattern));
        own.map(|(_, most)| *most).or(self.of_all)
    }
}

fn notes(observed: &[(&str, u8)], nobody: &[&str]) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some((_, first)) = observed.first() {
        let told = if observed.iter().all(|(_, most)| most == first) {
            first.to_string()
        } else {
            observed.iter().map(|(name, most)| format!("{name} — {most}")).collect::<Vec<_>>().join(", ")
        };
        notes.push(format!("Наибольший балл взят по данным: {told}. Если он иной, укажите --max."));
    }
    if !nobody.is_empty() {
        let told = nobody.join(", ");
        notes.push(format!("Баллов выше нуля нет: {told}. Наибольший балл принят за 1; если он иной, укажите --max."));
    }
    notes
}
