//! What is red: indicators of the year on the lowest level, of the whole school and of its classes, as far as the viewer
//! sees them.

use access::Cx;
use analyse::engine::{self, Asked, NoAnswer};
use analyse::{addresses, shown};
use formula::{Dimension, Indicator, LevelName, Outcome};

use super::HEADLINES;

/// How many the page names.
const SHOWN: usize = 6;

/// An indicator on the lowest level.
pub(super) struct Red {
    pub(super) label: String,
    pub(super) place: String,
    pub(super) value: String,
    pub(super) base: String,
    pub(super) href: String,
}

/// The red indicators, and how many more there are than the page names.
pub(super) async fn red(cx: &Cx, year: i64) -> Result<(Vec<Red>, usize), NoAnswer> {
    let of_year = || Asked::whole(year, engine::usual_date(year, cx.today())).seen_by(cx.scope());
    let with_levels = engine::catalogue().packs().iter().flat_map(|pack| &pack.indicators);
    let codes =
        with_levels.filter(|indicator| !indicator.levels.steps.is_empty()).map(|indicator| indicator.code.clone());
    let whole = engine::recalculate_as_of(&cx.store(), cx.version(), &of_year().codes(codes)).await?;
    let by_class = of_year().codes(HEADLINES).by(vec![Dimension::Class]);
    let classes = engine::recalculate_as_of(&cx.store(), cx.version(), &by_class).await?;
    let mut found: Vec<Red> = whole.outcomes.iter().chain(&classes.outcomes).filter_map(|one| told(cx, one)).collect();
    let more = found.len().saturating_sub(SHOWN);
    found.truncate(SHOWN);
    Ok((found, more))
}

fn told(cx: &Cx, outcome: &Outcome) -> Option<Red> {
    let indicator = engine::catalogue().indicator(&outcome.code)?;
    is_low(indicator, outcome).then(|| Red {
        label: indicator.short_name.clone(),
        place: shown::group_seen_by(cx.scope(), &outcome.by),
        value: shown::outcome(indicator.unit, outcome),
        base: outcome.n().map(|n| format!("n = {n}")).unwrap_or_default(),
        href: addresses::explain(&outcome.code, &outcome.by),
    })
}

fn is_low(indicator: &Indicator, outcome: &Outcome) -> bool {
    let level = outcome.value().and_then(|value| indicator.levels.of(&value, indicator.better));
    level.is_some_and(|(level, _)| level == LevelName::Low)
}
