//! What holds for every method: its manual page, and how it refuses a wrong file.

use clap::error::ErrorKind;
use clap::{Arg, Args, Command, FromArgMatches};
use rstest::rstest;

use super::*;
use crate::Measure;
use crate::csv_table::is_like;

fn command(method: &Method) -> Command {
    let mut measure = Measure::augment_args(Command::new("measure").disable_help_flag(true));
    measure.build();
    measure.find_subcommand(method.name).unwrap().clone()
}

fn is_cyrillic(letter: char) -> bool {
    ('а'..='я').contains(&letter.to_lowercase().next().unwrap())
}

fn reads_a_file(method: &Method) -> bool {
    command(method).get_positionals().any(|argument| argument.get_id() == "file")
}

#[test]
fn every_manual_page_names_columns_options_and_quantities() {
    for method in METHODS {
        let page = command(method).render_long_help().to_string();
        let mut missing: Vec<String> = Vec::new();
        missing.extend(command(method).get_arguments().filter_map(Arg::get_long).map(|name| format!("--{name}")));
        missing.extend(method.output.iter().map(|row| row.0.to_owned()));
        missing.extend(method.output.iter().map(|row| row.2.to_owned()));
        missing.push(format!("vsoko measure {} {}", method.name, method.usage));
        missing.retain(|word| !page.contains(word.as_str()));
        assert!(missing.is_empty(), "{}: {missing:?} is not in\n{page}", method.name);
        assert!(!method.output.is_empty(), "{} prints something", method.name);
        if reads_a_file(method) {
            assert!(method.usage.starts_with("ФАЙЛ.csv"), "{}: {}", method.name, method.usage);
            assert!(page.to_lowercase().contains("столб"), "{} says its columns", method.name);
        }
    }
}

#[test]
fn manual_pages_are_russian() {
    for method in METHODS {
        for argument in command(method).get_arguments() {
            let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
            assert!(help.contains(is_cyrillic), "{} of {} says «{help}»", argument.get_id(), method.name);
        }
        assert!(method.about.contains(is_cyrillic) && method.manual.contains(is_cyrillic), "{}", method.name);
        for Output(name, _, meaning) in method.output {
            assert!(meaning.contains(is_cyrillic), "{name} of {}", method.name);
        }
        let page = command(method).render_long_help().to_string();
        for english in ["Usage", "Options", "Print help", "Arguments", "[default", "[possible"] {
            assert!(!page.contains(english), "{english} in\n{page}");
        }
    }
}

#[test]
fn every_quantity_is_described_once_and_has_a_plain_name() {
    for method in METHODS {
        let mut names: Vec<&str> = method.output.iter().map(|row| row.0).collect();
        let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "_*".contains(letter);
        assert!(names.iter().all(|name| name.chars().all(is_plain)), "{names:?}");
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all, "{} describes a quantity twice", method.name);
    }
}

/// Arguments with which the parser is content: a column, a number, a formula for what must be given.
fn arguments(method: &Method, file: &str) -> Vec<String> {
    let required = command(method);
    let required = required.get_arguments().filter(|argument| argument.is_required_set() && !argument.is_positional());
    let names: Vec<String> = required.filter_map(|argument| argument.get_long().map(str::to_owned)).collect();
    let mut given = vec!["measure".to_owned(), method.name.to_owned(), file.to_owned()];
    for name in names {
        let fitting = ["x", "1", "x ~ y + (1|z)"].into_iter().find(|value| {
            let trial: Vec<String> = given.iter().cloned().chain([format!("--{name}"), (*value).to_owned()]).collect();
            let parsed = Measure::augment_args(Command::new("measure")).try_get_matches_from(trial);
            !parsed.is_err_and(|fault| matches!(fault.kind(), ErrorKind::ValueValidation | ErrorKind::InvalidValue))
        });
        given.extend([format!("--{name}"), fitting.unwrap_or("x").to_owned()]);
    }
    given
}

#[rstest]
#[case(b"", "файл пуст: нет строки заголовка")]
#[case(b"x,y,z\n", "под заголовком нет ни одной строки")]
#[case(b"x,y,z\n1,2,3\n1,\xEF\xF0,3\n", "строка 3: файл не в кодировке UTF-8; сохраните его как «CSV UTF-8»")]
#[case(b"x,y,z\n1,2,3\n1,2\n", "строка 3: 2 ячейки, а в заголовке 3")]
#[case(b"x;y;x\n1;2;3\n", "строка 1: столбец «x» встречается дважды")]
#[case(b"x\t\tz\n1\t2\t3\n", "строка 1: у столбца 2 нет имени")]
fn every_method_refuses_a_wrong_file_in_a_sentence(#[case] bytes: &[u8], #[case] why: &str) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("input.csv");
    std::fs::write(&path, bytes).unwrap();
    for method in METHODS.iter().filter(|method| reads_a_file(method)) {
        let arguments = arguments(method, path.to_str().unwrap());
        let matches = Measure::augment_args(Command::new("measure")).try_get_matches_from(&arguments);
        let wish = Measure::from_arg_matches(&matches.unwrap_or_else(|fault| panic!("{fault}"))).unwrap();
        assert_eq!(crate::answer(&wish).unwrap_err().to_string(), why, "{arguments:?}");
    }
}

#[test]
fn every_method_refuses_a_file_that_is_not_there() {
    for method in METHODS.iter().filter(|method| reads_a_file(method)) {
        let matches =
            Measure::augment_args(Command::new("measure")).get_matches_from(arguments(method, "/nowhere/input.csv"));
        let refusal = crate::answer(&Measure::from_arg_matches(&matches).unwrap()).unwrap_err().to_string();
        assert_eq!(refusal, "файл /nowhere/input.csv не читается: такого файла нет", "{}", method.name);
    }
}

#[test]
fn every_method_refuses_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    for method in METHODS.iter().filter(|method| reads_a_file(method)) {
        let matches = Measure::augment_args(Command::new("measure")).get_matches_from(arguments(method, path));
        let refusal = crate::answer(&Measure::from_arg_matches(&matches).unwrap()).unwrap_err().to_string();
        assert_eq!(refusal, format!("файл {path} не читается: это папка, а не файл"), "{}", method.name);
    }
}

/// The parsers that come with the parser library say in English what is no number.
#[test]
fn what_is_no_value_of_an_option_is_said_in_russian() {
    let (program, mut faults) = (crate::program(), 0);
    for method in METHODS {
        for option in command(method).get_arguments().filter_map(Arg::get_long) {
            let words = ["measure", method.name, &format!("--{option}"), "x%"];
            let Err(fault) = program.clone().try_get_matches_from(words) else { continue };
            let told = crate::fault_in_russian(&fault);
            if fault.kind() == ErrorKind::ValueValidation {
                faults += 1;
                let cause = told.rsplit(": ").next().unwrap();
                assert!(cause.starts_with(is_cyrillic), "{words:?}: {told}");
            }
            assert!(told.starts_with(is_cyrillic), "{words:?}: {told}");
        }
    }
    assert!(faults > 10, "{faults}");
}

/// The names under which tables of expected values are kept: whoever renames one breaks the tables of others.
#[test]
fn every_promised_quantity_is_printed_by_a_method() {
    let names: Vec<&str> = METHODS.iter().flat_map(|method| method.output).map(|row| row.0).collect();
    let promised = include_str!("quantities.txt").lines();
    let missing: Vec<&str> = promised.filter(|name| !names.iter().any(|known| is_like(name, known))).collect();
    assert!(missing.is_empty(), "no method prints {missing:?}");
}
