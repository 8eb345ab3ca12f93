use serde::Serialize;

use crate::Refusal;
use crate::answer::{Answer, Quantity, Value};

#[derive(Serialize)]
struct Whole<'a> {
    title: &'a str,
    quantities: Vec<Row<'a>>,
    notes: &'a [String],
}

#[derive(Serialize)]
struct Row<'a> {
    quantity: &'a str,
    element: &'a str,
    /// null when there is none: then `state` is `unknown`, and `reason` and `why` say the reason
    value: serde_json::Value,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'a str>,
}

pub(super) fn text(answer: &Answer) -> Result<String, Refusal> {
    let quantities = answer.quantities.iter().map(row).collect();
    Ok(serde_json::to_string_pretty(&Whole { title: &answer.title, quantities, notes: &answer.notes })?)
}

fn row(of: &Quantity) -> Row<'_> {
    let known = |value: serde_json::Value| (value, "known", None, None);
    let (value, state, reason, why) = match &of.value {
        Value::Number(number) => known((*number).into()),
        Value::Count(count) => known((*count).into()),
        Value::Text(text) => known(text.as_str().into()),
        Value::Unknown { key, why } => (serde_json::Value::Null, "unknown", Some(*key), Some(why.as_str())),
    };
    Row { quantity: &of.name, element: &of.element, value, state, reason, why }
}
