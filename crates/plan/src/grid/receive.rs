//! What a sent table asks for: rows to add, to change, to remove, to bring back; and what is wrong with it, by row. Pure.

use std::collections::{BTreeMap, BTreeSet};

use web::forms::Fields;

use super::labels;
use super::row::{GridReader, GridRow, SavedVersion, differences, merge, seen};

/// What is saved, against which a sent table is read.
pub(crate) struct Ground<R> {
    /// the rows of the table, in their order
    pub(crate) saved: Vec<R>,
    /// all versions of the rows that [`doubtful`] named, oldest first
    pub(crate) versions: BTreeMap<i64, Vec<SavedVersion<R>>>,
    /// why a row that [`dropped`] named stays
    pub(crate) staying: BTreeMap<i64, String>,
    /// the place after the last row
    pub(crate) next_place: i64,
}

/// What the sender wants, against what is saved.
pub(crate) struct Wanted<R: GridRow> {
    pub(crate) added: Vec<R>,
    pub(crate) changed: Vec<(R, Vec<R::Column>)>,
    pub(crate) removed: Vec<R>,
    /// rows that somebody else has removed and the sender brings back
    pub(crate) returned: Vec<R>,
    /// what a field shows now instead of what was typed: the version, and what somebody else has changed meanwhile
    pub(crate) instead: BTreeMap<String, String>,
    /// the endings of fields whose row somebody else has removed
    pub(crate) gone: BTreeSet<String>,
}

impl<R: GridRow> Wanted<R> {
    /// How many rows are added, changed, removed, brought back.
    pub(crate) fn counts(&self) -> [i64; 4] {
        let lengths = [self.added.len(), self.changed.len(), self.removed.len(), self.returned.len()];
        lengths.map(|length| i64::try_from(length).unwrap_or(i64::MAX))
    }
}

/// The rows of a sent table, in the order in which they stood: those that exist by id, new ones by `new1`, `new2` …
pub(super) fn suffixes<R: GridRow>(fields: &Fields, order: &[R]) -> Vec<String> {
    let sent: BTreeSet<&str> = fields.names().filter_map(|name| name.strip_prefix("version")).collect();
    let mut suffixes: Vec<String> = order.iter().map(suffix).filter(|suffix| sent.contains(suffix.as_str())).collect();
    let known: BTreeSet<String> = suffixes.iter().cloned().collect();
    let mut others: Vec<&str> = sent.into_iter().filter(|suffix| !known.contains(*suffix)).collect();
    others.sort_by_key(|suffix| (number_of_new(suffix).is_some(), number_of_new(suffix), suffix.len()));
    suffixes.extend(others.into_iter().map(str::to_owned));
    suffixes
}

fn suffix<R: GridRow>(row: &R) -> String {
    format!("_{}", row.id())
}

pub(super) fn number_of_new(suffix: &str) -> Option<usize> {
    suffix.strip_prefix("_new")?.parse().ok()
}

fn id_of(suffix: &str) -> Option<i64> {
    suffix.strip_prefix('_')?.parse().ok()
}

/// The rows whose versions must be known: changed or removed by somebody else since the sender saw them.
pub(crate) fn doubtful<R: GridRow>(fields: &Fields, saved: &[R]) -> Vec<i64> {
    let current: BTreeMap<i64, i64> = saved.iter().map(|row| (row.id(), row.version())).collect();
    let is_current =
        |id: &i64| current.get(id).is_some_and(|version| fields.get(&format!("version_{id}")) == version.to_string());
    suffixes(fields, saved).iter().filter_map(|suffix| id_of(suffix)).filter(|id| !is_current(id)).collect()
}

/// The rows that the sender wants to remove.
pub(crate) fn dropped<R: GridRow>(fields: &Fields, saved: &[R]) -> Vec<i64> {
    saved.iter().map(GridRow::id).filter(|id| fields.has(&format!("drop_{id}"), "1")).collect()
}

