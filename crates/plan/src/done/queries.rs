use chrono::{DateTime, NaiveDate, Utc};
use ledger::Change;
use store::{Reads, Result, args};

/// A row of a plan was done («выполнено»).
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Done {
    /// id of the row
    pub subject_id: i64,
    /// when it was done
    pub done_on: NaiveDate,
    /// what shows it: a paper, a link, a few words
    pub note: String,
    /// when it was marked
    pub noted_at: DateTime<Utc>,
    /// by whom
    pub noted_by: String,
}

/// What followed from a procedure, as the ledger describes it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Follower {
    /// the procedure
    pub from_id: i64,
    /// kind of what followed
    pub kind: String,
    /// its id
    pub id: i64,
    /// its title
    pub title: String,
    /// its state in a Russian word
    pub state: String,
}

/// What of the rows of one kind was marked as done in a school year.
///
/// # Errors
/// When the database does not answer.
pub async fn done_in(db: &mut impl Reads, kind: &str, school_year: i64) -> Result<Vec<Done>> {
    db.rows(
        "SELECT subject_id, done_on, note, noted_at, noted_by FROM plan_done
         WHERE subject_kind = $1 AND school_year = $2",
        args![kind, school_year],
    )
    .await
}

/// What followed from the procedures of a school year, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn followers_in(db: &mut impl Reads, school_year: i64) -> Result<Vec<Follower>> {
    db.rows(
        "SELECT l.from_id, l.to_kind AS kind, l.to_id AS id, COALESCE(c.title, '') AS title, COALESCE(c.state, '') AS state
         FROM procedure p JOIN artefact_link l ON l.from_kind = 'procedure' AND l.from_id = p.id
             LEFT JOIN artefact_card c ON c.kind = l.to_kind AND c.id = l.to_id
         WHERE p.school_year = $1 ORDER BY l.made_at DESC, l.to_id DESC",
        args![school_year],
    )
    .await
}

/// Writes that a row was done.
///
/// # Errors
/// When the database refuses.
pub(super) async fn save_done(
    change: &mut Change,
    (kind, id, school_year): (&'static str, i64, i64),
    (done_on, note): (NaiveDate, &str),
) -> Result<()> {
    let (noted_at, noted_by) = (change.now(), change.actor().name.clone());
    change
        .execute(
            "INSERT INTO plan_done (subject_kind, subject_id, school_year, done_on, note, noted_at, noted_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (subject_kind, subject_id) DO UPDATE SET done_on = excluded.done_on, note = excluded.note,
                noted_at = excluded.noted_at, noted_by = excluded.noted_by",
            args![kind, id, school_year, done_on, note, noted_at, noted_by],
        )
        .await?;
    Ok(())
}

/// Takes the mark of a row back; answers whether there was one.
///
/// # Errors
/// When the database refuses.
pub async fn remove_done(change: &mut Change, kind: &'static str, id: i64) -> Result<bool> {
    let sql = "DELETE FROM plan_done WHERE subject_kind = $1 AND subject_id = $2";
    Ok(change.execute(sql, args![kind, id]).await? > 0)
}
