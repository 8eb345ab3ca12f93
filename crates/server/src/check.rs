//! `vsoko check`: what the checker of the model finds, for programs and for the terminal.

use plan::model::{Finding, Severity, check, rulebook, severity_name};
use serde_json::{Value, json};

use crate::cli::Check;
use crate::data_folder::DataFolder;
use crate::terminal::{note, say};
use crate::trouble::Trouble;
use crate::{clock, labels, queries};

/// Prints the findings; answers whether there is an error that nobody has accepted.
pub(crate) async fn print_findings(folder: &DataFolder, wish: &Check) -> Result<bool, Trouble> {
    let store = folder.open_existing().await?;
    let (_, today) = clock::now();
    let running = school::SchoolYear::containing(today).0;
    let year = match wish.year {
        Some(year) => year,
        None => queries::year_to_check(&mut store.clone(), running).await?.unwrap_or(running),
    };
    let findings = check(&mut store.clone(), year, today).await?;
    let open = findings.iter().filter(|finding| finding.accepted.is_none()).count();
    let said = labels::checked(year, open, findings.len() - open);
    if wish.json {
        let rows: Vec<Value> = findings.iter().map(as_json).collect();
        say(format_args!("{:#}", json!(rows)));
    } else {
        findings.iter().for_each(|finding| say(as_line(finding)));
    }
    note(said);
    store.close().await;
    Ok(findings.iter().any(|finding| finding.severity == Severity::Error && finding.accepted.is_none()))
}

/// A finding for programs: `key` with `rule` tells findings apart and stays the same as long as there is the finding.
fn as_json(finding: &Finding) -> Value {
    json!({
        "rule": finding.rule,
        "severity": finding.severity.code(),
        "place": finding.place.label,
        "message": finding.message,
        "accepted": finding.accepted.is_some(),
        "key": finding.place.key,
        "href": finding.place.href,
        "explanation": rulebook().rule(&finding.rule).map_or("", |rule| rule.explanation.as_str()),
    })
}

fn as_line(finding: &Finding) -> String {
    let severity = severity_name(finding.severity);
    let accepted = finding.accepted.as_ref().map(|accepted| labels::finding_accepted(&accepted.reason));
    let (rule, place) = (&finding.rule, &finding.place.label);
    format!("{severity} [{rule}] {place}: {}{}", finding.message, accepted.unwrap_or_default())
}
