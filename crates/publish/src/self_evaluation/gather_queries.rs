//! Counts that the report shows beside the indicators of the packs. Nobody is named here.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use store::{Reads, Result, args};

/// How many classes a year group has.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct ClassCount {
    pub(super) year_group: i64,
    pub(super) classes: i64,
}

pub(super) async fn class_counts(db: &mut impl Reads, school_year: i64) -> Result<Vec<ClassCount>> {
    db.rows(
        "SELECT year_group, COUNT(*) AS classes FROM class_group WHERE school_year = $1
         GROUP BY year_group ORDER BY year_group",
        args![school_year],
    )
    .await
}

/// A term with its dates.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct TermDates {
    pub(super) code: String,
    pub(super) starts_on: NaiveDate,
    pub(super) ends_on: NaiveDate,
}

/// The terms that classes of the year really have.
pub(super) async fn terms(db: &mut impl Reads, school_year: i64) -> Result<Vec<TermDates>> {
    db.rows(
        "SELECT t.code, t.starts_on, t.ends_on FROM school_term t WHERE t.school_year = $1
            AND EXISTS (SELECT 1 FROM class_group g WHERE g.school_year = t.school_year
                AND SUBSTR(g.term_scheme, 1, 1) = SUBSTR(t.code, 1, 1))
         ORDER BY SUBSTR(t.code, 1, 1) DESC, t.code",
        args![school_year],
    )
    .await
}

/// Results of one examination in one subject, counted.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct ExamCount {
    pub(super) exam: String,
    pub(super) subject: String,
    pub(super) variant: String,
    pub(super) takers: i64,
    pub(super) marks: i64,
    pub(super) mark_sum: i64,
    pub(super) twos: i64,
    pub(super) good: i64,
    pub(super) scores: i64,
    pub(super) score_sum: i64,
    pub(super) not_passed: i64,
}

pub(super) async fn exam_counts(db: &mut impl Reads, school_year: i64) -> Result<Vec<ExamCount>> {
    db.rows(
        "SELECT r.exam, s.name AS subject, r.variant, COUNT(*) AS takers, COUNT(r.mark) AS marks,
            CAST(COALESCE(SUM(r.mark), 0) AS BIGINT) AS mark_sum,
            CAST(SUM(CASE WHEN r.mark = 2 THEN 1 ELSE 0 END) AS BIGINT) AS twos,
            CAST(SUM(CASE WHEN r.mark >= 4 THEN 1 ELSE 0 END) AS BIGINT) AS good,
            COUNT(r.score) AS scores, CAST(COALESCE(SUM(r.score), 0) AS BIGINT) AS score_sum,
            CAST(SUM(CASE WHEN NOT r.passed THEN 1 ELSE 0 END) AS BIGINT) AS not_passed
         FROM exam_result r JOIN subject s ON s.id = r.subject_id WHERE r.school_year = $1
         GROUP BY r.exam, s.name, s.position, r.variant ORDER BY r.exam DESC, s.position, r.variant",
        args![school_year],
    )
    .await
}

/// Pupils who took part in events of a level, and those who won.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct AwardCount {
    pub(super) level: String,
    pub(super) participants: i64,
    pub(super) winners: i64,
}

pub(super) async fn award_counts(db: &mut impl Reads, from: NaiveDate, until: NaiveDate) -> Result<Vec<AwardCount>> {
    db.rows(
        "SELECT a.level, COUNT(DISTINCT a.student_id) AS participants,
            COUNT(DISTINCT CASE WHEN a.result <> 'participant' THEN a.student_id ELSE NULL END) AS winners
         FROM achievement a WHERE a.held_on >= $1 AND a.held_on <= $2 GROUP BY a.level",
        args![from, until],
    )
    .await
}

/// Methodological associations with the number of their subjects.
pub(super) async fn associations(db: &mut impl Reads) -> Result<Vec<(String, i64)>> {
    db.rows(
        "SELECT m.name, (SELECT COUNT(*) FROM association_subject a WHERE a.association_id = m.id) AS subjects
         FROM methodological_association m ORDER BY m.name, m.id",
        args![],
    )
    .await
}

/// Problem zones of a rule in a state.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct ZoneCount {
    pub(super) rule_code: String,
    pub(super) state: String,
    pub(super) zones: i64,
}

/// Zones of the finished school year whenever they were found, for a school may load its files late, in their latest state;
/// and those of the year that began in the period as far as they were found in it, in the state at its end.
pub(super) async fn zone_counts(
    db: &mut impl Reads,
    finished: i64,
    (from, until): (NaiveDate, NaiveDate),
) -> Result<Vec<ZoneCount>> {
    db.rows(
        "SELECT z.rule_code, s.state, COUNT(*) AS zones FROM problem_zone z
         JOIN problem_zone_state s ON s.zone_id = z.id
            AND s.ordinal = (SELECT MAX(l.ordinal) FROM problem_zone_state l WHERE l.zone_id = z.id
                             AND (z.school_year = $1 OR l.set_at < $3))
         WHERE z.school_year = $1 OR (z.school_year = $1 + 1 AND z.found_at >= $2 AND z.found_at < $3)
         GROUP BY z.rule_code, s.state ORDER BY z.rule_code, s.state",
        args![finished, midnight(from), midnight(day_after(until))],
    )
    .await
}

/// Orders signed in a period, their action items, and how many of these are fulfilled.
#[derive(Debug, Clone, Default, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct OrderCount {
    pub(super) orders: i64,
    pub(super) clauses: i64,
    pub(super) fulfilled: i64,
}

pub(super) async fn order_counts(db: &mut impl Reads, from: NaiveDate, until: NaiveDate) -> Result<OrderCount> {
    let row: Option<OrderCount> = db
        .row(
            "SELECT COUNT(DISTINCT s.order_id) AS orders, COUNT(i.id) AS clauses, COUNT(f.item_id) AS fulfilled
             FROM order_signature s
             LEFT JOIN action_item i ON i.source_kind = 'administrative_order' AND i.source_id = s.order_id
             LEFT JOIN action_item_fulfilment f ON f.item_id = i.id AND f.fulfilled_on <= $2
             WHERE s.signed_on >= $1 AND s.signed_on <= $2",
            args![from, until],
        )
        .await?;
    Ok(row.unwrap_or_default())
}

/// Ids of the problem zones and of the signed orders that an edition tells of.
pub(super) async fn told_of(
    db: &mut impl Reads,
    finished: i64,
    (from, until): (NaiveDate, NaiveDate),
) -> Result<(Vec<i64>, Vec<i64>)> {
    let zones: Vec<(i64,)> = db
        .rows(
            "SELECT z.id FROM problem_zone z
             WHERE z.school_year = $1 OR (z.school_year = $1 + 1 AND z.found_at >= $2 AND z.found_at < $3) ORDER BY z.id",
            args![finished, midnight(from), midnight(day_after(until))],
        )
        .await?;
    let orders: Vec<(i64,)> = db
        .rows(
            "SELECT order_id FROM order_signature WHERE signed_on >= $1 AND signed_on <= $2 ORDER BY order_id",
            args![from, until],
        )
        .await?;
    Ok((zones.into_iter().map(|(id,)| id).collect(), orders.into_iter().map(|(id,)| id).collect()))
}

/// Where a day begins. By Greenwich: the hours that a school's clock is ahead hold no school work.
fn midnight(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc()
}

fn day_after(day: NaiveDate) -> NaiveDate {
    day.succ_opt().unwrap_or(day)
}
