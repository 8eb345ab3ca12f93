use chrono::NaiveDate;
use ledger::Change;
use store::{Reads, Result, args};

use super::{Area, Procedure, ProcedureKind};

#[derive(sqlx::FromRow)]
struct ProcedureRow {
    id: i64,
    school_year: i64,
    place: i64,
    area: String,
    object: String,
    name: String,
    kind: String,
    method: String,
    instrument: String,
    indicators: String,
    periodicity: String,
    starts_on: Option<NaiveDate>,
    due_on: Option<NaiveDate>,
    classes: String,
    subject_id: Option<i64>,
    responsible_staff_id: Option<i64>,
    responsible: String,
    performers: String,
    local_act: String,
    result_form: String,
    considered_at: String,
    decision_form: String,
    version: i64,
}

impl From<ProcedureRow> for Procedure {
    fn from(row: ProcedureRow) -> Self {
        Procedure {
            id: row.id,
            school_year: row.school_year,
            place: row.place,
            area: Area::from_code(&row.area).unwrap_or(Area::Process),
            object: row.object,
            name: row.name,
            kind: ProcedureKind::from_code(&row.kind).unwrap_or(ProcedureKind::Monitoring),
            method: row.method,
            instrument: row.instrument,
            indicators: row.indicators.split_whitespace().map(str::to_owned).collect(),
            periodicity: row.periodicity,
            starts_on: row.starts_on,
            due_on: row.due_on,
            classes: row.classes,
            subject_id: row.subject_id,
            responsible_staff_id: row.responsible_staff_id,
            responsible: row.responsible,
            performers: row.performers,
            local_act: row.local_act,
            result_form: row.result_form,
            considered_at: row.considered_at,
            decision_form: row.decision_form,
            version: row.version,
        }
    }
}

/// The cyclogram of a school year, in its order.
///
/// # Errors
/// When the database does not answer.
pub async fn procedures(db: &mut impl Reads, school_year: i64) -> Result<Vec<Procedure>> {
    let rows: Vec<ProcedureRow> = db
        .rows(
            "SELECT id, school_year, place, area, object, name, kind, method, instrument, indicators, periodicity, starts_on,
                due_on, classes, subject_id, responsible_staff_id, responsible, performers, local_act, result_form,
                considered_at, decision_form, version
             FROM procedure WHERE school_year = $1 ORDER BY place, id",
            args![school_year],
        )
        .await?;
    Ok(rows.into_iter().map(Procedure::from).collect())
}

/// One procedure.
///
/// # Errors
/// When the database does not answer.
pub async fn procedure(db: &mut impl Reads, id: i64) -> Result<Option<Procedure>> {
    let row: Option<ProcedureRow> = db
        .row(
            "SELECT id, school_year, place, area, object, name, kind, method, instrument, indicators, periodicity, starts_on,
                due_on, classes, subject_id, responsible_staff_id, responsible, performers, local_act, result_form,
                considered_at, decision_form, version
             FROM procedure WHERE id = $1",
            args![id],
        )
        .await?;
    Ok(row.map(Procedure::from))
}

/// Adds a procedure at the end of the cyclogram of its school year.
///
/// # Errors
/// When the database refuses.
pub async fn append(change: &mut Change, procedure: &Procedure) -> Result<()> {
    change
        .execute(
            "INSERT INTO procedure (id, school_year, place, area, object, name, kind, method, instrument, indicators,
                periodicity, starts_on, due_on, classes, subject_id, responsible_staff_id, responsible, performers, local_act,
                result_form, considered_at, decision_form, version)
             SELECT $1, $2, COALESCE(MAX(place), 0) + 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
                $18, $19, $20, $21, 1 FROM procedure WHERE school_year = $2",
            args![
                procedure.id,
                procedure.school_year,
                procedure.area.code(),
                procedure.object.as_str(),
                procedure.name.as_str(),
                procedure.kind.code(),
                procedure.method.as_str(),
                procedure.instrument.as_str(),
                procedure.indicators.join(" "),
                procedure.periodicity.as_str(),
                procedure.starts_on,
                procedure.due_on,
                procedure.classes.as_str(),
                procedure.subject_id,
                procedure.responsible_staff_id,
                procedure.responsible.as_str(),
                procedure.performers.as_str(),
                procedure.local_act.as_str(),
                procedure.result_form.as_str(),
                procedure.considered_at.as_str(),
                procedure.decision_form.as_str()
            ],
        )
        .await?;
    Ok(())
}
