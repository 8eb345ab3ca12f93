//! The assignment («план-задание») and the report («справка») as documents.

use charts::Look;
use chrono::NaiveDate;
use documents::{
    Acquaintance, Align, Block, Column, Document, Fonts, Heading, List, ListKind, Page, Paragraph, Person, Picture,
    Run, Sides, Signature, Table,
};
use roster::setup::queries::School;
use roster::staff::queries::StaffMember;
use school::ru::{date_long, date_short};
use web::filters::local_moment;

use super::figures::{Frozen, picture};
use super::inspection::Inspection;
use super::labels;
use super::pages::{full, initials, who};
use super::queries::{self, Acquainted};
use super::report::Report;
use super::told::labels as told;

fn running(text: impl Into<documents::Text>) -> Block {
    Block::Paragraph(Paragraph::running(vec![Run::plain(text)]))
}

fn centred(run: Run) -> Block {
    Block::Paragraph(Paragraph::standing(Align::Center, vec![run]))
}

fn heading(text: &str) -> Block {
    Block::Heading(Heading { level: 2, text: text.into() })
}

fn person(people: &[StaffMember], id: i64) -> Person {
    let member = people.iter().find(|one| one.id == id);
    Person {
        name: initials(people, id).into(),
        post: member.map(|one| one.position.clone()).unwrap_or_default().into(),
    }
}

/// «А. В. Орлова» of the one who leads the group.
fn lead(one: &Inspection, people: &[StaffMember]) -> String {
    let member = one.lead().and_then(|id| people.iter().find(|known| known.id == id));
    member.map(|member| member.name().initials_first()).unwrap_or_default()
}

/// Lays the assignment out: what is studied, where one looks, by whom, until when.
pub(super) fn task(
    one: &Inspection,
    (covered, item): (&str, &str),
    (school, people): (&School, &[StaffMember]),
    today: NaiveDate,
) -> Document {
    let mut group = Table::new(
        vec![Column::words(6), Column::words(4), Column::words(4)],
        &["Кто", "Обязанность", "Ознакомлен(а): подпись, дата"],
    )
    .captioned("Состав группы");
    for member in &one.members {
        group.row([full(people, member.staff_id), member.duty.label().to_owned(), String::new()]);
    }
    let mut head = Table::new(vec![Column::words(3), Column::words(8)], &["Раздел", "Содержание"]);
    let mut facts = labels::facts(one);
    facts.insert(1, (labels::COVERAGE, covered.to_owned()));
    facts.insert(1, ("Пункт плана", item.to_owned()));
    if one.ordered_by.is_empty() {
        facts.insert(1, ("Приказ о проведении", "от «____» ____________ 20___ г. № ______".to_owned()));
    }
    for (name, text) in facts.into_iter().filter(|(_, text)| !text.is_empty()) {
        head.row([name.to_owned(), labels::joined(&text)]);
    }
    let columns = vec![Column::numbers(1), Column::words(6), Column::words(4), Column::words(3), Column::numbers(3)];
    let names = ["№", "Что изучить, что сделать", "Где посмотреть", "Кто", "Срок"];
    let mut steps = Table::new(columns, &names).captioned("Вопросы для изучения и этапы");
    for (place, step) in (1..).zip(&one.steps) {
        let due = step.due_on.map(date_short).unwrap_or_default();
        steps.row([place.to_string(), step.task.clone(), step.sources.clone(), who(people, step), due]);
    }
    let blocks = vec![
        centred(Run::plain(&school.name)),
        Block::Space { height: 6 },
        Block::Title { lines: vec!["ПЛАН-ЗАДАНИЕ".into()] },
        centred(Run::plain(format!("на проведение проверки «{}»", one.title))),
        Block::Space { height: 4 },
        Block::Table(head),
        Block::Space { height: 4 },
        Block::Table(group),
        Block::Space { height: 4 },
        Block::Table(steps),
        Block::Signature(Signature {
            post: "Руководитель группы".into(), name: lead(one, people).into()
        }),
    ];
    Document {
        title: format!("План-задание «{}»", one.title).into(),
        institution: school.name.as_str().into(),
        dated: today,
        page: Page::gost().sized(12),
        blocks,
    }
}

/// What a report is laid out from.
pub(super) struct Parts<'a> {
    pub(super) one: &'a Inspection,
    pub(super) report: &'a Report,
    pub(super) figures: &'a [Frozen],
    pub(super) signature: Option<&'a queries::Signature>,
    pub(super) annulment: Option<&'a queries::Edition>,
    pub(super) covered: &'a str,
    pub(super) school: &'a School,
    pub(super) people: &'a [StaffMember],
    pub(super) acquainted: &'a [Acquainted],
}

