//! Everything that the sections are made of: outcomes of the packs at the moments that the orders name, and counts.
//!
//! Indicators of a date and of twelve months are taken on 31 December (in the school year that runs then); those of a
//! school year from the last finished one.

use analyse::OutcomeTable;
use analyse::engine::{Asked, NoAnswer, catalogue, recalculate_within};
use chrono::NaiveDate;
use formula::{CheckOutcome, Dimension, Indicator, Moment, Outcome};
use roster::setup::queries::{School, YearDates, school, year_dates};
use store::Reads;

use super::gather_queries::{self as queries, AwardCount, ClassCount, ExamCount, OrderCount, TermDates, ZoneCount};

/// The pack whose table the report must hold.
pub(super) const PACK: &str = "order-1324";
/// How many years a trend shows.
const TREND: i64 = 3;

/// What sections are made of.
pub(super) struct Gathered {
    pub(super) year: i64,
    pub(super) as_of: NaiveDate,
    pub(super) school: School,
    on_date: OutcomeTable,
    of_finished: OutcomeTable,
    pub(super) checks: Vec<CheckOutcome>,
    /// contingents on 31 December of the years before, oldest first
    pub(super) earlier: Vec<(i64, OutcomeTable)>,
    /// attainment of the last finished school year at all breakdowns
    pub(super) attainment: OutcomeTable,
    /// attainment of the whole school by school year, oldest first, the finished one last
    pub(super) trend: Vec<(i64, OutcomeTable)>,
    pub(super) vpr: OutcomeTable,
    pub(super) classes: Vec<ClassCount>,
    pub(super) year_dates: Option<YearDates>,
    pub(super) terms: Vec<TermDates>,
    pub(super) exams: Vec<ExamCount>,
    pub(super) awards: Vec<AwardCount>,
    pub(super) associations: Vec<(String, i64)>,
    pub(super) zones: Vec<ZoneCount>,
    /// whether anybody has looked for zones of the finished school year
    pub(super) has_searched: bool,
    pub(super) orders: OrderCount,
}

/// The last day reported on: 31 December, or today while the year still runs.
pub(super) fn report_date(year: i64, today: NaiveDate) -> NaiveDate {
    last_day(year).unwrap_or(today).min(today)
}

fn last_day(year: i64) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, 12, 31)
}

/// The first day reported on.
pub(super) fn first_day(year: i64, otherwise: NaiveDate) -> NaiveDate {
    i32::try_from(year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, 1, 1)).unwrap_or(otherwise)
}

/// The indicators by marks and by pupils that the third section speaks of.
pub(super) const ATTAINMENT: [&str; 9] = [
    "school.pass_rate",
    "school.good_mark_rate",
    "school.simonov_index",
    "school.mean_mark",
    "students.pass_rate",
    "students.good_mark_rate",
    "students.excellent",
    "students.one_three",
    "students.one_four",
];
const VPR: [&str; 11] = [
    "vpr.share_2",
    "vpr.share_3",
    "vpr.share_4",
    "vpr.share_5",
    "vpr.pass_rate",
    "vpr.good_mark_rate",
    "vpr.mean_mark",
    "vpr.lowered",
    "vpr.confirmed",
    "vpr.raised",
    "vpr.gap_two",
];
const CONTINGENT: [&str; 4] = ["1324.1.1", "1324.1.2", "1324.1.3", "1324.1.4"];

