//! What an inspection is. Pure.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use plan::cards::{Card, CardIndicator, CardStep, InspectionKind};

/// How many days before the beginning of an inspection its first step may be due or done.
const BEFORE: i64 = 30;
/// How many days after its end its last step may be due.
const AFTER: i64 = 60;

/// An inspection («проверка»).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspection {
    /// id
    pub id: i64,
    /// the school year it belongs to
    pub school_year: i64,
    /// «тема»
    pub title: String,
    /// «вид контроля»
    pub kind: InspectionKind,
    /// «основание»
    pub basis: String,
    /// by which order it is held («приказ о проведении»): «от 28.10.2026 № 145»; may be empty
    pub ordered_by: String,
    /// «цель»
    pub purpose: String,
    /// «объект»
    pub object: String,
    /// «предмет контроля»
    pub matter: String,
    /// «методы», one a line
    pub methods: String,
    /// «выборка, объём»
    pub sample: String,
    /// which papers are asked for («какие документы запросить»)
    pub papers: String,
    /// «итоговые документы»
    pub outputs: String,
    /// «где рассматривается»
    pub considered_at: String,
    /// the technological card it follows
    pub card_id: Option<i64>,
    /// the procedure of the cyclogram it carries out
    pub procedure_id: Option<i64>,
    /// first day
    pub starts_on: NaiveDate,
    /// last day
    pub ends_on: NaiveDate,
    /// whom and what it covers
    pub coverage: Coverage,
    /// with what figures are compared
    pub comparison: Comparison,
    /// after how many days it is looked at again
    pub recheck_days: Option<i64>,
    /// what is computed for the report
    pub indicators: Vec<CardIndicator>,
    /// the group
    pub members: Vec<Member>,
    /// the steps in order
    pub steps: Vec<Step>,
    /// grows with every save
    pub version: i64,
    /// when it was saved
    pub saved_at: DateTime<Utc>,
    /// by whom
    pub saved_by: String,
}

/// Whom and what an inspection covers; what is not named is not limited.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// names of classes
    pub classes: Vec<String>,
    /// the subject
    pub subject_id: Option<i64>,
    /// the teacher whose classes are looked at
    pub teacher_staff_id: Option<i64>,
    /// code of the term; empty for the whole year
    pub term: String,
}

/// With what the figures of a report are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// with the same pupils a year before
    YearBefore,
    /// with the term before
    TermBefore,
}

impl Comparison {
    /// All, in the order in which they are offered.
    pub const ALL: [Comparison; 2] = [Comparison::YearBefore, Comparison::TermBefore];

    /// The stored word.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Comparison::YearBefore => "year_before",
            Comparison::TermBefore => "term_before",
        }
    }

    /// The comparison of a stored word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Comparison> {
        Comparison::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// What somebody does in the group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Duty {
    /// «руководитель группы»
    Lead,
    /// «эксперт»
    Expert,
}

impl Duty {
    /// The stored word.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Duty::Lead => "lead",
            Duty::Expert => "expert",
        }
    }

    /// The duty of a stored word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Duty> {
        [Duty::Lead, Duty::Expert].into_iter().find(|duty| duty.code() == code)
    }
}

/// A member of the group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member {
    /// who
    pub staff_id: i64,
    /// as what
    pub duty: Duty,
}

/// A step of an inspection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// id
    pub id: i64,
    /// what is done or studied
    pub task: String,
    /// where one looks
    pub sources: String,
    /// by office: «эксперт»
    pub performer: String,
    /// the member of staff, once it is one
    pub staff_id: Option<i64>,
    /// until when
    pub due_on: Option<NaiveDate>,
    /// that it was done
    pub done: Option<StepDone>,
}

/// That a step was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepDone {
    /// when
    pub done_on: NaiveDate,
    /// who said so
    pub done_by: String,
    /// what there is to say
    pub note: String,
}

/// Who looks at inspections.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reader {
    /// whether this person leads the school's inspections and sees all of them
    pub leads: bool,
    /// the member of staff; 0 for nobody
    pub staff_id: i64,
}

impl Inspection {
    /// What a card says, begun on a day: the steps are dated from it. Nobody is in the group yet.
    #[must_use]
    pub fn of_card(card: &Card, (id, school_year): (i64, i64), starts_on: NaiveDate) -> Inspection {
        let step = |step: &CardStep| Step {
            id: 0,
            task: step.task.clone(),
            sources: step.sources.clone(),
            performer: step.performer.clone(),
            staff_id: None,
            due_on: Some(step.due_on(starts_on)),
            done: None,
        };
        Inspection {
            id,
            school_year,
            title: card.name.clone(),
            kind: card.kind,
            basis: card.basis.clone(),
            ordered_by: String::new(),
            purpose: card.purpose.clone(),
            object: card.object.clone(),
            matter: card.matter.clone(),
            methods: card.methods.clone(),
            sample: card.sample.clone(),
            papers: card.instruments.clone(),
            outputs: card.outputs.clone(),
            considered_at: card.considered_at.clone(),
            card_id: Some(card.id),
            procedure_id: card.procedure_id,
            starts_on,
            ends_on: card.steps.iter().map(|step| step.due_on(starts_on)).max().unwrap_or(starts_on),
            coverage: Coverage::default(),
            comparison: Comparison::YearBefore,
            recheck_days: card.recheck_days,
            indicators: card.indicators.clone(),
            members: Vec::new(),
            steps: card.steps.iter().map(step).collect(),
            version: 0,
            saved_at: DateTime::default(),
            saved_by: String::new(),
        }
    }

    /// What this person does in the group.
    #[must_use]
    pub fn duty_of(&self, staff_id: i64) -> Option<Duty> {
        self.members.iter().find(|member| member.staff_id == staff_id).map(|member| member.duty)
    }

    /// Who leads the group.
    #[must_use]
    pub fn lead(&self) -> Option<i64> {
        self.members.iter().find(|member| member.duty == Duty::Lead).map(|member| member.staff_id)
    }

    /// Whether this person speaks for the group: its lead, or who leads all inspections.
    #[must_use]
    pub fn is_led_by(&self, reader: Reader) -> bool {
        reader.leads || (reader.staff_id != 0 && self.lead() == Some(reader.staff_id))
    }

    /// The first day on which a step can sensibly be due or done: what is prepared comes before the inspection.
    #[must_use]
    pub fn earliest_step(&self) -> NaiveDate {
        self.starts_on.checked_sub_signed(Duration::days(BEFORE)).unwrap_or(self.starts_on)
    }

    /// The last day on which a step can sensibly be due: papers are finished after the inspection.
    #[must_use]
    pub fn latest_step(&self) -> NaiveDate {
        self.ends_on.checked_add_signed(Duration::days(AFTER)).unwrap_or(self.ends_on)
    }

    /// How many steps are not done.
    #[must_use]
    pub fn open_steps(&self) -> usize {
        self.steps.iter().filter(|step| step.done.is_none()).count()
    }
}
