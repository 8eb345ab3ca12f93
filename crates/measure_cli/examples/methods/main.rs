//! Prints METHODS.md, made of the doc comments of `measure`:
//!
//!     cargo run -p measure_cli --example methods > METHODS.md

mod book;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let library = Path::new(env!("CARGO_MANIFEST_DIR")).join("../measure/src");
    match book::book(&library) {
        Ok(text) => {
            print!("{text}");
            ExitCode::SUCCESS
        }
        Err(fault) => {
            eprintln!("{fault}");
            ExitCode::FAILURE
        }
    }
}
