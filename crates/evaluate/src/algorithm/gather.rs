//! What the records say about the steps of a problem.

use access::Cx;
use analyse::problem_zones::{self, Zone};
use analyse::{addresses, inspections};
use decide::{meetings, orders};
use ledger::{Artefact, Chained};
use school::ru::date_short;
use store::{Reads, Result};
use web::Stage;

use super::steps::{DecisionTrace, ReviewTrace, Step, Story, Trace};
use super::{labels, queries};
use crate::effects::{self, Kind, Review, State, read_group};

/// Everything that is known about the steps of a problem zone.
pub(super) async fn story(db: &mut impl Reads, cx: &Cx, zone: &Zone) -> Result<Story> {
    let found = Trace {
        on: Some(zone.found_at.date_naive()),
        by: labels::PROGRAM.to_owned(),
        what: zone.sentence.clone(),
        href: addresses::explain_in(zone.school_year, &zone.indicator_code, &read_group(&zone.breakdown_key)),
        note: None,
    };
    let mut story = Story { zone_id: zone.id, found: vec![found], ..Story::default() };
    if let Some((at, by)) = queries::studied(db, zone.id).await? {
        let (on, what) = (Some(at.date_naive()), labels::STUDIED.to_owned());
        story.studied.push(Trace { on, by, what, href: addresses::zone(zone.id), note: None });
    }
    for one in ledger::chain(db, problem_zones::artefact(zone.id)).await? {
        let Some(kind) = cx.artefact_kind(&one.kind) else { continue };
        let href = if cx.may(kind.may) { format!("{}{}", kind.href, one.id) } else { String::new() };
        if one.kind.contains("inspection") {
            let by = if one.kind == inspections::KIND { queries::inspector(db, one.id).await? } else { None };
            story.studied.push(Trace { by: by.unwrap_or_default(), ..trace(&one, kind.label, href) });
        } else if kind.stage == Stage::Decide && one.kind != decide::action_items::KIND {
            let source = Artefact { kind: kind.kind, id: one.id };
            story.decisions.push(decision(db, source, trace(&one, kind.label, href)).await?);
            for review in effects::queries::reviews_of(db, source).await? {
                if review.zone_id.is_none_or(|of| of == zone.id) {
                    story.reviews.push(review_trace(db, &review).await?);
                }
            }
        }
    }
    for note in queries::notes(db, zone.id).await? {
        let Some(step) = Step::from_code(&note.step) else { continue };
        let on = Some(note.written_at.date_naive());
        let note = Trace { on, by: note.written_by, what: note.words, href: String::new(), note: Some(note.id) };
        story.notes.push((step, note));
    }
    Ok(story)
}

fn trace(one: &Chained, kind: &str, href: String) -> Trace {
    let what = if one.title.is_empty() { kind.to_owned() } else { one.title.clone() };
    Trace { on: one.dated, by: String::new(), what, href, note: None }
}

async fn decision(db: &mut impl Reads, source: Artefact, mut trace: Trace) -> Result<DecisionTrace> {
    let signature = match source.kind {
        orders::KIND => Some(queries::signature(db, source.id).await?),
        meetings::KIND => Some(queries::minutes_signature(db, source.id).await?),
        _ => None,
    };
    let is_signed = signature.as_ref().is_none_or(Option::is_some);
    if let Some((on, by)) = signature.flatten() {
        (trace.on, trace.by) = (Some(on), by);
    }
    let tasks = effects::queries::tasks(db, source.kind, source.id).await?;
    let dated = tasks.iter().filter(|task| task.due_on.is_some()).count();
    let fulfilled = tasks.iter().filter(|task| task.fulfilled_on.is_some()).map(|task| Trace {
        on: task.fulfilled_on,
        by: task.noted_by.clone().unwrap_or_default(),
        what: labels::fulfilled(&task.task),
        href: format!("/act/action-items/{}", task.id),
        note: None,
    });
    let from = format!("{}:{}", source.kind, source.id);
    Ok(DecisionTrace { from, trace, is_signed, tasks: (tasks.len(), dated), fulfilled: fulfilled.collect() })
}

async fn review_trace(db: &mut impl Reads, review: &Review) -> Result<ReviewTrace> {
    let taken = effects::queries::measurements(db, review.id).await?;
    let href = format!("/evaluate/effects/{}", review.id);
    let indicator = analyse::engine::catalogue().indicator(&review.indicator_code);
    let shown = |value: &school::Exact| effects::shown_value(indicator, value);
    let of = |one: &effects::Measurement, what: String| Trace {
        on: Some(one.taken_at.date_naive()),
        by: one.taken_by.clone(),
        what,
        href: href.clone(),
        note: None,
    };
    let target = shown(&review.target);
    let set_on = Some(review.set_at.date_naive());
    let aim = match taken.first() {
        Some(first) => of(first, labels::aim(&review.title, &shown(&first.reading.exact()), &target)),
        None => {
            Trace { on: set_on, by: review.set_by.clone(), what: review.title.clone(), href: href.clone(), note: None }
        }
    };
    let looks = taken.iter().filter(|one| one.kind == Kind::Interim);
    let is_judged = review.state != State::Fixed;
    let verdict = taken.iter().rev().find(|one| one.kind == Kind::Final && is_judged);
    Ok(ReviewTrace {
        aim,
        remeasure_on: review.remeasure_on,
        looks: looks.map(|one| of(one, labels::looked(&shown(&one.reading.exact())))).collect(),
        amended: (review.version > 1 && review.state == State::Fixed).then(|| Trace {
            on: set_on,
            by: review.set_by.clone(),
            what: labels::amended(&target, &date_short(review.remeasure_on)),
            href: href.clone(),
            note: None,
        }),
        verdict: verdict.map(|last| {
            let code = last.judged.as_ref().map_or("", |judged| judged.verdict.as_str());
            of(last, labels::verdict(&review.title, effects::verdict_label(code)))
        }),
    })
}
