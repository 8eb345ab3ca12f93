//! What became of decisions: action items in every state, audits of the year, a nonconformity on its way.

use act::action_items::queries::{NewEvidence, NewStep, add_evidence, add_note, postpone, take_step};
use act::action_items::{Act, State};
use act::audits::{self, Audit, AuditHappened, Person, Verdict};
use act::nonconformities::queries::{Action, Nonconformity};
use act::nonconformities::{self as found, ActionKind, NonconformityHappened};
use chrono::{Days, NaiveDate};
use decide::action_items::{NewItem, Source, artefact, open};
use decide::orders;
use ledger::{Artefact, Change, Happening};
use roster::staff::queries::{StaffMember, staff};
use store::{Store, new_id};

use super::load::begin;
use crate::trouble::Trouble;

/// What the order asks for: task, number of the person in the staff list, days until it is due, how far it is.
const TASKS: [(&str, usize, i64, State); 8] = [
    ("Посетить уроки в 8-х классах и обсудить их с учителями", 2, 5, State::UnderReview),
    ("Подготовить справку о причинах снижения результатов", 3, -6, State::InProgress),
    ("Провести консультации для учащихся группы риска", 4, 1, State::InProgress),
    ("Согласовать график проверочных работ", 5, 12, State::New),
    ("Пересмотреть критерии оценивания на заседании ШМО", 6, -2, State::UnderReview),
    ("Познакомить родителей с планом помощи", 7, 20, State::New),
    ("Составить индивидуальные маршруты", 8, -15, State::Done),
    ("Провести повторную диагностику", 2, 40, State::New),
];

struct Told {
    subject: Artefact,
    sentence: String,
}

impl Happening for Told {
    fn kind(&self) -> &'static str {
        "demo.acted"
    }
    fn subject(&self) -> Artefact {
        self.subject
    }
    fn sentence(&self) -> String {
        self.sentence.clone()
    }
}

/// The whole chapter.
pub(super) async fn act(store: &Store, year: i64) -> Result<(), Trouble> {
    let people: Vec<Person> = staff(&mut store.clone()).await?.iter().map(person).collect();
    let Some(order) =
        orders::queries::orders(&mut store.clone(), year).await?.into_iter().find(|one| one.number.is_some())
    else {
        return Ok(());
    };
    if people.len() < 10 {
        return Ok(());
    }
    items(store, year, &order, &people).await?;
    audits_of_year(store, year, &people).await
}

fn person(member: &StaffMember) -> Person {
    Person { staff_id: member.id, name: format!("{}, {}", member.name().with_initials(), member.position) }
}

fn shifted(today: NaiveDate, days: i64) -> NaiveDate {
    today.checked_add_signed(chrono::Duration::days(days)).unwrap_or(today)
}

async fn items(store: &Store, year: i64, order: &orders::queries::OrderLine, people: &[Person]) -> Result<(), Trouble> {
    let mut change = begin(store).await?;
    let today = change.today();
    let source = Source {
        artefact: orders::artefact(order.id),
        title: format!("Приказ № {}", order.number.as_deref().unwrap_or_default()),
        school_year: year,
        opened_on: today.checked_sub_days(Days::new(30)).unwrap_or(today),
    };
    let item = |(place, (task, who, days, _)): (i64, &(&str, usize, i64, State))| NewItem {
        place,
        task: (*task).to_owned(),
        responsible_staff_id: Some(people[*who].staff_id),
        responsible: people[*who].name.clone(),
        due_on: Some(shifted(today, *days)),
    };
    let asked: Vec<NewItem> = (1..).zip(&TASKS).map(item).collect();
    let ids = open(&mut change, &source, &asked).await?;
    for (id, (task, _, days, state)) in ids.iter().zip(TASKS) {
        walk(&mut change, *id, state).await?;
        change.describe(artefact(*id), (task, state.label()), Some(shifted(today, days))).await?;
    }
    add_note(&mut change, ids[1], "Опрошены семь учителей из девяти; двое на курсах до конца недели").await?;
    let due = shifted(today, -6);
    postpone(&mut change, ids[1], (Some(shifted(today, -16)), due), "Карантин в 8Б").await?;
    let evidence = NewEvidence {
        words: "Листы посещения уроков, 6 шт.".to_owned(),
        link: String::new(),
        file: None,
        effective_on: shifted(today, -4),
    };
    add_evidence(&mut change, ids[0], &evidence).await?;
    let sentence = "Поручения по приказу розданы и частично исполнены".to_owned();
    change.commit(&Told { subject: orders::artefact(order.id), sentence }).await?;
    Ok(())
}

/// Takes the steps to a state.
async fn walk(change: &mut Change, id: i64, to: State) -> Result<(), Trouble> {
    let steps: &[(Act, State, &str)] = match to {
        State::New => &[],
        State::InProgress => &[(Act::Begin, State::InProgress, "")],
        State::UnderReview => {
            &[(Act::Begin, State::InProgress, ""), (Act::Submit, State::UnderReview, "Сделано, итоги в справке")]
        }
        State::Done => &[
            (Act::Begin, State::InProgress, ""),
            (Act::Submit, State::UnderReview, "Маршруты составлены для 11 учащихся"),
            (Act::Accept, State::Done, ""),
        ],
    };
    for (version, (act, state, remark)) in (0..).zip(steps.iter().copied()) {
        let step = NewStep { act, state, remark, bulk_id: None, evidence: "Маршруты на 11 учащихся" };
        take_step(change, id, version, step).await?;
    }
    Ok(())
}

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

