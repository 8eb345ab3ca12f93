//! Decisions that prove themselves: four orders about the algebra and the language of the newest year, one aim of each in
//! another state, and what the management concludes.

use act::action_items::Act;
use act::action_items::queries::NewStep;
use analyse::engine;
use analyse::problem_zones::{self, Zone, ZoneFilter};
use chrono::{Days, NaiveDate};
use decide::action_items;
use decide::orders::{self, Clause, Order, OrderHappened, Signature};
use evaluate::effects::{self, Asking, EffectHappened, Kind, Measurement, Period, Review, State};
use evaluate::management_review::{self, Section};
use formula::{Dimension, Group};
use ledger::Change;
use measure::effect::Better;
use plan::proposals::{self, NewProposal};
use school::{Exact, Term};
use store::{Store, new_id};

use super::labels;
use super::load::begin;
use super::people::People;
use super::{Size, day};
use crate::trouble::Trouble;

const INDICATOR: &str = "school.good_mark_rate";
const HEADING: &str = "Об итогах анализа успеваемости за первую четверть";
const TASK: &str = "Провести групповые занятия с учащимися, у которых есть затруднения";
const CONCLUSION: &str = "Занятия провели, вопрос рассмотрен на заседании методического объединения.";
const PROPOSAL: &str = "Повторить диагностику в начале первой четверти и продолжить групповые занятия";
const REVIEWED: &str =
    "Почти по всем найденным местам решения приняты. Измерять результат стоит раньше: к концу третьей четверти.";

const SAID: &str = "Рассказано, чего добились решения года: цели четырёх приказов и вывод руководства";

/// Orders with aims: closed, proposed on, due, waiting.
pub(super) async fn tell(store: &Store, size: &Size, people: &People) -> Result<(), Trouble> {
    let mut change = begin(store).await?;
    let places = places(&mut change, size.newest).await?;
    for ((number, state), (zone, group)) in
        (2..).zip([Some(State::Closed), Some(State::Proposed), None, None]).zip(&places)
    {
        let review = fixed(&mut change, (size, people), (number, zone), group).await?;
        match state {
            Some(state) => judged(&mut change, &review, state).await?,
            // The last one waits for a day to come.
            None if number == 5 => later(&mut change, &review).await?,
            None => {}
        }
    }
    management_review::queries::write(&mut change, size.newest, Section::Effective, REVIEWED).await?;
    let kind = "demo.effects";
    let id = places.first().map_or(0, |(zone, _)| zone.id);
    change.commit(&EffectHappened { id, kind, sentence: SAID.to_owned() }).await?;
    Ok(())
}

/// Zones of one class and one subject that have marks in the first and in the last quarter; one of each class.
async fn places(change: &mut Change, year: i64) -> Result<Vec<(Zone, Group)>, Trouble> {
    let scope = access::Scope::whole_school();
    let mut found: Vec<(Zone, Group)> = Vec::new();
    for zone in problem_zones::zones(change, &scope, year, &ZoneFilter::default()).await? {
        let group = effects::read_group(&zone.breakdown_key);
        let has = |wanted: Dimension| group.iter().any(|(dimension, _)| *dimension == wanted);
        let is_new = !found.iter().any(|(_, known)| known.first() == group.first());
        if group.len() == 2 && has(Dimension::Class) && has(Dimension::Subject) && is_new {
            let first = measured(change, &group, Period { year, term: Term::Quarter(1) }).await?;
            let last = measured(change, &group, Period { year, term: Term::Quarter(4) }).await?;
            if first.is_some() && last.is_some() {
                found.push((zone, group));
            }
        }
        if found.len() == 4 {
            break;
        }
    }
    Ok(found)
}

async fn measured(change: &mut Change, group: &Group, period: Period) -> Result<Option<Measurement>, Trouble> {
    let as_of = engine::usual_date(period.year, change.today());
    let taken = effects::measure(change, &Asking { code: INDICATOR, group, period, as_of }).await?;
    Ok(taken.reading.ok().map(|reading| Measurement {
        kind: Kind::Baseline,
        period,
        group: group.clone(),
        as_of,
        reading,
        others: taken.others,
        judged: None,
        passport: taken.passport,
        taken_at: change.now(),
        taken_by: change.actor().name.clone(),
    }))
}

