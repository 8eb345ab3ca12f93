use chrono::{DateTime, NaiveDate, Utc};
use ledger::Change;
use store::{Reads, Result, args, new_id};

use super::Reader;
use super::order::{Clause, Order, Signature};
use crate::method::Method;

#[derive(sqlx::FromRow)]
struct OrderRow {
    id: i64,
    school_year: i64,
    heading: String,
    statement: String,
    control: String,
    method: String,
    version: i64,
}

/// One order with its clauses and its signature.
///
/// # Errors
/// When the database does not answer.
pub async fn order(db: &mut impl Reads, id: i64) -> Result<Option<Order>> {
    let row: Option<OrderRow> = db
        .row(
            "SELECT id, school_year, heading, statement, control, method, version FROM administrative_order WHERE id = $1",
            args![id],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let clauses: Vec<Clause> = db
        .rows(
            "SELECT id, place, task, responsible_staff_id, responsible, due_on FROM order_clause
             WHERE order_id = $1 ORDER BY place",
            args![id],
        )
        .await?;
    let signature: Option<Signature> =
        db.row("SELECT number, signed_on, post, signatory FROM order_signature WHERE order_id = $1", args![id]).await?;
    Ok(Some(Order {
        id: row.id,
        school_year: row.school_year,
        heading: row.heading,
        statement: row.statement,
        control: row.control,
        method: Method::from_code(&row.method).unwrap_or(Method::Administrative),
        version: row.version,
        clauses,
        signature,
    }))
}

/// One order, if the reader may see it.
///
/// # Errors
/// When the database does not answer.
pub async fn order_for(db: &mut impl Reads, reader: Reader, id: i64) -> Result<Option<Order>> {
    Ok(order(db, id).await?.filter(|order| reader.may_read(order)))
}

/// An order as the list shows it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct OrderLine {
    /// id
    pub id: i64,
    /// «Об итогах …»
    pub heading: String,
    /// number, once signed
    pub number: Option<String>,
    /// date, once signed
    pub signed_on: Option<NaiveDate>,
    /// when it was drafted
    pub drafted_at: DateTime<Utc>,
    /// by whom
    pub drafted_by: String,
    /// how much is ordered
    pub clause_count: i64,
}

/// The orders of a school year: drafts first, then the latest.
///
/// # Errors
/// When the database does not answer.
pub async fn orders(db: &mut impl Reads, school_year: i64) -> Result<Vec<OrderLine>> {
    orders_for(db, Reader { sees_drafts: true, sees_signed: true, staff_id: None }, school_year).await
}

/// The same, as far as the reader may see them.
///
/// # Errors
/// When the database does not answer.
pub async fn orders_for(db: &mut impl Reads, reader: Reader, school_year: i64) -> Result<Vec<OrderLine>> {
    db.rows(
        "SELECT o.id, o.heading, s.number, s.signed_on, o.drafted_at, o.drafted_by,
            (SELECT COUNT(*) FROM order_clause c WHERE c.order_id = o.id) AS clause_count
         FROM administrative_order o LEFT JOIN order_signature s ON s.order_id = o.id
         WHERE o.school_year = $1 AND ($2 OR (s.order_id IS NOT NULL AND ($3 OR EXISTS (SELECT 1 FROM order_clause w
            WHERE w.order_id = o.id AND w.responsible_staff_id = $4))))
         ORDER BY CASE WHEN s.order_id IS NULL THEN 0 ELSE 1 END, s.signed_on DESC, o.drafted_at DESC",
        args![school_year, reader.sees_drafts, reader.sees_signed, reader.staff_id.unwrap_or(0)],
    )
    .await
}

/// Saves a draft: its words and all its clauses.
///
/// # Errors
/// When the database refuses.
pub async fn save_draft(change: &mut Change, order: &Order) -> Result<()> {
    let (at, by) = (change.now(), change.actor().name.clone());
    change
        .execute(
            "INSERT INTO administrative_order (id, school_year, heading, statement, control, method, drafted_at, drafted_by,
                version, changed_at, changed_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, $7, $8)
             ON CONFLICT (id) DO UPDATE SET heading = excluded.heading, statement = excluded.statement,
                control = excluded.control, method = excluded.method, version = administrative_order.version + 1,
                changed_at = excluded.changed_at, changed_by = excluded.changed_by",
            args![
                order.id,
                order.school_year,
                &order.heading,
                &order.statement,
                &order.control,
                order.method.code(),
                at,
                by
            ],
        )
        .await?;
    change.execute("DELETE FROM order_clause WHERE order_id = $1", args![order.id]).await?;
    for (place, clause) in (1_i64..).zip(&order.clauses) {
        let id = if clause.id == 0 { new_id() } else { clause.id };
        change
            .execute(
                "INSERT INTO order_clause (id, order_id, place, task, responsible_staff_id, responsible, due_on)
                 VALUES ($1, $2, $3, $4, $5, $6, $7)",
                args![
                    id,
                    order.id,
                    place,
                    &clause.task,
                    clause.responsible_staff_id,
                    &clause.responsible,
                    clause.due_on
                ],
            )
            .await?;
    }
    Ok(())
}

/// Who changed a draft last, and when.
///
/// # Errors
/// When the database does not answer.
pub async fn last_change(db: &mut impl Reads, id: i64) -> Result<Option<(String, DateTime<Utc>)>> {
    db.row(
        "SELECT CASE WHEN changed_at IS NULL THEN drafted_by ELSE changed_by END, COALESCE(changed_at, drafted_at)
         FROM administrative_order WHERE id = $1",
        args![id],
    )
    .await
}

/// Keeps the signature of an order.
///
/// # Errors
/// When the database refuses; an order is signed once.
pub async fn save_signature(change: &mut Change, order_id: i64, signature: &Signature) -> Result<()> {
    let at = change.now();
    change
        .execute(
            "INSERT INTO order_signature (order_id, number, signed_on, post, signatory, signed_at)
             VALUES ($1, $2, $3, $4, $5, $6)",
            args![order_id, signature.number.trim(), signature.signed_on, &signature.post, &signature.signatory, at],
        )
        .await?;
    Ok(())
}

/// Throws a draft away: its words and its clauses.
///
/// # Errors
/// When the database refuses, as it does for a signed order.
pub async fn remove_draft(change: &mut Change, order_id: i64) -> Result<()> {
    change.execute("DELETE FROM order_clause WHERE order_id = $1", args![order_id]).await?;
    change.execute("DELETE FROM administrative_order WHERE id = $1", args![order_id]).await?;
    Ok(())
}

/// Whether another order of these days has this number.
///
/// # Errors
/// When the database does not answer.
pub async fn number_is_taken(db: &mut impl Reads, number: &str, (from, until): (NaiveDate, NaiveDate)) -> Result<bool> {
    let sql = "SELECT COUNT(*) FROM order_signature WHERE number = $1 AND signed_on >= $2 AND signed_on < $3";
    Ok(db.number(sql, args![number.trim(), from, until]).await? != Some(0))
}

/// The largest plain number given to an order dated in this calendar year.
///
/// # Errors
/// When the database does not answer.
pub async fn last_number(db: &mut impl Reads, from: NaiveDate, until: NaiveDate) -> Result<i64> {
    let rows: Vec<(String,)> = db
        .rows("SELECT number FROM order_signature WHERE signed_on >= $1 AND signed_on < $2", args![from, until])
        .await?;
    Ok(rows.iter().filter_map(|(number,)| number.trim().parse().ok()).max().unwrap_or(0))
}
