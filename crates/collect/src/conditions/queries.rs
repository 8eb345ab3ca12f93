use chrono::NaiveDate;
use ledger::Change;
use store::{Reads, Result, args};

/// A number of the school's conditions on a day.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct ConditionValue {
    pub(super) code: String,
    pub(super) as_of: NaiveDate,
    pub(super) number_numerator: i64,
    pub(super) number_denominator: i64,
}

impl ConditionValue {
    pub(super) fn exact(&self) -> school::Exact {
        school::Exact::new(self.number_numerator.into(), self.number_denominator.into())
    }
}

/// All values, the latest first.
pub(super) async fn values(db: &mut impl Reads) -> Result<Vec<ConditionValue>> {
    db.rows(
        "SELECT code, as_of, number_numerator, number_denominator FROM condition_value ORDER BY as_of DESC, code",
        args![],
    )
    .await
}

/// Writes a value, over the one of the same day if there is one.
pub(super) async fn save(change: &mut Change, value: &ConditionValue) -> Result<()> {
    let (now, by) = (change.now(), change.actor().name.clone());
    change
        .execute(
            "INSERT INTO condition_value (code, as_of, number_numerator, number_denominator, entered_by, entered_at)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (code, as_of) DO UPDATE SET number_numerator = excluded.number_numerator,
                 number_denominator = excluded.number_denominator, entered_by = excluded.entered_by,
                 entered_at = excluded.entered_at",
            args![&value.code, value.as_of, value.number_numerator, value.number_denominator, by, now],
        )
        .await?;
    Ok(())
}
