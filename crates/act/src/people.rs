//! The members of staff in forms, and which audits and nonconformities somebody may see.

use access::{Cx, May};
use roster::staff::queries::{StaffMember, staff};
use store::{Reads, Result};
use web::ui::Choice;

/// Everybody who works here now, by name.
pub(crate) async fn present(db: &mut impl Reads) -> Result<Vec<StaffMember>> {
    let mut people = staff(db).await?;
    people.retain(|one| one.left_on.is_none());
    Ok(people)
}

/// The people as choices of a field.
pub(crate) fn choices(people: &[StaffMember]) -> Vec<Choice> {
    people.iter().map(|one| Choice::new(one.id, one.with_position())).collect()
}

/// Who looks at audits and nonconformities. Those who plan see all; others see what names them: by the staff list, or, where
/// the account is nobody of it, by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watcher {
    /// sees all
    pub(crate) plans: bool,
    /// the member of staff; 0 when unknown
    pub(crate) staff_id: i64,
    /// «Орлова А. В.», where the account is not on the staff list
    pub(crate) name: String,
    /// the account; 0 for the program
    pub(crate) account_id: i64,
}

impl Watcher {
    /// The program itself: everything.
    #[must_use]
    pub fn program() -> Self {
        Self { plans: true, staff_id: 0, name: String::new(), account_id: 0 }
    }

    pub(crate) fn of(cx: &Cx) -> Self {
        let viewer = cx.viewer();
        let name = if viewer.staff_id.is_none() { viewer.short_name() } else { None };
        Self {
            plans: cx.may(May::EditPlan),
            staff_id: viewer.staff_id.unwrap_or(0),
            name: name.unwrap_or_default(),
            account_id: viewer.account_id,
        }
    }

    /// How the name begins where a post follows it.
    pub(crate) fn name_before_post(&self) -> String {
        if self.name.is_empty() { String::new() } else { format!("{}, %", self.name) }
    }
}
