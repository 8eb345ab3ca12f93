//! Decisions that prove themselves: four orders of the autumn, one aim of each in another state by the summer, and what the
//! management concludes.

use act::action_items::queries::NewStep;
use act::action_items::{Act, State as ItemState};
use analyse::engine;
use analyse::problem_zones::{self, Zone, ZoneFilter};
use chrono::NaiveDate;
use decide::action_items;
use decide::orders::{self, Order, Signature};
use evaluate::effects::{self, Asking, EffectHappened, Kind, Measurement, Period, Review, State};
use evaluate::management_review::{self, Section};
use formula::{Dimension, Group};
use ledger::Change;
use measure::effect::Better;
use plan::proposals::{self, NewProposal};
use school::{Exact, Term};
use store::new_id;

use super::day;
use super::decision::{Task, sign_order};
use super::story::{Story, later};
use crate::trouble::Trouble;

const INDICATOR: &str = "school.good_mark_rate";
const HEADING: &str = "Об итогах анализа успеваемости за первую четверть";
const TASK: &str = "Провести групповые занятия с учащимися, у которых есть затруднения";
const CONCLUSION: &str = "Занятия провели, вопрос рассмотрен на заседании методического объединения.";
const PROPOSAL: &str = "Повторить диагностику в начале первой четверти и продолжить групповые занятия";
const REVIEWED: &str = "По части найденных мест решения приняты и проверены повторным измерением. Измерять результат стоит \
    раньше: к концу третьей четверти.";

const AMENDED: &str = "Занятия продолжаются: результат станет виден ко второй четверти";
const FIXED: &str = "Записаны цели приказов по итогам первой четверти";
const SAID: &str = "Рассказано, чего добились решения года: цели приказов и вывод руководства";
/// What the class that recovers was weak in.
const RECOVERING: [&str; 2] = ["Русский язык", "История"];
/// How many orders there are, and how many of them are judged in summer.
const ORDERS: usize = 4;
const JUDGED: usize = 2;

/// Orders of the autumn, each with an aim.
pub(super) async fn fix(story: &Story<'_>) -> Result<Vec<Review>, Trouble> {
    let on = day(story.size.newest, 11, 10);
    let mut change = story.on(on, story.deputy()).await?;
    let places = places(&mut change, story.size.newest).await?;
    let mut fixed = Vec::new();
    for (zone, group) in &places {
        fixed.push(fix_one(&mut change, story, (zone, group)).await?);
    }
    let id = fixed.first().map_or(0, |review| review.id);
    change.commit(&EffectHappened { id, kind: "demo.effects", sentence: FIXED.to_owned() }).await?;
    Ok(fixed)
}

/// What became of them by the summer: closed or proposed on, due, waiting for a later day.
pub(super) async fn judge(story: &Story<'_>, fixed: &[Review]) -> Result<(), Trouble> {
    let mut change = story.on(day(story.size.newest + 1, 6, 27), story.methodist()).await?;
    for review in fixed.iter().take(JUDGED) {
        judge_one(&mut change, review).await?;
    }
    if let Some(last) = fixed.get(ORDERS - 1) {
        wait(&mut change, last).await?;
    }
    management_review::queries::write(&mut change, story.size.newest, Section::Effective, REVIEWED).await?;
    let id = fixed.first().map_or(0, |review| review.id);
    change.commit(&EffectHappened { id, kind: "demo.effects", sentence: SAID.to_owned() }).await?;
    Ok(())
}

/// Zones of one class and one subject that have marks in the first quarter; one of each class, the class that is going to
/// recover first.
async fn places(change: &mut Change, year: i64) -> Result<Vec<(Zone, Group)>, Trouble> {
    let scope = access::Scope::whole_school();
    let mut zones = problem_zones::zones(change, &scope, year, &ZoneFilter::default()).await?;
    let recovers = |heading: &str| heading.contains("7А") && RECOVERING.iter().any(|name| heading.contains(name));
    zones.sort_by_key(|zone| !recovers(&zone.heading));
    let mut found: Vec<(Zone, Group)> = Vec::new();
    for zone in zones {
        let group = effects::read_group(&zone.breakdown_key);
        // Those of one quarter are of the same class and subject.
        let group: Group = group.into_iter().filter(|(dimension, _)| *dimension != Dimension::Term).collect();
        let has = |wanted: Dimension| group.iter().any(|(dimension, _)| *dimension == wanted);
        let is_new = !found.iter().any(|(_, known)| known.first() == group.first());
        if group.len() == 2 && has(Dimension::Class) && has(Dimension::Subject) && is_new {
            let first = Period { year, term: Term::Quarter(1) };
            if baseline(change, &group, first).await?.is_some() {
                found.push((zone, group));
            }
        }
        if found.len() == ORDERS {
            break;
        }
    }
    Ok(found)
}