/// Reads the whole table; complaints stand in `fields`.
pub(crate) fn receive<R: GridRow>(reader: &impl GridReader<R>, fields: &mut Fields, ground: &Ground<R>) -> Wanted<R> {
    let mut wanted = Wanted {
        added: Vec::new(),
        changed: Vec::new(),
        removed: Vec::new(),
        returned: Vec::new(),
        instead: BTreeMap::new(),
        gone: BTreeSet::new(),
    };
    let by_suffix: BTreeMap<String, &R> = ground.saved.iter().map(|row| (suffix(row), row)).collect();
    let mut place = ground.next_place;
    for suffix in suffixes(fields, &ground.saved) {
        if number_of_new(&suffix).is_some() {
            if is_blank::<R>(fields, &suffix) {
                continue;
            }
            wanted.added.push(reader.read(fields, &suffix, &reader.blank(place)));
            place += 1;
        } else if let Some(saved) = by_suffix.get(&suffix) {
            existing(reader, fields, (ground, saved, &suffix), &mut wanted);
        } else {
            vanished(reader, fields, (ground, &suffix), &mut wanted);
        }
    }
    wanted
}

fn is_blank<R: GridRow>(fields: &Fields, suffix: &str) -> bool {
    R::COLUMNS.iter().all(|column| fields.get(&format!("{}{suffix}", R::code(*column))).is_empty())
}

fn existing<R: GridRow>(
    reader: &impl GridReader<R>,
    fields: &mut Fields,
    (ground, saved, suffix): (&Ground<R>, &R, &str),
    wanted: &mut Wanted<R>,
) {
    if fields.has(&format!("drop{suffix}"), "1") {
        match ground.staying.get(&saved.id()) {
            None => wanted.removed.push(saved.clone()),
            Some(why) => fields.refuse(&name_field::<R>(suffix), why.clone()),
        }
        return;
    }
    let versions = ground.versions.get(&saved.id()).map_or(&[][..], Vec::as_slice);
    let is_current = fields.get(&format!("version{suffix}")) == saved.version().to_string();
    let before = seen(versions, fields, suffix);
    let own = reader.read(fields, suffix, before.as_ref().unwrap_or(saved));
    let mut merged = merge(before.as_ref().unwrap_or(saved), saved, &own);
    if !is_current {
        if before.is_none() {
            // Nobody knows what the sender saw: she decides about everything that differs.
            merged.disputed = differences(saved, &own);
        }
        let (who, at) = versions.last().map(SavedVersion::author).unwrap_or_default();
        wanted.instead.insert(format!("version{suffix}"), saved.version().to_string());
        for column in &merged.taken {
            wanted.instead.insert(format!("{}{suffix}", R::code(*column)), reader.typed(*column, saved));
        }
        for column in &merged.disputed {
            let text = labels::disputed(&who, &at, &reader.typed(*column, saved));
            fields.refuse(&format!("{}{suffix}", R::code(*column)), text);
        }
    }
    let columns = differences(saved, &merged.row);
    if !columns.is_empty() {
        wanted.changed.push((merged.row, columns));
    }
}

/// Somebody else has removed the row meanwhile: the sender says whether it comes back as it was typed, or stays away.
fn vanished<R: GridRow>(
    reader: &impl GridReader<R>,
    fields: &mut Fields,
    (ground, suffix): (&Ground<R>, &str),
    wanted: &mut Wanted<R>,
) {
    if fields.has(&format!("drop{suffix}"), "1") {
        return;
    }
    wanted.gone.insert(suffix.to_owned());
    let versions = id_of(suffix).and_then(|id| ground.versions.get(&id));
    let last = versions.and_then(|versions| versions.last());
    let known = last.and_then(|last| Some((last, last.row.as_ref()?)));
    match known {
        Some((_, row)) if fields.has(&format!("return{suffix}"), "1") => {
            let mut own = reader.read(fields, suffix, row);
            own.stand_as(row);
            wanted.returned.push(own);
        }
        Some((last, _)) => {
            let (who, at) = last.author();
            fields.refuse(&name_field::<R>(suffix), labels::gone(&who, &at));
        }
        None => fields.refuse(&name_field::<R>(suffix), labels::GONE),
    }
}

fn name_field<R: GridRow>(suffix: &str) -> String {
    format!("{}{suffix}", R::code(R::NAME))
}
