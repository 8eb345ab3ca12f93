//! The answers of persons to the items of a test paper: what test theory works on.

use std::fmt;

/// What one person gave to one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Response {
    /// Points, from 0 to the greatest of the item.
    Points(u8),
    /// The item was in the paper of this person, but there is no answer («не приступал»).
    Missing,
    /// The item was not in the paper (booklet, variant) of this person.
    NotAdministered,
}

/// The greatest points that one item may give; two higher numbers stand for what has no points.
pub const GREATEST_POINTS: u8 = 253;
const MISSING: u8 = 254;
const NOT_ADMINISTERED: u8 = 255;

/// A rectangle of responses, persons by items, kept column by column: one byte each.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Responses {
    persons: usize,
    greatest: Vec<u8>,
    columns: Vec<Vec<u8>>,
}

/// Why a column of responses is not taken. Persons and items are counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotResponses {
    /// A column is longer or shorter than the columns before it.
    UnequalLength {
        /// The item.
        item: usize,
        /// How many persons the column has.
        persons: usize,
        /// How many persons the first column has.
        expected: usize,
    },
    /// More points than the item can give.
    AboveGreatest {
        /// The item.
        item: usize,
        /// The person.
        person: usize,
        /// The points that were given.
        points: u8,
        /// The greatest points of the item.
        greatest: u8,
    },
    /// The greatest points of an item are 0 or above [`GREATEST_POINTS`].
    BadGreatest {
        /// The item.
        item: usize,
    },
}

impl fmt::Display for NotResponses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotResponses::UnequalLength { item, persons, expected } => {
                write!(f, "в задании {} ответов {persons}, а в первом {expected}", item + 1)
            }
            NotResponses::AboveGreatest { item, person, points, greatest } => write!(
                f,
                "задание {}, участник {}: баллов {points}, а наибольший балл задания {greatest}",
                item + 1,
                person + 1
            ),
            NotResponses::BadGreatest { item } => {
                write!(f, "задание {}: наибольший балл должен быть от 1 до {GREATEST_POINTS}", item + 1)
            }
        }
    }
}

impl std::error::Error for NotResponses {}

impl Responses {
    /// Responses of columns: for each item its greatest points and the response of each person, in one order of persons.
    ///
    /// # Errors
    /// When columns differ in length, or a response does not fit its item.
    pub fn new<C, R>(columns: C) -> Result<Responses, NotResponses>
    where
        C: IntoIterator<Item = (u8, R)>,
        R: IntoIterator<Item = Response>,
    {
        let mut responses = Responses::default();
        for (item, (greatest, column)) in columns.into_iter().enumerate() {
            responses.push(item, greatest, column)?;
        }
        Ok(responses)
    }

    fn push(
        &mut self,
        item: usize,
        greatest: u8,
        column: impl IntoIterator<Item = Response>,
    ) -> Result<(), NotResponses> {
        if !(1..=GREATEST_POINTS).contains(&greatest) {
            return Err(NotResponses::BadGreatest { item });
        }
        let mut codes = Vec::with_capacity(self.persons);
        for (person, response) in column.into_iter().enumerate() {
            match response {
                Response::Points(points) if points > greatest => {
                    return Err(NotResponses::AboveGreatest { item, person, points, greatest });
                }
                fitting => codes.push(code(fitting)),
            }
        }
        if item > 0 && codes.len() != self.persons {
            return Err(NotResponses::UnequalLength { item, persons: codes.len(), expected: self.persons });
        }
        self.persons = codes.len();
        self.greatest.push(greatest);
        self.columns.push(codes);
        Ok(())
    }

    /// How many persons there are.
    #[must_use]
    pub fn persons(&self) -> usize {
        self.persons
    }

    /// How many items there are.
    #[must_use]
    pub fn items(&self) -> usize {
        self.columns.len()
    }

    /// The greatest points of an item.
    ///
    /// # Panics
    /// When there is no such item.
    #[must_use]
    pub fn greatest(&self, item: usize) -> u8 {
        self.greatest[item]
    }

    /// One response.
    ///
    /// # Panics
    /// When there is no such person or item.
    #[must_use]
    pub fn get(&self, person: usize, item: usize) -> Response {
        response(self.columns[item][person])
    }

