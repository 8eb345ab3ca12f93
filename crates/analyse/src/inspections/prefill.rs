//! What a form of an inspection is filled with before anybody types.

use access::{Cx, Scope};
use chrono::{Duration, NaiveDate};
use plan::calendar::Procedure;
use plan::cards::{Card, CardIndicator, InspectionKind};
use plan::model::ClassFact;
use roster::classes::queries::class_groups;
use roster::staff::queries::staff_member;
use roster::subjects::queries::subjects;
use store::Reads;
use web::forms::Fields;
use web::{Failure, OrMissing};

use super::inspection::{Duty, Inspection};
use super::{classes, labels};
use crate::problem_zones::{self, Zone};

/// How long an inspection lasts when nothing says so.
const USUAL_DAYS: i64 = 14;

/// The fields of a new inspection from what it is begun with.
pub(super) async fn fields(cx: &Cx, asked: &Fields) -> Result<Fields, Failure> {
    let mut db = cx.store();
    let today = cx.today();
    let mut card = match asked.ids("card").first() {
        Some(id) => Some(plan::cards::queries::card(&mut db, *id).await?.or_missing()?),
        None => None,
    };
    let wanted = asked.ids("procedure").first().copied().or(card.as_ref().and_then(|card| card.procedure_id));
    let procedure = match wanted {
        Some(id) => plan::calendar::queries::procedure(&mut db, id).await?,
        None => None,
    };
    if let (None, Some(procedure)) = (&card, &procedure) {
        card = plan::cards::queries::card_of_procedure(&mut db, procedure.id).await?;
    }
    let zone_ids = asked.ids("zone");
    if !zone_ids.is_empty() {
        return of_zones(&mut db, cx.scope(), &zone_ids, today).await;
    }
    let begins = procedure.as_ref().and_then(|one| one.starts_on).filter(|day| *day >= today).unwrap_or(today);
    let mut fields = card
        .as_ref()
        .map_or_else(|| Fields::empty().with_date("starts_on", Some(begins)), |card| of_card(card, begins));
    if let Some(procedure) = &procedure {
        fields = with_procedure(&mut db, fields, procedure, card.is_some()).await?;
    }
    if card.is_none() {
        let ends = procedure.as_ref().and_then(|one| one.due_on).filter(|day| *day >= begins);
        fields = fields.with_date("ends_on", ends.or(Some(begins + Duration::days(USUAL_DAYS))));
        fields = fields.with("outputs", labels::OUTPUTS);
    }
    Ok(if card.is_some() { fields } else { fields.with("version", 0) })
}

fn of_card(card: &Card, begins: NaiveDate) -> Fields {
    of_inspection(&Inspection::of_card(card, (0, 0), begins)).with("card", card.id)
}

fn with_indicators(fields: Fields, indicators: &[CardIndicator]) -> Fields {
    indicators.iter().enumerate().fold(fields, |fields, (row, one)| {
        fields.with(&format!("indicator_{row}"), &one.code).with(&format!("norm_{row}"), &one.norm)
    })
}

/// What the cyclogram says besides the card: classes, subject, who answers; and everything where there is no card.
async fn with_procedure(
    db: &mut impl Reads,
    fields: Fields,
    procedure: &Procedure,
    has_card: bool,
) -> store::Result<Fields> {
    let mut fields = fields.with("procedure", procedure.id);
    let known: Vec<ClassFact> = class_groups(db, procedure.school_year)
        .await?
        .into_iter()
        .filter_map(|class| Some(ClassFact { year_group: u8::try_from(class.year_group).ok()?, name: class.name }))
        .collect();
    let read = classes::read(&procedure.classes, &known);
    fields = read.named.iter().fold(fields, |fields, class| fields.with("class", class));
    if !read.unread.is_empty() {
        fields = fields.with("unread", labels::unread(&read.unread));
    }
    if let Some(subject) = procedure.subject_id {
        fields = plan::edited::with_value(&fields, "subject", subject);
    }
    if let Some(lead) = procedure.responsible_staff_id
        && staff_member(db, lead).await?.is_some()
    {
        fields = plan::edited::with_value(&fields, "lead", lead);
    }
    if has_card {
        return Ok(fields);
    }
    let known = |code: &String| CardIndicator { code: code.clone(), norm: String::new() };
    let indicators: Vec<CardIndicator> = procedure.indicators.iter().map(known).collect();
    Ok(with_indicators(fields, &indicators)
        .with("title", &procedure.name)
        .with("basis", &procedure.local_act)
        .with("object", &procedure.object)
        .with("methods", &procedure.method)
        .with("papers", &procedure.instrument)
        .with("considered_at", &procedure.considered_at))
}

