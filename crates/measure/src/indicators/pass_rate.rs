//! The share of those who cope («абсолютная успеваемость»).

use school::Share;

use crate::registry::{Computes, Measure, Quantity, Reads};
use crate::{MarkCounts, Measured};

/// The pass rate («успеваемость») of a set of marks.
///
/// # Definition
/// `(n5 + n4 + n3) / N`, where N is the marks 2–5 and the not assessed; the exempt are outside.
///
/// # Reads as
/// A share, more is better.
///
/// # Undefined when
/// Nobody has a mark or «н/а»: [`Why::EmptyBase`](crate::Why::EmptyBase).
///
/// # Caution
/// By marks of one subject. The share of students who pass in every subject is lower: see
/// [`StudentStandings`](crate::StudentStandings).
///
/// # Source
/// The help of «Сетевой Город»: «н/а» stays in the base, the exempt do not.
///
/// # Example
/// ```
/// use measure::{MarkCounts, pass_rate};
///
/// let marks = MarkCounts { five: 3, four: 4, three: 2, two: 1, not_assessed: 1, exempt: 5 };
/// let rate = pass_rate(&marks).known().unwrap();
/// assert_eq!((rate.part(), rate.whole()), (9, 11));
/// ```
pub fn pass_rate(marks: &MarkCounts) -> Measured<Share> {
    let passed = marks.marked() - i64::from(marks.two);
    Measured::share(passed, marks.base())
}

pub(crate) const MEASURE: Measure = Measure {
    name: "pass_rate",
    title: "Успеваемость",
    method: "Число отметок «5», «4» и «3» делят на число всех отметок вместе с «н/а»; освобождённые в расчёт не \
             входят. Считается по отметкам одного предмета; доля учеников, успевающих по всем предметам, ниже.",
    source: "Справка АИС «Сетевой Город. Образование»",
    quantities: &[Quantity {
        name: "rate",
        reads: Reads::Share,
        computes: Computes::FromMarks(|marks| pass_rate(marks).map(Share::exact)),
    }],
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Why;

    #[test]
    fn the_not_assessed_stay_in_the_base() {
        let marks = MarkCounts { not_assessed: 2, exempt: 9, ..MarkCounts::default() };
        assert_eq!(pass_rate(&marks), Measured::share(0, 2));
        let exempt = MarkCounts { not_assessed: 0, ..marks };
        assert_eq!(pass_rate(&exempt), Measured::Unknown(Why::EmptyBase));
    }
}
