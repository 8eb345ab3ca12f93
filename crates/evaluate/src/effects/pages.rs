//! The list of reviews, and the page of one.

use access::{Cx, May};
use analyse::{addresses, problem_zones, shown};
use axum::extract::{Path, Query};
use chrono::{DateTime, Utc};
use formula::{Dimension, Group, Indicator, Unit};
use school::{Exact, SchoolYear, Term};
use serde::Deserialize;
use web::forms::Fields;
use web::ui::{ChainLink, Choice, Link, Tab};
use web::{OrMissing, Page, Reply, Stage, filters, url};

use super::judging::Other;
use super::measuring::indicator;
use super::offered::{later, looks, plan_years};
use super::queries::{Amendment, Task};
use super::review::{Review, State};
use super::{Kind, Measurement, artefact, labels, queries, words};

pub(super) const LIST: &str = "/evaluate/effects";

/// The page of a review.
pub(super) fn address(id: i64) -> String {
    format!("{LIST}/{id}")
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    state: String,
}

struct Line {
    review: Review,
    target: String,
    is_due: bool,
    label: &'static str,
    tone: &'static str,
}

#[derive(askama::Template)]
#[template(path = "effects/list.html")]
struct ListPage {
    tabs: Vec<Tab>,
    lines: Vec<Line>,
    is_first: bool,
}

pub(super) async fn list(cx: Cx, Query(asked): Query<Asked>) -> Reply {
    let year = cx.year().await?;
    let all = queries::reviews(&mut cx.store(), cx.scope(), year).await?;
    let today = cx.today();
    let count = |is: &dyn Fn(&Review) -> bool| i64::try_from(all.iter().filter(|one| is(one)).count()).unwrap_or(0);
    let tab = |label: &str, key: &'static str, count: i64| {
        Tab::new(label, url::with_query(LIST, &[("state", key)])).count(count).current_if(key, asked.state.as_str())
    };
    let mut tabs = vec![tab("Все", "", count(&|_| true)), tab("Пора измерить", "due", count(&|one| one.is_due(today)))];
    let title = |state: State| capital(labels::state(state));
    tabs.extend(State::ALL.map(|state| tab(&title(state), state.code(), count(&|one| one.state == state))));
    let is_shown = |review: &Review| match asked.state.as_str() {
        "" => true,
        "due" => review.is_due(today),
        code => review.state.code() == code,
    };
    let is_first = all.is_empty();
    let lines = all.into_iter().filter(is_shown).map(|review| Line {
        target: words::value(indicator(&review.indicator_code), &review.target),
        is_due: review.is_due(today),
        label: labels::state(review.state),
        tone: labels::tone(review.state),
        review,
    });
    let body = ListPage { tabs, lines: lines.collect(), is_first };
    let lead = format!("{} учебный год. {}", SchoolYear(year).short(), labels::LEAD);
    cx.page(Page::new(labels::EFFECTS).stage(Stage::Evaluate).lead(lead).body(body)).await
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// One measurement as the page shows it.
struct Row {
    kind: &'static str,
    period: String,
    value: String,
    href: String,
    counts: String,
    change: String,
    direction: &'static str,
    taken: String,
    reached: &'static str,
}

/// Another class before and after.
struct Beside {
    class: String,
    before: String,
    after: String,
    change: String,
}

struct Amended {
    what: String,
    reason: String,
    by: String,
    at: DateTime<Utc>,
}

struct Said {
    /// «Вывод», «Промежуточно», «Прежний вывод»
    heading: &'static str,
    verdict: &'static str,
    sentences: Vec<String>,
}

#[derive(askama::Template)]
#[template(path = "effects/show.html")]
struct ShowPage {
    review: Review,
    label: &'static str,
    tone: &'static str,
    name: String,
    place: String,
    target: String,
    matters: String,
    source_href: String,
    zone: Option<Link>,
    rows: Vec<Row>,
    said: Option<Said>,
    amendments: Vec<Amended>,
    beside: Vec<Beside>,
    tasks: Vec<Task>,
    passport: String,
    is_formula_changed: bool,
    is_due: bool,
    may_act: bool,
    has_helped: bool,
    signs: bool,
    again: Vec<Choice>,
    looks: Vec<Choice>,
    years: Vec<Choice>,
    chain: Vec<ChainLink>,
    fields: Fields,
}

pub(super) async fn show(cx: Cx, Path(id): Path<i64>) -> Reply {
    let review = queries::review(&mut cx.store(), cx.scope(), id).await?.or_missing()?;
    let (words, _) = labels::proposal(&review, "");
    let fields = Fields::empty().with("words", words).with("year", review.school_year + 1);
    let fields = fields.with("again_after", review.after.next().code());
    page_of(&cx, review, fields).await
}

