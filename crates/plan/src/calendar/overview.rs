//! What all views of a year's cyclogram share: the rows that the filter keeps, the choices of the filter, where it stands.

use std::collections::BTreeMap;

use access::{Cx, May};
use web::forms::Fields;
use web::ui::{Choice, Tab};

use super::adoption::{Standing, State};
use super::batches::{self, Batch};
use super::{Area, Procedure, labels, queries};

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
        // What the council has adopted is not taken back by one click.
        let undoable = match standing.state() {
            State::Draft if may_edit => batches::queries::undoable(&mut db, year, cx.now() - UNDO_OFFERED).await?,
            _ => None,
        };
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
            standing,
            may_edit,
            may_adopt: cx.may(May::ApprovePlan),
            fields,
        })
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
