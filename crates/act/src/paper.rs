//! The papers of internal audits: programme, checklist, protocol of nonconformities, plan of corrective actions, report.

use chrono::NaiveDate;
use documents::{Align, Block, Cell, Column, Document, Heading, Page, Paragraph, Run, Signature, Stamp, Table, Text};
use roster::setup::queries::School;
use school::PersonName;
use school::ru::{counted, date_long, date_short};

use crate::audits::queries::ProgrammeRow;
use crate::audits::{Audit, Line, Person, Verdict};
use crate::nonconformities::labels::severity;
use crate::nonconformities::queries::{Action, Nonconformity};
use crate::nonconformities::{ActionKind, State};

const MADE_LATER: &str = "не заполнено";

/// The yearly programme, to be approved by the principal.
pub(crate) fn programme(
    school: &School,
    year: i64,
    rows: &[ProgrammeRow],
    auditors: &[(i64, String)],
    today: NaiveDate,
) -> Document {
    let name = PersonName::parse(&school.principal_name)
        .map_or_else(|_| school.principal_name.clone(), |name| name.initials_first());
    let columns = [1, 6, 6, 4, 5, 3].map(Column::words).to_vec();
    let names = ["№", "Объект аудита, ответственный", "Критерии", "Сроки", "Аудиторы", "Отметка"];
    let mut table = Table::new(columns, &names);
    for (number, row) in (1..).zip(rows) {
        let own = auditors.iter().filter(|(id, _)| *id == row.id).map(|(_, name)| name.as_str());
        let done = row.concluded_on.map(|day| format!("завершён {}", date_short(day))).unwrap_or_default();
        table.row([
            number.to_string(),
            format!("{}\n{}", row.object, row.owner),
            row.criteria.clone(),
            format!("{} – {}", date_short(row.starts_on), date_short(row.ends_on)),
            own.collect::<Vec<_>>().join("\n"),
            done,
        ]);
    }
    let lines: Vec<Text> = vec!["ПРОГРАММА".into(), format!("внутренних аудитов на {} учебный год", span(year)).into()];
    let mut blocks = vec![Block::Stamps { stamps: vec![Stamp::approved_by("Директор", &name, None)] }];
    blocks.extend(head(school, lines));
    blocks.push(running(
        "Цель: установить, выполняются ли требования законодательства и локальных актов к внутренней системе оценки \
         качества образования, и найти возможности её улучшить. Аудиторы не проверяют собственную работу.",
    ));
    blocks.push(Block::Table(table));
    document(school, "Программа внутренних аудитов", today, Page::gost().sized(12).landscape(), blocks)
}

/// The checklist of an audit, filled in as far as it is.
pub(crate) fn checklist(school: &School, audit: &Audit, lines: &[Line]) -> Document {
    let columns = [1, 5, 4, 5, 5, 5, 4].map(Column::words).to_vec();
    let names = ["№", "Требование", "Источник", "Вопрос", "Свидетельство", "Результат", "Примечание"];
    let mut table = Table::new(columns, &names);
    for (number, line) in (1..).zip(lines) {
        table.row([
            number.to_string(),
            line.requirement.clone(),
            line.source.clone(),
            line.question.clone(),
            line.evidence.clone(),
            line.verdict().map_or("", Verdict::label).to_owned(),
            line.note.clone(),
        ]);
    }
    let mut blocks = head(school, vec!["ЧЕК-ЛИСТ".into(), format!("внутреннего аудита «{}»", audit.object).into()]);
    blocks.extend(about(audit));
    blocks.push(Block::Table(table));
    blocks.extend(auditors(audit));
    document(school, "Чек-лист внутреннего аудита", audit.ends_on, Page::gost().sized(12).landscape(), blocks)
}

/// The protocol of what was not as it should be, signed by both sides.
pub(crate) fn protocol(school: &School, audit: &Audit, found: &[Nonconformity]) -> Document {
    let mut blocks = head(
        school,
        vec!["ПРОТОКОЛ НЕСООТВЕТСТВИЙ".into(), format!("по итогам внутреннего аудита «{}»", audit.object).into()],
    );
    blocks.extend(about(audit));
    if found.is_empty() {
        blocks.push(running("Несоответствий не выявлено."));
    } else {
        blocks.push(Block::Table(found_table(found)));
        for one in found.iter().filter(|one| !one.root_cause.is_empty()) {
            blocks.push(running(&format!("Причина несоответствия № {}: {}", one.number, one.root_cause)));
        }
    }
    blocks.extend(auditors(audit));
    let owner = split(&audit.owner);
    blocks.push(Block::Signature(Signature {
        post: "С протоколом ознакомлен(а)".into(), name: owner.0.into()
    }));
    document(school, "Протокол несоответствий", audit.ends_on, Page::gost().sized(12), blocks)
}

fn found_table(found: &[Nonconformity]) -> Table {
    let columns = [1, 6, 5, 5, 4].map(Column::words).to_vec();
    let names = ["№", "Несоответствие", "Требование", "Свидетельство", "Значительность, ответственный"];
    let mut table = Table::new(columns, &names);
    for one in found {
        table.row([
            one.number.to_string(),
            one.statement.clone(),
            one.requirement.clone(),
            one.evidence.clone(),
            format!("{}\n{}", severity(&one.severity), one.owner),
        ]);
    }
    table
}