async fn baseline(change: &mut Change, group: &Group, period: Period) -> Result<Option<Measurement>, Trouble> {
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

/// A signed order about a zone, what it asked for done, and the aim that was fixed with it.
async fn fix_one(change: &mut Change, story: &Story<'_>, (zone, group): (&Zone, &Group)) -> Result<Review, Trouble> {
    let year = zone.school_year;
    let task = Task { words: TASK, answers: story.methodist(), days: 60 };
    let (order, signature) = sign_order(change, story, (zone, HEADING), &[task]).await?;
    let before = Period { year, term: Term::Quarter(1) };
    let baseline = baseline(change, group, before).await?.ok_or_else(|| Trouble::failure(HEADING.to_owned()))?;
    let now = baseline.reading.exact();
    let review = Review {
        id: new_id(),
        school_year: year,
        title: format!("Качество знаний: {}", analyse::shown::group(group)),
        source_kind: orders::KIND.to_owned(),
        source_id: order.id,
        source_title: title(&signature),
        zone_id: Some(zone.id),
        indicator_code: INDICATOR.to_owned(),
        group: group.clone(),
        before,
        after: Period { year, term: Term::Quarter(4) },
        target: (now + Exact::new(1, 10)).min(Exact::from_integer(1)),
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
    effects::fix(change, &review, orders::artefact(order.id), &baseline).await?;
    carry_out(change, &order).await?;
    Ok(review)
}

fn title(signature: &Signature) -> String {
    format!("Приказ от {} № {}", school::ru::date_short(signature.signed_on), signature.number)
}

/// What the order asks for was done and confirmed.
async fn carry_out(change: &mut Change, order: &Order) -> Result<(), Trouble> {
    let due_on: Option<NaiveDate> = order.clauses.first().and_then(|clause| clause.due_on);
    for link in ledger::links_from(change, orders::artefact(order.id)).await? {
        if link.to_kind == action_items::KIND {
            let step = NewStep {
                act: Act::Confirm,
                state: ItemState::Done,
                remark: CONCLUSION,
                bulk_id: None,
                evidence: CONCLUSION,
            };
            act::action_items::queries::take_step(change, link.to_id, 0, step).await?;
            change.describe(action_items::artefact(link.to_id), (TASK, ItemState::Done.label()), due_on).await?;
        }
    }
    Ok(())
}

/// Measures for the verdict: what got better is closed, what did not becomes a proposal.
async fn judge_one(change: &mut Change, review: &Review) -> Result<(), Trouble> {
    let Ok(taken) = effects::take(change, review, Kind::Final, review.after).await? else { return Ok(()) };
    effects::queries::set_state(change, review, State::Measured, "").await?;
    let improved = taken.judged.is_some_and(|judged| judged.verdict == "improved");
    let (state, note) = if improved { (State::Closed, CONCLUSION) } else { (State::Proposed, PROPOSAL) };
    if !improved {
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
async fn wait(change: &mut Change, review: &Review) -> Result<(), Trouble> {
    let third = Period { term: Term::Quarter(3), ..review.after };
    if effects::take(change, review, Kind::Interim, third).await?.is_ok() {
        let remeasure_on = later(Story::ago(0), 40);
        let after = Period { year: review.school_year + 1, term: Term::Quarter(2) };
        let amended = Review { remeasure_on, after, ..review.clone() };
        effects::queries::add_amendment(change, (review, &amended), AMENDED).await?;
        effects::queries::amend(change, &amended).await?;
    }
    Ok(())
}
