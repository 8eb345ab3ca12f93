//! The form in which somebody fixes what a decision is to reach.

use access::{Cx, Sent};
use analyse::problem_zones::Zone;
use analyse::{engine, shown};
use axum::extract::RawQuery;
use axum::response::IntoResponse;
use chrono::{Days, NaiveDate};
use formula::{Dimension, Group, Indicator, Unit};
use ledger::Change;
use roster::setup::TermDates;
use roster::setup::queries::terms;
use roster::subjects::queries::subjects;
use school::{Exact, Term, ru};
use store::{Reads, new_id};
use web::forms::Fields;
use web::ui::{Choice, Link};
use web::{Page, Refusal, Reply, Stage, filters, see_other};

use super::decision::{Decision, Ground, decision};
use super::measuring::{Asking, indicator, measure};
use super::offered::{choices, groups, indicators, periods};
use super::period::{Period, at, group_key, read_group, term_of};
use super::review::{Aim, CannotFix, Review, State};
use super::{EffectHappened, Kind, Measurement, labels, pages, queries, steps, words};

/// What a form says, once it is readable.
struct Wanted {
    indicator: &'static Indicator,
    group: Group,
    before: Period,
    after: Period,
    target: Exact,
    matters: Exact,
    remeasure_on: NaiveDate,
    as_of: Option<NaiveDate>,
}

#[derive(askama::Template)]
#[template(path = "effects/new.html")]
struct NewPage {
    from: String,
    decision: Decision,
    other_zones: Vec<Link>,
    preview: String,
    indicators: Vec<Choice>,
    groups: Vec<Choice>,
    subjects: Vec<Choice>,
    before: Vec<Choice>,
    after: Vec<Choice>,
    fields: Fields,
}

/// The form, filled from the problem zone or the inspection that led to the decision.
pub(super) async fn new(cx: Cx, RawQuery(query): RawQuery) -> Reply {
    let asked = Fields::parse(query.unwrap_or_default().as_bytes());
    let mut db = cx.store();
    let decision = decision(&mut db, &cx, asked.get("from")).await?;
    let wanted = asked.get("zone").parse::<i64>().ok();
    let zone = decision.zones.iter().find(|zone| wanted.is_none_or(|id| zone.id == id));
    let mut fields = Fields::empty().with("compared", "1");
    let mut now = Period { year: decision.school_year, term: Term::Year };
    if let Some(ground) = zone.map(Ground::from).or_else(|| decision.inspected.clone()) {
        let group = read_group(&ground.breakdown_key);
        now = Period { year: ground.school_year, term: term_of(&ground.breakdown_key) };
        fields = fields
            .with("zone", ground.zone_id.map_or(String::new(), |id| id.to_string()))
            .with("indicator", &ground.indicator_code)
            .with("group", group_choice(&group))
            .with("subject", at(&group, Dimension::Subject).unwrap_or_default());
        if let Some(known) = indicator(&ground.indicator_code) {
            fields = prefilled(&mut db, &cx, fields, (known, &group, now)).await?;
        }
    }
    let dates = terms(&mut db, now.next().year).await?;
    fields = fields
        .with("before", now.code())
        .with("after", now.next().code())
        .with_date("remeasure_on", Some(remeasure_day(now.next(), &dates, cx.today())));
    form(&cx, decision, fields).await
}

/// Target and the change that matters, as far as the pack and the value now suggest them.
async fn prefilled(
    db: &mut impl Reads,
    cx: &Cx,
    mut fields: Fields,
    (known, group, period): (&Indicator, &Group, Period),
) -> Result<Fields, web::Failure> {
    let is_share = is_share(known);
    if is_share {
        fields = fields.with("matters", "5");
    }
    let as_of = engine::usual_date(period.year, cx.today());
    let Ok(now) = measure(db, &Asking { code: &known.code, group, period, as_of }).await?.reading else {
        return Ok(fields);
    };
    let value = now.exact();
    let step = known.levels.steps.iter().find(|(_, border, _)| match known.better {
        formula::Better::Lower => *border < value,
        _ => *border > value,
    });
    let typed =
        |border: &Exact| formula::exact_words(&if is_share { border * Exact::from_integer(100) } else { *border });
    Ok(fields.with("target", step.map(|(_, border, _)| typed(border)).unwrap_or_default()))
}