/// The plan of corrective actions: cause, action, who, until when, what is expected.
pub(crate) fn corrective_plan(
    school: &School,
    after: &str,
    planned: &[(Nonconformity, Vec<Action>)],
    today: NaiveDate,
) -> Document {
    let columns = [3, 6, 4, 3, 5, 3].map(Column::words).to_vec();
    let names = ["Вид действия", "Что сделать", "Ответственный", "Срок", "Ожидаемый результат", "Исполнение"];
    let mut table = Table::new(columns, &names);
    for (one, actions) in planned {
        let cause = if one.root_cause.is_empty() { MADE_LATER } else { &one.root_cause };
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
    let mut blocks = head(school, vec!["ПЛАН КОРРЕКТИРУЮЩИХ МЕРОПРИЯТИЙ".into(), after.into()]);
    if planned.is_empty() {
        blocks.push(running("Несоответствий не выявлено, корректирующие мероприятия не требуются."));
    } else {
        blocks.push(Block::Table(table));
    }
    document(school, "План корректирующих мероприятий", today, Page::gost().sized(12).landscape(), blocks)
}

/// The report on an audit.
pub(crate) fn report(school: &School, audit: &Audit, lines: &[Line], found: &[Nonconformity]) -> Document {
    let mut blocks = head(school, vec!["ОТЧЁТ".into(), format!("о внутреннем аудите «{}»", audit.object).into()]);
    blocks.push(heading("1. Об аудите"));
    blocks.extend(about(audit));
    blocks.push(heading("2. Результаты"));
    let count = |verdict: Verdict| lines.iter().filter(|line| line.verdict() == Some(verdict)).count();
    let columns = vec![Column::words(8), Column::numbers(3)];
    let mut table = Table::new(columns, &["Результат", "Требований"]);
    for verdict in Verdict::ALL {
        table.row([verdict.label().to_owned(), count(verdict).to_string()]);
    }
    let total = i64::try_from(lines.len()).unwrap_or_default();
    blocks.push(running(&format!("Проверено {}.", counted(total, "требование", "требования", "требований"))));
    blocks.push(Block::Table(table));
    blocks.push(heading("3. Несоответствия"));
    if found.is_empty() {
        blocks.push(running("Несоответствий не выявлено."));
    } else {
        blocks.push(Block::Table(found_table(found)));
        let closed = i64::try_from(found.iter().filter(|one| one.state() == State::Closed).count()).unwrap_or_default();
        let all = i64::try_from(found.len()).unwrap_or_default();
        blocks.push(running(&format!(
            "Всего {}; закрыто после оценки результативности: {closed}.",
            counted(all, "несоответствие", "несоответствия", "несоответствий")
        )));
    }
    blocks.push(heading("4. Вывод"));
    blocks.push(running(audit.conclusion.as_ref().map_or(MADE_LATER, |said| &said.words)));
    blocks.extend(auditors(audit));
    let dated = audit.conclusion.as_ref().map_or(audit.ends_on, |said| said.concluded_on);
    document(school, "Отчёт о внутреннем аудите", dated, Page::gost().sized(12), blocks)
}

fn document(school: &School, title: &str, dated: NaiveDate, page: Page, blocks: Vec<Block>) -> Document {
    Document { title: title.into(), institution: (&school.name).into(), dated, page, blocks }
}

/// The school and the name of the paper.
fn head(school: &School, lines: Vec<Text>) -> Vec<Block> {
    vec![
        Block::Paragraph(Paragraph::standing(Align::Center, vec![Run::plain(&school.name)])),
        Block::Space { height: 4 },
        Block::Title { lines },
        Block::Space { height: 3 },
    ]
}

/// What was audited, against what, when and by whom.
fn about(audit: &Audit) -> Vec<Block> {
    let days = format!("{} – {}", date_long(audit.starts_on), date_long(audit.ends_on));
    let who: Vec<&str> = audit.auditors.iter().map(|one| one.name.as_str()).collect();
    let pairs = [
        ("Объект аудита", audit.object.as_str()),
        ("Отвечает за объект", &audit.owner.name),
        ("Критерии", &audit.criteria),
        ("Сроки", &days),
        ("Аудиторы", &who.join("; ")),
    ];
    let line = |(name, value): (&str, &str)| {
        let runs = vec![Run::bold(format!("{name}: ")), Run::plain(value)];
        Block::Paragraph(Paragraph::standing(Align::Left, runs))
    };
    let mut blocks: Vec<Block> = pairs.map(line).into_iter().collect();
    blocks.push(Block::Space { height: 3 });
    blocks
}

/// Room for the signatures of the auditors.
fn auditors(audit: &Audit) -> Vec<Block> {
    let signature = |(place, one): (usize, &Person)| {
        let post = if place == 0 { "Ведущий аудитор" } else { "Аудитор" };
        Block::Signature(Signature { post: post.into(), name: split(one).0.into() })
    };
    audit.auditors.iter().enumerate().map(signature).collect()
}

/// Name and post of «Орлова А. В., учитель».
fn split(person: &Person) -> (&str, &str) {
    person.name.split_once(", ").unwrap_or((&person.name, ""))
}

fn running(words: &str) -> Block {
    Block::Paragraph(Paragraph::running(vec![Run::plain(words)]))
}

fn heading(words: &str) -> Block {
    Block::Heading(Heading { level: 2, text: words.into() })
}

/// «2024/2025»
fn span(year: i64) -> String {
    format!("{year}/{}", year + 1)
}
