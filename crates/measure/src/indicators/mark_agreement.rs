//! Marks of a test paper beside the marks of the gradebook («соответствие отметок журналу»).

use school::{Mark, Share};

use crate::Measured;
use crate::registry::{Computes, MarkPair, Measure, Quantity, Reads};

/// Students by the mark of the gradebook and the mark of the paper.
///
/// # Definition
/// Over students with both marks: lowered — paper < gradebook, confirmed — equal, raised — paper >
/// gradebook; wide — two marks apart or more.
///
/// # Reads as
/// Three shares that make 1, and a count to look at by name.
///
/// # Undefined when
/// Nobody has both marks: [`Why::EmptyBase`](crate::Why::EmptyBase).
///
/// # Caution
/// Not a finding of bias: a paper covers less than a term, and conditions differ. Students without one
/// of the marks are outside the base, and how many stands beside it.
///
/// # Source
/// ФИС ОКО, «Сравнение отметок с отметками по журналу»: «понизили», «подтвердили», «повысили»; the gap
/// of two marks: recommendations of ФИОКО, 2026.
///
/// # Example
/// ```
/// use measure::{MarkAgreement, Measured};
/// use school::Mark::{Five, Four, Three, Two};
///
/// let pairs = [(Some(Four), Some(Five)), (Some(Four), Some(Four)), (Some(Two), Some(Four)), (Some(Three), None)];
/// let agreement: MarkAgreement = pairs.into_iter().collect();
/// assert_eq!(agreement.lowered(), Measured::share(2, 3));
/// assert_eq!(agreement.confirmed(), Measured::share(1, 3));
/// assert_eq!((agreement.wide_gap_count(), agreement.incomplete_count()), (1, 1));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MarkAgreement {
    /// Row: the gradebook, 2 to 5; column: the paper, 2 to 5.
    matrix: [[i64; 4]; 4],
    incomplete: i64,
}

impl MarkAgreement {
    /// How many have this mark in the gradebook and that mark for the paper.
    #[must_use]
    pub fn count(&self, gradebook: Mark, paper: Mark) -> i64 {
        self.sum_where(|row, column| row == gradebook && column == paper)
    }

    /// The transition matrix: a row for each mark of the gradebook, a column for each mark of the paper.
    #[must_use]
    pub fn matrix(&self) -> &[[i64; 4]; 4] {
        &self.matrix
    }

    /// Students with both marks: the base.
    #[must_use]
    pub fn base(&self) -> i64 {
        self.sum_where(|_, _| true)
    }

    /// Students without one of the marks, outside the base.
    #[must_use]
    pub fn incomplete_count(&self) -> i64 {
        self.incomplete
    }

    /// The share whose paper is below the gradebook («понизили»).
    pub fn lowered(&self) -> Measured<Share> {
        Measured::share(self.sum_where(|gradebook, paper| paper < gradebook), self.base())
    }

    /// The share whose marks are equal («подтвердили»).
    pub fn confirmed(&self) -> Measured<Share> {
        Measured::share(self.sum_where(|gradebook, paper| paper == gradebook), self.base())
    }

    /// The share whose paper is above the gradebook («повысили»).
    pub fn raised(&self) -> Measured<Share> {
        Measured::share(self.sum_where(|gradebook, paper| paper > gradebook), self.base())
    }

    /// How many have two marks or more between the two.
    #[must_use]
    pub fn wide_gap_count(&self) -> i64 {
        self.sum_where(is_wide_gap)
    }

    /// The share that has two marks or more between the two.
    pub fn wide_gap(&self) -> Measured<Share> {
        Measured::share(self.wide_gap_count(), self.base())
    }

    fn sum_where(&self, holds: impl Fn(Mark, Mark) -> bool) -> i64 {
        let rows = Mark::ALL.into_iter().zip(&self.matrix);
        let cells = rows
            .flat_map(|(gradebook, row)| Mark::ALL.into_iter().zip(row).map(move |(paper, n)| (gradebook, paper, n)));
        cells.filter(|(gradebook, paper, _)| holds(*gradebook, *paper)).map(|(_, _, n)| n).sum()
    }

    fn add(&mut self, gradebook: Mark, paper: Mark) {
        for (row, cells) in Mark::ALL.into_iter().zip(&mut self.matrix) {
            for (column, cell) in Mark::ALL.into_iter().zip(cells) {
                *cell += i64::from(row == gradebook && column == paper);
            }
        }
    }
}

/// Whether two marks or more lie between the gradebook and the paper, in either direction.
#[must_use]
pub fn is_wide_gap(gradebook: Mark, paper: Mark) -> bool {
    gradebook.number().abs_diff(paper.number()) >= 2
}

impl FromIterator<MarkPair> for MarkAgreement {
    /// Of pairs: the mark of the paper, the mark of the gradebook.
    fn from_iter<I: IntoIterator<Item = MarkPair>>(pairs: I) -> MarkAgreement {
        let mut agreement = MarkAgreement::default();
        for pair in pairs {
            match pair {
                (Some(paper), Some(gradebook)) => agreement.add(gradebook, paper),
                _ => agreement.incomplete += 1,
            }
        }
        agreement
    }
}

fn of(pairs: &[MarkPair]) -> MarkAgreement {
    pairs.iter().copied().collect()
}

const fn quantity(name: &'static str, computes: Computes) -> Quantity {
    Quantity { name, reads: Reads::Share, computes }
}

pub(crate) const MEASURE: Measure = Measure {
    name: "mark_agreement",
    title: "Соответствие отметок за работу отметкам по журналу",
    method: "Сравнивают отметки учеников, у которых есть обе: «понизили» — за работу отметка ниже, чем в журнале, \
             «подтвердили» — равна, «повысили» — выше. Доли считают от числа учеников с обеими отметками. Расхождение \
             на две отметки и больше разбирают поимённо. Расхождение само по себе не говорит о необъективности и \
             требует дополнительного анализа.",
    source: "ФИС ОКО, «Сравнение отметок с отметками по журналу»; рекомендации ФИОКО, 2026",
    quantities: &[
        quantity("lowered", Computes::FromMarkPairs(|pairs| of(pairs).lowered().map(Share::exact))),
        quantity("confirmed", Computes::FromMarkPairs(|pairs| of(pairs).confirmed().map(Share::exact))),
        quantity("raised", Computes::FromMarkPairs(|pairs| of(pairs).raised().map(Share::exact))),
        quantity("wide_gap", Computes::FromMarkPairs(|pairs| of(pairs).wide_gap().map(Share::exact))),
    ],
};

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;

    proptest! {
        #[test]
        fn three_shares_make_the_whole(pairs in prop::collection::vec(
            (prop::option::of(select(Mark::ALL.to_vec())), prop::option::of(select(Mark::ALL.to_vec()))), 0..40,
        )) {
            let agreement = of(&pairs);
            let parts = [agreement.lowered(), agreement.confirmed(), agreement.raised()];
            let sum: i64 = parts.into_iter().filter_map(Measured::known).map(Share::part).sum();
            prop_assert_eq!(sum, agreement.base());
            prop_assert_eq!(agreement.base() + agreement.incomplete_count(), i64::try_from(pairs.len()).unwrap());
        }
    }

    #[test]
    fn the_matrix_has_the_gradebook_in_rows() {
        let agreement = of(&[(Some(Mark::Two), Some(Mark::Five))]);
        assert_eq!(agreement.matrix()[3][0], 1);
        assert_eq!(agreement.count(Mark::Five, Mark::Two), 1);
        assert_eq!(agreement.count(Mark::Two, Mark::Five), 0);
    }
}