pub(super) fn is_share(indicator: &Indicator) -> bool {
    matches!(indicator.unit, Unit::Share | Unit::PeopleShare | Unit::WorkShare)
}

/// `class=8А` for the list of groups.
fn group_choice(group: &Group) -> String {
    let place = group.iter().find(|(dimension, _)| *dimension != Dimension::Subject);
    place.map_or_else(String::new, |(dimension, value)| {
        format!("{}={}", dimension.code(), value.as_deref().unwrap_or_default())
    })
}

/// A week after the period ends, but not today.
fn remeasure_day(after: Period, dates: &[TermDates], today: NaiveDate) -> NaiveDate {
    let end = last_day(after, dates);
    let day = end.checked_add_days(Days::new(7)).unwrap_or(end);
    if day > today { day } else { today.checked_add_days(Days::new(30)).unwrap_or(day) }
}

/// The last day of a period by the terms of its school year; those of a year without dates end as terms usually do.
pub(super) fn last_day(period: Period, dates: &[TermDates]) -> NaiveDate {
    let day = |years: i64, month: u32, day: u32| {
        i32::try_from(period.year + years).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, day))
    };
    let known = dates.iter().find(|known| known.term == period.term).map(|known| known.ends_on);
    let usual = match period.term {
        Term::Quarter(1) => day(0, 10, 31),
        Term::Quarter(2) | Term::HalfYear(1) => day(0, 12, 31),
        Term::Trimester(1) => day(0, 11, 30),
        Term::Trimester(2) => day(1, 2, 28),
        Term::Quarter(3) => day(1, 3, 31),
        _ => day(1, 5, 31),
    };
    known.or(usual).unwrap_or(NaiveDate::MAX)
}

async fn form(cx: &Cx, decision: Decision, fields: Fields) -> Reply {
    let mut db = cx.store();
    let year = decision.school_year;
    let from = format!("{}:{}", decision.artefact.kind, decision.artefact.id);
    let chosen = fields.get("zone").to_owned();
    let other = decision.zones.iter().filter(|zone| zone.id.to_string() != chosen);
    let periods = periods(&terms(&mut db, year).await?);
    let body = NewPage {
        other_zones: other
            .map(|zone| Link::new(&zone.heading, format!("/evaluate/effects/new?from={from}&zone={}", zone.id)))
            .collect(),
        preview: preview(&mut db, cx, &fields, year).await?,
        indicators: indicators(cx.today()),
        groups: groups(&mut db, year).await?,
        subjects: subjects(&mut db).await?.iter().map(|one| Choice::new(&one.name, one.name.clone())).collect(),
        before: choices(&[year, year - 1], &periods),
        after: choices(&[year, year + 1], &periods),
        from,
        decision,
        fields,
    };
    let page = Page::new(labels::NEW).stage(Stage::Evaluate).crumb(labels::EFFECTS, pages::LIST);
    let page = page.lead(labels::NEW_LEAD).with_errors_of(&body.fields);
    cx.page(page.body(body)).await
}

/// «57,1 % (12 из 21)» for what the form names so far.
async fn preview(db: &mut impl Reads, cx: &Cx, fields: &Fields, year: i64) -> Result<String, web::Failure> {
    let (Some(known), Some(period)) = (indicator(fields.get("indicator")), Period::from_code(fields.get("before")))
    else {
        return Ok(String::new());
    };
    let Some(group) = super::period::years_later(&group_of(fields), period.year - year) else {
        return Ok(String::new());
    };
    let as_of = engine::usual_date(period.year, cx.today());
    let measured = measure(db, &Asking { code: &known.code, group: &group, period, as_of }).await?;
    let place = format!("{}: {}, {}", known.short_name, shown::group(&group), period.words());
    Ok(match measured.reading {
        Ok(reading) => {
            format!("{place} — {} ({})", words::value(Some(known), &reading.exact()), words::counts(&reading))
        }
        Err(why) => format!("{place} — {why}"),
    })
}

