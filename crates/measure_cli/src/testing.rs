//! For tests: a method asked through the command line on the text of a CSV file.

use std::collections::HashMap;
use std::fs;

use clap::{Args, Command, FromArgMatches};

use crate::answer::{Answer, Value};
use crate::csv_table::is_like;
use crate::print::{Format, print};
use crate::{Measure, Refusal};

/// What a method answered, in all forms.
#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) answer: Answer,
    pub(crate) table: String,
    pub(crate) long: String,
    values: HashMap<(String, String), Value>,
}

impl Asked {
    /// A value of `--format long`.
    #[track_caller]
    pub(crate) fn value(&self, quantity: &str, element: &str) -> &Value {
        let found = self.values.get(&(quantity.to_owned(), element.to_owned()));
        found.unwrap_or_else(|| panic!("no {quantity} of «{element}» in\n{}", self.long))
    }

    /// What stands in a table for people: the column of this heading, row by row.
    #[track_caller]
    pub(crate) fn column(&self, caption: &str, heading: &str) -> Vec<Value> {
        let sheet = self.answer.sheets.iter().find(|sheet| sheet.caption.starts_with(caption));
        let sheet = sheet.unwrap_or_else(|| panic!("no table «{caption}» in\n{}", self.table));
        let at = sheet.headings.iter().position(|known| known == heading).unwrap();
        sheet.rows.iter().map(|row| row[at].value.clone()).collect()
    }

    /// The numbers of such a column; cells without one are left out.
    #[track_caller]
    pub(crate) fn shown(&self, caption: &str, heading: &str) -> Vec<f64> {
        let number = |value| if let Value::Number(number) = value { Some(number) } else { None };
        self.column(caption, heading).into_iter().filter_map(number).collect()
    }

    /// A number or count of `--format long`.
    #[track_caller]
    pub(crate) fn number(&self, quantity: &str, element: &str) -> f64 {
        match self.value(quantity, element) {
            Value::Number(number) => *number,
            Value::Count(count) => count.to_string().parse().unwrap(),
            other => panic!("{quantity} of «{element}» is {other:?}"),
        }
    }
}

/// Asks a method: its name, then its options; the file stands behind the name unless the text is empty.
///
/// Every quantity that is printed must stand in the manual page, once for each element.
#[track_caller]
pub(crate) fn ask(arguments: &[&str], csv: &str) -> Asked {
    let (method, answer) = asked(arguments, csv);
    let answer = answer.unwrap_or_else(|refusal| panic!("{arguments:?} was refused: {refusal}"));
    let mut values = HashMap::new();
    for quantity in &answer.quantities {
        let is_described = method.output.iter().any(|row| is_like(&quantity.name, row.0));
        assert!(is_described, "{} is not described in OUTPUT of {}", quantity.name, method.name);
        let key = (quantity.name.to_string(), quantity.element.clone());
        assert!(values.insert(key, quantity.value.clone()).is_none(), "{quantity:?} is printed twice");
    }
    let [table, long] = [Format::Table, Format::Long].map(|format| print(&answer, format).unwrap());
    print(&answer, Format::Json).unwrap();
    Asked { answer, table, long, values }
}

/// The sentence with which a method refuses.
#[track_caller]
pub(crate) fn refused(arguments: &[&str], csv: &str) -> String {
    match asked(arguments, csv).1 {
        Ok(answer) => panic!("{arguments:?} was answered: {answer:?}"),
        Err(refusal) => refusal.to_string(),
    }
}

fn asked(arguments: &[&str], csv: &str) -> (&'static crate::methods::Method, Result<Answer, Refusal>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("input.csv");
    fs::write(&path, csv).unwrap();
    let mut all = vec!["measure", arguments[0]];
    if !csv.is_empty() {
        all.push(path.to_str().unwrap());
    }
    all.extend(&arguments[1..]);
    let command = Measure::augment_args(Command::new("measure")).disable_help_flag(true);
    let matches = command.try_get_matches_from(all).unwrap_or_else(|fault| panic!("{fault}"));
    let wish = Measure::from_arg_matches(&matches).unwrap();
    (wish.method(), wish.method().answer(wish.options()))
}