async fn of_zones(db: &mut impl Reads, scope: &Scope, ids: &[i64], today: NaiveDate) -> Result<Fields, Failure> {
    let mut zones: Vec<Zone> = Vec::new();
    for id in ids {
        zones.push(problem_zones::zone(db, scope, *id).await?.or_missing()?);
    }
    let headings: Vec<String> = zones.iter().map(|zone| zone.heading.clone()).collect();
    let due = |days| Some(today + Duration::days(days));
    let mut fields = Fields::empty()
        .with("version", 0)
        .with("title", labels::of_zones(&headings))
        .with("kind", InspectionKind::Thematic.code())
        .with("basis", labels::BASIS_OF_ZONES)
        .with("purpose", labels::PURPOSE_OF_ZONES)
        .with("object", headings.join("\n"))
        .with("methods", labels::METHODS_OF_ZONES)
        .with("outputs", labels::OUTPUTS)
        .with_date("starts_on", Some(today))
        .with_date("ends_on", due(USUAL_DAYS));
    let known = subjects(db).await?;
    let (mut classes, mut named, mut terms, mut codes) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for zone in &zones {
        fields = fields.with("zone", zone.id);
        add(&mut codes, &zone.indicator_code);
        for (dimension, value) in zone.breakdown_key.split(';').filter_map(|place| place.split_once('=')) {
            match dimension {
                "class" => add(&mut classes, value),
                "subject" => add(&mut named, value),
                "term" if value != "year" => add(&mut terms, value),
                _ => {}
            }
        }
    }
    fields = classes.iter().fold(fields, |fields, class| fields.with("class", class));
    // Several subjects or terms are not one: then the inspection is not limited by them.
    if let [subject] = named.as_slice()
        && let Some(subject) = known.iter().find(|one| one.name == *subject)
    {
        fields = fields.with("subject", subject.id);
    }
    if let [term] = terms.as_slice() {
        fields = fields.with("term", term);
    }
    let indicators: Vec<CardIndicator> =
        codes.into_iter().map(|code| CardIndicator { code, norm: String::new() }).collect();
    let fields = with_indicators(fields, &indicators);
    Ok(labels::STEPS_OF_ZONES.iter().enumerate().fold(fields, |fields, (row, (task, sources, days))| {
        fields
            .with(&format!("task_{row}"), task)
            .with(&format!("sources_{row}"), sources)
            .with_date(&format!("due_{row}"), due(*days))
    }))
}

fn add(list: &mut Vec<String>, value: &str) {
    if !list.iter().any(|known| known == value) {
        list.push(value.to_owned());
    }
}

/// The fields of an inspection that exists.
pub(super) fn of_inspection(one: &Inspection) -> Fields {
    let id = |id: Option<i64>| id.map_or(String::new(), |id| id.to_string());
    let mut fields = Fields::empty()
        .with("version", one.version)
        .with("title", &one.title)
        .with("kind", one.kind.code())
        .with("basis", &one.basis)
        .with("ordered_by", &one.ordered_by)
        .with("purpose", &one.purpose)
        .with("object", &one.object)
        .with("matter", &one.matter)
        .with("methods", &one.methods)
        .with("sample", &one.sample)
        .with("papers", &one.papers)
        .with("outputs", &one.outputs)
        .with("considered_at", &one.considered_at)
        .with_date("starts_on", Some(one.starts_on))
        .with_date("ends_on", Some(one.ends_on))
        .with("subject", id(one.coverage.subject_id))
        .with("teacher", id(one.coverage.teacher_staff_id))
        .with("term", &one.coverage.term)
        .with("comparison", one.comparison.code())
        .with("recheck_days", id(one.recheck_days))
        .with("lead", id(one.lead()));
    fields = one.coverage.classes.iter().fold(fields, |fields, class| fields.with("class", class));
    let experts = one.members.iter().filter(|member| member.duty == Duty::Expert);
    fields = experts
        .enumerate()
        .fold(fields, |fields, (row, member)| fields.with(&format!("expert_{row}"), member.staff_id));
    let fields = with_indicators(fields, &one.indicators);
    one.steps.iter().enumerate().fold(fields, |fields, (row, step)| {
        fields
            .with(&format!("step_{row}"), step.id)
            .with(&format!("task_{row}"), &step.task)
            .with(&format!("sources_{row}"), &step.sources)
            .with(&format!("performer_{row}"), &step.performer)
            .with(&format!("staff_{row}"), id(step.staff_id))
            .with_date(&format!("due_{row}"), step.due_on)
    })
}
