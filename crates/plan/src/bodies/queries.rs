use chrono::NaiveDate;
use ledger::Change;
use store::{Reads, Result, args, new_id};

use super::{BodyKind, CollegialBody, Member};

#[derive(sqlx::FromRow)]
struct BodyRow {
    id: i64,
    kind: String,
    name: String,
    functions: String,
    order_number: String,
    order_on: Option<NaiveDate>,
    dissolved_on: Option<NaiveDate>,
    version: i64,
}

impl From<BodyRow> for CollegialBody {
    fn from(row: BodyRow) -> Self {
        CollegialBody {
            id: row.id,
            kind: BodyKind::from_code(&row.kind).unwrap_or(BodyKind::Own),
            name: row.name,
            functions: row.functions,
            order_number: row.order_number,
            order_on: row.order_on,
            dissolved_on: row.dissolved_on,
            version: row.version,
        }
    }
}

/// All bodies, dissolved ones too, in the order of their kinds.
///
/// # Errors
/// When the database does not answer.
pub async fn bodies(db: &mut impl Reads) -> Result<Vec<CollegialBody>> {
    let rows: Vec<BodyRow> = db
        .rows(
            "SELECT id, kind, name, functions, order_number, order_on, dissolved_on, version FROM collegial_body",
            args![],
        )
        .await?;
    let mut bodies: Vec<CollegialBody> = rows.into_iter().map(CollegialBody::from).collect();
    let place = |kind: BodyKind| BodyKind::ALL.iter().position(|known| *known == kind);
    bodies.sort_by_cached_key(|body| (body.dissolved_on.is_some(), place(body.kind), school::ru::sort_key(&body.name)));
    Ok(bodies)
}

/// One body.
///
/// # Errors
/// When the database does not answer.
pub async fn body(db: &mut impl Reads, id: i64) -> Result<Option<CollegialBody>> {
    let row: Option<BodyRow> = db
        .row(
            "SELECT id, kind, name, functions, order_number, order_on, dissolved_on, version
             FROM collegial_body WHERE id = $1",
            args![id],
        )
        .await?;
    Ok(row.map(CollegialBody::from))
}

/// Saves a body; one without an id (0) gets one. Its version grows. Answers the id.
///
/// # Errors
/// When the database refuses.
pub async fn save_body(change: &mut Change, body: &CollegialBody) -> Result<i64> {
    let id = if body.id == 0 { new_id() } else { body.id };
    change
        .execute(
            "INSERT INTO collegial_body (id, kind, name, functions, order_number, order_on, dissolved_on, version)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
             ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, name = excluded.name, functions = excluded.functions,
                order_number = excluded.order_number, order_on = excluded.order_on,
                dissolved_on = excluded.dissolved_on, version = excluded.version",
            args![
                id,
                body.kind.code(),
                &body.name,
                &body.functions,
                &body.order_number,
                body.order_on,
                body.dissolved_on,
                body.version + 1
            ],
        )
        .await?;
    Ok(id)
}

/// Everybody who is or was a member of any body, by name.
///
/// # Errors
/// When the database does not answer.
pub async fn members(db: &mut impl Reads) -> Result<Vec<Member>> {
    let members: Vec<Member> =
        db.rows("SELECT id, body_id, staff_id, name, seat, since, until, version FROM body_member", args![]).await?;
    Ok(by_name(members))
}

/// Everybody who is or was a member of one body, by name.
///
/// # Errors
/// When the database does not answer.
pub async fn members_of(db: &mut impl Reads, body_id: i64) -> Result<Vec<Member>> {
    let sql = "SELECT id, body_id, staff_id, name, seat, since, until, version FROM body_member WHERE body_id = $1";
    Ok(by_name(db.rows(sql, args![body_id]).await?))
}

fn by_name(mut members: Vec<Member>) -> Vec<Member> {
    members.sort_by_cached_key(|member| (school::ru::sort_key(&member.name), member.since));
    members
}

/// Saves a member; one without an id (0) gets one. Its version grows.
///
/// # Errors
/// When the database refuses.
pub async fn save_member(change: &mut Change, member: &Member) -> Result<()> {
    let id = if member.id == 0 { new_id() } else { member.id };
    change
        .execute(
            "INSERT INTO body_member (id, body_id, staff_id, name, seat, since, until, version)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
             ON CONFLICT (id) DO UPDATE SET staff_id = excluded.staff_id, name = excluded.name, seat = excluded.seat,
                since = excluded.since, until = excluded.until, version = excluded.version",
            args![
                id,
                member.body_id,
                member.staff_id,
                &member.name,
                &member.seat,
                member.since,
                member.until,
                member.version + 1
            ],
        )
        .await?;
    Ok(())
}

/// Takes a member out who was entered by mistake.
///
/// # Errors
/// When the database refuses.
pub async fn remove_member(change: &mut Change, id: i64) -> Result<()> {
    change.execute("DELETE FROM body_member WHERE id = $1", args![id]).await?;
    Ok(())
}

/// Whether anything rests on a body: members, steps of local acts, links of the model.
///
/// # Errors
/// When the database does not answer.
pub async fn is_used(db: &mut impl Reads, id: i64) -> Result<bool> {
    let mut count = 0;
    for sql in [
        "SELECT COUNT(*) FROM body_member WHERE body_id = $1",
        "SELECT COUNT(*) FROM local_act_step WHERE body_id = $1",
        "SELECT COUNT(*) FROM model_link WHERE to_kind = 'collegial_body' AND to_id = $1",
    ] {
        count += db.number(sql, args![id]).await?.unwrap_or(0);
    }
    Ok(count > 0)
}

/// Takes a body out that nothing rests on.
///
/// # Errors
/// When the database refuses.
pub async fn remove_body(change: &mut Change, id: i64) -> Result<()> {
    change.execute("DELETE FROM collegial_body WHERE id = $1", args![id]).await?;
    Ok(())
}
