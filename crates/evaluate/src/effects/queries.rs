use access::Scope;
use chrono::{DateTime, NaiveDate, Utc};
use formula::Dimension;
use ledger::{Artefact, Change};
use measure::effect::Better as Direction;
use school::Term;
use store::{Reads, Result, args};

use super::judging::{Judged, Other, Reading, fraction, read_fraction};
use super::period::{Period, at, group_key, read_group};
use super::review::{Review, State};
use super::{Kind, Measurement, labels};

mod amendments;
mod closing;

pub use amendments::{Amendment, add_amendment, amendments};
pub use closing::{Task, closer, tasks};

#[derive(sqlx::FromRow)]
struct ReviewRow {
    id: i64,
    school_year: i64,
    title: String,
    source_kind: String,
    source_id: i64,
    source_title: String,
    zone_id: Option<i64>,
    indicator_code: String,
    group_key: String,
    before_period: String,
    after_period: String,
    target: String,
    direction: String,
    matters: String,
    is_compared: bool,
    remeasure_on: NaiveDate,
    version: i64,
    state: String,
    note: String,
    set_at: DateTime<Utc>,
    set_by: String,
}

impl From<ReviewRow> for Review {
    fn from(row: ReviewRow) -> Self {
        let usual = Period { year: row.school_year, term: Term::Year };
        Self {
            id: row.id,
            school_year: row.school_year,
            title: row.title,
            source_kind: row.source_kind,
            source_id: row.source_id,
            source_title: row.source_title,
            zone_id: row.zone_id,
            indicator_code: row.indicator_code,
            group: read_group(&row.group_key),
            before: Period::from_code(&row.before_period).unwrap_or(usual),
            after: Period::from_code(&row.after_period).unwrap_or(usual),
            target: read_fraction(&row.target).unwrap_or_default(),
            direction: if row.direction == "lower" { Direction::Lower } else { Direction::Higher },
            matters: read_fraction(&row.matters).unwrap_or_default(),
            is_compared: row.is_compared,
            remeasure_on: row.remeasure_on,
            version: row.version,
            state: State::from_code(&row.state).unwrap_or(State::Fixed),
            note: row.note,
            set_at: row.set_at,
            set_by: row.set_by,
        }
    }
}

/// The reviews of a school year that the viewer may see, with those of earlier years that are not finished, by the day of
/// measuring again.
///
/// # Errors
/// When the database does not answer.
pub async fn reviews(db: &mut impl Reads, scope: &Scope, school_year: i64) -> Result<Vec<Review>> {
    let rows: Vec<ReviewRow> = db
        .rows(
            "SELECT e.id, e.school_year, e.title, e.source_kind, e.source_id, e.source_title, e.zone_id, e.indicator_code,
                e.group_key, e.before_period, e.after_period, e.target, e.direction, e.matters, e.is_compared,
                e.remeasure_on, e.version, s.state, s.note, s.set_at, s.set_by
             FROM effect_review e JOIN effect_review_state s ON s.review_id = e.id
                AND s.ordinal = (SELECT MAX(l.ordinal) FROM effect_review_state l WHERE l.review_id = e.id)
             WHERE (e.school_year = $1 OR (e.school_year < $1 AND s.state IN ('fixed', 'measured')))
                AND ($2 OR EXISTS (SELECT 1 FROM scope_cell c WHERE c.staff_id = $3
                AND c.class_group_id = e.class_group_id AND c.subject_id = e.subject_id))
             ORDER BY e.remeasure_on, e.id",
            args![school_year, scope.whole, scope.staff_id.unwrap_or(0)],
        )
        .await?;
    Ok(rows.into_iter().map(Review::from).collect())
}

/// How many reviews of all years wait to be measured: their day has come.
///
/// # Errors
/// When the database does not answer.
pub async fn due_count(db: &mut impl Reads, scope: &Scope, today: NaiveDate) -> Result<i64> {
    let count = db
        .number(
            "SELECT COUNT(*) FROM effect_review e JOIN effect_review_state s ON s.review_id = e.id
                AND s.ordinal = (SELECT MAX(l.ordinal) FROM effect_review_state l WHERE l.review_id = e.id)
             WHERE s.state = 'fixed' AND e.remeasure_on <= $1 AND ($2 OR EXISTS (SELECT 1 FROM scope_cell c
                WHERE c.staff_id = $3 AND c.class_group_id = e.class_group_id AND c.subject_id = e.subject_id))",
            args![today, scope.whole, scope.staff_id.unwrap_or(0)],
        )
        .await?;
    Ok(count.unwrap_or(0))
}

