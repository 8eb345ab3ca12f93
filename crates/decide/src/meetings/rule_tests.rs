use std::collections::BTreeSet;

use super::*;
use crate::orders::Clause;
use crate::people::Named;

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

fn named(name: &str) -> Named {
    Named { staff_id: None, name: name.to_owned() }
}

fn clause() -> Clause {
    Clause {
        id: 1,
        place: 1,
        task: "Провести консультации".to_owned(),
        responsible_staff_id: None,
        responsible: "Иванова А. П.".to_owned(),
        due_on: Some(day("2025-02-01")),
    }
}

fn point() -> AgendaPoint {
    let votes = Some(Votes { in_favour: 2, against: 0, abstained: 0 });
    let kind = MeetingKind::PedagogicalCouncil;
    AgendaPoint {
        id: 1,
        place: 1,
        topic: "Об итогах".to_owned(),
        votes,
        clauses: vec![clause()],
        ..AgendaPoint::blank(kind.usual_method())
    }
}

/// A council of three members, held with so many of them.
fn held(present: usize) -> Meeting {
    let names = ["Соколова В. П., директор", "Иванова А. П., учитель", "Котова И. Л., психолог"];
    let member = |place: usize| Member { named: named(names[place]), is_present: place < present };
    Meeting {
        chair: named("Соколова В. П., директор"),
        secretary: named("Иванова А. П., учитель"),
        members: (0..3).map(member).collect(),
        points: vec![point()],
        holding: Some(Holding { held_on: day("2025-01-15"), invited: String::new() }),
        ..Meeting::blank(1, 2024, MeetingKind::PedagogicalCouncil, day("2025-01-15"))
    }
}

fn signature() -> MinutesSignature {
    MinutesSignature {
        number: "3".to_owned(),
        signed_on: day("2025-01-16"),
        chair: "Соколова В. П., директор".to_owned(),
        secretary: "Иванова А. П., учитель".to_owned(),
        signed_by: "Иванова А. П.".to_owned(),
    }
}

/// One row per circumstance: what it is, and what signing answers.
#[test]
fn minutes_are_signed_only_when_they_are_whole() {
    let with = |point: AgendaPoint| Meeting { points: vec![point], ..held(3) };
    let with_clause = |clause: Clause| with(AgendaPoint { clauses: vec![clause], ..point() });
    let votes = |in_favour, against| Some(Votes { in_favour, against, abstained: 0 });
    let planned = Meeting { holding: None, ..held(3) };
    let signed = Meeting { signature: Some(signature()), ..held(3) };
    let without_vote = with(AgendaPoint { votes: None, ..point() });
    let with_principal = Meeting { kind: MeetingKind::PrincipalMeeting, ..without_vote.clone() };
    let few = Meeting {
        kind: MeetingKind::PrincipalMeeting,
        points: vec![AgendaPoint { votes: None, ..point() }],
        ..held(1)
    };
    let bare = Clause { responsible: String::new(), due_on: None, ..clause() };
    let table = [
        (held(3), None),
        (held(2), None),
        (planned, Some(Cannot::NotHeld)),
        (signed, Some(Cannot::Signed)),
        (held(1), Some(Cannot::NoQuorum { present: 1, members: 3 })),
        (Meeting { chair: Named::default(), ..held(3) }, Some(Cannot::ChairMissing)),
        (Meeting { secretary: Named::default(), ..held(3) }, Some(Cannot::SecretaryMissing)),
        (with(AgendaPoint { clauses: vec![], ..point() }), Some(Cannot::ResolutionMissing(1))),
        (without_vote, Some(Cannot::VotesMissing(1))),
        (with_principal, None),
        (few.clone(), Some(Cannot::SecretaryAbsent)),
        (Meeting { secretary: few.chair.clone(), ..few.clone() }, None),
        (Meeting { chair: named("Котова И. Л."), ..held(2) }, Some(Cannot::ChairAbsent)),
        (Meeting { chair: named("Котова И.Л., педагог-психолог"), ..held(3) }, Some(Cannot::ChairAbsent)),
        (Meeting { chair: named("Котова И. Л., педагог-психолог"), ..held(3) }, None),
        (
            with(AgendaPoint { votes: votes(3, 1), ..point() }),
            Some(Cannot::TooManyVotes { point: 1, votes: 4, present: 3 }),
        ),
        (with(AgendaPoint { votes: votes(1, 2), ..point() }), None),
        (with_clause(bare), None),
        (with_clause(Clause { responsible: " ".to_owned(), ..clause() }), Some(Cannot::ResponsibleMissing(1, 1))),
        (with_clause(Clause { due_on: None, ..clause() }), Some(Cannot::DueDateMissing(1, 1))),
        (with_clause(Clause { due_on: Some(day("2025-01-14")), ..clause() }), Some(Cannot::DueBeforeMeeting(1, 1))),
    ];
    for (meeting, refusal) in table {
        assert_eq!(meeting.sign(signature()).err(), refusal);
    }
    let early = MinutesSignature { signed_on: day("2025-01-14"), ..signature() };
    assert_eq!(held(3).sign(early).err(), Some(Cannot::SignedBeforeHeld));
    let nameless = MinutesSignature { number: " ".to_owned(), ..signature() };
    assert_eq!(held(3).sign(nameless).err(), Some(Cannot::NumberMissing));
}

