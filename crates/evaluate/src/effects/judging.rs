//! What may be said of a change: its own interval, the change against other classes, the part that comes by itself. Pure.

use analyse::engine::real;
use measure::effect::{
    Better, Effect, Group, Question, Verdict, difference_in_differences, mean_effect, return_of_share, share_effect,
};
use measure::{SampleTier, sample_tier};
use school::{Exact, Share};
use serde::{Deserialize, Serialize};

/// A value with what it was made of; the value is a fraction such as `12/21`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// the exact value as `numerator/denominator`
    pub value: String,
    /// of a share: how many
    pub part: Option<i64>,
    /// of a share: out of how many
    pub whole: Option<i64>,
    /// size of the base
    pub n: Option<i64>,
    /// standard deviation of what a mean is made of
    pub sd: Option<f64>,
}

/// Another class of the year group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Other {
    /// «8Б»
    pub class: String,
    /// its value
    pub reading: Reading,
}

/// A change with its interval, in the unit of the indicator.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// after less before
    pub change: f64,
    /// lower end of the 95 % interval
    pub low: f64,
    /// upper end
    pub high: f64,
    /// the smallest change to the better that would have been seen
    pub detectable: Option<f64>,
}

/// The change against that of the other classes.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Against {
    /// the difference of changes
    pub effect: Change,
    /// the mean change of the others
    pub others: f64,
    /// how many others
    pub classes: usize,
}

/// By what the verdict was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// before and after of a share
    Share,
    /// before and after of a mean
    Mean,
    /// against the other classes
    Others,
    /// nothing that could tell chance from change
    Nothing,
}

/// What may be said.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Judged {
    /// by what
    pub method: Method,
    /// `improved`, `no_change`, `worse`, `cannot_tell`
    pub verdict: String,
    /// the change of the group itself
    pub own: Option<Change>,
    /// what its own change alone would say
    pub own_verdict: String,
    /// the change against the others
    pub against: Option<Against>,
    /// how much of the rise of a low class comes by itself
    pub returned: Option<f64>,
    /// the smaller of the two groups, where it is too small to compare
    pub too_few: Option<i64>,
    /// whether the target is reached
    pub is_reached: bool,
    /// the target of that day as a fraction; nothing where an earlier version judged
    #[serde(default)]
    pub target: Option<String>,
}

impl Judged {
    /// Whether it became better, or the target is reached.
    #[must_use]
    pub fn has_helped(&self) -> bool {
        self.is_reached || self.verdict == Verdict::Improved.code()
    }
}

/// The two sides of a comparison.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sides {
    /// the first measurement
    pub before: Reading,
    /// the later one
    pub after: Reading,
    /// the other classes: before and after of each that has both
    pub others: Vec<(Reading, Reading)>,
    /// whether the group was picked because it was low (or high)
    pub is_picked: bool,
}

impl Reading {
    /// The exact value.
    #[must_use]
    pub fn exact(&self) -> Exact {
        read_fraction(&self.value).unwrap_or_default()
    }

    fn share(&self) -> Option<Share> {
        Share::new(self.part?, self.whole?)
    }

    fn size(&self) -> Option<i64> {
        self.whole.or(self.n)
    }

    fn is_enough(&self) -> bool {
        self.size().is_some_and(|n| sample_tier(n) != SampleTier::TooFew)
    }

    fn group(&self) -> Option<Group> {
        let n = usize::try_from(self.n?).ok()?;
        Some(Group { n, mean: real(&self.exact()), sd: self.sd? })
    }
}

/// An exact number as it is stored: `12/21`.
#[must_use]
pub(super) fn fraction(value: &Exact) -> String {
    format!("{}/{}", value.numer(), value.denom())
}

/// The number of a stored fraction.
#[must_use]
pub(super) fn read_fraction(text: &str) -> Option<Exact> {
    let (above, below) = text.split_once('/')?;
    let (above, below): (i128, i128) = (above.parse().ok()?, below.parse().ok()?);
    (below != 0).then(|| Exact::new(above, below))
}

/// Pairs the other classes of two measurements; `older` tells what a class of the first is called in the second.
#[must_use]
pub(super) fn pairs(
    before: &[Other],
    after: &[Other],
    older: impl Fn(&str) -> Option<String>,
) -> Vec<(Reading, Reading)> {
    let later = |one: &Other| {
        let name = older(&one.class)?;
        let then = after.iter().find(|other| other.class == name)?;
        Some((one.reading.clone(), then.reading.clone()))
    };
    before.iter().filter_map(later).collect()
}

/// What may be said of the change. With two or more other classes it is their change that it is held against; a group of
/// fewer than ten allows no verdict.
#[must_use]
pub(super) fn judge(sides: &Sides, better: Better, matters: &Exact, is_reached: bool) -> Judged {
    let question = Question { better, matters: real(matters) };
    let (own, method) = own_effect(sides, question);
    let is_enough = sides.before.is_enough() && sides.after.is_enough();
    let against = if is_enough { against(sides, question) } else { None };
    let own_verdict = own.map_or(Verdict::CannotTell, |effect| effect.verdict);
    let (verdict, method) = match &against {
        Some((_, verdict)) => (*verdict, Method::Others),
        None => (own_verdict, method),
    };
    let is_known = sides.before.size().is_some() && sides.after.size().is_some();
    let verdict = if is_enough || !is_known { verdict } else { Verdict::CannotTell };
    Judged {
        method,
        verdict: verdict.code().to_owned(),
        own: own.map(change),
        own_verdict: if is_enough { own_verdict } else { Verdict::CannotTell }.code().to_owned(),
        against: against.map(|(against, _)| against),
        returned: returned(sides),
        too_few: if is_enough { None } else { sides.before.size().into_iter().chain(sides.after.size()).min() },
        is_reached,
        target: None,
    }
}