fn group_of(fields: &Fields) -> Group {
    let subject = fields.get("subject");
    read_group(&format!("{};{}={subject}", fields.get("group"), Dimension::Subject.code()))
}

fn read(fields: &mut Fields) -> Option<Wanted> {
    let found = fields.choice("indicator", labels::INDICATOR_MISSING, indicator);
    let before = fields.choice("before", labels::PERIOD_MISSING, Period::from_code);
    let (after, target, matters, remeasure_on) = aims(fields, found);
    let as_of = fields.date_if_any("as_of");
    if !fields.get("group").is_empty() && read_group(fields.get("group")).is_empty() {
        fields.refuse("group", labels::GROUP_UNKNOWN);
    }
    let (Some(indicator), Some(before), Some(after), Some(target), Some(remeasure_on), false) =
        (found, before, after, target, remeasure_on, fields.has_errors())
    else {
        return None;
    };
    Some(Wanted { indicator, group: group_of(fields), before, after, target, matters, remeasure_on, as_of })
}

type Aims = (Option<Period>, Option<Exact>, Exact, Option<NaiveDate>);

/// The fields that both forms have.
pub(super) fn aims(fields: &mut Fields, indicator: Option<&Indicator>) -> Aims {
    let scale = if indicator.is_some_and(is_share) { Exact::new(1, 100) } else { Exact::from_integer(1) };
    let plain = fields.get("target").trim_end_matches('%').trim().to_owned();
    let target = match (plain.is_empty(), ru::parse_number(&plain)) {
        (false, Some(number)) => Some(number * scale),
        _ => fields.number("target", labels::TARGET_MISSING).map(|number| number * scale),
    };
    let matters = fields.number_if_any("matters").map_or(Exact::from_integer(0), |number| number * scale);
    if matters < Exact::from_integer(0) {
        fields.refuse("matters", labels::MATTERS_NEGATIVE);
    }
    let after = fields.choice("after", labels::PERIOD_MISSING, Period::from_code);
    let remeasure_on = fields.date("remeasure_on", labels::DATE_MISSING);
    (after, target, matters, remeasure_on)
}

/// The field at which a refusal is told.
pub(super) fn place_of(refusal: CannotFix) -> &'static str {
    match refusal {
        CannotFix::DecisionOpen => "",
        CannotFix::Twice => "indicator",
        CannotFix::PeriodNotLater | CannotFix::ClassLeaves => "after",
        CannotFix::DateNotAhead | CannotFix::PeriodOpen(_) | CannotFix::DateFar(_) => "remeasure_on",
        CannotFix::TargetWorse | CannotFix::TargetOutside | CannotFix::EasedAfterLook => "target",
    }
}

pub(super) async fn create(cx: Cx, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let decision = decision(&mut change, &cx, fields.get("from")).await?;
    let Some(wanted) = read(&mut fields) else { return form(&cx, decision, fields).await };
    let chosen = fields.id_if_any("zone");
    let is_about = |zone: &&Zone| {
        Some(zone.id) == chosen && group_key(&read_group(&zone.breakdown_key)) == group_key(&wanted.group)
    };
    let zone_id = decision.zones.iter().find(is_about).map(|zone| zone.id);
    let is_compared = fields.is_ticked("compared");
    let (review, baseline) = match proposed(&mut change, &decision, &wanted).await? {
        Ok((review, baseline)) => (Review { zone_id, is_compared, ..review }, baseline),
        Err((place, message)) => {
            fields.refuse(place, message);
            return form(&cx, decision, fields).await;
        }
    };
    steps::fix(&mut change, &review, decision.artefact, &baseline).await?;
    let text = |value: &Exact| words::value(Some(wanted.indicator), value);
    let sentence = labels::fixed(&review, (&text(&baseline.reading.exact()), &text(&review.target)));
    change.commit(&EffectHappened { id: review.id, kind: "effect.fixed", sentence }).await?;
    Ok(see_other(pages::address(review.id)).done(labels::FIXED).into_response())
}

