//! Students by all their marks together: excellent, good, nearly so, failing.

use school::Share;

use crate::registry::{Computes, Measure, Quantity, Reads};
use crate::{MarkCounts, Measured};

/// Where a student stands by the marks of all subjects of a term or year; each stands in one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StudentStanding {
    /// A 2, or «н/а», in some subject («неуспевающий»).
    Failing,
    /// Passes, with two or more 3s.
    Satisfactory,
    /// One 3 and otherwise 4 and 5: a reserve of the good («с одной тройкой»).
    OneThree,
    /// Only 4 and 5, two or more of them 4 («хорошист»).
    Good,
    /// One 4 and otherwise 5: good, and a reserve of the excellent («с одной четвёркой»).
    OneFour,
    /// All 5 («отличник»).
    Excellent,
}

impl StudentStanding {
    /// All standings, the lowest first.
    pub const ALL: [StudentStanding; 6] = [
        StudentStanding::Failing,
        StudentStanding::Satisfactory,
        StudentStanding::OneThree,
        StudentStanding::Good,
        StudentStanding::OneFour,
        StudentStanding::Excellent,
    ];

    /// Whether the student has only 4 and 5.
    #[must_use]
    pub fn is_good(self) -> bool {
        self >= StudentStanding::Good
    }

    /// Whether the student passes in every subject.
    #[must_use]
    pub fn is_passing(self) -> bool {
        self != StudentStanding::Failing
    }
}

/// The standing of a student by the marks of all subjects, one mark for each subject.
///
/// # Definition
/// A 2 or «н/а» — failing; otherwise all 5 — excellent; no 3 and one 4 — one four; no 3 — good; one 3 —
/// one three; else satisfactory. Subjects one is exempt from do not count.
///
/// # Reads as
/// One of six places in order; the good are [`StudentStanding::is_good`] and include the excellent.
///
/// # Undefined when
/// The student has neither marks nor «н/а» (year group 1): `None`, and stays outside the base.
///
/// # Caution
/// «С одной четвёркой» is a part of the good, not beside them. «С одной тройкой» with nothing else but
/// 3s cannot be told from one subject: a student with a single mark of 3 stands there too.
///
/// # Source
/// Common usage of school reports; the help of «Сетевой Город».
///
/// # Example
/// ```
/// use measure::{MarkCounts, StudentStanding, student_standing};
///
/// let marks = MarkCounts { five: 11, four: 1, exempt: 1, ..MarkCounts::default() };
/// let standing = student_standing(&marks).unwrap();
/// assert_eq!(standing, StudentStanding::OneFour);
/// assert!(standing.is_good());
/// ```
#[must_use]
pub fn student_standing(marks: &MarkCounts) -> Option<StudentStanding> {
    let standing = match *marks {
        _ if marks.base() == 0 => return None,
        MarkCounts { two, not_assessed, .. } if two > 0 || not_assessed > 0 => StudentStanding::Failing,
        MarkCounts { three: 0, four: 0, .. } => StudentStanding::Excellent,
        MarkCounts { three: 0, four: 1, .. } => StudentStanding::OneFour,
        MarkCounts { three: 0, .. } => StudentStanding::Good,
        MarkCounts { three: 1, .. } => StudentStanding::OneThree,
        _ => StudentStanding::Satisfactory,
    };
    Some(standing)
}

/// How many students stand where («распределение учеников»).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StudentStandings {
    counts: [i64; 6],
    unmarked: i64,
}

impl StudentStandings {
    /// How many stand here.
    #[must_use]
    pub fn of(&self, standing: StudentStanding) -> i64 {
        StudentStanding::ALL
            .into_iter()
            .zip(self.counts)
            .filter(|(at, _)| *at == standing)
            .map(|(_, count)| count)
            .sum()
    }

    /// Students with marks or «н/а»: the base.
    #[must_use]
    pub fn base(&self) -> i64 {
        self.counts.iter().sum()
    }

    /// Students outside the base, year group 1 among them.
    #[must_use]
    pub fn unmarked(&self) -> i64 {
        self.unmarked
    }

    /// The share that stands here.
    pub fn share_of(&self, standing: StudentStanding) -> Measured<Share> {
        Measured::share(self.of(standing), self.base())
    }

    /// The share with only 4 and 5, the excellent included («качество знаний по ученикам»).
    pub fn good_rate(&self) -> Measured<Share> {
        Measured::share(self.sum_where(StudentStanding::is_good), self.base())
    }

    /// The share that passes in every subject («успеваемость по ученикам»).
    pub fn pass_rate(&self) -> Measured<Share> {
        Measured::share(self.sum_where(StudentStanding::is_passing), self.base())
    }

