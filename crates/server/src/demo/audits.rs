//! Internal audits of the year: one that is over, with a nonconformity that was closed; one with a nonconformity on its way;
//! one to come.

use act::action_items::queries::{NewStep, take_step as take_item_step};
use act::action_items::{Act as ItemAct, State as ItemState};
use act::audits::{self, Audit, AuditHappened, Line, Person, Verdict};
use act::nonconformities::queries::{Action, Nonconformity, Verification};
use act::nonconformities::{self as found, ActionKind, NonconformityHappened};
use chrono::NaiveDate;
use decide::action_items::{NewItem, Source, artefact, open};
use ledger::Change;
use roster::staff::queries::StaffMember;
use school::SchoolYear;
use store::new_id;

use super::actions::Told;
use super::day;
use super::story::{Story, later};
use crate::trouble::Trouble;

/// Requirement, source, question.
const LINES: [[&str; 3]; 4] = [
    ["Действует положение о ВСОКО", "273-ФЗ, ст. 28, ч. 3, п. 13", "Есть ли положение, выполняется ли план?"],
    [
        "Работы проверяют и выставляют в журнал в срок",
        "Положение о текущем контроле",
        "За сколько дней проверены работы?",
    ],
    [
        "Результаты учитываются индивидуально",
        "273-ФЗ, ст. 28, ч. 3, п. 11",
        "Можно ли найти результаты ученика за три года?",
    ],
    ["С результатами знакомят родителей", "Положение о ВСОКО", "Как и когда знакомят?"],
];
const CRITERIA: &str = "Положение о ВСОКО; положение о текущем контроле и промежуточной аттестации";

/// What was wrong, and what was done about it.
struct Wrong<'w> {
    evidence: &'w str,
    note: &'w str,
    whys: [&'w str; 3],
    root_cause: &'w str,
    action: &'w str,
    expected: &'w str,
}

const LATE_MARKS: Wrong<'_> = Wrong {
    evidence: "Журнал 8Б: четыре работы из двенадцати",
    note: "Отметки выставлены через 8–12 дней вместо трёх",
    whys: [
        "Учителя не успевают проверить работы",
        "Работы по трём предметам прошли за четыре дня",
        "График работ каждый составляет сам",
    ],
    root_cause: "Проверочные работы разных предметов назначены на одну неделю: нет общего графика",
    action: "Составить общий график проверочных работ 8-х классов",
    expected: "За четверть не больше одной работы позже срока",
};
const UNTOLD_PARENTS: Wrong<'_> = Wrong {
    evidence: "Протоколы родительских собраний 5-х классов",
    note: "С результатами входных работ родителей двух классов не познакомили",
    whys: [
        "Собрания прошли до того, как работы проверили",
        "Сроки собраний и работ не согласованы",
        "В циклограмме нет строки о родителях",
    ],
    root_cause: "Сроки работ и родительских собраний планируют отдельно",
    action: "Внести в циклограмму ознакомление родителей с результатами входных работ",
    expected: "С результатами знакомят не позже двух недель после работы",
};

pub(super) async fn tell(story: &Story<'_>) -> Result<(), Trouble> {
    let year = story.size.newest;
    let first = audit(story, "Оценивание в 8-х классах", "Учитель математики", (year, day(year + 1, 2, 2)));
    let wrong = concluded(story, &first, &LATE_MARKS, 1).await?;
    correct(story, &wrong, &LATE_MARKS, day(year + 1, 2, 9)).await?;
    verify(story, &wrong, day(year + 1, 5, 20)).await?;
    let second = audit(
        story,
        "Информирование родителей",
        "Заместитель директора по воспитательной",
        (year, day(year + 1, 4, 13)),
    );
    let wrong = concluded(story, &second, &UNTOLD_PARENTS, 3).await?;
    correct(story, &wrong, &UNTOLD_PARENTS, day(year + 1, 4, 24)).await?;
    let soon = later(Story::ago(0), 20);
    let third =
        audit(story, "Самообследование", "Заместитель директора по УВР", (SchoolYear::containing(soon).0, soon));
    planned(story, &third, Story::ago(10)).await
}

