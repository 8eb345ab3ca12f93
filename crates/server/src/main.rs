//! The program `vsoko`: reads the command line and does what it says.

use std::process::ExitCode;

fn main() -> ExitCode {
    server::run(std::env::args_os())
}
