//! The home page («Главная»): what to do next along the cycle, for this viewer.

mod labels;
mod next;
mod queries;

use access::{Cx, May, Routes};
use act::action_items::queries::Filter;
use analyse::engine::{self, Asked};
use analyse::{addresses, shown};
use chrono::Days;
use next::{Standing, Step};
use school::SchoolYear;
use web::ui::Level;
use web::{Failure, Page, Reply, filters};

pub(crate) fn routes() -> Routes {
    Routes::new().page("/", May::SignedIn, show)
}

/// Numbers that a leader looks at first.
const HEADLINES: [&str; 3] = ["school.pass_rate", "school.good_mark_rate", "school.simonov_index"];
/// How many days ahead the plan is looked at.
const SOON: u64 = 14;
/// How much of history the page tells.
const LATEST: i64 = 5;

#[derive(askama::Template)]
#[template(path = "home/home.html")]
struct HomePage {
    steps: Vec<Step>,
    headlines: Vec<Headline>,
    latest: Vec<ledger::Entry>,
    is_outsider: bool,
}

struct Headline {
    label: String,
    value: String,
    base: String,
    level: Level,
    how: String,
    why: String,
}

async fn show(cx: Cx) -> Reply {
    let year = cx.year().await?;
    let standing = standing(&cx, year).await?;
    let steps = next::steps(&standing).into_iter().filter(|step| cx.may(step.may)).collect();
    let headlines =
        if cx.may(May::ReadIndicators) && standing.has_marks { headlines(&cx, year).await? } else { vec![] };
    let latest = if cx.may(May::ReadHistory) { ledger::entries(&mut cx.store(), 0, LATEST).await? } else { Vec::new() };
    let is_outsider = !cx.may(May::ReadRoster) && !cx.may(May::ReadReports);
    let body = HomePage { steps, headlines, latest, is_outsider };
    let lead = labels::lead(SchoolYear(year), cx.today());
    cx.page(Page::new(labels::HOME).lead(lead).body(body)).await
}

async fn standing(cx: &Cx, year: i64) -> Result<Standing, Failure> {
    let mut db = cx.store();
    let [new_zones, studied_zones, _] = analyse::problem_zones::counts(&mut db, cx.scope(), year).await?;
    let today = cx.today();
    let of_year = Filter { school_year: Some(year), ..Filter::default() };
    let items = act::action_items::queries::counts(&mut db, cx.scope(), &of_year, (today, today)).await?;
    let running = SchoolYear::containing(today).0;
    let is_opened = roster::setup::queries::year_dates(&mut db, running).await?.is_some();
    let near = queries::near_procedures(&mut db, cx.scope(), (today, today + Days::new(SOON))).await?;
    let inspections = analyse::inspections::waiting(cx, year).await?;
    let editions = publish::self_evaluation::editions(&mut db).await?;
    Ok(Standing {
        latest_edition: editions.first().map(|latest| (latest.number, latest.made_on)),
        has_marks: queries::has_marks(&mut db, year).await?,
        has_papers: queries::has_papers(&mut db, year).await?,
        has_conditions: queries::has_conditions(&mut db).await?,
        drafts: queries::unsigned_orders(&mut db, year).await?,
        new_zones,
        studied_zones,
        open_items: items.new + items.in_progress + items.under_review,
        overdue_items: items.overdue,
        items_to_accept: items.under_review,
        inspections,
        unopened_year: (!is_opened).then_some(SchoolYear(running)),
        has_calendar: queries::has_calendar(&mut db, running).await?,
        near_procedures: near,
        open_proposals: queries::open_proposals(&mut db).await?,
        open_minutes: queries::open_minutes(&mut db, today).await?,
        due_effects: evaluate::effects::queries::due_count(&mut db, cx.scope(), today).await?,
    })
}

async fn headlines(cx: &Cx, year: i64) -> Result<Vec<Headline>, Failure> {
    let asked = Asked::whole(year, engine::usual_date(year, cx.today())).codes(HEADLINES).seen_by(cx.scope());
    let computed = engine::recalculate_as_of(&cx.store(), cx.version(), &asked).await?;
    let headline = |outcome: &formula::Outcome| {
        let indicator = engine::catalogue().indicator(&outcome.code)?;
        Some(Headline {
            label: indicator.short_name.clone(),
            value: shown::outcome(indicator.unit, outcome),
            base: outcome.n().map(|n| format!("n = {n}")).unwrap_or_default(),
            level: shown::level(indicator, outcome),
            how: addresses::explain(&outcome.code, &outcome.by),
            why: outcome.state.why().map(formula::Why::say).unwrap_or_default(),
        })
    };
    Ok(computed.outcomes.iter().filter_map(headline).collect())
}
