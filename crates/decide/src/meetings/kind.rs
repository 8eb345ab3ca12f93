//! The kinds of meeting, and what differs between them. Pure.

use crate::method::Method;

/// Whose meeting it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MeetingKind {
    /// «педагогический совет»
    PedagogicalCouncil,
    /// «совещание при директоре»
    PrincipalMeeting,
    /// «психолого-педагогический консилиум», ППк
    Consilium,
    /// «психолого-медико-педагогический консилиум», ПМПк
    MedicalConsilium,
    /// «экспертная группа»
    ExpertGroup,
}

impl MeetingKind {
    /// All kinds, in the order in which they are offered.
    pub const ALL: [MeetingKind; 5] = [
        MeetingKind::PedagogicalCouncil,
        MeetingKind::PrincipalMeeting,
        MeetingKind::ExpertGroup,
        MeetingKind::Consilium,
        MeetingKind::MedicalConsilium,
    ];

    /// The stored word.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            MeetingKind::PedagogicalCouncil => "pedagogical_council",
            MeetingKind::PrincipalMeeting => "principal_meeting",
            MeetingKind::Consilium => "consilium",
            MeetingKind::MedicalConsilium => "medical_consilium",
            MeetingKind::ExpertGroup => "expert_group",
        }
    }

    /// The kind of a stored word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<MeetingKind> {
        MeetingKind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Whether only those who take part may know of it: a consilium speaks about single children.
    #[must_use]
    pub fn is_guarded(self) -> bool {
        matches!(self, MeetingKind::Consilium | MeetingKind::MedicalConsilium)
    }

    /// Whether it decides by vote and needs a quorum. At a meeting with the principal the principal decides; votes may be
    /// counted, and then they are checked.
    #[must_use]
    pub fn decides_by_vote(self) -> bool {
        self != MeetingKind::PrincipalMeeting
    }

    /// Whether everybody who teaches or leads is a member; otherwise the members are chosen.
    #[must_use]
    pub fn is_of_all_staff(self) -> bool {
        self == MeetingKind::PedagogicalCouncil
    }

    /// By what means its resolutions usually work.
    #[must_use]
    pub fn usual_method(self) -> Method {
        match self {
            MeetingKind::PedagogicalCouncil | MeetingKind::ExpertGroup => Method::Collegial,
            MeetingKind::PrincipalMeeting => Method::Administrative,
            MeetingKind::Consilium | MeetingKind::MedicalConsilium => Method::Supportive,
        }
    }
}