async fn audits_of_year(store: &Store, year: i64, people: &[Person]) -> Result<(), Trouble> {
    let mut change = begin(store).await?;
    let today = change.today();
    let audit = |object: &str, owner: usize, lead: usize, from: i64| Audit {
        id: new_id(),
        school_year: year,
        object: object.to_owned(),
        owner: people[owner].clone(),
        criteria: "Положение о ВСОКО; положение о текущем контроле и промежуточной аттестации".to_owned(),
        starts_on: shifted(today, from),
        ends_on: shifted(today, from + 4),
        auditors: vec![people[lead].clone(), people[lead + 1].clone()],
        version: 0,
        conclusion: None,
    };
    let first = audit("Оценивание в 8-х классах", 4, 6, -25);
    for one in [&first, &audit("Ведение электронного журнала", 5, 7, 3), &audit("Самообследование", 6, 2, 30)]
    {
        audits::plan(&mut change, one).await?;
        let sentence = format!("В программу внутренних аудитов внесён аудит «{}»", one.object);
        change.say(&AuditHappened { id: one.id, kind: "audit.planned", sentence }).await?;
    }
    let lines = LINES.map(|line| line.map(str::to_owned));
    audits::queries::add_lines(&mut change, first.id, &lines).await?;
    let mut wrong = None;
    for (place, mut line) in (0..).zip(audits::queries::lines(&mut change, first.id).await?) {
        let verdict = if place == 1 { Verdict::Minor } else { Verdict::Conform };
        line.result = Some(verdict.code().to_owned());
        line.evidence = "Документы и записи в журналах просмотрены".to_owned();
        if verdict.is_finding() {
            line.evidence = "Журнал 8Б: четыре работы из двенадцати".to_owned();
            line.note = "Отметки выставлены через 8–12 дней вместо трёх".to_owned();
            wrong = Some(line.clone());
        }
        audits::queries::save_line(&mut change, &line).await?;
    }
    if let Some(line) = wrong {
        nonconformity(&mut change, &first, &line, people).await?;
    }
    let sentence = "Программа внутренних аудитов составлена, первый аудит идёт".to_owned();
    change.commit(&Told { subject: audits::artefact(first.id), sentence }).await?;
    Ok(())
}

/// A corrective action, opened as an action item.
async fn plan_action(change: &mut Change, one: &Nonconformity, doer: &Person) -> Result<(), Trouble> {
    let today = change.today();
    let source = Source {
        artefact: found::artefact(one.id),
        title: format!("Несоответствие № {}", one.number),
        school_year: one.school_year,
        opened_on: shifted(today, -20),
    };
    let task = "Составить общий график проверочных работ 8-х классов";
    let item = NewItem {
        place: 1,
        task: task.to_owned(),
        responsible_staff_id: Some(doer.staff_id),
        responsible: doer.name.clone(),
        due_on: Some(shifted(today, 6)),
    };
    let ids = open(change, &source, &[item]).await?;
    let action = Action {
        id: new_id(),
        nonconformity_id: one.id,
        place: 1,
        kind: ActionKind::Corrective.code().to_owned(),
        task: task.to_owned(),
        responsible_staff_id: doer.staff_id,
        responsible: doer.name.clone(),
        due_on: shifted(today, 6),
        expected: "За четверть не больше одной работы позже срока".to_owned(),
        item_id: ids[0],
        fulfilled_on: None,
        evidence: None,
    };
    found::queries::add_action(change, &action).await?;
    found::queries::take_step(change, one.id, 1, (found::Act::Plan, found::State::Planned), "").await?;
    Ok(())
}

async fn nonconformity(
    change: &mut Change,
    audit: &Audit,
    line: &audits::Line,
    people: &[Person],
) -> Result<(), Trouble> {
    let today = change.today();
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
        found_on: shifted(today, -22),
        root_cause: "Проверочные работы разных предметов назначены на одну неделю: нет общего графика".to_owned(),
        state_code: found::State::Open.code().to_owned(),
        version: 0,
    };
    found::open(change, &one).await?;
    change.link(audits::artefact(audit.id), found::artefact(one.id), "found").await?;
    let whys = [
        (1, "Учителя не успевают проверить работы".to_owned()),
        (2, "Работы по трём предметам прошли за четыре дня".to_owned()),
        (3, "График работ каждый составляет сам".to_owned()),
    ];
    let causes =
        [("methods", "Общего графика нет".to_owned()), ("information", "О работах узнают накануне".to_owned())];
    found::queries::save_analysis(change, one.id, &whys, &causes).await?;
    let cause = (found::Act::FindCause, found::State::CauseFound);
    found::queries::take_step(change, one.id, 0, cause, &one.root_cause).await?;
    plan_action(change, &one, &people[5]).await?;
    let title = format!("№ {}: {}", one.number, one.statement);
    let state = found::State::Planned.label();
    change.describe(found::artefact(one.id), (&title, state), Some(one.found_on)).await?;
    change.say(&NonconformityHappened::opened(&one)).await?;
    Ok(())
}
