//! The numbers of a review, counted from the records of the year.

use access::Scope;
use act::action_items::queries::{ActionItem, action_items};
use analyse::problem_zones::{self, Zone, ZoneFilter, ZoneState};
use chrono::NaiveDate;
use decide::orders::queries::{OrderLine, orders};
use measure::effect::Verdict;
use plan::calendar::{self, Procedure, queries::procedures};
use plan::done::DoneOfYear;
use plan::proposals::{self, Proposal, State as Answer};
use store::{Reads, Result};

use super::queries;
use crate::effects::queries::reviews;
use crate::effects::{Review, State};

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
    /// proposals for the next year that nobody has answered
    pub unanswered: Vec<Proposal>,
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
    for review in reviews(db, &scope, year).await?.into_iter().filter(|review| review.school_year == year) {
        figures.add_review(review, today);
    }
    for judged in queries::verdicts(db, year).await? {
        figures.reached += usize::from(judged.is_reached);
        let place = Verdict::ALL.iter().position(|verdict| verdict.code() == judged.verdict);
        figures.verdicts[place.unwrap_or(Verdict::ALL.len() - 1)] += 1;
    }
    let asked = proposals::queries::proposals(db).await?.into_iter();
    figures.unanswered = asked.filter(|one| one.school_year == year + 1 && one.state == Answer::Open).collect();
    Ok(figures)
}

impl Figures {
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
