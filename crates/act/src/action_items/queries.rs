mod leaders;
mod requests;
mod steps;
mod story;

use access::Scope;
use chrono::{NaiveDate, NaiveTime};
use store::{Reads, Result, args};

pub use leaders::{account_names, leaders};
pub use requests::{Request, add_request, request};
pub use steps::{
    NewEvidence, NewStep, TakenStep, Together, accepted_together, add_evidence, add_note, hand_over, last_together,
    postpone, steps_since, take_step, withdraw_evidence,
};
pub use story::{Evidence, Told, evidence_of, story};

use super::state::State;

/// Something that a decision asks for, and how far it is.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct ActionItem {
    /// id
    pub id: i64,
    /// kind of the decision
    pub source_kind: String,
    /// id of the decision
    pub source_id: i64,
    /// «Приказ от 15.01.2025 № 17»
    pub source_title: String,
    /// its place in the decision
    pub place: i64,
    /// what
    pub task: String,
    /// the member of staff, if it is one of the list
    pub responsible_staff_id: Option<i64>,
    /// who
    pub responsible: String,
    /// until when
    pub due_on: Option<NaiveDate>,
    /// from when on
    pub opened_on: NaiveDate,
    /// done on
    pub fulfilled_on: Option<NaiveDate>,
    /// by what it is seen
    pub evidence: Option<String>,
    /// code of its [`State`]
    pub state_code: String,
    /// how many steps were taken: the version of the item
    pub version: i64,
    /// how often it was postponed
    pub postponed: i64,
    /// what it was due on before the first postponement
    pub first_due_on: Option<NaiveDate>,
    /// the remark it was returned with, until it is shown again
    pub remark: Option<String>,
    /// until when its doer asks to have time
    pub asked_until: Option<NaiveDate>,
}

impl ActionItem {
    /// How far it is.
    #[must_use]
    pub fn state(&self) -> State {
        State::from_code(&self.state_code).unwrap_or(State::New)
    }

    /// Whether it should have been done by now.
    #[must_use]
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.fulfilled_on.is_none() && self.due_on.is_some_and(|due| due < today)
    }
}

/// The question for items that are picked by id: `$shown` answers the ids.
macro_rules! items {
    ($shown:literal, $order:literal) => {
        concat!(
            "SELECT i.id, i.source_kind, i.source_id, i.source_title, i.place, i.task, i.responsible_staff_id, i.responsible,
                i.due_on, i.opened_on, f.fulfilled_on, f.evidence, i.state AS state_code, i.step_count AS version,
                (SELECT COUNT(*) FROM action_item_postponement p WHERE p.item_id = i.id) AS postponed,
                (SELECT p.due_from FROM action_item_postponement p WHERE p.item_id = i.id AND p.ordinal = 1) AS first_due_on,
                (SELECT s.remark FROM action_item_step s WHERE s.item_id = i.id AND s.ordinal = i.step_count
                    AND s.act IN ('return', 'reopen')) AS remark,
                (SELECT r.due_to FROM action_item_request r WHERE r.item_id = i.id AND r.act = 'ask'
                    AND r.ordinal = (SELECT MAX(l.ordinal) FROM action_item_request l WHERE l.item_id = i.id)
                    AND i.state IN ('new', 'in_progress')) AS asked_until
             FROM ",
            $shown,
            " shown JOIN action_item i ON i.id = shown.id
             LEFT JOIN action_item_fulfilment f ON f.item_id = i.id ",
            $order
        )
    };
}

/// The action items of a school year, the most urgent first: all of them, or those given to the viewer.
///
/// # Errors
/// When the database does not answer.
pub async fn action_items(db: &mut impl Reads, scope: &Scope, school_year: i64) -> Result<Vec<ActionItem>> {
    db.rows(
        items!(
            "(SELECT id FROM action_item WHERE school_year = $1 AND ($2 OR responsible_staff_id = $3))",
            "ORDER BY CASE WHEN i.due_on IS NULL THEN 1 ELSE 0 END, i.due_on, i.opened_on, i.source_id, i.place"
        ),
        args![school_year, scope.whole, scope.staff_id],
    )
    .await
}

/// One action item, if the viewer may see it.
///
/// # Errors
/// When the database does not answer.
pub async fn action_item(db: &mut impl Reads, scope: &Scope, id: i64) -> Result<Option<ActionItem>> {
    db.row(
        items!("(SELECT id FROM action_item WHERE id = $1 AND ($2 OR responsible_staff_id = $3))", ""),
        args![id, scope.whole, scope.staff_id],
    )
    .await
}

