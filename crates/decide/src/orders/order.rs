//! What an order is, and when it may be signed. Pure.

use chrono::NaiveDate;

use crate::labels::HEADING_BEGINNINGS;
use crate::method::Method;

/// An administrative order («приказ») of the school.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// id
    pub id: i64,
    /// the school year it is about
    pub school_year: i64,
    /// «Об итогах …», without a full stop
    pub heading: String,
    /// the stating part, a paragraph a line
    pub statement: String,
    /// the end of «Контроль за исполнением приказа …»; empty for no such clause
    pub control: String,
    /// what is ordered, in order
    pub clauses: Vec<Clause>,
    /// by what means it works
    pub method: Method,
    /// how often the draft was saved; 0 for one that never was
    pub version: i64,
    /// the signature, if it is signed
    pub signature: Option<Signature>,
}

/// One thing ordered: who, what, until when.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Clause {
    /// id
    pub id: i64,
    /// 1, 2, 3 …
    pub place: i64,
    /// what is to be done
    pub task: String,
    /// the member of staff, if it is one of the list
    pub responsible_staff_id: Option<i64>,
    /// «Иванова А. П., учитель», in the words of the day it was written
    pub responsible: String,
    /// until when
    pub due_on: Option<NaiveDate>,
}

/// That it was signed: under this number, on this day, by this person.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Signature {
    /// «112»
    pub number: String,
    /// date of the order
    pub signed_on: NaiveDate,
    /// «Директор»
    pub post: String,
    /// «В. П. Соколова»
    pub signatory: String,
}

/// Why an order cannot be signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotSign {
    /// it is signed already
    AlreadySigned,
    /// it does not say what it is about
    HeadingMissing,
    /// what it is about does not begin with «О», «Об» or «Обо»
    HeadingForm,
    /// it orders nothing
    ClausesMissing,
    /// a clause (by its place) names nobody
    ResponsibleMissing(i64),
    /// a clause (by its place) has no date
    DueDateMissing(i64),
    /// a clause (by its place) is due before the order is signed
    DueBeforeSigning(i64),
    /// the number is missing
    NumberMissing,
}

/// Why a draft cannot be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotEdit {
    /// a signed order stays as it is
    Signed,
}

impl Order {
    /// Signs the order.
    ///
    /// # Errors
    /// [`CannotSign`] says what is missing: every clause of an order has a person and a date.
    pub fn sign(&self, signature: Signature) -> Result<Order, CannotSign> {
        if self.signature.is_some() {
            return Err(CannotSign::AlreadySigned);
        }
        if self.heading.trim().is_empty() {
            return Err(CannotSign::HeadingMissing);
        }
        if !begins_as_heading(&self.heading) {
            return Err(CannotSign::HeadingForm);
        }
        if self.clauses.is_empty() {
            return Err(CannotSign::ClausesMissing);
        }
        if signature.number.trim().is_empty() {
            return Err(CannotSign::NumberMissing);
        }
        self.clauses.iter().try_for_each(|clause| clause.is_complete(signature.signed_on))?;
        Ok(Order { signature: Some(signature), ..self.clone() })
    }

    /// Whether the draft may still be changed.
    ///
    /// # Errors
    /// When it is signed.
    pub fn editable(&self) -> Result<(), CannotEdit> {
        if self.signature.is_some() { Err(CannotEdit::Signed) } else { Ok(()) }
    }
}

impl Clause {
    fn is_complete(&self, signed_on: NaiveDate) -> Result<(), CannotSign> {
        if self.responsible.trim().is_empty() {
            return Err(CannotSign::ResponsibleMissing(self.place));
        }
        match self.due_on {
            None => Err(CannotSign::DueDateMissing(self.place)),
            Some(due_on) if due_on < signed_on => Err(CannotSign::DueBeforeSigning(self.place)),
            Some(_) => Ok(()),
        }
    }
}

/// Whether a heading says «о чём»: papers by ГОСТ Р 7.0.97-2016 begin it with «О», «Об» or «Обо».
#[must_use]
pub fn begins_as_heading(heading: &str) -> bool {
    heading
        .trim_start()
        .split_once(' ')
        .is_some_and(|(first, rest)| HEADING_BEGINNINGS.contains(&first) && rest.chars().any(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn signature() -> Signature {
        Signature {
            number: "17".to_owned(),
            signed_on: day("2025-01-15"),
            post: "Директор".to_owned(),
            signatory: "В. П. Соколова".to_owned(),
        }
    }

    fn clause() -> Clause {
        Clause {
            id: 1,
            place: 1,
            task: "Провести".to_owned(),
            responsible_staff_id: None,
            responsible: "Иванова А. П.".to_owned(),
            due_on: Some(day("2025-02-01")),
        }
    }

    fn order() -> Order {
        Order {
            id: 1,
            school_year: 2024,
            heading: "Об итогах".to_owned(),
            statement: String::new(),
            control: String::new(),
            clauses: vec![clause()],
            method: Method::Administrative,
            version: 1,
            signature: None,
        }
    }

    /// One row per circumstance: what it is, and what signing answers.
    #[test]
    fn an_order_is_signed_only_when_it_is_whole() {
        let with = |clause: Clause| Order { clauses: vec![clause], ..order() };
        let table = [
            (order(), None),
            (Order { signature: Some(signature()), ..order() }, Some(CannotSign::AlreadySigned)),
            (Order { heading: " ".to_owned(), ..order() }, Some(CannotSign::HeadingMissing)),
            (Order { heading: "Итоги".to_owned(), ..order() }, Some(CannotSign::HeadingForm)),
            (Order { clauses: vec![], ..order() }, Some(CannotSign::ClausesMissing)),
            (with(Clause { responsible: String::new(), ..clause() }), Some(CannotSign::ResponsibleMissing(1))),
            (with(Clause { due_on: None, ..clause() }), Some(CannotSign::DueDateMissing(1))),
            (with(Clause { due_on: Some(day("2025-01-14")), ..clause() }), Some(CannotSign::DueBeforeSigning(1))),
            (with(Clause { due_on: Some(day("2025-01-15")), ..clause() }), None),
        ];
        for (order, refusal) in table {
            assert_eq!(order.sign(signature()).err(), refusal);
        }
        let nameless = Signature { number: String::new(), ..signature() };
        assert_eq!(order().sign(nameless).err(), Some(CannotSign::NumberMissing));
    }

    #[test]
    fn a_heading_says_what_it_is_about() {
        for good in ["О мерах", " Об итогах года", "Обо всех результатах"] {
            assert!(begins_as_heading(good), "{good}");
        }
        for bad in ["Итоги года", "о мерах", "Об", "Обучение педагогов", "О —"] {
            assert!(!begins_as_heading(bad), "{bad}");
        }
    }

    #[test]
    fn a_signed_order_stays_as_it_is() {
        assert_eq!(order().editable(), Ok(()));
        assert_eq!(order().sign(signature()).unwrap().editable(), Err(CannotEdit::Signed));
    }
}
