use ledger::Change;
use store::{Result, args, new_id};

use crate::meetings::meeting::{AgendaPoint, Holding, Meeting, Member, MinutesSignature};

/// Saves the plan of a meeting: its people and its agenda. The minutes of its questions stay.
///
/// # Errors
/// When the database refuses.
pub async fn save_plan(change: &mut Change, meeting: &Meeting) -> Result<()> {
    let (at, by) = (change.now(), change.actor().name.clone());
    change
        .execute(
            "INSERT INTO meeting (id, school_year, kind, planned_on, starts_at, place, chair_staff_id, chair,
                secretary_staff_id, secretary, version, changed_at, changed_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1, $11, $12)
             ON CONFLICT (id) DO UPDATE SET planned_on = excluded.planned_on, starts_at = excluded.starts_at,
                place = excluded.place, chair_staff_id = excluded.chair_staff_id, chair = excluded.chair,
                secretary_staff_id = excluded.secretary_staff_id, secretary = excluded.secretary,
                version = meeting.version + 1, changed_at = excluded.changed_at, changed_by = excluded.changed_by",
            args![
                meeting.id,
                meeting.school_year,
                meeting.kind.code(),
                meeting.planned_on,
                &meeting.starts_at,
                &meeting.place,
                meeting.chair.staff_id,
                &meeting.chair.name,
                meeting.secretary.staff_id,
                &meeting.secretary.name,
                at,
                by
            ],
        )
        .await?;
    save_members(change, meeting.id, &meeting.members).await?;
    save_agenda(change, meeting).await
}

async fn save_members(change: &mut Change, meeting_id: i64, members: &[Member]) -> Result<()> {
    change.execute("DELETE FROM meeting_member WHERE meeting_id = $1", args![meeting_id]).await?;
    for (place, member) in (1_i64..).zip(members) {
        change
            .execute(
                "INSERT INTO meeting_member (meeting_id, place, staff_id, name, is_present) VALUES ($1, $2, $3, $4, $5)",
                args![meeting_id, place, member.named.staff_id, &member.named.name, member.is_present],
            )
            .await?;
    }
    Ok(())
}

async fn save_agenda(change: &mut Change, meeting: &Meeting) -> Result<()> {
    let known: Vec<(i64,)> =
        store::Reads::rows(change, "SELECT id FROM agenda_point WHERE meeting_id = $1", args![meeting.id]).await?;
    for (id,) in known.into_iter().filter(|(id,)| meeting.points.iter().all(|point| point.id != *id)) {
        remove_point(change, id).await?;
    }
    let (at, by) = (change.now(), change.actor().name.clone());
    for (place, point) in (1_i64..).zip(&meeting.points) {
        let id = if point.id == 0 { new_id() } else { point.id };
        change
            .execute(
                "INSERT INTO agenda_point (id, meeting_id, place, topic, speaker_staff_id, speaker, heard, spoke, method,
                    version, changed_at, changed_by)
                 VALUES ($1, $2, $3, $4, $5, $6, '', '', $7, 1, $8, $9)
                 ON CONFLICT (id) DO UPDATE SET place = excluded.place, topic = excluded.topic,
                    speaker_staff_id = excluded.speaker_staff_id, speaker = excluded.speaker",
                args![
                    id,
                    meeting.id,
                    place,
                    &point.topic,
                    point.speaker.staff_id,
                    &point.speaker.name,
                    point.method.code(),
                    at,
                    by.as_str()
                ],
            )
            .await?;
        change.execute("DELETE FROM agenda_point_matter WHERE point_id = $1", args![id]).await?;
        for matter in &point.matters {
            change
                .execute(
                    "INSERT INTO agenda_point_matter (point_id, kind, artefact_id) VALUES ($1, $2, $3)",
                    args![id, &matter.kind, matter.id],
                )
                .await?;
        }
    }
    Ok(())
}

async fn remove_point(change: &mut Change, id: i64) -> Result<()> {
    change.execute("DELETE FROM agenda_point_matter WHERE point_id = $1", args![id]).await?;
    change.execute("DELETE FROM resolution_clause WHERE point_id = $1", args![id]).await?;
    change.execute("DELETE FROM agenda_point WHERE id = $1", args![id]).await?;
    Ok(())
}

