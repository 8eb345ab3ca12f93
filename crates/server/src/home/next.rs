//! The next steps along the cycle: what stands still because nobody has done it yet. Pure.

use access::May;
use analyse::inspections::queries::Waiting;
use chrono::NaiveDate;
use school::SchoolYear;
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
    /// nonconformities that are not closed
    pub(super) open_nonconformities: i64,
    /// the school year that has no cyclogram yet, when another is looked at
    pub(super) other_year: Option<i64>,
    /// orders without a signature
    pub(super) drafts: i64,
    /// action items not done
    pub(super) open_items: i64,
    /// action items not done in time
    pub(super) overdue_items: i64,
    /// number and date of the latest edition of the report
    pub(super) latest_edition: Option<(i64, NaiveDate)>,
    /// inspections and their reports, as far as they wait for the viewer
    pub(super) inspections: Waiting,
    /// the running school year, if nobody has opened it
    pub(super) unopened_year: Option<SchoolYear>,
    /// whether the running school year has a cyclogram
    pub(super) has_calendar: bool,
    /// procedures of the viewer that begin or end within two weeks
    pub(super) near_procedures: i64,
    /// local acts that run out soon or have run out
    pub(super) expiring_acts: usize,
    /// proposals for the plan that nobody has answered
    pub(super) open_proposals: i64,
    /// meetings whose day has come and whose minutes are not signed
    pub(super) open_minutes: i64,
    /// action items that wait for acceptance
    pub(super) items_to_accept: i64,
    /// effects of decisions whose day of measurement has come
    pub(super) due_effects: i64,
}

/// Something to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) stage: Stage,
    pub(super) title: String,
    pub(super) text: String,
    pub(super) href: &'static str,
    /// the school year to be picked first, when it is another than the one looked at
    pub(super) year: Option<i64>,
    pub(super) may: May,
}

/// The steps in the order of the cycle; what waits longest for a person stands first within its stage.
pub(super) fn steps(at: &Standing) -> Vec<Step> {
    let mut steps: Vec<Step> = make_calendar(at).into_iter().collect();
    let mut when = |is_due: bool, stage, title: String, text: &str, (href, may)| {
        if is_due {
            steps.push(Step { stage, title, text: text.to_owned(), href, year: None, may });
        }
    };
    plan(at, &mut when);
    collect(at, &mut when);
    inspect(&at.inspections, &mut when);
    decide(at, &mut when);
    act(at, &mut when);
    let title = labels::REPORT.to_owned();
    let text = labels::report(at.latest_edition);
    when(at.has_marks, Stage::Publish, title, &text, ("/publish/reports", May::ReadReports));
    steps
}