/// Whose items, and those of which decisions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// only those given to this member of staff
    pub staff_id: Option<i64>,
    /// only those of this kind of decision
    pub source_kind: Option<String>,
}

/// How far the items of a list are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// not done, whatever their year
    Open,
    /// in this state, which is not [`State::Done`]
    In(State),
    /// not done, and due before this day
    DueBefore(NaiveDate),
    /// not done, and either due before this day or with a request for a later day that waits
    Escalated(NaiveDate),
    /// given to the doer by handing over, on this day or later, and not begun
    HandedOver(NaiveDate),
    /// done, of this school year
    Done(i64),
}

/// The items that a filter lets through, the most urgent first; what was due last first among the done.
///
/// # Errors
/// When the database does not answer.
pub async fn filtered(
    db: &mut impl Reads,
    scope: &Scope,
    filter: &Filter,
    which: Which,
    (offset, limit): (i64, i64),
) -> Result<Vec<ActionItem>> {
    let (state, due_before, is_escalated, given_since) = match which {
        Which::Done(school_year) => return done(db, scope, filter, school_year, (offset, limit)).await,
        Which::Open => (None, None, false, None),
        Which::In(state) => (Some(state.code()), None, false, None),
        Which::DueBefore(day) => (None, Some(day), false, None),
        Which::Escalated(day) => (None, Some(day), true, None),
        Which::HandedOver(day) => (None, None, false, Some(day)),
    };
    let given_since = given_since.map(|day| day.and_time(NaiveTime::MIN).and_utc());
    db.rows(
        items!(
            "(SELECT id FROM action_item WHERE state <> 'done' AND ($1 OR responsible_staff_id = $2)
                AND ($3 IS NULL OR responsible_staff_id = $3) AND ($4 IS NULL OR source_kind = $4)
                AND ($5 IS NULL OR state = $5)
                AND ($6 IS NULL OR due_on < $6 OR ($9 AND state <> 'under_review' AND id IN (SELECT r.item_id
                    FROM action_item_request r WHERE r.act = 'ask' AND r.ordinal = (SELECT MAX(l.ordinal)
                        FROM action_item_request l WHERE l.item_id = r.item_id))))
                AND ($10 IS NULL OR (state = 'new' AND id IN (SELECT s.item_id FROM action_item_step s
                    WHERE s.item_id = action_item.id AND s.ordinal = step_count AND s.act = 'hand_over'
                        AND s.made_at >= $10)))
             ORDER BY CASE WHEN due_on IS NULL THEN 1 ELSE 0 END, due_on, id LIMIT $7 OFFSET $8)",
            "ORDER BY CASE WHEN i.due_on IS NULL THEN 1 ELSE 0 END, i.due_on, i.id"
        ),
        args![
            scope.whole,
            scope.staff_id,
            filter.staff_id,
            filter.source_kind.as_ref(),
            state,
            due_before,
            limit,
            offset,
            is_escalated,
            given_since
        ],
    )
    .await
}

async fn done(
    db: &mut impl Reads,
    scope: &Scope,
    filter: &Filter,
    school_year: i64,
    (offset, limit): (i64, i64),
) -> Result<Vec<ActionItem>> {
    db.rows(
        items!(
            "(SELECT id FROM action_item WHERE state = 'done' AND school_year = $5 AND ($1 OR responsible_staff_id = $2)
                AND ($3 IS NULL OR responsible_staff_id = $3) AND ($4 IS NULL OR source_kind = $4)
             ORDER BY CASE WHEN due_on IS NULL THEN 1 ELSE 0 END, due_on DESC, id LIMIT $6 OFFSET $7)",
            "ORDER BY CASE WHEN i.due_on IS NULL THEN 1 ELSE 0 END, i.due_on DESC, i.id"
        ),
        args![scope.whole, scope.staff_id, filter.staff_id, filter.source_kind.as_ref(), school_year, limit, offset],
    )
    .await
}

/// How many items a filter lets through, whatever their state: by state, and how many of them are late.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// «новые»
    pub new: i64,
    /// «в работе»
    pub in_progress: i64,
    /// «на проверке»
    pub under_review: i64,
    /// «исполнено»
    pub done: i64,
    /// not done and due before today
    pub overdue: i64,
    /// not done and due so long ago that leaders are told, or with a request that waits
    pub escalated: i64,
}

