use crate::May;

/// What a person is in the school's quality assurance. One account may have several roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// «директор»
    Principal,
    /// «заместитель директора по учебно-воспитательной работе»
    DeputyTeaching,
    /// «заместитель директора по методической работе»
    DeputyMethodical,
    /// «заместитель директора по воспитательной работе»
    DeputyUpbringing,
    /// «руководитель ВСОКО»
    QualityLead,
    /// «эксперт», a member of the expert group
    Expert,
    /// «руководитель ШМО»
    AssociationHead,
    /// «учитель»
    Teacher,
    /// «классный руководитель»
    HomeroomTeacher,
    /// «педагог-психолог»
    Psychologist,
    /// «ИТ-специалист»
    ItSpecialist,
    /// «член педагогического совета»
    CouncilMember,
    /// «социальный партнёр»
    SocialPartner,
    /// «родитель (законный представитель)»
    Guardian,
    /// «обучающийся»
    Student,
}

impl Role {
    /// All roles, in the order in which they are offered.
    pub const ALL: [Role; 15] = [
        Role::Principal,
        Role::DeputyTeaching,
        Role::DeputyMethodical,
        Role::DeputyUpbringing,
        Role::QualityLead,
        Role::Expert,
        Role::AssociationHead,
        Role::Teacher,
        Role::HomeroomTeacher,
        Role::Psychologist,
        Role::ItSpecialist,
        Role::CouncilMember,
        Role::SocialPartner,
        Role::Guardian,
        Role::Student,
    ];

    /// The word under which the role is stored.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Role::Principal => "principal",
            Role::DeputyTeaching => "deputy_teaching",
            Role::DeputyMethodical => "deputy_methodical",
            Role::DeputyUpbringing => "deputy_upbringing",
            Role::QualityLead => "quality_lead",
            Role::Expert => "expert",
            Role::AssociationHead => "association_head",
            Role::Teacher => "teacher",
            Role::HomeroomTeacher => "homeroom_teacher",
            Role::Psychologist => "psychologist",
            Role::ItSpecialist => "it_specialist",
            Role::CouncilMember => "council_member",
            Role::SocialPartner => "social_partner",
            Role::Guardian => "guardian",
            Role::Student => "student",
        }
    }

    /// The role stored under `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.code() == code)
    }

    /// What this role may do.
    #[must_use]
    pub fn grants(self) -> &'static [May] {
        match self {
            Role::Principal => &May::ALL,
            Role::DeputyTeaching | Role::QualityLead => DEPUTY,
            Role::DeputyMethodical | Role::DeputyUpbringing => SIDE_DEPUTY,
            Role::Expert => EXPERT,
            Role::AssociationHead => ASSOCIATION_HEAD,
            Role::Teacher | Role::HomeroomTeacher => TEACHER,
            Role::Psychologist => PSYCHOLOGIST,
            Role::ItSpecialist => IT_SPECIALIST,
            Role::CouncilMember => COUNCIL_MEMBER,
            Role::SocialPartner | Role::Guardian | Role::Student => OUTSIDE,
        }
    }

    /// Whether the role looks at the whole school, and not only at its own classes and subjects.
    #[must_use]
    pub fn sees_whole_school(self) -> bool {
        matches!(
            self,
            Role::Principal
                | Role::DeputyTeaching
                | Role::DeputyMethodical
                | Role::DeputyUpbringing
                | Role::QualityLead
                | Role::Expert
                | Role::ItSpecialist
                | Role::CouncilMember
        )
    }
}

/// A deputy runs the whole cycle; signing and the accounts stay with the principal.
const DEPUTY: &[May] = &[
    May::Anyone,
    May::SignedIn,
    May::EditSchool,
    May::ReadRoster,
    May::ReadPeople,
    May::EditRoster,
    May::ImportFiles,
    May::ReadFiles,
    May::EnterConditions,
    May::ReadIndicators,
    May::ReadRows,
    May::ReadProblems,
    May::StudyProblems,
    May::ReadDecisions,
    May::EditOrders,
    May::ReadReports,
    May::EditReports,
    May::EditSettings,
    May::ReadPublished,
    May::ReadPlan,
    May::EditPlan,
    May::ReadInspections,
    May::Inspect,
    May::SignInspections,
    May::ReadMeetings,
    May::RecordMeetings,
    May::ReadConsilium,
    May::ReportProgress,
    May::ReadAudits,
    May::Audit,
    May::ReadEffects,
    May::EvaluateEffects,
];

