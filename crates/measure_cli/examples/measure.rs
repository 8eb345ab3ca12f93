//! `vsoko measure` without the rest of the program: quick to build while a method is written.
//!
//!     cargo run -p measure_cli --example measure -- interval 3 20 --format long

use std::io::Write;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{Error, FromArgMatches};
use measure_cli::{Measure, fault_in_russian, program};

fn main() -> ExitCode {
    match program().try_get_matches().and_then(|matches| Measure::from_arg_matches(&matches)) {
        Ok(wish) => obey(&wish),
        Err(fault) => refuse(&fault),
    }
}

fn obey(wish: &Measure) -> ExitCode {
    match measure_cli::answer(wish) {
        Ok(answer) => {
            // whoever reads may stop reading: that is no failure
            let _ = writeln!(std::io::stdout(), "{answer}");
            ExitCode::SUCCESS
        }
        Err(refusal) => {
            eprintln!("vsoko: {refusal}");
            ExitCode::from(2)
        }
    }
}

/// Asking for help is no fault.
fn refuse(fault: &Error) -> ExitCode {
    match fault.kind() {
        ErrorKind::DisplayHelp => {
            let _ = write!(std::io::stdout(), "{fault}");
            return ExitCode::SUCCESS;
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => eprint!("{fault}"),
        _ => eprintln!("vsoko: {}\nСправка: vsoko measure --help", fault_in_russian(fault)),
    }
    ExitCode::from(2)
}
