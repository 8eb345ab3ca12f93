//! Where the zero of the scale of logits lies.

use std::fmt;

/// The condition that fixes the scale of an item response model; without one any shift of it fits as well.
///
/// # Definition
/// [`SumZero`](Identification::SumZero): the places of items (means of their thresholds) sum to 0.
/// [`FirstZero`](Identification::FirstZero): the first threshold of the first item is 0.
/// [`CumulatedZero`](Identification::CumulatedZero): the sum over all items and categories of the cumulated thresholds
/// `b₁ + … + b_h` is 0 (the convention of eRm). [`StepsZero`](Identification::StepsZero): the mean of all thresholds is 0
/// (the convention of psychotools). [`FirstStepsZero`](Identification::FirstStepsZero): the first thresholds of the items
/// sum to 0 (rating scale models of eRm). [`StandardAbility`](Identification::StandardAbility): ability is N(0, 1).
/// [`CentredAbility`](Identification::CentredAbility): ability is N(0, σ²), σ² estimated.
/// [`Anchored`](Identification::Anchored): named thresholds keep given values.
///
/// # Reads as
/// A sentence to stand under the table of parameters: without it two tables must not be compared.
///
/// # Undefined when
/// Never.
///
/// # Caution
/// Differences between items do not depend on it (as long as slopes are fixed); every single parameter and every
/// standard error does.
///
/// # Source
/// Fischer, Molenaar (eds.) (1995), Rasch Models, ch. 3; Mair, Hatzinger (2007), J. Stat. Software 20(9).
///
/// # Example
/// ```
/// use measure::latent::Identification;
///
/// assert_eq!(Identification::SumZero.to_string(), "сумма трудностей всех заданий равна нулю");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub enum Identification {
    /// The places of the items sum to 0; for items of 0 or 1: the difficulties.
    SumZero,
    /// The first threshold of the first item is 0.
    FirstZero,
    /// The cumulated thresholds of all items and categories sum to 0.
    CumulatedZero,
    /// The mean of all thresholds is 0.
    StepsZero,
    /// The first thresholds of all items sum to 0.
    FirstStepsZero,
    /// Ability is distributed N(0, 1).
    StandardAbility,
    /// Ability is distributed N(0, σ²) with σ² estimated.
    CentredAbility,
    /// Parameters of these items are given beforehand.
    Anchored(Vec<usize>),
}

impl fmt::Display for Identification {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Identification::SumZero => "сумма трудностей всех заданий равна нулю",
            Identification::FirstZero => "первый порог первого задания равен нулю",
            Identification::CumulatedZero => "сумма накопленных порогов всех заданий и категорий равна нулю",
            Identification::StepsZero => "среднее всех порогов равно нулю",
            Identification::FirstStepsZero => "сумма первых порогов всех заданий равна нулю",
            Identification::StandardAbility => "подготовка распределена нормально со средним 0 и дисперсией 1",
            Identification::CentredAbility => "подготовка распределена нормально со средним 0, дисперсия оценена",
            Identification::Anchored(items) => {
                let numbers: Vec<String> = items.iter().map(|item| (item + 1).to_string()).collect();
                return write!(f, "закреплены параметры заданий по порядку: {}", numbers.join(", "));
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_named() {
        let anchored = Identification::Anchored(vec![0, 4]);
        assert_eq!(anchored.to_string(), "закреплены параметры заданий по порядку: 1, 5");
    }
}
