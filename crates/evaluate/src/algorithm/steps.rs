//! The thirteen steps of managing quality («алгоритм управленческих действий»), and which of them are done. Pure.

use chrono::NaiveDate;
use school::ru::is_telling;

/// A step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// «сбор информации»
    Information,
    /// «проблемно-ориентированный анализ»
    Analysis,
    /// «целеполагание»
    Goals,
    /// «мотивация»
    Motivation,
    /// «диагностика ресурсов»
    Resources,
    /// «прогнозирование»
    Forecast,
    /// «программирование»
    Programme,
    /// «планирование»
    Planning,
    /// «организация»
    Organisation,
    /// «контроль»
    Control,
    /// «коррекция»
    Correction,
    /// «регулирование»
    Regulation,
    /// «оценка результата»
    Evaluation,
}

impl Step {
    /// All, in their order.
    pub const ALL: [Step; 13] = [
        Step::Information,
        Step::Analysis,
        Step::Goals,
        Step::Motivation,
        Step::Resources,
        Step::Forecast,
        Step::Programme,
        Step::Planning,
        Step::Organisation,
        Step::Control,
        Step::Correction,
        Step::Regulation,
        Step::Evaluation,
    ];

    /// The stored word.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Step::Information => "information",
            Step::Analysis => "analysis",
            Step::Goals => "goals",
            Step::Motivation => "motivation",
            Step::Resources => "resources",
            Step::Forecast => "forecast",
            Step::Programme => "programme",
            Step::Planning => "planning",
            Step::Organisation => "organisation",
            Step::Control => "control",
            Step::Correction => "correction",
            Step::Regulation => "regulation",
            Step::Evaluation => "evaluation",
        }
    }

    /// The step of a stored word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Step> {
        Step::ALL.into_iter().find(|step| step.code() == code)
    }

    /// Whether people tell about it in words, because it need not leave any other trace.
    #[must_use]
    pub fn takes_notes(self) -> bool {
        matches!(
            self,
            Step::Analysis
                | Step::Motivation
                | Step::Resources
                | Step::Forecast
                | Step::Programme
                | Step::Correction
                | Step::Regulation
        )
    }
}

/// By what it is seen that a step was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// when
    pub on: Option<NaiveDate>,
    /// by whom; may be empty
    pub by: String,
    /// what
    pub what: String,
    /// its page; may be empty
    pub href: String,
    /// the note that tells it, if it is one
    pub note: Option<i64>,
}

/// A decision about the problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionTrace {
    /// how the form of a review names it: `administrative_order:17`
    pub from: String,
    /// itself; it has a day and a name only once it is in force
    pub trace: Trace,
    /// whether it is in force
    pub is_signed: bool,
    /// how many action items it has, and how many of them have a day
    pub tasks: (usize, usize),
    /// those fulfilled
    pub fulfilled: Vec<Trace>,
}

/// A review of the effect of a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewTrace {
    /// the aim
    pub aim: Trace,
    /// when it is measured again
    pub remeasure_on: NaiveDate,
    /// measurements in between
    pub looks: Vec<Trace>,
    /// the aim changed on the way
    pub amended: Option<Trace>,
    /// the verdict
    pub verdict: Option<Trace>,
}

/// What is known about a problem.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Story {
    /// the problem zone
    pub zone_id: i64,
    /// the data it was found in
    pub found: Vec<Trace>,
    /// who studied it, and inspections
    pub studied: Vec<Trace>,
    /// decisions, the earliest first
    pub decisions: Vec<DecisionTrace>,
    /// reviews of their effect
    pub reviews: Vec<ReviewTrace>,
    /// what people said, by step
    pub notes: Vec<(Step, Trace)>,
}

/// What a step lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// nobody has studied the problem
    Study,
    /// there is no decision yet
    Decision,
    /// the decision is not signed
    Signature,
    /// no aim is fixed
    Aim,
    /// nobody has said anything
    Note,
    /// there are no action items with a day
    Tasks,
    /// nothing is known of what was done
    Fulfilment,
    /// so many action items are not done yet, of so many
    Unfulfilled(usize, usize),
    /// it is measured on a day to come
    Measurement(NaiveDate),
}

/// A step with its traces, or what it lacks and where to do it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// which
    pub step: Step,
    /// by what it is seen; nothing when it is not done
    pub traces: Vec<Trace>,
    /// what it lacks, when it is not done
    pub lack: Option<Lack>,
    /// where to do it
    pub href: String,
}

