//! What holds for every method: its manual page, and how it refuses a wrong file.

use clap::{Arg, Args, Command};

use super::*;
use crate::Measure;

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
        let is_plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
        assert!(names.iter().all(|name| name.chars().all(is_plain)), "{names:?}");
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all, "{} describes a quantity twice", method.name);
    }
}
