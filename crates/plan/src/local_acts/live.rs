//! What the appendices of «Положение о ВСОКО» say as long as its text is open: they follow the model and the plan of the
//! year that the act names.

use chrono::NaiveDate;
use roster::staff::queries::staff;
use school::SchoolYear;
use store::{Reads, Result};

use super::appendix::{Appendix, read};
use super::register::{Model, indicators, registers};
use super::{ActKind, LocalAct, labels, queries};
use crate::bodies;
use crate::calendar::Procedure;
use crate::calendar::queries::procedures;
use crate::model;

/// The year whose plan the appendices of an act follow, whichever year is being looked at: its own, otherwise that of the
/// day.
pub(super) fn plan_year(act: &LocalAct, today: NaiveDate) -> i64 {
    act.school_year.unwrap_or_else(|| SchoolYear::containing(today).0)
}

/// The appendices of an act: those that were kept when it was closed, otherwise those that model and plan give.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn appendices(db: &mut impl Reads, act: &LocalAct, today: NaiveDate) -> Result<Vec<Appendix>> {
    if act.kind != ActKind::QualityRegulation {
        return Ok(Vec::new());
    }
    if !act.appendices.is_empty() {
        return Ok(read(&act.appendices));
    }
    let year = plan_year(act, today);
    let procedures = procedures(db, year).await?;
    let elements = model::queries::elements(db).await?;
    let links = model::queries::links(db).await?;
    let acts: Vec<(i64, String)> = queries::acts(db).await?.into_iter().map(|act| (act.id, act.title)).collect();
    let bodies: Vec<(i64, String)> =
        bodies::queries::bodies(db).await?.into_iter().map(|body| (body.id, body.name)).collect();
    let of = Model {
        elements: &elements,
        links: &links,
        procedures: &procedures,
        acts: &acts,
        bodies: &bodies,
        indicators: model::known_indicators(),
    };
    let mut made: Vec<Appendix> = registers(&of).into_iter().chain(indicators(&of)).collect();
    made.push(cyclogram(db, year, procedures).await?);
    made.extend(commission(db, today).await?);
    Ok(made)
}

async fn cyclogram(db: &mut impl Reads, school_year: i64, procedures: Vec<Procedure>) -> Result<Appendix> {
    let people = staff(db).await?;
    let named = |id: Option<i64>| people.iter().find(|one| Some(one.id) == id).map(|one| one.name().with_initials());
    let rows = procedures.into_iter().enumerate().map(|(at, one)| {
        vec![
            (at + 1).to_string(),
            one.object,
            one.name,
            one.instrument,
            labels::period(one.starts_on, one.due_on),
            if one.responsible.is_empty() {
                named(one.responsible_staff_id).unwrap_or_default()
            } else {
                one.responsible
            },
            one.decision_form,
        ]
    });
    Ok(Appendix {
        title: labels::cyclogram(school_year),
        header: labels::CYCLOGRAM_COLUMNS.map(str::to_owned).to_vec(),
        rows: rows.collect(),
    })
}

/// The commission on ВСОКО with those who belong to it on the day, if there is one.
async fn commission(db: &mut impl Reads, today: NaiveDate) -> Result<Option<Appendix>> {
    let all = bodies::queries::bodies(db).await?;
    let is_commission =
        |body: &&bodies::CollegialBody| body.kind == bodies::BodyKind::QualityCommission && body.exists_on(today);
    let Some(body) = all.iter().find(is_commission) else { return Ok(None) };
    let members = bodies::queries::members_of(db, body.id).await?;
    let present = members.into_iter().filter(|member| member.is_in_office(today)).enumerate();
    let rows: Vec<Vec<String>> =
        present.map(|(at, member)| vec![(at + 1).to_string(), member.name, member.seat]).collect();
    let header = labels::MEMBER_COLUMNS.map(str::to_owned).to_vec();
    Ok((!rows.is_empty()).then(|| Appendix { title: labels::COMMISSION.to_owned(), header, rows }))
}
