use std::collections::HashMap;

use crate::Refusal;
use crate::answer::{Answer, Quantity, Value};

/// What stands in place of a value that cannot be computed.
const NOTHING: &str = "NA";

/// `quantity,element,value`: all rows of a quantity together, in the order in which the method gave them.
pub(super) fn text(answer: &Answer) -> Result<String, Refusal> {
    let mut first = HashMap::new();
    for (at, quantity) in answer.quantities.iter().enumerate() {
        first.entry(quantity.name.as_ref()).or_insert(at);
    }
    let mut rows: Vec<&Quantity> = answer.quantities.iter().collect();
    rows.sort_by_key(|row| first[row.name.as_ref()]);
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(["quantity", "element", "value"])?;
    for row in rows {
        out.write_record([row.name.as_ref(), row.element.as_str(), &value(&row.value)])?;
    }
    let bytes = out.into_inner().map_err(|fault| Refusal::new(fault.to_string()))?;
    Ok(String::from_utf8(bytes)?.trim_end().to_owned())
}

/// Numbers in the shortest form that reads back as the same number.
fn value(of: &Value) -> String {
    match of {
        Value::Number(number) => format!("{number:?}"),
        Value::Count(count) => count.to_string(),
        Value::Text(text) => text.clone(),
        Value::Unknown { .. } => NOTHING.to_owned(),
    }
}
