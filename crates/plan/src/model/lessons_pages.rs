//! «Уроки и часы контрольных работ»: what the checker needs to know of works beside the cyclogram.

use std::collections::BTreeMap;

use access::{Cx, May, Sent};
use axum::response::IntoResponse;
use chrono::NaiveDate;
use store::Reads;
use web::forms::Fields;
use web::{Page, Reply, Stage, filters, see_other};

use super::queries::works;
use super::{WorkLesson, artefact, covered, facts_of, labels};
use crate::calendar::{Procedure, ProcedureKind};
use crate::happened::PlanHappened;

const LESSONS: &str = "/plan/model/lessons";

#[derive(askama::Template)]
#[template(path = "model/lessons.html")]
struct LessonsPage {
    year: i64,
    works: Vec<WorkLine>,
    hours: Vec<HoursLine>,
    fields: Fields,
    may_edit: bool,
}

struct WorkLine {
    id: i64,
    name: String,
    subject: String,
    classes: String,
    days: String,
    cells: Vec<CellView>,
}

struct HoursLine {
    name: String,
    cell: CellView,
}

/// A field of the page: what is typed, and what was stored when the page was made.
struct CellView {
    name: String,
    label: &'static str,
    value: String,
    before: String,
    error: String,
}

/// The works of a year with what is stored of each, and the subjects and year groups that write.
struct Register {
    works: Vec<(Procedure, WorkLesson)>,
    hours: Vec<((i64, u8), Option<i64>)>,
    subjects: BTreeMap<i64, String>,
}

impl Register {
    async fn load(db: &mut impl Reads, year: i64, today: NaiveDate) -> store::Result<Self> {
        let facts = facts_of(db, year, today).await?;
        let is_work = |one: &Procedure| matches!(one.kind, ProcedureKind::ControlWork | ProcedureKind::ExternalWork);
        let mut written: BTreeMap<(i64, u8), Option<i64>> =
            facts.hours.iter().map(|(key, hours)| (*key, Some(*hours))).collect();
        let mut kept = Vec::new();
        for work in facts.procedures.into_iter().filter(is_work) {
            if let Some(subject) = work.subject_id {
                for class in covered(&work.classes, &facts.classes).unwrap_or_default() {
                    written.entry((subject, class.year_group)).or_default();
                }
            }
            let lesson = facts.lessons.get(&work.id).copied().unwrap_or_default();
            kept.push((work, lesson));
        }
        Ok(Self { works: kept, hours: written.into_iter().collect(), subjects: facts.subjects })
    }

    /// What is stored, by the names of the fields.
    fn stored(&self) -> BTreeMap<String, Option<i64>> {
        let mut stored = BTreeMap::new();
        for (work, known) in &self.works {
            stored.insert(format!("lesson-{}", work.id), known.lesson);
            stored.insert(format!("all-{}", work.id), known.lessons_that_day);
            stored.insert(format!("takes-{}", work.id), Some(known.takes));
        }
        for ((subject, group), hours) in &self.hours {
            stored.insert(format!("hours-{subject}-{group}"), *hours);
        }
        stored
    }
}

pub(super) async fn show(cx: Cx) -> Reply {
    let register = Register::load(&mut cx.store(), cx.year().await?, cx.today()).await?;
    page(&cx, &register, Fields::empty()).await
}

