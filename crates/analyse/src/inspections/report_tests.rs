use chrono::NaiveDate;

use super::report::*;

const DONE: Progress = Progress { open_steps: 0, is_confirmed: false, has_figures: false };

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn days() -> Days {
    let [starts_on, ends_on, signed_on, today] =
        ["2025-02-03", "2025-02-14", "2025-02-17", "2025-02-18"].map(|text| text.parse().unwrap());
    Days { starts_on, ends_on, signed_on, today }
}

fn report(state: ReportState) -> Report {
    Report {
        inspection_id: 1,
        studied: String::new(),
        facts: "Факты".to_owned(),
        comparison: String::new(),
        told: Told::default(),
        causes: String::new(),
        findings: vec![Finding { id: 1, sentence: "Вывод".to_owned() }],
        recommendations: vec![Recommendation {
            id: 1,
            task: "Обсудить".to_owned(),
            responsible_staff_id: None,
            responsible: "Руководитель ШМО".to_owned(),
            due_on: Some("2025-03-01".parse().unwrap()),
        }],
        recheck_on: None,
        state,
        version: 1,
        saved_at: None,
        saved_by: String::new(),
    }
}

#[test]
fn acts_happen_in_their_turn_only() {
    use ReportState::{Annulled, Draft, Signed, Submitted};
    let of = |act: fn(&Report) -> Result<ReportState, CannotAct>| ReportState::ALL.map(|state| act(&report(state)));
    let no = |state| Err(CannotAct::OutOfTurn(state));
    assert_eq!(of(|report| report.submit(DONE)), [Ok(Submitted), no(Submitted), no(Signed), no(Annulled)]);
    assert_eq!(of(|report| report.send_back("Дополнить")), [no(Draft), Ok(Draft), no(Signed), no(Annulled)]);
    assert_eq!(of(|report| report.sign(DONE, days())), [no(Draft), Ok(Signed), no(Signed), no(Annulled)]);
    assert_eq!(of(|report| report.annul("Ошибка")), [no(Draft), no(Submitted), Ok(Annulled), no(Annulled)]);
    assert_eq!(of(Report::redraft), [no(Draft), no(Submitted), no(Signed), Ok(Draft)]);
    assert_eq!(ReportState::ALL.map(|state| report(state).editable().is_ok()), [true, false, false, false]);
    assert_eq!(report(Submitted).send_back(" "), Err(CannotAct::RemarkMissing));
    assert_eq!(report(Signed).annul(" "), Err(CannotAct::ReasonMissing));
}

/// One row per circumstance: what is missing, and what handing in and signing answer.
#[test]
fn a_report_goes_on_only_when_it_is_whole() {
    let whole = report(ReportState::Draft);
    let advice = |change: fn(&mut Recommendation)| {
        let mut report = report(ReportState::Draft);
        change(&mut report.recommendations[0]);
        report
    };
    let table = [
        (whole.clone(), DONE, None),
        (Report { facts: " ".to_owned(), ..whole.clone() }, DONE, Some(CannotAct::FactsMissing)),
        (Report { facts: " ".to_owned(), ..whole.clone() }, Progress { has_figures: true, ..DONE }, None),
        (Report { findings: vec![], ..whole.clone() }, DONE, Some(CannotAct::FindingsMissing)),
        (Report { recommendations: vec![], ..whole.clone() }, DONE, None),
        (advice(|one| one.task.clear()), DONE, Some(CannotAct::TaskMissing(1))),
        (advice(|one| one.responsible.clear()), DONE, Some(CannotAct::AddresseeMissing(1))),
        (advice(|one| one.due_on = None), DONE, Some(CannotAct::DateMissing(1))),
        (whole.clone(), Progress { open_steps: 2, ..DONE }, Some(CannotAct::StepsOpen(2))),
        (whole, Progress { open_steps: 2, is_confirmed: true, ..DONE }, None),
    ];
    for (report, progress, refusal) in table {
        assert_eq!(report.submit(progress).err(), refusal);
        assert_eq!(Report { state: ReportState::Submitted, ..report }.sign(progress, days()).err(), refusal);
    }
}

#[test]
fn the_days_of_a_signed_report_agree() {
    let whole = report(ReportState::Submitted);
    let signed = |signed_on: &str| whole.sign(DONE, Days { signed_on: day(signed_on), ..days() });
    assert_eq!(signed("2020-01-01"), Err(CannotAct::SignedEarly));
    assert_eq!(signed("2025-02-03"), Ok(ReportState::Signed));
    assert_eq!(signed("2025-02-19"), Err(CannotAct::SignedAhead));
    let mut late = whole.clone();
    late.recommendations[0].due_on = Some(day("2001-01-01"));
    late.recheck_on = Some(day("2000-01-01"));
    assert_eq!(late.doubts(days().signed_on, days().ends_on), [CannotAct::DueEarly(1), CannotAct::RecheckEarly]);
    assert_eq!(late.sign(DONE, days()), Err(CannotAct::DueEarly(1)));
    late.recommendations.clear();
    assert_eq!(late.sign(DONE, days()), Err(CannotAct::RecheckEarly));
}

/// `docs/states/inspection_report.md` draws what the code does.
#[test]
fn the_page_of_states_is_true() {
    let page = include_str!("../../../../docs/states/inspection_report.md");
    let name = |state: ReportState| format!("{state:?}");
    let drawn: Vec<&str> = page.lines().map(str::trim).filter(|line| line.contains("-->")).collect();
    let mut known = vec![format!("[*] --> {}", name(ReportState::Draft))];
    known.extend(TRANSITIONS.iter().map(|(from, act, to)| format!("{} --> {}: {act:?}", name(*from), name(*to))));
    known.extend([ReportState::Signed, ReportState::Annulled].map(|state| format!("{} --> [*]", name(state))));
    assert_eq!(drawn, known);
}
