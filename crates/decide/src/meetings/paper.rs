//! The minutes («протокол») and an extract from them («выписка») as documents.

use chrono::NaiveDate;
use documents::{Align, Block, Column, Document, List, ListKind, Page, Paragraph, Run, Sides, Signature, Table};
use roster::setup::queries::School;
use school::ru::{counted as counted_of, date_long, date_short};

use super::meeting::{AgendaPoint, Meeting};
use super::voting::quorum_of;
use crate::orders::{Clause, mark_draft};
use crate::people::{Named, small, with_small_post};

/// More people than this are listed on a sheet of their own.
const MOST_NAMED: usize = 12;

/// The minutes of a meeting. `today` dates the file of a draft.
pub(super) fn minutes(meeting: &Meeting, school: &School, today: NaiveDate) -> Document {
    let mut blocks = head(meeting, school, "ПРОТОКОЛ");
    blocks.extend(attendance(meeting));
    blocks.push(strong("ПОВЕСТКА ДНЯ:"));
    let entry = |point: &AgendaPoint| {
        let speaker = if point.speaker.is_empty() {
            String::new()
        } else {
            format!(" Докладчик: {}", stopped(&with_small_post(&point.speaker.name)))
        };
        vec![Run::plain(format!("{}{speaker}", stopped(&point.topic)))]
    };
    blocks.push(Block::List(List { mark: ListKind::Numbered, items: meeting.points.iter().map(entry).collect() }));
    for point in &meeting.points {
        blocks.extend(discussion(meeting, point));
    }
    blocks.extend(signatures(meeting));
    if meeting.members.len() > MOST_NAMED {
        blocks.extend(register(meeting));
    }
    let name = if meeting.signature.is_some() { "Протокол" } else { "Проект протокола" };
    let mut document = document(meeting, school, today, (name, blocks));
    if meeting.signature.is_none() {
        mark_draft(&mut document);
    }
    document
}

/// What the minutes say of one question.
pub(super) fn extract(meeting: &Meeting, point: &AgendaPoint, school: &School, today: NaiveDate) -> Document {
    let mut blocks = head(meeting, school, "ВЫПИСКА ИЗ ПРОТОКОЛА");
    blocks.push(line(counted(meeting)));
    blocks.extend(discussion(meeting, point));
    blocks.extend(signatures(meeting));
    blocks.push(Block::Space { height: 8 });
    blocks.push(line("Выписка верна:".to_owned()));
    blocks.push(sign("Секретарь", secretary(meeting)));
    blocks.push(line("«____» ____________ 20___ г.".to_owned()));
    document(meeting, school, today, ("Выписка из протокола", blocks))
}

fn document(meeting: &Meeting, school: &School, today: NaiveDate, (name, blocks): (&str, Vec<Block>)) -> Document {
    let number = meeting.signature.as_ref().map_or("б/н", |signature| signature.number.as_str());
    Document {
        title: format!("{name} {} от {} № {number}", meeting.kind.genitive(), date_short(meeting.day())).into(),
        institution: school.name.as_str().into(),
        dated: meeting.signature.as_ref().map_or(today, |signature| signature.signed_on),
        page: Page::gost().kept_long().sized(13),
        blocks,
    }
}

/// Institution, name of the paper, whose it is, date and number, place.
fn head(meeting: &Meeting, school: &School, name: &str) -> Vec<Block> {
    let number = meeting.signature.as_ref().map_or("______", |signature| signature.number.as_str());
    let mut blocks = vec![
        centred(&school.name),
        Block::Space { height: 6 },
        Block::Title { lines: vec![name.into()] },
        centred(meeting.kind.genitive()),
        Block::Space { height: 4 },
        Block::Sides(Sides { left: date_long(meeting.day()).into(), right: format!("№\u{a0}{number}").into() }),
    ];
    if !school.locality.trim().is_empty() {
        blocks.push(centred(&school.locality));
    }
    blocks.push(Block::Space { height: 4 });
    blocks
}

/// Who presided, who wrote, who came, who was invited, and whether they could decide.
fn attendance(meeting: &Meeting) -> Vec<Block> {
    let mut blocks = vec![
        pair("Председатель", &with_small_post(chair(meeting))),
        pair("Секретарь", &with_small_post(secretary(meeting))),
    ];
    let names = |is_present: bool| {
        let fitting = meeting.members.iter().filter(|member| member.is_present == is_present);
        fitting.map(|member| member.named.person().to_owned()).collect::<Vec<_>>()
    };
    let (present, absent) = (names(true), names(false));
    let listed = |names: &[String]| {
        if meeting.members.len() > MOST_NAMED {
            let people = counted_of(i64::try_from(names.len()).unwrap_or(i64::MAX), "человек", "человека", "человек");
            format!("{people} (список прилагается)")
        } else {
            names.join(", ")
        }
    };
    blocks.push(pair("Присутствовали", &listed(&present)));
    if !absent.is_empty() {
        blocks.push(pair("Отсутствовали", &listed(&absent)));
    }
    let invited = meeting.holding.as_ref().map_or("", |holding| holding.invited.as_str());
    let invited: Vec<&str> = invited.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if !invited.is_empty() {
        blocks.push(pair("Приглашены", &invited.join(", ")));
    }
    blocks.push(line(counted(meeting)));
    blocks.push(Block::Space { height: 4 });
    blocks
}

