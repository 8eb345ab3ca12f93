//! What a sent table asks for: rows to add, to change, to remove; and what is wrong with it, by row.

use std::collections::{BTreeMap, BTreeSet};

use store::{Reads, new_id};
use web::Refusal;
use web::forms::Fields;

use crate::calendar::entry::Known;
use crate::calendar::form::{author, removable, seen};
use crate::calendar::{Column, Procedure, differences, labels, merge, queries};

/// What the sender wants, against what is saved.
#[derive(Default)]
pub(super) struct Wanted {
    pub(super) added: Vec<Procedure>,
    pub(super) changed: Vec<(Procedure, Vec<Column>)>,
    pub(super) removed: Vec<Procedure>,
    /// what a field shows now instead of what was typed: the version, and what somebody else has changed meanwhile
    pub(super) instead: BTreeMap<String, String>,
}

/// The rows of a sent table, in the order in which they stood: those that exist by id, new ones by `new1`, `new2` …
pub(super) fn suffixes(fields: &Fields, order: &[Procedure]) -> Vec<String> {
    let sent: BTreeSet<&str> = fields.names().filter_map(|name| name.strip_prefix("version")).collect();
    let mut suffixes: Vec<String> =
        order.iter().map(|row| format!("_{}", row.id)).filter(|suffix| sent.contains(suffix.as_str())).collect();
    let mut others: Vec<&str> =
        sent.into_iter().filter(|suffix| suffixes.iter().all(|known| known != suffix)).collect();
    others.sort_by_key(|suffix| (number_of_new(suffix).is_some(), number_of_new(suffix), suffix.len()));
    suffixes.extend(others.into_iter().map(str::to_owned));
    suffixes
}

pub(super) fn number_of_new(suffix: &str) -> Option<usize> {
    suffix.strip_prefix("_new")?.parse().ok()
}

/// Reads the whole table; complaints stand in `fields`.
pub(super) async fn read(db: &mut impl Reads, known: &Known, fields: &mut Fields, year: i64) -> store::Result<Wanted> {
    let saved = queries::procedures(db, year).await?;
    let mut place = queries::next_place(db, year).await?;
    let mut wanted = Wanted::default();
    for suffix in suffixes(fields, &saved) {
        if number_of_new(&suffix).is_some() {
            if is_blank(fields, &suffix) {
                continue;
            }
            let row = known.read(fields, &suffix, &Procedure::blank(new_id(), year, place));
            wanted.added.push(row);
            place += 1;
        } else {
            let row = saved.iter().find(|row| suffix == format!("_{}", row.id));
            match row {
                Some(row) => existing(db, known, fields, (row, &suffix), &mut wanted).await?,
                None if fields.has(&format!("drop{suffix}"), "1") => {}
                None => fields.refuse(&format!("name{suffix}"), labels::GONE_FROM_TABLE),
            }
        }
    }
    Ok(wanted)
}

fn is_blank(fields: &Fields, suffix: &str) -> bool {
    Column::ALL.iter().all(|column| fields.get(&format!("{}{suffix}", column.code())).is_empty())
}

async fn existing(
    db: &mut impl Reads,
    known: &Known,
    fields: &mut Fields,
    (saved, suffix): (&Procedure, &str),
    wanted: &mut Wanted,
) -> store::Result<()> {
    if fields.has(&format!("drop{suffix}"), "1") {
        match removable(db, saved.id).await? {
            Ok(()) => wanted.removed.push(saved.clone()),
            Err(refusal) => fields.refuse(&format!("name{suffix}"), refusal.say()),
        }
        return Ok(());
    }
    let is_current = fields.get(&format!("version{suffix}")) == saved.version.to_string();
    let versions = if is_current { Vec::new() } else { queries::versions(db, saved.id).await? };
    let seen = seen(&versions, fields, suffix).unwrap_or_else(|| saved.clone());
    let own = known.read(fields, suffix, &seen);
    let merged = merge(&seen, saved, &own);
    if !is_current {
        let (who, at) = author(versions.last());
        wanted.instead.insert(format!("version{suffix}"), saved.version.to_string());
        for column in &merged.taken {
            wanted.instead.insert(format!("{}{suffix}", column.code()), known.typed(*column, saved));
        }
        for column in &merged.disputed {
            let text = labels::disputed(&who, &at, &known.typed(*column, saved));
            fields.refuse(&format!("{}{suffix}", column.code()), text);
        }
    }
    let columns = differences(saved, &merged.row);
    if !columns.is_empty() {
        wanted.changed.push((merged.row, columns));
    }
    Ok(())
}