/// Takes a step when it is due.
type When<'w> = &'w mut dyn FnMut(bool, Stage, String, &str, (&'static str, May));

/// The cyclogram of the running year: whoever looks at another year goes there by it.
fn make_calendar(at: &Standing) -> Option<Step> {
    let is_due = at.has_marks && !at.has_calendar && at.unopened_year.is_none();
    is_due.then(|| Step {
        stage: Stage::Plan,
        title: labels::MAKE_CALENDAR.to_owned(),
        text: labels::MAKE_CALENDAR_TEXT.to_owned(),
        href: "/plan/calendar",
        year: at.other_year,
        may: May::EditPlan,
    })
}

fn plan(at: &Standing, when: When<'_>) {
    if let Some(year) = at.unopened_year.filter(|_| at.has_marks) {
        let place = ("/school/years", May::EditSchool);
        when(true, Stage::Plan, labels::open_year(year), labels::OPEN_YEAR_TEXT, place);
    }
    let title = labels::near_procedures(at.near_procedures);
    let place = ("/plan/calendar", May::ReadPlan);
    when(at.near_procedures > 0, Stage::Plan, title, labels::NEAR_PROCEDURES_TEXT, place);
    let title = labels::expiring(at.expiring_acts);
    let place = ("/plan/local-acts", May::EditPlan);
    when(at.expiring_acts > 0, Stage::Plan, title, labels::EXPIRING_TEXT, place);
    let title = labels::open_proposals(at.open_proposals);
    let place = ("/plan/proposals", May::EditPlan);
    when(at.open_proposals > 0, Stage::Plan, title, labels::OPEN_PROPOSALS_TEXT, place);
}

fn collect(at: &Standing, when: When<'_>) {
    let files = ("/collect/imports", May::ImportFiles);
    let title = labels::LOAD_MARKS.to_owned();
    when(!at.has_marks, Stage::Collect, title, labels::LOAD_MARKS_TEXT, files);
    let title = labels::LOAD_PAPERS.to_owned();
    when(at.has_marks && !at.has_papers, Stage::Collect, title, labels::LOAD_PAPERS_TEXT, files);
    let title = labels::ENTER_CONDITIONS.to_owned();
    let place = ("/collect/conditions", May::EnterConditions);
    when(at.has_marks && !at.has_conditions, Stage::Collect, title, labels::ENTER_CONDITIONS_TEXT, place);
}

fn inspect(at: &Waiting, when: When<'_>) {
    let place = |may| ("/analyse/inspections", may);
    let title = labels::to_sign(at.to_sign);
    when(at.to_sign > 0, Stage::Analyse, title, labels::TO_SIGN_TEXT, place(May::SignInspections));
}

fn decide(at: &Standing, when: When<'_>) {
    let title = labels::new_zones(at.new_zones);
    let place = ("/analyse/problems", May::ReadProblems);
    when(at.new_zones > 0, Stage::Analyse, title, labels::NEW_ZONES_TEXT, place);
    let title = labels::studied_zones(at.studied_zones);
    let place = ("/analyse/problems?state=studying", May::EditOrders);
    when(at.studied_zones > 0, Stage::Decide, title, labels::STUDIED_ZONES_TEXT, place);
    let title = labels::undecided(at.inspections.undecided);
    let place = ("/analyse/inspections", May::EditOrders);
    when(at.inspections.undecided > 0, Stage::Decide, title, labels::UNDECIDED_TEXT, place);
    let title = labels::drafts(at.drafts);
    when(at.drafts > 0, Stage::Decide, title, labels::DRAFTS_TEXT, ("/decide/orders", May::EditOrders));
    let title = labels::open_minutes(at.open_minutes);
    let place = ("/decide/meetings", May::RecordMeetings);
    when(at.open_minutes > 0, Stage::Decide, title, labels::OPEN_MINUTES_TEXT, place);
}

fn act(at: &Standing, when: When<'_>) {
    let place = |may| ("/act/action-items", may);
    let title = labels::items_to_accept(at.items_to_accept);
    when(at.items_to_accept > 0, Stage::Act, title, labels::ITEMS_TO_ACCEPT_TEXT, place(May::EditOrders));
    if at.overdue_items > 0 {
        let title = labels::overdue(at.overdue_items);
        when(true, Stage::Act, title, labels::OVERDUE_TEXT, place(May::ReportProgress));
    } else {
        let title = labels::open_items(at.open_items);
        when(at.open_items > 0, Stage::Act, title, labels::OPEN_ITEMS_TEXT, place(May::ReportProgress));
    }
    let title = labels::open_nonconformities(at.open_nonconformities);
    let place = ("/act/nonconformities", May::EditPlan);
    when(at.open_nonconformities > 0, Stage::Act, title, labels::OPEN_NONCONFORMITIES_TEXT, place);
    let title = labels::due_effects(at.due_effects);
    let effects = ("/evaluate/effects", May::EvaluateEffects);
    when(at.due_effects > 0, Stage::Evaluate, title, labels::DUE_EFFECTS_TEXT, effects);
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
            inspections: Waiting { to_sign: 1, undecided: 1 },
            overdue_items: 1,
            open_proposals: 2,
            due_effects: 1,
            ..Standing::default()
        };
        let expected = [
            Stage::Plan,
            Stage::Plan,
            Stage::Analyse,
            Stage::Analyse,
            Stage::Decide,
            Stage::Decide,
            Stage::Act,
            Stage::Evaluate,
            Stage::Publish,
        ];
        assert_eq!(stages(at), expected);
        assert_eq!(stages(Standing { has_calendar: true, ..at })[0..2], [Stage::Plan, Stage::Analyse]);
        let before = Standing { unopened_year: Some(SchoolYear(2025)), ..at };
        assert_eq!(steps(&before)[0].href, "/school/years", "a year is opened before it is planned");
    }
}