/// «Всего членов 30, присутствуют 25. Кворум имеется.»
fn counted(meeting: &Meeting) -> String {
    let (present, members) = (meeting.present(), meeting.member_count());
    if !meeting.kind.decides_by_vote() {
        return format!("Присутствуют {present} из {members}.");
    }
    let quorum = if meeting.has_quorum() {
        "Кворум имеется".to_owned()
    } else {
        format!("Кворума нет: нужно не меньше {}", quorum_of(members))
    };
    format!("Всего членов {members}, присутствуют {present}. {quorum}.")
}

/// СЛУШАЛИ, ВЫСТУПИЛИ, РЕШИЛИ, ГОЛОСОВАЛИ.
fn discussion(meeting: &Meeting, point: &AgendaPoint) -> Vec<Block> {
    let mut blocks = vec![Block::Space { height: 4 }, strong(&format!("{}. СЛУШАЛИ:", point.place))];
    let topic = stopped(&point.topic);
    blocks.push(running(&if point.speaker.is_empty() {
        topic
    } else {
        format!("{} — {}", with_small_post(&point.speaker.name), small(&topic))
    }));
    blocks.extend(lines(&point.heard).map(running));
    if !point.spoke.trim().is_empty() {
        blocks.push(strong("ВЫСТУПИЛИ:"));
        blocks.extend(lines(&point.spoke).map(running));
    }
    if !point.clauses.is_empty() {
        blocks.push(strong("РЕШИЛИ:"));
        blocks.extend(point.clauses.iter().map(|clause| running(&resolved(point.place, clause))));
    }
    if let Some(votes) = point.votes {
        let adopted = if meeting.is_adopted(point) {
            "Решение принято."
        } else {
            "Решение не принято."
        };
        let words = format!(
            " «за» — {}, «против» — {}, «воздержались» — {}. {adopted}",
            votes.in_favour, votes.against, votes.abstained
        );
        let runs = vec![Run::bold("ГОЛОСОВАЛИ:"), Run::plain(words)];
        blocks.push(Block::Paragraph(Paragraph::standing(Align::Left, runs)));
    }
    blocks
}

/// «1.2. Провести консультации. Ответственный: Иванова А. П., учитель. Срок: до 01.12.2024.»
fn resolved(point: i64, clause: &Clause) -> String {
    let mut words = format!("{point}.{}. {}", clause.place, stopped(clause.task.trim()));
    if !clause.responsible.trim().is_empty() {
        words.push_str(&format!(" Ответственный: {}", stopped(&with_small_post(clause.responsible.trim()))));
    }
    if let Some(due) = clause.due_on {
        words.push_str(&format!(" Срок: до\u{a0}{}.", date_short(due)));
    }
    words
}

fn signatures(meeting: &Meeting) -> Vec<Block> {
    let mut blocks =
        vec![Block::Space { height: 6 }, sign("Председатель", chair(meeting)), sign("Секретарь", secretary(meeting))];
    let signed = meeting.signature.as_ref().filter(|signature| !signature.signed_by.is_empty());
    if let Some(signature) = signed {
        let day = date_short(signature.signed_on);
        blocks.push(line(format!("Подпись в программе: {}, {day}.", signature.signed_by)));
    }
    blocks
}

/// Who came, on a sheet of its own.
fn register(meeting: &Meeting) -> Vec<Block> {
    let columns = vec![Column::numbers(8), Column::words(40), Column::words(40), Column::words(22)];
    let mut table = Table::new(columns, &["№", "Фамилия, инициалы", "Должность", "Присутствие"]);
    for (place, member) in (1..).zip(&meeting.members) {
        let name = with_small_post(&member.named.name);
        let post = name.split_once(", ").map_or("", |(_, post)| post).to_owned();
        let came = if member.is_present { "да" } else { "нет" };
        table.row([format!("{place}"), member.named.person().to_owned(), post, came.to_owned()]);
    }
    let heading = format!("Приложение к протоколу {} от {}", meeting.kind.genitive(), date_short(meeting.day()));
    vec![Block::PageBreak, strong(&heading), strong("Список членов и присутствие"), Block::Table(table)]
}

/// Who presided: as it was signed, or as it is planned.
fn chair(meeting: &Meeting) -> &str {
    meeting.signature.as_ref().map_or(&meeting.chair.name, |signature| &signature.chair)
}

fn secretary(meeting: &Meeting) -> &str {
    meeting.signature.as_ref().map_or(&meeting.secretary.name, |signature| &signature.secretary)
}

fn sign(post: &str, name: &str) -> Block {
    let named = Named { staff_id: None, name: name.to_owned() };
    Block::Signature(Signature { post: post.into(), name: named.signature().into() })
}

fn centred(words: &str) -> Block {
    Block::Paragraph(Paragraph::standing(Align::Center, vec![Run::plain(words)]))
}

fn strong(words: &str) -> Block {
    Block::Paragraph(Paragraph { keeps_next: true, ..Paragraph::standing(Align::Left, vec![Run::bold(words)]) })
}

fn pair(label: &str, words: &str) -> Block {
    let words = if words.trim().is_empty() { "—".to_owned() } else { stopped(words) };
    let runs = vec![Run::bold(format!("{label}:")), Run::plain(format!(" {words}"))];
    Block::Paragraph(Paragraph::standing(Align::Left, runs))
}

fn line(words: String) -> Block {
    Block::Paragraph(Paragraph::standing(Align::Left, vec![Run::plain(words)]))
}

fn running(words: &str) -> Block {
    Block::Paragraph(Paragraph::running(vec![Run::plain(words)]))
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// The words with a full stop, unless they have an end already.
fn stopped(words: &str) -> String {
    let words = words.trim();
    if words.ends_with(['.', '!', '?', '…', ':', ';']) { words.to_owned() } else { format!("{words}.") }
}
