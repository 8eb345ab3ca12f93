//! Rules over outcomes: what needs checking. Pure: numbers in, findings out; nothing is stored and nobody is judged.

use formula::{Better, Dimension, Group, Indicator, Outcome, Rule, RuleKind, Verdict};
use measure::{Measured, share_change};
use school::{Exact, Term, ru};

use super::words;
use super::zone::Evidence;
use crate::table::{OutcomeTable, key, sorted, term_of, with, without};
use crate::{addresses, shown};

/// What rules look at: the outcomes of the year, by term where the indicator has terms, and of the year before for the
/// same pupils.
pub struct Facts<'a> {
    /// the year looked at
    pub now: &'a OutcomeTable,
    /// the year before, under the names of this year's groups: 7А of last year stands as 8А
    pub year_before: &'a OutcomeTable,
}

/// A rule with the indicators it names.
pub struct Subject<'a> {
    /// the rule
    pub rule: &'a Rule,
    /// the indicator looked at
    pub indicator: &'a Indicator,
    /// what it is held against
    pub against: Option<&'a Indicator>,
}

/// A place where a rule found something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// stable key of the place
    pub key: String,
    /// the group, as in outcomes
    pub group: Group,
    /// «Успеваемость: 8А, Алгебра, 2-я четверть»
    pub heading: String,
    /// neutral words
    pub sentence: String,
    /// the smallest group that a number rests on
    pub group_size: Option<i64>,
    /// the numbers
    pub evidence: Vec<Evidence>,
}

/// What a rule saw.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checked {
    /// places where it found something
    pub found: Vec<Found>,
    /// keys of all places it could judge: a place among them that was found before and is not found now is gone
    pub judged: Vec<String>,
}

/// Applies one rule.
#[must_use]
pub fn check(subject: &Subject<'_>, facts: &Facts<'_>) -> Checked {
    match subject.rule.kind {
        RuleKind::LevelCrossed => level_crossed(subject, facts),
        RuleKind::DropBeyondNoise => drop_beyond_noise(subject, facts),
        RuleKind::ExternalGap => external_gap(subject, facts),
        RuleKind::ItemBelow => item_below(subject, facts),
    }
}

fn level_crossed(subject: &Subject<'_>, facts: &Facts<'_>) -> Checked {
    let mut checked = Checked::default();
    for outcome in latest(subject, facts) {
        let Some(value) = outcome.value() else { continue };
        checked.judged.push(key(&outcome.by));
        if subject.rule.judge(&value, subject.indicator.better) == Verdict::Crossed {
            let sentence = words::level(subject.rule, subject.indicator, outcome);
            let evidence = vec![evidence(subject.indicator, outcome)];
            checked.found.push(found(subject, &outcome.by, (sentence, evidence)));
        }
    }
    checked
}

fn drop_beyond_noise(subject: &Subject<'_>, facts: &Facts<'_>) -> Checked {
    let mut checked = Checked::default();
    for outcome in latest(subject, facts) {
        let Some(before) = previous(facts, outcome) else { continue };
        let (Some(now), Some(then)) = (outcome.value(), before.outcome.value()) else { continue };
        checked.judged.push(key(&outcome.by));
        let drop = if subject.indicator.better == Better::Lower { now - then } else { then - now };
        let is_crossed = subject.rule.judge(&drop, subject.indicator.better) == Verdict::Crossed;
        if is_crossed && is_beyond_noise(before.outcome, outcome) {
            let sentence = words::drop(subject.rule, subject.indicator, (before.outcome, outcome), &before.name);
            let mut earlier = evidence(subject.indicator, before.outcome);
            earlier.label = format!("{}, {}", subject.indicator.short_name, before.name);
            if before.is_other_year {
                earlier.href = String::new();
            }
            checked.found.push(found(
                subject,
                &outcome.by,
                (sentence, vec![evidence(subject.indicator, outcome), earlier]),
            ));
        }
    }
    checked
}

fn external_gap(subject: &Subject<'_>, facts: &Facts<'_>) -> Checked {
    let mut checked = Checked::default();
    let Some(against) = subject.against else { return checked };
    for inner in latest(subject, facts) {
        let outer = facts.now.get(&against.code, &without(&inner.by, Dimension::Term));
        let Some(outer) = outer else { continue };
        let (Some(inside), Some(outside)) = (inner.value(), outer.value()) else { continue };
        checked.judged.push(key(&inner.by));
        let gap = if inside > outside { inside - outside } else { outside - inside };
        if subject.rule.judge(&gap, subject.indicator.better) == Verdict::Crossed {
            let sentence = words::gap(subject.rule, (subject.indicator, inner), (against, outer));
            let evidence = vec![evidence(subject.indicator, inner), evidence(against, outer)];
            checked.found.push(found(subject, &inner.by, (sentence, evidence)));
        }
    }
    checked
}

