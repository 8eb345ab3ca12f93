//! The papers of nonconformities: the protocol of one that no audit found, the plan of corrective actions with what came of
//! it.

use chrono::NaiveDate;
use documents::{Block, Cell, Column, Document, Page, Table};
use roster::setup::queries::School;
use school::ru::date_short;

use super::queries::{Action, Nonconformity, TakenStep, Verification};
use super::state::{Act, ActionKind, State};
use crate::paper::{approval, dated_line, document, found_table, head, heading, running, signature};

const CAUSE_MISSING: &str = "ещё не установлена";

/// A nonconformity with everything that was done about it.
pub(crate) struct Planned {
    pub(crate) one: Nonconformity,
    pub(crate) actions: Vec<Action>,
    pub(crate) verifications: Vec<Verification>,
    pub(crate) steps: Vec<TakenStep>,
}

/// The protocol of a nonconformity that was noticed outside an audit.
pub(crate) fn protocol(school: &School, one: &Nonconformity, found_by: &str) -> Document {
    let mut blocks =
        head(school, vec!["ПРОТОКОЛ".into(), "несоответствия, обнаруженного вне внутреннего аудита".into()]);
    blocks.push(dated_line(Some(one.number), Some(one.found_on)));
    blocks.push(Block::Table(found_table(std::slice::from_ref(one))));
    let cause = if one.root_cause.is_empty() { CAUSE_MISSING } else { &one.root_cause };
    blocks.push(running(&format!("Причина: {cause}")));
    blocks.push(signature("Обнаружил(а)", found_by));
    blocks.push(Block::Space { height: 3 });
    blocks.push(running("Ответственный за участок: согласен (согласна) / есть возражения (нужное подчеркнуть)"));
    blocks.push(signature("С протоколом ознакомлен(а)", &one.owner));
    document(school, "Протокол несоответствия", one.found_on, Page::gost().sized(12), blocks)
}

/// The plan of corrective actions: cause, action, who, until when, what is expected; whether it helped, and the closure.
pub(crate) fn corrective_plan(
    school: &School,
    after: &str,
    planned: &[Planned],
    (made_by, today): (&str, NaiveDate),
) -> Document {
    let mut blocks = vec![approval(school)];
    blocks.extend(head(school, vec!["ПЛАН КОРРЕКТИРУЮЩИХ МЕРОПРИЯТИЙ".into(), after.into()]));
    if planned.is_empty() {
        blocks.push(running("Несоответствий не выявлено, корректирующие мероприятия не требуются."));
    } else {
        blocks.push(Block::Table(actions_table(planned)));
    }
    if planned.iter().any(|one| !one.verifications.is_empty()) {
        blocks.push(heading("Оценка результативности и закрытие"));
        blocks.push(Block::Table(verifications_table(planned)));
    }
    blocks.push(Block::Space { height: 3 });
    blocks.push(running(&format!("Дата составления: {}.", date_short(today))));
    blocks.push(signature("План составил(а)", made_by));
    let mut owners: Vec<&str> = Vec::new();
    for one in planned {
        if !owners.contains(&one.one.owner.as_str()) {
            owners.push(&one.one.owner);
        }
    }
    blocks.extend(owners.into_iter().map(|owner| signature("Ответственный за участок", owner)));
    document(school, "План корректирующих мероприятий", today, Page::gost().sized(12).landscape(), blocks)
}

fn actions_table(planned: &[Planned]) -> Table {
    let columns = [3, 6, 4, 3, 5, 3].map(Column::words).to_vec();
    let names = ["Вид действия", "Что сделать", "Ответственный", "Срок", "Ожидаемый результат", "Исполнение"];
    let mut table = Table::new(columns, &names);
    for Planned { one, actions, .. } in planned {
        let cause = if one.root_cause.is_empty() { CAUSE_MISSING } else { &one.root_cause };
        let words = format!("№ {}. {}\nПричина: {cause}", one.number, one.statement);
        table.rows.push(vec![Cell::new(words).across(6).strong()]);
        for action in actions {
            let done = action.fulfilled_on.map(|day| format!("исполнено {}", date_short(day))).unwrap_or_default();
            table.row([
                ActionKind::from_code(&action.kind).map_or("", ActionKind::label).to_owned(),
                action.task.clone(),
                action.responsible.clone(),
                date_short(action.due_on),
                action.expected.clone(),
                done,
            ]);
        }
        if actions.is_empty() {
            table.rows.push(vec![Cell::new("Действия ещё не запланированы.").across(6).faint()]);
        }
    }
    table
}

fn verifications_table(planned: &[Planned]) -> Table {
    let columns = [2, 3, 8, 4, 5].map(Column::words).to_vec();
    let names = ["№", "День оценки", "Что показывает, помогло ли", "Вывод", "Кто оценил"];
    let mut table = Table::new(columns, &names);
    for Planned { one, verifications, steps, .. } in planned {
        for said in verifications.iter().rev() {
            table.row([
                one.number.to_string(),
                date_short(said.verified_on),
                said.evidence.clone(),
                if said.is_effective { "результативно" } else { "не результативно" }.to_owned(),
                said.verified_by.clone(),
            ]);
        }
        let closed = steps.iter().find(|step| step.act == Act::Close.code()).filter(|_| one.state() == State::Closed);
        if let Some(closed) = closed {
            let day = date_short(closed.made_at.date_naive());
            let words = format!("№ {}: несоответствие закрыто {day}, {}", one.number, closed.made_by);
            table.rows.push(vec![Cell::new(words).across(5)]);
        }
    }
    table
}
