//! What may be said of a measure taken.

use crate::stats::Interval;

/// Which direction is the better one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Better {
    /// More is better: the share of good marks.
    Higher,
    /// Less is better: the share of those who fail.
    Lower,
}

/// What is asked of a change («вопрос о результате меры»).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Question {
    /// Which direction is the better one.
    pub better: Better,
    /// The smallest change that matters, in the unit of the indicator (0.05 is five percentage points); 0 when
    /// none is agreed on, and then «no change» is never said.
    pub matters: f64,
}

/// What may be said («вывод о результате меры»).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// The change to the better is beyond chance.
    Improved,
    /// Any change is smaller than what matters.
    NoChange,
    /// The change to the worse is beyond chance.
    Worse,
    /// Both chance and a change that matters may explain it.
    CannotTell,
}

/// The result of a measure taken: the change of its indicator, and what may be said of it.
///
/// # Definition
/// A change, after less before, with its 95 % interval. The verdict: the interval within ± what matters: no
/// change; beyond 0 on the better side: improved; beyond 0 on the other side: worse; else cannot tell.
///
/// # Reads as
/// One of four verdicts, with the smallest change that this n would have shown with a probability of 80 %.
///
/// # Undefined when
/// The functions that make it say.
///
/// # Caution
/// «Improved» is not «because of the measure»: see [`difference_in_differences`](crate::effect::difference_in_differences)
/// and [`return_to_mean`](crate::effect::return_to_mean). «Cannot tell» is not «did not help».
///
/// # Source
/// Schuirmann D. J. (1987), Journal of Pharmacokinetics and Biopharmaceutics 15, 657–680, for «no change» as an
/// interval within bounds (here the 95 % interval, which is stricter than his 90 %).
///
/// # Example
/// ```
/// use measure::effect::{Better, Question, Verdict, share_effect};
/// use school::Share;
///
/// let question = Question { better: Better::Higher, matters: 0.05 };
/// let effect = share_effect(Share::new(240, 500).unwrap(), Share::new(300, 500).unwrap(), question).known().unwrap();
/// assert_eq!(effect.verdict, Verdict::Improved);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effect {
    /// After less before, in the unit of the indicator; above 0 is a rise, whichever direction is better.
    pub change: f64,
    /// Its 95 % interval.
    pub interval: Interval,
    /// The two-sided probability of such a change by chance. The verdict comes from the interval.
    pub p: f64,
    /// What may be said.
    pub verdict: Verdict,
    /// The smallest change to the better that would be seen with a probability of 80 %; nothing when no change
    /// could be.
    pub detectable: Option<f64>,
}

impl Verdict {
    /// All verdicts.
    pub const ALL: [Verdict; 4] = [Verdict::Improved, Verdict::NoChange, Verdict::Worse, Verdict::CannotTell];

    /// The stable code: `improved`, `no_change`, `worse` or `cannot_tell`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Verdict::Improved => "improved",
            Verdict::NoChange => "no_change",
            Verdict::Worse => "worse",
            Verdict::CannotTell => "cannot_tell",
        }
    }

    /// The verdict in Russian.
    #[must_use]
    pub fn say(self) -> &'static str {
        match self {
            Verdict::Improved => "стало лучше",
            Verdict::NoChange => "существенных изменений нет",
            Verdict::Worse => "стало хуже",
            Verdict::CannotTell => "по этим данным сказать нельзя",
        }
    }

    /// The verdict of an interval of the change.
    #[must_use]
    pub fn of(interval: Interval, question: Question) -> Verdict {
        let better = match question.better {
            Better::Higher => interval,
            Better::Lower => Interval { low: -interval.high, high: -interval.low },
        };
        if -question.matters <= better.low && better.high <= question.matters {
            Verdict::NoChange
        } else if better.low > 0.0 {
            Verdict::Improved
        } else if better.high < 0.0 {
            Verdict::Worse
        } else {
            Verdict::CannotTell
        }
    }
}