/// Items are gathered: one place is one paper of one group, its evidence the items.
fn item_below(subject: &Subject<'_>, facts: &Facts<'_>) -> Checked {
    let mut papers: Vec<(Group, Vec<&Outcome>)> = Vec::new();
    for outcome in facts.now.of(&subject.rule.indicator, &subject.rule.breakdown) {
        let paper = without(&outcome.by, Dimension::Item);
        match papers.iter_mut().find(|(known, _)| *known == paper) {
            Some((_, items)) => items.push(outcome),
            None => papers.push((paper, vec![outcome])),
        }
    }
    let mut checked = Checked::default();
    for (paper, items) in papers {
        let judged: Vec<(&Outcome, Exact)> =
            items.into_iter().filter_map(|item| item.value().map(|value| (item, value))).collect();
        if judged.is_empty() {
            continue;
        }
        checked.judged.push(key(&paper));
        let is_low = |value: &Exact| subject.rule.judge(value, subject.indicator.better) == Verdict::Crossed;
        let mut low: Vec<&Outcome> = judged.iter().filter(|(_, value)| is_low(value)).map(|(item, _)| *item).collect();
        if low.is_empty() {
            continue;
        }
        low.sort_by_key(|item| item_order(item.at(Dimension::Item).unwrap_or_default()));
        let sentence = words::items(subject.rule, &low, judged.len());
        let evidence = low.iter().map(|item| evidence(subject.indicator, item)).collect();
        checked.found.push(found(subject, &paper, (sentence, evidence)));
    }
    checked
}

/// «2» before «10», «4К1» before «4К2».
fn item_order(label: &str) -> (u32, String) {
    let digits = label.find(|c: char| !c.is_ascii_digit()).unwrap_or(label.len());
    (label[..digits].parse().unwrap_or(0), label[digits..].to_owned())
}

/// The outcomes to judge: of each place the year if it has one, otherwise its last term.
fn latest<'a>(subject: &Subject<'_>, facts: &Facts<'a>) -> Vec<&'a Outcome> {
    let breakdown = &subject.rule.breakdown;
    if breakdown.contains(&Dimension::Term) {
        return facts.now.of(&subject.rule.indicator, breakdown);
    }
    let mut by_term = breakdown.clone();
    by_term.push(Dimension::Term);
    let mut last: Vec<&Outcome> = Vec::new();
    for outcome in
        facts.now.of(&subject.rule.indicator, &by_term).into_iter().filter(|outcome| outcome.value().is_some())
    {
        let place = without(&outcome.by, Dimension::Term);
        let position = |outcome: &Outcome| term_of(&outcome.by).map_or(0, Term::position);
        match last.iter_mut().find(|known| without(&known.by, Dimension::Term) == place) {
            Some(known) if position(known) < position(outcome) => *known = outcome,
            Some(_) => {}
            None => last.push(outcome),
        }
    }
    if last.is_empty() { facts.now.of(&subject.rule.indicator, breakdown) } else { last }
}

struct Before<'a> {
    outcome: &'a Outcome,
    name: String,
    is_other_year: bool,
}

/// The term before in the same year; before the year, the year before of the same pupils.
fn previous<'a>(facts: &Facts<'a>, outcome: &Outcome) -> Option<Before<'a>> {
    match term_of(&outcome.by) {
        Some(term) if term != Term::Year => {
            let term = term.previous()?;
            let outcome = facts.now.get(&outcome.code, &with(&outcome.by, Dimension::Term, &term.code()))?;
            Some(Before { outcome, name: term.name(), is_other_year: false })
        }
        _ => {
            let outcome = facts.year_before.get(&outcome.code, &outcome.by)?;
            Some(Before { outcome, name: words::YEAR_BEFORE.to_owned(), is_other_year: true })
        }
    }
}

/// Whether two shares differ by more than chance explains (never in a group under 10); a change of what is not a share is
/// taken as it is.
fn is_beyond_noise(before: &Outcome, now: &Outcome) -> bool {
    let share = |outcome: &Outcome| school::Share::new(outcome.part()?, outcome.whole()?);
    match (share(before), share(now)) {
        (Some(before), Some(now)) => {
            let change = share_change(Measured::Known(now), Measured::Known(before));
            change.known().is_some_and(|change| change.verdict.is_beyond_noise())
        }
        _ => true,
    }
}

fn found(subject: &Subject<'_>, group: &Group, (sentence, evidence): (String, Vec<Evidence>)) -> Found {
    Found {
        key: key(group),
        group: sorted(group.clone()),
        heading: format!("{}: {}", subject.rule.title, shown::group(&sorted(group.clone()))),
        sentence,
        group_size: evidence.iter().filter_map(|number| number.n).min(),
        evidence,
    }
}

fn evidence(indicator: &Indicator, outcome: &Outcome) -> Evidence {
    let place = outcome.by.iter().find(|(dimension, _)| matches!(dimension, Dimension::Term | Dimension::Item));
    let label = match place {
        Some((dimension, value)) => {
            format!("{}, {}", indicator.short_name, shown::place(*dimension, value.as_deref()))
        }
        None => indicator.short_name.clone(),
    };
    let counts = match (outcome.part(), outcome.whole()) {
        (Some(part), Some(whole)) => format!("{} из {}", ru::thousands(part), ru::thousands(whole)),
        _ => String::new(),
    };
    Evidence {
        label,
        value: outcome.value().map_or_else(String::new, |value| shown::value(indicator.unit, &value)),
        counts,
        n: outcome.n(),
        href: addresses::explain(&outcome.code, &outcome.by),
    }
}
