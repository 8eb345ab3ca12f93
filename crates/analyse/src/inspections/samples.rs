//! The chapter of inspections for an invented school: cards, and inspections in different states.

use chrono::{Datelike, Duration, NaiveDate};
use ledger::Change;
use plan::cards::{self, Card, typical_cards};
use roster::classes::queries::class_groups;
use roster::staff::queries::{StaffMember, staff};
use store::new_id;
use web::Failure;

use super::acts::conclude;
use super::figures::{self, Desk};
use super::form::begin;
use super::happenings::InspectionHappened;
use super::inspection::{Duty, Inspection, Member};
use super::queries::{self, Signature};
use super::report::{Finding, Recommendation, Report, ReportState};
use super::{labels, report_form};
use crate::problem_zones::{self, ZoneFilter};

/// Tells the chapter in the school year `year` and commits it: one report signed, one handed in, one inspection that goes
/// on. A school without people gets none.
///
/// # Errors
/// When figures cannot be computed or the database refuses.
pub async fn chapter(mut change: Change, year: i64) -> Result<(), Failure> {
    let people: Vec<StaffMember> =
        staff(&mut change).await?.into_iter().filter(|member| member.left_on.is_none()).collect();
    let [first, second, third, ..] = people.as_slice() else { return Ok(()) };
    let mut kept = Vec::new();
    for typical in typical_cards() {
        let card = typical.own(new_id());
        cards::queries::save_card(&mut change, &card).await?;
        change.describe(cards::artefact(card.id), (&card.name, card.kind.label()), None).await?;
        change.say(&cards::CardHappened::saved(&card)).await?;
        kept.push(card);
    }
    let [objectivity, class_focused, _, term_results] = kept.as_slice() else { return Ok(()) };
    let group = |lead: &StaffMember, expert: &StaffMember| {
        vec![Member { staff_id: lead.id, duty: Duty::Lead }, Member { staff_id: expert.id, duty: Duty::Expert }]
    };
    signed(&mut change, (objectivity, year), (group(first, second), third)).await?;
    handed_in(&mut change, (term_results, year), (group(second, first), third)).await?;
    let mut going = Inspection::of_card(class_focused, (new_id(), year), day(year, 5, 19));
    going.coverage.classes = classes(&mut change, (year, 7)).await?.into_iter().take(1).collect();
    going.members = group(third, first);
    begin(&mut change, &going, &[]).await?;
    tick(&mut change, &going, 2).await?;
    change.commit(&InspectionHappened::started(&going)).await?;
    Ok(())
}

/// The names of the classes of a year group.
async fn classes(change: &mut Change, (year, year_group): (i64, i64)) -> Result<Vec<String>, Failure> {
    let known = class_groups(change, year).await?;
    Ok(known.into_iter().filter(|class| class.year_group == year_group).map(|class| class.name).collect())
}

fn day(year: i64, month: u32, number: u32) -> NaiveDate {
    let year = i32::try_from(year).unwrap_or_default();
    NaiveDate::from_ymd_opt(year + 1, month, number).unwrap_or_default()
}

/// Ticks the first steps off, each on its day.
async fn tick(change: &mut Change, one: &Inspection, count: usize) -> Result<(), Failure> {
    let everything = super::Reader { leads: true, staff_id: 0 };
    let kept = queries::inspection(change, everything, one.id).await?;
    for step in kept.iter().flat_map(|one| &one.steps).take(count) {
        queries::complete_step(change, step.id, step.due_on.unwrap_or(one.starts_on), "").await?;
    }
    Ok(())
}

