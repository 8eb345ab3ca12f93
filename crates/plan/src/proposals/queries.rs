use chrono::{DateTime, Utc};
use ledger::Change;
use store::{Reads, Result, args};

use super::proposal::{Proposal, State};

#[derive(sqlx::FromRow)]
struct ProposalRow {
    id: i64,
    school_year: i64,
    words: String,
    reason: String,
    source_kind: String,
    source_id: i64,
    source_title: String,
    indicators: String,
    classes: String,
    made_at: DateTime<Utc>,
    made_by: String,
    answer: Option<String>,
    note: Option<String>,
    procedure_id: Option<i64>,
    answered_at: Option<DateTime<Utc>>,
    answered_by: Option<String>,
}

impl From<ProposalRow> for Proposal {
    fn from(row: ProposalRow) -> Self {
        Self {
            id: row.id,
            school_year: row.school_year,
            words: row.words,
            reason: row.reason,
            source_kind: row.source_kind,
            source_id: row.source_id,
            source_title: row.source_title,
            indicators: row.indicators.split_whitespace().map(str::to_owned).collect(),
            classes: row.classes,
            made_at: row.made_at,
            made_by: row.made_by,
            state: row.answer.as_deref().and_then(State::from_code).unwrap_or(State::Open),
            note: row.note.unwrap_or_default(),
            procedure_id: row.procedure_id,
            answered_at: row.answered_at,
            answered_by: row.answered_by.unwrap_or_default(),
        }
    }
}

/// All proposals, those of the latest school year first, the open ones before the answered.
///
/// # Errors
/// When the database does not answer.
pub async fn proposals(db: &mut impl Reads) -> Result<Vec<Proposal>> {
    let rows: Vec<ProposalRow> = db
        .rows(
            "SELECT p.id, p.school_year, p.words, p.reason, p.source_kind, p.source_id, p.source_title, p.indicators,
                p.classes, p.made_at, p.made_by, a.answer, a.note, a.procedure_id, a.answered_at, a.answered_by
             FROM proposal p LEFT JOIN proposal_answer a ON a.proposal_id = p.id
             ORDER BY p.school_year DESC, CASE WHEN a.answer IS NULL THEN 0 ELSE 1 END, p.made_at, p.id",
            args![],
        )
        .await?;
    Ok(rows.into_iter().map(Proposal::from).collect())
}

/// The proposals that came from one thing, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn proposals_of(db: &mut impl Reads, source: ledger::Artefact) -> Result<Vec<Proposal>> {
    let rows: Vec<ProposalRow> = db
        .rows(
            "SELECT p.id, p.school_year, p.words, p.reason, p.source_kind, p.source_id, p.source_title, p.indicators,
                p.classes, p.made_at, p.made_by, a.answer, a.note, a.procedure_id, a.answered_at, a.answered_by
             FROM proposal p LEFT JOIN proposal_answer a ON a.proposal_id = p.id
             WHERE p.source_kind = $1 AND p.source_id = $2 ORDER BY p.made_at, p.id",
            args![source.kind, source.id],
        )
        .await?;
    Ok(rows.into_iter().map(Proposal::from).collect())
}

/// One proposal.
///
/// # Errors
/// When the database does not answer.
pub async fn proposal(db: &mut impl Reads, id: i64) -> Result<Option<Proposal>> {
    let row: Option<ProposalRow> = db
        .row(
            "SELECT p.id, p.school_year, p.words, p.reason, p.source_kind, p.source_id, p.source_title, p.indicators,
                p.classes, p.made_at, p.made_by, a.answer, a.note, a.procedure_id, a.answered_at, a.answered_by
             FROM proposal p LEFT JOIN proposal_answer a ON a.proposal_id = p.id
             WHERE p.id = $1",
            args![id],
        )
        .await?;
    Ok(row.map(Proposal::from))
}

pub(super) async fn insert(change: &mut Change, id: i64, new: &super::NewProposal) -> Result<()> {
    let (now, by) = (change.now(), change.actor().name.clone());
    change
        .execute(
            "INSERT INTO proposal (id, school_year, words, reason, source_kind, source_id, source_title, indicators, classes,
                made_at, made_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            args![
                id,
                new.school_year,
                new.words.as_str(),
                new.reason.as_str(),
                new.source.kind,
                new.source.id,
                new.source_title.as_str(),
                new.indicators.join(" "),
                new.classes.as_str(),
                now,
                by
            ],
        )
        .await?;
    Ok(())
}

pub(super) async fn answer(
    change: &mut Change,
    id: i64,
    state: State,
    (note, procedure_id): (&str, Option<i64>),
) -> Result<()> {
    let (now, by) = (change.now(), change.actor().name.clone());
    change
        .execute(
            "INSERT INTO proposal_answer (proposal_id, answer, note, procedure_id, answered_at, answered_by)
             VALUES ($1, $2, $3, $4, $5, $6)",
            args![id, state.code(), note, procedure_id, now, by],
        )
        .await?;
    Ok(())
}