async fn page(cx: &Cx, register: &Register, fields: Fields) -> Reply {
    let stored = register.stored();
    // What nobody has touched is shown as it is stored by now, otherwise the next save would put back what it was.
    let is_typed = |name: &String| fields.get(name) != fields.get(&format!("was-{name}"));
    let cell = |name: String, label: &'static str| {
        let before = written(stored.get(&name).copied().flatten());
        let value = if is_typed(&name) { fields.get(&name).to_owned() } else { before.clone() };
        CellView { label, value, before, error: fields.error(&name).to_owned(), name }
    };
    let subject = |id: Option<i64>| id.and_then(|id| register.subjects.get(&id).cloned()).unwrap_or_default();
    let work = |(work, _): &(Procedure, WorkLesson)| WorkLine {
        id: work.id,
        name: work.name.clone(),
        subject: subject(work.subject_id),
        classes: work.classes.clone(),
        days: work.span().map_or_else(String::new, labels::days),
        cells: vec![
            cell(format!("lesson-{}", work.id), labels::LESSON),
            cell(format!("all-{}", work.id), labels::ALL_LESSONS),
            cell(format!("takes-{}", work.id), labels::TAKES),
        ],
    };
    let line = |((subject_id, group), _): &((i64, u8), Option<i64>)| HoursLine {
        name: labels::found::subject_of(&subject(Some(*subject_id)), *group),
        cell: cell(format!("hours-{subject_id}-{group}"), labels::HOURS),
    };
    let body = LessonsPage {
        year: cx.year().await?,
        works: register.works.iter().map(work).collect(),
        hours: register.hours.iter().map(line).collect(),
        may_edit: cx.may(May::EditPlan),
        fields: fields.clone(),
    };
    let page = Page::new(labels::found::LESSONS)
        .stage(Stage::Plan)
        .crumb(labels::MODEL, "/plan/model")
        .crumb(labels::CHECK, "/plan/model/check")
        .with_errors_of(&fields);
    cx.page(page.wide().body(body)).await
}

fn written(number: Option<i64>) -> String {
    number.map_or_else(String::new, |number| number.to_string())
}

pub(super) async fn save(cx: Cx, Sent(mut fields): Sent) -> Reply {
    let year = cx.year().await?;
    let mut change = cx.begin().await?;
    let register = Register::load(&mut change, year, cx.today()).await?;
    let mut wanted = register.stored();
    let mut touched: Vec<String> = Vec::new();
    for (name, stored) in &mut wanted {
        // A field that the page did not have, or that nobody has touched, stays as it is stored by now.
        let was = fields.get(&format!("was-{name}")).to_owned();
        if fields.names().all(|sent| sent != name) || fields.get(name) == was {
            continue;
        }
        let most = if name.starts_with("hours") { 1..=1000 } else { 1..=20 };
        let typed = fields.whole_number_if_any(name, most);
        if *stored != typed && written(*stored) != was {
            fields.refuse(name, labels::somebody_else(&written(*stored)));
        } else if *stored != typed {
            *stored = typed;
            touched.push(name.clone());
        }
    }
    for (work, _) in &register.works {
        let of = |what: &str| wanted.get(&format!("{what}-{}", work.id)).copied().flatten();
        if let (Some(lesson), Some(all)) = (of("lesson"), of("all"))
            && lesson > all
        {
            fields.refuse(&format!("lesson-{}", work.id), labels::LESSON_TOO_LATE);
        }
    }
    if fields.has_errors() {
        drop(change);
        return page(&cx, &register, fields).await;
    }
    if touched.is_empty() {
        return Ok(see_other(LESSONS).caution(labels::NOTHING_CHANGED).into_response());
    }
    let is_touched = |name: &String| touched.contains(name);
    for (work, _) in &register.works {
        let [lesson, all, takes] = ["lesson", "all", "takes"].map(|what| format!("{what}-{}", work.id));
        if [&lesson, &all, &takes].into_iter().any(is_touched) {
            let of = |name: &String| wanted.get(name).copied().flatten();
            let known = WorkLesson { lesson: of(&lesson), lessons_that_day: of(&all), takes: of(&takes).unwrap_or(1) };
            works::save_lesson(&mut change, work.id, known).await?;
        }
    }
    for (key, _) in &register.hours {
        let name = format!("hours-{}-{}", key.0, key.1);
        if is_touched(&name) {
            works::save_hours(&mut change, year, *key, wanted.get(&name).copied().flatten()).await?;
        }
    }
    let sentence = labels::lessons_saved(year, touched.len());
    change.commit(&PlanHappened { kind: "model.lessons_saved", subject: artefact(0), sentence }).await?;
    Ok(see_other(LESSONS).done(labels::SAVED).into_response())
}
