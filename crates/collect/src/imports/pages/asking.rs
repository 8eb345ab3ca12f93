//! Questions as forms, and the answers that come back.

use web::forms::Fields;
use web::ui::Choice;

use super::labels;
use crate::imports::finding::{About, Answer, Question};

/// From this many choices on they stand in a list to open.
const MANY: usize = 6;
/// Questions on one page.
pub(super) const PER_PAGE: i64 = 40;

/// A question on a page.
pub(super) struct Asked {
    /// the names of its fields
    pub(super) key_name: String,
    pub(super) answer_name: String,
    pub(super) key: String,
    pub(super) text: String,
    /// where it came up, how many rows wait
    pub(super) hint: String,
    pub(super) choices: Vec<Choice>,
    pub(super) is_long: bool,
    /// the heading above it, where a new kind of question begins
    pub(super) heading: &'static str,
}

/// Several questions that one answer may settle.
pub(super) struct Alike {
    pub(super) group: String,
    pub(super) text: String,
    pub(super) choices: Vec<Choice>,
}

/// The questions of one page, in the order of what they are about, and the answers given.
pub(super) fn asked(questions: &[Question], offset: i64) -> (Vec<Asked>, Fields) {
    let mut fields = Fields::empty();
    let mut list = Vec::new();
    let mut last: Option<About> = None;
    let skip = usize::try_from(offset).unwrap_or(0);
    let take = usize::try_from(PER_PAGE).unwrap_or(usize::MAX);
    for (position, question) in sorted(questions).into_iter().skip(skip).take(take).enumerate() {
        let answer_name = format!("answer_{position}");
        if let Some(answer) = question.answer {
            fields = fields.with(&answer_name, answer);
        }
        list.push(Asked {
            key_name: format!("key_{position}"),
            answer_name,
            key: question.key.clone(),
            text: question.text.clone(),
            hint: format!("{}; {}", labels::place(&question.place), labels::rows(question.rows)),
            choices: choices(question),
            is_long: question.choices.len() > MANY && question.about != About::Cell,
            heading: if last == Some(question.about) { "" } else { labels::about(question.about) },
        });
        last = Some(question.about);
    }
    (list, fields)
}

/// Open questions first within a kind.
fn sorted(questions: &[Question]) -> Vec<&Question> {
    let mut sorted: Vec<&Question> = questions.iter().collect();
    sorted.sort_by_key(|question| (question.about, question.answer.is_some()));
    sorted
}

fn choices(question: &Question) -> Vec<Choice> {
    question.choices.iter().map(|choice| Choice::new(choice.answer, choice.label.clone())).collect()
}

/// What two questions share when one answer may settle both: the kind, the choices and, for cells, what stands there.
fn group(question: &Question) -> String {
    let cell = match question.about {
        About::Cell => question.text.rsplit_once(": ").map_or("", |(_, cell)| cell),
        _ => "",
    };
    let choices: Vec<String> =
        question.choices.iter().map(|choice| format!("{}={}", choice.answer, choice.label)).collect();
    store::digest(format!("{:?}\n{cell}\n{}", question.about, choices.join("\n")).as_bytes())
}

/// Groups of open questions that are alike.
pub(super) fn alike(questions: &[Question]) -> Vec<Alike> {
    let mut groups: Vec<(String, Vec<&Question>)> = Vec::new();
    for question in sorted(questions).into_iter().filter(|question| question.answer.is_none()) {
        let key = group(question);
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, list)) => list.push(question),
            None => groups.push((key, vec![question])),
        }
    }
    let several = groups.into_iter().filter(|(_, list)| list.len() > 1);
    several
        .map(|(group, list)| Alike { group, text: labels::bulk(list.len(), &list[0].text), choices: choices(list[0]) })
        .collect()
}

/// The answers of a page.
pub(super) fn given(fields: &Fields) -> Vec<(String, Answer)> {
    let positions = 0..usize::try_from(PER_PAGE).unwrap_or(usize::MAX);
    let one = |position: usize| {
        let answer: Answer = fields.get(&format!("answer_{position}")).parse().ok()?;
        let key = fields.get(&format!("key_{position}"));
        (!key.is_empty()).then(|| (key.to_owned(), answer))
    };
    positions.filter_map(one).collect()
}

/// One answer for the open questions of a group.
pub(super) fn given_to_all(fields: &Fields, questions: &[Question]) -> Vec<(String, Answer)> {
    let Ok(answer) = fields.get("answer").parse::<Answer>() else {
        return Vec::new();
    };
    let wanted = fields.get("group");
    let open = questions.iter().filter(|question| question.answer.is_none() && group(question) == wanted);
    open.map(|question| (question.key.clone(), answer)).collect()
}
