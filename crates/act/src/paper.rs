//! The papers of internal audits: programme, plan of one audit, checklist, protocol of nonconformities, report.

use chrono::NaiveDate;
use documents::{Align, Block, Column, Document, Heading, Page, Paragraph, Run, Sides, Signature, Stamp, Table, Text};
use roster::setup::queries::School;
use school::PersonName;
use school::ru::{counted, date_long, date_short};

use crate::audits::queries::{Agreement, ProgrammeRow};
use crate::audits::{Audit, Line, Person, Verdict};
use crate::nonconformities::State;
use crate::nonconformities::labels::severity;
use crate::nonconformities::queries::Nonconformity;

const NOT_OVER: &str = "Аудит ещё не завершён: вывод будет написан, когда чек-лист заполнен.";

/// The yearly programme, to be approved by the principal.
pub(crate) fn programme(
    school: &School,
    year: i64,
    rows: &[ProgrammeRow],
    auditors: &[(i64, String)],
    today: NaiveDate,
) -> Document {
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
    let mut blocks = vec![approval(school)];
    blocks.extend(head(school, lines));
    blocks.push(running(
        "Цель: установить, выполняются ли требования законодательства и локальных актов к внутренней системе оценки \
         качества образования, и найти возможности её улучшить. Аудиторы не проверяют собственную работу.",
    ));
    if rows.is_empty() {
        blocks.push(running("На этот учебный год внутренние аудиты ещё не запланированы."));
    } else {
        blocks.push(Block::Table(table));
    }
    document(school, "Программа внутренних аудитов", today, Page::gost().sized(12).landscape(), blocks)
}

/// «УТВЕРЖДАЮ» with room for the principal's signature.
pub(crate) fn approval(school: &School) -> Block {
    Block::Stamps {
        stamps: vec![Stamp::approved_by("Директор", &initials_first(&school.principal_name), None)]
    }
}