/// One review, if the viewer may see it.
///
/// # Errors
/// When the database does not answer.
pub async fn review(db: &mut impl Reads, scope: &Scope, id: i64) -> Result<Option<Review>> {
    let row: Option<ReviewRow> = db
        .row(
            "SELECT e.id, e.school_year, e.title, e.source_kind, e.source_id, e.source_title, e.zone_id, e.indicator_code,
                e.group_key, e.before_period, e.after_period, e.target, e.direction, e.matters, e.is_compared,
                e.remeasure_on, e.version, s.state, s.note, s.set_at, s.set_by
             FROM effect_review e JOIN effect_review_state s ON s.review_id = e.id
                AND s.ordinal = (SELECT MAX(l.ordinal) FROM effect_review_state l WHERE l.review_id = e.id)
             WHERE e.id = $1 AND ($2 OR EXISTS (SELECT 1 FROM scope_cell c WHERE c.staff_id = $3
                AND c.class_group_id = e.class_group_id AND c.subject_id = e.subject_id))",
            args![id, scope.whole, scope.staff_id.unwrap_or(0)],
        )
        .await?;
    Ok(row.map(Review::from))
}

/// The reviews of one decision, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn reviews_of(db: &mut impl Reads, source: Artefact) -> Result<Vec<Review>> {
    let rows: Vec<ReviewRow> = db
        .rows(
            "SELECT e.id, e.school_year, e.title, e.source_kind, e.source_id, e.source_title, e.zone_id, e.indicator_code,
                e.group_key, e.before_period, e.after_period, e.target, e.direction, e.matters, e.is_compared,
                e.remeasure_on, e.version, s.state, s.note, s.set_at, s.set_by
             FROM effect_review e JOIN effect_review_state s ON s.review_id = e.id
                AND s.ordinal = (SELECT MAX(l.ordinal) FROM effect_review_state l WHERE l.review_id = e.id)
             WHERE e.source_kind = $1 AND e.source_id = $2 ORDER BY e.id",
            args![source.kind, source.id],
        )
        .await?;
    Ok(rows.into_iter().map(Review::from).collect())
}

#[derive(sqlx::FromRow)]
struct MeasurementRow {
    kind: String,
    period: String,
    group_key: String,
    as_of: NaiveDate,
    reading_json: String,
    others_json: String,
    judged_json: String,
    passport: String,
    taken_at: DateTime<Utc>,
    taken_by: String,
}

fn measurement(row: MeasurementRow) -> Option<Measurement> {
    let reading: Reading = serde_json::from_str(&row.reading_json).ok()?;
    let others: Vec<Other> = serde_json::from_str(&row.others_json).unwrap_or_default();
    let judged: Option<Judged> = serde_json::from_str(&row.judged_json).ok();
    Some(Measurement {
        kind: Kind::from_code(&row.kind)?,
        period: Period::from_code(&row.period)?,
        group: read_group(&row.group_key),
        as_of: row.as_of,
        reading,
        others,
        judged,
        passport: row.passport,
        taken_at: row.taken_at,
        taken_by: row.taken_by,
    })
}

/// What was measured for a review, the baseline first.
///
/// # Errors
/// When the database does not answer.
pub async fn measurements(db: &mut impl Reads, review_id: i64) -> Result<Vec<Measurement>> {
    let rows: Vec<MeasurementRow> = db
        .rows(
            "SELECT kind, period, group_key, as_of, reading_json, others_json, judged_json, passport, taken_at, taken_by
             FROM effect_measurement WHERE review_id = $1 ORDER BY ordinal",
            args![review_id],
        )
        .await?;
    Ok(rows.into_iter().filter_map(measurement).collect())
}

