//! Quorum and votes. Pure and exact: people are counted, nothing is divided.

/// More than this part of a whole is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct MoreThan {
    part: i64,
    of: i64,
}

impl MoreThan {
    fn is_reached(self, count: i64, whole: i64) -> bool {
        count * self.of > whole * self.part
    }
}

/// A meeting may decide when more than half of the members are present.
const QUORUM: MoreThan = MoreThan { part: 1, of: 2 };
/// A resolution is adopted when more than half of those present vote for it.
const ADOPTION: MoreThan = MoreThan { part: 1, of: 2 };

/// Whether so many of the members may decide.
#[must_use]
pub fn has_quorum(present: i64, members: i64) -> bool {
    QUORUM.is_reached(present, members)
}

/// How many of the members must at least be present.
#[must_use]
pub fn quorum_of(members: i64) -> i64 {
    (0..=members).find(|count| has_quorum(*count, members)).unwrap_or(members)
}

/// The votes on one question.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Votes {
    /// «за»
    pub in_favour: i64,
    /// «против»
    pub against: i64,
    /// «воздержались»
    pub abstained: i64,
}

impl Votes {
    /// All votes together.
    #[must_use]
    pub fn sum(self) -> i64 {
        self.in_favour + self.against + self.abstained
    }

    /// Whether so many people could vote so.
    #[must_use]
    pub fn fit(self, present: i64) -> bool {
        [self.in_favour, self.against, self.abstained].iter().all(|count| *count >= 0) && self.sum() <= present
    }

    /// Whether the resolution is adopted by so many present.
    #[must_use]
    pub fn adopt(self, present: i64) -> bool {
        ADOPTION.is_reached(self.in_favour, present)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_half_are_a_quorum() {
        for (present, members, enough) in
            [(0, 0, false), (1, 1, true), (1, 2, false), (2, 3, true), (15, 30, false), (16, 30, true)]
        {
            assert_eq!(has_quorum(present, members), enough, "{present} of {members}");
        }
        assert_eq!([1, 2, 3, 30, 31].map(quorum_of), [1, 2, 2, 16, 16]);
    }

    #[test]
    fn half_of_those_present_do_not_adopt() {
        let votes = |in_favour, against, abstained| Votes { in_favour, against, abstained };
        let table = [
            (votes(6, 5, 0), 11, true, true),
            (votes(5, 5, 0), 10, true, false),
            // those who do not vote count as present
            (votes(5, 0, 0), 10, true, false),
            (votes(6, 0, 5), 10, false, true),
            (votes(-1, 0, 0), 10, false, false),
            (votes(0, 0, 0), 0, true, false),
        ];
        for (votes, present, fits, adopts) in table {
            assert_eq!((votes.fit(present), votes.adopt(present)), (fits, adopts), "{votes:?} of {present}");
        }
    }
}