pub(super) async fn page_of(cx: &Cx, review: Review, fields: Fields) -> Reply {
    let mut db = cx.store();
    let taken = queries::measurements(&mut db, review.id).await?;
    let known = indicator(&review.indicator_code);
    let unit = known.map_or(Unit::Index, |known| known.unit);
    let last = taken.last().filter(|last| last.judged.is_some());
    let source = cx.artefact_kind(&review.source_kind).filter(|kind| cx.may(kind.may));
    let zone = match review.zone_id.filter(|_| cx.may(May::ReadProblems)) {
        Some(id) => problem_zones::zone(&mut db, cx.scope(), id).await?,
        None => None,
    };
    let zero = Exact::from_integer(0);
    let body = ShowPage {
        label: labels::state(review.state),
        tone: labels::tone(review.state),
        name: known.map_or_else(|| review.indicator_code.clone(), |known| known.name.clone()),
        place: shown::group(&review.group),
        target: words::value(known, &review.target),
        matters: if review.matters == zero { String::new() } else { words::size(unit, &review.matters) },
        source_href: source.map_or_else(String::new, |kind| format!("{}{}", kind.href, review.source_id)),
        zone: zone.map(|zone| Link::new(zone.heading, addresses::zone(zone.id))),
        rows: taken.iter().map(|one| row(&review, one, taken.first())).collect(),
        amendments: queries::amendments(&mut db, review.id).await?.into_iter().map(|one| amended(known, one)).collect(),
        said: last.and_then(|last| said(&review, unit, last)),
        beside: if review.is_compared { beside(&review, unit, &taken) } else { Vec::new() },
        tasks: queries::tasks(&mut db, &review.source_kind, review.source_id).await?,
        passport: taken.first().map(|first| first.passport.clone()).unwrap_or_default(),
        is_formula_changed: taken.iter().any(|one| taken.first().is_some_and(|first| first.passport != one.passport)),
        is_due: review.is_due(cx.today()),
        may_act: cx.may(May::EvaluateEffects),
        has_helped: last.and_then(|last| last.judged.as_ref()).is_some_and(super::Judged::has_helped),
        signs: cx.may(May::SignOrders),
        again: later(&review),
        looks: looks(&review),
        years: plan_years(&review),
        chain: cx.chain(artefact(review.id)).await?,
        review,
        fields,
    };
    let page = Page::new(body.review.title.clone()).stage(Stage::Evaluate).crumb(labels::EFFECTS, LIST);
    let page = page.with_errors_of(&body.fields);
    cx.page(page.body(body)).await
}

fn row(review: &Review, one: &Measurement, first: Option<&Measurement>) -> Row {
    let known = indicator(&review.indicator_code);
    let value = one.reading.exact();
    let before = first.filter(|_| one.kind != Kind::Baseline).map(|first| first.reading.exact());
    let change = before.map(|before| value - before);
    Row {
        kind: labels::kind(one.kind),
        period: one.period.words(),
        value: words::value(known, &value),
        href: explain(review, one),
        counts: words::counts(&one.reading),
        change: match (known, change) {
            (Some(known), Some(change)) => shown::change(known.unit, &change),
            _ => String::new(),
        },
        direction: "same",
        taken: format!("{}, {}", one.taken_by, filters::local_moment(&one.taken_at)),
        reached: if one.judged.as_ref().is_some_and(|judged| judged.is_reached) {
            "цель достигнута"
        } else {
            ""
        },
    }
}

/// The explain sheet of a measurement, in its own school year.
fn explain(review: &Review, one: &Measurement) -> String {
    let mut group: Group = one.group.clone();
    if one.period.term != Term::Year {
        group.push((Dimension::Term, Some(one.period.term.code())));
    }
    addresses::explain_in(one.period.year, &review.indicator_code, &group)
}

fn amended(known: Option<&Indicator>, one: Amendment) -> Amended {
    let what = labels::changes(&one, |number| words::value(known, number));
    Amended { what, reason: one.reason, by: one.amended_by, at: one.amended_at }
}

fn said(review: &Review, unit: Unit, last: &Measurement) -> Option<Said> {
    let judged = last.judged.as_ref()?;
    let verdict = words::verdict(&judged.verdict).say();
    let heading = labels::conclusion(last.kind, review.state);
    Some(Said { heading, verdict, sentences: words::sentences(unit, review, judged) })
}

/// The other classes beside each other, under the names of the later period.
fn beside(review: &Review, unit: Unit, taken: &[Measurement]) -> Vec<Beside> {
    let (Some(first), Some(last)) = (taken.first(), taken.last().filter(|last| last.kind != Kind::Baseline)) else {
        return Vec::new();
    };
    let known = indicator(&review.indicator_code);
    let years = last.period.year - first.period.year;
    let later = |one: &Other| {
        let group = super::period::years_later(&super::read_group(&format!("class={}", one.class)), years)?;
        let name = super::period::at(&group, Dimension::Class)?;
        let then = last.others.iter().find(|other| other.class == name)?;
        let (before, after) = (one.reading.exact(), then.reading.exact());
        Some(Beside {
            class: name.to_owned(),
            before: format!("{} ({})", words::value(known, &before), words::counts(&one.reading)),
            after: format!("{} ({})", words::value(known, &after), words::counts(&then.reading)),
            change: shown::change(unit, &(after - before)),
        })
    };
    first.others.iter().filter_map(later).collect()
}