impl Counts {
    /// Not done.
    #[must_use]
    pub fn open(&self) -> i64 {
        self.new + self.in_progress + self.under_review
    }
}

#[derive(sqlx::FromRow)]
struct CountRow {
    state: String,
    n: i64,
    overdue: i64,
    escalated: i64,
}

/// Counts the items that the filter lets through: what is done of the school year, what is open of all years, for that
/// stays in sight.
///
/// # Errors
/// When the database does not answer.
pub async fn counts(
    db: &mut impl Reads,
    scope: &Scope,
    filter: &Filter,
    school_year: i64,
    (today, escalated_before): (NaiveDate, NaiveDate),
) -> Result<Counts> {
    let rows: Vec<CountRow> = db
        .rows(
            "SELECT state, COUNT(*) AS n, COUNT(CASE WHEN due_on < $6 THEN 1 END) AS overdue,
                COUNT(CASE WHEN due_on < $7 OR (state <> 'under_review' AND id IN (SELECT r.item_id
                    FROM action_item_request r WHERE r.act = 'ask' AND r.ordinal = (SELECT MAX(l.ordinal)
                        FROM action_item_request l WHERE l.item_id = r.item_id))) THEN 1 END) AS escalated
             FROM action_item
             WHERE state <> 'done' AND ($1 OR responsible_staff_id = $2) AND ($3 IS NULL OR responsible_staff_id = $3)
                AND ($4 IS NULL OR source_kind = $4)
             GROUP BY state
             UNION ALL
             SELECT 'done', COUNT(*), 0, 0 FROM action_item
             WHERE state = 'done' AND school_year = $5 AND ($1 OR responsible_staff_id = $2)
                AND ($3 IS NULL OR responsible_staff_id = $3) AND ($4 IS NULL OR source_kind = $4)",
            args![
                scope.whole,
                scope.staff_id,
                filter.staff_id,
                filter.source_kind.as_ref(),
                school_year,
                today,
                escalated_before
            ],
        )
        .await?;
    let mut counts = Counts::default();
    for row in rows {
        counts.overdue += row.overdue;
        counts.escalated += row.escalated;
        match State::from_code(&row.state) {
            Some(State::New) | None => counts.new += row.n,
            Some(State::InProgress) => counts.in_progress += row.n,
            Some(State::UnderReview) => counts.under_review += row.n,
            Some(State::Done) => counts.done += row.n,
        }
    }
    Ok(counts)
}

/// The kinds of decision that items come from.
///
/// # Errors
/// When the database does not answer.
pub async fn source_kinds(db: &mut impl Reads) -> Result<Vec<String>> {
    let rows: Vec<(String,)> =
        db.rows("SELECT DISTINCT source_kind FROM action_item ORDER BY source_kind", args![]).await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// Open items that are due by `until`, of one member of staff, the most urgent first.
///
/// # Errors
/// When the database does not answer.
pub async fn due_by(db: &mut impl Reads, staff_id: i64, until: NaiveDate) -> Result<Vec<ActionItem>> {
    let scope = Scope { whole: false, staff_id: Some(staff_id), account_id: 0 };
    let day_after = until.succ_opt().unwrap_or(until);
    filtered(db, &scope, &Filter::default(), Which::DueBefore(day_after), (0, MOST_IN_DIGEST)).await
}

/// What was handed over to a member of staff since a day and not begun yet.
///
/// # Errors
/// When the database does not answer.
pub async fn handed_over(db: &mut impl Reads, staff_id: i64, since: NaiveDate) -> Result<Vec<ActionItem>> {
    let scope = Scope { whole: false, staff_id: Some(staff_id), account_id: 0 };
    filtered(db, &scope, &Filter::default(), Which::HandedOver(since), (0, MOST_IN_DIGEST)).await
}

/// What waits for a leader: late since before a day, or with a request for a later day.
///
/// # Errors
/// When the database does not answer.
pub async fn escalated(db: &mut impl Reads, before: NaiveDate) -> Result<Vec<ActionItem>> {
    filtered(db, &Scope::whole_school(), &Filter::default(), Which::Escalated(before), (0, MOST_IN_DIGEST)).await
}

/// Nobody reads on after this many.
const MOST_IN_DIGEST: i64 = 200;
