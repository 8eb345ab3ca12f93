//! The share of good and excellent marks («качество знаний»).

use school::Share;

use crate::registry::{Computes, Measure, Quantity, Reads};
use crate::{MarkCounts, Measured};

/// The good mark rate («качество знаний») of a set of marks.
///
/// # Definition
/// `(n5 + n4) / N`, where N is the marks 2–5 and the not assessed; the exempt are outside.
///
/// # Reads as
/// A share, more is better; never above the pass rate.
///
/// # Undefined when
/// Nobody has a mark or «н/а»: [`Why::EmptyBase`](crate::Why::EmptyBase).
///
/// # Caution
/// By marks of one subject. A class in which nobody has only 4 and 5 may have 57 to 100 % in each
/// subject: the share of students is [`StudentStandings::good_rate`](crate::StudentStandings::good_rate).
///
/// # Source
/// The help of «Сетевой Город»: «н/а» stays in the base, the exempt do not.
///
/// # Example
/// ```
/// use measure::{MarkCounts, good_mark_rate};
///
/// let marks = MarkCounts { five: 3, four: 4, three: 2, two: 1, not_assessed: 1, exempt: 5 };
/// let rate = good_mark_rate(&marks).known().unwrap();
/// assert_eq!((rate.part(), rate.whole()), (7, 11));
/// ```
pub fn good_mark_rate(marks: &MarkCounts) -> Measured<Share> {
    Measured::share(i64::from(marks.four) + i64::from(marks.five), marks.base())
}

pub(crate) const MEASURE: Measure = Measure {
    name: "good_mark_rate",
    title: "Качество знаний",
    method: "Число отметок «5» и «4» делят на число всех отметок вместе с «н/а»; освобождённые в расчёт не входят. \
             Считается по отметкам одного предмета; доля учеников, занимающихся только на «4» и «5», — другой показатель.",
    source: "Справка АИС «Сетевой Город. Образование»",
    quantities: &[Quantity {
        name: "rate",
        reads: Reads::Share,
        computes: Computes::FromMarks(|marks| good_mark_rate(marks).map(Share::exact)),
    }],
};

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::pass_rate;

    proptest! {
        #[test]
        fn no_more_are_good_than_pass(two: u32, three: u32, four: u32, five: u32, not_assessed: u32) {
            let marks = MarkCounts { two, three, four, five, not_assessed, exempt: 1 };
            if let (Some(good), Some(passed)) = (good_mark_rate(&marks).known(), pass_rate(&marks).known()) {
                prop_assert!(good.exact() <= passed.exact());
            }
        }
    }
}
