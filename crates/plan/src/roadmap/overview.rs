//! The rows that the filter keeps, with how far each has come.

use std::collections::BTreeSet;

use access::{Cx, May};
use store::Result;
use web::forms::Fields;
use web::ui::Choice;

use super::batches::Origin;
use super::queries::{self, Batch};
use super::{ActionPlanRow, KIND, labels};
use crate::done::{Done, DoneOfYear, Progress};

/// For how long the undoing of an act is offered.
const UNDO_OFFERED: chrono::TimeDelta = chrono::TimeDelta::days(14);

pub(super) struct Overview {
    pub(super) year: i64,
    /// the rows that the filter keeps
    pub(super) lines: Vec<Line>,
    /// how many there are in the year
    pub(super) total: usize,
    pub(super) has_previous: bool,
    pub(super) fields: Fields,
    pub(super) people: Vec<Choice>,
    pub(super) states: Vec<Choice>,
    pub(super) undoable: Option<Batch>,
    /// rows that were taken out: id and activity
    pub(super) removed: Vec<(i64, String)>,
    pub(super) may_edit: bool,
    /// the query with the filter, for downloads
    pub(super) query: String,
}

pub(super) struct Line {
    pub(super) row: ActionPlanRow,
    pub(super) progress: Progress,
    pub(super) mark: Option<Done>,
}

impl Overview {
    pub(super) async fn of(cx: &Cx, query: Option<String>) -> Result<Self> {
        let year = cx.year().await?;
        let mut db = cx.store();
        let rows = queries::rows(&mut db, year).await?;
        let done = DoneOfYear::load(&mut db, KIND, year).await?;
        let fields = Fields::parse(query.unwrap_or_default().as_bytes());
        let may_edit = cx.may(May::EditPlan);
        let (who, state) = (fields.get("who").to_owned(), fields.get("state").to_owned());
        let line = |row: ActionPlanRow| Line {
            progress: done.progress(row.id, row.ends_on, cx.today()),
            mark: done.mark(row.id).cloned(),
            row,
        };
        let keeps = |line: &Line| {
            (who.is_empty() || persons(&line.row).any(|one| one == who))
                && match state.as_str() {
                    "open" => !line.progress.is_done(),
                    "late" => line.progress == Progress::Late,
                    "done" => line.progress.is_done(),
                    _ => true,
                }
        };
        let undoable = if may_edit { queries::undoable(&mut db, year, cx.now() - UNDO_OFFERED).await? } else { None };
        let removed = if may_edit { queries::removed(&mut db, year).await? } else { Vec::new() };
        Ok(Self {
            year,
            total: rows.len(),
            has_previous: may_edit && queries::next_place(&mut db, year - 1).await? > 1,
            people: people(&rows),
            states: labels::STATES.iter().map(|(code, label)| Choice::new(code, *label)).collect(),
            undoable,
            removed: removed.into_iter().filter_map(|one| Some((one.row_id, one.row?.activity))).collect(),
            may_edit,
            query: web::url::with_query("", &[("who", &who), ("state", &state)]),
            lines: rows.into_iter().map(line).filter(keeps).collect(),
            fields,
        })
    }

    /// «Загружена таблица», where the last act can be undone.
    pub(super) fn undo_label(&self) -> &'static str {
        self.undoable.as_ref().map_or("", |batch| labels::origin(Origin::from_code(&batch.origin)))
    }
}

/// The people that a row names, one after another.
fn persons(row: &ActionPlanRow) -> impl Iterator<Item = &str> {
    row.responsible.split([';', '\n']).map(str::trim).filter(|name| !name.is_empty())
}

fn people(rows: &[ActionPlanRow]) -> Vec<Choice> {
    let named: BTreeSet<&str> = rows.iter().flat_map(persons).collect();
    let mut people: Vec<Choice> = named.into_iter().map(|name| Choice::new(name, name)).collect();
    people.sort_by_cached_key(|choice| school::ru::sort_key(&choice.label));
    people
}