impl Standing {
    /// Whether the step is done.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.lack.is_none()
    }
}

/// The thirteen steps of a problem.
#[must_use]
pub fn standings(story: &Story) -> Vec<Standing> {
    Step::ALL.into_iter().map(|step| standing(step, story)).collect()
}

fn standing(step: Step, story: &Story) -> Standing {
    let notes: Vec<Trace> = story.notes.iter().filter(|(of, _)| *of == step).map(|(_, trace)| trace.clone()).collect();
    let mut traces = traces(step, story);
    // A note of a full stop is no step.
    let is_taken = is_taken(step, story, &traces) || notes.iter().any(|note| is_telling(&note.what));
    traces.extend(notes);
    let (lack, href) = if is_taken { (None, String::new()) } else { lack(step, story) };
    Standing { step, traces, lack, href }
}

/// How many action items the decisions in force have, and how many of them are done.
fn items(story: &Story) -> (usize, usize) {
    let signed = story.decisions.iter().filter(|decision| decision.is_signed);
    signed.fold((0, 0), |(all, done), decision| (all + decision.tasks.0, done + decision.fulfilled.len()))
}

/// Whether what the records show is the whole step. Control reaches every item of every decision.
fn is_taken(step: Step, story: &Story, traces: &[Trace]) -> bool {
    let (all, done) = items(story);
    !traces.is_empty() && (step != Step::Control || done >= all)
}

fn traces(step: Step, story: &Story) -> Vec<Trace> {
    let signed = || story.decisions.iter().filter(|decision| decision.is_signed);
    match step {
        Step::Information => story.found.clone(),
        Step::Analysis => story.studied.clone(),
        Step::Goals => story.reviews.iter().map(|review| review.aim.clone()).collect(),
        Step::Planning => {
            let planned = signed().filter(|decision| decision.tasks.0 > 0 && decision.tasks.0 == decision.tasks.1);
            planned.map(|decision| decision.trace.clone()).collect()
        }
        Step::Organisation => signed().map(|decision| decision.trace.clone()).collect(),
        Step::Control => {
            let fulfilled = story.decisions.iter().flat_map(|decision| decision.fulfilled.iter());
            let looks = story.reviews.iter().flat_map(|review| review.looks.iter());
            fulfilled.chain(looks).cloned().collect()
        }
        Step::Correction => story.reviews.iter().filter_map(|review| review.amended.clone()).collect(),
        Step::Evaluation => story.reviews.iter().filter_map(|review| review.verdict.clone()).collect(),
        // A second order is another decision, not a change of the rules: that is told in words.
        Step::Motivation | Step::Resources | Step::Forecast | Step::Programme | Step::Regulation => Vec::new(),
    }
}

