use ledger::Change;
use school::name_key;
use store::{Reads, Result, args, new_id};

use super::{USUAL_SUBJECTS, UsualSubject};

/// Places up to here belong to the usual subjects.
const FIRST_UNUSUAL: i64 = 100;

/// A subject («учебный предмет»).
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Subject {
    /// id
    pub id: i64,
    /// full name
    pub name: String,
    /// the key by which names are matched
    pub name_key: String,
    /// name for a narrow column
    pub short_name: String,
    /// place in a report
    pub position: i64,
    /// whether it is marked from 2 to 5
    pub is_marked: bool,
}

/// Another name of a subject, as some file writes it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Alias {
    /// the key by which it is matched
    pub alias_key: String,
    /// as it was written
    pub alias: String,
    /// the subject it means
    pub subject_id: i64,
}

/// All subjects, in the order of a report.
///
/// # Errors
/// When the database does not answer.
pub async fn subjects(db: &mut impl Reads) -> Result<Vec<Subject>> {
    db.rows("SELECT id, name, name_key, short_name, position, is_marked FROM subject ORDER BY position, id", args![])
        .await
}

/// One subject.
///
/// # Errors
/// When the database does not answer.
pub async fn subject(db: &mut impl Reads, id: i64) -> Result<Option<Subject>> {
    db.row("SELECT id, name, name_key, short_name, position, is_marked FROM subject WHERE id = $1", args![id]).await
}

/// The other names of all subjects.
///
/// # Errors
/// When the database does not answer.
pub async fn aliases(db: &mut impl Reads) -> Result<Vec<Alias>> {
    db.rows("SELECT alias_key, alias, subject_id FROM subject_alias ORDER BY subject_id, alias_key", args![]).await
}

/// Makes a subject in its usual place or at the end of the list, or answers the one that has this name already.
///
/// # Errors
/// When the database refuses.
pub async fn create_subject(change: &mut Change, name: &str, short_name: &str, is_marked: bool) -> Result<i64> {
    let key = name_key(name);
    let known = change.number("SELECT id FROM subject WHERE name_key = $1", args![&key]).await?;
    if let Some(id) = known {
        return Ok(id);
    }
    let id = new_id();
    insert_subject(change, id, name, short_name, is_marked).await?;
    Ok(id)
}

/// Saves a new subject under a given id, in its usual place or at the end of the list.
///
/// # Errors
/// When the database refuses; a name is taken once.
pub async fn insert_subject(change: &mut Change, id: i64, name: &str, short_name: &str, is_marked: bool) -> Result<()> {
    let last = change.number("SELECT MAX(position) FROM subject", args![]).await?;
    let usual = USUAL_SUBJECTS.iter().position(|usual| name_key(usual.name) == name_key(name));
    // A usual subject has its usual place; others follow all of those.
    let position = match usual.and_then(|at| i64::try_from(at).ok()) {
        Some(at) => at + 1,
        None => last.unwrap_or(0).max(FIRST_UNUSUAL) + 1,
    };
    change
        .execute(
            "INSERT INTO subject (id, name, name_key, short_name, position, is_marked) VALUES ($1, $2, $3, $4, $5, $6)",
            args![id, name, name_key(name), short_name, position, is_marked],
        )
        .await?;
    Ok(())
}

/// Saves name, short name, place and whether it is marked.
///
/// # Errors
/// When the database refuses; a name is taken once.
pub async fn save_subject(change: &mut Change, subject: &Subject) -> Result<()> {
    change
        .execute(
            "UPDATE subject SET name = $2, name_key = $3, short_name = $4, position = $5, is_marked = $6 WHERE id = $1",
            args![
                subject.id,
                &subject.name,
                name_key(&subject.name),
                &subject.short_name,
                subject.position,
                subject.is_marked
            ],
        )
        .await?;
    Ok(())
}

/// Says that files may call the subject so. A name that already means another subject is left to it; the answer says
/// whether the name is new.
///
/// # Errors
/// When the database refuses.
pub async fn add_alias(change: &mut Change, subject_id: i64, alias: &str) -> Result<bool> {
    let added = change
        .execute(
            "INSERT INTO subject_alias (alias_key, alias, subject_id) VALUES ($1, $2, $3)
             ON CONFLICT (alias_key) DO NOTHING",
            args![name_key(alias), alias, subject_id],
        )
        .await?;
    Ok(added > 0)
}

/// Takes another name away.
///
/// # Errors
/// When the database refuses.
pub async fn remove_alias(change: &mut Change, alias_key: &str) -> Result<()> {
    change.execute("DELETE FROM subject_alias WHERE alias_key = $1", args![alias_key]).await?;
    Ok(())
}

/// Makes a usual subject with its usual aliases. Answers its id.
///
/// # Errors
/// When the database refuses.
pub async fn create_usual(change: &mut Change, usual: &UsualSubject) -> Result<i64> {
    let id = create_subject(change, usual.name, usual.short_name, usual.is_marked).await?;
    for alias in usual.aliases {
        add_alias(change, id, alias).await?;
    }
    Ok(id)
}

/// Makes all usual subjects that are not there yet: what a new school starts with.
///
/// # Errors
/// When the database refuses.
pub async fn install_usual(change: &mut Change) -> Result<()> {
    for usual in USUAL_SUBJECTS {
        create_usual(change, usual).await?;
    }
    Ok(())
}
