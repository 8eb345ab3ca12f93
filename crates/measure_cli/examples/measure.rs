//! `vsoko measure` without the rest of the program: quick to build while a method is written.
//!
//!     cargo run -p measure_cli --example measure -- interval 3 20 --format long

use std::io::Write;
use std::process::ExitCode;

use clap::{Args, Command, FromArgMatches};
use measure_cli::Measure;

fn main() -> ExitCode {
    let matches = Measure::augment_args(Command::new("measure")).get_matches();
    let wish = Measure::from_arg_matches(&matches).unwrap_or_else(|fault| fault.exit());
    match measure_cli::answer(&wish) {
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
