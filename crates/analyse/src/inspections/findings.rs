//! The findings («выводы») of a signed report as links of the chain: each waits until somebody decides upon it.

use access::Cx;
use axum::extract::Path;
use axum::response::IntoResponse;
use ledger::{Artefact, Change};
use store::{Reads, Result};
use web::{OrMissing, Reply, see_other};

use super::inspection::Inspection;
use super::pages::{LIST, reader};
use super::{artefact, labels, queries, report_pages};

/// The word by which the ledger knows findings.
pub const FINDING: &str = "inspection_finding";
/// How a link says that an inspection came to a finding.
const FOUND: &str = "found";

/// The finding as the ledger names it.
#[must_use]
pub fn finding(id: i64) -> Artefact {
    Artefact { kind: FINDING, id }
}

/// The findings of an inspection, once its report is signed, as others link to them.
///
/// # Errors
/// When the database does not answer.
pub async fn findings(db: &mut impl Reads, inspection_id: i64) -> Result<Vec<Artefact>> {
    Ok(queries::findings(db, inspection_id).await?.into_iter().map(finding).collect())
}

/// Joins the findings of a report to its inspection; it has just been signed. Their titles say only where they stand: a chain
/// is read by more people than a report.
pub(super) async fn announce(change: &mut Change, one: &Inspection) -> Result<()> {
    let today = change.today();
    for (number, id) in (1..).zip(queries::findings(change, one.id).await?) {
        change.link(artefact(one.id), finding(id), FOUND).await?;
        let title = labels::finding_title(number, &one.title);
        change.describe(finding(id), (&title, labels::UNDECIDED), Some(today)).await?;
    }
    Ok(())
}

/// A decision was taken upon a finding; `decided_by` is its title.
///
/// # Errors
/// When the database refuses.
pub async fn decided(change: &mut Change, id: i64, decided_by: &str) -> Result<()> {
    let Some((_, place, title)) = queries::place_of_finding(change, id).await? else { return Ok(()) };
    queries::save_decision(change, id, decided_by).await?;
    let today = change.today();
    change.describe(finding(id), (&labels::finding_title(place, &title), labels::DECIDED), Some(today)).await
}

/// A finding stands in its report.
pub(super) async fn show(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut db = cx.store();
    let (inspection, _, _) = queries::place_of_finding(&mut db, id).await?.or_missing()?;
    report_pages::seen(&mut db, reader(&cx), inspection).await?;
    Ok(see_other(format!("{LIST}/{inspection}/report")).into_response())
}
