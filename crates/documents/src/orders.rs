//! An administrative order («приказ») of a school, laid out by ГОСТ Р 7.0.97-2016.

use chrono::NaiveDate;
use school::ru::{date_long, date_short};

use crate::{
    Acquaintance, Align, Block, Document, List, ListKind, Page, Paragraph, Person, Run, Sides, Signature, Text,
};

/// What an order says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderPaper {
    /// Full name of the school, one or several lines.
    pub institution: Vec<String>,
    /// Place of issue («г. Заречный»).
    pub place: String,
    /// Date, if already given.
    pub dated: Option<NaiveDate>,
    /// The day the file is made, for its properties.
    pub made_on: NaiveDate,
    /// Number, if already given.
    pub number: Option<String>,
    /// «Об итогах …», without a full stop.
    pub heading: String,
    /// The stating part: paragraphs before «ПРИКАЗЫВАЮ:».
    pub statement: Vec<String>,
    /// What is ordered.
    pub clauses: Vec<Clause>,
    /// The end of «Контроль за исполнением приказа …»: «оставляю за собой», «возложить на …»; empty for no such clause.
    pub control: String,
    /// Post of the one who signs.
    pub post: String,
    /// Name of the one who signs, «А. П. Иванова».
    pub signatory: String,
    /// Who has to know the order.
    pub acquainted: Vec<Person>,
    /// Whether it is kept for more than ten years (left margin 30 mm).
    pub is_kept_long: bool,
}

/// One thing ordered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// What is to be done.
    pub text: String,
    /// Who is responsible («Иванова А. П., учитель математики»), if somebody is.
    pub responsible: Option<String>,
    /// Until when, if there is a date.
    pub due_on: Option<NaiveDate>,
}

/// The order as a document.
#[must_use]
pub fn administrative_order(order: &OrderPaper) -> Document {
    let page = if order.is_kept_long { Page::gost().kept_long() } else { Page::gost() };
    let heading = order.heading.trim().trim_end_matches('.').to_owned();
    let mut blocks = head(order, &heading);
    for statement in &order.statement {
        blocks.push(Block::Paragraph(Paragraph::running(vec![Run::plain(statement)])));
    }
    let orders =
        Paragraph { keeps_next: true, ..Paragraph::standing(Align::Left, vec![Run::plain("ПРИКАЗЫВАЮ:")]) };
    blocks.push(Block::Space { height: 3 });
    blocks.push(Block::Paragraph(orders));
    let mut items: Vec<Vec<Run>> = order.clauses.iter().map(clause).collect();
    if !order.control.trim().is_empty() {
        let control = order.control.trim().trim_end_matches('.');
        items.push(vec![Run::plain(format!("Контроль за исполнением приказа {control}."))]);
    }
    blocks.push(Block::List(List { mark: ListKind::Numbered, items }));
    blocks.push(Block::Signature(Signature { post: Text::from(&order.post), name: Text::from(&order.signatory) }));
    if !order.acquainted.is_empty() {
        let heading = Text::from("С приказом ознакомлены:");
        blocks.push(Block::Acquaintance(Acquaintance { heading, people: order.acquainted.clone() }));
    }
    let number = order.number.as_deref().unwrap_or("б/н");
    Document {
        title: format!("Приказ № {number} «{heading}»").into(),
        institution: order.institution.join(" ").into(),
        dated: order.dated.unwrap_or(order.made_on),
        page,
        blocks,
    }
}

/// Institution, name of the paper, date and number, place, subject.
fn head(order: &OrderPaper, heading: &str) -> Vec<Block> {
    let centred = |run: Run| Block::Paragraph(Paragraph::standing(Align::Center, vec![run]));
    let mut blocks: Vec<Block> = order.institution.iter().map(|line| centred(Run::plain(line))).collect();
    blocks.push(Block::Space { height: 6 });
    blocks.push(Block::Title { lines: vec!["ПРИКАЗ".into()] });
    blocks.push(Block::Space { height: 4 });
    let date = order.dated.map_or_else(|| "«____» ____________ 20___ г.".to_owned(), date_long);
    let number = order.number.as_deref().unwrap_or("______");
    blocks.push(Block::Sides(Sides { left: date.into(), right: format!("№\u{a0}{number}").into() }));
    if !order.place.trim().is_empty() {
        blocks.push(centred(Run::plain(&order.place)));
    }
    blocks.push(Block::Subject { text: heading.into() });
    blocks
}

fn clause(clause: &Clause) -> Vec<Run> {
    let text = clause.text.trim();
    let mut words = text.to_owned();
    if !text.ends_with(['.', '!', '?', ':', ';']) {
        words.push('.');
    }
    if let Some(responsible) = clause.responsible.as_deref().map(str::trim).filter(|who| !who.is_empty()) {
        let stop = if responsible.ends_with('.') { "" } else { "." };
        words.push_str(&format!(" Ответственный: {responsible}{stop}"));
    }
    if let Some(due) = clause.due_on {
        words.push_str(&format!(" Срок: до\u{a0}{}.", date_short(due)));
    }
    vec![Run::plain(words)]
}
