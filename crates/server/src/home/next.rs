//! The next steps along the cycle: what stands still because nobody has done it yet. Pure.

use access::May;
use chrono::NaiveDate;
use web::Stage;

use super::labels;

/// Where the school is in its cycle this year.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Standing {
    pub(super) has_marks: bool,
    pub(super) has_papers: bool,
    pub(super) has_conditions: bool,
    /// problem zones that nobody has looked at
    pub(super) new_zones: i64,
    /// problem zones that somebody studies and nobody has decided on
    pub(super) studied_zones: i64,
    /// orders without a signature
    pub(super) drafts: i64,
    /// action items not done
    pub(super) open_items: i64,
    /// action items not done in time
    pub(super) overdue_items: i64,
    /// number and date of the latest edition of the report
    pub(super) latest_edition: Option<(i64, NaiveDate)>,
}

/// Something to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) stage: Stage,
    pub(super) title: String,
    pub(super) text: String,
    pub(super) href: &'static str,
    pub(super) may: May,
}

/// The steps in the order of the cycle; what waits longest for a person stands first within its stage.
pub(super) fn steps(at: &Standing) -> Vec<Step> {
    let step = |stage, title: String, text: &str, href, may| Step { stage, title, text: text.to_owned(), href, may };
    let mut steps = Vec::new();
    if !at.has_marks {
        let title = labels::LOAD_MARKS.to_owned();
        steps.push(step(Stage::Collect, title, labels::LOAD_MARKS_TEXT, "/collect/imports", May::ImportFiles));
    }
    if at.has_marks && !at.has_papers {
        let title = labels::LOAD_PAPERS.to_owned();
        steps.push(step(Stage::Collect, title, labels::LOAD_PAPERS_TEXT, "/collect/imports", May::ImportFiles));
    }
    if at.has_marks && !at.has_conditions {
        let title = labels::ENTER_CONDITIONS.to_owned();
        let href = "/collect/conditions";
        steps.push(step(Stage::Collect, title, labels::ENTER_CONDITIONS_TEXT, href, May::EnterConditions));
    }
    if at.new_zones > 0 {
        let title = labels::new_zones(at.new_zones);
        steps.push(step(Stage::Analyse, title, labels::NEW_ZONES_TEXT, "/analyse/problems", May::ReadProblems));
    }
    if at.studied_zones > 0 {
        let title = labels::studied_zones(at.studied_zones);
        let href = "/analyse/problems?state=studying";
        steps.push(step(Stage::Decide, title, labels::STUDIED_ZONES_TEXT, href, May::EditOrders));
    }
    if at.drafts > 0 {
        let title = labels::drafts(at.drafts);
        steps.push(step(Stage::Decide, title, labels::DRAFTS_TEXT, "/decide/orders", May::EditOrders));
    }
    if at.overdue_items > 0 {
        let title = labels::overdue(at.overdue_items);
        let href = "/act/action-items";
        steps.push(step(Stage::Act, title, labels::OVERDUE_TEXT, href, May::ReportProgress));
    } else if at.open_items > 0 {
        let title = labels::open_items(at.open_items);
        let href = "/act/action-items";
        steps.push(step(Stage::Act, title, labels::OPEN_ITEMS_TEXT, href, May::ReportProgress));
    }
    if at.has_marks {
        let title = labels::REPORT.to_owned();
        let text = labels::report(at.latest_edition);
        steps.push(step(Stage::Publish, title, &text, "/publish/reports", May::ReadReports));
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stages(at: Standing) -> Vec<Stage> {
        steps(&at).into_iter().map(|step| step.stage).collect()
    }

    #[test]
    fn an_empty_school_begins_with_files() {
        assert_eq!(stages(Standing::default()), [Stage::Collect]);
    }

    #[test]
    fn what_waits_is_told_in_the_order_of_the_cycle() {
        let at = Standing {
            has_marks: true,
            has_papers: true,
            has_conditions: true,
            new_zones: 3,
            studied_zones: 1,
            overdue_items: 1,
            ..Standing::default()
        };
        assert_eq!(stages(at), [Stage::Analyse, Stage::Decide, Stage::Act, Stage::Publish]);
    }
}
