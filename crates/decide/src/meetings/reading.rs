//! The minutes as one who signs them reads them: if somebody writes on meanwhile, the signer is shown where.

use store::{Reads, Result};
use web::forms::Fields;

use super::meeting::{AgendaPoint, Meeting};
use super::{labels, queries};
use crate::labels::clause_as_read;
use crate::rival::{self, Rival};

/// The minutes in the hidden fields of the form of the signature.
pub(super) fn as_read(meeting: &Meeting) -> Fields {
    let came = meeting.members.iter().filter(|member| member.is_present);
    let fields = Fields::empty()
        .with_date("seen_held_on", meeting.holding.as_ref().map(|holding| holding.held_on))
        .with("seen_chair", &meeting.chair.name)
        .with("seen_secretary", &meeting.secretary.name)
        .with("seen_present", came.map(|member| member.named.person()).collect::<Vec<_>>().join(", "))
        .with("seen_invited", meeting.holding.as_ref().map_or("", |holding| holding.invited.as_str()));
    let point = |fields: Fields, point: &AgendaPoint| {
        let of = |name: &str| format!("seen_{name}_{}", point.place);
        let resolved = point.clauses.iter().map(clause_as_read).collect::<Vec<_>>().join("\n");
        fields
            .with(&of("topic"), &point.topic)
            .with(&of("heard"), &point.heard)
            .with(&of("spoke"), &point.spoke)
            .with(&of("resolved"), resolved)
            .with(&of("votes"), point.votes.map_or(String::new(), labels::votes_as_read))
    };
    meeting.points.iter().fold(fields, point)
}

/// Where the minutes say something else than the page from which they were to be signed.
pub(super) async fn read_otherwise(db: &mut impl Reads, meeting: &Meeting, seen: &Fields) -> Result<Rival> {
    let shown = |field: &str, value: &str| Some((labels::seen_field(field)?, value.to_owned()));
    let differences = rival::differences(&as_read(meeting), seen, shown);
    let mut last = queries::last_change(db, meeting.id).await?;
    for point in &meeting.points {
        let of_point = queries::last_change_of_point(db, point.id).await?;
        last = last.into_iter().chain(of_point).max_by_key(|(_, at)| *at);
    }
    let (by, at) = last.unwrap_or_default();
    Ok(Rival { by, at, differences })
}
