//! All SQL of problem zones.

use access::Scope;
use chrono::{DateTime, Utc};
use ledger::Change;
use school::ru;
use store::{Reads, Result, args, new_id};

use super::detect::Found;
use super::zone::{Evidence, Finding, ZoneState};
use super::{Zone, ZoneFilter};

#[derive(sqlx::FromRow)]
struct ZoneRow {
    id: i64,
    school_year: i64,
    rule_code: String,
    indicator_code: String,
    breakdown_key: String,
    heading: String,
    found_at: DateTime<Utc>,
    checked_at: DateTime<Utc>,
    gone_at: Option<DateTime<Utc>>,
    state: String,
    sentence: String,
    group_size: Option<i64>,
}

impl From<ZoneRow> for Zone {
    fn from(row: ZoneRow) -> Self {
        Self {
            id: row.id,
            school_year: row.school_year,
            rule_code: row.rule_code,
            indicator_code: row.indicator_code,
            breakdown_key: row.breakdown_key,
            heading: row.heading,
            found_at: row.found_at,
            checked_at: row.checked_at,
            gone_at: row.gone_at,
            state: ZoneState::from_code(&row.state).unwrap_or(ZoneState::New),
            sentence: row.sentence,
            group_size: row.group_size,
        }
    }
}

/// The problem zones of a year that the viewer may see: those in need of attention first.
///
/// # Errors
/// When the database does not answer.
pub async fn zones(db: &mut impl Reads, scope: &Scope, year: i64, filter: &ZoneFilter) -> Result<Vec<Zone>> {
    let rows: Vec<ZoneRow> = db
        .rows(
            "SELECT z.id, z.school_year, z.rule_code, z.indicator_code, z.breakdown_key, z.heading, z.found_at, z.checked_at,
                z.gone_at, s.state, f.sentence, f.group_size
             FROM problem_zone z
             JOIN problem_zone_state s ON s.zone_id = z.id
                AND s.ordinal = (SELECT MAX(l.ordinal) FROM problem_zone_state l WHERE l.zone_id = z.id)
             JOIN problem_zone_finding f ON f.zone_id = z.id
                AND f.ordinal = (SELECT MAX(l.ordinal) FROM problem_zone_finding l WHERE l.zone_id = z.id)
             WHERE z.school_year = $1 AND ($2 OR EXISTS (SELECT 1 FROM scope_cell c WHERE c.staff_id = $3
                AND c.class_group_id = z.class_group_id AND c.subject_id = z.subject_id))
                AND ($4 = '' OR s.state = $4) AND ($5 = '' OR z.rule_code = $5) AND ($6 = (z.gone_at IS NOT NULL))
             ORDER BY z.id",
            args![
                year,
                scope.whole,
                scope.staff_id.unwrap_or(0),
                filter.state.map_or("", ZoneState::code),
                filter.rule.as_str(),
                filter.is_gone
            ],
        )
        .await?;
    let mut zones: Vec<Zone> = rows.into_iter().map(Zone::from).collect();
    // By state, then rule, then place; names are ordered here because databases order «ё» and «10А» each in its own way.
    zones.sort_by_cached_key(|zone| (zone.state, zone.rule_code.clone(), ru::sort_key(&zone.heading)));
    Ok(zones)
}

/// One problem zone, if the viewer may see it.
///
/// # Errors
/// When the database does not answer.
pub async fn zone(db: &mut impl Reads, scope: &Scope, id: i64) -> Result<Option<Zone>> {
    let row: Option<ZoneRow> = db
        .row(
            "SELECT z.id, z.school_year, z.rule_code, z.indicator_code, z.breakdown_key, z.heading, z.found_at, z.checked_at,
                z.gone_at, s.state, f.sentence, f.group_size
             FROM problem_zone z
             JOIN problem_zone_state s ON s.zone_id = z.id
                AND s.ordinal = (SELECT MAX(l.ordinal) FROM problem_zone_state l WHERE l.zone_id = z.id)
             JOIN problem_zone_finding f ON f.zone_id = z.id
                AND f.ordinal = (SELECT MAX(l.ordinal) FROM problem_zone_finding l WHERE l.zone_id = z.id)
             WHERE z.id = $1 AND ($2 OR EXISTS (SELECT 1 FROM scope_cell c WHERE c.staff_id = $3
                AND c.class_group_id = z.class_group_id AND c.subject_id = z.subject_id))",
            args![id, scope.whole, scope.staff_id.unwrap_or(0)],
        )
        .await?;
    Ok(row.map(Zone::from))
}