/// A report with the draft that the program makes, and what people add to it.
async fn written(change: &mut Change, one: &Inspection, to: &StaffMember) -> Result<Report, Failure> {
    let (today, now) = (change.today(), change.now());
    let live = figures::live(Desk::Within(change), one, (today, now)).await?;
    let frozen: Vec<figures::Frozen> = live.iter().map(figures::Figure::freeze).collect();
    let kept = queries::report(change, one.id).await?.unwrap_or_else(|| Report::empty(one.id));
    let finding = |sentence: &&str| Finding { id: 0, sentence: (*sentence).to_owned() };
    let report = Report {
        causes: CAUSES.to_owned(),
        findings: FINDINGS.iter().map(finding).collect(),
        recommendations: vec![
            advice(ADVICE[0], Some(to), NaiveDate::from_ymd_opt(today.year(), 10, 1)),
            advice(ADVICE[1], None, NaiveDate::from_ymd_opt(today.year(), 11, 15)),
        ],
        recheck_on: Some(one.ends_on + Duration::days(one.recheck_days.unwrap_or(90))),
        saved_at: Some(now),
        saved_by: change.actor().name.clone(),
        ..report_form::suggestion(one, &kept, &frozen, Vec::new())
    };
    queries::save_report(change, &report).await?;
    tick(change, one, one.steps.len()).await?;
    Ok(report)
}

fn advice(task: &str, to: Option<&StaffMember>, due_on: Option<NaiveDate>) -> Recommendation {
    Recommendation {
        id: 0,
        task: task.to_owned(),
        responsible_staff_id: to.map(|member| member.id),
        responsible: to.map_or_else(|| ASSOCIATIONS.to_owned(), StaffMember::with_position),
        due_on,
    }
}

async fn signed(
    change: &mut Change,
    (card, year): (&Card, i64),
    (members, to): (Vec<Member>, &StaffMember),
) -> Result<(), Failure> {
    let zones = problem_zones::zones(change, &access::Scope::whole_school(), year, &ZoneFilter::default()).await?;
    let studied: Vec<i64> = zones.iter().skip(1).take(1).map(|zone| zone.id).collect();
    let mut one = Inspection { members, ..Inspection::of_card(card, (new_id(), year), day(year, 4, 21)) };
    one.coverage.classes = classes(change, (year, 5)).await?;
    begin(change, &one, &studied).await?;
    change.say(&InspectionHappened::started(&one)).await?;
    let report = written(change, &one, to).await?;
    queries::set_state(change, one.id, ReportState::Submitted, "").await?;
    let signature = Signature {
        signed_on: one.ends_on + Duration::days(3),
        post: POST.to_owned(),
        signatory: staff(change)
            .await?
            .iter()
            .find(|member| Some(member.id) == one.lead())
            .map(|member| member.name().initials_first())
            .unwrap_or_default(),
    };
    conclude(change, &one, &report, &signature).await?;
    queries::acquaint(change, one.id, one.members[1].staff_id).await?;
    queries::acknowledge(change, one.id, to.id).await?;
    change.say(&InspectionHappened::signed(&one)).await?;
    Ok(())
}

async fn handed_in(
    change: &mut Change,
    (card, year): (&Card, i64),
    (members, to): (Vec<Member>, &StaffMember),
) -> Result<(), Failure> {
    let one = Inspection { members, ..Inspection::of_card(card, (new_id(), year), day(year, 5, 26)) };
    begin(change, &one, &[]).await?;
    change.say(&InspectionHappened::started(&one)).await?;
    written(change, &one, to).await?;
    queries::set_state(change, one.id, ReportState::Submitted, "").await?;
    super::form::describe(change, &one, ReportState::Submitted).await?;
    change.say(&InspectionHappened::report(&one, "inspection_report.submitted", labels::SUBMITTED_SENTENCE)).await?;
    Ok(())
}

const POST: &str = "Заместитель директора";
const ASSOCIATIONS: &str = "Руководители методических объединений";
const CAUSES: &str = "Критерии оценивания в рабочих программах описаны кратко, учителя понимают их по-разному.\nЗадания повышенного уровня редко встречаются в текущих работах.";
const FINDINGS: [&str; 2] = [
    "В большинстве классов отметки журнала согласуются с результатами внешней оценки; расхождения сосредоточены в отдельных классах и предметах",
    "Учителям нужны общие критерии оценивания и примеры работ на каждую отметку",
];
const ADVICE: [&str; 2] = [
    "Подготовить для методического объединения подборку критериев и образцов работ",
    "Обсудить единые критерии оценивания на заседаниях методических объединений",
];
