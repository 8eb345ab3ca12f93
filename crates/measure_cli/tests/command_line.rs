//! The methods below a command of a program that has global options, as `vsoko` is.

#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use clap::{ArgAction, Parser, Subcommand};
use measure_cli::Measure;

#[derive(Debug, Parser)]
#[command(name = "vsoko", next_help_heading = "Параметры", disable_help_subcommand = true, disable_help_flag = true)]
struct Program {
    #[command(subcommand)]
    command: Commands,
    /// Папка с данными
    #[arg(long, global = true, value_name = "ПАПКА", default_value = "data", hide_default_value = true)]
    data: String,
    /// Показать справку
    #[arg(short = 'h', long, global = true, action = ArgAction::Help)]
    help: Option<bool>,
}

#[derive(Debug, Subcommand)]
enum Commands {
    /// Оценить по таблице CSV
    Measure(Measure),
}

fn told(arguments: &[&str]) -> String {
    Program::try_parse_from(arguments).unwrap_err().to_string()
}

#[test]
fn a_method_is_asked_below_the_program() {
    let program = Program::try_parse_from(["vsoko", "measure", "interval", "0", "5", "--format", "long"]).unwrap();
    let Commands::Measure(wish) = program.command;
    let answer = measure_cli::answer(&wish).unwrap();
    assert!(answer.starts_with("quantity,element,value\n") && answer.contains("wilson95_low,0/5,0.0\n"), "{answer}");
    assert_eq!((program.data.as_str(), program.help), ("data", None));
}

#[test]
fn help_speaks_russian_and_lists_the_methods() {
    let list = told(&["vsoko", "measure", "--help"]);
    assert!(list.contains("Доверительный интервал доли K из N"), "{list}");
    assert!(list.contains("Доверительный интервал доли"), "{list}");
    let [page, manual] = ["--help", "--manual"].map(|option| told(&["vsoko", "measure", "interval", option]));
    assert_eq!(page, manual);
    assert!(page.contains("wilson95_low"), "{page}");
    for text in [list, page] {
        for english in ["Usage", "Commands", "Options", "Arguments", "Print", "default"] {
            assert!(!text.contains(english), "{english} in:\n{text}");
        }
    }
}

#[test]
fn without_a_method_the_list_is_shown() {
    assert!(told(&["vsoko", "measure"]).contains("interval"));
    assert!(Program::try_parse_from(["vsoko", "measure", "mean"]).is_err());
}
