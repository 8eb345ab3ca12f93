//! An order of these weeks about what the summer showed; what it asks for stands in every state.

use act::action_items::queries::{NewEvidence, NewStep, add_evidence, add_note, postpone, take_step};
use act::action_items::{Act, State};
use analyse::problem_zones::{self, ZoneFilter, ZoneState};
use chrono::NaiveDate;
use decide::action_items::artefact;
use decide::orders;
use ledger::{Artefact, Change, Happening};

use super::decision::{Task, sign_order};
use super::story::Story;
use crate::trouble::Trouble;

const HEADING: &str = "О мерах по итогам анализа результатов учебного года";
/// So many days ago the order was signed.
const SIGNED: i64 = 30;

/// What is asked: task, position of whoever answers, days from the signature until it is due, how far it is.
const TASKS: [(&str, &str, u64, State); 8] = [
    ("Посетить уроки и обсудить их с учителями", "Заместитель директора по УВР", 35, State::UnderReview),
    (
        "Подготовить справку о причинах снижения результатов",
        "Заместитель директора по методической",
        24,
        State::InProgress,
    ),
    ("Провести консультации для учащихся группы риска", "Учитель русского языка", 31, State::InProgress),
    ("Согласовать график проверочных работ", "Учитель биологии", 42, State::New),
    ("Пересмотреть критерии оценивания на заседании ШМО", "Учитель математики", 28, State::UnderReview),
    ("Познакомить родителей с планом помощи", "Заместитель директора по воспитательной", 50, State::New),
    ("Составить индивидуальные маршруты", "Педагог-психолог", 15, State::Done),
    ("Провести повторную диагностику", "Заместитель директора по УВР", 70, State::New),
];

/// Something that the demo says about itself.
pub(super) struct Told {
    pub(super) subject: Artefact,
    pub(super) sentence: &'static str,
}

impl Happening for Told {
    fn kind(&self) -> &'static str {
        "demo.acted"
    }
    fn subject(&self) -> Artefact {
        self.subject
    }
    fn sentence(&self) -> String {
        self.sentence.to_owned()
    }
}

/// The whole chapter.
pub(super) async fn act(story: &Story<'_>) -> Result<(), Trouble> {
    let mut change = story.on(Story::ago(SIGNED), story.principal()).await?;
    let scope = access::Scope::whole_school();
    let new = ZoneFilter { state: Some(ZoneState::New), ..ZoneFilter::default() };
    let zones = problem_zones::zones(&mut change, &scope, story.size.newest, &new).await?;
    let Some(zone) = zones.first() else { return Ok(()) };
    let task = |(words, position, days, _): &(&'static str, &str, u64, State)| Task {
        words,
        answers: story.who(position),
        days: *days,
    };
    let tasks: Vec<Task<'_>> = TASKS.iter().map(task).collect();
    let (order, _) = sign_order(&mut change, story, (zone, HEADING), &tasks).await?;
    let subject = orders::artefact(order.id);
    let mut ids: Vec<i64> = ledger::links_from(&mut change, subject)
        .await?
        .into_iter()
        .filter(|link| link.to_kind == decide::action_items::KIND)
        .map(|link| link.to_id)
        .collect();
    ids.sort_unstable();
    change.commit(&Told { subject, sentence: "Поручения по приказу розданы" }).await?;
    carry_out(story, &ids, &order.clauses.iter().map(|clause| clause.due_on).collect::<Vec<_>>()).await
}

/// Two weeks later some of it is done.
async fn carry_out(story: &Story<'_>, ids: &[i64], due: &[Option<NaiveDate>]) -> Result<(), Trouble> {
    let mut change = story.on(Story::ago(SIGNED - 14), story.deputy()).await?;
    for ((id, due_on), (task, .., state)) in ids.iter().zip(due).zip(TASKS) {
        walk(&mut change, *id, state).await?;
        change.describe(artefact(*id), (task, state.label()), *due_on).await?;
    }
    if let (Some(late), Some(Some(due_on))) = (ids.get(1), due.get(1)) {
        add_note(&mut change, *late, "Опрошены семь учителей из девяти; двое на курсах до конца недели").await?;
        let first = due_on.checked_sub_days(chrono::Days::new(7));
        postpone(&mut change, *late, (first, *due_on), "Карантин в 8Б").await?;
    }
    if let Some(shown) = ids.first() {
        let evidence = NewEvidence {
            words: "Листы посещения уроков, 6 шт.".to_owned(),
            link: String::new(),
            file: None,
            effective_on: change.today(),
        };
        add_evidence(&mut change, *shown, &evidence).await?;
    }
    let subject = artefact(ids.first().copied().unwrap_or_default());
    change.commit(&Told { subject, sentence: "Часть поручений исполнена" }).await?;
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