fn person(member: &StaffMember) -> Person {
    Person { staff_id: member.id, name: member.with_position() }
}

fn audit(story: &Story<'_>, object: &str, owner: &str, (school_year, starts_on): (i64, NaiveDate)) -> Audit {
    Audit {
        id: new_id(),
        school_year,
        object: object.to_owned(),
        owner: person(story.who(owner)),
        criteria: CRITERIA.to_owned(),
        starts_on,
        ends_on: later(starts_on, 4),
        auditors: vec![person(story.methodist()), person(story.who("Учитель физики"))],
        version: 0,
        conclusion: None,
    }
}

async fn planned(story: &Story<'_>, audit: &Audit, on: NaiveDate) -> Result<(), Trouble> {
    let mut change = story.on(on, story.principal()).await?;
    audits::plan(&mut change, audit).await?;
    let sentence = format!("В программу внутренних аудитов внесён аудит «{}»", audit.object);
    change.commit(&AuditHappened { id: audit.id, kind: "audit.planned", sentence }).await?;
    Ok(())
}

/// Planned in September, carried out on its days; one of the lines was not met.
async fn concluded(
    story: &Story<'_>,
    audit: &Audit,
    wrong: &Wrong<'_>,
    unmet: usize,
) -> Result<Nonconformity, Trouble> {
    planned(story, audit, day(audit.school_year, 9, 10)).await?;
    let mut change = story.on(audit.ends_on, story.methodist()).await?;
    audits::queries::add_lines(&mut change, audit.id, &LINES.map(|line| line.map(str::to_owned))).await?;
    let mut kept = audits::queries::lines(&mut change, audit.id).await?;
    for (place, line) in kept.iter_mut().enumerate() {
        let verdict = if place == unmet { Verdict::Minor } else { Verdict::Conform };
        line.result = Some(verdict.code().to_owned());
        line.evidence =
            if place == unmet { wrong.evidence } else { "Документы и записи просмотрены" }.to_owned();
        line.note = if place == unmet { wrong.note } else { "" }.to_owned();
        audits::queries::save_line(&mut change, line).await?;
    }
    let line = kept.get(unmet).ok_or_else(|| Trouble::failure(wrong.note.to_owned()))?;
    let one = nonconformity(&mut change, (audit, line), wrong).await?;
    audits::queries::conclude(&mut change, audit, "Требования в основном выполняются; найдено одно несоответствие.")
        .await?;
    change.describe(audits::artefact(audit.id), (&audit.object, "завершён"), Some(audit.starts_on)).await?;
    let sentence = format!("Аудит «{}» завершён", audit.object);
    change.commit(&AuditHappened { id: audit.id, kind: "audit.concluded", sentence }).await?;
    Ok(one)
}

async fn nonconformity(
    change: &mut Change,
    (audit, line): (&Audit, &Line),
    wrong: &Wrong<'_>,
) -> Result<Nonconformity, Trouble> {
    let one = Nonconformity {
        id: new_id(),
        school_year: audit.school_year,
        number: found::queries::next_number(change, audit.school_year).await?,
        audit_id: Some(audit.id),
        audit_line_id: Some(line.id),
        severity: Verdict::Minor.code().to_owned(),
        statement: line.note.clone(),
        requirement: format!("{} — {}", line.requirement, line.source),
        evidence: line.evidence.clone(),
        owner_staff_id: audit.owner.staff_id,
        owner: audit.owner.name.clone(),
        found_on: change.today(),
        root_cause: wrong.root_cause.to_owned(),
        state_code: found::State::Open.code().to_owned(),
        version: 0,
    };
    found::open(change, &one).await?;
    change.link(audits::artefact(audit.id), found::artefact(one.id), "found").await?;
    change.say(&NonconformityHappened::opened(&one)).await?;
    Ok(one)
}

