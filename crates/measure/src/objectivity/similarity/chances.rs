//! How likely each answer is for each student who works alone.

use super::sheets::{AnswerSheets, Item, NO_ANSWER};

/// The chances of all answers: for each student a row over the categories of all items.
pub(super) struct Chances {
    /// Where the categories of each item begin in a row; one more at the end.
    pub(super) starts: Vec<usize>,
    rows: Vec<f64>,
}

/// How surely abilities lie about 0: a normal distribution with standard deviation 2, so that all or nothing right is finite too.
const PRECISION: f64 = 0.25;

/// So much of a student of ability 0 is added to each item, his answers being even.
const ADDED: f64 = 0.5;

struct Model<'a> {
    sheets: &'a AnswerSheets,
    starts: Vec<usize>,
    /// ln q of each category.
    easiness: Vec<f64>,
    abilities: Vec<f64>,
    /// The worth of the answers of each student.
    totals: Vec<f64>,
}

impl Chances {
    /// Fits P(c | θ) ∝ q_c·exp(θ·worth_c) to all sheets, one ability per student, one q per category, by the greatest
    /// penalised likelihood: the totals of students and the numbers of answers are reproduced up to the little that is added.
    pub(super) fn of(sheets: &AnswerSheets) -> Chances {
        let mut model = Model::new(sheets);
        for _ in 0..500 {
            model.improve_items();
            if model.improve_abilities() < 1e-9 {
                break;
            }
        }
        let width = model.starts.last().copied().unwrap_or(0);
        let mut rows = vec![0.0; width * sheets.students];
        for (student, row) in rows.chunks_exact_mut(width.max(1)).enumerate() {
            for item in 0..sheets.items.len() {
                model.chances(item, model.abilities[student], &mut row[model.starts[item]..model.starts[item + 1]]);
            }
        }
        Chances { starts: model.starts, rows }
    }

    /// The chances of one student over the categories of all items.
    pub(super) fn student(&self, student: usize) -> &[f64] {
        let width = self.starts.last().copied().unwrap_or(0);
        &self.rows[student * width..(student + 1) * width]
    }
}

impl Model<'_> {
    fn new(sheets: &AnswerSheets) -> Model<'_> {
        let mut starts = vec![0];
        for item in &sheets.items {
            starts.push(starts[starts.len() - 1] + item.worth.len());
        }
        let totals = (0..sheets.students).map(|student| total(&sheets.items, student)).collect();
        let width = starts[starts.len() - 1];
        Model { sheets, starts, easiness: vec![0.0; width], abilities: vec![0.0; sheets.students], totals }
    }

    fn chances(&self, item: usize, ability: f64, into: &mut [f64]) {
        let easiness = &self.easiness[self.starts[item]..self.starts[item + 1]];
        let mut sum = 0.0;
        for ((chance, easiness), worth) in into.iter_mut().zip(easiness).zip(&self.sheets.items[item].worth) {
            *chance = (easiness + ability * worth).exp();
            sum += *chance;
        }
        into.iter_mut().for_each(|chance| *chance /= sum);
    }

    /// Raises each category by how much more often it was given than expected.
    fn improve_items(&mut self) {
        for item in 0..self.sheets.items.len() {
            let categories = self.sheets.items[item].worth.len();
            let mut given = vec![ADDED / categories.max(1) as f64; categories];
            let mut row = vec![0.0; categories];
            self.chances(item, 0.0, &mut row);
            let mut expected: Vec<f64> = row.iter().map(|chance| ADDED * chance).collect();
            let answers = self.sheets.items[item].answers.iter().zip(&self.abilities);
            for (answer, ability) in answers.filter(|(answer, _)| **answer != NO_ANSWER) {
                given[usize::from(*answer)] += 1.0;
                self.chances(item, *ability, &mut row);
                expected.iter_mut().zip(&row).for_each(|(sum, chance)| *sum += chance);
            }
            let own = &mut self.easiness[self.starts[item]..self.starts[item + 1]];
            let raised = own.iter_mut().zip(given.iter().zip(&expected));
            raised.for_each(|(easiness, (given, expected))| *easiness += (given / expected).ln());
        }
    }

    /// One step of Newton for each ability; answers the greatest step.
    fn improve_abilities(&mut self) -> f64 {
        let mut greatest: f64 = 0.0;
        let mut row = vec![0.0; self.sheets.items.iter().map(|item| item.worth.len()).max().unwrap_or(0)];
        for student in 0..self.sheets.students {
            let (mut mean, mut variance) = (0.0, 0.0);
            for (place, item) in self.sheets.items.iter().enumerate() {
                if item.answers[student] == NO_ANSWER {
                    continue;
                }
                let row = &mut row[..item.worth.len()];
                self.chances(place, self.abilities[student], row);
                let first: f64 = row.iter().zip(&item.worth).map(|(p, worth)| p * worth).sum();
                let second: f64 = row.iter().zip(&item.worth).map(|(p, worth)| p * worth * worth).sum();
                mean += first;
                variance += second - first * first;
            }
            let pull = self.totals[student] - mean - PRECISION * self.abilities[student];
            let step = (pull / (variance + PRECISION)).clamp(-1.0, 1.0);
            greatest = greatest.max(step.abs());
            self.abilities[student] += step;
        }
        greatest
    }
}

/// The worth of what a student answered.
fn total(items: &[Item], student: usize) -> f64 {
    let answered = items.iter().filter(|item| item.answers[student] != NO_ANSWER);
    answered.map(|item| item.worth[usize::from(item.answers[student])]).sum()
}
