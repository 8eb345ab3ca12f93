//! Persons of two groups matched on their total score.

use std::collections::BTreeMap;
use std::fmt;

use num_traits::ToPrimitive;

use crate::Responses;
use crate::classical::MissingAnswers;
use crate::responses::{is_not_administered, is_points};
use crate::stats::NoLogistic;

/// The group of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Member {
    /// Of the group the other is compared with.
    Reference,
    /// Of the group that is looked at.
    Focal,
}

/// Why an item cannot be compared. Items are counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoDif {
    /// As many members as persons are needed.
    UnequalLength,
    /// A group has nobody with points for the items.
    EmptyGroup {
        /// Which.
        group: Member,
    },
    /// No item is left to match on.
    NoAnchors,
    /// Everybody has the same points for the item.
    ConstantItem,
    /// No score is found in both groups with different points for the item, so nobody can be compared.
    NothingMatched,
    /// One group always did better at equal scores: the ratio has no finite value.
    OneSided,
    /// The formula takes items of one point.
    NotDichotomous,
    /// The logistic model has no solution.
    Model(NoLogistic),
}

impl fmt::Display for NoDif {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NoDif::UnequalLength => f.write_str("число участников и число указаний группы разное"),
            NoDif::EmptyGroup { group: Member::Reference } => {
                f.write_str("в опорной группе нет участников с ответами на все задания")
            }
            NoDif::EmptyGroup { group: Member::Focal } => {
                f.write_str("в изучаемой группе нет участников с ответами на все задания")
            }
            NoDif::NoAnchors => f.write_str("не осталось заданий, по которым можно уравнять подготовку"),
            NoDif::ConstantItem => f.write_str("у всех участников один и тот же балл за задание"),
            NoDif::NothingMatched => {
                f.write_str("нет участников обеих групп с одинаковым результатом и разными баллами за задание")
            }
            NoDif::OneSided => {
                f.write_str("при равных результатах одна группа всегда успешнее: отношение шансов бесконечно")
            }
            NoDif::NotDichotomous => f.write_str("формула годится для заданий в один балл"),
            NoDif::Model(reason) => write!(f, "логистическая модель: {reason}"),
        }
    }
}

impl std::error::Error for NoDif {}

impl From<NoLogistic> for NoDif {
    fn from(reason: NoLogistic) -> NoDif {
        NoDif::Model(reason)
    }
}

/// How many persons of each group have each number of points for one item, by total score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matched {
    pub(super) greatest: u8,
    pub(super) strata: BTreeMap<u32, Stratum>,
}

/// Persons with one total score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stratum {
    /// Persons of the reference group by points.
    pub(super) reference: Vec<u64>,
    /// Persons of the focal group by points.
    pub(super) focal: Vec<u64>,
}

/// Counts the persons of two groups by their total score and their points for an item.
///
/// The total is over the anchors and the item itself, whether or not it is an anchor: without the item the comparison
/// would show differences where there are none. Persons without a group are left out, and so are those without points for
/// one of these items; a missing answer is 0 points under [`MissingAnswers::Zero`], what was not administered never is.
///
/// # Errors
/// Members of another number than persons, an empty group, no anchors beside the item, an item that is the same for all.
///
/// # Panics
/// When there is no such item.
pub fn match_on_total(
    responses: &Responses,
    members: &[Option<Member>],
    item: usize,
    anchors: &[bool],
    missing: MissingAnswers,
) -> Result<Matched, NoDif> {
    if members.len() != responses.persons() || anchors.len() != responses.items() {
        return Err(NoDif::UnequalLength);
    }
    let counting: Vec<usize> = (0..responses.items()).filter(|&at| anchors[at] || at == item).collect();
    if counting.len() < 2 {
        return Err(NoDif::NoAnchors);
    }
    let size = usize::from(responses.greatest(item)) + 1;
    let mut strata: BTreeMap<u32, Stratum> = BTreeMap::new();
    for (person, total) in totals(responses, &counting, missing).into_iter().enumerate() {
        let (Some(member), Some(total)) = (members[person], total) else { continue };
        let points = points(responses.codes(item)[person], missing).unwrap_or(0);
        let stratum = strata.entry(total).or_insert_with(|| Stratum { reference: vec![0; size], focal: vec![0; size] });
        stratum.of_mut(member)[points as usize] += 1;
    }
    let matched = Matched { greatest: responses.greatest(item), strata };
    for group in [Member::Reference, Member::Focal] {
        if matched.persons(group) == 0 {
            return Err(NoDif::EmptyGroup { group });
        }
    }
    if matched.by_points().iter().filter(|persons| **persons > 0).count() < 2 {
        return Err(NoDif::ConstantItem);
    }
    Ok(matched)
}

/// The total score of each person; none without points for one of the items.
fn totals(responses: &Responses, items: &[usize], missing: MissingAnswers) -> Vec<Option<u32>> {
    let mut totals = vec![Some(0); responses.persons()];
    for &item in items {
        for (total, &code) in totals.iter_mut().zip(responses.codes(item)) {
            *total = total.zip(points(code, missing)).map(|(total, points)| total + points);
        }
    }
    totals
}

fn points(code: u8, missing: MissingAnswers) -> Option<u32> {
    if is_points(code) {
        return Some(u32::from(code));
    }
    let is_zero = missing == MissingAnswers::Zero && !is_not_administered(code);
    is_zero.then_some(0)
}

impl Matched {
    /// How many persons of a group are compared.
    #[must_use]
    pub fn persons(&self, group: Member) -> u64 {
        self.strata.values().flat_map(|stratum| stratum.of(group)).sum()
    }

    /// The greatest points of the item.
    #[must_use]
    pub fn greatest(&self) -> u8 {
        self.greatest
    }

    fn by_points(&self) -> Vec<u64> {
        let mut all = vec![0; usize::from(self.greatest) + 1];
        for stratum in self.strata.values() {
            for (points, persons) in all.iter_mut().enumerate() {
                *persons += stratum.reference[points] + stratum.focal[points];
            }
        }
        all
    }
}

impl Stratum {
    pub(super) fn of(&self, group: Member) -> &[u64] {
        match group {
            Member::Reference => &self.reference,
            Member::Focal => &self.focal,
        }
    }

    fn of_mut(&mut self, group: Member) -> &mut [u64] {
        match group {
            Member::Reference => &mut self.reference,
            Member::Focal => &mut self.focal,
        }
    }
}

/// Persons, Σ points and Σ points² of counts by points.
pub(super) fn moments(persons: &[u64]) -> (f64, f64, f64) {
    (0_u32..).zip(persons).fold((0.0, 0.0, 0.0), |(n, sum, squares), (points, persons)| {
        let (points, persons) = (f64::from(points), persons.to_f64().unwrap_or(f64::MAX));
        (n + persons, sum + persons * points, squares + persons * points * points)
    })
}
