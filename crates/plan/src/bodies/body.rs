//! What a body is and who may join it. Pure.

use chrono::{Datelike, NaiveDate};
use school::name_key;

use crate::editing::covers;

/// What sort of body it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum BodyKind {
    /// «администрация»
    Administration,
    /// «педагогический совет»
    PedagogicalCouncil,
    /// «методический совет»
    MethodologicalCouncil,
    /// «экспертная группа»
    ExpertGroup,
    /// «творческая группа учителей»
    CreativeGroup,
    /// «комиссия по ВСОКО»
    QualityCommission,
    /// «классные руководители»
    ClassTeachers,
    /// «социальные партнёры»
    SocialPartners,
    /// «совет родителей»
    ParentsCouncil,
    /// «совет обучающихся»
    PupilsCouncil,
    /// whatever else a school has
    Own,
}

impl BodyKind {
    /// All, in the order in which they are listed.
    pub const ALL: [BodyKind; 11] = [
        BodyKind::Administration,
        BodyKind::PedagogicalCouncil,
        BodyKind::MethodologicalCouncil,
        BodyKind::QualityCommission,
        BodyKind::ExpertGroup,
        BodyKind::CreativeGroup,
        BodyKind::ClassTeachers,
        BodyKind::ParentsCouncil,
        BodyKind::PupilsCouncil,
        BodyKind::SocialPartners,
        BodyKind::Own,
    ];

    /// The word under which it is stored.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            BodyKind::Administration => "administration",
            BodyKind::PedagogicalCouncil => "pedagogical_council",
            BodyKind::MethodologicalCouncil => "methodological_council",
            BodyKind::ExpertGroup => "expert_group",
            BodyKind::CreativeGroup => "creative_group",
            BodyKind::QualityCommission => "quality_commission",
            BodyKind::ClassTeachers => "class_teachers",
            BodyKind::SocialPartners => "social_partners",
            BodyKind::ParentsCouncil => "parents_council",
            BodyKind::PupilsCouncil => "pupils_council",
            BodyKind::Own => "own",
        }
    }

    /// The kind stored under `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<BodyKind> {
        BodyKind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// A collegial body («коллегиальный орган»).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CollegialBody {
    /// id
    pub id: i64,
    /// what sort of body it is
    pub kind: BodyKind,
    /// its name
    pub name: String,
    /// what it does in quality assurance, one function a line
    pub functions: String,
    /// number of the order that appointed it
    pub order_number: String,
    /// date of that order
    pub order_on: Option<NaiveDate>,
    /// the day on which it was dissolved
    pub dissolved_on: Option<NaiveDate>,
    /// Grows with every save.
    pub version: i64,
}

impl CollegialBody {
    /// Whether it exists on `day`.
    #[must_use]
    pub fn exists_on(&self, day: NaiveDate) -> bool {
        self.dissolved_on.is_none_or(|end| day < end)
    }
}

/// Why a body cannot be like this.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotBe {
    /// dissolved before it was appointed
    DissolvedBeforeOrder,
    /// there is one of this kind already, and a school has but one
    SecondOfKind,
}

/// Whether `body` may stand in the register beside `others`; the row of the same id is the one being changed.
///
/// # Errors
/// When the dates are turned round, or a school cannot have two of the kind.
pub fn may_be(others: &[CollegialBody], body: &CollegialBody) -> Result<(), CannotBe> {
    if body.order_on.zip(body.dissolved_on).is_some_and(|(order, end)| end < order) {
        return Err(CannotBe::DissolvedBeforeOrder);
    }
    let is_single = matches!(
        body.kind,
        BodyKind::Administration
            | BodyKind::PedagogicalCouncil
            | BodyKind::MethodologicalCouncil
            | BodyKind::QualityCommission
    );
    let is_second =
        |other: &CollegialBody| other.id != body.id && other.kind == body.kind && other.dissolved_on.is_none();
    let is_twice = is_single && body.dissolved_on.is_none() && others.iter().any(is_second);
    if is_twice { Err(CannotBe::SecondOfKind) } else { Ok(()) }
}

/// A member of a body, now or before.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Member {
    /// id
    pub id: i64,
    /// the body
    pub body_id: i64,
    /// the person, if one of the staff list
    pub staff_id: Option<i64>,
    /// the name as it was then
    pub name: String,
    /// the place in the body: «председатель», «представитель родительского комитета»
    pub seat: String,
    /// the first day
    pub since: NaiveDate,
    /// the last day, once it is known
    pub until: Option<NaiveDate>,
    /// Grows with every save.
    pub version: i64,
}

impl Member {
    /// Whether the person belongs to the body on `day`.
    #[must_use]
    pub fn is_in_office(&self, day: NaiveDate) -> bool {
        covers(Some(self.since), self.until, day)
    }

    fn is_same_person(&self, other: &Member) -> bool {
        match (self.staff_id, other.staff_id) {
            (Some(one), Some(two)) => one == two,
            _ => name_key(&self.name) == name_key(&other.name),
        }
    }
}

/// Why somebody cannot be a member like this.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotJoin {
    /// would leave before joining
    LeavesBeforeJoining,
    /// is a member already in these days
    IsMemberAlready,
    /// joined longer ago than anybody works
    LongAgo,
    /// the body was dissolved by then
    BodyIsDissolved,
}