#[test]
fn a_resolution_takes_effect_by_majority() {
    let meeting = held(3);
    let votes = |in_favour| Some(Votes { in_favour, against: 3 - in_favour, abstained: 0 });
    assert!(meeting.is_adopted(&point()));
    assert!(!meeting.is_adopted(&AgendaPoint { votes: votes(1), ..point() }));
    assert!(!meeting.is_adopted(&AgendaPoint { votes: None, ..point() }));
    assert!(!meeting.is_adopted(&AgendaPoint { clauses: vec![], ..point() }));
    let with_principal = Meeting { kind: MeetingKind::PrincipalMeeting, ..held(3) };
    assert!(with_principal.is_adopted(&AgendaPoint { votes: None, ..point() }));
    assert!(!with_principal.is_adopted(&AgendaPoint { votes: votes(1), ..point() }));
}

#[test]
fn a_meeting_is_held_with_people_on_its_day() {
    let planned = Meeting { holding: None, ..held(3) };
    let holding = Holding { held_on: day("2025-01-15"), invited: String::new() };
    let hold = |meeting: &Meeting, present: usize, today: &str| {
        meeting.hold(holding.clone(), held(present).members, day(today)).err()
    };
    assert_eq!(hold(&planned, 1, "2025-01-15"), None);
    assert_eq!(hold(&planned, 0, "2025-01-15"), Some(Cannot::NobodyPresent));
    assert_eq!(hold(&planned, 1, "2025-01-14"), Some(Cannot::NotYet));
    assert_eq!(hold(&Meeting { points: vec![], ..planned }, 1, "2025-01-15"), Some(Cannot::AgendaMissing));
    assert_eq!(hold(&held(3), 2, "2025-01-16"), None);
    assert_eq!(hold(&Meeting { signature: Some(signature()), ..held(3) }, 2, "2025-01-16"), Some(Cannot::Signed));
}

#[test]
fn what_is_recorded_stays_on_the_agenda() {
    assert_eq!(held(3).keeps_recorded(&[point()]), Ok(()));
    assert_eq!(held(3).keeps_recorded(&[]), Err(Cannot::PointIsRecorded(1)));
    let unrecorded = Meeting { points: vec![AgendaPoint { clauses: vec![], votes: None, ..point() }], ..held(3) };
    assert_eq!(unrecorded.keeps_recorded(&[]), Ok(()));
}

/// The page `docs/states/meeting.md` draws the same arrows as the code knows.
#[test]
fn the_drawing_shows_the_transitions() {
    let page = include_str!("../../../../docs/states/meeting.md");
    let drawing = page.split("```mermaid").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let drawn: BTreeSet<String> = drawing
        .lines()
        .map(str::trim)
        .filter(|line| line.contains("-->") && line.contains(':'))
        .map(str::to_owned)
        .collect();
    let state = |state: State| format!("{state:?}");
    let mut known: BTreeSet<String> =
        TRANSITIONS.iter().map(|(from, act, to)| format!("{} --> {}: {act:?}", state(*from), state(*to))).collect();
    known.insert("Planned --> [*]: Remove".to_owned());
    assert_eq!(drawn, known);
    for (meeting, is_removed) in [(Meeting { holding: None, ..held(3) }, true), (held(3), false)] {
        assert_eq!(meeting.admits(Act::Remove).is_ok(), is_removed);
    }
}
