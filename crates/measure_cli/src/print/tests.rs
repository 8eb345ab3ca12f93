use super::*;
use crate::answer::Value;

fn answer() -> Answer {
    let mut answer = Answer::new("Проба");
    answer.put("b", "Q1", 0.1 + 0.2);
    answer.put("a", "", measure::Why::NoData);
    answer.put("b", "Q2, «2»", 1e-7);
    answer.put("n", "", 1_000_usize);
    answer.put("verdict", "", "better");
    answer.note("Сноска.");
    answer
}

#[test]
fn long_rows_of_a_quantity_stand_together_at_full_precision() {
    let text = print(&answer(), Format::Long).unwrap();
    let expected =
        "quantity,element,value\nb,Q1,0.30000000000000004\nb,\"Q2, «2»\",1e-7\na,,NA\nn,,1000\nverdict,,better";
    assert_eq!(text, expected);
}

#[test]
fn json_says_why_there_is_no_value() {
    let text = print(&answer(), Format::Json).unwrap();
    let whole: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(whole["title"], "Проба");
    assert_eq!(whole["quantities"][0]["value"], 0.1 + 0.2);
    let unknown = &whole["quantities"][1];
    assert!(unknown["value"].is_null());
    assert_eq!((&unknown["state"], &unknown["reason"]), (&"unknown".into(), &"no_data".into()));
    assert_eq!(unknown["why"], "нет данных");
    assert_eq!(whole["quantities"][3]["value"], 1000);
    assert_eq!(whole["notes"][0], "Сноска.");
}

#[test]
fn no_number_is_printed_that_is_none() {
    for number in [f64::NAN, f64::INFINITY] {
        assert!(matches!(Value::from(number), Value::Unknown { key: "inapplicable", .. }));
    }
}