/// Lays the report out.
pub(super) fn report(parts: &Parts<'_>, today: NaiveDate) -> Document {
    let Parts { one, report, signature, school, .. } = parts;
    let dated = signature.map(|signature| signature.signed_on);
    let mut blocks = Vec::new();
    if let Some(edition) = parts.annulment {
        let day = date_short(edition.annulled_on);
        let reason = labels::joined(&edition.reason);
        blocks.push(centred(Run::bold(format!("АННУЛИРОВАНА {day}, {}. Причина: {reason}.", edition.annulled_by))));
        blocks.push(Block::Space { height: 6 });
    }
    blocks.extend([
        centred(Run::plain(&school.name)),
        Block::Space { height: 6 },
        Block::Title { lines: vec!["АНАЛИТИЧЕСКАЯ СПРАВКА".into()] },
        centred(Run::plain(format!("по итогам проверки «{}»", one.title))),
        Block::Space { height: 4 },
        Block::Sides(Sides {
            left: dated.map_or_else(|| "«____» ____________ 20___ г.".to_owned(), date_long).into(),
            right: school.locality.as_str().into(),
        }),
        Block::Space { height: 4 },
    ]);
    blocks.extend(introduction(parts));
    section(&mut blocks, "Что изучено и как", &[], &report.studied);
    section(&mut blocks, "Установлено", &report.told.facts, &report.facts);
    blocks.extend(figures(parts));
    section(&mut blocks, "Сравнение", &report.told.comparison, &report.comparison);
    section(&mut blocks, "Причины", &[], &report.causes);
    if !report.findings.is_empty() {
        blocks.push(heading("Выводы"));
        let items = report.findings.iter().map(|finding| vec![Run::plain(labels::joined(&finding.sentence) + ".")]);
        blocks.push(Block::List(List { mark: ListKind::Numbered, items: items.collect() }));
    }
    if !report.recommendations.is_empty() {
        blocks.push(heading("Рекомендации"));
        blocks.push(Block::Table(recommendations(report)));
    }
    if let Some(day) = report.recheck_on {
        blocks.push(heading("Повторный контроль"));
        blocks.push(running(format!("Вернуться к вопросу до {}.", date_short(day))));
    }
    blocks.extend(endings(parts));
    blocks.extend(passports(parts.figures));
    Document {
        title: format!("Аналитическая справка «{}»", one.title).into(),
        institution: school.name.as_str().into(),
        dated: dated.unwrap_or(today),
        page: Page::gost().sized(13),
        blocks,
    }
}

/// A section with the sentences of the program, and after them the words of the group.
fn section(blocks: &mut Vec<Block>, name: &str, told: &[String], text: &str) {
    if told.is_empty() && text.trim().is_empty() {
        return;
    }
    blocks.push(heading(name));
    blocks.extend(told.iter().map(|line| running(line.as_str())));
    blocks.extend(text.lines().filter(|line| !line.trim().is_empty()).map(running));
}

/// Basis, purpose, dates, performers.
fn introduction(parts: &Parts<'_>) -> Vec<Block> {
    let one = parts.one;
    let group: Vec<String> = one
        .members
        .iter()
        .map(|member| format!("{} ({})", full(parts.people, member.staff_id), member.duty.label()))
        .collect();
    let lines = [
        ("Основание", labels::joined(&one.basis)),
        ("Цель", labels::joined(&one.purpose)),
        ("Сроки", labels::period(one)),
        ("Вид контроля", one.kind.label().to_owned()),
        ("Охват", parts.covered.to_owned()),
        ("Проверку проводили", group.join("; ")),
    ];
    let line = |(name, text): (&str, String)| {
        Block::Paragraph(Paragraph::running(vec![Run::bold(format!("{name}: ")), Run::plain(format!("{text}."))]))
    };
    lines.into_iter().filter(|(_, text)| !text.is_empty()).map(line).collect()
}

