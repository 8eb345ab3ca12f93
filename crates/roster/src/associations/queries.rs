use ledger::Change;
use store::{Reads, Result, args, new_id};

/// A methodological association of subject teachers («ШМО»).
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Association {
    /// id
    pub id: i64,
    /// name
    pub name: String,
    /// who heads it
    pub head_staff_id: Option<i64>,
}

/// All associations, by name.
///
/// # Errors
/// When the database does not answer.
pub async fn associations(db: &mut impl Reads) -> Result<Vec<Association>> {
    let mut associations: Vec<Association> =
        db.rows("SELECT id, name, head_staff_id FROM methodological_association", args![]).await?;
    associations.sort_by_cached_key(|association| school::ru::sort_key(&association.name));
    Ok(associations)
}

/// Saves an association and the subjects it answers for; one without an id (0) gets one. Answers the id.
///
/// # Errors
/// When the database refuses.
pub async fn save_association(change: &mut Change, association: &Association, subjects: &[i64]) -> Result<i64> {
    let id = if association.id == 0 { new_id() } else { association.id };
    change
        .execute(
            "INSERT INTO methodological_association (id, name, head_staff_id) VALUES ($1, $2, $3)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, head_staff_id = excluded.head_staff_id",
            args![id, &association.name, association.head_staff_id],
        )
        .await?;
    change.execute("DELETE FROM association_subject WHERE association_id = $1", args![id]).await?;
    for subject_id in subjects {
        change
            .execute(
                "INSERT INTO association_subject (association_id, subject_id) VALUES ($1, $2)",
                args![id, *subject_id],
            )
            .await?;
    }
    Ok(id)
}

/// The subjects an association answers for.
///
/// # Errors
/// When the database does not answer.
pub async fn subjects_of_association(db: &mut impl Reads, association_id: i64) -> Result<Vec<i64>> {
    let rows: Vec<(i64,)> = db
        .rows(
            "SELECT subject_id FROM association_subject WHERE association_id = $1 ORDER BY subject_id",
            args![association_id],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// One association.
///
/// # Errors
/// When the database does not answer.
pub async fn association(db: &mut impl Reads, id: i64) -> Result<Option<Association>> {
    db.row("SELECT id, name, head_staff_id FROM methodological_association WHERE id = $1", args![id]).await
}

/// Which association answers for which subjects: `(association, subject)`.
///
/// # Errors
/// When the database does not answer.
pub async fn association_subjects(db: &mut impl Reads) -> Result<Vec<(i64, i64)>> {
    let sql = "SELECT association_id, subject_id FROM association_subject ORDER BY association_id, subject_id";
    db.rows(sql, args![]).await
}

/// Removes an association; the subjects and the people stay.
///
/// # Errors
/// When the database refuses.
pub async fn remove_association(change: &mut Change, id: i64) -> Result<()> {
    change.execute("DELETE FROM association_subject WHERE association_id = $1", args![id]).await?;
    change.execute("DELETE FROM methodological_association WHERE id = $1", args![id]).await?;
    Ok(())
}
