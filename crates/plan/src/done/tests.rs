use chrono::{DateTime, NaiveDate};

use super::{Done, Follower, Progress};

#[test]
fn a_row_is_late_only_while_nothing_shows_its_result() {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let today = day("2025-01-15");
    let done = Done {
        subject_id: 1,
        done_on: day("2024-12-20"),
        note: String::new(),
        noted_at: DateTime::UNIX_EPOCH,
        noted_by: String::new(),
    };
    let follower = |state: &str| Follower {
        from_id: 1,
        kind: "inspection".to_owned(),
        id: 2,
        title: "Проверка".to_owned(),
        state: state.to_owned(),
    };
    let of = |done: Option<&Done>, followers: &[Follower], due: &str| {
        Progress::of(done, followers, Some(day(due)), today).label()
    };
    assert_eq!(of(None, &[], "2025-01-14"), "срок прошёл");
    assert_eq!(of(None, &[], "2025-01-15"), "");
    assert_eq!(of(None, &[follower("идёт")], "2025-01-14"), "идёт");
    assert_eq!(
        of(None, &[follower("идёт"), follower("справка подписана")], "2025-01-14"),
        "проведена: справка подписана"
    );
    assert_eq!(of(Some(&done), &[], "2025-01-14"), "выполнено 20.12.2024");
}
