//! The members of staff in forms.

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