    fn sum_where(&self, holds: fn(StudentStanding) -> bool) -> i64 {
        StudentStanding::ALL.into_iter().filter(|standing| holds(*standing)).map(|standing| self.of(standing)).sum()
    }
}

impl<'a> FromIterator<&'a MarkCounts> for StudentStandings {
    fn from_iter<I: IntoIterator<Item = &'a MarkCounts>>(students: I) -> StudentStandings {
        let mut standings = StudentStandings::default();
        for marks in students {
            match student_standing(marks) {
                Some(standing) => {
                    for (at, count) in StudentStanding::ALL.into_iter().zip(&mut standings.counts) {
                        *count += i64::from(at == standing);
                    }
                }
                None => standings.unmarked += 1,
            }
        }
        standings
    }
}

const fn quantity(name: &'static str, computes: Computes) -> Quantity {
    Quantity { name, reads: Reads::Share, computes }
}

fn share_at(students: &[MarkCounts], standing: StudentStanding) -> Measured<school::Exact> {
    students.iter().collect::<StudentStandings>().share_of(standing).map(Share::exact)
}

pub(crate) const MEASURE: Measure = Measure {
    name: "student_standing",
    title: "Ученики по итогам периода",
    method: "Ученика относят к одной группе по отметкам всех предметов: отличник — все «5»; хорошист — только «4» и «5»; \
             резерв отличников — с одной «4» (входит в хорошисты); резерв хорошистов — с одной «3»; неуспевающий — есть \
             «2» или «н/а». Успеваемость и качество по ученикам — доли среди учеников, имеющих отметки; первоклассники \
             и освобождённые от всех предметов в базу не входят.",
    source: "Практика школьной отчётности; справка АИС «Сетевой Город. Образование»",
    quantities: &[
        quantity(
            "pass_rate",
            Computes::FromStudents(|all| all.iter().collect::<StudentStandings>().pass_rate().map(Share::exact)),
        ),
        quantity(
            "good_rate",
            Computes::FromStudents(|all| all.iter().collect::<StudentStandings>().good_rate().map(Share::exact)),
        ),
        quantity("excellent", Computes::FromStudents(|all| share_at(all, StudentStanding::Excellent))),
        quantity("one_four", Computes::FromStudents(|all| share_at(all, StudentStanding::OneFour))),
        quantity("one_three", Computes::FromStudents(|all| share_at(all, StudentStanding::OneThree))),
        quantity("failing", Computes::FromStudents(|all| share_at(all, StudentStanding::Failing))),
    ],
};

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::all_five((9, 0, 0, 0, 0), Some(StudentStanding::Excellent))]
    #[case::one_four((9, 1, 0, 0, 0), Some(StudentStanding::OneFour))]
    #[case::two_fours((9, 2, 0, 0, 0), Some(StudentStanding::Good))]
    #[case::one_three((9, 2, 1, 0, 0), Some(StudentStanding::OneThree))]
    #[case::two_threes((9, 2, 2, 0, 0), Some(StudentStanding::Satisfactory))]
    #[case::a_two((9, 2, 0, 1, 0), Some(StudentStanding::Failing))]
    #[case::not_assessed((9, 0, 0, 0, 1), Some(StudentStanding::Failing))]
    #[case::nothing((0, 0, 0, 0, 0), None)]
    fn a_student_stands_in_one_place(#[case] of: (u32, u32, u32, u32, u32), #[case] standing: Option<StudentStanding>) {
        let (five, four, three, two, not_assessed) = of;
        let marks = MarkCounts { two, three, four, five, not_assessed, exempt: 2 };
        assert_eq!(student_standing(&marks), standing);
    }

    #[test]
    fn no_good_student_beside_good_marks_in_every_subject() {
        // Three students, three subjects, each with one 3 elsewhere: 67 % by marks, nobody by students.
        let class = [MarkCounts { five: 2, three: 1, ..MarkCounts::default() }; 3];
        let standings: StudentStandings = class.iter().collect();
        assert_eq!(standings.good_rate(), Measured::share(0, 3));
        assert_eq!(crate::good_mark_rate(&class.into_iter().sum()), Measured::share(6, 9));
    }

    #[test]
    fn year_group_one_is_outside_the_base() {
        let class = [MarkCounts::default(), MarkCounts { five: 1, ..MarkCounts::default() }];
        let standings: StudentStandings = class.iter().collect();
        assert_eq!((standings.base(), standings.unmarked()), (1, 1));
        assert_eq!(standings.pass_rate(), Measured::share(1, 1));
    }
}