/// Keeps a new review.
///
/// # Errors
/// When the database refuses.
pub async fn insert(change: &mut Change, review: &Review) -> Result<()> {
    let class = at(&review.group, Dimension::Class).unwrap_or_default();
    let subject = at(&review.group, Dimension::Subject).unwrap_or_default();
    change
        .execute(
            "INSERT INTO effect_review (id, school_year, title, source_kind, source_id, source_title, zone_id, indicator_code,
                group_key, class_group_id, subject_id, before_period, after_period, target, direction, matters, is_compared,
                remeasure_on, version)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9,
                (SELECT id FROM class_group WHERE school_year = $10 AND name = $11),
                (SELECT id FROM subject WHERE name = $12), $13, $14, $15, $16, $17, $18, $19, 1)",
            args![
                review.id,
                review.school_year,
                review.title.as_str(),
                review.source_kind.as_str(),
                review.source_id,
                review.source_title.as_str(),
                review.zone_id,
                review.indicator_code.as_str(),
                group_key(&review.group),
                review.school_year,
                class,
                subject,
                review.before.code(),
                review.after.code(),
                fraction(&review.target),
                direction_code(review.direction),
                fraction(&review.matters),
                review.is_compared,
                review.remeasure_on
            ],
        )
        .await?;
    set_state(change, review, State::Fixed, "").await
}

fn direction_code(direction: Direction) -> &'static str {
    match direction {
        Direction::Higher => "higher",
        Direction::Lower => "lower",
    }
}

/// Keeps another target, period and date of a review; answers whether nobody was quicker.
///
/// # Errors
/// When the database refuses.
pub async fn amend(change: &mut Change, review: &Review) -> Result<bool> {
    let touched = change
        .execute(
            "UPDATE effect_review SET after_period = $3, target = $4, direction = $5, matters = $6, remeasure_on = $7,
                version = version + 1 WHERE id = $1 AND version = $2",
            args![
                review.id,
                review.version,
                review.after.code(),
                fraction(&review.target),
                direction_code(review.direction),
                fraction(&review.matters),
                review.remeasure_on
            ],
        )
        .await?;
    Ok(touched == 1)
}

/// Adds a state with what was said, and describes the review for chains.
///
/// # Errors
/// When the database refuses.
pub async fn set_state(change: &mut Change, review: &Review, state: State, note: &str) -> Result<()> {
    let (now, by) = (change.now(), change.actor().name.clone());
    change
        .execute(
            "INSERT INTO effect_review_state (review_id, ordinal, state, note, set_at, set_by)
             SELECT $1, COALESCE(MAX(ordinal), 0) + 1, $2, $3, $4, $5 FROM effect_review_state WHERE review_id = $1",
            args![review.id, state.code(), note, now, by],
        )
        .await?;
    let label = labels::state(state);
    change.describe(super::artefact(review.id), (&review.title, label), Some(review.remeasure_on)).await
}

/// Keeps a measurement.
///
/// # Errors
/// When the database refuses.
pub async fn add_measurement(change: &mut Change, review_id: i64, taken: &Measurement) -> Result<()> {
    let (now, by) = (change.now(), change.actor().name.clone());
    let json = "numbers and texts always serialise";
    let judged = taken.judged.as_ref().map(|judged| serde_json::to_string(judged).expect(json)).unwrap_or_default();
    change
        .execute(
            "INSERT INTO effect_measurement (review_id, ordinal, kind, period, group_key, as_of, reading_json, others_json,
                judged_json, passport, taken_at, taken_by)
             SELECT $1, COALESCE(MAX(ordinal), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11
             FROM effect_measurement WHERE review_id = $1",
            args![
                review_id,
                taken.kind.code(),
                taken.period.code(),
                group_key(&taken.group),
                taken.as_of,
                serde_json::to_string(&taken.reading).expect(json),
                serde_json::to_string(&taken.others).expect(json),
                judged,
                taken.passport.as_str(),
                now,
                by
            ],
        )
        .await?;
    Ok(())
}

/// The title that an artefact was last described by.
///
/// # Errors
/// When the database does not answer.
pub async fn card_title(db: &mut impl Reads, of: Artefact) -> Result<Option<String>> {
    let row: Option<(String,)> =
        db.row("SELECT title FROM artefact_card WHERE kind = $1 AND id = $2", args![of.kind, of.id]).await?;
    Ok(row.map(|row| row.0))
}
