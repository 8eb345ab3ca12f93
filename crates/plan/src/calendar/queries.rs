use chrono::NaiveDate;
use ledger::Change;
use store::{Reads, Result, args, new_id};

use super::{Area, Procedure, ProcedureKind, artefact, labels};
use crate::grid::VersionRow;

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

/// The place after the last row of a school year.
///
/// # Errors
/// When the database does not answer.
pub async fn next_place(db: &mut impl Reads, school_year: i64) -> Result<i64> {
    let last = db.number("SELECT MAX(place) FROM procedure WHERE school_year = $1", args![school_year]).await?;
    Ok(last.unwrap_or(0) + 1)
}

/// Saves a row as its next version, keeps what it said, and tells chains of it. Answers the row as it is now.
///
/// # Errors
/// When the database refuses.
pub async fn save(change: &mut Change, row: &Procedure) -> Result<Procedure> {
    let row = Procedure { version: row.version + 1, ..row.clone() };
    write(change, &row).await?;
    keep_version(change, &row, false).await?;
    let dated = row.due_on.or(row.starts_on);
    change.describe(artefact(row.id), (&row.name, labels::IN_CALENDAR), dated).await?;
    Ok(row)
}

async fn write(change: &mut Change, row: &Procedure) -> Result<()> {
    change
        .execute(
            "INSERT INTO procedure (id, school_year, place, area, object, name, kind, method, instrument, indicators,
                periodicity, starts_on, due_on, classes, subject_id, responsible_staff_id, responsible, performers,
                local_act, result_form, considered_at, decision_form, version)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)
             ON CONFLICT (id) DO UPDATE SET place = excluded.place, area = excluded.area, object = excluded.object,
                name = excluded.name, kind = excluded.kind, method = excluded.method, instrument = excluded.instrument,
                indicators = excluded.indicators, periodicity = excluded.periodicity, starts_on = excluded.starts_on,
                due_on = excluded.due_on, classes = excluded.classes, subject_id = excluded.subject_id,
                responsible_staff_id = excluded.responsible_staff_id, responsible = excluded.responsible,
                performers = excluded.performers, local_act = excluded.local_act, result_form = excluded.result_form,
                considered_at = excluded.considered_at, decision_form = excluded.decision_form, version = excluded.version",
            args![
                row.id,
                row.school_year,
                row.place,
                row.area.code(),
                &row.object,
                &row.name,
                row.kind.code(),
                &row.method,
                &row.instrument,
                row.indicators.join(" "),
                &row.periodicity,
                row.starts_on,
                row.due_on,
                &row.classes,
                row.subject_id,
                row.responsible_staff_id,
                &row.responsible,
                &row.performers,
                &row.local_act,
                &row.result_form,
                &row.considered_at,
                &row.decision_form,
                row.version,
            ],
        )
        .await?;
    Ok(())
}

async fn keep_version(change: &mut Change, row: &Procedure, is_removal: bool) -> Result<()> {
    let content =
        serde_json::to_string(row).map_err(|cause| store::Error::new("keeping a row of the cyclogram", cause))?;
    let (saved_at, saved_by) = (change.now(), change.actor().name.clone());
    change
        .execute(
            "INSERT INTO procedure_version (id, procedure_id, version, school_year, is_removal, content, saved_at, saved_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            args![new_id(), row.id, row.version, row.school_year, is_removal, content, saved_at, saved_by],
        )
        .await?;
    Ok(())
}

/// Takes a row out of the cyclogram. What it said is kept among its versions.
///
/// # Errors
/// When the database refuses.
pub async fn remove(change: &mut Change, row: &Procedure) -> Result<()> {
    change.execute("DELETE FROM procedure WHERE id = $1", args![row.id]).await?;
    keep_version(change, &Procedure { version: row.version + 1, ..row.clone() }, true).await?;
    change.unlink(artefact(row.id)).await
}

/// What a row said after one of its saves.
pub type SavedVersion = crate::grid::SavedVersion<Procedure>;

/// All versions of a row, the oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn versions(db: &mut impl Reads, procedure_id: i64) -> Result<Vec<SavedVersion>> {
    let rows: Vec<VersionRow> = db
        .rows(
            "SELECT id, procedure_id AS row_id, version, is_removal, content, saved_at, saved_by FROM procedure_version
             WHERE procedure_id = $1 ORDER BY version",
            args![procedure_id],
        )
        .await?;
    Ok(rows.into_iter().map(SavedVersion::from).collect())
}

/// The last words of the rows of a school year that are not in the cyclogram any more, the latest removed first.
///
/// # Errors
/// When the database does not answer.
pub async fn removed(db: &mut impl Reads, school_year: i64) -> Result<Vec<SavedVersion>> {
    let rows: Vec<VersionRow> = db
        .rows(
            "SELECT v.id, v.procedure_id AS row_id, v.version, v.is_removal, v.content, v.saved_at, v.saved_by FROM procedure_version v
             WHERE v.school_year = $1 AND v.is_removal AND NOT EXISTS
                 (SELECT 1 FROM procedure p WHERE p.id = v.procedure_id)
                 AND NOT EXISTS (SELECT 1 FROM procedure_version later
                    WHERE later.procedure_id = v.procedure_id AND later.version > v.version)
             ORDER BY v.id DESC LIMIT 50",
            args![school_year],
        )
        .await?;
    Ok(rows.into_iter().map(SavedVersion::from).collect())
}

/// What was saved in the cyclogram of a school year after the moment that an id stands for, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn versions_after(db: &mut impl Reads, school_year: i64, after: i64) -> Result<Vec<SavedVersion>> {
    let rows: Vec<VersionRow> = db
        .rows(
            "SELECT id, procedure_id AS row_id, version, is_removal, content, saved_at, saved_by FROM procedure_version
             WHERE school_year = $1 AND id > $2 ORDER BY id",
            args![school_year, after],
        )
        .await?;
    Ok(rows.into_iter().map(SavedVersion::from).collect())
}
