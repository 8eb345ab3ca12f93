/// What is known of control works beside the cyclogram: days of the national tests, lessons, hours.
pub mod works;

use chrono::{DateTime, Utc};
use ledger::Change;
use store::{Reads, Result, args, new_id};

use super::{Element, ElementKind, ModelLink, Part, Target};

#[derive(sqlx::FromRow)]
struct ElementRow {
    id: i64,
    kind: String,
    part: String,
    name: String,
    note: String,
    version: i64,
}

/// All elements, register by register, by name.
///
/// # Errors
/// When the database does not answer.
pub async fn elements(db: &mut impl Reads) -> Result<Vec<Element>> {
    let rows: Vec<ElementRow> =
        db.rows("SELECT id, kind, part, name, note, version FROM model_element", args![]).await?;
    let mut elements: Vec<Element> = rows.into_iter().filter_map(read).collect();
    elements.sort_by_cached_key(|element| (element.kind, school::ru::sort_key(&element.name)));
    Ok(elements)
}

fn read(row: ElementRow) -> Option<Element> {
    Some(Element {
        id: row.id,
        kind: ElementKind::from_code(&row.kind)?,
        part: Part::from_code(&row.part),
        name: row.name,
        note: row.note,
        version: row.version,
    })
}

/// One element.
///
/// # Errors
/// When the database does not answer.
pub async fn element(db: &mut impl Reads, id: i64) -> Result<Option<Element>> {
    let row: Option<ElementRow> =
        db.row("SELECT id, kind, part, name, note, version FROM model_element WHERE id = $1", args![id]).await?;
    Ok(row.and_then(read))
}

/// Saves an element; one without an id (0) gets one. Its version grows. Answers the id.
///
/// # Errors
/// When the database refuses.
pub async fn save_element(change: &mut Change, element: &Element) -> Result<i64> {
    let id = if element.id == 0 { new_id() } else { element.id };
    change
        .execute(
            "INSERT INTO model_element (id, kind, part, name, note, version) VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, part = excluded.part, name = excluded.name,
                note = excluded.note, version = excluded.version",
            args![
                id,
                element.kind.code(),
                element.part.map_or("", Part::code),
                &element.name,
                &element.note,
                element.version + 1
            ],
        )
        .await?;
    Ok(id)
}

#[derive(sqlx::FromRow)]
struct LinkRow {
    element_id: i64,
    to_kind: String,
    to_id: i64,
    code: String,
}

/// All links of all elements.
///
/// # Errors
/// When the database does not answer.
pub async fn links(db: &mut impl Reads) -> Result<Vec<ModelLink>> {
    let sql = "SELECT element_id, to_kind, to_id, code FROM model_link ORDER BY element_id, to_kind, to_id, code";
    let rows: Vec<LinkRow> = db.rows(sql, args![]).await?;
    let link = |row: LinkRow| {
        let to = match row.to_kind.as_str() {
            super::KIND => Target::Element(row.to_id),
            crate::calendar::KIND => Target::Procedure(row.to_id),
            crate::local_acts::KIND => Target::LocalAct(row.to_id),
            crate::bodies::KIND => Target::Body(row.to_id),
            _ => Target::Indicator(row.code),
        };
        ModelLink { element_id: row.element_id, to }
    };
    Ok(rows.into_iter().map(link).collect())
}

/// Links an element with these and nothing else.
///
/// # Errors
/// When the database refuses.
pub async fn save_links(change: &mut Change, element_id: i64, links: &[Target]) -> Result<()> {
    change.execute("DELETE FROM model_link WHERE element_id = $1", args![element_id]).await?;
    for to in links {
        let (kind, id, code) = match to {
            Target::Element(id) => (super::KIND, *id, ""),
            Target::Procedure(id) => (crate::calendar::KIND, *id, ""),
            Target::LocalAct(id) => (crate::local_acts::KIND, *id, ""),
            Target::Body(id) => (crate::bodies::KIND, *id, ""),
            Target::Indicator(code) => ("indicator", 0, code.as_str()),
        };
        change
            .execute(
                "INSERT INTO model_link (element_id, to_kind, to_id, code) VALUES ($1, $2, $3, $4)
                 ON CONFLICT (element_id, to_kind, to_id, code) DO NOTHING",
                args![element_id, kind, id, code],
            )
            .await?;
    }
    Ok(())
}

/// Removes an element with the links from it and to it.
///
/// # Errors
/// When the database refuses.
pub async fn remove_element(change: &mut Change, id: i64) -> Result<()> {
    let sql = "DELETE FROM model_link WHERE element_id = $1 OR (to_kind = $2 AND to_id = $1)";
    change.execute(sql, args![id, super::KIND]).await?;
    change.execute("DELETE FROM model_element WHERE id = $1", args![id]).await?;
    Ok(())
}

/// Procedures that elements are linked with and that exist, of whichever year.
///
/// # Errors
/// When the database does not answer.
pub async fn linked_procedures(db: &mut impl Reads) -> Result<Vec<i64>> {
    let sql = "SELECT p.id FROM procedure p
        WHERE EXISTS (SELECT 1 FROM model_link l WHERE l.to_kind = 'procedure' AND l.to_id = p.id) ORDER BY p.id";
    let rows: Vec<(i64,)> = db.rows(sql, args![]).await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// An accepted finding as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Acceptance {
    /// rule
    pub rule: String,
    /// the key of the place
    pub place: String,
    /// what the finding said when it was accepted
    pub message: String,
    /// why
    pub reason: String,
    /// when
    pub accepted_at: DateTime<Utc>,
    /// by whom
    pub accepted_by: String,
}

/// What was accepted for a school year.
///
/// # Errors
/// When the database does not answer.
pub async fn acceptances(db: &mut impl Reads, school_year: i64) -> Result<Vec<Acceptance>> {
    let sql = "SELECT rule, place, message, reason, accepted_at, accepted_by FROM model_acceptance
        WHERE school_year = $1 ORDER BY rule, place";
    db.rows(sql, args![school_year]).await
}

/// Keeps an acceptance; a later one of the same place takes the place of the earlier.
///
/// # Errors
/// When the database refuses.
pub async fn save_acceptance(
    change: &mut Change,
    school_year: i64,
    (rule, place): (&str, &str),
    (message, reason): (&str, &str),
) -> Result<()> {
    let (at, by) = (change.now(), change.actor().name.clone());
    change
        .execute(
            "INSERT INTO model_acceptance (school_year, rule, place, message, reason, accepted_at, accepted_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (school_year, rule, place) DO UPDATE SET message = excluded.message, reason = excluded.reason,
                accepted_at = excluded.accepted_at, accepted_by = excluded.accepted_by",
            args![school_year, rule, place, message, reason, at, by],
        )
        .await?;
    Ok(())
}

/// Takes an acceptance back. Answers whether there was one.
///
/// # Errors
/// When the database refuses.
pub async fn remove_acceptance(change: &mut Change, school_year: i64, (rule, place): (&str, &str)) -> Result<bool> {
    let sql = "DELETE FROM model_acceptance WHERE school_year = $1 AND rule = $2 AND place = $3";
    Ok(change.execute(sql, args![school_year, rule, place]).await? > 0)
}