fn own_effect(sides: &Sides, question: Question) -> (Option<Effect>, Method) {
    if let (Some(before), Some(after)) = (sides.before.share(), sides.after.share()) {
        return (share_effect(before, after, question).known(), Method::Share);
    }
    if let (Some(before), Some(after)) = (sides.before.group(), sides.after.group()) {
        return (mean_effect(before, after, question).known(), Method::Mean);
    }
    (None, Method::Nothing)
}

fn change(effect: Effect) -> Change {
    Change {
        change: effect.change,
        low: effect.interval.low,
        high: effect.interval.high,
        detectable: effect.detectable,
    }
}

fn against(sides: &Sides, question: Question) -> Option<(Against, Verdict)> {
    let of = |before: &Reading, after: &Reading| real(&(after.exact() - before.exact()));
    let usable = sides.others.iter().filter(|(before, after)| before.is_enough() && after.is_enough());
    let without: Vec<f64> = usable.map(|(before, after)| of(before, after)).collect();
    let with = [of(&sides.before, &sides.after)];
    let found = difference_in_differences(&with, &without, question).known()?;
    let against = Against { effect: change(found.effect), others: found.without, classes: without.len() };
    Some((against, found.effect.verdict))
}

/// How much of the change comes by itself, because a class was picked for being low among the others.
fn returned(sides: &Sides) -> Option<f64> {
    if !sides.is_picked {
        return None;
    }
    let own = sides.before.share()?;
    let others: Option<Vec<Share>> = sides.others.iter().map(|(before, _)| before.share()).collect();
    let mut all = others?;
    all.push(own);
    return_of_share(own, &all).known().map(|back| back.returned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(part: i64, whole: i64) -> Reading {
        let value = fraction(&Exact::new(part.into(), whole.into()));
        Reading { value, part: Some(part), whole: Some(whole), n: Some(whole), sd: None }
    }

    fn mean(tenths: i128, n: i64, sd: f64) -> Reading {
        Reading { value: fraction(&Exact::new(tenths, 10)), part: None, whole: None, n: Some(n), sd: Some(sd) }
    }

    fn sides(before: Reading, after: Reading) -> Sides {
        Sides { before, after, others: Vec::new(), is_picked: false }
    }

    fn said(sides: &Sides) -> (Method, String) {
        let judged = judge(sides, Better::Higher, &Exact::new(1, 20), false);
        (judged.method, judged.verdict)
    }

    #[test]
    fn the_verdict_is_as_sure_as_the_group_allows() {
        let rows = [
            (share(240, 500), share(300, 500), Method::Share, "improved"),
            (share(300, 500), share(240, 500), Method::Share, "worse"),
            (share(2500, 5000), share(2500, 5000), Method::Share, "no_change"),
            (share(12, 25), share(15, 25), Method::Share, "cannot_tell"),
            // Nine pupils say nothing, however much they rose.
            (share(0, 9), share(9, 9), Method::Share, "cannot_tell"),
            (mean(34, 80, 0.7), mean(37, 84, 0.7), Method::Mean, "improved"),
            (mean(30, 6, 0.1), mean(50, 6, 0.1), Method::Mean, "cannot_tell"),
        ];
        for (before, after, method, verdict) in rows {
            assert_eq!(said(&sides(before, after)), (method, verdict.to_owned()));
        }
        let index = Reading { value: "64/1".to_owned(), part: None, whole: None, n: Some(25), sd: None };
        assert_eq!(said(&sides(index.clone(), index)), (Method::Nothing, "cannot_tell".to_owned()));
    }

    #[test]
    fn others_who_rose_as_much_take_the_verdict_back() {
        let mut alone = sides(share(120, 300), share(200, 300));
        assert_eq!(said(&alone).1, "improved");
        alone.others = vec![(share(100, 300), share(180, 300)), (share(110, 300), share(195, 300))];
        assert_eq!(said(&alone), (Method::Others, "cannot_tell".to_owned()));
        alone.others = (0..5).map(|more| (share(150, 300), share(150 + more, 300))).collect();
        let judged = judge(&alone, Better::Higher, &Exact::from_integer(0), true);
        assert_eq!((judged.verdict.as_str(), judged.against.unwrap().classes), ("improved", 5));
        assert!(judged.is_reached && judged.own_verdict == "improved");
    }

    #[test]
    fn a_class_picked_for_being_low_rises_by_itself() {
        let mut picked = sides(share(8, 25), share(15, 25));
        picked.others = [(15, 25), (14, 24), (17, 26), (12, 25)].map(|(k, n)| (share(k, n), share(k, n))).to_vec();
        assert_eq!(judge(&picked, Better::Higher, &Exact::from_integer(0), false).returned, None);
        picked.is_picked = true;
        assert!(judge(&picked, Better::Higher, &Exact::from_integer(0), false).returned.unwrap() > 0.05);
    }

    #[test]
    fn classes_are_paired_under_their_later_names() {
        let other = |class: &str, part| Other { class: class.to_owned(), reading: share(part, 20) };
        let older = |class: &str| Some(class.replace('8', "9"));
        let found = pairs(&[other("8Б", 5), other("8В", 6)], &[other("9Б", 7), other("9Г", 8)], older);
        assert_eq!(found, [(share(5, 20), share(7, 20))]);
    }
}
