//! The cyclogram on paper and as a workbook.

use access::Cx;
use axum::extract::RawQuery;
use chrono::NaiveDate;
use documents::{Block, Cell, Document, Fonts, Stamp, Table};
use roster::setup::queries::{School, school};
use school::{PersonName, SchoolYear};
use sheets::{Field, PlainSheet, PrintedColumn, PrintedTable, write_printed};
use web::Reply;

use super::adoption::{Adoption, Standing};
use super::entry::Known;
use super::overview::Overview;
use super::{Area, Column, Procedure, labels};
use crate::indicators::CatalogueOf;

/// The faces that papers are set in.
const FONTS: Fonts = Fonts {
    sans: &[assets::fonts::PT_SANS_REGULAR, assets::fonts::PT_SANS_BOLD],
    serif: &[assets::fonts::PT_SERIF_REGULAR, assets::fonts::PT_SERIF_BOLD],
};

pub(super) async fn docx(cx: Cx, RawQuery(query): RawQuery, catalogue: CatalogueOf) -> Reply {
    let overview = Overview::of(&cx, query, "/plan/calendar").await?;
    let year = overview.year;
    let mut db = cx.store();
    let known = Known::load(&mut db, catalogue).await?;
    let school = school(&mut db).await?.unwrap_or_default();
    let paper = document(&overview.rows, &known, &overview.standing, (&school, year, cx.today()));
    let bytes = documents::docx::render(&paper, &FONTS)?;
    Ok(web::download(&format!("ciklogramma-{year}.docx"), web::DOCX, bytes))
}

/// The columns of the paper with their widths; the direction stands above its rows, the kind is left to the screen.
const PRINTED: [(&[Column], u32); 13] = [
    (&[Column::Object], 19),
    (&[Column::Name, Column::Method], 26),
    (&[Column::Indicators], 27),
    (&[Column::Instrument], 20),
    (&[Column::Periodicity], 17),
    (&[Column::StartsOn, Column::DueOn], 19),
    (&[Column::Classes, Column::Subject], 16),
    (&[Column::Responsible], 22),
    (&[Column::Performers], 20),
    (&[Column::LocalAct], 19),
    (&[Column::ResultForm], 16),
    (&[Column::ConsideredAt], 22),
    (&[Column::DecisionForm], 25),
];

fn document(
    rows: &[Procedure],
    known: &Known,
    standing: &Standing,
    (school, year, today): (&School, i64, NaiveDate),
) -> Document {
    let year = SchoolYear(year);
    let names: Vec<&str> =
        std::iter::once("№").chain(PRINTED.iter().map(|(columns, _)| labels::printed(columns))).collect();
    let widths = std::iter::once(8).chain(PRINTED.iter().map(|(_, width)| *width));
    let mut table = Table::new(widths.map(documents::Column::words).collect(), &names);
    let mut number = 0;
    for area in Area::ALL {
        let own: Vec<&Procedure> = rows.iter().filter(|row| row.area == area).collect();
        if own.is_empty() {
            continue;
        }
        table.rows.push(vec![Cell::new(labels::area(area)).across(names.len()).strong()]);
        for row in own {
            number += 1;
            let cells = PRINTED.iter().map(|(columns, _)| printed(known, columns, row));
            table.row(std::iter::once(number.to_string()).chain(cells));
        }
    }
    let stamp = standing.adoption.as_ref().map_or_else(|| draft_stamp(school), adopted_stamp);
    let mut blocks = vec![
        Block::Stamps { stamps: vec![stamp] },
        Block::Title {
            lines: vec![labels::DOCX_NAME.into(), labels::docx_year(year).into(), school.name.as_str().into()],
        },
        Block::Table(table),
    ];
    blocks.extend((!standing.later.is_empty()).then(|| Block::Note { text: labels::AMENDED_NOTE.into() }));
    Document {
        title: format!("{} {}", labels::DOCX_NAME, labels::docx_year(year)).into(),
        institution: school.name.as_str().into(),
        dated: standing.adoption.as_ref().map_or(today, |adoption| adoption.adopted_on),
        page: documents::Page { left: 15, ..documents::Page::gost().sized(12).landscape() },
        blocks,
    }
}

/// What stands in a printed cell: the days as one term, otherwise what the columns say, one after another.
fn printed(known: &Known, columns: &[Column], row: &Procedure) -> String {
    if columns.contains(&Column::DueOn) {
        return labels::span(row.starts_on, row.due_on);
    }
    let said = columns.iter().map(|column| known.read_out(*column, row)).filter(|text| !text.is_empty());
    said.collect::<Vec<_>>().join("; ")
}

fn adopted_stamp(adoption: &Adoption) -> Stamp {
    let minutes = labels::minutes(&adoption.minutes_number, adoption.adopted_on);
    Stamp { heading: labels::STAMP_ADOPTED.into(), lines: vec![labels::COUNCIL.into(), minutes.into()] }
}

fn draft_stamp(school: &School) -> Stamp {
    let name = PersonName::parse(&school.principal_name)
        .map_or_else(|_| school.principal_name.clone(), |name| name.initials_first());
    Stamp::approved_by(labels::PRINCIPAL, &name, None)
}

pub(super) async fn xlsx(cx: Cx, RawQuery(query): RawQuery, catalogue: CatalogueOf) -> Reply {
    let overview = Overview::of(&cx, query, "/plan/calendar").await?;
    let mut db = cx.store();
    let known = Known::load(&mut db, catalogue).await?;
    let school = school(&mut db).await?.unwrap_or_default();
    let printed_columns =
        PRINTED.iter().map(|(columns, width)| PrintedColumn { head: labels::printed(columns), width: letters(*width) });
    let columns: Vec<PrintedColumn> =
        std::iter::once(PrintedColumn { head: "№", width: 4 }).chain(printed_columns).collect();
    let year = SchoolYear(overview.year);
    let heading = [
        school.shown_name().to_owned(),
        format!("{} {}", labels::DOCX_NAME, labels::docx_year(year)),
        labels::approval(overview.standing.adoption.as_ref()),
        if overview.standing.later.is_empty() { String::new() } else { labels::AMENDED_NOTE.to_owned() },
    ];
    let rows = (1_i64..).zip(&overview.rows).map(|(number, row)| {
        let cells = PRINTED.iter().map(|(columns, _)| Field::Text(printed(&known, columns, row)));
        std::iter::once(Field::Whole(number)).chain(cells).collect()
    });
    let table = PrintedTable { sheet: labels::SHEET, heading: &heading, columns: &columns };
    let heads: Vec<&str> = std::iter::once("№").chain(Column::ALL.map(labels::column)).collect();
    let every = (1_i64..).zip(&overview.rows).map(|(number, row)| {
        let cells = Column::ALL.into_iter().map(|column| field(&known, column, row));
        std::iter::once(Field::Whole(number)).chain(cells).collect()
    });
    let plain = PlainSheet { sheet: labels::SHEET_OF_ALL, heads: &heads, rows: every.collect() };
    let bytes = write_printed(&table, rows, Some(plain))?;
    Ok(web::download(&format!("ciklogramma-{}.xlsx", overview.year), web::XLSX, bytes))
}

/// How many letters stand in a column of so many millimetres.
fn letters(millimetres: u32) -> u32 {
    millimetres * 5 / 8
}

fn field(known: &Known, column: Column, row: &Procedure) -> Field {
    match column {
        Column::StartsOn => row.starts_on.map_or(Field::Empty, Field::Date),
        Column::DueOn => row.due_on.map_or(Field::Empty, Field::Date),
        _ => Field::Text(known.read_out(column, row)),
    }
}