#[derive(sqlx::FromRow)]
struct FindingRow {
    seen_at: DateTime<Utc>,
    sentence: String,
    group_size: Option<i64>,
    evidence_json: String,
}

/// Everything that was seen at a place, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn findings(db: &mut impl Reads, zone_id: i64) -> Result<Vec<Finding>> {
    let rows: Vec<FindingRow> = db
        .rows(
            "SELECT seen_at, sentence, group_size, evidence_json FROM problem_zone_finding WHERE zone_id = $1 ORDER BY ordinal",
            args![zone_id],
        )
        .await?;
    let finding = |row: FindingRow| Finding {
        seen_at: row.seen_at,
        sentence: row.sentence,
        group_size: row.group_size,
        evidence: serde_json::from_str(&row.evidence_json).unwrap_or_default(),
    };
    Ok(rows.into_iter().map(finding).collect())
}

/// How many zones of the year stand in each state: new, studying, decided.
///
/// # Errors
/// When the database does not answer.
pub async fn counts(db: &mut impl Reads, scope: &Scope, year: i64) -> Result<[i64; 3]> {
    let rows: Vec<(String, i64)> = db
        .rows(
            "SELECT s.state, COUNT(*) FROM problem_zone z
             JOIN problem_zone_state s ON s.zone_id = z.id
                AND s.ordinal = (SELECT MAX(l.ordinal) FROM problem_zone_state l WHERE l.zone_id = z.id)
             WHERE z.school_year = $1 AND z.gone_at IS NULL AND ($2 OR EXISTS (SELECT 1 FROM scope_cell c
                WHERE c.staff_id = $3 AND c.class_group_id = z.class_group_id AND c.subject_id = z.subject_id))
             GROUP BY s.state",
            args![year, scope.whole, scope.staff_id.unwrap_or(0)],
        )
        .await?;
    let count = |state: ZoneState| rows.iter().find(|(code, _)| code == state.code()).map_or(0, |(_, count)| *count);
    Ok(ZoneState::ALL.map(count))
}

/// Whether anybody has looked for problem zones of this school year.
///
/// # Errors
/// When the database does not answer.
pub async fn was_searched(db: &mut impl Reads, year: i64) -> Result<bool> {
    let sql = "SELECT (SELECT COUNT(*) FROM problem_zone WHERE school_year = $1)
        + (SELECT COUNT(*) FROM happening
           WHERE kind = 'problem_zones.searched' AND subject_kind = 'school_year' AND subject_id = $1)";
    Ok(db.number(sql, args![year]).await? > Some(0))
}

/// Whether facts or settings have changed since the last search of a year; the answer is no before the first one.
///
/// # Errors
/// When the database does not answer.
pub async fn is_outdated(db: &mut impl Reads, year: i64) -> Result<bool> {
    let changes = db
        .number(
            "SELECT COUNT(*) FROM happening h WHERE h.seq > (SELECT MAX(l.seq) FROM happening l
                WHERE l.kind = 'problem_zones.searched' AND l.subject_id = $1)
                AND (h.kind LIKE 'import.%' OR h.kind IN ('journal_mark.corrected', 'setting.changed'))",
            args![year],
        )
        .await?;
    Ok(changes.unwrap_or(0) > 0)
}

/// What is kept of a place between two searches.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct Known {
    pub(super) id: i64,
    pub(super) rule_code: String,
    pub(super) indicator_code: String,
    pub(super) breakdown_key: String,
    pub(super) is_gone: bool,
    pub(super) sentence: String,
    pub(super) evidence_json: String,
}

pub(super) async fn known(db: &mut impl Reads, year: i64) -> Result<Vec<Known>> {
    db.rows(
        "SELECT z.id, z.rule_code, z.indicator_code, z.breakdown_key, z.gone_at IS NOT NULL AS is_gone, f.sentence,
            f.evidence_json
         FROM problem_zone z JOIN problem_zone_finding f ON f.zone_id = z.id
            AND f.ordinal = (SELECT MAX(l.ordinal) FROM problem_zone_finding l WHERE l.zone_id = z.id)
         WHERE z.school_year = $1",
        args![year],
    )
    .await
}