/// Saves that a meeting was held, and who came.
///
/// # Errors
/// When the database refuses.
pub async fn save_holding(change: &mut Change, meeting_id: i64, holding: &Holding, members: &[Member]) -> Result<()> {
    let (at, by) = (change.now(), change.actor().name.clone());
    change
        .execute(
            "INSERT INTO meeting_holding (meeting_id, held_on, invited, noted_at, noted_by) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (meeting_id) DO UPDATE SET held_on = excluded.held_on, invited = excluded.invited,
                noted_at = excluded.noted_at, noted_by = excluded.noted_by",
            args![meeting_id, holding.held_on, &holding.invited, at, by.as_str()],
        )
        .await?;
    change
        .execute(
            "UPDATE meeting SET version = version + 1, changed_at = $1, changed_by = $2 WHERE id = $3",
            args![at, by, meeting_id],
        )
        .await?;
    save_members(change, meeting_id, members).await
}

/// Saves who presided and who kept the minutes, where it was somebody else than planned.
///
/// # Errors
/// When the database refuses.
pub async fn save_officers(change: &mut Change, meeting: &Meeting) -> Result<()> {
    change
        .execute(
            "UPDATE meeting SET chair_staff_id = $1, chair = $2, secretary_staff_id = $3, secretary = $4 WHERE id = $5",
            args![
                meeting.chair.staff_id,
                &meeting.chair.name,
                meeting.secretary.staff_id,
                &meeting.secretary.name,
                meeting.id
            ],
        )
        .await?;
    Ok(())
}

/// Saves what the minutes say of a question.
///
/// # Errors
/// When the database refuses.
pub async fn save_minutes(change: &mut Change, point: &AgendaPoint) -> Result<()> {
    let (at, by) = (change.now(), change.actor().name.clone());
    change
        .execute(
            "UPDATE agenda_point SET heard = $1, spoke = $2, votes_for = $3, votes_against = $4, votes_abstained = $5,
                method = $6, version = version + 1, changed_at = $7, changed_by = $8 WHERE id = $9",
            args![
                &point.heard,
                &point.spoke,
                point.votes.map(|votes| votes.in_favour),
                point.votes.map(|votes| votes.against),
                point.votes.map(|votes| votes.abstained),
                point.method.code(),
                at,
                by,
                point.id
            ],
        )
        .await?;
    change.execute("DELETE FROM resolution_clause WHERE point_id = $1", args![point.id]).await?;
    for (place, clause) in (1_i64..).zip(&point.clauses) {
        change
            .execute(
                "INSERT INTO resolution_clause (id, point_id, place, task, responsible_staff_id, responsible, due_on)
                 VALUES ($1, $2, $3, $4, $5, $6, $7)",
                args![
                    new_id(),
                    point.id,
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

/// Keeps the signature of the minutes, and which questions were adopted.
///
/// # Errors
/// When the database refuses; minutes are signed once.
pub async fn save_signature(
    change: &mut Change,
    meeting: &Meeting,
    signature: &MinutesSignature,
    adopted: &[&AgendaPoint],
) -> Result<()> {
    let at = change.now();
    change
        .execute(
            "INSERT INTO minutes_signature (meeting_id, number, signed_on, chair, secretary, noted_at, noted_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            args![
                meeting.id,
                signature.number.trim(),
                signature.signed_on,
                &signature.chair,
                &signature.secretary,
                at,
                &signature.signed_by
            ],
        )
        .await?;
    let adopted_on = meeting.day();
    for point in adopted {
        change
            .execute(
                "INSERT INTO adopted_resolution (point_id, adopted_on) VALUES ($1, $2)",
                args![point.id, adopted_on],
            )
            .await?;
    }
    Ok(())
}

/// Throws away a meeting that was never held.
///
/// # Errors
/// When the database refuses.
pub async fn remove(change: &mut Change, meeting: &Meeting) -> Result<()> {
    for point in &meeting.points {
        remove_point(change, point.id).await?;
    }
    change.execute("DELETE FROM meeting_member WHERE meeting_id = $1", args![meeting.id]).await?;
    change.execute("DELETE FROM meeting WHERE id = $1", args![meeting.id]).await?;
    Ok(())
}
