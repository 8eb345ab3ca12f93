//! Answers as categories.

use std::collections::BTreeMap;

use crate::{Response, Responses};

/// What stands for «no answer».
pub(super) const NO_ANSWER: u16 = u16::MAX;

/// The answers of students to items, each answer being one of the categories of its item («бланки ответов»).
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerSheets {
    pub(super) students: usize,
    pub(super) items: Vec<Item>,
}

/// One item: the category of each student, and what each category is worth, from 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Item {
    pub(super) answers: Vec<u16>,
    pub(super) worth: Vec<f64>,
}

impl AnswerSheets {
    /// Of points: students who gained the same points on an item agree on it. What has no points is no answer.
    #[must_use]
    pub fn from_points(responses: &Responses) -> AnswerSheets {
        let item = |item: usize| {
            let answers = responses.item(item).map(|response| match response {
                Response::Points(points) => {
                    Some((u32::from(points), f64::from(points) / f64::from(responses.greatest(item))))
                }
                Response::Missing | Response::NotAdministered => None,
            });
            Item::of(answers)
        };
        AnswerSheets { students: responses.persons(), items: (0..responses.items()).map(item).collect() }
    }

    /// Of answers as they were given (numbers stand for options or texts), one column per item with the right answer first; a
    /// `None` is no answer. Nothing when columns differ in length.
    #[must_use]
    pub fn from_answers(columns: &[(u32, Vec<Option<u32>>)]) -> Option<AnswerSheets> {
        let students = columns.first().map_or(0, |(_, answers)| answers.len());
        let item = |(right, answers): &(u32, Vec<Option<u32>>)| {
            let worth = |answer: u32| f64::from(u8::from(answer == *right));
            Item::of(answers.iter().map(|answer| answer.map(|answer| (answer, worth(answer)))))
        };
        let is_even = columns.iter().all(|(_, answers)| answers.len() == students);
        is_even.then(|| AnswerSheets { students, items: columns.iter().map(item).collect() })
    }

    /// How many students.
    #[must_use]
    pub fn students(&self) -> usize {
        self.students
    }

    /// How many items.
    #[must_use]
    pub fn items(&self) -> usize {
        self.items.len()
    }
}

impl Item {
    fn of(answers: impl Iterator<Item = Option<(u32, f64)>>) -> Item {
        let answers: Vec<Option<(u32, f64)>> = answers.collect();
        let mut places: BTreeMap<u32, (u16, f64)> = BTreeMap::new();
        for (answer, worth) in answers.iter().flatten() {
            places.entry(*answer).or_insert((0, *worth));
        }
        // Rare answers beyond what 16 bits can name share the last category: they agree with nobody but each other.
        for (place, (category, _)) in places.values_mut().enumerate() {
            *category = u16::try_from(place).unwrap_or(NO_ANSWER - 1).min(NO_ANSWER - 1);
        }
        let category = |answer: &Option<(u32, f64)>| answer.map_or(NO_ANSWER, |(answer, _)| places[&answer].0);
        let worth = places.values().map(|(_, worth)| *worth).take(usize::from(NO_ANSWER)).collect();
        Item { answers: answers.iter().map(category).collect(), worth }
    }
}
