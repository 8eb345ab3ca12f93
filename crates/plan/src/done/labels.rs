use chrono::NaiveDate;
use school::ru;

use super::Progress;

/// The last states of what follows from a procedure, as their own stages call them in chains.
pub(super) const FINISHED: [&str; 2] = ["справка подписана", "протокол подписан"];
pub(super) const DAY_MISSING: &str = "Укажите, когда это сделано, например 05.06.2025.";
pub(super) const IN_FUTURE: &str = "Этот день ещё не наступил. Отметьте выполнение, когда дело будет сделано.";
pub(super) const MARKED: &str = "Выполнение отмечено.";
pub(super) const TAKEN_BACK: &str = "Отметка о выполнении снята.";

pub(super) fn progress(progress: &Progress) -> String {
    match progress {
        Progress::Marked(done) => format!("выполнено {}", ru::date_short(done.done_on)),
        Progress::Shown(follower) => format!("проведена: {}", follower.state),
        Progress::Running(follower) if follower.state.is_empty() => "идёт".to_owned(),
        Progress::Running(follower) => follower.state.clone(),
        Progress::Late => "срок прошёл".to_owned(),
        Progress::Ahead => String::new(),
    }
}

pub(super) fn marked(name: &str, on: NaiveDate) -> String {
    format!("Выполнено {}: «{name}»", ru::date_short(on))
}

pub(super) fn taken_back(name: &str) -> String {
    format!("Снята отметка о выполнении: «{name}»")
}