/// Reads and computes everything for the report of a calendar year.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn gather(db: &mut impl Reads, year: i64, today: NaiveDate) -> Result<Gathered, NoAnswer> {
    let as_of = report_date(year, today);
    let finished = year - 1;
    let from = first_day(year, as_of);
    let on_date = recalculate_within(db, &Asked::whole(year, as_of).pack(PACK)).await?;
    let of_finished = recalculate_within(db, &Asked::whole(finished, as_of).pack(PACK)).await?;
    let checks = checks(on_date.checks, of_finished.checks);
    let mut earlier = Vec::new();
    for before in (1..TREND).rev() {
        let asked = Asked::whole(year - before, report_date(year - before, today)).codes(CONTINGENT);
        earlier.push((year - before, OutcomeTable::new(recalculate_within(db, &asked).await?.outcomes)));
    }
    let breakdowns = vec![
        vec![],
        vec![Dimension::Level],
        vec![Dimension::YearGroup],
        vec![Dimension::Class],
        vec![Dimension::Subject],
    ];
    let asked = Asked::whole(finished, as_of).codes(ATTAINMENT).by_each(breakdowns);
    let attainment = OutcomeTable::new(recalculate_within(db, &asked).await?.outcomes);
    let mut trend = Vec::new();
    for before in (0..TREND).rev() {
        let asked = Asked::whole(finished - before, report_date(year - before, today)).codes(ATTAINMENT);
        trend.push((finished - before, OutcomeTable::new(recalculate_within(db, &asked).await?.outcomes)));
    }
    let breakdowns = vec![vec![], vec![Dimension::YearGroup], vec![Dimension::YearGroup, Dimension::Subject]];
    let asked = Asked::whole(finished, as_of).codes(VPR).by_each(breakdowns);
    let vpr = OutcomeTable::new(recalculate_within(db, &asked).await?.outcomes);
    Ok(Gathered {
        year,
        as_of,
        school: school(db).await?.unwrap_or_default(),
        on_date: OutcomeTable::new(on_date.outcomes),
        of_finished: OutcomeTable::new(of_finished.outcomes),
        checks,
        earlier,
        attainment,
        trend,
        vpr,
        classes: queries::class_counts(db, year).await?,
        year_dates: year_dates(db, year).await?,
        terms: queries::terms(db, year).await?,
        exams: queries::exam_counts(db, finished).await?,
        awards: queries::award_counts(db, from, as_of).await?,
        associations: queries::associations(db).await?,
        has_searched: analyse::problem_zones::was_searched(db, finished).await?,
        zones: queries::zone_counts(db, finished, (from, as_of)).await?,
        orders: queries::order_counts(db, from, as_of).await?,
    })
}

/// Of the checks computed at two moments, each at the moment of its rows: the code of a check begins with the number of
/// the row that it is about («1.19-in-1.18»).
fn checks(on_date: Vec<CheckOutcome>, of_finished: Vec<CheckOutcome>) -> Vec<CheckOutcome> {
    let is_of_year = |check: &CheckOutcome| {
        let number = check.code.split('-').next().unwrap_or_default();
        indicators().any(|one| one.number == number && one.moment == Moment::SchoolYear)
    };
    on_date
        .into_iter()
        .zip(of_finished)
        .map(|(on_date, of_finished)| if is_of_year(&on_date) { of_finished } else { on_date })
        .collect()
}

/// The indicators of the table in their order.
pub(super) fn indicators() -> impl Iterator<Item = &'static Indicator> {
    catalogue().pack(PACK).into_iter().flat_map(|pack| &pack.indicators)
}

impl Gathered {
    /// The last finished school year.
    pub(super) fn finished(&self) -> i64 {
        self.year - 1
    }

    /// The outcome of a row of the table at its moment.
    pub(super) fn row(&self, code: &str) -> Option<&Outcome> {
        let indicator = catalogue().indicator(code)?;
        let table = if indicator.moment == Moment::SchoolYear { &self.of_finished } else { &self.on_date };
        table.get(code, &Vec::new())
    }

    /// A count of the table, if it is known.
    pub(super) fn count(&self, code: &str) -> Option<i64> {
        count(self.row(code)?)
    }
}

/// The whole number that an outcome is.
pub(super) fn count(outcome: &Outcome) -> Option<i64> {
    let value = outcome.value()?;
    value.is_integer().then(|| i64::try_from(value.to_integer()).ok())?
}