/// Deputies for methodical and upbringing work: everything of their block, but not the set-up of the school.
const SIDE_DEPUTY: &[May] = &[
    May::Anyone,
    May::SignedIn,
    May::ReadRoster,
    May::ReadPeople,
    May::ImportFiles,
    May::ReadFiles,
    May::EnterConditions,
    May::ReadIndicators,
    May::ReadRows,
    May::ReadProblems,
    May::StudyProblems,
    May::ReadDecisions,
    May::EditOrders,
    May::ReadReports,
    May::EditReports,
    May::ReadPublished,
    May::ReadPlan,
    May::EditPlan,
    May::ReadInspections,
    May::Inspect,
    May::SignInspections,
    May::ReadMeetings,
    May::RecordMeetings,
    May::ReadConsilium,
    May::ReportProgress,
    May::ReadAudits,
    May::Audit,
    May::ReadEffects,
    May::EvaluateEffects,
];

/// An expert works with aggregates of the procedures; names are given with an assigned procedure, not wholesale.
const EXPERT: &[May] = &[
    May::Anyone,
    May::SignedIn,
    May::ReadRoster,
    May::ReadIndicators,
    May::ReadProblems,
    May::ReadDecisions,
    May::ReadReports,
    May::ReadPublished,
    May::ReadPlan,
    May::ReadInspections,
    May::Inspect,
    May::ReadMeetings,
    May::ReportProgress,
    May::ReadAudits,
    May::Audit,
    May::ReadEffects,
];

const ASSOCIATION_HEAD: &[May] = &[
    May::Anyone,
    May::SignedIn,
    May::ReadRoster,
    May::ReadPeople,
    May::ReadIndicators,
    May::ReadRows,
    May::ReadDecisions,
    May::ReadPublished,
    May::ReadPlan,
    May::ReadInspections,
    May::ReadMeetings,
    May::ReportProgress,
    May::ReadAudits,
    May::Audit,
    May::ReadEffects,
];

const TEACHER: &[May] = &[
    May::Anyone,
    May::SignedIn,
    May::ReadRoster,
    May::ReadPeople,
    May::ReadIndicators,
    May::ReadRows,
    May::ReadDecisions,
    May::ReadPublished,
    May::ReadPlan,
    May::ReadInspections,
    May::ReadMeetings,
    May::ReportProgress,
    May::ReadAudits,
    May::Audit,
];

/// Decisions only as far as they name the person: the rows are chosen by `decide`.
const PSYCHOLOGIST: &[May] = &[
    May::Anyone,
    May::SignedIn,
    May::ReadRoster,
    May::ReadDecisions,
    May::ReadPublished,
    May::ReadPlan,
    May::ReadInspections,
    May::ReadMeetings,
    May::ReadConsilium,
    May::ReportProgress,
    May::ReadAudits,
    May::Audit,
];

/// Accounts and imports, no decisions about content; orders only as far as they name the person.
const IT_SPECIALIST: &[May] = &[
    May::Anyone,
    May::SignedIn,
    May::ManageAccounts,
    May::ReadRoster,
    May::ReadPeople,
    May::ImportFiles,
    May::ReadFiles,
    May::ReadDecisions,
    May::ReadPublished,
    May::ReadPlan,
    May::ReadInspections,
    May::ReadMeetings,
    May::ReportProgress,
    May::ReadAudits,
    May::Audit,
];

/// The pedagogical council sees aggregates of the whole school, never rows.
const COUNCIL_MEMBER: &[May] = &[
    May::Anyone,
    May::SignedIn,
    May::ReadIndicators,
    May::ReadProblems,
    May::ReadDecisions,
    May::ReadReports,
    May::ReadPublished,
    May::ReadPlan,
    May::ReadMeetings,
    May::ReadEffects,
];

const OUTSIDE: &[May] = &[May::Anyone, May::SignedIn, May::ReadPublished];
