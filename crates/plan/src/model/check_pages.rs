//! The findings of the checker, and their acceptance.

use access::{Cx, May, Sent};
use axum::extract::RawQuery;
use axum::response::IntoResponse;
use web::forms::Fields;
use web::ui::{Pagination, Tab};
use web::{OrMissing, Page, Reply, Stage, filters, see_other, url};

use super::labels::{self, severities, severity_name};
use super::{Finding, Severity, check, queries, rulebook};
use crate::happened::PlanHappened;

/// Findings on one page.
const ROWS: i64 = 100;
const CHECK: &str = "/plan/model/check";

#[derive(askama::Template)]
#[template(path = "model/check.html")]
struct CheckPage {
    year: i64,
    tabs: Vec<Tab>,
    groups: Vec<Group>,
    pages: Pagination,
    open: usize,
    may_edit: bool,
}

/// The findings of one rule, one after the other.
struct Group {
    severity: &'static str,
    tone: &'static str,
    name: String,
    explanation: String,
    source: String,
    code: String,
    rows: Vec<Row>,
}

struct Row {
    label: String,
    href: String,
    message: String,
    acceptance: String,
    accepted: Option<super::Accepted>,
}

pub(super) async fn show(cx: Cx, RawQuery(query): RawQuery) -> Reply {
    let asked = Fields::parse(query.unwrap_or_default().as_bytes());
    let year = cx.year().await?;
    let findings = check(&mut cx.store(), year, cx.today()).await?;
    let shown = asked.get("show");
    let is_shown = |one: &&Finding| match shown {
        "accepted" => one.accepted.is_some(),
        "" => one.accepted.is_none(),
        severity => one.accepted.is_none() && one.severity.code() == severity,
    };
    let picked: Vec<&Finding> = findings.iter().filter(is_shown).collect();
    let address = if shown.is_empty() { CHECK.to_owned() } else { url::with_query(CHECK, &[("show", shown)]) };
    let pages = Pagination::new(asked.get("page").parse().unwrap_or(1), count(picked.len()), ROWS, address);
    let first = usize::try_from(pages.offset()).unwrap_or_default();
    let rows = picked.iter().skip(first).take(usize::try_from(ROWS).unwrap_or_default());
    let mut groups: Vec<Group> = Vec::new();
    for finding in rows {
        if groups.last().is_none_or(|group| group.code != finding.rule) {
            groups.push(group(finding));
        }
        if let Some(group) = groups.last_mut() {
            group.rows.push(row(&cx, finding));
        }
    }
    let body = CheckPage {
        year,
        tabs: tabs(&findings, shown),
        groups,
        pages,
        open: findings.iter().filter(|one| one.accepted.is_none()).count(),
        may_edit: cx.may(May::EditPlan),
    };
    cx.page(Page::new(labels::CHECK).stage(Stage::Plan).crumb(labels::MODEL, "/plan/model").body(body)).await
}

fn count(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}

fn tabs(findings: &[Finding], shown: &str) -> Vec<Tab> {
    let open = || findings.iter().filter(|one| one.accepted.is_none());
    let mut tabs = vec![Tab::new(labels::ALL_OPEN, CHECK).count(count(open().count())).current_if("", shown)];
    for severity in Severity::ALL {
        let rows = open().filter(|one| one.severity == severity).count();
        let href = url::with_query(CHECK, &[("show", severity.code())]);
        tabs.push(Tab::new(severities(severity), href).count(count(rows)).current_if(severity.code(), shown));
    }
    let accepted = findings.iter().filter(|one| one.accepted.is_some()).count();
    let href = url::with_query(CHECK, &[("show", "accepted")]);
    tabs.push(Tab::new(labels::ALL_ACCEPTED, href).count(count(accepted)).current_if("accepted", shown));
    tabs
}

