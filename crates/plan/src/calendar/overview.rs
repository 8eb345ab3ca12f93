//! What all views of a year's cyclogram share: the rows that the filter keeps, the choices of the filter, where it stands.

use std::collections::BTreeMap;

use access::{Cx, May};
use chrono::NaiveDate;
use web::forms::Fields;
use web::ui::{Choice, Tab};

use super::adoption::Standing;
use super::batches::{self, Batch};
use super::{Area, KIND, Procedure, labels, queries};
use crate::done::{DoneOfYear, Progress};
use crate::roadmap::ActionPlanRow;

/// The views of the cyclogram: address and label.
const VIEWS: [(&str, &str); 3] = [
    ("/plan/calendar", labels::LIST),
    ("/plan/calendar/months", labels::MONTHS),
    ("/plan/calendar/gantt", labels::GANTT),
];

/// For how long the undoing of rows added together is offered.
const UNDO_OFFERED: chrono::TimeDelta = chrono::TimeDelta::days(14);

pub(super) struct Overview {
    pub(super) year: i64,
    /// the rows that the filter keeps
    pub(super) rows: Vec<Procedure>,
    /// all rows of the year
    pub(super) total: usize,
    pub(super) has_previous: bool,
    pub(super) fields: Fields,
    pub(super) address: &'static str,
    pub(super) people: Vec<Choice>,
    pub(super) areas: Vec<Choice>,
    pub(super) objects: Vec<Choice>,
    pub(super) tabs: Vec<Tab>,
    pub(super) standing: Standing,
    pub(super) undoable: Option<Batch>,
    /// rows that were taken out: id and name
    pub(super) removed: Vec<(i64, String)>,
    /// the school year that can be begun
    pub(super) next_year: Option<i64>,
    done: DoneOfYear,
    today: NaiveDate,
    pub(super) may_edit: bool,
    pub(super) may_adopt: bool,
    /// the query with the filter, for downloads
    pub(super) query: String,
}

impl Overview {
    pub(super) async fn of(cx: &Cx, query: Option<String>, address: &'static str) -> store::Result<Self> {
        let year = cx.year().await?;
        let mut db = cx.store();
        let all = queries::procedures(&mut db, year).await?;
        let fields = Fields::parse(query.unwrap_or_default().as_bytes());
        let filter = Filter::of(&fields);
        let may_edit = cx.may(May::EditPlan);
        let has_previous = all.is_empty() && queries::next_place(&mut db, year - 1).await? > 1;
        let standing = Standing::of(&mut db, year).await?;
        let undoable =
            if may_edit { batches::queries::undoable(&mut db, year, cx.now() - UNDO_OFFERED).await? } else { None };
        // What the council has adopted is not taken back by one click.
        let undoable = undoable.filter(|batch| standing.adoption.as_ref().is_none_or(|it| it.id < batch.id));
        let removed = if may_edit { queries::removed(&mut db, year).await? } else { Vec::new() };
        Ok(Self {
            year,
            total: all.len(),
            has_previous,
            address,
            people: people(&all),
            areas: Area::ALL.into_iter().map(|area| Choice::new(area.code(), labels::area(area))).collect(),
            objects: objects(&all),
            tabs: VIEWS
                .iter()
                .map(|(path, label)| Tab::new(*label, filter.address(path)).current_if(*path, address))
                .collect(),
            query: filter.address(""),
            rows: all.into_iter().filter(|row| filter.keeps(row)).collect(),
            undoable,
            removed: removed.into_iter().filter_map(|one| Some((one.row_id, one.row?.name))).collect(),
            next_year: crate::years::to_begin(cx).await?,
            done: DoneOfYear::load(&mut db, KIND, year).await?,
            today: cx.today(),
            standing,
            may_edit,
            may_adopt: cx.may(May::ApprovePlan),
            fields,
        })
    }
}

impl Overview {
    /// How far a row has come.
    pub(super) fn progress(&self, row: &Procedure) -> Progress {
        self.done.progress(row.id, row.span().map(|(_, until)| until), self.today)
    }

    /// The dated rows of the roadmap that the filter keeps: they stand in the same year. What is filtered by a direction or
    /// an object has none of them.
    pub(super) async fn roadmap(&self, cx: &Cx) -> store::Result<Vec<ActionPlanRow>> {
        if !self.fields.get("area").is_empty() || !self.fields.get("object").is_empty() {
            return Ok(Vec::new());
        }
        let mut rows = crate::roadmap::queries::rows(&mut cx.store(), self.year).await?;
        rows.retain(|row| row.span().is_some());
        let who = self.people.iter().find(|choice| choice.value == self.fields.get("who"));
        if let Some(who) = who {
            // «Орлова А. В., завуч» is named without her post as well.
            let name = who.label.split(',').next().unwrap_or_default();
            rows.retain(|row| row.responsible.contains(name));
        } else if !self.fields.get("who").is_empty() {
            rows.clear();
        }
        Ok(rows)
    }
}

/// What the viewer wants to see.
struct Filter {
    who: String,
    area: String,
    object: String,
}

impl Filter {
    fn of(fields: &Fields) -> Self {
        let [who, area, object] = ["who", "area", "object"].map(|name| fields.get(name).to_owned());
        Self { who, area, object }
    }

    fn keeps(&self, row: &Procedure) -> bool {
        (self.who.is_empty() || self.who == person_key(row))
            && (self.area.is_empty() || self.area == row.area.code())
            && (self.object.is_empty() || self.object == row.object)
    }

    fn address(&self, path: &str) -> String {
        web::url::with_query(path, &[("who", &self.who), ("area", &self.area), ("object", &self.object)])
    }
}

/// By what a responsible person is told apart: the member of staff, or the words.
fn person_key(row: &Procedure) -> String {
    row.responsible_staff_id.map_or_else(|| row.responsible.clone(), |id| id.to_string())
}

fn people(rows: &[Procedure]) -> Vec<Choice> {
    let named = rows.iter().filter(|row| !row.responsible.is_empty());
    let people: BTreeMap<String, &str> = named.map(|row| (person_key(row), row.responsible.as_str())).collect();
    let mut people: Vec<Choice> = people.into_iter().map(|(key, name)| Choice::new(key, name)).collect();
    people.sort_by_cached_key(|choice| school::ru::sort_key(&choice.label));
    people
}

fn objects(rows: &[Procedure]) -> Vec<Choice> {
    let mut objects: Vec<&str> = rows.iter().map(|row| row.object.as_str()).filter(|name| !name.is_empty()).collect();
    objects.sort_by_cached_key(|name| school::ru::sort_key(name));
    objects.dedup();
    objects.into_iter().map(|name| Choice::new(name, name)).collect()
}
