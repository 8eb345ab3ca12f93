//! The numbers of a review, counted from the records of the year.

use access::Scope;
use act::action_items::queries::{ActionItem, action_items};
use act::audits::queries::{ProgrammeRow, programme};
use act::nonconformities::queries::{Nonconformity, nonconformities};
use analyse::inspections::queries::{InspectionLine, inspections};
use analyse::inspections::{Reader, ReportState};
use analyse::problem_zones::{self, Zone, ZoneFilter, ZoneState};
use chrono::NaiveDate;
use decide::meetings::queries::{MeetingLine, meetings};
use decide::meetings::{MeetingKind, Watcher};
use decide::orders::queries::{OrderLine, orders};
use measure::effect::Verdict;
use plan::calendar::{self, Procedure, queries::procedures};
use plan::done::DoneOfYear;
use plan::proposals::{self, Proposal, State as Answer};
use store::{Reads, Result};

use super::queries;
use crate::effects::queries::reviews;
use crate::effects::{Amendment, Review, State};

/// What a year came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    /// procedures of the cyclogram
    pub planned: usize,
    /// those from which something followed
    pub carried_out: usize,
    /// those whose day has passed without anything that followed
    pub without_result: Vec<Procedure>,
    /// problem zones by state: new, under study, decided
    pub zones: [usize; 3],
    /// zones that are found no more
    pub gone: usize,
    /// zones that nobody has decided upon
    pub undecided: Vec<Zone>,
    /// signed orders
    pub orders: Vec<OrderLine>,
    /// orders without a signature
    pub drafts: usize,
    /// action items
    pub items: usize,
    /// those done
    pub fulfilled: usize,
    /// those done in time
    pub in_time: usize,
    /// those whose day has passed
    pub overdue: Vec<ActionItem>,
    /// aims fixed with decisions
    pub aims: usize,
    /// verdicts, in the order of [`Verdict::ALL`]
    pub verdicts: [usize; 4],
    /// aims reached
    pub reached: usize,
    /// reviews whose day has come
    pub due: Vec<Review>,
    /// reviews that wait for their day
    pub waiting: usize,
    /// inspections
    pub inspections: usize,
    /// those whose report is signed
    pub reports: Vec<InspectionLine>,
    /// meetings whose minutes are signed, without the guarded ones
    pub meetings: Vec<MeetingLine>,
    /// resolutions that they adopted
    pub resolutions: usize,
    /// audits of the programme
    pub audits: Vec<ProgrammeRow>,
    /// nonconformities found in the year
    pub nonconformities: Vec<Nonconformity>,
    /// how aims were changed after they had been fixed
    pub amended: Vec<(Review, Amendment)>,
    /// proposals for the next year
    pub proposals: Vec<Proposal>,
    /// those that nobody has answered
    pub unanswered: usize,
}

/// Counts a school year as it stands today.
///
/// # Errors
/// When the database does not answer.
pub async fn figures(db: &mut impl Reads, year: i64, today: NaiveDate) -> Result<Figures> {
    let scope = Scope::whole_school();
    let mut figures = Figures::default();
    let followed = queries::procedures_with_result(db, year).await?;
    let done = DoneOfYear::load(db, calendar::KIND, year).await?;
    for procedure in procedures(db, year).await? {
        figures.planned += 1;
        if followed.contains(&procedure.id) || done.mark(procedure.id).is_some() {
            figures.carried_out += 1;
        } else if procedure.due_on.is_some_and(|day| day < today) {
            figures.without_result.push(procedure);
        }
    }
    for zone in problem_zones::zones(db, &scope, year, &ZoneFilter::default()).await? {
        let place = ZoneState::ALL.iter().position(|state| *state == zone.state);
        figures.zones[place.unwrap_or_default()] += 1;
        if zone.state != ZoneState::Decided {
            figures.undecided.push(zone);
        }
    }
    let gone = ZoneFilter { is_gone: true, ..ZoneFilter::default() };
    figures.gone = problem_zones::zones(db, &scope, year, &gone).await?.len();
    let (signed, drafts): (Vec<_>, Vec<_>) =
        orders(db, year).await?.into_iter().partition(|order| order.number.is_some());
    (figures.orders, figures.drafts) = (signed, drafts.len());
    for item in action_items(db, &scope, year).await? {
        figures.add_item(item, today);
    }
    let mut all = reviews(db, &scope, year).await?;
    all.retain(|review| review.school_year == year);
    for review in all.clone() {
        figures.add_review(review, today);
    }
    for judged in queries::verdicts(db, year).await? {
        figures.reached += usize::from(judged.is_reached);
        let place = Verdict::ALL.iter().position(|verdict| verdict.code() == judged.verdict);
        figures.verdicts[place.unwrap_or(Verdict::ALL.len() - 1)] += 1;
    }
    for (review, amendment) in queries::amended(db, year).await? {
        if let Some(review) = all.iter().find(|one| one.id == review) {
            figures.amended.push((review.clone(), amendment));
        }
    }
    figures.add_cycle(db, year).await?;
    let asked = proposals::queries::proposals(db).await?.into_iter();
    figures.proposals = asked.filter(|one| one.school_year == year + 1).collect();
    figures.unanswered = figures.proposals.iter().filter(|one| one.state == Answer::Open).count();
    Ok(figures)
}

impl Figures {
    /// Inspections, meetings, audits, nonconformities.
    async fn add_cycle(&mut self, db: &mut impl Reads, year: i64) -> Result<()> {
        let inspected = inspections(db, Reader { leads: true, staff_id: 0 }, year).await?;
        self.inspections = inspected.len();
        self.reports = inspected.into_iter().filter(|one| one.state == ReportState::Signed.code()).collect();
        let is_open = |code: &str| MeetingKind::from_code(code).is_some_and(|kind| !kind.is_guarded());
        self.meetings = meetings(db, Watcher::program(), year).await?;
        self.meetings.retain(|one| one.number.is_some() && is_open(&one.kind));
        self.resolutions = queries::resolutions(db, year).await?;
        self.audits = programme(db, &act::Watcher::program(), year).await?;
        self.nonconformities = nonconformities(db, &act::Watcher::program(), year).await?;
        self.nonconformities.retain(|one| one.school_year == year);
        Ok(())
    }

    fn add_item(&mut self, item: ActionItem, today: NaiveDate) {
        self.items += 1;
        if let Some(done) = item.fulfilled_on {
            self.fulfilled += 1;
            self.in_time += usize::from(item.due_on.is_none_or(|due| done <= due));
        } else if item.is_overdue(today) {
            self.overdue.push(item);
        }
    }

    fn add_review(&mut self, review: Review, today: NaiveDate) {
        self.aims += 1;
        if review.is_due(today) {
            self.due.push(review);
        } else if review.state == State::Fixed {
            self.waiting += 1;
        }
    }
}
