//! The chapter of inspections for an invented school: cards, and inspections in different states.

use chrono::{Duration, NaiveDate};
use ledger::Change;
use plan::calendar::queries::procedures;
use plan::calendar::{Procedure, ProcedureKind};
use plan::cards::{self, Card, typical_cards};
use roster::classes::queries::class_groups;
use roster::staff::queries::{StaffMember, staff};
use store::new_id;
use web::Failure;

use super::acts::conclude;
use super::form::begin;
use super::happenings::InspectionHappened;
use super::inspection::{Duty, Inspection, Member};
use super::queries::{self, Signature};
use super::report::{Finding, Recommendation, Report, ReportState};
use super::{labels, report_form};
use crate::engine;
use crate::problem_zones::{self, ZoneFilter};

/// Tells the chapter in the school year `year` and commits it: one report signed, one handed in, one inspection that goes
/// on. A school without people gets none.
///
/// # Errors
/// When figures cannot be computed or the database refuses.
pub async fn chapter(mut change: Change, year: i64) -> Result<(), Failure> {
    let people: Vec<StaffMember> =
        staff(&mut change).await?.into_iter().filter(|member| member.left_on.is_none()).collect();
    let Some(cast) = Cast::of(&people) else { return Ok(()) };
    let mut kept = Vec::new();
    for typical in typical_cards() {
        let card = typical.own(new_id());
        cards::queries::save_card(&mut change, &card).await?;
        change.describe(cards::artefact(card.id), (&card.name, card.kind.label()), None).await?;
        change.say(&cards::CardHappened::saved(&card)).await?;
        kept.push(card);
    }
    let [objectivity, class_focused, _, term_results] = kept.as_slice() else { return Ok(()) };
    let group = |expert: &StaffMember| {
        let member = |one: &StaffMember, duty| Member { staff_id: one.id, duty };
        vec![member(cast.lead, Duty::Lead), member(expert, Duty::Expert)]
    };
    signed(&mut change, (objectivity, year), group(cast.expert), &cast).await?;
    handed_in(&mut change, (term_results, year), (group(cast.expert), cast.teacher)).await?;
    let mut going = Inspection::of_card(class_focused, (new_id(), year), day(year, 5, 19));
    going.coverage.classes = classes(&mut change, (year, 7)).await?.into_iter().take(1).collect();
    going.members = group(cast.expert);
    begin(&mut change, &going, &[]).await?;
    tick(&mut change, &going, 2).await?;
    change.commit(&InspectionHappened::started(&going)).await?;
    Ok(())
}

/// Who plays which part, by position.
struct Cast<'a> {
    /// leads the group
    lead: &'a StaffMember,
    /// is its expert
    expert: &'a StaffMember,
    /// signs the report
    head: &'a StaffMember,
    /// is advised
    teacher: &'a StaffMember,
}

impl<'a> Cast<'a> {
    fn of(people: &'a [StaffMember]) -> Option<Self> {
        let mut free: Vec<&StaffMember> = people.iter().collect();
        let mut pick = |positions: &[&str]| {
            let fits = |word: &&str| free.iter().position(|one| one.position.to_lowercase().starts_with(word));
            let place = positions.iter().find_map(fits).unwrap_or(0);
            (place < free.len()).then(|| free.remove(place))
        };
        let (lead, head) = (pick(&["заместитель директора"])?, pick(&["директор"])?);
        Some(Cast {
            lead, head, expert: pick(&["методист", "руководитель", "учитель"])?, teacher: pick(&["учитель"])?
        })
    }
}

