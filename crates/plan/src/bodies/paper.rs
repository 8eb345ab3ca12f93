//! The composition of a body on paper.

use chrono::NaiveDate;
use documents::{Align, Block, Column, Document, Heading, List, ListKind, Page, Paragraph, Run, Signature, Table};
use roster::setup::queries::School;
use roster::staff::queries::StaffMember;
use school::{PersonName, ru};

use super::{CollegialBody, Member, labels};

/// Who belongs to the body on `today`, by which order, and what the body does.
pub(super) fn document(
    body: &CollegialBody,
    members: &[Member],
    people: &[StaffMember],
    (school, today): (&School, NaiveDate),
) -> Document {
    let columns = [6, 40, 40, 14, 14].map(Column::words).to_vec();
    let mut table = Table::new(columns, &labels::MEMBER_COLUMNS);
    for (at, member) in members.iter().filter(|one| one.is_in_office(today)).enumerate() {
        let known = people.iter().find(|one| Some(one.id) == member.staff_id);
        let name = known.map_or_else(|| member.name.clone(), |one| one.name().full());
        let until = member.until.map(ru::date_short).unwrap_or_default();
        table.row([(at + 1).to_string(), name, member.seat.clone(), ru::date_short(member.since), until]);
    }
    let line = |text: String| Block::Paragraph(Paragraph::standing(Align::Center, vec![Run::plain(text)]));
    let mut blocks = vec![
        line(school.name.clone()),
        Block::Title { lines: vec![labels::COMPOSITION.into(), body.name.as_str().into()] },
        line(labels::as_of(today)),
    ];
    let appointed = labels::appointed(body);
    if !appointed.is_empty() {
        blocks.push(line(appointed));
    }
    blocks.extend([Block::Space { height: 4 }, Block::Table(table)]);
    let functions: Vec<Vec<Run>> = functions(body).map(|text| vec![Run::plain(text)]).collect();
    if !functions.is_empty() {
        blocks.push(Block::Heading(Heading { level: 2, text: labels::FUNCTIONS.into() }));
        blocks.push(Block::List(List { mark: ListKind::Numbered, items: functions }));
    }
    let principal = PersonName::parse(&school.principal_name)
        .map_or_else(|_| school.principal_name.clone(), |name| name.initials_first());
    blocks.push(Block::Signature(Signature { post: "Директор".into(), name: principal.into() }));
    Document {
        title: format!("{}: {}", labels::COMPOSITION, body.name).into(),
        institution: school.shown_name().into(),
        dated: today,
        page: Page::gost().sized(12),
        blocks,
    }
}

fn functions(body: &CollegialBody) -> impl Iterator<Item = &str> {
    body.functions.lines().map(str::trim).filter(|line| !line.is_empty())
}
