//! Agreement of marks by class, teacher or school.

use std::collections::BTreeMap;

use super::{SignedShift, signed_shift};
use crate::registry::MarkPair;
use crate::stats::Confidence;
use crate::{MarkAgreement, Measured, SampleTier, sample_tier};

/// The agreement of marks in one group.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupAgreement {
    /// The group.
    pub label: String,
    /// Lowered, confirmed, raised; the transition matrix.
    pub agreement: MarkAgreement,
    /// The signed shift.
    pub shift: Measured<SignedShift>,
    /// What a group of this size allows.
    pub tier: SampleTier,
}

/// The agreement of marks and their signed shift in each group.
///
/// # Definition
/// [`MarkAgreement`] and [`signed_shift`] over the students of each group, groups in the order of their names.
///
/// # Reads as
/// A row for each group; beside each the caution that its size asks for.
///
/// # Undefined when
/// A group without a student with both marks has no shares and no shift, and says so.
///
/// # Caution
/// The extremes of many small groups are mostly chance: put [`shrunken_shares`](super::shrunken_shares) or
/// [`unit_effects`](super::unit_effects) beside them before anybody is asked a question.
///
/// # Source
/// ФИС ОКО, «Сравнение отметок с отметками по журналу»; recommendations of ФИОКО, 2026.
///
/// # Example
/// ```
/// use measure::agreement::agreement_by_group;
/// use measure::stats::Confidence;
/// use school::Mark::{Five, Four};
///
/// let rows = [("7Б", (Some(Four), Some(Five))), ("7А", (Some(Four), Some(Four))), ("7Б", (None, Some(Four)))];
/// let groups = agreement_by_group(&rows, Confidence::P95);
/// assert_eq!(groups[1].label, "7Б");
/// assert_eq!((groups[1].agreement.base(), groups[1].agreement.incomplete_count()), (1, 1));
/// ```
#[must_use]
pub fn agreement_by_group(rows: &[(&str, MarkPair)], confidence: Confidence) -> Vec<GroupAgreement> {
    let mut groups: BTreeMap<&str, Vec<MarkPair>> = BTreeMap::new();
    for (label, pair) in rows {
        groups.entry(label).or_default().push(*pair);
    }
    let of = |(label, pairs): (&str, Vec<MarkPair>)| {
        let agreement: MarkAgreement = pairs.iter().copied().collect();
        let shift = signed_shift(&pairs, confidence);
        GroupAgreement { label: label.to_owned(), tier: sample_tier(agreement.base()), agreement, shift }
    };
    groups.into_iter().map(of).collect()
}