/// The procedure of the cyclogram that an inspection carries out: one that looks at the same indicators, if there is one.
async fn planned(change: &mut Change, year: i64, card: &Card) -> Result<Option<i64>, Failure> {
    let known = procedures(change, year).await?;
    let inspections: Vec<&Procedure> = known.iter().filter(|one| one.kind == ProcedureKind::Inspection).collect();
    let looks_at = |one: &&&Procedure| card.indicators.iter().any(|indicator| one.indicators.contains(&indicator.code));
    Ok(inspections.iter().find(looks_at).or(inspections.first()).map(|one| one.id))
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
async fn written(
    change: &mut Change,
    one: &Inspection,
    (to, signed_on): (&StaffMember, NaiveDate),
) -> Result<Report, Failure> {
    let now = change.now();
    let kept = queries::report(change, one.id).await?.unwrap_or_else(|| Report::empty(one.id));
    let finding = |sentence: &&str| Finding { id: 0, sentence: (*sentence).to_owned() };
    let report = Report {
        causes: CAUSES.to_owned(),
        findings: FINDINGS.iter().map(finding).collect(),
        recommendations: vec![
            advice(ADVICE[0], Some(to), signed_on + Duration::days(30)),
            advice(ADVICE[1], None, signed_on + Duration::days(75)),
        ],
        recheck_on: Some(one.ends_on + Duration::days(one.recheck_days.unwrap_or(90))),
        saved_at: Some(now),
        saved_by: change.actor().name.clone(),
        ..report_form::begun(one, kept)
    };
    queries::save_report(change, &report).await?;
    tick(change, one, one.steps.len()).await?;
    Ok(report)
}

fn advice(task: &str, to: Option<&StaffMember>, due_on: NaiveDate) -> Recommendation {
    Recommendation {
        id: 0,
        task: task.to_owned(),
        responsible_staff_id: to.map(|member| member.id),
        responsible: to.map_or_else(|| ASSOCIATIONS.to_owned(), StaffMember::with_position),
        due_on: Some(due_on),
    }
}

/// Signed on the day of its figures: a report does not know what came later.
async fn signed(
    change: &mut Change,
    (card, year): (&Card, i64),
    members: Vec<Member>,
    cast: &Cast<'_>,
) -> Result<(), Failure> {
    let zones = problem_zones::zones(change, &access::Scope::whole_school(), year, &ZoneFilter::default()).await?;
    let studied: Vec<i64> = zones.iter().skip(1).take(1).map(|zone| zone.id).collect();
    let signed_on = engine::usual_date(year, change.today());
    let starts_on = day(year, 4, 21).min(signed_on - Duration::days(24));
    let procedure_id = planned(change, year, card).await?;
    let mut one = Inspection { members, procedure_id, ..Inspection::of_card(card, (new_id(), year), starts_on) };
    one.coverage.classes = classes(change, (year, 5)).await?;
    begin(change, &one, &studied).await?;
    change.say(&InspectionHappened::started(&one)).await?;
    let report = written(change, &one, (cast.teacher, signed_on)).await?;
    queries::set_state(change, one.id, ReportState::Submitted, "").await?;
    let post = labels::capital(&cast.head.position);
    let signature = Signature { signed_on, post, signatory: cast.head.name().initials_first() };
    conclude(change, &one, &report, &signature).await?;
    queries::acquaint(change, one.id, cast.expert.id).await?;
    queries::acknowledge(change, one.id, cast.teacher.id).await?;
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
    let today = change.today();
    written(change, &one, (to, today)).await?;
    queries::set_state(change, one.id, ReportState::Submitted, "").await?;
    super::form::describe(change, &one, ReportState::Submitted).await?;
    change.say(&InspectionHappened::report(&one, "inspection_report.submitted", labels::SUBMITTED_SENTENCE)).await?;
    Ok(())
}

const ASSOCIATIONS: &str = "Руководители методических объединений";
const CAUSES: &str = "Критерии оценивания в рабочих программах описаны кратко, учителя понимают их по-разному.\nЗадания повышенного уровня редко встречаются в текущих работах.";
const FINDINGS: [&str; 2] = [
    "Отметки журнала в основном согласуются с результатами внешней оценки; расхождения нужно разобрать по отдельным работам",
    "Учителям нужны общие критерии оценивания и примеры работ на каждую отметку",
];
const ADVICE: [&str; 2] = [
    "Подготовить для методического объединения подборку критериев и образцов работ",
    "Обсудить единые критерии оценивания на заседаниях методических объединений",
];
