//! The Russian words of proposals.

use school::SchoolYear;
use web::Refusal;

use super::{CannotAnswer, NewProposal, Proposal, State};
use crate::calendar::{Area, ProcedureKind};

pub(crate) const PROPOSAL: &str = "Предложение в план";
pub(crate) const PROPOSALS: &str = "Предложения в план";
pub(crate) const LEAD: &str = "Что предлагают включить в план те, кто оценил результаты решений и подвёл итоги года. На каждое предложение нужен ответ.";
pub(crate) const NAME_MISSING: &str = "Напишите, как процедура будет называться в циклограмме.";
pub(crate) const AREA_MISSING: &str = "Выберите направление.";
pub(crate) const KIND_MISSING: &str = "Выберите вид процедуры.";
pub(crate) const REASON_MISSING: &str = "Напишите, почему предложение не войдёт в план: его автор увидит ответ.";
pub(crate) const DATES_TURNED: &str = "Окончание раньше начала.";
pub(crate) const ACCEPTED: &str = "Предложение принято: в циклограмме появилась процедура.";
pub(crate) const DECLINED: &str = "Ответ записан.";

impl State {
    /// The state in Russian.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            State::Open => "ждёт ответа",
            State::Accepted => "принято в план",
            State::Declined => "отклонено",
        }
    }

    /// The tone of its tag.
    #[must_use]
    pub fn tone(self) -> &'static str {
        match self {
            State::Open => "caution",
            State::Accepted => "done",
            State::Declined => "plain",
        }
    }
}

pub(crate) fn area(area: Area) -> &'static str {
    match area {
        Area::Programmes => "Образовательные программы",
        Area::Conditions => "Условия",
        Area::Process => "Образовательный процесс",
        Area::Results => "Результаты",
        Area::Satisfaction => "Удовлетворённость",
    }
}

pub(crate) fn procedure_kind(kind: ProcedureKind) -> &'static str {
    match kind {
        ProcedureKind::Monitoring => "мониторинг",
        ProcedureKind::ControlWork => "контрольная работа",
        ProcedureKind::ExternalWork => "внешняя работа (ВПР и другие)",
        ProcedureKind::Inspection => "внутришкольный контроль",
        ProcedureKind::Survey => "анкетирование",
        ProcedureKind::DocumentReview => "экспертиза документов",
        ProcedureKind::Report => "отчёт или анализ",
    }
}

pub(crate) fn made(new: &NewProposal) -> String {
    format!("Внесено предложение в план {} учебного года: {}", SchoolYear(new.school_year).short(), new.words)
}

pub(crate) fn accepted(proposal: &Proposal, name: &str) -> String {
    let year = SchoolYear(proposal.school_year).short();
    format!("Предложение «{}» принято в план {year} учебного года: {name}", proposal.words)
}

pub(crate) fn declined(proposal: &Proposal, note: &str) -> String {
    format!("Предложение «{}» отклонено: {note}", proposal.words)
}

impl Refusal for CannotAnswer {
    fn say(&self) -> String {
        match self {
            CannotAnswer::Answered(by) => {
                format!("На это предложение уже дан ответ ({by}). Откройте его ещё раз, чтобы увидеть какой.")
            }
        }
    }
}
