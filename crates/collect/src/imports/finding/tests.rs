use super::*;

#[test]
fn answers_survive_being_written() {
    for answer in [
        Answer::Use(7),
        Answer::Create,
        Answer::Join,
        Answer::Skip,
        Answer::Keep,
        Answer::Take,
        Answer::Mark(4),
        Answer::NotAssessed,
        Answer::Exempt,
    ] {
        assert_eq!(answer.to_string().parse(), Ok(answer));
    }
    assert!("mark:x".parse::<Answer>().is_err());
    assert!("".parse::<Answer>().is_err());
}

#[test]
fn beyond_the_limit_troubles_are_counted() {
    let mut findings = Findings::default();
    for row in 1..=TOLD + 10 {
        let place = Place::row("Лист1", u32::try_from(row).unwrap());
        findings.say(Severity::Error, "mark_zero", place, "0", "Отметка «0»".to_owned());
    }
    let (told, _) = findings.into_parts();
    assert_eq!(told.len(), TOLD + 1);
    assert_eq!(told.iter().map(|one| one.times).sum::<u64>(), 510);
}

#[test]
fn open_questions_and_long_texts_are_bounded() {
    let mut findings = Findings::default();
    let question = |number: u64, text: &str| Question {
        key: format!("cell:{number}"),
        about: About::Cell,
        text: text.to_owned(),
        place: Place::row("Лист1", 1),
        rows: 1,
        choices: vec![Choice { answer: Answer::Skip, label: String::new() }],
        answer: None,
    };
    let given = Decisions(BTreeMap::from([("cell:7".to_owned(), Answer::Skip)]));
    for number in 0..ASKED + 10 {
        findings.ask(&given, question(number, &"я".repeat(5_000)));
    }
    let (told, asked) = findings.into_parts();
    assert_eq!(u64::try_from(asked.len()).unwrap(), ASKED + 1, "an answered question takes no room");
    assert_eq!((told[0].code.as_str(), told.len()), ("more_questions", 9));
    assert_eq!(asked[0].text.chars().count(), SHOWN + 1);
}

#[test]
fn an_answer_that_was_not_offered_is_none() {
    let mut findings = Findings::default();
    let question = Question {
        key: "class:8А".to_owned(),
        about: About::Class,
        text: String::new(),
        place: Place::default(),
        rows: 1,
        choices: vec![Choice { answer: Answer::Create, label: String::new() }],
        answer: None,
    };
    let offered = Decisions(BTreeMap::from([(question.key.clone(), Answer::Use(9))]));
    assert_eq!(findings.ask(&offered, question.clone()), None);
    let given = Decisions(BTreeMap::from([(question.key.clone(), Answer::Create)]));
    assert_eq!(findings.ask(&given, question), Some(Answer::Create));
    assert_eq!(findings.into_parts().1[0].rows, 2);
}

#[test]
fn a_place_has_an_address() {
    assert_eq!(Place::cell("Лист1", 17, 5).address(), "E17");
    assert_eq!(Place::row("Лист1", 17).address(), "17");
    assert_eq!(Place::sheet("Лист1").address(), "");
    let spots = [Spot::new(17, 5), Spot::new(17, 0), Spot::default()].map(|spot| spot.on("Лист1").address());
    assert_eq!(spots, ["E17", "17", ""]);
}
