//! The home page («Главная»): what to do next along the cycle, for this viewer.

mod labels;
mod news;
mod next;
mod own;
mod queries;
mod red;
mod undecided;

use access::{Cx, May, Routes};
use act::action_items::queries::{Counts, Filter, counts};
use analyse::engine::{self, Asked};
use analyse::{addresses, shown};
use chrono::Days;
use news::News;
use next::{Standing, Step};
use own::Duties;
use red::Red;
use school::SchoolYear;
use undecided::Finding;
use web::ui::Level;
use web::{Failure, Page, Reply, filters};

pub(crate) fn routes() -> Routes {
    Routes::new().page("/", May::SignedIn, show)
}

/// Numbers that a leader looks at first.
const HEADLINES: [&str; 3] = ["school.pass_rate", "school.good_mark_rate", "school.simonov_index"];
/// How many days ahead the plan is looked at.
const SOON: u64 = 14;

#[derive(askama::Template)]
#[template(path = "home/home.html")]
struct HomePage {
    headlines: Vec<Headline>,
    duties: Duties,
    steps: Vec<Step>,
    findings: Vec<Finding>,
    more_findings: usize,
    red: Vec<Red>,
    more_red: usize,
    news: Vec<News>,
    reads_history: bool,
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
    let reads_indicators = cx.may(May::ReadIndicators) && standing.has_marks;
    let (findings, more_findings) = undecided::findings(&cx, year).await?;
    let (red, more_red) = if reads_indicators { red::red(&cx, year).await? } else { (Vec::new(), 0) };
    let body = HomePage {
        headlines: if reads_indicators { headlines(&cx, year).await? } else { Vec::new() },
        duties: own::duties(&cx).await?,
        steps: next::steps(&standing).into_iter().filter(|step| cx.may(step.may)).collect(),
        findings,
        more_findings,
        red,
        more_red,
        news: news::news(&cx).await?,
        reads_history: cx.may(May::ReadHistory),
        is_outsider: !cx.may(May::ReadRoster) && !cx.may(May::ReadReports),
    };
    let lead = labels::lead(SchoolYear(year), cx.today());
    cx.page(Page::new(labels::HOME).lead(lead).body(body)).await
}

async fn standing(cx: &Cx, year: i64) -> Result<Standing, Failure> {
    let mut db = cx.store();
    let [new_zones, studied_zones, _] = analyse::problem_zones::counts(&mut db, cx.scope(), year).await?;
    let today = cx.today();
    let items = items(cx, year).await?;
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
        open_nonconformities: queries::open_nonconformities(&mut db).await?,
        new_zones,
        studied_zones,
        open_items: items.open(),
        overdue_items: items.overdue,
        items_to_accept: items.under_review,
        inspections,
        unopened_year: (!is_opened).then_some(SchoolYear(running)),
        has_calendar: queries::has_calendar(&mut db, running).await?,
        other_year: Some(running).filter(|running| *running != year),
        near_procedures: near,
        expiring_acts: plan::local_acts::queries::expiring(&mut db, today).await?.len(),
        open_proposals: queries::open_proposals(&mut db).await?,
        open_minutes: queries::open_minutes(&mut db, today).await?,
        due_effects: evaluate::effects::queries::due_count(&mut db, cx.scope(), today).await?,
    })
}

/// All action items for whoever gives and accepts them; everybody else is told of one's own.
async fn items(cx: &Cx, year: i64) -> store::Result<Counts> {
    let own = if cx.may(May::EditOrders) { None } else { Some(cx.viewer().staff_id.unwrap_or(-1)) };
    let filter = Filter { staff_id: own, ..Filter::default() };
    counts(&mut cx.store(), cx.scope(), &filter, year, (cx.today(), cx.today())).await
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