/// The cell that a zone lies in, so that it can be shown within a scope.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct CellIds {
    pub(super) class_group_id: Option<i64>,
    pub(super) subject_id: Option<i64>,
}

pub(super) async fn cell_ids(db: &mut impl Reads, year: i64, (class, subject): (&str, &str)) -> Result<CellIds> {
    let class_group_id =
        db.number("SELECT id FROM class_group WHERE school_year = $1 AND name = $2", args![year, class]).await?;
    let subject_id = db.number("SELECT id FROM subject WHERE name = $1", args![subject]).await?;
    Ok(CellIds { class_group_id, subject_id })
}

pub(super) async fn insert(
    change: &mut Change,
    (year, rule, indicator): (i64, &str, &str),
    found: &Found,
    cell: CellIds,
) -> Result<i64> {
    let (id, now, by) = (new_id(), change.now(), change.actor().name.clone());
    change
        .execute(
            "INSERT INTO problem_zone (id, school_year, rule_code, indicator_code, breakdown_key, class_group_id, subject_id,
                heading, found_at, checked_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)",
            args![
                id,
                year,
                rule,
                indicator,
                found.key.as_str(),
                cell.class_group_id,
                cell.subject_id,
                found.heading.as_str(),
                now
            ],
        )
        .await?;
    add_finding(change, id, found).await?;
    change.describe(super::artefact(id), (&found.heading, ZoneState::New.label()), Some(change.today())).await?;
    change
        .execute(
            "INSERT INTO problem_zone_state (zone_id, ordinal, state, set_at, set_by) VALUES ($1, 1, 'new', $2, $3)",
            args![id, now, by],
        )
        .await?;
    Ok(id)
}

pub(super) async fn add_finding(change: &mut Change, zone_id: i64, found: &Found) -> Result<()> {
    let now = change.now();
    let evidence = evidence_json(&found.evidence);
    change
        .execute(
            "INSERT INTO problem_zone_finding (zone_id, ordinal, seen_at, sentence, group_size, evidence_json)
             SELECT $1, COALESCE(MAX(ordinal), 0) + 1, $2, $3, $4, $5 FROM problem_zone_finding WHERE zone_id = $1",
            args![zone_id, now, found.sentence.as_str(), found.group_size, evidence],
        )
        .await?;
    Ok(())
}

pub(super) fn evidence_json(evidence: &[Evidence]) -> String {
    serde_json::to_string(evidence).expect("texts and numbers always serialise")
}

pub(super) async fn seen_again(change: &mut Change, zone_id: i64, heading: &str) -> Result<()> {
    let now = change.now();
    change
        .execute(
            "UPDATE problem_zone SET checked_at = $1, gone_at = NULL, heading = $2 WHERE id = $3",
            args![now, heading, zone_id],
        )
        .await?;
    Ok(())
}

pub(super) async fn gone(change: &mut Change, zone_id: i64) -> Result<()> {
    let now = change.now();
    change.execute("UPDATE problem_zone SET checked_at = $1, gone_at = $1 WHERE id = $2", args![now, zone_id]).await?;
    Ok(())
}

pub(super) async fn set_state(change: &mut Change, zone_id: i64, state: ZoneState, note: &str) -> Result<()> {
    let (now, by) = (change.now(), change.actor().name.clone());
    change
        .execute(
            "INSERT INTO problem_zone_state (zone_id, ordinal, state, set_at, set_by, note)
             SELECT $1, COALESCE(MAX(ordinal), 0) + 1, $2, $3, $4, $5 FROM problem_zone_state WHERE zone_id = $1",
            args![zone_id, state.code(), now, by, note],
        )
        .await?;
    let row: Option<(String,)> = change.row("SELECT heading FROM problem_zone WHERE id = $1", args![zone_id]).await?;
    let (heading, today) = (row.unwrap_or_default().0, change.today());
    change.describe(super::artefact(zone_id), (&heading, state.label()), Some(today)).await
}