/// A signed order about a zone with an action item, and the aim that was fixed with it.
async fn fixed(
    change: &mut Change,
    (size, people): (&Size, &People),
    (number, zone): (i64, &Zone),
    group: &Group,
) -> Result<Review, Trouble> {
    let year = size.newest;
    let signed_on = day(year, 11, 10);
    let (artefact, title) = order(change, people, (number, zone), signed_on).await?;
    let before = Period { year, term: Term::Quarter(1) };
    let baseline = measured(change, group, before).await?.ok_or_else(|| Trouble::failure(HEADING.to_owned()))?;
    let now = baseline.reading.exact();
    let one = Exact::from_integer(1);
    let target = (now + Exact::new(1, 10)).min(one);
    let review = Review {
        id: new_id(),
        school_year: year,
        title: format!("Качество знаний: {}", analyse::shown::group(group)),
        source_kind: artefact.kind.to_owned(),
        source_id: artefact.id,
        source_title: title,
        zone_id: Some(zone.id),
        indicator_code: INDICATOR.to_owned(),
        group: group.clone(),
        before,
        after: Period { year, term: Term::Quarter(4) },
        target,
        direction: Better::Higher,
        matters: Exact::new(1, 20),
        is_compared: true,
        remeasure_on: day(year + 1, 6, 5),
        version: 1,
        state: State::Fixed,
        note: String::new(),
        set_at: change.now(),
        set_by: change.actor().name.clone(),
    };
    effects::fix(change, &review, artefact, &baseline).await?;
    Ok(review)
}

async fn order(
    change: &mut Change,
    people: &People,
    (number, zone): (i64, &Zone),
    signed_on: NaiveDate,
) -> Result<(ledger::Artefact, String), Trouble> {
    let deputy = people.staff[1].name.with_initials();
    let due_on = signed_on.checked_add_days(Days::new(60));
    let clause = Clause {
        id: new_id(),
        place: 1,
        task: TASK.to_owned(),
        responsible_staff_id: None,
        responsible: deputy.clone(),
        due_on,
    };
    let order = Order {
        id: new_id(),
        school_year: zone.school_year,
        heading: HEADING.to_owned(),
        statement: labels::order_statement(&zone.heading),
        control: labels::ORDER_CONTROL.to_owned(),
        clauses: vec![clause],
        method: decide::method::Method::Administrative,
        version: 0,
        signature: None,
    };
    let signature = Signature {
        number: number.to_string(),
        signed_on,
        post: labels::PRINCIPAL.to_owned(),
        signatory: people.staff[0].name.initials_first(),
    };
    let artefact = orders::artefact(order.id);
    let title = format!("Приказ от {} № {number}", school::ru::date_short(signed_on));
    orders::queries::save_draft(change, &order).await?;
    change.link(problem_zones::artefact(zone.id), artefact, "decided_by").await?;
    orders::take_effect(change, &order, &signature).await?;
    if number < 5 {
        let items = ledger::links_from(change, artefact).await?;
        for item in items.iter().filter(|link| link.to_kind == decide::action_items::KIND) {
            let step = NewStep {
                act: Act::Confirm,
                state: act::action_items::State::Done,
                remark: CONCLUSION,
                bulk_id: None,
                evidence: CONCLUSION,
            };
            act::action_items::queries::take_step(change, item.to_id, 0, step).await?;
            change.describe(action_items::artefact(item.to_id), (TASK, "исполнено"), due_on).await?;
        }
    }
    change.say(&OrderHappened::signed(&order, &signature)).await?;
    Ok((artefact, title))
}

/// Measures for the verdict, and closes it or proposes on.
async fn judged(change: &mut Change, review: &Review, state: State) -> Result<(), Trouble> {
    if effects::take(change, review, Kind::Final, review.after).await?.is_err() {
        return Ok(());
    }
    effects::queries::set_state(change, review, State::Measured, "").await?;
    let note = if state == State::Proposed { PROPOSAL } else { CONCLUSION };
    if state == State::Proposed {
        let new = NewProposal {
            source: effects::artefact(review.id),
            source_title: review.title.clone(),
            school_year: review.school_year + 1,
            words: PROPOSAL.to_owned(),
            reason: review.source_title.clone(),
            indicators: vec![INDICATOR.to_owned()],
            classes: String::new(),
        };
        proposals::submit(change, &new).await?;
    }
    effects::queries::set_state(change, review, state, note).await?;
    Ok(())
}

/// Moves the day of measuring ahead, after a look in between.
async fn later(change: &mut Change, review: &Review) -> Result<(), Trouble> {
    let today = change.today();
    let looked =
        effects::take(change, review, Kind::Interim, Period { term: Term::Quarter(3), ..review.after }).await?;
    if looked.is_ok() {
        let remeasure_on = today.checked_add_days(Days::new(40)).unwrap_or(today);
        let after = Period { year: review.school_year + 1, term: Term::Quarter(2) };
        effects::queries::amend(change, &Review { remeasure_on, after, ..review.clone() }).await?;
    }
    Ok(())
}