fn group(finding: &Finding) -> Group {
    let rule = rulebook().rule(&finding.rule);
    let said = |text: fn(&super::Rule) -> &str| rule.map_or_else(String::new, |rule| text(rule).to_owned());
    Group {
        severity: severity_name(finding.severity),
        tone: match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "caution",
            Severity::Note => "plain",
        },
        name: said(|rule| &rule.name),
        explanation: said(|rule| &rule.explanation),
        source: said(|rule| &rule.source),
        code: finding.rule.clone(),
        rows: Vec::new(),
    }
}

fn row(cx: &Cx, finding: &Finding) -> Row {
    let place = &finding.place;
    let has_page = place.kind.is_empty() || cx.artefact_kind(place.kind).is_some_and(|kind| cx.may(kind.may));
    let pairs = [("rule", finding.rule.as_str()), ("place", place.key.as_str())];
    Row {
        label: place.label.clone(),
        href: if has_page { place.href.clone() } else { String::new() },
        message: finding.message.clone(),
        acceptance: url::with_query("/plan/model/check/acceptance", &pairs),
        accepted: finding.accepted.clone(),
    }
}

#[derive(askama::Template)]
#[template(path = "model/accept.html")]
struct AcceptPage {
    finding: Finding,
    name: String,
    explanation: String,
    fields: Fields,
}

pub(super) async fn ask(cx: Cx, RawQuery(query): RawQuery) -> Reply {
    let asked = Fields::parse(query.unwrap_or_default().as_bytes());
    let finding = finding(&cx, &asked).await?.or_missing()?;
    let reason = finding.accepted.as_ref().map_or("", |accepted| accepted.reason.as_str()).to_owned();
    accept_form(&cx, finding, Fields::empty().with("reason", reason)).await
}

/// The finding that rule and place name, as it is now.
async fn finding(cx: &Cx, asked: &Fields) -> store::Result<Option<Finding>> {
    let findings = check(&mut cx.store(), cx.year().await?, cx.today()).await?;
    let is_it = |one: &Finding| one.rule == asked.get("rule") && one.place.key == asked.get("place");
    Ok(findings.into_iter().find(is_it))
}

async fn accept_form(cx: &Cx, finding: Finding, fields: Fields) -> Reply {
    let rule = rulebook().rule(&finding.rule);
    let page = Page::new(labels::ACCEPT)
        .stage(Stage::Plan)
        .crumb(labels::MODEL, "/plan/model")
        .crumb(labels::CHECK, CHECK)
        .with_errors_of(&fields);
    let body = AcceptPage {
        name: rule.map_or_else(String::new, |rule| rule.name.clone()),
        explanation: rule.map_or_else(String::new, |rule| rule.explanation.clone()),
        finding,
        fields,
    };
    cx.page(page.body(body)).await
}

pub(super) async fn accept(cx: Cx, Sent(mut fields): Sent) -> Reply {
    let finding = finding(&cx, &fields).await?.or_missing()?;
    let Some(reason) = fields.text("reason", labels::REASON_MISSING) else {
        return accept_form(&cx, finding, fields).await;
    };
    let year = cx.year().await?;
    let mut change = cx.begin().await?;
    let place = (finding.rule.as_str(), finding.place.key.as_str());
    queries::save_acceptance(&mut change, year, place, (&finding.message, &reason)).await?;
    let sentence = labels::accepted(&finding.message, &reason);
    change.commit(&PlanHappened { kind: "model.finding_accepted", subject: super::artefact(0), sentence }).await?;
    Ok(see_other(CHECK).done(labels::ACCEPTED).into_response())
}

pub(super) async fn recall(cx: Cx, Sent(fields): Sent) -> Reply {
    let year = cx.year().await?;
    let mut change = cx.begin().await?;
    let known = queries::acceptances(&mut change, year).await?.into_iter();
    let mut known = known.filter(|one| one.rule == fields.get("rule") && one.place == fields.get("place"));
    let accepted = known.next().or_missing()?;
    queries::remove_acceptance(&mut change, year, (&accepted.rule, &accepted.place)).await?;
    let sentence = labels::recalled(&accepted.message);
    change.commit(&PlanHappened { kind: "model.finding_recalled", subject: super::artefact(0), sentence }).await?;
    Ok(see_other(CHECK).done(labels::RECALLED).into_response())
}
