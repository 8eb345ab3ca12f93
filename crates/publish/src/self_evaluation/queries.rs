//! All SQL of editions and of the texts that people write.

use chrono::{DateTime, NaiveDate, Utc};
use ledger::Change;
use store::{Reads, Result, args, new_id};

use super::content::{Content, Section};
use super::edition::{Edition, EditionState, Standing};

/// The kind of report that this feature makes.
const SELF_EVALUATION: &str = "self_evaluation";

/// What people wrote into a section.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Paragraph {
    /// code of the section
    pub section: String,
    /// the text as typed, with its placeholders
    pub text: String,
    /// when
    pub written_at: DateTime<Utc>,
    /// by whom
    pub written_by: String,
    /// how often the section was written
    pub version: i64,
}

/// The texts of a year that stand.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn paragraphs(db: &mut impl Reads, year: i64) -> Result<Vec<Paragraph>> {
    db.rows(
        "SELECT p.section, p.text, p.written_at, p.written_by, p.ordinal AS version FROM report_paragraph p
         WHERE p.kind = $1 AND p.year = $2 AND p.ordinal = (SELECT MAX(l.ordinal) FROM report_paragraph l
            WHERE l.kind = p.kind AND l.year = p.year AND l.section = p.section)
         ORDER BY p.section",
        args![SELF_EVALUATION, year],
    )
    .await
}

/// Writes a text after so many before; those stay as history.
///
/// # Errors
/// When the database refuses.
pub(super) async fn write_paragraph(
    change: &mut Change,
    (year, section): (i64, Section),
    version: i64,
    text: &str,
) -> Result<()> {
    let (at, by) = (change.now(), change.actor().name.clone());
    change
        .execute(
            "INSERT INTO report_paragraph (kind, year, section, ordinal, text, written_at, written_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            args![SELF_EVALUATION, year, section.code(), version + 1, text, at, by],
        )
        .await?;
    Ok(())
}

/// An edition as lists show it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct EditionLine {
    /// id
    pub id: i64,
    /// calendar year
    pub year: i64,
    /// number within the year
    pub number: i64,
    /// the day it was made
    pub made_on: NaiveDate,
    /// by whom
    pub made_by: String,
    /// stored word of its last step
    pub state: Option<String>,
}

impl EditionLine {
    /// Where it stands.
    #[must_use]
    pub fn standing(&self) -> Option<Standing> {
        self.state.as_deref().and_then(Standing::from_code)
    }
}

/// All editions, the latest first.
///
/// # Errors
/// When the database does not answer.
pub async fn editions(db: &mut impl Reads) -> Result<Vec<EditionLine>> {
    db.rows(
        "SELECT e.id, e.year, e.number, e.made_on, e.made_by,
            (SELECT s.state FROM report_edition_state s WHERE s.edition_id = e.id
                AND s.ordinal = (SELECT MAX(l.ordinal) FROM report_edition_state l WHERE l.edition_id = e.id)) AS state
         FROM report_edition e WHERE e.kind = $1 ORDER BY e.year DESC, e.number DESC",
        args![SELF_EVALUATION],
    )
    .await
}

#[derive(sqlx::FromRow)]
struct EditionRow {
    id: i64,
    year: i64,
    number: i64,
    as_of: NaiveDate,
    made_on: NaiveDate,
    made_at: DateTime<Utc>,
    made_by: String,
    content_json: String,
    heading_pages: String,
}

#[derive(sqlx::FromRow)]
struct StateRow {
    state: String,
    body: String,
    number: String,
    dated: NaiveDate,
    set_on: NaiveDate,
    set_by: String,
}

/// An edition with what has been said about it.
///
/// # Errors
/// When the database does not answer, or what it kept cannot be read.
pub(super) async fn edition(db: &mut impl Reads, id: i64) -> std::result::Result<Option<Edition>, super::ReportError> {
    let row: Option<EditionRow> = db
        .row(
            "SELECT id, year, number, as_of, made_on, made_at, made_by, content_json, heading_pages
             FROM report_edition WHERE id = $1 AND kind = $2",
            args![id, SELF_EVALUATION],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let content: Content = serde_json::from_str(&row.content_json)?;
    let states: Vec<StateRow> = db
        .rows(
            "SELECT state, body, number, dated, set_on, set_by FROM report_edition_state
             WHERE edition_id = $1 ORDER BY ordinal",
            args![id],
        )
        .await?;
    Ok(Some(Edition {
        id: row.id,
        year: row.year,
        number: row.number,
        as_of: row.as_of,
        made_on: row.made_on,
        made_at: Some(row.made_at),
        made_by: row.made_by,
        content,
        heading_pages: row.heading_pages.split(',').filter_map(|page| page.parse().ok()).collect(),
        states: states.into_iter().filter_map(state).collect(),
    }))
}

fn state(row: StateRow) -> Option<EditionState> {
    Some(EditionState {
        standing: Standing::from_code(&row.state)?,
        body: row.body,
        number: row.number,
        dated: row.dated,
        set_on: row.set_on,
        set_by: row.set_by,
    })
}

/// The id of the latest edition of a year that was made on a day or before.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn latest(db: &mut impl Reads, year: i64, day: NaiveDate) -> Result<Option<i64>> {
    db.number(
        "SELECT e.id FROM report_edition e WHERE e.kind = $1 AND e.year = $2 AND e.number =
            (SELECT MAX(l.number) FROM report_edition l WHERE l.kind = e.kind AND l.year = e.year AND l.made_on <= $3)",
        args![SELF_EVALUATION, year, day],
    )
    .await
}

/// Keeps an edition; answers it with its id and number.
///
/// # Errors
/// When the database refuses, or the content cannot be written down.
pub(super) async fn keep(change: &mut Change, edition: Edition) -> std::result::Result<Edition, super::ReportError> {
    let last = change
        .number(
            "SELECT MAX(number) FROM report_edition WHERE kind = $1 AND year = $2",
            args![SELF_EVALUATION, edition.year],
        )
        .await?;
    let kept = Edition {
        id: new_id(),
        number: last.unwrap_or(0) + 1,
        made_on: change.today(),
        made_at: Some(change.now()),
        made_by: change.actor().name.clone(),
        ..edition
    };
    let pages: Vec<String> = kept.heading_pages.iter().map(ToString::to_string).collect();
    let content = serde_json::to_string(&kept.content)?;
    let at = change.now();
    change
        .execute(
            "INSERT INTO report_edition (id, kind, year, number, as_of, made_on, made_at, made_by, content_json,
                heading_pages) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            args![
                kept.id,
                SELF_EVALUATION,
                kept.year,
                kept.number,
                kept.as_of,
                kept.made_on,
                at,
                &kept.made_by,
                content,
                pages.join(",")
            ],
        )
        .await?;
    Ok(kept)
}

/// Adds a step to an edition.
///
/// # Errors
/// When the database refuses.
pub(super) async fn add_state(change: &mut Change, edition: &Edition, state: &EditionState) -> Result<()> {
    let ordinal = i64::try_from(edition.states.len()).unwrap_or(i64::MAX) + 1;
    let at = change.now();
    change
        .execute(
            "INSERT INTO report_edition_state (edition_id, ordinal, state, body, number, dated, set_on, set_at, set_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            args![
                edition.id,
                ordinal,
                state.standing.code(),
                &state.body,
                &state.number,
                state.dated,
                state.set_on,
                at,
                &state.set_by
            ],
        )
        .await?;
    Ok(())
}