/// The cause is found and an action given to the owner of the process.
async fn correct(story: &Story<'_>, one: &Nonconformity, wrong: &Wrong<'_>, on: NaiveDate) -> Result<(), Trouble> {
    let mut change = story.on(on, story.deputy()).await?;
    let whys: Vec<(i64, String)> = (1..).zip(wrong.whys.map(str::to_owned)).collect();
    let causes = [("methods", wrong.root_cause.to_owned())];
    found::queries::save_analysis(&mut change, one.id, &whys, &causes).await?;
    let cause = (found::Act::FindCause, found::State::CauseFound);
    found::queries::take_step(&mut change, one.id, 0, cause, wrong.root_cause).await?;
    let source = Source {
        artefact: found::artefact(one.id),
        title: format!("Несоответствие № {}", one.number),
        school_year: one.school_year,
        opened_on: on,
    };
    let item = NewItem {
        place: 1,
        task: wrong.action.to_owned(),
        responsible_staff_id: Some(one.owner_staff_id),
        responsible: one.owner.clone(),
        due_on: Some(later(on, 45)),
    };
    let ids = open(&mut change, &source, &[item]).await?;
    let action = Action {
        id: new_id(),
        nonconformity_id: one.id,
        place: 1,
        kind: ActionKind::Corrective.code().to_owned(),
        task: wrong.action.to_owned(),
        responsible_staff_id: one.owner_staff_id,
        responsible: one.owner.clone(),
        due_on: later(on, 45),
        expected: wrong.expected.to_owned(),
        item_id: ids[0],
        fulfilled_on: None,
        evidence: None,
    };
    found::queries::add_action(&mut change, &action).await?;
    let planned = (found::Act::Plan, found::State::Planned);
    found::queries::take_step(&mut change, one.id, 1, planned, "").await?;
    say(change, one, found::State::Planned, "По несоответствию назначены действия").await
}

/// The action is done, somebody else sees that it helped, and the matter is closed.
async fn verify(story: &Story<'_>, one: &Nonconformity, on: NaiveDate) -> Result<(), Trouble> {
    let mut change = story.on(on, story.principal()).await?;
    for action in found::queries::actions(&mut change, one.id).await? {
        let step = NewStep {
            act: ItemAct::Confirm,
            state: ItemState::Done,
            remark: "График составлен и размещён в журнале",
            bulk_id: None,
            evidence: "График проверочных работ",
        };
        take_item_step(&mut change, action.item_id, 0, step).await?;
        let state = ItemState::Done.label();
        change.describe(artefact(action.item_id), (&action.task, state), Some(action.due_on)).await?;
    }
    let finish = (found::Act::Finish, found::State::Done);
    found::queries::take_step(&mut change, one.id, 2, finish, "").await?;
    let said = Verification {
        verified_on: on,
        evidence: "Журнал 8Б за четвёртую четверть: все двенадцать работ проверены в срок".to_owned(),
        is_effective: true,
        verified_by: story.principal().name().with_initials(),
    };
    found::queries::add_verification(&mut change, one.id, &said, Some(story.principal().id)).await?;
    found::queries::take_step(&mut change, one.id, 3, (found::Act::Verify, found::State::Verified), "").await?;
    let close = (found::Act::Close, found::State::Closed);
    found::queries::take_step(&mut change, one.id, 4, close, "Действие помогло").await?;
    say(change, one, found::State::Closed, "Несоответствие закрыто: действие помогло").await
}

async fn say(
    mut change: Change,
    one: &Nonconformity,
    state: found::State,
    sentence: &'static str,
) -> Result<(), Trouble> {
    let title = format!("№ {}: {}", one.number, one.statement);
    change.describe(found::artefact(one.id), (&title, state.label()), Some(one.found_on)).await?;
    change.commit(&Told { subject: found::artefact(one.id), sentence }).await?;
    Ok(())
}
