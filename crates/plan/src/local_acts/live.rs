//! What the appendices of «Положение о ВСОКО» say as long as its text is open: they follow the plan.

use roster::staff::queries::staff;
use store::{Reads, Result};

use super::appendix::{Appendix, read};
use super::{ActKind, LocalAct, labels};
use crate::bodies;
use crate::calendar::queries::procedures;
use crate::model::known_indicators;

/// The appendices of an act: those that were kept when it was closed, otherwise those that the plan of a year gives.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn appendices(db: &mut impl Reads, act: &LocalAct, school_year: i64) -> Result<Vec<Appendix>> {
    if act.kind != ActKind::QualityRegulation {
        return Ok(Vec::new());
    }
    if !act.appendices.is_empty() {
        return Ok(read(&act.appendices));
    }
    let mut made = vec![indicators(), cyclogram(db, school_year).await?];
    made.extend(commission(db).await?);
    Ok(made)
}

fn indicators() -> Appendix {
    let row = |(at, one): (usize, &crate::model::KnownIndicator)| {
        vec![(at + 1).to_string(), one.name.clone(), one.pack.clone()]
    };
    Appendix {
        title: labels::INDICATORS.to_owned(),
        header: labels::INDICATOR_COLUMNS.map(str::to_owned).to_vec(),
        rows: known_indicators().iter().enumerate().map(row).collect(),
    }
}

async fn cyclogram(db: &mut impl Reads, school_year: i64) -> Result<Appendix> {
    let people = staff(db).await?;
    let named = |id: Option<i64>| people.iter().find(|one| Some(one.id) == id).map(|one| one.name().with_initials());
    let rows = procedures(db, school_year).await?.into_iter().enumerate().map(|(at, one)| {
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

/// The commission on ВСОКО with those who belong to it, if there is one.
async fn commission(db: &mut impl Reads) -> Result<Option<Appendix>> {
    let all = bodies::queries::bodies(db).await?;
    let is_commission =
        |body: &&bodies::CollegialBody| body.kind == bodies::BodyKind::QualityCommission && body.dissolved_on.is_none();
    let Some(body) = all.iter().find(is_commission) else { return Ok(None) };
    let members = bodies::queries::members_of(db, body.id).await?;
    let present = members.into_iter().filter(|member| member.until.is_none());
    let rows: Vec<Vec<String>> = present.map(|member| vec![member.name, member.seat]).collect();
    let header = labels::MEMBER_COLUMNS.map(str::to_owned).to_vec();
    Ok((!rows.is_empty()).then(|| Appendix { title: labels::COMMISSION.to_owned(), header, rows }))
}