type Refused = (&'static str, String);

/// The review as the form describes it; which way is better is still to be seen.
fn wished(change: &Change, decision: &Decision, wanted: &Wanted) -> Review {
    Review {
        id: new_id(),
        school_year: decision.school_year,
        title: format!("{}: {}", wanted.indicator.short_name, shown::group(&wanted.group)),
        source_kind: decision.artefact.kind.to_owned(),
        source_id: decision.artefact.id,
        source_title: decision.title.clone(),
        zone_id: None,
        indicator_code: wanted.indicator.code.clone(),
        group: wanted.group.clone(),
        before: wanted.before,
        after: wanted.after,
        target: wanted.target,
        direction: measure::effect::Better::Higher,
        matters: wanted.matters,
        is_compared: true,
        remeasure_on: wanted.remeasure_on,
        version: 1,
        state: State::Fixed,
        note: String::new(),
        set_at: change.now(),
        set_by: change.actor().name.clone(),
    }
}

/// The review that the form describes with its baseline, or where and why it cannot be.
async fn proposed(
    change: &mut Change,
    decision: &Decision,
    wanted: &Wanted,
) -> Result<Result<(Review, Measurement), Refused>, web::Failure> {
    let refused = |refusal: CannotFix| (place_of(refusal), refusal.say());
    let mut review = wished(change, decision, wanted);
    let (Some(group), Some(_)) = (review.group_in(wanted.before), review.group_in(wanted.after)) else {
        return Ok(Err(refused(CannotFix::ClassLeaves)));
    };
    let as_of = wanted.as_of.unwrap_or_else(|| engine::usual_date(wanted.before.year, change.today()));
    let asking = Asking { code: &wanted.indicator.code, group: &group, period: wanted.before, as_of };
    let measured = measure(change, &asking).await?;
    let reading = match measured.reading {
        Ok(reading) => reading,
        Err(why) => return Ok(Err(("before", labels::no_baseline(&why)))),
    };
    let is_same = |one: &Review| {
        let is_waiting = matches!(one.state, State::Fixed | State::Measured);
        is_waiting && one.indicator_code == review.indicator_code && group_key(&one.group) == group_key(&review.group)
    };
    if queries::reviews_of(change, decision.artefact).await?.iter().any(is_same) {
        return Ok(Err(refused(CannotFix::Twice)));
    }
    let ends_on = last_day(wanted.after, &terms(change, wanted.after.year).await?);
    match aim(wanted.indicator, &review, (reading.exact(), ends_on)).check(change.today()) {
        Ok(direction) => review.direction = direction,
        Err(refusal) => return Ok(Err(refused(refusal))),
    }
    let baseline = Measurement {
        kind: Kind::Baseline,
        period: wanted.before,
        group: group.clone(),
        as_of,
        reading,
        others: measured.others,
        judged: None,
        passport: measured.passport,
        taken_at: change.now(),
        taken_by: change.actor().name.clone(),
    };
    Ok(Ok((review, baseline)))
}

pub(super) fn aim(indicator: &Indicator, review: &Review, (baseline, after_ends_on): (Exact, NaiveDate)) -> Aim {
    Aim {
        baseline,
        target: review.target,
        better: indicator.better,
        is_share: is_share(indicator),
        before: review.before,
        after: review.after,
        remeasure_on: review.remeasure_on,
        after_ends_on,
    }
}