/// The figures as a table with small print, and a picture where there is something to draw.
fn figures(parts: &Parts<'_>) -> Vec<Block> {
    let Some(first) = parts.figures.first() else { return Vec::new() };
    let before = labels::capital(told::before(parts.one.comparison));
    let columns = vec![
        Column::words(5),
        Column::words(4),
        Column::numbers(3),
        Column::numbers(3),
        Column::numbers(3),
        Column::numbers(3),
        Column::words(6),
    ];
    let names = ["Показатель", "Где", "Значение", "n", &before, "Изменение", "Норма"];
    let mut table = Table::new(columns, &names).captioned("Показатели");
    for figure in parts.figures {
        table.row([
            figure.name.clone(),
            figure.place.clone(),
            if figure.reason.is_empty() { figure.value.clone() } else { figure.reason.clone() },
            told::size(figure),
            figure.earlier.clone(),
            if figure.change.is_empty() { "—".to_owned() } else { figure.change.clone() },
            told::norm(figure),
        ]);
    }
    let mut table = table.noted(format!(
        "Сведения на {}. n — сколько вошло в базу расчёта (отметок, работ или учеников); в скобках — сколько учеников в классе.",
        date_short(first.as_of)
    ));
    for figure in parts.figures.iter().filter(|figure| !figure.note.is_empty()) {
        table = table.noted(format!("{}, {}: {}.", figure.name, figure.place, figure.note));
    }
    let mut blocks = vec![Block::Table(table)];
    if let Some((title, chart)) = picture(parts.figures, told::series(first.as_of, parts.one.comparison), Look::print())
    {
        blocks.push(Block::Picture(Picture {
            svg: chart.svg,
            width: chart.width,
            height: chart.height,
            caption: title.into(),
            alt: chart.alt.into(),
        }));
    }
    blocks
}

fn recommendations(report: &Report) -> Table {
    let columns = vec![Column::numbers(1), Column::words(7), Column::words(5), Column::numbers(3)];
    let mut table = Table::new(columns, &["№", "Что рекомендуется", "Кому", "Срок"]);
    for (place, one) in (1..).zip(&report.recommendations) {
        let due = one.due_on.map(date_short).unwrap_or_default();
        table.row([place.to_string(), one.task.clone(), one.responsible.clone(), due]);
    }
    table
}

/// The appendix: how each figure came about. What is the same for several places is said once.
fn passports(figures: &[Frozen]) -> Vec<Block> {
    let Some(first) = figures.first() else { return Vec::new() };
    let mut blocks = vec![
        Block::Space { height: 8 },
        heading("Приложение. Паспорта показателей"),
        running(format!("Показатели рассчитаны {}.", local_moment(&first.computed_at))),
    ];
    let mut codes: Vec<&str> = Vec::new();
    for figure in figures {
        if codes.contains(&figure.code.as_str()) {
            continue;
        }
        codes.push(&figure.code);
        blocks.push(Block::Paragraph(Paragraph::running(vec![Run::bold(figure.name.as_str())])));
        blocks.extend(told::passport(figure).into_iter().map(running));
        let of_code: Vec<&Frozen> = figures.iter().filter(|one| one.code == figure.code).collect();
        blocks.extend(of_code.iter().filter_map(|one| told::counts(one)).map(running));
        let mut sources: Vec<&str> = of_code.iter().map(|one| one.sources.as_str()).collect();
        sources.dedup();
        blocks.extend(sources.iter().filter(|text| !text.is_empty()).map(|text| running(told::sources(text))));
    }
    blocks
}

/// Who wrote, who signed, who has to know it.
fn endings(parts: &Parts<'_>) -> Vec<Block> {
    let line = |post: &str, name: &str| Block::Signature(Signature { post: post.into(), name: name.into() });
    let mut blocks = vec![line("Руководитель группы", &lead(parts.one, parts.people))];
    if let Some(signature) = parts.signature {
        blocks.push(line(&signature.post, &signature.signatory));
    }
    let known: Vec<String> = parts
        .acquainted
        .iter()
        .filter_map(|one| Some((one.staff_id, one.acknowledged_on?)))
        .map(|(id, day)| format!("{} — {}", full(parts.people, id), date_short(day)))
        .collect();
    if !known.is_empty() {
        blocks.push(running(format!("Ознакомление отмечено в программе: {}.", known.join("; "))));
    }
    let open = parts.acquainted.iter().filter(|one| one.acknowledged_on.is_none());
    let people: Vec<Person> = open.map(|one| person(parts.people, one.staff_id)).collect();
    if !people.is_empty() {
        blocks.push(Block::Acquaintance(Acquaintance {
            heading: "Со справкой ознакомлены:".into(), people
        }));
    }
    blocks
}

/// The faces that papers are set in.
pub(super) const FONTS: Fonts = Fonts {
    sans: &[assets::fonts::PT_SANS_REGULAR, assets::fonts::PT_SANS_BOLD],
    serif: &[assets::fonts::PT_SERIF_REGULAR, assets::fonts::PT_SERIF_BOLD],
};