fn lack(step: Step, story: &Story) -> (Option<Lack>, String) {
    let zone = story.zone_id;
    // A problem that is decided upon already is no longer taken under study.
    let is_to_study = step == Step::Analysis && story.decisions.is_empty();
    if step.takes_notes() && !is_to_study {
        return (Some(Lack::Note), format!("/evaluate/algorithm/{zone}?step={}#note", step.code()));
    }
    let prepare = || format!("/decide/orders/new?zone={zone}");
    let (lack, href) = match (step, story.decisions.iter().find(|decision| decision.is_signed), story.reviews.first()) {
        (Step::Information | Step::Analysis, _, _) => (Lack::Study, format!("/analyse/problems/{zone}")),
        (Step::Evaluation, _, Some(review)) => (Lack::Measurement(review.remeasure_on), review.aim.href.clone()),
        (_, None, _) => match story.decisions.first() {
            Some(draft) => (Lack::Signature, draft.trace.href.clone()),
            None => (Lack::Decision, prepare()),
        },
        (Step::Goals | Step::Evaluation, Some(decision), _) => {
            (Lack::Aim, format!("/evaluate/effects/new?from={}&zone={zone}", decision.from))
        }
        (Step::Control, Some(_), _) => {
            let (all, done) = items(story);
            let lack = if done == 0 { Lack::Fulfilment } else { Lack::Unfulfilled(all - done, all) };
            (lack, "/act/action-items".to_owned())
        }
        (_, Some(decision), _) => (Lack::Tasks, decision.trace.href.clone()),
    };
    (Some(lack), href)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trace(what: &str) -> Trace {
        let on = "2025-01-15".parse().ok();
        Trace { on, by: "Завуч".to_owned(), what: what.to_owned(), href: format!("/{what}"), note: None }
    }

    fn order(is_signed: bool) -> DecisionTrace {
        let from = "administrative_order:17".to_owned();
        DecisionTrace { from, trace: trace("order"), is_signed, tasks: (2, 2), fulfilled: Vec::new() }
    }

    fn done(story: &Story) -> Vec<usize> {
        let standings = standings(story);
        (1..).zip(&standings).filter(|(_, one)| one.is_done()).map(|(number, _)| number).collect()
    }

    fn lacks(story: &Story, step: Step) -> (Option<Lack>, String) {
        let one = standings(story).into_iter().find(|one| one.step == step).unwrap();
        (one.lack, one.href)
    }

    #[test]
    fn each_trace_counts_for_its_steps() {
        let mut story = Story { zone_id: 7, found: vec![trace("zone")], ..Story::default() };
        assert_eq!(done(&story), [1]);
        assert_eq!(lacks(&story, Step::Analysis), (Some(Lack::Study), "/analyse/problems/7".to_owned()));
        assert_eq!(lacks(&story, Step::Goals), (Some(Lack::Decision), "/decide/orders/new?zone=7".to_owned()));
        story.decisions = vec![order(false)];
        assert_eq!(lacks(&story, Step::Analysis).0, Some(Lack::Note));
        story.studied = vec![trace("study")];
        assert_eq!(done(&story), [1, 2]);
        assert_eq!(lacks(&story, Step::Organisation), (Some(Lack::Signature), "/order".to_owned()));
        story.decisions = vec![order(true)];
        assert_eq!(done(&story), [1, 2, 8, 9]);
        let aim = "/evaluate/effects/new?from=administrative_order:17&zone=7".to_owned();
        assert_eq!(lacks(&story, Step::Goals), (Some(Lack::Aim), aim));
        assert_eq!(lacks(&story, Step::Control).0, Some(Lack::Fulfilment));
        story.notes = vec![(Step::Motivation, trace("Беседа с учителями")), (Step::Resources, trace("."))];
        story.notes.push((Step::Resources, trace("Есть час консультаций")));
        story.decisions[0].fulfilled = vec![trace("lesson")];
        assert_eq!(lacks(&story, Step::Control).0, Some(Lack::Unfulfilled(1, 2)));
        story.decisions[0].fulfilled.push(trace("visit"));
        let day = "2025-06-20".parse().unwrap();
        let mut review =
            ReviewTrace { aim: trace("aim"), remeasure_on: day, looks: Vec::new(), amended: None, verdict: None };
        story.reviews = vec![review.clone()];
        assert_eq!(done(&story), [1, 2, 3, 4, 5, 8, 9, 10]);
        assert_eq!(lacks(&story, Step::Evaluation), (Some(Lack::Measurement(day)), "/aim".to_owned()));
        review.verdict = Some(trace("verdict"));
        review.amended = Some(trace("amended"));
        story.reviews = vec![review];
        story.decisions.push(order(true));
        assert_eq!(
            done(&story),
            [1, 2, 3, 4, 5, 8, 9, 11, 13],
            "a second order is no regulation, and its items are open"
        );
        story.notes.push((Step::Regulation, trace("Изменён порядок замен")));
        assert_eq!(done(&story), [1, 2, 3, 4, 5, 8, 9, 11, 12, 13]);
        assert_eq!(lacks(&story, Step::Programme).1, "/evaluate/algorithm/7?step=programme#note");
    }

    #[test]
    fn a_full_stop_is_no_step() {
        let story = Story { notes: vec![(Step::Motivation, trace("."))], ..Story::default() };
        assert_eq!(lacks(&story, Step::Motivation).0, Some(Lack::Note));
    }

    #[test]
    fn a_task_without_a_day_is_no_plan() {
        let mut story = Story { decisions: vec![order(true)], ..Story::default() };
        story.decisions[0].tasks = (2, 1);
        assert_eq!(lacks(&story, Step::Planning).0, Some(Lack::Tasks));
        assert!(Step::ALL.iter().all(|step| Step::from_code(step.code()) == Some(*step)));
    }
}
