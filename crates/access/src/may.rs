/// Everything that somebody may be allowed to do here, worded as an act. Rights are read in one place: this list and
/// [`crate::Role::grants`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum May {
    /// even without signing in
    Anyone,
    /// anybody who has signed in
    SignedIn,
    /// read the history of all changes
    ReadHistory,
    /// invite people, give roles, block accounts
    ManageAccounts,
    /// set up the school, its years, terms and classes
    EditSchool,
    /// see classes, subjects and staff
    ReadRoster,
    /// see students by name, within one's scope
    ReadPeople,
    /// correct staff, students, enrolment, teaching load
    EditRoster,
    /// load files and resolve discrepancies
    ImportFiles,
    /// download original files
    ReadFiles,
    /// enter the numbers of conditions
    EnterConditions,
    /// see indicators, heatmaps and assessed papers, within one's scope
    ReadIndicators,
    /// see the rows behind a number, within one's scope
    ReadRows,
    /// see problem zones
    ReadProblems,
    /// take problem zones under study and judge them
    StudyProblems,
    /// read orders and their action items
    ReadDecisions,
    /// draft orders
    EditOrders,
    /// sign orders
    SignOrders,
    /// read reports before they are published
    ReadReports,
    /// write the analytical text and make editions of reports
    EditReports,
    /// change weights, norms and other settings
    EditSettings,
    /// read what the school has published
    ReadPublished,
    /// read the plan: cyclogram, roadmap, local acts, bodies, the model
    ReadPlan,
    /// change the plan
    EditPlan,
    /// approve local acts and the plan
    ApprovePlan,
    /// read inspections and their reports, within one's scope
    ReadInspections,
    /// carry out inspections and write their reports
    Inspect,
    /// sign inspection reports
    SignInspections,
    /// read agendas and minutes of collegial bodies
    ReadMeetings,
    /// prepare agendas and keep minutes
    RecordMeetings,
    /// open the consilium, as far as one takes part in it
    ReadConsilium,
    /// tell how far one is with one's own action items
    ReportProgress,
    /// read audits and nonconformities
    ReadAudits,
    /// audit, and verify corrective actions
    Audit,
    /// read whether decisions helped
    ReadEffects,
    /// fix targets, judge effects, review the year
    EvaluateEffects,
}

impl May {
    /// All permissions, in the order of the list above.
    pub const ALL: [May; 36] = [
        May::Anyone,
        May::SignedIn,
        May::ReadHistory,
        May::ManageAccounts,
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
        May::SignOrders,
        May::ReadReports,
        May::EditReports,
        May::EditSettings,
        May::ReadPublished,
        May::ReadPlan,
        May::EditPlan,
        May::ApprovePlan,
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
}
