//! What a row of an edited table is, and how two people's versions of one row are brought together. Pure.

use chrono::{DateTime, Utc};
use web::filters;
use web::forms::Fields;

/// A row of a table that people edit like a spreadsheet.
pub trait GridRow: Clone {
    /// A column of the table.
    type Column: Copy + PartialEq + 'static;
    /// All columns, in their order.
    const COLUMNS: &'static [Self::Column];
    /// The column by which people know the row.
    const NAME: Self::Column;

    /// The name of a column's field in forms.
    fn code(column: Self::Column) -> &'static str;
    /// The heading of a column.
    fn label(column: Self::Column) -> &'static str;
    /// The list of suggestions for a column, if there is one.
    fn list(column: Self::Column) -> &'static str;
    /// Whether a cell holds several suggestions, one after another.
    fn holds_many(_column: Self::Column) -> bool {
        false
    }
    /// Whether two rows say the same in a column.
    fn is_same(&self, column: Self::Column, other: &Self) -> bool;
    /// Puts what `from` says in a column into this row.
    fn take(&mut self, column: Self::Column, from: &Self);
    /// Its id.
    fn id(&self) -> i64;
    /// How often it was saved.
    fn version(&self) -> i64;
    /// Stands in the place and version of the saved row.
    fn stand_as(&mut self, saved: &Self);
}

/// How rows are read from fields and put into them.
pub(crate) trait GridReader<R: GridRow> {
    /// What a row says in a column, as it is typed.
    fn typed(&self, column: R::Column, row: &R) -> String;
    /// A row that says nothing yet.
    fn blank(&self, place: i64) -> R;
    /// The row that the fields with this suffix describe, on the ground of what it was before; complaints stand at the
    /// fields.
    fn read(&self, fields: &mut Fields, suffix: &str, before: &R) -> R;

    /// The fields of a row, each named by its column and `suffix`.
    fn filled(&self, fields: Fields, suffix: &str, row: &R) -> Fields {
        let put = |fields: Fields, column: &R::Column| {
            fields.with(&format!("{}{suffix}", R::code(*column)), self.typed(*column, row))
        };
        let fields = R::COLUMNS.iter().fold(fields, put);
        fields.with(&format!("version{suffix}"), row.version())
    }
}

/// What a row said after one of its saves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedVersion<R> {
    /// id; later ones are larger
    pub id: i64,
    /// which row
    pub row_id: i64,
    /// which version of it
    pub version: i64,
    /// whether the row was taken out then
    pub is_removal: bool,
    /// what it said; nothing where it cannot be read any more
    pub row: Option<R>,
    /// when
    pub saved_at: DateTime<Utc>,
    /// by whom
    pub saved_by: String,
}

impl<R> SavedVersion<R> {
    /// Who saved it, and when, as people read it.
    pub(crate) fn author(&self) -> (String, String) {
        (self.saved_by.clone(), filters::local_moment(&self.saved_at))
    }
}

/// The columns in which two rows differ.
#[must_use]
pub fn differences<R: GridRow>(one: &R, other: &R) -> Vec<R::Column> {
    R::COLUMNS.iter().copied().filter(|column| !one.is_same(*column, other)).collect()
}

/// What becomes of a row that two people changed at the same time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged<R: GridRow> {
    /// the row with the changes of both; where both changed a column, the word of the second
    pub row: R,
    /// what the first changed and the second did not
    pub taken: Vec<R::Column>,
    /// what both changed, each otherwise: the second has to decide
    pub disputed: Vec<R::Column>,
}

/// Brings together what the second wrote (`own`) with what is saved (`saved`); both began from `seen`.
#[must_use]
pub fn merge<R: GridRow>(seen: &R, saved: &R, own: &R) -> Merged<R> {
    let mut merged = Merged { row: own.clone(), taken: Vec::new(), disputed: Vec::new() };
    merged.row.stand_as(saved);
    for column in differences(seen, saved) {
        if seen.is_same(column, own) {
            merged.row.take(column, saved);
            merged.taken.push(column);
        } else if !saved.is_same(column, own) {
            merged.disputed.push(column);
        }
    }
    merged
}

/// The row as the sender saw it when the form was made.
pub(crate) fn seen<R: Clone>(versions: &[SavedVersion<R>], fields: &Fields, suffix: &str) -> Option<R> {
    let version: i64 = fields.get(&format!("version{suffix}")).parse().ok()?;
    versions.iter().find(|known| known.version == version)?.row.clone()
}