/// The plan of one audit: what, against what, when, who does what.
pub(crate) fn audit_plan(school: &School, audit: &Audit, lines: &[Line], today: NaiveDate) -> Document {
    let mut blocks = vec![approval(school)];
    blocks.extend(head(school, vec!["ПЛАН".into(), format!("внутреннего аудита «{}»", audit.object).into()]));
    blocks.extend(about(audit));
    blocks.push(running("Цель: установить, выполняются ли названные требования, и найти возможности улучшить работу."));
    let lead = audit.auditors.first().map_or("", |one| one.name.as_str());
    let team: Vec<&str> = audit.auditors.iter().map(|one| one.name.as_str()).collect();
    let mut table = Table::new([1, 7, 4, 5].map(Column::words).to_vec(), &["№", "Шаг", "Срок", "Кто"]);
    let steps = [
        ("Познакомить ответственного за объект с планом и чек-листом", audit.starts_on, lead.to_owned()),
        ("Изучить документы и записи, побеседовать, заполнить чек-лист", audit.ends_on, team.join("; ")),
        ("Обсудить увиденное с ответственным за объект, составить протокол", audit.ends_on, lead.to_owned()),
        ("Написать отчёт; по несоответствиям найти причины и запланировать действия", audit.ends_on, lead.to_owned()),
    ];
    for (number, (step, due_on, who)) in (1..).zip(steps) {
        table.row([number.to_string(), step.to_owned(), format!("до {}", date_short(due_on)), who]);
    }
    blocks.push(Block::Table(table));
    blocks.push(heading("Что проверяется"));
    if lines.is_empty() {
        blocks.push(running("Вопросы чек-листа ещё не составлены."));
    } else {
        let mut asked = Table::new([1, 7, 5].map(Column::words).to_vec(), &["№", "Требование", "Источник"]);
        for (number, line) in (1..).zip(lines) {
            asked.row([number.to_string(), line.requirement.clone(), line.source.clone()]);
        }
        blocks.push(Block::Table(asked));
    }
    blocks.extend(auditors(audit));
    blocks.push(signature("С планом ознакомлен(а)", &audit.owner.name));
    document(school, "План внутреннего аудита", today, Page::gost().sized(12), blocks)
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

/// Number and day of a protocol; room to write them in while there are none.
pub(crate) fn dated_line(number: Option<i64>, day: Option<NaiveDate>) -> Block {
    let number = number.map_or_else(|| "______".to_owned(), |number| number.to_string());
    let day = day.map_or_else(|| "«____» ____________ 20___ г.".to_owned(), date_long);
    Block::Sides(Sides { left: day.into(), right: format!("№ {number}").into() })
}

/// The protocol of what was not as it should be, signed by both sides.
pub(crate) fn protocol(
    school: &School,
    audit: &Audit,
    found: &[Nonconformity],
    (number, agreement): (Option<(i64, NaiveDate)>, Option<&Agreement>),
) -> Document {
    let mut blocks = head(
        school,
        vec!["ПРОТОКОЛ НЕСООТВЕТСТВИЙ".into(), format!("по итогам внутреннего аудита «{}»", audit.object).into()],
    );
    blocks.push(dated_line(number.map(|(number, _)| number), number.map(|(_, day)| day)));
    blocks.extend(about(audit));
    if audit.conclusion.is_none() {
        blocks.push(running("Аудит ещё не завершён: протокол предварительный."));
    }
    if found.is_empty() {
        blocks.push(running("Несоответствий не выявлено."));
    } else {
        blocks.push(Block::Table(found_table(found)));
        for one in found.iter().filter(|one| !one.root_cause.is_empty()) {
            blocks.push(running(&format!("Причина несоответствия № {}: {}", one.number, one.root_cause)));
        }
    }
    blocks.extend(auditors(audit));
    blocks.push(Block::Space { height: 3 });
    match agreement {
        Some(said) => {
            let answer = if said.is_agreed {
                "с выводами согласен (согласна)"
            } else {
                "есть возражения"
            };
            let words = if said.words.is_empty() { String::new() } else { format!(": {}", said.words) };
            blocks.push(running(&format!(
                "Ответственный за объект: {answer}{words} ({}, {}).",
                date_short(said.said_on),
                said.said_by
            )));
            blocks.push(signature("Ответственный за объект", &audit.owner.name));
        }
        None => {
            blocks.push(running("Ответственный за объект: согласен (согласна) / есть возражения (нужное подчеркнуть)"));
            blocks.push(signature("С протоколом ознакомлен(а)", &audit.owner.name));
        }
    }
    let dated = number.map_or(audit.ends_on, |(_, day)| day);
    document(school, "Протокол несоответствий", dated, Page::gost().sized(12), blocks)
}

pub(crate) fn found_table(found: &[Nonconformity]) -> Table {
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
    blocks.push(running(audit.conclusion.as_ref().map_or(NOT_OVER, |said| &said.words)));
    blocks.extend(auditors(audit));
    let dated = audit.conclusion.as_ref().map_or(audit.ends_on, |said| said.concluded_on);
    document(school, "Отчёт о внутреннем аудите", dated, Page::gost().sized(12), blocks)
}

pub(crate) fn document(school: &School, title: &str, dated: NaiveDate, page: Page, blocks: Vec<Block>) -> Document {
    Document { title: title.into(), institution: (&school.name).into(), dated, page, blocks }
}

/// The school and the name of the paper.
pub(crate) fn head(school: &School, lines: Vec<Text>) -> Vec<Block> {
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
    let signed = |(place, one): (usize, &Person)| {
        let post = if place == 0 { "Ведущий аудитор" } else { "Аудитор" };
        signature(post, &one.name)
    };
    audit.auditors.iter().enumerate().map(signed).collect()
}

/// Room for the signature of «Орлова А. В., учитель».
pub(crate) fn signature(post: &str, named: &str) -> Block {
    let name = named.split_once(", ").map_or(named, |(name, _)| name);
    Block::Signature(Signature { post: post.into(), name: initials_first(name).into() })
}

/// «А. В. Орлова», as a signature is written.
fn initials_first(name: &str) -> String {
    PersonName::parse(name).map_or_else(|_| name.to_owned(), |name| name.initials_first())
}

pub(crate) fn running(words: &str) -> Block {
    Block::Paragraph(Paragraph::running(vec![Run::plain(words)]))
}

pub(crate) fn heading(words: &str) -> Block {
    Block::Heading(Heading { level: 2, text: words.into() })
}

/// «2024/2025»
fn span(year: i64) -> String {
    format!("{year}/{}", year + 1)
}
