use chrono::{DateTime, Utc};
use ledger::Change;
use store::{Reads, Result, args};

use super::{Card, CardIndicator, CardStep, InspectionKind};

#[derive(sqlx::FromRow)]
struct CardRow {
    id: i64,
    name: String,
    kind: String,
    basis: String,
    purpose: String,
    object: String,
    matter: String,
    methods: String,
    instruments: String,
    sample: String,
    outputs: String,
    considered_at: String,
    recheck_days: Option<i64>,
    procedure_id: Option<i64>,
    source: String,
    version: i64,
    saved_at: DateTime<Utc>,
    saved_by: String,
}

/// One card with its indicators and steps.
///
/// # Errors
/// When the database does not answer.
pub async fn card(db: &mut impl Reads, id: i64) -> Result<Option<Card>> {
    let row: Option<CardRow> = db
        .row(
            "SELECT id, name, kind, basis, purpose, object, matter, methods, instruments, sample, outputs, considered_at,
                recheck_days, procedure_id, source, version, saved_at, saved_by
             FROM technological_card WHERE id = $1",
            args![id],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let indicators: Vec<CardIndicator> =
        db.rows("SELECT code, norm FROM card_indicator WHERE card_id = $1 ORDER BY place", args![id]).await?;
    let steps: Vec<CardStep> = db
        .rows("SELECT task, sources, performer, days FROM card_step WHERE card_id = $1 ORDER BY place", args![id])
        .await?;
    Ok(Some(Card {
        id: row.id,
        name: row.name,
        kind: InspectionKind::from_code(&row.kind).unwrap_or(InspectionKind::Thematic),
        basis: row.basis,
        purpose: row.purpose,
        object: row.object,
        matter: row.matter,
        methods: row.methods,
        indicators,
        instruments: row.instruments,
        sample: row.sample,
        steps,
        outputs: row.outputs,
        considered_at: row.considered_at,
        recheck_days: row.recheck_days,
        procedure_id: row.procedure_id,
        source: row.source,
        version: row.version,
        saved_at: row.saved_at,
        saved_by: row.saved_by,
    }))
}

/// A card as lists show it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct CardLine {
    /// id
    pub id: i64,
    /// name
    pub name: String,
    /// «вид контроля», by its code
    pub kind: String,
    /// how many steps
    pub step_count: i64,
    /// day of the last step, counted from the beginning
    pub last_day: i64,
    /// the procedure of the cyclogram that it belongs to
    pub procedure_id: Option<i64>,
}

/// All cards, by name.
///
/// # Errors
/// When the database does not answer.
pub async fn cards(db: &mut impl Reads) -> Result<Vec<CardLine>> {
    let mut lines: Vec<CardLine> = db
        .rows(
            "SELECT c.id, c.name, c.kind, COUNT(s.place) AS step_count, COALESCE(MAX(s.days), 0) AS last_day, c.procedure_id
             FROM technological_card c LEFT JOIN card_step s ON s.card_id = c.id
             GROUP BY c.id, c.name, c.kind, c.procedure_id",
            args![],
        )
        .await?;
    lines.sort_by_cached_key(|line| school::ru::sort_key(&line.name));
    Ok(lines)
}

/// The card of a procedure of the cyclogram, the one saved last.
///
/// # Errors
/// When the database does not answer.
pub async fn card_of_procedure(db: &mut impl Reads, procedure_id: i64) -> Result<Option<Card>> {
    let sql = "SELECT id FROM technological_card WHERE procedure_id = $1 ORDER BY saved_at DESC LIMIT 1";
    match db.number(sql, args![procedure_id]).await? {
        Some(id) => card(db, id).await,
        None => Ok(None),
    }
}

/// Saves a card with everything it says; its version becomes one more than the given one.
///
/// # Errors
/// When the database refuses.
pub async fn save_card(change: &mut Change, card: &Card) -> Result<()> {
    let (at, by) = (change.now(), change.actor().name.clone());
    change
        .execute(
            "INSERT INTO technological_card (id, name, kind, basis, purpose, object, matter, methods, instruments, sample,
                outputs, considered_at, recheck_days, procedure_id, source, version, saved_at, saved_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, kind = excluded.kind, basis = excluded.basis,
                purpose = excluded.purpose, object = excluded.object, matter = excluded.matter,
                methods = excluded.methods, instruments = excluded.instruments, sample = excluded.sample,
                outputs = excluded.outputs, considered_at = excluded.considered_at,
                recheck_days = excluded.recheck_days, procedure_id = excluded.procedure_id, source = excluded.source,
                version = excluded.version, saved_at = excluded.saved_at, saved_by = excluded.saved_by",
            args![
                card.id,
                &card.name,
                card.kind.code(),
                &card.basis,
                &card.purpose,
                &card.object,
                &card.matter,
                &card.methods,
                &card.instruments,
                &card.sample,
                &card.outputs,
                &card.considered_at,
                card.recheck_days,
                card.procedure_id,
                &card.source,
                card.version + 1,
                at,
                by
            ],
        )
        .await?;
    remove_parts(change, card.id).await?;
    for (place, indicator) in (1_i64..).zip(&card.indicators) {
        change
            .execute(
                "INSERT INTO card_indicator (card_id, place, code, norm) VALUES ($1, $2, $3, $4)",
                args![card.id, place, &indicator.code, &indicator.norm],
            )
            .await?;
    }
    for (place, step) in (1_i64..).zip(&card.steps) {
        change
            .execute(
                "INSERT INTO card_step (card_id, place, task, sources, performer, days) VALUES ($1, $2, $3, $4, $5, $6)",
                args![card.id, place, &step.task, &step.sources, &step.performer, step.days],
            )
            .await?;
    }
    Ok(())
}

async fn remove_parts(change: &mut Change, card_id: i64) -> Result<()> {
    change.execute("DELETE FROM card_indicator WHERE card_id = $1", args![card_id]).await?;
    change.execute("DELETE FROM card_step WHERE card_id = $1", args![card_id]).await?;
    Ok(())
}

/// Throws a card away; what was carried out by it keeps its own copy.
///
/// # Errors
/// When the database refuses.
pub async fn remove_card(change: &mut Change, id: i64) -> Result<()> {
    remove_parts(change, id).await?;
    change.execute("DELETE FROM technological_card WHERE id = $1", args![id]).await?;
    Ok(())
}