/// Nobody is a member for longer than this.
const MOST_YEARS: i32 = 60;

/// Whether `member` may stand in the list of `body` beside `others` as of `today`; the row of the same id is the one being
/// changed.
///
/// # Errors
/// When the dates are turned round or cannot be, or the person would be in the body twice at once.
pub fn may_join(body: &CollegialBody, others: &[Member], member: &Member, today: NaiveDate) -> Result<(), CannotJoin> {
    if member.since.year() < today.year() - MOST_YEARS {
        return Err(CannotJoin::LongAgo);
    }
    if !body.exists_on(member.since) {
        return Err(CannotJoin::BodyIsDissolved);
    }
    if member.until.is_some_and(|until| until < member.since) {
        return Err(CannotJoin::LeavesBeforeJoining);
    }
    let overlaps = |other: &Member| {
        other.until.is_none_or(|until| member.since <= until) && member.until.is_none_or(|until| other.since <= until)
    };
    let is_twice = |other: &Member| other.id != member.id && other.is_same_person(member) && overlaps(other);
    if others.iter().any(is_twice) { Err(CannotJoin::IsMemberAlready) } else { Ok(()) }
}

/// The seats of a body that nobody holds on `day`, out of those that it should have.
#[must_use]
pub fn empty_seats<'a>(seats: &[&'a str], members: &[Member], day: NaiveDate) -> Vec<&'a str> {
    let is_held = |seat: &str| {
        let key = name_key(seat);
        members.iter().any(|member| member.is_in_office(day) && name_key(&member.seat).contains(&key))
    };
    seats.iter().copied().filter(|seat| !is_held(seat)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn member(id: i64, staff_id: Option<i64>, name: &str, since: &str, until: Option<&str>) -> Member {
        Member {
            id,
            body_id: 1,
            staff_id,
            name: name.to_owned(),
            seat: "эксперт".to_owned(),
            since: day(since),
            until: until.map(day),
            version: 1,
        }
    }

    fn council(id: i64, order_on: Option<&str>, dissolved_on: Option<&str>) -> CollegialBody {
        CollegialBody {
            id,
            kind: BodyKind::PedagogicalCouncil,
            name: "Педагогический совет".to_owned(),
            functions: String::new(),
            order_number: String::new(),
            order_on: order_on.map(day),
            dissolved_on: dissolved_on.map(day),
            version: 1,
        }
    }

    #[test]
    fn a_school_has_one_council_and_it_ends_after_it_began() {
        let known = [council(1, None, None)];
        assert_eq!(may_be(&known, &council(1, Some("2025-09-01"), None)), Ok(()));
        assert_eq!(may_be(&known, &council(2, None, None)), Err(CannotBe::SecondOfKind));
        assert_eq!(may_be(&known, &council(2, None, Some("2024-01-01"))), Ok(()));
        let turned = council(1, Some("2025-09-01"), Some("2020-01-01"));
        assert_eq!(may_be(&known, &turned), Err(CannotBe::DissolvedBeforeOrder));
        assert!(!turned.exists_on(day("2020-01-01")) && turned.exists_on(day("2019-12-31")));
    }

    #[test]
    fn a_person_is_in_a_body_once_at_a_time() {
        let others = [member(1, Some(7), "Орлова А. В.", "2024-09-01", Some("2025-01-31"))];
        let rows = [
            (member(0, Some(7), "Орлова А. В.", "2025-02-01", None), Ok(())),
            (member(0, Some(7), "Орлова Анна", "2025-01-31", None), Err(CannotJoin::IsMemberAlready)),
            (member(0, None, "орлова а. в.", "2024-10-01", None), Err(CannotJoin::IsMemberAlready)),
            (member(0, Some(8), "Орлова А. В.", "2024-10-01", None), Ok(())),
            (member(1, Some(7), "Орлова А. В.", "2024-09-01", None), Ok(())),
            (member(0, None, "Ким", "2024-10-01", Some("2024-09-30")), Err(CannotJoin::LeavesBeforeJoining)),
            (member(0, None, "Ким", "1900-01-01", None), Err(CannotJoin::LongAgo)),
            (member(0, None, "Ким", "2026-01-01", None), Err(CannotJoin::BodyIsDissolved)),
        ];
        for (asked, expected) in rows {
            assert_eq!(
                may_join(&council(1, None, Some("2025-12-31")), &others, &asked, day("2025-06-05")),
                expected,
                "{asked:?}"
            );
        }
    }

    #[test]
    fn a_seat_is_empty_once_its_holder_has_left() {
        let held = [member(1, None, "Ким", "2024-09-01", Some("2025-01-31"))];
        let seats = ["эксперт", "председатель"];
        assert_eq!(empty_seats(&seats, &held, day("2024-10-01")), ["председатель"]);
        assert_eq!(empty_seats(&seats, &held, day("2025-02-01")), seats);
    }

    #[test]
    fn every_kind_is_read_back() {
        assert!(BodyKind::ALL.iter().all(|kind| BodyKind::from_code(kind.code()) == Some(*kind)));
    }
}
