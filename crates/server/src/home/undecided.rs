//! Findings that nobody has decided upon: signed reports first, then problem zones.

use access::{Cx, May};
use analyse::addresses;
use analyse::problem_zones::{self, Zone, ZoneFilter, ZoneState};
use web::Failure;

use super::{labels, queries};

/// How many the page names.
const SHOWN: usize = 5;

/// A finding without a decision.
pub(super) struct Finding {
    pub(super) title: String,
    pub(super) words: String,
    pub(super) href: String,
}

/// The findings for whoever decides, and how many more there are than the page names.
pub(super) async fn findings(cx: &Cx, year: i64) -> Result<(Vec<Finding>, usize), Failure> {
    if !cx.may(May::EditOrders) || !cx.may(May::ReadProblems) {
        return Ok((Vec::new(), 0));
    }
    let mut db = cx.store();
    let reports = queries::undecided_reports(&mut db, year).await?;
    let mut zones = problem_zones::zones(&mut db, cx.scope(), year, &ZoneFilter::default()).await?;
    zones.retain(|zone| zone.state != ZoneState::Decided);
    let total = reports.len() + zones.len();
    let of_report = |(id, title): (i64, String)| Finding {
        href: format!("/analyse/inspections/{id}"),
        words: labels::REPORT_UNDECIDED.to_owned(),
        title,
    };
    let of_zone = |zone: Zone| Finding {
        href: addresses::zone(zone.id),
        words: labels::ZONE_UNDECIDED.to_owned(),
        title: zone.heading,
    };
    let shown: Vec<Finding> =
        reports.into_iter().map(of_report).chain(zones.into_iter().map(of_zone)).take(SHOWN).collect();
    let more = total - shown.len();
    Ok((shown, more))
}