    /// The responses to one item, in the order of persons.
    ///
    /// # Panics
    /// When there is no such item.
    pub fn item(&self, item: usize) -> impl ExactSizeIterator<Item = Response> + '_ {
        self.columns[item].iter().map(|&code| response(code))
    }

    /// The responses of one person, in the order of items.
    ///
    /// # Panics
    /// When there is no such person.
    pub fn person(&self, person: usize) -> impl ExactSizeIterator<Item = Response> + '_ {
        self.columns.iter().map(move |column| response(column[person]))
    }

    /// The responses of some persons to some items, in the order given.
    ///
    /// # Panics
    /// When there is no such person or item.
    #[must_use]
    pub fn part(&self, persons: &[usize], items: &[usize]) -> Responses {
        let column = |&item: &usize| persons.iter().map(|&person| self.columns[item][person]).collect();
        Responses {
            persons: persons.len(),
            greatest: items.iter().map(|&item| self.greatest[item]).collect(),
            columns: items.iter().map(column).collect(),
        }
    }

    /// The bytes of one item for the inner loops: points, or a code for which [`is_points`] is false.
    pub(crate) fn codes(&self, item: usize) -> &[u8] {
        &self.columns[item]
    }
}

impl Response {
    /// The points, if there are any.
    #[must_use]
    pub fn points(self) -> Option<u8> {
        match self {
            Response::Points(points) => Some(points),
            Response::Missing | Response::NotAdministered => None,
        }
    }
}

/// Whether a byte of a column is points.
pub(crate) fn is_points(code: u8) -> bool {
    code < MISSING
}

/// Whether a byte of a column stands for an item that was not in the paper of the person.
pub(crate) fn is_not_administered(code: u8) -> bool {
    code == NOT_ADMINISTERED
}

fn code(response: Response) -> u8 {
    match response {
        Response::Points(points) => points,
        Response::Missing => MISSING,
        Response::NotAdministered => NOT_ADMINISTERED,
    }
}

fn response(code: u8) -> Response {
    match code {
        MISSING => Response::Missing,
        NOT_ADMINISTERED => Response::NotAdministered,
        points => Response::Points(points),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_in_comes_out() {
        let column = [Response::Points(2), Response::Missing, Response::NotAdministered, Response::Points(0)];
        let responses = Responses::new([(2, column), (GREATEST_POINTS, column)]).unwrap();
        assert_eq!((responses.persons(), responses.items(), responses.greatest(1)), (4, 2, GREATEST_POINTS));
        assert!(responses.item(0).eq(column));
        assert!(responses.person(1).eq([Response::Missing; 2]));
        assert_eq!(responses.get(2, 0), Response::NotAdministered);
        assert_eq!(responses.codes(0).iter().filter(|code| is_points(**code)).count(), 2);
        assert_eq!(Response::Points(2).points(), Some(2));
        assert_eq!(Response::Missing.points(), None);
    }

    #[test]
    fn a_part_keeps_the_order_asked_for() {
        let column = |first| [Response::Points(first), Response::Missing, Response::Points(0)];
        let responses = Responses::new([(1, column(1)), (2, column(2))]).unwrap();
        let part = responses.part(&[2, 0], &[1]);
        assert_eq!((part.persons(), part.items(), part.greatest(0)), (2, 1, 2));
        assert!(part.item(0).eq([Response::Points(0), Response::Points(2)]));
    }

    #[test]
    fn what_does_not_fit_is_refused_with_its_place() {
        let one = [Response::Points(1)];
        let above = Responses::new([(1, one), (1, [Response::Points(254)])]).unwrap_err();
        assert_eq!(above, NotResponses::AboveGreatest { item: 1, person: 0, points: 254, greatest: 1 });
        assert_eq!(above.to_string(), "задание 2, участник 1: баллов 254, а наибольший балл задания 1");
        assert_eq!(Responses::new([(0, one)]).unwrap_err(), NotResponses::BadGreatest { item: 0 });
        let unequal = Responses::new([(1, vec![Response::Missing; 2]), (1, vec![Response::Missing])]).unwrap_err();
        assert_eq!(unequal, NotResponses::UnequalLength { item: 1, persons: 1, expected: 2 });
    }
}
