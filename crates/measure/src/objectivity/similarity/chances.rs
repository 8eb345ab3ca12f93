//! How likely each answer is for each student who works alone.

use super::sheets::{AnswerSheets, Item, NO_ANSWER};

/// The chances of all answers: for each student a row over the categories of all items.
pub(super) struct Chances {
    /// Where the categories of each item begin in a row; one more at the end.
    pub(super) starts: Vec<usize>,
    rows: Vec<f64>,
}

/// Abilities beyond this are not told apart.
const FAR: f64 = 6.0;

struct Model<'a> {
    sheets: &'a AnswerSheets,
    starts: Vec<usize>,
    /// ln q of each category.
    easiness: Vec<f64>,
    abilities: Vec<f64>,
    /// The worth of the answers of each student, pulled off the ends.
    totals: Vec<f64>,
}

impl Chances {
    /// Fits P(c | θ) ∝ q_c·exp(θ·worth_c) to all sheets: one ability per student, one q per category, by alternating
    /// improvement until the totals of students and the numbers of answers are reproduced.
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

    /// Raises each category by how much more often it was given than expected; half an answer is added for caution.
    fn improve_items(&mut self) {
        for item in 0..self.sheets.items.len() {
            let categories = self.sheets.items[item].worth.len();
            let mut given = vec![0.5 / categories.max(1) as f64; categories];
            let mut expected = given.clone();
            let mut row = vec![0.0; categories];
            let answers = self.sheets.items[item].answers.iter().zip(&self.abilities);
            for (answer, ability) in answers.filter(|(answer, _)| **answer != NO_ANSWER) {
                given[usize::from(*answer)] += 1.0;
                self.chances(item, *ability, &mut row);
                expected.iter_mut().zip(&row).for_each(|(sum, chance)| *sum += chance);
            }
            let own = &mut self.easiness[self.starts[item]..self.starts[item + 1]];
            own.iter_mut()
                .zip(given.iter().zip(&expected))
                .for_each(|(e, (given, expected))| *e += (given / expected).ln());
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
            if variance > 1e-9 {
                let step = ((self.totals[student] - mean) / variance).clamp(-1.0, 1.0);
                let new = (self.abilities[student] + step).clamp(-FAR, FAR);
                greatest = greatest.max((new - self.abilities[student]).abs());
                self.abilities[student] = new;
            }
        }
        greatest
    }
}

/// The worth of what a student answered, at least a quarter of an item off both ends.
fn total(items: &[Item], student: usize) -> f64 {
    let answered = items.iter().filter(|item| item.answers[student] != NO_ANSWER);
    let worth = answered.clone().map(|item| item.worth[usize::from(item.answers[student])]).sum::<f64>();
    let n = answered.count() as f64;
    worth.clamp(0.25_f64.min(n / 2.0), (n - 0.25).max(n / 2.0))
}
