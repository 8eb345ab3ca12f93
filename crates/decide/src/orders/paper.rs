//! The order as a document by ГОСТ Р 7.0.97-2016.

use chrono::NaiveDate;
use documents::orders::{Clause, OrderPaper, administrative_order};
use documents::{Align, Block, Document, Fonts, Paragraph, Person, Run};
use roster::setup::queries::School;
use school::PersonName;

use super::Order;
use crate::labels;
use crate::people::with_small_post;

/// Lays the order out. `today` dates the file of a draft.
pub(crate) fn document(order: &Order, school: &School, today: NaiveDate) -> Document {
    let signature = order.signature.as_ref();
    let clauses = order.clauses.iter().map(|clause| Clause {
        text: clause.task.clone(),
        responsible: (!clause.responsible.is_empty()).then(|| with_small_post(&clause.responsible)),
        due_on: clause.due_on,
    });
    let mut document = administrative_order(&OrderPaper {
        institution: vec![school.name.clone()],
        place: school.locality.clone(),
        dated: signature.map(|signature| signature.signed_on),
        made_on: signature.map_or(today, |signature| signature.signed_on),
        number: signature.map(|signature| signature.number.clone()),
        heading: order.heading.clone(),
        statement: order.statement.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect(),
        clauses: clauses.collect(),
        control: order.control.clone(),
        post: signature.map_or_else(|| labels::PRINCIPAL.to_owned(), |signature| signature.post.clone()),
        signatory: signature.map_or_else(|| signatory(school), |signature| signature.signatory.clone()),
        acquainted: acquainted(order),
        is_kept_long: false,
    });
    if signature.is_none() {
        mark_draft(&mut document);
        document.title = format!("{} «{}»", labels::ORDER_DRAFT, order.heading).into();
    }
    document
}

/// Says at the top of a paper that nobody has signed it.
pub(crate) fn mark_draft(document: &mut Document) {
    let mark = Paragraph::standing(Align::Right, vec![Run::bold("ПРОЕКТ")]);
    document.blocks.insert(0, Block::Paragraph(mark));
}

/// «В. П. Соколова», as far as the school's card says it.
pub(crate) fn signatory(school: &School) -> String {
    PersonName::parse(&school.principal_name)
        .map_or_else(|_| school.principal_name.clone(), |name| name.initials_first())
}

/// Everybody who has something to do by this order, once.
fn acquainted(order: &Order) -> Vec<Person> {
    let mut people: Vec<Person> = Vec::new();
    for clause in order.clauses.iter().filter(|clause| !clause.responsible.is_empty()) {
        let responsible = with_small_post(&clause.responsible);
        let (name, post) = responsible.split_once(", ").unwrap_or((&responsible, ""));
        let person = Person { name: name.into(), post: post.into() };
        if !people.contains(&person) {
            people.push(person);
        }
    }
    people
}

/// The faces that papers are set in.
pub(crate) const FONTS: Fonts = Fonts {
    sans: &[assets::fonts::PT_SANS_REGULAR, assets::fonts::PT_SANS_BOLD],
    serif: &[assets::fonts::PT_SERIF_REGULAR, assets::fonts::PT_SERIF_BOLD],
};
